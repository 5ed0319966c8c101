-- Two universities that turn out to be one: the one is closed, and the other goes on with its people and its programmes (L1, T4).

alter table university
  add column continued_by uuid references university,
  add check (continued_by is null or (state = 'CLOSED' and continued_by <> id));
create index university_continued_by on university (continued_by) where continued_by is not null;

-- What would move if a university went on as another, and what would stay and why; merge_university does what this says.
-- A programme that was ever applied for stays with its applications and awards, and so does the framework that these or it name
-- (J7, A5). What the other has already stays, too, lest it be there twice.
create function merge_parts(gone uuid, kept uuid) returns table (part text, id uuid, name text, fate text, why text)
language sql stable set search_path = public, pg_temp as $$
  with programmes as (
    select p.id, p.name, p.framework_id, case
      when exists (select from application_programme x where x.university_id = gone and x.programme_id = p.id) then 'APPLIED_FOR'
      when exists (select from programme o where o.university_id = kept and o.external_reference = p.external_reference) then 'SAME_REFERENCE'
      when exists (select from programme o where o.university_id = kept and lower(o.name) = lower(p.name)) then 'SAME_NAME' end as why
    from programme p where p.university_id = gone),
  frameworks as (
    select f.id, f.name, case
      when exists (select from delivery_framework o where o.university_id = kept and lower(o.name) = lower(f.name)) then 'SAME_NAME'
      when exists (select from application a where a.university_id = gone and a.framework_id = f.id)
        or exists (select from programmes p where p.framework_id = f.id and p.why is not null) then 'STILL_NAMED' end as why
    from delivery_framework f where f.university_id = gone)
  select 'PERSON', p.id, p.name, 'MOVES', null from person p where exists (select from member m where m.university_id = gone and m.person_id = p.id)
  union all select 'FORMER_MEMBER', p.id, p.name, 'MOVES', null from former_member f join person p on p.id = f.person_id where f.university_id = gone
    and not exists (select from former_member o where o.university_id = kept and o.person_id = p.id)
  union all select 'PROGRAMME', p.id, p.name, case when p.why is null then 'MOVES' else 'STAYS' end, p.why from programmes p
  union all select 'FRAMEWORK', f.id, f.name, case when f.why is null then 'MOVES' else 'STAYS' end, f.why from frameworks f
  union all select 'CONFLICT', p.id, p.name, 'MOVES', null from declared_conflict c join person p on p.id = c.person_id where c.university_id = gone
    and not exists (select from declared_conflict o where o.university_id = kept and o.person_id = p.id)
  union all select 'COACHING', p.id, p.name || ', ' || g.name, 'MOVES', null from coached_programme c join person p on p.id = c.person_id
    join programmes g on g.id = c.programme_id where c.university_id = gone and g.why is null
  union all select 'NOTE', n.id, n.text, 'MOVES', null from university_note n where n.university_id = gone
$$;

-- Merges a university into another and closes it. It runs as the owner, because nobody may change whose a row is; it looks for
-- itself at who asks and at what is in the way, and gives back what it did.
create function merge_university(gone uuid, kept uuid, today date, reason text) returns table (part text, id uuid, name text, fate text, why text)
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  a university; b university;
  programmes uuid[]; frameworks uuid[];
  ranks constant text[] := array['MANAGER', 'CONTRIBUTOR', 'VIEWER'];
begin
  perform sees_what_is_committed('L1');
  if not exists (select from staff s where s.person_id = viewer_person() and s.role in ('OPERATOR', 'ADMINISTRATOR')) then
    raise exception 'those who run the scheme merge universities' using errcode = 'insufficient_privilege';
  end if;
  -- Whoever begins, sends or offers holds its university (L1); two merges crosswise hold both in one order.
  perform from university u where u.id in (gone, kept) order by u.id for update;
  select * into strict a from university u where u.id = gone;
  select * into strict b from university u where u.id = kept;
  if gone = kept then perform refuse('a university is not merged into itself', 'L1'); end if;
  if a.state <> 'OPEN' or b.state <> 'OPEN' then perform refuse('a closed university is not merged', 'L1'); end if;
  if a.scheme <> b.scheme then perform refuse('universities of different schemes are not merged', 'L1'); end if;
  if exists (select from application x where x.university_id = gone and x.state not in ('DECIDED', 'WITHDRAWN')) then
    perform refuse('an application of the university is not over', 'L1');
  end if;
  if exists (select from quote q where q.university_id = gone and q.state = 'ISSUED' and q.open_until > today) then
    perform refuse('a quote of the university is open', 'M6');
  end if;
  if exists (select from balance x where x.university_id = gone and x.outstanding > 0) then
    perform refuse('an invoice of the university is outstanding', 'M6');
  end if;

  return query select * from merge_parts(gone, kept);
  select coalesce(array_agg(m.id) filter (where m.part = 'PROGRAMME'), '{}'), coalesce(array_agg(m.id) filter (where m.part = 'FRAMEWORK'), '{}')
    into programmes, frameworks from merge_parts(gone, kept) m where m.fate = 'MOVES';

  -- A framework that stays, and that a programme which moves runs to, is written down again where the programme goes, unless one of its name is there.
  insert into delivery_framework (university_id, id, name, description, created_at)
    select kept, gen_random_uuid(), f.name, f.description, f.created_at from delivery_framework f
    where f.university_id = gone and f.id <> all (frameworks)
      and exists (select from programme p where p.framework_id = f.id and p.id = any (programmes))
      and not exists (select from delivery_framework o where o.university_id = kept and lower(o.name) = lower(f.name));
  -- In one statement: what points at what is looked at when all of it has moved.
  with moved as (update delivery_framework f set university_id = kept where f.id = any (frameworks)),
    coached as (update coached_programme c set university_id = kept where c.university_id = gone and c.programme_id = any (programmes))
  update programme p set university_id = kept, framework_id = case when p.framework_id is null or p.framework_id = any (frameworks) then p.framework_id else (
      select o.id from delivery_framework f join delivery_framework o on o.university_id = kept and lower(o.name) = lower(f.name)
      where f.id = p.framework_id order by o.name = f.name desc, o.id limit 1) end
    where p.id = any (programmes);

  -- Who belongs to both keeps the higher role.
  insert into member (university_id, person_id, role)
    select distinct on (m.person_id) kept, m.person_id, m.role from member m
    where m.university_id in (gone, kept) and exists (select from member o where o.university_id = gone and o.person_id = m.person_id)
    order by m.person_id, array_position(ranks, m.role)
    on conflict do nothing;
  delete from member m using member o where m.university_id = kept and o.university_id = kept and o.person_id = m.person_id
    and array_position(ranks, o.role) < array_position(ranks, m.role)
    and exists (select from member x where x.university_id = gone and x.person_id = m.person_id);
  -- Who was tied to the one is tied to both (W1); leaving it, its members are remembered as such.
  insert into former_member (university_id, person_id) select kept, f.person_id from former_member f where f.university_id = gone on conflict do nothing;
  delete from member m where m.university_id = gone;
  update declared_conflict c set university_id = kept where c.university_id = gone
    and not exists (select from declared_conflict o where o.university_id = kept and o.person_id = c.person_id);
  update university_note n set university_id = kept where n.university_id = gone;

  update university u set state = 'CLOSED', closed_on = today, closed_reason = reason, continued_by = kept, version = u.version + 1 where u.id = gone;
  update university u set version = u.version + 1 where u.id = kept;
end $$;

-- What was merged stays merged, and nothing new is kept for it.
create function keep_merge() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform refuse('a merged university goes on as the other', 'L1');
  return null;
end $$;
create trigger merged after update on university for each row
  when (old.continued_by is not null and new.continued_by is distinct from old.continued_by) execute function keep_merge();
create function refuse_merged() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (select u.continued_by from university u where u.id = new.university_id for key share) is not null then
    perform refuse('the university was merged into another', 'L1');
  end if;
  return null;
end $$;
do $$ declare t text; begin
  foreach t in array array['member', 'programme', 'delivery_framework', 'declared_conflict', 'coached_programme'] loop
    execute format('create trigger merged after insert on %I for each row execute function refuse_merged()', t);
  end loop;
end $$;

-- Whoever belongs to a university belongs to those that it continues: who assessed these, assessed theirs (W1).
create or replace function ties_of(who uuid) returns setof uuid language sql stable as $$
  with recursive own (id) as (
    select m.university_id from member m where m.person_id = who union select f.university_id from former_member f where f.person_id = who
    union select u.id from own join university u on u.continued_by = own.id)
  select id from own
$$;

-- Nobody declares a conflict with a university that goes on as another.
create or replace function university_names(words text) returns table (id uuid, name text) language sql stable security definer set search_path = public, pg_temp as $$
  select u.id, u.name from university u where u.name ilike words and u.continued_by is null and viewer_person() is not null and viewer_today() is not null order by u.name, u.id limit 20
$$;
