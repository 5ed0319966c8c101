//! What the good rows of an import write: one statement a batch and kind.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::sql_query;
use diesel::sql_types::{Jsonb, Timestamptz};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Serialize;
use uuid::Uuid;

use super::rows::json;
use crate::{Result, Tx};

/// A university as a row says it; a field that is `None` is left as it is.
#[derive(Debug, Clone, Serialize)]
pub struct University {
    pub id: Uuid,
    pub name: String,
    pub slug: Option<String>,
    pub short_code: Option<String>,
    pub external_reference: Option<String>,
    pub nation: Option<&'static str>,
}

/// Adds universities.
pub async fn add_universities(tx: &Tx, new: &[University]) -> Result<()> {
    run(
        tx,
        "insert into university (id, name, slug, short_code, external_reference, nation) \
         select id, name, slug, short_code, external_reference, nation from jsonb_populate_recordset(null::university, $1)",
        new,
    )
    .await
}

/// Changes universities to what rows say.
pub async fn change_universities(tx: &Tx, changed: &[University]) -> Result<()> {
    run(
        tx,
        "update university u set name = n.name, short_code = coalesce(n.short_code, u.short_code), external_reference = coalesce(n.external_reference, u.external_reference), nation = coalesce(n.nation, u.nation) \
         from jsonb_populate_recordset(null::university, $1) n where u.id = n.id",
        changed,
    )
    .await
}

/// A programme as a row says it.
#[derive(Debug, Clone, Serialize)]
pub struct Programme {
    pub university_id: Uuid,
    pub id: Uuid,
    pub name: String,
    pub purpose: String,
    pub directions: Vec<String>,
    pub mentors: i32,
    pub started_on: NaiveDate,
    pub coordinator: Option<String>,
    /// `None` leaves it as it is.
    pub external_reference: Option<String>,
}

/// Adds programmes.
pub async fn add_programmes(tx: &Tx, new: &[Programme], at: DateTime<Utc>) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    sql_query(
        "insert into programme (university_id, id, name, purpose, directions, mentors, started_on, coordinator, external_reference, created_at) \
         select university_id, id, name, purpose, directions, mentors, started_on, coordinator, external_reference, $2 from jsonb_populate_recordset(null::programme, $1)",
    )
    .bind::<Jsonb, _>(json(new)?)
    .bind::<Timestamptz, _>(at)
    .execute(&mut conn)
    .await?;
    Ok(())
}

/// Changes programmes to what rows say, and counts their versions up.
pub async fn change_programmes(tx: &Tx, changed: &[Programme]) -> Result<()> {
    run(
        tx,
        "update programme p set name = n.name, purpose = n.purpose, directions = n.directions, mentors = n.mentors, started_on = n.started_on, \
           coordinator = n.coordinator, external_reference = coalesce(n.external_reference, p.external_reference), version = p.version + 1 \
         from jsonb_populate_recordset(null::programme, $1) n where p.id = n.id",
        changed,
    )
    .await
}

/// A person as a row says it.
#[derive(Debug, Clone, Serialize)]
pub struct Person {
    pub id: Uuid,
    pub name: String,
    pub email: Option<String>,
}

/// Adds people.
pub async fn add_people(tx: &Tx, new: &[Person]) -> Result<()> {
    run(
        tx,
        "insert into person (id, name, email) select id, name, email from jsonb_populate_recordset(null::person, $1)",
        new,
    )
    .await
}

/// Calls people what rows say.
pub async fn rename_people(tx: &Tx, changed: &[Person]) -> Result<()> {
    run(
        tx,
        "update person p set name = n.name from jsonb_populate_recordset(null::person, $1) n where p.id = n.id",
        changed,
    )
    .await
}

/// A role that a person has at a university.
#[derive(Debug, Clone, Serialize)]
pub struct Member {
    pub university_id: Uuid,
    pub person_id: Uuid,
    pub role: &'static str,
}

/// Gives people roles.
pub async fn add_members(tx: &Tx, new: &[Member]) -> Result<()> {
    run(
        tx,
        "insert into member (university_id, person_id, role) select university_id, person_id, role from jsonb_populate_recordset(null::member, $1)",
        new,
    )
    .await
}

async fn run<T: Serialize>(tx: &Tx, statement: &str, rows: &[T]) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    sql_query(statement)
        .bind::<Jsonb, _>(json(rows)?)
        .execute(&mut conn)
        .await?;
    Ok(())
}
