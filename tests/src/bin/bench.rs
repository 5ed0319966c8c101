//! The assessor's caseload through the API beside the same rows by one hand-written statement, alternating in one run.
//!
//! Both sides run as the assessor's role under row-level security, in a transaction of their own, over the same pool
//! size, and both read every byte of the answer. What differs is what is measured: GraphQL, the loaders, the rules.

use std::fmt::Write;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tests::sql::Sql;
use tests::{Person, TestApp, world};
use tokio_postgres::{Client, NoTls, Statement};

const APPLICATIONS: u32 = 50_000;
const ROUNDS: usize = 7;
const ROUND: Duration = Duration::from_secs(2);
const AT_ONCE: usize = 4;

/// An assessor's open cases, how often their first page is asked for, and how long the slowest twentieth may take.
const CASES: i64 = 2_000;
const PAGES: usize = 200;
const PAGE_MS: f64 = 100.0;

const CASELOAD: &str = "query Caseload($filter: ApplicationFilter) {
  applications(filter: $filter, sort: DUE, first: 25) {
    nodes {
      id reference state version dueOn submittedAt
      university { id name }
      programmes { id name }
      level { code title rank }
      pillars { pillar { number title } criteria rated judged evidenced selfLevel { code } bestFit { code } outcome { level { code } reason } askedFirst }
      evidence { id kind title criteria url file { name state size } }
    }
    pageInfo { hasNextPage endCursor }
  }
}";

const BY_HAND: &str = "
  select a.id, a.reference, a.state, a.version, a.due_on::text, a.submitted_at::text, a.level, u.id, u.name,
    (select json_agg(json_build_object('id', p.id, 'name', p.name))
       from application_programme ap join programme p on p.id = ap.programme_id where ap.application_id = a.id)::text,
    (select json_object_agg(r.criterion, r.value) from self_rating r where r.application_id = a.id)::text,
    (select json_object_agg(j.criterion, j.value) from judgement j where j.application_id = a.id)::text,
    (select json_agg(json_build_object('pillar', o.pillar, 'level', o.level_rank, 'reason', o.reason)) from outcome o where o.application_id = a.id)::text,
    (select json_agg(json_build_object('criteria', q.criteria, 'state', q.state, 'dueOn', q.due_on)) from evidence_request q where q.application_id = a.id)::text,
    (select json_agg(json_build_object('id', e.id, 'kind', e.kind, 'title', e.title, 'url', e.url, 'file', f.name, 'state', f.state, 'size', f.size, 'criteria', t.criteria))
       from (select evidence_id, array_agg(criterion) as criteria from evidence_tie where application_id = a.id group by 1) t
       join evidence e on e.id = t.evidence_id left join evidence_file f on f.evidence_id = e.id)::text
  from application a join university u on u.id = a.university_id
  where a.state = any($1)
  order by coalesce(a.due_on, date '9999-12-31'), a.id limit 26";

const OPEN: [&str; 2] = ["IN_ASSESSMENT", "AWAITING_EVIDENCE"];

#[tokio::main]
async fn main() {
    let mut app = TestApp::start().await;
    app.leave_jobs();
    println!("Generating {APPLICATIONS} applications …");
    generate(&app.owner().await).await;
    let priya = app.assessor("priya").await;
    let clients = connect(&app).await;

    let first = priya.ask_freely(CASELOAD, filter()).await;
    let cases = first
        .at("/applications/nodes")
        .as_array()
        .map_or(0, Vec::len);
    let whole = through_api(&priya).await;
    let rows = by_hand(&clients[0]).await;
    assert_eq!(cases, 25, "the API shows a page");
    assert_eq!(
        rows, 26,
        "the statement shows a page and whether there is more"
    );
    println!(
        "SQL statements of the operation: {}",
        first.statements.unwrap_or(0)
    );

    let mut ratios = Vec::with_capacity(ROUNDS);
    println!(
        "{:>6} {:>12} {:>12} {:>7}",
        "round", "API /s", "SQL /s", "ratio"
    );
    for round in 1..=ROUNDS {
        let api = api_round(&priya, whole).await;
        let sql = sql_round(&clients).await;
        ratios.push(api / sql);
        println!("{round:>6} {api:>12.1} {sql:>12.1} {:>7.2}", api / sql);
    }
    ratios.sort_by(f64::total_cmp);
    let median = ratios[ROUNDS / 2];
    println!("Median ratio of throughputs, API to SQL: {median:.2} (wanted: at least 0.50)");
    let page = first_page(&app).await;
    println!(
        "First page of a caseload of {CASES} open cases with its counts: median {:.0} ms, p95 {:.0} ms (wanted: below {PAGE_MS})",
        page.median, page.p95
    );
    if median < 0.5 || page.p95 > PAGE_MS {
        std::process::exit(1);
    }
}

/// How long the console's first page took, in milliseconds.
struct Page {
    median: f64,
    p95: f64,
}

/// What the console's caseload asks for, as it asks for it: the page and, beside it, the counts on its filters.
async fn first_page(app: &TestApp) -> Page {
    widen(&app.owner().await).await;
    let priya = app.assessor("priya").await;
    let list = document(include_str!("../../../admin-ui/src/routes/caseload.tsx"));
    let counts = document(include_str!(
        "../../../admin-ui/src/routes/-caseload/Filters.tsx"
    ));
    let open = json!({ "state": ["SUBMITTED", "IN_ASSESSMENT", "AWAITING_EVIDENCE", "MODERATION", "ON_HOLD"] });
    let asked = json!({ "filter": open });
    let shown = priya.ask_freely(list, asked.clone()).await;
    let counted = priya.ask_freely(counts, asked.clone()).await;
    assert_eq!(shown.number("/applications/totalCount"), CASES);
    assert_eq!(counted.number("/applicationCounts/total"), CASES);
    assert_eq!(counted.number("/applicationCounts/unread"), CASES / 2);
    for (what, answer) in [("page", &shown), ("counts", &counted)] {
        let statements = answer.statements.unwrap_or(0);
        println!("SQL statements of the {what}: {statements}");
        assert!(statements <= 6, "{what}: {statements} statements");
    }
    let mut took = Vec::with_capacity(PAGES);
    for _ in 0..PAGES {
        let began = Instant::now();
        tokio::join!(
            priya.ask_for_bytes(list, &asked),
            priya.ask_for_bytes(counts, &asked)
        );
        took.push(began.elapsed().as_secs_f64() * 1_000.0);
    }
    took.sort_by(f64::total_cmp);
    Page {
        median: took[PAGES / 2],
        p95: took[PAGES * 95 / 100],
    }
}

/// The first GraphQL document of a source of the console.
fn document(source: &str) -> &str {
    let from = source.split_once("graphql(`").expect("a document").1;
    from.split_once("`)").expect("its end").0
}

/// Gives priya two thousand open cases, eight events each; half of the cases she has seen.
async fn widen(sql: &Sql) {
    let priya = world::person("priya");
    let script = format!(
        "begin;
         alter table application disable trigger user; alter table trail disable trigger user;
         update application set assessor_id = null where assessor_id = '{priya}' and state in ('SUBMITTED', 'IN_ASSESSMENT', 'AWAITING_EVIDENCE');
         create temp table mine as select university_id, id from application where assessor_id is distinct from '{priya}' and state in ('IN_ASSESSMENT', 'AWAITING_EVIDENCE') order by id limit {CASES};
         update application set assessor_id = '{priya}' where id in (select id from mine);
         insert into trail (university_id, seq, id, application_id, actor_id, at, act, summary, prev_hash, hash)
           select university_id, row_number() over (partition by university_id order by id, i), gen_random_uuid(), id, case when i > 4 then '{priya}'::uuid end, now(), 'criterion.judged', 'An event.', '', '' from mine, generate_series(1, 8) i;
         insert into case_seen select university_id, id, '{priya}', 1000000 from (select *, row_number() over (order by id) as n from mine) m where n % 2 = 0;
         alter table application enable trigger user; alter table trail enable trigger user;
         commit; analyze;"
    );
    sql.run(&script).await;
}

fn filter() -> Value {
    json!({ "filter": { "state": OPEN } })
}

/// Bytes of the answer: neither side reads further than its client library does by itself.
async fn through_api(person: &Person) -> usize {
    person.ask_for_bytes(CASELOAD, &filter()).await.len()
}

async fn api_round(person: &Person, whole: usize) -> f64 {
    let began = Instant::now();
    let askers: Vec<_> = (0..AT_ONCE)
        .map(|_| {
            let person = person.clone();
            tokio::spawn(async move {
                let mut answered = 0u32;
                while began.elapsed() < ROUND {
                    assert_eq!(through_api(&person).await, whole, "every answer is whole");
                    answered += 1;
                }
                answered
            })
        })
        .collect();
    rate(began, askers).await
}

/// One connection with the statement prepared.
#[derive(Clone)]
struct Hand(std::sync::Arc<(Client, Statement)>);

async fn connect(app: &TestApp) -> Vec<Hand> {
    let mut hands = Vec::with_capacity(AT_ONCE);
    for _ in 0..AT_ONCE {
        let (client, connection) = tokio_postgres::connect(&app.login_url(), NoTls)
            .await
            .expect("the database answers");
        tokio::spawn(connection);
        client
            .batch_execute(&opening())
            .await
            .expect("a transaction");
        let statement = client.prepare(BY_HAND).await.expect("the statement reads");
        client.batch_execute("commit").await.expect("an end");
        hands.push(Hand(std::sync::Arc::new((client, statement))));
    }
    hands
}

fn opening() -> String {
    format!(
        "begin read only; set local role viewer_assessor; set local viewer.person = '{}'; set local viewer.university = ''; set local viewer.today = '{}'",
        world::person("priya"),
        world::FIRST_DAY
    )
}

async fn by_hand(Hand(hand): &Hand) -> usize {
    let (client, statement) = hand.as_ref();
    client
        .batch_execute(&opening())
        .await
        .expect("a transaction");
    let rows = client
        .query(statement, &[&OPEN.as_slice()])
        .await
        .expect("rows");
    client.batch_execute("commit").await.expect("an end");
    rows.len()
}

async fn sql_round(hands: &[Hand]) -> f64 {
    let began = Instant::now();
    let askers: Vec<_> = hands
        .iter()
        .cloned()
        .map(|hand| {
            tokio::spawn(async move {
                let mut answered = 0u32;
                while began.elapsed() < ROUND {
                    assert_eq!(by_hand(&hand).await, 26, "every answer is whole");
                    answered += 1;
                }
                answered
            })
        })
        .collect();
    rate(began, askers).await
}

async fn rate(began: Instant, askers: Vec<tokio::task::JoinHandle<u32>>) -> f64 {
    let mut answered = 0;
    for asker in askers {
        answered += asker.await.expect("nobody fell over");
    }
    f64::from(answered) / began.elapsed().as_secs_f64()
}

/// 200 universities, 50 assessors, and applications in every state but drafts; priya has a fiftieth of them.
async fn generate(sql: &Sql) {
    let mut script = String::from("begin;\n");
    let tables = [
        "application",
        "application_programme",
        "orders",
        "self_rating",
        "judgement",
        "outcome",
        "evidence_tie",
    ];
    for table in tables {
        let _ = writeln!(script, "alter table {table} disable trigger user;");
    }
    let priya = world::person("priya");
    let _ = write!(
        script,
        "create temp table u as select gen_random_uuid() as id, n from generate_series(0, 199) n;
         insert into university (id, name, slug, short_code) select id, 'University ' || n, 'u-' || n, 'U' || chr(65 + n % 26) || chr(65 + n / 26) from u;
         create temp table p as select case n when 0 then '{priya}'::uuid else gen_random_uuid() end as id, n from generate_series(0, 49) n;
         insert into person select id, 'Assessor ' || n from p where n > 0;
         insert into staff select id, 'ASSESSOR' from p where n > 0;
         create temp table x as select g.i as n, u.id as u, p.id as p, gen_random_uuid() as a, gen_random_uuid() as o, gen_random_uuid() as g,
           case g.i % 5 when 0 then 'IN_ASSESSMENT' when 1 then 'AWAITING_EVIDENCE' else 'DECIDED' end as state
           from generate_series(1, {APPLICATIONS}) g (i) join u on u.n = g.i % 200 join p on p.n = g.i / 200 % 50;
         insert into programme (university_id, id, name, purpose, directions, mentors, started_on, created_at)
           select u, g, 'Programme ' || n, 'Purpose', '{{STAFF_TO_STUDENT}}', 20, '2020-01-01', now() from x;
         insert into orders (university_id, id, number, net_minor, vat_minor, vat_per_mille, lines, created_at) select u, o, 'O' || n, 35000, 7000, 200, '[]', now() from x;
         insert into application (university_id, id, reference, edition_id, scope, kind, level, level_rank, state, order_id, assessor_id, created_at, updated_at, submitted_at, submitted_on, started_on, due_on, decided_at, decided_on)
           select u, a, 'R-' || n, (select id from edition), 'SINGLE', 'INITIAL', 'BRONZE', 1, state, o, p, now(), now(), now(), '2026-11-02', '2026-11-03', date '2026-11-23' + n % 30,
           case state when 'DECIDED' then now() end, case state when 'DECIDED' then date '2026-11-20' end from x;
         insert into application_programme select u, a, g from x;
         create temp table c as select unnest('{{{criteria}}}'::text[]) as c;
         insert into self_rating (university_id, application_id, criterion, value, statement, updated_at, updated_by) select u, a, c, 'MET', repeat('How it is met. ', 15), now(), p from x, c;
         insert into judgement (university_id, application_id, criterion, value, note, updated_at, updated_by) select u, a, c, 'MET', 'Seen.', now(), p from x, c where c < '4' or state = 'DECIDED';
         insert into outcome (university_id, application_id, pillar, level_rank, best_fit_rank, confirmed_at, confirmed_by) select u, a, i, 1, 1, now(), p from x, generate_series(1, 7) i where i < 3 or state = 'DECIDED';
         insert into evidence_request (university_id, id, application_id, criteria, question, due_on, state, round, asked_at, asked_by) select u, gen_random_uuid(), a, '{{2.1}}', 'Which?', '2026-12-11', 'OPEN', 1, now(), p from x where state = 'AWAITING_EVIDENCE';
         create temp table e as select gen_random_uuid() as e, u, a, p, i from x, generate_series(1, 5) i;
         insert into evidence (university_id, id, kind, title, url, added_at, added_by) select u, e, case when i < 4 then 'LINK' else 'FILE' end, 'Evidence ' || i, case when i < 4 then 'https://example.test/' || i end, now(), p from e;
         insert into evidence_file (university_id, evidence_id, name, size, sha256, content_type, state, upload_key, object_key) select u, e, 'handbook.pdf', 120000, repeat('a', 64), 'application/pdf', 'CLEAN', 'k', 'k' from e where i > 3;
         insert into evidence_tie (university_id, application_id, evidence_id, criterion) select u, a, e, i || '.1' from e union all select u, a, e, (i % 7 + 1) || '.1' from e;\n",
        criteria = tests::make::BRONZE.join(","),
    );
    for table in tables {
        let _ = writeln!(script, "alter table {table} enable trigger user;");
    }
    script.push_str("commit; analyze;");
    sql.run(&script).await;
}
