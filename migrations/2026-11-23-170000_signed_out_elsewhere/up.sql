-- Whose a session is at the provider that it began at, and what it is called there: who signs out there is signed out here.
alter table session
  add column subject text,
  add column sid text check (length(sid) <= 1000);
update session s set subject = i.subject from provider p join identity i on i.issuer = p.issuer where p.id = s.provider_id and i.person_id = s.person_id;
create index session_from on session (provider_id, subject);

-- The logout tokens that were heeded, so that none is heeded twice: kept as long as they would be believed.
create table spent_logout (
  provider_id uuid not null references provider,
  jti text not null check (length(jti) between 1 and 1000),
  until timestamptz not null,
  primary key (provider_id, jti)
);
create index spent_logout_until on spent_logout (until);
