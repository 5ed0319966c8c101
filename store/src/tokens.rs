//! Machines' tokens. Only their digests are kept: what is stored here opens nothing.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Date, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::access::{Area, Reach};
use uuid::Uuid;

use crate::page::{Cursor, Page, Paging};
use crate::statement::{Statement, Value};
use crate::tables::token;
use crate::{Result, Tx, Viewer, sessions};

/// How old the note of a token's last use may grow before it is written again.
const USED_EVERY: TimeDelta = TimeDelta::minutes(5);

/// A token that is made.
#[derive(Insertable)]
#[diesel(table_name = token)]
pub struct New<'a> {
    pub id: Uuid,
    /// Of which university; none for the scheme's.
    pub acting_university: Option<Uuid>,
    pub name: &'a str,
    /// Its first letters.
    pub prefix: &'a str,
    /// Its SHA-256.
    pub hash: &'a [u8],
    pub areas: Vec<&'a str>,
    pub writes: bool,
    pub made_by: Uuid,
    pub role: &'a str,
    pub made_at: DateTime<Utc>,
    /// The first day on which it does not work.
    pub expires_on: NaiveDate,
    /// To which universities an operator's is kept; none: to no university.
    pub universities: Option<Vec<Uuid>>,
}

/// One row of `token`, as people see it.
#[derive(Debug, Clone, QueryableByName)]
pub struct Token {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub acting_university: Option<Uuid>,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Text)]
    pub prefix: String,
    #[diesel(sql_type = Array<Text>)]
    pub areas: Vec<String>,
    #[diesel(sql_type = Bool)]
    pub writes: bool,
    #[diesel(sql_type = SqlUuid)]
    pub made_by: Uuid,
    #[diesel(sql_type = Timestamptz)]
    pub made_at: DateTime<Utc>,
    /// The first day on which it does not work.
    #[diesel(sql_type = Date)]
    pub expires_on: NaiveDate,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub used_at: Option<DateTime<Utc>>,
    /// The network address of its last use.
    #[diesel(sql_type = Nullable<Text>)]
    pub used_from: Option<String>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub revoked_at: Option<DateTime<Utc>>,
    /// To which universities an operator's is kept; none: to no university.
    #[diesel(sql_type = Nullable<Array<SqlUuid>>)]
    pub universities: Option<Vec<Uuid>>,
    /// Whether its maker still holds the role it acts in.
    #[diesel(sql_type = Bool)]
    pub held: bool,
}

/// The maker of `t` holds the role still, at a university that is open: as a session's person has to.
const HELD: &str = "(exists (select from member m join university u on u.id = m.university_id and u.state = 'OPEN' \
      where m.person_id = t.made_by and m.university_id = t.acting_university and m.role = t.role) \
    or (t.acting_university is null and exists (select from staff f where f.person_id = t.made_by and f.role = t.role)))";

/// What is read of a token.
fn select() -> Statement {
    Statement::new(format!(
        "select t.id, t.acting_university, t.name, t.prefix, t.areas, t.writes, t.made_by, t.made_at, t.expires_on, t.used_at, \
         t.used_from, t.revoked_at, t.universities, {HELD} as held from token t"
    ))
}

/// Writes a token down.
pub async fn insert(tx: &Tx, new: &New<'_>) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::insert_into(token::table)
        .values(new)
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// The token, held against others until the transaction ends.
pub async fn lock(tx: &Tx, id: Uuid) -> Result<Option<Token>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let query = select().sql(" where t.id = ").value(Value::Id(id));
    Ok(query
        .sql(" for update of t")
        .get_result(&mut conn)
        .await
        .optional()?)
}

/// Revokes a token.
pub async fn revoke(tx: &Tx, id: Uuid, by: Uuid, now: DateTime<Utc>) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::update(token::table.filter(token::id.eq(id)))
        .set((
            token::revoked_at.eq(Some(now)),
            token::revoked_by.eq(Some(by)),
        ))
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// One page of the tokens that the viewer sees, the latest first.
pub async fn list(tx: &Tx, paging: &Paging) -> Result<Page<Token>> {
    // An id begins with the time it was made at.
    let mut query = select().sql(" where true");
    if let Some(after) = &paging.after {
        query = query.sql(" and t.id < ").value(Value::Id(after.id));
    }
    query = query.sql(" order by t.id desc limit ");
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<Token> = query
        .value(Value::Int(paging.first + 1))
        .load(&mut conn)
        .await?;
    let key = |row: &Token| Cursor {
        key: String::new(),
        id: row.id,
    };
    let rows = rows.into_iter().map(|row| (key(&row), row)).collect();
    Ok(Page::new(rows, paging.first))
}

/// How many tokens the viewer sees.
pub async fn count(tx: &Tx) -> Result<i64> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(token::table.count().get_result(&mut conn).await?)
}

/// How many of a university's tokens, or of the scheme's, are neither revoked nor expired.
pub async fn in_force(tx: &Tx, university: Option<Uuid>, today: NaiveDate) -> Result<i64> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(token::table
        .filter(token::acting_university.is_not_distinct_from(university))
        .filter(token::revoked_at.is_null())
        .filter(token::expires_on.gt(today))
        .count()
        .get_result(&mut conn)
        .await?)
}

/// A token in force, as a request comes with it.
#[derive(Debug, Clone)]
pub struct Opened {
    pub id: Uuid,
    pub name: String,
    pub prefix: String,
    /// Who it acts as.
    pub viewer: Viewer,
    /// How far it reaches.
    pub reach: Reach,
    /// To which universities it is kept, if to some.
    pub universities: Option<Vec<Uuid>>,
    /// Its last use should be written down again.
    pub stale: bool,
}

/// The token of this digest, if it is in force and its maker still holds the role it acts in; one statement, as the system.
pub async fn find(
    tx: &Tx,
    hash: &[u8],
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<Option<Opened>> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = SqlUuid)]
        id: Uuid,
        #[diesel(sql_type = Nullable<SqlUuid>)]
        acting_university: Option<Uuid>,
        #[diesel(sql_type = Text)]
        name: String,
        #[diesel(sql_type = Text)]
        prefix: String,
        #[diesel(sql_type = Array<Text>)]
        areas: Vec<String>,
        #[diesel(sql_type = Bool)]
        writes: bool,
        #[diesel(sql_type = SqlUuid)]
        made_by: Uuid,
        #[diesel(sql_type = Text)]
        role: String,
        #[diesel(sql_type = Nullable<Timestamptz>)]
        used_at: Option<DateTime<Utc>>,
        #[diesel(sql_type = Nullable<Array<SqlUuid>>)]
        universities: Option<Vec<Uuid>>,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let row: Option<Row> = Statement::new(
        "select t.id, t.acting_university, t.name, t.prefix, t.areas, t.writes, t.made_by, t.role, t.used_at, t.universities from token t where t.hash = ",
    )
    .value(Value::Bytes(hash.to_vec()))
    .sql(" and t.revoked_at is null and t.expires_on > ")
    .value(Value::Day(today))
    .sql(format!(" and {HELD}"))
    .get_result(&mut conn)
    .await
    .optional()?;
    row.map(|row| {
        let areas: Result<Vec<Area>, _> = row.areas.iter().map(|area| area.parse()).collect();
        Ok(Opened {
            id: row.id,
            name: row.name,
            prefix: row.prefix,
            viewer: sessions::viewer(row.made_by, &row.role, row.acting_university)?,
            reach: Reach::Token {
                areas: areas.map_err(crate::Error::internal)?,
                writes: row.writes,
            },
            universities: row.universities,
            stale: row.used_at.is_none_or(|used| now - used > USED_EVERY),
        })
    })
    .transpose()
}

/// Notes that a token was used; whether it is its first use of that civil day. As the system alone.
pub async fn touch(tx: &Tx, id: Uuid, now: DateTime<Utc>, from: Option<&str>) -> Result<bool> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Bool)]
        first: bool,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let mut query = Statement::new("update token t set used_at = ").value(Value::Moment(now));
    query = match from {
        Some(from) => query
            .sql(", used_from = ")
            .value(Value::Text(from.to_owned())),
        None => query.sql(", used_from = null"),
    };
    let day = "at time zone 'Europe/London')::date";
    let row: Option<Row> = query
        .sql(" from (select b.id, b.used_at from token b where b.id = ")
        .value(Value::Id(id))
        .sql(format!(
            " for update) b where t.id = b.id \
             returning (b.used_at is null or (b.used_at {day} <> (t.used_at {day}) as first"
        ))
        .get_result(&mut conn)
        .await
        .optional()?;
    Ok(row.is_some_and(|row| row.first))
}
