-- Whose a provider is. One without a university is the scheme's: its staff's, or, where it is shared, the people's of universities that have
-- none of their own.
alter table provider
  add column of_university uuid references university,
  add column shared boolean not null default false,
  add column state text not null default 'OPEN' check (state in ('DRAFT', 'OPEN', 'CLOSED')),
  add column version int not null default 1,
  -- What was entered and is not in force: checked first, then taken in use at once.
  add column next_client_id text,
  add column next_secret bytea,
  -- What the last check said, step by step, and of which version.
  add column checks jsonb,
  add column checked_at timestamptz,
  add column checked_version int,
  add check ((checks is null) = (checked_at is null) and (checks is null) = (checked_version is null)),
  add check (not shared or of_university is null);
-- Sealed with a key that the database does not have; what is not sealed yet is, when the server starts.
alter table provider alter column client_secret type bytea using convert_to(client_secret, 'UTF8');
create index provider_of on provider (of_university);
update provider p set shared = true where exists (select from university u where u.provider_id = p.id);
alter table university drop column provider_id;

-- Whether its people sign in by the shared ones, beside its own.
alter table university add column shared_sign_in boolean not null default true;
-- Whether a provider's word counts for a university, or, without one, for the scheme's staff: its own for it alone, the scheme's for staff, and
-- the shared ones for whoever has not left them. What a university enters of its own gives nobody anything elsewhere.
create function vouches(of_provider uuid, for_university uuid) returns boolean language sql stable as $$
  select exists (select from provider p left join university u on u.id = for_university where p.id = of_provider and p.state = 'OPEN' and case
    when for_university is null then p.of_university is null
    when p.of_university is null then p.shared and u.shared_sign_in
    else p.of_university = for_university end)
$$;
-- What was entered takes the place of what was in force, unseen by whoever opens it.
create function take_in_use() returns trigger language plpgsql as $$
begin
  new.client_id := coalesce(new.next_client_id, new.client_id);
  new.client_secret := coalesce(new.next_secret, new.client_secret);
  new.next_client_id := null;
  new.next_secret := null;
  return new;
end $$;
create trigger opened before update of state on provider for each row when (new.state = 'OPEN') execute function take_in_use();
-- A university that goes on as another brings its providers along: its people sign in as before.
create function bring_providers() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update provider set of_university = new.continued_by where of_university = new.id;
  return null;
end $$;
create trigger brings_providers after update on university for each row
  when (old.continued_by is null and new.continued_by is not null) execute function bring_providers();
-- Whether somebody who manages a university signed in by a provider of its own: without, leaving the shared ones would lock everybody out.
create function manager_signs_in_by_own(at_university uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select (viewer_university() = at_university or (viewer_university() is null and viewer_person() is not null)) and exists (
    select from provider p join identity i on i.issuer = p.issuer join member m on m.person_id = i.person_id and m.university_id = at_university and m.role = 'MANAGER'
    where p.of_university = at_university and p.state = 'OPEN')
$$;
