//! The next case, and handing one back (W5).

use serde_json::{Value, json};
use tests::make::{self, Stage, documents as doc};
use tests::{Answer, Person, TestApp, world};

use super::{ASSESSOR, change};

pub(super) async fn next(who: &Person) -> Answer {
    let document = "mutation { takeNextCase { application { id state dueOn assessor { id } } none { rule message } } }";
    who.ask(document, json!({})).await
}

pub(super) async fn hand_back(who: &Person, case: &str, why: &str) -> Answer {
    let input = json!({ "applicationId": case, "reason": why });
    change(who, "handBackCase", input, "reference").await
}

pub(super) async fn none(who: &Person) -> (String, String) {
    let answer = next(who).await;
    assert_eq!(
        *answer.at("/takeNextCase/application"),
        Value::Null,
        "{:#}",
        answer.body
    );
    (
        answer.text("/takeNextCase/none/rule"),
        answer.text("/takeNextCase/none/message"),
    )
}

#[tokio::test]
async fn w5_the_next_case_is_paid_for_and_starts() {
    let app = TestApp::start().await;
    let (omar, tilda) = (app.assessor("omar").await, app.assessor("tilda").await);
    let case = make::application(&app, "alderbrook", Stage::Submitted).await;
    assert_eq!(
        none(&omar).await.0,
        "W5",
        "what is not paid for waits for nobody"
    );
    case.pay().await;
    let (rule, said) = none(&tilda).await;
    assert_eq!(rule, "W1");
    assert!(
        !said.contains("Alderbrook"),
        "what they do not have, they do not see: {said}"
    );
    let taken = next(&omar).await;
    assert_eq!(taken.text("/takeNextCase/application/id"), case.id);
    assert_eq!(
        taken.text("/takeNextCase/application/state"),
        "IN_ASSESSMENT"
    );
    assert_eq!(taken.text("/takeNextCase/application/dueOn"), "2026-12-21");
    assert_eq!(
        taken.text("/takeNextCase/application/assessor/id"),
        world::person_id("omar")
    );
    assert_eq!(none(&omar).await.0, "W5");
    let mara = app.manager("alderbrook").await;
    assert_eq!(next(&mara).await.code(), "FORBIDDEN");
    app.work().await;
    app.check_trail().await;
}

#[tokio::test]
async fn w5_there_is_none_while_away_or_full() {
    let app = TestApp::start().await;
    let (omar, olive) = (app.assessor("omar").await, app.operator().await);
    make::application(&app, "alderbrook", Stage::Submitted)
        .await
        .pay()
        .await;
    let away = json!({ "from": "2026-11-23", "backOn": "2026-11-25" });
    change(&omar, "setAbsence", away, ASSESSOR).await.ok();
    let (rule, said) = none(&omar).await;
    assert_eq!(rule, "W2");
    assert!(said.contains("25 November 2026"), "{said}");
    change(
        &omar,
        "removeAbsence",
        json!({ "from": "2026-11-23" }),
        ASSESSOR,
    )
    .await
    .ok();
    let room = json!({
        "assessorId": world::person_id("omar"), "capacity": 5, "levels": [], "schemes": [], "languages": [], "version": 0,
    });
    change(&olive, "setCapacity", room, ASSESSOR).await.ok();
    let (rule, said) = none(&omar).await;
    assert_eq!(rule, "W2");
    assert!(said.contains("2 points"), "{said}");
    app.work().await;
}

#[tokio::test]
async fn w5_what_is_handed_back_goes_to_somebody_else_with_what_was_judged() {
    let app = TestApp::start().await;
    let (priya, omar) = (app.assessor("priya").await, app.assessor("omar").await);
    let case = make::application(&app, "alderbrook", Stage::InAssessment).await;
    let input = json!({ "applicationId": case.id, "ref": "1.1", "value": "MET", "note": "Seen.", "version": 0 });
    priya.ask(doc::JUDGE, json!({ "input": input })).await.ok();
    assert_eq!(hand_back(&priya, &case.id, " ").await.fields(), ["reason"]);
    assert_eq!(
        hand_back(&omar, &case.id, "Not mine.").await.code(),
        "NOT_FOUND"
    );
    let back = hand_back(&priya, &case.id, "I know the coordinator.").await;
    assert!(back.text("/handBackCase/reference").starts_with("ALD-"));
    assert_eq!(
        hand_back(&priya, &case.id, "Again.").await.code(),
        "NOT_FOUND",
        "it is theirs no longer"
    );
    let asked = case
        .operator
        .ask(doc::APPLICATION, json!({ "id": case.id }))
        .await;
    assert_eq!(
        asked.text("/application/state"),
        "IN_ASSESSMENT",
        "the clock goes on"
    );
    assert_eq!(asked.text("/application/waitingOn"), "OPERATOR");
    assert_eq!(none(&priya).await.0, "W1", "not offered again");
    let taken = next(&omar).await;
    assert_eq!(taken.text("/takeNextCase/application/id"), case.id);
    let seen = omar.ask(doc::APPLICATION, json!({ "id": case.id })).await;
    assert_eq!(seen.text("/application/criteria/0/judgement/note"), "Seen.");
    // An operator who has talked to them may give it back to them.
    let mut case = case;
    case.assign("priya").await;
    app.work().await;
    app.check_trail().await;
}

#[tokio::test]
async fn w5_what_is_decided_is_not_handed_back() {
    let app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::Decided).await;
    let refused = hand_back(case.assessor(), &case.id, "Too late.").await;
    assert_eq!(refused.rules(), ["W5"]);
}
