//! Whatever is read or taken away that the trail has to know of leaves a line there, and so does the trail itself.

use serde_json::{Value, json};
use tests::imports;
use tests::make::{self, Stage, documents as doc};
use tests::{Person, TestApp, upload, world};

use super::{nodes, trail};

async fn last(olive: &Person, act: &str) -> Value {
    let answer = trail(olive, json!({ "acts": [act] })).await;
    let found = nodes(&answer);
    assert!(!found.is_empty(), "nothing was told of {act}");
    found[0].clone()
}

#[tokio::test]
async fn t4_reads_of_evidence_and_of_documents_leave_a_line() {
    let app = TestApp::start().await;
    let draft = make::application(&app, "alderbrook", Stage::Ready).await;
    let bytes = upload::pdf("who may join");
    let declared = upload::declaration(&draft.id, &["2.1"], "join.pdf", &bytes);
    let evidence = upload::send(&draft.manager, &declared, &bytes).await;
    app.work().await;
    let olive = app.operator().await;
    let opened = json!({ "input": { "evidenceId": evidence } });
    draft.manager.ask(doc::OPEN, opened).await.ok();
    let line = last(&olive, "evidence.read").await;
    assert_eq!(line["actor"], "Mara Example");
    assert_eq!(line["application"]["id"], draft.id.as_str());

    let case = make::application(&app, "alderbrook", Stage::InAssessment).await;
    app.work().await;
    let university = world::university_id("alderbrook");
    let statement =
        format!("/invoices/statement.pdf?university={university}&from=2026-01-01&to=2026-12-31");
    let paths = [
        (
            "/invoices/INV-2026-000001.pdf",
            "Invoice INV-2026-000001 opened as PDF.",
        ),
        (
            statement.as_str(),
            "Statement of University of Alderbrook opened as PDF.",
        ),
    ];
    for (path, said) in paths {
        for name in ["mara", "priya", "olive"] {
            let person = app.person(name).await;
            let answer = person.get(path).await;
            assert_eq!(answer.status(), 200, "{path} for {name}");
            let line = last(&olive, "document.read").await;
            assert_eq!(line["summary"], said);
            assert_eq!(line["university"]["id"], university.as_str());
            assert!(
                line["actor"]
                    .as_str()
                    .unwrap()
                    .to_lowercase()
                    .starts_with(name)
            );
        }
    }
    let other = app.manager("brackenfield").await;
    let answer = other.get(paths[0].0).await;
    assert_eq!(answer.status(), 404);
    assert!(
        last(&olive, "document.read").await["summary"]
            .as_str()
            .unwrap()
            .starts_with("Statement")
    );
    assert_eq!(
        nodes(&trail(&case.manager, json!({ "acts": ["document.read"] })).await).len(),
        6
    );
    app.check_trail().await;
}

#[tokio::test]
async fn t4_what_is_taken_away_leaves_a_line() {
    let app = TestApp::start().await;
    make::application(&app, "alderbrook", Stage::Decided).await;
    let olive = app.operator().await;

    // A report, made and fetched: here the trail's own, narrowed as the list is.
    let report = json!({ "report": "TRAIL", "columns": ["when", "university", "who", "act", "summary", "reference", "after", "line", "hash"],
        "trail": { "acts": ["programme.added"], "universityId": world::university_id("alderbrook") } });
    let made = super::trail_file(&app, &olive, report, "CSV").await;
    let text = String::from_utf8(made).unwrap();
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(
        lines[0],
        "\"When (UTC)\",\"University\",\"Who\",\"Act\",\"What\",\"Reference\",\"After\",\"Line\",\"Hash\""
    );
    assert_eq!(lines.len(), 2, "{text}");
    assert!(lines[1].contains("\"University of Alderbrook\",\"Mara Example\",\"programme.added\",\"Peer mentoring added.\",\"\",\"{"), "{text}");
    let opened = last(&olive, "export.opened").await;
    assert_eq!(opened["actor"], "Olive Example");
    assert!(opened["summary"].as_str().unwrap().contains("Audit trail"));
    let asked = last(&olive, "export.made").await;
    assert_eq!(
        asked["after"]["asked"]["trail"]["acts"],
        json!(["programme.added"])
    );

    // Formulas are words, and a workbook is one.
    let owner = app.owner().await;
    owner
        .run(&format!(
            "insert into trail (university_id, id, at, act, summary) values ('{}', gen_random_uuid(), '2026-11-23 12:00+00', 'programme.changed', '=1+1 changed.')",
            world::university("alderbrook")
        ))
        .await;
    let report = json!({ "report": "TRAIL", "columns": ["summary"], "trail": { "acts": ["programme.changed"] } });
    let text = super::trail_file(&app, &olive, report.clone(), "CSV").await;
    assert!(
        String::from_utf8(text)
            .unwrap()
            .contains("\"'=1+1 changed.\"")
    );
    let book = super::trail_file(&app, &olive, report, "XLSX").await;
    assert_eq!(&book[..2], b"PK");
    let nobody =
        json!({ "report": "TRAIL", "columns": ["summary"], "trail": { "who": "nobody at all" } });
    let text = super::trail_file(&app, &olive, nobody, "CSV").await;
    assert_eq!(String::from_utf8(text).unwrap().lines().count(), 1);

    // Everything of a university.
    let document = "mutation($input: ExportUniversityInput!) { exportUniversity(input: $input) { export { id } } }";
    let input = json!({ "input": { "universityId": world::university_id("alderbrook") } });
    olive.ask(document, input).await.ok();
    app.work().await;
    let line = last(&olive, "university.exported").await;
    assert_eq!(
        line["university"]["id"],
        world::university_id("alderbrook").as_str()
    );

    // Invoices for an accounts package.
    let document =
        "mutation($input: ExportInvoicesInput!) { exportInvoices(input: $input) { count } }";
    let input = json!({ "input": { "from": "2026-01-01", "to": "2026-12-31" } });
    olive.ask(document, input).await.ok();
    assert_eq!(last(&olive, "invoices.exported").await["after"]["count"], 1);

    // The rows of an import that have to be corrected.
    let file = imports::programmes(3, 3);
    let import = imports::send(&app, &olive, "PROGRAMMES", "programmes.csv", &file).await;
    import.check(&app, false).await;
    import.problems().await.ok();
    assert_eq!(
        last(&olive, "import.problems_exported").await["actor"],
        "Olive Example"
    );

    // Managers and assessors take no lists away.
    for name in ["mara", "priya"] {
        let who = app.person(name).await;
        let input = json!({ "input": { "report": { "report": "TRAIL" }, "format": "CSV" } });
        let document =
            "mutation($input: MakeExportInput!) { makeExport(input: $input) { export { id } } }";
        assert_eq!(who.ask(document, input).await.code(), "FORBIDDEN");
    }
    app.check_trail().await;
}
