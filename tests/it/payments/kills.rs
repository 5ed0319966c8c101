//! A hundred orders placed and paid at once over two server processes, each killed on the way: numbers without gap or
//! repeat, and invoiced less credited less paid is what is outstanding whenever one looks (M6, M7).

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use serde_json::{Value, json};
use tests::make::{self, Stage};
use tests::sql::Sql;
use tests::{TestApp, world};
use uuid::Uuid;

use crate::assigning::together::{Served, serve};

const ORDERS: usize = 100;
/// Sessions share the asking, so that none asks faster than one may.
const SESSIONS: usize = 25;
const WITHIN: Duration = Duration::from_secs(300);
/// What is paid of each order, and when the whole is £420.00.
const PARTS: [i64; 3] = [12_000, 10_000, 20_000];

const SUBMIT: &str = "mutation($input: SubmitApplicationInput!) { submitApplication(input: $input) { application { order { invoice { id } } } } }";
const PAY: &str =
    "mutation($input: RecordPaymentInput!) { recordPayment(input: $input) { invoice { state } } }";

/// What never holds, whenever it is asked: each answer would be a broken rule.
const BROKEN: [(&str, &str); 4] = [
    (
        "a number left out or given twice",
        "select series || ' ' || count(*) || ' ' || max(seq) from invoice group by series having count(*) <> max(seq) or count(distinct seq) <> count(*)",
    ),
    (
        "an order with a price and not one invoice",
        "select o.number from orders o where o.net_minor is not null and (select count(*) from invoice i where i.order_id = o.id) <> 1",
    ),
    (
        "figures that do not add up",
        "select i.number from invoice i join balance b on b.invoice_id = i.id where b.outstanding not between 0 and b.invoiced \
         or b.outstanding <> i.net_minor + i.vat_minor - coalesce((select sum(amount_minor) from payment p where p.invoice_id = i.id), 0)",
    ),
    (
        "paid with something outstanding, or not paid with nothing",
        "select i.number from invoice i join balance b on b.invoice_id = i.id join orders o on o.id = i.order_id \
         where (b.outstanding = 0) <> (i.paid_on is not null) or i.paid_on is distinct from o.paid_on",
    ),
];

async fn unbroken(sql: &Sql) {
    for (what, question) in BROKEN {
        assert_eq!(sql.column(question).await, [""; 0], "{what}");
    }
}

/// Sessions of one person.
async fn sessions(owner: &Sql, name: &str, role: &str, university: &str) -> Vec<String> {
    let person = world::person(name);
    let mut tokens = Vec::with_capacity(SESSIONS);
    for _ in 0..SESSIONS {
        let (token, hash) = server::session::new_token();
        let hash = hex::encode(hash);
        owner
            .run(&format!(
                "insert into session values ('\\x{hash}', '{person}', '{role}', {university}, now(), now(), now() + interval '1 day')"
            ))
            .await;
        tokens.push(token);
    }
    tokens
}

/// As many drafts that can be sent as there are orders: one is written, the others are its likes.
async fn drafts(app: &TestApp, owner: &Sql) -> Vec<(String, i64)> {
    make::application(app, "alderbrook", Stage::Ready).await;
    let like = |table: &str, columns: &str| {
        format!(
            "insert into {table} select (jsonb_populate_record(x, to_jsonb(x) || jsonb_build_object('application_id', a.id {columns}))).* \
             from {table} x, application a where a.id <> x.application_id;"
        )
    };
    let count = ORDERS;
    owner
        .run(&format!(
            "insert into application (university_id, id, edition_id, scope, kind, level, level_rank, state, created_at, updated_at) \
             select university_id, gen_random_uuid(), edition_id, scope, kind, level, level_rank, 'DRAFT', now(), now() from application, generate_series(2, {count}); {} {} {}",
            like("application_programme", ""),
            like("self_rating", ""),
            like("evidence_tie", "")
        ))
        .await;
    let rows = owner.rows("select id, version from application").await;
    let rows = rows.into_iter().map(|row| {
        let mut row = row.into_iter().flatten();
        let id: Uuid = row.next().unwrap().parse().unwrap();
        let id = domain::id::encode(domain::id::Kind::Application, id);
        (id, row.next().unwrap().parse().unwrap())
    });
    rows.collect()
}

/// The servers there are, by address.
type Open = Arc<Mutex<Vec<String>>>;

/// Asks until there is an answer, as the console does: what got lost is asked again under the same key, wherever a server is.
async fn ask(
    client: &reqwest::Client,
    open: &Open,
    token: &str,
    document: &str,
    input: Value,
) -> Value {
    let key = Uuid::now_v7().to_string();
    let body = json!({ "query": document, "variables": { "input": input } });
    let deadline = Instant::now() + WITHIN;
    let mut turn = usize::from(key.as_bytes()[35]);
    loop {
        turn += 1;
        let address = {
            let open = open.lock().unwrap();
            open.get(turn % open.len().max(1)).cloned()
        };
        let sent = client
            .post(format!("{}/graphql", address.unwrap_or_default()))
            .header("content-type", "application/json")
            .header("host", "localhost:8080")
            .header("origin", world::PUBLIC_URL)
            .header("x-pillars", "console")
            .header("idempotency-key", &key)
            .header("cookie", format!("pillars={token}"))
            .body(body.to_string())
            .send()
            .await;
        let answer: Option<Value> = match sent {
            Ok(answer) => answer.json().await.ok(),
            Err(_) => None,
        };
        let code = answer.as_ref().map(|answer| {
            let code = answer["errors"][0]["extensions"]["code"].as_str();
            code.unwrap_or("OK").to_owned()
        });
        match (code.as_deref(), answer) {
            (Some("OK"), Some(answer)) => return answer["data"].clone(),
            // Nobody knows, or too fast, or not yet: again.
            (None | Some("UNAVAILABLE" | "RATE_LIMITED" | "CONFLICT"), _)
                if Instant::now() < deadline =>
            {
                tokio::time::sleep(Duration::from_millis(150)).await;
            }
            (_, answer) => panic!("{answer:#?}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn m6_a_hundred_orders_at_once_over_two_servers_that_are_killed() {
    let mut app = TestApp::start().await;
    let owner = app.owner().await;
    let drafts = drafts(&app, &owner).await;
    assert_eq!(drafts.len(), ORDERS);
    let university = format!("'{}'", world::university("alderbrook"));
    let managers = sessions(&owner, "mara", "MANAGER", &university).await;
    let operators = sessions(&owner, "olive", "OPERATOR", "null").await;
    let client = reqwest::Client::new();
    let mut servers: Vec<Served> = vec![serve(&app, &client).await, serve(&app, &client).await];
    let addresses = servers.iter().map(|server| server.address.clone());
    let open: Open = Arc::new(Mutex::new(addresses.collect()));
    let (done, over) = (
        Arc::new(AtomicUsize::new(0)),
        Arc::new(AtomicBool::new(false)),
    );
    let work = drafts.into_iter().enumerate().map(|(n, (id, version))| {
        let (client, open, done) = (client.clone(), open.clone(), done.clone());
        let (manager, operator) = (
            managers[n % SESSIONS].clone(),
            operators[n % SESSIONS].clone(),
        );
        tokio::spawn(async move {
            let input = json!({ "applicationId": id, "version": version });
            let sent = ask(&client, &open, &manager, SUBMIT, input).await;
            let invoice = &sent["submitApplication"]["application"]["order"]["invoice"]["id"];
            done.fetch_add(1, Ordering::Relaxed);
            for (part, minor) in PARTS.into_iter().enumerate() {
                let input = json!({
                    "invoiceId": invoice, "amountMinor": minor, "receivedOn": "2026-11-20",
                    "method": "BANK_TRANSFER", "reference": format!("BACS {n} {part}"),
                });
                ask(&client, &open, &operator, PAY, input).await;
                done.fetch_add(1, Ordering::Relaxed);
            }
        })
    });
    let work: Vec<_> = work.collect();
    let looking = {
        let (sql, over) = (app.owner().await, over.clone());
        tokio::spawn(async move {
            let mut looks = 0;
            while !over.load(Ordering::Relaxed) {
                unbroken(&sql).await;
                looks += 1;
                tokio::time::sleep(Duration::from_millis(40)).await;
            }
            looks
        })
    };
    // Each time some more are done, one of the servers is killed and another comes in its place.
    let mut kills = 0;
    for after in [30, 90, 160, 250, 330] {
        let deadline = Instant::now() + WITHIN;
        while done.load(Ordering::Relaxed) < after {
            assert!(Instant::now() < deadline, "nothing goes on any more");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        drop(servers.remove(0));
        kills += 1;
        open.lock().unwrap().remove(0);
        unbroken(&owner).await;
        let another = serve(&app, &client).await;
        open.lock().unwrap().push(another.address.clone());
        servers.push(another);
    }
    for ended in join_all(work).await {
        ended.unwrap();
    }
    over.store(true, Ordering::Relaxed);
    let looks: u32 = looking.await.unwrap();
    assert!(kills == 5 && looks > 20, "{kills} kills, {looks} looks");
    unbroken(&owner).await;
    let numbers: Vec<String> = (1..=ORDERS).map(|n| format!("{n:06}")).collect();
    assert_eq!(
        owner
            .column("select right(number, 6) from invoice order by seq")
            .await,
        numbers
    );
    assert_eq!(
        owner
            .one("select count(*) || ' ' || count(distinct reference) || ' ' || sum(amount_minor) from payment")
            .await,
        "300 300 4200000",
        "nothing is paid twice and nothing is lost"
    );
    assert_eq!(
        owner
            .one("select sum(outstanding) || ' ' || count(*) filter (where paid_on is not null) from balance")
            .await,
        "0 100"
    );
    app.leave_jobs();
}
