//! Sessions and sign-ins under way. Only digests of tokens are kept: what is stored here opens nothing.

mod acting;
mod elsewhere;
mod own;
mod under_way;

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::access::Role;
use uuid::Uuid;

use crate::statement::{Statement, Value};
use crate::tables::{member, session};
use crate::{Error, Result, Tx, Viewer};

pub use acting::{Acting, Begun, begin_acting, end_acting};
pub use elsewhere::{Gone, end_gone, spend};
pub use own::{Own, count, end, end_others, list, lock};
pub use under_way::{SignIn, begin_sign_in, take_sign_in};

/// A session ends this long after it was last used.
pub const IDLE: TimeDelta = TimeDelta::hours(12);
/// A session ends this long after sign-in, however much it is used.
pub const ABSOLUTE: TimeDelta = TimeDelta::days(7);
/// A session by an invitation ends this long after it began.
pub const SETTING_UP: TimeDelta = TimeDelta::days(1);
/// A sign-in not finished by then is forgotten.
pub const SIGN_IN: TimeDelta = TimeDelta::minutes(10);
/// How old the note of a session's last use may grow before it is written again.
const SEEN_EVERY: TimeDelta = TimeDelta::minutes(5);

/// One row of `session`, in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// What it is called: this opens nothing.
    pub id: Uuid,
    /// The digest of its token.
    pub token_hash: Vec<u8>,
    /// Whose it is, and as what.
    pub viewer: Viewer,
    /// When it ends if it is used until then.
    pub expires_at: DateTime<Utc>,
    /// Its last use should be written down again.
    pub stale: bool,
    /// Where its person signed in; none for sessions from before this was noted.
    pub provider_id: Option<Uuid>,
    /// When they last signed in there.
    pub authenticated_at: Option<DateTime<Utc>>,
    /// The invitation by which it was begun, to set up how a university signs in and for nothing else (U6).
    pub invitation_id: Option<Uuid>,
    /// For which university its person acts, who runs the scheme (U11); `viewer` is that while it is not over.
    pub acting: Option<Acting>,
}

impl Session {
    /// As whom its person is signed in, whatever they act as for a while.
    pub fn own(&self) -> Viewer {
        self.acting
            .as_ref()
            .map_or(self.viewer, |acting| acting.own)
    }
}

/// A session that begins.
#[derive(Debug, Clone, Copy)]
pub struct New<'a> {
    /// The digest of its token.
    pub token_hash: &'a [u8],
    /// Whose it is, and as what.
    pub viewer: &'a Viewer,
    /// Where they signed in.
    pub provider_id: Option<Uuid>,
    /// How they proved there who they are.
    pub proof: Proof<'a>,
    /// From which network address.
    pub address: Option<&'a str>,
    /// By what browser, in a few words.
    pub browser: Option<&'a str>,
    /// The invitation by which it begins, where nobody signed in.
    pub invitation_id: Option<Uuid>,
}

/// How somebody proved who they are.
#[derive(Debug, Clone, Copy)]
pub struct Proof<'a> {
    pub at: DateTime<Utc>,
    /// The provider's name for the person.
    pub subject: Option<&'a str>,
    /// The provider's name for the session there, where it has one.
    pub sid: Option<&'a str>,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    person_id: Uuid,
    #[diesel(sql_type = Text)]
    role: String,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    acting_university: Option<Uuid>,
    #[diesel(sql_type = Timestamptz)]
    seen_at: DateTime<Utc>,
    #[diesel(sql_type = Timestamptz)]
    expires_at: DateTime<Utc>,
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    provider_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    authenticated_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    invitation_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Text>)]
    acting_from: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    acting_reason: Option<String>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    acting_until: Option<DateTime<Utc>>,
    #[diesel(sql_type = Bool)]
    open: bool,
}

/// The session of this token, if it is in force, its person still holds the role it acts in, and the word of the provider where they signed
/// in still counts for that (U3); one by an invitation, while that is open (U6). Whoever acts for a university has to run the scheme still; when
/// their time is over, or the university is closed, it is theirs as it was before (U11).
pub async fn find(tx: &Tx, token_hash: &[u8], now: DateTime<Utc>) -> Result<Option<Session>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let row: Option<Row> = Statement::new(
        "select s.person_id, s.role, s.acting_university, s.seen_at, s.expires_at, s.id, s.provider_id, s.authenticated_at, s.invitation_id, s.acting_from, s.acting_reason, s.acting_until, \
         exists (select from university u where u.id = s.acting_university and u.state = 'OPEN') as open \
         from session s where s.ended_at is null and s.token_hash = ",
    )
    .value(Value::Bytes(token_hash.to_vec()))
    .sql(" and s.expires_at > ")
    .value(Value::Moment(now))
    .sql(" and s.seen_at > ")
    .value(Value::Moment(now - IDLE))
    .sql(
        " and (s.acting_from is null and exists (select from member m join university u on u.id = m.university_id and u.state = 'OPEN' \
             where m.person_id = s.person_id and m.university_id = s.acting_university and m.role = s.role) \
           or (s.acting_university is null and exists (select from staff f where f.person_id = s.person_id and f.role = s.role)) \
           or exists (select from staff f where f.person_id = s.person_id and f.role = s.acting_from)) \
         and (s.provider_id is null or vouches(s.provider_id, case when s.acting_from is null then s.acting_university end)) \
         and (s.invitation_id is null or exists (select from invitation i where i.id = s.invitation_id and i.person_id = s.person_id \
           and i.university_id = s.acting_university and i.accepted_at is null and i.expires_at > ",
    )
    .value(Value::Moment(now))
    .sql("))")
    .get_result(&mut conn)
    .await
    .optional()?;
    row.map(|row| {
        let acts = viewer(row.person_id, &row.role, row.acting_university)?;
        let acting = Acting::read(&row, acts, now)?;
        Ok(Session {
            id: row.id,
            token_hash: token_hash.to_vec(),
            viewer: acting
                .as_ref()
                .filter(|acting| acting.over)
                .map_or(acts, |acting| acting.own),
            expires_at: row.expires_at,
            stale: now - row.seen_at > SEEN_EVERY,
            provider_id: row.provider_id,
            authenticated_at: row.authenticated_at,
            invitation_id: row.invitation_id,
            acting,
        })
    })
    .transpose()
}

/// The viewer that a person is in a role, at a university or for the scheme.
///
/// # Errors
/// [`Error::Internal`] for a role that is not one, or that does not go with the university.
pub fn viewer(person: Uuid, role: &str, university: Option<Uuid>) -> Result<Viewer> {
    let role: Role = role
        .parse()
        .map_err(|_| Error::internal(format!("no such role: {role}")))?;
    match (role, university) {
        (Role::Manager | Role::Contributor | Role::Viewer, Some(university)) => {
            Ok(Viewer::Member {
                person,
                university,
                role,
            })
        }
        (Role::Assessor | Role::LeadAssessor, None) => Ok(Viewer::Assessor { person, role }),
        (Role::Operator | Role::Administrator, None) => Ok(Viewer::Operator { person, role }),
        _ => Err(Error::internal("a session's role and university disagree")),
    }
}

/// Starts a session for a signed-in viewer.
///
/// # Errors
/// [`Error::Internal`] for a viewer that is nobody.
pub async fn insert(tx: &Tx, new: &New<'_>, now: DateTime<Utc>) -> Result<()> {
    let (Some(person), Some(role)) = (new.viewer.person(), new.viewer.role()) else {
        return Err(Error::internal("a session needs a person and a role"));
    };
    let lasts = match new.invitation_id {
        Some(_) => SETTING_UP,
        None => ABSOLUTE,
    };
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::insert_into(session::table)
        .values((
            session::token_hash.eq(new.token_hash),
            session::person_id.eq(person),
            session::role.eq(role.as_str()),
            session::acting_university.eq(new.viewer.university()),
            session::created_at.eq(now),
            session::seen_at.eq(now),
            session::expires_at.eq(now + lasts),
            session::id.eq(Uuid::now_v7()),
            session::provider_id.eq(new.provider_id),
            session::authenticated_at.eq(Some(new.proof.at)),
            session::subject.eq(new.proof.subject),
            session::sid.eq(new.proof.sid),
            session::address.eq(new.address),
            session::browser.eq(new.browser),
            session::invitation_id.eq(new.invitation_id),
        ))
        .execute(&mut conn)
        .await?;
    match new.invitation_id {
        // Nobody signed in yet.
        Some(_) => Ok(()),
        None => acts(tx, new.viewer, now).await,
    }
}

/// Ends the sessions that an invitation began.
pub async fn end_of_invitation(tx: &Tx, invitation: Uuid, now: DateTime<Utc>) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::update(session::table)
        .filter(session::invitation_id.eq(invitation))
        .filter(session::ended_at.is_null())
        .set(session::ended_at.eq(now))
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// Notes that somebody begins to act for a university.
async fn acts(tx: &Tx, viewer: &Viewer, now: DateTime<Utc>) -> Result<()> {
    let Viewer::Member {
        person,
        university,
        role,
    } = viewer
    else {
        return Ok(());
    };
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::update(member::table.find((university, person, role.as_str())))
        .set(member::signed_in_at.eq(now))
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// Gives a session a new token and role; what the old token opened is closed. False when there is no such session.
pub async fn rotate(
    tx: &Tx,
    old_hash: &[u8],
    new_hash: &[u8],
    viewer: &Viewer,
    now: DateTime<Utc>,
) -> Result<bool> {
    let (Some(person), Some(role)) = (viewer.person(), viewer.role()) else {
        return Err(Error::internal("a session needs a person and a role"));
    };
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let changed = diesel::update(
        session::table
            .filter(session::token_hash.eq(old_hash))
            .filter(session::person_id.eq(person))
            .filter(session::ended_at.is_null()),
    )
    .set((
        session::token_hash.eq(new_hash),
        session::role.eq(role.as_str()),
        session::acting_university.eq(viewer.university()),
    ))
    .execute(&mut conn)
    .await?;
    acts(tx, viewer, now).await?;
    Ok(changed == 1)
}

/// Notes that a session's person signed in again, and gives it a new token; all else stays. False when there is no such session.
pub async fn confirm(tx: &Tx, old_hash: &[u8], new_hash: &[u8], proof: &Proof<'_>) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let changed = diesel::update(
        session::table
            .filter(session::token_hash.eq(old_hash))
            .filter(session::ended_at.is_null()),
    )
    .set((
        session::token_hash.eq(new_hash),
        session::authenticated_at.eq(Some(proof.at)),
        session::subject.eq(proof.subject),
        session::sid.eq(proof.sid),
    ))
    .execute(&mut conn)
    .await?;
    Ok(changed == 1)
}

/// Notes that a session was used.
pub async fn touch(tx: &Tx, token_hash: &[u8], now: DateTime<Utc>) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::update(session::table.filter(session::token_hash.eq(token_hash)))
        .set(session::seen_at.eq(now))
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// Ends a session.
pub async fn delete(tx: &Tx, token_hash: &[u8]) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::delete(session::table.filter(session::token_hash.eq(token_hash)))
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// Forgets sessions that are over.
pub async fn sweep(tx: &Tx, now: DateTime<Utc>) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::delete(
        session::table.filter(
            session::expires_at
                .le(now)
                .or(session::seen_at.le(now - IDLE))
                .or(session::ended_at.is_not_null()),
        ),
    )
    .execute(&mut conn)
    .await?;
    Ok(())
}
