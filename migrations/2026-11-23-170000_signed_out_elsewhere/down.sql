drop table spent_logout;
drop index session_from;
alter table session drop column subject, drop column sid;
