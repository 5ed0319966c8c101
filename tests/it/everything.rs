//! Everything of a university in one archive, and nothing that is not its own (T1, T4, J6).

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use store::everything::TABLES;
use tests::make::{self, Stage};
use tests::{Person, TestApp, upload, world};
use zip::ZipArchive;

const MAKE: &str = "mutation($input: ExportUniversityInput!) { exportUniversity(input: $input) { export { id report format title narrowed state } } }";
const OPEN: &str = "mutation($input: OpenExportInput!) { openExport(input: $input) { url } }";
const LOOK: &str = "query($id: ID!) { export(id: $id) { state rows size problem } }";

/// Takes everything of a university away: the archive's files by their paths.
async fn everything(app: &TestApp, olive: &Person, slug: &str) -> BTreeMap<String, Vec<u8>> {
    let input = json!({ "universityId": world::university_id(slug) });
    let made = olive.ask(MAKE, json!({ "input": input })).await;
    let id = made.text("/exportUniversity/export/id");
    app.work().await;
    let seen = olive.ask(LOOK, json!({ "id": id })).await;
    assert_eq!(seen.text("/export/state"), "READY", "{:#}", seen.body);
    let opened = olive.ask(OPEN, json!({ "input": { "exportId": id } }));
    let url = opened.await.text("/openExport/url");
    let answer = reqwest::get(&url).await.unwrap();
    assert_eq!(answer.status(), 200);
    let archive = answer.bytes().await.unwrap().to_vec();
    let mut archive = ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut files = BTreeMap::new();
    for place in 0..archive.len() {
        let mut file = archive.by_index(place).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.insert(file.name().unwrap().to_string(), bytes);
    }
    files
}

fn rows(files: &BTreeMap<String, Vec<u8>>, table: &str) -> Vec<Value> {
    let text = files.get(&format!("tables/{table}.jsonl"));
    let text = std::str::from_utf8(text.expect(table)).unwrap();
    let lines = text.lines().map(serde_json::from_str);
    lines.collect::<Result<_, _>>().unwrap()
}

#[tokio::test]
async fn t1_t4_a_university_takes_away_all_that_is_its_own() {
    let app = TestApp::start().await;
    let case = make::application(&app, "brackenfield", Stage::Ready).await;
    let bytes = upload::pdf("who may join");
    let declared = upload::declaration(&case.id, &["2.1"], "=join.pdf", &bytes);
    upload::send(&case.manager, &declared, &bytes).await;
    let judged = make::application(&app, "brackenfield", Stage::Judged).await;
    make::application(&app, "brackenfield", Stage::Decided).await;
    make::application(&app, "alderbrook", Stage::Decided).await;
    app.work().await;
    let olive = app.operator().await;
    let files = everything(&app, &olive, "brackenfield").await;

    // Every table of the list is there, and everything in it is Brackenfield's.
    let bracken = world::university("brackenfield").to_string();
    for table in TABLES {
        let rows = rows(&files, table.name);
        let csv = files.get(&format!("tables/{}.csv", table.name));
        assert_eq!(csv.is_some(), !rows.is_empty(), "{}", table.name);
        for row in rows {
            let whose = row.get("university_id").or_else(|| row.get("id"));
            assert_eq!(whose, Some(&json!(bracken)), "{}: {row}", table.name);
        }
    }
    let all = String::from_utf8_lossy(&files.values().flatten().copied().collect::<Vec<_>>())
        .into_owned();
    let alder = world::university("alderbrook").to_string();
    assert!(!all.contains(&alder) && !all.contains("ALD-0001"));
    assert_eq!(rows(&files, "application").len(), 3);
    assert_eq!(rows(&files, "member").len(), 3);
    assert_eq!(rows(&files, "award").len(), 1);
    // Marks are shown with the decision, and not before (J6).
    let judgements = rows(&files, "judgement");
    let of = domain::id::decode(&judged.id).unwrap().1.to_string();
    assert!(!judgements.is_empty());
    assert!(
        judgements
            .iter()
            .all(|row| row["application_id"] != json!(of))
    );

    // The evidence is there as it was sent, and its name is no formula in the sheet.
    let evidence = files.iter().find(|(path, _)| path.starts_with("files/"));
    let (path, kept) = evidence.expect("the file");
    assert!(path.ends_with("/=join.pdf"), "{path}");
    assert_eq!(kept, &bytes);
    let sheet = String::from_utf8_lossy(&files["tables/evidence_file.csv"]).into_owned();
    assert!(sheet.contains("\"'=join.pdf\""), "{sheet}");
    assert!(!sheet.contains("object_key"), "{sheet}");

    // The list says what each file is.
    let list: Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    let listed = list["files"].as_object().unwrap();
    assert_eq!(
        listed.len(),
        files.len() - 2,
        "all but itself and README.txt"
    );
    for (path, what) in listed {
        let hash = hex::encode(Sha256::digest(&files[path]));
        assert_eq!(what["sha256"], json!(hash), "{path}");
    }
    assert_eq!(listed[path]["asChecked"], json!(true));

    // Both chains tell it.
    let owner = app.owner().await;
    let told = owner.column("select act from trail where act in ('export.made', 'university.exported', 'export.ready', 'export.opened') order by at, act");
    assert_eq!(
        told.await,
        [
            "export.made",
            "university.exported",
            "export.ready",
            "export.opened"
        ]
    );
}

#[tokio::test]
async fn no_table_that_a_university_may_see_is_left_out() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    let seen = owner
        .column(
            "select c.relname::text from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'university_id' \
             where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v') and has_table_privilege('viewer_member', c.oid, 'select') order by 1",
        )
        .await;
    let taken: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
    // Numbers that count up, sums of what is there, and what one person has seen or saved are nothing of the university's.
    let not = [
        "balance",
        "case_seen",
        "saved_view",
        "second_judgement",
        "second_outcome",
        "tenant_counter",
    ];
    let left: Vec<&String> = seen
        .iter()
        .filter(|table| !taken.contains(&table.as_str()) && !not.contains(&table.as_str()))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[tokio::test]
async fn an_archive_is_asked_for_as_what_it_is() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    let list = "mutation($input: MakeExportInput!) { makeExport(input: $input) { export { id } } }";
    let of = |report: &str, format: &str| json!({ "input": { "report": { "report": report }, "format": format } });
    assert_eq!(
        olive.ask(list, of("EVERYTHING", "CSV")).await.fields(),
        ["report"]
    );
    assert_eq!(
        olive.ask(list, of("AWARDS", "ZIP")).await.fields(),
        ["format"]
    );
    let nobody = json!({ "input": { "universityId": domain::id::encode(domain::id::Kind::University, uuid::Uuid::now_v7()) } });
    assert_eq!(olive.ask(MAKE, nobody).await.code(), "NOT_FOUND");
}

#[tokio::test]
async fn t6_managers_take_away_everything_of_their_own_university() {
    let app = TestApp::start().await;
    make::application(&app, "alderbrook", Stage::Decided).await;
    make::application(&app, "brackenfield", Stage::Ready).await;
    app.work().await;
    let mara = app.manager("alderbrook").await;
    let files = everything(&app, &mara, "alderbrook").await;
    let alder = world::university("alderbrook").to_string();
    assert_eq!(rows(&files, "university")[0]["id"], json!(alder));
    assert_eq!(rows(&files, "award").len(), 1);
    let all = String::from_utf8_lossy(&files.values().flatten().copied().collect::<Vec<_>>())
        .into_owned();
    assert!(!all.contains(&world::university("brackenfield").to_string()));
    // All of it is told in the university's own chain, but what the system did.
    let owner = app.owner().await;
    let told = format!(
        "select act from trail where university_id = '{alder}' and (act like 'export.%' or act = 'university.exported') order by seq"
    );
    assert_eq!(
        owner.column(&told).await,
        ["export.made", "university.exported", "export.opened"]
    );

    // Nobody else's, and nobody else does.
    let other = json!({ "input": { "universityId": world::university_id("brackenfield") } });
    assert_eq!(mara.ask(MAKE, other).await.code(), "NOT_FOUND");
    let own = json!({ "input": { "universityId": world::university_id("alderbrook") } });
    let colin = app.person("colin").await;
    assert_eq!(colin.ask(MAKE, own.clone()).await.code(), "FORBIDDEN");
    let list = "{ exports(first: 10) { totalCount nodes { id title narrowed } } }";
    let made = mara.ask(list, json!({})).await;
    assert_eq!(made.at("/exports/totalCount"), &json!(1));
    assert_eq!(
        made.text("/exports/nodes/0/narrowed/0"),
        "University: University of Alderbrook"
    );
    let id = made.text("/exports/nodes/0/id");
    for other in [
        colin,
        app.manager("brackenfield").await,
        app.assessor("priya").await,
    ] {
        let seen = other.ask(list, json!({})).await;
        assert_eq!(seen.at("/exports/totalCount"), &json!(0));
        let opened = other
            .ask(OPEN, json!({ "input": { "exportId": id } }))
            .await;
        assert_eq!(opened.code(), "NOT_FOUND");
    }
    // A manager who is none any more when the job comes has nothing written.
    mara.ask(MAKE, own).await.ok();
    owner
        .run(&format!(
            "update member set role = 'VIEWER' where person_id = '{}'",
            world::person("mara")
        ))
        .await;
    app.work().await;
    let failed = owner.column("select problem from export where state = 'FAILED'");
    assert_eq!(
        failed.await,
        ["Whoever asked for it may take it no longer."]
    );
}
