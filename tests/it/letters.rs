//! Every letter is a record: on its way, taken by the mail server or not, sent again.

mod bounces;
mod hours;
mod templates;
mod unsubscribing;

use serde_json::{Value, json};
use tests::make::{self, Stage};
use tests::{Answer, Person, TestApp};

const LIST: &str = "query($search: String, $state: [LetterState!]) { letters(search: $search, state: $state) { totalCount nodes { id address person { name } subject text state kind problem sentAt goesAt digestId } } }";
const RESEND: &str =
    "mutation($input: ResendLetterInput!) { resendLetter(input: $input) { letter { state } } }";

async fn resend(who: &Person, id: &str) -> Answer {
    let input = json!({ "letterId": id });
    who.ask(RESEND, json!({ "input": input })).await
}

#[tokio::test]
async fn a_letter_is_found_read_and_sent_again() {
    let app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::InAssessment).await;
    case.request("2.1", "2026-12-07").await;
    app.work().await;
    let (olive, sent) = (app.operator().await, app.letters().await.len());
    let all = olive.ask(LIST, json!({})).await;
    assert_eq!(
        all.number("/letters/totalCount"),
        i64::try_from(sent).unwrap()
    );
    let found = olive
        .ask(LIST, json!({ "search": "MARA@", "state": ["SENT"] }))
        .await;
    let letter = &found.at("/letters/nodes")[0];
    assert_eq!(letter["address"], "mara@alderbrook.test");
    assert_eq!(letter["person"]["name"], "Mara Example");
    assert_eq!(letter["state"], "SENT");
    assert!(
        letter["text"]
            .as_str()
            .unwrap()
            .contains("http://localhost:8080/")
    );
    let none = olive.ask(LIST, json!({ "state": ["FAILED"] })).await;
    assert_eq!(none.number("/letters/totalCount"), 0);

    let id = letter["id"].as_str().unwrap();
    let again = resend(&olive, id).await;
    assert_eq!(again.text("/resendLetter/letter/state"), "QUEUED");
    assert_eq!(resend(&olive, id).await.rules(), ["L1"], "it is on its way");
    app.work().await;
    let letters = app.letters().await;
    assert_eq!(letters.len(), sent + 1);
    let same = letters
        .iter()
        .filter(|l| l.subject == letter["subject"].as_str().unwrap());
    assert_eq!(same.filter(|l| l.to == "mara@alderbrook.test").count(), 2);
    let first = olive.ask(LIST, json!({})).await;
    assert_eq!(first.at("/letters/nodes/0/id"), id, "it comes first now");
    assert_eq!(first.text("/letters/nodes/0/state"), "SENT");
    let mara = app.manager("alderbrook").await;
    assert_eq!(mara.ask(LIST, json!({})).await.code(), "FORBIDDEN");
    assert_eq!(resend(&mara, id).await.code(), "FORBIDDEN");
    app.check_trail().await;
}

#[tokio::test]
async fn a_letter_that_is_not_taken_says_why() {
    let mut app = TestApp::start().await;
    app.owner()
        .await
        .run("update person set email = 'no address' where name = 'Mara Example'")
        .await;
    let case = make::application(&app, "alderbrook", Stage::Judged).await;
    case.request("2.1", "2026-12-07").await;
    app.try_work().await;
    let olive = app.operator().await;
    let failed = olive.ask(LIST, json!({ "state": ["FAILED"] })).await;
    let letter = &failed.at("/letters/nodes")[0];
    assert_eq!(letter["address"], "no address");
    assert_eq!(letter["sentAt"], Value::Null);
    let problem = letter["problem"].as_str().unwrap();
    assert!(problem.contains("the address does not read"), "{problem}");
    app.leave_jobs();
}
