//! The audit trail as people read it (T4).

use async_graphql::{Context, ID, Object};
use chrono::{DateTime, Utc};
use domain::id::Kind;
use store::page::Paging;
use store::trail::Line;
use uuid::Uuid;

use crate::connection::{connection, paging};
use crate::context::{Ask, Scope};
use crate::error::{Error, Result};
use crate::loaders::ApplicationKey;
use crate::scalar;

/// One change: who, when, what.
#[derive(Debug, Clone)]
pub struct TrailEvent(Line);

impl From<Line> for TrailEvent {
    fn from(line: Line) -> Self {
        Self(line)
    }
}

/// One change: who, when, what.
#[Object]
impl TrailEvent {
    /// Stable id.
    async fn id(&self) -> ID {
        scalar::show(Kind::TrailEvent, self.0.id)
    }
    /// When.
    async fn at(&self) -> DateTime<Utc> {
        self.0.at
    }
    /// Who; null for the system, and for people the viewer may not know.
    async fn actor(&self) -> Option<&str> {
        self.0.actor.as_deref()
    }
    /// What, as a code: application.submitted.
    async fn act(&self) -> &str {
        &self.0.act
    }
    /// What, in a sentence.
    async fn summary(&self) -> &str {
        &self.0.summary
    }
}

connection!(
    /// A page of the trail.
    TrailConnection, TrailEventEdge, TrailEvent, CountTrail
);

/// Counts a trail.
pub(crate) enum CountTrail {
    /// Of one application.
    Application(Uuid),
    /// Of one university.
    University(Uuid),
}

impl CountTrail {
    async fn count(&self, scope: &Scope) -> Result<i64> {
        Ok(match *self {
            Self::Application(id) => store::trail::count_of_application(&scope.tx, id).await?,
            Self::University(id) => store::trail::count_of_university(&scope.tx, id).await?,
        })
    }
}

/// A page of a university's trail.
pub(crate) async fn of_university(
    scope: &Scope,
    university: Uuid,
    paging: &Paging,
) -> Result<TrailConnection> {
    let page = store::trail::of_university(&scope.tx, university, paging).await?;
    Ok(TrailConnection::new(
        page,
        paging,
        CountTrail::University(university),
        Into::into,
    ))
}

/// Questions about the trail.
#[derive(Debug, Default)]
pub struct TrailQuery;

/// Questions about the trail.
#[Object]
impl TrailQuery {
    /// Everything that happened to an application, newest first (T4).
    #[graphql(complexity = "crate::limits::page_cost(first, child_complexity)")]
    async fn timeline(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The application's id.")] application_id: ID,
        #[graphql(desc = "Rows wanted, 25 unless told, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Go on after this cursor.")] after: Option<String>,
    ) -> Result<TrailConnection> {
        let scope = ctx.scope();
        scope.person()?;
        let id = scalar::read(Kind::Application, &application_id, "application")?;
        let paging = paging(first, after)?;
        if scope.loaders.load_one(ApplicationKey(id)).await?.is_none() {
            return Err(Error::NotFound("application"));
        }
        let page = store::trail::of_application(&scope.tx, id, &paging).await?;
        Ok(TrailConnection::new(
            page,
            &paging,
            CountTrail::Application(id),
            Into::into,
        ))
    }
}
