//! Assessors as whoever assigns sees them (W1-W3).

mod capacity;
mod declaring;

use async_graphql::{Context, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::assignment::{
    self, Absence, Assessed, AssessorFacts, CaseFacts, Competence, Objection, ProgrammeWeights,
    Running, Subject, objections,
};
use domain::id::Kind;
use domain::lifecycle::ApplicationState;
use store::assessors;

use crate::application::facts::rank;
use crate::connection::{connection, paging};
use crate::context::{Ask, Scope};
use crate::error::{Error, Result};
use crate::loaders::ApplicationKey;
use crate::person::Person;
use crate::reason::Reason;
use crate::scalar::{self, Date};

pub use capacity::CapacityMutation;
pub use declaring::DeclaringMutation;

/// Somebody who judges applications.
#[derive(Debug, Clone)]
pub struct Assessor {
    row: assessors::Assessor,
    points: u32,
    /// The case asked about, and what stands against giving it to them.
    case: Option<(CaseFacts, Vec<Objection>)>,
}

/// Days on which an assessor is away.
#[derive(Debug, Clone, SimpleObject)]
pub struct AssessorAbsence {
    /// The first day away.
    from: Date,
    /// The first day back.
    back_on: Date,
}

/// A conflict with a university that was declared (W1).
#[derive(Debug, Clone, SimpleObject)]
pub struct DeclaredConflict {
    /// The university, by name.
    university: UniversityName,
    /// Why.
    reason: String,
    /// When it was declared.
    declared_at: DateTime<Utc>,
    /// Who declared it, by name.
    declared_by: Option<String>,
}

/// A programme that an assessor coached (W1).
#[derive(Debug, Clone, SimpleObject)]
pub struct CoachedProgramme {
    /// The programme's id.
    programme_id: ID,
    /// What it is called.
    name: String,
    /// Whose it is, by name.
    university: String,
}

/// What a university is called, and nothing else of it.
#[derive(Debug, Clone, SimpleObject)]
pub struct UniversityName {
    /// The university's id.
    id: ID,
    /// What it is called.
    name: String,
}

/// An assessor as assigning looks at them.
pub(crate) fn facts(row: &assessors::Assessor) -> AssessorFacts {
    AssessorFacts {
        id: row.id,
        name: row.name.clone(),
        email: row.email.clone(),
        universities: row.universities.clone(),
        declared: row.conflicts.iter().map(|c| c.university_id).collect(),
        assessed_by: row
            .assessed_by
            .iter()
            .map(|a| Assessed { by: a.by, on: a.on })
            .collect(),
        coached: row.coached.iter().map(|c| c.programme_id).collect(),
        capacity: row.capacity.and_then(|points| u32::try_from(points).ok()),
        absences: row
            .absences
            .iter()
            .map(|absence| Absence {
                from: absence.from,
                until: absence.back,
            })
            .collect(),
        competence: Competence {
            schemes: row.schemes.clone(),
            levels: row.levels.iter().map(|level| rank(*level)).collect(),
            languages: row.languages.clone(),
        },
        uncalibrated: row.uncalibrated,
    }
}

/// A case as assigning looks at it.
pub(crate) async fn case(scope: &Scope, row: &assessors::Case) -> Result<CaseFacts> {
    let edition = scope.edition(row.edition_id).await?.edition;
    let programmes = u32::try_from(row.programmes.len()).unwrap_or(u32::MAX);
    let level = rank(row.level_rank);
    Ok(CaseFacts {
        id: row.id,
        reference: row.reference.clone(),
        state: row.state.parse()?,
        university: row.university_id,
        university_name: row.university.clone(),
        domains: row.domains.clone(),
        programmes: row.programmes.clone(),
        points: weighs(edition.pillars().len(), programmes),
        due_on: row.due_on,
        assessor: row.assessor_id,
        first_marker: row.first_marker,
        second_marker: row.second_marker,
        made: row.made,
        // Whoever marks second goes on: that they began is not to be told by a plan (J6).
        stays: row.second || row.started_on.is_some() || !row.planned,
        subject: Subject {
            scheme: edition.scheme_code().to_owned(),
            scheme_title: edition.scheme_title().to_owned(),
            level,
            level_title: edition
                .level_at(level)
                .map(|level| level.title.clone())
                .unwrap_or_default(),
            language: row.language.clone(),
        },
        running: row
            .at_most
            .and_then(|most| Running::of(&row.decided_by, most)),
        handed_back: row.handed_back.clone(),
    })
}

fn weighs(pillars: usize, programmes: u32) -> u32 {
    assignment::points(pillars, programmes, &ProgrammeWeights::default())
}

/// The points of what an assessor has in hand and works on (W3).
pub(crate) async fn load(scope: &Scope, row: &assessors::Assessor) -> Result<u32> {
    let mut points = 0u32;
    for case in &row.open {
        if assignment::is_open_work(case.state.parse()?) {
            let edition = scope.edition(case.edition_id).await?.edition;
            points = points.saturating_add(weighs(edition.pillars().len(), case.programmes));
        }
    }
    Ok(points)
}

impl Assessor {
    /// An assessor, seen from a case where one is given.
    pub(crate) async fn new(
        scope: &Scope,
        row: assessors::Assessor,
        case: Option<&CaseFacts>,
    ) -> Result<Self> {
        let points = load(scope, &row).await?;
        let case = case.map(|case| {
            let beside = beside(points, &row, case);
            let found = objections(&facts(&row), case, beside, scope.moment.today);
            (case.clone(), found)
        });
        Ok(Self { row, points, case })
    }
}

/// An assessor's points of open work without a case, which may be theirs now.
pub(crate) fn beside(points: u32, row: &assessors::Assessor, case: &CaseFacts) -> u32 {
    if case.assessor == Some(row.id) && assignment::is_open_work(case.state) {
        points.saturating_sub(case.points)
    } else {
        points
    }
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
    async fn open_cases(&self) -> Result<i32> {
        let mut open = 0;
        for case in &self.row.open {
            let state: ApplicationState = case.state.parse()?;
            open += i32::from(assignment::is_open_work(state));
        }
        Ok(open)
    }
    /// The points of those: pillars times what the programmes weigh (W3).
    async fn points(&self) -> i32 {
        i32::try_from(self.points).unwrap_or(i32::MAX)
    }
    /// The most points they take on at a time; null where that is not said (W2).
    async fn capacity(&self) -> Option<i32> {
        self.row.capacity
    }
    /// The levels they judge for, by rank, 1 for the lowest; empty is any.
    async fn levels(&self) -> &[i32] {
        &self.row.levels
    }
    /// The schemes they judge for, by code; empty is any.
    async fn schemes(&self) -> &[String] {
        &self.row.schemes
    }
    /// The languages they judge in, such as en or cy; empty is any.
    async fn languages(&self) -> &[String] {
        &self.row.languages
    }
    /// Counts up with every change of capacity and competence; 0 before they were said.
    async fn version(&self) -> i32 {
        self.row.version
    }
    /// When they are away, today or later, the first absence first (W2).
    async fn absences(&self) -> Vec<AssessorAbsence> {
        let show = |absence: &assessors::Absence| AssessorAbsence {
            from: Date(absence.from),
            back_on: Date(absence.back),
        };
        self.row.absences.iter().map(show).collect()
    }
    /// The conflicts that were declared, by university (W1).
    async fn conflicts(&self) -> Vec<DeclaredConflict> {
        let show = |conflict: &assessors::Conflict| DeclaredConflict {
            university: UniversityName {
                id: scalar::show(Kind::University, conflict.university_id),
                name: conflict.university.clone(),
            },
            reason: conflict.reason.clone(),
            declared_at: conflict.declared_at,
            declared_by: conflict.declared_by.clone(),
        };
        self.row.conflicts.iter().map(show).collect()
    }
    /// The programmes that they coached, by university (W1).
    async fn coached(&self) -> Vec<CoachedProgramme> {
        let show = |coached: &assessors::Coached| CoachedProgramme {
            programme_id: scalar::show(Kind::Programme, coached.programme_id),
            name: coached.programme.clone(),
            university: coached.university.clone(),
        };
        self.row.coached.iter().map(show).collect()
    }
    /// Whether a conflict with the application asked about is declared or known (W1); false where none was asked about.
    async fn conflict(&self) -> bool {
        let found = self.case.iter().flat_map(|(_, found)| found);
        found.into_iter().any(|objection| objection.rule() == "W1")
    }
    /// Everything that stands against giving them the application asked about (W1, W2); empty where none was asked about.
    async fn objections(&self) -> Vec<Reason> {
        let Some((case, found)) = &self.case else {
            return Vec::new();
        };
        let who = facts(&self.row);
        let reasons = found.iter().map(|o| o.reason(&who, case).into());
        reasons.collect()
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
        if scope.viewer.university().is_some() {
            return Ok(0);
        }
        Ok(assessors::count(&scope.tx).await?)
    }
}

/// Questions about assessors.
#[derive(Debug, Default)]
pub struct AssessorQuery;

/// Questions about assessors.
#[Object]
impl AssessorQuery {
    /// The scheme's assessors by name, with their load: all of them for operators and lead assessors; an assessor sees themself only, a university nobody.
    #[graphql(complexity = "crate::limits::page_cost(first, child_complexity)")]
    async fn assessors(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "The application to be assigned, in moderation its second marking: shows what stands against each."
        )]
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
        let mut second = false;
        if let Some(id) = application {
            let found = scope.loaders.load_one(ApplicationKey(id)).await?;
            let found = found.ok_or(Error::NotFound("application"))?;
            // In moderation it is its second marking that is given to somebody (J6).
            second = found.state == ApplicationState::Moderation.as_str();
        }
        if scope.viewer.university().is_some() {
            let nobody = store::Page {
                rows: Vec::new(),
                more: false,
                total: Some(0),
            };
            return Ok(AssessorConnection::new(
                nobody,
                &paging,
                CountAssessors,
                |never: Assessor| never,
            ));
        }
        let case = match application {
            Some(id) => match assessors::case(&scope.tx, id, second).await? {
                Some(row) => Some(case(scope, &row).await?),
                None => None,
            },
            None => None,
        };
        let page = assessors::list(&scope.tx, &paging).await?;
        let mut rows = Vec::with_capacity(page.rows.len());
        for (cursor, row) in page.rows {
            rows.push((cursor, Assessor::new(scope, row, case.as_ref()).await?));
        }
        let page = store::Page {
            rows,
            more: page.more,
            total: page.total,
        };
        Ok(AssessorConnection::new(
            page,
            &paging,
            CountAssessors,
            |shown| shown,
        ))
    }

    /// The first twenty universities by name that have these words in their names, for whoever declares a conflict with one.
    async fn university_names(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Words in the name, 2 characters at least.")] search: String,
    ) -> Result<Vec<UniversityName>> {
        let scope = ctx.scope();
        scope.may(domain::access::Act::DeclareConflict)?;
        let mut fields = domain::input::Fields::new();
        let words = fields.line("search", &search, 2..=100);
        let words = fields.or(words)?;
        let found = assessors::university_names(&scope.tx, &words).await?;
        Ok(found
            .into_iter()
            .map(|row| UniversityName {
                id: scalar::show(Kind::University, row.id),
                name: row.name,
            })
            .collect())
    }
}
