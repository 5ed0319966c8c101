//! Awards (A1-A5).

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use domain::id::Kind;
use store::casefile;
use uuid::Uuid;

use crate::application::Application;
use crate::connection::{connection, paging};
use crate::context::{Ask, Scope};
use crate::edition::Level;
use crate::error::{Error, Result};
use crate::loaders::{ApplicationKey, AwardProgrammesKey, DeparturesKey};
use crate::programme::Programme;
use crate::scalar::{self, Date};
use crate::university::{self, University};

/// Where an award stands today (A3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::lifecycle::AwardState")]
pub enum AwardState {
    /// Claims its level today.
    InForce,
    /// Its year is over.
    Expired,
    /// A higher level took its place (A2).
    Superseded,
    /// Taken back.
    Withdrawn,
}

/// How a programme departed from an award that names it (A5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::award::Departed")]
pub enum Departed {
    /// It runs no longer.
    Ended,
    /// It runs no longer to the delivery framework that the award was applied for under.
    LeftFramework,
}

/// A programme that an award names and that runs no longer as it did when it was applied for (A5).
#[derive(Debug, Clone, SimpleObject)]
pub struct Departure {
    /// The programme's id.
    programme_id: ID,
    /// The programme's name.
    programme: String,
    /// How it departed.
    how: Departed,
    /// The first day it ran so no longer.
    on: Date,
}

/// An accreditation: in force for a year, whatever it says of itself.
#[derive(Debug, Clone)]
pub struct Award(pub(crate) casefile::Award);

impl From<casefile::Award> for Award {
    fn from(row: casefile::Award) -> Self {
        Self(row)
    }
}

/// The state of an award on a day, by the rule (A3).
pub(crate) fn state_on(
    award: &casefile::Award,
    today: chrono::NaiveDate,
) -> domain::lifecycle::AwardState {
    let ended = |how: &str| {
        award
            .ended_on
            .filter(|_| award.ended_as.as_deref() == Some(how))
    };
    domain::award::state(
        award.awarded_on,
        award.expires_on,
        ended("SUPERSEDED"),
        ended("WITHDRAWN"),
        today,
    )
}

/// An accreditation: in force for a year, whatever it says of itself.
#[Object]
impl Award {
    /// Stable id.
    pub(crate) async fn id(&self) -> ID {
        scalar::show(Kind::Award, self.0.id)
    }
    /// The certificate number, never reused (A3).
    async fn number(&self) -> &str {
        &self.0.number
    }
    /// The level awarded.
    async fn level(&self) -> Level {
        Level {
            code: self.0.level.clone(),
            title: self.0.level_title.clone(),
            rank: self.0.level_rank,
        }
    }
    /// The first day it is in force.
    async fn awarded_on(&self) -> Date {
        Date(self.0.awarded_on)
    }
    /// The first day it is in force no longer (A1).
    async fn expires_on(&self) -> Date {
        Date(self.0.expires_on)
    }
    /// Where it stands today.
    async fn state(&self, ctx: &Context<'_>) -> AwardState {
        state_on(&self.0, ctx.scope().moment.today).into()
    }
    /// Who holds it.
    async fn university(&self, ctx: &Context<'_>) -> Result<University> {
        university::load(ctx.scope(), self.0.university_id).await
    }
    /// The programmes it names; one started later is not covered (A5).
    #[graphql(complexity = "crate::limits::list_cost(2, child_complexity)")]
    async fn programmes(&self, ctx: &Context<'_>) -> Result<Vec<Programme>> {
        let loaders = &ctx.scope().loaders;
        let found = loaders.load_one(AwardProgrammesKey(self.0.id)).await?;
        let named = found.unwrap_or_default();
        Ok(named.iter().cloned().map(Programme::from).collect())
    }
    /// The programmes it names that run no longer as they did when it was applied for (A5); empty where all do.
    #[graphql(complexity = "crate::limits::list_cost(2, child_complexity)")]
    async fn departures(&self, ctx: &Context<'_>) -> Result<Vec<Departure>> {
        let loaders = &ctx.scope().loaders;
        let found = loaders.load_one(DeparturesKey(self.0.id)).await?;
        let departed = found.unwrap_or_default().into_iter();
        departed
            .map(|row| {
                Ok(Departure {
                    programme_id: scalar::show(Kind::Programme, row.programme_id),
                    how: row.how.parse::<domain::award::Departed>()?.into(),
                    programme: row.name,
                    on: Date(row.on_day),
                })
            })
            .collect()
    }
    /// The application it follows from.
    async fn application(&self, ctx: &Context<'_>) -> Result<Application> {
        let found = ctx
            .scope()
            .loaders
            .load_one(ApplicationKey(self.0.application_id))
            .await?;
        found
            .map(Application::from)
            .ok_or(Error::NotFound("application"))
    }
    /// The public page that says whether it holds.
    async fn url(&self, ctx: &Context<'_>) -> String {
        format!("{}/awards/{}", ctx.scope().public_url, self.0.number)
    }
    /// The badge, an SVG that stops claiming when the award stops (A4).
    async fn badge_url(&self, ctx: &Context<'_>) -> String {
        format!("{}/awards/{}.svg", ctx.scope().public_url, self.0.number)
    }
}

connection!(
    /// A page of awards.
    AwardConnection, AwardEdge, Award, CountAwards
);

/// Counts the awards of one university or of all.
pub(crate) struct CountAwards(pub Option<Uuid>);

impl CountAwards {
    async fn count(&self, scope: &Scope) -> Result<i64> {
        Ok(store::awards::count(&scope.tx, self.0).await?)
    }
}

/// Questions about awards.
#[derive(Debug, Default)]
pub struct AwardQuery;

/// Questions about awards.
#[Object]
impl AwardQuery {
    /// The awards that the viewer may see, newest first.
    #[graphql(complexity = "crate::limits::page_cost(first, child_complexity)")]
    async fn awards(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of this university alone.")] university_id: Option<ID>,
        #[graphql(desc = "Rows wanted, 25 unless told, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Go on after this cursor.")] after: Option<String>,
    ) -> Result<AwardConnection> {
        let scope = ctx.scope();
        scope.person()?;
        let paging = paging(first, after)?;
        let university = university::read(university_id)?;
        let page = store::awards::list(&scope.tx, university, &paging).await?;
        Ok(AwardConnection::new(
            page,
            &paging,
            CountAwards(university),
            Into::into,
        ))
    }
}
