//! Tables that people send: CSV and XLSX, read row by row with little in memory, whatever the file claims to be.

mod csv;
mod xlsx;

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::Path;

use domain::csv::unguarded;
use domain::import::{LARGEST_FILE, MOST_COLUMNS, MOST_ROWS};

/// What is wrong with a file, in a sentence that says what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Problem(pub String);

impl Problem {
    fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        Self(format!(
            "The file could not be read: {error}. Send it again."
        ))
    }
}

/// What a table begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// How the file is read, in words: `CSV with commas, UTF-8`.
    pub read_as: String,
    /// The cells of the first row that has any.
    pub headings: Vec<String>,
}

/// What to do after a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Go on.
    Row,
    /// Read no more.
    Stop,
}

/// Reads a table: its head, then each row that is not blank with its number, counted from 1 as spreadsheets do.
///
/// # Errors
/// Whatever keeps it from being read to its end, as a sentence for its owner.
pub fn read(
    file: &Path,
    head: impl FnOnce(&Head) -> Next,
    row: impl FnMut(u32, Vec<String>) -> Next,
) -> Result<(), Problem> {
    let mut opened = File::open(file)?;
    if opened.metadata()?.len() > LARGEST_FILE {
        return Err(Problem::new("The file has more than 50 MiB. Split it."));
    }
    let mut magic = Vec::new();
    opened.by_ref().take(8).read_to_end(&mut magic)?;
    opened.rewind()?;
    let mut rows = Rows {
        head: Some(head),
        row,
        columns: 0,
        rows: 0,
    };
    if magic.starts_with(b"PK\x03\x04") {
        xlsx::read(opened, &mut rows)?;
    } else if magic.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(Problem::new(
            "This is a workbook of Excel 97–2003, or one with a password. Save it as .xlsx without a password, or as CSV UTF-8.",
        ));
    } else {
        csv::read(opened, &mut rows)?;
    }
    match (rows.head, rows.rows) {
        (Some(_), _) => Err(Problem::new(
            "The file is empty. Its first row has to be headings, such as those of the template.",
        )),
        (None, 0) => Err(Problem::new(
            "The file has headings and no rows. Write a row under them for each thing to import.",
        )),
        (None, _) => Ok(()),
    }
}

/// Takes rows as they are read, and holds them to the limits.
struct Rows<H, R> {
    head: Option<H>,
    row: R,
    columns: usize,
    rows: u32,
}

impl<H: FnOnce(&Head) -> Next, R: FnMut(u32, Vec<String>) -> Next> Rows<H, R> {
    /// One row; blank ones count for nothing.
    fn take(
        &mut self,
        number: u32,
        mut cells: Vec<String>,
        read_as: &str,
    ) -> Result<Next, Problem> {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(Next::Row);
        }
        if let Some(head) = self.head.take() {
            while cells.last().is_some_and(|cell| cell.trim().is_empty()) {
                cells.pop();
            }
            if cells.len() > MOST_COLUMNS {
                return Err(Problem(format!(
                    "The file has {} columns; {MOST_COLUMNS} at most are read. Remove those that are not needed.",
                    cells.len()
                )));
            }
            self.columns = cells.len();
            let headings = cells.iter().map(|cell| cell.trim().to_owned()).collect();
            let head_of = Head {
                read_as: read_as.to_owned(),
                headings,
            };
            return Ok(head(&head_of));
        }
        self.rows += 1;
        if self.rows > MOST_ROWS {
            return Err(Problem(format!(
                "The file has more than {MOST_ROWS} rows. Split it."
            )));
        }
        // Of what stands beyond the headings it is enough to know that something does.
        cells.truncate(MOST_COLUMNS + 1);
        cells.resize(cells.len().max(self.columns), String::new());
        for cell in &mut cells {
            if cell.contains('\0') {
                *cell = cell.replace('\0', "\u{fffd}");
            }
            let plain = unguarded(cell);
            if plain.len() < cell.len() {
                *cell = plain.to_owned();
            }
        }
        Ok((self.row)(number, cells))
    }
}

#[cfg(test)]
mod tests;
