//! Feedback as its assessor is writing it: drafted from the judgements, kept, and nobody else's before the decision.

use serde_json::{Value, json};
use tests::make::{self, Stage, documents as doc};
use tests::{Person, TestApp};

const FEEDBACK: &str =
    "query($id: ID!) { application(id: $id) { feedback { proposed text version } } }";
const SAVE: &str = "mutation($input: SaveFeedbackInput!) { saveFeedback(input: $input) { feedback { text version } } }";

async fn look(person: &Person, id: &str) -> Value {
    let answer = person.ask(FEEDBACK, json!({ "id": id })).await;
    answer.at("/application/feedback").clone()
}

fn save(id: &str, text: &str, version: i64) -> Value {
    json!({ "input": { "applicationId": id, "text": text, "version": version } })
}

#[tokio::test]
async fn it_is_proposed_kept_and_its_assessors_alone() {
    let app = TestApp::start().await;
    let mut case = make::application(&app, "alderbrook", Stage::Judged).await;
    let priya = app.person("priya").await;
    let proposed = look(&priya, &case.id).await;
    let words = proposed["proposed"].as_str().unwrap();
    assert!(
        words.starts_with("Seven of seven pillars reach Bronze"),
        "{words}"
    );
    assert!(
        words.contains("\n\n4. Administration\nAdministration reaches Bronze:"),
        "{words}"
    );
    assert_eq!(
        (&proposed["text"], &proposed["version"]),
        (&Value::Null, &json!(0))
    );

    let kept = priya.ask(SAVE, save(&case.id, "Well r", 0)).await;
    assert_eq!(kept.number("/saveFeedback/feedback/version"), 1);
    priya.ask(SAVE, save(&case.id, "Well run.", 1)).await.ok();
    let stale = priya
        .ask(SAVE, save(&case.id, "From another tab.", 1))
        .await;
    assert_eq!(stale.code(), "CONFLICT");
    let current = &stale.body["errors"][0]["extensions"]["current"];
    assert_eq!(current, &json!({ "text": "Well run.", "version": 2 }));
    assert_eq!(look(&priya, &case.id).await["text"], "Well run.");

    // Nobody else is shown it, nor that it is being written.
    for name in ["mara", "olive"] {
        let person = app.person(name).await;
        assert_eq!(look(&person, &case.id).await, Value::Null, "{name}");
    }
    let timeline = case
        .manager
        .ask(doc::TIMELINE, json!({ "id": case.id }))
        .await;
    assert!(
        !timeline.body.to_string().contains("eedback"),
        "{:#}",
        timeline.body
    );
    for name in ["omar", "lena"] {
        let person = app.person(name).await;
        let refused = person.ask(FEEDBACK, json!({ "id": case.id })).await;
        assert_eq!(refused.code(), "NOT_FOUND", "{name}");
        let refused = person.ask(SAVE, save(&case.id, "Mine.", 0)).await;
        assert_eq!(refused.code(), "NOT_FOUND", "{name}");
    }
    let told = app.owner().await;
    let told = told
        .one("select count(*) from trail where act = 'feedback.drafted' and after::text like '%run%'")
        .await;
    assert_eq!(told, "0", "the trail keeps that it was written, not what");

    case.decide(&app).await;
    let late = priya.ask(SAVE, save(&case.id, "Too late.", 2)).await;
    assert_eq!(late.rules(), ["J7"]);
    app.work().await;
}

/// Another assessor who takes the case over begins their own.
#[tokio::test]
async fn it_does_not_go_along_when_the_case_does() {
    let mut app = TestApp::start().await;
    let mut case = make::application(&app, "alderbrook", Stage::InAssessment).await;
    let priya = app.person("priya").await;
    priya
        .ask(SAVE, save(&case.id, "Priya's words.", 0))
        .await
        .ok();
    case.assign("omar").await;
    let omar = app.person("omar").await;
    assert_eq!(look(&omar, &case.id).await["text"], Value::Null);
    let gone = priya.ask(FEEDBACK, json!({ "id": case.id })).await;
    assert_eq!(gone.code(), "NOT_FOUND");
    omar.ask(SAVE, save(&case.id, "Omar's words.", 0))
        .await
        .ok();
    assert_eq!(look(&omar, &case.id).await["text"], "Omar's words.");
    app.leave_jobs();
}
