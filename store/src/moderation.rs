//! A decision on its way, and the second marking of what was sampled (J6).

use chrono::{DateTime, Utc};
use diesel::sql_types::{Array, BigInt, Bool, Int4, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel::{QueryableByName, sql_query};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::applications::Application;
use crate::{Result, Tx};

/// A decision as its assessor makes it.
#[derive(Debug, Clone)]
pub struct NewPending<'a> {
    pub university: Uuid,
    pub application: Uuid,
    pub feedback: &'a str,
    pub by: Uuid,
    pub at: DateTime<Utc>,
    /// The kind of the job that releases it.
    pub job: &'static str,
}

/// Keeps a decision until it is released, and leaves the job that releases it when it cannot be taken back any more: one
/// statement.
pub async fn make(tx: &Tx, new: &NewPending<'_>) -> Result<Application> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(
        "with release as (select $5 + make_interval(mins => recall_minutes) as at from setting), \
         kept as (insert into pending_decision (university_id, application_id, feedback, made_by, made_at) values ($1, $2, $3, $4, $5)), \
         left_job as (insert into job (id, kind, payload, run_at) select $6, $7, jsonb_build_object('application_id', $2), at from release) \
         update application set release_at = (select at from release), updated_at = $5, version = version + 1 where id = $2 returning *",
    )
    .bind::<SqlUuid, _>(new.university)
    .bind::<SqlUuid, _>(new.application)
    .bind::<Text, _>(new.feedback)
    .bind::<SqlUuid, _>(new.by)
    .bind::<Timestamptz, _>(new.at)
    .bind::<SqlUuid, _>(Uuid::now_v7())
    .bind::<Text, _>(new.job)
    .get_result(&mut conn)
    .await?)
}

/// Forgets a decision that was made: it was taken back, sent back, or released.
pub async fn forget(tx: &Tx, application: Uuid) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    sql_query("delete from pending_decision where application_id = $1")
        .bind::<SqlUuid, _>(application)
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// How many applications a person has decided.
pub async fn decided_by(tx: &Tx, person: Uuid) -> Result<u32> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        n: i64,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let count: Count = sql_query("select count(*) as n from decision where decided_by = $1")
        .bind::<SqlUuid, _>(person)
        .get_result(&mut conn)
        .await?;
    Ok(u32::try_from(count.n).unwrap_or(u32::MAX))
}

/// Opens the second marking of a sampled application, and answers its id.
pub async fn open(
    tx: &Tx,
    university: Uuid,
    application: Uuid,
    why: &str,
    at: DateTime<Utc>,
) -> Result<Uuid> {
    let id = Uuid::now_v7();
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    sql_query(
        "insert into second_marking (university_id, application_id, id, why, opened_at) values ($1, $2, $3, $4, $5)",
    )
    .bind::<SqlUuid, _>(university)
    .bind::<SqlUuid, _>(application)
    .bind::<SqlUuid, _>(id)
    .bind::<Text, _>(why)
    .bind::<Timestamptz, _>(at)
    .execute(&mut conn)
    .await?;
    Ok(id)
}

/// Marks the second marks as submitted: they stay as they are.
pub async fn submit(tx: &Tx, application: Uuid, at: DateTime<Utc>) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    sql_query("update second_marking set submitted_at = $2 where application_id = $1")
        .bind::<SqlUuid, _>(application)
        .bind::<Timestamptz, _>(at)
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// Keeps whether the two outcomes differ.
pub async fn compared(tx: &Tx, application: Uuid, differs: bool) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    sql_query("update second_marking set differs = $2 where application_id = $1")
        .bind::<SqlUuid, _>(application)
        .bind::<Bool, _>(differs)
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// What a lead assessor put in the place of the first assessor's outcomes.
#[derive(Debug, Clone)]
pub struct Settlement<'a> {
    pub application: Uuid,
    /// Pillars, the ranks they are put at, and why, in the same order.
    pub pillars: Vec<i32>,
    pub levels: Vec<Option<i32>>,
    pub reasons: Vec<Option<&'a str>>,
    /// Why, for the whole.
    pub reason: &'a str,
    pub by: Uuid,
    pub at: DateTime<Utc>,
}

/// Settles a difference: one statement.
pub async fn settle(tx: &Tx, new: &Settlement<'_>) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    sql_query(
        "with put as (update outcome o set level_rank = n.level, reason = n.reason, version = o.version + 1, confirmed_by = $5, confirmed_at = $6 \
         from unnest($2, $3, $4) as n (pillar, level, reason) where o.application_id = $1 and o.pillar = n.pillar) \
         update second_marking set settled_by = $5, settled_at = $6, settled_reason = $7 where application_id = $1",
    )
    .bind::<SqlUuid, _>(new.application)
    .bind::<Array<Int4>, _>(&new.pillars)
    .bind::<Array<Nullable<Int4>>, _>(&new.levels)
    .bind::<Array<Nullable<Text>>, _>(&new.reasons)
    .bind::<SqlUuid, _>(new.by)
    .bind::<Timestamptz, _>(new.at)
    .bind::<Text, _>(new.reason)
    .execute(&mut conn)
    .await?;
    Ok(())
}

/// The lead assessors who may settle a difference in this application: neither of those who marked it.
pub async fn leads(tx: &Tx, application: Uuid) -> Result<Vec<Uuid>> {
    #[derive(QueryableByName)]
    struct Lead {
        #[diesel(sql_type = SqlUuid)]
        person_id: Uuid,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let found: Vec<Lead> = sql_query(
        "select s.person_id from staff s, application a where a.id = $1 and s.role = 'LEAD_ASSESSOR' \
         and s.person_id is distinct from a.assessor_id and s.person_id is distinct from a.second_assessor_id \
         and not exists (select from member m where m.person_id = s.person_id and m.university_id = a.university_id) order by 1",
    )
    .bind::<SqlUuid, _>(application)
    .load(&mut conn)
    .await?;
    Ok(found.into_iter().map(|lead| lead.person_id).collect())
}
