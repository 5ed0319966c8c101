-- What differs between the programmes of one application (P4): how one of them meets a criterion otherwise than the rest, which
-- of them an item of evidence speaks of, and which the assessor looked at more closely.

create table rating_exception (
  university_id uuid not null,
  application_id uuid not null,
  criterion text not null,
  programme_id uuid not null,
  value text not null check (value in ('MET', 'PARTLY_MET', 'NOT_MET')),
  statement text not null check (length(statement) between 1 and 10000),
  version int not null default 1,
  updated_at timestamptz not null,
  updated_by uuid not null,
  primary key (application_id, criterion, programme_id),
  -- Who leaves a draft takes their exceptions along.
  foreign key (university_id, application_id, programme_id) references application_programme (university_id, application_id, programme_id) on delete cascade
);
create index rating_exception_programme on rating_exception (university_id, application_id, programme_id);

-- The programmes that an item speaks of; an item with none here speaks of all of them.
create table evidence_programme (
  university_id uuid not null,
  application_id uuid not null,
  evidence_id uuid not null,
  programme_id uuid not null,
  primary key (application_id, evidence_id, programme_id),
  foreign key (university_id, application_id, programme_id) references application_programme (university_id, application_id, programme_id) on delete cascade,
  foreign key (university_id, evidence_id) references evidence (university_id, id) on delete cascade
);
create index evidence_programme_programme on evidence_programme (university_id, application_id, programme_id);
create index evidence_programme_evidence on evidence_programme (university_id, evidence_id);

create table sampled_programme (
  university_id uuid not null,
  application_id uuid not null,
  programme_id uuid not null,
  why text not null check (length(why) between 1 and 2000),
  chosen_at timestamptz not null,
  chosen_by uuid not null references person,
  finding text check (finding in ('CONFIRMED', 'NOT_CONFIRMED')),
  note text not null default '' check (length(note) <= 10000),
  version int not null default 1,
  primary key (application_id, programme_id),
  foreign key (university_id, application_id, programme_id) references application_programme (university_id, application_id, programme_id),
  check (finding is null or length(note) > 0)
);
create index sampled_programme_programme on sampled_programme (university_id, application_id, programme_id);

do $$ declare t text; begin
  foreach t in array array['rating_exception', 'evidence_programme', 'sampled_programme'] loop
    execute format('create trigger decided after insert or update or delete on %I for each row execute function keep_decided()', t);
    execute format('create trigger kept_truncate before truncate on %I for each statement execute function refuse_truncate(''J7'')', t);
  end loop;
end $$;
