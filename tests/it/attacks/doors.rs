//! The doors themselves: what they say of the house, who is let in by another origin, and doors that are not there.

use axum::http::Method;
use serde_json::json;
use tests::TestApp;
use url::Url;

use super::{Came, awarded, code, invoiced, own, send};
use crate::sign_in;

const PAGES: [&str; 9] = [
    "/graphql",
    "/register",
    "/standard",
    "/sign-in",
    "/join",
    "/public/register.json",
    "/public/register.csv",
    "/health/live",
    "/nothing",
];

fn crossed(came: &Came) -> Vec<&str> {
    let names = came.headers.keys().map(axum::http::HeaderName::as_str);
    names
        .filter(|name| name.starts_with("access-control-"))
        .collect()
}

#[tokio::test]
async fn no_other_site_reads_an_answer() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    for origin in [
        "https://evil.example",
        "null",
        "http://localhost:8080.evil.example",
        "http://localhost:80801",
    ] {
        for path in PAGES {
            for method in ["GET", "OPTIONS", "POST"] {
                let request = axum::http::Request::builder()
                    .method(method)
                    .uri(path)
                    .header("host", "localhost:8080")
                    .header("origin", origin)
                    .header("access-control-request-method", "POST")
                    .header("access-control-request-headers", "x-pillars,content-type")
                    .header("cookie", format!("pillars={}", mara.token().unwrap()));
                let came = send(&app, request, "").await;
                // What is everybody's may be read by everybody: without a cookie.
                let is_public = path.starts_with("/public/");
                let open = crossed(&came);
                assert!(
                    open.is_empty() || is_public,
                    "{method} {path} from {origin}: {open:?}"
                );
                assert_ne!(came.header("access-control-allow-origin"), origin, "{path}");
                assert_eq!(
                    came.header("access-control-allow-credentials"),
                    "",
                    "{path}"
                );
            }
        }
    }
}

#[tokio::test]
async fn nothing_says_what_the_house_is_built_of() {
    let app = TestApp::start().await;
    let at = app.serve().await;
    let client = reqwest::Client::new();
    for path in PAGES {
        let answer = client
            .get(format!("http://{at}{path}"))
            .send()
            .await
            .unwrap();
        for name in [
            "server",
            "x-powered-by",
            "via",
            "x-aspnet-version",
            "x-runtime",
            "x-generator",
        ] {
            assert!(!answer.headers().contains_key(name), "{path}: {name}");
        }
        let text = answer.text().await.unwrap().to_lowercase();
        for word in [
            "axum",
            "hyper/",
            "async-graphql",
            "postgres",
            "diesel",
            "tokio",
            "stack backtrace",
            ".rs:",
        ] {
            assert!(!text.contains(word), "{path} says {word}");
        }
    }
}

#[tokio::test]
async fn what_is_somebody_s_is_kept_by_no_cache() {
    let app = TestApp::start().await;
    let (case, path) = invoiced(&app).await;
    let asked = "/graphql?query=%7Bviewer%7Brole%7D%7D";
    for path in [path.as_str(), asked, "/auth/callback", "/sign-in"] {
        let came = send(&app, case.manager.request("GET", path), "").await;
        let kept = came.header("cache-control");
        assert!(kept.contains("no-store"), "{path}: {kept}");
        assert!(!kept.contains("public"), "{path}: {kept}");
    }
    let came = send(&app, case.manager.request("GET", asked), "").await;
    for name in ["accept", "authorization", "cookie"] {
        assert!(
            came.header("vary").contains(name),
            "{}",
            came.header("vary")
        );
    }
}

#[tokio::test]
async fn a_method_that_nothing_has_does_nothing() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let before = app.owner().await.counts().await;
    for path in PAGES {
        for method in [
            Method::PUT,
            Method::DELETE,
            Method::PATCH,
            Method::TRACE,
            Method::from_bytes(b"PROPFIND").unwrap(),
        ] {
            let came = send(&app, mara.request(method.as_str(), path), "").await;
            assert!(
                matches!(came.status, 404 | 405 | 501),
                "{method} {path}: {}",
                came.status
            );
            assert!(
                !came.text.contains(mara.token().unwrap()),
                "{method} {path} echoes"
            );
        }
    }
    for name in [
        "x-http-method-override",
        "x-http-method",
        "x-method-override",
        "_method",
    ] {
        let query = "/graphql?query=mutation%7BendOtherSessions%7Bended%7D%7D&_method=POST";
        let came = send(&app, mara.request("GET", query).header(name, "POST"), "").await;
        assert_eq!(came.status, 405, "{name}");
    }
    assert_eq!(app.owner().await.counts().await, before);
}

#[tokio::test]
async fn a_path_leads_out_of_no_folder() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    for folder in [
        "/assets/",
        "/awards/",
        "/invoices/",
        "/quotes/",
        "/login/",
        "/invitations/",
        "/unsubscribe/",
        "/auth/start/",
        "/public/",
    ] {
        for rest in [
            "../../../../etc/passwd",
            "..%2f..%2f..%2f..%2fetc%2fpasswd",
            "%2e%2e/%2e%2e/%2e%2e/etc/passwd",
            "..%5c..%5c..%5cwindows%5cwin.ini",
            "....//....//etc/passwd",
            "%252e%252e%252fetc%252fpasswd",
            "..%c0%af..%c0%afetc/passwd",
            "/etc/passwd",
            "x%00.svg",
            "x%0d%0aset-cookie:%20pillars=chosen",
            "Cargo.toml",
            ".env",
            "con",
        ] {
            let came = send(&app, mara.request("GET", &format!("{folder}{rest}")), "").await;
            let shown = format!("{folder}{rest}");
            // What is no file of ours is a page of the console's, which a test may be without.
            let without = came.text.starts_with("The console is not built");
            let page = without || came.text.contains("id=\"root\"");
            assert!(page || came.status < 500, "{shown}: {}", came.status);
            assert!(
                !came.text.contains("root:") && !came.text.contains("[package]"),
                "{shown}"
            );
            assert!(!came.header("set-cookie").contains("chosen"), "{shown}");
            assert!(page || came.status != 200, "{shown}: {:.100}", came.text);
        }
    }
}

#[tokio::test]
async fn doors_that_others_forget_are_not_there() {
    let app = TestApp::start().await;
    for path in [
        "/graphiql",
        "/playground",
        "/graphql/playground",
        "/v1/graphql",
        "/v2/graphql",
        "/api",
        "/api/graphql",
        "/api/v1/users",
        "/altair",
        "/.git/config",
        "/.env",
        "/.well-known/security.txt.bak",
        "/admin.php",
        "/wp-login.php",
        "/actuator/env",
        "/debug/pprof",
        "/server-status",
        "/swagger.json",
        "/openapi.json",
        "/console",
        "/phpmyadmin",
        "/backup.sql",
        "/index.php",
        "/demo/mail",
        "/demo/idp/authorize",
        "/health",
        "/health/",
    ] {
        let came = send(&app, app.stranger().request("GET", path), "").await;
        let asks = came.status == 303 && came.header("location").starts_with("/sign-in");
        assert!(
            asks || matches!(came.status, 404 | 405),
            "{path}: {} {:.80}",
            came.status,
            came.text
        );
        let request = app
            .stranger()
            .request("POST", path)
            .header("content-type", "application/json");
        let came = send(
            &app,
            request,
            json!({ "query": "{ viewer { role } }" }).to_string(),
        )
        .await;
        assert!(matches!(came.status, 404 | 405), "{path}: {}", came.status);
    }
}

#[tokio::test]
async fn the_host_that_somebody_writes_is_in_no_address_of_ours() {
    let app = TestApp::start().await;
    let liar = sign_in::provider(&app).await;
    let number = awarded(&app, "Peer mentoring").await.award.unwrap();
    let pages = [
        "/register".to_owned(),
        "/sign-in".to_owned(),
        format!("/awards/{number}"),
        format!("/awards/{number}.svg"),
        "/public/register.json".to_owned(),
        "/auth/start/alderbrook".to_owned(),
    ];
    for path in pages {
        let request = axum::http::Request::get(&path)
            .header("host", "evil.example")
            .header("x-forwarded-host", "evil.example")
            .header("x-forwarded-proto", "gopher")
            .header("forwarded", "host=evil.example")
            .header("x-original-host", "evil.example");
        let came = send(&app, request, "").await;
        assert!(came.status < 400, "{path}: {}", came.status);
        let headers = format!("{:?}", came.headers);
        assert!(
            !came.text.contains("evil.example") && !headers.contains("evil.example"),
            "{path}"
        );
    }
    let start = sign_in::get(&app, "/auth/start/alderbrook", "").await;
    let address = Url::parse(&sign_in::location(&start)).unwrap();
    assert!(address.as_str().starts_with(&liar.issuer()));
    let back = address.query_pairs().find(|(key, _)| key == "redirect_uri");
    assert_eq!(back.unwrap().1, "http://localhost:8080/auth/callback");
}

#[tokio::test]
async fn a_misspelt_field_is_not_put_right() {
    let app = TestApp::start().await;
    let stranger = app.stranger();
    for document in [
        "{ vewer { role } }",
        "{ viewer { rol } }",
        "{ trial { totalCount } }",
        "mutation { addProgrammes { id } }",
        "{ applications(filter: { stat: [DRAFT] }) { totalCount } }",
    ] {
        let answer = stranger.ask_freely(document, json!({})).await;
        assert_eq!(code(&answer), "BAD_USER_INPUT");
        let words = answer.body.to_string().to_lowercase();
        for hint in ["did you mean", "perhaps", "similar", "suggest"] {
            assert!(!words.contains(hint), "{document}: {words}");
        }
    }
}

#[tokio::test]
async fn where_one_goes_after_signing_in_is_here() {
    let app = TestApp::start().await;
    let liar = sign_in::provider(&app).await;
    for next in [
        "https://evil.example",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/%09/evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "/..//evil.example",
        "http:evil.example",
        "https:/evil.example",
        "/.evil.example/../..//evil.example",
        " //evil.example",
        "/\r\nset-cookie: pillars=chosen",
        "@evil.example",
        ".evil.example",
        "%2f%2fevil.example",
    ] {
        let query: String = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("next", next)
            .finish();
        let start = sign_in::get(&app, &format!("/auth/start/alderbrook?{query}"), "").await;
        let cookie = sign_in::set_cookie(start.headers(), "pillars-sign-in").unwrap();
        let answered = liar.visit(&sign_in::location(&start)).await;
        let done = sign_in::get(&app, &answered, &format!("pillars-sign-in={cookie}")).await;
        let leads = sign_in::location(&done);
        let base = Url::parse("http://localhost:8080/").unwrap();
        let there = base.join(&leads).unwrap();
        assert_eq!(there.origin(), base.origin(), "{next:?} leads to {leads}");
        assert!(
            !leads.contains(['\r', '\n', '\\']),
            "{next:?} leads to {leads:?}"
        );
        assert!(
            !format!("{:?}", done.headers()).contains("chosen"),
            "{next:?}"
        );
        let page = sign_in::get(&app, &format!("/sign-in?{query}"), "").await;
        let page = super::came(page).await;
        assert!(
            !page.text.contains("href=\"//")
                && !page.text.contains("href=\"https://evil")
                && !page.text.contains("href=\"javascript:"),
            "{next:?}: {}",
            page.text
        );
    }
}

#[tokio::test]
async fn no_page_is_shown_in_another_site_s_frame() {
    let app = TestApp::start().await;
    let number = awarded(&app, "Peer mentoring").await.award.unwrap();
    let more = [format!("/awards/{number}"), format!("/awards/{number}.svg")];
    for path in PAGES.into_iter().chain(more.iter().map(String::as_str)) {
        let came = send(&app, app.stranger().request("GET", path), "").await;
        let policy = came.header("content-security-policy");
        let bare = policy.contains("frame-ancestors 'none'") || policy.contains("sandbox");
        assert!(bare, "{path}: {policy}");
        assert!(policy.contains("default-src 'none'"), "{path}: {policy}");
        assert!(
            !policy.contains("unsafe-inline")
                && !policy.contains("unsafe-eval")
                && !policy.contains("script-src *"),
            "{path}: {policy}"
        );
        assert_eq!(came.header("x-frame-options"), "DENY", "{path}");
        assert_eq!(came.header("x-content-type-options"), "nosniff", "{path}");
    }
    let asked = own(&app.manager("alderbrook").await).header("content-type", "application/json");
    let came = send(&app, asked, "{}").await;
    assert_eq!(came.header("cross-origin-resource-policy"), "same-origin");
}
