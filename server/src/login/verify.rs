//! What is believed of an identity beyond its signed token.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::access;
use serde_json::Value;

use super::pages::Problem;
use super::provider::LEEWAY;

/// Who signed in, as the provider vouches for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Identity {
    /// The provider's own name for the person: with the issuer, the identity (T5).
    pub subject: String,
    /// What they are called.
    pub name: Option<String>,
    /// Never used to find the person.
    pub email: Option<String>,
    /// What the provider says about the address; most say nothing.
    pub email_verified: Option<bool>,
    /// When they proved there who they are, where the provider tells (`auth_time`).
    pub authenticated_at: Option<DateTime<Utc>>,
    /// The provider's name for the session there, where it tells.
    pub sid: Option<String>,
    /// What else is said of them, by the claim's name: rules may ask (U7).
    pub claims: BTreeMap<String, Value>,
}

impl Identity {
    /// When they proved who they are: just now, unless the provider says that it was before.
    pub(super) fn proved_at(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        self.authenticated_at.map_or(now, |at| now.min(at + LEEWAY))
    }

    /// The same of somebody who was to sign in again.
    ///
    /// # Errors
    /// [`Problem::NotAgain`] when the provider says that it was too long ago to count (U2).
    pub(super) fn proved_again_at(&self, now: DateTime<Utc>) -> Result<DateTime<Utc>, Problem> {
        let at = self.proved_at(now);
        if access::is_fresh(Some(at), now) {
            return Ok(at);
        }
        Err(Problem::NotAgain)
    }
}

/// An address finds nobody (T5), but one that contradicts what is known of the person stops the sign-in: the account may
/// have been given to somebody else.
pub(super) fn email(known: Option<&str>, identity: &Identity) -> Result<(), Problem> {
    if identity.email_verified == Some(false) {
        tracing::info!(
            sign_in.reason = "e-mail address not verified",
            "untrusted identity"
        );
        return Err(Problem::Untrusted);
    }
    let Some(claimed) = identity.email.as_deref() else {
        return Ok(());
    };
    let claimed = domain(claimed).ok_or(Problem::Untrusted)?;
    match known.and_then(domain) {
        Some(known) if known != claimed => {
            tracing::info!(
                sign_in.reason = "e-mail domain differs from the known one",
                "untrusted identity"
            );
            Err(Problem::Untrusted)
        }
        _ => Ok(()),
    }
}

/// The domain in lower case; none when it has anything but the letters of domain names.
fn domain(address: &str) -> Option<String> {
    let (_, domain) = address.rsplit_once('@')?;
    let plain = !domain.is_empty()
        && domain
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-');
    plain.then(|| domain.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    fn identity(email: Option<&str>, email_verified: Option<bool>) -> Identity {
        Identity {
            subject: "u-1".to_owned(),
            email: email.map(str::to_owned),
            email_verified,
            authenticated_at: None,
            sid: None,
            name: None,
            claims: BTreeMap::new(),
        }
    }

    #[test]
    fn u2_a_provider_that_tells_when_is_believed() {
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let told = |ago: Option<i64>| Identity {
            authenticated_at: ago.map(|seconds| now - TimeDelta::seconds(seconds)),
            ..identity(None, None)
        };
        // Its clock may be a minute behind ours; nobody signs in later than now.
        for (ago, proved) in [(None, 0), (Some(0), 0), (Some(-30), 0), (Some(90), 30)] {
            let at = now - TimeDelta::seconds(proved);
            assert_eq!(told(ago).proved_at(now), at, "{ago:?}");
            assert_eq!(told(ago).proved_again_at(now), Ok(at), "{ago:?}");
        }
        assert!(told(Some(360)).proved_again_at(now).is_ok());
        assert_eq!(told(Some(361)).proved_again_at(now), Err(Problem::NotAgain));
        assert_eq!(told(Some(3660)).proved_at(now), now - TimeDelta::hours(1));
    }

    #[test]
    fn t5_an_address_may_only_agree() {
        let known = Some("ann@uni-e.example");
        for good in [
            identity(Some("ann@uni-e.example"), Some(true)),
            identity(Some("Ann.Other@UNI-E.example"), None),
            identity(None, None),
        ] {
            assert_eq!(email(known, &good), Ok(()), "{good:?}");
            assert_eq!(email(None, &good), Ok(()), "{good:?}");
        }
        for bad in [
            identity(Some("ann@uni-e.example"), Some(false)),
            identity(Some("chief@uni-a.example"), Some(true)),
            identity(Some("ANN@UNI-E.EXAMPLE\u{200b}"), Some(true)),
            identity(Some("ann"), None),
            identity(Some("ann@"), None),
        ] {
            assert_eq!(email(known, &bad), Err(Problem::Untrusted), "{bad:?}");
        }
    }
}
