//! What is believed of an identity beyond its signed token.

use super::pages::Problem;

/// Who signed in, as the provider vouches for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Identity {
    /// The provider's own name for the person: with the issuer, the identity (T5).
    pub subject: String,
    /// Never used to find the person.
    pub email: Option<String>,
    /// What the provider says about the address; most say nothing.
    pub email_verified: Option<bool>,
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

    fn identity(email: Option<&str>, email_verified: Option<bool>) -> Identity {
        Identity {
            subject: "u-1".to_owned(),
            email: email.map(str::to_owned),
            email_verified,
        }
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
