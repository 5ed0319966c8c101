//! What another site can make a browser send changes nothing here.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::json;
use tests::TestApp;

use super::{ADD, body, header, json_of, post, programme, programmes};

#[tokio::test]
async fn with_a_session_only_our_own_pages_may_ask() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let cookie = format!("pillars={}", mara.token().unwrap());
    let ours = "http://localhost:8080";
    let forged: [&[(&str, &str)]; 7] = [
        &[],
        &[("x-pillars", "console")],
        &[("origin", ours)],
        &[("x-pillars", "console"), ("origin", "https://evil.example")],
        &[
            ("x-pillars", "console"),
            ("origin", "null"),
            ("sec-fetch-site", "same-origin"),
        ],
        &[("x-pillars", "console"), ("sec-fetch-site", "same-site")],
        &[("origin", ours), ("sec-fetch-site", "same-origin")],
    ];
    for headers in forged {
        for get in [false, true] {
            let mut request = match get {
                true => Request::get("/graphql?query=%7Bviewer%7Brole%7D%7D"),
                false => post(),
            };
            request = request.header("cookie", &cookie);
            for (name, value) in headers {
                request = request.header(*name, *value);
            }
            let sent = match get {
                true => Body::empty(),
                false => body(ADD, &programme("Forged")),
            };
            let response = app.send(request.body(sent).unwrap()).await;
            assert_eq!(
                response.status(),
                StatusCode::FORBIDDEN,
                "{headers:?} {get}"
            );
            let told = json_of(response).await;
            assert_eq!(told["errors"][0]["extensions"]["code"], "FORBIDDEN");
        }
    }
    assert_eq!(programmes(&app).await, [""; 0]);
    for own in [("origin", ours), ("sec-fetch-site", "same-origin")] {
        let request = Request::get("/graphql?query=%7Bviewer%7Brole%7D%7D")
            .header("cookie", &cookie)
            .header("x-pillars", "console")
            .header(own.0, own.1);
        let response = app.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(json_of(response).await["data"]["viewer"]["role"], "MANAGER");
    }
}

#[tokio::test]
async fn what_a_foreign_form_can_send_is_not_read() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let text = json!({ "query": ADD, "variables": programme("Forged") }).to_string();
    let form = format!("query={}", "mutation%7B__typename%7D");
    let multipart = format!(
        "--x\r\ncontent-disposition: form-data; name=\"operations\"\r\n\r\n{text}\r\n--x--\r\n"
    );
    for (kind, sent, wanted) in [
        (Some("text/plain"), text.clone(), 415),
        (None, text.clone(), 415),
        (Some("application/x-www-form-urlencoded"), form, 415),
        (Some("multipart/form-data; boundary=x"), multipart, 415),
        (
            Some("application/json; charset=iso-8859-1"),
            text.clone(),
            415,
        ),
        (Some("application/json"), format!("[{text}]"), 400),
        (Some("application/json"), "{".to_owned(), 400),
        (Some("application/json"), String::new(), 400),
    ] {
        let mut request = mara.request("POST", "/graphql");
        if let Some(kind) = kind {
            request = request.header("content-type", kind);
        }
        let response = app.send(request.body(Body::from(sent)).unwrap()).await;
        assert_eq!(response.status().as_u16(), wanted, "{kind:?}");
    }
    let mutation = "/graphql?query=mutation%7BcloseEvidenceRequest(input%3A%7BrequestId%3A%22x%22%7D)%7Brequest%7Bid%7D%7D%7D";
    let response = mara.get(mutation).await;
    assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(header(response.headers(), "allow"), "POST");
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"] {
        let request = mara.request(method, "/graphql").body(Body::empty());
        let response = app.send(request.unwrap()).await;
        assert_eq!(
            response.status(),
            StatusCode::METHOD_NOT_ALLOWED,
            "{method}"
        );
    }
    assert_eq!(programmes(&app).await, [""; 0]);
}
