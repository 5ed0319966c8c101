-- Sessions by an id that opens nothing, so that people can see and end their own; and when somebody last proved who they are.

alter table session
  add column id uuid not null default gen_random_uuid() unique,
  -- Where they signed in; none for sessions from before this was noted.
  add column provider_id uuid references provider,
  -- When they last signed in there, which changing role is not.
  add column authenticated_at timestamptz,
  -- From which network address they signed in, and by what browser in a few words.
  add column address text check (length(address) <= 64),
  add column browser text check (length(browser) <= 80),
  -- Ended before its time: it opens nothing, and is forgotten when somebody next signs in.
  add column ended_at timestamptz;
create index session_of on session (person_id, id);

-- The session whose person signs in again by it.
alter table sign_in add column again_of uuid;

-- For which universities one is signed in: a member of several sees the one that they act for alone.
create function own_session_universities() returns table (session_id uuid, name text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, u.name from session s join university u on u.id = s.acting_university where s.person_id = viewer_person()
$$;
