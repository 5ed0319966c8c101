//! A mutation under an idempotency key happens once: a repeat gets the first answer.

use axum::http::HeaderMap;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::codes::Failure;

/// The header of the key.
const HEADER: &str = "idempotency-key";
/// Characters of a key at most.
const LONGEST: usize = 200;

/// The key of a request, if it has one. A token's are its own, apart from its maker's and other tokens'.
pub(super) fn key(headers: &HeaderMap, token: Option<Uuid>) -> Result<Option<String>, Failure> {
    let mut sent = headers.get_all(HEADER).iter();
    let Some(value) = sent.next() else {
        return Ok(None);
    };
    let key = value.to_str().unwrap_or_default();
    let fits = (1..=LONGEST).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic());
    if !fits || sent.next().is_some() {
        return Err(Failure::input(
            "Send one idempotency-key of 1 to 200 visible ASCII characters, such as a UUID.",
        ));
    }
    Ok(Some(match token {
        Some(token) => hex::encode(Sha256::digest(format!("{token} {key}"))),
        None => key.to_owned(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn keys() {
        let sent = |values: &[&str]| {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append(HEADER, HeaderValue::from_str(value).unwrap());
            }
            key(&headers, None).map_err(|_| ())
        };
        assert_eq!(sent(&[]), Ok(None));
        assert_eq!(sent(&["a-1"]), Ok(Some("a-1".to_owned())));
        assert_eq!(sent(&[&"x".repeat(200)]), Ok(Some("x".repeat(200))));
        for bad in [
            &[""][..],
            &[&"x".repeat(201)],
            &["a b"],
            &["é"],
            &["a", "a"],
        ] {
            assert_eq!(sent(bad), Err(()), "{bad:?}");
        }
    }
}
