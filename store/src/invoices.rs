//! Invoices: what an order's price becomes once it is owed (M6). The database writes them, from the order itself.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde_json::Value;
use uuid::Uuid;

use crate::tables::invoice;
use crate::{Result, Tx};

/// One row of `invoice`.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = invoice)]
pub struct Invoice {
    pub order_id: Uuid,
    pub number: String,
    pub issued_on: NaiveDate,
    pub due_on: NaiveDate,
    pub currency: String,
    pub net_minor: i64,
    pub vat_minor: i64,
    pub vat_per_mille: i32,
    pub lines: Value,
    pub purchase_order: Option<String>,
    pub paid_on: Option<NaiveDate>,
    pub credited_on: Option<NaiveDate>,
}

/// The invoice of each of these orders: the one that stands, else the last that was taken back.
pub async fn of_orders(tx: &Tx, orders: &[Uuid]) -> Result<HashMap<Uuid, Invoice>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<Invoice> = invoice::table
        .filter(invoice::order_id.eq_any(orders))
        .order((
            invoice::credited_on.is_null(),
            invoice::series,
            invoice::seq,
        ))
        .select(Invoice::as_select())
        .load(&mut conn)
        .await?;
    // The last of an order's rows is the one that stays in the map.
    Ok(rows.into_iter().map(|row| (row.order_id, row)).collect())
}
