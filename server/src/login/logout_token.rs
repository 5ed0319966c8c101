//! A provider's word that somebody signed out there (OpenID Connect Back-Channel Logout 1.0, sections 2.4 and 2.6).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use openidconnect::JsonWebKey as _;
use openidconnect::core::{CoreJsonWebKeySet, CoreJwsSigningAlgorithm};
use serde::Deserialize;
use serde_json::{Map, Value};
use store::providers::Provider;

use super::provider::{ALGORITHMS, FRESH, LEEWAY, issued_for_this};

/// What a logout token is about.
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";
/// Characters of a name at most.
const LONGEST: usize = 1000;

/// A logout token as it was sent: nothing of it is believed yet.
pub(super) struct LogoutToken<'a> {
    algorithm: CoreJwsSigningAlgorithm,
    kid: Option<String>,
    claims: Map<String, Value>,
    message: &'a str,
    signature: Vec<u8>,
}

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

#[derive(Deserialize)]
struct Head {
    alg: CoreJwsSigningAlgorithm,
    kid: Option<String>,
    typ: Option<String>,
    crit: Option<Value>,
}

impl<'a> LogoutToken<'a> {
    /// Takes a token apart; none where it is not one, or is signed in a way that proves nothing.
    pub(super) fn read(token: &'a str) -> Option<Self> {
        let (message, signature) = token.rsplit_once('.')?;
        let (head, claims) = message.split_once('.')?;
        let part = |text: &str| URL_SAFE_NO_PAD.decode(text).ok();
        let head: Head = serde_json::from_slice(&part(head)?).ok()?;
        let typ = head.typ.map(|typ| typ.to_ascii_lowercase());
        let typ = typ
            .as_deref()
            .map(|typ| typ.trim_start_matches("application/"));
        let fits = matches!(typ, None | Some("logout+jwt" | "jwt"))
            && head.crit.is_none()
            && ALGORITHMS.contains(&head.alg);
        if !fits {
            return None;
        }
        Some(Self {
            algorithm: head.alg,
            kid: head.kid,
            claims: serde_json::from_slice(&part(claims)?).ok()?,
            message,
            signature: part(signature)?,
        })
    }

    /// Whether one of these keys made its signature.
    pub(super) fn is_signed_by(&self, keys: &CoreJsonWebKeySet) -> bool {
        let named = |key: &&_| match &self.kid {
            Some(kid) => openidconnect::core::CoreJsonWebKey::key_id(key)
                .is_some_and(|id| id.as_str() == kid),
            None => true,
        };
        let message = self.message.as_bytes();
        keys.keys().iter().filter(named).any(|key| {
            key.verify_signature(&self.algorithm, message, &self.signature)
                .is_ok()
        })
    }

    /// Who signed out, where it is for us, of this provider, and of now.
    ///
    /// # Errors
    /// With what is wrong with it.
    pub(super) fn says(
        &self,
        provider: &Provider,
        now: DateTime<Utc>,
    ) -> Result<SignedOut, &'static str> {
        if self.text("iss") != Some(&provider.issuer) {
            return Err("the issuer is another");
        }
        let for_us = match self.claims.get("aud") {
            Some(Value::Array(all)) => {
                !all.is_empty() && all.iter().all(|one| *one == *provider.client_id)
            }
            Some(one) => *one == *provider.client_id,
            None => false,
        };
        if !for_us {
            return Err("the audience is another");
        }
        let issued = self
            .moment("iat")
            .ok_or("it does not say when it was issued")?;
        issued_for_this(issued, now).map_err(|_| "it was not issued just now")?;
        let expires = self
            .moment("exp")
            .ok_or("it does not say when it expires")?;
        if expires <= now - LEEWAY {
            return Err("it has expired");
        }
        if !self
            .claims
            .get("events")
            .is_some_and(|all| all[EVENT].is_object())
        {
            return Err("it is not about signing out");
        }
        if self.claims.contains_key("nonce") {
            return Err("it has a nonce");
        }
        let jti = self.text("jti").ok_or("it has no name of its own")?;
        let (subject, sid) = (self.text("sub"), self.text("sid"));
        let named = |claim| self.claims.contains_key(claim);
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

    fn text(&self, claim: &str) -> Option<&str> {
        is_name(self.claims.get(claim)?.as_str()?)
    }

    fn moment(&self, claim: &str) -> Option<DateTime<Utc>> {
        let said = self.claims.get(claim)?;
        let seconds = said.as_i64().or_else(|| {
            let said = said.as_f64()?.floor();
            #[expect(
                clippy::cast_possible_truncation,
                reason = "it saturates, and no such moment is near now"
            )]
            Some(said as i64)
        })?;
        DateTime::from_timestamp(seconds, 0)
    }
}

/// A text that can be somebody's name at a provider, and kept.
pub(super) fn is_name(text: &str) -> Option<&str> {
    let fits = !text.is_empty() && text.chars().count() <= LONGEST && !text.contains('\0');
    fits.then_some(text)
}
