//! When a report is run by itself.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::code::code_enum;
use crate::input::Fields;

code_enum! {
    /// How often a report is run.
    pub enum Every {
        /// On one day of the week.
        Week = "WEEK",
        /// On one day of the month.
        Month = "MONTH",
    }
}

/// When a report is run by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Schedule {
    every: Every,
    /// Of a week, Monday 1 to Sunday 7; of a month, 1 to 31.
    day: u32,
}

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

impl Schedule {
    /// On a day, where there is such a day.
    pub fn new(every: Every, day: u32) -> Option<Self> {
        let last = match every {
            Every::Week => 7,
            Every::Month => 31,
        };
        (1..=last).contains(&day).then_some(Self { every, day })
    }

    /// On a day, or what to write instead; then any will do.
    pub fn read(every: Every, day: i32, fields: &mut Fields) -> Option<Self> {
        let found = u32::try_from(day)
            .ok()
            .and_then(|day| Self::new(every, day));
        if found.is_none() {
            let message = match every {
                Every::Week => "Give a day of the week, Monday 1 to Sunday 7.",
                Every::Month => "Give a day of the month, 1 to 31.",
            };
            fields.problem("day", message);
        }
        found
    }

    /// How often.
    pub const fn every(self) -> Every {
        self.every
    }

    /// Of a week, Monday 1 to Sunday 7; of a month, 1 to 31.
    pub const fn day(self) -> u32 {
        self.day
    }

    /// The last day on or before `today` on which it is run; a month that is too short ends with it.
    pub fn latest(self, today: NaiveDate) -> NaiveDate {
        match self.every {
            Every::Week => {
                let since = (today.weekday().number_from_monday() + 7 - self.day) % 7;
                today
                    .checked_sub_days(Days::new(since.into()))
                    .unwrap_or(today)
            }
            Every::Month => {
                let this = self.in_month_of(today);
                if this <= today {
                    return this;
                }
                let before = today.checked_sub_months(Months::new(1)).unwrap_or(today);
                self.in_month_of(before)
            }
        }
    }

    /// The first day after `today` on which it is run.
    pub fn next(self, today: NaiveDate) -> NaiveDate {
        let later = match self.every {
            Every::Week => self.latest(today).checked_add_days(Days::new(7)),
            Every::Month => {
                let this = self.in_month_of(today);
                let next = today
                    .with_day(1)
                    .and_then(|first| first.checked_add_months(Months::new(1)));
                if this > today {
                    Some(this)
                } else {
                    next.map(|next| self.in_month_of(next))
                }
            }
        };
        later.unwrap_or(today)
    }

    /// Its day in the month that a day is of.
    fn in_month_of(self, of: NaiveDate) -> NaiveDate {
        let mut days = (1..=self.day).rev();
        days.find_map(|day| of.with_day(day)).unwrap_or(of)
    }

    /// The period whose run is owed on a day: the latest that began on or after the day from which it counts.
    pub fn owed(self, since: NaiveDate, today: NaiveDate) -> Option<NaiveDate> {
        Some(self.latest(today)).filter(|period| *period >= since)
    }

    /// As people say it: `Every Monday`, `Every month on day 31, or its last`.
    pub fn in_words(self) -> String {
        match self.every {
            Every::Week => {
                let name = usize::try_from(self.day - 1).ok();
                let name = name
                    .and_then(|place| WEEKDAYS.get(place))
                    .unwrap_or(&"week");
                format!("Every {name}")
            }
            Every::Month if self.day > 28 => {
                format!("Every month on day {}, or its last", self.day)
            }
            Every::Month => format!("Every month on day {}", self.day),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn runs_fall_on_the_day_and_on_the_last_of_a_short_month() {
        let weekly = |n| Schedule::new(Every::Week, n).unwrap();
        let monthly = |n| Schedule::new(Every::Month, n).unwrap();
        // 23 November 2026 is a Monday.
        for (schedule, today, latest, next) in [
            (weekly(1), "2026-11-23", "2026-11-23", "2026-11-30"),
            (weekly(7), "2026-11-23", "2026-11-22", "2026-11-29"),
            (weekly(1), "2026-11-29", "2026-11-23", "2026-11-30"),
            (monthly(1), "2026-11-23", "2026-11-01", "2026-12-01"),
            (monthly(31), "2026-11-30", "2026-11-30", "2026-12-31"),
            (monthly(31), "2026-11-29", "2026-10-31", "2026-11-30"),
            (monthly(30), "2027-02-28", "2027-02-28", "2027-03-30"),
            (monthly(23), "2027-01-01", "2026-12-23", "2027-01-23"),
            (monthly(31), "2027-01-31", "2027-01-31", "2027-02-28"),
        ] {
            let said = schedule.in_words();
            assert_eq!(
                schedule.latest(day(today)),
                day(latest),
                "{said} on {today}"
            );
            assert_eq!(schedule.next(day(today)), day(next), "{said} on {today}");
        }
        assert_eq!(weekly(3).in_words(), "Every Wednesday");
        assert_eq!(monthly(31).in_words(), "Every month on day 31, or its last");
        assert_eq!(Schedule::new(Every::Week, 8), None);
        assert_eq!(Schedule::new(Every::Month, 0), None);
    }

    #[test]
    fn what_fell_due_before_it_was_saved_is_not_owed() {
        let weekly = Schedule::new(Every::Week, 1).unwrap();
        assert_eq!(weekly.owed(day("2026-11-24"), day("2026-11-25")), None);
        let wanted = Some(day("2026-11-30"));
        assert_eq!(weekly.owed(day("2026-11-24"), day("2026-12-02")), wanted);
        assert_eq!(weekly.owed(day("2026-11-30"), day("2026-11-30")), wanted);
    }

    proptest! {
        /// Whatever the day, the runs on both sides of it are neighbours.
        #[test]
        fn the_next_follows_the_latest(month in any::<bool>(), n in 1_u32..=31, after in 0_u64..4_000) {
            let every = if month { Every::Month } else { Every::Week };
            prop_assume!(month || n <= 7);
            let schedule = Schedule::new(every, n).unwrap();
            let today = day("2024-01-01") + Days::new(after);
            let (latest, next) = (schedule.latest(today), schedule.next(today));
            prop_assert!(latest <= today && today < next);
            prop_assert_eq!(schedule.latest(next), next);
            prop_assert_eq!(schedule.latest(next - Days::new(1)), latest);
            prop_assert_eq!(schedule.next(latest), next);
        }
    }
}
