//! The keys of the provider that lies, and what it signs with them.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use openidconnect::core::{CoreEdDsaPrivateSigningKey, CoreHmacKey, CoreJwsSigningAlgorithm};
use openidconnect::{JsonWebKeyId, PrivateSigningKey};
use serde_json::{Value, json};
use uuid::Uuid;

use super::Lie;

/// A key, and what it is called.
pub struct Key {
    pub kid: String,
    key: CoreEdDsaPrivateSigningKey,
}

impl Key {
    /// A key of chance, in the only form it can be read from: PKCS #8 as PEM.
    pub fn new(kid: &str) -> Self {
        let mut der = hex::decode("302e020100300506032b657004220420").unwrap();
        der.extend(Uuid::new_v4().as_bytes());
        der.extend(Uuid::new_v4().as_bytes());
        let pem = format!(
            "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
            STANDARD.encode(der)
        );
        let id = Some(JsonWebKeyId::new(kid.to_owned()));
        Self {
            kid: kid.to_owned(),
            key: CoreEdDsaPrivateSigningKey::from_ed25519_pem(&pem, id).unwrap(),
        }
    }

    /// As everybody may see it.
    pub fn shown(&self) -> Value {
        json!(self.key.as_verification_key())
    }

    /// As a JSON Web Token.
    pub fn sign(&self, lie: Lie, typ: &str, claims: &Value) -> String {
        let (algorithm, kid) = match lie {
            Lie::Unsigned => ("none", &*self.kid),
            Lie::SignedWithThePublicKey => ("HS256", &*self.kid),
            Lie::UnknownKey => ("EdDSA", "k9"),
            _ => ("EdDSA", &*self.kid),
        };
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let head = json!({ "alg": algorithm, "kid": kid, "typ": typ });
        let text = format!("{}.{}", part(&head), part(claims));
        let eddsa = CoreJwsSigningAlgorithm::EdDsa;
        let signature = match lie {
            Lie::Unsigned => Vec::new(),
            Lie::SignedWithThePublicKey => CoreHmacKey::new(self.shown().to_string())
                .sign(&CoreJwsSigningAlgorithm::HmacSha256, text.as_bytes())
                .unwrap(),
            Lie::UnknownKey | Lie::ForgedSignature => {
                let other = Self::new(kid).key;
                other.sign(&eddsa, text.as_bytes()).unwrap()
            }
            _ => self.key.sign(&eddsa, text.as_bytes()).unwrap(),
        };
        format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}
