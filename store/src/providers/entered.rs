//! What a university enters of its own providers, before it is in force and after (T5, U3).

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Bool, Int4, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde_json::Value;
use uuid::Uuid;

use super::Provider;
use crate::tables::{provider, university};
use crate::{Result, Tx};

/// A provider as its university sees it: never what opens it.
#[derive(Debug, Clone, QueryableByName)]
pub struct Entered {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub of_university: Option<Uuid>,
    #[diesel(sql_type = Text)]
    pub slug: String,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Text)]
    pub issuer: String,
    /// As it is in force; empty where it never was.
    #[diesel(sql_type = Text)]
    pub client_id: String,
    /// As it was entered and is not in force yet.
    #[diesel(sql_type = Nullable<Text>)]
    pub next_client_id: Option<String>,
    #[diesel(sql_type = Text)]
    pub state: String,
    /// Whether its people sign in by it.
    #[diesel(sql_type = Bool)]
    pub used: bool,
    #[diesel(sql_type = Int4)]
    pub version: i32,
    #[diesel(sql_type = Nullable<Jsonb>)]
    pub checks: Option<Value>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub checked_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Int4>)]
    pub checked_version: Option<i32>,
}

const ENTERED: &str = "select p.id, p.of_university, p.slug, p.name, p.issuer, p.client_id, p.next_client_id, p.state, \
   p.state = 'OPEN' and coalesce(p.of_university = u.id, u.shared_sign_in) as used, p.version, p.checks, p.checked_at, p.checked_version \
   from university u join provider p on p.of_university = u.id or (p.shared and p.state = 'OPEN')";

/// A university's own providers and the shared ones: its own first, by name.
pub async fn entered(tx: &Tx, university: Uuid) -> Result<Vec<Entered>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(format!(
        "{ENTERED} where u.id = $1 order by p.of_university is null, p.name, p.id"
    ))
    .bind::<SqlUuid, _>(university)
    .load(&mut conn)
    .await?)
}

/// One of a university's own providers, held until the transaction ends.
pub async fn lock(tx: &Tx, university: Uuid, id: Uuid) -> Result<Option<Entered>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(format!(
        "{ENTERED} where p.id = $1 and u.id = $2 and p.of_university = u.id for no key update of p"
    ))
    .bind::<SqlUuid, _>(id)
    .bind::<SqlUuid, _>(university)
    .get_result(&mut conn)
    .await
    .optional()?)
}

/// What a university enters of a provider.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    pub id: Uuid,
    pub university: Uuid,
    pub name: &'a str,
    pub issuer: &'a str,
    pub client_id: &'a str,
    /// Sealed; none keeps what was entered before.
    pub secret: Option<&'a [u8]>,
}

/// Writes a provider down as a draft. Its slug is the university's, with a number where that is taken; none where the university is not there.
pub async fn draft(tx: &Tx, new: &Entry<'_>) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let made = sql_query(
        "insert into provider (id, of_university, slug, name, issuer, client_id, client_secret, state, next_client_id, next_secret) \
         select $1, u.id, case when exists (select from provider p where p.slug = u.slug) then left(u.slug, 40) || '-' || right(replace($1::text, '-', ''), 12) else u.slug end, \
           $3, $4, '', '', 'DRAFT', $5, $6 from university u where u.id = $2 and u.state = 'OPEN'",
    )
    .bind::<SqlUuid, _>(new.id)
    .bind::<SqlUuid, _>(new.university)
    .bind::<Text, _>(new.name)
    .bind::<Text, _>(new.issuer)
    .bind::<Text, _>(new.client_id)
    .bind::<Nullable<diesel::sql_types::Bytea>, _>(new.secret)
    .execute(&mut conn)
    .await?;
    Ok(made == 1)
}

/// Writes down what is entered anew of a provider: what is in force stays so until it is checked and opened. False where somebody else
/// changed it since `version`.
pub async fn change(tx: &Tx, to: &Entry<'_>, version: i32) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let changed = diesel::update(
        provider::table
            .find(to.id)
            .filter(provider::version.eq(version)),
    )
    .set((
        provider::name.eq(to.name),
        provider::issuer.eq(to.issuer),
        provider::next_client_id.eq(Some(to.client_id)),
        // Without one, what was entered stays.
        to.secret
            .map(|secret| provider::next_secret.eq(Some(secret))),
        provider::version.eq(version + 1),
        provider::checks.eq(None::<Value>),
        provider::checked_at.eq(None::<DateTime<Utc>>),
        provider::checked_version.eq(None::<i32>),
    ))
    .execute(&mut conn)
    .await?;
    Ok(changed == 1)
}

/// Takes in use what was entered (trigger `opened`).
pub async fn take_in_use(tx: &Tx, id: Uuid) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    sql_query(
        "update provider set state = 'OPEN', version = version + 1, checked_version = version + 1 where id = $1",
    )
    .bind::<SqlUuid, _>(id)
    .execute(&mut conn)
    .await?;
    Ok(())
}

/// Lets nobody in by it any more.
pub async fn close(tx: &Tx, id: Uuid) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::update(provider::table.find(id))
        .set((
            provider::state.eq("CLOSED"),
            provider::version.eq(provider::version + 1),
        ))
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// A provider with what was entered of it, as if it were in force, and the version that is; as the system.
pub async fn to_check(tx: &Tx, id: Uuid) -> Result<Option<(Provider, i32)>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let row = provider::table
        .find(id)
        .select((
            Provider::as_select(),
            provider::version,
            provider::next_client_id,
            provider::next_secret,
        ))
        .get_result::<(Provider, i32, Option<String>, Option<Vec<u8>>)>(&mut conn)
        .await
        .optional()?;
    Ok(row.map(|(mut of, version, client_id, secret)| {
        of.client_id = client_id.unwrap_or(of.client_id);
        of.client_secret = secret.unwrap_or(of.client_secret);
        (of, version)
    }))
}

/// Writes down what a check said of a version; nothing where it was changed meanwhile; as the system.
pub async fn checked(
    tx: &Tx,
    id: Uuid,
    version: i32,
    checks: &Value,
    at: DateTime<Utc>,
) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::update(
        provider::table
            .find(id)
            .filter(provider::version.eq(version)),
    )
    .set((
        provider::checks.eq(Some(checks)),
        provider::checked_at.eq(Some(at)),
        provider::checked_version.eq(Some(version)),
    ))
    .execute(&mut conn)
    .await?;
    Ok(())
}

/// Whether the people of a university have another way to sign in than a provider.
pub async fn has_another(tx: &Tx, university: Uuid, than: Uuid) -> Result<bool> {
    let sql = "select exists (select from provider p join university u on u.id = $1 \
       where p.state = 'OPEN' and p.id <> $2 and (p.of_university = u.id or (p.shared and u.shared_sign_in))) as holds";
    holds(tx, sql, &[university, than]).await
}

/// Whether somebody who manages a university has signed in by a provider of its own that is open.
pub async fn is_led_by_own(tx: &Tx, university: Uuid) -> Result<bool> {
    holds(
        tx,
        "select manager_signs_in_by_own($1) as holds",
        &[university],
    )
    .await
}

async fn holds(tx: &Tx, sql: &str, of: &[Uuid]) -> Result<bool> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Bool)]
        holds: bool,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let mut query = sql_query(sql).into_boxed();
    for id in of {
        query = query.bind::<SqlUuid, _>(*id);
    }
    let row: Row = query.get_result(&mut conn).await?;
    Ok(row.holds)
}

/// Lets a university's people sign in by the shared providers, or by its own alone; false where it is so already.
pub async fn share(tx: &Tx, university: Uuid, shared: bool) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let changed = diesel::update(
        university::table
            .find(university)
            .filter(university::shared_sign_in.ne(shared)),
    )
    .set(university::shared_sign_in.eq(shared))
    .execute(&mut conn)
    .await?;
    Ok(changed == 1)
}

/// Forgets what the last check said: it is tried anew.
pub async fn forget_check(tx: &Tx, id: Uuid) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::update(provider::table.find(id))
        .set((
            provider::checks.eq(None::<Value>),
            provider::checked_at.eq(None::<DateTime<Utc>>),
            provider::checked_version.eq(None::<i32>),
        ))
        .execute(&mut conn)
        .await?;
    Ok(())
}
