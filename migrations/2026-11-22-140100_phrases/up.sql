-- Words an assessor writes often: notes and questions kept for themselves alone.
create table phrase (
  person_id uuid not null references person,
  id uuid primary key,
  kind text not null check (kind in ('NOTE', 'REQUEST')),
  title text not null check (length(title) between 1 and 80),
  text text not null check (length(text) between 1 and 5000),
  version int not null check (version > 0),
  updated_at timestamptz not null,
  unique (person_id, kind, title)
);
