//! What is no difference between two answers, and what may lawfully differ.

use std::collections::{BTreeMap, BTreeSet};

use tests::Heard;

/// What one request has that no other has, by its name in the answer, and why.
const ITS_OWN: [(&str, &str); 1] = [("requestId", "a number for the log, by chance")];

/// Headers that say something of the request alone, and why.
const ITS_OWN_HEADERS: [(&str, &str); 3] = [
    ("content-length", "follows from the body, which is compared"),
    ("x-request-id", "the same number"),
    ("date", "when it was answered"),
];

/// What may differ where Brackenfield is full: to whom (everybody where nobody is named), where in an answer, and why.
pub(super) const LAWFUL: [(&str, &str, &str); 3] = [
    ("", "register.", "awards are public, whosever they are"),
    (
        "",
        "yearlyAgreement",
        "how alike assessors mark, over the whole scheme, is public and names nobody",
    ),
    (
        "wanda",
        "takeNextCase.",
        "the next case is one of whichever university waits (W5)",
    ),
];

/// An answer as it is compared: status, headers and every byte of the body, without what is one request's own.
pub(super) fn plain(heard: &Heard) -> String {
    let mut text = format!("{}\n", heard.status);
    for (name, value) in &heard.headers {
        if !ITS_OWN_HEADERS.iter().any(|(own, _)| own == name) {
            text += &format!("{name}: {value}\n");
        }
    }
    let mut body = heard.text.clone();
    for (name, _) in ITS_OWN {
        body = blank(&body, name);
    }
    text + "\n" + &body
}

/// The value of every field of this name, blank.
fn blank(text: &str, name: &str) -> String {
    let opening = format!("\"{name}\":\"");
    let mut left = text;
    let mut blanked = String::with_capacity(text.len());
    while let Some(at) = left.find(&opening) {
        let (before, rest) = left.split_at(at + opening.len());
        blanked += before;
        left = &rest[rest.find('"').unwrap_or(rest.len())..];
    }
    blanked + left
}

/// The words that ids, moments and the like are made of.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !is_of_word(c))
        .filter(|word| !word.is_empty())
}

fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | ':' | '-' | '+')
}

/// What an act makes by chance or by the clock, told apart by the order in which it first comes in one world.
#[derive(Debug, Default)]
pub(super) struct New(BTreeMap<String, String>);

impl New {
    /// An answer to an act, with what is new in it called by its place: ids, secrets, moments, hashes and signatures. What was
    /// there before anybody acted stays as it is.
    pub(super) fn called(&mut self, text: &str, old: &BTreeSet<String>) -> String {
        let mut called = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find(is_of_word) {
            called += &rest[..at];
            rest = &rest[at..];
            let end = rest.find(|c| !is_of_word(c)).unwrap_or(rest.len());
            let word = &rest[..end];
            match kind(word).filter(|_| !old.contains(word)) {
                Some("id") => {
                    let next = format!("<new {}>", self.0.len());
                    called += self.0.entry(word.to_owned()).or_insert(next);
                }
                Some(kind) => called += &format!("<{kind}>"),
                None => called += word,
            }
            rest = &rest[end..];
        }
        called + rest
    }
}

/// What of that kind a word is, and why it is new in each world: ids and secrets by chance, moments by the clock, hexadecimal as the
/// digest or signature of one of these, or the cursor that holds one.
fn kind(word: &str) -> Option<&'static str> {
    let hex = |text: &str| text.bytes().all(|b| b.is_ascii_hexdigit());
    let typed = word.len() == 30 && word.as_bytes()[3] == b'_';
    if typed || uuid::Uuid::try_parse(word).is_ok() {
        return Some("id");
    }
    if word.starts_with("plr_") {
        return Some("secret");
    }
    let ends = word.ends_with('Z') || word.ends_with("+00:00");
    let moment = word.len() >= 20 && word.contains('T') && ends;
    let signed = word.len() == 16 && word.contains('T') && word.ends_with('Z');
    if moment || signed {
        return Some("moment");
    }
    let digits = word.strip_prefix('x').unwrap_or(word);
    (digits.len() >= 32 && hex(digits)).then_some("hex")
}
