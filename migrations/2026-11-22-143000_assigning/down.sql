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
drop function hand_back_case(uuid, text, timestamptz);
drop function take_case(uuid, boolean, date, timestamptz);
drop table assignment_move;
drop table assignment_run;
alter table application
  drop constraint application_judged_by,
  drop constraint application_started,
  add constraint application_check1 check (state not in ('IN_ASSESSMENT', 'AWAITING_EVIDENCE', 'MODERATION', 'DECIDED') or (assessor_id is not null and started_on is not null));
