-- What assigning looks at in an assessor: how much they take on, what they can judge, when they are away, and whom they
-- may not judge (W1, W2).

create table assessor_profile (
  person_id uuid primary key references person,
  -- The most points of open work at a time; null where that is not said.
  capacity int check (capacity between 0 and 100000),
  -- Ranks of levels, codes of schemes, tags of languages; empty is any.
  levels int[] not null default '{}',
  schemes text[] not null default '{}',
  languages text[] not null default '{}',
  version int not null default 1,
  updated_at timestamptz not null,
  updated_by uuid not null
);

-- From the first day away up to, not including, the first day back.
create table assessor_absence (
  person_id uuid not null references person,
  from_on date not null,
  back_on date not null,
  set_at timestamptz not null,
  set_by uuid not null,
  primary key (person_id, from_on),
  check (from_on < back_on)
);

create table declared_conflict (
  university_id uuid not null references university,
  person_id uuid not null references person,
  reason text not null check (length(reason) between 1 and 1000),
  declared_at timestamptz not null,
  declared_by uuid not null,
  primary key (university_id, person_id)
);
create index declared_conflict_person on declared_conflict (person_id);

create table coached_programme (
  university_id uuid not null,
  programme_id uuid not null,
  person_id uuid not null references person,
  declared_at timestamptz not null,
  declared_by uuid not null,
  primary key (university_id, programme_id, person_id),
  foreign key (university_id, programme_id) references programme (university_id, id)
);
create index coached_programme_person on coached_programme (person_id);

-- Who handed a case back is not offered it again (W5).
create table handed_back (
  university_id uuid not null,
  application_id uuid not null,
  person_id uuid not null references person,
  reason text not null check (length(reason) between 1 and 2000),
  handed_at timestamptz not null,
  primary key (university_id, application_id, person_id),
  foreign key (university_id, application_id) references application (university_id, id)
);
create index handed_back_person on handed_back (person_id);

-- Whether the viewer is a lead assessor.
create function is_lead() returns boolean language sql stable as
  $$ select exists (select from staff s where s.person_id = viewer_person() and s.role = 'LEAD_ASSESSOR') $$;

-- Whether the viewer sees how work lies with everybody: operators and lead assessors.
create function sees_the_board() returns boolean language sql stable as
  $$ select exists (select from staff s where s.person_id = viewer_person() and s.role <> 'ASSESSOR') $$;

-- The universities that somebody belongs or belonged to.
create function ties_of(who uuid) returns setof uuid language sql stable as
  $$ select m.university_id from member m where m.person_id = who union select f.university_id from former_member f where f.person_id = who $$;

-- Assessors as the rules of assigning look at them, one JSON object each, by name. Whoever sees the board sees all of them,
-- an assessor themself. It runs as the owner because W1 looks at memberships and at cases that no assessor may see; what it
-- tells of those is which universities, and when.
create function assigning_assessors(who uuid) returns setof json language sql stable security definer set search_path = public, pg_temp as $$
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
      from application a where a.assessor_id = p.id and a.state not in ('DECIDED', 'WITHDRAWN'))
  )
  from person p left join assessor_profile f on f.person_id = p.id
  where exists (select from staff s where s.person_id = p.id and s.role in ('ASSESSOR', 'LEAD_ASSESSOR'))
    and (who is null or p.id = who) and (p.id = viewer_person() or sees_the_board()) and viewer_today() is not null
  order by p.name, p.id
$$;

-- One case as the rules of assigning look at it, or all that are open.
-- Whoever sees the board sees all of them; an assessor what is theirs, and what nobody has and they might be given (W5).
-- The API shows them nothing of the latter before it is theirs (T3).
create function assigning_cases(which uuid) returns setof json language sql stable security definer set search_path = public, pg_temp as $$
  select json_build_object(
    'id', a.id, 'reference', a.reference, 'state', a.state, 'version', a.version, 'edition_id', a.edition_id,
    'level_rank', a.level_rank, 'university_id', a.university_id, 'university', u.name,
    'domains', coalesce(d.domains, '{}'),
    'programmes', array(select x.programme_id from application_programme x where x.application_id = a.id order by 1),
    -- Who decided the university's applications, the last first; and who handed this one back.
    'decided_by', coalesce(l.decided_by, '{}'),
    'handed_back', array(select h.person_id from handed_back h where h.university_id = a.university_id and h.application_id = a.id),
    'submitted_on', a.submitted_on, 'started_on', a.started_on, 'due_on', a.due_on, 'assessor_id', a.assessor_id,
    'may_start', o.paid_on is not null or o.start_before_reason is not null
  )
  from application a join university u on u.id = a.university_id left join orders o on o.id = a.order_id
    left join (select m.university_id, array_agg(distinct email_domain(q.email)) filter (where email_domain(q.email) <> '') as domains
      from member m join person q on q.id = m.person_id group by 1) d on d.university_id = a.university_id
    left join (select university_id, array_agg(decided_by order by decided_at desc) as decided_by from decision group by 1) l on l.university_id = a.university_id
  where (a.id = which or (which is null and a.state not in ('DRAFT', 'DECIDED', 'WITHDRAWN')))
    and (sees_the_board() or a.assessor_id = viewer_person() or (a.assessor_id is null and a.state in ('SUBMITTED', 'IN_ASSESSMENT')))
    and viewer_today() is not null
  order by a.id
$$;

-- What universities are called, for whoever declares a conflict with one: nothing else of them.
create function university_names(words text) returns table (id uuid, name text) language sql stable security definer set search_path = public, pg_temp as $$
  select u.id, u.name from university u where u.name ilike words and viewer_person() is not null and viewer_today() is not null order by u.name, u.id limit 20
$$;

-- W1: nobody is given a case of a university they declared a conflict with, whoever writes.
create function refuse_declared() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from declared_conflict c where c.person_id = new.assessor_id and c.university_id = new.university_id) then
    perform refuse('nobody is given a case of a university they declared a conflict with', 'W1');
  end if;
  return null;
end $$;
create trigger undeclared after insert or update of assessor_id on application for each row when (new.assessor_id is not null) execute function refuse_declared();
