drop policy if exists operator_employs on staff;
drop policy if exists operator_lets_go on staff;
drop function administers();
drop trigger no_invitation on person;
drop function erased_has_no_invitation();
drop table staff_invitation;
