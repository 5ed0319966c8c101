//! Universities that ask to join, as operators answer them (U6).

mod answering;

use async_graphql::{Context, Enum, ID, Object};
use chrono::{DateTime, Utc};
use domain::access::Act;
use domain::id::Kind;
use domain::lifecycle;
use store::joining::{self as rows, JoinRequest as Row};

use crate::connection::{connection, paging};
use crate::context::{Ask, Scope};
use crate::error::{Error, Result};
use crate::loaders::PersonKey;
use crate::person::Person;
use crate::scalar;
use crate::university::{self, University};

pub use answering::JoiningMutation;

/// Where a request to join stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "lifecycle::JoinState")]
pub enum JoinState {
    /// It waits for an operator.
    Asked,
    /// The university takes part.
    Accepted,
    /// It does not.
    Declined,
}

/// A university's request to join the scheme, by somebody who is not known: all of it is as they wrote it.
#[derive(Debug, Clone)]
pub struct JoinRequest(Row);

/// A university's request to join the scheme, by somebody who is not known: all of it is as they wrote it.
#[Object]
impl JoinRequest {
    /// Stable id.
    async fn id(&self) -> ID {
        scalar::show(Kind::JoinRequest, self.0.id)
    }
    /// What the university is called.
    async fn university_name(&self) -> &str {
        &self.0.university
    }
    /// Its postal address, in lines.
    async fn address(&self) -> &str {
        &self.0.address
    }
    /// What comes after the @ in its people's addresses.
    async fn domain(&self) -> &str {
        &self.0.domain
    }
    /// Who asks.
    async fn name(&self) -> &str {
        &self.0.name
    }
    /// What they do there.
    async fn position(&self) -> &str {
        &self.0.position
    }
    /// Where they are written to, at the domain.
    async fn email(&self) -> &str {
        &self.0.email
    }
    /// When they asked.
    async fn asked_at(&self) -> DateTime<Utc> {
        self.0.asked_at
    }
    /// Where it stands.
    async fn state(&self) -> Result<JoinState> {
        Ok(self.0.state.parse::<lifecycle::JoinState>()?.into())
    }
    /// When it was answered.
    async fn answered_at(&self) -> Option<DateTime<Utc>> {
        self.0.answered_at
    }
    /// Who answered it.
    async fn answered_by(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        match self.0.answered_by {
            Some(person) => {
                let found = ctx.scope().loaders.load_one(PersonKey(person)).await?;
                Ok(found.map(Into::into))
            }
            None => Ok(None),
        }
    }
    /// Why it was declined, as whoever asked was told.
    async fn reason(&self) -> Option<&str> {
        self.0.reason.as_deref()
    }
    /// The university that it became.
    async fn university(&self, ctx: &Context<'_>) -> Result<Option<University>> {
        match self.0.became {
            Some(id) => Ok(Some(university::load(ctx.scope(), id).await?)),
            None => Ok(None),
        }
    }
    /// The number of this state of it.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

connection!(
    /// A page of requests to join.
    JoinRequestConnection, JoinRequestEdge, JoinRequest, CountJoinRequests
);

/// Counts requests to join.
pub(crate) struct CountJoinRequests(Option<lifecycle::JoinState>);

impl CountJoinRequests {
    async fn count(&self, scope: &Scope) -> Result<i64> {
        Ok(rows::count(&scope.tx, self.0).await?)
    }
}

/// Which universities ask to join.
#[derive(Debug, Default)]
pub struct JoiningQuery;

/// Which universities ask to join.
#[Object]
impl JoiningQuery {
    /// Requests to join, newest first; operators ask (U6).
    #[graphql(complexity = "crate::limits::page_cost(first, child_complexity)")]
    async fn join_requests(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "In this state alone.")] state: Option<JoinState>,
        #[graphql(desc = "Rows wanted, 25 unless told, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Go on after this cursor.")] after: Option<String>,
    ) -> Result<JoinRequestConnection> {
        let scope = ctx.scope();
        scope.may_see(Act::AcceptJoinRequest)?;
        let paging = paging(first, after)?;
        let state = state.map(lifecycle::JoinState::from);
        let page = rows::list(&scope.tx, state, &paging).await?;
        let count = CountJoinRequests(state);
        Ok(JoinRequestConnection::new(
            page,
            &paging,
            count,
            JoinRequest,
        ))
    }

    /// One request to join; operators ask.
    async fn join_request(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The request.")] id: ID,
    ) -> Result<JoinRequest> {
        let scope = ctx.scope();
        scope.may_see(Act::AcceptJoinRequest)?;
        let id = scalar::read(Kind::JoinRequest, &id, "request to join")?;
        let row = rows::find(&scope.tx, id).await?;
        row.map(JoinRequest)
            .ok_or(Error::NotFound("request to join"))
    }
}
