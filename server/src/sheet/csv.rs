//! CSV: whatever separates the cells, in UTF-8 or Windows-1252.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek};

use csv::{ByteRecord, ReaderBuilder};
use encoding_rs::WINDOWS_1252;

use super::{Head, Next, Problem, Rows};

/// The byte order mark of UTF-8.
const MARK: &[u8] = &[0xef, 0xbb, 0xbf];
/// More bytes than this in one record, and a quotation mark was never closed.
const LONGEST_RECORD: usize = 1024 * 1024;

pub(super) fn read<H, R>(mut file: File, rows: &mut Rows<H, R>) -> Result<(), Problem>
where
    H: FnOnce(&Head) -> Next,
    R: FnMut(u32, Vec<String>) -> Next,
{
    let looked = look(&mut file)?;
    file.rewind()?;
    let mut file = BufReader::new(file);
    if looked.marked {
        file.fill_buf()?;
        file.consume(MARK.len());
    }
    let separators = match looked.separator {
        b';' => "semicolons",
        b'\t' => "tabs",
        _ => "commas",
    };
    let encoding = if looked.utf8 { "UTF-8" } else { "Windows-1252" };
    let read_as = format!("CSV with {separators}, {encoding}");
    let mut reader = ReaderBuilder::new()
        .delimiter(looked.separator)
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(64 * 1024)
        .from_reader(file);
    let mut record = ByteRecord::new();
    let mut number = 0;
    let mut at = 0;
    loop {
        let more = reader
            .read_byte_record(&mut record)
            .map_err(|error| Problem(format!("Row {} could not be read: {error}.", number + 1)))?;
        if !more {
            return Ok(());
        }
        number += 1;
        let now = reader.position().byte();
        if now - at > LONGEST_RECORD as u64 {
            return Err(Problem(format!(
                "Row {number} never ends: a quotation mark in it is not closed. Close it, or write it twice where it is meant as such."
            )));
        }
        at = now;
        let cells = record
            .iter()
            .map(|cell| match (looked.utf8, std::str::from_utf8(cell)) {
                (true, Ok(cell)) => cell.to_owned(),
                _ => WINDOWS_1252
                    .decode_without_bom_handling(cell)
                    .0
                    .into_owned(),
            })
            .collect();
        if rows.take(number, cells, &read_as)? == Next::Stop {
            return Ok(());
        }
    }
}

/// What one look through the file tells.
struct Looked {
    /// It begins with the byte order mark of UTF-8.
    marked: bool,
    utf8: bool,
    separator: u8,
}

fn look(file: &mut File) -> Result<Looked, Problem> {
    let (mut marked, mut utf8, mut separator) = (false, true, None);
    let mut unread = Vec::new();
    let mut piece = vec![0; 256 * 1024];
    loop {
        let length = file.read(&mut piece)?;
        let bytes = &piece[..length];
        if separator.is_none() {
            if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
                return Err(Problem::new(
                    "The file is in UTF-16. Save it as “CSV UTF-8”.",
                ));
            }
            marked = bytes.starts_with(MARK);
            separator = Some(separates(bytes));
        }
        if bytes.contains(&0) {
            return Err(Problem::new(
                "The file is neither CSV nor an Excel workbook. Save it as “CSV UTF-8” or .xlsx.",
            ));
        }
        if utf8 {
            unread.extend_from_slice(bytes);
            let read = match std::str::from_utf8(&unread) {
                Ok(_) => unread.len(),
                Err(error) => {
                    utf8 = error.error_len().is_none() && length > 0;
                    error.valid_up_to()
                }
            };
            unread.drain(..read);
        }
        if length == 0 {
            return Ok(Looked {
                marked,
                utf8,
                separator: separator.unwrap_or(b','),
            });
        }
    }
}

/// What separates the headings: whichever there is most of outside quotation marks in the first line.
fn separates(bytes: &[u8]) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for byte in bytes {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted && counts.iter().any(|(_, n)| *n > 0) => break,
            _ if quoted => {}
            _ => {
                for (separator, count) in &mut counts {
                    *count += usize::from(separator == byte);
                }
            }
        }
    }
    let most = counts.iter().rev().max_by_key(|(_, count)| *count);
    most.map_or(b',', |(separator, _)| *separator)
}
