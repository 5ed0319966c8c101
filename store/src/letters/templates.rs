//! How letters of each kind are worded where operators have changed it.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::tables::letter_template as table;
use crate::{Result, Tx};

/// One row of `letter_template`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = table, primary_key(kind), treat_none_as_null = true)]
pub struct LetterTemplate {
    pub kind: String,
    /// None where the standard wording was restored; then there is no text either.
    pub subject: Option<String>,
    pub text: Option<String>,
    pub version: i32,
    pub changed_by: Uuid,
    pub changed_at: DateTime<Utc>,
}

impl LetterTemplate {
    /// The subject and the text; none where the standard wording holds.
    pub fn wording(&self) -> Option<(&str, &str)> {
        self.subject.as_deref().zip(self.text.as_deref())
    }
}

/// Every one that was ever changed.
pub async fn all(tx: &Tx) -> Result<Vec<LetterTemplate>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(table::table
        .select(LetterTemplate::as_select())
        .load(&mut conn)
        .await?)
}

/// The one of a kind; none that was never changed.
pub async fn find(tx: &Tx, kind: &str) -> Result<Option<LetterTemplate>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(table::table
        .find(kind)
        .select(LetterTemplate::as_select())
        .first(&mut conn)
        .await
        .optional()?)
}

/// Keeps one in the place of the version last seen; none where it is another one by now.
pub async fn put(tx: &Tx, new: &LetterTemplate) -> Result<Option<LetterTemplate>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let row = LetterTemplate {
        version: new.version.saturating_add(1),
        ..new.clone()
    };
    if new.version == 0 {
        return Ok(diesel::insert_into(table::table)
            .values(&row)
            .on_conflict_do_nothing()
            .returning(LetterTemplate::as_returning())
            .get_result(&mut conn)
            .await
            .optional()?);
    }
    Ok(diesel::update(table::table.find(&new.kind))
        .filter(table::version.eq(new.version))
        .set(&row)
        .returning(LetterTemplate::as_returning())
        .get_result(&mut conn)
        .await
        .optional()?)
}
