//! Mentoring programmes (P1-P4).

mod mutation;

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use chrono::NaiveDate;
use domain::eligibility::{self, Hold, ProgrammeFacts};
use domain::id::{self, Kind};
use domain::lifecycle;
use store::{Viewer, casefile, programmes};
use uuid::Uuid;

use crate::application::{Application, ApplicationKind};
use crate::award::{self, Award};
use crate::connection::{connection, paging};
use crate::context::{Ask, Scope};
use crate::edition::Level;
use crate::error::{Error, Result};
use crate::framework::DeliveryFramework;
use crate::loaders::{ApplicationKey, FrameworkKey, ProgrammeKey, StandingKey};
use crate::reason::Reason;
use crate::scalar::{self, Date};
use crate::university::{self, University};

pub use mutation::ProgrammeMutation;

/// Who mentors whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::programme::Direction")]
pub enum Direction {
    /// Staff mentor staff.
    StaffToStaff,
    /// Staff mentor students.
    StaffToStudent,
    /// Students mentor staff.
    StudentToStaff,
    /// Students mentor students.
    StudentToStudent,
}

/// A mentoring programme with a single purpose (P1).
#[derive(Debug, Clone)]
pub struct Programme {
    pub(crate) row: programmes::Programme,
}

impl From<programmes::Programme> for Programme {
    fn from(row: programmes::Programme) -> Self {
        Self { row }
    }
}

impl From<&casefile::Programme> for Programme {
    fn from(row: &casefile::Programme) -> Self {
        Self { row: row.row() }
    }
}

/// A programme as eligibility looks at it.
pub fn facts(
    id: Uuid,
    name: &str,
    (started_on, ended_on): (NaiveDate, Option<NaiveDate>),
    mentors: i32,
    holds: &[casefile::Award],
) -> ProgrammeFacts {
    ProgrammeFacts {
        id: id::encode(Kind::Programme, id),
        name: name.to_owned(),
        started_on,
        ended_on,
        mentors: u32::try_from(mentors).unwrap_or(0),
        holds: holds.iter().map(hold).collect(),
    }
}

/// The same of its row.
pub(crate) fn facts_of(row: &programmes::Programme, holds: &[casefile::Award]) -> ProgrammeFacts {
    let days = (row.started_on, row.ended_on);
    facts(row.id, &row.name, days, row.mentors, holds)
}

fn hold(award: &casefile::Award) -> Hold {
    Hold {
        level_rank: u8::try_from(award.level_rank).unwrap_or(0),
        awarded_on: award.awarded_on,
        expires_on: award.expires_on,
        withdrawn_or_superseded_on: award.ended_on,
    }
}

/// What a programme may apply for today (G4).
#[derive(Debug, Clone, SimpleObject)]
pub struct Eligibility {
    /// One answer for every level of the edition in force, lowest first.
    options: Vec<EligibilityOption>,
}

/// Whether an application at a level would be taken today.
#[derive(Debug, Clone, SimpleObject)]
pub struct EligibilityOption {
    /// The level.
    level: Level,
    /// What the application would be.
    kind: ApplicationKind,
    /// Whether it would be taken.
    allowed: bool,
    /// Every rule in the way; empty where allowed.
    reasons: Vec<Reason>,
    /// The first day it would be taken, as things stand; null where that is not known.
    first_day: Option<Date>,
}

/// A mentoring programme with a single purpose (P1).
#[Object]
impl Programme {
    /// Stable id.
    pub(crate) async fn id(&self) -> ID {
        scalar::show(Kind::Programme, self.row.id)
    }
    /// Whose it is.
    async fn university(&self, ctx: &Context<'_>) -> Result<University> {
        university::load(ctx.scope(), self.row.university_id).await
    }
    /// What it is called.
    async fn name(&self) -> &str {
        &self.row.name
    }
    /// Its one purpose.
    async fn purpose(&self) -> &str {
        &self.row.purpose
    }
    /// Who mentors whom.
    async fn directions(&self) -> Result<Vec<Direction>> {
        let parse = |code: &String| Ok(code.parse::<domain::programme::Direction>()?.into());
        self.row.directions.iter().map(parse).collect()
    }
    /// How many mentors it has.
    async fn mentors(&self) -> i32 {
        self.row.mentors
    }
    /// The day it started, or will (P2).
    async fn started_on(&self) -> Date {
        Date(self.row.started_on)
    }
    /// Who runs it.
    async fn coordinator(&self) -> Option<&str> {
        self.row.coordinator.as_deref()
    }
    /// The first day it runs no longer; null where it goes on.
    async fn ended_on(&self) -> Option<Date> {
        self.row.ended_on.map(Date)
    }
    /// The delivery framework it runs to; null where it runs to none (P4).
    async fn framework(&self, ctx: &Context<'_>) -> Result<Option<DeliveryFramework>> {
        let Some(id) = self.row.framework_id else {
            return Ok(None);
        };
        let found = ctx.scope().loaders.load_one(FrameworkKey(id)).await?;
        Ok(found.map(DeliveryFramework))
    }
    /// It has so many mentors that its price is a tailored quote (P3).
    async fn large(&self, ctx: &Context<'_>) -> Result<bool> {
        let mentors = u32::try_from(self.row.mentors).unwrap_or(0);
        let current = ctx.scope().edition_of(self.row.university_id).await?;
        Ok(current
            .is_some_and(|published| domain::programme::is_large(&published.edition, mentors)))
    }
    /// Counts up with every change; give it back with the next.
    async fn version(&self) -> i32 {
        self.row.version
    }
    /// Its award in force today, if any.
    async fn award(&self, ctx: &Context<'_>) -> Result<Option<Award>> {
        let scope = ctx.scope();
        let standing = scope.loaders.load_one(StandingKey(self.row.id)).await?;
        let today = scope.moment.today;
        let in_force = |a: &&casefile::Award| {
            award::state_on(a, today) == lifecycle::AwardState::InForce && a.awarded_on <= today
        };
        Ok(standing.and_then(|s| {
            s.holds
                .iter()
                .filter(in_force)
                .max_by_key(|a| a.level_rank)
                .cloned()
                .map(Award)
        }))
    }
    /// What it may apply for today, and if not, why (G1-G4).
    async fn eligibility(&self, ctx: &Context<'_>) -> Result<Eligibility> {
        let scope = ctx.scope();
        // Both at once: whoever else asks where the programme stands shares the statement.
        let (published, standing) = futures_util::try_join!(
            scope.edition_of(self.row.university_id),
            scope.loaders.load_one(StandingKey(self.row.id))
        )?;
        let Some(published) = published else {
            return Ok(Eligibility {
                options: Vec::new(),
            });
        };
        let holds = standing
            .as_ref()
            .map(|s| s.holds.as_slice())
            .unwrap_or_default();
        let facts = facts_of(&self.row, holds);
        let options = eligibility::options(&published.edition, &[facts], scope.moment.today);
        Ok(Eligibility {
            options: options
                .into_iter()
                .map(|(level, answer)| EligibilityOption {
                    level: Level::from(&level),
                    kind: answer.kind.into(),
                    allowed: answer.allowed,
                    reasons: answer.reasons.into_iter().map(Reason::from).collect(),
                    first_day: answer.first_day.map(Date),
                })
                .collect(),
        })
    }
    /// The application it has open, if any.
    async fn open_application(&self, ctx: &Context<'_>) -> Result<Option<Application>> {
        let scope = ctx.scope();
        let standing = scope.loaders.load_one(StandingKey(self.row.id)).await?;
        let Some(id) = standing.and_then(|s| s.open_application) else {
            return Ok(None);
        };
        Ok(scope
            .loaders
            .load_one(ApplicationKey(id))
            .await?
            .map(Application::from))
    }
}

connection!(
    /// A page of programmes.
    ProgrammeConnection, ProgrammeEdge, Programme, CountProgrammes
);

/// Counts the programmes of one university or of all.
pub(crate) struct CountProgrammes(pub Option<Uuid>);

impl CountProgrammes {
    async fn count(&self, scope: &Scope) -> Result<i64> {
        Ok(programmes::count(&scope.tx, self.0).await?)
    }
}

/// Questions about programmes.
#[derive(Debug, Default)]
pub struct ProgrammeQuery;

/// Questions about programmes.
#[Object]
impl ProgrammeQuery {
    /// A programme.
    async fn programme(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The programme's id.")] id: ID,
    ) -> Result<Programme> {
        let scope = ctx.scope();
        scope.person()?;
        let id = scalar::read(Kind::Programme, &id, "programme")?;
        let found = scope.loaders.load_one(ProgrammeKey(id)).await?;
        found
            .map(Programme::from)
            .ok_or(Error::NotFound("programme"))
    }
    /// The programmes that the viewer may see, by name.
    #[graphql(complexity = "crate::limits::page_cost(first, child_complexity)")]
    async fn programmes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of this university alone.")] university_id: Option<ID>,
        #[graphql(desc = "Rows wanted, 25 unless told, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Go on after this cursor.")] after: Option<String>,
    ) -> Result<ProgrammeConnection> {
        let scope = ctx.scope();
        scope.person()?;
        let paging = paging(first, after)?;
        let university = university::read(university_id)?;
        let of_cases = matches!(scope.viewer, Viewer::Assessor { .. });
        let page = programmes::list(&scope.tx, university, of_cases, &paging).await?;
        Ok(ProgrammeConnection::new(
            page,
            &paging,
            CountProgrammes(university),
            Into::into,
        ))
    }
}
