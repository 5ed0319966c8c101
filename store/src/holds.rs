//! Applications on hold: since when, why, and until when (W3, W6).

use chrono::{DateTime, NaiveDate, Utc};
use diesel::sql_types::{Date, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel::{QueryableByName, sql_query};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Deserialize;
use uuid::Uuid;

use crate::{Result, Tx};

/// A time for which an application was, or is, on hold.
#[derive(Debug, Clone, QueryableByName, Deserialize)]
pub struct Hold {
    #[diesel(sql_type = Text)]
    pub reason: String,
    #[diesel(sql_type = Date)]
    pub held_on: NaiveDate,
    /// The first day on which it went on; none while it is on hold.
    #[diesel(sql_type = Nullable<Date>)]
    pub resumed_on: Option<NaiveDate>,
}

/// An application that is put on hold.
#[derive(Debug, Clone)]
pub struct NewHold<'a> {
    pub university: Uuid,
    pub application: Uuid,
    pub reason: &'a str,
    pub on: NaiveDate,
    pub at: DateTime<Utc>,
    pub by: Uuid,
}

/// Keeps that an application is on hold, and why.
pub async fn put(tx: &Tx, new: &NewHold<'_>) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    sql_query(
        "insert into application_hold (university_id, application_id, id, reason, held_on, held_at, held_by) values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind::<SqlUuid, _>(new.university)
    .bind::<SqlUuid, _>(new.application)
    .bind::<SqlUuid, _>(Uuid::now_v7())
    .bind::<Text, _>(new.reason)
    .bind::<Date, _>(new.on)
    .bind::<Timestamptz, _>(new.at)
    .bind::<SqlUuid, _>(new.by)
    .execute(&mut conn)
    .await?;
    Ok(())
}

/// Keeps that an application goes on.
pub async fn end(
    tx: &Tx,
    application: Uuid,
    on: NaiveDate,
    (by, at): (Uuid, DateTime<Utc>),
) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    sql_query(
        "update application_hold set resumed_on = $2, resumed_at = $3, resumed_by = $4 where application_id = $1 and resumed_on is null",
    )
    .bind::<SqlUuid, _>(application)
    .bind::<Date, _>(on)
    .bind::<Timestamptz, _>(at)
    .bind::<SqlUuid, _>(by)
    .execute(&mut conn)
    .await?;
    Ok(())
}

/// An application's holds, the first one first.
pub async fn of_application(tx: &Tx, application: Uuid) -> Result<Vec<Hold>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(
        "select reason, held_on, resumed_on from application_hold where application_id = $1 order by held_at, id",
    )
    .bind::<SqlUuid, _>(application)
    .load(&mut conn)
    .await?)
}
