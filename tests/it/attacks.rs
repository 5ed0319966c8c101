//! Attacks, each tried: what is asked of the product that nobody should ask, and what must happen then.
//!
//! `docs/attacks.md` lists all of them by class, with the test that tries each, here and elsewhere.

mod catalogue;
mod costs;
mod doors;
mod flows;
mod objects;
mod outside;
mod sessions;
mod words;

use axum::body::{Body, to_bytes};
use axum::http::request::Builder;
use axum::http::{HeaderMap, Response};
use serde_json::{Value, json};
use tests::introspect::{Ids, Root, Types};
use tests::make::{self, Case, Stage};
use tests::{Answer, Person, TestApp, world};

const ROLE: &str = "{ viewer { role person { id } university { id } } }";

/// What came back: the status, the headers and the body as text.
struct Came {
    status: u16,
    headers: HeaderMap,
    text: String,
}

impl Came {
    /// A header, or nothing.
    fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.and_then(|v| v.to_str().ok()).unwrap_or_default()
    }

    /// The body as JSON.
    fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_default()
    }
}

async fn came(response: Response<Body>) -> Came {
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Came {
        status,
        headers,
        text,
    }
}

async fn send(app: &TestApp, request: Builder, body: impl Into<Body>) -> Came {
    came(app.send(request.body(body.into()).unwrap()).await).await
}

/// Asks who one is, by a request of one's own making.
async fn role(app: &TestApp, request: Builder) -> Value {
    let request = request.header("content-type", "application/json");
    let body = json!({ "query": ROLE }).to_string();
    let said = send(app, request, body).await.json();
    said["data"]["viewer"].clone()
}

/// The code of an answer's first error, or nothing.
fn code(answer: &Answer) -> &str {
    let code = &answer.body["errors"][0]["extensions"]["code"];
    code.as_str().unwrap_or_default()
}

/// Every mutation that takes an input, with a sample of it.
fn acts(types: &Types, ids: &Ids) -> Vec<(Root, String, Value)> {
    let roots = types.roots().into_iter();
    let acts = roots.filter(|root| root.operation == "mutation" && !root.args.is_empty());
    acts.map(|root| {
        let (document, variables) = types.document(&root, ids, None);
        (root, document, variables)
    })
    .collect()
}

/// A decided application of a programme that is called so.
async fn awarded(app: &TestApp, name: &str) -> Case {
    let mut case = Case::draft(app, "alderbrook", name).await;
    case.fill().await;
    case.submit().await;
    case.start("priya").await;
    app.work().await;
    case.judge("MET").await;
    case.confirm().await;
    case.decide(app).await;
    case
}

/// An application that is sent, and where its invoice is kept as a document.
async fn invoiced(app: &TestApp) -> (Case, String) {
    let case = make::application(app, "alderbrook", Stage::Submitted).await;
    app.work().await;
    let order = json!({ "id": case.order });
    let owed = case.manager.ask(make::documents::INVOICE, order).await;
    let path = format!("/invoices/{}.pdf", owed.text("/node/invoice/number"));
    (case, path)
}

/// The request of somebody's browser for who they are.
fn own(person: &Person) -> Builder {
    person.request("POST", "/graphql")
}

fn alderbrook() -> String {
    world::university_id("alderbrook")
}
