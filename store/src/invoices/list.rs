//! Invoices as a list: which are asked for, a page of them, and what all of them come to.

use chrono::NaiveDate;
use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Jsonb, Text};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::{Invoice, JOINED, Row, WHOLE, read};
use crate::page::{Cursor, Page, Paging};
use crate::statement::{Statement, Value};
use crate::universities::like;
use crate::{Result, Tx};

/// Which invoices are asked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub university: Option<Uuid>,
    /// ISSUED, PAID, CREDITED; none is any.
    pub states: Vec<&'static str>,
    /// Outstanding after its last day on this day.
    pub overdue_on: Option<NaiveDate>,
    /// A part of its number, its purchase order or the university's name, or what its order's number begins with.
    pub search: Option<String>,
}

/// What is neither paid nor credited in full: all that anything is outstanding of.
const OPEN: &str = "i.paid_on is null and i.credited_on is null";

/// What is outstanding first, the longest due first; then the rest, the latest first: the index `invoice_place`.
const PLACE: &str = "case when i.paid_on is null and i.credited_on is null \
     then '0' || lpad((i.due_on - date '2000-01-01')::text, 7, '0') || i.number \
     else '1' || lpad((date '9999-12-31' - i.issued_on)::text, 8, '0') || lpad((1000000000000 - i.seq)::text, 13, '0') end collate \"C\"";

impl Filter {
    /// What is selected, from the invoices that the filter leaves.
    fn narrow(&self, select: Statement) -> Statement {
        let mut narrowed = select.sql(" where true");
        if let Some(university) = self.university {
            narrowed = narrowed
                .sql(" and i.university_id = ")
                .value(Value::Id(university));
        }
        if !self.states.is_empty() {
            let states = self.states.iter().map(|state| (*state).to_owned());
            narrowed = narrowed
                .sql(" and case when i.credited_on is not null then 'CREDITED' when i.paid_on is not null then 'PAID' else 'ISSUED' end = any(")
                .value(Value::Texts(states.collect()))
                .sql(")");
        }
        if let Some(day) = self.overdue_on {
            narrowed = narrowed
                .sql(format!(" and {OPEN} and i.due_on < "))
                .value(Value::Day(day));
        }
        if let Some(words) = &self.search {
            let pattern = || Value::Text(like(words));
            let order = || Value::Text(words.clone());
            narrowed = narrowed
                .sql(" and (i.number like upper(")
                .value(pattern())
                .sql(") or i.purchase_order ilike ")
                .value(pattern())
                .sql(" or i.university_id in (select u.id from university u where u.name ilike ")
                .value(pattern())
                .sql(") or i.order_id in (select o.id from orders o where o.number collate \"C\" >= upper(")
                .value(order())
                .sql(") and o.number collate \"C\" < upper(")
                .value(order())
                .sql(") || chr(1114111)))");
        }
        narrowed
    }
}

/// One page of invoices.
pub async fn list(tx: &Tx, filter: &Filter, paging: &Paging) -> Result<Page<Invoice>> {
    #[derive(QueryableByName)]
    struct Placed {
        #[diesel(sql_type = Jsonb, column_name = row)]
        whole: serde_json::Value,
        #[diesel(sql_type = Text)]
        place: String,
    }
    // A search is kept apart from the order, as in the list of applications.
    let apart = if filter.search.is_some() {
        " offset 0"
    } else {
        ""
    };
    let mut page = Statement::new(format!("select {WHOLE}, i.place from (select * from ("))
        .then(filter.narrow(Statement::new(format!(
            "select i.*, {PLACE} as place from invoice i"
        ))))
        .sql(format!("{apart}) i"));
    if let Some(cursor) = &paging.after {
        page = page
            .sql(" where i.place > ")
            .value(Value::Text(cursor.key.clone()));
    }
    let page = page
        .sql(" order by i.place limit ")
        .value(Value::Int(paging.first + 1))
        .sql(format!(") i {JOINED} order by i.place"));
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<Placed> = page.load(&mut conn).await?;
    let rows = rows
        .into_iter()
        .map(|Placed { whole, place }| {
            let invoice: Invoice = read(Row { row: whole })?;
            let cursor = Cursor {
                key: place,
                id: invoice.id,
            };
            Ok((cursor, invoice))
        })
        .collect::<Result<_>>()?;
    Ok(Page::new(rows, paging.first))
}

/// How many invoices there are.
pub async fn count(tx: &Tx, filter: &Filter) -> Result<i64> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        n: i64,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let counts: Vec<Count> = filter
        .narrow(Statement::new("select count(*) as n from invoice i"))
        .load(&mut conn)
        .await?;
    Ok(counts.into_iter().next().map_or(0, |count| count.n))
}

/// What some invoices come to, in minor units, VAT included.
#[derive(Debug, Clone, Default, QueryableByName)]
pub struct Totals {
    #[diesel(sql_type = BigInt)]
    pub count: i64,
    #[diesel(sql_type = BigInt)]
    pub invoiced: i64,
    #[diesel(sql_type = BigInt)]
    pub credited: i64,
    #[diesel(sql_type = BigInt)]
    pub paid: i64,
    #[diesel(sql_type = BigInt)]
    pub outstanding: i64,
    /// Of what is outstanding, what was due before today.
    #[diesel(sql_type = BigInt)]
    pub overdue: i64,
}

/// What the invoices asked for come to on a day. What is paid is what was invoiced and is neither credited nor outstanding; and
/// nothing is outstanding but of the open ones, so that the payments of years are not added up again.
pub async fn totals(tx: &Tx, filter: &Filter, today: NaiveDate) -> Result<Totals> {
    let all = filter.narrow(Statement::new(
        "select count(*) as count, coalesce(sum(i.net_minor + i.vat_minor), 0)::bigint as invoiced from invoice i",
    ));
    let credited = filter.narrow(Statement::new(
        "select coalesce(sum(n.net_minor + n.vat_minor), 0)::bigint as credited from credit_note n \
         join invoice i on i.university_id = n.university_id and i.id = n.invoice_id",
    ));
    let open = Statement::new(
        "select coalesce(sum(b.outstanding), 0)::bigint as outstanding, coalesce(sum(b.outstanding) filter (where i.due_on < ",
    );
    let open = open.value(Value::Day(today)).sql(
        "), 0)::bigint as overdue from invoice i join balance b on b.university_id = i.university_id and b.invoice_id = i.id",
    );
    let open = filter.narrow(open).sql(format!(" and {OPEN}"));
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let totals: Vec<Totals> = Statement::new(
        "select a.count, a.invoiced, c.credited, a.invoiced - c.credited - o.outstanding as paid, o.outstanding, o.overdue from (",
    )
    .then(all)
    .sql(") a, (")
    .then(credited)
    .sql(") c, (")
    .then(open)
    .sql(") o")
    .load(&mut conn)
    .await?;
    Ok(totals.into_iter().next().unwrap_or_default())
}
