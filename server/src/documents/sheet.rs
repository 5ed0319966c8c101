//! What a document says, before it has a place on any page.

/// What a document says, from the top.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// What it is called: `Invoice INV-2026-000123`.
    pub title: String,
    /// Who sends it, line by line.
    pub from: Vec<String>,
    /// To whom, line by line.
    pub to: Vec<String>,
    /// Names and values: numbers, days.
    pub facts: Vec<(String, String)>,
    /// What it is about.
    pub tables: Vec<Table>,
    /// What else is to be said.
    pub notes: Vec<String>,
}

/// A table with heads of columns and of rows; the first column heads the row, amounts stand at the end.
#[derive(Debug, Clone)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// The heads, and each column's share of the width.
    pub columns: Vec<(String, f32)>,
    /// How many columns at the end are amounts.
    pub amounts: usize,
    /// Cells, and whether the row is a sum.
    pub rows: Vec<(Vec<String>, bool)>,
}
