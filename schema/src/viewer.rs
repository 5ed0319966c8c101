//! Who is asking.

use async_graphql::{Context, Enum, Object};
use chrono::{DateTime, Utc};
use domain::access;
use uuid::Uuid;

use crate::context::{ActsFor, Ask};
use crate::error::Result;
use crate::person::Person;
use crate::phrase::{self, Phrase};
use crate::scalar::Date;
use crate::university::{self, University};
use crate::view::{self, SavedView};

/// What a person acts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "access::Role")]
pub enum Role {
    /// Everything inside one university.
    Manager,
    /// Rates and evidences inside one university.
    Contributor,
    /// Reads inside one university.
    Viewer,
    /// Works a caseload.
    Assessor,
    /// An assessor who also moderates.
    LeadAssessor,
    /// Runs the scheme.
    Operator,
    /// Runs the operators.
    Administrator,
}

/// For which university somebody acts who runs the scheme: its trail and the scheme's say so, and what they do meanwhile says that it is for the scheme (U11).
#[derive(Debug)]
pub struct Acting {
    university: Uuid,
    role: Role,
    of: ActsFor,
}

/// For which university somebody acts who runs the scheme: its trail and the scheme's say so, and what they do meanwhile says that it is for the scheme (U11).
#[Object]
impl Acting {
    /// The university.
    async fn university(&self, ctx: &Context<'_>) -> Result<University> {
        university::load(ctx.scope(), self.university).await
    }
    /// As what.
    async fn role(&self) -> Role {
        self.role
    }
    /// What for, in their words.
    async fn reason(&self) -> &str {
        &self.of.reason
    }
    /// Until when at most; then the session is theirs again.
    async fn until(&self) -> DateTime<Utc> {
        self.of.until
    }
}

/// Who is asking, and as what.
#[derive(Debug)]
pub struct Viewer;

/// Who is asking, and as what.
#[Object]
impl Viewer {
    /// The person; null when nobody is signed in.
    async fn person(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        let scope = ctx.scope();
        let Some(id) = scope.viewer.person() else {
            return Ok(None);
        };
        let found = store::people::by_ids(&scope.tx, &[id])
            .await?
            .into_iter()
            .next();
        Ok(found.map(|row| Person {
            id: row.id,
            name: row.name,
            email: row.email,
        }))
    }
    /// What they act as.
    async fn role(&self, ctx: &Context<'_>) -> Option<Role> {
        ctx.scope().viewer.role().map(Role::from)
    }
    /// The university they act for.
    async fn university(&self, ctx: &Context<'_>) -> Result<Option<University>> {
        let scope = ctx.scope();
        match scope.viewer.university() {
            Some(id) => Ok(Some(university::load(scope, id).await?)),
            None => Ok(None),
        }
    }
    /// Whether they set up how their university signs in, by an invitation, and can do nothing else (U6).
    async fn setting_up(&self, ctx: &Context<'_>) -> bool {
        let session = ctx.scope().session.as_ref();
        session.is_some_and(|session| session.setting_up)
    }
    /// For which university they act for a while though they run the scheme, and why; null otherwise (U11).
    async fn acting(&self, ctx: &Context<'_>) -> Option<Acting> {
        let scope = ctx.scope();
        let of = scope.session.as_ref()?.acting.clone()?;
        let role = scope.viewer.role()?;
        Some(Acting {
            university: scope.viewer.university()?,
            role: role.into(),
            of,
        })
    }
    /// The phrases they keep for themselves, by title; nobody else sees them.
    #[graphql(complexity = "crate::limits::list_cost(20, child_complexity)")]
    async fn phrases(&self, ctx: &Context<'_>) -> Result<Vec<Phrase>> {
        phrase::own(ctx.scope()).await
    }
    /// The views they keep, by name, and those that are shared with them.
    #[graphql(complexity = "crate::limits::list_cost(20, child_complexity)")]
    async fn views(&self, ctx: &Context<'_>) -> Result<Vec<SavedView>> {
        view::all(ctx.scope()).await
    }
    /// The civil day the server works with: today, or the demo's chosen day.
    async fn today(&self, ctx: &Context<'_>) -> Date {
        Date(ctx.scope().moment.today)
    }
    /// This is the demo: its universities and people are invented.
    async fn demo(&self, ctx: &Context<'_>) -> bool {
        ctx.scope().demo
    }
}

/// Who is asking.
#[derive(Debug, Default)]
pub struct ViewerQuery;

/// Who is asking.
#[Object]
impl ViewerQuery {
    /// Who is asking, and as what.
    async fn viewer(&self) -> Viewer {
        Viewer
    }
}
