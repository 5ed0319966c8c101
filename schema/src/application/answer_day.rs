//! The day to answer an evidence request by, in working days.

use async_graphql::SimpleObject;
use chrono::NaiveDate;
use domain::working_days::{
    DAYS_TO_ANSWER, add_working_days, is_working_day, working_day_from, working_days_until,
};

use crate::scalar::Date;

/// A day to answer by.
#[derive(Debug, Clone, SimpleObject)]
pub struct AnswerDay {
    /// The day.
    on: Date,
    /// Whether it is worked: no weekend, and no bank holiday in England (W6).
    working_day: bool,
    /// How many working days the university has, the day itself among them where it is worked.
    working_days: i32,
    /// The day itself where it is worked, else the next that is.
    next: Date,
}

impl AnswerDay {
    pub(super) fn new(today: NaiveDate, on: Option<NaiveDate>) -> Self {
        // Nobody is given years; what is asked about is cut before it is counted.
        let most = domain::add_months(today, 12);
        let on = on.unwrap_or_else(|| add_working_days(today, DAYS_TO_ANSWER));
        Self {
            on: Date(on),
            working_day: is_working_day(on),
            working_days: i32::try_from(working_days_until(today, on.min(most)))
                .unwrap_or(i32::MAX),
            next: Date(working_day_from(on)),
        }
    }
}
