//! What would cost much: pages, lists, depths and bodies without end.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tests::TestApp;
use tests::introspect::{Ids, Types, name, of_nothing};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::{code, own, send};

#[tokio::test]
async fn no_list_gives_more_than_a_page() {
    let app = TestApp::start().await;
    let types = Types::read().await;
    let olive = app.operator().await;
    let mut lists = 0;
    for root in types.roots() {
        if !root.args.iter().any(|arg| name(arg) == "first") {
            continue;
        }
        lists += 1;
        for first in [101, i64::from(i32::MAX), 0, -1, i64::from(i32::MIN)] {
            let (document, mut variables) = types.document(&root, &Ids::new(), None);
            let called = format!("{}(", root.name);
            let document = match document.contains(&called) {
                true => document.replacen(&called, &format!("{called}first: {first} "), 1),
                false => document.replacen(&root.name, &format!("{called}first: {first})"), 1),
            };
            variables["unused"] = Value::Null;
            let answer = olive.ask_freely(&document, variables).await;
            let code = code(&answer);
            assert!(
                matches!(code, "BAD_USER_INPUT" | "TOO_COMPLEX" | "NOT_FOUND"),
                "{document}: {:#}",
                answer.body
            );
        }
    }
    assert!(lists >= 20, "{lists} lists");
}

#[tokio::test]
async fn a_list_of_ten_thousand_is_not_looked_up() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let many: Vec<String> = (0..10_000).map(|_| of_nothing("app")).collect();
    let start = Instant::now();
    for (document, variables) in [
        (
            "query($l: [ID!]!) { priceTogether(applicationIds: $l) { __typename } }",
            json!({ "l": many }),
        ),
        (
            "query($l: [String!]) { applications(filter: { level: $l }) { totalCount } }",
            json!({ "l": many }),
        ),
        (
            "query($l: [String!]) { trail(filter: { acts: $l }) { totalCount } }",
            json!({ "l": many }),
        ),
    ] {
        let answer = mara.ask(document, variables).await;
        let told = answer.body.get("errors").is_none() || !code(&answer).is_empty();
        assert!(
            told && code(&answer) != "INTERNAL",
            "{document}: {:.300}",
            answer.body.to_string()
        );
    }
    assert!(
        start.elapsed() < Duration::from_secs(6),
        "{:?}",
        start.elapsed()
    );
}

#[tokio::test]
async fn many_costly_fields_under_other_names_are_too_many() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    let costly = "applications(first: 100) { nodes { criteria { criterion { ref } } evidence { id } requests { id } } }";
    let named: String = (0..15).map(|n| format!("a{n}: {costly} ")).collect();
    let roots: String = (0..25)
        .map(|n| format!("r{n}: viewer {{ role }} "))
        .collect();
    for document in [format!("{{ {named} }}"), format!("{{ {roots} }}")] {
        let start = Instant::now();
        let answer = olive.ask(&document, json!({})).await;
        assert_eq!(
            code(&answer),
            "TOO_COMPLEX",
            "{:.300}",
            answer.body.to_string()
        );
        assert!(start.elapsed() < Duration::from_millis(500));
    }
}

#[tokio::test]
async fn the_schema_is_not_asked_for_again_and_again_in_one_question() {
    let app = TestApp::start().await;
    let types =
        "types { name fields { name type { name ofType { name } } args { name type { name } } } }";
    let again: String = (0..60).map(|n| format!("a{n}: {types} ")).collect();
    let deep = format!("{{ __schema {{ {again} }} }}");
    let around = "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }";
    for document in [deep.as_str(), around] {
        let start = Instant::now();
        let answer = app.stranger().ask_freely(document, json!({})).await;
        assert_eq!(
            code(&answer),
            "TOO_COMPLEX",
            "{:.200}",
            answer.body.to_string()
        );
        assert!(start.elapsed() < Duration::from_millis(500));
    }
}

#[tokio::test]
async fn what_is_sent_is_not_deeper_than_one_can_look() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let inner = if open == "[" { "" } else { "1" };
        let deep = format!("{}{inner}{}", open.repeat(100_000), close.repeat(100_000));
        for body in [
            format!("{{\"query\":\"{{ viewer {{ role }} }}\",\"variables\":{{\"a\":{deep}}}}}"),
            deep.clone(),
        ] {
            let request = own(&mara).header("content-type", "application/json");
            let came = send(&app, request, body).await;
            assert!(matches!(came.status, 200 | 400 | 413), "{}", came.status);
            assert!(
                came.json()["errors"][0]["extensions"]["code"].is_string(),
                "{:.200}",
                came.text
            );
        }
    }
    let nested = format!(
        "{{ combinedEligibility(covers: {}1{}) {{ __typename }} }}",
        "{a:".repeat(5_000),
        "}".repeat(5_000)
    );
    let answer = mara.ask_freely(&nested, json!({})).await;
    assert!(
        matches!(code(&answer), "TOO_COMPLEX" | "BAD_USER_INPUT"),
        "{:.200}",
        answer.body.to_string()
    );
}

#[tokio::test]
async fn an_address_or_a_header_without_end_is_refused() {
    let app = TestApp::start().await;
    let at = app.serve().await;
    let long = "x".repeat(66_000);
    for request in [
        format!("GET /graphql?query={long} HTTP/1.1\r\nhost: a\r\n\r\n"),
        format!("GET /register HTTP/1.1\r\nhost: a\r\nx-long: {long}\r\n\r\n"),
        format!(
            "GET /register HTTP/1.1\r\nhost: a\r\n{}\r\n",
            "x-many: 1\r\n".repeat(6_000)
        ),
    ] {
        let mut socket = TcpStream::connect(at).await.unwrap();
        let _ = socket.write_all(request.as_bytes()).await;
        let mut answer = Vec::new();
        let read = socket.read_to_end(&mut answer);
        let _ = tokio::time::timeout(Duration::from_secs(5), read).await;
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let refused = answer.is_empty() || answer.starts_with("HTTP/1.1 4");
        assert!(refused, "{:.200}", answer);
    }
    assert_eq!(app.stranger().page("/health/live").await.0, 200);
}

/// Who sends a little now and then keeps no place: neither by headers nor by a body that never come to an end.
#[tokio::test]
async fn what_drips_is_given_up() {
    let app = TestApp::start().await;
    let at = app.serve().await;
    let headers = "POST /graphql HTTP/1.1\r\nhost: a\r\n";
    let body = "POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n{";
    let drips = [(headers, "x-a: 1\r\n"), (body, " ")].map(|(begins, drop)| async move {
        let start = Instant::now();
        let mut socket = TcpStream::connect(at).await.unwrap();
        socket.write_all(begins.as_bytes()).await.unwrap();
        let mut answer = [0; 1024];
        loop {
            let read =
                tokio::time::timeout(Duration::from_millis(700), socket.read(&mut answer)).await;
            match read {
                Err(_) if start.elapsed() > Duration::from_secs(40) => return None,
                Err(_) => {
                    let _ = socket.write_all(drop.as_bytes()).await;
                }
                Ok(_) => return Some(start.elapsed()),
            }
        }
    });
    for given_up in futures_util::future::join_all(drips).await {
        let after = given_up.expect("it was given up");
        assert!(after < Duration::from_secs(25), "{after:?}");
    }
}
