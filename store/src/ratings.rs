//! Self-ratings: the university's own judgement of each criterion.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::sql_types::{Array, BigInt, Int4, Text, Timestamptz, Uuid as SqlUuid};
use diesel::{OptionalExtension, QueryableByName, sql_query};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::{Result, Tx};

#[derive(QueryableByName)]
struct Version {
    #[diesel(sql_type = Int4)]
    version: i32,
}

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

/// How one programme meets a criterion otherwise than the rest of its application (P4).
#[derive(Debug, Clone)]
pub struct NewException<'a> {
    pub university: Uuid,
    pub application: Uuid,
    pub criterion: &'a str,
    pub programme: Uuid,
    pub value: &'static str,
    pub statement: &'a str,
    /// The version last seen; 0 for the first.
    pub version: i32,
    pub by: Uuid,
    pub at: DateTime<Utc>,
}

/// Stores the exception and answers its new version, or `None` when somebody else has stored another since.
pub async fn put_exception(tx: &Tx, new: &NewException<'_>) -> Result<Option<i32>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let stored: Option<Version> = sql_query(
        "insert into rating_exception (university_id, application_id, criterion, programme_id, value, statement, version, updated_at, updated_by) \
         select $1, $2, $3, $4, $5, $6, 1, $7, $8 where $9 = 0 or exists (select from rating_exception where application_id = $2 and criterion = $3 and programme_id = $4) \
         on conflict (application_id, criterion, programme_id) do update set value = excluded.value, statement = excluded.statement, \
         version = rating_exception.version + 1, updated_at = excluded.updated_at, updated_by = excluded.updated_by where rating_exception.version = $9 \
         returning version",
    )
    .bind::<SqlUuid, _>(new.university)
    .bind::<SqlUuid, _>(new.application)
    .bind::<Text, _>(new.criterion)
    .bind::<SqlUuid, _>(new.programme)
    .bind::<Text, _>(new.value)
    .bind::<Text, _>(new.statement)
    .bind::<Timestamptz, _>(new.at)
    .bind::<SqlUuid, _>(new.by)
    .bind::<Int4, _>(new.version)
    .get_result(&mut conn)
    .await
    .optional()?;
    Ok(stored.map(|s| s.version))
}

/// Takes an exception of that version away; `false` when there is none.
pub async fn remove_exception(
    tx: &Tx,
    application: Uuid,
    criterion: &str,
    programme: Uuid,
    version: i32,
) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let gone = sql_query(
        "delete from rating_exception where application_id = $1 and criterion = $2 and programme_id = $3 and version = $4",
    )
    .bind::<SqlUuid, _>(application)
    .bind::<Text, _>(criterion)
    .bind::<SqlUuid, _>(programme)
    .bind::<Int4, _>(version)
    .execute(&mut conn)
    .await?;
    Ok(gone == 1)
}

/// Answers to be copied.
#[derive(Debug, Clone)]
pub struct Copy<'a> {
    /// The application whose answers are copied.
    pub from: Uuid,
    /// Each draft that gets them, with each criterion that it answers.
    pub pairs: &'a [(Uuid, &'a str)],
    pub by: Uuid,
    pub at: DateTime<Utc>,
}

/// Fills criteria that are not rated, and adds links that are not there, from another application; how many of each every draft
/// got: one statement.
pub async fn copy(tx: &Tx, copy: &Copy<'_>) -> Result<HashMap<Uuid, (i64, i64)>> {
    #[derive(QueryableByName)]
    struct Got {
        #[diesel(sql_type = SqlUuid)]
        application_id: Uuid,
        #[diesel(sql_type = BigInt)]
        answers: i64,
        #[diesel(sql_type = BigInt)]
        links: i64,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let got: Vec<Got> = sql_query(
        "with pair as (select a.university_id, p.id as application_id, p.criterion from unnest($2, $3) as p (id, criterion) join application a on a.id = p.id), \
         rated as (insert into self_rating (university_id, application_id, criterion, value, statement, elements, version, updated_at, updated_by) \
           select p.university_id, p.application_id, p.criterion, r.value, r.statement, r.elements, 1, $4, $5 \
           from pair p join self_rating r on r.application_id = $1 and r.criterion = p.criterion \
           on conflict (application_id, criterion) do nothing returning application_id), \
         tied as (select t.evidence_id, p.university_id, p.application_id, array_agg(p.criterion) as criteria from evidence_tie t join pair p on p.criterion = t.criterion \
           where t.application_id = $1 and t.request_id is null group by 1, 2, 3), \
         link as (select gen_random_uuid() as id, t.university_id, t.application_id, t.criteria, e.title, e.covers_from, e.covers_to, e.url from tied t \
           join evidence e on e.id = t.evidence_id and e.kind = 'LINK' \
           where not exists (select from evidence_tie x join evidence y on y.id = x.evidence_id where x.application_id = t.application_id and y.url = e.url)), \
         item as (insert into evidence (university_id, id, kind, title, covers_from, covers_to, url, added_at, added_by) \
           select university_id, id, 'LINK', title, covers_from, covers_to, url, $4, $5 from link returning id), \
         tie as (insert into evidence_tie (university_id, application_id, evidence_id, criterion) \
           select l.university_id, l.application_id, l.id, c from link l join item i on i.id = l.id, unnest(l.criteria) as c) \
         select application_id, count(*) filter (where answer) as answers, count(*) filter (where not answer) as links \
         from (select application_id, true as answer from rated union all select application_id, false from link) g group by 1",
    )
    .bind::<SqlUuid, _>(copy.from)
    .bind::<Array<SqlUuid>, _>(copy.pairs.iter().map(|(id, _)| *id).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(copy.pairs.iter().map(|(_, c)| *c).collect::<Vec<_>>())
    .bind::<Timestamptz, _>(copy.at)
    .bind::<SqlUuid, _>(copy.by)
    .load(&mut conn)
    .await?;
    let got = got.into_iter();
    Ok(got
        .map(|g| (g.application_id, (g.answers, g.links)))
        .collect())
}
