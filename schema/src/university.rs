//! Universities: the tenants.

mod changing;
mod merging;
mod noting;
mod people;
mod record;
mod sign_in;
mod taking;

use async_graphql::{Context, ID, Object};
use domain::id::Kind;
use store::{casefile, universities};
use uuid::Uuid;

use crate::connection::{connection, paging};
use crate::context::{Ask, Scope};
use crate::error::{Error, Result};
use crate::loaders::UniversityKey;
use crate::scalar;

pub use changing::UniversityMutation;
pub(crate) use changing::{AddUniversityInput, UniversityRecordPayload, taken};
pub use merging::{MergingMutation, MergingQuery};
pub use noting::NotingMutation;
pub(crate) use people::invites;
pub(crate) use people::may_work_on;
pub use people::{NamingMutation, PeopleMutation, PeopleQuery, SuccessorsQuery};
pub use record::UniversityRecordQuery;
pub(crate) use sign_in::look;
pub use sign_in::{
    CHECK_DOMAIN, ClaimRuleMutation, DomainMutation, SignInMutation, SignInQuery, TRY_PROVIDER,
};
pub use taking::TakingMutation;

/// A university taking part in the scheme.
#[derive(Debug, Clone)]
pub struct University {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) slug: String,
}

impl From<universities::University> for University {
    fn from(row: universities::University) -> Self {
        Self {
            id: row.id,
            name: row.name,
            slug: row.slug,
        }
    }
}

impl From<&casefile::University> for University {
    fn from(row: &casefile::University) -> Self {
        Self {
            id: row.id,
            name: row.name.clone(),
            slug: row.slug.clone(),
        }
    }
}

/// The university by its id, if this viewer may see it.
pub(crate) async fn load(scope: &Scope, id: Uuid) -> Result<University> {
    let found = scope.loaders.load_one(UniversityKey(id)).await?;
    found
        .map(University::from)
        .ok_or(Error::NotFound("university"))
}

/// The university that a list is narrowed to; one the viewer may not see has nothing in it.
pub(crate) fn read(id: Option<ID>) -> Result<Option<Uuid>> {
    id.map(|id| scalar::read(Kind::University, &id, "university"))
        .transpose()
}

/// A university taking part in the scheme.
#[Object]
impl University {
    /// Stable id.
    pub(crate) async fn id(&self) -> ID {
        scalar::show(Kind::University, self.id)
    }
    /// Its name.
    async fn name(&self) -> &str {
        &self.name
    }
    /// Its name in addresses.
    async fn slug(&self) -> &str {
        &self.slug
    }
}

connection!(
    /// A page of universities.
    UniversityConnection, UniversityEdge, University, CountUniversities
);

/// Counts the universities that a search finds.
pub(crate) struct CountUniversities(Option<String>);

impl CountUniversities {
    async fn count(&self, scope: &Scope) -> Result<i64> {
        Ok(universities::count(&scope.tx, self.0.as_deref()).await?)
    }
}

/// Questions about universities.
#[derive(Debug, Default)]
pub struct UniversityQuery;

/// Questions about universities.
#[Object]
impl UniversityQuery {
    /// A university.
    async fn university(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The university's id.")] id: ID,
    ) -> Result<University> {
        let scope = ctx.scope();
        scope.person()?;
        load(scope, scalar::read(Kind::University, &id, "university")?).await
    }
    /// The universities that the viewer may see, by name.
    #[graphql(complexity = "crate::limits::page_cost(first, child_complexity)")]
    async fn universities(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Words in the name.")] search: Option<String>,
        #[graphql(desc = "Rows wanted, 25 unless told, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Go on after this cursor.")] after: Option<String>,
    ) -> Result<UniversityConnection> {
        let scope = ctx.scope();
        scope.person()?;
        let paging = paging(first, after)?;
        let search = words(search)?;
        let page = universities::list(&scope.tx, search.as_deref(), &paging).await?;
        Ok(UniversityConnection::new(
            page,
            &paging,
            CountUniversities(search),
            Into::into,
        ))
    }
}

/// Search words as given: blank is no search, and nobody needs more than 200 characters.
pub(crate) fn words(search: Option<String>) -> Result<Option<String>> {
    let Some(search) = search else {
        return Ok(None);
    };
    if search.chars().count() > 200 || search.contains('\0') {
        return Err(Error::input(
            "search",
            "Search with at most 200 characters.",
        ));
    }
    let search = search.trim();
    Ok((!search.is_empty()).then(|| search.to_owned()))
}
