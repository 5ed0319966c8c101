-- Second markings are assigned as cases are: by the plan, by hand, as the next case, and back (W2, W4, W5, J6); and a limit to how
-- often running one assessor decides a university's applications (W2). An application in assessment can be put on hold, and its clock stands still (W3, W6).

alter table setting add column same_assessor_at_most int not null default 0 check (same_assessor_at_most between 0 and 100);
alter table assignment_move add column second boolean not null default false;

-- From the day it was put on hold up to, not including, the day it went on.
create table application_hold (
  university_id uuid not null,
  application_id uuid not null,
  id uuid primary key,
  reason text not null check (length(trim(reason)) between 1 and 2000),
  held_on date not null,
  held_at timestamptz not null,
  held_by uuid not null references person,
  resumed_on date check (resumed_on >= held_on),
  resumed_at timestamptz,
  resumed_by uuid references person,
  unique (university_id, id),
  foreign key (university_id, application_id) references application (university_id, id),
  check ((resumed_on is null) = (resumed_at is null) and (resumed_on is null) = (resumed_by is null))
);
create index application_hold_of on application_hold (application_id);
-- It is on hold once at a time.
create unique index application_hold_open on application_hold (university_id, application_id) where resumed_on is null;

-- Nothing is on hold without a reason, and nothing that goes on has a clock that stands still.
create function hold_is_kept() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare a application;
begin
  select * into a from application where id = new.id;
  if a.state not in ('WITHDRAWN') and (a.state = 'ON_HOLD') is distinct from exists (select from application_hold h where h.application_id = a.id and h.resumed_on is null) then
    perform refuse('an application is on hold for a reason, from a day to a day', 'W6');
  end if;
  return null;
end $$;
create constraint trigger hold_is_kept after update of state on application deferrable initially deferred
  for each row when (old.state is distinct from new.state and (old.state = 'ON_HOLD' or new.state = 'ON_HOLD')) execute function hold_is_kept();

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

create or replace function assigning_cases(which uuid) returns setof json language sql stable security definer set search_path = public, pg_temp as $$
  select json_build_object(
    'id', c.id, 'application_id', a.id, 'reference', a.reference, 'state', a.state, 'version', a.version, 'edition_id', a.edition_id,
    'level_rank', a.level_rank, 'university_id', a.university_id, 'university', u.name,
    'domains', coalesce(d.domains, '{}'),
    'programmes', array(select x.programme_id from application_programme x where x.application_id = a.id order by 1),
    -- Who decided the university's applications, the last first; and who handed this one back.
    'decided_by', coalesce(l.decided_by, '{}'),
    'handed_back', array(select h.person_id from handed_back h where h.university_id = a.university_id and h.application_id = a.id),
    'submitted_on', a.submitted_on, 'started_on', a.started_on, 'due_on', a.due_on, 'assessor_id', c.who,
    -- Who does the other half of it: each marks it once (W2).
    'second', c.second, 'first_marker', case when c.second then a.assessor_id end, 'second_marker', case when not c.second then a.second_assessor_id end,
    'made', a.release_at is not null,
    -- How many of a university's applications running the scheme lets one assessor decide; null where it sets no limit (W2).
    'at_most', (select nullif(s.same_assessor_at_most, 0) from setting s),
    'may_start', o.paid_on is not null or o.start_before_reason is not null,
    -- Whether a plan put it where it is, and nobody by hand.
    'planned', coalesce(r.planned, false),
    -- Since when its clock stands still (W6).
    'stopped_at', case a.state
      when 'AWAITING_EVIDENCE' then (select min(q.asked_at) from evidence_request q where q.application_id = a.id and q.state = 'OPEN')
      when 'ON_HOLD' then (select h.held_at from application_hold h where h.application_id = a.id and h.resumed_on is null) end
  )
  from application a cross join lateral (
      select a.id as id, false as second, a.assessor_id as who
      union all
      select m.id, true, a.second_assessor_id from second_marking m
      where m.university_id = a.university_id and m.application_id = a.id and m.submitted_at is null and a.state = 'MODERATION') c
    join university u on u.id = a.university_id left join orders o on o.id = a.order_id
    left join (select m.university_id, array_agg(distinct email_domain(q.email)) filter (where email_domain(q.email) <> '') as domains
      from member m join person q on q.id = m.person_id group by 1) d on d.university_id = a.university_id
    left join (select university_id, array_agg(decided_by order by decided_at desc) as decided_by from decision group by 1) l on l.university_id = a.university_id
    left join lateral (select r.planned from assignment_move m join assignment_run r on r.id = m.run_id
      where m.application_id = a.id and m.to_id = a.assessor_id and not m.undone and a.assessor_id is not null order by r.applied_at desc, r.id desc limit 1) r on true
  where (a.id = which or (which is null and a.state not in ('DRAFT', 'DECIDED', 'WITHDRAWN')))
    and (not c.second and (sees_the_board() or a.assessor_id = viewer_person() or (a.assessor_id is null and a.state in ('SUBMITTED', 'IN_ASSESSMENT')))
      -- Who marks it first knows nothing of who marks it second (J6).
      or c.second and a.assessor_id is distinct from viewer_person() and (sees_the_board() or c.who is null or c.who = viewer_person()))
    and viewer_today() is not null
  order by a.id, c.second
$$;

-- Gives a second marking that nobody has to the assessor who asks; nothing where somebody was first.
create function take_second(which uuid, at timestamptz) returns setof application
language sql security definer set search_path = public, pg_temp as $$
  update application a set second_assessor_id = viewer_person(), version = a.version + 1, updated_at = at
  where a.id = which and a.second_assessor_id is null and a.assessor_id <> viewer_person() and a.state = 'MODERATION'
    and exists (select from second_marking m where m.application_id = a.id and m.submitted_at is null)
    and exists (select from staff s where s.person_id = viewer_person() and s.role in ('ASSESSOR', 'LEAD_ASSESSOR'))
  returning a.*
$$;

-- Takes a second marking from the assessor who hands it back.
create function hand_back_second(which uuid, why text, at timestamptz) returns setof uuid
language sql security definer set search_path = public, pg_temp as $$
  with back as (
    update application a set second_assessor_id = null, version = a.version + 1, updated_at = at
    where a.id = which and a.second_assessor_id = viewer_person() and a.state = 'MODERATION'
      and exists (select from second_marking m where m.application_id = a.id and m.submitted_at is null)
    returning a.university_id, a.id)
  insert into handed_back select university_id, id, viewer_person(), why, at from back
  on conflict (university_id, application_id, person_id) do update set reason = excluded.reason, handed_at = excluded.handed_at
  returning application_id
$$;

-- Whoever marks second begins afresh: a second opinion is nobody else's (J6). What was marked before is in the trail.
create function second_begins_afresh() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from second_outcome o where o.application_id = new.id and exists (select from second_marking m where m.application_id = new.id and m.submitted_at is null);
  delete from second_judgement j where j.application_id = new.id and exists (select from second_marking m where m.application_id = new.id and m.submitted_at is null);
  return null;
end $$;
create trigger second_begins_afresh after update of second_assessor_id on application
  for each row when (old.second_assessor_id is distinct from new.second_assessor_id and old.second_assessor_id is not null) execute function second_begins_afresh();

-- W1: nobody is given a case of a university they declared a conflict with, to mark it second neither.
create function refuse_declared_second() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from declared_conflict c where c.person_id = new.second_assessor_id and c.university_id = new.university_id) then
    perform refuse('nobody is given a case of a university they declared a conflict with', 'W1');
  end if;
  return null;
end $$;
create trigger undeclared_second after insert or update of second_assessor_id on application for each row when (new.second_assessor_id is not null) execute function refuse_declared_second();
