//! Universities: the tenants.

pub mod merging;
pub mod records;

use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::page::{Cursor, Page, Paging};
use crate::tables::university;
use crate::{Result, Tx};

/// One row of `university`.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = university)]
pub struct University {
    pub id: Uuid,
    pub name: String,
    pub slug: String,
}

/// A university to be written down.
#[derive(Debug, Insertable)]
#[diesel(table_name = university)]
pub struct NewUniversity<'a> {
    pub id: Uuid,
    pub name: &'a str,
    pub slug: &'a str,
    /// What the references of its applications and orders begin with.
    pub short_code: &'a str,
    /// The scheme it takes part in, by code.
    pub scheme: &'a str,
    pub nation: Option<&'static str>,
    pub external_reference: Option<&'a str>,
    /// Whether its invoices need a purchase-order number (M6).
    pub purchase_order_needed: bool,
}

/// Writes down a university; as an operator or the system.
pub async fn insert(tx: &Tx, new: &NewUniversity<'_>) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::insert_into(university::table)
        .values(new)
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// The universities among `ids` that this viewer may see.
pub async fn by_ids(tx: &Tx, ids: &[Uuid]) -> Result<Vec<University>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(university::table
        .filter(university::id.eq_any(ids))
        .select(University::as_select())
        .load(&mut conn)
        .await?)
}

/// Whether a university takes part; none where there is no such university.
///
/// # Errors
/// What the database says.
pub async fn is_open(tx: &Tx, id: Uuid) -> Result<Option<bool>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(university::table
        .find(id)
        .select(university::state.eq("OPEN"))
        .get_result(&mut conn)
        .await
        .optional()?)
}

/// One page of universities by name.
pub async fn list(tx: &Tx, search: Option<&str>, paging: &Paging) -> Result<Page<University>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let mut query = university::table
        .select(University::as_select())
        .order((university::name, university::id))
        .limit(paging.first + 1)
        .into_boxed();
    if let Some(words) = search {
        query = query.filter(university::name.ilike(like(words)));
    }
    if let Some(Cursor { key, id }) = paging.after.clone() {
        query = query.filter(
            university::name
                .gt(key.clone())
                .or(university::name.eq(key).and(university::id.gt(id))),
        );
    }
    let rows = query.load(&mut conn).await?;
    let rows = rows
        .into_iter()
        .map(|row: University| {
            (
                Cursor {
                    key: row.name.clone(),
                    id: row.id,
                },
                row,
            )
        })
        .collect();
    Ok(Page::new(rows, paging.first))
}

/// How many universities a search finds.
pub async fn count(tx: &Tx, search: Option<&str>) -> Result<i64> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let mut query = university::table.count().into_boxed();
    if let Some(words) = search {
        query = query.filter(university::name.ilike(like(words)));
    }
    Ok(query.get_result(&mut conn).await?)
}

/// Words as a pattern that matches them anywhere and nothing else.
pub(crate) fn like(words: &str) -> String {
    let words = words
        .replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_");
    format!("%{words}%")
}
