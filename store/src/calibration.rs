//! The calibration set: gold cases, what is known of them, and how assessors marked them (J6).

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::sql_types::{Array, Int4, Json, Text, Timestamptz, Uuid as SqlUuid};
use diesel::{QueryableByName, sql_query};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use crate::{Error, Result, Tx};

/// The calibration set as this viewer may see it.
#[derive(Debug, Clone, Deserialize)]
pub struct Set {
    /// Whether new assessors mark it before a first case.
    pub calibrate_new: bool,
    pub pass_percent: i32,
    /// The viewer, where they are an assessor.
    pub viewer: Option<Assessor>,
    /// The oldest first; those that were retired, too.
    pub cases: Vec<GoldCase>,
    /// The viewer's own, or everybody's for operators.
    pub marks: Vec<Mark>,
    /// Likewise.
    pub finished: Vec<Finished>,
    /// Every assessor by name, for operators.
    pub assessors: Vec<Assessor>,
}

/// A decided case without what says whose it is.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldCase {
    pub id: Uuid,
    pub edition_id: Uuid,
    pub level_rank: i32,
    pub name: String,
    pub made_at: DateTime<Utc>,
    pub retired_at: Option<DateTime<Utc>>,
    /// The texts by reference.
    pub texts: BTreeMap<String, String>,
    /// The known marks by reference, as far as the viewer may see them.
    pub known: BTreeMap<String, String>,
}

/// A mark that somebody gave.
#[derive(Debug, Clone, Deserialize)]
pub struct Mark {
    pub person_id: Uuid,
    pub case_id: Uuid,
    pub criterion: String,
    pub value: String,
}

/// Who has finished the set, when, and by which pass mark.
#[derive(Debug, Clone, Deserialize)]
pub struct Finished {
    pub person_id: Uuid,
    pub finished_at: DateTime<Utc>,
    pub pass_percent: i32,
}

/// An assessor, and whether a first case waits for the set.
#[derive(Debug, Clone, Deserialize)]
pub struct Assessor {
    pub id: Uuid,
    pub name: String,
    pub uncalibrated: bool,
}

/// The set: one statement. `all` adds every assessor, for whoever may see them.
pub async fn set(tx: &Tx, all: bool) -> Result<Set> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Json)]
        found: Value,
    }
    let assessors = if all {
        "coalesce((select json_agg(json_build_object('id', a ->> 'id', 'name', a ->> 'name', 'uncalibrated', a -> 'uncalibrated')) from assigning_assessors(null) a), '[]')"
    } else {
        "json_build_array()"
    };
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let row: Row = sql_query(format!(
        "select json_build_object('calibrate_new', s.calibrate_new, 'pass_percent', s.calibration_pass_percent, \
         'viewer', (select json_build_object('id', a ->> 'id', 'name', a ->> 'name', 'uncalibrated', a -> 'uncalibrated') from assigning_assessors(array[viewer_person()]) a), \
         'cases', (select coalesce(json_agg(c order by c.made_at, c.id), '[]') from (select g.id, g.edition_id, g.level_rank, g.name, g.made_at, g.retired_at, \
         (select coalesce(json_object_agg(x.criterion, x.text), '{{}}') from gold_criterion x where x.case_id = g.id) as texts, \
         (select coalesce(json_object_agg(k.criterion, k.value), '{{}}') from gold_mark k where k.case_id = g.id) as known from gold_case g) c), \
         'marks', (select coalesce(json_agg(m), '[]') from (select person_id, case_id, criterion, value from calibration_mark) m), \
         'finished', (select coalesce(json_agg(f), '[]') from calibration f), 'assessors', {assessors}) as found from setting s"
    ))
    .get_result(&mut conn)
    .await?;
    Set::deserialize(row.found).map_err(Error::internal)
}

/// A gold case to be kept.
#[derive(Debug, Clone)]
pub struct NewGoldCase<'a> {
    pub university: Uuid,
    pub application: Uuid,
    pub id: Uuid,
    pub edition: Uuid,
    pub level_rank: i32,
    pub name: &'a str,
    /// References, their texts and the known marks, in the same order.
    pub criteria: Vec<&'a str>,
    pub texts: Vec<&'a str>,
    pub known: Vec<&'static str>,
    pub by: Uuid,
    pub at: DateTime<Utc>,
}

/// Keeps a gold case: one statement.
pub async fn make(tx: &Tx, new: &NewGoldCase<'_>) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    sql_query(
        "with made as (insert into gold_case (university_id, application_id, id, edition_id, level_rank, name, made_by, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8)), \
         shown as (insert into gold_criterion (case_id, criterion, text) select $3, n.criterion, n.text from unnest($9, $10) as n (criterion, text)) \
         insert into gold_mark (case_id, criterion, value) select $3, n.criterion, n.value from unnest($9, $11) as n (criterion, value)",
    )
    .bind::<SqlUuid, _>(new.university)
    .bind::<SqlUuid, _>(new.application)
    .bind::<SqlUuid, _>(new.id)
    .bind::<SqlUuid, _>(new.edition)
    .bind::<Int4, _>(new.level_rank)
    .bind::<Text, _>(new.name)
    .bind::<SqlUuid, _>(new.by)
    .bind::<Timestamptz, _>(new.at)
    .bind::<Array<Text>, _>(&new.criteria)
    .bind::<Array<Text>, _>(&new.texts)
    .bind::<Array<Text>, _>(&new.known)
    .execute(&mut conn)
    .await?;
    Ok(())
}

/// Takes a gold case out of the set; whether it was part of it.
pub async fn retire(tx: &Tx, id: Uuid, at: DateTime<Utc>) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let retired =
        sql_query("update gold_case set retired_at = $2 where id = $1 and retired_at is null")
            .bind::<SqlUuid, _>(id)
            .bind::<Timestamptz, _>(at)
            .execute(&mut conn)
            .await?;
    Ok(retired > 0)
}

/// Keeps a mark, in place of an earlier one.
pub async fn mark(tx: &Tx, new: &Mark, at: DateTime<Utc>) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    sql_query(
        "insert into calibration_mark (person_id, case_id, criterion, value, marked_at) values ($1, $2, $3, $4, $5) \
         on conflict (person_id, case_id, criterion) do update set value = excluded.value, marked_at = excluded.marked_at",
    )
    .bind::<SqlUuid, _>(new.person_id)
    .bind::<SqlUuid, _>(new.case_id)
    .bind::<Text, _>(&new.criterion)
    .bind::<Text, _>(&new.value)
    .bind::<Timestamptz, _>(at)
    .execute(&mut conn)
    .await?;
    Ok(())
}

/// Keeps that somebody has finished the set.
pub async fn finish(tx: &Tx, new: &Finished) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    sql_query("insert into calibration (person_id, finished_at, pass_percent) values ($1, $2, $3)")
        .bind::<SqlUuid, _>(new.person_id)
        .bind::<Timestamptz, _>(new.finished_at)
        .bind::<Int4, _>(new.pass_percent)
        .execute(&mut conn)
        .await?;
    Ok(())
}
