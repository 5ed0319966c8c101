//! What is said of an assessor: how much they take on, when they are away, and what ties them (W1, W2).

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::Absence;
use crate::tables::{assessor_absence, assessor_profile, coached_programme, declared_conflict};
use crate::{Result, Tx};

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
