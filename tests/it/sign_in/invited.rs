//! Coming in by an invitation, and who leaves (T5, U1).

use axum::body::to_bytes;
use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::sql::Sql;
use tests::{Answer, Person, TestApp, world};

use super::liar::{Liar, Lie};
use super::{attempt, attempt_from, get, location, provider};

const PEOPLE: &str = "query($at: ID) { people(universityId: $at) { person { id name email } role signedInAt invitedUntil } }";
const ROLE: &str = "{ viewer { role person { id } university { id } } }";

macro_rules! act {
    ($name:literal, $input:literal) => {
        concat!(
            "mutation($input: ",
            $input,
            "!) { ",
            $name,
            "(input: $input) { people { person { id name email } role signedInAt invitedUntil } } }"
        )
    };
}
const INVITE: &str = act!("invitePerson", "InvitePersonInput");
const AGAIN: &str = act!("inviteAgain", "InviteAgainInput");
const CHANGE: &str = act!("changeMemberRole", "ChangeMemberRoleInput");
const REMOVE: &str = act!("removeMember", "RemoveMemberInput");

async fn invite(by: &Person, name: &str, email: &str, role: &str) -> Answer {
    let input = json!({ "name": name, "email": email, "role": role });
    by.ask(INVITE, json!({ "input": input })).await
}

/// Somebody of an answer's people.
fn one(answer: &Answer, root: &str, name: &str) -> Value {
    let people = answer.at(root).as_array().unwrap();
    let found = people.iter().find(|of| of["person"]["name"] == name);
    found
        .unwrap_or_else(|| panic!("no {name} in {people:#?}"))
        .clone()
}

/// Alderbrook signs in at the test's provider.
async fn connected(app: &TestApp) -> (Liar, Sql) {
    let liar = provider(app).await;
    (liar, app.owner().await)
}

/// The path in the last letter with an invitation to somebody.
async fn letter_to(app: &TestApp, email: &str) -> String {
    app.work().await;
    let letters = app.letters().await;
    let letter = letters.iter().find(|letter| letter.to == email);
    let letter = letter.unwrap_or_else(|| panic!("no letter to {email}"));
    let at = letter.text.find("/invitations/").expect("an address");
    let path: String = letter.text[at..]
        .chars()
        .take_while(|c| !c.is_whitespace())
        .collect();
    assert_eq!(path.len(), "/invitations/".len() + 32 + 64, "{path}");
    path
}

/// What the page of an invitation says, and the button on it.
async fn page(app: &TestApp, path: &str) -> (StatusCode, String) {
    let response = get(app, path, "").await;
    let status = response.status();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

fn button(path: &str) -> String {
    let token = path.strip_prefix("/invitations/").unwrap();
    format!("/auth/start/alderbrook?invitation={token}")
}

async fn role_of(app: &TestApp, session: &str) -> Value {
    let somebody = app.with_session("somebody", session);
    somebody.ask_freely(ROLE, json!({})).await.ok()["viewer"].clone()
}

#[tokio::test]
async fn t5_an_invitation_lets_one_person_in_once() {
    let app = TestApp::start().await;
    let (liar, owner) = connected(&app).await;
    let mara = app.manager("alderbrook").await;
    let invited = invite(&mara, "Nia Newcome", "nia@alderbrook.test", "CONTRIBUTOR").await;
    let nia = one(&invited, "/invitePerson/people", "Nia Newcome");
    assert_eq!(
        (&nia["role"], &nia["signedInAt"]),
        (&json!("CONTRIBUTOR"), &Value::Null)
    );
    assert!(nia["invitedUntil"].is_string(), "{nia}");
    let path = letter_to(&app, "nia@alderbrook.test").await;
    // What is kept opens nothing.
    let seal = &path[path.len() - 64..];
    let kept = owner
        .one(&format!(
            "select count(*) from letter l where to_jsonb(l)::text like '%{seal}%'"
        ))
        .await;
    let jobs = owner
        .one(&format!(
            "select count(*) from job j where to_jsonb(j)::text like '%{seal}%'"
        ))
        .await;
    assert_eq!((kept.as_str(), jobs.as_str()), ("0", "0"));

    let (status, shown) = page(&app, &path).await;
    assert_eq!(status, StatusCode::OK);
    assert!(
        shown.contains("Nia Newcome") && shown.contains("Alderbrook"),
        "{shown}"
    );
    // Whoever the provider does not vouch for as somebody of that domain is not let in, and nothing is used up.
    let other = attempt_from(&app, &liar, Lie::AddressOfAnother, &button(&path)).await;
    assert_eq!(other.session(), None);
    let good = attempt_from(&app, &liar, Lie::Newcomer, &button(&path)).await;
    assert_eq!(
        good.response.status(),
        StatusCode::SEE_OTHER,
        "{}",
        location(&good.response)
    );
    let now = role_of(&app, &good.session().unwrap()).await;
    assert_eq!(now["role"], "CONTRIBUTOR");
    assert_eq!(now["person"]["id"], nia["person"]["id"]);
    let shown = mara.ask(PEOPLE, json!({})).await;
    let nia = one(&shown, "/people", "Nia Newcome");
    assert!(
        nia["signedInAt"].is_string() && nia["invitedUntil"].is_null(),
        "{nia}"
    );

    // Once: the page is over, and so is its button.
    assert_eq!(page(&app, &path).await.0, StatusCode::NOT_FOUND);
    let twice = attempt_from(&app, &liar, Lie::None, &button(&path)).await;
    assert_eq!(
        (twice.response.status(), twice.session()),
        (StatusCode::NOT_FOUND, None)
    );
    // From now on they sign in like everybody.
    assert!(
        attempt(&app, &liar, Lie::Newcomer)
            .await
            .session()
            .is_some()
    );
    app.check_trail().await;
}

#[tokio::test]
async fn t5_what_does_not_fit_lets_nobody_in() {
    let app = TestApp::start().await;
    let (liar, owner) = connected(&app).await;
    let mara = app.manager("alderbrook").await;
    invite(&mara, "Nia Newcome", "nia@alderbrook.test", "VIEWER")
        .await
        .ok();
    let first = letter_to(&app, "nia@alderbrook.test").await;
    let people = mara.ask(PEOPLE, json!({})).await;
    let nia = one(&people, "/people", "Nia Newcome");
    let again = json!({ "input": { "personId": nia["person"]["id"] } });
    mara.ask(AGAIN, again).await.ok();
    let second = letter_to(&app, "nia@alderbrook.test").await;
    assert_ne!(first, second);
    let forged = format!(
        "{}{}",
        &second[..second.len() - 1],
        if second.ends_with('0') { '1' } else { '0' }
    );
    for bad in [
        &first,
        &forged,
        &"/invitations/nonsense".to_owned(),
        &"/invitations/%00".to_owned(),
    ] {
        assert_eq!(page(&app, bad).await.0, StatusCode::NOT_FOUND, "{bad}");
    }
    let start = get(&app, &button(&forged), "").await;
    assert_eq!(start.status(), StatusCode::NOT_FOUND);
    // Of a provider that is not the university's.
    let bracken = world::university("brackenfield");
    owner
        .run(&format!("update provider set of_university = '{bracken}'"))
        .await;
    assert_eq!(page(&app, &second).await.0, StatusCode::CONFLICT);
    let elsewhere = attempt_from(&app, &liar, Lie::Newcomer, &button(&second)).await;
    assert_eq!(elsewhere.session(), None);
    let alder = world::university("alderbrook");
    owner
        .run(&format!("update provider set of_university = '{alder}'"))
        .await;
    // Too late.
    owner.run("update invitation set invited_at = invited_at - interval '15 days', expires_at = expires_at - interval '15 days'").await;
    assert_eq!(page(&app, &second).await.0, StatusCode::NOT_FOUND);
    owner
        .run("update invitation set expires_at = expires_at + interval '15 days'")
        .await;
    assert_eq!(page(&app, &second).await.0, StatusCode::OK);
    // Not any more.
    let gone = json!({ "personId": nia["person"]["id"], "role": "VIEWER" });
    mara.ask(REMOVE, json!({ "input": gone })).await.ok();
    assert_eq!(page(&app, &second).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn t5_whoever_is_known_already_gets_the_role_and_nobody_becomes_them() {
    let app = TestApp::start().await;
    let (liar, owner) = connected(&app).await;
    let mara = app.manager("alderbrook").await;
    // A letter that was handed on lets nobody else in, known or not, and stays open for whom it names.
    invite(&mara, "Ned Newer", "ned@alderbrook.test", "MANAGER")
        .await
        .ok();
    let path = letter_to(&app, "ned@alderbrook.test").await;
    for other in [Lie::None, Lie::Stranger] {
        let taken = attempt_from(&app, &liar, other, &button(&path)).await;
        assert_eq!(
            (taken.response.status(), taken.session()),
            (StatusCode::FORBIDDEN, None)
        );
    }
    assert_eq!(page(&app, &path).await.0, StatusCode::OK);
    // Mara was known by another address: her own identity takes up an invitation to the new one, and it is Mara who has the role then.
    owner.run("update person set email = 'mara.before@alderbrook.test' where email = 'mara@alderbrook.test'").await;
    invite(&mara, "Mara Again", "mara@alderbrook.test", "VIEWER")
        .await
        .ok();
    let path = letter_to(&app, "mara@alderbrook.test").await;
    let taken = attempt_from(&app, &liar, Lie::None, &button(&path)).await;
    let now = role_of(&app, &taken.session().unwrap()).await;
    assert_eq!(now["person"]["id"], world::person_id("mara"));
    let people = mara.ask(PEOPLE, json!({})).await;
    let all = people.at("/people").as_array().unwrap();
    assert!(
        all.iter().all(|of| of["person"]["name"] != "Mara Again"),
        "{all:#?}"
    );
    let roles: Vec<&Value> = all
        .iter()
        .filter(|of| of["person"]["id"] == world::person_id("mara"))
        .map(|of| &of["role"])
        .collect();
    assert_eq!(roles, ["MANAGER", "VIEWER"]);
}

#[tokio::test]
async fn u1_a_leaver_on_monday_and_a_successor_on_monday_without_an_operator() {
    let app = TestApp::start().await;
    let (liar, _owner) = connected(&app).await;
    let mara = app.manager("alderbrook").await;
    let me = world::person_id("mara");
    let leaving = json!({ "input": { "personId": me, "role": "MANAGER" } });
    let last = mara.ask(REMOVE, leaving.clone()).await;
    assert_eq!(last.rules(), ["U1"]);
    let demoted = json!({ "input": { "personId": me, "from": "MANAGER", "to": "VIEWER" } });
    assert_eq!(mara.ask(CHANGE, demoted).await.rules(), ["U1"]);
    invite(&mara, "Nia Newcome", "nia@alderbrook.test", "MANAGER")
        .await
        .ok();
    assert_eq!(
        mara.ask(REMOVE, leaving.clone()).await.rules(),
        ["U1"],
        "invited is not there yet"
    );
    let path = letter_to(&app, "nia@alderbrook.test").await;
    let taken = attempt_from(&app, &liar, Lie::Newcomer, &button(&path)).await;
    let nia = app.with_session("nia", &taken.session().unwrap());
    nia.ask(REMOVE, leaving).await.ok();
    assert!(mara.ask_freely(ROLE, json!({})).await.ok()["viewer"]["role"].is_null());
    // The records are the university's: the successor has them.
    nia.ask("{ programmes(first: 5) { nodes { id } } }", json!({}))
        .await
        .ok();
    app.check_trail().await;
}

#[tokio::test]
async fn t2_only_the_own_universitys_people_are_there() {
    let app = TestApp::start().await;
    let (mara, marek) = (
        app.manager("alderbrook").await,
        app.manager("brackenfield").await,
    );
    let (olive, colin) = (app.operator().await, app.person("colin").await);
    let there = json!({ "at": world::university_id("brackenfield") });
    assert_eq!(mara.ask(PEOPLE, there.clone()).await.code(), "NOT_FOUND");
    assert_eq!(
        app.assessor("priya")
            .await
            .ask(PEOPLE, there.clone())
            .await
            .code(),
        "NOT_FOUND"
    );
    assert_eq!(
        olive.ask(PEOPLE, json!({})).await.fields(),
        ["universityId"]
    );
    assert!(
        !olive
            .ask(PEOPLE, there)
            .await
            .at("/people")
            .as_array()
            .unwrap()
            .is_empty()
    );
    let theirs = json!({ "input": { "personId": world::person_id("marek"), "role": "MANAGER" } });
    assert_eq!(mara.ask(REMOVE, theirs).await.code(), "NOT_FOUND");
    let input = json!({ "input": { "name": "X", "email": "x@alderbrook.test", "role": "VIEWER" } });
    assert_eq!(colin.ask(INVITE, input).await.code(), "FORBIDDEN");
    // The same address elsewhere is another person, whoever asks.
    invite(&marek, "Colin There", "colin@alderbrook.test", "VIEWER")
        .await
        .ok();
    let here = mara.ask(PEOPLE, json!({})).await;
    assert!(
        here.at("/people")
            .as_array()
            .unwrap()
            .iter()
            .all(|of| of["person"]["name"] != "Colin There")
    );
    for (name, email, role, field) in [
        (" ", "x@alderbrook.test", "VIEWER", "name"),
        ("X", "nowhere", "VIEWER", "email"),
        ("X", "x@alderbrook.test", "OPERATOR", "role"),
    ] {
        assert_eq!(invite(&mara, name, email, role).await.fields(), [field]);
    }
    let twice = invite(&mara, "Mara", "MARA@alderbrook.test", "MANAGER").await;
    assert_eq!(twice.rules(), ["U1"]);
    app.work().await;
}
