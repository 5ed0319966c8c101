//! What a file is, by its content; the name only has to agree (E2).

use super::kind::{Kind, Problem};
use super::{Body, Digest, Error, ole, text, zip};

/// More pixels than this and showing the picture would take a reader's memory.
const MOST_PIXELS: u64 = 200_000_000;

/// What the content turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// A kind of evidence.
    Is(Kind),
    /// Text of no format of its own: which kind of text, the name says.
    Text,
    /// Something that cannot be evidence, as people call it.
    Other(&'static str),
}

/// The kind of evidence this is, or why it cannot count.
///
/// # Errors
/// What storage says while parts of the file are read.
pub async fn detect(
    body: Body<'_>,
    digest: &Digest,
    name: &str,
) -> Result<Result<Kind, Problem>, Error> {
    if digest.size == 0 {
        return Ok(Err(Problem::new(
            "The file is empty. Add the file that holds the evidence.",
        )));
    }
    let extension = extension(name);
    let named = Kind::of_extension(extension);
    if named.is_none() && !extension.is_empty() {
        return Ok(Err(Problem::extension(extension)));
    }
    let found = match look(body, digest, named).await? {
        Ok(found) => found,
        Err(problem) => return Ok(Err(problem)),
    };
    Ok(match (found, named) {
        (Found::Is(kind), None) => Ok(kind),
        (Found::Is(kind), Some(named)) if kind == named => Ok(kind),
        (Found::Is(kind), Some(named)) => Err(Problem::mismatch(
            extension,
            named,
            kind.words(),
            Some(kind),
        )),
        (Found::Text, None) => Ok(Kind::Txt),
        (Found::Text, Some(kind @ (Kind::Txt | Kind::Csv))) => Ok(kind),
        (Found::Text, Some(Kind::Eml)) if text::is_mail(&digest.head) => Ok(Kind::Eml),
        (Found::Text, Some(named)) => Err(Problem::mismatch(
            extension,
            named,
            "plain text",
            Some(Kind::Txt),
        )),
        (Found::Other(words), None) => Err(Problem::content(words)),
        (Found::Other(words), Some(named)) => Err(Problem::mismatch(extension, named, words, None)),
    })
}

/// What follows the last dot of a name, if it looks like an ending.
fn extension(name: &str) -> &str {
    match name.trim().rsplit_once('.') {
        Some((_, extension)) if !extension.contains(char::is_whitespace) => extension,
        _ => "",
    }
}

async fn look(
    body: Body<'_>,
    digest: &Digest,
    named: Option<Kind>,
) -> Result<Result<Found, Problem>, Error> {
    let head = digest.head.as_slice();
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return zip::look(body, digest).await;
    }
    if head.starts_with(&ole::MAGIC) {
        return ole::look(body, digest, named).await;
    }
    Ok(if head.starts_with(b"%PDF-") {
        pdf(digest)
    } else if let Some(picture) = picture(digest) {
        picture
    } else if head.get(4..8) == Some(b"ftyp") {
        Ok(film(head))
    } else if let Some(found) = text::look(digest) {
        Ok(found)
    } else {
        Ok(Found::Other(binary(head)))
    })
}

/// A PDF ends with its end mark; readers look for it in the last kilobyte, and we in the last four.
fn pdf(digest: &Digest) -> Result<Found, Problem> {
    let end = &digest.tail[digest.tail.len().saturating_sub(4096)..];
    if end.windows(5).any(|window| window == b"%%EOF") {
        Ok(Found::Is(Kind::Pdf))
    } else {
        Err(Problem::new(
            "The PDF is cut off: its end is missing. Save the PDF again and add it again.",
        ))
    }
}

fn picture(digest: &Digest) -> Option<Result<Found, Problem>> {
    let head = digest.head.as_slice();
    let size = |width: Option<u64>, height: Option<u64>, kind: Kind| match (width, height) {
        (Some(w), Some(h)) if w > 0 && h > 0 && w * h <= MOST_PIXELS => Ok(Found::Is(kind)),
        (Some(w), Some(h)) if w > 0 && h > 0 => Err(Problem::new(format!(
            "The picture says it is {w} × {h} pixels; at most 200 million can be shown. Save it smaller and add it again."
        ))),
        _ => Err(cut_off(kind)),
    };
    let big = |at: usize| {
        Some(u64::from(u32::from_be_bytes(
            head.get(at..at + 4)?.try_into().ok()?,
        )))
    };
    let little = |at: usize| {
        Some(u64::from(u16::from_le_bytes(
            head.get(at..at + 2)?.try_into().ok()?,
        )))
    };
    if head.starts_with(b"\x89PNG\r\n\x1a\n") {
        if head.get(12..16) != Some(b"IHDR")
            || !digest.tail.windows(4).any(|window| window == b"IEND")
        {
            return Some(Err(cut_off(Kind::Png)));
        }
        Some(size(big(16), big(20), Kind::Png))
    } else if head.starts_with(b"GIF87a") || head.starts_with(b"GIF89a") {
        Some(size(little(6), little(8), Kind::Gif))
    } else if head.starts_with(b"\xff\xd8\xff") {
        Some(Ok(Found::Is(Kind::Jpeg)))
    } else if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
        Some(Ok(Found::Is(Kind::Webp)))
    } else {
        None
    }
}

fn cut_off(kind: Kind) -> Problem {
    Problem::new(format!(
        "The file begins as {} but is damaged or cut off. Save it again and add it again.",
        kind.words()
    ))
}

/// The first box of the MPEG-4 family names its brand.
fn film(head: &[u8]) -> Found {
    match head.get(8..12) {
        Some(b"qt  ") => Found::Other("a QuickTime film"),
        Some(b"heic" | b"heix" | b"hevc" | b"mif1" | b"msf1") => Found::Other("a HEIC picture"),
        Some(b"avif" | b"avis") => Found::Other("an AVIF picture"),
        Some(b"M4A " | b"M4B ") => Found::Other("a sound recording"),
        Some(_) => Found::Is(Kind::Mp4),
        None => Found::Other("unknown"),
    }
}

/// What to call something that cannot be evidence.
fn binary(head: &[u8]) -> &'static str {
    let Some(found) = infer::get(head) else {
        return "of an unknown kind";
    };
    match (found.matcher_type(), found.extension()) {
        (_, "rtf") => "RTF",
        (infer::MatcherType::App, _) => "a program",
        (infer::MatcherType::Archive, _) => "an archive",
        (infer::MatcherType::Audio, _) => "a sound recording",
        (infer::MatcherType::Video, _) => "a video of another format",
        (infer::MatcherType::Image, _) => "a picture of another format",
        (infer::MatcherType::Font, _) => "a font",
        _ => "of another kind",
    }
}

#[cfg(test)]
mod tests;
