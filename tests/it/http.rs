//! The door: who may ask how, what every answer carries, and what an operation leaves when it fails.
#![expect(clippy::unwrap_used, reason = "what cannot be had fails the test")]

mod forged;

use axum::body::{Body, to_bytes};
use axum::http::request::Builder;
use axum::http::{HeaderMap, Request, Response, StatusCode};
use serde_json::{Value, json};
use tests::{Person, TestApp};

const ADD: &str = "mutation ($input: AddProgrammeInput!) { addProgramme(input: $input) { programme { id name } } }";

fn programme(name: &str) -> Value {
    json!({ "input": {
        "name": name, "purpose": "Helps new staff settle.", "directions": ["STAFF_TO_STAFF"],
        "mentors": 12, "startedOn": "2024-09-01",
    } })
}

fn body(document: &str, variables: &Value) -> Body {
    Body::from(json!({ "query": document, "variables": variables }).to_string())
}

fn post() -> Builder {
    Request::post("/graphql").header("content-type", "application/json")
}

async fn json_of(response: Response<Body>) -> Value {
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    serde_json::from_slice(&bytes).unwrap_or(Value::Null)
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

async fn programmes(app: &TestApp) -> Vec<String> {
    app.owner()
        .await
        .column("select name from programme order by name")
        .await
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let paths = [
        "/",
        "/register",
        "/standard",
        "/sign-in",
        "/programmes",
        "/nothing.txt",
        "/awards/UMS-2026-999999",
        "/assets/missing.js",
        "/health/live",
        "/health/ready",
        "/auth/callback",
        "/public/register.json",
        "/graphql",
    ];
    for path in paths {
        for response in [app.stranger().get(path).await, mara.get(path).await] {
            let (status, headers) = (response.status(), response.headers());
            assert!(
                !status.is_server_error() || path == "/programmes" || path == "/",
                "{path}: {status}"
            );
            let policy = header(headers, "content-security-policy");
            assert!(
                policy.contains("frame-ancestors 'none'") || policy.contains("sandbox"),
                "{path}: {policy}"
            );
            assert!(!policy.contains("unsafe"), "{path}: {policy}");
            assert_eq!(
                header(headers, "x-content-type-options"),
                "nosniff",
                "{path}"
            );
            assert_eq!(header(headers, "referrer-policy"), "same-origin", "{path}");
            assert!(!header(headers, "cache-control").is_empty(), "{path}");
            assert_eq!(header(headers, "x-request-id").len(), 32, "{path}");
        }
    }
}

#[tokio::test]
async fn the_status_tells_in_the_new_medium_what_the_old_one_does_not() {
    let app = TestApp::start().await;
    let new = "application/graphql-response+json";
    for (accept, document, status, media) in [
        (
            "application/json",
            "{ viewer { demo } }",
            200,
            "application/json; charset=utf-8",
        ),
        (
            "application/json",
            "{ nothing }",
            200,
            "application/json; charset=utf-8",
        ),
        (
            "application/json",
            "{",
            200,
            "application/json; charset=utf-8",
        ),
        (
            new,
            "{ viewer { demo } }",
            200,
            "application/graphql-response+json; charset=utf-8",
        ),
        (
            new,
            "{ nothing }",
            400,
            "application/graphql-response+json; charset=utf-8",
        ),
        (
            new,
            "{",
            400,
            "application/graphql-response+json; charset=utf-8",
        ),
        (
            new,
            "subscription { applicationChanged { applicationId } }",
            400,
            "application/graphql-response+json; charset=utf-8",
        ),
        (
            "text/html",
            "{ viewer { demo } }",
            406,
            "text/plain; charset=utf-8",
        ),
    ] {
        let request = post()
            .header("accept", accept)
            .body(body(document, &Value::Null));
        let response = app.send(request.unwrap()).await;
        assert_eq!(response.status().as_u16(), status, "{accept} {document}");
        assert_eq!(header(response.headers(), "content-type"), media);
        if status == 400 {
            let told = json_of(response).await;
            assert!(told.get("data").is_none());
            assert_eq!(told["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
        }
    }
}

#[tokio::test]
async fn a_mutation_that_fails_in_part_leaves_nothing_and_tells_of_nothing() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let document = "mutation ($a: AddProgrammeInput!, $b: AddProgrammeInput!) { \
        a: addProgramme(input: $a) { programme { name } } b: addProgramme(input: $b) { programme { name } } }";
    let (good, bad) = (
        programme("Kept?")["input"].clone(),
        programme("")["input"].clone(),
    );
    let answer = mara
        .ask_under("k-1", document, json!({ "a": good, "b": bad }))
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.body["data"].is_null(), "{:#}", answer.body);
    assert_eq!(
        answer.body["errors"][0]["extensions"]["code"],
        "BAD_USER_INPUT"
    );
    assert_eq!(programmes(&app).await, [""; 0]);
    assert_eq!(
        app.owner().await.column("select act from trail").await,
        [""; 0]
    );
    // What failed is not remembered: the same key does it once its input is right.
    let answer = mara.ask_under("k-1", ADD, programme("Kept")).await;
    assert_eq!(answer.text("/addProgramme/programme/name"), "Kept");
    let again = mara.ask_under("k-1", ADD, programme("Kept")).await;
    assert_eq!(header(&again.headers, "idempotent-replay"), "true");
    assert_eq!(again.body, answer.body);
    assert_eq!(programmes(&app).await, ["Kept"]);
}

#[tokio::test]
async fn a_key_is_a_person_s_own() {
    let app = TestApp::start().await;
    let (mara, marek) = (
        app.manager("alderbrook").await,
        app.manager("brackenfield").await,
    );
    let mine = mara.ask_under("same", ADD, programme("Mine")).await;
    let theirs = marek.ask_under("same", ADD, programme("Mine")).await;
    assert_ne!(mine.ok(), theirs.ok());
    let other = mara.ask_under("same", ADD, programme("Another")).await;
    assert_eq!(
        other.body["errors"][0]["extensions"]["code"],
        "BAD_USER_INPUT"
    );
    assert_eq!(programmes(&app).await, ["Mine", "Mine"]);
}

#[tokio::test]
async fn who_hangs_up_cuts_nothing_in_half() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    for n in 0..20_u32 {
        let request = mara
            .request("POST", "/graphql")
            .header("content-type", "application/json")
            .body(body(ADD, &programme(&format!("Programme {n:02}"))));
        let asked = app.send(request.unwrap());
        let patience = std::time::Duration::from_micros(u64::from(n) * 700);
        let _ = tokio::time::timeout(patience, asked).await;
    }
    // Whatever was begun ends within the lock time limit; then every programme has its event and every event its programme.
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    let halves = "select count(*)::text from programme p full join trail t on t.subject_id = p.id where p.id is null or t.id is null";
    assert_eq!(app.owner().await.column(halves).await, ["0"]);
    // On a busy machine nobody waited long enough for one.
    mara.ask(ADD, programme("Whole")).await.ok();
    app.check_trail().await;
    mara.ask("{ programmes { totalCount } }", json!({}))
        .await
        .ok();
}

#[tokio::test]
async fn an_internal_error_tells_its_request_s_id_and_nothing_else() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    app.owner()
        .await
        .run("alter table programme rename column purpose to aim")
        .await;
    let answer = mara.ask_freely(ADD, programme("Any")).await;
    let error = &answer.body["errors"][0];
    let id = header(&answer.headers, "x-request-id");
    assert_eq!(
        error["extensions"],
        json!({ "code": "INTERNAL", "requestId": id })
    );
    let text = answer.body.to_string();
    for inside in ["purpose", "does not exist", "relation", "SQL", "diesel"] {
        assert!(!text.contains(inside), "{text}");
    }
}

#[tokio::test]
async fn hostile_documents_are_refused_at_once() {
    let app = TestApp::start().await;
    let doubling: String = (0..30)
        .map(|n| format!(" fragment f{n} on Query {{ ...f{} ...f{} }}", n + 1, n + 1))
        .collect();
    let aliases: String = (0..9_000).map(|n| format!("a{n}:__typename ")).collect();
    for document in [
        format!("{{ ...f0 }}{doubling} fragment f30 on Query {{ __typename }}"),
        "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }".to_owned(),
        format!("{{ {aliases} }}"),
        format!("{{ __typename {} }}", "@skip(if: false) ".repeat(3_000)),
        "{ viewer".repeat(10_000),
        format!("{{ {} }}", "... on Query { viewer { demo } } ".repeat(700)),
    ] {
        let start = std::time::Instant::now();
        let request = post().body(body(&document, &Value::Null));
        let told = json_of(app.send(request.unwrap()).await).await;
        assert_eq!(
            told["errors"][0]["extensions"]["code"], "TOO_COMPLEX",
            "{told:.300}"
        );
        assert!(
            start.elapsed() < std::time::Duration::from_millis(250),
            "{:?}",
            start.elapsed()
        );
        assert!(told.to_string().len() < 1_000);
    }
    let request = post().body(Body::from(vec![b' '; 1_100_000]));
    let response = app.send(request.unwrap()).await;
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn visitors_are_shown_the_register_or_asked_to_sign_in() {
    let app = TestApp::start().await;
    let stranger = app.stranger();
    let to = |response: &Response<Body>| header(response.headers(), "location").to_owned();
    let response = stranger.get("/").await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert_eq!(to(&response), "/register");
    let response = stranger.get("/applications?state=DRAFT").await;
    assert_eq!(
        to(&response),
        "/sign-in?next=%2Fapplications%3Fstate%3DDRAFT"
    );
    for missing in [
        "/assets/index-12345678.js",
        "/assets/",
        "/auth/nothing",
        "/demo/idp/authorize",
        "/demo/mail",
        "/a.map",
    ] {
        let response = stranger.get(missing).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{missing}");
        assert_eq!(header(response.headers(), "cache-control"), "no-store");
    }
}

#[tokio::test]
async fn health_is_open_and_counts_are_for_the_neighbours() {
    let app = TestApp::start().await;
    let stranger: Person = app.stranger();
    assert_eq!(
        stranger.page("/health/live").await,
        (200, "live\n".to_owned())
    );
    assert_eq!(
        stranger.page("/health/ready").await,
        (200, "ready\n".to_owned())
    );
    let (status, text) = stranger.page("/metrics").await;
    assert_eq!(status, 200);
    assert!(
        text.contains("pillars_answers_total{status=\"200\"}"),
        "{text}"
    );
    let forwarded = Request::get("/metrics").header("x-forwarded-for", "192.0.2.1");
    let response = app.send(forwarded.body(Body::empty()).unwrap()).await;
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
}
