-- What the scheme holds after years: universities, programmes, an application of each with ten items of evidence, and the rest that the
-- console lists. Set before: bench.programmes, bench.priya, bench.olive, bench.alderbrook. One programme in twenty is Alderbrook's.
begin;
-- Nothing looks at each row as it comes: no trigger, and keys to other tables again at the end.
create temp table t as select oid::regclass as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r';
create temp table fk as select conrelid::regclass as t, conname as name, pg_get_constraintdef(oid) as def from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace;
do $$ declare r record; begin
  for r in select * from t loop execute format('alter table %s disable trigger user', r.name); end loop;
  for r in select * from fk loop execute format('alter table %s drop constraint %I', r.t, r.name); end loop;
end $$;
create temp table u as select case n when 0 then current_setting('bench.alderbrook')::uuid else gen_random_uuid() end as id, n from generate_series(0, 199) n;
insert into university (id, name, slug, short_code, nation)
  select id, 'University ' || n, 'u-' || n, 'U' || chr(65 + n % 26) || chr(65 + n / 26), case when n % 9 = 0 then 'SCOTLAND' else 'ENGLAND' end from u where n > 0;
create temp table p as select case n when 0 then current_setting('bench.priya')::uuid else gen_random_uuid() end as id, n from generate_series(0, 499) n;
insert into person (id, name, email) select id, 'Assessor ' || n, 'assessor-' || n || '@assess.test' from p where n > 0;
insert into staff select id, 'ASSESSOR' from p where n > 0;
create temp table m as select gen_random_uuid() as id, u.id as u, n, i from u, generate_series(1, 10) i;
insert into person select id, 'Manager ' || n || '.' || i, 'manager-' || n || '-' || i || '@u-' || n || '.test' from m;
insert into member select u, id, case when i < 4 then 'MANAGER' else 'CONTRIBUTOR' end from m;
insert into delivery_framework (university_id, id, name, description, version, created_at)
  select id, gen_random_uuid(), 'Framework ' || i, 'How we run it.', 1, now() from u, generate_series(1, 60) i where n = 0 or i < 3;

create temp table x as
  select i as n, u.id as u, p.id as p, gen_random_uuid() as a, gen_random_uuid() as o, gen_random_uuid() as g, gen_random_uuid() as w, gen_random_uuid() as v,
    case when i % 200 < 170 then 'DECIDED' when i % 200 < 178 then 'DRAFT' when i % 200 < 184 then 'WITHDRAWN' when i % 200 < 186 then 'SUBMITTED'
      when i % 200 < 194 then 'IN_ASSESSMENT' when i % 200 < 198 then 'AWAITING_EVIDENCE' when i % 200 = 198 then 'MODERATION' else 'ON_HOLD' end as state,
    date '2020-01-01' + (i * 7919) % 2500 as day
  from generate_series(1, current_setting('bench.programmes')::int) i
  join u on u.n = case when i % 19 = 0 then 0 else i % 199 + 1 end join p on p.n = i % 499;
insert into programme (university_id, id, name, purpose, directions, mentors, started_on, created_at, version)
  select u, g, (array['Peer', 'Reverse', 'Alumni', 'First-year', 'Careers'])[1 + n % 5] || ' mentoring ' || n, 'Students settle in sooner.', '{STAFF_TO_STUDENT}', n % 90, '2019-01-01', now(), 1 from x;
update programme g set framework_id = f.id, framework_since = '2020-01-01' from (select distinct on (university_id) university_id, id from delivery_framework order by university_id, id) f
  where f.university_id = g.university_id and g.mentors % 20 = 0;
insert into orders (university_id, id, number, net_minor, vat_minor, vat_per_mille, lines, created_at) select u, o, 'O' || n, 35000, 7000, 200, '[]', now() from x where state <> 'DRAFT';
insert into application (university_id, id, reference, edition_id, scope, kind, level, level_rank, state, version, order_id, assessor_id, created_at, updated_at, submitted_at, submitted_on, started_on, due_on, decided_at, decided_on, words)
  select u, a, 'R-' || n, (select id from edition order by in_force_from limit 1), 'SINGLE', case when n % 3 = 0 then 'REACCREDITATION' else 'INITIAL' end, 'BRONZE', 1, state, 1,
    case when state <> 'DRAFT' then o end, case when state in ('DECIDED', 'MODERATION') or state in ('IN_ASSESSMENT', 'AWAITING_EVIDENCE') and n % 7 > 0 then p end, day, day + n % 86400 * interval '1 second',
    case when state <> 'DRAFT' then day + interval '9 hours' end, case when state <> 'DRAFT' then day end,
    case when state not in ('DRAFT', 'SUBMITTED', 'WITHDRAWN') then day + 1 end, case when state in ('IN_ASSESSMENT', 'AWAITING_EVIDENCE', 'MODERATION') then date '2026-11-01' + n * 7919 % 50  end,
    case when state = 'DECIDED' then day + interval '20 days' end, case when state = 'DECIDED' then day + 20 end,
    lower(concat_ws(E'\n', 'R-' || n, (select name from university where id = u), (select name from programme where id = g))) from x;
insert into application_programme select u, a, g from x;
create temp table c as select unnest(string_to_array(current_setting('bench.criteria'), ',')) as c;
insert into self_rating (university_id, application_id, criterion, value, statement, updated_at, updated_by)
  select u, a, c, 'MET', 'We train every mentor.', now(), p from x, c where state not in ('DECIDED', 'WITHDRAWN');
insert into judgement (university_id, application_id, criterion, value, note, updated_at, updated_by)
  select u, a, c, 'MET', 'Seen.', now(), p from x, c where state in ('IN_ASSESSMENT', 'AWAITING_EVIDENCE', 'MODERATION') and c < '4';
insert into outcome (university_id, application_id, pillar, level_rank, best_fit_rank, confirmed_at, confirmed_by)
  select u, a, i, 1, 1, now(), p from x, generate_series(1, 7) i where state in ('DECIDED', 'MODERATION');
insert into evidence_request (university_id, id, application_id, criteria, question, due_on, state, round, asked_at, asked_by)
  select u, gen_random_uuid(), a, '{2.1}', 'Which?', '2026-12-11', 'OPEN', 1, now(), p from x where state = 'AWAITING_EVIDENCE';
insert into application_hold (university_id, application_id, id, reason, held_on, held_at, held_by)
  select u, a, gen_random_uuid(), 'Asked for by the university.', '2026-11-20', now(), p from x where state = 'ON_HOLD';
insert into decision (university_id, application_id, level, level_rank, feedback, record, digest, decided_at, decided_by)
  select u, a, 'BRONZE', 1, 'Well done.', '{}', repeat('a', 64), day + interval '20 days', p from x where state = 'DECIDED';
insert into award (university_id, id, number, application_id, scheme, level, level_title, level_rank, level_count, awarded_on, expires_on)
  select u, w, 'P-' || n, a, 'university', 'BRONZE', 'Bronze', 1, 3, day + 20, day + 20 + 730 from x where state = 'DECIDED';
insert into award_programme select u, w, g from x where state = 'DECIDED';
insert into invoice (university_id, id, series, seq, number, order_id, issued_on, due_on, currency, net_minor, vat_minor, vat_per_mille, lines, paid_on)
  select u, v, 'B', n, 'B-' || lpad(n::text, greatest(6, length(n::text)), '0'), o, day, day + 30, 'GBP', 35000, 7000, 200, '[]', case when n % 50 > 0 then day + 12 end from x where state not in ('DRAFT', 'WITHDRAWN');
insert into payment (university_id, id, invoice_id, received_on, amount_minor, reference, method, recorded_at)
  select u, gen_random_uuid(), v, day + 12, 42000, 'BACS ' || n, 'BANK_TRANSFER', now() from x where state not in ('DRAFT', 'WITHDRAWN') and n % 50 > 0;
insert into quote (university_id, id, number, order_id, state, currency, net_minor, vat_minor, vat_per_mille, lines, issued_on, open_until, issued_by)
  select u, gen_random_uuid(), 'Q-' || n, o, 'EXPIRED', 'GBP', 35000, 7000, 200, '[]', day, day + 30, current_setting('bench.olive')::uuid from x where n % 20 = 1;

create temp table e as select gen_random_uuid() as e, u, a, p, i from x, generate_series(1, 10) i;
insert into evidence (university_id, id, kind, title, url, added_at, added_by)
  select u, e, case when i < 7 then 'LINK' else 'FILE' end, 'Evidence ' || i, case when i < 7 then 'https://example.test/' || i end, now(), p from e;
insert into evidence_file (university_id, evidence_id, name, size, sha256, content_type, state, upload_key, object_key)
  select u, e, 'handbook.pdf', 120000, repeat('a', 64), 'application/pdf', 'CLEAN', 'k', 'k' from e where i > 6;
insert into evidence_tie (university_id, application_id, evidence_id, criterion) select u, a, e, (i % 7 + 1) || '.1' from e;

insert into trail (university_id, seq, id, application_id, subject_id, actor_id, at, act, summary, prev_hash, hash)
  select u, row_number() over (partition by u order by n, i), gen_random_uuid(), a, a, case when i > 2 then p end, day + i * interval '1 day', case i when 8 then 'evidence.read' else 'criterion.judged' end, case i when 8 then 'The handbook was read.' else 'Criterion 2.1 was judged.' end, '', '' from x, generate_series(1, 8) i;
insert into letter (id, person_id, address, subject, text, state, queued_at, sent_at, kind)
  select gen_random_uuid(), m.id, 'manager-' || m.n || '-' || m.i || '@u-' || m.n || '.test', 'Your application R-' || x.n, 'Dear manager, it is decided.', case when x.n % 500 = 0 then 'BOUNCED' else 'SENT' end,
    x.day + interval '1 day', x.day + interval '1 day', 'DECISION' from x join m on m.u = x.u and m.i < 3;
insert into token (id, acting_university, name, prefix, hash, areas, writes, made_by, role, made_at, expires_on)
  select gen_random_uuid(), m.u, 'Nightly ' || k, 'plr_ABCDEF', sha256((m.id::text || k)::bytea), '{PROGRAMMES,MONEY}', false, m.id, 'MANAGER', now(), (now() at time zone 'Europe/London')::date + 90 from m, generate_series(1, 50) k where m.i < 3;
insert into suppressed_address (id, address, why, since) select gen_random_uuid(), 'left-' || i || '@u-1.test', '550 5.1.1 No such user', now() - i * interval '1 hour' from generate_series(1, 2000) i;
create temp table f as select gen_random_uuid() as id, i from generate_series(1, 200) i;
insert into import (id, kind, file_name, size, sha256, upload_key, object_key, state, version, read_as, headings, preview, mapping, update_existing, row_count, todo_rows, done_rows, at_row, new_rows, same_rows, differing_rows, bad_rows, added_rows, changed_rows, taken_back_rows, kept_rows, created_at, created_by)
  select id, 'PROGRAMMES', 'programmes-' || i || '.csv', 5000000, repeat('a', 64), 'k', 'k', 'CHECKED', 3, 'CSV_UTF8', '{name}', '[]', '[]', false, case i when 1 then 100000 else 10 end, 100000, 100000, 100000, 97000, 0, 0, 3000, 0, 0, 0, 0, now() - i * interval '1 hour', current_setting('bench.olive')::uuid from f;
insert into import_row (import_id, number, cells, verdict, problems, changes) select f.id, r + 1, array['Peer mentoring ' || r], case when r % 33 = 0 then 'BAD' else 'NEW' end, case when r % 33 = 0 then '[{"column": 0, "rule": "P1", "message": "There is no name."}]'::jsonb else '[]' end, '[]' from f, generate_series(1, 100000) r where f.i = 1;
create temp table b as select gen_random_uuid() as id, i from generate_series(1, 200) i;
insert into bulk_act (id, kind, reason, state, made_by, made_at) select id, 'REMIND', 'Before the holidays.', 'CHECKED', current_setting('bench.olive')::uuid, now() - i * interval '1 hour' from b;
insert into bulk_row (bulk_act_id, seq, university_id, application_id, verdict, reasons) select b.id, x.n, x.u, x.a, 'MAY', '[]' from b, x where x.n <= case b.i when 1 then 10000 else 5 end;
insert into export (id, report, asked, column_names, narrowed, format, state, row_count, size, object_key, made_by, made_at, ended_at)
  select gen_random_uuid(), 'APPLICATIONS', '{}', '{reference}', '{}', 'CSV', 'READY', 1000, 5000, 'k', current_setting('bench.olive')::uuid, now() - i * interval '1 hour', now() from generate_series(1, 500) i;
insert into saved_report (id, name, report, asked, column_names, narrowed, format, since, made_by, made_at)
  select gen_random_uuid(), 'Report ' || i, 'APPLICATIONS', '{}', '{reference}', '{}', 'CSV', '2026-01-01', current_setting('bench.olive')::uuid, now() - i * interval '1 hour' from generate_series(1, 90) i;
do $$ declare r record; begin
  for r in select * from t loop execute format('alter table %s enable trigger user', r.name); end loop;
  for r in select * from fk loop execute format('alter table %s add constraint %I %s not valid', r.t, r.name, r.def); end loop;
end $$;
commit;
