//! Bulk import: a file is checked row by row, its good rows are written, its bad ones returned, and all of it is taken back (B1-B3).

mod kinds;

use reqwest::Method;
use serde_json::{Value, json};
use tests::imports::{self, programmes, send};
use tests::{TestApp, upload};

fn counts(import: &Value) -> Vec<i64> {
    [
        "rows",
        "new",
        "same",
        "differing",
        "bad",
        "added",
        "changed",
        "takenBack",
        "kept",
    ]
    .iter()
    .map(|name| import["counts"][name].as_i64().unwrap())
    .collect()
}

#[tokio::test]
async fn good_rows_are_written_bad_ones_returned_and_a_second_run_changes_nothing() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    let sql = app.owner().await;
    let file = programmes(1_200, 33);
    let import = send(&app, &olive, "PROGRAMMES", "programmes.csv", &file).await;
    let read = import.now().await;
    assert_eq!(read["state"], "MAPPING", "{read:#}");
    assert_eq!(read["readAs"], "CSV with commas, UTF-8");
    let fields: Vec<&Value> = read["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| &c["field"])
        .collect();
    assert_eq!(
        fields,
        [
            "university",
            "name",
            "externalReference",
            "purpose",
            "directions",
            "mentors",
            "startedOn",
            "coordinator"
        ]
    );
    assert_eq!(import.commit().await.rules(), ["L1"], "it is checked first");

    import.check(&app, false).await;
    let checked = import.now().await;
    assert_eq!(checked["state"], "CHECKED");
    assert_eq!(counts(&checked), [1_200, 1_164, 0, 0, 36, 0, 0, 0, 0]);
    assert_eq!(
        sql.one("select count(*)::text from programme").await,
        "0",
        "nothing is written by checking"
    );
    let bad = import.rows("BAD").await;
    assert_eq!(bad[0]["number"], 18);
    assert_eq!(bad[0]["problems"][0]["column"], 5);
    assert_eq!(bad[0]["problems"][0]["rule"], "P1");

    import.commit().await.ok();
    app.work().await;
    let committed = import.now().await;
    assert_eq!(committed["state"], "COMMITTED");
    assert_eq!(counts(&committed), [1_200, 1_164, 0, 0, 36, 1_164, 0, 0, 0]);
    assert_eq!(
        sql.one("select count(*)::text from programme").await,
        "1164"
    );
    let first = "select name || ' ' || external_reference || ' ' || mentors || ' ' || started_on || ' ' || array_to_string(directions, ',') || ' ' || coordinator from programme where external_reference = 'P-1'";
    assert_eq!(
        sql.one(first).await,
        "Programme 1 P-1 24 2024-02-02 STAFF_TO_STUDENT,STUDENT_TO_STUDENT Sam Shaw"
    );
    app.check_trail().await;
    assert_eq!(
        sql.one("select count(*)::text from trail where act = 'programme.added' and actor_id is not null").await,
        "1164"
    );

    // The bad rows come back with what to change, and nothing else is in the file.
    let url = import.problems().await.text("/openImportProblems/url");
    let returned = upload::browser(Method::GET, &url, Vec::new()).await;
    assert_eq!(returned.status, 200);
    assert_eq!(returned.text.lines().count(), 37);
    assert!(
        returned
            .text
            .contains("Mentors: Enter the number of mentors as a whole number"),
        "{}",
        returned.text
    );
    assert_eq!(
        sql.one("select count(*)::text from trail where act = 'import.problems_exported'")
            .await,
        "1"
    );

    // Corrected, they are what is new; the same file once more changes nothing.
    let corrected = returned.text.replace("about twenty", "20");
    let again = send(
        &app,
        &olive,
        "PROGRAMMES",
        "corrected.csv",
        corrected.as_bytes(),
    )
    .await;
    again.check(&app, false).await;
    assert_eq!(counts(&again.now().await)[..5], [36, 36, 0, 0, 0]);
    let again = send(&app, &olive, "PROGRAMMES", "programmes.csv", &file).await;
    again.check(&app, false).await;
    let now = again.now().await;
    assert_eq!(counts(&now)[..5], [1_200, 0, 1_164, 0, 36]);
    assert_eq!(now["mayCommit"]["reasons"][0]["rule"], "B2");
    assert_eq!(again.commit().await.rules(), ["B2"]);

    // And taken back, nothing is left of it.
    import.undo().await.ok();
    app.work().await;
    let undone = import.now().await;
    assert_eq!(undone["state"], "UNDONE");
    assert_eq!(
        counts(&undone),
        [1_200, 1_164, 0, 0, 36, 1_164, 0, 1_164, 0]
    );
    assert_eq!(sql.one("select count(*)::text from programme").await, "0");
    assert_eq!(import.undo().await.rules(), ["B3"], "once is enough");
    app.check_trail().await;
}

#[tokio::test]
async fn what_differs_is_shown_changed_when_that_is_chosen_and_put_back() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    let sql = app.owner().await;
    let file = programmes(4, 0);
    let import = send(&app, &olive, "PROGRAMMES", "programmes.csv", &file).await;
    import.check(&app, false).await;
    import.commit().await.ok();
    app.work().await;
    let other = String::from_utf8(file).unwrap().replace(
        "Programme 2,P-2,Helps people settle in.",
        "Programme two,P-2,Finds people work.",
    );
    let shown = send(
        &app,
        &olive,
        "PROGRAMMES",
        "programmes.csv",
        other.as_bytes(),
    )
    .await;
    shown.check(&app, false).await;
    assert_eq!(counts(&shown.now().await)[..5], [4, 0, 3, 1, 0]);
    let differs = shown.rows("DIFFERS").await;
    assert_eq!(
        differs[0]["changes"],
        json!([
            { "field": "Programme", "from": "Programme 2", "to": "Programme two" },
            { "field": "Purpose", "from": "Helps people settle in.", "to": "Finds people work." },
        ])
    );
    assert_eq!(
        shown.commit().await.rules(),
        ["B2"],
        "updating was not chosen"
    );
    shown.check(&app, true).await;
    shown.commit().await.ok();
    app.work().await;
    assert_eq!(counts(&shown.now().await), [4, 0, 3, 1, 0, 0, 1, 0, 0]);
    let called = "select name from programme where external_reference = 'P-2'";
    assert_eq!(sql.one(called).await, "Programme two");
    shown.undo().await.ok();
    app.work().await;
    assert_eq!(sql.one(called).await, "Programme 2");
    app.check_trail().await;
}

#[tokio::test]
async fn what_something_was_built_on_stays_and_says_why() {
    let app = TestApp::start().await;
    let (olive, mara) = (app.operator().await, app.manager("alderbrook").await);
    let import = send(
        &app,
        &olive,
        "PROGRAMMES",
        "programmes.csv",
        &programmes(4, 0),
    )
    .await;
    import.check(&app, false).await;
    import.commit().await.ok();
    app.work().await;
    let listed = mara
        .ask("{ programmes(first: 10) { nodes { id name } } }", json!({}))
        .await;
    let id = listed.text("/programmes/nodes/0/id");
    let start = "mutation($input: StartApplicationInput!) { startApplication(input: $input) { application { id } } }";
    let started = mara
        .ask(
            start,
            json!({ "input": { "programmeId": id, "level": "BRONZE" } }),
        )
        .await;
    started.ok();
    import.undo().await.ok();
    app.work().await;
    let undone = import.now().await;
    assert_eq!(counts(&undone)[5..], [4, 0, 3, 1]);
    let rows = import.rows("").await;
    let kept: Vec<&Value> = rows
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["outcome"] == "KEPT")
        .collect();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0]["problems"][0]["rule"], "B3");
    assert_eq!(
        undone["mayUndo"]["allowed"], true,
        "later it may be possible"
    );
}

#[tokio::test]
async fn formulas_come_back_as_words() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    let file = "University,Programme,Purpose,Directions,Mentors,Started on,=cmd|' /C calc'!A0\nalderbrook,@SUM(A1),+1,x,=2,-1,\"=HYPERLINK(\"\"http://x\"\")\"\n";
    let import = send(&app, &olive, "PROGRAMMES", "=evil.csv", file.as_bytes()).await;
    import.check(&app, false).await;
    assert_eq!(counts(&import.now().await)[4], 1);
    let url = import.problems().await.text("/openImportProblems/url");
    let returned = upload::browser(Method::GET, &url, Vec::new()).await.text;
    let returned = returned.trim_start_matches('\u{feff}');
    let mut reader = returned.lines();
    let (head, row) = (reader.next().unwrap(), reader.next().unwrap());
    assert!(head.contains("\"'=cmd|' /C calc'!A0\","), "{head}");
    for cell in ["@SUM(A1)", "+1", "=2", "-1", "=HYPERLINK("] {
        assert!(row.contains(&format!("\"'{cell}")), "{cell} in {row}");
    }
    // Sent again, the cells are what they were.
    let again = send(&app, &olive, "PROGRAMMES", "again.csv", returned.as_bytes()).await;
    again.check(&app, false).await;
    assert_eq!(again.rows("BAD").await[0]["cells"][1], "@SUM(A1)");
}

#[tokio::test]
async fn a_file_that_is_not_the_announced_one_is_refused() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    let declared = imports::declare(&olive, "UNIVERSITIES", "a.csv", b"Name\nA\n").await;
    let put = declared.text("/declareImport/putUrl");
    upload::browser(Method::PUT, &put, b"Name\nB\n".to_vec()).await;
    let import = imports::Import {
        operator: olive.clone(),
        id: declared.text("/declareImport/import/id"),
    };
    import.arrived().await.ok();
    app.work().await;
    let now = import.now().await;
    assert_eq!(now["state"], "FAILED");
    assert!(now["problem"].as_str().unwrap().contains("SHA-256"));
    let never = imports::declare(&olive, "UNIVERSITIES", "a.csv", b"Name\nA\n").await;
    let import = imports::Import {
        id: never.text("/declareImport/import/id"),
        operator: olive,
    };
    import.arrived().await.ok();
    app.work().await;
    assert!(
        import.now().await["problem"]
            .as_str()
            .unwrap()
            .contains("did not arrive")
    );
}

#[tokio::test]
async fn a_mapping_is_remembered_by_its_headings() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    let file = b"Hei,Bezeichnung,Kuerzel\nNew College,x,NEW\n";
    let first = send(&app, &olive, "UNIVERSITIES", "a.csv", file).await;
    let now = first.now().await;
    assert_eq!(
        now["columns"][0]["field"],
        Value::Null,
        "nothing is guessed where nothing is alike"
    );
    assert_eq!(now["columns"][0]["sample"], json!(["New College"]));
    let twice = first
        .check_as(
            now["version"].clone(),
            json!(["name", "name", "code"]),
            false,
        )
        .await;
    assert_eq!(twice.fields(), ["columns"]);
    let without = first
        .check_as(now["version"].clone(), json!([null, null, "code"]), false)
        .await;
    assert_eq!(without.fields(), ["columns"]);
    let stale = first
        .check_as(json!(1), json!(["name", null, "code"]), false)
        .await;
    assert_eq!(stale.code(), "CONFLICT");
    first
        .check_as(now["version"].clone(), json!(["name", null, "code"]), false)
        .await
        .ok();
    app.work().await;
    let next = send(
        &app,
        &olive,
        "UNIVERSITIES",
        "b.csv",
        b"KUERZEL,hei,Bezeichnung\nOTH,Other College,y\n",
    )
    .await;
    let fields: Vec<Value> = next.now().await["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["field"].clone())
        .collect();
    assert_eq!(fields, [json!("code"), json!("name"), Value::Null]);
}

/// A batch is written whole or not at all, and whoever is stopped between two goes on from there.
#[tokio::test]
async fn what_was_stopped_in_the_middle_goes_on_from_there() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    let sql = app.owner().await;
    let import = send(
        &app,
        &olive,
        "PROGRAMMES",
        "programmes.csv",
        &programmes(1_200, 0),
    )
    .await;
    import.check(&app, false).await;
    sql.run("create function stop_here() returns trigger language plpgsql as $$ begin if new.name = 'Programme 700' then raise exception 'stopped'; end if; return new; end $$;
             create trigger stop_here before insert on programme for each row execute function stop_here()").await;
    import.commit().await.ok();
    assert_eq!(app.try_work().await, ["commit_import"]);
    let halfway = import.now().await;
    assert_eq!(halfway["state"], "COMMITTING");
    assert_eq!(halfway["progress"], json!({ "done": 500, "of": 1_200 }));
    assert_eq!(sql.one("select count(*)::text from programme").await, "500");
    assert_eq!(
        import.undo().await.rules(),
        ["L1"],
        "not while it is being written"
    );
    sql.run("drop trigger stop_here on programme; update job set run_at = '2026-11-01' where kind = 'commit_import'").await;
    app.work().await;
    assert_eq!(counts(&import.now().await)[5], 1_200);
    assert_eq!(
        sql.one("select count(*)::text from programme").await,
        "1200"
    );
    assert_eq!(
        sql.one("select count(distinct name)::text from programme")
            .await,
        "1200"
    );
    app.check_trail().await;
}

#[tokio::test]
async fn a_file_that_never_came_fails_by_itself() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    let declared = imports::declare(&olive, "PEOPLE", "a.csv", b"Name\n").await;
    app.on("2026-11-27").await;
    app.work().await;
    let import = imports::Import {
        id: declared.text("/declareImport/import/id"),
        operator: app.operator().await,
    };
    assert_eq!(import.now().await["state"], "FAILED");
}
