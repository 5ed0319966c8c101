-- P4, A5: a university's delivery frameworks, applications over several programmes, and what leaves afterwards.

create table delivery_framework (
  university_id uuid not null references university,
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  description text not null check (length(description) between 1 and 4000),
  version int not null default 1,
  created_at timestamptz not null,
  unique (university_id, id),
  unique (university_id, name)
);

alter table programme
  add column framework_id uuid,
  -- The day it took up the framework that it runs to, or gave its last one up.
  add column framework_since date,
  -- The first day it runs no longer.
  add column ended_on date,
  add foreign key (university_id, framework_id) references delivery_framework (university_id, id),
  add check (framework_id is null or framework_since is not null),
  add check (started_on <= ended_on);
create index programme_framework on programme (university_id, framework_id) where framework_id is not null;

alter table application
  -- How programmes without a shared framework are run together, as the university states it.
  add column led_by text check (length(led_by) between 1 and 200),
  add column expectations text check (length(expectations) between 1 and 4000),
  -- The framework that all of them ran to on the day it was sent.
  add column framework_id uuid,
  add foreign key (university_id, framework_id) references delivery_framework (university_id, id),
  add check (scope <> 'SINGLE' or (led_by is null and expectations is null and framework_id is null)),
  add check (framework_id is null or submitted_at is not null);
create index application_framework on application (university_id, framework_id) where framework_id is not null;

-- The day a programme changes its framework is kept with it.
create function keep_framework() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.framework_id is not null then new.framework_since := viewer_today(); end if;
  elsif new.framework_id is distinct from old.framework_id then
    new.framework_since := viewer_today();
  else
    new.framework_since := old.framework_since;
  end if;
  return new;
end $$;
create trigger keep_framework before insert or update on programme for each row execute function keep_framework();

-- What was stated is settled when it is sent, as its level and kind are.
create function keep_scope() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare covered bigint; named bigint; frameworks bigint;
begin
  if old.state <> 'DRAFT' then
    if (new.led_by, new.expectations, new.framework_id) is distinct from (old.led_by, old.expectations, old.framework_id) then
      perform refuse('how programmes are run together is not changed afterwards', 'P4');
    end if;
    return null;
  end if;
  if new.state <> 'SUBMITTED' then return null; end if;
  perform sees_what_is_committed('P4');
  -- Nobody moves a programme away between the look and the end of the transaction.
  perform from programme p where p.id in (select x.programme_id from application_programme x where x.application_id = new.id) order by p.id for share;
  select count(*), count(p.framework_id), count(distinct p.framework_id) into covered, named, frameworks
    from application_programme x join programme p on p.id = x.programme_id where x.application_id = new.id;
  if (new.scope = 'SINGLE') <> (covered = 1) and new.scope <> 'UNIVERSITY_WIDE' then
    perform refuse('a single application covers one programme, a combined one several', 'P4');
  end if;
  if new.scope = 'COMBINED' and not (named = covered and frameworks = 1) and (new.led_by is null or new.expectations is null) then
    perform refuse('combined programmes share a framework, or who leads them and what is expected of them is stated', 'P4');
  end if;
  if new.scope = 'UNIVERSITY_WIDE' and (covered = 0 or named <> covered or frameworks <> 1 or exists (
      select from programme p where p.university_id = new.university_id and p.started_on <= viewer_today() and (p.ended_on is null or p.ended_on > viewer_today())
        and not exists (select from application_programme x where x.application_id = new.id and x.programme_id = p.id))) then
    perform refuse('a university-wide application covers every active programme, and all of them run to one framework', 'P4');
  end if;
  if new.scope <> 'SINGLE' and new.framework_id is distinct from (
      select case when named = covered and frameworks = 1 then (select p.framework_id from application_programme x join programme p on p.id = x.programme_id
        where x.application_id = new.id limit 1) end) then
    perform refuse('the framework of an application is the one its programmes run to', 'P4');
  end if;
  return null;
end $$;
create trigger scope after update on application for each row execute function keep_scope();
create trigger kept_truncate before truncate on delivery_framework for each statement execute function refuse_truncate('P4');

-- Programmes that an award names and that run no longer as they did when it was applied for: out of its framework, or ended
-- (A5). Derived, so that it is true at once, and no longer said of one that is back.
create view departure with (security_invoker = true) as
select * from (
  select w.university_id, w.id as award_id, p.id as programme_id, p.name, least(p.ended_on, moved.on_day) as on_day,
    case when p.ended_on <= coalesce(moved.on_day, p.ended_on) then 'ENDED' else 'LEFT_FRAMEWORK' end as how,
    least(w.expires_on, w.ended_on) as until
  from award w
    join application a on a.id = w.application_id
    join award_programme x on x.award_id = w.id
    join programme p on p.id = x.programme_id
    cross join lateral (select case when a.framework_id is not null and p.framework_id is distinct from a.framework_id then p.framework_since end as on_day) moved) d
where on_day < until;

-- The public is told, as everybody is.
alter table register_entry add column departures jsonb not null default '[]';

create function publish(which uuid) returns void language sql security definer set search_path = public, pg_temp as $$
  insert into register_entry (number, university, programmes, scheme, level, level_title, level_rank, level_count, awarded_on, expires_on, ended_on, ended_as, departures)
  select a.number, u.name, coalesce(array(select p.name from award_programme ap join programme p on p.id = ap.programme_id where ap.award_id = a.id order by p.name), '{}'),
         a.scheme, a.level, a.level_title, a.level_rank, a.level_count, a.awarded_on, a.expires_on, a.ended_on, a.ended_as,
         coalesce((select jsonb_agg(jsonb_build_object('programme', d.name, 'on', d.on_day, 'how', d.how) order by d.on_day, d.name) from departure d where d.award_id = a.id), '[]')
  from award a join university u on u.id = a.university_id where a.id = which
  on conflict (number) do update set programmes = excluded.programmes, expires_on = excluded.expires_on, ended_on = excluded.ended_on, ended_as = excluded.ended_as,
    departures = excluded.departures
$$;

create or replace function publish_award() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_table_name = 'award' then perform publish(new.id);
  elsif tg_table_name = 'award_programme' then perform publish(new.award_id);
  else perform publish(x.award_id) from award_programme x join award w on w.id = x.award_id where x.programme_id = new.id and w.expires_on > viewer_today();
  end if;
  return null;
end $$;
create trigger publish_award after update on programme for each row
  when ((new.framework_id, new.ended_on) is distinct from (old.framework_id, old.ended_on)) execute function publish_award();
