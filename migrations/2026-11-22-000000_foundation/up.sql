-- The words are the glossary's (domain/src/lib.rs). Every tenant table carries university_id, first in its keys,
-- and foreign keys between tenant tables carry it too, because plain ones go round row-level security (T1).

create function viewer_person() returns uuid language sql stable as
  $$ select nullif(current_setting('viewer.person', true), '')::uuid $$;
create function viewer_university() returns uuid language sql stable as
  $$ select nullif(current_setting('viewer.university', true), '')::uuid $$;
create function viewer_today() returns date language sql stable as
  $$ select nullif(current_setting('viewer.today', true), '')::date $$;

-- The scheme's own tables ------------------------------------------------

create table edition (
  id uuid primary key,
  scheme text not null,
  code text not null,
  content_hash text not null unique check (content_hash ~ '^[0-9a-f]{64}$'),
  document jsonb not null,
  in_force_from date not null,
  published_at timestamptz not null,
  unique (scheme, code)
);

create table person (
  id uuid primary key,
  name text not null,
  email text
);

create table provider (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9-]{1,60}$'),
  name text not null,
  issuer text not null,
  client_id text not null,
  client_secret text not null
);

-- An identity is (issuer, subject), never the e-mail address (T5).
create table identity (
  issuer text not null,
  subject text not null,
  person_id uuid not null references person,
  primary key (issuer, subject)
);

create table staff (
  person_id uuid not null references person,
  role text not null check (role in ('ASSESSOR', 'LEAD_ASSESSOR', 'OPERATOR', 'ADMINISTRATOR')),
  primary key (person_id, role)
);

create table session (
  token_hash bytea primary key,
  person_id uuid not null references person,
  role text not null,
  acting_university uuid,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null
);

create table sign_in (
  state_hash bytea primary key,
  provider_id uuid not null references provider,
  nonce text not null,
  verifier text not null,
  next text not null,
  expires_at timestamptz not null
);

create table idempotency (
  person_id uuid not null,
  acting_university uuid not null,
  key text not null check (length(key) between 1 and 200),
  request_hash bytea not null,
  response jsonb,
  created_at timestamptz not null,
  primary key (person_id, acting_university, key)
);

create table job (
  id uuid primary key,
  kind text not null,
  payload jsonb not null,
  run_at timestamptz not null,
  attempts int not null default 0,
  last_error text,
  done_at timestamptz,
  failed_at timestamptz
);
create index job_waiting on job (run_at) where done_at is null and failed_at is null;

create table counter (
  name text primary key,
  value bigint not null
);

-- What the public sees of an award: written by the award itself, in the same transaction.
create table register_entry (
  number text primary key,
  university text not null,
  programmes text[] not null,
  scheme text not null,
  level text not null,
  level_title text not null,
  level_rank int not null,
  level_count int not null,
  awarded_on date not null,
  expires_on date not null,
  ended_on date,
  ended_as text
);

-- Tenants ------------------------------------------------------------------

create table university (
  id uuid primary key,
  name text not null,
  slug text not null unique check (slug ~ '^[a-z0-9-]{1,60}$'),
  short_code text not null check (short_code ~ '^[A-Z]{2,5}$'),
  provider_id uuid references provider
);

create table member (
  university_id uuid not null references university,
  person_id uuid not null references person,
  role text not null check (role in ('MANAGER', 'CONTRIBUTOR', 'VIEWER')),
  primary key (university_id, person_id, role)
);
create index member_person on member (person_id);

create table tenant_counter (
  university_id uuid not null references university,
  name text not null,
  value bigint not null,
  primary key (university_id, name)
);

create table programme (
  university_id uuid not null references university,
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  purpose text not null check (length(purpose) between 1 and 2000),
  directions text[] not null check (cardinality(directions) between 1 and 4),
  mentors int not null check (mentors between 0 and 100000),
  started_on date not null,
  coordinator text,
  version int not null default 1,
  created_at timestamptz not null,
  unique (university_id, id)
);
create index programme_name on programme (university_id, name, id);

create table orders (
  university_id uuid not null references university,
  id uuid primary key,
  number text not null default '',
  currency text not null default 'GBP',
  net_minor bigint check (net_minor >= 0),
  vat_minor bigint check (vat_minor >= 0),
  vat_per_mille int not null,
  lines jsonb not null,
  purchase_order text,
  paid_on date,
  paid_reference text,
  start_before_reason text,
  created_at timestamptz not null,
  unique (university_id, id),
  unique (university_id, number),
  check ((net_minor is null) = (vat_minor is null)),
  check ((paid_on is null) = (paid_reference is null)),
  check (paid_on is null or net_minor is not null)
);

create table application (
  university_id uuid not null references university,
  id uuid primary key,
  reference text not null default '',
  edition_id uuid not null references edition,
  scope text not null check (scope in ('SINGLE', 'COMBINED', 'UNIVERSITY_WIDE')),
  kind text not null check (kind in ('INITIAL', 'REACCREDITATION')),
  level text not null,
  level_rank int not null,
  state text not null check (state in ('DRAFT', 'SUBMITTED', 'IN_ASSESSMENT', 'AWAITING_EVIDENCE', 'MODERATION', 'ON_HOLD', 'DECIDED', 'WITHDRAWN')),
  version int not null default 1,
  order_id uuid,
  assessor_id uuid references person,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  submitted_at timestamptz,
  submitted_on date,
  started_on date,
  due_on date,
  decided_at timestamptz,
  decided_on date,
  unique (university_id, id),
  unique (university_id, reference),
  foreign key (university_id, order_id) references orders (university_id, id),
  check (state in ('DRAFT', 'WITHDRAWN') or order_id is not null),
  check (state not in ('IN_ASSESSMENT', 'AWAITING_EVIDENCE', 'MODERATION', 'DECIDED') or (assessor_id is not null and started_on is not null)),
  check ((state = 'DECIDED') = (decided_at is not null))
);
create index application_updated on application (university_id, updated_at desc, id);
create index application_assessor on application (assessor_id, state, due_on, id);
create index application_assessor_university on application (assessor_id, university_id);
create index application_due on application (due_on, id) where state not in ('DRAFT', 'DECIDED', 'WITHDRAWN');
create index application_order on application (university_id, order_id);

create table application_programme (
  university_id uuid not null,
  application_id uuid not null,
  programme_id uuid not null,
  primary key (university_id, application_id, programme_id),
  foreign key (university_id, application_id) references application (university_id, id),
  foreign key (university_id, programme_id) references programme (university_id, id)
);
create index application_programme_programme on application_programme (programme_id, application_id);
create index application_programme_application on application_programme (application_id);

create table self_rating (
  university_id uuid not null,
  application_id uuid not null,
  criterion text not null,
  value text not null check (value in ('MET', 'PARTLY_MET', 'NOT_MET')),
  statement text not null check (length(statement) <= 10000),
  elements int[] not null default '{}',
  version int not null default 1,
  updated_at timestamptz not null,
  updated_by uuid not null,
  primary key (application_id, criterion),
  foreign key (university_id, application_id) references application (university_id, id)
);

create table judgement (
  university_id uuid not null,
  application_id uuid not null,
  criterion text not null,
  value text not null check (value in ('MET', 'PARTLY_MET', 'NOT_MET')),
  note text not null check (length(note) <= 10000),
  version int not null default 1,
  updated_at timestamptz not null,
  updated_by uuid not null,
  primary key (application_id, criterion),
  foreign key (university_id, application_id) references application (university_id, id)
);

create table outcome (
  university_id uuid not null,
  application_id uuid not null,
  pillar int not null,
  level_rank int,
  best_fit_rank int,
  reason text,
  version int not null default 1,
  confirmed_at timestamptz not null,
  confirmed_by uuid not null,
  primary key (application_id, pillar),
  foreign key (university_id, application_id) references application (university_id, id),
  -- J3: departing from best fit needs a reason.
  check (level_rank is not distinct from best_fit_rank or length(trim(coalesce(reason, ''))) > 0)
);

create table evidence_request (
  university_id uuid not null,
  id uuid primary key,
  application_id uuid not null,
  criteria text[] not null check (cardinality(criteria) > 0),
  question text not null check (length(question) between 1 and 5000),
  due_on date not null,
  state text not null check (state in ('OPEN', 'ANSWERED', 'CLOSED', 'LAPSED')),
  round int not null check (round between 1 and 3),
  asked_at timestamptz not null,
  asked_by uuid not null,
  answer text check (length(answer) <= 10000),
  answered_at timestamptz,
  answered_by uuid,
  unique (university_id, id),
  foreign key (university_id, application_id) references application (university_id, id)
);
create index evidence_request_application on evidence_request (application_id, asked_at);

create table evidence (
  university_id uuid not null references university,
  id uuid primary key,
  kind text not null check (kind in ('FILE', 'LINK')),
  title text not null check (length(title) between 1 and 200),
  covers_from date,
  covers_to date,
  url text check (length(url) <= 2000),
  added_at timestamptz not null,
  added_by uuid not null,
  unique (university_id, id),
  check ((kind = 'LINK') = (url is not null)),
  check (covers_from <= covers_to)
);

create table evidence_file (
  university_id uuid not null,
  evidence_id uuid primary key,
  name text not null check (length(name) between 1 and 255),
  size bigint not null check (size between 1 and 2147483648),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  content_type text,
  state text not null check (state in ('UPLOADING', 'SCANNING', 'CLEAN', 'INFECTED', 'FAILED')),
  problem text,
  malware_scanned boolean not null default false,
  -- Where the browser sends it; nobody reads from here.
  upload_key text not null,
  -- Where it is kept once verified; no address that writes here is ever signed.
  object_key text,
  foreign key (university_id, evidence_id) references evidence (university_id, id),
  check ((state = 'CLEAN') = (object_key is not null)),
  check ((state in ('INFECTED', 'FAILED')) = (problem is not null))
);

-- One item, many criteria of many applications. request_id: sent in answer to it (E4).
create table evidence_tie (
  university_id uuid not null,
  application_id uuid not null,
  evidence_id uuid not null,
  criterion text not null,
  request_id uuid,
  primary key (application_id, evidence_id, criterion),
  foreign key (university_id, application_id) references application (university_id, id),
  foreign key (university_id, evidence_id) references evidence (university_id, id),
  foreign key (university_id, request_id) references evidence_request (university_id, id)
);
create index evidence_tie_evidence on evidence_tie (evidence_id, application_id);

create table decision (
  university_id uuid not null,
  application_id uuid primary key,
  level text,
  level_rank int,
  feedback text not null check (length(feedback) between 1 and 20000),
  record jsonb not null,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  decided_at timestamptz not null,
  decided_by uuid not null,
  foreign key (university_id, application_id) references application (university_id, id)
);

create table award (
  university_id uuid not null,
  id uuid primary key,
  number text not null default '',
  application_id uuid not null,
  scheme text not null,
  level text not null,
  level_title text not null,
  level_rank int not null,
  level_count int not null,
  awarded_on date not null,
  expires_on date not null,
  ended_on date,
  ended_as text check (ended_as in ('SUPERSEDED', 'WITHDRAWN')),
  unique (university_id, id),
  unique (university_id, number),
  foreign key (university_id, application_id) references application (university_id, id),
  check (awarded_on < expires_on),
  check ((ended_on is null) = (ended_as is null))
);
create index award_application on award (application_id);

create table award_programme (
  university_id uuid not null,
  award_id uuid not null,
  programme_id uuid not null,
  primary key (university_id, award_id, programme_id),
  foreign key (university_id, award_id) references award (university_id, id),
  foreign key (university_id, programme_id) references programme (university_id, id)
);
create index award_programme_programme on award_programme (programme_id);

-- The audit trail: append-only, hash-chained per university (T4). The scheme's own chain has the nil university.
create table trail (
  university_id uuid not null,
  seq bigint not null default 0,
  id uuid not null,
  at timestamptz not null,
  actor_id uuid,
  act text not null,
  application_id uuid,
  subject_id uuid,
  summary text not null,
  before jsonb,
  after jsonb,
  origin text,
  prev_hash bytea not null default '',
  hash bytea not null default '',
  primary key (university_id, seq)
);
create index trail_application on trail (application_id, seq desc);

create table trail_head (
  university_id uuid primary key,
  seq bigint not null,
  hash bytea not null
);

-- Numbers: a university's own run on its own counter, so that nobody learns how busy others are (T2);
-- certificate numbers are the scheme's and never reused (A3).

create function number_application() returns trigger language plpgsql as $$
declare n bigint;
begin
  insert into tenant_counter values (new.university_id, 'application', 1)
    on conflict (university_id, name) do update set value = tenant_counter.value + 1 returning value into n;
  select u.short_code || '-' || lpad(n::text, 4, '0') into strict new.reference from university u where u.id = new.university_id;
  return new;
end $$;
create trigger number_application before insert on application for each row execute function number_application();

create function number_order() returns trigger language plpgsql as $$
declare n bigint;
begin
  insert into tenant_counter values (new.university_id, 'order', 1)
    on conflict (university_id, name) do update set value = tenant_counter.value + 1 returning value into n;
  select u.short_code || '-O' || lpad(n::text, 4, '0') into strict new.number from university u where u.id = new.university_id;
  return new;
end $$;
create trigger number_order before insert on orders for each row execute function number_order();

-- Runs as the owner: the scheme's counter is nobody's to read.
create function number_award() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare n bigint; prefix text := upper(left(new.scheme, 1)) || 'MS-' || extract(year from new.awarded_on)::text;
begin
  insert into counter values (prefix, 1) on conflict (name) do update set value = counter.value + 1 returning value into n;
  new.number := prefix || '-' || lpad(n::text, 6, '0');
  return new;
end $$;
create trigger number_award before insert on award for each row execute function number_award();

-- The register follows the award, its programmes and its end; nobody writes it otherwise.
create function publish_award() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare a award; which uuid;
begin
  if tg_table_name = 'award' then which := new.id; else which := new.award_id; end if;
  select * into strict a from award where id = which;
  insert into register_entry (number, university, programmes, scheme, level, level_title, level_rank, level_count, awarded_on, expires_on, ended_on, ended_as)
  select a.number, u.name, coalesce(array(select p.name from award_programme ap join programme p on p.id = ap.programme_id where ap.award_id = a.id order by p.name), '{}'),
         a.scheme, a.level, a.level_title, a.level_rank, a.level_count, a.awarded_on, a.expires_on, a.ended_on, a.ended_as
  from university u where u.id = a.university_id
  on conflict (number) do update set programmes = excluded.programmes, expires_on = excluded.expires_on, ended_on = excluded.ended_on, ended_as = excluded.ended_as;
  return null;
end $$;
create trigger publish_award after insert or update on award for each row execute function publish_award();
create trigger publish_award after insert or delete on award_programme for each row when (pg_trigger_depth() < 10) execute function publish_award();

create function chain_trail() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare head trail_head;
begin
  insert into trail_head values (new.university_id, 0, '') on conflict do nothing;
  select * into strict head from trail_head where university_id = new.university_id for update;
  new.seq := head.seq + 1;
  new.prev_hash := head.hash;
  new.hash := trail_hash(new);
  update trail_head set seq = new.seq, hash = new.hash where university_id = new.university_id;
  if new.application_id is not null then
    update application set updated_at = new.at where id = new.application_id and university_id = new.university_id;
    perform pg_notify('application_changed', new.application_id::text);
  end if;
  return new;
end $$;

-- The bytes that are hashed: every field in order, separated by unit separators, times as UTC microseconds.
create function trail_hash(t trail) returns bytea language sql immutable as $$
  select sha256(t.prev_hash || convert_to(concat_ws(E'\x1f',
    t.university_id, t.seq, t.id, (extract(epoch from t.at) * 1000000)::bigint, coalesce(t.actor_id::text, ''), t.act,
    coalesce(t.application_id::text, ''), coalesce(t.subject_id::text, ''), t.summary, coalesce(t.before::text, ''), coalesce(t.after::text, ''), coalesce(t.origin, '')), 'UTF8'))
$$;
create trigger chain_trail before insert on trail for each row execute function chain_trail();

create function refuse_change() returns trigger language plpgsql as $$
begin raise exception 'the audit trail is append-only (T4)' using errcode = 'restrict_violation'; end $$;
create trigger append_only before update or delete on trail for each row execute function refuse_change();
create trigger append_only_truncate before truncate on trail for each statement execute function refuse_change();

-- What was judged stays as it was judged (J7).
create function refuse_after_decision() returns trigger language plpgsql as $$
begin
  if exists (select 1 from decision d where d.application_id = coalesce(new.application_id, old.application_id)) then
    raise exception 'a decided application does not change (J7)' using errcode = 'restrict_violation';
  end if;
  return coalesce(new, old);
end $$;
create trigger decided before insert or update or delete on judgement for each row execute function refuse_after_decision();
create trigger decided before insert or update or delete on outcome for each row execute function refuse_after_decision();
create trigger decided before insert or update or delete on self_rating for each row execute function refuse_after_decision();
create trigger decided before insert or update or delete on evidence_tie for each row execute function refuse_after_decision();
create trigger decided before update or delete on decision for each row execute function refuse_after_decision();
