//! Mentoring programmes (P1).

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, Bool, Date, Jsonb, Nullable, Text, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde_json::Value;
use uuid::Uuid;

use crate::casefile::Award;
use crate::page::{Cursor, Page, Paging};
use crate::statement::{Statement, Value as Bound};
use crate::tables::programme;
use crate::{Error, Result, Tx};

/// One row of `programme`.
#[derive(Debug, Clone, Queryable, Selectable, QueryableByName)]
#[diesel(table_name = programme)]
pub struct Programme {
    pub university_id: Uuid,
    pub id: Uuid,
    pub name: String,
    pub purpose: String,
    pub directions: Vec<String>,
    pub mentors: i32,
    pub started_on: NaiveDate,
    pub coordinator: Option<String>,
    pub version: i32,
    /// The delivery framework it runs to (P4).
    pub framework_id: Option<Uuid>,
    /// The day it took that up, or gave its last one up.
    pub framework_since: Option<NaiveDate>,
    /// The first day it runs no longer.
    pub ended_on: Option<NaiveDate>,
}

/// What a person says of a programme.
#[derive(Debug, Clone, Insertable, AsChangeset)]
#[diesel(table_name = programme, treat_none_as_null = true)]
pub struct Description<'a> {
    pub name: &'a str,
    pub purpose: &'a str,
    pub directions: Vec<&'static str>,
    pub mentors: i32,
    pub started_on: NaiveDate,
    pub coordinator: Option<&'a str>,
    pub framework_id: Option<Uuid>,
    pub ended_on: Option<NaiveDate>,
}

/// Adds a programme.
pub async fn insert(
    tx: &Tx,
    university: Uuid,
    description: &Description<'_>,
    at: DateTime<Utc>,
) -> Result<Programme> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(diesel::insert_into(programme::table)
        .values((
            programme::university_id.eq(university),
            programme::id.eq(Uuid::now_v7()),
            programme::created_at.eq(at),
            description,
        ))
        .returning(Programme::as_returning())
        .get_result(&mut conn)
        .await?)
}

/// The programme, held against other writers until the transaction ends.
pub async fn lock(tx: &Tx, id: Uuid) -> Result<Option<Programme>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(programme::table
        .filter(programme::id.eq(id))
        .select(Programme::as_select())
        .for_update()
        .first(&mut conn)
        .await
        .optional()?)
}

/// Those of `ids` that this viewer may see, held against other writers until the transaction ends.
pub async fn lock_all(tx: &Tx, ids: &[Uuid]) -> Result<Vec<Programme>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(programme::table
        .filter(programme::id.eq_any(ids))
        .order(programme::id)
        .select(Programme::as_select())
        .for_update()
        .load(&mut conn)
        .await?)
}

/// A programme with the name of the framework it runs to.
#[derive(Debug, Clone, QueryableByName)]
pub struct Scoped {
    #[diesel(embed)]
    pub programme: Programme,
    #[diesel(sql_type = Nullable<Text>)]
    pub framework_name: Option<String>,
}

/// Those of `ids`, and every programme of the university that runs on a day, by name; held against other writers until the
/// transaction ends where that is wanted.
pub async fn scoped(
    tx: &Tx,
    university: Uuid,
    ids: &[Uuid],
    today: NaiveDate,
    held: bool,
) -> Result<Vec<Scoped>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let held = if held { " for update of p" } else { "" };
    Ok(sql_query(format!(
        "select p.*, f.name as framework_name from programme p left join delivery_framework f on f.id = p.framework_id \
         where p.university_id = $1 and (p.id = any($2) or p.started_on <= $3 and (p.ended_on is null or p.ended_on > $3)) order by p.name, p.id{held}"
    ))
    .bind::<SqlUuid, _>(university)
    .bind::<Array<SqlUuid>, _>(ids)
    .bind::<Date, _>(today)
    .load(&mut conn)
    .await?)
}

/// Changes a programme that this transaction holds, and counts its version up.
pub async fn update(tx: &Tx, id: Uuid, description: &Description<'_>) -> Result<Programme> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(
        diesel::update(programme::table.filter(programme::id.eq(id)))
            .set((description, programme::version.eq(programme::version + 1)))
            .returning(Programme::as_returning())
            .get_result(&mut conn)
            .await?,
    )
}

/// The programmes among `ids` that this viewer may see.
pub async fn by_ids(tx: &Tx, ids: &[Uuid]) -> Result<Vec<Programme>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(programme::table
        .filter(programme::id.eq_any(ids))
        .select(Programme::as_select())
        .load(&mut conn)
        .await?)
}

/// Those of the applications that the viewer sees: for whoever sees few of many, found from these.
const OF_CASES: &str = "programme.id = any(array(select x.programme_id from application_programme x \
   where x.application_id = any(array(select a.id from application a))))";

/// One page of programmes by name, of one university or of all that this viewer may see.
pub async fn list(
    tx: &Tx,
    university: Option<Uuid>,
    of_cases: bool,
    paging: &Paging,
) -> Result<Page<Programme>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let mut query = programme::table
        .select(Programme::as_select())
        .order((programme::name, programme::id))
        .limit(paging.first + 1)
        .into_boxed();
    if let Some(university) = university {
        query = query.filter(programme::university_id.eq(university));
    }
    if of_cases {
        query = query.filter(sql::<Bool>(OF_CASES));
    }
    if let Some(Cursor { key, id }) = paging.after.clone() {
        query = query.filter(
            programme::name
                .gt(key.clone())
                .or(programme::name.eq(key).and(programme::id.gt(id))),
        );
    }
    let rows = query.load(&mut conn).await?;
    let rows = rows
        .into_iter()
        .map(|row: Programme| {
            (
                Cursor {
                    key: row.name.clone(),
                    id: row.id,
                },
                row,
            )
        })
        .collect();
    Ok(Page::new(rows, paging.first))
}

/// How many programmes there are.
pub async fn count(tx: &Tx, university: Option<Uuid>) -> Result<i64> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let mut query = programme::table.count().into_boxed();
    if let Some(university) = university {
        query = query.filter(programme::university_id.eq(university));
    }
    Ok(query.get_result(&mut conn).await?)
}

/// Where a programme stands: its awards, and the application it has open.
#[derive(Debug, Clone)]
pub struct Standing {
    pub holds: Vec<Award>,
    pub open_application: Option<Uuid>,
}

/// The standing of each programme: one statement.
pub async fn standings(tx: &Tx, programmes: &[Uuid]) -> Result<HashMap<Uuid, Standing>> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = SqlUuid)]
        id: Uuid,
        #[diesel(sql_type = Jsonb)]
        holds: Value,
        #[diesel(sql_type = Nullable<SqlUuid>)]
        open_application: Option<Uuid>,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<Row> = Statement::new(
        "select p.id, (select coalesce(jsonb_agg(to_jsonb(w) order by w.awarded_on), '[]') from award_programme x join award w on w.id = x.award_id \
         where x.programme_id = p.id) as holds, \
         (select a.id from application_programme x join application a on a.id = x.application_id \
         where x.programme_id = p.id and a.state not in ('DECIDED', 'WITHDRAWN') order by a.created_at desc limit 1) as open_application \
         from programme p where p.id = any(",
    )
    .value(Bound::Ids(programmes.to_vec()))
    .sql(")")
    .load(&mut conn)
        .await?;
    rows.into_iter()
        .map(|row| {
            let holds = serde_json::from_value(row.holds).map_err(Error::internal)?;
            let open_application = row.open_application;
            Ok((
                row.id,
                Standing {
                    holds,
                    open_application,
                },
            ))
        })
        .collect()
}
