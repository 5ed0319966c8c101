drop policy if exists member_knew on person;
drop function new_person;
drop trigger keeps_a_manager on member;
drop function keep_a_manager;
drop trigger remember_member on member;
create trigger remember_member after delete or update on member for each row execute function remember_member();
alter table member drop column signed_in_at;
alter table sign_in drop column invitation_id;
drop table invitation;
