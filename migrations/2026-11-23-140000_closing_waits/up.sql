-- A closed university applies for nothing (L1): nothing is begun, sent or offered. Whoever begins, sends or offers holds the university
-- open meanwhile, and whoever closes it waits for them and counts after.
create or replace function keep_closed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (select u.state from university u where u.id = new.university_id for key share) = 'CLOSED' then
    raise exception 'the university is closed (L1)' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger closed before insert on orders for each row execute function keep_closed();
create trigger closed before insert on quote for each row execute function keep_closed();
