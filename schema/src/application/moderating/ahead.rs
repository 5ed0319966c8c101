//! What deciding and moderating allow now: the rules' own answers, asked ahead.

use domain::access::Act;
use domain::lifecycle;
use domain::{Reasons, judgement, moderation};
use store::applications as rows;
use store::casefile;

use super::CaseRole;
use super::mutation::{expect_difference, expect_to_moderate};
use crate::application::deciding::expect_recallable;
use crate::application::{ActionName, facts};
use crate::context::Scope;
use crate::error::{Error, Result};

/// An act, its guard, and the rules' answer to it now.
pub(in crate::application) type Asked = (ActionName, Act, Result<()>);

/// What deciding and moderating ask for, asked ahead; for who works on the case, and nobody else.
pub(in crate::application) fn actions(
    scope: &Scope,
    row: &rows::Application,
    edition: &domain::Edition,
    read: &casefile::Moderation,
) -> Result<Vec<Asked>> {
    let state: lifecycle::ApplicationState = row.state.parse()?;
    let marking = facts::second_marking(read);
    let second = || moderation::may_mark_second(state, marking).map_err(Error::from);
    let answers = match CaseRole::of(row, &scope.viewer) {
        None => vec![(
            ActionName::AssignSecond,
            Act::AssignSecondAssessor,
            second(),
        )],
        Some(CaseRole::FirstAssessor) => {
            let judge = lifecycle::may_be_judged(state, row.release_at.is_some());
            let recall = expect_recallable(row);
            vec![
                (
                    ActionName::Judge,
                    Act::JudgeCriterion,
                    judge.map_err(Error::from),
                ),
                (ActionName::Recall, Act::RecallDecision, recall),
            ]
        }
        Some(CaseRole::SecondAssessor) => {
            let record = facts::second_record(read, row)?;
            let mut missing =
                Reasons::from(judgement::unmarked(edition, &record, scope.moment.today));
            if let Err(refusal) = moderation::may_mark_second(state, marking) {
                missing = Reasons::from(refusal.into_reasons());
            }
            vec![
                (ActionName::Judge, Act::JudgeCriterion, second()),
                (
                    ActionName::SubmitSecond,
                    Act::SubmitSecondMarking,
                    missing.or(()).map_err(Error::from),
                ),
            ]
        }
        Some(CaseRole::Moderator) => {
            let moderate = || expect_to_moderate(scope, row, read);
            let differs = moderate().and_then(|()| expect_difference(marking));
            vec![
                (
                    ActionName::AssignSecond,
                    Act::AssignSecondAssessor,
                    second(),
                ),
                (ActionName::Settle, Act::SettleDifference, differs),
                (ActionName::SendBack, Act::SendBack, moderate()),
            ]
        }
    };
    // What belongs to another state altogether is not offered.
    let in_moderation = state == lifecycle::ApplicationState::Moderation;
    let offered = |(name, _, _): &Asked| match name {
        ActionName::Judge => true,
        ActionName::Recall => row.release_at.is_some(),
        _ => in_moderation,
    };
    Ok(answers.into_iter().filter(offered).collect())
}
