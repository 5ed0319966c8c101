-- The policies that stand on what goes; what stays has its own again when security.sql is applied.
do $$ declare p record; begin
  for p in select polname, relname from pg_policy join pg_class c on c.oid = polrelid
      where concat(pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) ~ '(second_|pending_decision)' loop
    execute format('drop policy %I on %I', p.polname, p.relname);
  end loop;
end $$;
drop trigger after_second on decision;
drop function decided_after_second();
drop table second_outcome, second_judgement, second_marking, pending_decision, setting;
drop function keep_second(), keep_second_marking();
drop trigger second_untied on application;
drop index application_second, application_moderation;
alter table application drop constraint second_is_another, drop column second_assessor_id, drop column release_at;
delete from application_move where from_state = 'MODERATION' and to_state = 'IN_ASSESSMENT';

create or replace function chain_trail() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare head trail_head;
begin
  insert into trail_head values (new.university_id, 0, '') on conflict do nothing;
  select * into strict head from trail_head where university_id = new.university_id for update;
  new.seq := head.seq + 1;
  new.prev_hash := head.hash;
  new.hash := trail_hash(new);
  update trail_head set seq = new.seq, hash = new.hash where university_id = new.university_id;
  if new.application_id is not null then
    update application set updated_at = new.at where id = new.application_id and university_id = new.university_id;
    perform pg_notify('application_changed', new.application_id::text);
  end if;
  return new;
end $$;
