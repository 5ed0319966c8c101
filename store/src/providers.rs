//! Identity providers: whose each is, and what a university enters of its own before it is in force (T5).

mod entered;

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::query_dsl::methods;
use diesel::sql_types::{Bool, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::tables::provider;
use crate::{Result, Tx};

pub use entered::{
    Entered, Entry, change, checked, close, draft, entered, forget_check, has_another,
    is_led_by_own, lock, share, take_in_use, to_check,
};

/// A provider as sign-in uses it; as the system.
#[derive(Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = provider)]
pub struct Provider {
    pub id: Uuid,
    /// Whose it is; none: the scheme's.
    pub of_university: Option<Uuid>,
    /// Whether people of universities without one of their own sign in by it.
    pub shared: bool,
    /// Its name in addresses: `/auth/start/{slug}`.
    pub slug: String,
    /// Its name on the button.
    pub name: String,
    pub issuer: String,
    pub client_id: String,
    /// Sealed.
    pub client_secret: Vec<u8>,
    /// The number of this state of it.
    pub version: i32,
}

impl std::fmt::Debug for Provider {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Provider")
            .field("id", &self.id)
            .field("slug", &self.slug)
            .field("issuer", &self.issuer)
            .finish_non_exhaustive()
    }
}

/// Every provider that is open, by name.
pub async fn open(tx: &Tx) -> Result<Vec<Provider>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(provider::table
        .filter(provider::state.eq("OPEN"))
        .select(Provider::as_select())
        .order((provider::name, provider::id))
        .load(&mut conn)
        .await?)
}

/// The open providers of the scheme, by name: its staff's, and the shared ones.
pub async fn of_the_scheme(tx: &Tx) -> Result<Vec<Provider>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(provider::table
        .filter(provider::state.eq("OPEN"))
        .filter(provider::of_university.is_null())
        .select(Provider::as_select())
        .order((provider::name, provider::id))
        .load(&mut conn)
        .await?)
}

/// The open provider of this slug.
pub async fn by_slug(tx: &Tx, slug: &str) -> Result<Option<Provider>> {
    // No text of the database has it, and it takes none to ask for.
    if slug.contains('\0') {
        return Ok(None);
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(provider::table
        .filter(provider::slug.eq(slug))
        .filter(provider::state.eq("OPEN"))
        .select(Provider::as_select())
        .get_result(&mut conn)
        .await
        .optional()?)
}

/// The open provider of this id.
pub async fn find(tx: &Tx, id: Uuid) -> Result<Option<Provider>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(provider::table
        .find(id)
        .filter(provider::state.eq("OPEN"))
        .select(Provider::as_select())
        .get_result(&mut conn)
        .await
        .optional()?)
}

/// The open providers by which the people of a university sign in: its own, and the shared ones where it has not left them (U3).
pub async fn of(tx: &Tx, university: Uuid) -> Result<Vec<Provider>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(provider::table
        .filter(
            sql::<Bool>("vouches(provider.id, ")
                .bind::<SqlUuid, _>(university)
                .sql(")"),
        )
        .select(Provider::as_select())
        .order((provider::shared, provider::name, provider::id))
        .load(&mut conn)
        .await?)
}

/// Writes down a provider in force, or what changed about the scheme's of the same slug; gives its id, and none where a university's
/// has that slug.
pub async fn set(tx: &Tx, new: &Provider) -> Result<Option<Uuid>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let put = diesel::insert_into(provider::table)
        .values(new)
        .on_conflict(provider::slug)
        .do_update()
        .set((
            provider::name.eq(&new.name),
            provider::issuer.eq(&new.issuer),
            provider::client_id.eq(&new.client_id),
            provider::client_secret.eq(&new.client_secret),
            provider::shared.eq(new.shared),
        ));
    Ok(
        methods::FilterDsl::filter(put, provider::of_university.is_null())
            .returning(provider::id)
            .get_result(&mut conn)
            .await
            .optional()?,
    )
}

/// What is kept sealed of a provider.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = provider)]
pub struct Sealed {
    pub id: Uuid,
    /// For whom.
    pub issuer: String,
    pub client_secret: Vec<u8>,
    pub next_secret: Option<Vec<u8>>,
}

/// Everything that is kept sealed.
pub async fn sealed(tx: &Tx) -> Result<Vec<Sealed>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(provider::table
        .select(Sealed::as_select())
        .order(provider::id)
        .for_update()
        .load(&mut conn)
        .await?)
}

/// Keeps the same secrets under another seal.
pub async fn seal_anew(tx: &Tx, of: &Sealed) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::update(provider::table.find(of.id))
        .set((
            provider::client_secret.eq(&of.client_secret),
            provider::next_secret.eq(&of.next_secret),
        ))
        .execute(&mut conn)
        .await?;
    Ok(())
}
