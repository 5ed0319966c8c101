//! Servers that somebody outside names: none inside our network is talked to, and what the others say is read with care.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use serde_json::{Value, json};
use server::outside::{Named, Outside};
use tests::{Person, TestApp};
use tokio::net::TcpListener;

use super::{code, send};

const SAVE: &str = "mutation($input: SaveProviderInput!) { saveProvider(input: $input) { settings { providers { id checks { step passed said } mayOpen } } } }";
const SEEN: &str =
    "{ signInSettings { providers { id issuer mayOpen checks { step passed said } } } }";

/// Something inside that counts who comes.
async fn inside() -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    let came = Arc::new(AtomicUsize::new(0));
    let count = came.clone();
    tokio::spawn(async move {
        while listener.accept().await.is_ok() {
            count.fetch_add(1, Ordering::SeqCst);
        }
    });
    (at, came)
}

#[tokio::test]
async fn nothing_inside_is_talked_to_because_a_university_names_it() {
    let (at, came) = inside().await;
    let port = at.port();
    let outside = Outside::new(&"https://pillars.example".parse().unwrap()).unwrap();
    for host in [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "localhost",
        "localhost.",
        "LOCALHOST",
        "a.localhost",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "0.0.0.0",
        "[::]",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "[fd00::1]",
        "[fe80::1]",
        "224.0.0.1",
        "255.255.255.255",
    ] {
        for scheme in ["https", "http"] {
            let address = format!("{scheme}://{host}:{port}/.well-known/openid-configuration");
            let request = Request::get(&address).body(Vec::new());
            let Ok(request) = request else { continue };
            let asked = outside.fetch(Named::ByOthers, request);
            let answer = tokio::time::timeout(Duration::from_secs(3), asked).await;
            assert!(matches!(answer, Ok(Err(_))), "{address}: {answer:?}");
        }
    }
    assert_eq!(came.load(Ordering::SeqCst), 0, "somebody came");
}

#[tokio::test]
async fn an_address_of_another_kind_is_no_provider_s() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    for issuer in [
        "file:///etc/passwd",
        "gopher://127.0.0.1:6379/_FLUSHALL",
        "dict://127.0.0.1:11211/stat",
        "ldap://127.0.0.1/",
        "jar:https://login.example!/",
        "data:application/json,{}",
        "https://",
        "//login.example",
        "https://user:secret@login.example",
        "https://login.example/#fragment",
        "https://login.example\r\nHost: inside",
    ] {
        let input = json!({ "name": "Staff login", "issuer": issuer, "clientId": "pillars", "clientSecret": "hush" });
        let answer = mara.ask_freely(SAVE, json!({ "input": input })).await;
        assert_eq!(
            code(&answer),
            "BAD_USER_INPUT",
            "{issuer:?}: {:#}",
            answer.body
        );
    }
    let kept = app.owner().await.one("select count(*) from provider").await;
    assert_eq!(kept, "0");
    // What is an address and not one to be talked to is told so when it is tried, and never opened.
    for issuer in [
        "http://login.example",
        "https://169.254.169.254/latest/meta-data",
        "https://10.0.0.1",
        "https://[fd00::1]",
        "https://[::ffff:10.0.0.1]",
    ] {
        let (open, last) = tried(&app, &mara, issuer).await;
        assert!(!open && last["passed"] == false, "{issuer}: {last}");
    }
}

/// A provider that says this of itself.
async fn says(answer: impl Fn() -> Response + Clone + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let issuer = format!("http://{}", listener.local_addr().unwrap());
    let routes = Router::new().fallback(move || std::future::ready(answer()));
    tokio::spawn(axum::serve(listener, routes).into_future());
    issuer
}

/// What trying it comes to: whether it may be opened, and what was said last.
async fn tried(app: &TestApp, mara: &Person, issuer: &str) -> (bool, Value) {
    let input = json!({ "name": "Staff login", "issuer": issuer, "clientId": "pillars", "clientSecret": "hush" });
    mara.ask_freely(SAVE, json!({ "input": input })).await.ok();
    app.work().await;
    let seen = mara.ask(SEEN, json!({})).await;
    let all = seen
        .at("/signInSettings/providers")
        .as_array()
        .unwrap()
        .clone();
    let own = all.iter().find(|one| one["issuer"] == issuer).unwrap();
    let last = own["checks"].as_array().unwrap().last().unwrap().clone();
    (own["mayOpen"] == true, last)
}

#[tokio::test]
async fn a_provider_that_leads_elsewhere_is_not_followed() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let (at, came) = inside().await;
    for status in [301, 302, 303, 307, 308] {
        let to = format!("http://{at}/latest/meta-data");
        let issuer = says(move || {
            let mut answer = Redirect::to(&to).into_response();
            *answer.status_mut() = StatusCode::from_u16(status).unwrap();
            answer
        });
        let (open, last) = tried(&app, &mara, &issuer.await).await;
        assert!(!open, "{status}");
        assert_eq!(
            (&last["step"], &last["passed"]),
            (&json!("DISCOVERY"), &json!(false)),
            "{last}"
        );
    }
    assert_eq!(came.load(Ordering::SeqCst), 0, "somebody followed");
}

#[tokio::test]
async fn what_a_provider_says_of_itself_is_read_with_care() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let answers: [fn() -> Response; 8] = [
        || "x".repeat(300 * 1024).into_response(),
        || format!("{{\"issuer\":\"{}\"}}", "x".repeat(400_000)).into_response(),
        || "<html><script>alert(1)</script></html>".into_response(),
        || "[]".into_response(),
        || "null".into_response(),
        || {
            r#"{"issuer":1,"authorization_endpoint":[],"token_endpoint":{},"jwks_uri":null}"#
                .into_response()
        },
        || format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)).into_response(),
        || vec![0xff_u8, 0xfe, 0x00].into_response(),
    ];
    for (place, answer) in answers.into_iter().enumerate() {
        let issuer = says(answer).await;
        let (open, last) = tried(&app, &mara, &issuer).await;
        assert!(!open && last["passed"] == false, "{place}: {last}");
        let said = last["said"].as_str().unwrap();
        assert!(
            !said.contains("<script>") && said.len() < 1_000,
            "{place}: {said:.300}"
        );
    }
}

#[tokio::test]
async fn an_answer_that_never_ends_is_not_waited_for() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let issuer = says(|| {
        let drop = futures_util::stream::unfold(0, |n: u32| async move {
            tokio::time::sleep(Duration::from_millis(300)).await;
            Some((Ok::<_, std::io::Error>(" "), n + 1))
        });
        Response::new(Body::from_stream(drop))
    });
    let start = std::time::Instant::now();
    let (open, last) = tried(&app, &mara, &issuer.await).await;
    assert!(!open && last["passed"] == false, "{last}");
    assert!(
        start.elapsed() < Duration::from_secs(25),
        "{:?}",
        start.elapsed()
    );
}

#[tokio::test]
async fn what_a_provider_says_went_wrong_is_text_on_our_page() {
    let app = TestApp::start().await;
    let bad = "%3Cscript%3Ealert(1)%3C%2Fscript%3E%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E";
    for path in [
        format!("/auth/callback?error={bad}&error_description={bad}&state={bad}&iss={bad}"),
        format!("/auth/callback?code={bad}&state={bad}"),
        format!("/auth/callback?error=access_denied&error_uri={bad}"),
        format!("/sign-in?next={bad}&email={bad}&message={bad}"),
        format!("/login/{bad}"),
        format!("/invitations/{bad}"),
        format!("/unsubscribe/{bad}"),
    ] {
        let came = send(&app, app.stranger().request("GET", &path), "").await;
        assert!(came.status < 500, "{path}: {}", came.status);
        let text = came.text.to_lowercase();
        assert!(
            !text.contains("<script>alert") && !text.contains("<img src=x"),
            "{path}: {text}"
        );
    }
}
