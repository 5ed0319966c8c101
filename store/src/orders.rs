//! Orders: what is paid for together.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde_json::Value;
use uuid::Uuid;

use crate::applications::Application;
use crate::tables::{application, invoice, orders, payment, quote};
use crate::{Result, Tx};

/// One row of `orders`.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = orders)]
pub struct Order {
    pub university_id: Uuid,
    pub id: Uuid,
    pub number: String,
    pub currency: String,
    pub net_minor: Option<i64>,
    pub vat_minor: Option<i64>,
    pub vat_per_mille: i32,
    pub lines: Value,
    pub purchase_order: Option<String>,
    /// The day it was paid: the database writes it, from the payments.
    pub paid_on: Option<NaiveDate>,
    pub start_before_reason: Option<String>,
    pub created_at: DateTime<Utc>,
}

/// An order to be placed; its number is given by the database.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = orders)]
pub struct NewOrder<'a> {
    pub university_id: Uuid,
    pub id: Uuid,
    pub currency: &'a str,
    /// `None` until an operator gives a tailored price (M3).
    pub net_minor: Option<i64>,
    pub vat_minor: Option<i64>,
    pub vat_per_mille: i32,
    pub lines: Value,
    pub purchase_order: Option<&'a str>,
    /// The quote that its price is by, which this transaction accepts (M6).
    pub quote_id: Option<Uuid>,
    pub created_at: DateTime<Utc>,
}

/// Places orders and answers them with their numbers: one statement.
pub async fn insert_all(tx: &Tx, new: &[NewOrder<'_>]) -> Result<Vec<Order>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(diesel::insert_into(orders::table)
        .values(new)
        .returning(Order::as_returning())
        .get_results(&mut conn)
        .await?)
}

/// An order and its applications, held against other writers until the transaction ends.
pub type Held = (Order, Vec<Application>);

/// What an order is known by.
#[derive(Debug, Clone, Copy)]
pub enum By {
    /// Itself.
    Order(Uuid),
    /// An invoice of it.
    Invoice(Uuid),
    /// A payment for one.
    Payment(Uuid),
}

/// The order with its applications: one statement.
pub async fn hold(tx: &Tx, by: By) -> Result<Option<Held>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let invoices = invoice::table.select(invoice::order_id);
    let query = orders::table
        .inner_join(application::table.on(application::order_id.eq(orders::id.nullable())))
        .order(application::id)
        .select((Order::as_select(), Application::as_select()))
        .for_update();
    let rows: Vec<(Order, Application)> = match by {
        By::Order(id) => query.filter(orders::id.eq(id)).load(&mut conn).await?,
        By::Invoice(id) => {
            let found = invoices.filter(invoice::id.eq(id));
            query
                .filter(orders::id.eq_any(found))
                .load(&mut conn)
                .await?
        }
        By::Payment(id) => {
            let of = payment::table
                .filter(payment::id.eq(id))
                .select(payment::invoice_id);
            let found = invoices.filter(invoice::id.eq_any(of));
            query
                .filter(orders::id.eq_any(found))
                .load(&mut conn)
                .await?
        }
    };
    let (orders, applications): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
    Ok(orders.into_iter().next().map(|order| (order, applications)))
}

/// The orders among `ids` that this viewer may see.
pub async fn by_ids(tx: &Tx, ids: &[Uuid]) -> Result<Vec<Order>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(orders::table
        .filter(orders::id.eq_any(ids))
        .select(Order::as_select())
        .load(&mut conn)
        .await?)
}

/// Lets assessment of what an order that this transaction holds is for start before it is paid.
pub async fn let_start(tx: &Tx, id: Uuid, reason: &str) -> Result<Order> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(diesel::update(orders::table.filter(orders::id.eq(id)))
        .set(orders::start_before_reason.eq(reason))
        .returning(Order::as_returning())
        .get_result(&mut conn)
        .await?)
}

/// The orders of a quote that this viewer may see: those its price went to, or the one it is offered for.
pub async fn of_quotes(tx: &Tx, quotes: &[Uuid]) -> Result<HashMap<Uuid, Vec<Order>>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let of = quote::order_id.eq(orders::id.nullable());
    let of = orders::quote_id.eq(quote::id.nullable()).or(of);
    let rows: Vec<(Uuid, Order)> = quote::table
        .inner_join(orders::table.on(of.and(orders::university_id.eq(quote::university_id))))
        .filter(quote::id.eq_any(quotes))
        .order(orders::number)
        .select((quote::id, Order::as_select()))
        .load(&mut conn)
        .await?;
    let mut found: HashMap<Uuid, Vec<Order>> = HashMap::new();
    for (quote, order) in rows {
        found.entry(quote).or_default().push(order);
    }
    Ok(found)
}
