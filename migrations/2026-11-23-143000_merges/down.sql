create or replace function university_names(words text) returns table (id uuid, name text) language sql stable security definer set search_path = public, pg_temp as $$
  select u.id, u.name from university u where u.name ilike words and viewer_person() is not null and viewer_today() is not null order by u.name, u.id limit 20
$$;
create or replace function ties_of(who uuid) returns setof uuid language sql stable as
  $$ select m.university_id from member m where m.person_id = who union select f.university_id from former_member f where f.person_id = who $$;
do $$ declare t text; begin
  foreach t in array array['university', 'member', 'programme', 'delivery_framework', 'declared_conflict', 'coached_programme'] loop
    execute format('drop trigger merged on %I', t);
  end loop;
end $$;
drop function merge_university(uuid, uuid, date, text), merge_parts(uuid, uuid), keep_merge(), refuse_merged();
drop index university_continued_by;
alter table university drop column continued_by;
