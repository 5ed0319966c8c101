//! Somebody who asks, as a browser of theirs would.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::request::Builder;
use axum::http::{Request, Response};
use serde_json::{Value, json};

use crate::app::House;
use crate::{Answer, statements, world};

/// An answer as it came, unread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// The HTTP status.
    pub status: u16,
    /// The HTTP headers.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub text: String,
}

/// Somebody who asks; with a session, or a stranger.
#[derive(Debug, Clone)]
pub struct Person {
    house: Arc<House>,
    name: String,
    token: Option<String>,
    bearer: Option<String>,
}

impl Person {
    pub(crate) fn new(house: Arc<House>, name: &str, token: Option<String>) -> Self {
        Self {
            house,
            name: name.to_owned(),
            token,
            bearer: None,
        }
    }

    /// A machine that asks by this token, with nothing that browsers send.
    pub fn machine(&self, secret: &str) -> Self {
        Self {
            name: "a machine".to_owned(),
            token: None,
            bearer: Some(secret.to_owned()),
            ..self.clone()
        }
    }

    /// What they are called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The value of their session's cookie; strangers have none.
    pub fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// Asks the API and waits for its answer, which took few statements.
    ///
    /// # Panics
    /// When it took more SQL statements than any operation may.
    pub async fn ask(&self, document: &str, variables: Value) -> Answer {
        let answer = self.ask_freely(document, variables).await;
        self.note(document, &answer);
        answer
    }

    /// The same under an idempotency key.
    ///
    /// # Panics
    /// As [`Person::ask`].
    pub async fn ask_under(&self, key: &str, document: &str, variables: Value) -> Answer {
        let request = self
            .request("POST", "/graphql")
            .header("idempotency-key", key);
        self.post(request, document, &variables).await
    }

    /// Asks whatever it takes.
    pub async fn ask_freely(&self, document: &str, variables: Value) -> Answer {
        let request = self.request("POST", "/graphql");
        self.post(request, document, &variables).await
    }

    /// The bytes of an answer, unread.
    pub async fn ask_for_bytes(&self, document: &str, variables: &Value) -> Vec<u8> {
        let request = self.request("POST", "/graphql");
        body(self.send(request, document, variables).await).await
    }

    /// What is said to it, whole and unread.
    ///
    /// # Panics
    /// When it does not arrive.
    pub async fn hear(&self, document: &str, variables: &Value) -> Heard {
        let request = self.request("POST", "/graphql");
        let response = self.send(request, document, variables).await;
        let status = response.status().as_u16();
        let headers = response.headers().iter().map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            (name.to_string(), value)
        });
        let headers = headers.collect();
        let text = String::from_utf8_lossy(&body(response).await).into_owned();
        Heard {
            status,
            headers,
            text,
        }
    }

    async fn post(&self, request: Builder, document: &str, variables: &Value) -> Answer {
        answer(self.send(request, document, variables).await).await
    }

    async fn send(&self, request: Builder, document: &str, variables: &Value) -> Response<Body> {
        let body = json!({ "query": document, "variables": variables }).to_string();
        let request = request
            .header("content-type", "application/json")
            .header("accept", "application/graphql-response+json")
            .body(Body::from(body))
            .expect("a request");
        self.house.send(request).await
    }

    fn note(&self, document: &str, answer: &Answer) {
        let Some(statements) = answer.statements else {
            return;
        };
        for name in answer.body["data"]
            .as_object()
            .into_iter()
            .flat_map(|data| data.keys())
        {
            let mut asked = self.house.asked();
            let most = asked.entry(name.clone()).or_default();
            *most = statements.max(*most);
        }
        assert!(
            statements <= statements::MOST,
            "{statements} SQL statements for {document}"
        );
    }

    /// GETs a path as their browser would.
    ///
    /// # Panics
    /// When the path is none.
    pub async fn get(&self, path: &str) -> Response<Body> {
        let request = self.request("GET", path).body(Body::empty());
        self.house.send(request.expect("a request")).await
    }

    /// GETs a page or document as text, with its status.
    pub async fn page(&self, path: &str) -> (u16, String) {
        let response = self.get(path).await;
        let status = response.status().as_u16();
        let bytes = body(response).await;
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }

    /// A request with everything that a browser on the product's own page sends with it.
    pub fn request(&self, method: &str, path: &str) -> Builder {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "localhost:8080");
        if let Some(bearer) = &self.bearer {
            return request.header("authorization", format!("Bearer {bearer}"));
        }
        let request = request
            .header("origin", world::PUBLIC_URL)
            .header("x-pillars", "console");
        match &self.token {
            Some(token) => request.header("cookie", format!("pillars={token}")),
            None => request,
        }
    }
}

async fn body(response: Response<Body>) -> Vec<u8> {
    to_bytes(response.into_body(), usize::MAX)
        .await
        .expect("the answer arrives whole")
        .into()
}

async fn answer(response: Response<Body>) -> Answer {
    let (status, headers) = (response.status(), response.headers().clone());
    let bytes = body(response).await;
    let text = String::from_utf8_lossy(&bytes);
    let body = serde_json::from_str(&text).unwrap_or_else(|_| Value::String(text.into_owned()));
    let request = headers.get("x-request-id").and_then(|id| id.to_str().ok());
    Answer {
        status,
        body,
        statements: request.and_then(statements::take),
        headers,
    }
}
