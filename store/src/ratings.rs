//! Self-ratings: the university's own judgement of each criterion.

use chrono::{DateTime, Utc};
use diesel::sql_types::{Array, Int4, Text, Timestamptz, Uuid as SqlUuid};
use diesel::{OptionalExtension, QueryableByName, sql_query};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::{Result, Tx};

/// A rating to be stored.
#[derive(Debug, Clone)]
pub struct NewRating<'a> {
    pub university: Uuid,
    pub application: Uuid,
    pub criterion: &'a str,
    pub value: &'static str,
    pub statement: &'a str,
    pub elements: &'a [i32],
    /// The version last seen; 0 for a first rating.
    pub version: i32,
    pub by: Uuid,
    pub at: DateTime<Utc>,
}

/// Stores the rating and answers its new version, or `None` when somebody else has stored another since.
pub async fn put(tx: &Tx, new: &NewRating<'_>) -> Result<Option<i32>> {
    #[derive(QueryableByName)]
    struct Version {
        #[diesel(sql_type = Int4)]
        version: i32,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let stored: Option<Version> = sql_query(
        "insert into self_rating (university_id, application_id, criterion, value, statement, elements, version, updated_at, updated_by) \
         select $1, $2, $3, $4, $5, $6, 1, $7, $8 where $9 = 0 or exists (select from self_rating where application_id = $2 and criterion = $3) \
         on conflict (application_id, criterion) do update set value = excluded.value, statement = excluded.statement, elements = excluded.elements, \
         version = self_rating.version + 1, updated_at = excluded.updated_at, updated_by = excluded.updated_by where self_rating.version = $9 \
         returning version",
    )
    .bind::<SqlUuid, _>(new.university)
    .bind::<SqlUuid, _>(new.application)
    .bind::<Text, _>(new.criterion)
    .bind::<Text, _>(new.value)
    .bind::<Text, _>(new.statement)
    .bind::<Array<Int4>, _>(new.elements)
    .bind::<Timestamptz, _>(new.at)
    .bind::<SqlUuid, _>(new.by)
    .bind::<Int4, _>(new.version)
    .get_result(&mut conn)
    .await
    .optional()?;
    Ok(stored.map(|s| s.version))
}
