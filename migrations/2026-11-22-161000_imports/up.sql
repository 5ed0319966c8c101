-- Bulk import (B1-B3): an operator's file, what each of its rows would change, and what became of it.

-- What others call a university or a programme: it is found again by it when its name changes.
alter table university add column external_reference text check (length(external_reference) between 1 and 100);
create unique index university_external_reference on university (external_reference);
create index university_called on university (lower(name));
alter table programme add column external_reference text check (length(external_reference) between 1 and 100);
create unique index programme_external_reference on programme (university_id, external_reference);
create index programme_called on programme (university_id, lower(name));
create index person_address on person (lower(email));

create table import (
  id uuid primary key,
  kind text not null check (kind in ('UNIVERSITIES', 'PROGRAMMES', 'PEOPLE', 'APPLICATIONS')),
  file_name text not null check (length(file_name) between 1 and 255),
  size bigint not null check (size between 1 and 52428800),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- Where the browser sends it; nobody reads from here.
  upload_key text not null,
  -- Where it is kept once it is the file that was announced; no address that writes here is ever signed.
  object_key text,
  state text not null check (state in ('UPLOADING', 'READING', 'MAPPING', 'CHECKING', 'CHECKED', 'COMMITTING', 'COMMITTED', 'UNDOING', 'UNDONE', 'FAILED')),
  problem text,
  version int not null default 1,
  -- In words: CSV with commas, UTF-8.
  read_as text not null default '',
  headings text[] not null default '{}',
  -- The first rows, as lists of cells.
  preview jsonb not null default '[]',
  -- One for each heading: the field it holds, or null.
  mapping jsonb not null default '[]',
  update_existing boolean not null default false,
  -- How many rows the file has.
  row_count int not null default 0 check (row_count between 0 and 100000),
  -- How far the file has been gone through: rows to go through, rows gone through, the last of them.
  todo_rows int not null default 0,
  done_rows int not null default 0,
  at_row int not null default 0,
  new_rows int not null default 0,
  same_rows int not null default 0,
  differing_rows int not null default 0,
  bad_rows int not null default 0,
  added_rows int not null default 0,
  changed_rows int not null default 0,
  taken_back_rows int not null default 0,
  kept_rows int not null default 0,
  created_at timestamptz not null,
  created_by uuid not null references person,
  -- Who had it written or taken back, on whose behalf the rows are told in the trail.
  acted_by uuid references person,
  acted_at timestamptz,
  check ((state = 'FAILED') = (problem is not null))
);
create index import_made on import (created_at desc, id);

create table import_row (
  import_id uuid not null references import,
  number int not null check (number between 2 and 200000),
  cells text[] not null,
  verdict text not null check (verdict in ('NEW', 'SAME', 'DIFFERS', 'BAD')),
  problems jsonb not null default '[]',
  changes jsonb not null default '[]',
  outcome text check (outcome in ('ADDED', 'CHANGED', 'TAKEN_BACK', 'KEPT')),
  -- What is needed to take it back.
  made jsonb,
  primary key (import_id, number),
  check ((verdict = 'BAD') = (problems <> '[]') or outcome = 'KEPT'),
  check ((outcome is null) = (made is null))
);
create index import_row_verdict on import_row (import_id, verdict, number);
create index import_row_outcome on import_row (import_id, outcome, number) where outcome is not null;

-- Progress, to whoever listens.
create function tell_of_import() returns trigger language plpgsql as $$
begin
  perform pg_notify('import_changed', new.id::text);
  return null;
end $$;
create trigger told after insert or update on import for each row execute function tell_of_import();

-- Removes a row where nothing hangs on it; else the name of the table of what does (B3).
create function remove_unused(of_table text, which uuid) returns text language plpgsql set search_path = public, pg_temp as $$
declare hangs text;
begin
  execute format('delete from %I where id = $1', of_table) using which;
  return null;
exception when foreign_key_violation then
  get stacked diagnostics hangs = table_name;
  return hangs;
end $$;

-- A membership that an import gave by mistake leaves no trace of one: nobody is tied to where they never were (W1, B3).
create function remove_imported_member(of_university uuid, who uuid, as_role text) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare was_there boolean := exists (select from former_member f where f.university_id = of_university and f.person_id = who);
begin
  delete from member m where m.university_id = of_university and m.person_id = who and m.role = as_role;
  if not was_there then
    delete from former_member f where f.university_id = of_university and f.person_id = who;
  end if;
end $$;
