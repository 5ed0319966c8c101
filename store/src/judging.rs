//! The assessor's side: judgements, confirmed outcomes, the decision and the award that follows from it.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::sql_types::{Array, Date, Int4, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel::{OptionalExtension, QueryableByName, sql_query};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde_json::Value;
use uuid::Uuid;

use crate::applications::Application;
use crate::{Result, Tx};

/// Whose marks: the assessor's, or those of who marks the case second (J6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marking {
    First,
    Second,
}

impl Marking {
    /// What a viewer marks an application as.
    pub fn by(application: &Application, viewer: Option<Uuid>) -> Self {
        if application.second_assessor_id.is_some() && application.second_assessor_id == viewer {
            Self::Second
        } else {
            Self::First
        }
    }

    fn judgements(self) -> &'static str {
        match self {
            Self::First => "judgement",
            Self::Second => "second_judgement",
        }
    }

    fn outcomes(self) -> &'static str {
        match self {
            Self::First => "outcome",
            Self::Second => "second_outcome",
        }
    }
}

#[derive(QueryableByName)]
struct Version {
    #[diesel(sql_type = Int4)]
    version: i32,
}

/// A judgement to be stored.
#[derive(Debug, Clone)]
pub struct NewJudgement<'a> {
    pub marking: Marking,
    pub university: Uuid,
    pub application: Uuid,
    pub criterion: &'a str,
    pub value: &'static str,
    pub note: &'a str,
    /// The version last seen; 0 for a first judgement.
    pub version: i32,
    pub by: Uuid,
    pub at: DateTime<Utc>,
}

/// Stores the judgement and answers its new version, or `None` when somebody else has stored another since.
/// An outcome confirmed on other marks no longer stands: its pillar's confirmation is taken back in the same statement.
pub async fn put_judgement(tx: &Tx, new: &NewJudgement<'_>, pillar: i32) -> Result<Option<i32>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let (judgement, outcome) = (new.marking.judgements(), new.marking.outcomes());
    let stored: Option<Version> = sql_query(format!(
        "with before as (select value from {judgement} where application_id = $2 and criterion = $3), \
         put as (insert into {judgement} as j (university_id, application_id, criterion, value, note, version, updated_at, updated_by) \
         select $1, $2, $3, $4, $5, 1, $6, $7 where $8 = 0 or exists (select from before) \
         on conflict (application_id, criterion) do update set value = excluded.value, note = excluded.note, \
         version = j.version + 1, updated_at = excluded.updated_at, updated_by = excluded.updated_by where j.version = $8 \
         returning version), \
         withdrawn as (delete from {outcome} where application_id = $2 and pillar = $9 and exists (select from put) \
         and $4 is distinct from (select value from before)) \
         select version from put"
    ))
    .bind::<SqlUuid, _>(new.university)
    .bind::<SqlUuid, _>(new.application)
    .bind::<Text, _>(new.criterion)
    .bind::<Text, _>(new.value)
    .bind::<Text, _>(new.note)
    .bind::<Timestamptz, _>(new.at)
    .bind::<SqlUuid, _>(new.by)
    .bind::<Int4, _>(new.version)
    .bind::<Int4, _>(pillar)
    .get_result(&mut conn)
    .await
    .optional()?;
    Ok(stored.map(|s| s.version))
}

/// A confirmed outcome to be stored (J3).
#[derive(Debug, Clone)]
pub struct NewOutcome<'a> {
    pub marking: Marking,
    pub university: Uuid,
    pub application: Uuid,
    pub pillar: i32,
    pub level_rank: Option<i32>,
    pub best_fit_rank: Option<i32>,
    pub reason: Option<&'a str>,
    /// The version last seen; 0 when none was confirmed.
    pub version: i32,
    pub by: Uuid,
    pub at: DateTime<Utc>,
}

/// Stores the outcome and answers its new version, or `None` when somebody else has stored another since.
pub async fn put_outcome(tx: &Tx, new: &NewOutcome<'_>) -> Result<Option<i32>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let outcome = new.marking.outcomes();
    let stored: Option<Version> = sql_query(format!(
        "insert into {outcome} as o (university_id, application_id, pillar, level_rank, best_fit_rank, reason, version, confirmed_at, confirmed_by) \
         select $1, $2, $3, $4, $5, $6, 1, $7, $8 where $9 = 0 or exists (select from {outcome} where application_id = $2 and pillar = $3) \
         on conflict (application_id, pillar) do update set level_rank = excluded.level_rank, best_fit_rank = excluded.best_fit_rank, \
         reason = excluded.reason, version = o.version + 1, confirmed_at = excluded.confirmed_at, confirmed_by = excluded.confirmed_by \
         where o.version = $9 returning version"
    ))
    .bind::<SqlUuid, _>(new.university)
    .bind::<SqlUuid, _>(new.application)
    .bind::<Int4, _>(new.pillar)
    .bind::<Nullable<Int4>, _>(new.level_rank)
    .bind::<Nullable<Int4>, _>(new.best_fit_rank)
    .bind::<Nullable<Text>, _>(new.reason)
    .bind::<Timestamptz, _>(new.at)
    .bind::<SqlUuid, _>(new.by)
    .bind::<Int4, _>(new.version)
    .get_result(&mut conn)
    .await
    .optional()?;
    Ok(stored.map(|s| s.version))
}

/// A decision to be stored (J7).
#[derive(Debug, Clone)]
pub struct NewDecision<'a> {
    pub university: Uuid,
    pub application: Uuid,
    pub level: Option<&'a str>,
    pub level_rank: Option<i32>,
    pub feedback: &'a str,
    pub record: &'a Value,
    pub digest: &'a str,
    pub by: Uuid,
    pub at: DateTime<Utc>,
    pub today: NaiveDate,
}

/// The award that a decision gives.
#[derive(Debug, Clone)]
pub struct NewAward<'a> {
    pub scheme: &'a str,
    pub level: &'a str,
    pub level_title: &'a str,
    pub level_rank: i32,
    pub level_count: i32,
    pub awarded_on: NaiveDate,
    pub expires_on: NaiveDate,
    pub programmes: &'a [Uuid],
    /// Awards that this one takes the place of from its first day (A2).
    pub supersedes: &'a [Uuid],
}

/// Stores the decision and closes the application: one statement.
pub async fn decide(tx: &Tx, new: &NewDecision<'_>) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    sql_query(
        "with decided as (insert into decision (university_id, application_id, level, level_rank, feedback, record, digest, decided_at, decided_by) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)) \
         update application set state = 'DECIDED', release_at = null, version = version + 1, decided_at = $8, decided_on = $10, updated_at = $8 where id = $2",
    )
    .bind::<SqlUuid, _>(new.university)
    .bind::<SqlUuid, _>(new.application)
    .bind::<Nullable<Text>, _>(new.level)
    .bind::<Nullable<Int4>, _>(new.level_rank)
    .bind::<Text, _>(new.feedback)
    .bind::<Jsonb, _>(new.record)
    .bind::<Text, _>(new.digest)
    .bind::<Timestamptz, _>(new.at)
    .bind::<SqlUuid, _>(new.by)
    .bind::<Date, _>(new.today)
    .execute(&mut conn)
    .await?;
    Ok(())
}

/// Makes the award over its programmes, ends those it supersedes, and answers its certificate number (A3): one statement.
pub async fn award(
    tx: &Tx,
    university: Uuid,
    application: Uuid,
    new: &NewAward<'_>,
) -> Result<String> {
    #[derive(QueryableByName)]
    struct Made {
        #[diesel(sql_type = Text)]
        number: String,
    }
    let id = Uuid::now_v7();
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let made: Made = sql_query(
        "with ended as (update award set ended_on = $11, ended_as = 'SUPERSEDED' where id = any($12) and ended_on is null), \
         made as (insert into award (university_id, id, application_id, scheme, level, level_title, level_rank, level_count, awarded_on, expires_on) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning number), \
         named as (insert into award_programme (university_id, award_id, programme_id) select $1, $2, p from unnest($13) as p) \
         select number from made",
    )
    .bind::<SqlUuid, _>(university)
    .bind::<SqlUuid, _>(id)
    .bind::<SqlUuid, _>(application)
    .bind::<Text, _>(new.scheme)
    .bind::<Text, _>(new.level)
    .bind::<Text, _>(new.level_title)
    .bind::<Int4, _>(new.level_rank)
    .bind::<Int4, _>(new.level_count)
    .bind::<Date, _>(new.awarded_on)
    .bind::<Date, _>(new.expires_on)
    .bind::<Date, _>(new.awarded_on)
    .bind::<Array<SqlUuid>, _>(new.supersedes)
    .bind::<Array<SqlUuid>, _>(new.programmes)
    .get_result(&mut conn)
    .await?;
    Ok(made.number)
}
