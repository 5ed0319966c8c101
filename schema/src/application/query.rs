//! Questions about applications.

use async_graphql::{Context, Enum, ID, InputObject, Object};
use domain::id::Kind;
use domain::lifecycle;
use store::applications as rows;

use super::{Application, ApplicationConnection, ApplicationState, CountApplications};
use crate::connection::paging;
use crate::context::Ask;
use crate::error::{Error, Result};
use crate::loaders::ApplicationKey;
use crate::scalar;
use crate::university::{self, words};

/// The order of a list of applications.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "rows::Sort")]
pub enum ApplicationSort {
    /// By reference.
    Reference,
    /// By the university's name.
    University,
    /// By the day the decision is due; those without one last.
    Due,
    /// By when anything last changed.
    Updated,
}

/// Narrows a list of applications; what is left out does not narrow.
#[derive(Debug, Default, InputObject)]
pub struct ApplicationFilter {
    /// Words in the reference, the university's or a programme's name.
    search: Option<String>,
    /// Any of these states.
    state: Option<Vec<ApplicationState>>,
    /// Any of these levels, by code.
    level: Option<Vec<String>>,
    /// Of this university.
    university_id: Option<ID>,
    /// Assigned to this person.
    assessor_id: Option<ID>,
    /// Assigned to nobody.
    unassigned: Option<bool>,
}

impl ApplicationFilter {
    fn read(self) -> Result<rows::Filter> {
        let levels = self.level.unwrap_or_default();
        if levels.len() > 20 {
            return Err(Error::input("level", "Choose at most 20 levels."));
        }
        Ok(rows::Filter {
            search: words(self.search)?,
            states: self
                .state
                .unwrap_or_default()
                .into_iter()
                .map(|state| lifecycle::ApplicationState::from(state).as_str())
                .collect(),
            levels,
            university: university::read(self.university_id)?,
            assessor: self
                .assessor_id
                .map(|id| scalar::read(Kind::Person, &id, "assessor"))
                .transpose()?,
            unassigned: self.unassigned.unwrap_or(false),
        })
    }
}

/// Questions about applications.
#[derive(Debug, Default)]
pub struct ApplicationQuery;

/// Questions about applications.
#[Object]
impl ApplicationQuery {
    /// An application.
    async fn application(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The application's id.")] id: ID,
    ) -> Result<Application> {
        let scope = ctx.scope();
        scope.person()?;
        let id = scalar::read(Kind::Application, &id, "application")?;
        let found = scope.loaders.load_one(ApplicationKey(id)).await?;
        found
            .map(Application::from)
            .ok_or(Error::NotFound("application"))
    }
    /// The applications that the viewer may see: a university's own, an assessor's caseload, an operator's all.
    #[graphql(complexity = "crate::limits::page_cost(first, child_complexity)")]
    async fn applications(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Narrows the list.")] filter: Option<ApplicationFilter>,
        #[graphql(desc = "The order; by last change unless told.")] sort: Option<ApplicationSort>,
        #[graphql(desc = "Last first; by last change that is so unless told.")] descending: Option<
            bool,
        >,
        #[graphql(desc = "Rows wanted, 25 unless told, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Go on after this cursor.")] after: Option<String>,
    ) -> Result<ApplicationConnection> {
        let scope = ctx.scope();
        scope.person()?;
        let paging = paging(first, after)?;
        let filter = filter.unwrap_or_default().read()?;
        let sort = sort.map_or(rows::Sort::Updated, rows::Sort::from);
        let descending = descending.unwrap_or(sort == rows::Sort::Updated);
        let page = rows::list(&scope.tx, &filter, sort, descending, &paging).await?;
        Ok(ApplicationConnection::new(
            page,
            &paging,
            CountApplications(filter),
            Into::into,
        ))
    }
}
