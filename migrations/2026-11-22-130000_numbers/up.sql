-- A number longer than its zeros is written whole: lpad alone would cut 10000 to 1000, and no more could be made.

create or replace function number_application() returns trigger language plpgsql as $$
declare n bigint;
begin
  insert into tenant_counter values (new.university_id, 'application', 1)
    on conflict (university_id, name) do update set value = tenant_counter.value + 1 returning value into n;
  select u.short_code || '-' || lpad(n::text, greatest(4, length(n::text)), '0') into strict new.reference from university u where u.id = new.university_id;
  return new;
end $$;

create or replace function number_order() returns trigger language plpgsql as $$
declare n bigint;
begin
  insert into tenant_counter values (new.university_id, 'order', 1)
    on conflict (university_id, name) do update set value = tenant_counter.value + 1 returning value into n;
  select u.short_code || '-O' || lpad(n::text, greatest(4, length(n::text)), '0') into strict new.number from university u where u.id = new.university_id;
  return new;
end $$;

create or replace function number_award() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare n bigint; prefix text := upper(left(new.scheme, 1)) || 'MS-' || extract(year from new.awarded_on)::text;
begin
  insert into counter values (prefix, 1) on conflict (name) do update set value = counter.value + 1 returning value into n;
  new.number := prefix || '-' || lpad(n::text, greatest(6, length(n::text)), '0');
  return new;
end $$;
