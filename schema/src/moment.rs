//! The time of a request, read once where it came in and handed down.

use chrono::{DateTime, NaiveDate, Utc};

/// One request's time: nothing inside it reads a clock again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The instant, for what is recorded.
    pub now: DateTime<Utc>,
    /// The civil day in Europe/London that rules reckon with (G5); in the demo it can be a chosen day.
    pub today: NaiveDate,
}
