//! Talking to servers that somebody outside names: how long, how much, and never to a network that is ours.

mod names;
mod public;

use std::time::Duration;

use futures_util::StreamExt;
use openidconnect::{HttpRequest, HttpResponse};
use url::{Host, Url};

pub use names::Names;
use public::{PublicOnly, is_public};

/// A server has this long to answer.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);
const CONNECT_WITHIN: Duration = Duration::from_secs(5);
/// Bytes of an answer at most.
const ANSWER_BYTES: usize = 256 * 1024;

/// Whose word it is that a server may be talked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// Those who run this server: it may be anywhere.
    ByUs,
    /// A university: it must be in public (TLS, no address of a private network).
    ByOthers,
}

/// Asks servers outside. It follows no redirects.
#[derive(Debug, Clone)]
pub struct Outside {
    anywhere: reqwest::Client,
    in_public: reqwest::Client,
    /// This server is on a machine for trying things: what others name may be there, too.
    local: bool,
}

/// Why an answer could not be had.
#[derive(Debug, thiserror::Error)]
pub enum OutsideError {
    /// It did not answer, or is not to be talked to.
    #[error("no answer")]
    Http(#[from] reqwest::Error),
    /// What was asked makes no request.
    #[error("a request that cannot be made")]
    Request(#[from] axum::http::Error),
    /// It sends more than is read.
    #[error("an answer of more than {ANSWER_BYTES} bytes")]
    TooLarge,
    /// Its address is none to be talked to.
    #[error("{0} is neither public and TLS nor this machine")]
    NotThere(String),
}

impl Outside {
    /// Clients for both kinds of servers; a server whose own address is this machine may talk to others on it.
    ///
    /// # Errors
    /// When no client can be made.
    pub fn new(public_url: &Url) -> Result<Self, reqwest::Error> {
        let builder = || {
            reqwest::Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .connect_timeout(CONNECT_WITHIN)
                .user_agent("pillars")
        };
        Ok(Self {
            anywhere: builder().build()?,
            in_public: builder()
                .dns_resolver(std::sync::Arc::new(PublicOnly))
                .build()?,
            local: is_loopback(public_url),
        })
    }

    /// Whether an address may be talked to: TLS, or this machine where it is for trying things or we say so.
    ///
    /// # Errors
    /// With the address where it may not.
    pub fn require_safe(&self, named: Named, address: &Url) -> Result<(), OutsideError> {
        let own = is_loopback(address) && (named == Named::ByUs || self.local);
        let safe = match (address.scheme(), named) {
            ("http", _) => own,
            ("https", Named::ByUs) => true,
            ("https", Named::ByOthers) => own || in_public(address),
            _ => false,
        };
        safe.then_some(())
            .ok_or_else(|| OutsideError::NotThere(address.origin().ascii_serialization()))
    }

    /// One request, with limits of time and size.
    ///
    /// # Errors
    /// When there is no answer that may be read.
    pub async fn fetch(
        &self,
        named: Named,
        request: HttpRequest,
    ) -> Result<HttpResponse, OutsideError> {
        let mut request = reqwest::Request::try_from(request)?;
        self.require_safe(named, request.url())?;
        *request.timeout_mut() = Some(ANSWER_WITHIN);
        let client = match named {
            Named::ByOthers if !(self.local && is_loopback(request.url())) => &self.in_public,
            _ => &self.anywhere,
        };
        let answer = client.execute(request).await?;
        let status = answer.status();
        let headers = answer.headers().clone();
        let mut body = Vec::new();
        let mut chunks = answer.bytes_stream();
        while let Some(chunk) = chunks.next().await {
            let chunk = chunk?;
            if body.len() + chunk.len() > ANSWER_BYTES {
                return Err(OutsideError::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        let mut response = axum::http::Response::builder().status(status).body(body)?;
        *response.headers_mut() = headers;
        Ok(response)
    }
}

fn is_loopback(address: &Url) -> bool {
    match address.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

/// A name is resolved by [`PublicOnly`]; an address is its own name.
fn in_public(address: &Url) -> bool {
    match address.host() {
        Some(Host::Domain(name)) => !is_loopback(address) && !name.is_empty(),
        Some(Host::Ipv4(ip)) => is_public(ip.into()),
        Some(Host::Ipv6(ip)) => is_public(ip.into()),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tls_and_in_public_but_for_what_we_name() {
        let at = |public_url: &str| Outside::new(&public_url.parse().unwrap()).unwrap();
        let (real, trying) = (at("https://pillars.example"), at("http://localhost:8080"));
        let safe = |outside: &Outside, named, address: &str| {
            outside
                .require_safe(named, &address.parse().unwrap())
                .is_ok()
        };
        for named in [Named::ByUs, Named::ByOthers] {
            assert!(safe(&real, named, "https://idp.example/token"));
            assert!(!safe(&real, named, "http://idp.example/token"));
            assert!(!safe(&real, named, "http://10.0.0.1/token"));
            assert!(!safe(&real, named, "file:///etc/passwd"));
            assert!(safe(&trying, named, "http://127.0.0.1:4842/token"));
            assert!(safe(&trying, named, "http://idp.localhost:4842/token"));
        }
        for inside in [
            "https://10.0.0.1/token",
            "https://169.254.169.254/latest",
            "https://[::1]/token",
            "https://localhost/token",
            "http://127.0.0.1/token",
            "https://2130706433/token",
        ] {
            assert!(!safe(&real, Named::ByOthers, inside), "{inside}");
        }
        assert!(safe(&real, Named::ByUs, "https://10.0.0.1/token"));
        assert!(!safe(&trying, Named::ByOthers, "https://10.0.0.1/token"));
    }
}
