//! File names on their way out: safe in a header, on a disk and to the eye.

use std::fmt::Write;

use super::Kind;

const LONGEST: usize = 120;

/// The `Content-Disposition` of a download (RFC 6266): an ASCII name for old readers and the real one beside it.
pub fn disposition(name: &str, content_type: &str, inline: bool) -> String {
    let name = safe_name(name, content_type);
    let plain: String = name
        .chars()
        .map(|c| match c {
            ' '..='~' if !matches!(c, '"' | '\\' | '%' | ';') => c,
            _ => '_',
        })
        .collect();
    let mut encoded = String::new();
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                encoded.push(char::from(byte));
            }
            // Writing to a String cannot fail.
            _ => _ = write!(encoded, "%{byte:02X}"),
        }
    }
    let how = if inline { "inline" } else { "attachment" };
    format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

/// The name without what could mislead: folders, control and direction marks, device names, a false extension.
pub fn safe_name(name: &str, content_type: &str) -> String {
    let cleaned: String = name
        .chars()
        .filter(|c| !c.is_control() && !turns_direction(*c))
        .map(|c| match c {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '_',
            c => c,
        })
        .collect();
    let cleaned = cleaned.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let (mut stem, mut extension) = match cleaned.rsplit_once('.') {
        Some((stem, extension)) if extension.len() <= 10 => (stem.to_owned(), extension.to_owned()),
        _ => (cleaned.to_owned(), String::new()),
    };
    if let Some(kind) = Kind::of_content_type(content_type)
        && !kind.goes_by(&extension)
    {
        if !extension.is_empty() {
            stem = format!("{stem}.{extension}");
        }
        kind.extension().clone_into(&mut extension);
    }
    if stem.chars().count() > LONGEST {
        stem = stem.chars().take(LONGEST).collect();
    }
    let stem = stem.trim();
    let stem = if stem.is_empty() { "evidence" } else { stem };
    let reserved = if is_device(stem) { "_" } else { "" };
    let dot = if extension.is_empty() { "" } else { "." };
    format!("{reserved}{stem}{dot}{extension}")
}

/// Marks by which a name can be made to read backwards or to hide letters.
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{061c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Names that Windows keeps for devices, whatever follows the dot.
fn is_device(stem: &str) -> bool {
    let first = stem
        .split('.')
        .next()
        .unwrap_or(stem)
        .trim()
        .to_ascii_uppercase();
    match first.as_str() {
        "CON" | "PRN" | "AUX" | "NUL" => true,
        name => {
            name.len() == 4
                && (name.starts_with("COM") || name.starts_with("LPT"))
                && name.ends_with(|c: char| c.is_ascii_digit())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PDF: &str = "application/pdf";

    #[test]
    fn names_are_made_safe() {
        let long = format!("{}.pdf", "a".repeat(300));
        let longest = format!("{}.pdf", "a".repeat(LONGEST));
        for (given, wanted) in [
            ("plan.pdf", "plan.pdf"),
            ("Plan 2026.PDF", "Plan 2026.PDF"),
            ("résumé · 指導.pdf", "résumé · 指導.pdf"),
            ("../../etc/x.pdf", "_.._etc_x.pdf"),
            ("a\0b.pdf", "ab.pdf"),
            ("a\r\nx-evil: 1.pdf", "ax-evil_ 1.pdf"),
            ("a\u{202e}fdp.exe", "afdp.exe.pdf"),
            ("CON.pdf", "_CON.pdf"),
            ("lpt1.backup.pdf", "_lpt1.backup.pdf"),
            ("console.pdf", "console.pdf"),
            ("page.html", "page.html.pdf"),
            (".htaccess", "htaccess.pdf"),
            ("a.pdf ", "a.pdf"),
            ("", "evidence.pdf"),
            ("report", "report.pdf"),
            (long.as_str(), longest.as_str()),
        ] {
            assert_eq!(safe_name(given, PDF), wanted, "{given:?}");
        }
    }

    #[test]
    fn a_header_cannot_be_broken_out_of() {
        let header = disposition("a\";filename=\"b.html\r\nx: y é", PDF, true);
        assert_eq!(
            header,
            "inline; filename=\"a__filename=_b.htmlx_ y _.pdf\"; filename*=UTF-8''a_%3Bfilename%3D_b.htmlx_%20y%20%C3%A9.pdf"
        );
        assert!(disposition("x.svg", "image/svg+xml", false).starts_with("attachment; "));
    }
}
