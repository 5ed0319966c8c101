//! The rows of an import.

use async_graphql::{Enum, SimpleObject};
use domain::import as rules;
use serde::de::DeserializeOwned;
use store::Paging;
use store::imports::rows::{self, Wanted};
use uuid::Uuid;

use super::Import;
use crate::connection::connection;
use crate::context::Scope;
use crate::error::{Error, Result};

/// What becomes of a row when it is committed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "rules::RowVerdict")]
pub enum ImportVerdict {
    /// It is not there yet and is added.
    New,
    /// It is there as the row says.
    Same,
    /// It is there and something differs; changed where updating was chosen (B2).
    Differs,
    /// It cannot be taken as it is (B1).
    Bad,
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "rules::RowOutcome")]
pub enum ImportOutcome {
    /// What it says was added.
    Added,
    /// What was there was changed to what it says.
    Changed,
    /// What it did was taken back.
    TakenBack,
    /// What it did could not be taken back (B3).
    Kept,
}

/// Why a row cannot be taken, or why what it did stays.
#[derive(Debug, Clone, SimpleObject)]
pub struct ImportProblem {
    /// The column at fault, from 0; null where it is the whole row.
    column: Option<i32>,
    /// The rule's number.
    rule: String,
    /// A sentence that says what to change.
    message: String,
}

/// One thing that a row says otherwise than it is.
#[derive(Debug, Clone, SimpleObject)]
pub struct ImportChange {
    /// The field.
    field: String,
    /// As it is.
    from: String,
    /// As the row says it.
    to: String,
}

/// A row of an import's file.
#[derive(Debug, Clone, SimpleObject)]
pub struct ImportRow {
    /// Its number in the file; the headings are row 1.
    number: i32,
    /// Its cells, in the order of the columns.
    cells: Vec<String>,
    /// What becomes of it.
    verdict: ImportVerdict,
    /// Everything that is wrong with it.
    problems: Vec<ImportProblem>,
    /// What it says otherwise than it is.
    changes: Vec<ImportChange>,
    /// What became of it.
    outcome: Option<ImportOutcome>,
}

fn parsed<T: DeserializeOwned>(value: serde_json::Value) -> Result<T> {
    serde_json::from_value(value).map_err(Error::internal)
}

fn read(row: rows::ImportRow) -> Result<ImportRow> {
    let problems: Vec<rules::Problem> = parsed(row.problems)?;
    let changes: Vec<rules::Change> = parsed(row.changes)?;
    let outcome = row.outcome.map(|code| code.parse::<rules::RowOutcome>());
    Ok(ImportRow {
        number: row.number,
        cells: row.cells,
        verdict: row.verdict.parse::<rules::RowVerdict>()?.into(),
        problems: problems
            .into_iter()
            .map(|problem| ImportProblem {
                column: problem.column.and_then(|column| i32::try_from(column).ok()),
                rule: problem.rule,
                message: problem.message,
            })
            .collect(),
        changes: changes
            .into_iter()
            .map(|change| ImportChange {
                field: change.field,
                from: change.from,
                to: change.to,
            })
            .collect(),
        outcome: outcome.transpose()?.map(Into::into),
    })
}

connection!(
    /// A page of an import's rows.
    ImportRowConnection, ImportRowEdge, ImportRow, CountRows
);

/// Counts the rows that are wanted.
pub(crate) struct CountRows(Uuid, Wanted);

impl CountRows {
    async fn count(&self, scope: &Scope) -> Result<i64> {
        Ok(rows::count(&scope.tx, self.0, &self.1).await?)
    }
}

/// One page of an import's rows.
pub(super) async fn page(
    scope: &Scope,
    import: &Import,
    verdict: Option<ImportVerdict>,
    outcome: Option<ImportOutcome>,
    paging: &Paging,
) -> Result<ImportRowConnection> {
    let wanted = Wanted {
        verdict: verdict.map(|verdict| rules::RowVerdict::from(verdict).as_str()),
        outcome: outcome.map(|outcome| rules::RowOutcome::from(outcome).as_str()),
    };
    let id = import.row.id;
    let page = rows::list(&scope.tx, id, &wanted, paging).await?;
    let mut read_rows = Vec::with_capacity(page.rows.len());
    for (cursor, row) in page.rows {
        read_rows.push((cursor, read(row)?));
    }
    let page = store::Page {
        rows: read_rows,
        more: page.more,
        total: page.total,
    };
    Ok(ImportRowConnection::new(
        page,
        paging,
        CountRows(id, wanted),
        |row| row,
    ))
}
