//! What a person may do with an application now: the rules' own answers, asked ahead.

use chrono::NaiveDate;
use domain::access::{self, Act};
use domain::assignment::assignable;
use domain::lifecycle::{
    self, ApplicationAct, ApplicationFacts, ApplicationState, OrderAct, OrderFacts,
};
use futures_util::try_join;
use store::casefile;

use super::facts;
use super::material::Material;
use super::moderating::{self, CaseRole};
use super::{Action, ActionName, Application};
use crate::context::Scope;
use crate::error::{Error, Result};
use crate::university::may_work_on;

/// What the viewer's role does with applications, and whether it may now: the rules' own answers, asked ahead.
pub(super) async fn actions(scope: &Scope, application: &Application) -> Result<Vec<Action>> {
    let row = &application.row;
    let case = scope.case(row.id);
    let edition = scope.edition(row.edition_id).await?.edition;
    let today = scope.moment.today;
    let (material, covered, active, order, moderation) = try_join!(
        Material::of(&case),
        case.programmes(),
        case.active(),
        case.order(),
        application.moderation(scope)
    )?;
    let request_rows = &material.requests;
    let state: ApplicationState = row.state.parse()?;
    let asked = facts::requests(request_rows)?;
    let missing = facts::missing(
        &edition,
        row,
        &material.criteria,
        &material.evidence,
        (&covered, &active),
        today,
    )?;
    let undecided = domain::judgement::undecided(&material.facts(&edition, row, today)?);
    let order = order.as_ref().as_ref();
    let facts = ApplicationFacts {
        missing: &missing,
        paid: order.is_some_and(|order| order.paid_on.is_some()),
        may_start_before_payment: order.is_some_and(|order| order.start_before_reason.is_some()),
        assigned: row.assessor_id.is_some(),
        open_requests: asked
            .iter()
            .filter(|request| !request.state.is_settled(request.due_on, today))
            .count(),
        rounds: request_rows
            .iter()
            .map(|request| facts::rank(request.round))
            .max()
            .unwrap_or(0),
        undecided: &undecided,
        made: row.release_at.is_some(),
        second_marking: None,
        reason: "asked",
    };
    let drafting = match facts::expect_draft(row) {
        Ok(()) => may_work_on(scope, row.id, None).await,
        refused => refused,
    };
    let step = |act| {
        lifecycle::step(facts::state_on(row, &asked, today)?, act, &facts, today)
            .map_err(Error::from)
    };
    let answers = [
        (ActionName::Edit, Act::RateCriterion, drafting),
        (
            ActionName::SetLanguage,
            Act::SetApplicationLanguage,
            lifecycle::says_its_language(state).map_err(Error::from),
        ),
        (
            ActionName::Submit,
            Act::SubmitApplication,
            step(ApplicationAct::Submit).map(drop),
        ),
        (
            ActionName::Withdraw,
            Act::WithdrawApplication,
            step(ApplicationAct::Withdraw).map(drop),
        ),
        (
            ActionName::RecordPayment,
            Act::RecordPayment,
            payable(state, order, today),
        ),
        (
            ActionName::StartBeforePayment,
            Act::StartBeforePayment,
            startable_early(state, order, today),
        ),
        (
            ActionName::Hold,
            Act::HoldApplication,
            step(ApplicationAct::Hold).map(drop),
        ),
        (
            ActionName::Resume,
            Act::ResumeApplication,
            step(ApplicationAct::Resume).map(drop),
        ),
        (
            ActionName::Assign,
            Act::AssignAssessor,
            assignable(state, row.release_at.is_some()).map_err(Error::from),
        ),
        (
            ActionName::RequestEvidence,
            Act::RequestEvidence,
            step(ApplicationAct::RequestEvidence).map(drop),
        ),
        (
            ActionName::Decide,
            Act::DecideApplication,
            lifecycle::may_be_judged(state, row.release_at.is_some())
                .map_err(Error::from)
                .and_then(|()| step(ApplicationAct::Decide).map(drop)),
        ),
    ];
    let moderating = match &moderation {
        Some(read) => moderating::actions(scope, row, &edition, read)?,
        None => Vec::new(),
    };
    let role = CaseRole::of(row, &scope.viewer);
    answers
        .into_iter()
        // Who marks second or moderates neither asks for evidence nor decides.
        .filter(|(_, act, _)| {
            !matches!(act, Act::RequestEvidence | Act::DecideApplication)
                || role.is_none_or(|role| role == CaseRole::FirstAssessor)
        })
        .chain(moderating)
        .filter(|(_, act, _)| access::may(scope.viewer.role(), *act))
        .map(|(name, _, answer)| {
            let reasons = match answer {
                Ok(()) => Vec::new(),
                Err(Error::Refused(refusal)) => refusal.into_reasons(),
                Err(error) => return Err(error),
            };
            Ok(Action::new(name, reasons))
        })
        .collect()
}

/// Whether a payment can be noted now (M7).
pub(crate) fn payable(
    state: ApplicationState,
    order: Option<&casefile::Order>,
    today: NaiveDate,
) -> Result<()> {
    let Some(order) = order else {
        let why = "There is no order yet: it is placed when the application is submitted.";
        return Err(Error::refused("M7", why));
    };
    order_step(OrderAct::Pay, state, order, today)
}

/// Whether an operator may let assessment start before payment (M7).
pub(crate) fn startable_early(
    state: ApplicationState,
    order: Option<&casefile::Order>,
    today: NaiveDate,
) -> Result<()> {
    let Some(order) = order else {
        let why = "Only a submitted application can start before it is paid.";
        return Err(Error::refused("M7", why));
    };
    order_step(OrderAct::LetStart, state, order, today)
}

/// Whether an act is in the order's life now; its reason is asked for elsewhere.
pub(crate) fn order_step(
    act: OrderAct,
    application: ApplicationState,
    order: &casefile::Order,
    today: NaiveDate,
) -> Result<()> {
    let facts = OrderFacts {
        priced: order.net_minor.is_some(),
        application,
        reason: "asked",
    };
    lifecycle::step(facts::order_state(order), act, &facts, today)?;
    Ok(())
}
