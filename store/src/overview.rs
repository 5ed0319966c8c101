//! What whoever runs the scheme looks at first: what waits for them, and how the months went. Each is one statement.

use chrono::NaiveDate;
use diesel::QueryableByName;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Date, Int4, Nullable, Text};
use diesel_async::{AsyncPgConnection, RunQueryDsl};

use crate::{Result, Tx};

/// How much of what waits for an operator.
#[derive(Debug, Clone, QueryableByName)]
pub struct Needs {
    /// Submitted and not paid for, nor let start before (M7).
    #[diesel(sql_type = BigInt)]
    pub unpaid: i64,
    /// May be assessed, and nobody has it.
    #[diesel(sql_type = BigInt)]
    pub unassigned: i64,
    /// Decisions whose day has passed while their clock runs (W6).
    #[diesel(sql_type = BigInt)]
    pub overdue: i64,
    /// Decisions due by the last day that is soon.
    #[diesel(sql_type = BigInt)]
    pub due_soon: i64,
    /// On hold.
    #[diesel(sql_type = BigInt)]
    pub on_hold: i64,
    /// Evidence requests that are open.
    #[diesel(sql_type = BigInt)]
    pub open_requests: i64,
    /// Evidence requests that were answered and are not closed.
    #[diesel(sql_type = BigInt)]
    pub answered_requests: i64,
    /// Invoices with something outstanding after their last day, and how much that is, in pence.
    #[diesel(sql_type = BigInt)]
    pub overdue_invoices: i64,
    #[diesel(sql_type = BigInt)]
    pub overdue_minor: i64,
    /// Jobs that were given up.
    #[diesel(sql_type = BigInt)]
    pub failed_jobs: i64,
    /// Universities that ask to join.
    #[diesel(sql_type = BigInt)]
    pub join_requests: i64,
}

/// What waits for an operator today.
pub async fn needs(tx: &Tx, today: NaiveDate, soon: NaiveDate) -> Result<Needs> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(
        "select a.*, r.*, i.*, (select count(*) from job j where j.failed_at is not null and j.done_at is null) as failed_jobs, \
           (select count(*) from join_request q where q.state = 'ASKED') as join_requests from \
         (select count(*) filter (where a.state = 'SUBMITTED' and not ready) as unpaid, \
            count(*) filter (where a.assessor_id is null and (a.state = 'SUBMITTED' and ready or a.state in ('IN_ASSESSMENT', 'AWAITING_EVIDENCE'))) as unassigned, \
            count(*) filter (where a.state in ('IN_ASSESSMENT', 'MODERATION') and a.due_on < $1) as overdue, \
            count(*) filter (where a.state in ('IN_ASSESSMENT', 'MODERATION') and a.due_on between $1 and $2) as due_soon, \
            count(*) filter (where a.state = 'ON_HOLD') as on_hold \
          from application a left join orders o on o.university_id = a.university_id and o.id = a.order_id \
          cross join lateral (select coalesce(o.paid_on is not null or o.start_before_reason is not null, false) as ready) x) a, \
         (select count(*) filter (where q.state = 'OPEN') as open_requests, count(*) filter (where q.state = 'ANSWERED') as answered_requests from evidence_request q) r, \
         (select count(*) as overdue_invoices, coalesce(sum(b.outstanding), 0)::bigint as overdue_minor from balance b \
          join invoice i on i.university_id = b.university_id and i.id = b.invoice_id where b.outstanding > 0 and i.due_on < $1) i",
    )
    .bind::<Date, _>(today)
    .bind::<Date, _>(soon)
    .get_result(&mut conn)
    .await?)
}

/// What a month's money came to, in pence, VAT included.
#[derive(Debug, Clone, QueryableByName)]
pub struct Income {
    /// The month's first day.
    #[diesel(sql_type = Date)]
    pub month: NaiveDate,
    #[diesel(sql_type = BigInt)]
    pub invoiced: i64,
    #[diesel(sql_type = BigInt)]
    pub credited: i64,
    /// What arrived, less what was taken back.
    #[diesel(sql_type = BigInt)]
    pub paid: i64,
}

/// The months from one to another, by their first days.
const MONTHS: &str =
    "(select generate_series($1::date, $2::date, interval '1 month')::date as month) m";

/// What was invoiced, credited and paid in each month, those without anything among them.
pub async fn income(tx: &Tx, from: NaiveDate, to: NaiveDate) -> Result<Vec<Income>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(format!(
        "select m.month, coalesce(i.minor, 0)::bigint as invoiced, coalesce(c.minor, 0)::bigint as credited, coalesce(p.minor, 0)::bigint as paid from {MONTHS} \
         left join (select date_trunc('month', issued_on)::date as month, sum(net_minor + vat_minor) as minor from invoice where issued_on >= $1 group by 1) i using (month) \
         left join (select date_trunc('month', issued_on)::date as month, sum(net_minor + vat_minor) as minor from credit_note where issued_on >= $1 group by 1) c using (month) \
         left join (select date_trunc('month', received_on)::date as month, sum(amount_minor) as minor from payment where received_on >= $1 group by 1) p using (month) \
         order by m.month"
    ))
    .bind::<Date, _>(from)
    .bind::<Date, _>(to)
    .load(&mut conn)
    .await?)
}

/// How many awards of a level were in force when a month ended.
#[derive(Debug, Clone, QueryableByName)]
pub struct Held {
    /// The month's first day.
    #[diesel(sql_type = Date)]
    pub month: NaiveDate,
    #[diesel(sql_type = Text)]
    pub level: String,
    #[diesel(sql_type = Text)]
    pub title: String,
    #[diesel(sql_type = Int4)]
    pub rank: i32,
    #[diesel(sql_type = BigInt)]
    pub count: i64,
}

/// How many awards of each level were in force on the last day of each month, of the last one on `today`; levels never held are left out.
pub async fn levels(
    tx: &Tx,
    from: NaiveDate,
    to: NaiveDate,
    today: NaiveDate,
) -> Result<Vec<Held>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(format!(
        "select m.month, l.level, l.title, l.rank, count(w.id) as count from {MONTHS} \
         cross join (select level, min(level_title) as title, min(level_rank) as rank from award group by level) l \
         left join award w on w.level = l.level and w.awarded_on <= least((m.month + interval '1 month - 1 day')::date, $3) \
           and least((m.month + interval '1 month - 1 day')::date, $3) < least(w.expires_on, w.ended_on) \
         group by 1, 2, 3, 4 order by m.month, l.rank, l.level"
    ))
    .bind::<Date, _>(from)
    .bind::<Date, _>(to)
    .bind::<Date, _>(today)
    .load(&mut conn)
    .await?)
}

/// How far the applications that were started since a day have come.
#[derive(Debug, Clone, QueryableByName)]
pub struct Funnel {
    #[diesel(sql_type = BigInt)]
    pub started: i64,
    #[diesel(sql_type = BigInt)]
    pub submitted: i64,
    /// Assessment began.
    #[diesel(sql_type = BigInt)]
    pub assessed: i64,
    #[diesel(sql_type = BigInt)]
    pub decided: i64,
    #[diesel(sql_type = BigInt)]
    pub awarded: i64,
    #[diesel(sql_type = BigInt)]
    pub withdrawn: i64,
}

/// How far the applications that were started on or after a day have come.
pub async fn funnel(tx: &Tx, from: NaiveDate) -> Result<Funnel> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(
        "select count(*) as started, count(a.submitted_on) as submitted, count(a.started_on) as assessed, count(a.decided_on) as decided, \
         count(w.id) as awarded, count(*) filter (where a.state = 'WITHDRAWN') as withdrawn \
         from application a left join award w on w.university_id = a.university_id and w.application_id = a.id \
         where (a.created_at at time zone 'Europe/London')::date >= $1",
    )
    .bind::<Date, _>(from)
    .get_result(&mut conn)
    .await?)
}

/// What a nation's universities hold.
#[derive(Debug, Clone, QueryableByName)]
pub struct Nation {
    /// None where it is not known.
    #[diesel(sql_type = Nullable<Text>)]
    pub nation: Option<String>,
    #[diesel(sql_type = BigInt)]
    pub universities: i64,
    /// Of those, how many hold an award in force.
    #[diesel(sql_type = BigInt)]
    pub holders: i64,
    /// In force.
    #[diesel(sql_type = BigInt)]
    pub awards: i64,
}

/// The universities and awards in force of each nation on a day, the most awards first.
pub async fn nations(tx: &Tx, today: NaiveDate) -> Result<Vec<Nation>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(
        "select u.nation, count(*) as universities, count(*) filter (where w.n > 0) as holders, coalesce(sum(w.n), 0)::bigint as awards \
         from university u cross join lateral (select count(*) as n from award w where w.university_id = u.id and w.awarded_on <= $1 and $1 < least(w.expires_on, w.ended_on)) w \
         group by u.nation order by awards desc, u.nation nulls last",
    )
    .bind::<Date, _>(today)
    .load(&mut conn)
    .await?)
}

/// How many decisions of a month were in time (W6).
#[derive(Debug, Clone, QueryableByName)]
pub struct Punctuality {
    /// The month's first day.
    #[diesel(sql_type = Date)]
    pub month: NaiveDate,
    #[diesel(sql_type = BigInt)]
    pub in_time: i64,
    #[diesel(sql_type = BigInt)]
    pub late: i64,
}

/// How many decisions of each month were in time, months without any among them.
pub async fn punctuality(tx: &Tx, from: NaiveDate, to: NaiveDate) -> Result<Vec<Punctuality>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(format!(
        "select m.month, count(a.id) filter (where a.due_on is null or a.decided_on <= a.due_on) as in_time, count(a.id) filter (where a.decided_on > a.due_on) as late \
         from {MONTHS} left join application a on date_trunc('month', a.decided_on)::date = m.month group by m.month order by m.month"
    ))
    .bind::<Date, _>(from)
    .bind::<Date, _>(to)
    .load(&mut conn)
    .await?)
}
