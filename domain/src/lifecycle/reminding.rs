//! Reminding whoever has the next move, by an operator's hand.

use chrono::NaiveDate;

use super::{ApplicationState, Party, waiting_on};
use crate::calendar::in_words;
use crate::refusal::{Reason, Reasons, Refusal, facts};

/// What reminding by hand looks at.
#[derive(Debug, Clone, Copy)]
pub struct ReminderFacts {
    /// Where the application stands.
    pub state: ApplicationState,
    /// Paid for, or let start before (M7).
    pub paid: bool,
    /// Whether somebody is assigned.
    pub assigned: bool,
    /// The day somebody was last reminded by hand.
    pub last: Option<NaiveDate>,
}

/// Who is reminded of an application's next move: its university, or its assessor.
///
/// # Errors
/// Refuses where the move is the operator's own or nobody's, and a second reminder on the same day (L1).
pub fn whom_to_remind(facts: &ReminderFacts, today: NaiveDate) -> Result<Party, Refusal> {
    let party = waiting_on(facts.state, facts.paid, facts.assigned);
    let mut reasons = Reasons::new();
    reasons.require(party != Party::Operator, || {
        let message = match facts.state {
            ApplicationState::OnHold => "It is on hold, so the next move is yours: resume it.",
            _ => "Nobody is assigned, so the next move is yours: assign an assessor.",
        };
        Reason::new("L1", message)
    });
    reasons.require(party != Party::Nobody, || {
        let message = format!(
            "It is {}: there is nothing to remind anybody of.",
            facts.state.in_words()
        );
        Reason::new("L1", message)
    });
    reasons.require(facts.last.is_none_or(|day| day < today), || {
        let last = facts.last.map(in_words).unwrap_or_default();
        let message = format!(
            "A reminder was sent today, {last}: send another tomorrow if it is still needed."
        );
        Reason::new("L1", message).with(facts! { "remindedOn": facts.last })
    });
    reasons.or(party)
}
