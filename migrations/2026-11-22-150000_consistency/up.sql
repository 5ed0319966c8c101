-- How alike assessors mark is measured on what two of them gave before either saw the other's marks (J6). What is settled, sent back
-- and judged again afterwards is no measure of it, so the marks are kept as they were when the second assessor submitted.
create table blind_mark (
  university_id uuid not null,
  application_id uuid not null,
  criterion text not null,
  person_id uuid not null references person,
  value text not null check (value in ('MET', 'PARTLY_MET', 'NOT_MET')),
  -- The day on which both were in.
  marked_on date not null,
  primary key (application_id, criterion, person_id),
  foreign key (university_id, application_id) references second_marking (university_id, application_id)
);
create index blind_mark_on on blind_mark (marked_on);

create function keep_blind_marks() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into blind_mark (university_id, application_id, criterion, person_id, value, marked_on)
  select new.university_id, new.application_id, j.criterion, j.updated_by, j.value, (new.submitted_at at time zone 'Europe/London')::date
  from (select criterion, updated_by, value from judgement where application_id = new.application_id
    union all select criterion, updated_by, value from second_judgement where application_id = new.application_id) j
  -- A first assessor may have handed the case back, and marked nothing else of it.
  on conflict do nothing;
  return null;
end $$;
create trigger blind after update on second_marking for each row when (old.submitted_at is null and new.submitted_at is not null) execute function keep_blind_marks();

create function keep_blind_mark() returns trigger language plpgsql as $$
begin
  perform refuse('a blind mark stays as it was given', 'J6');
  return null;
end $$;
create trigger kept after update or delete on blind_mark for each row execute function keep_blind_mark();
create trigger kept_truncate before truncate on blind_mark for each statement execute function refuse_truncate('J6');

-- What was second-marked already; of the first assessor's what they have not changed since.
insert into blind_mark (university_id, application_id, criterion, person_id, value, marked_on)
select m.university_id, m.application_id, j.criterion, j.updated_by, j.value, (m.submitted_at at time zone 'Europe/London')::date
from second_marking m join (select application_id, criterion, updated_by, value, updated_at from judgement
  union all select application_id, criterion, updated_by, value, updated_at from second_judgement) j using (application_id)
where m.submitted_at is not null and j.updated_at <= m.submitted_at
on conflict do nothing;

-- The marks of closed cases, so that nothing is told while somebody marks (J6). Cases and assessors are numbered in the order of their ids;
-- who an assessor is, operators are told, and an assessor of themself: the others' figures are not theirs to see, but leniency is
-- found for all at once. It runs as the owner because an assessor sees few of these cases (T3).
create function consistency_marks(since date, until date)
returns table (case_number bigint, assessor_number bigint, person_id uuid, name text, criterion text, value text, marked_on date)
language sql stable security definer set search_path = public, pg_temp as $$
  select dense_rank() over (order by b.application_id), dense_rank() over (order by b.person_id),
    case when w.sees_all or b.person_id = viewer_person() then b.person_id end,
    case when w.sees_all or b.person_id = viewer_person() then p.name end,
    b.criterion, b.value, b.marked_on
  from blind_mark b join application a on a.id = b.application_id join person p on p.id = b.person_id
    cross join (select exists (select from staff s where s.person_id = viewer_person() and s.role in ('OPERATOR', 'ADMINISTRATOR')) as sees_all) w
  where a.state in ('DECIDED', 'WITHDRAWN') and b.marked_on between since and until and viewer_today() is not null
$$;

-- What the public is told of a year, worked out once and kept as it was told.
create table yearly_agreement (
  -- The year's last day.
  up_to date primary key,
  criteria int not null check (criteria > 0),
  cases int not null check (cases > 0),
  assessors int not null check (assessors > 1),
  alpha double precision not null check (alpha <= 1),
  low double precision not null,
  high double precision not null check (high >= low)
);
