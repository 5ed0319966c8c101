-- The functions read as they did.
do $$
declare
  body text := pg_get_functiondef('assigning_assessors(uuid[])'::regprocedure);
begin
  execute replace(body, 'in_hand(p.id)', $of$(select coalesce(json_agg(json_build_object('state', a.state, 'edition_id', a.edition_id,
        'programmes', (select count(*) from application_programme x where x.application_id = a.id))), '[]')
      from application a where a.assessor_id = p.id and a.state not in ('DECIDED', 'WITHDRAWN')
        or a.second_assessor_id = p.id and a.state = 'MODERATION'
          and exists (select from second_marking m where m.application_id = a.id and m.submitted_at is null))$of$);
end $$;
drop function in_hand;
drop index application_in_hand;
create or replace function assigning_cases(which uuid) returns setof json language sql stable security definer set search_path = public, pg_temp as $$
  select json_build_object(
    'id', c.id, 'application_id', a.id, 'reference', a.reference, 'state', a.state, 'version', a.version, 'edition_id', a.edition_id,
    'level_rank', a.level_rank, 'language', a.language, 'university_id', a.university_id, 'university', u.name,
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
