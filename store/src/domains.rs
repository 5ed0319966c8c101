//! The e-mail domains that lead to universities' sign-in (T5).

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Text, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::tables::university_domain;
use crate::{Result, Tx};

/// One row of `university_domain`.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = university_domain)]
pub struct Domain {
    pub university_id: Uuid,
    pub id: Uuid,
    pub name: String,
    /// What its DNS is to say.
    pub token: String,
    pub verified_at: Option<DateTime<Utc>>,
    pub verified_by: Option<String>,
    pub checked_at: Option<DateTime<Utc>>,
    /// What the last look came to.
    pub found: Option<String>,
}

/// The domains of a university, by name.
pub async fn list(tx: &Tx, university: Uuid) -> Result<Vec<Domain>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(university_domain::table
        .filter(university_domain::university_id.eq(university))
        .select(Domain::as_select())
        .order(university_domain::name)
        .load(&mut conn)
        .await?)
}

/// A domain of a university, held until the transaction ends.
pub async fn lock(tx: &Tx, university: Uuid, id: Uuid) -> Result<Option<Domain>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(university_domain::table
        .filter(university_domain::id.eq(id))
        .filter(university_domain::university_id.eq(university))
        .select(Domain::as_select())
        .for_no_key_update()
        .get_result(&mut conn)
        .await
        .optional()?)
}

/// A domain that somebody writes down.
#[derive(Debug, Clone, Copy, Insertable)]
#[diesel(table_name = university_domain)]
pub struct New<'a> {
    pub university_id: Uuid,
    pub id: Uuid,
    pub name: &'a str,
    pub token: &'a str,
    pub added_at: DateTime<Utc>,
    pub added_by: Uuid,
}

/// Writes a domain down, not verified; false where the university has it already.
pub async fn insert(tx: &Tx, new: &New<'_>) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let added = diesel::insert_into(university_domain::table)
        .values(new)
        .on_conflict((university_domain::university_id, university_domain::name))
        .do_nothing()
        .execute(&mut conn)
        .await?;
    Ok(added == 1)
}

/// Forgets what the last look came to: it is looked at anew.
pub async fn forget_look(tx: &Tx, id: Uuid) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::update(university_domain::table.find(id))
        .set((
            university_domain::checked_at.eq(None::<DateTime<Utc>>),
            university_domain::found.eq(None::<String>),
        ))
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// Verifies a domain; false where it is verified for another university.
pub async fn verify(tx: &Tx, id: Uuid, by: &str, at: DateTime<Utc>) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    // Two at once: the index lets one through, and the other is told so by an error of its own.
    let free = sql_query(
        "select 1 from university_domain d where d.id = $1 and not exists (select from university_domain o \
           where o.name = d.name and o.id <> d.id and o.verified_at is not null)",
    )
    .bind::<SqlUuid, _>(id)
    .execute(&mut conn)
    .await?;
    if free == 0 {
        return Ok(false);
    }
    diesel::update(university_domain::table.find(id))
        .set((
            university_domain::verified_at.eq(Some(at)),
            university_domain::verified_by.eq(Some(by)),
        ))
        .execute(&mut conn)
        .await?;
    Ok(true)
}

/// Takes a domain away: it leads to no sign-in any more, and another university may have it verified.
pub async fn remove(tx: &Tx, id: Uuid) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::delete(university_domain::table.find(id))
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// A domain that is to be looked at, if it still is; as the system.
pub async fn to_look_at(tx: &Tx, id: Uuid) -> Result<Option<Domain>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(university_domain::table
        .find(id)
        .select(Domain::as_select())
        .for_no_key_update()
        .get_result(&mut conn)
        .await
        .optional()?)
}

/// Writes down what a look came to; as the system.
pub async fn looked(tx: &Tx, id: Uuid, found: &str, at: DateTime<Utc>) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::update(university_domain::table.find(id))
        .set((
            university_domain::checked_at.eq(Some(at)),
            university_domain::found.eq(Some(found)),
        ))
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// The open university that a verified domain leads to; as the system.
pub async fn leads_to(tx: &Tx, name: &str) -> Result<Option<Uuid>> {
    university(
        tx,
        "select u.id from university_domain d join university u on u.id = d.university_id and u.state = 'OPEN' where d.name = $1 and d.verified_at is not null",
        name,
    )
    .await
}

/// The open university of a slug; as the system.
pub async fn called(tx: &Tx, slug: &str) -> Result<Option<Uuid>> {
    university(
        tx,
        "select u.id from university u where u.slug = $1 and u.state = 'OPEN'",
        slug,
    )
    .await
}

async fn university(tx: &Tx, sql: &str, by: &str) -> Result<Option<Uuid>> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = SqlUuid)]
        id: Uuid,
    }
    // No text of the database has it, and it takes none to ask for.
    if by.contains('\0') {
        return Ok(None);
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let row: Option<Row> = sql_query(sql)
        .bind::<Text, _>(by)
        .get_result(&mut conn)
        .await
        .optional()?;
    Ok(row.map(|row| row.id))
}
