//! Where somebody is signed in: their own sessions, and ending them.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::access::{self, Act};
use domain::id::Kind;
use serde_json::json;
use store::{sessions as rows, trail};

use crate::connection::{connection, paging};
use crate::context::{Ask, Scope, SignedIn, Told};
use crate::error::{Error, Result};
use crate::scalar;
use crate::viewer::Role;

/// A browser that somebody is signed in by. What opens it is told nowhere.
#[derive(Debug, Clone)]
pub struct Session(rows::Own);

/// A browser that somebody is signed in by. What opens it is told nowhere.
#[Object]
impl Session {
    /// Stable id; it opens nothing.
    async fn id(&self) -> ID {
        scalar::show(Kind::Session, self.0.id)
    }
    /// The session that asks.
    async fn current(&self, ctx: &Context<'_>) -> bool {
        let own = ctx.scope().session.as_ref();
        own.is_some_and(|own| own.id == self.0.id)
    }
    /// What is acted as.
    async fn role(&self) -> Result<Role> {
        Ok(self.0.role.parse::<access::Role>()?.into())
    }
    /// The name of the university that is acted for; null for the scheme.
    async fn university_name(&self) -> Option<&str> {
        self.0.university.as_deref()
    }
    /// When they signed in. It ends seven days later at the latest.
    async fn started_at(&self) -> DateTime<Utc> {
        self.0.created_at
    }
    /// When it was last used, to five minutes. It ends when it is not used for twelve hours.
    async fn used_at(&self) -> DateTime<Utc> {
        self.0.seen_at
    }
    /// From which network address they signed in; null where that is not known.
    async fn address(&self) -> Option<&str> {
        self.0.address.as_deref()
    }
    /// By what browser, such as "Firefox on Windows", as it says of itself; null where that is not known.
    async fn browser(&self) -> Option<&str> {
        self.0.browser.as_deref()
    }
}

connection!(
    /// A page of sessions.
    SessionConnection, SessionEdge, Session, CountSessions
);

/// Counts the viewer's sessions.
pub(crate) struct CountSessions;

impl CountSessions {
    async fn count(&self, scope: &Scope) -> Result<i64> {
        Ok(rows::count(&scope.tx, own(scope)?.instant).await?)
    }
}

/// The session that asks.
fn own(scope: &Scope) -> Result<&SignedIn> {
    scope.session.as_ref().ok_or(Error::Unauthenticated)
}

/// Questions about sessions.
#[derive(Debug, Default)]
pub struct SessionQuery;

/// Questions about sessions.
#[Object]
impl SessionQuery {
    /// Where the viewer is signed in, the latest first: their own sessions, whatever they act as there.
    #[graphql(complexity = "crate::limits::page_cost(first, child_complexity)")]
    async fn sessions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows wanted, 25 unless told, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Go on after this cursor.")] after: Option<String>,
    ) -> Result<SessionConnection> {
        let scope = ctx.scope();
        scope.may_see(Act::EndSession)?;
        let paging = paging(first, after)?;
        let page = rows::list(&scope.tx, own(scope)?.instant, &paging).await?;
        Ok(SessionConnection::new(
            page,
            &paging,
            CountSessions,
            Session,
        ))
    }
}

/// A session to be ended.
#[derive(Debug, InputObject)]
pub struct EndSessionInput {
    /// The session.
    session_id: ID,
}

/// What came of ending sessions.
#[derive(Debug, SimpleObject)]
pub struct SessionsPayload {
    /// How many were ended by it; none where they were over already.
    ended: i32,
}

/// Ending one's own sessions.
#[derive(Debug, Default)]
pub struct SessionMutation;

/// Ending one's own sessions.
#[Object]
impl SessionMutation {
    /// Ends one of the viewer's own sessions: its next request is nobody's, and what it listens to stops. One that is over stays so.
    async fn end_session(
        &self,
        ctx: &Context<'_>,
        input: EndSessionInput,
    ) -> Result<SessionsPayload> {
        let scope = ctx.scope();
        scope.may(Act::EndSession)?;
        let id = scalar::read(Kind::Session, &input.session_id, "session")?;
        let found = rows::lock(&scope.tx, id).await?;
        let row = found.ok_or(Error::NotFound("session"))?;
        if row.ended_at.is_some() {
            return Ok(SessionsPayload { ended: 0 });
        }
        rows::end(&scope.tx, id, own(scope)?.instant).await?;
        let browser = row.browser.as_deref().unwrap_or("another browser");
        tell(scope, format!("Signed out {browser}."), 1).await?;
        Ok(SessionsPayload { ended: 1 })
    }

    /// Ends all of the viewer's own sessions but the one that asks.
    async fn end_other_sessions(&self, ctx: &Context<'_>) -> Result<SessionsPayload> {
        let scope = ctx.scope();
        scope.may(Act::EndOtherSessions)?;
        let own = own(scope)?;
        let ended = rows::end_others(&scope.tx, own.id, own.instant).await?;
        let ended = i32::try_from(ended).map_err(Error::internal)?;
        if ended > 0 {
            tell(scope, "Signed out everywhere else.".to_owned(), ended).await?;
        }
        Ok(SessionsPayload { ended })
    }
}

/// Told where signing in was: in the chain of the university that is acted for, or of the scheme (T4).
async fn tell(scope: &Scope, summary: String, ended: i32) -> Result<()> {
    let told = Told {
        university: scope.viewer.university().unwrap_or(trail::SCHEME),
        subject: scope.viewer.person(),
        act: "session.ended",
        summary,
        after: Some(json!({ "ended": ended })),
        ..Told::default()
    };
    scope.tell(told, &[]).await
}
