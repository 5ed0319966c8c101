//! Signing ID tokens by ES256.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The signing key.
pub(super) struct Key {
    pair: EcdsaKeyPair,
    id: String,
}

impl Key {
    /// A new key, as the text that is kept; empty (and so made anew later) without randomness.
    pub fn generate() -> String {
        EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new())
            .map(|key| hex::encode(key.as_ref()))
            .unwrap_or_default()
    }

    /// The key from the kept text.
    pub fn read(text: &str) -> Option<Key> {
        let bytes = hex::decode(text).ok()?;
        let pair = EcdsaKeyPair::from_pkcs8(
            &ECDSA_P256_SHA256_FIXED_SIGNING,
            &bytes,
            &SystemRandom::new(),
        )
        .ok()?;
        let id = hex::encode(&Sha256::digest(pair.public_key().as_ref())[..8]);
        Some(Key { pair, id })
    }

    /// The public half, as a JSON Web Key.
    pub fn public(&self) -> Value {
        // An uncompressed point: 4, then x and y of 32 bytes each.
        let point = self.pair.public_key().as_ref();
        json!({
            "kty": "EC",
            "crv": "P-256",
            "alg": "ES256",
            "use": "sig",
            "kid": self.id,
            "x": URL_SAFE_NO_PAD.encode(&point[1..33]),
            "y": URL_SAFE_NO_PAD.encode(&point[33..65]),
        })
    }

    /// The claims as a signed token; none without randomness.
    pub fn sign(&self, claims: &Value) -> Option<String> {
        let encode = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let header = json!({ "alg": "ES256", "typ": "JWT", "kid": self.id });
        let message = format!("{}.{}", encode(&header), encode(claims));
        let signature = self
            .pair
            .sign(&SystemRandom::new(), message.as_bytes())
            .ok()?;
        Some(format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }
}
