//! Who works for the scheme: invited, let in at the scheme's own provider, and let go (T5, U8).

use axum::body::to_bytes;
use serde_json::{Value, json};
use server::clock::Clock;
use server::config::{Config, Mode};
use server::opening::{self, NewProvider};
use tests::make::{self, Stage};
use tests::{Answer, Person, TestApp, world};

use super::liar::{Liar, Lie};
use super::own::of_the_scheme;
use super::{attempt_from, get};

const STAFF: &str = "{ staff { person { id name email } role signedInAt invitedUntil openCases } }";
const EMPLOY: &str = "mutation($input: EmployPersonInput!) { employPerson(input: $input) { staff { person { id name } role invitedUntil } } }";
const AGAIN: &str = "mutation($input: StaffInput!) { inviteStaffAgain(input: $input) { staff { person { id } invitedUntil } } }";
const REMOVE: &str = "mutation($input: RemoveStaffInput!) { removeStaff(input: $input) { staff { person { id } role } } }";

async fn employ(by: &Person, name: &str, email: &str, role: &str) -> Answer {
    let input = json!({ "name": name, "email": email, "role": role });
    by.ask(EMPLOY, json!({ "input": input })).await
}

async fn remove(by: &Person, who: &str, role: &str) -> Answer {
    let input = json!({ "personId": who, "role": role });
    by.ask(REMOVE, json!({ "input": input })).await
}

async fn path_to(app: &TestApp, email: &str) -> String {
    app.work().await;
    let letters = app.letters().await;
    let letter = letters.iter().find(|letter| letter.to == email);
    let text = &letter
        .unwrap_or_else(|| panic!("no letter to {email}"))
        .text;
    let at = text.find("/invitations/").expect("an address");
    text[at..]
        .chars()
        .take_while(|c| !c.is_whitespace())
        .collect()
}

/// Somebody of the list.
fn one(answer: &Answer, root: &str, name: &str) -> Value {
    let all = answer.at(root).as_array().unwrap();
    let found = all.iter().find(|row| row["person"]["name"] == name);
    found
        .unwrap_or_else(|| panic!("no {name} in {all:#?}"))
        .clone()
}

#[tokio::test]
async fn u8_an_assessor_is_invited_comes_in_and_is_let_go() {
    let app = TestApp::start().await;
    let (liar, olive) = (of_the_scheme(&app, false).await, app.operator().await);
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
    assert!(
        page.contains("Join the scheme") && page.contains("Sign in with The scheme"),
        "{page}"
    );
    assert!(!page.contains("Set up"), "{page}");

    let token = path.strip_prefix("/invitations/").unwrap();
    let button = format!("/auth/start/scheme?invitation={token}");
    let handed_on = attempt_from(&app, &liar, Lie::AddressOfAnother, &button).await;
    assert_eq!(handed_on.session(), None);
    let good = attempt_from(&app, &liar, Lie::Newcomer, &button).await;
    let session = good.session().expect("a session");
    let viewer = app.with_session("nia", &session);
    let role = viewer
        .ask_freely("{ viewer { role university { id } } }", json!({}))
        .await;
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
        assert_eq!(
            remove(&olive, &omar, "OPERATOR").await.rules(),
            ["U8"],
            "{role}"
        );
    }
    let wrong = employ(&olive, "Nia Newcome", "nia@scheme.test", "MANAGER").await;
    assert_eq!(wrong.code(), "BAD_USER_INPUT");
    // The database says so, too.
    let sql = app.login_role().await;
    let forced = sql
        .attempt(&format!(
            "begin; set local role viewer_operator; set local viewer.person = '{}'; \
             insert into staff (person_id, role) values ('{}', 'OPERATOR')",
            world::person("olive"),
            world::person("mara"),
        ))
        .await;
    assert!(forced.unwrap_err().contains("row-level security"));
    for who in [app.manager("alderbrook").await, app.assessor("priya").await] {
        assert_eq!(who.ask(STAFF, json!({})).await.code(), "FORBIDDEN");
    }
}

#[tokio::test]
async fn u8_the_scheme_keeps_an_administrator_and_no_case_loses_its_assessor() {
    let app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::InAssessment).await;
    let (olive, ada) = (&case.operator, app.person("ada").await);
    let held = remove(olive, &world::person_id("priya"), "ASSESSOR").await;
    assert_eq!(held.rules(), ["U8"]);
    let signed_in = format!(
        "insert into last_sign_in values ('{}', now())",
        world::person("priya")
    );
    app.owner().await.run(&signed_in).await;
    let more = employ(olive, "Priya", "priya@assess.test", "LEAD_ASSESSOR").await;
    let priya = one(&more, "/employPerson/staff", "Priya Example");
    assert_eq!(priya["invitedUntil"], Value::Null, "she signs in already");
    remove(olive, &world::person_id("priya"), "ASSESSOR")
        .await
        .ok();
    assert_eq!(
        remove(&ada, &world::person_id("ada"), "ADMINISTRATOR")
            .await
            .rules(),
        ["U8"]
    );
    remove(&ada, &world::person_id("otto"), "OPERATOR")
        .await
        .ok();
    let gone = remove(&ada, &world::person_id("otto"), "OPERATOR").await;
    assert_eq!(gone.code(), "NOT_FOUND");
    let left = ada.ask(STAFF, json!({})).await;
    let staff = left.at("/staff").as_array().unwrap();
    assert!(
        staff
            .iter()
            .all(|row| row["person"]["name"] != "Otto Example")
    );
}

/// The settings of whoever sits at the command line.
fn settings(app: &TestApp, secret: bool) -> Config {
    let mut settings = vec![
        ("PILLARS_PUBLIC_URL", world::PUBLIC_URL.to_owned()),
        ("DATABASE_URL", app.login_url()),
    ];
    if secret {
        settings.push(("PILLARS_SECRET", "s".repeat(64)));
    }
    Config::from_parts(Mode::Publish, settings, "").unwrap()
}

fn entered(issuer: String) -> NewProvider {
    NewProvider {
        name: "The scheme".to_owned(),
        slug: "scheme".to_owned(),
        issuer,
        client_id: "pillars".to_owned(),
        secret: "hush".to_owned(),
        shared: false,
    }
}

#[tokio::test]
async fn a_scheme_begins_from_the_command_line() {
    let app = TestApp::start().await;
    let (liar, clock) = (Liar::start().await, Clock::fixed_day(app.today()));
    let config = settings(&app, true);
    let said = opening::provider(&config, clock, entered(liar.issuer())).await;
    let said = said.unwrap();
    assert!(
        said.contains("Staff sign in by The scheme from now on."),
        "{said}"
    );
    // Again, with another secret: it is the same one.
    let again = NewProvider {
        secret: "hush hush".to_owned(),
        ..entered(liar.issuer())
    };
    opening::provider(&config, clock, again).await.unwrap();
    let again = entered(liar.issuer());
    opening::provider(&config, clock, again).await.unwrap();

    let said = opening::administrator(&config, clock, "Nia Newcome", "nia@alderbrook.test").await;
    let said = said.unwrap();
    let path = path_to(&app, "nia@alderbrook.test").await;
    assert!(
        said.ends_with(&format!("{}{path}", world::PUBLIC_URL)),
        "{said}"
    );
    let token = path.strip_prefix("/invitations/").unwrap();
    let button = format!("/auth/start/scheme?invitation={token}");
    let good = attempt_from(&app, &liar, Lie::Newcomer, &button).await;
    let nia = app.with_session("nia", &good.session().expect("a session"));
    let invited = employ(&nia, "Olaf Newcome", "olaf@scheme.test", "OPERATOR").await;
    one(&invited, "/employPerson/staff", "Olaf Newcome");
    app.work().await;
    let acts = "select act from trail where university_id = '00000000-0000-0000-0000-000000000000' order by seq";
    let acts = app.owner().await.column(acts).await;
    let told = [
        "provider.opened",
        "provider.opened",
        "provider.opened",
        "staff.employed",
    ];
    assert_eq!(acts[..4], told, "{acts:?}");
}

#[tokio::test]
async fn what_cannot_be_is_said_on_the_command_line_and_changes_nothing() {
    let app = TestApp::start().await;
    let (liar, clock) = (Liar::start().await, Clock::fixed_day(app.today()));
    let config = settings(&app, true);
    let lines = [
        (
            NewProvider {
                slug: "The Scheme".to_owned(),
                ..entered(liar.issuer())
            },
            "slug",
        ),
        (
            NewProvider {
                secret: String::new(),
                ..entered(liar.issuer())
            },
            "PILLARS_CLIENT_SECRET",
        ),
        (
            NewProvider {
                issuer: "alderbrook".to_owned(),
                ..entered(liar.issuer())
            },
            "https://",
        ),
        (entered(format!("{}/nowhere", liar.issuer())), "FAIL"),
    ];
    for (new, said) in lines {
        let problem = opening::provider(&config, clock, new).await.unwrap_err();
        assert!(problem.to_string().contains(said), "{problem}");
    }
    let without = opening::provider(&settings(&app, false), clock, entered(liar.issuer())).await;
    assert!(without.unwrap_err().to_string().contains("PILLARS_SECRET"));
    opening::provider(&config, clock, entered(liar.issuer()))
        .await
        .unwrap();
    let other = Liar::start().await;
    let taken = opening::provider(&config, clock, entered(other.issuer())).await;
    assert!(
        taken.unwrap_err().to_string().contains("--slug"),
        "whoever is known by an issuer is known by no other"
    );
    let nobody = opening::administrator(&config, clock, "Nia", "nowhere").await;
    assert!(nobody.unwrap_err().to_string().contains("e-mail address"));
    let count = app
        .owner()
        .await
        .column("select count(*)::text from provider where of_university is null")
        .await;
    assert_eq!(count, ["1"]);
}
