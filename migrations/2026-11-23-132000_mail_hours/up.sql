-- When a person's letters go: not in quiet hours, and what is not essential once a day in one letter. Minutes of the day, in London.

alter table mail_preference add column quiet_from integer check (quiet_from between 0 and 1439);
alter table mail_preference add column quiet_until integer check (quiet_until between 0 and 1439);
alter table mail_preference add column digest_hour integer check (digest_hour between 0 and 23);
alter table mail_preference add constraint mail_preference_quiet check ((quiet_from is null) = (quiet_until is null) and quiet_from <> quiet_until);

-- Until when a letter waits; the letter that it goes in with others.
alter table letter add column goes_at timestamptz;
alter table letter add column digest boolean not null default false;
alter table letter add column digest_id uuid references letter on delete set null;
create index letter_digest on letter (person_id, goes_at) where digest;
create index letter_joined on letter (digest_id) where digest_id is not null;
