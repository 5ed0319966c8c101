-- What an operator does to many applications at once: looked at first, then done to each in a transaction of its own.

create table bulk_act (
  id uuid primary key,
  kind text not null check (kind in ('HOLD', 'RESUME', 'REMIND', 'START_BEFORE_PAYMENT')),
  reason text not null default '',
  state text not null default 'CHECKING' check (state in ('CHECKING', 'CHECKED', 'RUNNING', 'DONE', 'UNDOING', 'UNDONE')),
  made_by uuid not null references person,
  made_at timestamptz not null,
  applied_at timestamptz,
  undone_at timestamptz,
  check (applied_at is not null or state in ('CHECKING', 'CHECKED')),
  check ((undone_at is not null) = (state in ('UNDOING', 'UNDONE')))
);
create index bulk_act_made on bulk_act (made_at, id);

create table bulk_row (
  bulk_act_id uuid not null references bulk_act,
  -- Its place among those chosen.
  seq int not null,
  university_id uuid not null,
  application_id uuid not null,
  verdict text not null default 'WAITING' check (verdict in ('WAITING', 'MAY', 'REFUSED', 'DONE', 'UNDONE', 'KEPT')),
  -- Why not, as a refusal gives them.
  reasons jsonb not null default '[]',
  -- The application's version when it was done: whoever takes it back takes back nothing else.
  version int,
  primary key (bulk_act_id, seq),
  unique (university_id, bulk_act_id, application_id),
  foreign key (university_id, application_id) references application (university_id, id),
  check (version is null or verdict in ('DONE', 'UNDONE', 'KEPT'))
);
create index bulk_row_verdict on bulk_row (bulk_act_id, verdict, seq);
create index bulk_row_application on bulk_row (university_id, application_id);
