drop trigger contributes_nothing on person;
drop function erased_contributes_nothing();
drop table programme_contributor;
