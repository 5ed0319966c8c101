//! What stands in one place of a report.

use chrono::NaiveDate;

use crate::accounts::decimal;
use crate::words::capitalised;

/// What stands in one place of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words; never a formula, whatever they begin with.
    Text(String),
    /// A whole number.
    Count(i64),
    /// Pounds, in pence.
    Pounds(i64),
    /// A day.
    Day(NaiveDate),
}

impl Cell {
    /// Words, or nothing where there are none.
    pub fn text(words: impl Into<String>) -> Self {
        let words = words.into();
        if words.is_empty() {
            Self::Empty
        } else {
            Self::Text(words)
        }
    }

    /// A code as people read it: `In assessment` of `IN_ASSESSMENT`.
    pub fn code(code: &str) -> Self {
        Self::text(in_words(code))
    }

    /// A day, or nothing where there is none.
    pub fn day(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }

    /// As comma-separated values write it: days as 2026-11-23, pounds as 1234.50.
    pub fn written(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(words) => words.clone(),
            Self::Count(n) => n.to_string(),
            Self::Pounds(pence) => decimal(*pence),
            Self::Day(day) => day.to_string(),
        }
    }
}

/// A code as people read it: `In assessment` of `IN_ASSESSMENT`.
pub fn in_words(code: &str) -> String {
    capitalised(&code.to_lowercase().replace('_', " "))
}

#[cfg(test)]
mod tests {
    use super::Cell;

    #[test]
    fn cells_are_written_as_any_spreadsheet_reads_them() {
        for (cell, wanted) in [
            (Cell::text(""), ""),
            (Cell::text("=1+1"), "=1+1"),
            (Cell::Count(-3), "-3"),
            (Cell::Pounds(123_450), "1234.50"),
            (Cell::Pounds(-5), "-0.05"),
            (Cell::day("2026-11-23".parse().ok()), "2026-11-23"),
            (Cell::day(None), ""),
            (Cell::code("IN_ASSESSMENT"), "In assessment"),
        ] {
            assert_eq!(cell.written(), wanted);
        }
        assert_eq!(Cell::text(""), Cell::Empty);
    }
}
