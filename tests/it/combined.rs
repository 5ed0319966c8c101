//! One application over several programmes, or over all of a university's (P4, G2, A5).

mod within;

use serde_json::{Value, json};
use tests::make::{self, Case, documents as doc};
use tests::{Answer, Person, TestApp};

const ELIGIBILITY: &str = "query($covers: CombinedInput!) { combinedEligibility(covers: $covers) { programmes { name } scope { rule message } \
    options { level { code } kind allowed firstDay inTheWay reasons { rule message } } } }";
const AWARDED: &str = "query($id: ID!) { application(id: $id) { scope framework { name } \
    award { number programmes { name } departures { programme how on } } } }";

async fn programme(manager: &Person, name: &str) -> String {
    let input = json!({ "input": make::programme(name) });
    let added = manager.ask(doc::ADD_PROGRAMME, input).await;
    added.text("/addProgramme/programme/id")
}

async fn framework(manager: &Person, name: &str, programmes: &[&String]) -> String {
    let input =
        json!({ "name": name, "description": "One coordinator, one training, one review a year." });
    let added = manager
        .ask(doc::ADD_FRAMEWORK, json!({ "input": input }))
        .await;
    let id = added.text("/addFramework/framework/id");
    run_to(manager, programmes, Some(&id)).await.ok();
    id
}

async fn run_to(manager: &Person, programmes: &[&String], framework: Option<&String>) -> Answer {
    let input = json!({ "programmeIds": programmes, "frameworkId": framework });
    manager
        .ask(doc::RUN_TO_FRAMEWORK, json!({ "input": input }))
        .await
}

fn combined(programmes: &[&String]) -> Value {
    json!({ "scope": "COMBINED", "programmeIds": programmes })
}

fn wide() -> Value {
    json!({ "scope": "UNIVERSITY_WIDE" })
}

async fn start(manager: &Person, covers: Value, level: &str) -> Answer {
    let input = json!({ "input": { "covers": covers, "level": level } });
    manager.ask(doc::START_COMBINED, input).await
}

/// Started, filled in and sent.
async fn sent(app: &TestApp, manager: &Person, covers: Value, level: &str, first: &str) -> Case {
    let started = start(manager, covers, level).await;
    let id = started.text("/startCombinedApplication/application/id");
    let mut case = Case::of(app, manager.clone(), id, first, level).await;
    case.fill().await;
    case.submit().await;
    case
}

/// Looks more closely at one of its programmes, and confirms what is said of it.
async fn sample(case: &Case, programme: &str) {
    let chosen = json!({ "applicationId": case.id, "programmeIds": [programme], "why": "The newest of them." });
    let chosen = json!({ "input": chosen });
    case.assessor().ask(doc::SAMPLE, chosen).await.ok();
    let found = json!({
        "applicationId": case.id, "programmeId": programme, "version": 1, "finding": "CONFIRMED", "note": "Met two mentors.",
    });
    let found = json!({ "input": found });
    case.assessor().ask(doc::FINDING, found).await.ok();
}

/// Judged met, looked at more closely where it covers several, and decided.
async fn awarded(app: &TestApp, mut case: Case) -> Case {
    case.start("priya").await;
    case.judge("MET").await;
    case.confirm().await;
    if case.scope().await != "SINGLE" {
        sample(&case, &case.programme).await;
    }
    case.decide(app).await;
    case
}

async fn bronze(app: &TestApp, manager: &Person, programme: &str) {
    let mut case = Case::begin(app, manager.clone(), programme, "BRONZE").await;
    case.fill().await;
    case.submit().await;
    awarded(app, case).await;
}

fn names(answer: &Answer, path: &str) -> Vec<String> {
    let named = answer.at(path).as_array().unwrap();
    named
        .iter()
        .map(|p| p["name"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn g2_university_wide_waits_for_the_programme_that_is_short_and_the_others_go_together() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let peers = programme(&mara, "Peers").await;
    let careers = programme(&mara, "Careers").await;
    let reverse = programme(&mara, "Reverse").await;
    framework(&mara, "Together", &[&peers, &careers, &reverse]).await;
    awarded(
        &app,
        sent(&app, &mara, combined(&[&peers, &careers]), "BRONZE", &peers).await,
    )
    .await;
    app.on("2027-01-11").await;
    let mara = app.manager("alderbrook").await;
    bronze(&app, &mara, &reverse).await;

    // Six months after the first award, Reverse is short.
    app.on("2027-05-24").await;
    let mara = app.manager("alderbrook").await;
    let seen = mara.ask(ELIGIBILITY, json!({ "covers": wide() })).await;
    assert_eq!(
        names(&seen, "/combinedEligibility/programmes"),
        ["Careers", "Peers", "Reverse"]
    );
    assert_eq!(seen.at("/combinedEligibility/scope"), &json!([]));
    let silver = seen.at("/combinedEligibility/options/1").clone();
    assert_eq!(silver["allowed"], json!(false));
    assert_eq!(silver["inTheWay"], json!([reverse]));
    assert_eq!(silver["firstDay"], json!("2027-07-11"));
    let refused = start(&mara, wide(), "SILVER").await;
    let reasons = refused.reasons();
    assert_eq!(reasons.len(), 1, "{reasons:?}");
    let (rule, message) = &reasons[0];
    assert_eq!(rule, "G2");
    assert!(
        message.starts_with("Reverse has held Bronze without a gap since 11 January 2027")
            && message.ends_with("apply for Silver from 11 July 2027."),
        "{message}"
    );

    // The others as a combined application.
    let case = sent(&app, &mara, combined(&[&careers, &peers]), "SILVER", &peers).await;
    let case = awarded(&app, case).await;
    let whole = mara.ask(AWARDED, json!({ "id": case.id })).await;
    assert_eq!(whole.text("/application/framework/name"), "Together");
    assert_eq!(
        names(&whole, "/application/award/programmes"),
        ["Careers", "Peers"]
    );
    let (status, page) = app
        .stranger()
        .page(&format!("/awards/{}", case.award.as_ref().unwrap()))
        .await;
    assert_eq!(status, 200);
    assert!(page.contains("Careers") && page.contains("Peers"), "{page}");
    app.check_trail().await;
}

#[tokio::test]
async fn p4_a_university_wide_award_names_every_programme_and_says_at_once_what_left() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let peers = programme(&mara, "Peers").await;
    let careers = programme(&mara, "Careers").await;
    let together = framework(&mara, "Together", &[&peers]).await;
    let refused = start(&mara, wide(), "BRONZE").await;
    assert_eq!(refused.rules(), ["P4"]);
    assert!(
        refused.reasons()[0]
            .1
            .starts_with("Careers runs to no delivery framework"),
        "{:?}",
        refused.reasons()
    );
    run_to(&mara, &[&careers], Some(&together)).await.ok();
    let started = start(&mara, wide(), "BRONZE").await;
    let id = started.text("/startCombinedApplication/application/id");
    let mut case = Case::of(&app, mara.clone(), id.clone(), &peers, "BRONZE").await;
    case.fill().await;

    // A programme that has come since is in the way until it is in, and out of the framework it is refused.
    let late = programme(&mara, "Late").await;
    let input = json!({ "input": { "applicationId": id, "version": case.version().await } });
    let refused = mara.ask(doc::SUBMIT, input.clone()).await;
    assert_eq!(
        refused.reasons().len(),
        2,
        "left out, and out of the framework"
    );
    let refused = mara.ask(doc::CHANGE_COMBINED, input).await;
    assert_eq!(refused.rules(), ["P4"], "it runs to no framework");
    run_to(&mara, &[&late], Some(&together)).await.ok();
    let input = json!({ "input": { "applicationId": id, "version": case.version().await } });
    let changed = mara.ask(doc::CHANGE_COMBINED, input).await;
    assert_eq!(
        names(
            &changed,
            "/changeCombinedApplication/application/programmes"
        ),
        ["Careers", "Late", "Peers"]
    );
    case.submit().await;
    let asked = mara.ask(doc::APPLICATION, json!({ "id": id })).await;
    assert_eq!(
        asked.number("/application/price/net/minor"),
        100_000,
        "three programmes, one bundle (M1)"
    );
    let case = awarded(&app, case).await;
    let whole = mara.ask(AWARDED, json!({ "id": id })).await;
    assert_eq!(
        names(&whole, "/application/award/programmes"),
        ["Careers", "Late", "Peers"]
    );
    assert_eq!(whole.at("/application/award/departures"), &json!([]));

    // One leaves, one ends; the award and its public page say so at once.
    run_to(&mara, &[&careers], None).await.ok();
    let mut ended = make::programme("Late");
    ended["programmeId"] = json!(late);
    ended["frameworkId"] = json!(together);
    ended["endedOn"] = json!("2026-12-01");
    ended["version"] = json!(2);
    mara.ask(doc::UPDATE_PROGRAMME, json!({ "input": ended }))
        .await
        .ok();
    let departed = mara.ask(AWARDED, json!({ "id": id })).await;
    let left = json!({ "programme": "Careers", "how": "LEFT_FRAMEWORK", "on": "2026-11-23" });
    assert_eq!(
        departed.at("/application/award/departures"),
        &json!([left]),
        "Late runs until December"
    );
    let olive = app.operator().await;
    let seen = olive.ask(AWARDED, json!({ "id": id })).await;
    assert_eq!(seen.at("/application/award/departures"), &json!([left]));
    let address = format!("/awards/{}", case.award.as_ref().unwrap());
    let (_, page) = app.stranger().page(&address).await;
    assert!(page.contains("left the delivery framework"), "{page}");
    app.on("2026-12-01").await;
    let mara = app.manager("alderbrook").await;
    let departed = mara.ask(AWARDED, json!({ "id": id })).await;
    let gone = json!({ "programme": "Late", "how": "ENDED", "on": "2026-12-01" });
    assert_eq!(
        departed.at("/application/award/departures"),
        &json!([left, gone])
    );
    let (_, page) = app.stranger().page(&address).await;
    assert!(page.contains("ended"), "{page}");

    // Back in the framework, nothing is said of it.
    run_to(&mara, &[&careers], Some(&together)).await.ok();
    let departed = mara.ask(AWARDED, json!({ "id": id })).await;
    assert_eq!(departed.at("/application/award/departures"), &json!([gone]));
    app.check_trail().await;
}

#[tokio::test]
async fn p4_combined_needs_a_framework_or_a_stated_approach_and_keeps_it() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let peers = programme(&mara, "Peers").await;
    let careers = programme(&mara, "Careers").await;
    let both = combined(&[&peers, &careers]);
    assert_eq!(start(&mara, both.clone(), "BRONZE").await.rules(), ["P4"]);
    let mut stated = both.clone();
    stated["ledBy"] = json!("The careers service");
    let half = start(&mara, stated.clone(), "BRONZE").await;
    assert_eq!(half.rules(), ["P4"]);
    stated["expectations"] = json!("Six meetings a year, each mentor trained.");
    let started = start(&mara, stated.clone(), "BRONZE").await;
    let application = "/startCombinedApplication/application";
    assert_eq!(started.text(&format!("{application}/scope")), "COMBINED");
    assert_eq!(
        started.text(&format!("{application}/ledBy")),
        "The careers service"
    );

    // What is in one application is not in another, and a single one stays single.
    let again = start(&mara, stated, "BRONZE").await;
    assert_eq!(again.rules(), ["L1"]);
    assert_eq!(again.reasons().len(), 2, "each of them is in one");
    let third = programme(&mara, "Third").await;
    let single = Case::begin(&app, mara.clone(), &third, "BRONZE").await;
    let input = json!({ "applicationId": single.id, "version": single.version().await, "programmeIds": [third, peers] });
    let refused = mara
        .ask(doc::CHANGE_COMBINED, json!({ "input": input }))
        .await;
    assert_eq!(refused.rules(), ["P4"]);
    for (covers, field) in [
        (
            json!({ "scope": "SINGLE", "programmeIds": [peers] }),
            "programmeIds",
        ),
        (json!({ "scope": "COMBINED" }), "programmeIds"),
        (combined(&[&peers, &peers]), "programmeIds"),
    ] {
        assert_eq!(start(&mara, covers, "BRONZE").await.fields(), [field]);
    }
    let marek = app.manager("brackenfield").await;
    assert_eq!(start(&marek, both, "BRONZE").await.code(), "NOT_FOUND");

    // Taken apart: one programme alone is no combined application.
    let id = started.text(&format!("{application}/id"));
    let case = Case::of(&app, mara.clone(), id.clone(), &peers, "BRONZE").await;
    let input =
        json!({ "applicationId": id, "version": case.version().await, "programmeIds": [peers] });
    let alone = mara
        .ask(doc::CHANGE_COMBINED, json!({ "input": input }))
        .await;
    assert_eq!(alone.rules(), ["P4"]);
    let stale = json!({ "applicationId": id, "version": 99, "programmeIds": [peers, careers] });
    let stale = mara
        .ask(doc::CHANGE_COMBINED, json!({ "input": stale }))
        .await;
    assert_eq!(stale.code(), "CONFLICT");
    app.check_trail().await;
}

#[tokio::test]
async fn an_operator_starts_for_a_university_which_goes_on_with_it() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let peers = programme(&mara, "Peers").await;
    let careers = programme(&mara, "Careers").await;
    framework(&mara, "Together", &[&peers, &careers]).await;
    let olive = app.operator().await;
    let nowhere = start(&olive, wide(), "BRONZE").await;
    assert_eq!(nowhere.fields(), ["universityId"]);
    let mut covers = wide();
    covers["universityId"] = json!(tests::world::university_id("alderbrook"));
    let started = start(&olive, covers, "BRONZE").await;
    let id = started.text("/startCombinedApplication/application/id");
    let seen = mara.ask(doc::APPLICATION, json!({ "id": id })).await;
    assert_eq!(seen.text("/application/state"), "DRAFT");
    let single = programme(&mara, "Single").await;
    let input = json!({ "applications": [{ "programmeId": single, "level": "BRONZE" }] });
    let many = "mutation($input: StartApplicationsInput!) { startApplications(input: $input) { applications { id reference } } }";
    olive.ask(many, json!({ "input": input })).await.ok();
    app.check_trail().await;
    app.work().await;
}

#[tokio::test]
async fn a_framework_is_named_once_and_changed_by_who_saw_it() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let id = framework_of(&mara, "Together").await;
    let input = json!({ "name": "Together", "description": "Again." });
    let twice = mara
        .ask(doc::ADD_FRAMEWORK, json!({ "input": input }))
        .await;
    assert_eq!(twice.fields(), ["name"]);
    let update = "mutation($input: UpdateFrameworkInput!) { updateFramework(input: $input) { framework { id name version } } }";
    let change = |version: i64| json!({ "input": { "frameworkId": id, "version": version, "name": "One way", "description": "All alike." } });
    let changed = mara.ask(update, change(1)).await;
    assert_eq!(changed.text("/updateFramework/framework/name"), "One way");
    let stale = mara.ask(update, change(1)).await;
    assert_eq!(stale.code(), "CONFLICT");
    assert_eq!(stale.error()["extensions"]["current"]["version"], json!(2));
    let marek = app.manager("brackenfield").await;
    assert_eq!(marek.ask(update, change(2)).await.code(), "NOT_FOUND");
    let theirs = programme(&marek, "Theirs").await;
    let mine = run_to(&marek, &[&theirs], Some(&id)).await;
    assert_eq!(mine.code(), "NOT_FOUND", "another university's framework");
    app.check_trail().await;
}

async fn framework_of(manager: &Person, name: &str) -> String {
    let input = json!({ "name": name, "description": "All alike." });
    let added = manager
        .ask(doc::ADD_FRAMEWORK, json!({ "input": input }))
        .await;
    added.text("/addFramework/framework/id")
}
