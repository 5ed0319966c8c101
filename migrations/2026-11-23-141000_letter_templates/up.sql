-- How letters of a kind are worded, where an operator has ever changed it. Restored to the standard wording a row stays without one, so
-- that its version goes on counting.
create table letter_template (
  kind text primary key,
  subject text,
  text text,
  version integer not null default 1,
  changed_by uuid not null references person,
  changed_at timestamptz not null,
  check ((subject is null) = (text is null))
);

-- What a letter tells, without its greeting and its end, while it waits to go in one with others.
alter table letter add column told text;
