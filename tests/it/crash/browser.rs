//! A browser that does not give up: what was not answered is asked again, under the same key.

use std::time::{Duration, Instant};

use reqwest::{Body, Client, Method};
use serde_json::{Value, json};

use super::program::Program;

/// Longest that an answer may take to come, over any number of crashes.
const ANSWER_WITHIN: Duration = Duration::from_secs(240);

/// A signed-in browser.
#[derive(Clone)]
pub struct Browser {
    client: Client,
    address: String,
    origin: String,
    token: String,
}

/// What was answered.
pub struct Answered {
    /// The data.
    pub data: Value,
    /// It is the answer of an earlier request under the same key.
    pub replayed: bool,
}

impl Browser {
    /// A browser with this session.
    pub fn new(program: &Program, token: &str) -> Self {
        Self {
            client: Client::new(),
            address: program.address(),
            origin: program.public_url(),
            token: token.to_owned(),
        }
    }

    /// Asks until it is answered, however often the server dies meanwhile.
    pub async fn ask(&self, key: &str, document: &str, input: Value) -> Answered {
        let deadline = Instant::now() + ANSWER_WITHIN;
        loop {
            if let Some(answered) = self.once(key, document, &input).await {
                return answered;
            }
            assert!(Instant::now() < deadline, "{key} was never answered");
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
    }

    /// Asks once; nothing when no answer came whole, or when the answer was to come again later.
    async fn once(&self, key: &str, document: &str, input: &Value) -> Option<Answered> {
        let sent = self
            .client
            .post(format!("{}/graphql", self.address))
            .header("origin", &self.origin)
            .header("x-pillars", "console")
            .header("cookie", format!("pillars={}", self.token))
            .header("idempotency-key", key)
            .json(&json!({ "query": document, "variables": { "input": input } }))
            .send()
            .await
            .ok()?;
        let replayed = sent.headers().contains_key("idempotent-replay");
        let body: Value = sent.json().await.ok()?;
        let Some(error) = body.pointer("/errors/0") else {
            let data = body["data"].clone();
            return Some(Answered { data, replayed });
        };
        let code = error["extensions"]["code"].as_str();
        let later = matches!(code, Some("UNAVAILABLE" | "RATE_LIMITED"));
        assert!(later, "{key}: {body:#}");
        None
    }

    /// One request to storage; nothing when no answer came whole.
    pub async fn storage(
        &self,
        method: Method,
        url: &str,
        length: usize,
        body: Body,
    ) -> Option<Stored> {
        let response = self
            .client
            .request(method, url)
            .header("origin", &self.origin)
            .header("content-length", length)
            .body(body)
            .send()
            .await
            .ok()?;
        let etag = response.headers().get("etag").and_then(|v| v.to_str().ok());
        Some(Stored {
            status: response.status().as_u16(),
            etag: etag.unwrap_or_default().to_owned(),
            text: response.text().await.ok()?,
        })
    }
}

/// What storage answered.
#[derive(Debug)]
pub struct Stored {
    /// The HTTP status.
    pub status: u16,
    /// The entity tag of what was stored.
    pub etag: String,
    /// The body.
    pub text: String,
}
