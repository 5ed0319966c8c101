//! SQL written by hand that each connection prepares once.
//!
//! `diesel::sql_query` prepares and plans its text anew at every call. The statements here have few texts and run all
//! the time, and planning through row-level security costs more than running: a [`Statement`] is kept by its text.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::pg::Pg;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::sql_types::{Array, BigInt, Bytea, Date, Text, Timestamptz, Untyped, Uuid as SqlUuid};
use uuid::Uuid;

/// Text and values in the order they are written.
#[derive(Debug, Default, Clone)]
pub(crate) struct Statement(Vec<Piece>);

#[derive(Debug, Clone)]
enum Piece {
    Sql(String),
    Value(Value),
}

/// A value bound where it stands.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Int(i64),
    Text(String),
    Texts(Vec<String>),
    Id(Uuid),
    Ids(Vec<Uuid>),
    Bytes(Vec<u8>),
    Moment(DateTime<Utc>),
    Day(NaiveDate),
}

impl Statement {
    /// Begins with this text.
    pub fn new(sql: impl Into<String>) -> Self {
        Self::default().sql(sql)
    }

    /// Goes on with this text.
    pub fn sql(mut self, sql: impl Into<String>) -> Self {
        self.0.push(Piece::Sql(sql.into()));
        self
    }

    /// Goes on with another.
    pub fn then(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Goes on with this value.
    pub fn value(mut self, value: Value) -> Self {
        self.0.push(Piece::Value(value));
        self
    }
}

impl QueryFragment<Pg> for Statement {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        for piece in &self.0 {
            match piece {
                Piece::Sql(sql) => out.push_sql(sql),
                Piece::Value(Value::Int(n)) => out.push_bind_param::<BigInt, _>(n)?,
                Piece::Value(Value::Text(text)) => out.push_bind_param::<Text, _>(text)?,
                Piece::Value(Value::Texts(texts)) => {
                    out.push_bind_param::<Array<Text>, _>(texts)?
                }
                Piece::Value(Value::Id(id)) => out.push_bind_param::<SqlUuid, _>(id)?,
                Piece::Value(Value::Ids(ids)) => out.push_bind_param::<Array<SqlUuid>, _>(ids)?,
                Piece::Value(Value::Bytes(bytes)) => out.push_bind_param::<Bytea, _>(bytes)?,
                Piece::Value(Value::Day(day)) => out.push_bind_param::<Date, _>(day)?,
                Piece::Value(Value::Moment(at)) => out.push_bind_param::<Timestamptz, _>(at)?,
            }
        }
        Ok(())
    }
}

impl QueryId for Statement {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Query for Statement {
    type SqlType = Untyped;
}
