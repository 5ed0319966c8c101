//! Who comes in by what their university's own provider says of them, and what becomes of them when it says otherwise (U7).

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::sql::Sql;
use tests::{Answer, Person, TestApp, world};

use super::liar::{Liar, Lie};
use super::own::of_the_scheme;
use super::{attempt, attempt_from, provider};

const ADD: &str = "mutation($input: AddClaimRuleInput!) { addClaimRule(input: $input) { settings { rules { id providerId claim value role } } } }";
const REMOVE: &str = "mutation($input: ClaimRuleInput!) { removeClaimRule(input: $input) { settings { rules { id } } } }";
const PROVIDERS: &str = "{ signInSettings { providers { id own } } }";

async fn own(by: &Person) -> String {
    let all = by.ask(PROVIDERS, json!({})).await;
    assert_eq!(all.at("/signInSettings/providers/0/own"), &json!(true));
    all.text("/signInSettings/providers/0/id")
}

async fn rule(by: &Person, value: &str, role: &str) -> Answer {
    let input =
        json!({ "providerId": own(by).await, "claim": "groups", "value": value, "role": role });
    by.ask_freely(ADD, json!({ "input": input })).await
}

/// Alderbrook, whose mentoring team manages and whose staff contribute.
async fn ruled() -> (TestApp, Liar, Sql) {
    let app = TestApp::start().await;
    let liar = provider(&app).await;
    let mara = app.manager("alderbrook").await;
    rule(&mara, "mentoring", "MANAGER").await.ok();
    rule(&mara, "staff", "CONTRIBUTOR").await.ok();
    let owner = app.owner().await;
    (app, liar, owner)
}

/// Somebody nobody knows, of whom this is said.
fn stranger(groups: Value) -> Value {
    json!({ "sub": "u-50", "email": "sol@alderbrook.test", "name": "  Sol\u{0} Okafor ", "groups": groups })
}

/// What they are now, who are known by this subject.
async fn roles(owner: &Sql, subject: &str) -> Vec<String> {
    let sql = format!(
        "select m.role from member m join identity i on i.person_id = m.person_id where i.subject = '{subject}' and m.university_id = '{}' order by m.role",
        world::university("alderbrook")
    );
    owner.column(&sql).await
}

async fn comes(app: &TestApp, liar: &Liar, said: Value) -> Option<String> {
    liar.says(said);
    attempt(app, liar, Lie::None).await.session()
}

#[tokio::test]
async fn u7_whom_a_rule_lets_in_has_an_account_at_once() {
    let (app, liar, owner) = ruled().await;
    let session = comes(&app, &liar, stranger(json!(["others", "staff"]))).await;
    let sol = app.with_session("sol", &session.expect("signed in"));
    let viewer = sol
        .ask(
            "{ viewer { role person { name } university { id } } }",
            json!({}),
        )
        .await;
    assert_eq!(
        viewer.at("/viewer"),
        &json!({ "role": "CONTRIBUTOR", "person": { "name": "Sol Okafor" }, "university": { "id": world::university_id("alderbrook") } })
    );
    let told = owner
        .column("select act || ': ' || summary || coalesce(actor_id::text, '') from trail where act like 'member.%'")
        .await;
    assert_eq!(
        told,
        ["member.added: Sol Okafor is contributor now, by what University of Alderbrook says."]
    );
    // Once: the next time they are known.
    assert!(comes(&app, &liar, stranger(json!("staff"))).await.is_some());
    let people = owner.column("select count(*)::text from person").await;
    assert_eq!(people, [(world::PEOPLE.len() + 1).to_string()]);
    let staff = owner.column("select count(*)::text from staff s join identity i using (person_id) where i.subject = 'u-50'").await;
    assert_eq!(staff, ["0"]);
}

#[tokio::test]
async fn u7_whom_no_rule_lets_in_reads_whom_to_ask_and_has_none() {
    let (app, liar, owner) = ruled().await;
    for groups in [
        json!("students"),
        json!("Staff"),
        json!([]),
        json!([["staff"]]),
        json!({ "staff": true }),
        json!(true),
        json!(1),
        Value::Null,
    ] {
        liar.says(stranger(groups.clone()));
        let refused = attempt(&app, &liar, Lie::None).await;
        assert_eq!(refused.response.status(), StatusCode::FORBIDDEN, "{groups}");
        assert_eq!(refused.session(), None, "{groups}");
    }
    let mut elsewhere = stranger(json!("none"));
    elsewhere["roles"] = json!("staff");
    assert_eq!(comes(&app, &liar, elsewhere).await, None);
    // An address that the provider itself does not believe.
    let mut unverified = stranger(json!("staff"));
    unverified["email_verified"] = json!(false);
    assert_eq!(comes(&app, &liar, unverified).await, None);
    let people = owner.column("select count(*)::text from person").await;
    assert_eq!(people, [world::PEOPLE.len().to_string()]);
}

#[tokio::test]
async fn u7_a_university_with_verified_domains_lets_in_addresses_at_them_alone() {
    let (app, liar, owner) = ruled().await;
    let domain = |university: &str, name: &str, verified: &str| {
        format!(
            "insert into university_domain (university_id, id, name, token, added_at, added_by, verified_at, verified_by) values ('{}', gen_random_uuid(), '{name}', 't', now(), '{}', {verified})",
            world::university(university),
            world::person("mara")
        )
    };
    owner
        .run(&domain("alderbrook", "alderbrook.test", "null, null"))
        .await;
    owner
        .run(&domain(
            "alderbrook",
            "staff.alderbrook.test",
            "now(), 'DNS'",
        ))
        .await;
    owner
        .run(&domain("brackenfield", "brackenfield.test", "now(), 'DNS'"))
        .await;
    let mut sol = stranger(json!("staff"));
    for email in [
        "sol@alderbrook.test",
        "sol@brackenfield.test",
        "sol@staff.alderbrook.test.evil.test",
        "sol",
    ] {
        sol["email"] = json!(email);
        assert_eq!(comes(&app, &liar, sol.clone()).await, None, "{email}");
    }
    sol["email"] = json!("Sol@Staff.Alderbrook.test");
    assert!(comes(&app, &liar, sol).await.is_some());
    // Whoever is known is known.
    assert!(comes(&app, &liar, json!({})).await.is_some());
}

#[tokio::test]
async fn u7_roles_follow_what_is_said_and_who_has_none_is_out() {
    let (app, liar, owner) = ruled().await;
    let session = comes(&app, &liar, stranger(json!(["staff", "mentoring"]))).await;
    assert_eq!(roles(&owner, "u-50").await, ["CONTRIBUTOR", "MANAGER"]);
    let before = app.with_session("sol", &session.unwrap());
    // Mara signed in as manager: Sol is not the last.
    assert!(comes(&app, &liar, json!({})).await.is_some());
    assert!(comes(&app, &liar, stranger(json!("staff"))).await.is_some());
    assert_eq!(roles(&owner, "u-50").await, ["CONTRIBUTOR"]);
    let answer = before.ask_freely("{ viewer { role } }", json!({})).await;
    assert!(
        answer.ok()["viewer"]["role"].is_null(),
        "what they were is over"
    );
    // What is taken stays taken although nobody is signed in.
    liar.says(stranger(json!("leavers")));
    let out = attempt(&app, &liar, Lie::None).await;
    assert_eq!(out.response.status(), StatusCode::FORBIDDEN);
    assert_eq!(roles(&owner, "u-50").await, [""; 0]);
    let acts = owner
        .column("select act from trail where act like 'member.%' order by seq")
        .await;
    let expected = ["added", "added", "removed", "removed"];
    assert_eq!(acts, expected.map(|act| format!("member.{act}")));
    assert!(
        comes(&app, &liar, stranger(json!("mentoring")))
            .await
            .is_some()
    );
    assert_eq!(roles(&owner, "u-50").await, ["MANAGER"]);
}

#[tokio::test]
async fn u7_the_last_manager_and_what_a_person_gave_stay() {
    let (app, liar, owner) = ruled().await;
    // Mara manages by a person's word, and contributes by the rules.
    assert!(
        comes(&app, &liar, json!({ "groups": ["staff", "mentoring"] }))
            .await
            .is_some()
    );
    assert_eq!(roles(&owner, "u-1").await, ["CONTRIBUTOR", "MANAGER"]);
    assert!(
        comes(&app, &liar, json!({ "groups": "leavers" }))
            .await
            .is_some()
    );
    assert_eq!(roles(&owner, "u-1").await, ["MANAGER"]);

    // Whom a person makes something else is that by their word.
    assert!(comes(&app, &liar, stranger(json!("staff"))).await.is_some());
    let sql = "update member set role = 'VIEWER' where role = 'CONTRIBUTOR' and person_id = (select person_id from identity where subject = 'u-50')";
    owner.run(sql).await;
    assert!(
        comes(&app, &liar, stranger(json!("leavers")))
            .await
            .is_some()
    );
    assert_eq!(roles(&owner, "u-50").await, ["VIEWER"]);

    // A manager by the rules is left where nobody else who has signed in manages.
    assert!(
        comes(&app, &liar, stranger(json!("mentoring")))
            .await
            .is_some()
    );
    let others = format!(
        "delete from member where role = 'MANAGER' and ruled_by is null and university_id = '{}'",
        world::university("alderbrook")
    );
    owner.run(&others).await;
    assert!(
        comes(&app, &liar, stranger(json!("leavers")))
            .await
            .is_some()
    );
    assert_eq!(roles(&owner, "u-50").await, ["MANAGER", "VIEWER"]);
}

#[tokio::test]
async fn t5_an_address_that_another_has_as_well_gives_nothing_of_theirs() {
    let (app, liar, owner) = ruled().await;
    let mut other = stranger(json!("staff"));
    other["email"] = json!("mara@alderbrook.test");
    let session = comes(&app, &liar, other).await;
    let sol = app.with_session("sol", &session.unwrap());
    let viewer = sol
        .ask("{ viewer { role person { id } } }", json!({}))
        .await;
    assert_eq!(viewer.at("/viewer/role"), &json!("CONTRIBUTOR"));
    assert_ne!(
        viewer.at("/viewer/person/id"),
        &json!(world::person_id("mara"))
    );
    let ties = format!(
        "select subject from identity where person_id = '{}'",
        world::person("mara")
    );
    assert_eq!(owner.column(&ties).await, ["u-1"]);
}

#[tokio::test]
async fn u7_the_schemes_provider_makes_no_account() {
    let (app, _, owner) = ruled().await;
    let scheme = of_the_scheme(&app, true).await;
    scheme.says(stranger(json!(["staff", "mentoring"])));
    let refused = attempt_from(&app, &scheme, Lie::None, "/auth/start/scheme").await;
    assert_eq!(refused.response.status(), StatusCode::FORBIDDEN);
    // Nor can it be ruled by: the database itself has no such rule.
    let rule = format!(
        "insert into claim_rule select '{}', gen_random_uuid(), id, 'groups', 'staff', 'MANAGER', now(), '{}' from provider where slug = 'scheme'",
        world::university("alderbrook"),
        world::person("mara")
    );
    assert!(owner.attempt(&rule).await.is_err());
    let mara = app.manager("alderbrook").await;
    let all = mara.ask(PROVIDERS, json!({})).await;
    let input = json!({ "providerId": all.text("/signInSettings/providers/1/id"), "claim": "groups", "value": "staff", "role": "MANAGER" });
    let refused = mara.ask_freely(ADD, json!({ "input": input })).await;
    assert_eq!(refused.code(), "NOT_FOUND");
    let people = owner.column("select count(*)::text from person").await;
    assert_eq!(people, [world::PEOPLE.len().to_string()]);
}

#[tokio::test]
async fn u7_rules_are_the_universitys_to_make_and_told() {
    let (app, liar, owner) = ruled().await;
    let (mara, brian) = (
        app.manager("alderbrook").await,
        app.manager("brackenfield").await,
    );
    for (value, role) in [
        ("staff", "CONTRIBUTOR"),
        ("", "MANAGER"),
        ("x", "VIEWER"),
        ("x", "OPERATOR"),
    ] {
        assert_eq!(
            rule(&mara, value, role).await.code(),
            "BAD_USER_INPUT",
            "{value} {role}"
        );
    }
    let rules = mara
        .ask("{ signInSettings { rules { id value role } } }", json!({}))
        .await;
    let id = rules.text("/signInSettings/rules/1/id");
    let none = brian
        .ask("{ signInSettings { rules { id } } }", json!({}))
        .await;
    assert_eq!(none.at("/signInSettings/rules"), &json!([]));
    let input = json!({ "input": { "ruleId": id } });
    assert_eq!(
        brian.ask_freely(REMOVE, input.clone()).await.code(),
        "NOT_FOUND"
    );
    assert!(comes(&app, &liar, stranger(json!("staff"))).await.is_some());
    mara.ask(REMOVE, input).await;
    // With the rule goes what it gave, at the next sign-in.
    assert_eq!(comes(&app, &liar, stranger(json!("staff"))).await, None);
    assert_eq!(roles(&owner, "u-50").await, [""; 0]);
    for n in 0..19 {
        rule(&mara, &format!("group {n}"), "CONTRIBUTOR").await.ok();
    }
    assert_eq!(
        rule(&mara, "one too many", "CONTRIBUTOR").await.code(),
        "REFUSED"
    );
    let told = owner
        .column("select distinct act from trail where act like 'claim_rule.%' order by act")
        .await;
    assert_eq!(told, ["claim_rule.added", "claim_rule.removed"]);
}
