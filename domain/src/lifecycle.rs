//! The lives of applications, requests, files, awards and orders: each move is one function with
//! its guards, and anything else is refused (L1).

mod application;
mod request;

use chrono::NaiveDate;

use crate::code::code_enum;
use crate::refusal::{Reason, Refusal};

pub use application::{ApplicationAct, ApplicationFacts, step, waiting_on};
pub use request::{MOST_ROUNDS, RequestAct, next_round, request_step};

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
    /// Where an evidence request stands.
    pub enum RequestState {
        /// Waiting for the university.
        Open = "OPEN",
        /// Answered, not yet looked at.
        Answered = "ANSWERED",
        /// Answered and looked at.
        Closed = "CLOSED",
        /// Its due date passed without an answer.
        Lapsed = "LAPSED",
    }
}

impl RequestState {
    /// Whether a request due on that day was answered, or its due date has passed (J5).
    pub fn is_settled(self, due_on: NaiveDate, today: NaiveDate) -> bool {
        self != Self::Open || due_on < today
    }
}

code_enum! {
    /// Where an evidence file stands.
    pub enum FileState {
        /// On its way from the browser.
        Uploading = "UPLOADING",
        /// Arrived; being checked (E1-E3).
        Scanning = "SCANNING",
        /// Checked and readable.
        Clean = "CLEAN",
        /// Kept away from everybody (E3).
        Infected = "INFECTED",
        /// Not what was declared, or of a type that is not allowed (E1, E2).
        Failed = "FAILED",
    }
}

impl FileState {
    /// The next state of a file.
    ///
    /// # Errors
    /// Refuses what is not in its life: uploading, scanning, then clean, infected or failed (E3).
    pub fn step(self, next: Self) -> Result<Self, Refusal> {
        match (self, next) {
            (Self::Uploading, Self::Scanning | Self::Failed)
            | (Self::Scanning, Self::Clean | Self::Infected | Self::Failed) => Ok(next),
            _ => Err(Refusal::one(Reason::new(
                "L1",
                format!("A file that is {self} cannot become {next}: upload it again."),
            ))),
        }
    }
}

code_enum! {
    /// Where an award stands (A3).
    pub enum AwardState {
        /// Claims its level today.
        InForce = "IN_FORCE",
        /// Its year is over.
        Expired = "EXPIRED",
        /// A higher level took its place (A2).
        Superseded = "SUPERSEDED",
        /// Taken back.
        Withdrawn = "WITHDRAWN",
    }
}

code_enum! {
    /// Where an order stands.
    pub enum OrderState {
        /// Waits for the operator's tailored price (M3).
        Unpriced = "UNPRICED",
        /// Waits for payment.
        Due = "DUE",
        /// Not paid, but assessment may start (M7).
        MayStart = "MAY_START",
        /// Paid.
        Paid = "PAID",
    }
}

impl OrderState {
    /// An order's state by what is known of it (M3, M7).
    pub const fn of(priced: bool, paid: bool, start_before_payment: bool) -> Self {
        match (paid, start_before_payment, priced) {
            (true, _, _) => Self::Paid,
            (false, true, _) => Self::MayStart,
            (false, false, true) => Self::Due,
            (false, false, false) => Self::Unpriced,
        }
    }

    /// Whether assessment may start (M7).
    pub const fn may_start(self) -> bool {
        matches!(self, Self::Paid | Self::MayStart)
    }
}

code_enum! {
    /// How many programmes an application covers, and how they hang together (P4).
    pub enum ApplicationScope {
        /// One programme.
        Single = "SINGLE",
        /// Several with a combined approach.
        Combined = "COMBINED",
        /// All of the university's, run to one delivery framework.
        UniversityWide = "UNIVERSITY_WIDE",
    }
}

code_enum! {
    /// Whose move it is.
    pub enum Party {
        /// The university's.
        University = "UNIVERSITY",
        /// The operator's.
        Operator = "OPERATOR",
        /// The assessor's.
        Assessor = "ASSESSOR",
        /// Nobody's: its life is over.
        Nobody = "NOBODY",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::tests::day;

    #[test]
    fn e3_a_file_is_scanned_before_it_is_clean() {
        use FileState::*;
        for from in FileState::ALL {
            for to in FileState::ALL {
                let allowed = matches!(
                    (from, to),
                    (Uploading, Scanning | Failed) | (Scanning, Clean | Infected | Failed)
                );
                assert_eq!(from.step(*to).is_ok(), allowed, "{from} to {to}");
            }
        }
    }

    #[test]
    fn j5_a_request_is_settled_by_an_answer_or_after_its_due_day() {
        let (due, after) = (day("2026-11-30"), day("2026-12-01"));
        assert!(!RequestState::Open.is_settled(due, due));
        assert!(RequestState::Open.is_settled(due, after));
        for state in [
            RequestState::Answered,
            RequestState::Closed,
            RequestState::Lapsed,
        ] {
            assert!(state.is_settled(due, due));
        }
    }

    #[test]
    fn m7_assessment_may_start_when_paid_or_when_the_operator_says_so() {
        for (priced, paid, early, state) in [
            (false, false, false, OrderState::Unpriced),
            (true, false, false, OrderState::Due),
            (true, false, true, OrderState::MayStart),
            (true, true, true, OrderState::Paid),
        ] {
            assert_eq!(OrderState::of(priced, paid, early), state);
            assert_eq!(state.may_start(), paid || early);
        }
    }

    #[test]
    fn codes_survive_the_way_out_and_back() {
        for state in ApplicationState::ALL {
            assert_eq!(state.as_str().parse(), Ok(*state));
            assert_eq!(
                serde_json::to_value(state).unwrap(),
                serde_json::json!(state.as_str())
            );
        }
        let unknown = "in_assessment".parse::<ApplicationState>().unwrap_err();
        assert!(unknown.to_string().contains("IN_ASSESSMENT"), "{unknown}");
    }
}
