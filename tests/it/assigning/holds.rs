//! On hold: the clock stands still, nothing is judged, nobody's load has it (W3, W6).

use serde_json::{Value, json};
use tests::make::{self, Case, Stage, documents as doc};
use tests::{Answer, Person, TestApp};

use super::change;

const HEAD: &str = "application { id state dueOn hold { since reason } }";

/// The version as whoever asks sees it.
async fn version(who: &Person, case: &Case) -> Value {
    let document = "query($id: ID!) { application(id: $id) { version } }";
    let seen = who.ask(document, json!({ "id": case.id })).await;
    seen.at("/application/version").clone()
}

async fn hold(who: &Person, case: &Case, reason: &str) -> Answer {
    let version = version(who, case).await;
    let input = json!({ "applicationId": case.id, "reason": reason, "version": version });
    change(who, "holdApplication", input, HEAD).await
}

async fn resume(who: &Person, case: &Case) -> Answer {
    let input = json!({ "applicationId": case.id, "version": version(who, case).await });
    change(who, "resumeApplication", input, HEAD).await
}

/// The case on the board.
async fn on_the_board(app: &TestApp) -> Value {
    let document = "{ workload { cases { state clock counts stoppedOn dueOn } } }";
    let asked = app.operator().await.ask(document, json!({})).await;
    asked.at("/workload/cases/0").clone()
}

#[tokio::test]
async fn w6_the_clock_stands_still_while_an_application_is_on_hold() {
    let app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::InAssessment).await;
    assert_eq!(on_the_board(&app).await["dueOn"], "2026-12-21");
    app.on("2026-11-30").await;
    let olive = app.operator().await;
    assert_eq!(hold(&olive, &case, " ").await.rules(), ["L1"]);
    let held = hold(&olive, &case, "The programme is being merged.").await;
    assert_eq!(held.text("/holdApplication/application/state"), "ON_HOLD");
    assert_eq!(hold(&olive, &case, "Again.").await.rules(), ["L1"]);
    let row = on_the_board(&app).await;
    assert_eq!(
        (&row["clock"], &row["counts"]),
        (&json!("STOPPED"), &json!(false))
    );
    assert_eq!(row["stoppedOn"], "2026-11-30");

    let (priya, mara) = (app.assessor("priya").await, app.manager("alderbrook").await);
    let seen = "query($id: ID!) { application(id: $id) { state waitingOn hold { since reason } } }";
    for who in [&priya, &mara] {
        let seen = who.ask(seen, json!({ "id": case.id })).await;
        assert_eq!(seen.text("/application/hold/since"), "2026-11-30");
        assert_eq!(
            seen.text("/application/hold/reason"),
            "The programme is being merged."
        );
        assert_eq!(seen.text("/application/waitingOn"), "OPERATOR");
    }
    let judged = json!({ "applicationId": case.id, "ref": "1.1", "value": "MET", "note": "Seen.", "version": 0 });
    assert_eq!(
        priya
            .ask(doc::JUDGE, json!({ "input": judged }))
            .await
            .rules(),
        ["L1"]
    );
    assert_eq!(hold(&priya, &case, "Not mine.").await.code(), "FORBIDDEN");
    assert_eq!(resume(&mara, &case).await.code(), "FORBIDDEN");

    app.on("2026-12-07").await;
    let olive = app.operator().await;
    let resumed = resume(&olive, &case).await;
    assert_eq!(
        resumed.text("/resumeApplication/application/state"),
        "IN_ASSESSMENT"
    );
    assert_eq!(
        resumed.text("/resumeApplication/application/dueOn"),
        "2026-12-30",
        "five working days later, bank holidays left out"
    );
    assert!(resumed.at("/resumeApplication/application/hold").is_null());
    assert_eq!(
        resume(&olive, &case).await.rules(),
        ["L1"],
        "it goes on already"
    );
    app.work().await;
    let letters = app.letters().await;
    for to in ["priya@assess.test", "mara@alderbrook.test"] {
        let told: Vec<_> = letters
            .iter()
            .filter(|l| l.to == to && l.subject.contains("on hold"))
            .collect();
        assert_eq!(told.len(), 1, "{to}");
        assert!(told[0].text.contains("is being merged"));
    }

    // A wait for evidence afterwards adds to it: the hold is not forgotten.
    let asked = json!({
        "applicationId": case.id, "criteria": ["2.1"], "question": "How do mentors learn of it?", "dueOn": "2026-12-14",
    });
    let document = "mutation($input: RequestEvidenceInput!) { requestEvidence(input: $input) { request { id } } }";
    let priya = app.assessor("priya").await;
    priya.ask(document, json!({ "input": asked })).await.ok();
    app.on("2026-12-16").await;
    app.work().await;
    assert_eq!(on_the_board(&app).await["dueOn"], "2027-01-08");
    app.check_trail().await;
}

#[tokio::test]
async fn w6_the_database_keeps_what_is_on_hold() {
    let app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::InAssessment).await;
    let owner = app.owner().await;
    let bare = owner
        .attempt("update application set state = 'ON_HOLD' where state = 'IN_ASSESSMENT'")
        .await;
    assert!(bare.unwrap_err().contains("(W6)"), "on hold for no reason");
    hold(&case.operator, &case, "Merging.").await.ok();
    let back = owner
        .attempt("update application set state = 'IN_ASSESSMENT' where state = 'ON_HOLD'")
        .await;
    assert!(back.unwrap_err().contains("(W6)"), "its hold would go on");
    case.withdraw().await;
    app.work().await;
}
