-- Everything held of a person, taken away and erased (T6).

alter table person add column erased_at timestamptz;

-- Everything held of a person is taken away like a report; everything of a university by its own managers, too.
alter table export
  drop constraint export_report_check,
  drop constraint export_column_names_check,
  drop constraint export_zip_check,
  add constraint export_report_check check (report in ('APPLICATIONS', 'INVOICES', 'AWARDS', 'UNIVERSITIES', 'DECISIONS', 'TRAIL', 'EVERYTHING', 'PERSON')),
  add constraint export_column_names_check check ((cardinality(column_names) = 0) = (report in ('EVERYTHING', 'PERSON'))),
  add constraint export_zip_check check ((format = 'ZIP') = (report in ('EVERYTHING', 'PERSON'))),
  -- Whom, or which university, it holds everything of.
  add column of_person uuid references person,
  add column of_university uuid references university,
  add constraint export_of_person check ((of_person is not null) = (report = 'PERSON')),
  add constraint export_of_university check (of_university is null or report = 'EVERYTHING');
create index export_of_person on export (of_person) where of_person is not null;

-- The trail ------------------------------------------------------------------

-- Lines that say less than was hashed, because somebody was erased. A line keeps its hash, so the chain holds; what it says since has
-- the digest that is kept here, and the line that tells of the erasure has the digest of all of these.
create table trail_redaction (
  university_id uuid not null,
  seq bigint not null,
  -- By which erasure: their ids begin with the time, and the last one says how the line reads.
  erasure_id uuid not null,
  digest bytea not null check (length(digest) = 32),
  primary key (university_id, seq, erasure_id)
);
create index trail_redaction_of on trail_redaction (erasure_id);

-- As a line's own hash, with that in place of the one of the line before.
create function redacted_hash(t trail) returns bytea language plpgsql immutable set search_path = public, pg_temp as $$
begin
  t.prev_hash := t.hash;
  return trail_hash(t);
end $$;

create or replace function refuse_change() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare words constant text[] := array['summary', 'before', 'after', 'origin'];
begin
  -- Only what a redaction says, and only in the words.
  if tg_op = 'UPDATE' then
    if to_jsonb(new) - words = to_jsonb(old) - words and exists (select from trail_redaction r
        where r.university_id = new.university_id and r.seq = new.seq and r.digest = redacted_hash(new)) then
      return new;
    end if;
  end if;
  raise exception 'the audit trail is append-only (T4)' using errcode = 'restrict_violation';
end $$;

create function keep_redaction() returns trigger language plpgsql as $$
begin
  perform refuse('what was redacted stays as it was told', 'T4');
  return null;
end $$;
create trigger kept after update or delete on trail_redaction for each row execute function keep_redaction();
create trigger kept_truncate before truncate on trail_redaction for each statement execute function refuse_truncate('T4');

-- Who is erased --------------------------------------------------------------

create function runs_the_scheme() returns boolean language sql stable as
  $$ select exists (select from staff s where s.person_id = viewer_person() and s.role in ('OPERATOR', 'ADMINISTRATOR')) $$;

-- What somebody is and was called, and their addresses. A name of one word may mean something else: it is looked for only near them.
create function names_of(who uuid, everywhere boolean) returns text[] language sql stable set search_path = public, pg_temp as $$
  select coalesce(array_agg(w.word order by length(w.word) desc, w.word), '{}') from (
    select p.name as word from person p where p.id = who
    union select p.email from person p where p.id = who
    union select x.word from trail t cross join lateral (values (t.before ->> 'name'), (t.after ->> 'name'), (t.before ->> 'email'), (t.after ->> 'email')) x (word)
      where t.subject_id = who and (t.act = 'person.changed' or t.act like 'member.%')
    union select l.address from letter l where l.person_id = who) w
  where length(w.word) > 2 and lower(w.word) not in ('erased', 'erased person', 'somebody erased') and (not everywhere or w.word like '%@%' or w.word ~ '\S\s+\S')
$$;

-- An expression that finds any of these words as they stand in texts and in JSON; nothing where there are none.
create function names_pattern(words text[]) returns text language sql immutable set search_path = public, pg_temp as $$
  select '(?<![[:alnum:]])(?:' || string_agg(regexp_replace(w.word, '([^[:alnum:][:space:]])', '\\\1', 'g'), '|' order by length(w.word) desc, w.word) || ')(?![[:alnum:]])'
  from (select word from unnest(words) word union select substr(to_jsonb(word)::text, 2, length(to_jsonb(word)::text) - 2) from unnest(words) word) w
$$;

create function without_names(said text, pattern text) returns text language sql immutable set search_path = public, pg_temp as
  $$ select coalesce(regexp_replace(said, pattern, 'somebody erased', 'gi'), said) $$;

-- The trail's lines that say who somebody is, as they read without it: names and addresses, and from where they did what they did.
create function lines_of(who uuid) returns table (university_id uuid, seq bigint, summary text, before jsonb, after jsonb, origin text)
language plpgsql stable set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  anywhere constant text := names_pattern(names_of(who, true));
  near constant text := names_pattern(names_of(who, false));
begin
  return query
  select t.university_id, t.seq, without_names(t.summary, p.pattern), without_names(t.before::text, p.pattern)::jsonb,
    without_names(t.after::text, p.pattern)::jsonb, case when t.actor_id = who then null else t.origin end
  from trail t cross join lateral (select case when t.actor_id = who or t.subject_id = who then near else anywhere end as pattern) p
  where t.act <> 'person.erased'
    and (t.actor_id = who and t.origin is not null or t.summary ~* p.pattern or t.before::text ~* p.pattern or t.after::text ~* p.pattern);
end $$;

-- Rows of imports that name somebody.
create function import_rows_of(who uuid) returns table (import_id uuid, number int) language sql stable set search_path = public, pg_temp as $$
  select r.import_id, r.number from import_row r, names_pattern(names_of(who, true)) pattern
  where r.cells::text ~* pattern or r.changes::text ~* pattern or r.problems::text ~* pattern or r.made::text ~* pattern
$$;

-- What is held of somebody, by parts; erase_person leaves nothing of those that domain/src/erasure.rs says go.
create function person_parts(who uuid) returns table (part text, many bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select x.part, x.many from (
    select 'NAME' as part, count(*) as many from person p where p.id = who and p.erased_at is null
    union all select 'SIGN_IN', (select count(*) from identity i where i.person_id = who) + (select count(*) from session s where s.person_id = who)
      + (select count(*) from last_sign_in l where l.person_id = who)
    union all select 'ROLE', (select count(*) from member m where m.person_id = who) + (select count(*) from former_member f where f.person_id = who)
      + (select count(*) from staff s where s.person_id = who)
    union all select 'INVITATION', (select count(*) from invitation i where i.person_id = who)
      + (select count(*) from join_request q join person p on lower(p.email) = lower(q.email) where p.id = who)
    union all select 'LETTER', count(*) from letter l where l.person_id = who and l.address <> 'erased'
    union all select 'MAIL', (select count(*) from mail_preference m where m.person_id = who)
      + (select count(*) from suppressed_address s join person p on lower(p.email) = s.address where p.id = who)
    union all select 'OWN', (select count(*) from phrase x where x.person_id = who) + (select count(*) from saved_view x where x.person_id = who)
      + (select count(*) from feedback_draft x where x.person_id = who) + (select count(*) from case_seen x where x.person_id = who)
      + (select count(*) from idempotency x where x.person_id = who)
    union all select 'ASSESSOR', (select count(*) from assessor_profile x where x.person_id = who) + (select count(*) from assessor_absence x where x.person_id = who)
      + (select count(*) from declared_conflict x where x.person_id = who) + (select count(*) from coached_programme x where x.person_id = who)
      + (select count(*) from handed_back x where x.person_id = who)
    union all select 'TOKEN', count(*) from token t where t.made_by = who and t.revoked_at is null
    union all select 'IMPORT', count(*) from import_rows_of(who)
    union all select 'PACK', count(*) from export e where e.of_person = who and e.state in ('RUNNING', 'READY')
    union all select 'TRAIL_WORDS', count(*) from lines_of(who)
    union all select 'TRAIL', count(*) from trail t where t.actor_id = who
    union all select 'DECISION', (select count(*) from decision d where d.decided_by = who) + (select count(*) from judgement j where j.updated_by = who)
      + (select count(*) from second_judgement j where j.updated_by = who) + (select count(*) from calibration_mark m where m.person_id = who)
    union all select 'RATING', (select count(*) from self_rating r where r.updated_by = who) + (select count(*) from evidence e where e.added_by = who)
      + (select count(*) from evidence_request q where q.asked_by = who or q.answered_by = who)
    union all select 'MONEY', (select count(*) from quote q where q.issued_by = who or q.accepted_by = who) + (select count(*) from payment p where p.recorded_by = who)
  ) x where runs_the_scheme()
$$;

-- Erases somebody: what says who they are goes, and what they did stays. It runs as the owner, because nobody may change the trail; it
-- looks for itself at who asks and at what is in the way. It gives for each chain how many lines it redacted, and the digest of these.
create function erase_person(who uuid, erasure uuid, at timestamptz) returns table (university_id uuid, lines bigint, digest text)
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  anywhere text;
  address text;
  gone text[];
  said trail[];
begin
  perform sees_what_is_committed('T6');
  -- One at a time: what two of them leave of one line is what both do.
  perform pg_advisory_xact_lock(hashtext('erase_person'));
  if not runs_the_scheme() then
    raise exception 'those who run the scheme erase people' using errcode = 'insufficient_privilege';
  end if;
  -- Whoever is given a case meanwhile waits for this, and finds nobody.
  perform from person p where p.id = who and p.erased_at is null for update;
  if not found then return; end if;
  if who = viewer_person() then perform refuse('nobody erases themself', 'U5'); end if;
  perform from university u where u.id in (select m.university_id from member m where m.person_id = who) order by u.id for no key update;
  if exists (select from member m join university u on u.id = m.university_id and u.state = 'OPEN' where m.person_id = who and m.role = 'MANAGER'
      and not exists (select from member o where o.university_id = m.university_id and o.role = 'MANAGER' and o.person_id <> who and o.signed_in_at is not null)) then
    perform refuse('the last mentoring manager stays until another has signed in', 'U1');
  end if;
  if exists (select from application a where a.assessor_id = who and a.state not in ('DRAFT', 'DECIDED', 'WITHDRAWN')
      or a.second_assessor_id = who and a.state = 'MODERATION') then
    perform refuse('a case of theirs is open', 'U5');
  end if;
  anywhere := names_pattern(names_of(who, true));
  address := (select lower(p.email) from person p where p.id = who);

  -- The trail, read once: first what the lines will read, then the lines.
  said := array(select row(t.university_id, t.seq, t.id, t.at, t.actor_id, t.act, t.application_id, t.subject_id,
      l.summary, l.before, l.after, l.origin, t.prev_hash, t.hash)::trail
    from lines_of(who) l join trail t on t.university_id = l.university_id and t.seq = l.seq);
  insert into trail_redaction select l.university_id, l.seq, erasure, redacted_hash(l::trail) from unnest(said) l;
  update trail t set summary = l.summary, before = l.before, after = l.after, origin = l.origin
    from unnest(said) l where t.university_id = l.university_id and t.seq = l.seq;
  return query select r.university_id, count(*),
    encode(sha256(convert_to(string_agg(r.seq || ' ' || encode(r.digest, 'hex') || E'\n', '' order by r.seq), 'UTF8')), 'hex')
    from trail_redaction r where r.erasure_id = erasure group by r.university_id order by r.university_id;

  -- Files that name them: packs of theirs, and imports of people that are over.
  with pack as (update export e set state = 'REMOVED' where e.of_person = who and e.state = 'READY' returning e.object_key),
    file as (update import i set object_key = null from import f where f.id = i.id and i.kind = 'PEOPLE' and i.state in ('COMMITTED', 'UNDONE', 'FAILED')
      and i.object_key is not null and i.id in (select x.import_id from import_rows_of(who) x) returning f.object_key)
  select array(select object_key from pack union all select object_key from file) into gone;
  if cardinality(gone) > 0 then
    insert into job (id, kind, payload, run_at) values (gen_random_uuid(), 'delete_objects', jsonb_build_object('keys', to_jsonb(gone)), at);
  end if;
  update export e set state = 'FAILED', problem = 'Whoever it is of was erased.', ended_at = at where e.of_person = who and e.state = 'RUNNING';
  update import i set preview = without_names(i.preview::text, anywhere)::jsonb where i.preview::text ~* anywhere;
  update import_row r set cells = array(select without_names(c.cell, anywhere) from unnest(r.cells) with ordinality c (cell, n) order by c.n),
      changes = without_names(r.changes::text, anywhere)::jsonb, problems = without_names(r.problems::text, anywhere)::jsonb, made = without_names(r.made::text, anywhere)::jsonb
    from import_rows_of(who) x where x.import_id = r.import_id and x.number = r.number;

  -- Letters to them, and what others' letters, notes and lists say of them.
  delete from job j where j.payload ->> 'person_id' = who::text or j.payload ->> 'letter_id' in (select l.id::text from letter l where l.person_id = who);
  update letter l set address = 'erased', subject = 'Erased', text = '', told = null, unsubscribe = null, digest = false,
      state = case when l.state = 'SENT' then 'SENT' else 'SUPPRESSED' end, problem = case when l.state <> 'SENT' then 'Its reader was erased.' end
    where l.person_id = who;
  update letter l set subject = without_names(l.subject, anywhere), text = without_names(l.text, anywhere), told = without_names(l.told, anywhere)
    where l.person_id is distinct from who and (l.subject ~* anywhere or l.text ~* anywhere);
  update job j set payload = without_names(j.payload::text, anywhere)::jsonb, last_error = without_names(j.last_error, anywhere)
    where j.payload::text ~* anywhere or j.last_error ~* anywhere;
  delete from join_request q where lower(q.email) = address;
  delete from suppressed_address s where s.address = address or s.letter_id in (select l.id from letter l where l.person_id = who);
  update university_note n set text = without_names(n.text, anywhere) where n.text ~* anywhere;
  update programme p set coordinator = null where p.coordinator ~* anywhere;
  update export e set narrowed = array(select without_names(c.line, anywhere) from unnest(e.narrowed) with ordinality c (line, n) order by c.n) where e.narrowed::text ~* anywhere;
  update saved_report e set narrowed = array(select without_names(c.line, anywhere) from unnest(e.narrowed) with ordinality c (line, n) order by c.n) where e.narrowed::text ~* anywhere;
  delete from idempotency i where i.person_id = who;
  update idempotency i set response = without_names(i.response::text, anywhere)::jsonb where i.response::text ~* anywhere;

  -- What is theirs alone.
  delete from identity x where x.person_id = who;
  delete from session x where x.person_id = who;
  delete from last_sign_in x where x.person_id = who;
  delete from mail_preference x where x.person_id = who;
  delete from invitation x where x.person_id = who;
  delete from member x where x.person_id = who;
  delete from former_member x where x.person_id = who;
  delete from staff x where x.person_id = who;
  delete from phrase x where x.person_id = who;
  delete from saved_view x where x.person_id = who;
  delete from feedback_draft x where x.person_id = who;
  delete from case_seen x where x.person_id = who;
  delete from assessor_profile x where x.person_id = who;
  delete from assessor_absence x where x.person_id = who;
  delete from declared_conflict x where x.person_id = who;
  delete from coached_programme x where x.person_id = who;
  delete from handed_back x where x.person_id = who;
  update token t set used_from = null, revoked_at = coalesce(t.revoked_at, at), revoked_by = coalesce(t.revoked_by, viewer_person()) where t.made_by = who;
  update person p set name = 'Erased person', email = null, erased_at = at where p.id = who;
end $$;
