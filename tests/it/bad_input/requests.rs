//! Requests that are none, and questions that make no sense.

use axum::body::{Body, to_bytes};
use serde_json::{Value, json};
use tests::{Person, TestApp};

use super::{codes, counts};

#[tokio::test]
async fn what_the_schema_does_not_know_is_named() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let before = counts(&app).await;
    for (document, variables, word) in [
        ("", json!({}), ""),
        ("{", json!({}), ""),
        ("{ viewer { role }", json!({}), ""),
        ("{ treasure }", json!({}), "treasure"),
        ("{ viewer { treasure } }", json!({}), "treasure"),
        ("{ viewer(treasure: 1) { role } }", json!({}), "treasure"),
        ("{ currentEdition }", json!({}), "currentEdition"),
        ("{ application { id } }", json!({}), "id"),
        (
            "query A { viewer { role } } query B { viewer { role } }",
            json!({}),
            "operationName",
        ),
        (
            "query($id: ID!) { application(id: $id) { id } }",
            json!({}),
            "id",
        ),
        (
            "query($id: ID!) { application(id: $id) { id } }",
            json!({ "id": null }),
            "id",
        ),
        (
            "query($id: ID!) { application(id: $id) { id } }",
            json!({ "id": {} }),
            "id",
        ),
        (
            "query($id: ID!) { application(id: $id) { id } }",
            json!({ "id": 1.5 }),
            "id",
        ),
        (
            "query($n: Int) { programmes(first: $n) { totalCount } }",
            json!({ "n": "ten" }),
            "n",
        ),
        (
            "query($n: Int) { programmes(first: $n) { totalCount } }",
            json!({ "n": 2_147_483_648_i64 }),
            "",
        ),
        (
            "{ programmes(first: 0) { totalCount } }",
            json!({}),
            "first",
        ),
        (
            "{ programmes(first: -1) { totalCount } }",
            json!({}),
            "first",
        ),
        (
            "{ programmes(first: 101) { totalCount } }",
            json!({}),
            "first",
        ),
        (
            "{ programmes(after: \"next\") { totalCount } }",
            json!({}),
            "after",
        ),
        (
            "{ applications(filter: { state: [GONE] }) { totalCount } }",
            json!({}),
            "GONE",
        ),
        (
            "{ applications(filter: { treasure: 1 }) { totalCount } }",
            json!({}),
            "treasure",
        ),
        (
            "{ applications(sort: WEIGHT) { totalCount } }",
            json!({}),
            "WEIGHT",
        ),
        (
            "mutation { addProgramme(input: {}) { programme { id } } }",
            json!({}),
            "name",
        ),
        (
            "mutation { addProgramme { programme { id } } }",
            json!({}),
            "input",
        ),
        (
            "mutation { addProgramme(input: null) { programme { id } } }",
            json!({}),
            "input",
        ),
        (
            "mutation { addProgramme(input: []) { programme { id } } }",
            json!({}),
            "input",
        ),
        (
            "mutation { removeUniversity(id: 1) { id } }",
            json!({}),
            "removeUniversity",
        ),
    ] {
        let answer = mara.ask(document, variables.clone()).await;
        assert_eq!(codes(&answer), ["BAD_USER_INPUT"], "{document} {variables}");
        let words = answer.body["errors"].to_string();
        assert!(words.contains(word), "{document} {variables}: {words}");
    }
    assert_eq!(counts(&app).await, before);
}

/// One body as it is, with the status of its answer.
async fn post(
    app: &TestApp,
    person: &Person,
    content_type: &str,
    body: impl Into<Body>,
) -> (u16, Value) {
    let request = person
        .request("POST", "/graphql")
        .header("content-type", content_type)
        .header("accept", "application/graphql-response+json")
        .body(body.into())
        .unwrap();
    let answer = app.send(request).await;
    let status = answer.status().as_u16();
    let bytes = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    (status, serde_json::from_slice(&bytes).unwrap_or_default())
}

#[tokio::test]
async fn bodies_that_are_no_request_are_refused() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let before = counts(&app).await;
    let json = "application/json";
    let add = |name: &str| {
        format!(
            r#"{{"query":"mutation($name: String!) {{ addProgramme(input: {{ name: $name, purpose: \"Pairs.\", directions: [STAFF_TO_STAFF], mentors: 1, startedOn: \"2024-09-16\" }}) {{ programme {{ id }} }} }}","variables":{{"name":"{name}"}}}}"#
        )
    };
    let mut not_utf8 = add("?").into_bytes();
    if let Some(mark) = not_utf8.iter_mut().rev().find(|byte| **byte == b'?') {
        *mark = 0xff;
    }
    for (status, content_type, body) in [
        (415, "text/plain", add("Text").into_bytes()),
        (
            415,
            "multipart/form-data; boundary=x",
            add("Form").into_bytes(),
        ),
        (400, json, Vec::new()),
        (400, json, b"null".to_vec()),
        (400, json, b"{\"query\": 1}".to_vec()),
        (400, json, add("Cut").as_bytes()[..100].to_vec()),
        (400, json, format!("[{}]", add("Batch")).into_bytes()),
        (400, json, add(r"Half a pair \ud83d").into_bytes()),
        (400, json, not_utf8),
        (413, json, add(&"x".repeat(1 << 20)).into_bytes()),
    ] {
        let shown = String::from_utf8_lossy(&body[..body.len().min(40)]).into_owned();
        let (said, answer) = post(&app, &mara, content_type, body).await;
        assert_eq!(said, status, "{shown}: {answer:#}");
        let error = &answer["errors"][0];
        assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT", "{answer:#}");
        assert!(error["message"].as_str().is_some_and(|m| m.len() > 10));
    }
    assert_eq!(counts(&app).await, before);
    // The measure of all these: put right, it is taken.
    let (said, answer) = post(&app, &mara, json, add("Career mentoring")).await;
    assert_eq!((said, &answer["errors"]), (200, &Value::Null), "{answer:#}");
}

/// Searching for anything finds what there is, or nothing: it is never our fault.
#[tokio::test]
async fn any_words_may_be_searched_for() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    let long = "x".repeat(100_000);
    let words = [
        "",
        " ",
        "\u{0}",
        "a\u{0}b",
        "%",
        "_",
        "\\",
        "'",
        "\"",
        "'; drop table person; --",
        "👩‍🏫",
        "חונכות",
        "\u{202e}evil",
        "\u{feff}",
        "\u{fffd}\u{10ffff}",
        "A\u{301}\u{301}\u{301}",
        &long,
    ];
    for (document, lists) in [
        (
            "query($w: String) { universities(search: $w) { totalCount nodes { id } } }",
            true,
        ),
        (
            "query($w: String) { register(search: $w) { totalCount nodes { number } } }",
            true,
        ),
        (
            "query($w: String) { register(level: $w) { totalCount nodes { number } } }",
            true,
        ),
        (
            "query($w: String) { applications(filter: { search: $w }) { totalCount nodes { id } } }",
            true,
        ),
        (
            "query($w: String!) { applications(filter: { level: [$w] }) { totalCount nodes { id } } }",
            true,
        ),
        (
            "query($w: String!) { registerEntry(number: $w) { number } }",
            false,
        ),
        ("query($w: ID!) { node(id: $w) { id } }", false),
        (
            "query($w: ID!) { applications(filter: { assessorId: $w }) { totalCount } }",
            false,
        ),
        (
            "query($w: String!) { programmes(after: $w) { totalCount } }",
            false,
        ),
    ] {
        for word in words {
            let answer = olive.ask(document, json!({ "w": word })).await;
            let shown: String = word.chars().take(20).collect();
            let taken = answer.body.get("errors").is_none()
                || matches!(
                    codes(&answer).as_slice(),
                    ["BAD_USER_INPUT"] | ["NOT_FOUND"]
                );
            assert!(taken, "{document} {shown:?}: {:#}", answer.body);
            let control = word.contains('\u{0}');
            assert!(
                !lists || control || word.len() > 1000 || answer.body.get("errors").is_none(),
                "{document} {shown:?}: {:#}",
                answer.body
            );
        }
    }
}

/// Cursors of another list, or made up: refused, never our fault.
#[tokio::test]
async fn cursors_are_of_their_own_list() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    let id = "01900000000070008000000000000000";
    let keys = [
        "",
        "x",
        "\u{0}",
        "2026-11-23",
        "1",
        "-1",
        "99999999999999999999",
        "a\u{1f}b",
        "\u{1f}",
        "\u{0}\u{1f}\u{0}",
        "9999999-99-99",
        "👩‍🏫",
    ];
    let lists = [
        "universities(after: $c) { totalCount nodes { id } }",
        "programmes(after: $c) { totalCount nodes { id } }",
        "register(after: $c) { totalCount nodes { number } }",
        "awards(after: $c) { totalCount nodes { id } }",
        "assessors(after: $c) { totalCount nodes { person { id } } }",
        "applications(after: $c) { totalCount nodes { id } }",
        "applications(sort: DUE, after: $c) { totalCount nodes { id } }",
        "applications(sort: UPDATED, descending: true, after: $c) { totalCount nodes { id } }",
        "applications(sort: UNIVERSITY, after: $c) { totalCount nodes { id } }",
    ];
    let mut faults = Vec::new();
    for list in lists {
        for key in keys {
            let cursor = hex::encode(format!("{id}\u{1f}{key}"));
            let document = format!("query($c: String) {{ {list} }}");
            let answer = olive.ask(&document, json!({ "c": cursor })).await;
            let refused = answer.body.get("errors").is_some();
            if refused && codes(&answer) != ["BAD_USER_INPUT"] {
                faults.push(format!("{list} {key:?}: {}", answer.body["errors"]));
            }
        }
    }
    assert_eq!(faults, [""; 0]);
}

/// Addresses with anything in them: there is nothing there, and it is nobody's fault.
#[tokio::test]
async fn addresses_with_anything_in_them() {
    let app = TestApp::start().await;
    let stranger = app.stranger();
    let long = "x".repeat(5000);
    for path in [
        "/awards/",
        "/public/",
        "/auth/start/",
        "/applications/",
        "/",
    ] {
        for rest in [
            "%00",
            "a%00b",
            "%ff",
            "%2e%2e%2fetc%2fpasswd",
            "..%5c",
            "%",
            "%zz",
            "👩‍🏫",
            "UMS-2026-000001%00.svg",
            "x.svg",
            "x.json",
            "x.pdf",
            &long,
        ] {
            let path = format!("{path}{}", rest.replace("👩‍🏫", "%F0%9F%91%A9"));
            if path.parse::<axum::http::Uri>().is_err() {
                continue;
            }
            let (status, said) = stranger.page(&path).await;
            assert!((200..500).contains(&status), "{path}: {status} {said}");
        }
    }
    for query in [
        "/public/register.json?after=%00",
        "/public/register.json?search=%00",
        "/public/register.json?level=%00",
        "/register?search=%00",
        "/register?after=%00",
        "/sign-in?next=%00",
        "/auth/callback?state=%00&code=%00",
    ] {
        let (status, said) = stranger.page(query).await;
        assert!((200..500).contains(&status), "{query}: {status} {said}");
    }
}
