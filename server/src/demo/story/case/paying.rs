//! What is paid of an application's order.

use chrono::{Days, NaiveDate};

use super::Case;
use crate::demo::story::{What, workday};

impl Case<'_> {
    /// An operator notes the payment.
    pub fn pay(self, by: &'static str, day: NaiveDate) -> Self {
        self.pay_part(by, day, None)
    }

    /// An operator notes a payment of so many pence, or of all that is outstanding.
    pub fn pay_part(mut self, by: &'static str, day: NaiveDate, part: Option<i64>) -> Self {
        let case = self.case;
        let code = crate::demo::cast::university(self.university).map_or("", |one| one.code);
        let what = What::Pay {
            case,
            on: workday(day - Days::new(1)),
            reference: format!("BACS {code} {:05}", 20_417 + case * 731),
            part,
        };
        self.push(day, by, what);
        self
    }
}
