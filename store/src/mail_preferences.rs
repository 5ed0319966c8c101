//! Which letters a person wants, and when.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::tables::mail_preference as table;
use crate::{Result, Tx};

/// One row of `mail_preference`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = table)]
pub struct Preferences {
    pub person_id: Uuid,
    /// Kinds of letters that are not wanted.
    pub unwanted: Vec<String>,
    pub version: i32,
    pub updated_at: DateTime<Utc>,
}

/// What a person has said; none who has said nothing wants everything.
pub async fn find(tx: &Tx, person: Uuid) -> Result<Option<Preferences>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(table::table
        .find(person)
        .select(Preferences::as_select())
        .first(&mut conn)
        .await
        .optional()?)
}

/// Stops letters of a kind; `false` when they were stopped before.
pub async fn stop(tx: &Tx, person: Uuid, kind: &str, at: DateTime<Utc>) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let changed = sql_query(
        "insert into mail_preference (person_id, unwanted, updated_at) values ($1, array[$2], $3) \
         on conflict (person_id) do update set unwanted = mail_preference.unwanted || $2, version = mail_preference.version + 1, updated_at = $3 \
         where not $2 = any (mail_preference.unwanted)",
    )
    .bind::<SqlUuid, _>(person)
    .bind::<Text, _>(kind)
    .bind::<Timestamptz, _>(at)
    .execute(&mut conn)
    .await?;
    Ok(changed == 1)
}

/// Lets letters of a kind go again; `false` when they went.
pub async fn want(tx: &Tx, person: Uuid, kind: &str, at: DateTime<Utc>) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let changed = sql_query(
        "update mail_preference set unwanted = array_remove(unwanted, $2), version = version + 1, updated_at = $3 \
         where person_id = $1 and $2 = any (unwanted)",
    )
    .bind::<SqlUuid, _>(person)
    .bind::<Text, _>(kind)
    .bind::<Timestamptz, _>(at)
    .execute(&mut conn)
    .await?;
    Ok(changed == 1)
}
