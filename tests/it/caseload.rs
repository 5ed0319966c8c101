//! A caseload as its assessor narrows, counts and comes back to it.

use serde_json::{Value, json};
use tests::make::{self, Case, Stage};
use tests::{Answer, Person, TestApp};

use crate::moderation::set;

const LIST: &str = "query($filter: ApplicationFilter) { applications(filter: $filter, sort: DUE) { totalCount nodes { reference clock waitingOn kind unread level { code } } } \
    applicationCounts(filter: $filter) { total unread states { code count } levels { code count } kinds { code count } clocks { code count } waitingOn { code count } } }";

async fn list(who: &Person, filter: Value) -> Answer {
    who.ask(LIST, json!({ "filter": filter })).await
}

fn references(answer: &Answer) -> Vec<String> {
    let nodes = answer.at("/applications/nodes").as_array().unwrap();
    let all = nodes
        .iter()
        .map(|n| n["reference"].as_str().unwrap().to_owned());
    all.collect()
}

fn counted(answer: &Answer, by: &str) -> Value {
    let rows = answer
        .at(&format!("/applicationCounts/{by}"))
        .as_array()
        .unwrap();
    let pairs = rows
        .iter()
        .map(|r| (r["code"].as_str().unwrap().to_owned(), r["count"].clone()));
    Value::Object(pairs.collect())
}

/// One of Priya's cases is late, one is due soon, one waits for evidence, one has just begun.
async fn four(app: &TestApp) -> Vec<Case> {
    let mut cases = Vec::new();
    for (day, university) in [
        ("2026-11-23", "alderbrook"),
        ("2026-11-23", "brackenfield"),
        ("2026-12-14", "alderbrook"),
        ("2026-12-21", "alderbrook"),
    ] {
        app.on(day).await;
        cases.push(make::application(app, university, Stage::InAssessment).await);
    }
    cases[3].request("2.1", "2027-01-18").await;
    app.work().await;
    app.on("2026-12-22").await;
    cases
}

#[tokio::test]
async fn each_filter_leaves_what_it_says_and_counts_agree() {
    let app = TestApp::start().await;
    set(&app, 0, 0).await;
    let cases = four(&app).await;
    let priya = app.assessor("priya").await;
    let all = list(&priya, json!({})).await;
    let nodes = all.at("/applications/nodes").as_array().unwrap().clone();
    assert_eq!(nodes.len(), cases.len());
    assert_eq!(
        counted(&all, "clocks"),
        json!({ "OVERDUE": 2, "RUNNING": 1, "STOPPED": 1 })
    );
    assert_eq!(
        counted(&all, "waitingOn"),
        json!({ "ASSESSOR": 3, "UNIVERSITY": 1 })
    );
    assert_eq!(counted(&all, "kinds"), json!({ "INITIAL": 4 }));
    assert_eq!(counted(&all, "levels"), json!({ "BRONZE": 4 }));
    assert_eq!(all.number("/applicationCounts/total"), 4);
    // Of every way that a clock can stand, and of everybody whose move it can be, the filter and the field say the same.
    for (filter, field, codes) in [
        (
            "clock",
            "clock",
            &["NOT_STARTED", "RUNNING", "DUE_SOON", "OVERDUE", "STOPPED"][..],
        ),
        (
            "waitingOn",
            "waitingOn",
            &["UNIVERSITY", "OPERATOR", "ASSESSOR", "NOBODY"][..],
        ),
        ("kind", "kind", &["INITIAL", "REACCREDITATION"][..]),
    ] {
        for code in codes {
            let narrowed = list(&priya, json!({ filter: [code] })).await;
            let said = nodes.iter().filter(|n| n[field] == *code);
            let said: Vec<_> = said
                .map(|n| n["reference"].as_str().unwrap().to_owned())
                .collect();
            assert_eq!(references(&narrowed), said, "{filter}: {code}");
            assert_eq!(
                narrowed.number("/applicationCounts/total"),
                i64::try_from(said.len()).unwrap()
            );
        }
    }
    let both = list(
        &priya,
        json!({ "clock": ["OVERDUE", "STOPPED"], "waitingOn": ["UNIVERSITY"] }),
    )
    .await;
    assert_eq!(both.number("/applications/totalCount"), 1);
    app.on("2027-01-08").await;
    let priya = app.assessor("priya").await;
    let soon = list(&priya, json!({ "clock": ["DUE_SOON"] })).await;
    assert_eq!(
        soon.number("/applications/totalCount"),
        1,
        "due on 14 January"
    );
}

#[tokio::test]
async fn a_case_is_unread_until_its_assessor_has_seen_what_others_did() {
    let app = TestApp::start().await;
    let mut case = make::application(&app, "alderbrook", Stage::InAssessment).await;
    let priya = app.assessor("priya").await;
    let unread = async |who: &Person| {
        let found = list(who, json!({ "unread": true })).await;
        assert_eq!(
            found.number("/applications/totalCount"),
            found.number("/applicationCounts/unread")
        );
        let all = list(who, json!({})).await;
        assert_eq!(
            all.number("/applicationCounts/unread"),
            found.number("/applications/totalCount")
        );
        found.number("/applications/totalCount") == 1
    };
    let see = async |who: &Person| {
        let document = "mutation($input: MarkSeenInput!) { markSeen(input: $input) { application { unread } } }";
        let seen = who
            .ask(document, json!({ "input": { "applicationId": case.id } }))
            .await;
        assert_eq!(*seen.at("/markSeen/application/unread"), json!(false));
    };
    assert!(unread(&priya).await, "it was assigned to her");
    see(&priya).await;
    see(&priya).await;
    assert!(!unread(&priya).await);
    assert!(unread(&case.operator).await, "each has seen their own");
    case.judge("MET").await;
    assert!(!unread(&priya).await, "what she does herself is no news");
    let hold =
        json!({ "applicationId": case.id, "reason": "Merging.", "version": case.version().await });
    let document = "mutation($input: HoldApplicationInput!) { holdApplication(input: $input) { application { id } } }";
    case.operator
        .ask(document, json!({ "input": hold }))
        .await
        .ok();
    assert!(unread(&priya).await);
    let omar = app.assessor("omar").await;
    let foreign =
        "mutation($input: MarkSeenInput!) { markSeen(input: $input) { application { id } } }";
    let foreign = omar
        .ask(foreign, json!({ "input": { "applicationId": case.id } }))
        .await;
    assert_eq!(foreign.code(), "NOT_FOUND");
    case.assessor = None;
    app.work().await;
}

const SAVE: &str = "mutation($input: SaveViewInput!) { saveView(input: $input) { view { id list name address shared own } } }";
const REMOVE: &str = "mutation($input: RemoveViewInput!) { removeView(input: $input) { removed } }";
const VIEWS: &str = "{ viewer { views { id name address own } } }";

async fn names(who: &Person) -> Vec<String> {
    let kept = who.ask(VIEWS, json!({})).await;
    let views = kept.at("/viewer/views").as_array().unwrap();
    views
        .iter()
        .map(|view| view["name"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_view_is_kept_under_its_name_and_operators_share_theirs() {
    let app = TestApp::start().await;
    let (priya, olive, mara) = (
        app.assessor("priya").await,
        app.operator().await,
        app.manager("alderbrook").await,
    );
    let save = async |who: &Person, name: &str, address: &str, shared: bool| {
        let input =
            json!({ "list": "CASELOAD", "name": name, "address": address, "shared": shared });
        who.ask(SAVE, json!({ "input": input })).await
    };
    save(&priya, "Late", "clock=OVERDUE", false).await.ok();
    let again = save(&priya, "Late", "clock=OVERDUE&level=GOLD", false).await;
    assert_eq!(
        again.text("/saveView/view/address"),
        "clock=OVERDUE&level=GOLD",
        "replaced"
    );
    assert_eq!(names(&priya).await, ["Late"]);
    assert_eq!(names(&mara).await, [""; 0]);
    assert_eq!(save(&priya, "Ours", "", true).await.fields(), ["shared"]);
    assert_eq!(save(&priya, " ", "", false).await.fields(), ["name"]);
    save(&mara, "Drafts", "status=DRAFT", false).await.ok();
    let shared = save(&olive, "Everybody's", "unassigned=yes", true).await;
    let ada = app.person("ada").await;
    let seen = ada.ask(VIEWS, json!({})).await;
    assert_eq!(seen.text("/viewer/views/0/name"), "Everybody's");
    assert_eq!(*seen.at("/viewer/views/0/own"), json!(false));
    let id = shared.text("/saveView/view/id");
    let theirs = ada.ask(REMOVE, json!({ "input": { "viewId": id } })).await;
    assert_eq!(theirs.code(), "NOT_FOUND", "only their own");
    olive
        .ask(REMOVE, json!({ "input": { "viewId": id } }))
        .await
        .ok();
    assert_eq!(names(&ada).await, [""; 0]);
    app.check_trail().await;
}
