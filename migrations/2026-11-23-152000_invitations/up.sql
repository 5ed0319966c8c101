-- The way in for somebody who belongs to a university and has not signed in for it yet: their first sign-in at its provider
-- ties the identity (T5). The address in the letter is sealed with the server's secret; no part of it is kept here.
create table invitation (
  university_id uuid not null references university,
  id uuid primary key,
  person_id uuid not null references person,
  invited_by uuid references person,
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  unique (university_id, id),
  check (expires_at > invited_at)
);
-- A newer one takes the place of an older one.
create unique index invitation_open on invitation (university_id, person_id) where accepted_at is null;

alter table sign_in add column invitation_id uuid;

-- When somebody last began to act for this university as this.
alter table member add column signed_in_at timestamptz;
update member m set signed_in_at = s.at from last_sign_in s where s.person_id = m.person_id;
drop trigger remember_member on member;
create trigger remember_member after delete or update of university_id, person_id, role on member for each row execute function remember_member();

-- Its managers cannot leave a university without one who has signed in (U1). Asked at the end: one may be put in another's place.
create function keep_a_manager() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if viewer_university() is null or old.signed_in_at is null then
    return null;
  end if;
  perform from university u where u.id = old.university_id for no key update;
  if not exists (select from member m where m.university_id = old.university_id and m.role = 'MANAGER' and m.signed_in_at is not null) then
    perform refuse('the last mentoring manager stays until another has signed in', 'U1');
  end if;
  return null;
end $$;
create constraint trigger keeps_a_manager after delete or update of role on member deferrable initially deferred
  for each row when (old.role = 'MANAGER') execute function keep_a_manager();

-- A person nobody has been yet; their id is the database's to choose, so that none can be asked after.
create function new_person(called text, address text) returns uuid language sql security definer set search_path = public, pg_temp as $$
  insert into person (id, name, email) values (gen_random_uuid(), called, address) returning id
$$;
