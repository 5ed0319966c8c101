//! The audit trail as people read it (T4).

mod asking;

use async_graphql::{Context, Enum, ID, Json, Object};
use chrono::{DateTime, Utc};
use domain::id::Kind;
use domain::trail as rules;
use serde_json::Value;
use store::Viewer;
use store::page::Paging;
use store::trail::{Filter, Line, SCHEME};
use uuid::Uuid;

use crate::application::Application;
use crate::connection::connection;
use crate::context::{Ask, Scope};
use crate::error::Result;
use crate::loaders::{ApplicationKey, UniversityKey};
use crate::scalar;
use crate::university::University;

pub use asking::{TrailFilter, TrailQuery};

/// What lines of the trail are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "rules::TrailKind")]
pub enum TrailKind {
    /// Applications and how they move.
    Application,
    /// Universities' own ratings.
    Rating,
    /// Evidence, and requests for it.
    Evidence,
    /// Assessors' marks, outcomes and decisions.
    Decision,
    /// Second marking (J6).
    SecondMarking,
    /// Quotes.
    Quote,
    /// Invoices, payments, and the documents that say so.
    Invoice,
    /// Programmes and delivery frameworks.
    Programme,
    /// Universities as the scheme keeps them.
    University,
    /// People and the roles that they hold.
    Person,
    /// Signing in and out.
    SignIn,
    /// What was taken away as files.
    Export,
    /// Imports.
    Import,
    /// Acts on many applications.
    BulkAct,
    /// Letters, their wording, and addresses.
    Letter,
    /// Assessors: capacity, absence, conflicts.
    Assessor,
    /// The calibration set (J6).
    Calibration,
    /// The standard and the scheme's settings.
    Settings,
    /// Views and phrases that people keep for themselves.
    Keeping,
    /// Machines' tokens.
    Token,
}

/// One change: who, when, what.
#[derive(Debug, Clone)]
pub struct TrailEvent(Line);

impl From<Line> for TrailEvent {
    fn from(line: Line) -> Self {
        Self(line)
    }
}

impl TrailEvent {
    /// Whether this viewer sees what was changed and from where: operators of everything; a university's manager of what
    /// its own people did, and nobody else of anything, because what staff did may hold what is not for them (J6, T2).
    fn is_open_to(&self, viewer: &Viewer) -> bool {
        match *viewer {
            Viewer::Operator { .. } => true,
            Viewer::Member {
                university, role, ..
            } => {
                domain::access::reads_trail(role)
                    && self.0.university_id == university
                    && self.0.own
                    && rules::own_to_universities(&self.0.act)
            }
            _ => false,
        }
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
    /// Whose chain it is of; null for the scheme's own.
    async fn university(&self, ctx: &Context<'_>) -> Result<Option<University>> {
        if self.0.university_id == SCHEME {
            return Ok(None);
        }
        let key = UniversityKey(self.0.university_id);
        let found = ctx.scope().loaders.load_one(key).await?;
        Ok(found.map(University::from))
    }
    /// The application that it is of.
    async fn application(&self, ctx: &Context<'_>) -> Result<Option<Application>> {
        let Some(id) = self.0.application_id else {
            return Ok(None);
        };
        let found = ctx.scope().loaders.load_one(ApplicationKey(id)).await?;
        Ok(found.map(Application::from))
    }
    /// The id of what else it is of, where that has a page of its own and the viewer sees what was changed.
    async fn subject_id(&self, ctx: &Context<'_>) -> Option<ID> {
        let kind = rules::subject(&self.0.act)?;
        let id = self.0.subject_id?;
        self.is_open_to(&ctx.scope().viewer)
            .then(|| scalar::show(kind, id))
    }
    /// What it was, as far as it was changed; null where nothing was, and of what staff did for everybody but operators.
    async fn before(&self, ctx: &Context<'_>) -> Option<Json<Value>> {
        let open = self.is_open_to(&ctx.scope().viewer);
        self.0.before.clone().filter(|_| open).map(Json)
    }
    /// What it is since; null as `before` is.
    async fn after(&self, ctx: &Context<'_>) -> Option<Json<Value>> {
        let open = self.is_open_to(&ctx.scope().viewer);
        self.0.after.clone().filter(|_| open).map(Json)
    }
    /// Whether somebody who runs the scheme did it while they acted for the university (U11).
    async fn for_the_scheme(&self) -> bool {
        domain::acting::is_for_the_scheme(self.0.origin.as_deref())
    }
    /// From which network address, and by which machine's token where it was one; null without a request, and of what staff did for everybody but operators.
    async fn origin(&self, ctx: &Context<'_>) -> Option<&str> {
        let open = self.is_open_to(&ctx.scope().viewer);
        self.0.origin.as_deref().filter(|_| open)
    }
    /// Its number in its chain, from 1. Operators alone: what lies between two numbers would tell others how much there is that
    /// they do not see (J6).
    async fn number(&self, ctx: &Context<'_>) -> Option<i32> {
        let open = matches!(ctx.scope().viewer, Viewer::Operator { .. });
        open.then(|| i32::try_from(self.0.seq).unwrap_or(i32::MAX))
    }
    /// SHA-256 over the line and the hash of the one before, in hexadecimal: `pillars verify` checks it.
    async fn hash(&self) -> &str {
        &self.0.hash
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
    /// Of what a filter leaves; of nothing where it can leave nothing.
    Narrowed(Option<Box<Filter>>),
}

impl CountTrail {
    async fn count(&self, scope: &Scope) -> Result<i64> {
        Ok(match self {
            Self::Application(id) => store::trail::count_of_application(&scope.tx, *id).await?,
            Self::University(id) => store::trail::count_of_university(&scope.tx, *id).await?,
            Self::Narrowed(Some(filter)) => store::trail::count(&scope.tx, filter).await?,
            Self::Narrowed(None) => 0,
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
