//! Saved reports: what operators take away again and again, by hand or by schedule.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde_json::Value;
use uuid::Uuid;

use crate::exports::Export;
use crate::page::{Cursor, Page, Paging};
use crate::tables::{export, saved_report};
use crate::{Result, Tx};

/// One row of `saved_report`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = saved_report)]
pub struct SavedReport {
    pub id: Uuid,
    pub name: String,
    pub report: String,
    /// What is asked for, as the API took it.
    pub asked: Value,
    pub column_names: Vec<String>,
    /// What it is narrowed by, in words.
    pub narrowed: Vec<String>,
    pub format: String,
    /// WEEK or MONTH; none where it is run by hand alone.
    pub every: Option<String>,
    /// Of a week, Monday 1 to Sunday 7; of a month, 1 to 31.
    pub day: Option<i32>,
    /// The first day whose run is owed.
    pub since: NaiveDate,
    pub paused: bool,
    pub made_by: Uuid,
    pub made_at: DateTime<Utc>,
    pub removed_at: Option<DateTime<Utc>>,
}

/// What changes about a saved report; `None` leaves a column as it is.
#[derive(Debug, Clone, Copy, Default, AsChangeset)]
#[diesel(table_name = saved_report)]
pub struct Change {
    pub paused: Option<bool>,
    pub since: Option<NaiveDate>,
    /// Set, or taken away.
    pub removed_at: Option<Option<DateTime<Utc>>>,
}

/// Writes a saved report down.
pub async fn insert(tx: &Tx, new: &SavedReport) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::insert_into(saved_report::table)
        .values(new)
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// The saved report, held against others until the transaction ends.
pub async fn lock(tx: &Tx, id: Uuid) -> Result<Option<SavedReport>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(saved_report::table
        .find(id)
        .select(SavedReport::as_select())
        .for_update()
        .first(&mut conn)
        .await
        .optional()?)
}

/// Changes a saved report; it as it stands then.
pub async fn change(tx: &Tx, id: Uuid, change: &Change) -> Result<SavedReport> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(diesel::update(saved_report::table.find(id))
        .set(change)
        .returning(SavedReport::as_returning())
        .get_result(&mut conn)
        .await?)
}

/// The saved reports that are run by themselves, held against others until the transaction ends.
pub async fn scheduled(tx: &Tx) -> Result<Vec<SavedReport>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(saved_report::table
        .filter(saved_report::every.is_not_null())
        .filter(saved_report::removed_at.is_null())
        .filter(saved_report::paused.eq(false))
        .order(saved_report::id)
        .select(SavedReport::as_select())
        .for_update()
        .load(&mut conn)
        .await?)
}

/// One page of saved reports that are not removed, the latest first.
pub async fn list(tx: &Tx, paging: &Paging) -> Result<Page<SavedReport>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    // An id begins with the time it was made at.
    let mut query = saved_report::table
        .filter(saved_report::removed_at.is_null())
        .select(SavedReport::as_select())
        .into_boxed();
    if let Some(after) = &paging.after {
        query = query.filter(saved_report::id.lt(after.id));
    }
    let rows = query
        .order(saved_report::id.desc())
        .limit(paging.first + 1)
        .load(&mut conn)
        .await?;
    let key = |row: &SavedReport| Cursor {
        key: String::new(),
        id: row.id,
    };
    let rows = rows.into_iter().map(|row| (key(&row), row)).collect();
    Ok(Page::new(rows, paging.first))
}

/// How many saved reports there are that are not removed.
pub async fn count(tx: &Tx) -> Result<i64> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(saved_report::table
        .filter(saved_report::removed_at.is_null())
        .count()
        .get_result(&mut conn)
        .await?)
}

/// The last run of each of these saved reports that was ever run.
pub async fn last_runs(tx: &Tx, ids: &[Uuid]) -> Result<HashMap<Uuid, Export>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<Export> = export::table
        .filter(export::saved_report_id.eq_any(ids.iter().map(|id| Some(*id))))
        .distinct_on(export::saved_report_id)
        .order((export::saved_report_id, export::id.desc()))
        .select(Export::as_select())
        .load(&mut conn)
        .await?;
    let runs = rows.into_iter();
    Ok(runs
        .filter_map(|run| Some((run.saved_report_id?, run)))
        .collect())
}
