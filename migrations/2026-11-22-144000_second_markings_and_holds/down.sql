drop trigger second_begins_afresh on application;
drop function second_begins_afresh();
drop trigger undeclared_second on application;
drop function refuse_declared_second();
drop function hand_back_second(uuid, text, timestamptz);
drop function take_second(uuid, timestamptz);
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
      from application a where a.assessor_id = p.id and a.state not in ('DECIDED', 'WITHDRAWN'))
  )
  from person p left join assessor_profile f on f.person_id = p.id
  where exists (select from staff s where s.person_id = p.id and s.role in ('ASSESSOR', 'LEAD_ASSESSOR'))
    and (who is null or p.id = who) and (p.id = viewer_person() or sees_the_board()) and viewer_today() is not null
  order by p.name, p.id
$$;
drop trigger hold_is_kept on application;
drop function hold_is_kept();
drop table application_hold;
alter table assignment_move drop column second;
alter table setting drop column same_assessor_at_most;
