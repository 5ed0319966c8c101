//! Who one is not: sessions that were guessed, bent, planted or ended.

use serde_json::{Value, json};
use server::http::cookies::{Cookies, SESSION};
use tests::make::documents as doc;
use tests::{TestApp, world};

use super::{alderbrook, invoiced, own, role, send};

fn nobody(viewer: &Value) -> bool {
    viewer["role"].is_null() && viewer["person"].is_null() && viewer["university"].is_null()
}

#[tokio::test]
async fn a_token_in_the_address_opens_nothing() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let made = mara
        .ask(
            doc::MAKE_TOKEN,
            json!({ "input": { "name": "Nightly", "areas": ["PROGRAMMES"], "writes": false, "expiresOn": "2027-02-21" } }),
        )
        .await;
    let secret = made.text("/makeToken/secret");
    let stranger = app.stranger();
    for value in [mara.token().unwrap(), &secret] {
        for name in [
            "pillars",
            "token",
            "access_token",
            "api_key",
            "session",
            "authorization",
        ] {
            for fragment in ["?", "?query=%7Bviewer%7Brole%7D%7D&"] {
                let path = format!("/graphql{fragment}{name}={value}");
                assert!(
                    nobody(&role(&app, stranger.request("POST", &path)).await),
                    "{name}"
                );
                let asked = stranger
                    .request("GET", &path)
                    .header("accept", "application/json");
                let said = send(&app, asked, "").await;
                assert!(!said.text.contains("MANAGER"), "{name}: {}", said.text);
            }
        }
    }
}

#[tokio::test]
async fn a_session_written_otherwise_is_nobodys() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let token = mara.token().unwrap();
    let (upper, half) = (token.to_uppercase(), &token[..32]);
    for cookie in [
        format!("pillars={upper}"),
        format!("pillars={half}"),
        format!("pillars={half}%00{half}"),
        format!("pillars={token}0"),
        format!("pillars=\"{token}\""),
        format!("Pillars={token}"),
        format!("PILLARS={token}"),
        format!("pillars ={token}"),
        format!("pillars={token}; pillars={token}"),
        format!("pillars={}; pillars={token}", "0".repeat(64)),
        format!("__Host-pillars={token}"),
        format!("pillars=' or '1'='1; x={token}"),
    ] {
        let request = app
            .stranger()
            .request("POST", "/graphql")
            .header("cookie", &cookie);
        // One that is written in capitals is another one.
        let is_same = upper == token && cookie.starts_with("pillars=") && cookie.contains(&upper);
        assert!(is_same || nobody(&role(&app, request).await), "{cookie}");
    }
    assert_eq!(role(&app, own(&mara)).await["role"], "MANAGER");
}

#[tokio::test]
async fn a_session_that_somebody_else_chose_is_never_begun() {
    let app = TestApp::start().await;
    let chosen = "ab".repeat(32);
    for path in [
        "/graphql",
        "/sign-in",
        "/register",
        "/auth/start/alderbrook",
        "/",
    ] {
        let request = app
            .stranger()
            .request("GET", path)
            .header("cookie", format!("pillars={chosen}"));
        let said = send(&app, request, "").await;
        let set: Vec<&str> = said
            .headers
            .get_all("set-cookie")
            .iter()
            .filter_map(|v| v.to_str().ok())
            .collect();
        assert!(
            set.iter().all(|line| !line.contains(&chosen)),
            "{path}: {set:?}"
        );
    }
    let sessions = app.owner().await.one("select count(*) from session").await;
    assert_eq!(sessions, "0");
    let request = app
        .stranger()
        .request("POST", "/graphql")
        .header("cookie", format!("pillars={chosen}"));
    assert!(nobody(&role(&app, request).await));
}

#[tokio::test]
async fn a_session_s_cookie_goes_to_this_host_over_tls_and_to_no_script() {
    let app = TestApp::start().await;
    let set = Cookies::new(true).set(SESSION, "ab", chrono::TimeDelta::hours(1));
    let set = set.to_str().unwrap();
    assert!(set.starts_with("__Host-pillars=ab; "), "{set}");
    for flag in ["; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/"] {
        assert!(set.contains(flag), "{set}");
    }
    assert!(!set.to_lowercase().contains("domain"), "{set}");
    // Without its prefix it is not the session's: another host of the same site may have set it.
    let mara = app.manager("alderbrook").await;
    let mut headers = axum::http::HeaderMap::new();
    let plain = format!("pillars={}", mara.token().unwrap());
    headers.insert("cookie", plain.parse().unwrap());
    assert_eq!(Cookies::new(true).get(&headers, SESSION), None);
}

#[tokio::test]
async fn nobody_is_whom_a_header_says() {
    let app = TestApp::start().await;
    let mara = world::person_id("mara");
    for (name, value) in [
        ("x-forwarded-user", "mara"),
        ("x-remote-user", "mara@alderbrook.test"),
        ("remote-user", "mara"),
        ("x-user-id", &mara),
        ("x-person", &mara),
        ("x-role", "OPERATOR"),
        ("x-original-url", "/graphql?as=mara"),
        ("x-forwarded-for", "127.0.0.1"),
        ("x-auth-request-email", "mara@alderbrook.test"),
        ("x-ssl-client-s-dn", "CN=mara"),
    ] {
        let request = app
            .stranger()
            .request("POST", "/graphql")
            .header(name, value);
        assert!(nobody(&role(&app, request).await), "{name}");
    }
    for value in [
        "Basic bWFyYTptYXJh",
        "Digest username=mara",
        "Negotiate YII=",
    ] {
        let request = app
            .stranger()
            .request("POST", "/graphql")
            .header("authorization", value);
        assert!(nobody(&role(&app, request).await), "{value}");
    }
}

#[tokio::test]
async fn an_unsigned_token_of_a_provider_s_is_no_key_of_ours() {
    let app = TestApp::start().await;
    let unsigned = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1LTEiLCJyb2xlIjoiT1BFUkFUT1IifQ.";
    for value in [unsigned, "null", "undefined", "0", "[object Object]"] {
        let answer = app
            .stranger()
            .machine(value)
            .ask_freely(super::ROLE, json!({}))
            .await;
        assert_eq!(answer.status.as_u16(), 401, "{value}");
        assert_eq!(answer.code(), "UNAUTHENTICATED");
    }
}

#[tokio::test]
async fn nobody_acts_for_the_university_that_a_header_says() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let other = world::university_id("brackenfield");
    for name in [
        "x-university",
        "x-tenant-id",
        "x-organization",
        "viewer.university",
        "x-acting-for",
    ] {
        let viewer = role(&app, own(&mara).header(name, &other)).await;
        assert_eq!(viewer["university"]["id"], alderbrook(), "{name}");
    }
    let both = own(&mara)
        .header("x-university", &other)
        .header("x-university", alderbrook());
    assert_eq!(role(&app, both).await["university"]["id"], alderbrook());
}

#[tokio::test]
async fn a_session_that_is_signed_out_opens_no_door() {
    let app = TestApp::start().await;
    let (case, path) = invoiced(&app).await;
    let mara = &case.manager;
    assert_eq!(mara.page(&path).await.0, 200);
    let out = mara.request("POST", "/auth/sign-out");
    assert_eq!(send(&app, out, "").await.status, 303);
    assert!(nobody(&role(&app, own(mara)).await));
    let (status, text) = mara.page(&path).await;
    assert_ne!(status, 200);
    assert!(!text.starts_with("%PDF"));
    let again = mara.request("GET", "/auth/again");
    let again = send(&app, again, "").await;
    assert!(
        !again.header("location").contains("authorize"),
        "{}",
        again.header("location")
    );
    let at = app.serve().await;
    let socket = crate::socket::connect(at, &crate::socket::headers(mara)).await;
    assert_eq!(socket.err().map(|s| s.as_u16()), Some(401));
}

#[tokio::test]
async fn a_session_that_expired_while_it_was_used_is_over() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    assert_eq!(role(&app, own(&mara)).await["role"], "MANAGER");
    let owner = app.owner().await;
    owner
        .run("update session set expires_at = now() - interval '1 second', seen_at = now()")
        .await;
    for _ in 0..3 {
        assert!(
            nobody(&role(&app, own(&mara)).await),
            "its use gives it no more time"
        );
    }
}
