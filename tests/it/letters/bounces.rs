//! Letters by a mail server that is not ours: what it takes whole, and what becomes of what it does not.

use serde_json::{Value, json};
use tests::make::{self, Stage};
use tests::smtp::Smtp;
use tests::{Person, TestApp};

use super::{LIST, resend};

const SUPPRESSED: &str =
    "{ suppressedAddresses { totalCount nodes { id address why since letterId } } }";
const LIFT: &str = "mutation($input: LiftSuppressionInput!) { liftSuppression(input: $input) { lifted { address } } }";

/// A letter on its way to Alderbrook's manager: its id.
async fn on_its_way(app: &TestApp, olive: &Person) -> String {
    let case = make::application(app, "alderbrook", Stage::Judged).await;
    app.work().await;
    case.request("2.1", "2026-12-07").await;
    app.work().await;
    let found = olive.ask(LIST, json!({ "search": "mara@" })).await;
    found.text("/letters/nodes/0/id").to_owned()
}

/// Sends the letter again to this address: where it stands now, and why.
async fn sent_to(app: &TestApp, olive: &Person, id: &str, address: &str) -> (String, Value) {
    let uuid = app
        .owner()
        .await
        .one("select id from letter order by queued_at desc, id desc limit 1")
        .await;
    let set = format!("update letter set address = '{address}' where id = '{uuid}'");
    app.owner().await.run(&set).await;
    resend(olive, id).await.ok();
    app.try_work().await;
    let found = olive.ask(LIST, json!({ "search": address })).await;
    let letter = &found.at("/letters/nodes")[0];
    (
        letter["state"].as_str().unwrap().to_owned(),
        letter["problem"].clone(),
    )
}

#[tokio::test]
async fn a_mail_server_takes_text_and_html() {
    let (app, smtp) = (TestApp::start().await, Smtp::start().await);
    app.mail_by(smtp.mail());
    let olive = app.operator().await;
    on_its_way(&app, &olive).await;
    let record = olive.ask(LIST, json!({ "search": "mara@" })).await;
    let record = &record.at("/letters/nodes")[0];
    assert_eq!(record["state"], "SENT");
    let subject = record["subject"].as_str().unwrap();
    let taken = smtp.taken(1).await;
    let letter = taken.iter().find(|l| l.headers["subject"] == subject);
    let letter = letter.unwrap();
    assert_eq!(letter.from, "no-reply@scheme.test");
    assert_eq!(letter.to, ["mara@alderbrook.test"]);
    assert_eq!(letter.headers["to"], "mara@alderbrook.test");
    assert_eq!(letter.headers["from"], "Pillars <no-reply@scheme.test>");
    assert!(letter.headers["message-id"].ends_with("@scheme.test>"));
    assert!(letter.headers["date"].contains("23 Nov 2026"));
    assert!(letter.headers["content-type"].starts_with("multipart/alternative"));
    let [(text, as_text), (html, as_html)] = &letter.parts[..] else {
        panic!("not two parts: {letter:?}");
    };
    assert_eq!((text.as_str(), html.as_str()), ("text/plain", "text/html"));
    let wrote = record["text"].as_str().unwrap();
    assert_eq!(as_text.replace("\r\n", "\n").trim(), wrote.trim());
    assert!(as_html.contains("<p>Dear Mara Example,</p>"), "{as_html}");
    assert!(as_html.contains("<a href=\"http://localhost:8080/"));
}

#[tokio::test]
async fn a_refused_address_gets_no_more_until_it_is_lifted() {
    let (app, smtp) = (TestApp::start().await, Smtp::start().await);
    app.mail_by(smtp.mail());
    let olive = app.operator().await;
    let id = on_its_way(&app, &olive).await;
    let before = smtp.taken(1).await.len();

    let (state, problem) = sent_to(&app, &olive, &id, "Gone@Alderbrook.test").await;
    assert_eq!(state, "BOUNCED", "{problem}");
    assert!(problem.as_str().unwrap().contains("5.1.1 No such person"));
    let suppressed = olive.ask(SUPPRESSED, json!({})).await;
    assert_eq!(suppressed.number("/suppressedAddresses/totalCount"), 1);
    let address = &suppressed.at("/suppressedAddresses/nodes")[0];
    assert_eq!(address["address"], "gone@alderbrook.test");
    assert_eq!(address["letterId"], id.as_str());
    assert!(address["why"].as_str().unwrap().contains("5.1.1"));

    let (state, problem) = sent_to(&app, &olive, &id, "gone@alderbrook.test").await;
    assert_eq!(state, "SUPPRESSED");
    assert!(problem.as_str().unwrap().contains("5.1.1 No such person"));

    let input = json!({ "input": { "suppressedAddressId": address["id"] } });
    let mara = app.manager("alderbrook").await;
    assert_eq!(mara.ask(SUPPRESSED, json!({})).await.code(), "FORBIDDEN");
    assert_eq!(mara.ask(LIFT, input.clone()).await.code(), "FORBIDDEN");
    let lifted = olive.ask(LIFT, input.clone()).await;
    assert_eq!(
        lifted.text("/liftSuppression/lifted/address"),
        "gone@alderbrook.test"
    );
    assert_eq!(olive.ask(LIFT, input).await.code(), "NOT_FOUND");
    let (state, _) = sent_to(&app, &olive, &id, "gone@alderbrook.test").await;
    assert_eq!(state, "BOUNCED", "it is tried again");
    let suppressed = olive.ask(SUPPRESSED, json!({})).await;
    assert_eq!(suppressed.number("/suppressedAddresses/totalCount"), 1);
    assert_eq!(smtp.taken(before).await.len(), before, "none was taken");
    let acts = "select act from trail where act like 'address.%' order by seq";
    assert_eq!(
        app.owner().await.column(acts).await,
        ["address.suppressed", "address.lifted", "address.suppressed"]
    );
    app.check_trail().await;
}

#[tokio::test]
async fn another_refusal_suppresses_nothing() {
    let (mut app, smtp) = (TestApp::start().await, Smtp::start().await);
    app.mail_by(smtp.mail());
    let olive = app.operator().await;
    let id = on_its_way(&app, &olive).await;
    for (address, said) in [
        ("full@alderbrook.test", "5.2.2"),
        ("spam@alderbrook.test", "5.7.1"),
    ] {
        let (state, problem) = sent_to(&app, &olive, &id, address).await;
        assert_eq!(state, "FAILED", "{problem}");
        assert!(problem.as_str().unwrap().contains(said), "{problem}");
    }
    let (state, problem) = sent_to(&app, &olive, &id, "busy@alderbrook.test").await;
    assert_eq!(state, "QUEUED", "it is tried again");
    assert!(problem.as_str().unwrap().contains("4.3.0"), "{problem}");
    app.owner()
        .await
        .run("update job set run_at = '2026-11-01' where done_at is null and failed_at is null")
        .await;
    app.try_work().await;
    let found = olive.ask(LIST, json!({ "search": "busy@" })).await;
    assert_eq!(found.text("/letters/nodes/0/state"), "SENT");
    assert_eq!(found.at("/letters/nodes/0/problem"), &Value::Null);
    let last = smtp.taken(1).await.pop().unwrap();
    assert_eq!(last.to, ["busy@alderbrook.test"]);
    let suppressed = olive.ask(SUPPRESSED, json!({})).await;
    assert_eq!(suppressed.number("/suppressedAddresses/totalCount"), 0);
    app.leave_jobs();
}
