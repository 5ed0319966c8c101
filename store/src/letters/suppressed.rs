//! Addresses that a mail server refuses for good: no letter goes there until an operator lifts one.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::page::{Cursor, Page, Paging};
use crate::tables::suppressed_address as table;
use crate::{Error, Result, Tx};

/// One row of `suppressed_address`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = table)]
pub struct Suppressed {
    pub id: Uuid,
    /// In lower case.
    pub address: String,
    /// What the mail server said of it.
    pub why: String,
    pub since: DateTime<Utc>,
    /// The letter that was refused.
    pub letter_id: Option<Uuid>,
}

/// An address as it is compared.
pub fn compared(address: &str) -> String {
    address.trim().to_lowercase()
}

/// Suppresses an address; as the system. `false` when it is suppressed already, which then stays as it is.
pub async fn insert(tx: &Tx, new: &Suppressed) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let inserted = diesel::insert_into(table::table)
        .values(new)
        .on_conflict_do_nothing()
        .execute(&mut conn)
        .await?;
    Ok(inserted == 1)
}

/// What is known of an address; none where letters may go there.
pub async fn find(tx: &Tx, address: &str) -> Result<Option<Suppressed>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(table::table
        .filter(table::address.eq(compared(address)))
        .select(Suppressed::as_select())
        .first(&mut conn)
        .await
        .optional()?)
}

/// Lets letters go to an address again; it as it was.
pub async fn lift(tx: &Tx, id: Uuid) -> Result<Option<Suppressed>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(diesel::delete(table::table.find(id))
        .returning(Suppressed::as_returning())
        .get_result(&mut conn)
        .await
        .optional()?)
}

/// One page of suppressed addresses, the latest first.
pub async fn list(tx: &Tx, paging: &Paging) -> Result<Page<Suppressed>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let mut query = table::table.into_boxed();
    if let Some(Cursor { key, id }) = &paging.after {
        let at = DateTime::parse_from_rfc3339(key)
            .map_err(|_| Error::Unreadable("the cursor is of another list".to_owned()))?
            .with_timezone(&Utc);
        query = query.filter(
            table::since
                .lt(at)
                .or(table::since.eq(at).and(table::id.lt(*id))),
        );
    }
    let rows: Vec<Suppressed> = query
        .order((table::since.desc(), table::id.desc()))
        .limit(paging.first + 1)
        .select(Suppressed::as_select())
        .load(&mut conn)
        .await?;
    let key = |row: &Suppressed| Cursor {
        key: row.since.to_rfc3339(),
        id: row.id,
    };
    let rows = rows.into_iter().map(|row| (key(&row), row)).collect();
    Ok(Page::new(rows, paging.first))
}

/// How many addresses are suppressed.
pub async fn count(tx: &Tx) -> Result<i64> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(table::table.count().get_result(&mut conn).await?)
}
