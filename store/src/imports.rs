//! Imports: operators' files, and where each of them stands (B1-B3).

pub mod known;
pub mod rows;
pub mod undo;
pub mod write;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde_json::Value;
use uuid::Uuid;

use crate::page::{Cursor, Page, Paging};
use crate::tables::import;
use crate::{Error, Result, Tx};

/// One row of `import`.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = import)]
pub struct Import {
    pub id: Uuid,
    pub kind: String,
    pub file_name: String,
    /// Bytes, as announced.
    pub size: i64,
    /// Lower-case hex, as announced.
    pub sha256: String,
    pub upload_key: String,
    /// Where the file is kept once it was found to be the one announced.
    pub object_key: Option<String>,
    pub state: String,
    /// What is wrong with the file.
    pub problem: Option<String>,
    pub version: i32,
    /// How the file was read, in words.
    pub read_as: String,
    pub headings: Vec<String>,
    /// The first rows: lists of cells.
    pub preview: Value,
    /// One for each heading: the field's name, or null.
    pub mapping: Value,
    pub update_existing: bool,
    pub row_count: i32,
    /// Rows to go through in this state.
    pub todo_rows: i32,
    /// Rows gone through in this state.
    pub done_rows: i32,
    /// The number of the last row gone through.
    pub at_row: i32,
    pub new_rows: i32,
    pub same_rows: i32,
    pub differing_rows: i32,
    pub bad_rows: i32,
    pub added_rows: i32,
    pub changed_rows: i32,
    pub taken_back_rows: i32,
    pub kept_rows: i32,
    pub created_at: DateTime<Utc>,
    pub created_by: Uuid,
    pub acted_by: Option<Uuid>,
    pub acted_at: Option<DateTime<Utc>>,
    /// Since when its rows and its file are there no more (E7).
    pub emptied_on: Option<NaiveDate>,
}

/// An import to be written down.
#[derive(Debug, Insertable)]
#[diesel(table_name = import)]
pub struct NewImport<'a> {
    pub id: Uuid,
    pub kind: &'static str,
    pub file_name: &'a str,
    pub size: i64,
    pub sha256: &'a str,
    pub upload_key: &'a str,
    pub state: &'static str,
    pub created_at: DateTime<Utc>,
    pub created_by: Uuid,
}

/// What changes about an import; `None` leaves a column as it is.
#[derive(Debug, Default, AsChangeset)]
#[diesel(table_name = import)]
pub struct Change<'a> {
    pub state: Option<&'static str>,
    pub problem: Option<&'a str>,
    pub object_key: Option<&'a str>,
    pub read_as: Option<&'a str>,
    pub headings: Option<Vec<&'a str>>,
    pub preview: Option<&'a Value>,
    pub mapping: Option<&'a Value>,
    pub update_existing: Option<bool>,
    pub row_count: Option<i32>,
    pub todo_rows: Option<i32>,
    pub done_rows: Option<i32>,
    pub at_row: Option<i32>,
    pub new_rows: Option<i32>,
    pub same_rows: Option<i32>,
    pub differing_rows: Option<i32>,
    pub bad_rows: Option<i32>,
    pub added_rows: Option<i32>,
    pub changed_rows: Option<i32>,
    pub taken_back_rows: Option<i32>,
    pub kept_rows: Option<i32>,
    pub acted_by: Option<Uuid>,
    pub acted_at: Option<DateTime<Utc>>,
}

/// Writes an import down; it as it stands.
pub async fn insert(tx: &Tx, new: &NewImport<'_>) -> Result<Import> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(diesel::insert_into(import::table)
        .values(new)
        .returning(Import::as_returning())
        .get_result(&mut conn)
        .await?)
}

/// The import, if this viewer may see it.
pub async fn find(tx: &Tx, id: Uuid) -> Result<Option<Import>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(import::table
        .find(id)
        .select(Import::as_select())
        .first(&mut conn)
        .await
        .optional()?)
}

/// Those of `ids` that this viewer may see.
pub async fn visible(tx: &Tx, ids: &[Uuid]) -> Result<Vec<Uuid>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(import::table
        .filter(import::id.eq_any(ids))
        .select(import::id)
        .load(&mut conn)
        .await?)
}

/// The import, held against others until the transaction ends.
pub async fn lock(tx: &Tx, id: Uuid) -> Result<Option<Import>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(import::table
        .find(id)
        .select(Import::as_select())
        .for_update()
        .first(&mut conn)
        .await
        .optional()?)
}

/// Changes an import that this transaction holds, and counts its version up.
pub async fn change(tx: &Tx, id: Uuid, change: &Change<'_>) -> Result<Import> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(diesel::update(import::table.find(id))
        .set((change, import::version.eq(import::version + 1)))
        .returning(Import::as_returning())
        .get_result(&mut conn)
        .await?)
}

/// One page of imports, newest first.
pub async fn list(tx: &Tx, paging: &Paging) -> Result<Page<Import>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let mut query = import::table
        .select(Import::as_select())
        .order((import::created_at.desc(), import::id))
        .limit(paging.first + 1)
        .into_boxed();
    if let Some(Cursor { key, id }) = &paging.after {
        let at = DateTime::parse_from_rfc3339(key)
            .map_err(|_| Error::Unreadable("the cursor is of another list".to_owned()))?
            .to_utc();
        query = query.filter(
            import::created_at
                .lt(at)
                .or(import::created_at.eq(at).and(import::id.gt(*id))),
        );
    }
    let rows = query.load(&mut conn).await?;
    let rows = rows
        .into_iter()
        .map(|row: Import| {
            let key = row.created_at.to_rfc3339();
            (Cursor { key, id: row.id }, row)
        })
        .collect();
    Ok(Page::new(rows, paging.first))
}

/// How many imports there are.
pub async fn count(tx: &Tx) -> Result<i64> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(import::table.count().get_result(&mut conn).await?)
}

/// How files of a kind were mapped before, newest first: headings with the fields that were chosen for them.
pub async fn mapped_before(tx: &Tx, kind: &str) -> Result<Vec<(Vec<String>, Value)>> {
    const LOOKED_AT: i64 = 20;
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(import::table
        .filter(import::kind.eq(kind))
        .filter(import::mapping.ne(Value::Array(Vec::new())))
        .order(import::created_at.desc())
        .limit(LOOKED_AT)
        .select((import::headings, import::mapping))
        .load(&mut conn)
        .await?)
}

/// Imports whose file began to arrive before then and never did.
pub async fn unfinished(tx: &Tx, before: DateTime<Utc>) -> Result<Vec<Uuid>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(import::table
        .filter(import::state.eq("UPLOADING"))
        .filter(import::created_at.lt(before))
        .select(import::id)
        .load(&mut conn)
        .await?)
}
