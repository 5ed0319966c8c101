//! An operator's token for some universities: what is theirs to read and to write, and nothing else, whatever is asked.

use domain::access::{Area, Need};
use schema::token::of_question;
use serde_json::{Value, json};
use tests::introspect::{Ids, Types};
use tests::make::{self, Stage, documents as doc};
use tests::{Answer, Person, TestApp, world};

use super::{ALL, wanted};

const COUNTS: &str = "{ programmes { totalCount } frameworks { totalCount } applications { totalCount } awards { totalCount } invoices { totalCount } quotes { totalCount } }";
const HOLD: &str = "mutation($input: HoldApplicationInput!) { holdApplication(input: $input) { application { reference } } }";
const TOKENS: &str = "{ tokens { nodes { name universities { name } university { name } } } }";

async fn make_for(by: &Person, slugs: &[&str], change: Value) -> Answer {
    let mut input = wanted(&ALL, true);
    let ids: Vec<String> = slugs.iter().map(|slug| make::university(slug)).collect();
    input["input"]["universityIds"] = json!(ids);
    for (key, value) in change.as_object().unwrap() {
        input["input"][key] = value.clone();
    }
    by.ask(doc::MAKE_TOKEN, input).await
}

async fn kept_to(by: &Person, slugs: &[&str]) -> Person {
    let made = make_for(by, slugs, json!({})).await;
    by.machine(&made.text("/makeToken/secret"))
}

async fn counts(who: &Person) -> Vec<i64> {
    let answer = who.ask(COUNTS, json!({})).await;
    let lists = [
        "programmes",
        "applications",
        "awards",
        "invoices",
        "frameworks",
        "quotes",
    ];
    let count = |list: &str| answer.number(&format!("/{list}/totalCount"));
    lists.into_iter().map(count).collect()
}

/// Two universities that have the same; the ids of Brackenfield's.
async fn two(app: &TestApp) -> Ids {
    let mut ids = Ids::new();
    for slug in ["alderbrook", "brackenfield"] {
        let decided = make::application(app, slug, Stage::Decided).await;
        let running = make::application(app, slug, Stage::InAssessment).await;
        let whole = running
            .operator
            .ask(doc::APPLICATION, json!({ "id": running.id }))
            .await;
        let owed = running
            .manager
            .ask(doc::INVOICE, json!({ "id": running.order }))
            .await;
        let framework = json!({ "name": "Together", "description": "All alike." });
        let add = "mutation($input: AddFrameworkInput!) { addFramework(input: $input) { framework { id } } }";
        let framework = running
            .manager
            .ask(add, json!({ "input": framework }))
            .await;
        ids = Ids::from([
            ("app", running.id.clone()),
            ("prg", decided.programme.clone()),
            ("uni", make::university(slug)),
            ("ord", running.order.clone().unwrap()),
            ("evi", whole.text("/application/evidence/0/id")),
            ("inv", owed.text("/node/invoice/id")),
            ("frm", framework.text("/addFramework/framework/id")),
            ("node", running.id.clone()),
        ]);
    }
    app.work().await;
    ids
}

#[tokio::test]
async fn it_sees_its_universities_in_every_list_and_nothing_of_another() {
    let mut app = TestApp::start().await;
    let theirs = two(&app).await;
    let olive = app.operator().await;
    let own = kept_to(&olive, &["alderbrook"]).await;
    let both = kept_to(&olive, &["alderbrook", "brackenfield"]).await;
    let (one, two, all) = (
        counts(&own).await,
        counts(&both).await,
        counts(&olive).await,
    );
    assert_eq!(two, all);
    for (one, all) in one.iter().zip(&all) {
        assert_eq!(2 * one, *all, "{one:?} of {all:?}");
    }
    assert!(one[..5].iter().all(|count| *count > 0), "{one:?}");

    // Every question there is, also with the ids of what is not theirs.
    app.leave_jobs();
    let types = Types::read().await;
    let everybodys = ["register", "registerEntry", "yearlyAgreement"];
    let mut asked = 0;
    for root in types
        .roots()
        .iter()
        .filter(|root| root.operation == "query")
    {
        let need = of_question(&root.name).unwrap();
        if everybodys.contains(&root.name.as_str()) {
            continue;
        }
        for ids in [Ids::new(), theirs.clone()] {
            let (document, variables) = types.document(root, &ids, None);
            let answer = own.ask(&document, variables).await;
            let said = answer.body.to_string();
            assert!(!said.contains("Brackenfield"), "{}: {said}", root.name);
            for id in theirs.values() {
                assert!(!said.contains(id), "{}: {said}", root.name);
            }
            if matches!(need, Need::Person | Need::SignIn | Need::Read(Area::Scheme)) {
                assert_eq!(answer.code(), "FORBIDDEN", "{}", root.name);
            }
            asked += 1;
        }
    }
    assert!(asked > 100, "{asked}");
    let node = "query($id: ID!) { node(id: $id) { id } }";
    for id in theirs.values() {
        let answer = own.ask_freely(node, json!({ "id": id })).await;
        assert!(
            !answer.body["data"]["node"]["id"].is_string(),
            "{:#}",
            answer.body
        );
    }
    for kind in ["app", "prg", "ord"] {
        both.ask(node, json!({ "id": theirs[kind] })).await.ok();
    }
    // The scheme's own chain is not theirs.
    let trail = own
        .ask("{ trail { nodes { act university { name } } } }", json!({}))
        .await;
    let lines = trail.at("/trail/nodes").as_array().unwrap().clone();
    assert!(!lines.is_empty());
    assert!(
        lines
            .iter()
            .all(|line| line["university"]["name"] == world::UNIVERSITIES[0].1)
    );
    let search = r#"{ applications(filter: { search: "Brackenfield" }) { totalCount } }"#;
    let found = own.ask(search, json!({})).await;
    assert_eq!(found.number("/applications/totalCount"), 0);
}

#[tokio::test]
async fn it_writes_there_and_nowhere_else() {
    let mut app = TestApp::start().await;
    let theirs = two(&app).await;
    app.leave_jobs();
    let olive = app.operator().await;
    let own = kept_to(&olive, &["alderbrook"]).await;
    let listed = "{ applications(filter: { state: [IN_ASSESSMENT] }) { nodes { id version order { id } } } }";
    let listed = own.ask(listed, json!({})).await;
    let version = listed.number("/applications/nodes/0/version");
    let held = async |id: &str| {
        let input = json!({ "input": { "applicationId": id, "version": version, "reason": "They asked us to wait." } });
        own.ask_under("hold", HOLD, input).await
    };
    let id = listed.text("/applications/nodes/0/id");
    held(&id).await.ok();
    held(&id).await.ok();
    let refused = own.ask(HOLD, json!({ "input": { "applicationId": theirs["app"], "version": 1, "reason": "They asked us to wait." } })).await;
    assert_eq!(refused.code(), "NOT_FOUND");
    let owed = own
        .ask(
            doc::INVOICE,
            json!({ "id": listed.text("/applications/nodes/0/order/id") }),
        )
        .await;
    let invoice = owed.text("/node/invoice/id");
    let credit = async |id: &str| {
        let input =
            json!({ "input": { "invoiceId": id, "amountMinor": 100, "reason": "A mistake." } });
        own.ask_freely(doc::CREDIT, input).await
    };
    assert_eq!(credit(&invoice).await.rules(), ["M6"], "it is paid");
    assert_eq!(credit(&theirs["inv"]).await.code(), "NOT_FOUND");
    let told = "select concat_ws('|', actor_id, university_id, origin like 'token plr_%') from trail where act = 'application.held'";
    let (person, at) = (world::person("olive"), world::university("alderbrook"));
    assert_eq!(
        app.owner().await.column(told).await,
        [format!("{person}|{at}|t")]
    );
    app.check_trail().await;
}

#[tokio::test]
async fn who_makes_it_says_which_and_the_list_shows_them() {
    let app = TestApp::start().await;
    let (olive, mara) = (app.operator().await, app.manager("alderbrook").await);
    let none = make_for(&olive, &[], json!({})).await;
    assert_eq!(none.fields(), ["universityIds"]);
    let scheme = make_for(&olive, &["alderbrook"], json!({ "areas": ["SCHEME"] })).await;
    assert_eq!(scheme.fields(), ["areas"]);
    let many: Vec<String> = (0..51)
        .map(|n| domain::id::encode(domain::id::Kind::University, uuid::Uuid::from_u128(n)))
        .collect();
    let many = make_for(&olive, &[], json!({ "universityIds": many })).await;
    assert_eq!(many.fields(), ["universityIds"]);
    let unknown = make_for(
        &olive,
        &[],
        json!({ "universityIds": [tests::introspect::of_nothing("uni")] }),
    )
    .await;
    assert_eq!(unknown.code(), "NOT_FOUND");
    let managers = make_for(&mara, &["alderbrook"], json!({})).await;
    assert_eq!(managers.fields(), ["universityIds"]);

    let twice = make_for(
        &olive,
        &["brackenfield", "alderbrook", "alderbrook"],
        json!({ "name": "Kept" }),
    )
    .await;
    twice.ok();
    let all = make_for(&olive, &[], json!({ "name": "All", "universityIds": null })).await;
    all.ok();
    let listed = olive.ask(TOKENS, json!({})).await;
    assert_eq!(listed.at("/tokens/nodes/0/universities"), &Value::Null);
    let names = json!([{ "name": world::UNIVERSITIES[1].1 }, { "name": world::UNIVERSITIES[0].1 }]);
    assert_eq!(listed.at("/tokens/nodes/1/universities"), &names);
    assert_eq!(listed.at("/tokens/nodes/1/university"), &Value::Null);
    let told = "select after->>'universities' from trail where act = 'token.made' and after->>'name' = 'Kept'";
    let told = app.owner().await.one(told).await;
    assert_eq!(
        serde_json::from_str::<Value>(&told).unwrap(),
        json!([world::UNIVERSITIES[1].1, world::UNIVERSITIES[0].1])
    );
}

#[tokio::test]
async fn a_merge_does_not_widen_it_and_a_closed_university_stays_to_be_read() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    let own = kept_to(&olive, &["alderbrook"]).await;
    for (slug, name) in [("alderbrook", "Ours"), ("brackenfield", "Theirs")] {
        let manager = app.manager(slug).await;
        let input = json!({ "input": make::programme(name) });
        manager.ask(doc::ADD_PROGRAMME, input).await.ok();
    }
    let owner = app.owner().await;
    owner.run("update university set state = 'CLOSED', closed_on = '2026-11-20', closed_reason = 'Done.' where slug = 'alderbrook'").await;
    assert_eq!(counts(&own).await[0], 1, "what is closed is read still");
    owner.run("update university set state = 'OPEN', closed_on = null, closed_reason = null where slug = 'alderbrook'").await;
    let record = "query($id: ID!) { universityRecord(universityId: $id) { version } }";
    let version = async |slug: &str| {
        let asked = olive
            .ask(record, json!({ "id": make::university(slug) }))
            .await;
        asked.number("/universityRecord/version")
    };
    let input = json!({ "input": {
        "fromId": make::university("alderbrook"), "fromVersion": version("alderbrook").await,
        "intoId": make::university("brackenfield"), "intoVersion": version("brackenfield").await,
        "reason": "They are one.",
    } });
    let merge = "mutation($input: MergeUniversitiesInput!) { mergeUniversities(input: $input) { into { programmes } } }";
    olive.ask(merge, input).await.ok();
    assert_eq!(
        counts(&own).await[0],
        0,
        "what went on elsewhere is not theirs"
    );
    assert_eq!(counts(&olive).await[0], 2);
    let whole = own
        .ask(
            "query($id: ID!) { university(id: $id) { name } }",
            json!({ "id": make::university("brackenfield") }),
        )
        .await;
    assert!(whole.body["data"]["university"]["name"].is_null());
}
