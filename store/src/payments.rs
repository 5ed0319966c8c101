//! Payments and credit notes: what an invoice is settled by (M6, M7). Appended, never changed.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Text, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::tables::{credit_note, payment};
use crate::{Result, Tx};

/// One row of `payment`: money that arrived, or a payment taken back.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = payment)]
pub struct Payment {
    pub university_id: Uuid,
    pub id: Uuid,
    pub invoice_id: Uuid,
    pub received_on: NaiveDate,
    /// Below nothing where it takes a payment back.
    pub amount_minor: i64,
    pub reference: String,
    pub method: String,
    pub takes_back: Option<Uuid>,
    pub reason: Option<String>,
    pub recorded_at: DateTime<Utc>,
    pub recorded_by: Option<Uuid>,
}

/// One row of `credit_note`.
#[derive(Debug, Clone, Queryable, Selectable, QueryableByName)]
#[diesel(table_name = credit_note)]
pub struct CreditNote {
    pub university_id: Uuid,
    pub id: Uuid,
    pub number: String,
    pub invoice_id: Uuid,
    pub issued_on: NaiveDate,
    pub reason: String,
    pub net_minor: i64,
    pub vat_minor: i64,
}

/// Notes a payment, or that one is taken back; the invoice and its order follow in the database.
pub async fn insert(tx: &Tx, new: &Payment) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::insert_into(payment::table)
        .values(new)
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// Issues a credit note over so much, VAT included; its number is the next one.
pub async fn credit(tx: &Tx, invoice: Uuid, gross: i64, reason: &str) -> Result<CreditNote> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query("select * from credit($1, $2, $3)")
        .bind::<SqlUuid, _>(invoice)
        .bind::<BigInt, _>(gross)
        .bind::<Text, _>(reason)
        .get_result(&mut conn)
        .await?)
}

/// The payments of these invoices, by the day they arrived.
pub async fn of_invoices(tx: &Tx, invoices: &[Uuid]) -> Result<HashMap<Uuid, Vec<Payment>>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<Payment> = payment::table
        .filter(payment::invoice_id.eq_any(invoices))
        .order((payment::received_on, payment::recorded_at, payment::id))
        .select(Payment::as_select())
        .load(&mut conn)
        .await?;
    let mut found: HashMap<Uuid, Vec<Payment>> = HashMap::with_capacity(invoices.len());
    for row in rows {
        found.entry(row.invoice_id).or_default().push(row);
    }
    Ok(found)
}

/// The credit note with this number, if this viewer may see it.
pub async fn credit_by_number(tx: &Tx, number: &str) -> Result<Option<CreditNote>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(credit_note::table
        .filter(credit_note::number.eq(number))
        .select(CreditNote::as_select())
        .first(&mut conn)
        .await
        .optional()?)
}

/// The credit notes of these invoices, by number.
pub async fn credits(tx: &Tx, invoices: &[Uuid]) -> Result<HashMap<Uuid, Vec<CreditNote>>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<CreditNote> = credit_note::table
        .filter(credit_note::invoice_id.eq_any(invoices))
        .order((credit_note::series, credit_note::seq))
        .select(CreditNote::as_select())
        .load(&mut conn)
        .await?;
    let mut found: HashMap<Uuid, Vec<CreditNote>> = HashMap::with_capacity(invoices.len());
    for row in rows {
        found.entry(row.invoice_id).or_default().push(row);
    }
    Ok(found)
}
