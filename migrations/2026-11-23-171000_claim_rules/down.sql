drop trigger by_hand on member;
drop function by_hand();
drop index member_ruled_by;
alter table member drop column ruled_by;
drop table claim_rule;
alter table provider drop constraint provider_of_university_id_key;
