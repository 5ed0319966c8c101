//! Plans and moves: looked at, applied together, taken back (W4).

use serde_json::{Value, json};
use tests::make::{self, Case, Stage, documents as doc};
use tests::{Answer, Person, TestApp, world};

use super::{ASSESSOR, assign, change};

const CASE: &str = "case { id reference university points clock assessor { name } }";
pub(super) const RUN: &str = "run { id planned appliedBy moves undoneAt }";

pub(super) async fn plan(who: &Person) -> Answer {
    let document = format!(
        "{{ assignmentPlan {{ digest changes {{ {CASE} from {{ id }} to {{ id }} }} \
         unplaced {{ {CASE} reasons {{ rule message }} remedy assessor {{ id }} moreCapacity waitUntil }} \
         loads {{ assessor {{ id }} before after capacity }} }} }}"
    );
    who.ask(&document, json!({})).await
}

pub(super) async fn apply(who: &Person, digest: &str) -> Answer {
    change(who, "applyAssignmentPlan", json!({ "digest": digest }), RUN).await
}

pub(super) async fn undo(who: &Person, run: &str) -> Answer {
    let what = format!("{RUN} putBack {{ id }} kept {{ reference reasons {{ rule message }} }}");
    change(who, "undoAssignmentPlan", json!({ "runId": run }), &what).await
}

pub(super) async fn capacity(olive: &Person, of: &str, points: i64) {
    let input = json!({
        "assessorId": world::person_id(of), "capacity": points, "levels": [], "schemes": [], "languages": [], "version": 0,
    });
    change(olive, "setCapacity", input, ASSESSOR).await.ok();
}

pub(super) fn rows(answer: &Answer, path: &str) -> Vec<Value> {
    answer.at(path).as_array().unwrap().clone()
}

/// Three cases of Alderbrook, the last of them paid, and room for four in all.
async fn waiting(app: &TestApp) -> Vec<Case> {
    let olive = app.operator().await;
    for (of, points) in [("priya", 14), ("omar", 7), ("lena", 7), ("tilda", 0)] {
        capacity(&olive, of, points).await;
    }
    let mut cases = Vec::new();
    for _ in 0..3 {
        cases.push(make::application(app, "alderbrook", Stage::Submitted).await);
    }
    cases[2].pay().await;
    cases
}

async fn holder(case: &Case) -> (Value, Value) {
    let document = "query($id: ID!) { application(id: $id) { state assessor { id } } }";
    let asked = case.operator.ask(document, json!({ "id": case.id })).await;
    let at = |path: &str| asked.at(path).clone();
    (at("/application/state"), at("/application/assessor"))
}

#[tokio::test]
async fn w4_a_plan_is_looked_at_applied_and_taken_back() {
    let app = TestApp::start().await;
    let cases = waiting(&app).await;
    let (olive, lena) = (app.operator().await, app.assessor("lena").await);
    let first = plan(&olive).await;
    let digest = first.text("/assignmentPlan/digest");
    let changes = rows(&first, "/assignmentPlan/changes");
    assert_eq!(changes.len(), 3);
    assert_eq!(rows(&first, "/assignmentPlan/unplaced").len(), 0);
    let mut loads: Vec<_> = rows(&first, "/assignmentPlan/loads")
        .into_iter()
        .map(|load| {
            (
                load["after"].as_i64().unwrap(),
                load["capacity"].as_i64().unwrap(),
            )
        })
        .collect();
    loads.sort_unstable();
    assert_eq!(
        loads,
        [(0, 0), (7, 7), (7, 7), (7, 14)],
        "spread by capacity"
    );
    assert_eq!(
        plan(&lena).await.text("/assignmentPlan/digest"),
        digest,
        "a lead looks at the same"
    );
    assert_eq!(apply(&lena, &digest).await.code(), "FORBIDDEN");
    let stale = apply(&olive, &"0".repeat(64)).await;
    assert_eq!(stale.code(), "CONFLICT");
    assert_eq!(
        stale.error()["extensions"]["current"]["digest"],
        digest,
        "with the plan as it is now"
    );

    let applied = apply(&olive, &digest).await;
    let run = applied.text("/applyAssignmentPlan/run/id");
    assert_eq!(applied.number("/applyAssignmentPlan/run/moves"), 3);
    assert_eq!(
        applied.text("/applyAssignmentPlan/run/appliedBy"),
        "Olive Example"
    );
    let states: Vec<_> = [holder(&cases[0]).await.0, holder(&cases[2]).await.0].into();
    assert_eq!(
        states,
        ["SUBMITTED", "IN_ASSESSMENT"],
        "what is paid for starts (M7)"
    );
    app.work().await;
    assert_eq!(app.letters().await.len(), 1, "whoever can begin is told");

    // Twice changes nothing.
    assert_eq!(apply(&olive, &digest).await.code(), "CONFLICT");
    let again = plan(&olive).await;
    assert_eq!(rows(&again, "/assignmentPlan/changes").len(), 0);
    let nothing = apply(&olive, &again.text("/assignmentPlan/digest")).await;
    assert_eq!(*nothing.at("/applyAssignmentPlan/run"), Value::Null);

    // One of them is touched; the others go back, once.
    let (_, held) = holder(&cases[2]).await;
    let name = ["priya", "omar", "lena"]
        .into_iter()
        .find(|name| held["id"] == world::person_id(name))
        .unwrap();
    let input = json!({ "applicationId": cases[2].id, "ref": "1.1", "value": "MET", "note": "Seen.", "version": 0 });
    app.assessor(name)
        .await
        .ask(doc::JUDGE, json!({ "input": input }))
        .await
        .ok();
    let undone = undo(&olive, &run).await;
    assert_eq!(rows(&undone, "/undoAssignmentPlan/putBack").len(), 2);
    let kept = rows(&undone, "/undoAssignmentPlan/kept");
    assert_eq!(
        (kept.len(), &kept[0]["reasons"][0]["rule"]),
        (1, &json!("W4"))
    );
    for case in &cases[..2] {
        assert_eq!(holder(case).await.1, Value::Null);
    }
    assert_eq!(holder(&cases[2]).await.1, held);
    assert_eq!(undo(&olive, &run).await.rules(), ["W4"], "once");
    let runs = "{ assignmentRuns { totalCount nodes { id planned moves undoneAt } } }";
    let listed = olive.ask(runs, json!({})).await;
    assert_eq!(listed.number("/assignmentRuns/totalCount"), 1);
    assert!(listed.at("/assignmentRuns/nodes/0/undoneAt").is_string());
    app.work().await;
    app.check_trail().await;
}

#[tokio::test]
async fn w4_what_cannot_be_placed_says_why_and_what_would_help() {
    let app = TestApp::start().await;
    let cases = waiting(&app).await;
    let olive = app.operator().await;
    assign(&cases[0], "priya").await.ok();
    for name in ["omar", "lena"] {
        let away = json!({ "assessorId": world::person_id(name), "from": "2026-11-23", "backOn": "2026-12-21" });
        change(&olive, "setAbsence", away, ASSESSOR).await.ok();
    }
    let found = plan(&olive).await;
    let unplaced = rows(&found, "/assignmentPlan/unplaced");
    assert_eq!(
        (
            rows(&found, "/assignmentPlan/changes").len(),
            unplaced.len()
        ),
        (1, 1)
    );
    assert_eq!(unplaced[0]["assessor"]["id"], world::person_id("priya"));
    assert_eq!(unplaced[0]["moreCapacity"], 7);
    assert_eq!(
        unplaced[0]["remedy"],
        "Raise the capacity of Priya Example by 7 points."
    );
    let rules: Vec<_> = unplaced[0]["reasons"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| &r["rule"])
        .collect();
    assert!(rules.contains(&&json!("W2")), "{rules:?}");
    // What somebody placed by hand stays where it is.
    assert_eq!(holder(&cases[0]).await.1["id"], world::person_id("priya"));
    app.work().await;
}

#[tokio::test]
async fn w4_moves_by_hand_are_looked_at_together_and_made_together() {
    let app = TestApp::start().await;
    let cases = waiting(&app).await;
    let olive = app.operator().await;
    let to = |case: &Case, name: Option<&str>| json!({ "caseId": case.id, "assessorId": name.map(world::person_id) });
    let consider = async |moves: &[Value]| {
        let document = "query($moves: [MoveInput!]!) { considerMoves(moves: $moves) { \
            moves { case { reference } from { id } to { id } objections { rule } } loads { assessor { id } before after } } }";
        olive.ask(document, json!({ "moves": moves })).await
    };
    let both = [
        to(&cases[0], Some("omar")),
        to(&cases[1], Some("omar")),
        to(&cases[2], Some("tilda")),
    ];
    let looked = consider(&both).await;
    let objections: Vec<_> = rows(&looked, "/considerMoves/moves")
        .iter()
        .map(|row| row["objections"].as_array().unwrap().len())
        .collect();
    assert_eq!(
        objections,
        [1, 1, 2],
        "two are one too many for omar; tilda is tied and takes nothing on"
    );
    let made = change(&olive, "moveCases", json!({ "moves": both }), RUN).await;
    assert_eq!(made.rules(), ["W1", "W2"]);
    assert_eq!(
        holder(&cases[0]).await.1,
        Value::Null,
        "all of them or none"
    );

    let fits = [to(&cases[0], Some("omar")), to(&cases[1], Some("lena"))];
    let made = change(&olive, "moveCases", json!({ "moves": fits }), RUN).await;
    let run = made.text("/moveCases/run/id");
    assert!(!made.at("/moveCases/run/planned").as_bool().unwrap());
    // A swap fits although neither has room for both.
    let swap = [to(&cases[0], Some("lena")), to(&cases[1], Some("omar"))];
    change(&olive, "moveCases", json!({ "moves": swap }), RUN)
        .await
        .ok();
    let first = undo(&olive, &run).await;
    assert_eq!(
        rows(&first, "/undoAssignmentPlan/kept").len(),
        2,
        "moved again since"
    );
    let away = [to(&cases[0], None)];
    change(&olive, "moveCases", json!({ "moves": away }), RUN)
        .await
        .ok();
    assert_eq!(holder(&cases[0]).await.1, Value::Null);
    let twice = [to(&cases[1], None), to(&cases[1], None)];
    let twice = change(&olive, "moveCases", json!({ "moves": twice }), RUN).await;
    assert_eq!(twice.fields(), ["moves"]);
    app.work().await;
    app.check_trail().await;
}

#[tokio::test]
async fn the_board_shows_everybody_and_every_open_case() {
    let app = TestApp::start().await;
    let cases = waiting(&app).await;
    assign(&cases[2], "priya").await.ok();
    let document = "{ workload { assessors { person { name } points capacity } cases { reference state clock counts dueOn mayStart assessor { name } } } }";
    for name in ["olive", "lena"] {
        let board = app.person(name).await.ask(document, json!({})).await;
        assert_eq!(rows(&board, "/workload/assessors").len(), 4, "{name}");
        let cases = rows(&board, "/workload/cases");
        assert_eq!(cases.len(), 3);
        assert_eq!(cases[0]["clock"], "RUNNING", "the most urgent first");
        assert_eq!(cases[0]["assessor"]["name"], "Priya Example");
        assert_eq!(cases[1]["clock"], "NOT_STARTED");
    }
    app.on("2026-12-18").await;
    let board = app.operator().await.ask(document, json!({})).await;
    assert_eq!(board.text("/workload/cases/0/clock"), "DUE_SOON");
    app.on("2026-12-22").await;
    let board = app.operator().await.ask(document, json!({})).await;
    assert_eq!(board.text("/workload/cases/0/clock"), "OVERDUE");
    app.work().await;
}
