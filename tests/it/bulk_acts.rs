//! One act on many applications: looked at, done to each by itself, taken back within a day (L1).

use serde_json::{Value, json};
use tests::make::{self, Case, Stage};
use tests::{Answer, Person, TestApp, world};

const HEAD: &str =
    "bulkAct { id kind state undoUntil counts { waiting may refused done undone kept total } }";
const ACT: &str = "query($id: ID!) { bulkAct(id: $id) { state undoUntil madeBy { name } counts { waiting may refused done undone kept total } } }";
const ROWS: &str = "query($id: ID!, $verdict: [BulkVerdict!]) { bulkRows(bulkActId: $id, verdict: $verdict, first: 100) { totalCount nodes { application { reference state university { name } } verdict reasons { rule message } } } }";

async fn act(who: &Person, name: &str, input: Value) -> Answer {
    let kind = format!("{}{}Input", name[..1].to_uppercase(), &name[1..]);
    let document = format!("mutation($input: {kind}!) {{ {name}(input: $input) {{ {HEAD} }} }}");
    who.ask(&document, json!({ "input": input })).await
}

async fn prepare(who: &Person, kind: &str, cases: &[&Case], reason: &str) -> String {
    let ids: Vec<&str> = cases.iter().map(|case| case.id.as_str()).collect();
    let input = json!({ "kind": kind, "applicationIds": ids, "reason": reason });
    let made = act(who, "prepareBulkAct", input).await;
    assert_eq!(made.text("/prepareBulkAct/bulkAct/state"), "CHECKING");
    made.text("/prepareBulkAct/bulkAct/id")
}

async fn apply(who: &Person, id: &str) -> Answer {
    act(who, "applyBulkAct", json!({ "bulkActId": id })).await
}

async fn undo(who: &Person, id: &str) -> Answer {
    act(who, "undoBulkAct", json!({ "bulkActId": id })).await
}

async fn look(who: &Person, id: &str) -> Answer {
    who.ask(ACT, json!({ "id": id })).await
}

async fn rows(who: &Person, id: &str) -> Vec<String> {
    verdicts(&who.ask(ROWS, json!({ "id": id })).await)
}

/// How it stands with each application, in the order they were chosen.
fn verdicts(seen: &Answer) -> Vec<String> {
    let rows = seen.at("/bulkRows/nodes").as_array().unwrap();
    let words = rows.iter().map(|row| {
        let reasons = row["reasons"].as_array().unwrap();
        let rules = reasons
            .iter()
            .map(|reason| format!(" {}", reason["rule"].as_str().unwrap()));
        format!(
            "{}{}",
            row["verdict"].as_str().unwrap(),
            rules.collect::<String>()
        )
    });
    words.collect()
}

async fn state(case: &Case) -> String {
    let document = "query($id: ID!) { application(id: $id) { state } }";
    let seen = case.operator.ask(document, json!({ "id": case.id })).await;
    seen.text("/application/state")
}

#[tokio::test]
async fn a_hold_of_many_is_looked_at_done_to_each_and_taken_back() {
    let app = TestApp::start().await;
    let first = make::application(&app, "alderbrook", Stage::InAssessment).await;
    let draft = make::application(&app, "brackenfield", Stage::Draft).await;
    let second = make::application(&app, "brackenfield", Stage::InAssessment).await;
    let olive = app.operator().await;
    let id = prepare(
        &olive,
        "HOLD",
        &[&first, &draft, &second],
        "The bank holiday.",
    )
    .await;
    assert_eq!(
        apply(&olive, &id).await.rules(),
        ["L1"],
        "not looked at yet"
    );
    let owner = app.owner().await;
    let events = async || {
        let all = owner.column("select act from trail where act like 'application.held' or act like 'application.resumed' order by university_id, seq");
        all.await.len()
    };
    app.work().await;
    let seen = look(&olive, &id).await;
    assert_eq!(seen.text("/bulkAct/state"), "CHECKED");
    assert_eq!(seen.text("/bulkAct/madeBy/name"), "Olive Example");
    assert_eq!(rows(&olive, &id).await, ["MAY", "REFUSED L1", "MAY"]);
    assert_eq!(seen.number("/bulkAct/counts/may"), 2);
    // Looking changed nothing, and told nothing.
    assert_eq!(state(&first).await, "IN_ASSESSMENT");
    assert_eq!(events().await, 0);
    assert!(
        app.letters()
            .await
            .iter()
            .all(|letter| !letter.subject.contains("on hold"))
    );

    apply(&olive, &id).await.ok();
    assert_eq!(apply(&olive, &id).await.rules(), ["L1"], "once is all");
    app.work().await;
    let seen = look(&olive, &id).await;
    assert_eq!(seen.text("/bulkAct/state"), "DONE");
    assert_eq!(rows(&olive, &id).await, ["DONE", "REFUSED L1", "DONE"]);
    let done = olive
        .ask(ROWS, json!({ "id": id, "verdict": ["DONE"] }))
        .await;
    assert_eq!(done.number("/bulkRows/totalCount"), 2);
    assert_eq!(
        (state(&first).await, state(&draft).await),
        ("ON_HOLD".to_owned(), "DRAFT".to_owned())
    );
    assert_eq!(events().await, 2);
    let document = "query($id: ID!) { application(id: $id) { hold { reason } } }";
    let held = first.manager.ask(document, json!({ "id": first.id })).await;
    assert_eq!(held.text("/application/hold/reason"), "The bank holiday.");

    // Somebody lets one go on by hand: taking the act back leaves that one alone.
    let version = first.version().await;
    let input = json!({ "applicationId": first.id, "version": version });
    let document = "mutation($input: ResumeApplicationInput!) { resumeApplication(input: $input) { application { state } } }";
    olive.ask(document, json!({ "input": input })).await.ok();
    undo(&olive, &id).await.ok();
    app.work().await;
    let seen = look(&olive, &id).await;
    assert_eq!(seen.text("/bulkAct/state"), "UNDONE");
    assert_eq!(rows(&olive, &id).await, ["KEPT L1", "REFUSED L1", "UNDONE"]);
    assert_eq!(state(&second).await, "IN_ASSESSMENT");
    assert_eq!(events().await, 4);
    assert_eq!(undo(&olive, &id).await.rules(), ["L1"]);
    app.check_trail().await;
}

/// Letters there are when no job is left.
async fn letters_before(app: &TestApp) -> usize {
    app.work().await;
    app.letters().await.len()
}

#[tokio::test]
async fn an_act_is_taken_back_within_a_day_where_it_can_be() {
    let app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::InAssessment).await;
    let olive = app.operator().await;
    let id = prepare(&olive, "HOLD", &[&case], "Merging.").await;
    app.work().await;
    apply(&olive, &id).await.ok();
    app.work().await;
    assert!(look(&olive, &id).await.at("/bulkAct/undoUntil").is_string());
    app.on("2026-11-25").await;
    let olive = app.operator().await;
    assert!(look(&olive, &id).await.at("/bulkAct/undoUntil").is_null());
    assert_eq!(undo(&olive, &id).await.rules(), ["L1"]);

    let id = prepare(&olive, "RESUME", &[&case], "").await;
    app.work().await;
    apply(&olive, &id).await.ok();
    app.work().await;
    assert_eq!(state(&case).await, "IN_ASSESSMENT");
    undo(&olive, &id).await.ok();
    app.work().await;
    assert_eq!(state(&case).await, "ON_HOLD");
}

#[tokio::test]
async fn whoever_has_the_next_move_is_reminded_once_a_day() {
    let app = TestApp::start().await;
    let judged = make::application(&app, "alderbrook", Stage::InAssessment).await;
    let unpaid = make::application(&app, "brackenfield", Stage::Submitted).await;
    let olive = app.operator().await;
    let before = letters_before(&app).await;
    let id = prepare(&olive, "REMIND", &[&judged, &unpaid], "").await;
    app.work().await;
    // Nobody judges the second: the next move is the operator's own.
    assert_eq!(rows(&olive, &id).await, ["MAY", "REFUSED L1"]);
    apply(&olive, &id).await.ok();
    app.work().await;
    let letters = app.letters().await;
    assert_eq!(letters.len(), before + 1);
    assert!(letters[0].subject.ends_with("waits for you"));
    assert_eq!(undo(&olive, &id).await.rules(), ["L1"]);

    let document = "mutation($input: SendReminderInput!) { sendReminder(input: $input) { application { id } } }";
    let again = json!({ "input": { "applicationId": judged.id } });
    assert_eq!(olive.ask(document, again.clone()).await.rules(), ["L1"]);
    app.on("2026-11-24").await;
    let olive = app.operator().await;
    olive.ask(document, again).await.ok();
    app.work().await;
}

#[tokio::test]
async fn an_order_starts_before_payment_as_a_whole() {
    let app = TestApp::start().await;
    let mut cases = Vec::new();
    for name in ["Early one", "Early two"] {
        let mut case = Case::draft(&app, "alderbrook", name).await;
        case.fill().await;
        cases.push(case);
    }
    let mut each = Vec::new();
    for case in &cases {
        each.push(json!({ "applicationId": case.id, "version": case.version().await }));
    }
    let document = "mutation($input: SubmitApplicationsInput!) { submitApplications(input: $input) { applications { order { id } } } }";
    let input = json!({ "applications": each, "split": false });
    let sent = cases[0].manager.ask(document, json!({ "input": input }));
    sent.await.ok();
    let draft = make::application(&app, "brackenfield", Stage::Draft).await;
    let olive = app.operator().await;
    let id = prepare(
        &olive,
        "START_BEFORE_PAYMENT",
        &[&cases[0], &cases[1], &draft],
        "Known to pay.",
    )
    .await;
    app.work().await;
    assert_eq!(rows(&olive, &id).await, ["MAY", "MAY", "REFUSED M7"]);
    apply(&olive, &id).await.ok();
    app.work().await;
    assert_eq!(rows(&olive, &id).await, ["DONE", "DONE", "REFUSED M7"]);
    let owner = app.owner().await;
    let allowed = "select id::text from trail where act = 'order.start_allowed'";
    assert_eq!(
        owner.column(allowed).await.len(),
        2,
        "one event an application, of one act"
    );
    assert_eq!(undo(&olive, &id).await.rules(), ["L1"]);
}

#[tokio::test]
async fn what_cannot_be_prepared_says_what_to_change() {
    let app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::InAssessment).await;
    let olive = app.operator().await;
    let fields = async |input: Value| act(&olive, "prepareBulkAct", input).await.fields();
    assert_eq!(
        fields(json!({ "kind": "HOLD", "reason": " ", "applicationIds": [] })).await,
        ["reason"]
    );
    assert_eq!(
        fields(json!({ "kind": "RESUME" })).await,
        ["applicationIds"]
    );
    assert_eq!(
        fields(json!({ "kind": "RESUME", "applicationIds": [case.id], "filter": {} })).await,
        ["applicationIds"]
    );
    assert_eq!(
        fields(json!({ "kind": "RESUME", "applicationIds": [] })).await,
        ["applicationIds"]
    );
    assert_eq!(
        fields(json!({ "kind": "RESUME", "filter": { "search": "no such words" } })).await,
        ["applicationIds"]
    );
    // Every one that a filter leaves, each once.
    let input =
        json!({ "kind": "HOLD", "reason": "All.", "filter": { "state": ["IN_ASSESSMENT"] } });
    let made = act(&olive, "prepareBulkAct", input).await;
    assert_eq!(made.number("/prepareBulkAct/bulkAct/counts/total"), 1);
    app.work().await;
    // To none of what was chosen can it be done; named twice it is meant once.
    let id = prepare(&olive, "RESUME", &[&case, &case], "").await;
    assert_eq!(look(&olive, &id).await.number("/bulkAct/counts/total"), 1);
    app.work().await;
    assert_eq!(apply(&olive, &id).await.rules(), ["L1"]);
}

#[tokio::test]
async fn nothing_is_done_in_the_name_of_who_runs_the_scheme_no_longer() {
    let app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::InAssessment).await;
    let olive = app.operator().await;
    let id = prepare(&olive, "HOLD", &[&case], "Merging.").await;
    app.work().await;
    apply(&olive, &id).await.ok();
    let owner = app.owner().await;
    let gone = format!(
        "delete from staff where person_id = '{}'",
        world::person("olive")
    );
    owner.run(&gone).await;
    app.work().await;
    assert_eq!(state_by(&app, &case).await, "IN_ASSESSMENT");
    let rows = owner.column("select verdict || ' ' || (reasons -> 0 ->> 'rule') from bulk_row");
    assert_eq!(rows.await, ["REFUSED T4"]);
    assert_eq!(owner.column("select state from bulk_act").await, ["DONE"]);
}

async fn state_by(app: &TestApp, case: &Case) -> String {
    let document = "query($id: ID!) { application(id: $id) { state } }";
    let priya = app.assessor("priya").await;
    let seen = priya.ask(document, json!({ "id": case.id })).await;
    seen.text("/application/state")
}
