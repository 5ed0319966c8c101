//! What every request passes, from the outside in: its id and span, a time limit, a net under panics, the headers.

use std::net::{IpAddr, SocketAddr};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Instant;

use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;
use tracing::Instrument;
use uuid::Uuid;

use crate::app::App;
use crate::http::rate;

/// The header that names a request to whoever asks about it.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// One request's name in logs and in INTERNAL errors.
#[derive(Debug, Clone)]
pub struct RequestId(pub Arc<str>);

/// The network address a request came from; none in tests that call the router directly.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub Option<IpAddr>);

/// The middleware around all others.
pub async fn door(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let id: Arc<str> = Uuid::now_v7().simple().to_string().into();
    let peer = Peer(peer(&request, app.config.proxies));
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "*".to_owned(), |path| path.as_str().to_owned());
    let span = tracing::info_span!("request", request.id = %id, http.method = %request.method(), http.route = route);
    request.extensions_mut().insert(RequestId(id.clone()));
    request.extensions_mut().insert(peer);
    let start = Instant::now();
    let quiet = route.starts_with("/health");
    let time = app.config.limits.request_time;
    let answer = async {
        if let Err(refused) = refuse(&app, &request, peer) {
            return *refused;
        }
        let answer = AssertUnwindSafe(next.run(request)).catch_unwind();
        match tokio::time::timeout(time, answer).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(_)) => plain(
                StatusCode::INTERNAL_SERVER_ERROR,
                &format!(
                    "Something went wrong on our side. Tell us this number if you ask about it: {id}"
                ),
            ),
            Err(_) => plain(
                StatusCode::SERVICE_UNAVAILABLE,
                "This took too long and was given up. Try again in a moment.",
            ),
        }
    };
    async {
        let mut answer = answer.await;
        let status = answer.status();
        app.metrics.answer(status.as_u16());
        app.security.add_to(answer.headers_mut());
        if let Ok(id) = HeaderValue::from_str(&id) {
            answer.headers_mut().insert(REQUEST_ID, id);
        }
        let took = u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX);
        if quiet {
            tracing::debug!(http.status = status.as_u16(), time.us = took, "answered");
        } else {
            tracing::info!(http.status = status.as_u16(), time.us = took, "answered");
        }
        answer
    }
    .instrument(span)
    .await
}

/// Who is at the other end: of the connection, or of the outermost of our own proxies'. What stands further left in the header
/// was written by whoever sent the request.
fn peer(request: &Request, proxies: usize) -> Option<IpAddr> {
    let ConnectInfo(connected) = request.extensions().get::<ConnectInfo<SocketAddr>>()?;
    let forwarded = || {
        let heard: Vec<&str> = request
            .headers()
            .get_all("x-forwarded-for")
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|line| line.split(','))
            .collect();
        let place = heard.len().checked_sub(proxies)?;
        heard.get(place)?.trim().parse().ok()
    };
    Some(forwarded().unwrap_or_else(|| connected.ip()))
}

/// What is refused before anything looks at it.
fn refuse(app: &App, request: &Request, Peer(peer): Peer) -> Result<(), Box<Response>> {
    if request.method() == Method::TRACE || request.method() == Method::CONNECT {
        return Err(Box::new(StatusCode::METHOD_NOT_ALLOWED.into_response()));
    }
    let path = request.uri().path();
    let Some(peer) = peer else { return Ok(()) };
    if path.starts_with("/assets/") || path.starts_with("/health/") {
        return Ok(());
    }
    app.addresses
        .take(rate::network(peer), Instant::now())
        .map_err(|wait| Box::new(too_fast(wait)))
}

/// 429, saying when to come back.
pub fn too_fast(wait: std::time::Duration) -> Response {
    let seconds = wait.as_secs() + 1;
    let mut answer = (
        StatusCode::TOO_MANY_REQUESTS,
        axum::Json(serde_json::json!({
            "errors": [{
                "message": format!("Too many requests at once. Try again in {seconds} s."),
                "extensions": { "code": "RATE_LIMITED", "retryAfter": seconds },
            }],
        })),
    )
        .into_response();
    answer
        .headers_mut()
        .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    answer
}

/// A sentence as plain text.
pub fn plain(status: StatusCode, words: &str) -> Response {
    (status, words.to_owned()).into_response()
}

/// Whether the browser says that this request was made by a page of ours: what a forged one cannot say.
pub fn from_our_page(app: &App, headers: &HeaderMap) -> bool {
    let ours = app.config.public_url.origin().ascii_serialization();
    let same_site = headers
        .get("sec-fetch-site")
        .is_some_and(|value| value == "same-origin");
    let origin = headers.get(header::ORIGIN).map(HeaderValue::as_bytes);
    match origin {
        Some(origin) => origin == ours.as_bytes() || (same_site && origin != b"null"),
        None => same_site,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    #[test]
    fn only_our_own_proxies_are_believed() {
        let from = |forwarded: &[&str], proxies| {
            let mut request = Request::builder();
            for line in forwarded {
                request = request.header("x-forwarded-for", *line);
            }
            let mut request = request.body(Body::empty()).unwrap();
            let connected = SocketAddr::from(([10, 0, 0, 1], 1));
            request.extensions_mut().insert(ConnectInfo(connected));
            peer(&request, proxies).unwrap().to_string()
        };
        assert_eq!(from(&["192.0.2.1"], 0), "10.0.0.1");
        assert_eq!(from(&["192.0.2.1"], 1), "192.0.2.1");
        assert_eq!(from(&["6.6.6.6, 192.0.2.1"], 1), "192.0.2.1");
        assert_eq!(from(&["6.6.6.6", "192.0.2.1, 10.9.9.9"], 2), "192.0.2.1");
        assert_eq!(from(&["2001:db8::1"], 1), "2001:db8::1");
        assert_eq!(from(&[], 1), "10.0.0.1");
        assert_eq!(from(&["192.0.2.1"], 2), "10.0.0.1");
        assert_eq!(from(&["unknown"], 1), "10.0.0.1");
    }
}
