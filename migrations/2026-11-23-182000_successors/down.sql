drop trigger follows_nobody on person;
drop function erased_follows_nobody();
drop table successor;
