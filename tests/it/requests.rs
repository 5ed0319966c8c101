//! Evidence requests: proposed in working days, reminded of, answered, accepted criterion by criterion, asked again.

use serde_json::{Value, json};
use tests::make::{self, Case, Stage, documents as doc};
use tests::{Person, TestApp};

const THREAD: &str = "query($id: ID!) { application(id: $id) { requests { id round state criteria question dueOn answer accepted closedAt evidence { id } } } }";
const ANSWER_DAY: &str = "query($id: ID!, $on: Date) { application(id: $id) { answerDay(on: $on) { on workingDay workingDays next } } }";
const CLOSE: &str = "mutation($input: CloseEvidenceRequestInput!) { closeEvidenceRequest(input: $input) { request { id state accepted closedAt } } }";

async fn ask(case: &Case, criteria: &[&str], due_on: Option<&str>) -> tests::Answer {
    let input = json!({ "input": {
        "applicationId": case.id, "criteria": criteria, "question": "Please show it.", "dueOn": due_on,
    } });
    case.assessor().ask(doc::REQUEST, input).await
}

async fn answer(case: &Case, request: &str) {
    let input = json!({ "input": { "requestId": request, "answer": "Here it is." } });
    case.manager.ask(doc::ANSWER, input).await.ok();
}

async fn close(case: &Case, request: &str, accepted: Value) -> tests::Answer {
    let mut input = json!({ "requestId": request });
    if !accepted.is_null() {
        input["accepted"] = accepted;
    }
    case.assessor().ask(CLOSE, json!({ "input": input })).await
}

async fn thread(person: &Person, case: &Case) -> Value {
    let answer = person.ask(THREAD, json!({ "id": case.id })).await;
    answer.at("/application/requests").clone()
}

#[tokio::test]
async fn what_is_not_accepted_is_asked_again_and_both_sides_see_one_thread() {
    let mut app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::InAssessment).await;
    let first = ask(&case, &["2.1", "3.1", "1.1"], Some("2026-12-07")).await;
    let first = first.text("/requestEvidence/request/id");
    let early = close(&case, &first, Value::Null).await;
    assert_eq!(early.rules(), ["L1"], "nothing is answered yet");
    answer(&case, &first).await;
    let unasked = close(&case, &first, json!(["7.1"])).await;
    assert_eq!(unasked.fields(), ["accepted"]);
    let closed = close(&case, &first, json!(["3.1", "1.1"])).await;
    assert_eq!(
        closed.at("/closeEvidenceRequest/request/accepted"),
        &json!(["1.1", "3.1"])
    );
    let again = close(&case, &first, json!([])).await;
    assert_eq!(again.rules(), ["L1"], "what was said stays");

    let second = ask(&case, &["2.1"], Some("2026-12-07")).await;
    assert_eq!(second.number("/requestEvidence/request/round"), 2);
    let second = second.text("/requestEvidence/request/id");
    answer(&case, &second).await;
    close(&case, &second, Value::Null).await.ok();
    let seen = thread(case.assessor(), &case).await;
    assert_eq!(seen[0]["accepted"], json!(["1.1", "3.1"]));
    assert_eq!(
        seen[1]["accepted"],
        json!(["2.1"]),
        "all where none is named"
    );
    assert!(seen[1]["closedAt"].is_string());
    assert_eq!(seen, thread(&case.manager, &case).await);

    let third = ask(&case, &["2.1"], Some("2026-12-07")).await;
    let third = third.text("/requestEvidence/request/id");
    answer(&case, &third).await;
    let fourth = ask(&case, &["2.1"], Some("2026-12-07")).await;
    assert_eq!(fourth.rules(), ["L1"], "three rounds");
    // The database keeps what was accepted as it was said.
    let owner = app.owner().await;
    let changed = owner
        .attempt("update evidence_request set accepted = '{1.1}' where round = 1")
        .await;
    assert!(changed.unwrap_err().contains("stays as it was said"));
    let unasked = owner
        .attempt("update evidence_request set accepted = '{1.1}', state = 'CLOSED' where round = 3")
        .await;
    assert!(unasked.is_err(), "accepted for what was not asked about");
    app.leave_jobs();
}

#[tokio::test]
async fn ten_working_days_are_proposed_and_any_day_says_whether_it_is_worked() {
    let mut app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::InAssessment).await;
    app.on("2026-12-18").await;
    let look = async |on: Value| {
        let asked = json!({ "id": case.id, "on": on });
        let answer = case.assessor().ask(ANSWER_DAY, asked).await;
        answer.at("/application/answerDay").clone()
    };
    // Christmas and Boxing Day, kept on the Monday, and New Year are no working days.
    let proposed =
        json!({ "on": "2027-01-06", "workingDay": true, "workingDays": 10, "next": "2027-01-06" });
    assert_eq!(look(Value::Null).await, proposed);
    let christmas =
        json!({ "on": "2026-12-25", "workingDay": false, "workingDays": 4, "next": "2026-12-29" });
    assert_eq!(look(json!("2026-12-25")).await, christmas);
    assert_eq!(look(json!("9999-12-31")).await["workingDay"], true);
    let asked = ask(&case, &["2.1"], None).await;
    let request = asked.text("/requestEvidence/request/id");
    let seen = thread(&case.manager, &case).await;
    assert_eq!(
        (&seen[0]["id"], &seen[0]["dueOn"]),
        (&json!(request), &json!("2027-01-06"))
    );
    app.leave_jobs();
}

#[tokio::test]
async fn the_university_is_reminded_14_7_and_2_days_before_once_each() {
    let app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::InAssessment).await;
    ask(&case, &["2.1", "3.1"], Some("2027-01-06")).await.ok();
    let other = make::application(&app, "brackenfield", Stage::InAssessment).await;
    let answered = ask(&other, &["2.1"], Some("2027-01-06")).await;
    app.work().await;
    let reminded = async || {
        let letters = app.letters().await;
        let mut told: Vec<_> = letters
            .into_iter()
            .filter(|letter| letter.subject.starts_with("An answer is due"))
            .map(|letter| (letter.to, letter.subject))
            .collect();
        told.sort();
        told
    };
    let mut told = Vec::new();
    for (day, expected) in [
        ("2026-12-22", 0),
        ("2026-12-23", 2),
        ("2026-12-24", 2),
        ("2026-12-29", 2),
        ("2026-12-30", 4),
        ("2027-01-03", 4),
    ] {
        app.on(day).await;
        app.work().await;
        app.work().await;
        told = reminded().await;
        assert_eq!(told.len(), expected, "{day}: {told:?}");
    }
    answer(&other, &answered.text("/requestEvidence/request/id")).await;
    // Nobody worked on the day itself; the reminder comes on the next, and names the days left.
    app.on("2027-01-05").await;
    app.work().await;
    let now = reminded().await;
    assert_eq!(now.len(), 5, "who has answered is left alone: {now:?}");
    let new: Vec<_> = now.iter().filter(|one| !told.contains(one)).collect();
    assert_eq!(new.len(), 1);
    assert!(
        new[0].1.starts_with("An answer is due tomorrow: "),
        "{new:?}"
    );
    app.on("2027-01-07").await;
    app.work().await;
    assert_eq!(reminded().await.len(), 5, "it has lapsed");
    let events = app.owner().await;
    let events = events
        .one("select count(*) from trail where act = 'evidence.reminded'")
        .await;
    assert_eq!(events, "5");
    app.check_trail().await;
}
