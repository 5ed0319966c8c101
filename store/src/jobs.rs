//! Jobs: work left behind by the transaction that caused it, and done outside of any request.
//!
//! A claim is a lease: it ends by itself, so what a killed worker held is done by another. `attempts` names the claim,
//! and whoever lost theirs changes nothing any more.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Int4, Jsonb, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde_json::Value;
use uuid::Uuid;

use crate::tables::job;
use crate::{Result, Tx};

/// A job that is ours until its lease ends.
#[derive(Debug, Clone, QueryableByName)]
pub struct Claimed {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Text)]
    pub kind: String,
    #[diesel(sql_type = Jsonb)]
    pub payload: Value,
    /// How many times it was claimed, this time included.
    #[diesel(sql_type = Int4)]
    pub attempts: i32,
}

/// Leaves a job under an id of the caller's choice; `false` when it was left before.
///
/// # Errors
/// What the database says.
pub async fn leave(
    tx: &Tx,
    id: Uuid,
    kind: &str,
    payload: &Value,
    run_at: DateTime<Utc>,
) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let left = diesel::insert_into(job::table)
        .values((
            job::id.eq(id),
            job::kind.eq(kind),
            job::payload.eq(payload),
            job::run_at.eq(run_at),
        ))
        .on_conflict_do_nothing()
        .execute(&mut conn)
        .await?;
    Ok(left == 1)
}

/// Claims up to `most` due jobs until `lease_ends`, oldest first; never waits for another worker.
///
/// # Errors
/// What the database says.
pub async fn claim(
    tx: &Tx,
    now: DateTime<Utc>,
    lease_ends: DateTime<Utc>,
    most: i64,
) -> Result<Vec<Claimed>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(
        "with due as (select id from job where done_at is null and failed_at is null and run_at <= $1 \
         order by run_at, id limit $3 for update skip locked) \
         update job set run_at = $2, attempts = attempts + 1 from due where job.id = due.id \
         returning job.id, job.kind, job.payload, job.attempts",
    )
    .bind::<Timestamptz, _>(now)
    .bind::<Timestamptz, _>(lease_ends)
    .bind::<BigInt, _>(most)
    .load(&mut conn)
    .await?)
}

/// What becomes of a claimed job.
#[derive(Debug, Clone)]
pub enum Fate {
    /// It takes longer: the lease goes on until then.
    Extended(DateTime<Utc>),
    /// It is done.
    Done(DateTime<Utc>),
    /// It did not work and is tried again then.
    Retry { at: DateTime<Utc>, error: String },
    /// It did not work and is not tried again.
    Failed { at: DateTime<Utc>, error: String },
}

/// Settles a claim; `false` when the lease ended meanwhile and somebody else has the job.
///
/// # Errors
/// What the database says.
pub async fn settle(tx: &Tx, claimed: &Claimed, fate: &Fate) -> Result<bool> {
    #[derive(Default, AsChangeset)]
    #[diesel(table_name = job)]
    struct Change<'a> {
        run_at: Option<DateTime<Utc>>,
        done_at: Option<DateTime<Utc>>,
        failed_at: Option<DateTime<Utc>>,
        last_error: Option<&'a str>,
    }
    let change = match fate {
        Fate::Extended(until) => Change {
            run_at: Some(*until),
            ..Change::default()
        },
        Fate::Done(at) => Change {
            done_at: Some(*at),
            ..Change::default()
        },
        Fate::Retry { at, error } => Change {
            run_at: Some(*at),
            last_error: Some(error),
            ..Change::default()
        },
        Fate::Failed { at, error } => Change {
            failed_at: Some(*at),
            last_error: Some(error),
            ..Change::default()
        },
    };
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let settled = diesel::update(job::table)
        .filter(
            job::id
                .eq(claimed.id)
                .and(job::attempts.eq(claimed.attempts)),
        )
        .filter(job::done_at.is_null().and(job::failed_at.is_null()))
        .set(&change)
        .execute(&mut conn)
        .await?;
    Ok(settled == 1)
}

/// How many jobs there are that are not over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, QueryableByName)]
pub struct Waiting {
    /// Due now, or being done.
    #[diesel(sql_type = BigInt)]
    pub due: i64,
    /// To be done later: a lease or a pause after a failure.
    #[diesel(sql_type = BigInt)]
    pub later: i64,
    /// Given up; they wait for a person.
    #[diesel(sql_type = BigInt)]
    pub failed: i64,
}

/// Counts what waits, for the health page and for tests that leave nothing undone.
///
/// # Errors
/// What the database says.
pub async fn waiting(tx: &Tx, now: DateTime<Utc>) -> Result<Waiting> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(
        "select count(*) filter (where failed_at is null and run_at <= $1) as due, count(*) filter (where failed_at is null and run_at > $1) as later, \
         count(*) filter (where failed_at is not null) as failed from job where done_at is null",
    )
    .bind::<Timestamptz, _>(now)
    .get_result(&mut conn)
    .await?)
}

/// Forgets jobs done before then; their traces are in the trail.
///
/// # Errors
/// What the database says.
pub async fn forget_done(tx: &Tx, before: DateTime<Utc>) -> Result<usize> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(diesel::delete(job::table.filter(job::done_at.lt(before)))
        .execute(&mut conn)
        .await?)
}
