-- Tokens by which machines use the API: what they may do at most, until when, and in whose name.

create table token (
  id uuid primary key,
  -- For which its machine acts, as a session does; none: for the scheme.
  acting_university uuid references university,
  name text not null check (length(name) between 1 and 80),
  -- Its first letters, to know it by; what opens is kept as SHA-256 alone.
  prefix text not null check (prefix ~ '^plr_[0-9A-Za-z]{6}$'),
  hash bytea not null unique check (length(hash) = 32),
  areas text[] not null check (cardinality(areas) > 0 and areas <@ array['PROGRAMMES', 'APPLICATIONS', 'EVIDENCE', 'MONEY', 'SCHEME', 'AUDIT']),
  writes boolean not null,
  made_by uuid not null references person,
  -- The role it acts in: it works while its maker holds it.
  role text not null check (role in ('MANAGER', 'OPERATOR', 'ADMINISTRATOR')),
  made_at timestamptz not null,
  -- The first day on which it does not work.
  expires_on date not null,
  used_at timestamptz,
  used_from text,
  revoked_at timestamptz,
  revoked_by uuid references person,
  check (expires_on - (made_at at time zone 'Europe/London')::date between 1 and 366),
  check ((acting_university is null) = (role <> 'MANAGER')),
  check (acting_university is null or not 'SCHEME' = any(areas)),
  check (used_from is null or used_at is not null),
  check ((revoked_at is null) = (revoked_by is null))
);
create index token_of on token (acting_university, id);
