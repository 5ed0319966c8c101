-- Who comes in by what their university's own provider says of them (U7).
alter table provider add unique (of_university, id);
create table claim_rule (
  university_id uuid not null references university,
  id uuid primary key,
  provider_id uuid not null,
  claim text not null check (length(claim) between 1 and 100),
  value text not null check (length(value) between 1 and 300),
  role text not null check (role in ('MANAGER', 'CONTRIBUTOR')),
  made_at timestamptz not null,
  made_by uuid not null references person,
  -- A university that goes on as another brings them along with its providers.
  foreign key (university_id, provider_id) references provider (of_university, id) on update cascade,
  unique (university_id, provider_id, claim, value, role)
);

-- By which provider's rules somebody is what they are; none: a person said so.
alter table member add column ruled_by uuid references provider;
create index member_ruled_by on member (university_id, ruled_by) where ruled_by is not null;
-- Whom a person makes something else is that by a person's word from now on.
create function by_hand() returns trigger language plpgsql as $$
begin
  new.ruled_by := null;
  return new;
end $$;
create trigger by_hand before update of role on member for each row when (new.role <> old.role) execute function by_hand();
