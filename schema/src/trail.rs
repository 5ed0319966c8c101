//! The audit trail as people read it (T4).

use async_graphql::{ID, Object};
use chrono::{DateTime, Utc};
use domain::id::Kind;
use store::trail::Line;
use uuid::Uuid;

use crate::connection::connection;
use crate::context::Scope;
use crate::error::Result;
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

/// Counts the trail of one application.
pub(crate) struct CountTrail(pub Uuid);

impl CountTrail {
    async fn count(&self, scope: &Scope) -> Result<i64> {
        Ok(store::trail::count_of_application(&scope.tx, self.0).await?)
    }
}
