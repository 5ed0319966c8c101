//! Zip files: Office and OpenDocument by what lies inside, never by name alone.
//!
//! Only the directory and one small entry are read. A plain archive is refused: what is in it could not be shown.

use std::io::Read;

use flate2::read::DeflateDecoder;

use super::content::Found;
use super::kind::{Kind, Problem};
use super::{Body, Digest, Error};

const MOST_ENTRIES: usize = 20_000;
const LARGEST_DIRECTORY: u64 = 4 * 1024 * 1024;
const LARGEST_TYPES: u64 = 1024 * 1024;

/// One line of the archive's directory.
struct Entry {
    name: String,
    encrypted: bool,
    method: u16,
    packed: u64,
    unpacked: u64,
    offset: u64,
}

pub(super) async fn look(body: Body<'_>, digest: &Digest) -> Result<Result<Found, Problem>, Error> {
    let Some((start, length)) = directory_place(digest) else {
        return Ok(Err(damaged()));
    };
    if length > LARGEST_DIRECTORY {
        return Ok(Ok(Found::Other("an archive of very many files")));
    }
    let Some(entries) = directory(&body.read(start, length).await?) else {
        return Ok(Err(damaged()));
    };
    let has = |name: &str| entries.iter().any(|entry| entry.name == name);
    let opendocument = open_document(&digest.head);
    if opendocument.is_none() && !has("[Content_Types].xml") {
        return Ok(Ok(Found::Other("an archive (ZIP)")));
    }
    if entries.iter().any(|entry| entry.encrypted)
        || has("META-INF/manifest.xml") && encrypted_open_document(body, &entries).await?
    {
        return Ok(Err(Problem::new(
            "The document is protected by a password. Remove the password and add it again.",
        )));
    }
    let unpacked = entries
        .iter()
        .fold(0u64, |sum, entry| sum.saturating_add(entry.unpacked));
    if unpacked > 100 * 1024 * 1024 && unpacked > digest.size.saturating_mul(100) {
        return Ok(Err(Problem::new(
            "The document unpacks to far more than its size. Save it again and add it again.",
        )));
    }
    let carries_code = |entry: &Entry| {
        let name = entry.name.to_ascii_lowercase();
        name.ends_with("vbaproject.bin")
            || name.starts_with("basic/") && !name.ends_with('/')
            || name.starts_with("scripts/") && !name.ends_with('/')
    };
    if entries.iter().any(carries_code) {
        return Ok(Err(macros()));
    }
    if let Some(kind) = opendocument {
        return Ok(kind);
    }
    let Some(types) = entry(body, &entries, "[Content_Types].xml").await? else {
        return Ok(Err(damaged()));
    };
    Ok(office(&types))
}

fn damaged() -> Problem {
    Problem::new(
        "The file is a damaged or cut-off archive. Save the document again and add it again.",
    )
}

fn macros() -> Problem {
    Problem::new("The document contains macros. Save it without macros and add it again.")
}

/// An Office document by the type of its main part.
fn office(types: &str) -> Result<Found, Problem> {
    let types = types.to_ascii_lowercase();
    if ["macroenabled", "vbaproject", "macrosheet", "vbadata"]
        .iter()
        .any(|word| types.contains(word))
    {
        return Err(macros());
    }
    let main = |of: &str| {
        types.contains(&format!(
            "application/vnd.openxmlformats-officedocument.{of}.main+xml"
        ))
    };
    Ok(if main("wordprocessingml.document") {
        Found::Is(Kind::Docx)
    } else if main("spreadsheetml.sheet") {
        Found::Is(Kind::Xlsx)
    } else if main("presentationml.presentation") {
        Found::Is(Kind::Pptx)
    } else if main("wordprocessingml.template")
        || main("spreadsheetml.template")
        || main("presentationml.template")
    {
        Found::Other("an Office template")
    } else if main("presentationml.slideshow") {
        Found::Other("a PowerPoint slide show")
    } else {
        Found::Other("an Office package of another kind")
    })
}

/// An OpenDocument says what it is in its first entry, stored as it is.
fn open_document(head: &[u8]) -> Option<Result<Found, Problem>> {
    let word = |at: usize| Some(u16::from_le_bytes(head.get(at..at + 2)?.try_into().ok()?));
    let (method, name, extra) = (word(8)?, usize::from(word(26)?), usize::from(word(28)?));
    let size = usize::try_from(u32::from_le_bytes(head.get(18..22)?.try_into().ok()?)).ok()?;
    if method != 0 || head.get(30..30 + name)? != b"mimetype" || size > 200 {
        return None;
    }
    let start = 30 + name + extra;
    let kind = std::str::from_utf8(head.get(start..start + size)?)
        .ok()?
        .trim();
    let kind = kind.strip_prefix("application/vnd.oasis.opendocument.")?;
    Some(Ok(match kind {
        "text" => Found::Is(Kind::Odt),
        "spreadsheet" => Found::Is(Kind::Ods),
        "presentation" => Found::Is(Kind::Odp),
        "graphics" => Found::Is(Kind::Odg),
        _ => Found::Other("an OpenDocument of another kind"),
    }))
}

/// OpenDocument keeps its own mark of encryption, in the manifest.
async fn encrypted_open_document(body: Body<'_>, entries: &[Entry]) -> Result<bool, Error> {
    let manifest = entry(body, entries, "META-INF/manifest.xml").await?;
    Ok(manifest.is_some_and(|manifest| manifest.contains("encryption-data")))
}

/// Where the directory lies, by the mark at the very end; it must end where the mark begins.
fn directory_place(digest: &Digest) -> Option<(u64, u64)> {
    const MARK: usize = 22;
    let tail = digest.tail.as_slice();
    let at = (0..=tail.len().checked_sub(MARK)?).rev().find(|&at| {
        tail[at..].starts_with(b"PK\x05\x06")
            && usize::from(u16::from_le_bytes([tail[at + 20], tail[at + 21]]))
                == tail.len() - at - MARK
    })?;
    let long = |from: usize| {
        Some(u64::from(u32::from_le_bytes(
            tail.get(at + from..at + from + 4)?.try_into().ok()?,
        )))
    };
    let (length, start) = (long(12)?, long(16)?);
    let mark = digest.size - (tail.len() - at) as u64;
    (start.checked_add(length)? == mark).then_some((start, length))
}

fn directory(bytes: &[u8]) -> Option<Vec<Entry>> {
    let mut entries = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        if !rest.starts_with(b"PK\x01\x02") || entries.len() == MOST_ENTRIES {
            return None;
        }
        let short = |at: usize| Some(u16::from_le_bytes(rest.get(at..at + 2)?.try_into().ok()?));
        let long = |at: usize| {
            Some(u64::from(u32::from_le_bytes(
                rest.get(at..at + 4)?.try_into().ok()?,
            )))
        };
        let (name, extra, comment) = (
            usize::from(short(28)?),
            usize::from(short(30)?),
            usize::from(short(32)?),
        );
        entries.push(Entry {
            name: String::from_utf8_lossy(rest.get(46..46 + name)?).replace('\\', "/"),
            encrypted: short(8)? & 1 == 1,
            method: short(10)?,
            packed: long(20)?,
            unpacked: long(24)?,
            offset: long(42)?,
        });
        rest = rest.get(46 + name + extra + comment..)?;
    }
    Some(entries)
}

/// The text of one small entry; `None` when it is not there or not as it says.
async fn entry(body: Body<'_>, entries: &[Entry], name: &str) -> Result<Option<String>, Error> {
    let mut named = entries.iter().filter(|entry| entry.name == name);
    let (Some(entry), None) = (named.next(), named.next()) else {
        return Ok(None);
    };
    if entry.packed > LARGEST_TYPES || entry.unpacked > LARGEST_TYPES {
        return Ok(None);
    }
    let header = body.read(entry.offset, 30).await?;
    if header.len() < 30 || !header.starts_with(b"PK\x03\x04") {
        return Ok(None);
    }
    let before = u64::from(u16::from_le_bytes([header[26], header[27]]))
        + u64::from(u16::from_le_bytes([header[28], header[29]]));
    let packed = body.read(entry.offset + 30 + before, entry.packed).await?;
    let mut text = String::new();
    let read = match entry.method {
        0 => packed
            .as_slice()
            .take(LARGEST_TYPES)
            .read_to_string(&mut text),
        8 => DeflateDecoder::new(packed.as_slice())
            .take(LARGEST_TYPES)
            .read_to_string(&mut text),
        _ => return Ok(None),
    };
    Ok(read.is_ok().then_some(text))
}
