-- Who follows the last mentoring manager when their provider says that they are gone: the first of these who has signed in (U10).
create table successor (
  university_id uuid not null references university,
  person_id uuid not null references person,
  place integer not null check (place between 1 and 10),
  primary key (university_id, person_id)
);
create index successor_person on successor (person_id);

-- Who is erased follows nobody (T6).
create function erased_follows_nobody() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from successor s where s.person_id = new.id;
  return null;
end $$;
create trigger follows_nobody after update of erased_at on person for each row when (new.erased_at is not null) execute function erased_follows_nobody();
