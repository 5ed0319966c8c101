-- Who works for the scheme comes in by a letter, as the people of universities do: signing in by it at the scheme's own provider ties
-- the identity (T5, U8).
create table staff_invitation (
  id uuid primary key,
  person_id uuid not null references person,
  -- None: the command line did.
  invited_by uuid references person,
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz
);
create unique index staff_invitation_open on staff_invitation (person_id) where accepted_at is null;

-- Who is erased has none (T6).
create function erased_has_no_invitation() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from staff_invitation i where i.person_id = new.id;
  return null;
end $$;
create trigger no_invitation after update of erased_at on person for each row when (new.erased_at is not null) execute function erased_has_no_invitation();

-- Whether whoever looks is an administrator: they say who runs the scheme.
create function administers() returns boolean language sql stable as
  $$ select exists (select from staff s where s.person_id = viewer_person() and s.role = 'ADMINISTRATOR') $$;
