//! Invoices: what an order's price becomes once it is owed (M6). The database writes them, from the order itself, and says
//! of each what is outstanding.

mod list;

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, BigInt, Date, Jsonb, Nullable, Text, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use crate::{Error, Result, Tx};

pub use list::{Filter, Totals, count, list, totals};

/// One invoice, and what was credited and paid of it.
#[derive(Debug, Clone, Deserialize)]
pub struct Invoice {
    pub university_id: Uuid,
    pub id: Uuid,
    pub number: String,
    pub order_id: Uuid,
    pub order_number: String,
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
    /// What its credit notes took back, VAT included.
    pub credited: i64,
    /// What was paid and not taken back.
    pub paid: i64,
    /// The day of the last payment that stands or credit.
    pub last_on: Option<NaiveDate>,
    /// How many payments and takings back are noted of it.
    pub payments: usize,
    /// What it is for.
    pub applications: Vec<Covered>,
}

/// An application that an invoice is for.
#[derive(Debug, Clone, Deserialize)]
pub struct Covered {
    pub id: Uuid,
    pub reference: String,
}

const WHOLE: &str = "to_jsonb(i) || jsonb_build_object('order_number', o.number, 'credited', b.credited, 'paid', b.paid, 'last_on', b.last_on, \
     'payments', (select count(*) from payment y where y.university_id = i.university_id and y.invoice_id = i.id), 'applications', \
     (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'reference', a.reference) order by a.reference), '[]') \
      from application a where a.university_id = i.university_id and a.order_id = i.order_id)) as row";
const JOINED: &str = "join balance b on b.university_id = i.university_id and b.invoice_id = i.id \
     join orders o on o.university_id = i.university_id and o.id = i.order_id join university u on u.id = i.university_id";

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Jsonb)]
    row: Value,
}

fn read<T: DeserializeOwned>(row: Row) -> Result<T> {
    serde_json::from_value(row.row).map_err(Error::internal)
}

/// The invoice of each of these orders: the one that stands, else the last that was taken back.
pub async fn of_orders(tx: &Tx, orders: &[Uuid]) -> Result<HashMap<Uuid, Invoice>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<Row> = sql_query(format!(
        "select {WHOLE} from invoice i {JOINED} where i.order_id = any($1) order by i.credited_on is null, i.series, i.seq"
    ))
    .bind::<Array<SqlUuid>, _>(orders)
    .load(&mut conn)
    .await?;
    // The last of an order's rows is the one that stays in the map.
    rows.into_iter()
        .map(|row| {
            let invoice: Invoice = read(row)?;
            Ok((invoice.order_id, invoice))
        })
        .collect()
}

/// The invoice with this id, if this viewer may see it.
pub async fn find(tx: &Tx, id: Uuid) -> Result<Option<Invoice>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let row: Option<Row> = sql_query(format!(
        "select {WHOLE} from invoice i {JOINED} where i.id = $1"
    ))
    .bind::<SqlUuid, _>(id)
    .get_result(&mut conn)
    .await
    .optional()?;
    row.map(read).transpose()
}

/// The invoice with this number, if this viewer may see it.
pub async fn by_number(tx: &Tx, number: &str) -> Result<Option<Invoice>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let row: Option<Row> = sql_query(format!(
        "select {WHOLE} from invoice i {JOINED} where i.number = $1"
    ))
    .bind::<Text, _>(number)
    .get_result(&mut conn)
    .await
    .optional()?;
    row.map(read).transpose()
}

/// The invoice that a payment was for, if this viewer may see it.
pub async fn of_payment(tx: &Tx, payment: Uuid) -> Result<Option<Invoice>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let row: Option<Row> = sql_query(format!(
        "select {WHOLE} from invoice i {JOINED} where i.id = (select p.invoice_id from payment p where p.id = $1)"
    ))
    .bind::<SqlUuid, _>(payment)
    .get_result(&mut conn)
    .await
    .optional()?;
    row.map(read).transpose()
}

/// Invoices an order again whose invoice was credited in full, with this purchase-order number; the new invoice.
pub async fn again(tx: &Tx, order: Uuid, purchase_order: Option<&str>) -> Result<Uuid> {
    #[derive(QueryableByName)]
    struct Issued {
        #[diesel(sql_type = SqlUuid)]
        id: Uuid,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let issued: Issued = sql_query("select invoice_again($1, $2) as id")
        .bind::<SqlUuid, _>(order)
        .bind::<Nullable<Text>, _>(purchase_order)
        .get_result(&mut conn)
        .await?;
    Ok(issued.id)
}

/// The invoices that are outstanding and were due by a day, after another.
pub async fn due_between(tx: &Tx, after: NaiveDate, until: NaiveDate) -> Result<Vec<Invoice>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<Row> = sql_query(format!(
        "select {WHOLE} from invoice i {JOINED} where b.outstanding > 0 and i.due_on > $1 and i.due_on <= $2 order by i.due_on, i.number"
    ))
    .bind::<Date, _>(after)
    .bind::<Date, _>(until)
    .load(&mut conn)
    .await?;
    rows.into_iter().map(read).collect()
}

/// One thing that changed what a university owes.
#[derive(Debug, Clone, Deserialize)]
pub struct Entry {
    pub on_day: NaiveDate,
    /// INVOICE, CREDIT_NOTE, PAYMENT or PAYMENT_TAKEN_BACK.
    pub kind: String,
    /// The invoice's or the credit note's number; of a payment its reference.
    pub reference: String,
    /// The number of the invoice that it belongs to.
    pub invoice_number: String,
    /// Above nothing where more is owed by it.
    pub amount: i64,
    pub currency: String,
}

/// All that changed what a university owes, until a day, by day.
pub async fn statement(tx: &Tx, university: Uuid, until: NaiveDate) -> Result<Vec<Entry>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<Row> = sql_query(
        "select to_jsonb(e) as row from ( \
           select i.issued_on as on_day, 1 as place, i.number as sorted, 'INVOICE' as kind, i.number as reference, i.number as invoice_number, i.net_minor + i.vat_minor as amount, i.currency \
           from invoice i where i.university_id = $1 and i.issued_on <= $2 \
           union all select c.issued_on, 2, c.number, 'CREDIT_NOTE', c.number, i.number, -(c.net_minor + c.vat_minor), i.currency \
           from credit_note c join invoice i on i.university_id = c.university_id and i.id = c.invoice_id where c.university_id = $1 and c.issued_on <= $2 \
           union all select p.received_on, 3, p.recorded_at::text || p.id, case when p.takes_back is null then 'PAYMENT' else 'PAYMENT_TAKEN_BACK' end, p.reference, i.number, -p.amount_minor, i.currency \
           from payment p join invoice i on i.university_id = p.university_id and i.id = p.invoice_id where p.university_id = $1 and p.received_on <= $2 \
         ) e order by e.on_day, e.place, e.sorted",
    )
    .bind::<SqlUuid, _>(university)
    .bind::<Date, _>(until)
    .load(&mut conn)
    .await?;
    rows.into_iter().map(read).collect()
}

/// An invoice or a credit note as an accounts package takes it.
#[derive(Debug, Clone, Deserialize)]
pub struct Exported {
    pub university: String,
    pub number: String,
    /// The invoice that a credit note takes back; of an invoice its purchase order, else its order.
    pub reference: String,
    pub issued_on: NaiveDate,
    pub due_on: NaiveDate,
    pub currency: String,
    pub vat_per_mille: i32,
    /// Below nothing where it is a credit note.
    pub vat_minor: i64,
    pub lines: Value,
}

/// The invoices and credit notes issued from one day to another, of one university or of all; so many at most.
pub async fn exported(
    tx: &Tx,
    university: Option<Uuid>,
    (from, to): (NaiveDate, NaiveDate),
    most: i64,
) -> Result<Vec<Exported>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<Row> = sql_query(
        "select to_jsonb(e) as row from ( \
           select u.name as university, i.number, coalesce(i.purchase_order, o.number) as reference, i.issued_on, i.due_on, i.currency, i.vat_per_mille, i.vat_minor, i.lines \
           from invoice i join university u on u.id = i.university_id join orders o on o.id = i.order_id \
           where ($1 is null or i.university_id = $1) and i.issued_on between $2 and $3 \
           union all select u.name, c.number, i.number, c.issued_on, c.issued_on, i.currency, i.vat_per_mille, -c.vat_minor, \
             jsonb_build_array(jsonb_build_object('label', 'Credit of ' || i.number || ': ' || c.reason, 'net_minor', -c.net_minor)) \
           from credit_note c join invoice i on i.university_id = c.university_id and i.id = c.invoice_id join university u on u.id = c.university_id \
           where ($1 is null or c.university_id = $1) and c.issued_on between $2 and $3 \
         ) e order by e.issued_on, e.number limit $4",
    )
    .bind::<Nullable<SqlUuid>, _>(university)
    .bind::<Date, _>(from)
    .bind::<Date, _>(to)
    .bind::<BigInt, _>(most)
    .load(&mut conn)
    .await?;
    rows.into_iter().map(read).collect()
}
