//! Assessors as whoever assigns sees them (W1-W3).

use async_graphql::{Context, ID, Object};
use domain::assignment::{
    self, AssessorFacts, CaseFacts, Competence, ProgrammeWeights, Subject, objections,
};
use domain::id::Kind;
use store::applications as rows;
use store::assessors;

use crate::application::facts::rank;
use crate::connection::{connection, paging};
use crate::context::{Ask, Scope};
use crate::error::{Error, Result};
use crate::loaders::ApplicationKey;
use crate::person::Person;
use crate::scalar;

/// Somebody who judges applications.
#[derive(Debug, Clone)]
pub struct Assessor {
    row: assessors::Assessor,
    conflict: bool,
}

/// An assessor as assigning looks at them.
pub(crate) fn facts(row: &assessors::Assessor) -> AssessorFacts {
    AssessorFacts {
        id: row.id,
        name: row.name.clone(),
        email: row.email.clone(),
        universities: row.universities.clone(),
        declared: Vec::new(),
        assessed_by: Vec::new(),
        coached: Vec::new(),
        capacity: None,
        absences: Vec::new(),
        competence: Competence::default(),
    }
}

/// The case that an assessor was read beside, as assigning looks at it.
pub(crate) async fn case(
    scope: &Scope,
    row: &rows::Application,
    beside: &assessors::Assessor,
) -> Result<CaseFacts> {
    let edition = scope.edition(row.edition_id).await?.edition;
    let count = u32::try_from(beside.case_programmes.len()).unwrap_or(u32::MAX);
    let weights = ProgrammeWeights::default();
    let level = rank(row.level_rank);
    Ok(CaseFacts {
        id: row.id,
        reference: row.reference.clone(),
        state: row.state.parse()?,
        university: row.university_id,
        university_name: beside.case_university.clone().unwrap_or_default(),
        domains: beside.case_domains.clone(),
        programmes: beside.case_programmes.clone(),
        points: assignment::points(edition.pillars().len(), count, &weights),
        due_on: row.due_on,
        assessor: row.assessor_id,
        first_marker: None,
        stays: row.started_on.is_some(),
        subject: Subject {
            scheme: edition.scheme_code().to_owned(),
            scheme_title: edition.scheme_title().to_owned(),
            level,
            level_title: edition
                .level_at(level)
                .map_or_else(|| row.level.clone(), |level| level.title.clone()),
            language: "en".to_owned(),
        },
        running: None,
        handed_back: Vec::new(),
    })
}

/// Somebody who judges applications.
#[Object]
impl Assessor {
    /// Who.
    async fn person(&self) -> Person {
        Person {
            id: self.row.id,
            name: self.row.name.clone(),
            email: self.row.email.clone(),
        }
    }
    /// A lead assessor, who also moderates.
    async fn lead(&self) -> bool {
        self.row.lead
    }
    /// Cases that wait for them; those that wait for the university do not count (W3).
    async fn open_cases(&self) -> i32 {
        i32::try_from(self.row.open_cases).unwrap_or(i32::MAX)
    }
    /// A known conflict with the application asked about (W1); false where none was asked about.
    async fn conflict(&self) -> bool {
        self.conflict
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
        let asked = match application {
            Some(id) => {
                let found = scope.loaders.load_one(ApplicationKey(id)).await?;
                Some(found.ok_or(Error::NotFound("application"))?)
            }
            None => None,
        };
        let today = scope.moment.today;
        let page = assessors::list(&scope.tx, application, &paging).await?;
        // Every row says the same of the case.
        let case = match (&asked, page.rows.first()) {
            (Some(row), Some((_, beside))) => Some(case(scope, row, beside).await?),
            _ => None,
        };
        Ok(AssessorConnection::new(
            page,
            &paging,
            CountAssessors,
            |row| {
                let tied = |case| {
                    let found = objections(&facts(&row), case, 0, today);
                    found.iter().any(|objection| objection.rule() == "W1")
                };
                Assessor {
                    conflict: case.as_ref().is_some_and(tied),
                    row,
                }
            },
        ))
    }
}
