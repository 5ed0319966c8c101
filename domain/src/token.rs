//! Machines' tokens as they are written: `plr_`, chance, and a checksum by which secret scanners know a real one.

use sha2::{Digest, Sha256};

/// What every token begins with.
pub const MARK: &str = "plr_";
/// How many a university, or the scheme, has in force at most.
pub const MOST_TOKENS: i64 = 100;
/// To how many universities an operator's is kept at most.
pub const MOST_UNIVERSITIES: usize = 50;

/// Letters of chance: 62 to the power of it is more than 2 to the 256th.
const CHANCE: usize = 43;
/// Letters of the checksum: 62 to the power of it is more than 2 to the 32nd.
const CHECK: usize = 6;
/// Letters of a token that are kept to know it by, the mark included.
const KNOWN_BY: usize = 10;
const LETTERS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// A token of 256 bits of chance.
pub fn make(chance: [u8; 32]) -> String {
    let body = base62(chance, CHANCE);
    let check = checksum(&body);
    format!("{MARK}{body}{check}")
}

/// Whether a text is written as a token is, its checksum included: whether it opens anything is another question.
pub fn is_one(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(MARK) else {
        return false;
    };
    rest.len() == CHANCE + CHECK
        && rest.bytes().all(|b| b.is_ascii_alphanumeric())
        && checksum(&rest[..CHANCE]) == rest[CHANCE..]
}

/// What is kept of a token: its SHA-256.
pub fn digest(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// By what people know a token again: its first letters.
pub fn prefix(token: &str) -> &str {
    token.get(..KNOWN_BY).unwrap_or(token)
}

/// JSON with `null` where it says a token: for whatever is kept.
pub fn hide(json: &str) -> String {
    let whole = MARK.len() + CHANCE + CHECK;
    let mut shown = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = rest.find("\"plr_") {
        let token = rest.get(at + 1..at + 1 + whole);
        let closed = rest.as_bytes().get(at + 1 + whole) == Some(&b'"');
        if token.is_some_and(is_one) && closed {
            shown.push_str(&rest[..at]);
            shown.push_str("null");
            rest = &rest[at + whole + 2..];
        } else {
            shown.push_str(&rest[..=at]);
            rest = &rest[at + 1..];
        }
    }
    shown + rest
}

/// A number of any length, its highest byte first, in so many letters.
fn base62<const N: usize>(mut number: [u8; N], letters: usize) -> String {
    let mut text = vec![b'0'; letters];
    for letter in text.iter_mut().rev() {
        let mut left = 0_u32;
        for byte in &mut number {
            let here = left << 8 | u32::from(*byte);
            *byte = u8::try_from(here / 62).unwrap_or(u8::MAX);
            left = here % 62;
        }
        *letter = LETTERS[left as usize];
    }
    String::from_utf8(text).unwrap_or_default()
}

/// CRC-32 (that of zip and PNG) of a text, in letters.
fn checksum(text: &str) -> String {
    let mut crc = u32::MAX;
    for byte in text.bytes() {
        crc ^= u32::from(byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg());
        }
    }
    base62((!crc).to_be_bytes(), CHECK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_long_known_by_their_beginning_and_checked() {
        let token = make([7; 32]);
        assert_eq!(token.len(), 53);
        assert!(is_one(&token), "{token}");
        assert_eq!(prefix(&token), &token[..10]);
        assert_eq!(digest(&token).len(), 32);
        assert_ne!(make([8; 32]), token);
        assert!(is_one(&make([255; 32])) && is_one(&make([0; 32])));
        for at in 4..token.len() {
            let mut other = token.clone().into_bytes();
            other[at] = if other[at] == b'x' { b'y' } else { b'x' };
            assert!(!is_one(&String::from_utf8(other).unwrap()), "letter {at}");
        }
        let long = format!("{token}0");
        for bad in ["", "plr_", "plr_é", &token[4..], &token[..52], &long] {
            assert!(!is_one(bad), "{bad}");
        }
    }

    #[test]
    fn the_checksum_is_the_usual_one() {
        // The check value that every list of CRCs gives.
        assert_eq!(
            checksum("123456789"),
            base62(0xCBF4_3926_u32.to_be_bytes(), 6)
        );
        assert_eq!(base62([61], 2), "0z");
        assert_eq!(base62([62], 2), "10");
    }

    #[test]
    fn what_is_kept_says_no_token() {
        let token = make([7; 32]);
        let said = format!(r#"{{"a":"plr_","secret":"{token}","b":"{token}x","c":"{token}"}}"#);
        let kept = format!(r#"{{"a":"plr_","secret":null,"b":"{token}x","c":null}}"#);
        assert_eq!(hide(&said), kept);
        assert_eq!(hide("\"plr_é"), "\"plr_é");
    }
}
