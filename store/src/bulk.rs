//! Bulk acts: what an operator does to many applications, each in a transaction of its own.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, BigInt, Text, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde_json::Value;
use uuid::Uuid;

use crate::applications::{Filter, Sort};
use crate::page::{Cursor, Page, Paging};
use crate::statement::{Statement, Value as Bound};
use crate::tables::{application, bulk_act, bulk_row};
use crate::{Result, Tx};

/// One row of `bulk_act`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = bulk_act)]
pub struct BulkAct {
    pub id: Uuid,
    pub kind: String,
    pub reason: String,
    pub state: String,
    pub made_by: Uuid,
    pub made_at: DateTime<Utc>,
    pub applied_at: Option<DateTime<Utc>>,
    pub undone_at: Option<DateTime<Utc>>,
}

/// One row of `bulk_row`.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = bulk_row)]
pub struct Row {
    pub bulk_act_id: Uuid,
    pub seq: i32,
    pub application_id: Uuid,
    pub verdict: String,
    pub reasons: Value,
    pub version: Option<i32>,
}

/// To which applications something is done.
#[derive(Debug, Clone)]
pub enum Chosen {
    /// To these, in this order.
    These(Vec<Uuid>),
    /// To every one that a filter leaves.
    All(Box<Filter>),
}

/// Writes a bulk act down with its applications, at most `most` of them; gives how many there are.
pub async fn insert(tx: &Tx, new: &BulkAct, chosen: &Chosen, most: i64) -> Result<usize> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::insert_into(bulk_act::table)
        .values(new)
        .execute(&mut conn)
        .await?;
    let rows = Statement::new(
        "insert into bulk_row (bulk_act_id, seq, university_id, application_id) select ",
    )
    .value(Bound::Id(new.id))
    .sql(", row_number() over (order by c.place, c.reference), c.university_id, c.id from (");
    let rows = match chosen {
        Chosen::These(ids) => rows
            .sql("select a.id, a.university_id, a.reference, n.place from unnest(")
            .value(Bound::Ids(ids.clone()))
            .sql(") with ordinality as n (id, place) join application a on a.id = n.id"),
        Chosen::All(filter) => {
            let select = Statement::new("select a.id, a.university_id, a.reference, 0 as place");
            rows.then(filter.narrow(select, Sort::Reference))
        }
    };
    Ok(rows
        .sql(" limit ")
        .value(Bound::Int(most))
        .sql(") c")
        .execute(&mut conn)
        .await?)
}

/// The bulk act.
pub async fn find(tx: &Tx, id: Uuid) -> Result<Option<BulkAct>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(bulk_act::table
        .find(id)
        .select(BulkAct::as_select())
        .first(&mut conn)
        .await
        .optional()?)
}

/// The bulk act, held against other writers until the transaction ends.
pub async fn lock(tx: &Tx, id: Uuid) -> Result<Option<BulkAct>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(bulk_act::table
        .find(id)
        .select(BulkAct::as_select())
        .for_update()
        .first(&mut conn)
        .await
        .optional()?)
}

/// What changes on a bulk act; what is `None` stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = bulk_act)]
pub struct Change {
    pub state: Option<&'static str>,
    pub applied_at: Option<DateTime<Utc>>,
    pub undone_at: Option<DateTime<Utc>>,
}

/// Applies a change to a bulk act that this transaction holds.
pub async fn change(tx: &Tx, id: Uuid, change: &Change) -> Result<BulkAct> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(diesel::update(bulk_act::table.find(id))
        .set(change)
        .returning(BulkAct::as_returning())
        .get_result(&mut conn)
        .await?)
}

/// The next applications of a bulk act that stand so.
pub async fn next(tx: &Tx, id: Uuid, verdict: &'static str, most: i64) -> Result<Vec<Row>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(bulk_row::table
        .filter(
            bulk_row::bulk_act_id
                .eq(id)
                .and(bulk_row::verdict.eq(verdict)),
        )
        .order(bulk_row::seq)
        .limit(most)
        .select(Row::as_select())
        .load(&mut conn)
        .await?)
}

/// How it went with one application.
#[derive(Debug, Clone, AsChangeset)]
#[diesel(table_name = bulk_row)]
pub struct Outcome {
    pub verdict: &'static str,
    pub reasons: Value,
    /// What is `None` stays.
    pub version: Option<i32>,
}

/// Keeps how it went with an application of a bulk act that this transaction holds.
pub async fn went(tx: &Tx, row: &Row, outcome: &Outcome) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::update(bulk_row::table.find((row.bulk_act_id, row.seq)))
        .set(outcome)
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// Keeps how it went with all the applications of a bulk act that still stand so.
pub async fn rest_went(
    tx: &Tx,
    id: Uuid,
    left: &'static str,
    verdict: &'static str,
    reasons: &Value,
) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::update(bulk_row::table)
        .filter(bulk_row::bulk_act_id.eq(id).and(bulk_row::verdict.eq(left)))
        .set((bulk_row::verdict.eq(verdict), bulk_row::reasons.eq(reasons)))
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// Whether an application's order was seen to already, with another of its applications.
pub async fn done_with_its_order(tx: &Tx, row: &Row) -> Result<bool> {
    let (one, other) = diesel::alias!(application as one, application as other);
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let order = one
        .filter(one.field(application::id).eq(row.application_id))
        .select(one.field(application::order_id));
    let beside = other
        .filter(other.field(application::order_id).eq_any(order))
        .select(other.field(application::id));
    Ok(diesel::select(diesel::dsl::exists(
        bulk_row::table
            .filter(bulk_row::bulk_act_id.eq(row.bulk_act_id))
            .filter(bulk_row::verdict.eq("DONE"))
            .filter(bulk_row::application_id.eq_any(beside)),
    ))
    .get_result(&mut conn)
    .await?)
}

/// How many applications of each of these bulk acts stand how.
pub async fn counts(tx: &Tx, ids: &[Uuid]) -> Result<HashMap<Uuid, HashMap<String, i64>>> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = SqlUuid)]
        bulk_act_id: Uuid,
        #[diesel(sql_type = Text)]
        verdict: String,
        #[diesel(sql_type = BigInt)]
        n: i64,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<Count> = sql_query(
        "select bulk_act_id, verdict, count(*) as n from bulk_row where bulk_act_id = any($1) group by 1, 2",
    )
    .bind::<Array<SqlUuid>, _>(ids)
    .load(&mut conn)
    .await?;
    let mut counts = HashMap::<Uuid, HashMap<String, i64>>::new();
    for row in rows {
        let of = counts.entry(row.bulk_act_id).or_default();
        of.insert(row.verdict, row.n);
    }
    Ok(counts)
}

/// One page of bulk acts, the latest first.
pub async fn list(tx: &Tx, paging: &Paging) -> Result<Page<BulkAct>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    // An id begins with the time it was made at.
    let mut query = bulk_act::table.select(BulkAct::as_select()).into_boxed();
    if let Some(after) = &paging.after {
        query = query.filter(bulk_act::id.lt(after.id));
    }
    let rows = query
        .order(bulk_act::id.desc())
        .limit(paging.first + 1)
        .load(&mut conn)
        .await?;
    let key = |row: &BulkAct| Cursor {
        key: String::new(),
        id: row.id,
    };
    let rows = rows.into_iter().map(|row| (key(&row), row)).collect();
    Ok(Page::new(rows, paging.first))
}

/// How many bulk acts there are.
pub async fn count(tx: &Tx) -> Result<i64> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(bulk_act::table.count().get_result(&mut conn).await?)
}

/// One page of the applications of a bulk act, in the order they were chosen; those that stand in one of these ways.
pub async fn rows(
    tx: &Tx,
    id: Uuid,
    verdicts: &[&'static str],
    paging: &Paging,
) -> Result<Page<Row>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let mut query = bulk_row::table
        .filter(bulk_row::bulk_act_id.eq(id))
        .select(Row::as_select())
        .into_boxed();
    if !verdicts.is_empty() {
        query = query.filter(bulk_row::verdict.eq_any(verdicts));
    }
    if let Some(seq) = paging
        .after
        .as_ref()
        .and_then(|after| after.key.parse::<i32>().ok())
    {
        query = query.filter(bulk_row::seq.gt(seq));
    }
    let rows = query
        .order(bulk_row::seq)
        .limit(paging.first + 1)
        .load(&mut conn)
        .await?;
    let key = |row: &Row| Cursor {
        key: row.seq.to_string(),
        id: row.application_id,
    };
    let rows = rows.into_iter().map(|row| (key(&row), row)).collect();
    Ok(Page::new(rows, paging.first))
}
