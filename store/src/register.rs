//! The public register: what anybody may know of an award, written by the award itself.

use chrono::NaiveDate;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::lifecycle::AwardState;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::page::{Cursor, Page, Paging};
use crate::tables::register_entry;
use crate::{Error, Result, Tx};

/// One row of `register_entry`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = register_entry)]
pub struct Entry {
    pub number: String,
    pub university: String,
    pub programmes: Vec<String>,
    pub scheme: String,
    pub level: String,
    pub level_title: String,
    pub level_rank: i32,
    pub level_count: i32,
    pub awarded_on: NaiveDate,
    pub expires_on: NaiveDate,
    pub ended_on: Option<NaiveDate>,
    pub ended_as: Option<String>,
    /// As kept; [`Entry::departed`] reads it.
    pub departures: Value,
}

/// A programme that the award names and that runs no longer as it did when it was applied for (A5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Departure {
    /// Its name.
    pub programme: String,
    /// The first day it ran so no longer.
    pub on: NaiveDate,
    /// `ENDED` or `LEFT_FRAMEWORK`.
    pub how: String,
}

impl Entry {
    /// What has departed by a day, the earliest first (A5).
    pub fn departed(&self, today: NaiveDate) -> Vec<Departure> {
        let all = Vec::<Departure>::deserialize(&self.departures).unwrap_or_default();
        all.into_iter().filter(|left| left.on <= today).collect()
    }

    /// Where the award stands on a day (A3).
    pub fn state(&self, today: NaiveDate) -> AwardState {
        let ended = |how: &str| {
            self.ended_on
                .filter(|_| self.ended_as.as_deref() == Some(how))
        };
        domain::award::state(
            self.awarded_on,
            self.expires_on,
            ended("SUPERSEDED"),
            ended("WITHDRAWN"),
            today,
        )
    }
}

/// Narrows the register; what is empty does not narrow.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Words in the number, the university's or a programme's name.
    pub search: Option<String>,
    /// A level's code.
    pub level: Option<String>,
    /// In force on that day.
    pub in_force_on: Option<NaiveDate>,
    /// No longer in force on that day.
    pub ended_by: Option<NaiveDate>,
}

type Query<'a> = register_entry::BoxedQuery<'a, Pg>;

impl Filter {
    fn narrow<'a>(&'a self, mut query: Query<'a>) -> Query<'a> {
        use register_entry as r;
        if let Some(words) = &self.search {
            let words = crate::universities::like(words);
            query = query.filter(
                r::university
                    .ilike(words.clone())
                    .or(r::number.ilike(words.clone()))
                    .or(
                        diesel::dsl::sql::<Bool>("array_to_string(programmes, ' ') ilike ")
                            .bind::<diesel::sql_types::Text, _>(words),
                    ),
            );
        }
        if let Some(level) = &self.level {
            query = query.filter(r::level.eq(level));
        }
        if let Some(day) = self.in_force_on {
            query = query.filter(
                r::expires_on.gt(day).and(
                    r::ended_on
                        .is_null()
                        .or(r::ended_on.assume_not_null().gt(day)),
                ),
            );
        }
        if let Some(day) = self.ended_by {
            query = query.filter(
                r::expires_on.le(day).or(r::ended_on
                    .is_not_null()
                    .and(r::ended_on.assume_not_null().le(day))),
            );
        }
        query
    }
}

/// One page of the register, by university and number.
///
/// # Errors
/// [`Error::Unreadable`] for a cursor of another list.
pub async fn list(tx: &Tx, filter: &Filter, paging: &Paging) -> Result<Page<Entry>> {
    use register_entry as r;
    let mut query = filter.narrow(r::table.into_boxed());
    if let Some(cursor) = &paging.after {
        let (university, number) = cursor
            .key
            .rsplit_once('\u{1f}')
            .ok_or_else(|| Error::Unreadable("the cursor is not one of the register".to_owned()))?;
        query = query.filter(
            r::university
                .gt(university)
                .or(r::university.eq(university).and(r::number.gt(number))),
        );
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<Entry> = query
        .select(Entry::as_select())
        .order((r::university, r::number))
        .limit(paging.first + 1)
        .load(&mut conn)
        .await?;
    let rows = rows
        .into_iter()
        .map(|entry| {
            let key = format!("{}\u{1f}{}", entry.university, entry.number);
            (
                Cursor {
                    key,
                    id: Uuid::nil(),
                },
                entry,
            )
        })
        .collect();
    Ok(Page::new(rows, paging.first))
}

/// How many entries a filter leaves.
///
/// # Errors
/// What the database says.
pub async fn count(tx: &Tx, filter: &Filter) -> Result<i64> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(filter
        .narrow(register_entry::table.into_boxed())
        .count()
        .get_result(&mut conn)
        .await?)
}

/// The entry of a certificate number.
///
/// # Errors
/// What the database says.
pub async fn find(tx: &Tx, number: &str) -> Result<Option<Entry>> {
    // No text of the database has it, and it takes none to ask for.
    if number.contains('\0') {
        return Ok(None);
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(register_entry::table
        .filter(register_entry::number.eq(number))
        .select(Entry::as_select())
        .first(&mut conn)
        .await
        .optional()?)
}

/// The levels there are in the register, lowest first: code and title.
///
/// # Errors
/// What the database says.
pub async fn levels(tx: &Tx) -> Result<Vec<(String, String)>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<(i32, String, String)> = register_entry::table
        .select((
            register_entry::level_rank,
            register_entry::level,
            register_entry::level_title,
        ))
        .distinct()
        .order((register_entry::level_rank, register_entry::level))
        .load(&mut conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(_, level, title)| (level, title))
        .collect())
}
