-- Lists that stay quick however many there are: an order by its index, and words looked for in one place.

create index application_by_update on application (updated_at, id);
create index application_by_due on application ((coalesce(due_on, date '9999-12-31')), id);
create index application_by_reference on application (reference, id);
create index application_by_state on application (state, updated_at, id);
create index award_by_number on award (number);
create index orders_by_number on orders (number collate "C");
create index invoice_open on invoice (university_id) where paid_on is null and credited_on is null;
-- What is outstanding first, the longest due first; then the rest, the latest first: as store/src/invoices/list.rs has it.
create index invoice_place on invoice ((case when paid_on is null and credited_on is null
  then '0' || lpad((due_on - date '2000-01-01')::text, 7, '0') || number
  else '1' || lpad((date '9999-12-31' - issued_on)::text, 8, '0') || lpad((1000000000000 - seq)::text, 13, '0') end collate "C"));

create index letter_state on letter (state, queued_at desc, id desc);
-- What a letter is looked for by.
alter table letter add column sought text generated always as (lower(address || E'\n' || subject)) stored;

-- What an application is looked for by: its reference, its university's and its programmes' names, in small letters. Names change
-- after a decision, and so does this: it is nothing that was decided (J7).
alter table application add column words text not null default '';
do $$ begin
  execute replace(pg_get_functiondef('keep_application'::regproc), $was$array['version', 'updated_at']$was$, $is$array['version', 'updated_at', 'words']$is$);
end $$;

create function words_of(which application) returns text language sql stable security definer set search_path = public, pg_temp as $$
  select lower(concat_ws(E'\n', which.reference, (select u.name from university u where u.id = which.university_id),
    (select string_agg(g.name, E'\n' order by g.name, g.id) from application_programme x join programme g on g.id = x.programme_id where x.application_id = which.id)))
$$;
-- Held first and read then: whoever renames another of its programmes meanwhile is waited for.
create function keep_words(which uuid[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from application a where a.id = any(which) order by a.id for no key update;
  update application a set words = words_of(a) where a.id = any(which) and a.words <> words_of(a);
end $$;
create function words_of_new() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.words := words_of(new);
  return new;
end $$;
create function words_of_programmes() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform keep_words(array(select c.application_id from changed c));
  return null;
end $$;
create function words_of_name() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_table_name = 'programme' then
    perform keep_words(array(select x.application_id from application_programme x where x.programme_id = new.id));
  else
    perform keep_words(array(select a.id from application a where a.university_id = new.id));
  end if;
  return null;
end $$;
-- After number_application, which gives the reference.
create trigger words before insert on application for each row execute function words_of_new();
create trigger words_with after insert on application_programme referencing new table as changed for each statement execute function words_of_programmes();
create trigger words_without after delete on application_programme referencing old table as changed for each statement execute function words_of_programmes();
create trigger words after update of name on programme for each row when (new.name <> old.name) execute function words_of_name();
create trigger words after update of name on university for each row when (new.name <> old.name) execute function words_of_name();
update application a set words = words_of(a);

-- Assessors by name, as far as the viewer sees them; what is told of each, assigning_assessors says.
create function assessors_seen() returns table (id uuid, name text) language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, p.name from person p
  where exists (select from staff s where s.person_id = p.id and s.role in ('ASSESSOR', 'LEAD_ASSESSOR'))
    and (p.id = viewer_person() or (select sees_the_board())) and viewer_today() is not null
$$;

-- The same of several at once: to plan it again for each of a page took longer than to answer.
do $$ begin
  execute replace(replace(pg_get_functiondef('assigning_assessors(uuid)'::regprocedure), '(who uuid)', '(who uuid[])'), 'p.id = who)', 'p.id = any(who))');
end $$;
drop function assigning_assessors(uuid);
