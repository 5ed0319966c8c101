//! Where people are signed in, as they see and end it; and what needs somebody who signed in lately (U2).
#![expect(clippy::unwrap_used, reason = "what cannot be had fails the test")]

use domain::access::{Act, Need, Role, may, need, wants_proof};
use serde_json::{Value, json};
use tests::introspect::{Ids, Types};
use tests::make::{self, documents as doc};
use tests::{Answer, Person, TestApp, world};

const ROLE: &str = "{ viewer { role } }";

/// Whether somebody's session opens anything still.
async fn is_in(who: &Person) -> bool {
    !who.ask_freely(ROLE, json!({})).await.ok()["viewer"]["role"].is_null()
}

async fn sessions(who: &Person) -> Vec<Value> {
    let answer = who.ask(doc::SESSIONS, json!({})).await;
    let rows = answer.at("/sessions/nodes").as_array().unwrap().clone();
    assert_eq!(
        answer.at("/sessions/totalCount").as_u64(),
        Some(rows.len() as u64)
    );
    rows
}

async fn end(who: &Person, id: &Value) -> Answer {
    who.ask(doc::END_SESSION, json!({ "input": { "sessionId": id } }))
        .await
}

/// The id of somebody's own session.
async fn own(who: &Person) -> Value {
    let rows = sessions(who).await;
    let current: Vec<&Value> = rows.iter().filter(|row| row["current"] == true).collect();
    assert_eq!(current.len(), 1, "{rows:#?}");
    current[0]["id"].clone()
}

#[tokio::test]
async fn people_see_where_they_are_signed_in_and_nobody_elses() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let again = app.manager("alderbrook").await;
    let colin = app.person("colin").await;
    let rows = sessions(&mara).await;
    assert_eq!(rows.len(), 2, "{rows:#?}");
    // The latest first.
    assert_eq!(rows[0]["id"], own(&again).await);
    assert_eq!(rows[1]["id"], own(&mara).await);
    for row in &rows {
        assert_eq!(row["role"], "MANAGER");
        assert_eq!(row["universityName"], world::UNIVERSITIES[0].1);
        assert_eq!(row["address"], "192.0.2.7");
        assert_eq!(row["browser"], "Firefox on Linux");
    }
    assert_eq!(sessions(&colin).await.len(), 1);
    // What acts for the scheme has no university.
    let olive = app.operator().await;
    assert_eq!(sessions(&olive).await[0]["universityName"], Value::Null);
    // What is over is not shown.
    let owner = app.owner().await;
    let over = "update session set seen_at = now() - interval '13 hours' where id = (select id from session order by id limit 1)";
    owner.run(over).await;
    assert_eq!(sessions(&again).await.len(), 1);
    let nobody = app.stranger().ask(doc::SESSIONS, json!({})).await;
    assert_eq!(nobody.code(), "UNAUTHENTICATED");
}

#[tokio::test]
async fn somebody_of_several_universities_sees_each_by_name() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    let (mara, bracken) = (world::person("mara"), world::university("brackenfield"));
    owner
        .run(&format!(
            "insert into member values ('{bracken}', '{mara}', 'VIEWER')"
        ))
        .await;
    let here = app.manager("alderbrook").await;
    let there = app.manager("alderbrook").await;
    let other = own(&there).await;
    owner
        .run(&format!(
            "update session set role = 'VIEWER', acting_university = '{bracken}' where id = (select max(id::text)::uuid from session)"
        ))
        .await;
    assert!(is_in(&there).await);
    let rows = sessions(&here).await;
    let row = rows.iter().find(|row| row["id"] == other).unwrap();
    assert_eq!(row["role"], "VIEWER");
    assert_eq!(row["universityName"], world::UNIVERSITIES[1].1);
    end(&here, &other).await.ok();
    assert!(!is_in(&there).await);
}

#[tokio::test]
async fn one_is_ended_and_stays_so() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let lost = app.manager("alderbrook").await;
    let id = own(&lost).await;
    assert_eq!(end(&mara, &id).await.number("/endSession/ended"), 1);
    assert!(!is_in(&lost).await);
    assert!(is_in(&mara).await);
    assert_eq!(sessions(&mara).await.len(), 1);
    // Again ends nothing and tells nothing.
    assert_eq!(end(&mara, &id).await.number("/endSession/ended"), 0);
    let owner = app.owner().await;
    let told = owner
        .rows("select act, summary, university_id::text, actor_id::text, after::text from trail")
        .await;
    let [told] = &told[..] else {
        panic!("{told:?}")
    };
    let said: Vec<&str> = told.iter().map(|cell| cell.as_deref().unwrap()).collect();
    let (alderbrook, person) = (
        world::university("alderbrook").to_string(),
        world::person("mara").to_string(),
    );
    assert_eq!(
        said,
        [
            "session.ended",
            "Signed out Firefox on Linux.",
            &alderbrook,
            &person,
            "{\"ended\": 1}"
        ]
    );
    app.check_trail().await;
    // Changing role does not bring an ended one back: its token is nobody's.
    let own = own(&mara).await;
    assert_eq!(end(&mara, &own).await.number("/endSession/ended"), 1);
    assert!(!is_in(&mara).await);
}

#[tokio::test]
async fn all_others_are_ended_and_only_ones_own() {
    let app = TestApp::start().await;
    for name in ["mara", "priya", "olive"] {
        let here = app.person(name).await;
        let others = [app.person(name).await, app.person(name).await];
        let somebody = app.person("colin").await;
        let ended = here.ask(doc::END_OTHER_SESSIONS, json!({})).await;
        assert_eq!(ended.number("/endOtherSessions/ended"), 2, "{name}");
        assert!(is_in(&here).await && is_in(&somebody).await);
        for other in &others {
            assert!(!is_in(other).await, "{name}");
        }
        let ended = here.ask(doc::END_OTHER_SESSIONS, json!({})).await;
        assert_eq!(ended.number("/endOtherSessions/ended"), 0);
    }
    let acts = app.owner().await;
    let acts = acts.column("select act from trail order by at").await;
    assert_eq!(acts, ["session.ended"; 3]);
    app.check_trail().await;
}

#[tokio::test]
async fn nobody_ends_anybody_elses() {
    let app = TestApp::start().await;
    let marek = app.manager("brackenfield").await;
    let theirs = own(&marek).await;
    for name in ["mara", "colin", "priya", "lena", "olive", "ada"] {
        let somebody = app.person(name).await;
        let refused = end(&somebody, &theirs).await;
        assert_eq!(refused.code(), "NOT_FOUND", "{name}");
        // By SQL as their role, too: what opens is not to be read, another's not to be ended, and an end not to be taken back.
        let sql = app.login_role().await;
        let viewer = world::viewer(name);
        let role = match viewer {
            store::Viewer::Member { .. } => "viewer_member",
            store::Viewer::Assessor { .. } => "viewer_assessor",
            _ => "viewer_operator",
        };
        sql.run(&format!(
            "begin; set local role {role}; set local viewer.person = '{}'; set local viewer.university = '{}'; set local viewer.today = '{}'; savepoint s",
            world::person(name),
            viewer.university().unwrap_or_default(),
            world::FIRST_DAY
        ))
        .await;
        for (statement, reached) in [
            ("select token_hash from session", None),
            ("select id from session", Some(1)),
            ("update session set ended_at = null", None),
            (
                "update session set expires_at = now() + interval '1 year'",
                None,
            ),
            ("update session set authenticated_at = now()", None),
            ("delete from session", None),
            ("update session set ended_at = now()", Some(1)),
        ] {
            let done = sql.attempt(statement).await.ok().map(|(_, rows)| rows);
            assert_eq!(done, reached, "{statement} by {name}");
            sql.run("rollback to savepoint s").await;
        }
        sql.run("rollback").await;
    }
    assert!(is_in(&marek).await);
}

/// Makes somebody's last sign-in longer ago.
async fn age(app: &TestApp, seconds: i64) {
    let owner = app.owner().await;
    owner
        .run(&format!(
            "update session set authenticated_at = now() - interval '{seconds} seconds'"
        ))
        .await;
}

fn is_asked_again(answer: &Answer) -> bool {
    let errors = answer.body["errors"].as_array();
    errors.is_some_and(|errors| errors[0]["extensions"]["code"] == "STEP_UP")
}

#[tokio::test]
async fn u2_a_token_is_made_by_somebody_who_signed_in_lately() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let wanted = json!({ "input": { "name": "Nightly", "areas": ["MONEY"], "writes": false, "expiresOn": "2027-02-21" } });
    age(&app, 290).await;
    mara.ask(doc::MAKE_TOKEN, wanted.clone()).await.ok();
    age(&app, 310).await;
    let refused = mara.ask(doc::MAKE_TOKEN, wanted.clone()).await;
    assert!(is_asked_again(&refused), "{:#}", refused.body);
    let said =
        "Sign in again to go on: this needs somebody who signed in within the last five minutes.";
    assert_eq!(refused.body["errors"][0]["message"], said);
    assert_eq!(refused.body["data"], Value::Null);
    // A session that does not say when is not fresh.
    let owner = app.owner().await;
    owner
        .run("update session set authenticated_at = null")
        .await;
    assert!(is_asked_again(&mara.ask(doc::MAKE_TOKEN, wanted).await));
    // Using the session is not signing in; looking and revoking go on.
    let seen = mara
        .ask("{ tokens { totalCount nodes { id } } }", json!({}))
        .await;
    assert_eq!(seen.number("/tokens/totalCount"), 1);
    let input = json!({ "input": { "tokenId": seen.text("/tokens/nodes/0/id") } });
    mara.ask(doc::REVOKE_TOKEN, input).await.ok();
}

#[tokio::test]
async fn u2_each_act_on_the_list_is_asked_for_again_and_no_other() {
    let mut app = TestApp::start().await;
    let types = Types::read().await;
    let people = [
        (Role::Manager, app.manager("alderbrook").await),
        (Role::Assessor, app.assessor("priya").await),
        (Role::Operator, app.operator().await),
    ];
    age(&app, 600).await;
    let mut asked = 0;
    for root in types.roots() {
        let (document, variables) = types.document(&root, &Ids::new(), None);
        let act: Option<Act> = root.name.parse().ok();
        for (role, person) in &people {
            if root.name == "endSession" || root.name == "endOtherSessions" {
                continue;
            }
            let answer = person.ask(&document, variables.clone()).await;
            let needs = act.is_some_and(|act| wants_proof(act) && may(Some(*role), act));
            let is_mutation = root.operation == "mutation";
            assert_eq!(
                is_asked_again(&answer),
                needs && is_mutation,
                "{} by {role}",
                root.name
            );
            asked += usize::from(needs && is_mutation);
        }
    }
    assert_eq!(
        asked, 28,
        "what is held of oneself, and fetching, by all three, tokens, archives and sign-in by two, the others by operators"
    );
    app.leave_jobs();
    // A machine cannot sign in again: all of them are people's.
    for act in Act::ALL {
        let person = matches!(need(*act), Need::Person | Need::SignIn);
        assert!(!wants_proof(*act) || person, "{act}");
    }
}

#[tokio::test]
async fn a_machine_sees_and_ends_no_session() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    make::token(&mara).await;
    let wanted = json!({ "input": { "name": "All", "areas": ["PROGRAMMES", "APPLICATIONS", "EVIDENCE", "MONEY", "AUDIT"], "writes": true, "expiresOn": "2027-02-21" } });
    let made = mara.ask(doc::MAKE_TOKEN, wanted).await;
    let machine = mara.machine(&made.text("/makeToken/secret"));
    for document in [doc::SESSIONS, doc::END_OTHER_SESSIONS] {
        let refused = machine.ask(document, json!({})).await;
        assert_eq!(refused.code(), "FORBIDDEN", "{document}");
    }
    assert_eq!(end(&machine, &own(&mara).await).await.code(), "FORBIDDEN");
    assert!(is_in(&mara).await);
}
