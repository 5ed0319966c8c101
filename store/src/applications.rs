//! Applications: requests to be accredited at a level.

mod filter;
mod start;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, BigInt, Date, Int4, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::found;
use crate::page::{Cursor, Page, Paging};
use crate::statement::{Statement, Value};
use crate::tables::{application, evidence_request, evidence_tie};
use crate::{Result, Tx};

pub(crate) use filter::UNREAD;
pub use filter::{Filter, Standing, Tally, tally};
pub use start::{Cover, NewApplication, cover, insert_all};

/// One row of `application`.
#[derive(Debug, Clone, Queryable, Selectable, QueryableByName)]
#[diesel(table_name = application)]
pub struct Application {
    pub university_id: Uuid,
    pub id: Uuid,
    pub reference: String,
    pub edition_id: Uuid,
    pub scope: String,
    pub kind: String,
    pub level: String,
    pub level_rank: i32,
    pub state: String,
    pub version: i32,
    pub order_id: Option<Uuid>,
    pub assessor_id: Option<Uuid>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub submitted_at: Option<DateTime<Utc>>,
    pub submitted_on: Option<NaiveDate>,
    pub started_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub decided_at: Option<DateTime<Utc>>,
    pub decided_on: Option<NaiveDate>,
    /// When the decision that was made goes out; none while none is made.
    pub release_at: Option<DateTime<Utc>>,
    /// Who marks it second, where it was sampled (J6).
    pub second_assessor_id: Option<Uuid>,
    /// The tag of the language that it is written in.
    pub language: String,
    /// The one coordinator or department of programmes that share no framework, as stated (P4).
    pub led_by: Option<String>,
    /// What is expected of all of them, as stated (P4).
    pub expectations: Option<String>,
    /// The delivery framework that all of them ran to on the day it was sent.
    pub framework_id: Option<Uuid>,
}

/// The application, if this viewer may see it.
pub async fn find(tx: &Tx, id: Uuid) -> Result<Option<Application>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(application::table
        .filter(application::id.eq(id))
        .select(Application::as_select())
        .first(&mut conn)
        .await
        .optional()?)
}

/// Those of `ids` that this viewer may see.
pub async fn visible(tx: &Tx, ids: &[Uuid]) -> Result<Vec<Uuid>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(application::table
        .filter(application::id.eq_any(ids))
        .select(application::id)
        .load(&mut conn)
        .await?)
}

/// Those of `ids` that this viewer may see, held against other writers until the transaction ends.
pub async fn lock_all(tx: &Tx, ids: &[Uuid]) -> Result<Vec<Application>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(application::table
        .filter(application::id.eq_any(ids))
        .order(application::id)
        .select(Application::as_select())
        .for_update()
        .load(&mut conn)
        .await?)
}

/// A kept quote that is accepted by sending what it names (M6).
#[derive(Debug, Clone, Copy)]
pub struct Acceptance<'a> {
    pub quote: Uuid,
    pub by: Uuid,
    pub purchase_order: Option<&'a str>,
    /// The rate of VAT of the day, per mille of net (M2).
    pub per_mille: i32,
}

/// Sends drafts that this transaction holds, each with its order and, where all of its several programmes run to one, their
/// framework, and accepts the quote that they are sent by; as they stand then.
pub async fn submit_all(
    tx: &Tx,
    orders: &[(Uuid, Uuid)],
    state: &'static str,
    (on, at): (NaiveDate, DateTime<Utc>),
    accepts: Option<Acceptance<'_>>,
) -> Result<Vec<Application>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(
        "with accepted as (update quote set state = 'ACCEPTED', accepted_on = $4, accepted_by = $7, purchase_order = $8, accepted_per_mille = $9 where id = $6) \
         update application a set state = $3, order_id = n.order_id, submitted_on = $4, submitted_at = $5, updated_at = $5, version = a.version + 1, \
         framework_id = case when a.scope <> 'SINGLE' then (select min(p.framework_id::text)::uuid from application_programme x join programme p on p.id = x.programme_id \
           where x.application_id = a.id having count(distinct p.framework_id) = 1 and count(*) = count(p.framework_id)) end \
         from unnest($1, $2) as n (id, order_id) where a.id = n.id returning a.*",
    )
    .bind::<Array<SqlUuid>, _>(orders.iter().map(|(id, _)| *id).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(orders.iter().map(|(_, order)| *order).collect::<Vec<_>>())
    .bind::<Text, _>(state)
    .bind::<Date, _>(on)
    .bind::<Timestamptz, _>(at)
    .bind::<Nullable<SqlUuid>, _>(accepts.map(|by| by.quote))
    .bind::<Nullable<SqlUuid>, _>(accepts.map(|by| by.by))
    .bind::<Nullable<Text>, _>(accepts.and_then(|by| by.purchase_order))
    .bind::<Nullable<Int4>, _>(accepts.map(|by| by.per_mille))
    .load(&mut conn)
    .await?)
}

/// The application, held against other writers until the transaction ends.
pub async fn lock(tx: &Tx, id: Uuid) -> Result<Option<Application>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(application::table
        .filter(application::id.eq(id))
        .select(Application::as_select())
        .for_update()
        .first(&mut conn)
        .await
        .optional()?)
}

/// The application that an evidence request is about, held against other writers.
pub async fn lock_by_request(tx: &Tx, request: Uuid) -> Result<Option<Application>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let about = evidence_request::table
        .filter(evidence_request::id.eq(request))
        .select(evidence_request::application_id);
    Ok(application::table
        .filter(application::id.eq_any(about))
        .select(Application::as_select())
        .for_update()
        .first(&mut conn)
        .await
        .optional()?)
}

/// The application that an item of evidence is tied to, held against other writers.
pub async fn lock_by_evidence(tx: &Tx, item: Uuid) -> Result<Option<Application>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let tied = evidence_tie::table
        .filter(evidence_tie::evidence_id.eq(item))
        .select(evidence_tie::application_id);
    Ok(application::table
        .filter(application::id.eq_any(tied))
        .order(application::id)
        .select(Application::as_select())
        .for_update()
        .first(&mut conn)
        .await
        .optional()?)
}

/// The applications whose clock runs and that are due by a day, the earliest first (W6).
pub async fn running(tx: &Tx, until: NaiveDate) -> Result<Vec<Application>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(application::table
        .filter(application::state.eq_any(["IN_ASSESSMENT", "MODERATION"]))
        .filter(application::due_on.le(until))
        .order((application::due_on, application::id))
        .select(Application::as_select())
        .load(&mut conn)
        .await?)
}

/// The applications among `ids` that this viewer may see.
pub async fn by_ids(tx: &Tx, ids: &[Uuid]) -> Result<Vec<Application>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(application::table
        .filter(application::id.eq_any(ids))
        .select(Application::as_select())
        .load(&mut conn)
        .await?)
}

/// What changes when an application moves; what is `None` stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = application)]
pub struct Change {
    pub state: Option<&'static str>,
    pub order_id: Option<Uuid>,
    pub assessor_id: Option<Uuid>,
    pub updated_at: Option<DateTime<Utc>>,
    pub submitted_at: Option<DateTime<Utc>>,
    pub submitted_on: Option<NaiveDate>,
    pub started_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub decided_at: Option<DateTime<Utc>>,
    pub decided_on: Option<NaiveDate>,
    /// Set, or taken away.
    pub release_at: Option<Option<DateTime<Utc>>>,
    pub second_assessor_id: Option<Uuid>,
    pub language: Option<&'static str>,
}

/// Applies a change to a row that this transaction holds, and counts its version up.
pub async fn change(tx: &Tx, id: Uuid, change: &Change) -> Result<Application> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(
        diesel::update(application::table.filter(application::id.eq(id)))
            .set((change, application::version.eq(application::version + 1)))
            .returning(Application::as_returning())
            .get_result(&mut conn)
            .await?,
    )
}

/// Applies the same change to rows that this transaction holds, and counts their versions up.
pub async fn change_all(tx: &Tx, ids: &[Uuid], change: &Change) -> Result<Vec<Application>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(
        diesel::update(application::table.filter(application::id.eq_any(ids)))
            .set((change, application::version.eq(application::version + 1)))
            .returning(Application::as_returning())
            .get_results(&mut conn)
            .await?,
    )
}

/// The order of a list of applications.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    Reference,
    University,
    Due,
    Updated,
}

impl Sort {
    /// The SQL of the key, and the type a cursor's text is read back as.
    fn key(self) -> (&'static str, &'static str) {
        match self {
            Self::Reference => ("a.reference", "text"),
            Self::University => ("u.name", "text"),
            Self::Due => ("coalesce(a.due_on, date '9999-12-31')", "date"),
            Self::Updated => ("a.updated_at", "timestamptz"),
        }
    }
}

/// One page of applications.
pub async fn list(
    tx: &Tx,
    filter: &Filter,
    sort: Sort,
    descending: bool,
    paging: &Paging,
) -> Result<Page<Application>> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Text)]
        sort_key: String,
        #[diesel(sql_type = Nullable<BigInt>)]
        total: Option<i64>,
        #[diesel(embed)]
        application: Application,
    }
    let (key, kind) = sort.key();
    let (direction, beyond) = if descending {
        ("desc", "<")
    } else {
        ("asc", ">")
    };
    let chosen = || {
        let select = Statement::new(format!("select a.id, {key} as sorted"));
        filter.narrow(select, sort)
    };
    let order = format!(" order by f.sorted {direction}, f.id {direction}");
    let page = |of: Statement| {
        let mut page = Statement::new("(select f.id, f.sorted from (")
            .then(of)
            .sql(") f where true");
        if let Some(Cursor { key: seen, id }) = &paging.after {
            page = page
                .sql(format!(" and (f.sorted, f.id) {beyond} ("))
                .value(Value::Text(seen.clone()))
                .sql(format!("::text::{kind}, "))
                .value(Value::Id(*id))
                .sql(")");
        }
        page.sql(format!("{order} limit "))
            .value(Value::Int(paging.first + 1))
            .sql(")")
    };
    let statement = if filter.search.is_some() {
        found::page("a.*, f.sorted::text as sort_key", chosen, page)
    } else {
        Statement::new("select a.*, f.sorted::text as sort_key, null::bigint as total from ")
            .then(page(chosen()))
    };
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<Row> = statement
        .sql(format!(" f join application a on a.id = f.id{order}"))
        .load(&mut conn)
        .await?;
    let total = rows.as_slice().first().and_then(|row| row.total);
    let rows = rows
        .into_iter()
        .map(|row| {
            (
                Cursor {
                    key: row.sort_key,
                    id: row.application.id,
                },
                row.application,
            )
        })
        .collect();
    Ok(Page {
        total,
        ..Page::new(rows, paging.first)
    })
}

/// How many applications a filter leaves; those that words find, [`found::FOUND`] at most.
pub async fn count(tx: &Tx, filter: &Filter) -> Result<i64> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        n: i64,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let mut chosen = filter.narrow(Statement::new("select a.id"), Sort::Reference);
    if filter.search.is_some() {
        chosen = found::at_most(chosen);
    }
    let counts: Vec<Count> = Statement::new("select count(*) as n from (")
        .then(chosen)
        .sql(") a")
        .load(&mut conn)
        .await?;
    Ok(counts.into_iter().next().map_or(0, |count| count.n))
}
