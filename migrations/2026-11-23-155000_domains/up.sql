-- The e-mail domains that lead to a university's sign-in. One that is verified is one university's; one that is not says nothing yet, so that
-- nobody learns from writing it down whose it is.
create table university_domain (
  university_id uuid not null references university,
  id uuid primary key,
  name text not null check (name = lower(name) and length(name) between 4 and 253),
  -- What its DNS is to say.
  token text not null,
  added_at timestamptz not null,
  added_by uuid not null references person,
  verified_at timestamptz,
  verified_by text check (verified_by in ('DNS', 'OPERATOR')),
  -- What the last look into the DNS came to.
  checked_at timestamptz,
  found text check (found in ('VERIFIED', 'NO_ENTRY', 'ANOTHER_ENTRY', 'NO_ANSWER', 'TAKEN')),
  unique (university_id, name),
  check ((verified_at is null) = (verified_by is null)),
  check ((checked_at is null) = (found is null))
);
create unique index university_domain_verified on university_domain (name) where verified_at is not null;
-- A university that goes on as another brings its domains along, but for those that the other has already.
create function bring_domains() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from university_domain d where d.university_id = new.id
    and exists (select from university_domain o where o.university_id = new.continued_by and o.name = d.name and (o.verified_at is not null or d.verified_at is null));
  delete from university_domain o where o.university_id = new.continued_by
    and exists (select from university_domain d where d.university_id = new.id and d.name = o.name);
  update university_domain set university_id = new.continued_by where university_id = new.id;
  return null;
end $$;
create trigger brings_domains after update on university for each row
  when (old.continued_by is null and new.continued_by is not null) execute function bring_domains();
