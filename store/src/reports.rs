//! What reports count: decisions by month.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Date, Nullable, Text};
use diesel_async::{AsyncPgConnection, RunQueryDsl};

use crate::{Result, Tx};

/// How many decisions of a month came to a level.
#[derive(Debug, Clone, QueryableByName)]
pub struct Decided {
    /// The month's first day.
    #[diesel(sql_type = Date)]
    pub month: NaiveDate,
    /// The level's title; none for below the lowest.
    #[diesel(sql_type = Nullable<Text>)]
    pub level: Option<String>,
    #[diesel(sql_type = BigInt)]
    pub count: i64,
}

/// The decisions released from a day on, by month and level, the latest month first.
pub async fn decisions(tx: &Tx, from: NaiveDate) -> Result<Vec<Decided>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(
        "select date_trunc('month', a.decided_on)::date as month, min(w.level_title) as level, count(*) as count \
         from application a join decision d on d.university_id = a.university_id and d.application_id = a.id \
         left join award w on w.university_id = a.university_id and w.application_id = a.id \
         where a.decided_on >= $1 group by date_trunc('month', a.decided_on), d.level, d.level_rank order by 1 desc, d.level_rank nulls first",
    )
    .bind::<Date, _>(from)
    .load(&mut conn)
    .await?)
}
