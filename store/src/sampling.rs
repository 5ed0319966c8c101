//! The programmes of an application that its assessor looks at more closely (P4, J7).

use chrono::{DateTime, Utc};
use diesel::sql_query;
use diesel::sql_types::{Array, Int4, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::{Result, Tx};

/// Programmes to be looked at more closely, and why.
#[derive(Debug, Clone, Copy)]
pub struct Chosen<'a> {
    pub university: Uuid,
    pub application: Uuid,
    pub programmes: &'a [Uuid],
    pub why: &'a str,
    pub by: Uuid,
    pub at: DateTime<Utc>,
}

/// Chooses programmes; one that is chosen already keeps what was said of it. How many are new.
pub async fn choose(tx: &Tx, chosen: &Chosen<'_>) -> Result<usize> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(
        "insert into sampled_programme (university_id, application_id, programme_id, why, chosen_at, chosen_by) \
         select $1, $2, p, $4, $5, $6 from unnest($3) as p on conflict do nothing",
    )
    .bind::<SqlUuid, _>(chosen.university)
    .bind::<SqlUuid, _>(chosen.application)
    .bind::<Array<SqlUuid>, _>(chosen.programmes)
    .bind::<Text, _>(chosen.why)
    .bind::<Timestamptz, _>(chosen.at)
    .bind::<SqlUuid, _>(chosen.by)
    .execute(&mut conn)
    .await?)
}

/// Notes what was found at a programme, where it is still at the version last seen; `false` where it is not.
pub async fn find(
    tx: &Tx,
    application: Uuid,
    programme: Uuid,
    version: i32,
    (finding, note): (Option<&str>, &str),
) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let changed = sql_query(
        "update sampled_programme set finding = $4, note = $5, version = version + 1 where application_id = $1 and programme_id = $2 and version = $3",
    )
    .bind::<SqlUuid, _>(application)
    .bind::<SqlUuid, _>(programme)
    .bind::<Int4, _>(version)
    .bind::<Nullable<Text>, _>(finding)
    .bind::<Text, _>(note)
    .execute(&mut conn)
    .await?;
    Ok(changed == 1)
}

/// Takes a programme out of the sample; `false` where it was not in it.
pub async fn leave_out(tx: &Tx, application: Uuid, programme: Uuid) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let gone =
        sql_query("delete from sampled_programme where application_id = $1 and programme_id = $2")
            .bind::<SqlUuid, _>(application)
            .bind::<SqlUuid, _>(programme)
            .execute(&mut conn)
            .await?;
    Ok(gone == 1)
}
