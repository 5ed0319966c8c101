drop trigger closed on orders;
drop trigger closed on quote;
create or replace function keep_closed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from university u where u.id = new.university_id and u.state = 'CLOSED') then
    raise exception 'the university is closed (L1)' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
