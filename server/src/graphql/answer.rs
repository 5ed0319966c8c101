//! From a GraphQL response to HTTP: media type and status as GraphQL over HTTP says.

use async_graphql::{ServerError, Value};
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::codes::Failure;

/// What an answer is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    /// `application/json`: 200 whenever the request could be read.
    Json,
    /// `application/graphql-response+json`: the status tells whether it was run.
    GraphqlResponse,
}

impl Media {
    /// The one the client wants most; none when it wants neither.
    pub fn negotiate(headers: &HeaderMap) -> Option<Self> {
        let mut accept = headers.get_all(header::ACCEPT).iter().peekable();
        if accept.peek().is_none() {
            return Some(Self::Json);
        }
        let mut best: Option<(f32, Self)> = None;
        for range in accept
            .filter_map(|value| value.to_str().ok())
            .flat_map(|line| line.split(','))
        {
            let mut parts = range.split(';').map(str::trim);
            let media = match parts.next().map(str::to_ascii_lowercase).as_deref() {
                Some("application/json" | "application/*" | "*/*") => Self::Json,
                Some("application/graphql-response+json") => Self::GraphqlResponse,
                _ => continue,
            };
            let wanted = parts
                .find_map(|part| part.strip_prefix("q="))
                .map_or(Some(1.0), |q| q.parse::<f32>().ok())
                .unwrap_or_default();
            if wanted > 0.0 && best.is_none_or(|(most, _)| wanted > most) {
                best = Some((wanted, media));
            }
        }
        best.map(|(_, media)| media)
    }

    fn content_type(self) -> &'static str {
        match self {
            Self::Json => "application/json; charset=utf-8",
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
        }
    }
}

/// An answer, not yet written as one medium or the other.
#[derive(Debug)]
pub enum Answer {
    /// The operation was run; this is its JSON.
    Run { body: String, replayed: bool },
    /// It was not: a request that cannot be read, does not parse or validate, or is too much.
    NotRun {
        status: StatusCode,
        /// The request itself could not be read: no medium answers that with 200.
        malformed: bool,
        body: String,
    },
}

#[derive(Serialize)]
struct Written<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a Value>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [ServerError],
}

impl Answer {
    /// Of an operation that was run.
    pub(super) fn run(data: &Value, errors: &[ServerError]) -> Self {
        Self::Run {
            body: written(Some(data), errors),
            replayed: false,
        }
    }

    /// Of one that validation refused.
    pub(super) fn invalid(errors: &[ServerError]) -> Self {
        Self::NotRun {
            status: StatusCode::BAD_REQUEST,
            malformed: false,
            body: written(None, errors),
        }
    }

    /// As the client wants it.
    pub fn into_response(self, media: Media) -> Response {
        let (status, body, replayed) = match self {
            Self::Run { body, replayed } => (StatusCode::OK, body, replayed),
            Self::NotRun {
                malformed: false,
                body,
                ..
            } if media == Media::Json => (StatusCode::OK, body, false),
            Self::NotRun { status, body, .. } => (status, body, false),
        };
        let mut response = (status, Body::from(body)).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static(media.content_type()),
        );
        headers.insert(
            header::VARY,
            HeaderValue::from_static("accept, authorization, cookie"),
        );
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if replayed {
            headers.insert("idempotent-replay", HeaderValue::from_static("true"));
        }
        response
    }
}

impl From<Failure> for Answer {
    fn from(failure: Failure) -> Self {
        Self::NotRun {
            status: failure.status,
            malformed: failure.malformed,
            body: written(None, &[*failure.error]),
        }
    }
}

/// Serialising plain values to text cannot fail; if it does, the client still gets an error it can read.
fn written(data: Option<&Value>, errors: &[ServerError]) -> String {
    serde_json::to_string(&Written { data, errors }).unwrap_or_else(|_| {
        r#"{"errors":[{"message":"Something went wrong on our side.","extensions":{"code":"INTERNAL"}}]}"#.to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accept(lines: &[&'static str]) -> Option<Media> {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(header::ACCEPT, HeaderValue::from_static(line));
        }
        Media::negotiate(&headers)
    }

    #[test]
    fn the_client_chooses() {
        use Media::{GraphqlResponse, Json};
        for (lines, wanted) in [
            (&[][..], Some(Json)),
            (&["*/*"], Some(Json)),
            (
                &["application/graphql-response+json"],
                Some(GraphqlResponse),
            ),
            (
                &["application/graphql-response+json, application/json;q=0.9"],
                Some(GraphqlResponse),
            ),
            (
                &["application/json, application/graphql-response+json"],
                Some(Json),
            ),
            (
                &[
                    "application/json;q=0.5",
                    "application/graphql-response+json",
                ],
                Some(GraphqlResponse),
            ),
            (&["application/json;charset=utf-8"], Some(Json)),
            (&["application/json;q=0"], None),
            (&["text/html"], None),
            (&["text/html, */*;q=0.1"], Some(Json)),
        ] {
            assert_eq!(accept(lines), wanted, "{lines:?}");
        }
    }
}
