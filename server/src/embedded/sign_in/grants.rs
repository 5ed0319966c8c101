//! Codes: given once, redeemed once, for a minute, by the client that asked.

use super::DemoPerson;
use crate::embedded::keep;
use axum::http::{HeaderMap, header};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

const LIFE: Duration = Duration::from_secs(60);

/// What a code stands for.
pub(super) struct Grant {
    pub person: DemoPerson,
    pub nonce: String,
    pub code_challenge: String,
    /// When the person was chosen, in seconds since 1970.
    pub authenticated_at: i64,
}

/// The codes not yet redeemed.
#[derive(Default)]
pub(super) struct Grants(Mutex<HashMap<String, (Grant, Instant)>>);

impl Grants {
    fn open(&self) -> std::sync::MutexGuard<'_, HashMap<String, (Grant, Instant)>> {
        self.0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// A new code for a grant.
    pub fn issue(&self, grant: Grant) -> String {
        let code = keep::random_hex(24);
        let mut open = self.open();
        open.retain(|_, (_, issued)| issued.elapsed() < LIFE);
        open.insert(code.clone(), (grant, Instant::now()));
        code
    }

    /// The grant of a code, gone from then on, if it is still good and `verifier` fits its challenge (PKCE).
    pub fn redeem(&self, code: &str, verifier: &str) -> Option<Grant> {
        let (grant, issued) = self.open().remove(code)?;
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier));
        (issued.elapsed() < LIFE && challenge == grant.code_challenge).then_some(grant)
    }
}

/// The name and password of a Basic header, each form-encoded first as OAuth has it.
pub(super) fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let decoded = STANDARD.decode(value.strip_prefix("Basic ")?).ok()?;
    let decoded = String::from_utf8(decoded).ok()?;
    let (id, secret) = decoded.split_once(':')?;
    let plain = |text: &str| {
        let pair = format!("x={text}");
        url::form_urlencoded::parse(pair.as_bytes())
            .next()
            .map(|(_, value)| value.into_owned())
    };
    Some((plain(id)?, plain(secret)?))
}
