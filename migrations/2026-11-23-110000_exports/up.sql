-- Exports: a report that an operator takes away as a file, written by a job and kept for a week (T4).

create table export (
  id uuid primary key,
  report text not null check (report in ('APPLICATIONS', 'INVOICES', 'AWARDS', 'UNIVERSITIES', 'DECISIONS')),
  -- What was asked for, as the API took it: it is read again when the file is written.
  asked jsonb not null,
  -- The columns, by name, in the file's order.
  column_names text[] not null check (cardinality(column_names) > 0),
  -- What it is narrowed by, in words.
  narrowed text[] not null default '{}',
  format text not null check (format in ('CSV', 'XLSX')),
  state text not null default 'RUNNING' check (state in ('RUNNING', 'READY', 'FAILED', 'REMOVED')),
  -- Rows written so far.
  row_count int not null default 0,
  -- Bytes of the file.
  size bigint,
  -- Where the file is kept; no address that writes here is ever signed.
  object_key text,
  problem text,
  made_by uuid not null references person,
  made_at timestamptz not null,
  ended_at timestamptz,
  check ((object_key is not null and size is not null) = (state in ('READY', 'REMOVED'))),
  check ((problem is not null) = (state = 'FAILED')),
  check ((ended_at is not null) = (state <> 'RUNNING'))
);
create index export_ready on export (ended_at) where state = 'READY';
