//! Security headers, on every answer.

use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::notice::page;
use sha2::{Digest, Sha256};
use url::Url;

/// The one inline style that React Aria puts on every page; a journey fails on any console error, so a new one is noticed.
const REACT_ARIA_STYLE: &str = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='";

const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");
const CROSS_ORIGIN_OPENER_POLICY: HeaderName =
    HeaderName::from_static("cross-origin-opener-policy");
const CROSS_ORIGIN_RESOURCE_POLICY: HeaderName =
    HeaderName::from_static("cross-origin-resource-policy");

/// The headers that every answer carries unless its own handler was stricter.
#[derive(Debug, Clone)]
pub struct Security(Vec<(HeaderName, HeaderValue)>);

impl Security {
    /// For a site reached at `public_url` whose evidence is kept at `storage`.
    ///
    /// # Errors
    /// When an origin has characters that no header may have.
    pub fn new(
        public_url: &Url,
        storage: &Url,
    ) -> Result<Self, axum::http::header::InvalidHeaderValue> {
        let storage = storage.origin().ascii_serialization();
        let policy = format!(
            "default-src 'none'; script-src 'self'; style-src 'self' {REACT_ARIA_STYLE} '{letter}'; img-src 'self' data: {storage}; \
             font-src 'self'; connect-src 'self' {socket} {storage}; frame-src {storage}; media-src {storage}; manifest-src 'self'; \
             base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            socket = socket_origin(public_url),
            letter = hash_of(page::STYLE),
        );
        let mut headers = vec![
            (CONTENT_SECURITY_POLICY, HeaderValue::from_str(&policy)?),
            (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
            (X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
            (REFERRER_POLICY, HeaderValue::from_static("same-origin")),
            (
                PERMISSIONS_POLICY,
                HeaderValue::from_static(
                    "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
                ),
            ),
            (
                CROSS_ORIGIN_OPENER_POLICY,
                HeaderValue::from_static("same-origin"),
            ),
            (
                CROSS_ORIGIN_RESOURCE_POLICY,
                HeaderValue::from_static("same-origin"),
            ),
            (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        ];
        if public_url.scheme() == "https" {
            headers.push((
                STRICT_TRANSPORT_SECURITY,
                HeaderValue::from_static("max-age=63072000; includeSubDomains"),
            ));
        }
        Ok(Self(headers))
    }

    /// Adds what is not there.
    pub fn add_to(&self, headers: &mut HeaderMap) {
        for (name, value) in &self.0 {
            if !headers.contains_key(name) {
                headers.insert(name, value.clone());
            }
        }
    }
}

/// A style as a policy knows it: that of letters, which the console shows as they look.
fn hash_of(style: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(style)))
}

/// Browsers before CSP 3 do not count the site's own socket as 'self'.
fn socket_origin(public_url: &Url) -> String {
    let origin = public_url.origin().ascii_serialization();
    origin.replacen("http", "ws", 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_header_is_there_and_a_handler_s_own_stays() {
        let security = Security::new(
            &"https://pillars.example".parse().unwrap(),
            &"https://evidence.example:9000/bucket".parse().unwrap(),
        )
        .unwrap();
        let mut headers = HeaderMap::new();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        security.add_to(&mut headers);
        let policy = headers[CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; "));
        assert!(
            policy.contains(
                "connect-src 'self' wss://pillars.example https://evidence.example:9000;"
            )
        );
        assert!(policy.contains("frame-src https://evidence.example:9000;"));
        assert!(!policy.contains("unsafe"));
        assert_eq!(headers[CACHE_CONTROL], "no-cache");
        assert_eq!(headers[X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert!(headers.contains_key(STRICT_TRANSPORT_SECURITY));
    }

    #[test]
    fn without_tls_nothing_insists_on_it() {
        let local: Url = "http://localhost:8080".parse().unwrap();
        let mut headers = HeaderMap::new();
        Security::new(&local, &local).unwrap().add_to(&mut headers);
        assert!(!headers.contains_key(STRICT_TRANSPORT_SECURITY));
        assert!(
            headers[CONTENT_SECURITY_POLICY]
                .to_str()
                .unwrap()
                .contains("ws://localhost:8080")
        );
    }
}
