//! An application over several programmes is what P4 says, whoever writes it.

use serde_json::{Value, json};
use tests::TestApp;
use tests::make::{self, documents as doc};

use super::{opening, refused, written};

/// A draft of Alderbrook's over two programmes of one framework.
async fn draft(app: &TestApp, scope: &str) -> (String, Vec<String>) {
    let mara = app.manager("alderbrook").await;
    let mut ids = Vec::new();
    for name in ["Peers", "Careers"] {
        let input = json!({ "input": make::programme(name) });
        let added = mara.ask(doc::ADD_PROGRAMME, input).await;
        ids.push(added.text("/addProgramme/programme/id"));
    }
    let input = json!({ "name": "Together", "description": "All alike." });
    let added = mara
        .ask(doc::ADD_FRAMEWORK, json!({ "input": input }))
        .await;
    let framework = added.text("/addFramework/framework/id");
    let input = json!({ "programmeIds": ids, "frameworkId": framework });
    mara.ask(doc::RUN_TO_FRAMEWORK, json!({ "input": input }))
        .await
        .ok();
    let named = (scope == "COMBINED").then_some(&ids);
    let covers = json!({ "scope": scope, "programmeIds": named });
    let input = json!({ "covers": covers, "level": "BRONZE" });
    let started = mara
        .ask(doc::START_COMBINED, json!({ "input": input }))
        .await;
    assert_ne!(started.body["data"], Value::Null);
    (
        started.text("/startCombinedApplication/application/id"),
        ids,
    )
}

const SEND: &str = "insert into orders (university_id, id, vat_per_mille, lines, net_minor, vat_minor, created_at) select university_id, gen_random_uuid(), 200, '[]', 100, 20, now() from application; \
    update application set state = 'SUBMITTED', submitted_at = now(), submitted_on = viewer_today(), order_id = (select id from orders), \
    framework_id = (select id from delivery_framework)";

#[tokio::test]
async fn p4_a_university_wide_application_is_not_sent_with_one_left_out() {
    let app = TestApp::start().await;
    draft(&app, "UNIVERSITY_WIDE").await;
    let login = app.login_role().await;
    let another = "insert into programme (university_id, id, name, purpose, directions, mentors, started_on, created_at, framework_id) \
        select university_id, gen_random_uuid(), 'Another', purpose, directions, mentors, started_on, now(), framework_id from programme limit 1";
    refused(&login, "mara", "P4", &format!("{another}; {SEND}")).await;
    let out = "update programme set framework_id = null where name = 'Careers'";
    refused(&login, "mara", "P4", &format!("{out}; {SEND}")).await;
    written(&login, &opening("mara"), SEND).await.unwrap();
    let owner = app.owner().await;
    let since = "select framework_since::text from programme where name = 'Peers'";
    assert_eq!(owner.column(since).await, [tests::world::FIRST_DAY]);
}

#[tokio::test]
async fn p4_a_combined_application_is_not_sent_over_one_or_over_what_shares_nothing() {
    let app = TestApp::start().await;
    draft(&app, "COMBINED").await;
    let login = app.login_role().await;
    let fewer = "delete from application_programme where programme_id = (select id from programme where name = 'Careers')";
    refused(&login, "mara", "P4", &format!("{fewer}; {SEND}")).await;
    let out = "update programme set framework_id = null";
    refused(&login, "mara", "P4", &format!("{out}; {SEND}")).await;
    let other = SEND.replace("(select id from delivery_framework)", "null");
    refused(&login, "mara", "P4", &other).await;
    written(&login, &opening("mara"), SEND).await.unwrap();
    let stated = "update application set led_by = 'Somebody else', expectations = 'Less.'";
    refused(&login, "mara", "P4", stated).await;
    let moved = "update application set framework_id = null";
    refused(&login, "the product", "P4", moved).await;
}
