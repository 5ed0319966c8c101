//! Evidence files on their way from declared to verified: what the jobs read and decide (E1-E3).

use chrono::{DateTime, Utc};
use diesel::sql_query;
use diesel::sql_types::{Array, BigInt, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel::{OptionalExtension, QueryableByName};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::{Result, Tx};

/// A file as it was declared, and where it stands.
#[derive(Debug, Clone, QueryableByName)]
pub struct Facts {
    #[diesel(sql_type = SqlUuid)]
    pub university_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub evidence_id: Uuid,
    #[diesel(sql_type = Text)]
    pub title: String,
    #[diesel(sql_type = Text)]
    pub name: String,
    /// Bytes, as declared.
    #[diesel(sql_type = BigInt)]
    pub size: i64,
    /// Lower-case hex, as declared.
    #[diesel(sql_type = Text)]
    pub sha256: String,
    #[diesel(sql_type = Text)]
    pub state: String,
    #[diesel(sql_type = Text)]
    pub upload_key: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub object_key: Option<String>,
    /// The applications it is tied to.
    #[diesel(sql_type = Array<SqlUuid>)]
    pub applications: Vec<Uuid>,
}

const FACTS: &str = "select f.university_id, f.evidence_id, e.title, f.name, f.size, f.sha256, f.state, f.upload_key, f.object_key, \
    array(select distinct t.application_id from evidence_tie t where t.evidence_id = f.evidence_id order by 1) as applications \
    from evidence_file f join evidence e on e.id = f.evidence_id";

/// The file's facts, if it is still there.
///
/// # Errors
/// What the database says.
pub async fn facts(tx: &Tx, evidence: Uuid) -> Result<Option<Facts>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(format!("{FACTS} where f.evidence_id = $1"))
        .bind::<SqlUuid, _>(evidence)
        .get_result(&mut conn)
        .await
        .optional()?)
}

/// Files that began to arrive before then and never did, oldest first.
///
/// # Errors
/// What the database says.
pub async fn unfinished(tx: &Tx, before: DateTime<Utc>, most: i64) -> Result<Vec<Facts>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(format!(
        "{FACTS} where f.state = 'UPLOADING' and e.added_at < $1 order by e.added_at, e.id limit $2"
    ))
    .bind::<Timestamptz, _>(before)
    .bind::<BigInt, _>(most)
    .load(&mut conn)
    .await?)
}

/// SCANNING becomes CLEAN: from now on it is served as `content_type` from `object_key`. `false` when it was not being checked.
///
/// # Errors
/// What the database says.
pub async fn set_clean(
    tx: &Tx,
    evidence: Uuid,
    content_type: &str,
    object_key: &str,
) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let changed = sql_query("update evidence_file set state = 'CLEAN', content_type = $2, object_key = $3 where evidence_id = $1 and state = 'SCANNING'")
        .bind::<SqlUuid, _>(evidence)
        .bind::<Text, _>(content_type)
        .bind::<Text, _>(object_key)
        .execute(&mut conn)
        .await?;
    Ok(changed == 1)
}

/// From `state` to FAILED, with what its owner can do about it. `false` when it was in another state.
///
/// # Errors
/// What the database says.
pub async fn set_failed(tx: &Tx, evidence: Uuid, state: &str, problem: &str) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let changed = sql_query("update evidence_file set state = 'FAILED', problem = $3 where evidence_id = $1 and state = $2")
        .bind::<SqlUuid, _>(evidence)
        .bind::<Text, _>(state)
        .bind::<Text, _>(problem)
        .execute(&mut conn)
        .await?;
    Ok(changed == 1)
}
