//! Orders: what is paid for together.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde_json::Value;
use uuid::Uuid;

use crate::tables::orders;
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
    pub paid_on: Option<NaiveDate>,
    pub paid_reference: Option<String>,
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

/// The order, held against other writers until the transaction ends.
pub async fn lock(tx: &Tx, id: Uuid) -> Result<Option<Order>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(orders::table
        .filter(orders::id.eq(id))
        .select(Order::as_select())
        .for_update()
        .first(&mut conn)
        .await
        .optional()?)
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

/// What changes on an order; what is `None` stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = orders)]
pub struct Change<'a> {
    pub net_minor: Option<i64>,
    pub vat_minor: Option<i64>,
    pub vat_per_mille: Option<i32>,
    pub lines: Option<Value>,
    pub paid_on: Option<NaiveDate>,
    pub paid_reference: Option<&'a str>,
    pub start_before_reason: Option<&'a str>,
}

/// Applies a change to an order that this transaction holds.
pub async fn change(tx: &Tx, id: Uuid, change: &Change<'_>) -> Result<Order> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(diesel::update(orders::table.filter(orders::id.eq(id)))
        .set(change)
        .returning(Order::as_returning())
        .get_result(&mut conn)
        .await?)
}
