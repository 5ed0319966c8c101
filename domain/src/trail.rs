//! The audit trail: what acts there are, whose they are, and how its lines hang together (T4).

mod acts;
mod chain;
mod redaction;

pub use acts::{TrailKind, own_to_universities, subject};
pub use chain::{Chain, Line, Noted, Problem, Wrong};
pub use redaction::Redaction;

use chrono::{Days, NaiveDate};

/// How many days are shown where nobody says from which.
pub const DAYS_SHOWN: u64 = 90;

/// In how many days words are looked for at most: no index finds them.
pub const DAYS_SEARCHED: u64 = 92;

/// The first of so many days that end with this one.
pub fn days_before(last: NaiveDate, days: u64) -> NaiveDate {
    last.checked_sub_days(Days::new(days.saturating_sub(1)))
        .unwrap_or(last)
}
