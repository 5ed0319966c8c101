//! A report's file, written row by row with little in memory. No cell of it runs as a formula: CSV guards them
//! (`domain::csv`), and in a workbook words are words.

use std::io::{self, BufWriter, Seek, Write};

use chrono::NaiveDate;
use domain::csv;
use domain::report::{Cell, Column, FileFormat, Report};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::Written;

/// The most letters of a cell in a workbook.
const LONGEST: usize = 32_767;

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unwritten {
    #[error("the file could not be written")]
    Disk(#[from] io::Error),
    #[error("the workbook could not be written")]
    Workbook(#[from] Box<XlsxError>),
}

impl From<XlsxError> for Unwritten {
    fn from(error: XlsxError) -> Self {
        Self::Workbook(Box::new(error))
    }
}

/// A report's file while it is written.
pub(super) enum Sheet {
    Csv(BufWriter<std::fs::File>),
    Xlsx(Box<Book>),
}

/// A workbook of one worksheet, whose rows go to the disk as they come.
pub(super) struct Book {
    workbook: Workbook,
    next: u32,
    day: Format,
    pounds: Format,
}

impl Sheet {
    /// A file with its headings.
    pub fn new(format: FileFormat, report: Report, columns: &[Column]) -> Result<Self, Unwritten> {
        let headings = columns.iter().map(|column| column.heading());
        match format {
            FileFormat::Csv => {
                let mut file = BufWriter::new(tempfile::tempfile()?);
                file.write_all(csv::MARK.as_bytes())?;
                file.write_all(csv::line(headings).as_bytes())?;
                Ok(Self::Csv(file))
            }
            FileFormat::Xlsx => Ok(Self::Xlsx(Box::new(Book::new(report, columns)?))),
            FileFormat::Zip => Err(io::Error::other("a list is one sheet").into()),
        }
    }

    /// The next row.
    pub fn write(&mut self, row: &[Cell]) -> Result<(), Unwritten> {
        match self {
            Self::Csv(file) => {
                let line = csv::line(row.iter().map(Cell::written));
                Ok(file.write_all(line.as_bytes())?)
            }
            Self::Xlsx(book) => book.write(row),
        }
    }

    /// The whole file, from its beginning, and its bytes.
    pub fn finish(self) -> Result<Written, Unwritten> {
        let mut file = match self {
            Self::Csv(file) => file.into_inner().map_err(io::IntoInnerError::into_error)?,
            Self::Xlsx(mut book) => {
                let mut file = tempfile::tempfile()?;
                book.workbook.save_to_writer(&mut file)?;
                file
            }
        };
        let size = file.seek(io::SeekFrom::End(0))?;
        file.rewind()?;
        Ok((file, size))
    }
}

impl Book {
    fn new(report: Report, columns: &[Column]) -> Result<Self, Unwritten> {
        let mut workbook = Workbook::new();
        let head = Format::new().set_bold();
        let sheet = workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(report.title())?;
        sheet.set_freeze_panes(1, 0)?;
        for (column, place) in columns.iter().zip(0..) {
            sheet.set_column_width(place, 22)?;
            sheet.write_string_with_format(0, place, column.heading(), &head)?;
        }
        Ok(Self {
            workbook,
            next: 1,
            day: Format::new().set_num_format("d mmm yyyy"),
            pounds: Format::new().set_num_format("#,##0.00"),
        })
    }

    fn write(&mut self, row: &[Cell]) -> Result<(), Unwritten> {
        let Self {
            workbook,
            next,
            day,
            pounds,
        } = self;
        let sheet: &mut Worksheet = workbook.worksheet_from_index(0)?;
        for (cell, place) in row.iter().zip(0..) {
            match cell {
                Cell::Empty => {}
                Cell::Text(words) => {
                    let words: String = words.chars().take(LONGEST).collect();
                    sheet.write_string(*next, place, words)?;
                }
                #[expect(
                    clippy::cast_precision_loss,
                    reason = "counts and pence stay far below 2^53"
                )]
                Cell::Count(n) => {
                    sheet.write_number(*next, place, *n as f64)?;
                }
                #[expect(
                    clippy::cast_precision_loss,
                    reason = "counts and pence stay far below 2^53"
                )]
                Cell::Pounds(pence) => {
                    sheet.write_number_with_format(*next, place, *pence as f64 / 100.0, pounds)?;
                }
                Cell::Day(on) => {
                    sheet.write_datetime_with_format(*next, place, &serial(*on)?, day)?;
                }
            }
        }
        *next += 1;
        Ok(())
    }
}

fn serial(on: NaiveDate) -> Result<ExcelDateTime, Unwritten> {
    Ok(ExcelDateTime::parse_from_str(&on.to_string())?)
}
