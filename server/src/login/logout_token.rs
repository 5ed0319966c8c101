//! A provider's word that somebody signed out there (OpenID Connect Back-Channel Logout 1.0, sections 2.4 and 2.6).

use chrono::{DateTime, Utc};
use store::providers::Provider;

use super::provider::{FRESH, LEEWAY, issued_for_this};
use super::signed_token::SignedToken;

/// What a logout token is about.
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";
/// What its type may be.
pub(super) const TYPES: [Option<&str>; 3] = [None, Some("logout+jwt"), Some("jwt")];

/// Who signed out.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SignedOut {
    pub subject: Option<String>,
    pub sid: Option<String>,
    /// The token's own name.
    pub jti: String,
    /// From when on it is too old to be believed.
    pub until: DateTime<Utc>,
}

/// Who signed out, where a token says so to us, of this provider, and of now.
///
/// # Errors
/// With what is wrong with it.
pub(super) fn says(
    token: &SignedToken<'_>,
    provider: &Provider,
    now: DateTime<Utc>,
) -> Result<SignedOut, &'static str> {
    token.expect_between(provider)?;
    let issued = token
        .moment("iat")
        .ok_or("it does not say when it was issued")?;
    issued_for_this(issued, now).map_err(|_| "it was not issued just now")?;
    let expires = token
        .moment("exp")
        .ok_or("it does not say when it expires")?;
    if expires <= now - LEEWAY {
        return Err("it has expired");
    }
    if token.event(EVENT).is_none() {
        return Err("it is not about signing out");
    }
    if token.claim("nonce").is_some() {
        return Err("it has a nonce");
    }
    let jti = token.text("jti").ok_or("it has no name of its own")?;
    let (subject, sid) = (token.text("sub"), token.text("sid"));
    let named = |claim| token.claim(claim).is_some();
    if subject.is_none() && sid.is_none()
        || named("sub") && subject.is_none()
        || named("sid") && sid.is_none()
    {
        return Err("it does not say who signed out");
    }
    Ok(SignedOut {
        subject: subject.map(str::to_owned),
        sid: sid.map(str::to_owned),
        jti: jti.to_owned(),
        until: issued + FRESH + LEEWAY,
    })
}
