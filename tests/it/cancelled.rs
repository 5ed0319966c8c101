//! Requests that are cancelled at moments nobody chose, over three connections: nothing of one viewer is left for the next, and
//! what was acknowledged is there once (T1, T4).
//!
//! 1,000 are cancelled, among as many again that are not; `make cancels` cancels 10,000, and `make cancels CANCELS=…` as many as one wants.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::{Value, json};
use store::Access;
use tests::{Person, TestApp, world};
use tokio::sync::Mutex;
use uuid::Uuid;

/// Requests that are cancelled, where nobody says how many.
const CANCELS: usize = 1_000;
/// For each of them so many are begun at most: where fewer can be cancelled, something is wrong.
const BEGUN_FOR_EACH: usize = 10;
/// Connections of the server to its database.
const CONNECTIONS: usize = 3;
/// People who ask at the same time.
const AT_ONCE: usize = 6;

const WHO: &str = "{ viewer { role person { id } university { id } } }";
const ADD: &str = "mutation($input: AddFrameworkInput!) { addFramework(input: $input) { framework { id name } } }";
/// Two universities' people, and who belongs to none.
const PEOPLE: [&str; 7] = ["mara", "colin", "vera", "marek", "cora", "priya", "olive"];

/// A chance of so many.
fn chance(of: u64) -> u64 {
    let (high, _) = Uuid::new_v4().as_u64_pair();
    (high >> 16) % of
}

/// What everybody does, and what came of it.
struct Shift {
    app: TestApp,
    at: SocketAddr,
    client: reqwest::Client,
    people: Vec<Person>,
    begun: AtomicUsize,
    /// How long a request takes, in microseconds: about half are let run for less.
    usual: AtomicU64,
    cancelled: AtomicUsize,
    /// Names of what was written, by who wrote it and whether that was acknowledged.
    written: Mutex<BTreeMap<String, (String, bool)>>,
}

/// Over the network, as a browser that goes away does.
async fn over_network(
    shift: &Shift,
    person: &Person,
    document: &str,
    variables: &Value,
) -> Option<Value> {
    let request = shift
        .client
        .post(format!("http://{}/graphql", shift.at))
        .header("origin", world::PUBLIC_URL)
        .header("x-pillars", "console")
        .header("cookie", format!("pillars={}", person.token()?))
        .json(&json!({ "query": document, "variables": variables }));
    request.send().await.ok()?.json().await.ok()
}

async fn ask(shift: &Shift, person: &Person, document: &str, variables: &Value) -> Option<Value> {
    match chance(5) {
        0 => over_network(shift, person, document, variables).await,
        _ => Some(person.ask_freely(document, variables.clone()).await.body),
    }
}

/// What an answer says of who asked is who asked.
#[track_caller]
fn is_of(person: &Person, answer: &Value) {
    let Some(viewer) = answer.pointer("/data/viewer") else {
        panic!("{}: {answer:#}", person.name());
    };
    assert_eq!(
        viewer["person"]["id"],
        world::person_id(person.name()),
        "{answer:#}"
    );
    let university = world::viewer(person.name()).university();
    let university = university.map(|id| domain::id::encode(domain::id::Kind::University, id));
    assert_eq!(
        viewer["university"]["id"].as_str(),
        university.as_deref(),
        "{answer:#}"
    );
}

/// One request, let run for a while.
async fn one(shift: &Shift, number: usize) {
    let person = &shift.people[usize::try_from(chance(PEOPLE.len() as u64)).unwrap()];
    let writes = matches!(person.name(), "mara" | "marek") && chance(2) == 0;
    let name = format!("{} {number}", person.name());
    let input = json!({ "input": { "name": name, "description": "All alike." } });
    let (document, variables) = if writes {
        (ADD, input)
    } else {
        (WHO, json!({}))
    };
    if writes {
        let mut written = shift.written.lock().await;
        written.insert(name.clone(), (person.name().to_owned(), false));
    }
    // Who goes away leaves their request to the server, which ends it: most wait a little for that, or everybody waits for ever.
    while chance(50) > 0 && shift.app.db().pool() == (CONNECTIONS, 0) {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let usual = shift.usual.load(Ordering::Relaxed);
    let began = tokio::time::Instant::now();
    let awhile = Duration::from_micros(chance(2 * usual));
    let answered = tokio::time::timeout(awhile, ask(shift, person, document, &variables)).await;
    let took = u64::try_from(began.elapsed().as_micros()).unwrap();
    let Ok(Some(answer)) = answered else {
        shift.cancelled.fetch_add(1, Ordering::Relaxed);
        shift.usual.store(usual + took / 16, Ordering::Relaxed);
        return;
    };
    shift
        .usual
        .store((15 * usual + took) / 16, Ordering::Relaxed);
    if !writes {
        return is_of(person, &answer);
    }
    assert_eq!(
        answer["data"]["addFramework"]["framework"]["name"],
        json!(name),
        "{answer:#}"
    );
    shift
        .written
        .lock()
        .await
        .insert(name, (person.name().to_owned(), true));
}

/// How many to cancel: what the environment says.
#[expect(
    clippy::disallowed_methods,
    reason = "what a person asks for who runs this one test by hand"
)]
fn wanted() -> usize {
    let said = std::env::var("CANCELS").ok();
    said.map_or(CANCELS, |said| said.parse().expect("CANCELS is a number"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn requests_that_are_cut_leave_nothing_of_one_viewer_for_the_next() {
    let mut app = TestApp::with_connections(CONNECTIONS).await;
    app.leave_jobs();
    let mut people = Vec::new();
    for name in PEOPLE {
        people.push(app.person(name).await);
    }
    let at = app.serve().await;
    let shift = Arc::new(Shift {
        at,
        client: reqwest::Client::new(),
        people,
        begun: AtomicUsize::default(),
        usual: AtomicU64::new(20_000),
        cancelled: AtomicUsize::default(),
        written: Mutex::default(),
        app,
    });
    let began = tokio::time::Instant::now();
    let workers: Vec<_> = (0..AT_ONCE)
        .map(|_| {
            let shift = shift.clone();
            tokio::spawn(async move {
                while shift.cancelled.load(Ordering::Relaxed) < wanted() {
                    let number = shift.begun.fetch_add(1, Ordering::Relaxed);
                    if number >= BEGUN_FOR_EACH * wanted() {
                        break;
                    }
                    one(&shift, number).await;
                }
            })
        })
        .collect();
    for worker in workers {
        worker.await.unwrap();
    }
    let cancelled = shift.cancelled.load(Ordering::Relaxed);
    let begun = shift.begun.load(Ordering::Relaxed);
    println!(
        "{cancelled} of {begun} requests were cancelled in {:?}",
        began.elapsed()
    );
    let usual = Duration::from_micros(shift.usual.load(Ordering::Relaxed));
    assert!(
        cancelled >= wanted() && cancelled < begun - begun / 10,
        "moments of all kinds: {cancelled} of {begun}, one takes {usual:?}"
    );
    settled(&shift).await;
    each_is_who_they_are(&shift).await;
    everything_is_there_once(&shift).await;
}

/// Waits until nothing runs any more; then no connection is in the middle of anything, and there are no more than there may be.
async fn settled(shift: &Shift) {
    let db = shift.app.db();
    for _ in 0..200 {
        if db.pool().0 == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(db.pool().0, 0, "connections that nobody gave back");
    let sql = shift.app.login_role().await;
    let others = "from pg_stat_activity where datname = current_database() and usename = 'pillars_app' and pid <> pg_backend_pid()";
    let open = sql
        .column(&format!(
            "select state || ': ' || query {others} and state <> 'idle'"
        ))
        .await;
    assert_eq!(open, [""; 0], "left in the middle of something");
    let count: usize = sql
        .one(&format!("select count(*) {others}"))
        .await
        .parse()
        .unwrap();
    assert!(count <= CONNECTIONS, "{count} connections");
    let held = "select count(*) from pg_locks l join pg_database d on d.oid = l.database where datname = current_database() and pid <> pg_backend_pid()";
    assert_eq!(sql.one(held).await, "0", "locks that nobody let go of");
}

/// Each of the three connections serves everybody as themself, one after the other and nobody in between.
async fn each_is_who_they_are(shift: &Shift) {
    let stranger = shift.app.stranger();
    for _ in 0..CONNECTIONS {
        for person in &shift.people {
            is_of(person, &person.ask_freely(WHO, json!({})).await.body);
            let nobody = stranger
                .ask_freely(
                    "{ viewer { role person { id } university { id } } }",
                    json!({}),
                )
                .await;
            assert!(nobody.at("/viewer/role").is_null() && nobody.at("/viewer/person").is_null());
        }
    }
    // All three at once, each as somebody else.
    let db = shift.app.db();
    let today = shift.app.today();
    let mut open = Vec::new();
    for name in ["mara", "marek", "priya"] {
        let viewer = world::viewer(name);
        let begin = db.begin(&viewer, Access::Read, today);
        let opened = tokio::time::timeout(Duration::from_secs(2), begin).await;
        open.push(opened.expect("a connection at once").unwrap());
    }
    assert_eq!(db.pool(), (CONNECTIONS, 0));
    for tx in open {
        tx.finish(true).await.unwrap();
    }
}

/// What was acknowledged is there once, and what was not is there once or not at all; each at who wrote it, and told in the trail.
async fn everything_is_there_once(shift: &Shift) {
    let owner = shift.app.owner().await;
    let rows = owner
        .rows("select f.name, count(*), min(university_id::text), (select count(*) from trail t where t.subject_id = any (array_agg(f.id))) from delivery_framework f group by f.name")
        .await;
    let text = |cell: &Option<String>| cell.clone().unwrap_or_default();
    let there: BTreeMap<String, (String, String, String)> = rows
        .iter()
        .map(|row| (text(&row[0]), (text(&row[1]), text(&row[2]), text(&row[3]))))
        .collect();
    let written = shift.written.lock().await;
    for (name, (who, acknowledged)) in written.iter() {
        let found = there.get(name);
        assert!(found.is_some() || !acknowledged, "{name} was acknowledged");
        if let Some((count, university, told)) = found {
            let own = world::viewer(who).university().unwrap().to_string();
            let found = [count, university, told].map(String::as_str);
            assert_eq!(found, ["1", &own, "1"], "{name}");
        }
    }
    assert!(there.keys().all(|name| written.contains_key(name)));
    let acknowledged = written
        .values()
        .filter(|(_, acknowledged)| *acknowledged)
        .count();
    println!(
        "{acknowledged} writes acknowledged, {} there, of {}",
        there.len(),
        written.len()
    );
    assert!(
        acknowledged > 10 && written.len() > acknowledged,
        "both kinds"
    );
    shift.app.check_trail().await;
}
