//! The life of an application.

use super::{Guard, Life, MOST_ROUNDS, Move, Party, row};
use crate::code::code_enum;
use crate::input::is_blank;
use crate::refusal::{Reason, Reasons, Refusal, facts};
use crate::words;

code_enum! {
    /// Where an application stands.
    pub enum ApplicationState {
        /// Being filled in by the university.
        Draft = "DRAFT",
        /// Sent; not yet being assessed.
        Submitted = "SUBMITTED",
        /// With its assessor.
        InAssessment = "IN_ASSESSMENT",
        /// An evidence request is open.
        AwaitingEvidence = "AWAITING_EVIDENCE",
        /// Judged, and looked at by a second pair of eyes before release (J6).
        Moderation = "MODERATION",
        /// Paused, with a reason.
        OnHold = "ON_HOLD",
        /// Decided: the end of its life.
        Decided = "DECIDED",
        /// Given up before a decision.
        Withdrawn = "WITHDRAWN",
    }
}

impl ApplicationState {
    /// Whether its life is over.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Decided | Self::Withdrawn)
    }

    /// Whether its assessor may judge criteria and confirm outcomes (J3).
    pub const fn may_be_judged(self) -> bool {
        matches!(self, Self::InAssessment | Self::AwaitingEvidence)
    }

    /// As people say it, such as `in assessment`.
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Draft => "a draft",
            Self::Submitted => "submitted and not yet in assessment",
            Self::InAssessment => "in assessment",
            Self::AwaitingEvidence => "awaiting evidence",
            Self::Moderation => "in moderation",
            Self::OnHold => "on hold",
            Self::Decided => "decided",
            Self::Withdrawn => "withdrawn",
        }
    }
}

code_enum! {
    /// What may happen to an application.
    pub enum ApplicationAct {
        /// The university sends it.
        Submit = "SUBMIT",
        /// Its assessor begins.
        Start = "START",
        /// The assessor asks for evidence.
        RequestEvidence = "REQUEST_EVIDENCE",
        /// A request was answered or lapsed, and others are open.
        RequestSettled = "REQUEST_SETTLED",
        /// The last open request was answered or lapsed.
        EvidenceSettled = "EVIDENCE_SETTLED",
        /// It is paused.
        Hold = "HOLD",
        /// It goes on.
        Resume = "RESUME",
        /// Its assessor submits it to be second-marked before release (J6).
        Moderate = "MODERATE",
        /// A lead assessor sends it back to its assessor, for what settling needs (J6).
        SendBack = "SEND_BACK",
        /// It is decided, and the decision released.
        Decide = "DECIDE",
        /// It is given up.
        Withdraw = "WITHDRAW",
    }
}

/// How far the second marking of a sampled application has come (J6).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SecondMarking {
    /// Whether the second assessor has submitted; the first did when it came into moderation.
    pub submitted: bool,
    /// Whether the two outcomes differ; see [`crate::moderation::compare`].
    pub differs: bool,
    /// Whether a lead assessor has settled the outcome.
    pub settled: bool,
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
    /// Whether its decision is made and goes out in a moment; until then it can be taken back.
    pub made: bool,
    /// Its second marking; none where it was not sampled (J6).
    pub second_marking: Option<SecondMarking>,
    /// Why it is paused, sent back or withdrawn.
    pub reason: &'a str,
}

const COMPLETE: Guard<ApplicationState> = Guard {
    rules: &["P2", "P4", "G1-G4", "E1", "E3"],
    words: "nothing is missing",
    check: |facts, _, reasons| reasons.extend(facts.missing.iter().cloned()),
};

const PAID: Guard<ApplicationState> = Guard {
    rules: &["M7"],
    words: "paid, or let start before",
    check: |facts, _, reasons| {
        reasons.require(facts.paid || facts.may_start_before_payment, || {
            Reason::new(
                "M7",
                "The order is not paid: mark it paid, or let assessment start before payment.",
            )
        });
    },
};

const ASSIGNED: Guard<ApplicationState> = Guard {
    rules: &["W1"],
    words: "has an assessor",
    check: |facts, _, reasons| {
        reasons.require(facts.assigned, || {
            Reason::new("W1", "Nobody is assigned: assign an assessor first.")
        });
    },
};

const ROUNDS_LEFT: Guard<ApplicationState> = Guard {
    rules: &["L1"],
    words: "fewer than three rounds",
    check: |facts, _, reasons| {
        reasons.require(facts.rounds < MOST_ROUNDS, || {
            let message = format!(
                "Evidence has been asked for {MOST_ROUNDS} times already: confirm the outcomes on \
                 what there is."
            );
            Reason::new("L1", message)
        });
    },
};

/// A request past its due date holds nothing up, whether it was marked lapsed or not (J5).
const NOTHING_AWAITED: Guard<ApplicationState> = Guard {
    rules: &["J5"],
    words: "no request is open",
    check: |facts, _, reasons| {
        reasons.require(facts.open_requests == 0, || {
            let open = facts.open_requests;
            let message = format!(
                "{} still open. Wait for the answer or for the due date to pass.",
                if open == 1 {
                    "An evidence request is".to_owned()
                } else {
                    format!(
                        "{} evidence requests are",
                        words::capitalised(&words::count(open))
                    )
                }
            );
            Reason::new("J5", message).with(facts! { "openRequests": open })
        });
    },
};

const JUDGED: Guard<ApplicationState> = Guard {
    rules: &["J3", "J4", "J5"],
    words: "every pillar judged and confirmed",
    check: |facts, _, reasons| reasons.extend(facts.undecided.iter().cloned()),
};

const NOT_SAMPLED: Guard<ApplicationState> = Guard {
    rules: &["J6"],
    words: "not sampled",
    check: |facts, _, reasons| {
        reasons.require(facts.second_marking.is_none(), || {
            let message = "The application was sampled for second marking: submit it to moderation \
                           instead.";
            Reason::new("J6", message)
        });
    },
};

const SAMPLED: Guard<ApplicationState> = Guard {
    rules: &["J6"],
    words: "sampled",
    check: |facts, _, reasons| {
        reasons.require(facts.second_marking.is_some(), || {
            let message = "The application was not sampled for second marking: decide it instead.";
            Reason::new("J6", message)
        });
    },
};

const SETTLED: Guard<ApplicationState> = Guard {
    rules: &["J6"],
    words: "second mark in, and a lead settled any difference",
    check: |facts, _, reasons| {
        let Some(marking) = facts.second_marking else {
            return;
        };
        reasons.require(marking.submitted, || {
            Reason::new(
                "J6",
                "The second assessor has not submitted yet: wait for their marks.",
            )
        });
        let settled = !marking.submitted || !marking.differs || marking.settled;
        reasons.require(settled, || {
            let message = "The two outcomes differ: a lead assessor settles them first.";
            Reason::new("J6", message)
        });
    },
};

/// What was decided is not worked on while it can still be taken back.
const NOT_MADE: Guard<ApplicationState> = Guard {
    rules: &["L1"],
    words: "no decision made",
    check: |facts, _, reasons| {
        reasons.require(!facts.made, made_already);
    },
};

fn made_already() -> Reason {
    let message = "The decision is made and goes out in a few minutes: take it back first.";
    Reason::new("L1", message)
}

const REASON_TO_SEND_BACK: Guard<ApplicationState> = Guard {
    rules: &["J6"],
    words: "a reason",
    check: |facts, _, reasons| {
        reasons.require(!is_blank(facts.reason), || {
            Reason::new("J6", "Say what the assessor is to do.").about("reason")
        });
    },
};

const REASON_TO_HOLD: Guard<ApplicationState> = Guard {
    rules: &["L1"],
    words: "a reason",
    check: |facts, _, reasons| {
        reasons.require(!is_blank(facts.reason), || {
            Reason::new("L1", "Say why the application is put on hold.").about("reason")
        });
    },
};

const REASON_TO_WITHDRAW: Guard<ApplicationState> = Guard {
    rules: &["L1"],
    words: "a reason",
    check: |facts, _, reasons| {
        reasons.require(!is_blank(facts.reason), || {
            Reason::new("L1", "Say why the application is withdrawn.").about("reason")
        });
    },
};

use ApplicationAct as Act;
use ApplicationState as S;

impl Life for ApplicationState {
    type Act = ApplicationAct;
    type Facts<'a> = ApplicationFacts<'a>;
    const NAME: &'static str = "application";
    const FIRST: Self = S::Draft;
    const STATES: &'static [Self] = S::ALL;
    const ACTS: &'static [Act] = Act::ALL;
    #[rustfmt::skip]
    const MOVES: &'static [Move<Self>] = &[
        row(S::Draft, Act::Submit, S::Submitted, &[COMPLETE]),
        row(S::Draft, Act::Withdraw, S::Withdrawn, &[REASON_TO_WITHDRAW]),
        row(S::Submitted, Act::Start, S::InAssessment, &[PAID, ASSIGNED]),
        row(S::Submitted, Act::Withdraw, S::Withdrawn, &[REASON_TO_WITHDRAW]),
        row(S::InAssessment, Act::RequestEvidence, S::AwaitingEvidence, &[NOT_MADE, ROUNDS_LEFT]),
        row(S::InAssessment, Act::Hold, S::OnHold, &[NOT_MADE, REASON_TO_HOLD]),
        row(S::InAssessment, Act::Moderate, S::Moderation, &[SAMPLED, JUDGED]),
        row(S::InAssessment, Act::Decide, S::Decided, &[NOT_SAMPLED, JUDGED]),
        row(S::InAssessment, Act::Withdraw, S::Withdrawn, &[REASON_TO_WITHDRAW]),
        row(S::AwaitingEvidence, Act::RequestEvidence, S::AwaitingEvidence, &[NOT_MADE]),
        row(S::AwaitingEvidence, Act::RequestSettled, S::AwaitingEvidence, &[]),
        row(S::AwaitingEvidence, Act::EvidenceSettled, S::InAssessment, &[NOTHING_AWAITED]),
        row(S::AwaitingEvidence, Act::Moderate, S::Moderation, &[NOTHING_AWAITED, SAMPLED, JUDGED]),
        row(S::AwaitingEvidence, Act::Decide, S::Decided, &[NOTHING_AWAITED, NOT_SAMPLED, JUDGED]),
        row(S::AwaitingEvidence, Act::Withdraw, S::Withdrawn, &[REASON_TO_WITHDRAW]),
        row(S::Moderation, Act::SendBack, S::InAssessment, &[REASON_TO_SEND_BACK]),
        row(S::Moderation, Act::Decide, S::Decided, &[SETTLED, JUDGED]),
        row(S::Moderation, Act::Withdraw, S::Withdrawn, &[REASON_TO_WITHDRAW]),
        row(S::OnHold, Act::Resume, S::InAssessment, &[]),
        row(S::OnHold, Act::Withdraw, S::Withdrawn, &[REASON_TO_WITHDRAW]),
    ];

    fn said(self) -> &'static str {
        self.in_words()
    }

    fn cannot(act: Act) -> &'static str {
        match act {
            Act::Submit => "be submitted",
            Act::Start => "start being assessed",
            Act::RequestEvidence => "have evidence requested",
            Act::RequestSettled | Act::EvidenceSettled => "have its evidence settled",
            Act::Hold => "be put on hold",
            Act::Resume => "be resumed",
            Act::Moderate => "be moderated",
            Act::SendBack => "be sent back",
            Act::Decide => "be decided",
            Act::Withdraw => "be withdrawn",
        }
    }

    fn instead(self, _act: Act) -> (&'static str, &'static str) {
        match self {
            Self::Draft => ("L1", "Submit it first."),
            Self::Submitted => ("L1", "It waits for its assessor and its payment."),
            Self::InAssessment => ("L1", "Its assessor is at work on it."),
            Self::AwaitingEvidence => ("L1", "It goes on when every request is settled."),
            Self::Moderation => ("L1", "Its second marking comes first."),
            Self::OnHold => ("L1", "Resume it first."),
            Self::Decided => ("J6", "There is no appeal."),
            Self::Withdrawn => ("L1", "Start another one."),
        }
    }
}

/// Whether an application's assessor may judge it and confirm outcomes now (J3).
///
/// # Errors
/// Refuses where it is not with its assessor, and where the decision is made (L1).
pub fn may_be_judged(state: ApplicationState, made: bool) -> Result<(), Refusal> {
    let mut reasons = Reasons::new();
    reasons.require(state.may_be_judged(), || {
        let message = format!(
            "The application is {}: it is judged while it is in assessment.",
            state.in_words()
        );
        Reason::new("L1", message)
    });
    reasons.require(!made, made_already);
    reasons.or(())
}

/// Whether the university may say now in which language its application is written (W2).
///
/// # Errors
/// Refuses once it is submitted: assessors are chosen by it (L1).
pub fn says_its_language(state: ApplicationState) -> Result<(), Refusal> {
    let mut reasons = Reasons::new();
    reasons.require(state == S::Draft, || {
        let message = format!(
            "The application is {}: its language is said while it is a draft. Ask an operator to choose \
             an assessor who reads it.",
            state.in_words()
        );
        Reason::new("L1", message)
    });
    reasons.or(())
}

/// Whose move it is.
///
/// A submitted application waits for the operator until somebody is assigned, then for the
/// university's payment. One on hold waits for the operator, and so does one in assessment that was
/// handed back.
pub const fn waiting_on(state: ApplicationState, paid: bool, assigned: bool) -> Party {
    match state {
        S::Draft | S::AwaitingEvidence => Party::University,
        S::Submitted if !assigned => Party::Operator,
        S::Submitted if !paid => Party::University,
        S::InAssessment if !assigned => Party::Operator,
        S::Submitted | S::InAssessment | S::Moderation => Party::Assessor,
        S::OnHold => Party::Operator,
        S::Decided | S::Withdrawn => Party::Nobody,
    }
}
