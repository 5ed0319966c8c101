//! Reports by schedule: one run a period, told without the data; paused, run by hand, removed and back.

use serde_json::{Value, json};
use tests::make::{self, Stage};
use tests::{Answer, Person, TestApp, world};

const SAVE: &str = "mutation($input: SaveReportInput!) { saveReport(input: $input) { savedReport { id nextOn schedule { words } narrowed } } }";
const LIST: &str =
    "{ savedReports { totalCount nodes { id name paused nextOn lastRun { state period rows } } } }";
const RUNS: &str = "query($id: ID!) { exports(savedReportId: $id) { totalCount nodes { id called period state madeBy { name } } } }";

async fn save(who: &Person, every: &str, day: i32) -> Answer {
    let input = json!({
        "name": "What is open", "format": "CSV", "schedule": { "every": every, "day": day },
        "report": { "report": "APPLICATIONS", "columns": ["reference"], "applications": { "state": ["SUBMITTED"] } },
    });
    who.ask(SAVE, json!({ "input": input })).await
}

async fn act(who: &Person, name: &str, id: &str) -> Answer {
    let of = if name == "runReport" {
        "export { id }"
    } else {
        "savedReport { paused nextOn }"
    };
    let document =
        format!("mutation($input: SavedReportInput!) {{ {name}(input: $input) {{ {of} }} }}");
    who.ask(&document, json!({ "input": { "savedReportId": id } }))
        .await
}

/// The periods of a saved report's runs, the latest first; a run by hand has none.
async fn periods(who: &Person, id: &str) -> Vec<Value> {
    let runs = who.ask(RUNS, json!({ "id": id })).await;
    let runs = runs.at("/exports/nodes").as_array().unwrap().clone();
    runs.into_iter().map(|run| run["period"].clone()).collect()
}

#[tokio::test]
async fn a_run_a_period_whatever_days_were_missed() {
    let app = TestApp::start().await;
    make::application(&app, "alderbrook", Stage::Submitted).await;
    let olive = app.operator().await;
    // Saved on Monday 23 November, for Wednesdays.
    let saved = save(&olive, "WEEK", 3).await;
    let id = saved.text("/saveReport/savedReport/id");
    assert_eq!(saved.text("/saveReport/savedReport/nextOn"), "2026-11-25");
    assert_eq!(
        saved.text("/saveReport/savedReport/schedule/words"),
        "Every Wednesday"
    );
    assert_eq!(
        saved.text("/saveReport/savedReport/narrowed/0"),
        "State: Submitted"
    );
    app.work().await;
    assert_eq!(periods(&olive, &id).await, [json!(null); 0], "not due yet");

    // Nobody worked on Wednesday: Thursday makes up for it, once however often it is asked.
    app.on("2026-11-26").await;
    app.work().await;
    app.work().await;
    assert_eq!(periods(&olive, &id).await, [json!("2026-11-25")]);
    app.on("2026-11-27").await;
    app.work().await;
    // Two weeks without a worker: the latest period alone is owed.
    app.on("2026-12-10").await;
    app.work().await;
    assert_eq!(
        periods(&olive, &id).await,
        [json!("2026-12-09"), json!("2026-11-25")]
    );
    let list = olive.ask(LIST, json!({})).await;
    assert_eq!(list.text("/savedReports/nodes/0/nextOn"), "2026-12-16");
    assert_eq!(
        list.at("/savedReports/nodes/0/lastRun"),
        &json!({ "state": "READY", "period": "2026-12-09", "rows": 1 })
    );

    // Its reader is told, with a link to a page that asks them to sign in, and nothing of what is in it.
    let letters = app.letters().await;
    let told: Vec<_> = letters
        .iter()
        .filter(|letter| letter.subject == "What is open is ready")
        .collect();
    assert_eq!(told.len(), 2);
    assert_eq!(told[0].to, "olive@scheme.test");
    assert!(
        told[0].text.contains("http://localhost:8080/reports"),
        "{}",
        told[0].text
    );
    assert!(!told[0].text.contains("ALD-0001"), "{}", told[0].text);
    app.check_trail().await;
}

#[tokio::test]
async fn it_rests_goes_on_is_removed_and_comes_back() {
    let app = TestApp::start().await;
    let (olive, otto) = (app.operator().await, app.person("otto").await);
    let saved = save(&olive, "MONTH", 31).await;
    let id = saved.text("/saveReport/savedReport/id");
    let paused = act(&otto, "pauseReport", &id).await;
    assert!(paused.at("/pauseReport/savedReport/nextOn").is_null());
    app.on("2026-11-30").await;
    app.work().await;
    assert_eq!(periods(&olive, &id).await, [json!(null); 0]);
    // What fell due while it rested is not made up for.
    app.on("2026-12-01").await;
    let resumed = act(&olive, "resumeReport", &id).await;
    assert_eq!(
        resumed.text("/resumeReport/savedReport/nextOn"),
        "2026-12-31"
    );
    app.work().await;
    assert_eq!(periods(&olive, &id).await, [json!(null); 0]);

    // By hand, whoever asks, in their own name.
    act(&otto, "runReport", &id).await.ok();
    app.work().await;
    let runs = olive.ask(RUNS, json!({ "id": id })).await;
    assert_eq!(runs.text("/exports/nodes/0/state"), "READY");
    assert_eq!(runs.text("/exports/nodes/0/called"), "What is open");
    assert_eq!(runs.text("/exports/nodes/0/madeBy/name"), "Otto Example");
    assert!(app.letters().await.is_empty(), "who runs it by hand looks");

    act(&olive, "removeReport", &id).await.ok();
    let list = olive.ask(LIST, json!({})).await;
    assert_eq!(list.number("/savedReports/totalCount"), 0);
    for what in ["runReport", "pauseReport", "removeReport"] {
        assert_eq!(act(&olive, what, &id).await.rules(), ["L1"], "{what}");
    }
    app.on("2026-12-31").await;
    app.work().await;
    assert_eq!(periods(&olive, &id).await.len(), 1);
    act(&olive, "restoreReport", &id).await.ok();
    assert_eq!(act(&olive, "restoreReport", &id).await.rules(), ["L1"]);
    app.work().await;
    assert_eq!(
        periods(&olive, &id).await,
        [json!("2026-12-31"), json!(null)]
    );
}

#[tokio::test]
async fn a_report_of_somebody_who_left_rests_and_nonsense_is_not_saved() {
    let app = TestApp::start().await;
    let (olive, otto) = (app.operator().await, app.person("otto").await);
    let saved = save(&otto, "WEEK", 1).await;
    let id = saved.text("/saveReport/savedReport/id");
    let leave = format!(
        "delete from staff where person_id = '{}'",
        world::person("otto")
    );
    app.owner().await.run(&leave).await;
    app.on("2026-11-30").await;
    app.work().await;
    assert_eq!(periods(&olive, &id).await, [json!(null); 0]);
    let list = olive.ask(LIST, json!({})).await;
    assert_eq!(list.at("/savedReports/nodes/0/paused"), &json!(true));

    for (every, day) in [("WEEK", 8), ("WEEK", 0), ("MONTH", 32), ("MONTH", -1)] {
        assert_eq!(save(&olive, every, day).await.fields(), ["day"]);
    }
    let mara = app.manager("alderbrook").await;
    assert_eq!(save(&mara, "WEEK", 1).await.code(), "FORBIDDEN");
    assert_eq!(act(&mara, "runReport", &id).await.code(), "FORBIDDEN");
}
