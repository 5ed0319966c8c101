//! Acting for a university that is not one's own, by one's own session and for a while (U11).

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::{Row, viewer};
use crate::tables::session;
use crate::{Error, Result, Tx, Viewer};

/// For which university somebody acts who runs the scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acting {
    /// As whom they act: a member of the university.
    pub acts: Viewer,
    /// As whom they are signed in, and act again afterwards.
    pub own: Viewer,
    /// What for.
    pub reason: String,
    /// Until when at most.
    pub until: DateTime<Utc>,
    /// Whether the time is over or the university closed: the session is theirs again, and nobody has told that yet.
    pub over: bool,
}

impl Acting {
    /// Of a session's row, if it is one of somebody who acts so.
    ///
    /// # Errors
    /// [`Error::Internal`] for a row that is one in part.
    pub(super) fn read(row: &Row, acts: Viewer, now: DateTime<Utc>) -> Result<Option<Self>> {
        let Some(from) = &row.acting_from else {
            return Ok(None);
        };
        let (Some(reason), Some(until)) = (&row.acting_reason, row.acting_until) else {
            return Err(Error::internal("somebody acts without a reason or an end"));
        };
        Ok(Some(Self {
            acts,
            own: viewer(row.person_id, from, None)?,
            reason: reason.clone(),
            until,
            over: until <= now || !row.open,
        }))
    }
}

/// What a session begins to act as.
#[derive(Debug, Clone, Copy)]
pub struct Begun<'a> {
    /// The university, as a member of it.
    pub acts: &'a Viewer,
    /// As whom its person is signed in.
    pub own: &'a Viewer,
    /// What for.
    pub reason: &'a str,
    /// Until when at most.
    pub until: DateTime<Utc>,
}

/// Lets a session act for a university, under a new token; false when there is no such session, or it does already.
///
/// # Errors
/// What the database says, and [`Error::Internal`] for a viewer that is nobody.
pub async fn begin_acting(
    tx: &Tx,
    old_hash: &[u8],
    new_hash: &[u8],
    begun: &Begun<'_>,
) -> Result<bool> {
    let (Some(role), Some(from)) = (begun.acts.role(), begun.own.role()) else {
        return Err(Error::internal("nobody acts for nobody"));
    };
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let changed = diesel::update(
        session::table
            .filter(session::token_hash.eq(old_hash))
            .filter(session::ended_at.is_null())
            .filter(session::acting_from.is_null())
            .filter(session::role.eq(from.as_str())),
    )
    .set((
        session::token_hash.eq(new_hash),
        session::role.eq(role.as_str()),
        session::acting_university.eq(begun.acts.university()),
        session::acting_from.eq(Some(from.as_str())),
        session::acting_reason.eq(Some(begun.reason)),
        session::acting_until.eq(Some(begun.until)),
    ))
    .execute(&mut conn)
    .await?;
    Ok(changed == 1)
}

/// Lets a session act as its person again, under a new token or the same; false when it does, or there is none.
///
/// # Errors
/// What the database says, and [`Error::Internal`] for a viewer that is nobody.
pub async fn end_acting(tx: &Tx, old_hash: &[u8], new_hash: &[u8], own: &Viewer) -> Result<bool> {
    let role = own.role().ok_or_else(|| Error::internal("nobody acts"))?;
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let changed = diesel::update(
        session::table
            .filter(session::token_hash.eq(old_hash))
            .filter(session::ended_at.is_null())
            .filter(session::acting_from.is_not_null()),
    )
    .set((
        session::token_hash.eq(new_hash),
        session::role.eq(role.as_str()),
        session::acting_university.eq(None::<Uuid>),
        session::acting_from.eq(None::<&str>),
        session::acting_reason.eq(None::<&str>),
        session::acting_until.eq(None::<DateTime<Utc>>),
    ))
    .execute(&mut conn)
    .await?;
    Ok(changed == 1)
}
