//! Answers remembered under a key that the client chose, so that a repeated mutation happens once.

use chrono::{DateTime, Utc};
use diesel::sql_types::{Bytea, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel::{QueryableByName, sql_query};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde_json::Value;
use uuid::Uuid;

use crate::{Error, Result, Tx, Viewer};

/// What is known of a key.
#[derive(Debug, Clone, PartialEq)]
pub enum Claim {
    /// Nothing: the request is to be done, and its answer saved in the same transaction.
    New,
    /// The same request was answered with this.
    Answered(Value),
    /// The key was used for another request.
    Other,
}

/// Takes the key for this request. Who asks with the same key meanwhile waits here until this transaction ends.
///
/// # Errors
/// [`Error::Internal`] for a viewer that is nobody.
pub async fn claim(
    tx: &Tx,
    viewer: &Viewer,
    key: &str,
    request_hash: &[u8],
    now: DateTime<Utc>,
) -> Result<Claim> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Bytea)]
        request_hash: Vec<u8>,
        #[diesel(sql_type = Nullable<Jsonb>)]
        response: Option<Value>,
    }
    let (person, university) = owner(viewer)?;
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let row: Row = sql_query(
        "insert into idempotency (person_id, acting_university, key, request_hash, created_at) values ($1, $2, $3, $4, $5) \
         on conflict (person_id, acting_university, key) do update set key = excluded.key \
         returning request_hash, response",
    )
    .bind::<SqlUuid, _>(person)
    .bind::<SqlUuid, _>(university)
    .bind::<Text, _>(key)
    .bind::<Bytea, _>(request_hash)
    .bind::<Timestamptz, _>(now)
    .get_result(&mut conn)
    .await?;
    Ok(match row.response {
        _ if row.request_hash != request_hash => Claim::Other,
        Some(answer) => Claim::Answered(answer),
        None => Claim::New,
    })
}

/// Remembers the answer under the key that [`claim`] took.
///
/// # Errors
/// As [`claim`].
pub async fn save(tx: &Tx, viewer: &Viewer, key: &str, answer: &Value) -> Result<()> {
    let (person, university) = owner(viewer)?;
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    sql_query(
        "update idempotency set response = $4 where person_id = $1 and acting_university = $2 and key = $3",
    )
    .bind::<SqlUuid, _>(person)
    .bind::<SqlUuid, _>(university)
    .bind::<Text, _>(key)
    .bind::<Jsonb, _>(answer)
    .execute(&mut conn)
    .await?;
    Ok(())
}

/// Forgets answers given before `before`; as the system alone.
pub async fn sweep(tx: &Tx, before: DateTime<Utc>) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    sql_query("delete from idempotency where created_at < $1")
        .bind::<Timestamptz, _>(before)
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// Keys are a person's own in each university; the scheme's have the nil university.
fn owner(viewer: &Viewer) -> Result<(Uuid, Uuid)> {
    let person = viewer
        .person()
        .ok_or_else(|| Error::internal("an idempotency key needs a person"))?;
    Ok((person, viewer.university().unwrap_or_default()))
}
