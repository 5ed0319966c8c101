//! What is kept until its time is over, and goes by itself (E7).

use serde_json::{Value, json};
use tests::make::{self, Stage, documents as doc};
use tests::{Person, TestApp, upload, world};

use super::*;

const AHEAD: &str = "{ retentionAhead { kept title rule count firstOn } }";
const READ: &str = "mutation($input: EvidenceInput!) { openEvidence(input: $input) { url } }";

/// How much of each goes within a month, and from which day.
async fn ahead(by: &Person) -> BTreeMap<String, (i64, Value)> {
    let answer = by.ask(AHEAD, json!({})).await;
    let rows = answer.at("/retentionAhead").as_array().unwrap().iter();
    let row = |row: &Value| {
        let kept = row["kept"].as_str().unwrap().to_owned();
        (
            kept,
            (row["count"].as_i64().unwrap(), row["firstOn"].clone()),
        )
    };
    rows.map(row).collect()
}

#[tokio::test]
async fn e7_evidence_goes_24_months_after_its_award_ended_and_its_hash_stays() {
    let app = TestApp::start().await;
    let mut case = make::application(&app, "alderbrook", Stage::Ready).await;
    let bytes = upload::pdf("who may join");
    let declared = upload::declaration(&case.id, &["2.1"], "join.pdf", &bytes);
    let evidence = upload::send(&case.manager, &declared, &bytes).await;
    // A draft's stays, however long it lies there.
    let draft = make::application(&app, "alderbrook", Stage::Ready).await;
    let other = upload::declaration(&draft.id, &["2.1"], "draft.pdf", &bytes);
    let lasting = upload::send(&draft.manager, &other, &bytes).await;
    app.work().await;
    case.submit().await;
    case.start("priya").await;
    case.judge("MET").await;
    case.confirm().await;
    case.decide(&app).await;
    app.work().await;
    let owner = app.owner().await;
    let key = owner
        .one("select object_key from evidence_file where name = 'join.pdf'")
        .await;
    assert!(app.files().size(&key).await.is_ok());

    // The award ended on 23 November 2027.
    app.on("2029-10-22").await;
    assert_eq!(ahead(&app.operator().await).await["EVIDENCE"].0, 0);
    app.on("2029-11-22").await;
    app.work().await;
    let olive = app.operator().await;
    assert_eq!(ahead(&olive).await["EVIDENCE"], (1, json!("2029-11-23")));
    let mara = app.manager("alderbrook").await;
    mara.ask(READ, json!({ "input": { "evidenceId": evidence } }))
        .await
        .ok();
    app.on("2029-11-23").await;
    app.work().await;
    let mara = app.manager("alderbrook").await;
    let read = mara.ask(READ, json!({ "input": { "evidenceId": evidence } }));
    assert_eq!(read.await.rules(), ["E7"]);
    assert!(
        app.files().size(&key).await.is_err(),
        "it is stored no more"
    );
    let whole = mara.ask(doc::APPLICATION, json!({ "id": case.id })).await;
    let file = whole.at("/application/evidence").as_array().unwrap().iter();
    let file = file
        .clone()
        .find(|item| item["id"] == json!(evidence))
        .unwrap();
    assert_eq!(file["file"]["sha256"], json!(upload::sha256(&bytes)));
    assert!(!whole.text("/application/decision/digest").is_empty());
    let told = owner
        .one("select summary || (after ->> 'sha256') from trail where act = 'evidence.expired'");
    assert_eq!(
        told.await,
        format!(
            "The file join.pdf was removed: what it served ended on 23 November 2027 (E7).{}",
            upload::sha256(&bytes)
        )
    );
    let lasts = mara.ask(READ, json!({ "input": { "evidenceId": lasting } }));
    lasts.await.ok();
    // Once, whatever is done again.
    app.on("2029-11-24").await;
    app.work().await;
    assert_eq!(
        owner
            .one("select count(*) from trail where act = 'evidence.expired'")
            .await,
        "1"
    );
    assert_eq!(ahead(&app.operator().await).await["EVIDENCE"].0, 0);
    app.check_trail().await;
}

#[tokio::test]
async fn e7_letters_lose_their_words_and_imports_their_rows() {
    let app = TestApp::start().await;
    make::application(&app, "alderbrook", Stage::Decided).await;
    app.work().await;
    let owner = app.owner().await;
    let imports = |state: &str, key: &str| {
        format!(
            "with i as (insert into import (id, kind, file_name, size, sha256, upload_key, object_key, state, created_at, created_by, preview, added_rows) \
             values (gen_random_uuid(), 'PEOPLE', '{state}.csv', 1, repeat('0', 64), 'upload/imports/{state}', {key}, '{state}', '2026-11-23', '{}', '[[\"Ann\"]]', 1) returning id) \
             insert into import_row (import_id, number, cells, verdict) select id, 2, '{{Ann}}', 'NEW' from i",
            world::person("olive")
        )
    };
    for (state, key) in [
        ("COMMITTED", "'imports/kept'"),
        ("CHECKED", "null"),
        ("MAPPING", "null"),
    ] {
        owner.run(&imports(state, key)).await;
    }
    app.files()
        .put("imports/kept", b"Ann".to_vec())
        .await
        .unwrap();
    app.on("2027-01-25").await;
    assert_eq!(
        ahead(&app.operator().await).await["IMPORTS"],
        (3, json!("2027-02-21"))
    );
    app.on("2027-02-20").await;
    app.work().await;
    assert_eq!(owner.one("select count(*) from import_row").await, "3");
    app.on("2027-02-21").await;
    app.work().await;
    assert_eq!(owner.one("select count(*) from import_row").await, "0");
    let stand = owner
        .column("select file_name || ' ' || state || ' ' || preview::text from import order by 1");
    assert_eq!(
        stand.await,
        [
            "CHECKED.csv FAILED []",
            "COMMITTED.csv COMMITTED []",
            "MAPPING.csv FAILED []"
        ]
    );
    assert!(app.files().size("imports/kept").await.is_err());
    // What it wrote is not taken back any more.
    let olive = app.operator().await;
    let id = owner
        .one("select id from import where state = 'COMMITTED'")
        .await;
    let id = domain::id::encode(domain::id::Kind::Import, id.parse().unwrap());
    let may = olive.ask(
        "query($id: ID!) { import(id: $id) { mayUndo { allowed } } }",
        json!({ "id": id }),
    );
    assert_eq!(may.await.at("/import/mayUndo/allowed"), &json!(false));

    let written = owner
        .one("select count(*) from letter where text <> ''")
        .await;
    assert_ne!(written, "0");
    app.on("2027-11-23").await;
    app.work().await;
    let left = "select count(*) from letter where text <> '' and queued_at < '2026-11-24' or text = '' and (address = '' or subject = '')";
    assert_eq!(owner.one(left).await, "0");
    let letter = owner
        .one("select id from letter where text = '' limit 1")
        .await;
    let id = domain::id::encode(domain::id::Kind::Letter, letter.parse().unwrap());
    let resend =
        "mutation($input: ResendLetterInput!) { resendLetter(input: $input) { letter { id } } }";
    let olive = app.operator().await;
    let resent = olive
        .ask(resend, json!({ "input": { "letterId": id } }))
        .await;
    assert_eq!(resent.rules(), ["E7"]);
    let told = owner.column(
        "select act from trail where act in ('import.emptied', 'letter.emptied') order by act",
    );
    assert_eq!(
        told.await,
        [
            "import.emptied",
            "import.emptied",
            "import.emptied",
            "letter.emptied"
        ]
    );
    let mara = app.manager("alderbrook").await;
    assert_eq!(mara.ask(AHEAD, json!({})).await.code(), "FORBIDDEN");
    app.check_trail().await;
}
