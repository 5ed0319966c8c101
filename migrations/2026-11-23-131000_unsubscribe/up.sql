-- What a letter is about, the address by which its reader stops letters like it, and who wants which.

alter table letter add column kind text;
-- Part of an address that only the letter itself carries; none of an essential one.
alter table letter add column unsubscribe text unique;

create table mail_preference (
  person_id uuid primary key references person on delete cascade,
  -- Kinds of letters that are not wanted; essential ones go all the same.
  unwanted text[] not null default '{}',
  version integer not null default 1,
  updated_at timestamptz not null
);
