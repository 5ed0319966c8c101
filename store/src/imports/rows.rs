//! The rows of an import: their cells, what each would change, and what became of it.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Integer, Jsonb, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::page::{Cursor, Page, Paging};
use crate::tables::import_row;
use crate::{Error, Result, Tx};

/// One row of `import_row`.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = import_row)]
pub struct ImportRow {
    pub import_id: Uuid,
    /// Its place in the file; the headings are row 1.
    pub number: i32,
    pub cells: Vec<String>,
    pub verdict: String,
    pub problems: Value,
    pub changes: Value,
    pub outcome: Option<String>,
    /// What is needed to take it back.
    pub made: Option<Value>,
}

/// A row with its verdict, to be written down.
#[derive(Debug, Clone, Serialize)]
pub struct NewRow {
    pub number: i32,
    pub cells: Vec<String>,
    pub verdict: &'static str,
    pub problems: Value,
    pub changes: Value,
}

/// What became of a row.
#[derive(Debug, Clone, Serialize)]
pub struct Settled {
    pub number: i32,
    pub verdict: String,
    pub problems: Value,
    pub changes: Value,
    pub outcome: Option<&'static str>,
    pub made: Option<Value>,
}

/// Writes rows down: one statement.
pub async fn insert_all(tx: &Tx, import: Uuid, rows: &[NewRow]) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    sql_query(
        "insert into import_row (import_id, number, cells, verdict, problems, changes) \
         select $1, number, cells, verdict, problems, changes from jsonb_populate_recordset(null::import_row, $2)",
    )
    .bind::<SqlUuid, _>(import)
    .bind::<Jsonb, _>(json(rows)?)
    .execute(&mut conn)
    .await?;
    Ok(())
}

/// Keeps what became of rows: one statement.
pub async fn settle_all(tx: &Tx, import: Uuid, rows: &[Settled]) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    sql_query(
        "update import_row r set verdict = s.verdict, problems = s.problems, changes = s.changes, outcome = s.outcome, made = coalesce(s.made, r.made) \
         from jsonb_populate_recordset(null::import_row, $2) s where r.import_id = $1 and r.number = s.number",
    )
    .bind::<SqlUuid, _>(import)
    .bind::<Jsonb, _>(json(rows)?)
    .execute(&mut conn)
    .await?;
    Ok(())
}

/// Forgets the rows, so that the file is checked from its beginning.
pub async fn forget(tx: &Tx, import: Uuid) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::delete(import_row::table.filter(import_row::import_id.eq(import)))
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// Rows after `after` of these verdicts, in the file's order.
pub async fn of_verdicts(
    tx: &Tx,
    import: Uuid,
    verdicts: &[&str],
    after: i32,
    most: i64,
) -> Result<Vec<ImportRow>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(import_row::table
        .filter(import_row::import_id.eq(import))
        .filter(import_row::verdict.eq_any(verdicts.to_vec()))
        .filter(import_row::number.gt(after))
        .order(import_row::number)
        .limit(most)
        .select(ImportRow::as_select())
        .load(&mut conn)
        .await?)
}

/// Rows before `before` that did something that stands, the last of the file first.
pub async fn that_did(tx: &Tx, import: Uuid, before: i32, most: i64) -> Result<Vec<ImportRow>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(import_row::table
        .filter(import_row::import_id.eq(import))
        .filter(import_row::outcome.eq_any(["ADDED", "CHANGED", "KEPT"]))
        .filter(import_row::number.lt(before))
        .order(import_row::number.desc())
        .limit(most)
        .select(ImportRow::as_select())
        .load(&mut conn)
        .await?)
}

/// Which rows of an import are wanted.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    pub verdict: Option<&'static str>,
    pub outcome: Option<&'static str>,
}

/// One page of an import's rows in the file's order.
pub async fn list(
    tx: &Tx,
    import: Uuid,
    wanted: &Wanted,
    paging: &Paging,
) -> Result<Page<ImportRow>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let mut query = import_row::table
        .filter(import_row::import_id.eq(import))
        .select(ImportRow::as_select())
        .order(import_row::number)
        .limit(paging.first + 1)
        .into_boxed();
    if let Some(verdict) = wanted.verdict {
        query = query.filter(import_row::verdict.eq(verdict));
    }
    if let Some(outcome) = wanted.outcome {
        query = query.filter(import_row::outcome.eq(outcome));
    }
    if let Some(cursor) = &paging.after {
        let number: i32 = cursor
            .key
            .parse()
            .map_err(|_| Error::Unreadable("the cursor is of another list".to_owned()))?;
        query = query.filter(import_row::number.gt(number));
    }
    let rows = query.load(&mut conn).await?;
    let rows = rows
        .into_iter()
        .map(|row: ImportRow| {
            let key = row.number.to_string();
            (
                Cursor {
                    key,
                    id: row.import_id,
                },
                row,
            )
        })
        .collect();
    Ok(Page::new(rows, paging.first))
}

/// How many rows of an import are wanted.
pub async fn count(tx: &Tx, import: Uuid, wanted: &Wanted) -> Result<i64> {
    #[derive(QueryableByName)]
    struct Counted {
        #[diesel(sql_type = Integer)]
        n: i32,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let counted: Counted = sql_query(
        "select count(*)::int as n from import_row where import_id = $1 and ($2 = '' or verdict = $2) and ($3 = '' or outcome = $3)",
    )
    .bind::<SqlUuid, _>(import)
    .bind::<diesel::sql_types::Text, _>(wanted.verdict.unwrap_or_default())
    .bind::<diesel::sql_types::Text, _>(wanted.outcome.unwrap_or_default())
    .get_result(&mut conn)
    .await?;
    Ok(counted.n.into())
}

pub(super) fn json<T: Serialize + ?Sized>(rows: &T) -> Result<Value> {
    serde_json::to_value(rows).map_err(Error::internal)
}
