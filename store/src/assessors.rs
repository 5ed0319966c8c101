//! Assessors and cases as the rules of assigning look at them, and what assessors declare (W1-W3).

mod declared;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::sql_types::{BigInt, Bool, Json, Nullable, Text, Uuid as SqlUuid};
use diesel::{QueryableByName, sql_query};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use crate::page::{Cursor, Page, Paging};
use crate::{Error, Result, Tx};

pub use declared::{
    Profile, Said, declare_coaching, declare_conflict, put_absence, put_profile, remove_absence,
    withdraw_coaching, withdraw_conflict,
};

/// An assessor, and what the rules hold for and against them.
#[derive(Debug, Clone, Deserialize)]
pub struct Assessor {
    pub id: Uuid,
    pub name: String,
    pub email: Option<String>,
    pub lead: bool,
    /// The universities they belong or belonged to.
    pub universities: Vec<Uuid>,
    /// The most points of open work at a time; none where that is not said.
    pub capacity: Option<i32>,
    /// What they can judge: ranks of levels, codes of schemes, tags of languages; empty is any.
    pub levels: Vec<i32>,
    pub schemes: Vec<String>,
    pub languages: Vec<String>,
    /// Of capacity and competence; 0 before they were said.
    pub version: i32,
    /// Those that are not over, by their first day.
    pub absences: Vec<Absence>,
    pub conflicts: Vec<Conflict>,
    pub coached: Vec<Coached>,
    /// By which universities' people their own were assessed within a year, and when.
    pub assessed_by: Vec<Assessed>,
    /// Whether they are to mark the calibration set before a first case.
    pub uncalibrated: bool,
    /// What they have in hand, the waiting cases too.
    pub open: Vec<InHand>,
}

/// Days away: up to, not including, the first day back.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Absence {
    pub from: NaiveDate,
    pub back: NaiveDate,
}

/// A conflict that was declared.
#[derive(Debug, Clone, Deserialize)]
pub struct Conflict {
    pub university_id: Uuid,
    pub university: String,
    pub reason: String,
    pub declared_at: DateTime<Utc>,
    /// Who declared it, by name.
    pub declared_by: Option<String>,
}

/// A programme that they coached.
#[derive(Debug, Clone, Deserialize)]
pub struct Coached {
    pub programme_id: Uuid,
    pub programme: String,
    pub university: String,
}

/// A university whose people assessed, and the last day of it.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Assessed {
    pub by: Uuid,
    pub on: NaiveDate,
}

/// A case in hand, by what it weighs.
#[derive(Debug, Clone, Deserialize)]
pub struct InHand {
    pub state: String,
    pub edition_id: Uuid,
    pub programmes: u32,
}

/// A case as the rules of assigning look at it.
#[derive(Debug, Clone, Deserialize)]
pub struct Case {
    /// The application's, or its second marking's.
    pub id: Uuid,
    pub application_id: Uuid,
    /// Whether it is the application's second marking (J6).
    pub second: bool,
    /// Who marks it first, of a second marking; and who marks it second, of the application itself.
    pub first_marker: Option<Uuid>,
    pub second_marker: Option<Uuid>,
    /// Whether its decision is made and about to go out.
    pub made: bool,
    pub reference: String,
    pub state: String,
    pub version: i32,
    pub edition_id: Uuid,
    pub level_rank: i32,
    /// The tag of the language that it is written in.
    pub language: String,
    pub university_id: Uuid,
    pub university: String,
    /// The domains of the addresses that the university's people use.
    pub domains: Vec<String>,
    pub programmes: Vec<Uuid>,
    /// Who decided the university's applications, the last first.
    pub decided_by: Vec<Uuid>,
    /// How many of those running may be one assessor's; none where the scheme sets no limit.
    pub at_most: Option<u32>,
    /// Who handed it back.
    pub handed_back: Vec<Uuid>,
    pub submitted_on: Option<NaiveDate>,
    pub started_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub assessor_id: Option<Uuid>,
    /// Paid for, or let start before (M7).
    pub may_start: bool,
    /// Whether a plan put it where it is, and nobody by hand.
    pub planned: bool,
    /// Since when its clock stands still.
    pub stopped_at: Option<DateTime<Utc>>,
}

/// A row of what the database tells: one JSON object.
#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Json)]
    told: Value,
}

fn read<T: DeserializeOwned>(rows: Vec<Row>) -> Result<Vec<T>> {
    rows.into_iter()
        .map(|row| T::deserialize(row.told).map_err(Error::internal))
        .collect()
}

/// What a call of a function of the database tells of one id.
async fn told<T: DeserializeOwned>(tx: &Tx, call: &str, id: Uuid) -> Result<Vec<T>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<Row> = sql_query(format!("select told from {call} told"))
        .bind::<SqlUuid, _>(id)
        .load(&mut conn)
        .await?;
    read(rows)
}

/// One page of assessors by name: of all of them for whoever sees the board, an assessor themself.
pub async fn list(tx: &Tx, paging: &Paging) -> Result<Page<Assessor>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let after = paging.after.as_ref();
    let rows: Vec<Row> = sql_query(
        "select told from assigning_assessors(array(\
           select s.id from assessors_seen() s where $1 is null or (s.name, s.id) > ($1, $2) order by s.name, s.id limit $3)) told \
         order by told ->> 'name', (told ->> 'id')::uuid",
    )
    .bind::<Nullable<Text>, _>(after.map(|cursor| &cursor.key))
    .bind::<Nullable<SqlUuid>, _>(after.map(|cursor| cursor.id))
    .bind::<BigInt, _>(paging.first + 1)
    .load(&mut conn)
    .await?;
    let rows: Vec<Assessor> = read(rows)?;
    let with_cursor = |row: Assessor| {
        let key = row.name.clone();
        (Cursor { key, id: row.id }, row)
    };
    Ok(Page::new(
        rows.into_iter().map(with_cursor).collect(),
        paging.first,
    ))
}

/// How many assessors this viewer may see.
pub async fn count(tx: &Tx) -> Result<i64> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        n: i64,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let count: Count = sql_query("select count(*) as n from assessors_seen()")
        .get_result(&mut conn)
        .await?;
    Ok(count.n)
}

/// One assessor, if this viewer may see them.
pub async fn find(tx: &Tx, person: Uuid) -> Result<Option<Assessor>> {
    Ok(told(tx, "assigning_assessors(array[$1])", person)
        .await?
        .pop())
}

/// An assessor and a case, the application's own or its second marking's, if this viewer may see them: one statement.
pub async fn beside(
    tx: &Tx,
    person: Uuid,
    (application, second): (Uuid, bool),
) -> Result<(Option<Assessor>, Option<Case>)> {
    #[derive(QueryableByName)]
    struct Both {
        #[diesel(sql_type = Nullable<Json>)]
        assessor: Option<Value>,
        #[diesel(sql_type = Nullable<Json>)]
        case: Option<Value>,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let both: Both = sql_query(
        "select (select a from assigning_assessors(array[$1]) a) as assessor, (select c from assigning_cases($2) c where (c ->> 'second')::boolean = $3) as case",
    )
    .bind::<SqlUuid, _>(person)
    .bind::<SqlUuid, _>(application)
    .bind::<Bool, _>(second)
    .get_result(&mut conn)
    .await?;
    let assessor = both.assessor.map(Assessor::deserialize).transpose();
    let case = both.case.map(Case::deserialize).transpose();
    Ok((
        assessor.map_err(Error::internal)?,
        case.map_err(Error::internal)?,
    ))
}

/// The assessors by name and the open cases: all of them for whoever sees the board; for an assessor themself, and the cases
/// that are theirs or nobody's. One statement.
pub async fn board(tx: &Tx) -> Result<(Vec<Assessor>, Vec<Case>)> {
    #[derive(QueryableByName)]
    struct Both {
        #[diesel(sql_type = Json)]
        assessors: Value,
        #[diesel(sql_type = Json)]
        cases: Value,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let both: Both = sql_query(
        "select (select coalesce(json_agg(a), '[]') from assigning_assessors(null) a) as assessors, \
         (select coalesce(json_agg(c), '[]') from assigning_cases(null) c) as cases",
    )
    .get_result(&mut conn)
    .await?;
    Ok((
        Vec::deserialize(both.assessors).map_err(Error::internal)?,
        Vec::deserialize(both.cases).map_err(Error::internal)?,
    ))
}

/// A case, the application's own or its second marking's, if this viewer may assign it or might be given it.
pub async fn case(tx: &Tx, application: Uuid, second: bool) -> Result<Option<Case>> {
    let found: Vec<Case> = told(tx, "assigning_cases($1)", application).await?;
    Ok(found.into_iter().find(|case| case.second == second))
}

/// A university by its name, for whoever declares a conflict with it.
#[derive(Debug, Clone, QueryableByName)]
pub struct UniversityName {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Text)]
    pub name: String,
}

/// The first twenty universities by name that have these words in it.
pub async fn university_names(tx: &Tx, words: &str) -> Result<Vec<UniversityName>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query("select id, name from university_names($1)")
        .bind::<Text, _>(crate::universities::like(words))
        .load(&mut conn)
        .await?)
}
