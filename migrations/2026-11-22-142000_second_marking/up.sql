-- Before a decision is released it can be taken back, and a sample is second-marked blind (J6).

-- What the scheme's operators set: one row.
create table setting (
  id int primary key default 1 check (id = 1),
  -- How many cases of a hundred are second-marked, and every case of an assessor who has decided fewer than so many.
  second_mark_percent int not null default 10 check (second_mark_percent between 0 and 100),
  second_mark_new_below int not null default 5 check (second_mark_new_below between 0 and 100),
  -- How long a decision can be taken back after it was made.
  recall_minutes int not null default 5 check (recall_minutes between 0 and 60),
  -- What the draw of a case is made with; nobody who judges or operates may read it, so that no draw can be foreseen.
  draw bigint not null default ('x' || left(md5(gen_random_uuid()::text), 16))::bit(64)::bigint,
  version int not null default 1
);
insert into setting default values;

-- A decision as its assessor made it, until it is released.
create table pending_decision (
  university_id uuid not null,
  application_id uuid primary key,
  feedback text not null check (length(feedback) between 1 and 20000),
  made_by uuid not null references person,
  made_at timestamptz not null,
  unique (university_id, application_id),
  foreign key (university_id, application_id) references application (university_id, id)
);

-- When the decision that was made goes out; none while none is made, and in moderation.
alter table application add column release_at timestamptz check (release_at is null or state in ('IN_ASSESSMENT', 'AWAITING_EVIDENCE'));

-- Who marks it second, beside who marks it first: the policies stand on both.
alter table application add column second_assessor_id uuid references person;
alter table application add constraint second_is_another check (second_assessor_id <> assessor_id);
create index application_second on application (second_assessor_id, state) where second_assessor_id is not null;
create index application_moderation on application (state) where state = 'MODERATION';

create table second_marking (
  university_id uuid not null,
  application_id uuid primary key,
  id uuid not null,
  why text not null check (why in ('NEW_ASSESSOR', 'DRAWN')),
  opened_at timestamptz not null,
  submitted_at timestamptz,
  -- Whether the two outcomes differ; known when both are in.
  differs boolean,
  settled_by uuid references person,
  settled_at timestamptz,
  settled_reason text check (length(trim(settled_reason)) between 1 and 5000),
  unique (university_id, application_id),
  unique (university_id, id),
  foreign key (university_id, application_id) references application (university_id, id),
  check (differs is null or submitted_at is not null),
  check ((settled_by is null) = (settled_at is null) and (settled_by is null) = (settled_reason is null)),
  check (settled_by is null or differs)
);

create table second_judgement (
  university_id uuid not null,
  application_id uuid not null,
  criterion text not null,
  value text not null check (value in ('MET', 'PARTLY_MET', 'NOT_MET')),
  note text not null check (length(note) <= 10000),
  version int not null default 1,
  updated_at timestamptz not null,
  updated_by uuid not null,
  primary key (application_id, criterion),
  foreign key (university_id, application_id) references second_marking (university_id, application_id)
);

create table second_outcome (
  university_id uuid not null,
  application_id uuid not null,
  pillar int not null,
  level_rank int,
  best_fit_rank int,
  reason text,
  version int not null default 1,
  confirmed_at timestamptz not null,
  confirmed_by uuid not null,
  primary key (application_id, pillar),
  foreign key (university_id, application_id) references second_marking (university_id, application_id),
  check (level_rank is not distinct from best_fit_rank or length(trim(coalesce(reason, ''))) > 0)
);

create trigger second_untied after insert or update of second_assessor_id on application for each row when (new.second_assessor_id is not null) execute function refuse_tied('second_assessor_id');
create trigger untied after update on second_marking for each row when (new.settled_by is not null) execute function refuse_tied('settled_by');
create trigger untied after insert or update on second_judgement for each row execute function refuse_tied('updated_by');
create trigger untied after insert or update on second_outcome for each row execute function refuse_tied('confirmed_by');
create trigger within after insert or update on second_outcome for each row execute function outcome_within();

-- What the second assessor submitted stays as it was, and so does what was decided.
create function keep_second() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare which uuid := coalesce(old.application_id, new.application_id);
begin
  perform sees_what_is_committed('J6');
  perform from application a where a.id = which for no key update;
  if exists (select from second_marking m where m.application_id = which and m.submitted_at is not null) then
    perform refuse('what was second-marked stays as it was submitted', 'J6');
  end if;
  return null;
end $$;
create trigger submitted after insert or update or delete on second_judgement for each row execute function keep_second();
create trigger submitted after insert or update or delete on second_outcome for each row execute function keep_second();

create function keep_second_marking() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' then perform refuse('a second marking is not taken back', 'J6'); end if;
  if (new.university_id, new.application_id, new.id, new.why, new.opened_at) is distinct from (old.university_id, old.application_id, old.id, old.why, old.opened_at)
      or old.submitted_at is not null and new.submitted_at is distinct from old.submitted_at then
    perform refuse('a second marking stays the one it is', 'J6');
  end if;
  if new.settled_by in (select unnest(array[a.assessor_id, a.second_assessor_id]) from application a where a.id = new.application_id) then
    perform refuse('a difference is settled by a third', 'J6');
  end if;
  return null;
end $$;
create trigger kept after update or delete on second_marking for each row execute function keep_second_marking();

-- J6: no decision while the second marks are out, or while a difference is not settled.
create function decided_after_second() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from second_marking m where m.application_id = new.application_id
      and (m.submitted_at is null or m.differs is null or m.differs and m.settled_at is null)) then
    perform refuse('a sampled case is decided when both have marked it and any difference is settled', 'J6');
  end if;
  return null;
end $$;
create trigger after_second after insert on decision for each row execute function decided_after_second();

-- A lead assessor may send a case back to its assessor, for evidence that a settlement needs.
insert into application_move values ('MODERATION', 'IN_ASSESSMENT');

create trigger kept_truncate before truncate on second_marking for each statement execute function refuse_truncate('J6');
create trigger kept_truncate before truncate on second_judgement for each statement execute function refuse_truncate('J6');
create trigger kept_truncate before truncate on second_outcome for each statement execute function refuse_truncate('J6');

create or replace function chain_trail() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare head trail_head;
begin
  insert into trail_head values (new.university_id, 0, '') on conflict do nothing;
  select * into strict head from trail_head where university_id = new.university_id for update;
  new.seq := head.seq + 1;
  new.prev_hash := head.hash;
  new.hash := trail_hash(new);
  update trail_head set seq = new.seq, hash = new.hash where university_id = new.university_id;
  -- Marking second is not heard of: neither when nor how often (J6).
  if new.application_id is not null and new.act not in ('second_marking.judged', 'second_marking.confirmed') then
    update application set updated_at = new.at where id = new.application_id and university_id = new.university_id;
    perform pg_notify('application_changed', new.application_id::text);
  end if;
  return new;
end $$;
