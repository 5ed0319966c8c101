//! XLSX: the first sheet of a workbook, cell by cell.
//!
//! What a workbook unpacks to is measured before it is opened, by unpacking it into nothing: what its directory claims is
//! only a claim.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek};

use calamine::{DataRef, Reader, Xlsx, XlsxError};
use zip::ZipArchive;

use super::{Head, Next, Problem, Rows};

/// Bytes that a workbook may unpack to.
const MOST_UNPACKED: u64 = 600 * 1024 * 1024;
/// Bytes that its parts may unpack to that are held in memory: texts, styles.
const MOST_HELD: u64 = 100 * 1024 * 1024;
/// Parts that a workbook may have.
const MOST_PARTS: usize = 2_000;

pub(super) fn read<H, R>(mut file: File, rows: &mut Rows<H, R>) -> Result<(), Problem>
where
    H: FnOnce(&Head) -> Next,
    R: FnMut(u32, Vec<String>) -> Next,
{
    measure(&file)?;
    file.rewind()?;
    let mut workbook: Xlsx<_> = Xlsx::new(BufReader::new(file)).map_err(unreadable)?;
    let sheets = workbook.sheet_names();
    let Some(sheet) = sheets.first() else {
        return Err(Problem::new("The workbook has no sheet. Save it again."));
    };
    let read_as = match sheets.len() {
        1 => "Excel workbook".to_owned(),
        _ => format!("Excel workbook, its first sheet “{sheet}” alone"),
    };
    let mut cells = workbook.worksheet_cells_reader(sheet).map_err(unreadable)?;
    let (mut number, mut row): (u32, Vec<String>) = (0, Vec::new());
    while let Some(cell) = cells.next_cell().map_err(unreadable)? {
        let (at, column) = cell.get_position();
        if at + 1 != number {
            if number > 0 && rows.take(number, std::mem::take(&mut row), &read_as)? == Next::Stop {
                return Ok(());
            }
            number = at + 1;
        }
        let text = text(cell.get_value());
        // Far to the right nothing is read, and nothing there makes a row long.
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if text.is_empty() || column > domain::import::MOST_COLUMNS {
            continue;
        }
        if row.len() <= column {
            row.resize(column + 1, String::new());
        }
        row[column] = text;
    }
    if number > 0 {
        rows.take(number, row, &read_as)?;
    }
    Ok(())
}

/// What a cell says as CSV would say it: days as 2024-09-16, whole numbers without a point.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(true) => "yes".to_owned(),
        DataRef::Bool(false) => "no".to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::DateTime(moment) => match moment.as_datetime() {
            Some(at) if at.time() == chrono::NaiveTime::MIN => at.date().to_string(),
            Some(at) => at.to_string(),
            None => moment.as_f64().to_string(),
        },
        DataRef::Error(error) => format!("{error}"),
    }
}

fn measure(file: &File) -> Result<(), Problem> {
    let damaged = |_| {
        Problem::new("The workbook is damaged or cut off. Save it again as .xlsx, or as CSV UTF-8.")
    };
    let too_much = || {
        Problem::new(
            "The workbook unpacks to far more than a table of this size does. Save its sheet alone, or as CSV UTF-8.",
        )
    };
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(damaged)?;
    if archive.len() > MOST_PARTS {
        return Err(too_much());
    }
    let (mut all, mut held) = (0, 0);
    for place in 0..archive.len() {
        let part = archive.by_index(place).map_err(damaged)?;
        let streamed = part.name().map_err(damaged)?.starts_with("xl/worksheets/");
        let unpacked = io::copy(&mut part.take(MOST_UNPACKED - all + 1), &mut io::sink())?;
        all += unpacked;
        held += if streamed { 0 } else { unpacked };
        if all > MOST_UNPACKED || held > MOST_HELD {
            return Err(too_much());
        }
    }
    Ok(())
}

fn unreadable(error: XlsxError) -> Problem {
    match error {
        XlsxError::Password => Problem::new(
            "The workbook is protected by a password. Remove the password and send it again.",
        ),
        error => Problem(format!(
            "The file is no workbook that can be read ({error}). Save it again as .xlsx, or as CSV UTF-8."
        )),
    }
}
