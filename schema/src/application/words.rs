//! The words of an application's life, and what a person may do with one.

use async_graphql::{Enum, SimpleObject};
use domain::lifecycle;

use crate::reason::Reason;

/// How many programmes an application covers (P4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "lifecycle::ApplicationScope")]
pub enum ApplicationScope {
    /// One programme.
    Single,
    /// Several with a combined approach.
    Combined,
    /// All of the university's, run to one delivery framework.
    UniversityWide,
}

/// What an application is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ApplicationKind")]
pub enum ApplicationKind {
    /// A level not held before: a full application.
    Initial,
    /// The level now held: continuation only.
    Reaccreditation,
}

/// The language that an application is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "lifecycle::ApplicationLanguage")]
pub enum ApplicationLanguage {
    /// English.
    English,
    /// Welsh.
    Welsh,
}

/// Where an application stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "lifecycle::ApplicationState")]
pub enum ApplicationState {
    /// Being filled in by the university.
    Draft,
    /// Sent; not yet being assessed.
    Submitted,
    /// With its assessor.
    InAssessment,
    /// An evidence request is open.
    AwaitingEvidence,
    /// Looked at by a second pair of eyes before release (J6).
    Moderation,
    /// Paused, with a reason.
    OnHold,
    /// Decided: the end of its life.
    Decided,
    /// Given up before a decision.
    Withdrawn,
}

/// How the clock of a decision stands (W6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::clock::Clock")]
pub enum Clock {
    /// Assessment has not started.
    NotStarted,
    /// It runs, with more than five working days left.
    Running,
    /// It is due within five working days.
    DueSoon,
    /// Its day has passed.
    Overdue,
    /// It waits for the university or is on hold, and does not run.
    Stopped,
}

/// Whose move it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "lifecycle::Party")]
pub enum Party {
    /// The university's.
    University,
    /// The operator's.
    Operator,
    /// The assessor's.
    Assessor,
    /// Nobody's: its life is over.
    Nobody,
}

/// Something a person may want to do with an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum ActionName {
    /// Rate criteria, add and change evidence.
    Edit,
    /// Say in which language it is written (W2).
    SetLanguage,
    /// Send it.
    Submit,
    /// Give it up.
    Withdraw,
    /// Note a payment for its invoice.
    RecordPayment,
    /// Let assessment start before payment.
    StartBeforePayment,
    /// Put it on hold (W6).
    Hold,
    /// Let it go on (W6).
    Resume,
    /// Assign an assessor.
    Assign,
    /// Judge criteria and confirm outcomes.
    Judge,
    /// Ask for more evidence.
    RequestEvidence,
    /// Decide.
    Decide,
    /// Take back a decision that is not released yet.
    Recall,
    /// Say who marks it second (J6).
    AssignSecond,
    /// Submit the second marks (J6).
    SubmitSecond,
    /// Settle what two assessors differ on (J6).
    Settle,
    /// Send it back to its assessor.
    SendBack,
}

/// Whether the viewer may do it now, and if not, why.
#[derive(Debug, Clone, SimpleObject)]
pub struct Action {
    /// What.
    name: ActionName,
    /// Whether it would be taken now.
    allowed: bool,
    /// Everything in the way; empty when allowed.
    reasons: Vec<Reason>,
}

impl Action {
    pub(super) fn new(name: ActionName, reasons: Vec<domain::Reason>) -> Self {
        let reasons: Vec<Reason> = reasons.into_iter().map(Reason::from).collect();
        Self {
            name,
            allowed: reasons.is_empty(),
            reasons,
        }
    }
}
