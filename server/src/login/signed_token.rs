//! A signed word of a provider's of its own accord, as it was sent: nothing of it is believed until all of it was looked at.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use openidconnect::JsonWebKey as _;
use openidconnect::core::{CoreJsonWebKeySet, CoreJwsSigningAlgorithm};
use serde::Deserialize;
use serde_json::{Map, Value};
use store::providers::Provider;

use super::provider::ALGORITHMS;

/// Characters of a name at most.
const LONGEST: usize = 1000;

/// A signed token (RFC 7519).
pub(super) struct SignedToken<'a> {
    algorithm: CoreJwsSigningAlgorithm,
    kid: Option<String>,
    claims: Map<String, Value>,
    message: &'a str,
    signature: Vec<u8>,
}

#[derive(Deserialize)]
struct Head {
    alg: CoreJwsSigningAlgorithm,
    kid: Option<String>,
    typ: Option<String>,
    crit: Option<Value>,
}

impl<'a> SignedToken<'a> {
    /// Takes a token of one of these types apart; none where it is not one, or is signed in a way that proves nothing.
    pub(super) fn read(token: &'a str, types: &[Option<&str>]) -> Option<Self> {
        let (message, signature) = token.rsplit_once('.')?;
        let (head, claims) = message.split_once('.')?;
        let part = |text: &str| URL_SAFE_NO_PAD.decode(text).ok();
        let head: Head = serde_json::from_slice(&part(head)?).ok()?;
        let typ = head.typ.map(|typ| typ.to_ascii_lowercase());
        let typ = typ
            .as_deref()
            .map(|typ| typ.trim_start_matches("application/"));
        let fits = types.contains(&typ) && head.crit.is_none() && ALGORITHMS.contains(&head.alg);
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

    /// That it is of this provider's, and for us alone.
    ///
    /// # Errors
    /// With what is wrong with it.
    pub(super) fn expect_between(&self, provider: &Provider) -> Result<(), &'static str> {
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
        if for_us {
            return Ok(());
        }
        Err("the audience is another")
    }

    /// What it says of something.
    pub(super) fn claim(&self, claim: &str) -> Option<&Value> {
        self.claims.get(claim)
    }

    /// What it says happened, by the event's name.
    pub(super) fn event(&self, name: &str) -> Option<&Map<String, Value>> {
        self.claims.get("events")?.get(name)?.as_object()
    }

    /// A name that it says.
    pub(super) fn text(&self, claim: &str) -> Option<&str> {
        is_name(self.claims.get(claim)?.as_str()?)
    }

    /// A moment that it says.
    pub(super) fn moment(&self, claim: &str) -> Option<DateTime<Utc>> {
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
