//! Sign-ins under way: what the answer of the identity provider must fit, once.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::tables::sign_in;
use crate::{Result, Tx};

/// A sign-in under way: what the answer of the identity provider must fit.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = sign_in)]
pub struct SignIn {
    /// Digest of the browser's secret and the state sent to the provider.
    pub state_hash: Vec<u8>,
    pub provider_id: Uuid,
    pub nonce: String,
    /// PKCE's secret half.
    pub verifier: String,
    /// Where to go afterwards: a path of this site.
    pub next: String,
    pub expires_at: DateTime<Utc>,
    /// The invitation that is taken up by it.
    pub invitation_id: Option<Uuid>,
    /// The session whose person signs in again by it.
    pub again_of: Option<Uuid>,
}

/// Writes down a sign-in under way, and forgets those that were never finished.
pub async fn begin_sign_in(tx: &Tx, new: &SignIn, now: DateTime<Utc>) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::delete(sign_in::table.filter(sign_in::expires_at.le(now)))
        .execute(&mut conn)
        .await?;
    diesel::insert_into(sign_in::table)
        .values(new)
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// Takes the sign-in of this state: a second time there is none.
pub async fn take_sign_in(
    tx: &Tx,
    state_hash: &[u8],
    now: DateTime<Utc>,
) -> Result<Option<SignIn>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let found = diesel::delete(sign_in::table.filter(sign_in::state_hash.eq(state_hash)))
        .returning(SignIn::as_returning())
        .get_result(&mut conn)
        .await
        .optional()?;
    Ok(found.filter(|sign_in| sign_in.expires_at > now))
}
