//! What only this server opens: addresses that let somebody in once, and secrets that the database keeps. The keys are made of the
//! server's secret, which the database does not have.

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hmac::{self, HMAC_SHA256};
use schema::Sealer;
use uuid::Uuid;

use crate::config::Secret;

/// Seals addresses and secrets; without a secret nothing is sealed, and nothing opens.
#[derive(Debug, Clone, Default)]
pub struct Seal {
    /// What seals.
    now: Option<Secret>,
    /// What sealed before, and only opens.
    before: Option<Secret>,
}

/// Where invitations are, between the public address and their id.
pub const INVITATIONS: &str = "/invitations/";
/// What is sealed is sealed as this, so that no seal is good for anything else.
const AS_INVITATION: &[u8] = b"pillars invitation\0";
const AS_SECRET: &[u8] = b"pillars secret\0";
/// What a sealed secret begins with: which way of sealing it is.
const SEALED: &[u8] = b"\x00plr1";
const KEY_NAME: usize = 4;

/// What a secret says of some bytes, said as one thing alone.
fn mac(secret: &Secret, as_what: &[u8], of: &[u8]) -> hmac::Tag {
    let mut mac = hmac::Context::with_key(&hmac::Key::new(HMAC_SHA256, secret.expose().as_bytes()));
    mac.update(as_what);
    mac.update(of);
    mac.sign()
}

/// The key for secrets, and the few bytes that it is known by.
fn key(secret: &Secret) -> Option<(LessSafeKey, [u8; KEY_NAME])> {
    let key = UnboundKey::new(&AES_256_GCM, mac(secret, AS_SECRET, b"").as_ref()).ok()?;
    let name = mac(secret, b"pillars key name\0", b"");
    Some((LessSafeKey::new(key), *name.as_ref().first_chunk()?))
}

impl Seal {
    /// Seals with one secret, and opens what was sealed with it or with the one before.
    pub fn new(now: Option<Secret>, before: Option<Secret>) -> Self {
        let some = |secret: Option<Secret>| secret.filter(|secret| !secret.expose().is_empty());
        Self {
            now: some(now),
            before: some(before),
        }
    }

    fn all(&self) -> impl Iterator<Item = &Secret> {
        self.now.iter().chain(&self.before)
    }

    /// The same as requests use it, who open nothing.
    pub fn sealer(&self) -> Sealer {
        let seal = self.clone();
        Sealer::new(move |whose, secret| seal.secret(whose, secret))
    }

    /// The token of an invitation: its id and the seal over it.
    pub fn token(&self, id: Uuid) -> Option<String> {
        let seal = mac(self.now.as_ref()?, AS_INVITATION, id.as_bytes());
        Some(format!("{}{}", id.simple(), hex::encode(seal)))
    }

    /// The invitation that a token is of; none where the seal is not ours. Compared in constant time.
    pub fn open(&self, token: &str) -> Option<Uuid> {
        let (id, seal) = token.split_at_checked(32)?;
        let id = Uuid::try_parse(id).ok()?;
        let seal = hex::decode(seal).ok()?;
        let said = [AS_INVITATION, id.as_bytes()].concat();
        let ours = |secret: &Secret| {
            let key = hmac::Key::new(HMAC_SHA256, secret.expose().as_bytes());
            hmac::verify(&key, &said, &seal).is_ok()
        };
        self.all().any(ours).then_some(id)
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

    /// A secret as the database keeps it (AES-256-GCM): it opens only with this server's secret and for whom it was sealed.
    pub fn secret(&self, whose: &str, secret: &str) -> Option<Vec<u8>> {
        let (key, name) = key(self.now.as_ref()?)?;
        let nonce: [u8; NONCE_LEN] = rand::random();
        let mut sealed = secret.as_bytes().to_vec();
        let unique = Nonce::assume_unique_for_key(nonce);
        key.seal_in_place_append_tag(unique, Aad::from(whose), &mut sealed)
            .ok()?;
        Some([SEALED, &name, &nonce, &sealed].concat())
    }

    /// A secret that the database kept; none where it was sealed with another secret, for somebody else, or not at all.
    pub fn reveal(&self, whose: &str, kept: &[u8]) -> Option<String> {
        let (name, rest) = kept.strip_prefix(SEALED)?.split_first_chunk::<KEY_NAME>()?;
        let (nonce, sealed) = rest.split_first_chunk::<NONCE_LEN>()?;
        let (key, _) = self.all().filter_map(key).find(|(_, own)| own == name)?;
        let mut opened = sealed.to_vec();
        let nonce = Nonce::assume_unique_for_key(*nonce);
        let opened = key
            .open_in_place(nonce, Aad::from(whose), &mut opened)
            .ok()?;
        String::from_utf8(opened.to_vec()).ok()
    }

    /// The same secret under the seal of today; none where it is already, and where it cannot be opened.
    pub fn renewed(&self, whose: &str, kept: &[u8]) -> Option<Vec<u8>> {
        let Some(rest) = kept.strip_prefix(SEALED) else {
            // From before secrets were sealed.
            return self.secret(whose, std::str::from_utf8(kept).ok()?);
        };
        let (_, own) = key(self.now.as_ref()?)?;
        if rest.starts_with(&own) {
            return None;
        }
        self.secret(whose, &self.reveal(whose, kept)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seal(secret: &str) -> Seal {
        Seal::new(Some(Secret::new(secret)), None)
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

    #[test]
    fn a_secret_opens_for_whom_it_was_sealed_alone() {
        let one = seal("a secret of thirty-two bytes or more");
        let kept = one.secret("https://a.example", "hush").unwrap();
        assert!(!kept.windows(4).any(|part| part == b"hush"));
        assert_eq!(
            one.reveal("https://a.example", &kept).as_deref(),
            Some("hush")
        );
        assert_ne!(kept, one.secret("https://a.example", "hush").unwrap());
        assert_eq!(one.reveal("https://b.example", &kept), None);
        assert_eq!(seal("another").reveal("https://a.example", &kept), None);
        assert_eq!(Seal::default().secret("https://a.example", "hush"), None);
        for at in 0..kept.len() {
            let mut other = kept.clone();
            other[at] ^= 1;
            assert_eq!(one.reveal("https://a.example", &other), None, "byte {at}");
            assert_eq!(
                one.reveal("https://a.example", &kept[..at]),
                None,
                "{at} bytes"
            );
        }
    }

    #[test]
    fn the_secret_before_opens_and_what_it_sealed_is_sealed_anew() {
        let (old, new) = (Secret::new("the old one"), Secret::new("the new one"));
        let before = Seal::new(Some(old.clone()), None);
        let both = Seal::new(Some(new.clone()), Some(old));
        let after = Seal::new(Some(new), None);
        let (kept, token) = (
            before.secret("a", "hush").unwrap(),
            before.token(Uuid::nil()).unwrap(),
        );
        assert_eq!(both.open(&token), Some(Uuid::nil()));
        assert_eq!(both.reveal("a", &kept).as_deref(), Some("hush"));
        let renewed = both.renewed("a", &kept).unwrap();
        assert_eq!(after.reveal("a", &renewed).as_deref(), Some("hush"));
        assert_eq!(both.renewed("a", &renewed), None);
        assert_eq!(
            after.renewed("a", &kept),
            None,
            "what does not open stays as it is"
        );
        let plain = after.renewed("a", b"hush").unwrap();
        assert_eq!(after.reveal("a", &plain).as_deref(), Some("hush"));
    }
}
