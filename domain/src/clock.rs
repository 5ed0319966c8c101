//! How the clock of a decision stands (W6).

use chrono::NaiveDate;

use crate::code::code_enum;
use crate::lifecycle::ApplicationState;
use crate::working_days::add_working_days;

/// A decision is due soon when it is due within so many working days.
pub const SOON: u32 = 5;

code_enum! {
    /// How the clock of a decision stands (W6).
    pub enum Clock {
        /// Assessment has not started.
        NotStarted = "NOT_STARTED",
        /// It runs, with more than [`SOON`] working days left.
        Running = "RUNNING",
        /// It is due within [`SOON`] working days.
        DueSoon = "DUE_SOON",
        /// Its day has passed.
        Overdue = "OVERDUE",
        /// It waits for the university or is on hold, and does not run.
        Stopped = "STOPPED",
    }
}

/// The last day that is soon.
pub fn soon(today: NaiveDate) -> NaiveDate {
    add_working_days(today, SOON)
}

/// How the clock of an application stands; none for a draft, and once it is over (W6).
pub fn clock(
    state: ApplicationState,
    due_on: Option<NaiveDate>,
    today: NaiveDate,
) -> Option<Clock> {
    use ApplicationState as S;
    Some(match (state, due_on) {
        (S::Draft | S::Decided | S::Withdrawn, _) => return None,
        (S::AwaitingEvidence | S::OnHold, _) => Clock::Stopped,
        (_, None) => Clock::NotStarted,
        (_, Some(due)) if due < today => Clock::Overdue,
        (_, Some(due)) if due <= soon(today) => Clock::DueSoon,
        (_, Some(_)) => Clock::Running,
    })
}
