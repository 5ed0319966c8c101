//! Starting drafts, and what one over several programmes covers (P4).

use chrono::{DateTime, Utc};
use diesel::sql_types::{Array, Int4, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel::{OptionalExtension, sql_query};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::Application;
use crate::{Result, Tx};

/// A draft to be.
#[derive(Debug, Clone)]
pub struct NewApplication {
    pub university_id: Uuid,
    pub id: Uuid,
    pub edition_id: Uuid,
    pub scope: &'static str,
    pub kind: &'static str,
    pub level: String,
    pub level_rank: i32,
    pub programmes: Vec<Uuid>,
    pub language: &'static str,
    pub led_by: Option<String>,
    pub expectations: Option<String>,
    pub at: DateTime<Utc>,
}

/// Starts drafts, each over its programmes, of one university and by one edition at whatever levels: one statement; the references
/// are given by the database.
pub async fn insert_all(tx: &Tx, new: &[NewApplication]) -> Result<Vec<Application>> {
    let covers: Vec<(Uuid, Uuid)> = new
        .iter()
        .flat_map(|n| n.programmes.iter().map(|programme| (n.id, *programme)))
        .collect();
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(
        "with new as (select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
           as n (university_id, id, edition_id, scope, kind, level, level_rank, at, language, led_by, expectations)), \
         made as (insert into application (university_id, id, edition_id, scope, kind, level, level_rank, state, created_at, updated_at, language, led_by, expectations) \
         select university_id, id, edition_id, scope, kind, level, level_rank, 'DRAFT', at, at, language, led_by, expectations from new returning *), \
         covers as (insert into application_programme (university_id, application_id, programme_id) \
         select n.university_id, n.id, c.programme_id from new n join unnest($12, $13) as c (id, programme_id) using (id)) \
         select * from made",
    )
    .bind::<Array<SqlUuid>, _>(new.iter().map(|n| n.university_id).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(new.iter().map(|n| n.id).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(new.iter().map(|n| n.edition_id).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(new.iter().map(|n| n.scope).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(new.iter().map(|n| n.kind).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(new.iter().map(|n| n.level.as_str()).collect::<Vec<_>>())
    .bind::<Array<Int4>, _>(new.iter().map(|n| n.level_rank).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(new.iter().map(|n| n.at).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(new.iter().map(|n| n.language).collect::<Vec<_>>())
    .bind::<Array<Nullable<Text>>, _>(new.iter().map(|n| n.led_by.as_deref()).collect::<Vec<_>>())
    .bind::<Array<Nullable<Text>>, _>(new.iter().map(|n| n.expectations.as_deref()).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(covers.iter().map(|(id, _)| *id).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(covers.iter().map(|(_, programme)| *programme).collect::<Vec<_>>())
    .load(&mut conn)
    .await?)
}

/// What a draft over several programmes shall cover, and how they are run together (P4).
#[derive(Debug, Clone, Copy)]
pub struct Cover<'a> {
    pub programmes: &'a [Uuid],
    pub kind: &'static str,
    pub led_by: Option<&'a str>,
    pub expectations: Option<&'a str>,
    pub at: DateTime<Utc>,
}

/// Has a draft that this transaction holds cover exactly these programmes, and counts its version up: one statement. `None` where an
/// item of evidence speaks only of programmes that would be let go: nothing is changed then.
pub async fn cover(tx: &Tx, application: Uuid, cover: &Cover<'_>) -> Result<Option<Application>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(
        "with silent as (select x.evidence_id from evidence_programme x where x.application_id = $1 group by 1 having bool_and(x.programme_id <> all($2))), \
         gone as (delete from application_programme where application_id = $1 and programme_id <> all($2) and not exists (select from silent)), \
         come as (insert into application_programme (university_id, application_id, programme_id) \
           select a.university_id, a.id, p from application a, unnest($2) as p where a.id = $1 and not exists (select from silent) on conflict do nothing) \
         update application set kind = $3, led_by = $4, expectations = $5, updated_at = $6, version = version + 1 \
         where id = $1 and not exists (select from silent) returning *",
    )
    .bind::<SqlUuid, _>(application)
    .bind::<Array<SqlUuid>, _>(cover.programmes)
    .bind::<Text, _>(cover.kind)
    .bind::<Nullable<Text>, _>(cover.led_by)
    .bind::<Nullable<Text>, _>(cover.expectations)
    .bind::<Timestamptz, _>(cover.at)
    .get_result(&mut conn)
    .await
    .optional()?)
}
