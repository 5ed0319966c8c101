//! Who is gone by their own provider's word leaves the university, and somebody who was named follows its last manager (U10).

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};
use tests::sql::Sql;
use tests::{Answer, Person, TestApp, world};
use uuid::Uuid;

use super::liar::{Liar, Lie, now};
use super::{attempt, provider};

const SET: &str = "mutation($input: SetSuccessorsInput!) { setSuccessors(input: $input) { successors { person { name } ready manages } } }";
const ORDER: &str = "{ successors { person { name } ready manages } }";
const PURGED: &str = "https://schemas.openid.net/secevent/risc/event-type/account-purged";
const DISABLED: &str = "https://schemas.openid.net/secevent/risc/event-type/account-disabled";
const REVOKED: &str = "https://schemas.openid.net/secevent/caep/event-type/session-revoked";

/// A true word that the account of `u-1`, who is mara, is no more.
fn truth(liar: &Liar) -> Value {
    json!({
        "iss": liar.issuer(), "aud": "pillars", "iat": now(), "jti": Uuid::new_v4().to_string(),
        "sub_id": { "format": "iss_sub", "iss": liar.issuer(), "sub": "u-1" }, "events": { PURGED: {} },
    })
}

async fn send(app: &TestApp, token: String, sent_as: &str) -> StatusCode {
    let request = Request::post("/auth/events/alderbrook").header("content-type", sent_as);
    let answer = app.send(request.body(Body::from(token)).unwrap()).await;
    assert_eq!(answer.headers()["cache-control"], "no-store");
    answer.status()
}

async fn says(app: &TestApp, liar: &Liar, word: &Value) -> StatusCode {
    let token = liar.signs(Lie::None, "secevent+jwt", word);
    send(app, token, "application/secevent+jwt").await
}

async fn set(by: &Person, people: &[&str]) -> Answer {
    let ids: Vec<String> = people.iter().map(|who| world::person_id(who)).collect();
    by.ask(SET, json!({ "input": { "personIds": ids } })).await
}

/// Who is what at Alderbrook.
async fn people(owner: &Sql) -> Vec<String> {
    let sql = format!(
        "select p.name || ' ' || m.role from member m join person p on p.id = m.person_id where m.university_id = '{}' order by p.name, m.role",
        world::university("alderbrook")
    );
    owner.column(&sql).await
}

/// What Alderbrook's trail says of people who came and went.
async fn told(owner: &Sql) -> Vec<String> {
    owner
        .column("select act || ': ' || summary from trail where act in ('member.removed', 'member.succeeded', 'member.gone', 'session.ended') order by seq")
        .await
}

/// Alderbrook, where mara signed in by its own provider, and colin has before.
async fn signed_in() -> (TestApp, Liar, Sql, Person) {
    let app = TestApp::start().await;
    let liar = provider(&app).await;
    let owner = app.owner().await;
    let session = attempt(&app, &liar, Lie::None).await.session();
    let mara = app.with_session("mara", &session.unwrap());
    let before = format!(
        "update member set signed_in_at = '2026-11-01T09:00:00Z' where person_id = '{}'",
        world::person("colin")
    );
    owner.run(&before).await;
    (app, liar, owner, mara)
}

async fn is_in(person: &Person) -> bool {
    let answer = person.ask_freely("{ viewer { role } }", json!({})).await;
    !answer.ok()["viewer"]["role"].is_null()
}

#[tokio::test]
async fn u10_the_first_who_is_named_and_has_signed_in_follows() {
    let (app, liar, owner, mara) = signed_in().await;
    let order = set(&mara, &["vera", "colin"]).await;
    assert_eq!(
        order.at("/setSuccessors/successors"),
        &json!([
            { "person": { "name": "Vera Example" }, "ready": false, "manages": false },
            { "person": { "name": "Colin Example" }, "ready": true, "manages": false },
        ])
    );
    assert_eq!(says(&app, &liar, &truth(&liar)).await, StatusCode::ACCEPTED);
    assert!(!is_in(&mara).await);
    assert_eq!(
        people(&owner).await,
        [
            "Colin Example CONTRIBUTOR",
            "Colin Example MANAGER",
            "Vera Example VIEWER"
        ]
    );
    assert_eq!(
        told(&owner).await,
        [
            "session.ended: Signed out, by what University of Alderbrook says of the account.",
            "member.succeeded: Colin Example is mentoring manager now, being named to follow Mara Example.",
            "member.removed: Mara Example is no mentoring manager any more: University of Alderbrook says that they are gone.",
        ]
    );
    app.work().await;
    let letters = app.letters().await;
    assert_eq!(letters[0].to, "colin@alderbrook.test");
    assert!(letters[0].subject.contains("You are mentoring manager of"));
    let olive = app.operator().await;
    let of = json!({ "u": world::university_id("alderbrook") });
    let asked = "query($u: ID!) { successors(universityId: $u) { person { name } manages } }";
    assert_eq!(
        olive.ask(asked, of).await.at("/successors/1"),
        &json!({ "person": { "name": "Colin Example" }, "manages": true })
    );
}

#[tokio::test]
async fn u10_nobody_follows_whom_nobody_was_named_for() {
    let (app, liar, owner, mara) = signed_in().await;
    set(&mara, &["vera"]).await.ok();
    assert_eq!(says(&app, &liar, &truth(&liar)).await, StatusCode::ACCEPTED);
    assert!(!is_in(&mara).await);
    assert!(
        people(&owner)
            .await
            .contains(&"Mara Example MANAGER".to_owned())
    );
    let told = told(&owner).await;
    assert!(
        told[1].starts_with(
            "member.gone: University of Alderbrook says that Mara Example is gone, and nobody"
        ),
        "{told:?}"
    );
}

#[tokio::test]
async fn u10_with_another_manager_nobody_has_to_follow() {
    let (app, liar, owner, mara) = signed_in().await;
    set(&mara, &["colin"]).await.ok();
    let promoted = format!(
        "insert into member (university_id, person_id, role, signed_in_at) values ('{}', '{}', 'MANAGER', now())",
        world::university("alderbrook"),
        world::person("vera")
    );
    owner.run(&promoted).await;
    assert_eq!(says(&app, &liar, &truth(&liar)).await, StatusCode::ACCEPTED);
    let now = people(&owner).await;
    assert!(!now.iter().any(|who| who.starts_with("Mara")), "{now:?}");
    assert!(
        !now.contains(&"Colin Example MANAGER".to_owned()),
        "{now:?}"
    );
}

#[tokio::test]
async fn u10_whom_the_rules_make_no_manager_any_more_is_followed_too() {
    let (app, liar, owner, mara) = signed_in().await;
    set(&mara, &["colin"]).await.ok();
    let provider = "select id::text from provider where slug = 'alderbrook'";
    let provider = owner.column(provider).await.remove(0);
    let ruled = format!(
        "update member set ruled_by = '{provider}' where person_id = '{}' and role = 'MANAGER'",
        world::person("mara")
    );
    owner.run(&ruled).await;
    liar.says(json!({ "groups": "leavers" }));
    assert_eq!(attempt(&app, &liar, Lie::None).await.session(), None);
    assert_eq!(
        people(&owner).await,
        [
            "Colin Example CONTRIBUTOR",
            "Colin Example MANAGER",
            "Vera Example VIEWER"
        ]
    );
    app.work().await;
}

#[tokio::test]
async fn an_account_in_other_hands_is_signed_out_and_stays() {
    for events in [
        json!({ DISABLED: { "reason": "hijacking" } }),
        json!({ REVOKED: {} }),
    ] {
        let (app, liar, owner, mara) = signed_in().await;
        let mut word = truth(&liar);
        word["events"] = events;
        assert_eq!(says(&app, &liar, &word).await, StatusCode::ACCEPTED);
        assert!(!is_in(&mara).await);
        assert!(
            people(&owner)
                .await
                .contains(&"Mara Example MANAGER".to_owned())
        );
    }
}

#[tokio::test]
async fn a_word_that_cannot_be_believed_changes_nothing() {
    let (app, liar, owner, mara) = signed_in().await;
    set(&mara, &["colin"]).await.ok();
    let before = people(&owner).await;
    let word = |field: &str, value: Value| {
        let mut word = truth(&liar);
        word[field] = value;
        word
    };
    let about = |subject: Value| word("sub_id", subject);
    let bad = [
        word("iss", json!("https://other.example")),
        word("aud", json!("another")),
        word("aud", json!(["pillars", "another"])),
        word("iat", json!(now() + 3600)),
        word("iat", json!(now() - 8 * 86_400)),
        word("iat", Value::Null),
        word("jti", json!("")),
        about(json!({ "format": "email", "email": "mara@alderbrook.test" })),
        about(json!({ "format": "iss_sub", "iss": "https://other.example", "sub": "u-1" })),
        about(json!({ "format": "iss_sub", "iss": liar.issuer() })),
        about(json!("u-1")),
    ];
    for word in bad {
        assert_eq!(
            says(&app, &liar, &word).await,
            StatusCode::BAD_REQUEST,
            "{word}"
        );
    }
    let true_word = truth(&liar);
    let sent_as = "application/secevent+jwt";
    for lie in [
        Lie::Unsigned,
        Lie::UnknownKey,
        Lie::ForgedSignature,
        Lie::SignedWithThePublicKey,
    ] {
        let token = liar.signs(lie, "secevent+jwt", &true_word);
        assert_eq!(
            send(&app, token, sent_as).await,
            StatusCode::BAD_REQUEST,
            "{lie:?}"
        );
    }
    let as_id_token = liar.signs(Lie::None, "JWT", &true_word);
    assert_eq!(
        send(&app, as_id_token, sent_as).await,
        StatusCode::BAD_REQUEST
    );
    let token = liar.signs(Lie::None, "secevent+jwt", &true_word);
    let as_form = send(&app, token, "application/x-www-form-urlencoded").await;
    assert_eq!(as_form, StatusCode::BAD_REQUEST);
    // What is not about an account, or about nobody whom we know, is taken and changes nothing.
    let verification = "https://schemas.openid.net/secevent/ssf/event-type/verification";
    let others = [
        word("events", json!({ verification: { "state": "x" } })),
        about(json!({ "format": "iss_sub", "iss": liar.issuer(), "sub": "u-404" })),
    ];
    for word in others {
        assert_eq!(
            says(&app, &liar, &word).await,
            StatusCode::ACCEPTED,
            "{word}"
        );
    }
    assert_eq!(people(&owner).await, before);
    assert!(is_in(&mara).await);
    assert_eq!(told(&owner).await, [""; 0]);
}

#[tokio::test]
async fn a_word_is_heeded_once() {
    let (app, liar, owner, _) = signed_in().await;
    let word = truth(&liar);
    assert_eq!(says(&app, &liar, &word).await, StatusCode::ACCEPTED);
    let told_once = told(&owner).await;
    assert_eq!(says(&app, &liar, &word).await, StatusCode::ACCEPTED);
    assert_eq!(told(&owner).await, told_once);
}

#[tokio::test]
async fn u10_the_order_is_of_the_universitys_own_people() {
    let (_app, _liar, owner, mara) = signed_in().await;
    for who in ["marek", "priya"] {
        assert_eq!(set(&mara, &["colin", who]).await.code(), "NOT_FOUND");
    }
    assert_eq!(
        set(&mara, &["colin", "colin"]).await.code(),
        "BAD_USER_INPUT"
    );
    assert_eq!(
        mara.ask(ORDER, json!({})).await.at("/successors"),
        &json!([])
    );
    set(&mara, &["colin", "vera"]).await.ok();
    set(&mara, &["vera", "colin"]).await.ok();
    set(&mara, &["vera", "colin"]).await.ok();
    set(&mara, &[]).await.ok();
    let said = owner
        .column("select summary from trail where act = 'successors.set' order by seq")
        .await;
    assert_eq!(
        said,
        [
            "To follow the last mentoring manager: Colin Example, Vera Example.",
            "To follow the last mentoring manager: Vera Example, Colin Example.",
            "Nobody is named to follow the last mentoring manager.",
        ]
    );
}
