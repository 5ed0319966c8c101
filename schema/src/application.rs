//! Applications: requests to be accredited at a level.

mod actions;
mod answer_day;
mod combining;
mod copying;
mod deciding;
mod drafting;
mod excepting;
pub(crate) mod facts;
mod feedback;
mod holding;
mod in_the_way;
mod judging;
mod language;
mod material;
mod moderating;
mod operating;
mod paying;
mod query;
mod releasing;
mod reminding;
mod sampling;
mod scoping;
mod seen;
pub(crate) mod standing;
mod starting;
pub(crate) mod submitting;
pub(crate) mod together;
mod words;

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use chrono::{DateTime, Utc};
use domain::id::Kind;
use domain::lifecycle;
use futures_util::try_join;
use store::applications as rows;

use crate::award::Award;
use crate::context::{Ask, Scope};
use crate::decision::Decision;
use crate::edition::{Edition, Level, level_at};
use crate::error::{Error, Result};
use crate::evidence::Evidence;
use crate::framework::DeliveryFramework;
use crate::loaders::FrameworkKey;
use crate::order::{Order, Price};
use crate::person::Person;
use crate::programme::Programme;
use crate::reason::Reason;
use crate::request::EvidenceRequest;
use crate::scalar::{self, Date};
use crate::university::University;

pub use answer_day::AnswerDay;
pub use combining::{CombinedQuery, CombiningMutation};
pub use copying::CopyingMutation;
pub use deciding::{DecidingMutation, RELEASE_DECISION};
pub use drafting::DraftingMutation;
pub(crate) use drafting::{hold, stale};
pub use excepting::ExceptingMutation;
pub use feedback::{Feedback, FeedbackMutation};
pub use holding::{ApplicationHold, HoldingMutation};
pub(crate) use holding::{let_go_on, put_on_hold};
pub use judging::JudgingMutation;
pub use language::LanguageMutation;
pub use moderating::{CaseRole, ModeratingMutation, PendingDecision, SecondMarking};
pub use operating::OperatingMutation;
pub(crate) use operating::{let_start, order_step};
pub use paying::PayingMutation;
pub use query::{ApplicationFilter, ApplicationQuery, ApplicationSort};
pub use releasing::release;
pub use reminding::RemindingMutation;
pub(crate) use reminding::remind;
pub use sampling::{SampledProgramme, SamplingMutation};
pub use seen::SeenMutation;
pub use standing::{CriterionStanding, PillarStanding, Rating};
pub use starting::StartingMutation;
pub use submitting::SubmittingMutation;
pub use together::TogetherQuery;
pub use words::{
    Action, ActionName, ApplicationKind, ApplicationLanguage, ApplicationScope, ApplicationState,
    Clock, Party,
};

/// A request to be accredited at a level.
#[derive(Debug, Clone)]
pub struct Application {
    pub(crate) row: rows::Application,
}

impl From<rows::Application> for Application {
    fn from(row: rows::Application) -> Self {
        Self { row }
    }
}

impl Application {
    async fn standard(&self, scope: &Scope) -> Result<Arc<domain::Edition>> {
        Ok(scope.edition(self.row.edition_id).await?.edition)
    }

    fn target(&self) -> u8 {
        facts::rank(self.row.level_rank)
    }

    fn state(&self) -> Result<lifecycle::ApplicationState> {
        Ok(self.row.state.parse()?)
    }
}

/// A request to be accredited at a level.
#[Object]
impl Application {
    /// Stable id.
    pub(crate) async fn id(&self) -> ID {
        scalar::show(Kind::Application, self.row.id)
    }
    /// As written on letters; runs per university.
    async fn reference(&self) -> &str {
        &self.row.reference
    }
    /// Who applies.
    async fn university(&self, ctx: &Context<'_>) -> Result<University> {
        let university = ctx.scope().case(self.row.id).university().await?;
        let university = university.as_ref().as_ref().map(University::from);
        university.ok_or(Error::NotFound("university"))
    }
    /// What it covers.
    #[graphql(complexity = "crate::limits::list_cost(2, child_complexity)")]
    async fn programmes(&self, ctx: &Context<'_>) -> Result<Vec<Programme>> {
        let programmes = ctx.scope().case(self.row.id).programmes().await?;
        Ok(programmes.iter().map(Programme::from).collect())
    }
    /// The edition it is pinned to (S1).
    async fn edition(&self, ctx: &Context<'_>) -> Result<Edition> {
        Ok(Edition(ctx.scope().edition(self.row.edition_id).await?))
    }
    /// How many programmes it covers.
    async fn scope(&self) -> Result<ApplicationScope> {
        Ok(self
            .row
            .scope
            .parse::<lifecycle::ApplicationScope>()?
            .into())
    }
    /// The one coordinator or department that leads its programmes, as stated where they share no delivery framework (P4).
    async fn led_by(&self) -> Option<&str> {
        self.row.led_by.as_deref()
    }
    /// What is expected of all of them, as stated where they share no delivery framework (P4).
    async fn expectations(&self) -> Option<&str> {
        self.row.expectations.as_deref()
    }
    /// The delivery framework that all of its several programmes ran to on the day it was sent (P4).
    async fn framework(&self, ctx: &Context<'_>) -> Result<Option<DeliveryFramework>> {
        let Some(id) = self.row.framework_id else {
            return Ok(None);
        };
        let found = ctx.scope().loaders.load_one(FrameworkKey(id)).await?;
        Ok(found.map(DeliveryFramework))
    }
    /// What it is for.
    async fn kind(&self) -> Result<ApplicationKind> {
        Ok(self.row.kind.parse::<domain::ApplicationKind>()?.into())
    }
    /// The language that it is written in; whoever judges it reads it (W2).
    async fn language(&self) -> Result<ApplicationLanguage> {
        let language: lifecycle::ApplicationLanguage = self.row.language.parse()?;
        Ok(language.into())
    }
    /// The level applied for.
    async fn level(&self, ctx: &Context<'_>) -> Result<Level> {
        Ok(level_at(&*self.standard(ctx.scope()).await?, self.target()))
    }
    /// Where it stands.
    #[graphql(name = "state")]
    async fn shown_state(&self) -> Result<ApplicationState> {
        Ok(self.state()?.into())
    }
    /// Whose move it is.
    async fn waiting_on(&self, ctx: &Context<'_>) -> Result<Party> {
        let order = ctx.scope().case(self.row.id).order().await?;
        let order = order.as_ref().as_ref().map(facts::order_state);
        let paid = order.is_some_and(lifecycle::OrderState::may_start);
        Ok(lifecycle::waiting_on(self.state()?, paid, self.row.assessor_id.is_some()).into())
    }
    /// Counts up with every move; a write with an older one is a CONFLICT.
    async fn version(&self) -> i32 {
        self.row.version
    }
    /// When the draft was made.
    async fn created_at(&self) -> DateTime<Utc> {
        self.row.created_at
    }
    /// When anything about it last changed.
    async fn updated_at(&self) -> DateTime<Utc> {
        self.row.updated_at
    }
    /// When it was sent.
    async fn submitted_at(&self) -> Option<DateTime<Utc>> {
        self.row.submitted_at
    }
    /// The day assessment started (M7).
    async fn assessment_started_on(&self) -> Option<Date> {
        self.row.started_on.map(Date)
    }
    /// The day the decision is due: 20 working days after the start (W6).
    async fn due_on(&self) -> Option<Date> {
        self.row.due_on.map(Date)
    }
    /// Since when it is on hold, and why; null while it is not (W6).
    async fn hold(&self, ctx: &Context<'_>) -> Result<Option<ApplicationHold>> {
        holding::now(ctx.scope(), &self.row).await
    }
    /// How the clock of its decision stands; null for a draft, and once it is over (W6).
    async fn clock(&self, ctx: &Context<'_>) -> Result<Option<Clock>> {
        let today = ctx.scope().moment.today;
        let clock = domain::clock::clock(self.state()?, self.row.due_on, today);
        Ok(clock.map(Clock::from))
    }
    /// Whether somebody else did something to it that the viewer has not seen: `markSeen` says that they have.
    async fn unread(&self, ctx: &Context<'_>) -> Result<bool> {
        Ok(*ctx.scope().case(self.row.id).unread().await?)
    }
    /// When it was decided.
    async fn decided_at(&self) -> Option<DateTime<Utc>> {
        self.row.decided_at
    }
    /// Who judges it; null for universities, and until somebody is assigned.
    async fn assessor(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        let assessor = ctx.scope().case(self.row.id).assessor().await?;
        Ok(assessor.as_ref().as_ref().map(Person::from))
    }
    /// What is paid for it; placed when it is submitted.
    async fn order(&self, ctx: &Context<'_>) -> Result<Option<Order>> {
        let order = ctx.scope().case(self.row.id).order().await?;
        Ok(order.as_ref().as_ref().map(Order::from))
    }
    /// What it costs: its order's price, or before submission what it would be today (M1-M4).
    async fn price(&self, ctx: &Context<'_>) -> Result<Price> {
        let scope = ctx.scope();
        let case = scope.case(self.row.id);
        let (order, programmes, lists) = try_join!(case.order(), case.programmes(), case.lists())?;
        if let Some(order) = order.as_ref() {
            return Ok(Order::from(order).price().clone());
        }
        let by = (&*self.standard(scope).await?, &*scope.prices(&lists).await?);
        Ok(facts::quote(by, &self.row, &programmes, scope.moment.today)?.into())
    }
    /// How each pillar stands, in the edition's order.
    #[graphql(complexity = "crate::limits::list_cost(7, child_complexity)")]
    async fn pillars(&self, ctx: &Context<'_>) -> Result<Vec<PillarStanding>> {
        let scope = ctx.scope();
        let edition = self.standard(scope).await?;
        let marks = scope.case(self.row.id).marks().await?;
        standing::pillars(&edition, self.target(), &marks, scope.moment.today)
    }
    /// The level that the self-rating reaches by best fit (J1, J2).
    async fn self_level(&self, ctx: &Context<'_>) -> Result<Option<Level>> {
        let scope = ctx.scope();
        let edition = self.standard(scope).await?;
        let marks = scope.case(self.row.id).marks().await?;
        standing::overall(&edition, self.target(), &facts::self_marks(&marks)?)
    }
    /// The level that the judgements reach by best fit; null until there are any, and hidden from the university until the decision.
    async fn best_fit_level(&self, ctx: &Context<'_>) -> Result<Option<Level>> {
        let scope = ctx.scope();
        let edition = self.standard(scope).await?;
        let marks = scope.case(self.row.id).marks().await?;
        standing::overall(&edition, self.target(), &facts::marks(&marks.judgements)?)
    }
    /// How each criterion up to the level applied for stands, in the standard's order.
    #[graphql(complexity = "crate::limits::list_cost(40, child_complexity)")]
    async fn criteria(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only this pillar's, by number.")] pillar: Option<i32>,
    ) -> Result<Vec<CriterionStanding>> {
        let scope = ctx.scope();
        let case = scope.case(self.row.id);
        let edition = self.standard(scope).await?;
        let (criteria, evidence) = try_join!(case.criteria(), case.evidence())?;
        Ok(edition
            .criteria_up_to(self.target())
            .filter(|criterion| pillar.is_none_or(|number| number == i32::from(criterion.pillar)))
            .map(|criterion| {
                CriterionStanding::new(&edition, criterion, &criteria, &evidence, self.is_locked())
            })
            .collect())
    }
    /// What stands in the way of submitting, as it stands today; empty once submitted.
    async fn missing(&self, ctx: &Context<'_>) -> Result<Vec<Reason>> {
        let missing = in_the_way::of_sending(ctx.scope(), self).await?;
        Ok(missing.into_iter().map(Reason::from).collect())
    }
    /// What is worth a look before submitting or judging: evidence that ends more than a year before (E6).
    async fn warnings(&self, ctx: &Context<'_>) -> Result<Vec<Reason>> {
        let scope = ctx.scope();
        let evidence = scope.case(self.row.id).evidence().await?;
        let on = self.row.submitted_on.unwrap_or(scope.moment.today);
        let warnings = facts::warnings(&evidence, on)?;
        Ok(warnings.into_iter().map(Reason::from).collect())
    }
    /// What stands in the way of deciding (J3, J5); for its assessor, empty for everybody else.
    async fn undecided(&self, ctx: &Context<'_>) -> Result<Vec<Reason>> {
        let undecided = in_the_way::of_deciding(ctx.scope(), self).await?;
        Ok(undecided.into_iter().map(Reason::from).collect())
    }
    /// Everything attached to it, oldest first.
    #[graphql(complexity = "crate::limits::list_cost(20, child_complexity)")]
    async fn evidence(&self, ctx: &Context<'_>) -> Result<Vec<Evidence>> {
        let scope = ctx.scope();
        let case = scope.case(self.row.id);
        let (evidence, requests) = try_join!(case.evidence(), case.requests())?;
        Ok(evidence
            .iter()
            .map(|item| Evidence::new(item.clone(), facts::is_locked(&self.row, item, &requests)))
            .collect())
    }
    /// The programmes that its assessor looks at more closely, and what was found; shown to the university with the decision (J7).
    #[graphql(complexity = "crate::limits::list_cost(2, child_complexity)")]
    async fn sample(&self, ctx: &Context<'_>) -> Result<Vec<SampledProgramme>> {
        let sample = ctx.scope().case(self.row.id).sample().await?;
        sampling::shown(&sample)
    }
    /// What the assessor asked for, oldest first.
    #[graphql(complexity = "crate::limits::list_cost(2, child_complexity)")]
    async fn requests(&self, ctx: &Context<'_>) -> Result<Vec<EvidenceRequest>> {
        let case = ctx.scope().case(self.row.id);
        // What is asked of the requests comes with them, in the same statement.
        let (requests, evidence) = if ctx.look_ahead().field("evidence").exists() {
            let (requests, evidence) = try_join!(case.requests(), case.evidence())?;
            (requests, Some(evidence))
        } else {
            (case.requests().await?, None)
        };
        Ok(requests
            .iter()
            .map(|request| EvidenceRequest(request.clone(), evidence.clone()))
            .collect())
    }
    /// What its assessor could tell the university, and has written so far; null for everybody else.
    async fn feedback(&self, ctx: &Context<'_>) -> Result<Option<Feedback>> {
        feedback::of(ctx.scope(), &self.row).await
    }
    /// A day to answer an evidence request by, looked at before it is asked: the one proposed where none is given.
    async fn answer_day(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The day; left out: ten working days from today.")] on: Option<Date>,
    ) -> AnswerDay {
        AnswerDay::new(ctx.scope().moment.today, on.map(|day| day.0))
    }
    /// How it was decided, in words and data (J7).
    async fn decision(&self, ctx: &Context<'_>) -> Result<Option<Decision>> {
        let scope = ctx.scope();
        let decision = scope.case(self.row.id).decision().await?;
        let Some(decision) = decision.as_ref() else {
            return Ok(None);
        };
        Ok(Some(Decision::new(
            self.standard(scope).await?,
            decision.clone(),
        )))
    }
    /// The decision that was made and is not released yet (J6); null for a university.
    async fn pending_decision(&self, ctx: &Context<'_>) -> Result<Option<PendingDecision>> {
        self.shown_pending(ctx.scope()).await
    }
    /// How far its second marking has come, where it was sampled (J6); null for a university.
    async fn second_marking(&self, ctx: &Context<'_>) -> Result<Option<SecondMarking>> {
        self.shown_second(ctx.scope()).await
    }
    /// What the viewer does in it as an assessor; null for everybody else.
    async fn my_role(&self, ctx: &Context<'_>) -> Option<CaseRole> {
        CaseRole::of(&self.row, &ctx.scope().viewer)
    }
    /// The award that followed.
    async fn award(&self, ctx: &Context<'_>) -> Result<Option<Award>> {
        let award = ctx.scope().case(self.row.id).award().await?;
        Ok(award.as_ref().clone().map(Award))
    }
    /// What the viewer's role does with applications, and whether it may now.
    async fn actions(&self, ctx: &Context<'_>) -> Result<Vec<Action>> {
        actions::actions(ctx.scope(), self).await
    }
}

impl Application {
    fn is_locked(&self) -> bool {
        self.row.state != "DRAFT"
    }
}
