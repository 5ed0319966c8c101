//! Signing in again where an act needs it: the same person, proved anew, in the session as it was (U2).

use axum::body::{Body, to_bytes};
use axum::http::{Response, StatusCode};
use serde_json::{Value, json};
use store::{Access, Viewer, people};
use tests::make::documents as doc;
use tests::sql::Sql;
use tests::{TestApp, world};
use url::Url;

use super::liar::{Liar, Lie};
use super::{attempt, get, location, provider, set_cookie};

/// Somebody who signed in at the provider some time ago: their session's token.
async fn signed_in(app: &TestApp, liar: &Liar) -> (String, Sql) {
    let session = attempt(app, liar, Lie::None).await.session().unwrap();
    let owner = app.owner().await;
    owner
        .run("update session set authenticated_at = now() - interval '1 hour', created_at = now() - interval '1 hour', expires_at = now() + interval '6 days'")
        .await;
    (session, owner)
}

/// One attempt to sign in again: the answer, and where it was sent.
struct Again {
    response: Response<Body>,
    asked: Url,
    answered: String,
    cookies: String,
}

async fn again(app: &TestApp, liar: &Liar, lie: Lie, session: &str) -> Again {
    liar.tell(lie);
    let cookie = format!("pillars={session}");
    let start = get(app, "/auth/again?next=/tokens%3Fa%3Db", &cookie).await;
    assert_eq!(start.status(), StatusCode::SEE_OTHER);
    let asked = Url::parse(&location(&start)).unwrap();
    let browser = set_cookie(start.headers(), "pillars-sign-in").unwrap();
    let answered = liar.visit(asked.as_str()).await;
    let cookies = format!("{cookie}; pillars-sign-in={browser}");
    let response = get(app, &answered, &cookies).await;
    Again {
        response,
        asked,
        answered,
        cookies,
    }
}

/// Whether a session's person may make a token now; none when it opens nothing.
async fn may_make(app: &TestApp, session: &str) -> Option<bool> {
    let who = app.with_session("mara", session);
    let wanted = json!({ "input": { "name": "Nightly", "areas": ["MONEY"], "writes": false, "expiresOn": "2027-02-21" } });
    let answer = who.ask(doc::MAKE_TOKEN, wanted).await;
    match answer.body["errors"][0]["extensions"]["code"].as_str() {
        None => Some(true),
        Some("STEP_UP") => Some(false),
        _ => None,
    }
}

async fn page(response: Response<Body>) -> String {
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    String::from_utf8(body.to_vec()).unwrap()
}

#[tokio::test]
async fn u2_the_session_goes_on_under_another_token() {
    let app = TestApp::start().await;
    let liar = provider(&app).await;
    let (old, owner) = signed_in(&app, &liar).await;
    // Mara acts as something that signing in would not begin with.
    let (mara, bracken) = (world::person("mara"), world::university("brackenfield"));
    owner
        .run(&format!(
            "update provider set of_university = null, shared = true; insert into member values ('{bracken}', '{mara}', 'MANAGER'); update session set acting_university = '{bracken}'"
        ))
        .await;
    let kept =
        "select concat_ws('|', id, role, acting_university, created_at, expires_at) from session";
    let before = owner.one(kept).await;
    assert_eq!(may_make(&app, &old).await, Some(false));
    let done = again(&app, &liar, Lie::SignedInNow, &old).await;
    let asked = |name: &str| {
        let found = done.asked.query_pairs().find(|(key, _)| key == name);
        found.map(|(_, value)| value.into_owned())
    };
    assert_eq!(asked("prompt").as_deref(), Some("login"));
    assert_eq!(asked("max_age").as_deref(), Some("0"));
    assert_eq!(location(&done.response), "/tokens?a=b");
    let new = set_cookie(done.response.headers(), "pillars").unwrap();
    assert_ne!(new, old);
    assert_eq!(owner.one(kept).await, before);
    assert_eq!(may_make(&app, &new).await, Some(true));
    assert_eq!(may_make(&app, &old).await, None);
    let acts = owner.column("select act from trail order by at, seq").await;
    assert_eq!(acts, ["session.started", "session.confirmed", "token.made"]);
    app.check_trail().await;

    // The same answer again does nothing, with either token.
    for session in [&old, &new] {
        let cookies = done.cookies.replace(&old, session);
        let twice = get(&app, &done.answered, &cookies).await;
        assert_eq!(twice.status(), StatusCode::BAD_REQUEST);
        assert_eq!(set_cookie(twice.headers(), "pillars"), None);
    }
    assert_eq!(may_make(&app, &new).await, Some(true));
}

#[tokio::test]
async fn u2_a_provider_that_does_not_tell_when_is_believed_to_have_asked() {
    let app = TestApp::start().await;
    let liar = provider(&app).await;
    let (old, _) = signed_in(&app, &liar).await;
    let done = again(&app, &liar, Lie::None, &old).await;
    let new = set_cookie(done.response.headers(), "pillars").unwrap();
    assert_eq!(may_make(&app, &new).await, Some(true));
}

#[tokio::test]
async fn u2_whoever_is_somebody_else_or_was_not_asked_changes_nothing() {
    let app = TestApp::start().await;
    let liar = provider(&app).await;
    let (session, owner) = signed_in(&app, &liar).await;
    let kept = "select row_to_json(s)::text from session s";
    let before = owner.one(kept).await;
    let refused = async |lie: Lie, words: &str| {
        let done = again(&app, &liar, lie, &session).await;
        assert_eq!(done.response.status(), StatusCode::FORBIDDEN, "{lie:?}");
        assert_eq!(set_cookie(done.response.headers(), "pillars"), None);
        let page = page(done.response).await;
        assert!(page.contains(words), "{lie:?}: {page}");
        assert_eq!(owner.one(kept).await, before, "{lie:?}");
    };
    // Nobody that is known, and somebody that is.
    refused(Lie::Stranger, "That was somebody else").await;
    let tx = app
        .db()
        .begin(&Viewer::System, Access::Write, app.today())
        .await
        .unwrap();
    people::identity_insert(&tx, &liar.issuer(), "u-99", world::person("colin"))
        .await
        .unwrap();
    tx.finish(true).await.unwrap();
    refused(Lie::Stranger, "That was somebody else").await;
    refused(Lie::SignedInBefore, "did not ask who you are").await;
    for lie in [
        Lie::OtherNonce,
        Lie::ForgedSignature,
        Lie::SaysNo,
        Lie::AddressOfAnother,
    ] {
        let done = again(&app, &liar, lie, &session).await;
        assert_eq!(set_cookie(done.response.headers(), "pillars"), None);
        assert_eq!(owner.one(kept).await, before, "{lie:?}");
    }
    assert_eq!(may_make(&app, &session).await, Some(false));
    assert_eq!(
        owner.column("select act from trail").await,
        ["session.started"]
    );
}

#[tokio::test]
async fn u2_signing_in_at_first_counts_from_when_the_provider_asked() {
    let app = TestApp::start().await;
    let liar = provider(&app).await;
    for (lie, may) in [
        (Lie::None, true),
        (Lie::SignedInNow, true),
        (Lie::SignedInBefore, false),
    ] {
        let session = attempt(&app, &liar, lie).await.session().unwrap();
        assert_eq!(may_make(&app, &session).await, Some(may), "{lie:?}");
    }
}

#[tokio::test]
async fn u2_an_answer_is_for_the_session_that_asked() {
    let app = TestApp::start().await;
    let liar = provider(&app).await;
    let (session, owner) = signed_in(&app, &liar).await;
    // Another session of the same person, in the same browser by now.
    let other = attempt(&app, &liar, Lie::None).await.session().unwrap();
    liar.tell(Lie::None);
    let start = get(&app, "/auth/again", &format!("pillars={session}")).await;
    let browser = set_cookie(start.headers(), "pillars-sign-in").unwrap();
    let answered = liar.visit(&location(&start)).await;
    let cookies = format!("pillars={other}; pillars-sign-in={browser}");
    let mixed = get(&app, &answered, &cookies).await;
    assert_eq!(mixed.status(), StatusCode::BAD_REQUEST);
    assert_eq!(set_cookie(mixed.headers(), "pillars"), None);

    // One that was ended meanwhile.
    let start = get(&app, "/auth/again", &format!("pillars={session}")).await;
    let browser = set_cookie(start.headers(), "pillars-sign-in").unwrap();
    let answered = liar.visit(&location(&start)).await;
    owner.run("update session set ended_at = now()").await;
    let cookies = format!("pillars={session}; pillars-sign-in={browser}");
    let late = get(&app, &answered, &cookies).await;
    assert_eq!(late.status(), StatusCode::BAD_REQUEST);
    assert_eq!(may_make(&app, &session).await, None);

    // Whoever is not signed in signs in, and a session that does not say where chooses.
    let nobody = get(&app, "/auth/again?next=/tokens", "").await;
    assert_eq!(location(&nobody), "/sign-in?next=%2Ftokens");
    let mara = app.manager("alderbrook").await;
    let (status, choice) = mara.page("/auth/again?next=/tokens").await;
    assert_eq!(status, 200);
    assert!(
        choice.contains("start&#x2f;alderbrook?next=%2Ftokens"),
        "{choice}"
    );
}

/// What a sign-in leaves of where it came from.
#[tokio::test]
async fn a_session_says_by_what_browser_it_began() {
    let app = TestApp::start().await;
    let liar = provider(&app).await;
    liar.tell(Lie::None);
    let start = get(&app, "/auth/start/alderbrook", "").await;
    let browser = set_cookie(start.headers(), "pillars-sign-in").unwrap();
    let answered = liar.visit(&location(&start)).await;
    let request = axum::http::Request::get(answered)
        .header("cookie", format!("pillars-sign-in={browser}"))
        .header(
            "user-agent",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0",
        );
    let done = app.send(request.body(Body::empty()).unwrap()).await;
    let session = set_cookie(done.headers(), "pillars").unwrap();
    let seen = app
        .with_session("mara", &session)
        .ask(doc::SESSIONS, json!({}))
        .await;
    assert_eq!(seen.at("/sessions/nodes/0/browser"), "Firefox on Windows");
    // The test's requests come from no network.
    assert_eq!(seen.at("/sessions/nodes/0/address"), &Value::Null);
}
