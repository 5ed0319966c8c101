drop policy if exists assessor on delivery_framework;
drop trigger publish_award on programme;
create or replace function publish_award() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare a award; which uuid;
begin
  if tg_table_name = 'award' then which := new.id; else which := new.award_id; end if;
  select * into strict a from award where id = which;
  insert into register_entry (number, university, programmes, scheme, level, level_title, level_rank, level_count, awarded_on, expires_on, ended_on, ended_as)
  select a.number, u.name, coalesce(array(select p.name from award_programme ap join programme p on p.id = ap.programme_id where ap.award_id = a.id order by p.name), '{}'),
         a.scheme, a.level, a.level_title, a.level_rank, a.level_count, a.awarded_on, a.expires_on, a.ended_on, a.ended_as
  from university u where u.id = a.university_id
  on conflict (number) do update set programmes = excluded.programmes, expires_on = excluded.expires_on, ended_on = excluded.ended_on, ended_as = excluded.ended_as;
  return null;
end $$;
drop function publish;
alter table register_entry drop column departures;
drop view departure;
drop trigger scope on application;
drop function keep_scope;
drop trigger keep_framework on programme;
drop function keep_framework;
alter table application drop column framework_id, drop column expectations, drop column led_by;
alter table programme drop column ended_on, drop column framework_since, drop column framework_id;
drop table delivery_framework;
