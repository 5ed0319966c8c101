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
drop function is_uncalibrated(uuid);
drop table calibration, calibration_mark, gold_mark, gold_criterion, gold_case;
drop function keep_calibration();
drop function keep_gold();
alter table setting drop column calibrate_new;
alter table setting drop column calibration_pass_percent;
