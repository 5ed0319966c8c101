//! Universities that ask to join (U6): written by nobody in particular, answered by operators.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::joining::{MOST_OPEN, ValidJoin};
use domain::lifecycle::JoinState;
use uuid::Uuid;

use crate::page::{Cursor, Page, Paging};
use crate::tables::join_request;
use crate::universities::NewUniversity;
use crate::{Error, Result, Tx};

/// One row of `join_request`.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = join_request)]
pub struct JoinRequest {
    pub id: Uuid,
    pub university: String,
    pub address: String,
    pub domain: String,
    /// Who asks.
    pub name: String,
    pub position: String,
    pub email: String,
    pub asked_at: DateTime<Utc>,
    pub state: String,
    pub answered_at: Option<DateTime<Utc>>,
    pub answered_by: Option<Uuid>,
    /// What whoever asked was told.
    pub reason: Option<String>,
    /// The university that it became.
    pub became: Option<Uuid>,
    pub version: i32,
}

/// Writes a request down; as the system. False where one of its domain waits already, and where so many wait that no more are taken.
pub async fn ask(tx: &Tx, id: Uuid, asked: &ValidJoin, at: DateTime<Utc>) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let waiting: i64 = join_request::table
        .filter(join_request::state.eq(JoinState::Asked.as_str()))
        .count()
        .get_result(&mut conn)
        .await?;
    if waiting >= MOST_OPEN {
        return Ok(false);
    }
    let written = diesel::insert_into(join_request::table)
        .values((
            join_request::id.eq(id),
            join_request::university.eq(&asked.university),
            join_request::address.eq(&asked.address),
            join_request::domain.eq(&asked.domain),
            join_request::name.eq(&asked.name),
            join_request::position.eq(&asked.position),
            join_request::email.eq(&asked.email),
            join_request::asked_at.eq(at),
        ))
        .on_conflict_do_nothing()
        .execute(&mut conn)
        .await?;
    Ok(written == 1)
}

/// One page of requests, newest first; those in a state, where one is named.
pub async fn list(tx: &Tx, state: Option<JoinState>, paging: &Paging) -> Result<Page<JoinRequest>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let mut query = join_request::table
        .select(JoinRequest::as_select())
        .order((join_request::asked_at.desc(), join_request::id))
        .limit(paging.first + 1)
        .into_boxed();
    if let Some(state) = state {
        query = query.filter(join_request::state.eq(state.as_str()));
    }
    if let Some(Cursor { key, id }) = &paging.after {
        let at = DateTime::parse_from_rfc3339(key)
            .map_err(|_| Error::Unreadable("the cursor is of another list".to_owned()))?
            .to_utc();
        query = query.filter(
            join_request::asked_at
                .lt(at)
                .or(join_request::asked_at.eq(at).and(join_request::id.gt(*id))),
        );
    }
    let rows = query.load(&mut conn).await?;
    let rows = rows
        .into_iter()
        .map(|row: JoinRequest| {
            let key = row.asked_at.to_rfc3339();
            (Cursor { key, id: row.id }, row)
        })
        .collect();
    Ok(Page::new(rows, paging.first))
}

/// How many requests there are; those in a state, where one is named.
pub async fn count(tx: &Tx, state: Option<JoinState>) -> Result<i64> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let mut query = join_request::table.into_boxed();
    if let Some(state) = state {
        query = query.filter(join_request::state.eq(state.as_str()));
    }
    Ok(query.count().get_result(&mut conn).await?)
}

/// A request, if there is one.
pub async fn find(tx: &Tx, id: Uuid) -> Result<Option<JoinRequest>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(join_request::table
        .find(id)
        .select(JoinRequest::as_select())
        .first(&mut conn)
        .await
        .optional()?)
}

/// A request, held against others until the transaction ends.
pub async fn lock(tx: &Tx, id: Uuid) -> Result<Option<JoinRequest>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(join_request::table
        .find(id)
        .select(JoinRequest::as_select())
        .for_update()
        .first(&mut conn)
        .await
        .optional()?)
}

/// Who answers a request, and when.
#[derive(Debug, Clone, Copy)]
pub struct Answered {
    pub by: Uuid,
    pub at: DateTime<Utc>,
}

/// Adds the university that a request becomes, with the e-mail domain that it named, to be verified; as an operator.
///
/// # Errors
/// [`Error::Conflict`] where another university has its address, or is called so by others.
pub async fn accept(
    tx: &Tx,
    request: &JoinRequest,
    new: &NewUniversity<'_>,
    (domain, token): (Uuid, &str),
    answered: Answered,
) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    sql_query(
        "with u as (insert into university (id, name, slug, short_code, scheme, nation, external_reference, purchase_order_needed) \
           values ($1, $2, $3, $4, $5, $6, $7, $8)), \
         d as (insert into university_domain (university_id, id, name, token, added_at, added_by) values ($1, $9, $10, $11, $12, $13)) \
         update join_request set state = 'ACCEPTED', answered_at = $12, answered_by = $13, became = $1, version = version + 1 where id = $14",
    )
    .bind::<SqlUuid, _>(new.id)
    .bind::<Text, _>(new.name)
    .bind::<Text, _>(new.slug)
    .bind::<Text, _>(new.short_code)
    .bind::<Text, _>(new.scheme)
    .bind::<Nullable<Text>, _>(new.nation)
    .bind::<Nullable<Text>, _>(new.external_reference)
    .bind::<diesel::sql_types::Bool, _>(new.purchase_order_needed)
    .bind::<SqlUuid, _>(domain)
    .bind::<Text, _>(&request.domain)
    .bind::<Text, _>(token)
    .bind::<Timestamptz, _>(answered.at)
    .bind::<SqlUuid, _>(answered.by)
    .bind::<SqlUuid, _>(request.id)
    .execute(&mut conn)
    .await?;
    Ok(())
}

/// Says no to a request, and why; as an operator.
pub async fn decline(
    tx: &Tx,
    request: &JoinRequest,
    reason: &str,
    answered: Answered,
) -> Result<JoinRequest> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(diesel::update(join_request::table.find(request.id))
        .set((
            join_request::state.eq(JoinState::Declined.as_str()),
            join_request::answered_at.eq(answered.at),
            join_request::answered_by.eq(answered.by),
            join_request::reason.eq(reason),
            join_request::version.eq(join_request::version + 1),
        ))
        .returning(JoinRequest::as_select())
        .get_result(&mut conn)
        .await?)
}
