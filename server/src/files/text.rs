//! Texts: which bytes are one, and which texts are pages, pictures or programs instead.

use super::Digest;
use super::content::Found;
use super::kind::Kind;

/// What a text is; `None` when the bytes are no text.
pub(super) fn look(digest: &Digest) -> Option<Found> {
    let text = decode(digest)?;
    let start = text.trim_start_matches('\u{feff}').trim_start();
    if start.starts_with("#!") {
        return Some(Found::Other("a program"));
    }
    if start.starts_with("{\\rtf") {
        return Some(Found::Other("RTF"));
    }
    let (declared, root) = past_prolog(start);
    let root = root.get(..64).unwrap_or(root).to_ascii_lowercase();
    Some(
        if starts_with_tag(&root, "svg") || starts_with_tag(&root, "svg:svg") {
            Found::Is(Kind::Svg)
        } else if root.starts_with("<!doctype html")
            || HTML.iter().any(|tag| starts_with_tag(&root, tag))
        {
            Found::Other("HTML")
        } else if declared {
            Found::Other("XML")
        } else {
            Found::Text
        },
    )
}

/// The tags by which browsers recognise a page, whatever it is called.
const HTML: [&str; 20] = [
    "html", "head", "script", "iframe", "h1", "div", "font", "table", "a", "style", "title", "b",
    "body", "br", "p", "meta", "link", "img", "form", "object",
];

fn starts_with_tag(text: &str, tag: &str) -> bool {
    text.strip_prefix('<')
        .and_then(|rest| rest.strip_prefix(tag))
        .is_some_and(|rest| {
            rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || c == '>' || c == '/')
        })
}

/// Skips an XML declaration, comments and a document type other than HTML's; whether any of it says XML.
fn past_prolog(mut text: &str) -> (bool, &str) {
    let mut declared = false;
    loop {
        text = text.trim_start();
        let rest = if text.starts_with("<?") {
            declared = true;
            text.split_once("?>").map(|(_, rest)| rest)
        } else if text.starts_with("<!--") {
            text.split_once("-->").map(|(_, rest)| rest)
        } else if text
            .get(..9)
            .is_some_and(|start| start.eq_ignore_ascii_case("<!doctype"))
            && !text
                .get(9..)
                .unwrap_or_default()
                .trim_start()
                .get(..4)
                .is_some_and(|name| name.eq_ignore_ascii_case("html"))
        {
            declared = true;
            past_doctype(text)
        } else {
            return (declared, text);
        };
        match rest {
            Some(rest) => text = rest,
            // It never ends within the head: whatever it is, it is not plain text.
            None => return (true, ""),
        }
    }
}

/// A document type ends at the first `>` outside its own brackets and quotes.
fn past_doctype(text: &str) -> Option<&str> {
    let (mut depth, mut quote) = (0usize, None);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '[') => depth += 1,
            (None, ']') => depth = depth.saturating_sub(1),
            (None, '>') if depth == 0 => return text.get(at + 1..),
            _ => {}
        }
    }
    None
}

/// The head as text: UTF-8, UTF-16 with its mark, or a one-byte encoding; control characters make it no text.
fn decode(digest: &Digest) -> Option<String> {
    let head = digest.head.as_slice();
    let wide = |from: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = head[2..]
            .chunks_exact(2)
            .map(|pair| from([pair[0], pair[1]]))
            .collect();
        String::from_utf16_lossy(&units)
    };
    let text = match head {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        _ if digest.has_nul => return None,
        _ => match std::str::from_utf8(head) {
            Ok(text) => text.to_owned(),
            // The head may end in the middle of a letter.
            Err(error) if error.error_len().is_none() => {
                String::from_utf8_lossy(&head[..error.valid_up_to()]).into_owned()
            }
            Err(_) => head.iter().map(|byte| char::from(*byte)).collect(),
        },
    };
    let is_text =
        |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{1b}') || !c.is_ascii_control();
    text.chars().all(is_text).then_some(text)
}

/// Whether a text begins as an e-mail does: header lines, among them one that every e-mail has.
pub(super) fn is_mail(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    let mut known = false;
    let mut lines = text.trim_start_matches('\u{feff}').lines().peekable();
    if lines.peek().is_some_and(|line| line.starts_with("From ")) {
        lines.next();
    }
    for line in lines.take_while(|line| !line.is_empty()) {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else {
            return false;
        };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
            return false;
        }
        known |= [
            "from",
            "date",
            "received",
            "message-id",
            "return-path",
            "subject",
        ]
        .iter()
        .any(|header| name.eq_ignore_ascii_case(header));
    }
    known
}
