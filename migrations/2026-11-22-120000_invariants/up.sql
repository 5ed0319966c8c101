-- What the rules say cannot be, PostgreSQL refuses by itself, whoever writes and in whatever order.
--
-- The functions run as the owner, because an invariant looks at all there is and not at what one viewer may see. So they
-- are called after the row was written: row-level security has spoken first, and a refusal tells nobody of another's rows.
-- One that looks at other rows than its own holds the row that all of them hang on, the application or the programme, and
-- only then looks. That is proof against a second writer as long as each statement sees what was committed before it.

create function refuse(said text, rule text) returns void language plpgsql as $$
begin raise exception '% (%)', said, rule using errcode = 'restrict_violation'; end $$;

create function sees_what_is_committed(rule text) returns void language plpgsql as $$
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    perform refuse('this is written in a READ COMMITTED transaction, for its rule to be looked at', rule);
  end if;
end $$;

-- Nobody empties these, the owner by mistake neither.
create function refuse_truncate() returns trigger language plpgsql as $$
begin raise exception '% is never emptied (%)', tg_table_name, tg_argv[0] using errcode = 'restrict_violation'; end $$;

-- S1: a published edition never changes -------------------------------------

create function keep_edition() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform refuse('a published edition never changes', 'S1');
  return null;
end $$;
create trigger immutable after update or delete on edition for each row execute function keep_edition();
create trigger immutable_truncate before truncate on edition for each statement execute function refuse_truncate('S1');

-- The code of an edition's level by its rank, 1 for the lowest: a level is its code, or an object with it.
create function edition_level(document jsonb, rank int) returns text language sql immutable as $$
  select coalesce(document #>> array['levels', (rank - 1)::text, 'code'], document #>> array['levels', (rank - 1)::text]) where rank >= 1
$$;

-- W1: nobody judges or decides for a university of theirs --------------------

-- Who left: a conflict stays with those who belonged to a university.
create table former_member (
  university_id uuid not null references university,
  person_id uuid not null references person,
  primary key (university_id, person_id)
);
create index former_member_person on former_member (person_id);

create function remember_member() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into former_member values (old.university_id, old.person_id) on conflict do nothing;
  return null;
end $$;
create trigger remember_member after delete or update on member for each row execute function remember_member();

create function email_domain(address text) returns text language sql immutable as $$
  select lower(trim(substring(address from '@([^@]*)$')))
$$;

-- A member, one of before, or somebody whose address is at a domain that its people use, or below one.
create function is_tied(who uuid, to_university uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from member m where m.person_id = who and m.university_id = to_university)
    or exists (select from former_member f where f.person_id = who and f.university_id = to_university)
    or exists (select from person p, member m join person q on q.id = m.person_id
      where p.id = who and m.university_id = to_university and email_domain(q.email) <> ''
        and '.' || email_domain(p.email) like '%.' || replace(replace(email_domain(q.email), '\', '\\'), '_', '\_'))
$$;

-- The argument is the column that says who.
create function refuse_tied() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if is_tied((to_jsonb(new) ->> tg_argv[0])::uuid, new.university_id) then
    perform refuse('nobody judges or decides for a university of theirs', 'W1');
  end if;
  return null;
end $$;
create trigger untied after insert or update of assessor_id on application for each row when (new.assessor_id is not null) execute function refuse_tied('assessor_id');
create trigger untied after insert or update on judgement for each row execute function refuse_tied('updated_by');
create trigger untied after insert or update on outcome for each row execute function refuse_tied('confirmed_by');
create trigger untied after insert on evidence_request for each row execute function refuse_tied('asked_by');
create trigger untied after insert on decision for each row execute function refuse_tied('decided_by');

-- L1: an application moves along its life ------------------------------------

-- The moves of domain/src/lifecycle/application.rs, held to it by tests/it/invariants; acts that stay in their state are none.
create table application_move (
  from_state text not null,
  to_state text not null,
  primary key (from_state, to_state)
);
insert into application_move values
  ('DRAFT', 'SUBMITTED'), ('DRAFT', 'WITHDRAWN'),
  ('SUBMITTED', 'IN_ASSESSMENT'), ('SUBMITTED', 'WITHDRAWN'),
  ('IN_ASSESSMENT', 'AWAITING_EVIDENCE'), ('IN_ASSESSMENT', 'ON_HOLD'), ('IN_ASSESSMENT', 'MODERATION'), ('IN_ASSESSMENT', 'DECIDED'), ('IN_ASSESSMENT', 'WITHDRAWN'),
  ('AWAITING_EVIDENCE', 'IN_ASSESSMENT'), ('AWAITING_EVIDENCE', 'MODERATION'), ('AWAITING_EVIDENCE', 'DECIDED'), ('AWAITING_EVIDENCE', 'WITHDRAWN'),
  ('MODERATION', 'DECIDED'), ('MODERATION', 'WITHDRAWN'),
  ('ON_HOLD', 'IN_ASSESSMENT'), ('ON_HOLD', 'WITHDRAWN');

create function keep_application() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    if old.state <> 'DRAFT' then perform refuse('what was submitted is not deleted', 'J7'); end if;
    return null;
  end if;
  if tg_op = 'INSERT' then
    if new.state <> 'DRAFT' then perform refuse('an application begins as a draft', 'L1'); end if;
  else
    if (new.university_id, new.id, new.reference, new.created_at) is distinct from (old.university_id, old.id, old.reference, old.created_at) then
      perform refuse('an application stays the one it is', 'J7');
    end if;
    if new.edition_id <> old.edition_id then
      perform refuse('an application is pinned to the edition of its draft', 'S1');
    end if;
    if old.state <> 'DRAFT' and (new.scope, new.kind, new.level, new.level_rank, new.order_id, new.submitted_at, new.submitted_on)
        is distinct from (old.scope, old.kind, old.level, old.level_rank, old.order_id, old.submitted_at, old.submitted_on) then
      perform refuse('what was applied for is not changed afterwards', 'J4');
    end if;
    if old.state = 'DECIDED' and to_jsonb(new) - array['version', 'updated_at'] <> to_jsonb(old) - array['version', 'updated_at'] then
      perform refuse('a decided application does not change', 'J7');
    end if;
    if new.state <> old.state then
      if not exists (select from application_move m where m.from_state = old.state and m.to_state = new.state) then
        perform refuse(format('an application does not go from %s to %s', old.state, new.state), 'L1');
      end if;
      if old.state = 'SUBMITTED' and new.state = 'IN_ASSESSMENT' and not exists (
          select from orders o where o.id = new.order_id and (o.paid_on is not null or o.start_before_reason is not null)) then
        perform refuse('assessment starts when the order is paid or may start before', 'M7');
      end if;
    end if;
  end if;
  if (old is null or (new.level, new.level_rank) is distinct from (old.level, old.level_rank))
      and not exists (select from edition e where e.id = new.edition_id and edition_level(e.document, new.level_rank) = new.level) then
    perform refuse('the level applied for is one of the edition''s', 'S1');
  end if;
  return null;
end $$;
create trigger life after insert or update or delete on application for each row execute function keep_application();

-- What it covers is settled when it is sent.
create function keep_programmes() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare which uuid;
begin
  perform sees_what_is_committed('J7');
  foreach which in array array_remove(array[new.application_id, old.application_id], null) loop
    perform from application a where a.id = which for no key update;
    if exists (select from application a where a.id = which and a.state <> 'DRAFT') then
      perform refuse('the programmes of a submitted application do not change', 'J7');
    end if;
  end loop;
  return null;
end $$;
create trigger settled after insert or update or delete on application_programme for each row execute function keep_programmes();

-- J7: what was judged stays as it was judged ---------------------------------

drop trigger decided on judgement;
drop trigger decided on outcome;
drop trigger decided on self_rating;
drop trigger decided on evidence_tie;
drop trigger decided on decision;
drop function refuse_after_decision;

create function keep_decided() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare which uuid := coalesce(old.application_id, new.application_id);
begin
  perform sees_what_is_committed('J7');
  if tg_op = 'UPDATE' and (new.university_id, new.application_id) is distinct from (old.university_id, old.application_id) then
    perform refuse('what hangs on an application stays with it', 'J7');
  end if;
  perform from application a where a.id = which for no key update;
  if exists (select from decision d where d.application_id = which) then
    perform refuse('a decided application does not change', 'J7');
  end if;
  return null;
end $$;
create trigger decided after insert or update or delete on judgement for each row execute function keep_decided();
create trigger decided after insert or update or delete on outcome for each row execute function keep_decided();
create trigger decided after insert or update or delete on self_rating for each row execute function keep_decided();
create trigger decided after insert or update or delete on evidence_tie for each row execute function keep_decided();
create trigger decided after insert or update or delete on evidence_request for each row execute function keep_decided();

create function keep_decision() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform refuse('a decision does not change', 'J7');
  return null;
end $$;
create trigger decided after update or delete on decision for each row execute function keep_decision();

-- What was declared of a file is what it is checked against, for good; what a decision was made on stays.
create function keep_file() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' then
    if (new.university_id, new.evidence_id, new.name, new.size, new.sha256, new.upload_key)
        is distinct from (old.university_id, old.evidence_id, old.name, old.size, old.sha256, old.upload_key) then
      perform refuse('what was declared of a file does not change', 'E1');
    end if;
    return null;
  end if;
  perform sees_what_is_committed('J7');
  perform from application a where a.id in (select t.application_id from evidence_tie t where t.evidence_id = old.evidence_id) order by a.id for no key update;
  if exists (select from evidence_tie t join decision d using (application_id) where t.evidence_id = old.evidence_id) then
    perform refuse('what a decision was made on is kept', 'J7');
  end if;
  return null;
end $$;
create trigger declared after update or delete on evidence_file for each row execute function keep_file();

create function keep_evidence() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new is not distinct from old then return null; end if;
  perform sees_what_is_committed('J7');
  perform from application a where a.id in (select t.application_id from evidence_tie t where t.evidence_id = old.id) order by a.id for no key update;
  if exists (select from evidence_tie t join decision d using (application_id) where t.evidence_id = old.id) then
    perform refuse('what a decision was made on is kept', 'J7');
  end if;
  return null;
end $$;
create trigger decided after update on evidence for each row execute function keep_evidence();

-- J4, J5: an outcome within the level applied for; an asked question stays as it was asked

create function outcome_within() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.level_rank < 1 or new.level_rank > (select a.level_rank from application a where a.id = new.application_id) then
    perform refuse('an outcome is at most the level applied for', 'J4');
  end if;
  return null;
end $$;
create trigger within after insert or update on outcome for each row execute function outcome_within();

create function keep_request() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'OPEN' or new.due_on < viewer_today() then
      perform refuse('an evidence request begins open, and is due today at the earliest', 'J5');
    end if;
    return null;
  end if;
  if tg_op = 'DELETE' then
    perform refuse('an evidence request is not taken back', 'J5');
  end if;
  if (new.id, new.criteria, new.question, new.due_on, new.round, new.asked_at, new.asked_by)
      is distinct from (old.id, old.criteria, old.question, old.due_on, old.round, old.asked_at, old.asked_by) then
    perform refuse('a question stays as it was asked', 'J5');
  end if;
  if new.state <> old.state and not (
      old.state = 'OPEN' and new.state = 'ANSWERED' and new.answer is not null
      or old.state = 'OPEN' and new.state = 'LAPSED' and old.due_on < viewer_today()
      or old.state = 'ANSWERED' and new.state = 'CLOSED') then
    perform refuse(format('an evidence request does not go from %s to %s like this', old.state, new.state), 'L1');
  end if;
  return null;
end $$;
create trigger life after insert or update or delete on evidence_request for each row execute function keep_request();

-- J2-J8, A1, A2, A5, W1: what a decision says follows from what was judged, and the award from the decision

create unique index award_of_application on award (university_id, application_id);

create function check_decision(which uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  a application;
  e edition;
  d decision;
  w award;
  awarded boolean;
  holds_already boolean;
begin
  perform sees_what_is_committed('J7');
  select * into a from application where id = which for no key update;
  select * into d from decision where application_id = which;
  if not found then
    if a.state = 'DECIDED' then perform refuse('an application is decided by a decision', 'J7'); end if;
    if exists (select from award where application_id = which) then perform refuse('an award follows from a decision', 'J8'); end if;
    return;
  end if;
  if a.state <> 'DECIDED' or a.decided_on is null or a.decided_at <> d.decided_at then
    perform refuse('a decision decides its application', 'J7');
  end if;
  select * into strict e from edition where id = a.edition_id;

  if exists (select (p ->> 'number')::int from jsonb_array_elements(e.document -> 'pillars') p except select pillar from outcome where application_id = which)
      or exists (select pillar from outcome where application_id = which except select (p ->> 'number')::int from jsonb_array_elements(e.document -> 'pillars') p) then
    perform refuse('every pillar of the edition has an outcome', 'J3');
  end if;
  if exists (
      select from jsonb_array_elements(e.document -> 'pillars') p, jsonb_array_elements(p -> 'criteria') c, generate_series(1, a.level_rank) rank
      where edition_level(e.document, rank) = c ->> 'level'
        and not exists (select from judgement j where j.application_id = which and j.criterion = c ->> 'ref')) then
    perform refuse('every criterion up to the level applied for is judged', 'J3');
  end if;
  if exists (select from outcome o where o.application_id = which and o.level_rank > a.level_rank) then
    perform refuse('an outcome is at most the level applied for', 'J4');
  end if;
  if (e.document #>> '{rules,request_evidence_before_shortfall}')::boolean and exists (
      select from outcome o where o.application_id = which and coalesce(o.level_rank, 0) < a.level_rank and not exists (
        select from evidence_request q, jsonb_array_elements(e.document -> 'pillars') p, jsonb_array_elements(p -> 'criteria') c
        where q.application_id = which and (q.state <> 'OPEN' or q.due_on < a.decided_on)
          and (p ->> 'number')::int = o.pillar and c ->> 'ref' = any (q.criteria))) then
    perform refuse('an outcome falls short only after evidence was asked for on that pillar and answered or overdue', 'J5');
  end if;
  if d.level_rank is distinct from (
      select max(rank) from generate_series(1, a.level_rank) rank
      where (select count(*) from outcome o where o.application_id = which and o.level_rank >= rank) >= (e.document #>> '{rules,pillars_required_for_level}')::int) then
    perform refuse('the level is the highest that enough pillars reach', 'J2');
  end if;
  if d.level is distinct from edition_level(e.document, d.level_rank) then
    perform refuse('the level reached is one of the edition''s', 'J2');
  end if;
  if is_tied(a.assessor_id, a.university_id) or is_tied(d.decided_by, a.university_id)
      or exists (select from judgement j where j.application_id = which and is_tied(j.updated_by, a.university_id))
      or exists (select from outcome o where o.application_id = which and is_tied(o.confirmed_by, a.university_id)) then
    perform refuse('nobody judges or decides for a university of theirs', 'W1');
  end if;

  select * into w from award where application_id = which;
  awarded := found;
  -- Whoever holds the level or a higher one and did not apply to renew keeps what they hold.
  holds_already := a.kind = 'INITIAL' and not exists (
    select from application_programme ap where ap.application_id = which and not exists (
      select from award_programme x join award v on v.id = x.award_id
      where x.programme_id = ap.programme_id and v.application_id <> which and v.level_rank >= d.level_rank
        and v.awarded_on <= a.decided_on and a.decided_on < least(v.expires_on, v.ended_on)));
  if awarded <> (d.level is not null and not holds_already) then
    perform refuse('an award follows if and only if a level was reached that is not held already', 'J8');
  end if;
  if not awarded then return; end if;
  if (w.scheme, w.level, w.level_rank, w.level_count) is distinct from (e.scheme, d.level, d.level_rank, jsonb_array_length(e.document -> 'levels')) then
    perform refuse('an award is at the level that the decision gives', 'J8');
  end if;
  if w.expires_on <> (w.awarded_on + make_interval(months => (e.document #>> '{rules,validity_months}')::int))::date then
    perform refuse('an award lasts as many months as the edition says', 'A1');
  end if;
  if w.awarded_on <> a.decided_on and (a.kind = 'INITIAL' or not exists (
      select from application_programme ap join award_programme x using (programme_id) join award v on v.id = x.award_id
      where ap.application_id = which and v.application_id <> which and v.expires_on = w.awarded_on)) then
    perform refuse('an award starts on the day of decision, or where it renews on the old expiry', 'A2');
  end if;
  if exists (select programme_id from award_programme where award_id = w.id except select programme_id from application_programme where application_id = which)
      or exists (select programme_id from application_programme where application_id = which except select programme_id from award_programme where award_id = w.id) then
    perform refuse('an award names the programmes of its application', 'A5');
  end if;
end $$;

create function decision_follows() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_table_name = 'application' then perform check_decision(new.id);
  elsif tg_table_name = 'award_programme' then perform check_decision((select w.application_id from award w where w.id = new.award_id));
  else perform check_decision(new.application_id);
  end if;
  if tg_table_name = 'decision' then
    if viewer_today() <> (select a.decided_on from application a where a.id = new.application_id) then
      perform refuse('a decision is dated on its day', 'J7');
    end if;
  end if;
  return null;
end $$;
create constraint trigger follows after insert on decision deferrable initially deferred for each row execute function decision_follows();
create constraint trigger follows after update of state on application deferrable initially deferred for each row
  when (new.state = 'DECIDED' and old.state <> 'DECIDED') execute function decision_follows();
create constraint trigger follows after insert on award deferrable initially deferred for each row execute function decision_follows();
create constraint trigger follows after insert on award_programme deferrable initially deferred for each row execute function decision_follows();

-- A2, A3, A5: an award ends once; a programme holds a level once at a time ------

create function keep_award() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' then perform refuse('an award is never deleted', 'A3'); end if;
  if to_jsonb(new) - array['ended_on', 'ended_as'] <> to_jsonb(old) - array['ended_on', 'ended_as'] then
    perform refuse('an award does not change, it only ends', 'A3');
  end if;
  if old.ended_on is not null and (new.ended_on, new.ended_as) is distinct from (old.ended_on, old.ended_as) then
    perform refuse('what has ended stays as it ended', 'A3');
  end if;
  return null;
end $$;
create trigger keeps after update or delete on award for each row execute function keep_award();

create function keep_award_programme() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform refuse('an award names what it names', 'A5');
  return null;
end $$;
create trigger keeps after update or delete on award_programme for each row execute function keep_award_programme();

-- Days half-open: a renewal begins on the old expiry. An exclusion constraint would need the level and the days copied into
-- award_programme, where they could differ from the award's, and an extension (btree_gist) that a managed database need not
-- offer. So: hold the programme, then look. Two at once wait for each other there, and the second sees the first.
create function award_alone() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform sees_what_is_committed('A2');
  perform from programme p where p.id = new.programme_id for no key update;
  if exists (
      select from award w join award v on v.scheme = w.scheme and v.level = w.level and v.id <> w.id
        join award_programme x on x.award_id = v.id and x.programme_id = new.programme_id
      where w.id = new.award_id
        and daterange(w.awarded_on, greatest(w.awarded_on, least(w.expires_on, w.ended_on))) && daterange(v.awarded_on, greatest(v.awarded_on, least(v.expires_on, v.ended_on)))) then
    raise exception 'a programme holds a level by one award at a time (A2)' using errcode = 'exclusion_violation';
  end if;
  return null;
end $$;
create constraint trigger alone after insert on award_programme deferrable initially deferred for each row execute function award_alone();

create trigger kept_truncate before truncate on application for each statement execute function refuse_truncate('J7');
create trigger kept_truncate before truncate on application_programme for each statement execute function refuse_truncate('J7');
create trigger kept_truncate before truncate on judgement for each statement execute function refuse_truncate('J7');
create trigger kept_truncate before truncate on outcome for each statement execute function refuse_truncate('J7');
create trigger kept_truncate before truncate on self_rating for each statement execute function refuse_truncate('J7');
create trigger kept_truncate before truncate on evidence_tie for each statement execute function refuse_truncate('J7');
create trigger kept_truncate before truncate on evidence_request for each statement execute function refuse_truncate('J7');
create trigger kept_truncate before truncate on decision for each statement execute function refuse_truncate('J7');
create trigger kept_truncate before truncate on award for each statement execute function refuse_truncate('A3');
create trigger kept_truncate before truncate on award_programme for each statement execute function refuse_truncate('A5');
