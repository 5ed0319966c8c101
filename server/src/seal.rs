//! The addresses that let somebody in once: sealed with the server's secret, so that what the database and its letters hold opens nothing.

use hmac::{Hmac, Mac};
use sha2::Sha256;
use uuid::Uuid;

use crate::config::Secret;

/// Seals addresses; without a secret nothing is sealed, and nothing opens.
#[derive(Debug, Clone, Default)]
pub struct Seal(Option<Secret>);

/// Where invitations are, between the public address and their id.
pub const INVITATIONS: &str = "/invitations/";
/// What is sealed is sealed as this, so that no seal is good for anything else.
const AS: &[u8] = b"pillars invitation\0";

impl Seal {
    /// Seals with this secret.
    pub fn new(secret: Option<Secret>) -> Self {
        Self(secret.filter(|secret| !secret.expose().is_empty()))
    }

    fn mac(&self, id: Uuid) -> Option<Hmac<Sha256>> {
        let secret = self.0.as_ref()?;
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose().as_bytes()).ok()?;
        mac.update(AS);
        mac.update(id.as_bytes());
        Some(mac)
    }

    /// The token of an invitation: its id and the seal over it.
    pub fn token(&self, id: Uuid) -> Option<String> {
        let seal = self.mac(id)?.finalize().into_bytes();
        Some(format!("{}{}", id.simple(), hex::encode(seal)))
    }

    /// The invitation that a token is of; none where the seal is not ours. Compared in constant time.
    pub fn open(&self, token: &str) -> Option<Uuid> {
        let (id, seal) = token.split_at_checked(32)?;
        let id = Uuid::try_parse(id).ok()?;
        let seal = hex::decode(seal).ok()?;
        self.mac(id)?.verify_slice(&seal).ok()?;
        Some(id)
    }

    /// A letter's text with the seals that its invitations need; their records do without.
    pub fn letter(&self, public_url: &str, text: String) -> String {
        let place = format!("{public_url}{INVITATIONS}");
        let Some((before, after)) = text.split_once(&place) else {
            return text;
        };
        let end = after
            .find(|c: char| !c.is_ascii_hexdigit())
            .unwrap_or(after.len());
        let (id, rest) = after.split_at(end);
        let token = Uuid::try_parse(id).ok().and_then(|id| self.token(id));
        match token {
            Some(token) => format!("{before}{place}{token}{rest}"),
            None => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seal(secret: &str) -> Seal {
        Seal::new(Some(Secret::new(secret)))
    }

    #[test]
    fn only_its_own_seal_opens() {
        let (one, id) = (seal("a secret of thirty-two bytes or more"), Uuid::now_v7());
        let token = one.token(id).unwrap();
        assert_eq!(one.open(&token), Some(id));
        assert_eq!(seal("another secret").open(&token), None);
        assert_eq!(Seal::default().open(&token), None);
        assert_eq!(Seal::default().token(id), None);
        assert_eq!(seal("").token(id), None);
        let other = one.token(Uuid::now_v7()).unwrap();
        let crossed = format!("{}{}", &token[..32], &other[32..]);
        for bad in [
            "",
            "é",
            &token[..32],
            &token[..95],
            &crossed,
            &format!("{token}00"),
        ] {
            assert_eq!(one.open(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_letter_is_sealed_as_it_goes() {
        let (one, id) = (seal("a secret of thirty-two bytes or more"), Uuid::now_v7());
        let at = "https://pillars.test/invitations/";
        let text = format!("Take it up:\n\n{at}{}\n\nPillars", id.simple());
        let sealed = one.letter("https://pillars.test", text);
        let token = one.token(id).unwrap();
        assert_eq!(sealed, format!("Take it up:\n\n{at}{token}\n\nPillars"));
        let other = "Nothing to take up: https://pillars.test/invoices/1".to_owned();
        assert_eq!(one.letter("https://pillars.test", other.clone()), other);
    }
}
