//! One request to a provider: where to, how long, how much.

use std::time::Duration;

use futures_util::StreamExt;
use openidconnect::{HttpRequest, HttpResponse};
use store::people::Provider;
use url::Url;

use super::pages::Problem;
use super::provider::unanswered;
use crate::app::App;

/// A provider has this long to answer.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);
/// Bytes of a provider's answer at most.
const ANSWER_BYTES: usize = 256 * 1024;

/// TLS, but for a provider that is this machine itself.
pub(super) fn require_safe(provider: &Provider, address: &Url) -> Result<(), Problem> {
    let own = Url::parse(&provider.issuer).is_ok_and(|issuer| {
        issuer.scheme() == "http" && is_loopback(&issuer) && is_loopback(address)
    });
    if address.scheme() == "https" || (own && address.scheme() == "http") {
        return Ok(());
    }
    Err(unanswered(
        &"an address of the provider is neither https nor this machine",
    ))
}

fn is_loopback(address: &Url) -> bool {
    match address.host() {
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
        Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

/// Reads a provider's JSON.
pub(super) async fn get<T: serde::de::DeserializeOwned>(
    app: &App,
    provider: &Provider,
    address: Url,
) -> Result<T, Problem> {
    require_safe(provider, &address)?;
    let mut request = HttpRequest::new(Vec::new());
    *request.uri_mut() = address
        .as_str()
        .parse()
        .map_err(|_| unanswered(&"an address of the provider does not parse"))?;
    let answer = fetch(app.http.clone(), request)
        .await
        .map_err(|error| unanswered(&error))?;
    if !answer.status().is_success() {
        return Err(unanswered(&format!("status {}", answer.status())));
    }
    serde_json::from_slice(answer.body()).map_err(|error| unanswered(&error))
}

/// Why a provider's answer could not be had.
#[derive(Debug, thiserror::Error)]
pub(super) enum FetchError {
    #[error("no answer")]
    Http(#[from] reqwest::Error),
    #[error("a request that cannot be made")]
    Request(#[from] axum::http::Error),
    #[error("an answer of more than {ANSWER_BYTES} bytes")]
    TooLarge,
}

/// One request, no redirects followed, with limits of time and size.
pub(super) async fn fetch(
    http: reqwest::Client,
    request: HttpRequest,
) -> Result<HttpResponse, FetchError> {
    let mut request = reqwest::Request::try_from(request)?;
    *request.timeout_mut() = Some(ANSWER_WITHIN);
    let answer = http.execute(request).await?;
    let status = answer.status();
    let headers = answer.headers().clone();
    let mut body = Vec::new();
    let mut chunks = answer.bytes_stream();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk?;
        if body.len() + chunk.len() > ANSWER_BYTES {
            return Err(FetchError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    let mut response = axum::http::Response::builder().status(status).body(body)?;
    *response.headers_mut() = headers;
    Ok(response)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn provider(issuer: &str) -> Provider {
        Provider {
            id: Uuid::nil(),
            slug: "x".to_owned(),
            name: "X".to_owned(),
            issuer: issuer.to_owned(),
            client_id: "c".to_owned(),
            client_secret: "s".to_owned(),
        }
    }

    #[test]
    fn tls_but_for_this_machine() {
        let safe = |issuer: &str, address: &str| {
            require_safe(&provider(issuer), &address.parse().unwrap()).is_ok()
        };
        assert!(safe("https://idp.example", "https://other.example/token"));
        assert!(safe("http://127.0.0.1:4842", "http://127.0.0.1:4842/token"));
        assert!(safe(
            "http://localhost:8080/demo/idp",
            "http://localhost:8080/demo/idp/token"
        ));
        assert!(!safe("http://idp.example", "http://idp.example/token"));
        assert!(!safe("https://idp.example", "http://127.0.0.1/token"));
        assert!(!safe("http://localhost:1", "http://10.0.0.1/token"));
        assert!(!safe("https://idp.example", "file:///etc/passwd"));
    }
}
