//! What two assessors gave blind, and what the public is told of it (J6).

use chrono::NaiveDate;
use diesel::sql_types::{BigInt, Date, Double, Int4, Nullable, Text, Uuid as SqlUuid};
use diesel::{OptionalExtension, QueryableByName, sql_query};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::{Result, Tx};

/// A mark that somebody gave before seeing another's of the same.
#[derive(Debug, Clone, QueryableByName)]
pub struct BlindMark {
    /// The case, by its place among all that are told.
    #[diesel(sql_type = BigInt)]
    pub case_number: i64,
    /// The assessor, likewise.
    #[diesel(sql_type = BigInt)]
    pub assessor_number: i64,
    /// Who that is, where the viewer may know: operators of all, an assessor of themself.
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub person_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Text>)]
    pub name: Option<String>,
    #[diesel(sql_type = Text)]
    pub criterion: String,
    #[diesel(sql_type = Text)]
    pub value: String,
    /// The day on which both were in.
    #[diesel(sql_type = Date)]
    pub marked_on: NaiveDate,
}

/// The blind marks of closed cases from one day to another, both included.
pub async fn marks(tx: &Tx, from: NaiveDate, to: NaiveDate) -> Result<Vec<BlindMark>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query("select * from consistency_marks($1, $2)")
        .bind::<Date, _>(from)
        .bind::<Date, _>(to)
        .load(&mut conn)
        .await?)
}

/// How alike assessors marked in a year, as the public is told.
#[derive(Debug, Clone, QueryableByName)]
pub struct Yearly {
    #[diesel(sql_type = Date)]
    pub up_to: NaiveDate,
    #[diesel(sql_type = Int4)]
    pub criteria: i32,
    #[diesel(sql_type = Int4)]
    pub cases: i32,
    #[diesel(sql_type = Int4)]
    pub assessors: i32,
    #[diesel(sql_type = Double)]
    pub alpha: f64,
    #[diesel(sql_type = Double)]
    pub low: f64,
    #[diesel(sql_type = Double)]
    pub high: f64,
}

/// What the public is told now: of the year that ended last, if it ended less than two months ago.
pub async fn told(tx: &Tx, today: NaiveDate) -> Result<Option<Yearly>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(
        "select up_to, criteria, cases, assessors, alpha, low, high from yearly_agreement \
         where up_to < $1 and up_to > $1 - interval '2 months' order by up_to desc limit 1",
    )
    .bind::<Date, _>(today)
    .get_result(&mut conn)
    .await
    .optional()?)
}

/// Keeps what the public is told of a year, once; whether it was kept now.
pub async fn tell(tx: &Tx, new: &Yearly) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let kept = sql_query(
        "insert into yearly_agreement (up_to, criteria, cases, assessors, alpha, low, high) \
         values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing",
    )
    .bind::<Date, _>(new.up_to)
    .bind::<Int4, _>(new.criteria)
    .bind::<Int4, _>(new.cases)
    .bind::<Int4, _>(new.assessors)
    .bind::<Double, _>(new.alpha)
    .bind::<Double, _>(new.low)
    .bind::<Double, _>(new.high)
    .execute(&mut conn)
    .await?;
    Ok(kept > 0)
}
