//! Delivery frameworks: a university's own shared way of running programmes (P4).

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, Date, Text, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::page::{Cursor, Page, Paging};
use crate::programmes::Programme;
use crate::tables::{delivery_framework, programme};
use crate::{Result, Tx};

/// One row of `delivery_framework`.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = delivery_framework)]
pub struct Framework {
    pub university_id: Uuid,
    pub id: Uuid,
    pub name: String,
    pub description: String,
    pub version: i32,
}

/// What a person says of a framework.
#[derive(Debug, Clone, Insertable, AsChangeset)]
#[diesel(table_name = delivery_framework)]
pub struct Described<'a> {
    pub name: &'a str,
    pub description: &'a str,
}

/// Adds a framework.
///
/// # Errors
/// [`crate::Error::Conflict`] where the university has one of that name.
pub async fn insert(
    tx: &Tx,
    university: Uuid,
    said: &Described<'_>,
    at: DateTime<Utc>,
) -> Result<Framework> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(diesel::insert_into(delivery_framework::table)
        .values((
            delivery_framework::university_id.eq(university),
            delivery_framework::id.eq(Uuid::now_v7()),
            delivery_framework::created_at.eq(at),
            said,
        ))
        .returning(Framework::as_returning())
        .get_result(&mut conn)
        .await?)
}

/// The framework, held against other writers until the transaction ends.
pub async fn lock(tx: &Tx, id: Uuid) -> Result<Option<Framework>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(delivery_framework::table
        .filter(delivery_framework::id.eq(id))
        .select(Framework::as_select())
        .for_update()
        .first(&mut conn)
        .await
        .optional()?)
}

/// Changes a framework that this transaction holds, and counts its version up.
///
/// # Errors
/// [`crate::Error::Conflict`] where the university has another of that name.
pub async fn update(tx: &Tx, id: Uuid, said: &Described<'_>) -> Result<Framework> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(
        diesel::update(delivery_framework::table.filter(delivery_framework::id.eq(id)))
            .set((
                said,
                delivery_framework::version.eq(delivery_framework::version + 1),
            ))
            .returning(Framework::as_returning())
            .get_result(&mut conn)
            .await?,
    )
}

/// The frameworks among `ids` that this viewer may see.
pub async fn by_ids(tx: &Tx, ids: &[Uuid]) -> Result<Vec<Framework>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(delivery_framework::table
        .filter(delivery_framework::id.eq_any(ids))
        .select(Framework::as_select())
        .load(&mut conn)
        .await?)
}

/// One page of frameworks by name, of one university or of all that this viewer may see.
pub async fn list(tx: &Tx, university: Option<Uuid>, paging: &Paging) -> Result<Page<Framework>> {
    use delivery_framework as f;
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let mut query = f::table
        .select(Framework::as_select())
        .order((f::name, f::id))
        .limit(paging.first + 1)
        .into_boxed();
    if let Some(university) = university {
        query = query.filter(f::university_id.eq(university));
    }
    if let Some(Cursor { key, id }) = &paging.after {
        query = query.filter(f::name.gt(key).or(f::name.eq(key).and(f::id.gt(id))));
    }
    let rows: Vec<Framework> = query.load(&mut conn).await?;
    let rows = rows
        .into_iter()
        .map(|row| {
            let key = row.name.clone();
            (Cursor { key, id: row.id }, row)
        })
        .collect();
    Ok(Page::new(rows, paging.first))
}

/// How many frameworks there are.
pub async fn count(tx: &Tx, university: Option<Uuid>) -> Result<i64> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let mut query = delivery_framework::table.count().into_boxed();
    if let Some(university) = university {
        query = query.filter(delivery_framework::university_id.eq(university));
    }
    Ok(query.get_result(&mut conn).await?)
}

/// The programmes that run to each framework, by name: one statement.
pub async fn programmes(tx: &Tx, frameworks: &[Uuid]) -> Result<HashMap<Uuid, Vec<Programme>>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<Programme> = programme::table
        .filter(programme::framework_id.eq_any(frameworks))
        .order((programme::name, programme::id))
        .select(Programme::as_select())
        .load(&mut conn)
        .await?;
    let mut found: HashMap<Uuid, Vec<Programme>> = HashMap::with_capacity(frameworks.len());
    for row in rows {
        if let Some(framework) = row.framework_id {
            found.entry(framework).or_default().push(row);
        }
    }
    Ok(found)
}

/// Has programmes that this transaction holds run to a framework, or to none; as they stand then.
pub async fn run_to(
    tx: &Tx,
    programmes: &[Uuid],
    framework: Option<Uuid>,
) -> Result<Vec<Programme>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(
        diesel::update(programme::table.filter(programme::id.eq_any(programmes)))
            .set((
                programme::framework_id.eq(framework),
                programme::version.eq(programme::version + 1),
            ))
            .returning(Programme::as_returning())
            .get_results(&mut conn)
            .await?,
    )
}

/// A programme that an award names and that runs no longer as it did when it was applied for (A5).
#[derive(Debug, Clone, QueryableByName)]
pub struct Departure {
    #[diesel(sql_type = SqlUuid)]
    pub award_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub programme_id: Uuid,
    #[diesel(sql_type = Text)]
    pub name: String,
    /// `ENDED` or `LEFT_FRAMEWORK`.
    #[diesel(sql_type = Text)]
    pub how: String,
    /// The first day it ran so no longer.
    #[diesel(sql_type = Date)]
    pub on_day: NaiveDate,
}

/// What has departed from each award by a day, the earliest first: one statement.
pub async fn departures(
    tx: &Tx,
    awards: &[Uuid],
    today: NaiveDate,
) -> Result<HashMap<Uuid, Vec<Departure>>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<Departure> = sql_query(
        "select award_id, programme_id, name, how, on_day from departure where award_id = any($1) and on_day <= $2 order by on_day, name",
    )
    .bind::<Array<SqlUuid>, _>(awards)
    .bind::<Date, _>(today)
    .load(&mut conn)
    .await?;
    let mut found: HashMap<Uuid, Vec<Departure>> = HashMap::with_capacity(awards.len());
    for row in rows {
        found.entry(row.award_id).or_default().push(row);
    }
    Ok(found)
}
