//! Assessors as whoever assigns sees them (W1-W3).

use async_graphql::{Context, ID, Object};
use domain::id::Kind;
use store::assessors;

use crate::connection::{connection, paging};
use crate::context::{Ask, Scope};
use crate::error::{Error, Result};
use crate::loaders::ApplicationKey;
use crate::person::Person;
use crate::scalar;

/// Somebody who judges applications.
#[derive(Debug, Clone)]
pub struct Assessor(assessors::Assessor);

impl From<assessors::Assessor> for Assessor {
    fn from(row: assessors::Assessor) -> Self {
        Self(row)
    }
}

/// Somebody who judges applications.
#[Object]
impl Assessor {
    /// Who.
    async fn person(&self) -> Person {
        Person {
            id: self.0.id,
            name: self.0.name.clone(),
            email: self.0.email.clone(),
        }
    }
    /// A lead assessor, who also moderates.
    async fn lead(&self) -> bool {
        self.0.lead
    }
    /// Cases that wait for them; those that wait for the university do not count (W3).
    async fn open_cases(&self) -> i32 {
        i32::try_from(self.0.open_cases).unwrap_or(i32::MAX)
    }
    /// A known conflict with the application asked about (W1); false where none was asked about.
    async fn conflict(&self) -> bool {
        self.0.conflict
    }
}

connection!(
    /// A page of assessors.
    AssessorConnection, AssessorEdge, Assessor, CountAssessors
);

/// Counts the assessors.
pub(crate) struct CountAssessors;

impl CountAssessors {
    async fn count(&self, scope: &Scope) -> Result<i64> {
        Ok(assessors::count(&scope.tx).await?)
    }
}

/// Questions about assessors.
#[derive(Debug, Default)]
pub struct AssessorQuery;

/// Questions about assessors.
#[Object]
impl AssessorQuery {
    /// The scheme's assessors by name, with their load; an assessor sees themself only, a university nobody.
    #[graphql(complexity = "crate::limits::page_cost(first, child_complexity)")]
    async fn assessors(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The application to be assigned: shows conflicts with it.")]
        application_id: Option<ID>,
        #[graphql(desc = "Rows wanted, 25 unless told, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Go on after this cursor.")] after: Option<String>,
    ) -> Result<AssessorConnection> {
        let scope = ctx.scope();
        scope.person()?;
        let paging = paging(first, after)?;
        let application = application_id
            .map(|id| scalar::read(Kind::Application, &id, "application"))
            .transpose()?;
        if let Some(id) = application {
            let found = scope.loaders.load_one(ApplicationKey(id)).await?;
            found.ok_or(Error::NotFound("application"))?;
        }
        let page = assessors::list(&scope.tx, application, &paging).await?;
        Ok(AssessorConnection::new(
            page,
            &paging,
            CountAssessors,
            Into::into,
        ))
    }
}
