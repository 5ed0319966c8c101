-- Every letter is a record: to whom, what it said, what became of it.

create table letter (
  id uuid primary key,
  -- Whose it is; the address is the one it went to.
  person_id uuid references person on delete set null,
  address text not null,
  subject text not null,
  text text not null,
  state text not null default 'QUEUED' check (state in ('QUEUED', 'SENT', 'FAILED')),
  -- What the mail server said last, where it did not take it.
  problem text,
  queued_at timestamptz not null,
  sent_at timestamptz,
  check (state <> 'SENT' or sent_at is not null)
);
create index letter_queued on letter (queued_at desc, id desc);
