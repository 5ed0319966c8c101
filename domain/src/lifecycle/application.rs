//! The life of an application.

use super::{ApplicationState, MOST_ROUNDS, Party};
use crate::code::code_enum;
use crate::input::is_blank;
use crate::refusal::{Reason, Reasons, Refusal};

code_enum! {
    /// What may happen to an application.
    pub enum ApplicationAct {
        /// The university sends it.
        Submit = "SUBMIT",
        /// Its assessor begins.
        Start = "START",
        /// The assessor asks for evidence.
        RequestEvidence = "REQUEST_EVIDENCE",
        /// A request was answered or lapsed.
        EvidenceSettled = "EVIDENCE_SETTLED",
        /// It is paused.
        Hold = "HOLD",
        /// It goes on.
        Resume = "RESUME",
        /// It is sampled for a second look before release (J6).
        Moderate = "MODERATE",
        /// It is decided.
        Decide = "DECIDE",
        /// It is given up.
        Withdraw = "WITHDRAW",
    }
}

/// What the guards of an application's life look at.
#[derive(Debug, Clone, Default)]
pub struct ApplicationFacts<'a> {
    /// What stands in the way of submitting; see [`crate::submission::missing`].
    pub missing: &'a [Reason],
    /// Whether the order is paid (M7).
    pub paid: bool,
    /// Whether an operator let assessment start before payment (M7).
    pub may_start_before_payment: bool,
    /// Whether it has an assessor.
    pub assigned: bool,
    /// Evidence requests that are open and not past their due date.
    pub open_requests: usize,
    /// The round of the latest evidence request; 0 before the first.
    pub rounds: u8,
    /// What stands in the way of deciding; see [`crate::judgement::undecided`].
    pub undecided: &'a [Reason],
    /// Why it is paused or withdrawn.
    pub reason: &'a str,
}

/// The next state of an application.
///
/// # Errors
/// Refuses an act that is not in its life (L1), and gives every guard that stands in the way.
pub fn step(
    state: ApplicationState,
    act: ApplicationAct,
    facts: &ApplicationFacts<'_>,
) -> Result<ApplicationState, Refusal> {
    use ApplicationAct as Act;
    use ApplicationState as S;
    let mut reasons = Reasons::new();
    let next = match (state, act) {
        (S::Draft, Act::Submit) => {
            reasons.extend(facts.missing.iter().cloned());
            S::Submitted
        }
        (S::Submitted, Act::Start) => {
            reasons.require(facts.paid || facts.may_start_before_payment, || {
                Reason::new(
                    "M7",
                    "The order is not paid: mark it paid, or let assessment start before payment.",
                )
            });
            reasons.require(facts.assigned, || {
                Reason::new("W1", "Nobody is assigned: assign an assessor first.")
            });
            S::InAssessment
        }
        (S::InAssessment, Act::RequestEvidence) => {
            reasons.require(facts.rounds < MOST_ROUNDS, || {
                Reason::new(
                    "L1",
                    format!("Evidence has been asked for {MOST_ROUNDS} times already."),
                )
            });
            S::AwaitingEvidence
        }
        (S::AwaitingEvidence, Act::RequestEvidence) => S::AwaitingEvidence,
        (S::AwaitingEvidence, Act::EvidenceSettled) if facts.open_requests > 0 => {
            S::AwaitingEvidence
        }
        (S::AwaitingEvidence, Act::EvidenceSettled) => S::InAssessment,
        (S::InAssessment, Act::Hold) => {
            reasons.require(!is_blank(facts.reason), || reason_needed("put on hold"));
            S::OnHold
        }
        (S::OnHold, Act::Resume) => S::InAssessment,
        (S::InAssessment, Act::Moderate) => {
            reasons.extend(facts.undecided.iter().cloned());
            S::Moderation
        }
        // A request past its due date holds nothing up, whether it was marked lapsed or not (J5).
        (S::AwaitingEvidence, Act::Decide) if facts.open_requests > 0 => {
            return Err(refused(state, act));
        }
        (S::InAssessment | S::AwaitingEvidence | S::Moderation, Act::Decide) => {
            reasons.extend(facts.undecided.iter().cloned());
            S::Decided
        }
        (S::Decided | S::Withdrawn, _) => return Err(refused(state, act)),
        (_, Act::Withdraw) => {
            reasons.require(!is_blank(facts.reason), || reason_needed("withdrawn"));
            S::Withdrawn
        }
        _ => return Err(refused(state, act)),
    };
    reasons.or(next)
}

fn reason_needed(what: &str) -> Reason {
    Reason::new("L1", format!("Say why the application is {what}.")).about("reason")
}

fn refused(state: ApplicationState, act: ApplicationAct) -> Refusal {
    let what = match act {
        ApplicationAct::Submit => "be submitted",
        ApplicationAct::Start => "start being assessed",
        ApplicationAct::RequestEvidence => "have evidence requested",
        ApplicationAct::EvidenceSettled => "have its evidence settled",
        ApplicationAct::Hold => "be put on hold",
        ApplicationAct::Resume => "be resumed",
        ApplicationAct::Moderate => "be moderated",
        ApplicationAct::Decide => "be decided",
        ApplicationAct::Withdraw => "be withdrawn",
    };
    let (rule, more) = match (state, act) {
        (ApplicationState::Decided, _) => ("J6", " There is no appeal."),
        (ApplicationState::AwaitingEvidence, ApplicationAct::Decide) => {
            ("J5", " Wait for the answer or for the due date to pass.")
        }
        _ => ("L1", ""),
    };
    let message = format!(
        "The application is {}, so it cannot {what}.{more}",
        state.in_words()
    );
    let facts = serde_json::json!({ "state": state, "act": act });
    Reason::new(rule, message).with(facts).into()
}

/// Whose move it is.
///
/// A submitted application waits for the operator until somebody is assigned, then for the
/// university's payment. One on hold waits for the operator.
pub const fn waiting_on(state: ApplicationState, paid: bool, assigned: bool) -> Party {
    match state {
        ApplicationState::Draft | ApplicationState::AwaitingEvidence => Party::University,
        ApplicationState::Submitted if !assigned => Party::Operator,
        ApplicationState::Submitted if !paid => Party::University,
        ApplicationState::Submitted
        | ApplicationState::InAssessment
        | ApplicationState::Moderation => Party::Assessor,
        ApplicationState::OnHold => Party::Operator,
        ApplicationState::Decided | ApplicationState::Withdrawn => Party::Nobody,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ApplicationAct as Act;
    use ApplicationState as S;

    /// Facts under which no guard stands in the way.
    fn clear() -> ApplicationFacts<'static> {
        ApplicationFacts {
            paid: true,
            assigned: true,
            rounds: 1,
            reason: "Asked by the university.",
            ..ApplicationFacts::default()
        }
    }

    #[test]
    fn l1_an_application_moves_only_along_its_life() {
        let moves = [
            (S::Draft, Act::Submit, S::Submitted),
            (S::Draft, Act::Withdraw, S::Withdrawn),
            (S::Submitted, Act::Start, S::InAssessment),
            (S::Submitted, Act::Withdraw, S::Withdrawn),
            (S::InAssessment, Act::RequestEvidence, S::AwaitingEvidence),
            (S::InAssessment, Act::Hold, S::OnHold),
            (S::InAssessment, Act::Moderate, S::Moderation),
            (S::InAssessment, Act::Decide, S::Decided),
            (S::InAssessment, Act::Withdraw, S::Withdrawn),
            (
                S::AwaitingEvidence,
                Act::RequestEvidence,
                S::AwaitingEvidence,
            ),
            (S::AwaitingEvidence, Act::EvidenceSettled, S::InAssessment),
            (S::AwaitingEvidence, Act::Decide, S::Decided),
            (S::AwaitingEvidence, Act::Withdraw, S::Withdrawn),
            (S::Moderation, Act::Decide, S::Decided),
            (S::Moderation, Act::Withdraw, S::Withdrawn),
            (S::OnHold, Act::Resume, S::InAssessment),
            (S::OnHold, Act::Withdraw, S::Withdrawn),
        ];
        for state in S::ALL {
            for act in Act::ALL {
                let listed = moves.iter().find(|(s, a, _)| s == state && a == act);
                let next = step(*state, *act, &clear());
                assert_eq!(next.ok(), listed.map(|m| m.2), "{state} {act}");
            }
        }
    }

    #[test]
    fn l1_an_incomplete_application_is_refused_with_every_reason() {
        let missing = [Reason::new("G1", "One."), Reason::new("P2", "Two.")];
        let facts = ApplicationFacts {
            missing: &missing,
            ..clear()
        };
        let refusal = step(S::Draft, Act::Submit, &facts).unwrap_err();
        assert_eq!(refusal.reasons(), missing);
    }

    #[test]
    fn m7_assessment_starts_when_paid_or_let_start() {
        for (paid, early, assigned, rules) in [
            (true, false, true, vec![]),
            (false, true, true, vec![]),
            (false, false, true, vec!["M7"]),
            (true, false, false, vec!["W1"]),
            (false, false, false, vec!["M7", "W1"]),
        ] {
            let facts = ApplicationFacts {
                paid,
                may_start_before_payment: early,
                assigned,
                ..clear()
            };
            let found = match step(S::Submitted, Act::Start, &facts) {
                Ok(state) => {
                    assert_eq!(state, S::InAssessment);
                    vec![]
                }
                Err(refusal) => refusal.reasons().iter().map(|r| r.rule).collect(),
            };
            assert_eq!(found, rules);
        }
    }

    #[test]
    fn l1_a_fourth_round_of_requests_is_refused() {
        let facts = ApplicationFacts {
            rounds: 3,
            ..clear()
        };
        assert!(step(S::InAssessment, Act::RequestEvidence, &facts).is_err());
    }

    #[test]
    fn l1_evidence_is_settled_when_the_last_request_is() {
        let facts = ApplicationFacts {
            open_requests: 1,
            ..clear()
        };
        let next = step(S::AwaitingEvidence, Act::EvidenceSettled, &facts);
        assert_eq!(next, Ok(S::AwaitingEvidence));
    }

    #[test]
    fn l1_holding_and_withdrawing_need_a_reason() {
        let facts = ApplicationFacts {
            reason: " \n",
            ..clear()
        };
        for (state, act) in [(S::InAssessment, Act::Hold), (S::Submitted, Act::Withdraw)] {
            let refusal = step(state, act, &facts).unwrap_err();
            assert_eq!(refusal.reasons()[0].field.as_deref(), Some("reason"));
        }
    }

    #[test]
    fn j5_nothing_is_decided_while_evidence_is_awaited() {
        let facts = ApplicationFacts {
            open_requests: 1,
            ..clear()
        };
        let refusal = step(S::AwaitingEvidence, Act::Decide, &facts).unwrap_err();
        assert!(refusal.names("J5"), "{refusal}");
    }

    #[test]
    fn j6_there_is_no_appeal() {
        for act in Act::ALL {
            let refusal = step(S::Decided, *act, &clear()).unwrap_err();
            assert!(refusal.names("J6"), "{refusal}");
        }
    }

    #[test]
    fn everybody_knows_whose_move_it_is() {
        for (state, paid, assigned, party) in [
            (S::Draft, false, false, Party::University),
            (S::Submitted, false, false, Party::Operator),
            (S::Submitted, true, false, Party::Operator),
            (S::Submitted, false, true, Party::University),
            (S::InAssessment, true, true, Party::Assessor),
            (S::AwaitingEvidence, true, true, Party::University),
            (S::Moderation, true, true, Party::Assessor),
            (S::OnHold, true, true, Party::Operator),
            (S::Decided, true, true, Party::Nobody),
            (S::Withdrawn, false, false, Party::Nobody),
        ] {
            assert_eq!(waiting_on(state, paid, assigned), party, "{state}");
        }
    }
}
