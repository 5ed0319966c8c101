//! Phrases: what an assessor keeps for themselves; row-level security shows each their own.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::tables::phrase;
use crate::{Result, Tx};

/// One row of `phrase`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = phrase)]
pub struct Phrase {
    pub person_id: Uuid,
    pub id: Uuid,
    pub kind: String,
    pub title: String,
    pub text: String,
    pub version: i32,
    pub updated_at: DateTime<Utc>,
}

/// The viewer's own phrases, by title.
pub async fn own(tx: &Tx) -> Result<Vec<Phrase>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(phrase::table
        .order((phrase::title, phrase::id))
        .select(Phrase::as_select())
        .load(&mut conn)
        .await?)
}

/// Keeps a new phrase.
///
/// # Errors
/// [`crate::Error::Conflict`] when the person has one of that kind and title.
pub async fn insert(tx: &Tx, new: &Phrase) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::insert_into(phrase::table)
        .values(new)
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// Keeps a phrase as it is now, where it still is at the version before; whether it was.
///
/// # Errors
/// As [`insert`].
pub async fn change(tx: &Tx, now: &Phrase) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let before = phrase::id
        .eq(now.id)
        .and(phrase::version.eq(now.version - 1));
    let changed = diesel::update(phrase::table.filter(before))
        .set((
            phrase::kind.eq(&now.kind),
            phrase::title.eq(&now.title),
            phrase::text.eq(&now.text),
            phrase::version.eq(now.version),
            phrase::updated_at.eq(now.updated_at),
        ))
        .execute(&mut conn)
        .await?;
    Ok(changed > 0)
}

/// Keeps a phrase no longer; it as it was.
pub async fn remove(tx: &Tx, id: Uuid) -> Result<Option<Phrase>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(diesel::delete(phrase::table.filter(phrase::id.eq(id)))
        .returning(Phrase::as_returning())
        .get_result(&mut conn)
        .await
        .optional()?)
}
