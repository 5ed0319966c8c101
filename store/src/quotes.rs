//! Quotes: a price that stays open for thirty days, for an order without a list price or for drafts (M3, M5, M6).
//! Accepting one is what the invoice follows from.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, BigInt, Date, Jsonb, Nullable, Text, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::applications::Application;
use crate::page::{Cursor, Page, Paging};
use crate::tables::quote;
use crate::{Error, Result, Tx};

/// One quote.
#[derive(Debug, Clone, Deserialize)]
pub struct Quote {
    pub university_id: Uuid,
    pub id: Uuid,
    pub number: String,
    /// The order that an operator's price is for; `None` where a list price is kept.
    pub order_id: Option<Uuid>,
    pub state: String,
    pub currency: String,
    pub net_minor: i64,
    pub vat_minor: i64,
    pub vat_per_mille: i32,
    pub lines: Value,
    /// The orders that cost least together, where they cost less than one (M5).
    pub split: Option<Vec<Portion>>,
    pub issued_on: NaiveDate,
    /// The first day on which it cannot be accepted any more.
    pub open_until: NaiveDate,
    pub purchase_order: Option<String>,
    pub accepted_on: Option<NaiveDate>,
    pub reason: Option<String>,
    /// What it is for, by reference.
    pub applications: Vec<Quoted>,
}

/// One order of a quote's split.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Portion {
    pub lines: Value,
    pub net_minor: i64,
    pub vat_minor: i64,
}

/// An application that a quote is for, as the price looked at it.
#[derive(Debug, Clone, Deserialize)]
pub struct Quoted {
    pub id: Uuid,
    pub reference: String,
    pub kind: String,
    pub programmes: i32,
    /// The place of its order in the split.
    pub split_order: Option<i32>,
}

/// What a quote is for, of `l` and `a`.
const NAMED: &str = "coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'reference', a.reference, 'kind', l.kind, 'programmes', l.programmes, \
     'split_order', l.split_order) order by a.reference), '[]')";

/// All of `q`.
fn whole() -> String {
    format!(
        "to_jsonb(q) || jsonb_build_object('applications', (select {NAMED} from quoted_application l \
         join application a on a.university_id = l.university_id and a.id = l.application_id \
         where l.university_id = q.university_id and l.quote_id = q.id)) as row"
    )
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Jsonb)]
    row: Value,
}

fn read(row: Row) -> Result<Quote> {
    serde_json::from_value(row.row).map_err(Error::internal)
}

/// A quote to be issued; its number is given by the database.
#[derive(Debug, Clone, Serialize)]
pub struct NewQuote<'a> {
    pub university_id: Uuid,
    pub id: Uuid,
    pub order_id: Option<Uuid>,
    pub price_list: Option<&'a str>,
    pub state: &'static str,
    pub currency: &'a str,
    pub net_minor: i64,
    pub vat_minor: i64,
    pub vat_per_mille: i32,
    pub lines: Value,
    pub split: Option<Vec<Portion>>,
    pub issued_on: NaiveDate,
    pub open_until: NaiveDate,
    pub issued_by: Uuid,
}

/// An application that a new quote is for.
#[derive(Debug, Clone, Serialize)]
pub struct NewQuoted<'a> {
    pub university_id: Uuid,
    pub quote_id: Uuid,
    pub application_id: Uuid,
    pub kind: &'a str,
    pub programmes: usize,
    pub split_order: Option<usize>,
}

/// Issues a quote with what it is for, and answers it with its number: one statement.
pub async fn insert(tx: &Tx, new: &NewQuote<'_>, of: &[NewQuoted<'_>]) -> Result<Quote> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let row: Row = sql_query(format!(
        "with q as (insert into quote select * from jsonb_populate_record(null::quote, $1 || '{{\"number\": \"\"}}') returning *), \
         l as (insert into quoted_application select * from jsonb_populate_recordset(null::quoted_application, $2) returning *) \
         select to_jsonb(q) || jsonb_build_object('applications', (select {NAMED} from l join application a on a.id = l.application_id)) as row from q"
    ))
    .bind::<Jsonb, _>(serde_json::to_value(new).map_err(Error::internal)?)
    .bind::<Jsonb, _>(serde_json::to_value(of).map_err(Error::internal)?)
    .get_result(&mut conn)
    .await?;
    read(row)
}

/// A quote and the applications that it names.
pub type Held = (Quote, Vec<Application>);

/// The quote with its applications, held against other writers until the transaction ends: one statement.
pub async fn hold(tx: &Tx, id: Uuid) -> Result<Option<Held>> {
    #[derive(QueryableByName)]
    struct Both {
        #[diesel(sql_type = Jsonb, column_name = row)]
        whole: Value,
        #[diesel(embed)]
        application: Application,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<Both> = sql_query(format!(
        "select {}, a.* from quote q join quoted_application n on n.university_id = q.university_id and n.quote_id = q.id \
         join application a on a.university_id = n.university_id and a.id = n.application_id where q.id = $1 order by a.id for update of q, a",
        whole()
    ))
    .bind::<SqlUuid, _>(id)
    .load(&mut conn)
    .await?;
    let (mut quotes, applications): (Vec<Value>, Vec<Application>) = rows
        .into_iter()
        .map(|both| (both.whole, both.application))
        .unzip();
    let quote = quotes.pop().map(|row| read(Row { row })).transpose()?;
    Ok(quote.map(|quote| (quote, applications)))
}

/// How a quote ends.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = quote)]
pub struct Change<'a> {
    pub state: Option<&'static str>,
    pub purchase_order: Option<&'a str>,
    pub accepted_on: Option<NaiveDate>,
    pub accepted_by: Option<Uuid>,
    pub accepted_per_mille: Option<i32>,
    pub reason: Option<&'a str>,
}

/// Ends a quote that this transaction holds; accepting an operator's price gives it to its order, in the database.
pub async fn change(tx: &Tx, id: Uuid, change: &Change<'_>) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::update(quote::table.filter(quote::id.eq(id)))
        .set(change)
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// The quote of each of these orders: the one its price is by, else the latest that was offered for it.
pub async fn of_orders(tx: &Tx, orders: &[Uuid]) -> Result<HashMap<Uuid, Quote>> {
    #[derive(QueryableByName)]
    struct OfOrder {
        #[diesel(sql_type = SqlUuid)]
        order_id: Uuid,
        #[diesel(sql_type = Jsonb, column_name = row)]
        whole: Value,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<OfOrder> = sql_query(format!(
        "select o.id as order_id, {} from orders o join quote q on q.university_id = o.university_id and (q.id = o.quote_id or q.order_id = o.id) \
         where o.id = any($1) order by q.id is not distinct from o.quote_id, q.issued_on, q.id",
        whole()
    ))
    .bind::<Array<SqlUuid>, _>(orders)
    .load(&mut conn)
    .await?;
    // The last of an order's rows is the one that stays in the map.
    rows.into_iter()
        .map(|row| Ok((row.order_id, read(Row { row: row.whole })?)))
        .collect()
}

/// The quote with this id, if this viewer may see it.
pub async fn find(tx: &Tx, id: Uuid) -> Result<Option<Quote>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let row: Option<Row> = sql_query(format!("select {} from quote q where q.id = $1", whole()))
        .bind::<SqlUuid, _>(id)
        .get_result(&mut conn)
        .await
        .optional()?;
    row.map(read).transpose()
}

/// The open quotes whose days are over on a day.
pub async fn over(tx: &Tx, today: NaiveDate) -> Result<Vec<Quote>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<Row> = sql_query(format!(
        "select {} from quote q where q.state = 'ISSUED' and q.open_until <= $1 order by q.id for update of q",
        whole()
    ))
    .bind::<Date, _>(today)
    .load(&mut conn)
    .await?;
    rows.into_iter().map(read).collect()
}

/// Which quotes are asked for.
#[derive(Debug, Clone)]
pub struct Filter {
    pub university: Option<Uuid>,
    /// ISSUED, ACCEPTED, EXPIRED, WITHDRAWN; none is any.
    pub states: Vec<&'static str>,
    /// A part of its number, what it is for, its purchase order or the university's name.
    pub search: Option<String>,
    /// The day on which they stand so: one whose days are over is expired.
    pub on: NaiveDate,
}

const ASKED: &str = "from quote q join university u on u.id = q.university_id where ($1 is null or q.university_id = $1) \
     and (cardinality($2) = 0 or case when q.state = 'ISSUED' and q.open_until <= $3 then 'EXPIRED' else q.state end = any($2)) \
     and ($4 is null or concat_ws(' ', q.number, q.purchase_order, u.name, (select string_agg(a.reference, ' ') from quoted_application l \
       join application a on a.id = l.application_id where l.quote_id = q.id)) \
       ilike '%' || replace(replace(replace($4, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%')";

/// What is open first, what ends soonest first; then the rest, the latest first.
const PLACE: &str = "case when q.state = 'ISSUED' and q.open_until > $3 then '0' || q.open_until || q.id \
     else '1' || lpad((date '9999-12-31' - q.issued_on)::text, 8, '0') || q.id end collate \"C\"";

/// One page of quotes.
pub async fn list(tx: &Tx, filter: &Filter, paging: &Paging) -> Result<Page<Quote>> {
    #[derive(QueryableByName)]
    struct Put {
        #[diesel(sql_type = Jsonb, column_name = row)]
        whole: Value,
        #[diesel(sql_type = Text)]
        place: String,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<Put> = sql_query(format!(
        "select {}, {PLACE} as place {ASKED} and ($5 is null or {PLACE} > $5) order by {PLACE} limit $6",
        whole()
    ))
    .bind::<Nullable<SqlUuid>, _>(filter.university)
    .bind::<Array<Text>, _>(&filter.states)
    .bind::<Date, _>(filter.on)
    .bind::<Nullable<Text>, _>(filter.search.as_deref())
    .bind::<Nullable<Text>, _>(paging.after.as_ref().map(|cursor| &cursor.key))
    .bind::<BigInt, _>(paging.first + 1)
    .load(&mut conn)
    .await?;
    let rows = rows
        .into_iter()
        .map(|Put { whole, place: key }| {
            let quote = read(Row { row: whole })?;
            Ok((Cursor { key, id: quote.id }, quote))
        })
        .collect::<Result<_>>()?;
    Ok(Page::new(rows, paging.first))
}

/// How many quotes are asked for.
pub async fn count(tx: &Tx, filter: &Filter) -> Result<i64> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        count: i64,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let counted: Count = sql_query(format!("select count(*) as count {ASKED}"))
        .bind::<Nullable<SqlUuid>, _>(filter.university)
        .bind::<Array<Text>, _>(&filter.states)
        .bind::<Date, _>(filter.on)
        .bind::<Nullable<Text>, _>(filter.search.as_deref())
        .get_result(&mut conn)
        .await?;
    Ok(counted.count)
}
