//! `kill -9` in the middle of everything: what was acknowledged is there once, and nothing is half done.
//!
//! The program is the one that people run, with its own database and its own storage. `make test` builds it first; by
//! hand that is `cargo build -p server`.

mod browser;
pub(crate) mod program;
mod upload;
mod writers;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use domain::id::{self, Kind};
use tests::make::BRONZE;
use tests::sql::Sql;
use uuid::Uuid;

use browser::Browser;
use program::Program;
use upload::{Upload, within};
use writers::{Shift, Started};

/// What is rated, by two people at once.
const CRITERIA: &[&str] = &BRONZE;

/// How the server and its database end.
#[derive(Debug, Clone, Copy)]
enum Crash {
    /// The server alone; its database is then stopped by who watches over it.
    Server,
    /// The server, and the watcher before it: the database goes on without a master.
    Orphaned,
    /// The server and its database in one moment, as by a power cut.
    Both,
}

/// A university of its own with one manager for each browser; gives the university and the sessions.
async fn furnish(sql: &Sql, managers: usize) -> (Uuid, Vec<String>) {
    let university = Uuid::now_v7();
    sql.run(&format!(
        "insert into university (id, name, slug, short_code) values ('{university}', 'University of Crashmoor', 'crashmoor', 'CRM')"
    ))
    .await;
    let mut tokens = Vec::new();
    for number in 0..managers {
        let person = Uuid::now_v7();
        let (token, hash) = server::session::new_token();
        let hash = hex::encode(hash);
        sql.run(&format!(
            "insert into person (id, name, email) values ('{person}', 'Manager {number}', 'm{number}@crashmoor.test'); \
             insert into member values ('{university}', '{person}', 'MANAGER'); \
             insert into session values ('\\x{hash}', '{person}', 'MANAGER', '{university}', now(), now(), now() + interval '1 day')"
        ))
        .await;
        tokens.push(token);
    }
    (university, tokens)
}

/// The middle of something: after some more was acknowledged, and then a moment nobody chose.
async fn the_middle_of_it(shift: &Shift) {
    let enough = shift.done() + 12;
    within(120, "more work", async || shift.done() >= enough).await;
    let chance = u64::from(Uuid::new_v4().as_bytes()[0]);
    tokio::time::sleep(Duration::from_millis(chance)).await;
}

async fn crash(program: &mut Program, how: Crash) {
    match how {
        Crash::Server => program.kill(),
        Crash::Orphaned => {
            program.orphan_database();
            program.kill();
            tokio::time::sleep(Duration::from_millis(300)).await;
            assert!(program.database().is_some(), "the database goes on");
        }
        Crash::Both => program.kill_with_database(),
    }
    program.start().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_kill_9_once_and_whole() {
    let mut program = Program::new();
    program.start().await;
    let sql = Sql::connect(&program.owner_url()).await;
    let (university, tokens) = furnish(&sql, 5).await;
    drop(sql);
    let browsers: Vec<Browser> = tokens
        .iter()
        .map(|token| Browser::new(&program, token))
        .collect();

    let first = writers::start(
        &browsers[0],
        "first".to_owned(),
        "Peer mentoring".to_owned(),
    )
    .await;
    let shift = Shift::default();
    let starters: Vec<_> = (0..2)
        .map(|who| {
            let work = writers::start_many(browsers[who].clone(), who, shift.clone());
            tokio::spawn(work)
        })
        .collect();
    let (ours, theirs) = CRITERIA.split_at(8);
    let raters: Vec<_> = [ours, theirs]
        .into_iter()
        .zip(2..)
        .map(|(criteria, who): (&'static [&'static str], usize)| {
            let (browser, application) = (browsers[who].clone(), first.application.clone());
            tokio::spawn(writers::rate_many(
                browser,
                application,
                criteria,
                shift.clone(),
            ))
        })
        .collect();

    let upload = Upload::begin(browsers[4].clone(), &first.application).await;
    let mut etag = String::new();
    for how in [Crash::Server, Crash::Orphaned, Crash::Both] {
        // The second part is on its way each time, and never whole.
        let dribbling = tokio::spawn(upload.clone().dribble());
        the_middle_of_it(&shift).await;
        crash(&mut program, how).await;
        assert!(
            dribbling.await.expect("it ends").is_none(),
            "{how:?}: the second part was cut"
        );
        let arrived = upload.arrived().await;
        let [(1, tag)] = arrived.as_slice() else {
            panic!("{how:?}: part 1 alone arrived, not {arrived:?}")
        };
        etag.clone_from(tag);
    }
    the_middle_of_it(&shift).await;
    shift.end();
    let second = upload.send(2).await;
    upload.finish([etag, second]).await;

    let mut started = vec![first];
    for starter in starters {
        started.extend(starter.await.expect("no answer was wrong"));
    }
    let mut rated = BTreeMap::new();
    for rater in raters {
        rated.extend(rater.await.expect("no answer was wrong"));
    }
    let sql = Sql::connect(&program.owner_url()).await;
    let evidence = uuid(Kind::Evidence, &upload.evidence);
    within(30, "the checked file", async || {
        let state = format!("select state from evidence_file where evidence_id = '{evidence}'");
        match sql.one(&state).await.as_str() {
            "SCANNING" => false,
            state => {
                assert_eq!(state, "CLEAN");
                true
            }
        }
    })
    .await;
    upload.read_back().await;

    acknowledged_once(&sql, university, &started).await;
    rated_once(&sql, &started[0].application, &rated).await;
    whole(&sql).await;

    // Asked once more under the same key, everything is as it was.
    let before = sql.counts().await;
    for done in started.iter().rev().take(8) {
        // Keys are a person's own.
        let who = done.key.strip_prefix("add-").and_then(|key| {
            let (who, _) = key.split_once('-')?;
            who.parse::<usize>().ok()
        });
        let browser = &browsers[who.unwrap_or(0)];
        let again = writers::add(browser, &done.key, &done.name).await;
        assert_eq!(again, (done.programme.clone(), true), "{done:?}");
    }
    assert_eq!(sql.counts().await, before);
}

fn uuid(kind: Kind, id: &str) -> Uuid {
    id::decode_as(kind, id).expect("an id of that kind")
}

/// Every programme and application that was acknowledged is there, once, and no other; so is its line in the trail.
async fn acknowledged_once(sql: &Sql, university: Uuid, started: &[Started]) {
    let sorted = |sql: Vec<String>| {
        let mut all = sql;
        all.sort();
        all
    };
    let expected = |of: &dyn Fn(&Started) -> String| sorted(started.iter().map(of).collect());
    let of = format!("university_id = '{university}'");

    let there = sql
        .column(&format!(
            "select id || ' ' || name from programme where {of}"
        ))
        .await;
    let programmes = expected(&|s| format!("{} {}", uuid(Kind::Programme, &s.programme), s.name));
    assert_eq!(sorted(there), programmes);
    let told = sql
        .column(&format!(
            "select subject_id from trail where {of} and act = 'programme.added'"
        ))
        .await;
    let programmes = expected(&|s| uuid(Kind::Programme, &s.programme).to_string());
    assert_eq!(sorted(told), programmes);

    let there = sql
        .column(&format!(
            "select a.id || ' ' || a.reference || ' ' || x.programme_id from application a \
             join application_programme x on x.application_id = a.id where a.{of}"
        ))
        .await;
    let applications = expected(&|s| {
        let application = uuid(Kind::Application, &s.application);
        let programme = uuid(Kind::Programme, &s.programme);
        format!("{application} {} {programme}", s.reference)
    });
    assert_eq!(sorted(there), applications);
    let told = sql
        .column(&format!(
            "select application_id from trail where {of} and act = 'application.started'"
        ))
        .await;
    assert_eq!(
        sorted(told),
        expected(&|s| uuid(Kind::Application, &s.application).to_string())
    );
    // A number that was taken back is given again: none is missing.
    let references: BTreeSet<String> = started.iter().map(|s| s.reference.clone()).collect();
    let numbered = (1..=started.len()).map(|n| format!("CRM-{n:04}"));
    assert_eq!(references, numbered.collect());
}

/// Every rating that was acknowledged counted once, in the row and in the trail.
async fn rated_once(sql: &Sql, application: &str, rated: &BTreeMap<&str, i64>) {
    let application = uuid(Kind::Application, application);
    let pairs = |rows: Vec<Vec<Option<String>>>| -> BTreeMap<String, i64> {
        rows.into_iter()
            .filter_map(|row| {
                let mut row = row.into_iter().flatten();
                Some((row.next()?, row.next()?.parse().ok()?))
            })
            .collect()
    };
    let expected: BTreeMap<String, i64> =
        rated.iter().map(|(r, n)| ((*r).to_owned(), *n)).collect();
    let rows = sql
        .rows(&format!(
            "select criterion, version from self_rating where application_id = '{application}'"
        ))
        .await;
    assert_eq!(pairs(rows), expected);
    let told = sql
        .rows(&format!(
            "select after ->> 'ref', count(*) from trail where application_id = '{application}' \
             and act = 'criterion.rated' group by 1"
        ))
        .await;
    assert_eq!(pairs(told), expected);
}

/// Nothing anywhere is half done, and every chain of the trail follows from its events (T4).
async fn whole(sql: &Sql) {
    let none = [
        (
            "a broken link of the trail",
            "select seq from (select seq, hash <> trail_hash(t) or prev_hash <> lag(hash, 1, ''::bytea) over chain \
             or seq <> row_number() over chain as broken from trail t window chain as (partition by university_id order by seq)) x where broken",
        ),
        (
            "a chain whose end is not its head",
            "select h.university_id from trail_head h left join trail t on t.university_id = h.university_id and t.seq = h.seq \
             where h.seq <> (select max(seq) from trail x where x.university_id = h.university_id) or t.hash is distinct from h.hash",
        ),
        (
            "an application that nobody started",
            "select id from application a where not exists (select from trail t where t.application_id = a.id and act = 'application.started')",
        ),
        (
            "an application over nothing",
            "select id from application a where not exists (select from application_programme x where x.application_id = a.id)",
        ),
        (
            "evidence of nothing",
            "select id from evidence e where not exists (select from evidence_tie x where x.evidence_id = e.id)",
        ),
        (
            "a file without its row",
            "select id from evidence e where kind = 'FILE' and not exists (select from evidence_file f where f.evidence_id = e.id)",
        ),
        (
            "an order of nothing",
            "select id from orders o where not exists (select from application a where a.order_id = o.id)",
        ),
        (
            "an award that is not in the register",
            "select number from award a where not exists (select from register_entry r where r.number = a.number)",
        ),
        (
            "a key without its answer",
            "select key from idempotency where response is null",
        ),
        (
            "a job given up",
            "select kind || ': ' || last_error from job where failed_at is not null",
        ),
        (
            "a transaction left open",
            "select gid from pg_prepared_xacts",
        ),
    ];
    for (what, query) in none {
        assert_eq!(sql.column(query).await, [""; 0], "{what}");
    }
}
