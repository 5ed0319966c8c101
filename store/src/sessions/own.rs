//! People's own sessions, as they see and end them.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::IDLE;
use crate::page::{Cursor, Page, Paging};
use crate::statement::{Statement, Value};
use crate::tables::session;
use crate::{Result, Tx};

/// One row of `session`, as its person sees it.
#[derive(Debug, Clone, QueryableByName)]
pub struct Own {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Text)]
    pub role: String,
    /// The university that is acted for.
    #[diesel(sql_type = Nullable<Text>)]
    pub university: Option<String>,
    #[diesel(sql_type = Timestamptz)]
    pub created_at: DateTime<Utc>,
    /// When it was last used, to five minutes.
    #[diesel(sql_type = Timestamptz)]
    pub seen_at: DateTime<Utc>,
    /// From which network address they signed in.
    #[diesel(sql_type = Nullable<Text>)]
    pub address: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub browser: Option<String>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub ended_at: Option<DateTime<Utc>>,
}

const COLUMNS: &str = "s.id, s.role, s.created_at, s.seen_at, s.address, s.browser, s.ended_at";

/// What opens something still; that its role is held too is looked at when it is used.
fn in_force(query: Statement, now: DateTime<Utc>) -> Statement {
    query
        .sql(" where s.ended_at is null and s.expires_at > ")
        .value(Value::Moment(now))
        .sql(" and s.seen_at > ")
        .value(Value::Moment(now - IDLE))
}

/// One page of the viewer's sessions, the latest first.
pub async fn list(tx: &Tx, now: DateTime<Utc>, paging: &Paging) -> Result<Page<Own>> {
    let query = Statement::new(format!(
        "select {COLUMNS}, u.name as university from session s left join own_session_universities() u on u.session_id = s.id"
    ));
    // An id begins with the time it was made at.
    let mut query = in_force(query, now);
    if let Some(after) = &paging.after {
        query = query.sql(" and s.id < ").value(Value::Id(after.id));
    }
    query = query.sql(" order by s.id desc limit ");
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<Own> = query
        .value(Value::Int(paging.first + 1))
        .load(&mut conn)
        .await?;
    let key = |row: &Own| Cursor {
        key: String::new(),
        id: row.id,
    };
    let rows = rows.into_iter().map(|row| (key(&row), row)).collect();
    Ok(Page::new(rows, paging.first))
}

/// How many sessions the viewer has.
pub async fn count(tx: &Tx, now: DateTime<Utc>) -> Result<i64> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        n: i64,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let query = in_force(Statement::new("select count(*) as n from session s"), now);
    let row: Row = query.get_result(&mut conn).await?;
    Ok(row.n)
}

/// One of the viewer's sessions, held against others until the transaction ends.
pub async fn lock(tx: &Tx, id: Uuid) -> Result<Option<Own>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let query = Statement::new(format!(
        "select {COLUMNS}, null::text as university from session s where s.id = "
    ));
    Ok(query
        .value(Value::Id(id))
        .sql(" for update of s")
        .get_result(&mut conn)
        .await
        .optional()?)
}

/// Ends one of the viewer's sessions: its next request is nobody's.
pub async fn end(tx: &Tx, id: Uuid, now: DateTime<Utc>) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::update(session::table.filter(session::id.eq(id)))
        .set(session::ended_at.eq(Some(now)))
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// Ends all of the viewer's sessions but one; how many there were.
pub async fn end_others(tx: &Tx, but: Uuid, now: DateTime<Utc>) -> Result<usize> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let others = session::table
        .filter(session::id.ne(but))
        .filter(session::ended_at.is_null())
        .filter(session::expires_at.gt(now))
        .filter(session::seen_at.gt(now - IDLE));
    let changed = diesel::update(others)
        .set(session::ended_at.eq(Some(now)))
        .execute(&mut conn)
        .await?;
    Ok(changed)
}
