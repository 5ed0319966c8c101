-- Universities that ask to join, written by whoever fills in the public form; nobody of them is known yet (U6).
create table join_request (
  id uuid primary key,
  university text not null check (length(university) between 1 and 200),
  address text not null,
  domain text not null check (domain = lower(domain)),
  -- Who asks, what they do there, and where they are written to.
  name text not null,
  position text not null,
  email text not null,
  asked_at timestamptz not null,
  state text not null default 'ASKED' check (state in ('ASKED', 'ACCEPTED', 'DECLINED')),
  answered_at timestamptz,
  answered_by uuid references person,
  -- What whoever asked was told.
  reason text,
  -- The university that it became.
  became uuid references university,
  version int not null default 1,
  check ((state = 'ASKED') = (answered_at is null)),
  check ((answered_at is null) = (answered_by is null)),
  check ((state = 'DECLINED') = (reason is not null)),
  check ((state = 'ACCEPTED') = (became is not null))
);
-- One that waits is the domain's only one.
create unique index join_request_open on join_request (domain) where state = 'ASKED';
create index join_request_listed on join_request (asked_at desc, id);

-- An answer stands, and what was asked is nobody's to change; the words of one that was declined go when its time is over, or whoever asked is erased.
create function keep_join_request() returns trigger language plpgsql as $$
begin
  if old.state <> 'ASKED' and (new.state, new.answered_at, new.answered_by, new.became) is distinct from (old.state, old.answered_at, old.answered_by, old.became) then
    perform refuse('a request to join is answered once', 'U6');
  end if;
  return new;
end $$;
create trigger kept before update on join_request for each row execute function keep_join_request();
