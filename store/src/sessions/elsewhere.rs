//! Sessions of people who signed out at the provider where they began, each told of by a token that is heeded once; as the system.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::tables::spent_logout;
use crate::{Result, Tx, Viewer};

/// Who signed out at a provider.
#[derive(Debug, Clone, Copy)]
pub struct Gone<'a> {
    pub provider: Uuid,
    /// The provider's name for the person; none where the session alone is named.
    pub subject: Option<&'a str>,
    /// The provider's name for the session; none for all of the person's.
    pub sid: Option<&'a str>,
}

/// Spends a logout token, and forgets those that nobody would believe any more. False where it was spent before.
pub async fn spend(
    tx: &Tx,
    provider: Uuid,
    jti: &str,
    until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::delete(spent_logout::table.filter(spent_logout::until.le(now)))
        .execute(&mut conn)
        .await?;
    let spent = diesel::insert_into(spent_logout::table)
        .values((
            spent_logout::provider_id.eq(provider),
            spent_logout::jti.eq(jti),
            spent_logout::until.eq(until),
        ))
        .on_conflict_do_nothing()
        .execute(&mut conn)
        .await?;
    Ok(spent == 1)
}

/// Ends the sessions of whoever signed out, and says as what they were signed in. One that has no name at the provider is ended with
/// all of its person's.
pub async fn end_gone(tx: &Tx, gone: &Gone<'_>, now: DateTime<Utc>) -> Result<Vec<Viewer>> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = SqlUuid)]
        person_id: Uuid,
        #[diesel(sql_type = Text)]
        role: String,
        #[diesel(sql_type = Nullable<SqlUuid>)]
        acting_university: Option<Uuid>,
    }
    if gone.subject.is_none() && gone.sid.is_none() {
        return Ok(Vec::new());
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<Row> = sql_query(
        "update session s set ended_at = $4 where s.provider_id = $1 and s.ended_at is null and s.expires_at > $4 \
           and ($2 is null or s.subject = $2) and ($3 is null or s.sid = $3 or (s.sid is null and s.subject = $2)) \
         returning s.person_id, coalesce(s.acting_from, s.role) as role, case when s.acting_from is null then s.acting_university end as acting_university",
    )
    .bind::<SqlUuid, _>(gone.provider)
    .bind::<Nullable<Text>, _>(gone.subject)
    .bind::<Nullable<Text>, _>(gone.sid)
    .bind::<Timestamptz, _>(now)
    .load(&mut conn)
    .await?;
    rows.into_iter()
        .map(|row| super::viewer(row.person_id, &row.role, row.acting_university))
        .collect()
}
