//! What a person has seen of a case.

use diesel::sql_query;
use diesel::sql_types::Uuid as SqlUuid;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::{Result, Tx};

/// Keeps that the viewer has seen everything that they may see of an application.
pub async fn put(tx: &Tx, application: Uuid, person: Uuid) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    sql_query(
        "insert into case_seen (university_id, application_id, person_id, seq) \
         select a.university_id, a.id, $2, coalesce((select max(t.seq) from trail t where t.application_id = a.id and t.university_id = a.university_id), 0) \
         from application a where a.id = $1 \
         on conflict (university_id, application_id, person_id) do update set seq = greatest(case_seen.seq, excluded.seq)",
    )
    .bind::<SqlUuid, _>(application)
    .bind::<SqlUuid, _>(person)
    .execute(&mut conn)
    .await?;
    Ok(())
}
