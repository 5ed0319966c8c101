drop table mail_preference;
alter table letter drop column unsubscribe;
alter table letter drop column kind;
