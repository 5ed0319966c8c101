//! Who works for the scheme: invited, let in at the scheme's own provider, and let go (T5, U8).

use axum::body::to_bytes;
use serde_json::{Value, json};
use store::providers::{self, Provider};
use store::{Access, Viewer};
use tests::{Answer, Person, TestApp, world};
use uuid::Uuid;

use super::liar::{Liar, Lie};
use super::{attempt_from, get};

const STAFF: &str = "{ staff { person { id name email } role signedInAt invitedUntil openCases } }";
const EMPLOY: &str =
    "mutation($input: EmployPersonInput!) { employPerson(input: $input) { staff { person { id name } role invitedUntil } } }";
const AGAIN: &str =
    "mutation($input: StaffInput!) { inviteStaffAgain(input: $input) { staff { person { id } invitedUntil } } }";
const REMOVE: &str =
    "mutation($input: RemoveStaffInput!) { removeStaff(input: $input) { staff { person { id } role } } }";

async fn employ(by: &Person, name: &str, email: &str, role: &str) -> Answer {
    let input = json!({ "name": name, "email": email, "role": role });
    by.ask(EMPLOY, json!({ "input": input })).await
}

async fn remove(by: &Person, who: &str, role: &str) -> Answer {
    let input = json!({ "personId": who, "role": role });
    by.ask(REMOVE, json!({ "input": input })).await
}

/// The scheme's own provider.
async fn of_the_scheme(app: &TestApp) -> Liar {
    let liar = Liar::start().await;
    let tx = app.db().begin(&Viewer::System, Access::Write, app.today());
    let tx = tx.await.unwrap();
    let provider = Provider {
        id: Uuid::now_v7(),
        of_university: None,
        shared: false,
        slug: "scheme".to_owned(),
        name: "The scheme".to_owned(),
        issuer: liar.issuer(),
        client_id: "pillars".to_owned(),
        client_secret: app.seal(&liar.issuer(), "hush"),
        version: 1,
    };
    providers::set(&tx, &provider).await.unwrap();
    tx.finish(true).await.unwrap();
    liar
}

async fn path_to(app: &TestApp, email: &str) -> String {
    app.work().await;
    let letters = app.letters().await;
    let letter = letters.iter().rev().find(|letter| letter.to == email);
    let text = &letter.unwrap_or_else(|| panic!("no letter to {email}")).text;
    let at = text.find("/invitations/").expect("an address");
    text[at..].chars().take_while(|c| !c.is_whitespace()).collect()
}

/// Somebody of the list.
fn one(answer: &Answer, root: &str, name: &str) -> Value {
    let all = answer.at(root).as_array().unwrap();
    let found = all.iter().find(|row| row["person"]["name"] == name);
    found.unwrap_or_else(|| panic!("no {name} in {all:#?}")).clone()
}

#[tokio::test]
async fn u8_an_assessor_is_invited_comes_in_and_is_let_go() {
    let app = TestApp::start().await;
    let (liar, olive) = (of_the_scheme(&app).await, app.operator().await);
    let invited = employ(&olive, "Nia Newcome", "nia@alderbrook.test", "ASSESSOR").await;
    let nia = one(&invited, "/employPerson/staff", "Nia Newcome");
    assert!(nia["invitedUntil"].is_string(), "{nia}");
    let twice = employ(&olive, "Nia Newcome", "NIA@alderbrook.test", "ASSESSOR").await;
    assert_eq!(twice.rules(), ["U8"]);

    let old = path_to(&app, "nia@alderbrook.test").await;
    let input = json!({ "input": { "personId": nia["person"]["id"] } });
    olive.ask(AGAIN, input).await.ok();
    let path = path_to(&app, "nia@alderbrook.test").await;
    assert_ne!(old, path);
    assert!(!get(&app, &old, "").await.status().is_success());
    let page = get(&app, &path, "").await;
    let body = to_bytes(page.into_body(), usize::MAX).await.unwrap();
    let page = String::from_utf8(body.to_vec()).unwrap();
    assert!(page.contains("Join the scheme") && page.contains("Sign in with The scheme"), "{page}");
    assert!(!page.contains("Set up"), "{page}");

    let token = path.strip_prefix("/invitations/").unwrap();
    let button = format!("/auth/start/scheme?invitation={token}");
    let handed_on = attempt_from(&app, &liar, Lie::AddressOfAnother, &button).await;
    assert_eq!(handed_on.session(), None);
    let good = attempt_from(&app, &liar, Lie::Newcomer, &button).await;
    let session = good.session().expect("a session");
    let viewer = app.with_session("nia", &session);
    let role = viewer.ask_freely("{ viewer { role university { id } } }", json!({})).await;
    assert_eq!(role.at("/viewer/role"), "ASSESSOR");
    // Once.
    let again = attempt_from(&app, &liar, Lie::Stranger, &button).await;
    assert_eq!(again.session(), None);

    let id = nia["person"]["id"].as_str().unwrap();
    remove(&olive, id, "ASSESSOR").await.ok();
    let role = viewer.ask_freely("{ viewer { role } }", json!({})).await;
    assert_eq!(role.at("/viewer/role"), &Value::Null, "signed out at once");
}

#[tokio::test]
async fn u8_operators_say_who_judges_and_administrators_who_runs_the_scheme() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    for role in ["OPERATOR", "ADMINISTRATOR"] {
        let refused = employ(&olive, "Nia Newcome", "nia@scheme.test", role).await;
        assert_eq!(refused.rules(), ["U8"], "{role}");
        let omar = world::person_id("olive");
        assert_eq!(remove(&olive, &omar, "OPERATOR").await.rules(), ["U8"], "{role}");
    }
    let wrong = employ(&olive, "Nia Newcome", "nia@scheme.test", "MANAGER").await;
    assert_eq!(wrong.code(), "BAD_USER_INPUT");
    // The database says so, too.
    let tx = app.db().begin(
        &Viewer::Operator {
            person: world::person("olive"),
            role: domain::access::Role::Operator,
        },
        Access::Write,
        app.today(),
    );
    let tx = tx.await.unwrap();
    let forced = store::people::staff_insert(&tx, world::person("mara"), domain::access::Role::Operator).await;
    assert!(forced.is_err());
    tx.finish(false).await.unwrap();
    for who in [app.manager("alderbrook").await, app.assessor("priya").await] {
        assert_eq!(who.ask(STAFF, json!({})).await.code(), "FORBIDDEN");
    }
}
