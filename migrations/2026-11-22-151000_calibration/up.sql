-- The calibration set: decided cases without what says whose they are, which new assessors mark before their first case (J6).

alter table setting add column calibrate_new boolean not null default true;
alter table setting add column calibration_pass_percent int not null default 80 check (calibration_pass_percent between 0 and 100);

create table gold_case (
  -- Whose it was made from; no assessor is told.
  university_id uuid not null,
  application_id uuid not null,
  id uuid primary key,
  edition_id uuid not null references edition,
  level_rank int not null,
  name text not null check (length(trim(name)) between 1 and 120),
  made_by uuid not null references person,
  made_at timestamptz not null,
  -- Since when it is part of the set no longer.
  retired_at timestamptz,
  unique (university_id, id),
  foreign key (university_id, application_id) references application (university_id, id)
);
create index gold_case_set on gold_case (made_at, id) where retired_at is null;

create table gold_criterion (
  case_id uuid not null references gold_case,
  criterion text not null,
  -- What there is to judge: a statement and its evidence, in words that say nothing of whose it is.
  text text not null check (length(text) between 1 and 20000),
  primary key (case_id, criterion)
);

-- The known marks, apart from what is shown to whoever marks.
create table gold_mark (
  case_id uuid not null,
  criterion text not null,
  value text not null check (value in ('MET', 'PARTLY_MET', 'NOT_MET')),
  primary key (case_id, criterion),
  foreign key (case_id, criterion) references gold_criterion
);

create table calibration_mark (
  person_id uuid not null references person,
  case_id uuid not null,
  criterion text not null,
  value text not null check (value in ('MET', 'PARTLY_MET', 'NOT_MET')),
  marked_at timestamptz not null,
  primary key (person_id, case_id, criterion),
  foreign key (case_id, criterion) references gold_criterion
);

-- Whoever has finished the set, and by which pass mark.
create table calibration (
  person_id uuid primary key references person,
  finished_at timestamptz not null,
  pass_percent int not null check (pass_percent between 0 and 100)
);

-- Whoever has finished has seen the known marks: what they gave stays, and so does what is known.
create function keep_calibration() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from calibration c where c.person_id = coalesce(old.person_id, new.person_id)) then
    perform refuse('what was marked of the calibration set stays as it was given', 'J6');
  end if;
  return null;
end $$;
create trigger finished after insert or update or delete on calibration_mark for each row execute function keep_calibration();
create function keep_gold() returns trigger language plpgsql as $$
begin
  perform refuse('what is known of a gold case stays; retire it and make another', 'J6');
  return null;
end $$;
create trigger kept after update or delete on gold_criterion for each row execute function keep_gold();
create trigger kept after update or delete on gold_mark for each row execute function keep_gold();
create trigger kept after update or delete on calibration for each row execute function keep_gold();
create trigger kept_truncate before truncate on gold_criterion for each statement execute function refuse_truncate('J6');
create trigger kept_truncate before truncate on gold_mark for each statement execute function refuse_truncate('J6');
create trigger kept_truncate before truncate on calibration_mark for each statement execute function refuse_truncate('J6');
create trigger kept_truncate before truncate on calibration for each statement execute function refuse_truncate('J6');

-- Whether somebody is to mark the set before a case is theirs: there is one, they have not finished it, and they never had a case.
create function is_uncalibrated(who uuid) returns boolean language sql stable as $$
  select exists (select from setting s where s.calibrate_new)
    and exists (select from gold_case g where g.retired_at is null)
    and not exists (select from calibration c where c.person_id = who)
    and not exists (select from application a where a.assessor_id = who or a.second_assessor_id = who)
    and not exists (select from decision d where d.decided_by = who)
    and not exists (select from handed_back h where h.person_id = who)
$$;


create or replace function assigning_assessors(who uuid) returns setof json language sql stable security definer set search_path = public, pg_temp as $$
  select json_build_object(
    'id', p.id, 'name', p.name, 'email', p.email,
    'lead', exists (select from staff s where s.person_id = p.id and s.role = 'LEAD_ASSESSOR'),
    'universities', array(select ties_of(p.id)),
    'capacity', f.capacity, 'levels', coalesce(f.levels, '{}'), 'schemes', coalesce(f.schemes, '{}'),
    'languages', coalesce(f.languages, '{}'), 'version', coalesce(f.version, 0),
    'absences', (select coalesce(json_agg(json_build_object('from', x.from_on, 'back', x.back_on) order by x.from_on), '[]')
      from assessor_absence x where x.person_id = p.id and x.back_on > viewer_today()),
    'conflicts', (select coalesce(json_agg(json_build_object('university_id', u.id, 'university', u.name, 'reason', c.reason,
        'declared_at', c.declared_at, 'declared_by', b.name) order by u.name, u.id), '[]')
      from declared_conflict c join university u on u.id = c.university_id left join person b on b.id = c.declared_by where c.person_id = p.id),
    'coached', (select coalesce(json_agg(json_build_object('programme_id', g.id, 'programme', g.name, 'university', u.name) order by u.name, g.name, g.id), '[]')
      from coached_programme k join programme g on g.id = k.programme_id join university u on u.id = k.university_id where k.person_id = p.id),
    -- Their own universities' applications, by the universities of whoever judged those.
    'assessed_by', (select coalesce(json_agg(json_build_object('by', by, 'on', day)), '[]') from (
      select by, max(coalesce(a.decided_on, viewer_today())) as day
      from ties_of(p.id) own join application a on a.university_id = own cross join lateral ties_of(a.assessor_id) by
      where a.assessor_id is not null and a.state <> 'WITHDRAWN' and coalesce(a.decided_on, viewer_today()) > viewer_today() - interval '12 months'
      group by by) x),
    'uncalibrated', is_uncalibrated(p.id),
    -- What they have in hand; which of it counts is the rule's to say (W3).
    'open', (select coalesce(json_agg(json_build_object('state', a.state, 'edition_id', a.edition_id,
        'programmes', (select count(*) from application_programme x where x.application_id = a.id))), '[]')
      from application a where a.assessor_id = p.id and a.state not in ('DECIDED', 'WITHDRAWN')
        or a.second_assessor_id = p.id and a.state = 'MODERATION'
          and exists (select from second_marking m where m.application_id = a.id and m.submitted_at is null))
  )
  from person p left join assessor_profile f on f.person_id = p.id
  where exists (select from staff s where s.person_id = p.id and s.role in ('ASSESSOR', 'LEAD_ASSESSOR'))
    and (who is null or p.id = who) and (p.id = viewer_person() or sees_the_board()) and viewer_today() is not null
  order by p.name, p.id
$$;
