//! Five hundred at once over two server processes: nobody gets what another has, and nothing is lost (W5).

use std::collections::BTreeMap;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use server::config::SETTINGS;
use tests::make::{self, Stage};
use tests::sql::Sql;
use tests::{TestApp, world};
use uuid::Uuid;

use crate::crash::program::{built, free_port};

const CALLS: usize = 500;
const CASES: usize = 200;
const ASSESSORS: usize = 25;
/// Longest that a start, or all the calls, may take on a busy machine.
const WITHIN: Duration = Duration::from_secs(180);

/// `pillars serve` on the test's database; it ends with this value.
pub(crate) struct Served {
    process: Child,
    pub address: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Starts one more server, and waits until it answers.
pub(crate) async fn serve(app: &TestApp, client: &reqwest::Client) -> Served {
    let port = free_port();
    let mut command = Command::new(built());
    for setting in SETTINGS {
        command.env_remove(setting.name);
    }
    let process = command
        .arg("serve")
        .envs(app.settings())
        .env("PILLARS_LISTEN", format!("127.0.0.1:{port}"))
        .env("PILLARS_LOG", "error")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::inherit())
        .spawn()
        .expect("the program starts");
    let served = Served {
        process,
        address: format!("http://127.0.0.1:{port}"),
    };
    let deadline = Instant::now() + WITHIN;
    loop {
        let ready = client.get(format!("{}/health/live", served.address)).send();
        match ready.await {
            Ok(answer) if answer.status().is_success() => return served,
            _ if Instant::now() > deadline => panic!("it did not become ready"),
            _ => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

/// Assessors with sessions of their own.
async fn sessions(owner: &Sql) -> Vec<String> {
    let mut tokens = Vec::new();
    for number in 0..ASSESSORS {
        let person = Uuid::now_v7();
        let (token, hash) = server::session::new_token();
        let hash = hex::encode(hash);
        owner
            .run(&format!(
                "insert into person (id, name, email) values ('{person}', 'Assessor {number}', 'a{number}@assess.test'); \
                 insert into staff values ('{person}', 'ASSESSOR'); \
                 insert into session values ('\\x{hash}', '{person}', 'ASSESSOR', null, now(), now(), now() + interval '1 day')"
            ))
            .await;
        tokens.push(token);
    }
    tokens
}

/// One case sent and paid for, and others like it in its order.
async fn waiting(app: &TestApp, owner: &Sql) {
    let case = make::application(app, "alderbrook", Stage::Submitted).await;
    case.pay().await;
    owner
        .run(&format!(
            "insert into application (university_id, id, edition_id, scope, kind, level, level_rank, state, created_at, updated_at) \
             select university_id, gen_random_uuid(), edition_id, scope, kind, level, level_rank, 'DRAFT', now(), now() from application, generate_series(2, {CASES}); \
             insert into application_programme select a.university_id, a.id, x.programme_id from application a, application_programme x where a.state = 'DRAFT'; \
             update application set state = 'SUBMITTED', order_id = (select id from orders), submitted_at = now(), submitted_on = '{}' where state = 'DRAFT'",
            world::FIRST_DAY
        ))
        .await;
}

/// Asks until there is an answer, as a client does whom a busy server sends away; the case's id, if there was one.
async fn next(client: reqwest::Client, address: String, token: String) -> Option<String> {
    let body = r#"{"query":"mutation { takeNextCase { application { id } none { rule } } }"}"#;
    let deadline = Instant::now() + WITHIN;
    loop {
        let asked = client
            .post(format!("{address}/graphql"))
            .header("content-type", "application/json")
            .header("host", "localhost:8080")
            .header("origin", world::PUBLIC_URL)
            .header("x-pillars", "console")
            .header("cookie", format!("pillars={token}"))
            .body(body)
            .send()
            .await
            .expect("an answer");
        let answer: serde_json::Value = asked.json().await.expect("JSON");
        match answer["errors"][0]["extensions"]["code"].as_str() {
            None => {
                let taken = &answer["data"]["takeNextCase"];
                assert!(taken.is_object(), "{answer:#}");
                return taken["application"]["id"].as_str().map(str::to_owned);
            }
            Some("UNAVAILABLE") if Instant::now() < deadline => {
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
            _ => panic!("{answer:#}"),
        }
    }
}

#[tokio::test]
async fn w5_five_hundred_at_once_share_no_case_and_lose_none() {
    let mut app = TestApp::start().await;
    app.leave_jobs();
    let owner = app.owner().await;
    waiting(&app, &owner).await;
    let tokens = sessions(&owner).await;
    let client = reqwest::Client::builder()
        .timeout(WITHIN)
        .build()
        .expect("a client");
    let servers = [serve(&app, &client).await, serve(&app, &client).await];
    let mut calls = Vec::new();
    for number in 0..CALLS {
        let address = servers[number % 2].address.clone();
        let token = tokens[number % ASSESSORS].clone();
        calls.push(tokio::spawn(next(client.clone(), address, token)));
    }
    let mut given: BTreeMap<String, usize> = BTreeMap::new();
    let mut none = 0;
    for call in calls {
        match call.await.expect("it ends") {
            Some(case) => *given.entry(case).or_default() += 1,
            None => none += 1,
        }
    }
    assert!(
        given.values().all(|times| *times == 1),
        "one case, one person: {given:?}"
    );
    assert_eq!((given.len(), none), (CASES, CALLS - CASES), "none is lost");
    let left = owner.one("select count(*) from application where assessor_id is null or state <> 'IN_ASSESSMENT'").await;
    assert_eq!(left, "0");
    let told = owner
        .one("select count(distinct application_id) from trail where act = 'application.taken'")
        .await;
    assert_eq!(told, CASES.to_string(), "each is told once");
    app.check_trail().await;
}
