//! Assessors and cases as the rules of assigning look at them, and what assessors declare (W1-W3).

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Json, Nullable, Text, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use crate::page::{Cursor, Page, Paging};
use crate::tables::{assessor_absence, assessor_profile, coached_programme, declared_conflict};
use crate::{Error, Result, Tx};

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
    pub id: Uuid,
    pub reference: String,
    pub state: String,
    pub version: i32,
    pub edition_id: Uuid,
    pub level_rank: i32,
    pub university_id: Uuid,
    pub university: String,
    /// The domains of the addresses that the university's people use.
    pub domains: Vec<String>,
    pub programmes: Vec<Uuid>,
    /// Who decided the university's applications, the last first.
    pub decided_by: Vec<Uuid>,
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
    /// When the evidence was asked for that it waits for.
    pub asked_at: Option<DateTime<Utc>>,
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

/// What a function of the database tells of one id, or of all.
async fn told<T: DeserializeOwned>(tx: &Tx, function: &str, id: Option<Uuid>) -> Result<Vec<T>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<Row> = sql_query(format!("select told from {function}($1) told"))
        .bind::<Nullable<SqlUuid>, _>(id)
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
        "select told from assigning_assessors(null) told \
         where $1 is null or (told ->> 'name', (told ->> 'id')::uuid) > ($1, $2) \
         order by told ->> 'name', (told ->> 'id')::uuid limit $3",
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
    let count: Count = sql_query("select count(*) as n from assigning_assessors(null)")
        .get_result(&mut conn)
        .await?;
    Ok(count.n)
}

/// One assessor, if this viewer may see them.
pub async fn find(tx: &Tx, person: Uuid) -> Result<Option<Assessor>> {
    Ok(told(tx, "assigning_assessors", Some(person)).await?.pop())
}

/// An assessor and a case, if this viewer may see them: one statement.
pub async fn beside(
    tx: &Tx,
    person: Uuid,
    application: Uuid,
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
        "select (select a from assigning_assessors($1) a) as assessor, (select c from assigning_cases($2) c) as case",
    )
    .bind::<SqlUuid, _>(person)
    .bind::<SqlUuid, _>(application)
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

/// One case, if this viewer may assign it or might be given it.
pub async fn case(tx: &Tx, application: Uuid) -> Result<Option<Case>> {
    Ok(told(tx, "assigning_cases", Some(application)).await?.pop())
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

/// How much an assessor takes on, and what they can judge.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = assessor_profile)]
pub struct Profile<'a> {
    pub person_id: Uuid,
    pub capacity: Option<i32>,
    pub levels: &'a [i32],
    pub schemes: &'a [String],
    pub languages: &'a [String],
    pub version: i32,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Uuid,
}

/// Says capacity and competence over a version last seen; `false` when somebody else said something since.
pub async fn put_profile(tx: &Tx, new: &Profile<'_>, seen: i32) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    use assessor_profile::dsl as p;
    let changed = if seen == 0 {
        diesel::insert_into(p::assessor_profile)
            .values(new)
            .on_conflict_do_nothing()
            .execute(&mut conn)
            .await?
    } else {
        diesel::update(
            p::assessor_profile
                .find(new.person_id)
                .filter(p::version.eq(seen)),
        )
        .set((
            p::capacity.eq(new.capacity),
            p::levels.eq(new.levels),
            p::schemes.eq(new.schemes),
            p::languages.eq(new.languages),
            p::version.eq(new.version),
            p::updated_at.eq(new.updated_at),
            p::updated_by.eq(new.updated_by),
        ))
        .execute(&mut conn)
        .await?
    };
    Ok(changed == 1)
}

/// Who says something of an assessor, and when.
#[derive(Debug, Clone, Copy)]
pub struct Said {
    pub of: Uuid,
    pub by: Uuid,
    pub at: DateTime<Utc>,
}

/// Keeps an absence; one that begins on the same day is changed.
pub async fn put_absence(tx: &Tx, said: Said, absence: Absence) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    use assessor_absence::dsl as a;
    let values = (
        a::back_on.eq(absence.back),
        a::set_at.eq(said.at),
        a::set_by.eq(said.by),
    );
    diesel::insert_into(a::assessor_absence)
        .values((
            a::person_id.eq(said.of),
            a::from_on.eq(absence.from),
            values,
        ))
        .on_conflict((a::person_id, a::from_on))
        .do_update()
        .set(values)
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// Forgets an absence by its first day; `false` where there is none.
pub async fn remove_absence(tx: &Tx, of: Uuid, from: NaiveDate) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let gone = diesel::delete(assessor_absence::table.find((of, from)))
        .execute(&mut conn)
        .await?;
    Ok(gone == 1)
}

/// Keeps a conflict with a university; `false` where one was declared before.
pub async fn declare_conflict(tx: &Tx, said: Said, university: Uuid, reason: &str) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    use declared_conflict::dsl as c;
    let new = diesel::insert_into(c::declared_conflict)
        .values((
            c::university_id.eq(university),
            c::person_id.eq(said.of),
            c::reason.eq(reason),
            c::declared_at.eq(said.at),
            c::declared_by.eq(said.by),
        ))
        .on_conflict_do_nothing()
        .execute(&mut conn)
        .await?;
    Ok(new == 1)
}

/// Forgets a conflict; `false` where there is none.
pub async fn withdraw_conflict(tx: &Tx, of: Uuid, university: Uuid) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let gone = diesel::delete(declared_conflict::table.find((university, of)))
        .execute(&mut conn)
        .await?;
    Ok(gone == 1)
}

/// Keeps that an assessor coached a programme; `false` where that was said before.
pub async fn declare_coaching(
    tx: &Tx,
    said: Said,
    university: Uuid,
    programme: Uuid,
) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    use coached_programme::dsl as k;
    let new = diesel::insert_into(k::coached_programme)
        .values((
            k::university_id.eq(university),
            k::programme_id.eq(programme),
            k::person_id.eq(said.of),
            k::declared_at.eq(said.at),
            k::declared_by.eq(said.by),
        ))
        .on_conflict_do_nothing()
        .execute(&mut conn)
        .await?;
    Ok(new == 1)
}

/// Forgets that an assessor coached a programme; `false` where nobody said so.
pub async fn withdraw_coaching(tx: &Tx, of: Uuid, programme: Uuid) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    use coached_programme::dsl as k;
    let mine = k::coached_programme
        .filter(k::programme_id.eq(programme))
        .filter(k::person_id.eq(of));
    Ok(diesel::delete(mine).execute(&mut conn).await? == 1)
}
