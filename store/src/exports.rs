//! Exports: reports written to files, each kept for a week.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::report::FileFormat;
use serde_json::Value;
use uuid::Uuid;

use crate::page::{Cursor, Page, Paging};
use crate::saved_reports::SavedReport;
use crate::tables::export;
use crate::{Result, Tx};

/// One row of `export`.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = export)]
pub struct Export {
    pub id: Uuid,
    pub report: String,
    /// What was asked for, as the API took it.
    pub asked: Value,
    pub column_names: Vec<String>,
    /// What it is narrowed by, in words.
    pub narrowed: Vec<String>,
    pub format: String,
    pub state: String,
    /// Rows written so far.
    pub row_count: i32,
    /// Bytes.
    pub size: Option<i64>,
    pub object_key: Option<String>,
    pub problem: Option<String>,
    pub made_by: Uuid,
    pub made_at: DateTime<Utc>,
    pub ended_at: Option<DateTime<Utc>>,
    /// The saved report that it is a run of, and what that was called.
    pub saved_report_id: Option<Uuid>,
    pub called: Option<String>,
    /// The day of its schedule; none where it was run by hand.
    pub period: Option<NaiveDate>,
    /// Whom, or which university, it holds everything of.
    pub of_person: Option<Uuid>,
    pub of_university: Option<Uuid>,
}

/// An export to be written down.
#[derive(Debug, Insertable)]
#[diesel(table_name = export)]
pub struct NewExport<'a> {
    pub id: Uuid,
    pub report: &'a str,
    pub asked: &'a Value,
    pub column_names: Vec<&'a str>,
    pub narrowed: &'a [String],
    pub format: &'a str,
    pub made_by: Uuid,
    pub made_at: DateTime<Utc>,
    pub saved_report_id: Option<Uuid>,
    pub called: Option<&'a str>,
    pub period: Option<NaiveDate>,
    pub of_person: Option<Uuid>,
    pub of_university: Option<Uuid>,
}

impl<'a> NewExport<'a> {
    /// An archive of everything held of a person or a university, which has no columns.
    pub fn of_all(
        report: &'a str,
        asked: &'a Value,
        narrowed: &'a [String],
        (made_by, made_at): (Uuid, DateTime<Utc>),
    ) -> Self {
        Self {
            id: Uuid::now_v7(),
            report,
            asked,
            column_names: Vec::new(),
            narrowed,
            format: FileFormat::Zip.as_str(),
            made_by,
            made_at,
            saved_report_id: None,
            called: None,
            period: None,
            of_person: None,
            of_university: None,
        }
    }

    /// A run of a saved report, in somebody's name.
    pub fn of_saved(
        of: &'a SavedReport,
        id: Uuid,
        (made_by, made_at): (Uuid, DateTime<Utc>),
        period: Option<NaiveDate>,
    ) -> Self {
        Self {
            id,
            report: &of.report,
            asked: &of.asked,
            column_names: of.column_names.iter().map(String::as_str).collect(),
            narrowed: &of.narrowed,
            format: &of.format,
            made_by,
            made_at,
            saved_report_id: Some(of.id),
            called: Some(&of.name),
            period,
            of_person: None,
            of_university: None,
        }
    }
}

/// What changes about an export; `None` leaves a column as it is.
#[derive(Debug, Default, AsChangeset)]
#[diesel(table_name = export)]
pub struct Change<'a> {
    pub state: Option<&'static str>,
    pub row_count: Option<i32>,
    pub size: Option<i64>,
    pub object_key: Option<&'a str>,
    pub problem: Option<&'a str>,
    pub ended_at: Option<DateTime<Utc>>,
}

/// Writes an export down; it as it stands.
pub async fn insert(tx: &Tx, new: &NewExport<'_>) -> Result<Export> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(diesel::insert_into(export::table)
        .values(new)
        .returning(Export::as_returning())
        .get_result(&mut conn)
        .await?)
}

/// Writes the run of a period down; `false` where that was done before.
pub async fn insert_once(tx: &Tx, new: &NewExport<'_>) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let inserted = diesel::insert_into(export::table)
        .values(new)
        .on_conflict((export::saved_report_id, export::period))
        .do_nothing()
        .execute(&mut conn)
        .await?;
    Ok(inserted == 1)
}

/// The export, if this viewer may see it.
pub async fn find(tx: &Tx, id: Uuid) -> Result<Option<Export>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(export::table
        .find(id)
        .select(Export::as_select())
        .first(&mut conn)
        .await
        .optional()?)
}

/// The export, held against others until the transaction ends; as the system.
pub async fn lock(tx: &Tx, id: Uuid) -> Result<Option<Export>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(export::table
        .find(id)
        .select(Export::as_select())
        .for_update()
        .first(&mut conn)
        .await
        .optional()?)
}

/// Changes an export; as the system.
pub async fn change(tx: &Tx, id: Uuid, change: &Change<'_>) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::update(export::table.find(id))
        .set(change)
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// The exports that were ready by then and are still kept, held against others; as the system.
pub async fn ready_before(tx: &Tx, then: DateTime<Utc>) -> Result<Vec<Export>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(export::table
        .filter(export::state.eq("READY").and(export::ended_at.le(then)))
        .order(export::id)
        .select(Export::as_select())
        .for_update()
        .load(&mut conn)
        .await?)
}

/// One page of exports, or of the runs of a saved report, the latest first.
pub async fn list(tx: &Tx, of: Option<Uuid>, paging: &Paging) -> Result<Page<Export>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    // An id begins with the time it was made at.
    let mut query = export::table.select(Export::as_select()).into_boxed();
    if let Some(of) = of {
        query = query.filter(export::saved_report_id.eq(of));
    }
    if let Some(after) = &paging.after {
        query = query.filter(export::id.lt(after.id));
    }
    let rows = query
        .order(export::id.desc())
        .limit(paging.first + 1)
        .load(&mut conn)
        .await?;
    let key = |row: &Export| Cursor {
        key: String::new(),
        id: row.id,
    };
    let rows = rows.into_iter().map(|row| (key(&row), row)).collect();
    Ok(Page::new(rows, paging.first))
}

/// How many exports, or runs of a saved report, there are.
pub async fn count(tx: &Tx, of: Option<Uuid>) -> Result<i64> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let mut query = export::table.count().into_boxed();
    if let Some(of) = of {
        query = query.filter(export::saved_report_id.eq(of));
    }
    Ok(query.get_result(&mut conn).await?)
}
