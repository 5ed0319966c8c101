-- Assigning by a plan, taking the next case and handing one back (W4, W5).

-- A case that was handed back goes on being in assessment, its clock too, and waits for its next assessor.
alter table application
  drop constraint application_check1,
  add constraint application_started check (state not in ('IN_ASSESSMENT', 'AWAITING_EVIDENCE', 'MODERATION', 'DECIDED') or started_on is not null),
  add constraint application_judged_by check (state not in ('MODERATION', 'DECIDED') or assessor_id is not null);

-- Moves of cases that were applied together, so that they can be taken back together.
create table assignment_run (
  id uuid primary key,
  -- Whether a plan proposed them; otherwise somebody moved them by hand.
  planned boolean not null,
  applied_at timestamptz not null,
  applied_by uuid not null references person,
  undone_at timestamptz,
  undone_by uuid references person,
  check ((undone_at is null) = (undone_by is null))
);
create index assignment_run_applied on assignment_run (applied_at desc, id);

create table assignment_move (
  university_id uuid not null,
  run_id uuid not null references assignment_run,
  application_id uuid not null,
  from_id uuid references person,
  to_id uuid references person,
  -- The last thing that was told of the application then: anything told since means that somebody touched it.
  seq bigint not null,
  undone boolean not null default false,
  primary key (university_id, run_id, application_id),
  foreign key (university_id, application_id) references application (university_id, id)
);
create index assignment_move_run on assignment_move (run_id);
create index assignment_move_application on assignment_move (application_id);

-- Gives a case that nobody has to the assessor who asks, and starts it where it may start; nothing where somebody was first.
create function take_case(which uuid, starts boolean, due date, at timestamptz) returns setof application
language sql security definer set search_path = public, pg_temp as $$
  update application a set assessor_id = viewer_person(), version = a.version + 1, updated_at = at,
    state = case when starts then 'IN_ASSESSMENT' else a.state end,
    started_on = case when starts then viewer_today() else a.started_on end,
    due_on = case when starts then due else a.due_on end
  where a.id = which and a.assessor_id is null and a.state in ('SUBMITTED', 'IN_ASSESSMENT')
    and exists (select from staff s where s.person_id = viewer_person() and s.role in ('ASSESSOR', 'LEAD_ASSESSOR'))
  returning a.*
$$;

-- Takes a case from the assessor who hands it back; what they judged stays. It runs as the owner because nobody may write a
-- case into a state in which they no longer see it.
create function hand_back_case(which uuid, why text, at timestamptz) returns setof uuid
language sql security definer set search_path = public, pg_temp as $$
  with back as (
    update application a set assessor_id = null, version = a.version + 1, updated_at = at
    where a.id = which and a.assessor_id = viewer_person() and a.state in ('SUBMITTED', 'IN_ASSESSMENT', 'AWAITING_EVIDENCE', 'ON_HOLD')
    returning a.university_id, a.id)
  insert into handed_back select university_id, id, viewer_person(), why, at from back
  on conflict (university_id, application_id, person_id) do update set reason = excluded.reason, handed_at = excluded.handed_at
  returning application_id
$$;

create or replace function assigning_cases(which uuid) returns setof json language sql stable security definer set search_path = public, pg_temp as $$
  select json_build_object(
    'id', a.id, 'reference', a.reference, 'state', a.state, 'version', a.version, 'edition_id', a.edition_id,
    'level_rank', a.level_rank, 'university_id', a.university_id, 'university', u.name,
    'domains', coalesce(d.domains, '{}'),
    'programmes', array(select x.programme_id from application_programme x where x.application_id = a.id order by 1),
    -- Who decided the university's applications, the last first; and who handed this one back.
    'decided_by', coalesce(l.decided_by, '{}'),
    'handed_back', array(select h.person_id from handed_back h where h.university_id = a.university_id and h.application_id = a.id),
    'submitted_on', a.submitted_on, 'started_on', a.started_on, 'due_on', a.due_on, 'assessor_id', a.assessor_id,
    'may_start', o.paid_on is not null or o.start_before_reason is not null,
    -- Whether a plan put it where it is, and nobody by hand.
    'planned', coalesce(r.planned, false),
    -- Since when it waits for the university (W6).
    'asked_at', case when a.state = 'AWAITING_EVIDENCE' then
      (select min(q.asked_at) from evidence_request q where q.application_id = a.id and q.state = 'OPEN') end
  )
  from application a join university u on u.id = a.university_id left join orders o on o.id = a.order_id
    left join (select m.university_id, array_agg(distinct email_domain(q.email)) filter (where email_domain(q.email) <> '') as domains
      from member m join person q on q.id = m.person_id group by 1) d on d.university_id = a.university_id
    left join (select university_id, array_agg(decided_by order by decided_at desc) as decided_by from decision group by 1) l on l.university_id = a.university_id
    left join lateral (select r.planned from assignment_move m join assignment_run r on r.id = m.run_id
      where m.application_id = a.id and m.to_id = a.assessor_id and not m.undone and a.assessor_id is not null order by r.applied_at desc, r.id desc limit 1) r on true
  where (a.id = which or (which is null and a.state not in ('DRAFT', 'DECIDED', 'WITHDRAWN')))
    and (sees_the_board() or a.assessor_id = viewer_person() or (a.assessor_id is null and a.state in ('SUBMITTED', 'IN_ASSESSMENT')))
    and viewer_today() is not null
  order by a.id
$$;
