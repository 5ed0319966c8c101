//! From HTTP to a GraphQL request, as GraphQL over HTTP says; what could be sent by a foreign form is not read.

use std::time::Duration;

use async_graphql::{Request, Variables};
use axum::body::Body;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use futures_util::StreamExt;
use schema::limits::{Limits, scan};
use serde::Deserialize;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::codes::Failure;

/// A body that has not arrived by then is given up.
const BODY_WITHIN: Duration = Duration::from_secs(15);

/// A request as it was sent.
pub(super) struct Read {
    pub request: Request,
    /// Tells one request from another under the same idempotency key.
    pub digest: Vec<u8>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Sent {
    query: String,
    #[serde(default)]
    operation_name: Option<String>,
    #[serde(default)]
    variables: Option<Map<String, Value>>,
    /// Read so that a wrong type is refused; nothing here uses it.
    #[serde(default, rename = "extensions")]
    _extensions: Option<Map<String, Value>>,
}

pub(super) async fn request(
    limits: &Limits,
    request: axum::extract::Request,
) -> Result<Read, Failure> {
    let (parts, body) = request.into_parts();
    let sent = if parts.method == Method::GET {
        from_query(limits, &parts.uri)?
    } else {
        require_json(&parts.headers)?;
        let bytes = collect(body, limits.body_bytes).await?;
        from_json(limits, &bytes)?
    };
    let Sent {
        query,
        operation_name,
        variables,
        _extensions: _,
    } = sent;
    let variables = Value::Object(variables.unwrap_or_default());
    let mut hash = Sha256::new();
    for part in [
        query.as_str(),
        operation_name.as_deref().unwrap_or_default(),
        &variables.to_string(),
    ] {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    let mut request = Request::new(query).variables(Variables::from_json(variables));
    request.operation_name = operation_name;
    Ok(Read {
        request,
        digest: hash.finalize().to_vec(),
    })
}

/// `application/json` alone: whatever else a browser sends unasked could come from a foreign page.
fn require_json(headers: &HeaderMap) -> Result<(), Failure> {
    let unsupported = |words| Err(Failure::request(StatusCode::UNSUPPORTED_MEDIA_TYPE, words));
    let content_type = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let mut parts = content_type.split(';').map(str::trim);
    if !parts
        .next()
        .is_some_and(|kind| kind.eq_ignore_ascii_case("application/json"))
    {
        return unsupported("Send the request as JSON, with content-type: application/json.");
    }
    for part in parts {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let value = value.trim().trim_matches('"');
        if name.trim().eq_ignore_ascii_case("charset") && !value.eq_ignore_ascii_case("utf-8") {
            return unsupported("Send the request in UTF-8.");
        }
    }
    if headers.contains_key(header::CONTENT_ENCODING) {
        return unsupported("Send the request without content-encoding.");
    }
    Ok(())
}

async fn collect(body: Body, most: usize) -> Result<Vec<u8>, Failure> {
    let collect = async {
        let mut bytes = Vec::new();
        let mut chunks = body.into_data_stream();
        while let Some(chunk) = chunks.next().await {
            let chunk = chunk
                .map_err(|_| Failure::request(StatusCode::BAD_REQUEST, "The request broke off."))?;
            if bytes.len() + chunk.len() > most {
                return Err(Failure::request(
                    StatusCode::PAYLOAD_TOO_LARGE,
                    &format!("The request is larger than {most} bytes. Send less at once."),
                ));
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes)
    };
    tokio::time::timeout(BODY_WITHIN, collect)
        .await
        .unwrap_or_else(|_| {
            Err(Failure::request(
                StatusCode::REQUEST_TIMEOUT,
                "The request took too long to arrive.",
            ))
        })
}

fn from_json(limits: &Limits, bytes: &[u8]) -> Result<Sent, Failure> {
    if scan::json(bytes) > limits.values {
        return Err(Failure::too_complex(&format!(
            "The request has more than {} values. Send less at once.",
            limits.values
        )));
    }
    if bytes.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'[') {
        return Err(Failure::request(
            StatusCode::BAD_REQUEST,
            "Send one operation a request: batches are not taken.",
        ));
    }
    serde_json::from_slice(bytes).map_err(|error| not_a_request(&error))
}

fn from_query(limits: &Limits, uri: &Uri) -> Result<Sent, Failure> {
    let twice = || Failure::request(StatusCode::BAD_REQUEST, "A parameter is there twice.");
    let mut given = Map::new();
    for (key, value) in url::form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()) {
        let value = match &*key {
            "query" | "operationName" => Value::String(value.into_owned()),
            "variables" | "extensions" => {
                if scan::json(value.as_bytes()) > limits.values {
                    return Err(Failure::too_complex("The request has too many values."));
                }
                serde_json::from_str(&value).map_err(|error| not_a_request(&error))?
            }
            _ => continue,
        };
        if given.insert(key.into_owned(), value).is_some() {
            return Err(twice());
        }
    }
    serde_json::from_value(Value::Object(given)).map_err(|error| not_a_request(&error))
}

/// What serde says names the member and what it should be; it quotes what was sent, so not all of it is told.
fn not_a_request(error: &serde_json::Error) -> Failure {
    let words: String = error.to_string().chars().take(200).collect();
    Failure::request(
        StatusCode::BAD_REQUEST,
        &format!(
            "Send a JSON object with query (text) and, where wanted, operationName (text), variables and extensions (objects): {words}"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(content_type: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, content_type.parse().unwrap());
        headers
    }

    #[test]
    fn only_json_in_utf_8() {
        for good in [
            "application/json",
            "Application/JSON; charset=UTF-8",
            "application/json;charset=\"utf-8\"",
        ] {
            assert!(require_json(&headers(good)).is_ok(), "{good}");
        }
        for bad in [
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/json; charset=utf-16",
            "application/jsonp",
            "",
        ] {
            assert!(require_json(&headers(bad)).is_err(), "{bad}");
        }
        assert!(require_json(&HeaderMap::new()).is_err());
    }

    #[test]
    fn what_is_a_request() {
        let limits = Limits::default();
        let read = |text: &str| from_json(&limits, text.as_bytes()).is_ok();
        assert!(read(r#"{"query":"{a}"}"#));
        assert!(read(
            r#"{"query":"{a}","operationName":null,"variables":null,"extensions":null}"#
        ));
        for bad in [
            "",
            "null",
            "[]",
            r#" [{"query":"{a}"}]"#,
            r#"{"query":1}"#,
            r#"{"query":"{a}","variables":[]}"#,
            r#"{"query":"{a}","variables":"x"}"#,
            r#"{"query":"{a}","operationName":0}"#,
            r#"{"query":"{a}","extensions":0}"#,
            r#"{"query":"{a}","query":"{b}"}"#,
            r#"{"query":"{a}"} {}"#,
        ] {
            assert!(!read(bad), "{bad}");
        }
        assert!(!read(&format!(
            r#"{{"query":"{{a}}","variables":{{"a":{}}}}}"#,
            "[".repeat(200)
        )));
        let many = format!(
            r#"{{"query":"{{a}}","variables":{{"a":[{}0]}}}}"#,
            "0,".repeat(20_000)
        );
        assert!(!read(&many));
    }

    #[test]
    fn a_get_is_read_from_its_address() {
        let limits = Limits::default();
        let read = |uri: &str| from_query(&limits, &uri.parse().unwrap());
        let sent = read("/graphql?query=%7Ba%7D&variables=%7B%22b%22%3A1%7D&other=1")
            .ok()
            .unwrap();
        assert_eq!(sent.query, "{a}");
        assert_eq!(sent.variables.unwrap()["b"], 1);
        assert!(read("/graphql").is_err());
        assert!(read("/graphql?query=a&query=b").is_err());
        assert!(read("/graphql?query=a&variables=1").is_err());
    }
}
