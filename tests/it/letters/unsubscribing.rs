//! What is not essential can be stopped, by the letter itself and without signing in; what is essential goes all the same.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};
use store::{Access, Viewer, jobs};
use tests::smtp::Smtp;
use tests::{Answer, TestApp, world};
use uuid::Uuid;

use super::LIST;

/// Tells Mara something of this kind, and sends it.
pub(super) async fn told(app: &TestApp, kind: &str, subject: &str) {
    told_more(app, kind, subject, "Look.").await;
}

/// Tells Mara this, and sends it.
pub(super) async fn told_more(app: &TestApp, kind: &str, subject: &str, text: &str) {
    let payload = json!({ "person_id": world::person("mara"), "kind": kind, "subject": subject, "text": text, "path": "/" });
    let tx = app.db().begin(&Viewer::System, Access::Write, app.today());
    let tx = tx.await.unwrap();
    let now = app.server().clock.now().now;
    jobs::leave(&tx, Uuid::now_v7(), "notify_person", &payload, now)
        .await
        .unwrap();
    tx.finish(true).await.unwrap();
    app.work().await;
}

/// The record of the letter about this.
pub(super) async fn record(app: &TestApp, subject: &str) -> Value {
    let olive = app.operator().await;
    let found: Answer = olive.ask(LIST, json!({ "search": subject })).await;
    found.at("/letters/nodes/0").clone()
}

/// Asks the public part of the server; the status and the page.
pub(super) async fn page(app: &TestApp, method: &str, path: &str) -> (StatusCode, String) {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from("List-Unsubscribe=One-Click"))
        .unwrap();
    let answer = app.send(request).await;
    let status = answer.status();
    let bytes = axum::body::to_bytes(answer.into_body(), 1 << 20).await;
    (status, String::from_utf8(bytes.unwrap().to_vec()).unwrap())
}

#[tokio::test]
async fn a_letter_stops_letters_like_it() {
    let (app, smtp) = (TestApp::start().await, Smtp::start().await);
    app.mail_by(smtp.mail());
    told(&app, "REPORT", "First report").await;
    let first = smtp.taken(1).await.pop().unwrap();
    assert_eq!(
        first.headers["list-unsubscribe-post"],
        "List-Unsubscribe=One-Click"
    );
    let address = first.headers["list-unsubscribe"].clone();
    let path = address
        .strip_prefix("<http://localhost:8080")
        .and_then(|path| path.strip_suffix('>'))
        .unwrap();
    for (_, part) in &first.parts {
        assert!(part.contains(path), "both parts say how: {part}");
    }
    let kept = record(&app, "First report").await;
    assert_eq!(kept["kind"], "REPORT");
    let token = path.strip_prefix("/unsubscribe/").unwrap();
    assert!(!kept.to_string().contains(token), "operators see no key");

    // Whoever only looks, such as a scanner of mail, changes nothing.
    let (status, asked) = page(&app, "GET", path).await;
    assert_eq!(status, StatusCode::OK);
    assert!(asked.contains("Stop these letters?"), "{asked}");
    assert!(asked.contains("reports that are ready"), "{asked}");
    told(&app, "REPORT", "Second report").await;
    assert_eq!(record(&app, "Second report").await["state"], "SENT");

    for _ in 0..2 {
        let (status, done) = page(&app, "POST", path).await;
        assert_eq!(status, StatusCode::OK);
        assert!(done.contains("You get no more of these letters"), "{done}");
    }
    let (_, asked) = page(&app, "GET", path).await;
    assert!(asked.contains("You get no more of these letters"));
    told(&app, "REPORT", "Third report").await;
    let stopped = record(&app, "Third report").await;
    assert_eq!(stopped["state"], "SUPPRESSED");
    assert_eq!(
        stopped["problem"],
        "They do not want letters about reports that are ready."
    );
    told(&app, "ANSWER", "An answer").await;
    assert_eq!(record(&app, "An answer").await["state"], "SENT");

    let (status, again) = page(&app, "POST", &format!("{path}/again")).await;
    assert_eq!(status, StatusCode::OK);
    assert!(again.contains("Stop these letters?"), "{again}");
    told(&app, "REPORT", "Fourth report").await;
    assert_eq!(record(&app, "Fourth report").await["state"], "SENT");
    assert_eq!(smtp.taken(4).await.len(), 4);
    let acts = app
        .owner()
        .await
        .column("select act from trail where act like 'mail.%' order by seq")
        .await;
    assert_eq!(
        acts,
        ["mail.unsubscribed", "mail.resubscribed"],
        "twice is once"
    );
    app.check_trail().await;
}

#[tokio::test]
async fn what_is_essential_goes_and_offers_no_way_out() {
    let (app, smtp) = (TestApp::start().await, Smtp::start().await);
    app.mail_by(smtp.mail());
    app.owner()
        .await
        .run(&format!(
            "insert into mail_preference values ('{}', '{{DECISION,MONEY}}', 1, now(), null, null, null)",
            world::person("mara")
        ))
        .await;
    for kind in ["DECISION", "MONEY", "EVIDENCE_REQUEST", "DEADLINE"] {
        told(&app, kind, kind).await;
        assert_eq!(record(&app, kind).await["state"], "SENT", "{kind}");
    }
    for letter in smtp.taken(4).await {
        assert!(!letter.headers.contains_key("list-unsubscribe"));
    }
}

#[tokio::test]
async fn an_address_that_stops_nothing_says_so() {
    let app = TestApp::start().await;
    for (method, path) in [
        ("GET", "/unsubscribe/nothing"),
        ("POST", "/unsubscribe/nothing"),
        ("POST", "/unsubscribe/nothing/again"),
        ("GET", "/unsubscribe/%00"),
    ] {
        let (status, said) = page(&app, method, path).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{method} {path}");
        assert!(said.contains("This address stops no letters"), "{said}");
    }
}
