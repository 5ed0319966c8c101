//! Reports taken away as files: written by a job as whoever asked, fetched by a signed address, kept for a week (T4).

use std::io::{Cursor, Read};

use axum::http::Method;
use serde_json::{Value, json};
use tests::make::{self, Case, Stage};
use tests::{Answer, Person, TestApp, upload, world};
use zip::ZipArchive;

const MAKE: &str = "mutation($input: MakeExportInput!) { makeExport(input: $input) { export { id state narrowed title columns { name } } } }";
const OPEN: &str = "mutation($input: OpenExportInput!) { openExport(input: $input) { url } }";
const LOOK: &str =
    "query($id: ID!) { export(id: $id) { state rows size problem keptUntil madeBy { name } } }";

async fn make_export(who: &Person, report: Value, format: &str) -> Answer {
    let input = json!({ "report": report, "format": format });
    who.ask(MAKE, json!({ "input": input })).await
}

async fn open(who: &Person, id: &str) -> Answer {
    let input = json!({ "exportId": id });
    who.ask(OPEN, json!({ "input": input })).await
}

async fn look(who: &Person, id: &str) -> Answer {
    who.ask(LOOK, json!({ "id": id })).await
}

/// Makes an export, has it written, and fetches its file.
async fn export(app: &TestApp, who: &Person, report: Value, format: &str) -> Vec<u8> {
    let made = make_export(who, report, format).await;
    let id = made.text("/makeExport/export/id");
    app.work().await;
    assert_eq!(look(who, &id).await.text("/export/state"), "READY");
    let url = open(who, &id).await.text("/openExport/url");
    let answer = reqwest::get(&url).await.unwrap();
    assert_eq!(answer.status(), 200);
    answer.bytes().await.unwrap().to_vec()
}

async fn reference(case: &Case) -> String {
    let document = "query($id: ID!) { application(id: $id) { reference } }";
    let seen = case.manager.ask(document, json!({ "id": case.id })).await;
    seen.text("/application/reference")
}

/// The lines of a file of comma-separated values, the mark at its beginning taken off.
fn lines(bytes: Vec<u8>) -> Vec<String> {
    let text = String::from_utf8(bytes).unwrap();
    let text = text.strip_prefix('\u{feff}').expect("the mark of UTF-8");
    text.lines().map(str::to_owned).collect()
}

#[tokio::test]
async fn the_table_is_taken_away_as_it_is_seen() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    make::application(&app, "alderbrook", Stage::Decided).await;
    let going = make::application(&app, "brackenfield", Stage::InAssessment).await;
    make::application(&app, "brackenfield", Stage::Draft).await;
    owner
        .run("update university set name = '=HYPERLINK(\"http://x\")' where slug = 'brackenfield'")
        .await;
    let olive = app.operator().await;
    let asked = json!({
        "report": "APPLICATIONS", "columns": ["university", "reference", "status", "level", "assessor", "due", "waits"],
        "applications": { "state": ["IN_ASSESSMENT", "DECIDED"] }, "sort": "REFERENCE",
    });
    let made = make_export(&olive, asked.clone(), "CSV").await;
    let id = made.text("/makeExport/export/id");
    assert_eq!(made.text("/makeExport/export/state"), "RUNNING");
    assert_eq!(
        made.text("/makeExport/export/narrowed/0"),
        "State: In assessment, Decided"
    );
    assert_eq!(open(&olive, &id).await.rules(), ["L1"], "not written yet");
    app.work().await;
    let seen = look(&olive, &id).await;
    assert_eq!(seen.text("/export/state"), "READY");
    assert_eq!(seen.number("/export/rows"), 2);
    assert_eq!(seen.text("/export/madeBy/name"), "Olive Example");

    // The link is signed, good for the browser, and told in the trail.
    let url = open(&olive, &id).await.text("/openExport/url");
    let file = upload::browser(Method::GET, &url, Vec::new()).await;
    assert_eq!(file.status, 200);
    let unsigned = url.split('?').next().unwrap();
    assert_eq!(reqwest::get(unsigned).await.unwrap().status(), 403);
    let file = lines(file.text.into_bytes());
    assert_eq!(
        file,
        [
            "\"University\",\"Reference\",\"Status\",\"Level\",\"Assessor\",\"Due on\",\"Waits for\"".to_owned(),
            "\"University of Alderbrook\",\"ALD-0001\",\"Decided\",\"Bronze\",\"Priya Example\",\"2026-12-21\",\"Nobody\"".to_owned(),
            format!("\"'=HYPERLINK(\"\"http://x\"\")\",\"{}\",\"In assessment\",\"Bronze\",\"Priya Example\",\"2026-12-21\",\"Assessor\"", reference(&going).await),
        ]
    );
    let told = "select act from trail where university_id = '00000000-0000-0000-0000-000000000000' and act like 'export.%' order by seq";
    assert_eq!(
        owner.column(told).await,
        ["export.made", "export.ready", "export.opened"]
    );

    // The same as a workbook: words are words, whatever they begin with.
    let book = export(&app, &olive, asked, "XLSX").await;
    let mut book = ZipArchive::new(Cursor::new(book)).unwrap();
    let mut sheet = String::new();
    let mut part = book.by_name("xl/worksheets/sheet1.xml").unwrap();
    part.read_to_string(&mut sheet).unwrap();
    assert!(!sheet.contains("<f>"), "{sheet}");
    assert!(
        sheet.contains("=HYPERLINK(\"http://x\")") || sheet.contains("=HYPERLINK(&quot;"),
        "{sheet}"
    );
    assert_eq!(sheet.matches("<row ").count(), 3);
    assert!(
        sheet.contains(&format!("<v>{}</v>", 46_377)),
        "21 December 2026 as a day: {sheet}"
    );
    app.check_trail().await;
}

#[tokio::test]
async fn every_report_has_all_its_columns() {
    let app = TestApp::start().await;
    make::application(&app, "alderbrook", Stage::Decided).await;
    make::application(&app, "brackenfield", Stage::Submitted).await;
    let olive = app.operator().await;
    let kinds = "{ reportKinds { report columns { name heading } } }";
    let kinds = olive.ask(kinds, json!({})).await;
    let kinds = kinds.at("/reportKinds").as_array().unwrap().clone();
    let mut first = Vec::new();
    for kind in &kinds {
        let file = lines(export(&app, &olive, json!({ "report": kind["report"] }), "CSV").await);
        let headings = kind["columns"].as_array().unwrap().iter();
        let headings: Vec<String> = headings.map(|c| c["heading"].to_string()).collect();
        assert_eq!(file[0], headings.join(","), "{kind}");
        first.push(format!("{} {}", file.len() - 1, file[1]));
    }
    assert_eq!(kinds.len(), 6);
    let number = app.owner().await.one("select number from award").await;
    let (year, month) = ("2026-11-23", "2026-11-01");
    assert_eq!(
        first[2],
        format!(
            "1 \"{number}\",\"University of Alderbrook\",\"Peer mentoring\",\"Bronze\",\"In force\",\"{year}\",\"2027-11-23\""
        )
    );
    assert_eq!(
        first[3],
        "2 \"Brackenfield University\",\"\",\"1\",\"1\",\"0\",\"420.00\""
    );
    assert_eq!(first[4], format!("1 \"{month}\",\"Bronze\",\"1\""));
    assert!(
        first[5].contains("\"export.made\",\"An export of Audit trail"),
        "{}",
        first[5]
    );
    assert!(first[0].starts_with("2 "), "{}", first[0]);
    // What is outstanding comes first: net, VAT, with VAT, credited, paid, outstanding.
    assert!(
        first[1].contains(
            "\"Outstanding\",\"350.00\",\"70.00\",\"420.00\",\"0.00\",\"0.00\",\"420.00\""
        ),
        "{}",
        first[1]
    );
}

#[tokio::test]
async fn a_report_is_narrowed_by_its_own_and_by_what_was_chosen() {
    let app = TestApp::start().await;
    let one = make::application(&app, "alderbrook", Stage::Decided).await;
    let other = make::application(&app, "brackenfield", Stage::Decided).await;
    let olive = app.operator().await;
    let chosen =
        json!({ "report": "APPLICATIONS", "columns": ["reference"], "applicationIds": [other.id] });
    assert_eq!(
        lines(export(&app, &olive, chosen, "CSV").await),
        [
            "\"Reference\"".to_owned(),
            format!("\"{}\"", reference(&other).await)
        ]
    );
    let awards = json!({
        "report": "AWARDS", "columns": ["university"],
        "awards": { "universityId": world::university_id("alderbrook"), "state": ["IN_FORCE"] },
    });
    let made = make_export(&olive, awards.clone(), "CSV").await;
    assert_eq!(
        made.at("/makeExport/export/narrowed"),
        &json!(["State: In force", "University: University of Alderbrook"])
    );
    assert_eq!(
        lines(export(&app, &olive, awards, "CSV").await),
        ["\"University\"", "\"University of Alderbrook\""]
    );
    let expired = json!({ "report": "AWARDS", "awards": { "state": ["EXPIRED"] } });
    assert_eq!(lines(export(&app, &olive, expired, "CSV").await).len(), 1);

    // What cannot be: each field says what to change.
    let ids = vec![one.id.clone(); 2_001];
    for (report, field) in [
        (
            json!({ "report": "INVOICES", "applications": {} }),
            "applications",
        ),
        (
            json!({ "report": "AWARDS", "columns": ["assessor"] }),
            "columns",
        ),
        (json!({ "report": "DECISIONS", "months": 0 }), "months"),
        (
            json!({ "report": "APPLICATIONS", "applicationIds": ids }),
            "applicationIds",
        ),
    ] {
        let refused = make_export(&olive, report, "CSV").await;
        assert_eq!(refused.fields(), [field]);
    }
}

#[tokio::test]
async fn an_export_is_kept_for_a_week_and_written_for_operators_alone() {
    let app = TestApp::start().await;
    make::application(&app, "alderbrook", Stage::Draft).await;
    let (olive, mara) = (app.operator().await, app.manager("alderbrook").await);
    let asked = json!({ "report": "APPLICATIONS" });
    assert_eq!(
        make_export(&mara, asked.clone(), "CSV").await.code(),
        "FORBIDDEN"
    );
    let made = make_export(&olive, asked.clone(), "CSV").await;
    let kept = made.text("/makeExport/export/id");
    app.work().await;
    let url = open(&olive, &kept).await.text("/openExport/url");
    assert_eq!(open(&mara, &kept).await.code(), "NOT_FOUND");
    assert_eq!(look(&mara, &kept).await.code(), "NOT_FOUND");

    // Whoever runs the scheme no longer has nothing written in their name.
    let otto = app.person("otto").await;
    let made = make_export(&otto, asked, "XLSX").await;
    let unwritten = made.text("/makeExport/export/id");
    let leave = format!(
        "delete from staff where person_id = '{}'",
        world::person("otto")
    );
    app.owner().await.run(&leave).await;
    app.work().await;
    let seen = look(&olive, &unwritten).await;
    assert_eq!(seen.text("/export/state"), "FAILED");
    assert_eq!(
        seen.text("/export/problem"),
        "Whoever asked for it runs the scheme no longer."
    );
    assert_eq!(open(&olive, &unwritten).await.rules(), ["T4"]);

    app.on("2026-11-29").await;
    app.work().await;
    assert_eq!(look(&olive, &kept).await.text("/export/state"), "READY");
    app.on("2026-12-01").await;
    app.work().await;
    let seen = look(&olive, &kept).await;
    assert_eq!(seen.text("/export/state"), "REMOVED");
    assert!(seen.at("/export/keptUntil").is_null());
    assert_eq!(open(&olive, &kept).await.rules(), ["T4"]);
    assert_eq!(reqwest::get(&url).await.unwrap().status(), 404);
    let list = "{ exports { totalCount nodes { state } } }";
    let list = olive.ask(list, json!({})).await;
    assert_eq!(list.number("/exports/totalCount"), 2);
}

#[tokio::test]
async fn a_worker_that_is_killed_leaves_nothing_half_written() {
    let app = TestApp::start().await;
    make::application(&app, "alderbrook", Stage::Draft).await;
    let olive = app.operator().await;
    let asked = json!({ "report": "APPLICATIONS", "columns": ["reference"] });
    let made = make_export(&olive, asked, "CSV").await;
    let id = made.text("/makeExport/export/id");
    // The job was claimed once, told of rows, and its worker is gone.
    let owner = app.owner().await;
    owner
        .run("update job set attempts = 1 where kind = 'write_export'; update export set row_count = 700")
        .await;
    app.work().await;
    let seen = look(&olive, &id).await;
    assert_eq!(seen.text("/export/state"), "READY");
    assert_eq!(seen.number("/export/rows"), 1);
    // Once more changes nothing: it is written.
    owner
        .run("update job set done_at = null, run_at = '2026-11-22' where kind = 'write_export'")
        .await;
    app.work().await;
    assert_eq!(
        owner
            .one("select count(*)::text from trail where act = 'export.ready'")
            .await,
        "1"
    );
}
