//! What reports count: universities with what each has, and decisions by month.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Date, Nullable, Text, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::page::{Cursor, Page, Paging};
use crate::{Result, Tx};

/// A university and what it has.
#[derive(Debug, Clone, QueryableByName)]
pub struct University {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub external_reference: Option<String>,
    #[diesel(sql_type = BigInt)]
    pub programmes: i64,
    /// Submitted and not over.
    #[diesel(sql_type = BigInt)]
    pub open: i64,
    /// In force on the day asked for.
    #[diesel(sql_type = BigInt)]
    pub awards: i64,
    /// In pence.
    #[diesel(sql_type = BigInt)]
    pub outstanding: i64,
}

/// One page of universities by name, with what each has on a day.
pub async fn universities(
    tx: &Tx,
    search: Option<&str>,
    today: NaiveDate,
    paging: &Paging,
) -> Result<Page<University>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let (key, id) = match &paging.after {
        Some(Cursor { key, id }) => (Some(key), Some(id)),
        None => (None, None),
    };
    let rows: Vec<University> = sql_query(
        "select u.id, u.name, u.external_reference, \
         (select count(*) from programme p where p.university_id = u.id) as programmes, \
         (select count(*) from application a where a.university_id = u.id and a.state not in ('DRAFT', 'DECIDED', 'WITHDRAWN')) as open, \
         (select count(*) from award w where w.university_id = u.id and w.awarded_on <= $2 and $2 < least(w.expires_on, w.ended_on)) as awards, \
         (select coalesce(sum(b.outstanding), 0)::bigint from balance b where b.university_id = u.id) as outstanding \
         from university u where ($1 is null or u.name ilike $1) and ($3 is null or (u.name, u.id) > ($3, $4)) order by u.name, u.id limit $5",
    )
    .bind::<Nullable<Text>, _>(search.map(crate::universities::like))
    .bind::<Date, _>(today)
    .bind::<Nullable<Text>, _>(key)
    .bind::<Nullable<SqlUuid>, _>(id)
    .bind::<BigInt, _>(paging.first + 1)
    .load(&mut conn)
    .await?;
    let key = |row: &University| Cursor {
        key: row.name.clone(),
        id: row.id,
    };
    let rows = rows.into_iter().map(|row| (key(&row), row)).collect();
    Ok(Page::new(rows, paging.first))
}

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
