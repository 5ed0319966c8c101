-- What a person has seen of a case, and how they narrowed a list to come back to.

-- Up to which of its university's events of the trail a person has seen a case.
create table case_seen (
  university_id uuid not null,
  application_id uuid not null,
  person_id uuid not null references person,
  seq bigint not null,
  primary key (university_id, application_id, person_id),
  foreign key (university_id, application_id) references application (university_id, id)
);
create index case_seen_person on case_seen (person_id, application_id);

create table saved_view (
  person_id uuid not null references person,
  id uuid primary key,
  list text not null check (list in ('CASELOAD', 'APPLICATIONS')),
  name text not null check (length(name) between 1 and 80),
  -- What stands in the address after the question mark.
  address text not null check (length(address) <= 2000),
  -- Whether everybody who runs the scheme sees it.
  shared boolean not null default false,
  updated_at timestamptz not null,
  unique (person_id, list, name)
);
