drop index letter_joined;
drop index letter_digest;
alter table letter drop column digest_id;
alter table letter drop column digest;
alter table letter drop column goes_at;
alter table mail_preference drop constraint mail_preference_quiet;
alter table mail_preference drop column digest_hour;
alter table mail_preference drop column quiet_until;
alter table mail_preference drop column quiet_from;
