//! Signing in: an identity provider that tells the truth, and one that lies in every way it can (T5).
#![expect(clippy::unwrap_used, reason = "what cannot be had fails the test")]

mod acting;
mod again;
mod domains;
mod elsewhere;
mod invited;
mod joining;
mod keys;
pub(crate) mod liar;
mod own;
mod ruled;
mod staff;
mod succession;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, Response, StatusCode};
use serde_json::json;
use store::people;
use store::providers::{self, Provider};
use store::{Access, Viewer};
use tests::{TestApp, world};
use url::Url;
use uuid::Uuid;

use liar::{Liar, Lie};

/// A test's provider, known to the product; `mara` is its `u-1`.
pub(crate) async fn provider(app: &TestApp) -> Liar {
    let liar = Liar::start().await;
    let tx = app
        .db()
        .begin(&Viewer::System, Access::Write, app.today())
        .await
        .unwrap();
    let provider = Provider {
        id: Uuid::now_v7(),
        of_university: Some(world::university("alderbrook")),
        shared: false,
        slug: "alderbrook".to_owned(),
        name: "University of Alderbrook".to_owned(),
        issuer: liar.issuer(),
        client_id: "pillars".to_owned(),
        client_secret: app.seal(&liar.issuer(), "hush"),
        version: 1,
    };
    providers::set(&tx, &provider).await.unwrap();
    people::identity_insert(&tx, &provider.issuer, "u-1", world::person("mara"))
        .await
        .unwrap();
    tx.finish(true).await.unwrap();
    liar
}

/// What one attempt came to.
struct Attempt {
    response: Response<Body>,
    /// The address of the provider's answer.
    answered: String,
    /// The browser's cookie for this sign-in.
    cookie: String,
}

impl Attempt {
    fn session(&self) -> Option<String> {
        set_cookie(self.response.headers(), "pillars")
    }
}

pub(crate) fn set_cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all("set-cookie")
        .iter()
        .filter_map(|value| value.to_str().ok()?.split(';').next()?.split_once('='))
        .find(|(key, value)| *key == name && !value.is_empty())
        .map(|(_, value)| value.to_owned())
}

pub(crate) fn location(response: &Response<Body>) -> String {
    let location = response.headers().get("location");
    location
        .unwrap_or_else(|| panic!("{} leads nowhere", response.status()))
        .to_str()
        .unwrap()
        .to_owned()
}

pub(crate) async fn get(app: &TestApp, path: &str, cookie: &str) -> Response<Body> {
    let request = Request::get(path).header("cookie", cookie);
    app.send(request.body(Body::empty()).unwrap()).await
}

/// From the button to the provider and back, as a browser goes.
async fn attempt(app: &TestApp, liar: &Liar, lie: Lie) -> Attempt {
    attempt_from(app, liar, lie, "/auth/start/alderbrook?next=/programmes").await
}

/// The same from another button.
async fn attempt_from(app: &TestApp, liar: &Liar, lie: Lie, button: &str) -> Attempt {
    liar.tell(lie);
    let start = get(app, button, "").await;
    assert_eq!(start.status(), StatusCode::SEE_OTHER, "{lie:?}");
    let cookie = set_cookie(start.headers(), "pillars-sign-in").expect("bound to the browser");
    let cookie = format!("pillars-sign-in={cookie}");
    let answered = liar.visit(&location(&start)).await;
    let response = get(app, &answered, &cookie).await;
    Attempt {
        response,
        answered,
        cookie,
    }
}

#[tokio::test]
async fn the_truth_signs_in_once() {
    let app = TestApp::start().await;
    let liar = provider(&app).await;
    let good = attempt(&app, &liar, Lie::None).await;
    assert_eq!(good.response.status(), StatusCode::SEE_OTHER);
    assert_eq!(location(&good.response), "/programmes");
    let session = good.session().expect("a session");
    let line = good.response.headers().get_all("set-cookie").iter();
    assert!(
        line.filter_map(|value| value.to_str().ok())
            .filter(|value| value.starts_with("pillars="))
            .all(|value| value.contains("HttpOnly")
                && value.contains("SameSite=Lax")
                && value.contains("Path=/"))
    );

    let request = Request::post("/graphql")
        .header("cookie", format!("pillars={session}"))
        .header("origin", world::PUBLIC_URL)
        .header("x-pillars", "test")
        .header("content-type", "application/json")
        .body(Body::from(
            json!({ "query": "{ viewer { role person { id } university { id } } }" }).to_string(),
        ));
    let answer = to_bytes(app.send(request.unwrap()).await.into_body(), usize::MAX).await;
    let answer: serde_json::Value = serde_json::from_slice(&answer.unwrap()).unwrap();
    assert_eq!(
        answer["data"]["viewer"],
        json!({
            "role": "MANAGER",
            "person": { "id": world::person_id("mara") },
            "university": { "id": world::university_id("alderbrook") },
        })
    );

    // The same answer again, and by another browser.
    for cookie in [good.cookie.as_str(), "", "pillars-sign-in=0000"] {
        let again = get(&app, &good.answered, cookie).await;
        assert_eq!(again.status(), StatusCode::BAD_REQUEST);
        assert_eq!(set_cookie(again.headers(), "pillars"), None);
    }

    // What is kept opens nothing, and the sign-in is in the trail (T4).
    let owner = app.owner().await;
    let kept = owner
        .column("select encode(token_hash, 'hex') from session")
        .await;
    assert_eq!(kept.len(), 1);
    assert_ne!(kept[0], session);
    assert_eq!(
        owner.column("select act from trail order by seq").await,
        ["session.started"]
    );
    assert_eq!(
        owner.column("select count(*)::text from sign_in").await,
        ["0"]
    );
}

#[tokio::test]
async fn every_lie_is_refused() {
    let app = TestApp::start().await;
    let liar = provider(&app).await;
    for lie in Lie::ALL {
        let refused = attempt(&app, &liar, lie).await;
        let status = refused.response.status();
        assert_eq!(refused.session(), None, "{lie:?} signed in");
        assert!(
            status.is_client_error() || status == StatusCode::BAD_GATEWAY,
            "{lie:?}: {status}"
        );
        let page = to_bytes(refused.response.into_body(), usize::MAX)
            .await
            .unwrap();
        let page = String::from_utf8(page.to_vec()).unwrap();
        assert!(page.contains("<h1>"), "{lie:?}: {page}");
        assert!(!page.contains("<script>alert"), "{lie:?}: {page}");
    }
    assert_eq!(
        app.owner()
            .await
            .column("select 1::text from session")
            .await,
        [""; 0]
    );
    // A product that refuses everybody would pass so far.
    assert!(attempt(&app, &liar, Lie::None).await.session().is_some());
}

#[tokio::test]
async fn an_unknown_identity_is_told_whom_to_ask_and_makes_no_account() {
    let app = TestApp::start().await;
    let liar = provider(&app).await;
    let unknown = attempt(&app, &liar, Lie::Stranger).await;
    assert_eq!(unknown.response.status(), StatusCode::FORBIDDEN);
    assert_eq!(unknown.session(), None);
    let page = to_bytes(unknown.response.into_body(), usize::MAX)
        .await
        .unwrap();
    let page = String::from_utf8(page.to_vec()).unwrap();
    assert!(
        page.contains("You are not known here yet") && page.contains("u-99"),
        "{page}"
    );
    let owner = app.owner().await;
    let people = owner.column("select count(*)::text from person").await;
    assert_eq!(people, [world::PEOPLE.len().to_string()]);
}

#[tokio::test]
async fn a_sign_in_ends_the_session_before_it_and_leads_only_here() {
    let app = TestApp::start().await;
    let liar = provider(&app).await;
    let mara = app.manager("alderbrook").await;
    let old = mara.token().unwrap().to_owned();
    liar.tell(Lie::None);
    let next = "/auth/start/alderbrook?next=https%3A%2F%2Fevil.example%2F";
    let start = get(&app, next, "").await;
    let cookie = set_cookie(start.headers(), "pillars-sign-in").unwrap();
    let answered = liar.visit(&location(&start)).await;
    let cookies = format!("pillars-sign-in={cookie}; pillars={old}");
    let response = get(&app, &answered, &cookies).await;
    assert_eq!(location(&response), "/");
    assert_ne!(set_cookie(response.headers(), "pillars"), Some(old));
    let answer = mara.ask_freely("{ viewer { role } }", json!({})).await;
    assert!(answer.ok()["viewer"]["role"].is_null());
}

#[tokio::test]
async fn the_address_asked_for_has_what_makes_it_safe() {
    let app = TestApp::start().await;
    let liar = provider(&app).await;
    let start = get(&app, "/auth/start/alderbrook", "").await;
    let address = Url::parse(&location(&start)).unwrap();
    assert!(address.as_str().starts_with(&liar.issuer()));
    let get_one = |name: &str| {
        let found = address.query_pairs().find(|(key, _)| key == name);
        found
            .map(|(_, value)| value.into_owned())
            .unwrap_or_default()
    };
    assert_eq!(get_one("response_type"), "code");
    assert_eq!(get_one("code_challenge_method"), "S256");
    assert_eq!(
        get_one("redirect_uri"),
        "http://localhost:8080/auth/callback"
    );
    assert!(get_one("scope").split(' ').any(|scope| scope == "openid"));
    assert!(get_one("state").len() >= 32 && get_one("nonce").len() >= 32);
    let other = get(&app, "/auth/start/nowhere", "").await;
    assert_eq!(other.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn signing_out_and_changing_roles_are_asked_for_by_our_pages() {
    let app = TestApp::start().await;
    let lena = app.person("lena").await;
    let form = |origin: &str, path: &str, sent: &str| {
        Request::post(path)
            .header("cookie", format!("pillars={}", lena.token().unwrap()))
            .header("origin", origin.to_owned())
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(sent.to_owned()))
            .unwrap()
    };
    for path in ["/auth/sign-out", "/auth/role"] {
        let request = form("https://evil.example", path, "role=OPERATOR");
        assert_eq!(app.send(request).await.status(), StatusCode::FORBIDDEN);
    }
    let request = form(world::PUBLIC_URL, "/auth/role", "role=OPERATOR");
    assert_eq!(app.send(request).await.status(), StatusCode::FORBIDDEN);
    let id = world::person("lena");
    let owner = app.owner().await;
    owner
        .run(&format!("insert into staff values ('{id}', 'OPERATOR')"))
        .await;
    let request = form(world::PUBLIC_URL, "/auth/role", "role=OPERATOR");
    let changed = app.send(request).await;
    assert_eq!(changed.status(), StatusCode::SEE_OTHER);
    assert!(set_cookie(changed.headers(), "pillars").is_some());
    // The token changed with the role.
    let answer = lena.ask_freely("{ viewer { role } }", json!({})).await;
    assert!(answer.ok()["viewer"]["role"].is_null());

    let olive = app.operator().await;
    let request = Request::post("/auth/sign-out")
        .header("cookie", format!("pillars={}", olive.token().unwrap()))
        .header("origin", world::PUBLIC_URL);
    let out = app.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(location(&out), "/register");
    let answer = olive.ask_freely("{ viewer { role } }", json!({})).await;
    assert!(answer.ok()["viewer"]["role"].is_null());
}

#[tokio::test]
async fn a_role_that_was_taken_away_ends_its_sessions() {
    let app = TestApp::start().await;
    let colin = app.person("colin").await;
    let role = async || {
        let answer = colin.ask_freely("{ viewer { role } }", json!({})).await;
        answer.ok()["viewer"]["role"].clone()
    };
    assert_eq!(role().await, "CONTRIBUTOR");
    let id = world::person("colin");
    let owner = app.owner().await;
    owner
        .run(&format!("delete from member where person_id = '{id}'"))
        .await;
    assert!(role().await.is_null());
}

#[tokio::test]
async fn sessions_end_when_idle_and_in_any_case() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    for aged in [
        "seen_at = now() - interval '12 hours 1 minute'",
        "expires_at = now() - interval '1 second'",
    ] {
        let mara = app.manager("alderbrook").await;
        let role = async || {
            let answer = mara.ask_freely("{ viewer { role } }", json!({})).await;
            answer.ok()["viewer"]["role"].clone()
        };
        assert_eq!(role().await, "MANAGER");
        owner.run(&format!("update session set {aged}")).await;
        assert!(role().await.is_null(), "{aged}");
    }
}
