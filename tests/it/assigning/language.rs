//! An application is judged by somebody who reads the language that it is written in (W2).

use serde_json::{Value, json};
use tests::make::{self, Case, Stage, documents as doc};
use tests::{Answer, TestApp, world};

use super::next::{next, none};
use super::plan::{plan, rows};
use super::{ASSESSOR, assign, change};

async fn says(case: &Case, language: &str, version: i64) -> Answer {
    let input = json!({ "applicationId": case.id, "language": language, "version": version });
    let what = "application { language version actions { name allowed } }";
    change(&case.manager, "setApplicationLanguage", input, what).await
}

async fn reads(app: &TestApp, who: &str, languages: &[&str], version: i64) {
    let input = json!({
        "assessorId": world::person_id(who), "levels": [], "schemes": [], "languages": languages, "version": version,
    });
    let said = change(&app.operator().await, "setCapacity", input, ASSESSOR).await;
    said.ok();
}

/// A Welsh application of Alderbrook, sent and paid for, where lena alone reads Welsh.
async fn welsh(app: &TestApp) -> Case {
    for who in ["priya", "omar", "tilda"] {
        reads(app, who, &["en"], 0).await;
    }
    reads(app, "lena", &["cy", "en"], 0).await;
    let mut case = make::application(app, "alderbrook", Stage::Ready).await;
    says(&case, "WELSH", case.version().await).await.ok();
    case.submit().await;
    case.pay().await;
    case
}

#[tokio::test]
async fn w2_a_welsh_case_is_given_by_hand_and_by_the_plan_to_one_who_reads_welsh() {
    let app = TestApp::start().await;
    let case = welsh(&app).await;
    for who in ["priya", "omar"] {
        let refused = assign(&case, who).await;
        assert_eq!(refused.rules(), ["W2"], "{who}");
        assert!(
            refused.body.to_string().contains("Welsh"),
            "{}",
            refused.body
        );
    }
    let planned = plan(&case.operator).await;
    let changes = rows(&planned, "/assignmentPlan/changes");
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0]["case"]["id"], case.id.as_str());
    assert_eq!(changes[0]["to"]["id"], world::person_id("lena"));
    reads(&app, "lena", &["en"], 1).await;
    let planned = plan(&case.operator).await;
    let unplaced = rows(&planned, "/assignmentPlan/unplaced");
    assert!(
        unplaced[0]["remedy"].as_str().unwrap().contains("Welsh"),
        "{unplaced:?}"
    );
    assert_eq!(assign(&case, "lena").await.rules(), ["W2"]);
}

#[tokio::test]
async fn w2_the_next_case_is_one_that_they_read() {
    let app = TestApp::start().await;
    let case = welsh(&app).await;
    let (omar, lena) = (app.assessor("omar").await, app.assessor("lena").await);
    let (rule, said) = none(&omar).await;
    assert_eq!(
        rule, "W1",
        "what waits is none for them, and is not theirs to know"
    );
    assert!(!said.contains("Alderbrook"), "{said}");
    let taken = next(&lena).await;
    assert_eq!(taken.text("/takeNextCase/application/id"), case.id);
    let document = "query($id: ID!) { application(id: $id) { language } }";
    let seen = lena.ask(document, json!({ "id": case.id })).await;
    assert_eq!(seen.text("/application/language"), "WELSH");
    app.work().await;
}

#[tokio::test]
async fn l1_the_language_is_said_while_it_is_a_draft() {
    let app = TestApp::start().await;
    let mut case = make::application(&app, "alderbrook", Stage::Ready).await;
    let version = case.version().await;
    let same = says(&case, "ENGLISH", version).await;
    assert_eq!(
        same.text("/setApplicationLanguage/application/language"),
        "ENGLISH"
    );
    assert_eq!(case.version().await, version, "nothing changed");
    assert_eq!(says(&case, "WELSH", version - 1).await.code(), "CONFLICT");
    let said = says(&case, "WELSH", version).await;
    assert_eq!(
        said.text("/setApplicationLanguage/application/language"),
        "WELSH"
    );
    assert_eq!(case.version().await, version + 1);
    let told = case
        .manager
        .ask(doc::TIMELINE, json!({ "id": case.id }))
        .await;
    assert!(
        told.body.to_string().contains("is written in Welsh."),
        "{}",
        told.body
    );
    case.submit().await;
    let late = says(&case, "ENGLISH", case.version().await).await;
    assert_eq!(late.rules(), ["L1"]);
    let owner = app.owner().await;
    let refused = owner
        .attempt("update application set language = 'en'")
        .await;
    assert!(refused.unwrap_err().contains("(L1)"));
    let other = owner
        .attempt("update application set language = 'fr'")
        .await;
    assert!(other.unwrap_err().contains("language"));
    app.check_trail().await;
}

#[tokio::test]
async fn an_application_is_in_english_unless_its_university_says_otherwise() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let mut begun = Vec::new();
    for (name, language) in [("One", Value::Null), ("Two", json!("WELSH"))] {
        let added = mara
            .ask(
                doc::ADD_PROGRAMME,
                json!({ "input": make::programme(name) }),
            )
            .await;
        let input = json!({
            "programmeId": added.text("/addProgramme/programme/id"), "level": "BRONZE", "language": language,
        });
        let started = change(&mara, "startApplication", input, "application { language }").await;
        begun.push(started.text("/startApplication/application/language"));
    }
    assert_eq!(begun, ["ENGLISH", "WELSH"]);
}
