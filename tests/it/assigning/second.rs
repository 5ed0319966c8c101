//! Second markings are assigned as cases are, to somebody else than marks first (W2, W4, W5, J6).

use serde_json::{Value, json};
use tests::make::{self, Case, Stage, documents as doc};
use tests::{TestApp, world};

use super::next::{hand_back, next, none};
use super::plan::{RUN, apply, plan, rows, undo};
use super::{assign, change};
use crate::moderation::{make_decision, mark, set, submit_second};

/// A case of Alderbrook, decided by its first assessor and drawn to be marked second by nobody yet.
async fn drawn(app: &TestApp) -> Case {
    set(app, 100, 0).await;
    let case = make::application(app, "alderbrook", Stage::Judged).await;
    make_decision(&case).await.ok();
    app.work().await;
    case
}

async fn seconds(app: &TestApp) -> Vec<Value> {
    let document =
        "{ workload { cases { id applicationId secondMarking points counts assessor { id } } } }";
    let asked = app.operator().await.ask(document, json!({})).await;
    let mut cases = rows(&asked, "/workload/cases");
    cases.retain(|case| case["secondMarking"] == true);
    cases
}

#[tokio::test]
async fn w4_a_plan_gives_a_second_marking_to_somebody_else() {
    let app = TestApp::start().await;
    let case = drawn(&app).await;
    let (olive, priya) = (app.operator().await, app.assessor("priya").await);
    let [waits] = seconds(&app).await.try_into().unwrap();
    assert_eq!(waits["applicationId"], case.id.as_str());
    assert_eq!(waits["points"], 7, "it weighs what the case weighs (W3)");
    let planned = plan(&olive).await;
    let changes = rows(&planned, "/assignmentPlan/changes");
    assert_eq!(changes.len(), 1, "the case itself stays where it is");
    assert_eq!(changes[0]["case"]["id"], waits["id"]);
    let to = changes[0]["to"]["id"].as_str().unwrap().to_owned();
    assert_ne!(to, world::person_id("priya"), "marked first (W2)");
    assert_ne!(to, world::person_id("tilda"), "tied (W1)");
    let run = apply(&olive, &planned.text("/assignmentPlan/digest")).await;
    let run = run.text("/applyAssignmentPlan/run/id");
    assert_eq!(seconds(&app).await[0]["assessor"]["id"], to.as_str());
    assert!(rows(&plan(&olive).await, "/assignmentPlan/changes").is_empty());
    // Who marks first is told nothing of it (J6).
    let told = "query($id: ID!) { timeline(applicationId: $id, first: 50) { nodes { act } } }";
    let told = priya.ask(told, json!({ "id": case.id })).await;
    let acts: Vec<_> = rows(&told, "/timeline/nodes")
        .into_iter()
        .map(|event| event["act"].as_str().unwrap().to_owned())
        .collect();
    assert!(
        !acts
            .iter()
            .any(|act| act.starts_with("second_marking.assigned")),
        "{acts:?}"
    );
    app.work().await;
    let letters = app.letters().await;
    let told = letters
        .iter()
        .filter(|l| l.subject.contains("second marking, blind"));
    assert_eq!(told.count(), 1);

    let back = undo(&olive, &run).await;
    assert_eq!(
        rows(&back, "/undoAssignmentPlan/putBack")[0]["id"],
        waits["id"]
    );
    assert!(seconds(&app).await[0]["assessor"].is_null());
    app.work().await;
    app.check_trail().await;
}

#[tokio::test]
async fn w2_a_second_marking_is_moved_by_hand_and_stays_once_it_is_submitted() {
    let app = TestApp::start().await;
    let case = drawn(&app).await;
    let olive = app.operator().await;
    let id = seconds(&app).await[0]["id"].clone();
    let to = async |who: &str| {
        let moves = json!([{ "caseId": id, "assessorId": world::person_id(who) }]);
        change(&olive, "moveCases", json!({ "moves": moves }), RUN).await
    };
    assert_eq!(to("priya").await.rules(), ["W2"]);
    assert_eq!(to("tilda").await.rules(), ["W1"]);
    // The case itself is in moderation: it stays in its first assessor's hands.
    let first = json!([{ "caseId": case.id, "assessorId": world::person_id("omar") }]);
    let first = change(&olive, "moveCases", json!({ "moves": first }), RUN).await;
    assert_eq!(first.rules(), ["L1"]);
    to("lena").await.ok();
    let run = to("omar").await.text("/moveCases/run/id");
    let omar = app.assessor("omar").await;
    mark(&omar, &case, &["2.1"], &[2]).await;
    submit_second(&omar, &case).await.ok();
    assert!(
        seconds(&app).await.is_empty(),
        "it is no open work any more"
    );
    assert_eq!(to("lena").await.code(), "NOT_FOUND");
    let kept = undo(&olive, &run).await;
    assert_eq!(rows(&kept, "/undoAssignmentPlan/kept").len(), 1);
    app.work().await;
}

#[tokio::test]
async fn w5_a_second_marking_comes_as_the_next_case_and_goes_back() {
    let app = TestApp::start().await;
    let case = drawn(&app).await;
    let (priya, omar) = (app.assessor("priya").await, app.assessor("omar").await);
    assert_eq!(
        none(&priya).await.0,
        "W5",
        "to whoever marks first it is not there (J6)"
    );
    assert_eq!(none(&app.assessor("tilda").await).await.0, "W1");
    let taken = next(&omar).await;
    assert_eq!(taken.text("/takeNextCase/application/id"), case.id);
    assert_eq!(taken.text("/takeNextCase/application/state"), "MODERATION");
    let seen = omar
        .ask(
            "query($id: ID!) { application(id: $id) { myRole } }",
            json!({ "id": case.id }),
        )
        .await;
    assert_eq!(seen.text("/application/myRole"), "SECOND_ASSESSOR");
    assert_eq!(
        hand_back(&priya, &case.id, "Too many.").await.rules(),
        ["W5"],
        "submitted"
    );
    let judged = json!({ "applicationId": case.id, "ref": "1.1", "value": "MET", "note": "Seen.", "version": 0 });
    omar.ask(doc::JUDGE, json!({ "input": judged })).await.ok();
    hand_back(&omar, &case.id, "I know the team.").await.ok();
    assert_eq!(none(&omar).await.0, "W1", "not offered again");
    let lena = app.assessor("lena").await;
    assert_eq!(
        next(&lena).await.text("/takeNextCase/application/id"),
        case.id
    );
    let marks = "query($id: ID!) { application(id: $id) { criteria { judgement { note } } } }";
    let marks = lena.ask(marks, json!({ "id": case.id })).await;
    let marks = rows(&marks, "/application/criteria");
    assert!(
        marks
            .iter()
            .all(|criterion| criterion["judgement"].is_null()),
        "a second opinion is nobody else's (J6)"
    );
    assert_eq!(
        none(&app.assessor("omar").await).await.0,
        "W5",
        "it is taken"
    );
    app.work().await;
    app.check_trail().await;
}

#[tokio::test]
async fn l1_what_is_about_to_be_decided_stays_in_its_hands() {
    let app = TestApp::start().await;
    set(&app, 0, 5).await;
    let case = make::application(&app, "alderbrook", Stage::Judged).await;
    make_decision(&case).await.ok();
    assert_eq!(assign(&case, "omar").await.rules(), ["L1"]);
    let moves = json!([{ "caseId": case.id, "assessorId": null }]);
    let moved = change(&case.operator, "moveCases", json!({ "moves": moves }), RUN).await;
    assert_eq!(moved.rules(), ["L1"]);
    app.on("2026-11-24").await;
    app.work().await;
}

#[tokio::test]
async fn w2_nobody_decides_a_universitys_applications_more_often_running_than_the_scheme_allows() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    make::application(&app, "alderbrook", Stage::Decided).await;
    let next = make::application(&app, "alderbrook", Stage::Submitted).await;
    let settings = json!({
        "secondMarkPercent": 0, "secondMarkNewBelow": 0, "recallMinutes": 0, "sameAssessorAtMost": 1, "version": 1,
    });
    let document = "mutation($input: ChangeSettingsInput!) { changeSettings(input: $input) { settings { sameAssessorAtMost } } }";
    let wrong = json!({ "input": { "sameAssessorAtMost": 101, "secondMarkPercent": 0, "secondMarkNewBelow": 0, "recallMinutes": 0, "version": 1 } });
    assert_eq!(
        olive.ask(document, wrong).await.fields(),
        ["sameAssessorAtMost"]
    );
    olive.ask(document, json!({ "input": settings })).await.ok();
    let refused = assign(&next, "priya").await;
    assert_eq!(refused.rules(), ["W2"]);
    assert!(
        refused.body.to_string().contains("1 time running"),
        "{}",
        refused.body
    );
    assign(&next, "omar").await.ok();
    app.work().await;
}
