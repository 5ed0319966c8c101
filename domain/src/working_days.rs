//! Working days: Mondays to Fridays that are not bank holidays in England (W6).

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Working days from the start of assessment to the day a decision is due (W6).
pub const DAYS_TO_DECIDE: u32 = 20;

/// Working days a university is given to answer an evidence request, where nobody says otherwise.
pub const DAYS_TO_ANSWER: u32 = 10;

/// Bank holidays in England by year, as (month, day).
/// Source: <https://www.gov.uk/bank-holidays>, England and Wales; where a year is not published
/// there yet, the Banking and Financial Dealings Act 1971 and the customary proclamations.
const PUBLISHED: [(i32, [(u32, u32); 8]); 5] = [
    (
        2024,
        [
            (1, 1),
            (3, 29),
            (4, 1),
            (5, 6),
            (5, 27),
            (8, 26),
            (12, 25),
            (12, 26),
        ],
    ),
    (
        2025,
        [
            (1, 1),
            (4, 18),
            (4, 21),
            (5, 5),
            (5, 26),
            (8, 25),
            (12, 25),
            (12, 26),
        ],
    ),
    (
        2026,
        [
            (1, 1),
            (4, 3),
            (4, 6),
            (5, 4),
            (5, 25),
            (8, 31),
            (12, 25),
            (12, 28),
        ],
    ),
    (
        2027,
        [
            (1, 1),
            (3, 26),
            (3, 29),
            (5, 3),
            (5, 31),
            (8, 30),
            (12, 27),
            (12, 28),
        ],
    ),
    (
        2028,
        [
            (1, 3),
            (4, 14),
            (4, 17),
            (5, 1),
            (5, 29),
            (8, 28),
            (12, 25),
            (12, 26),
        ],
    ),
];

/// Whether a day is a bank holiday in England: by the published table, else by the standing rules.
pub fn is_bank_holiday(day: NaiveDate) -> bool {
    let (month, date) = (day.month(), day.day());
    match PUBLISHED.iter().find(|(year, _)| *year == day.year()) {
        Some((_, holidays)) => holidays.contains(&(month, date)),
        None => by_rule(day),
    }
}

/// Whether a day is worked.
pub fn is_working_day(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !is_bank_holiday(day)
}

/// The n-th working day after a day; the day itself where n is 0 (W6).
pub fn add_working_days(from: NaiveDate, n: u32) -> NaiveDate {
    due_on(from, n, &[]).unwrap_or(NaiveDate::MAX)
}

/// How many working days come after a day, up to and with another; none where it is not later.
pub fn working_days_until(from: NaiveDate, to: NaiveDate) -> u32 {
    let days = from.iter_days().skip(1).take_while(|day| *day <= to);
    u32::try_from(days.filter(|day| is_working_day(*day)).count()).unwrap_or(u32::MAX)
}

/// The day itself where it is worked, else the next that is.
pub fn working_day_from(day: NaiveDate) -> NaiveDate {
    day.iter_days()
        .find(|day| is_working_day(*day))
        .unwrap_or(day)
}

/// Days on which the clock stands still: from the first up to, not including, the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop {
    /// The first day it stands still.
    pub from: NaiveDate,
    /// The first day it runs again; none while it stands still.
    pub until: Option<NaiveDate>,
}

/// The n-th working day after a day on which the clock runs (W6).
///
/// None while the clock stands still before that day: nobody knows yet.
pub fn due_on(from: NaiveDate, n: u32, stops: &[Stop]) -> Option<NaiveDate> {
    let mut day = from;
    let mut left = n;
    while left > 0 {
        day = day.checked_add_days(Days::new(1))?;
        let stopped = |stop: &&Stop| stop.from <= day && stop.until.is_none_or(|end| day < end);
        match stops.iter().find(stopped) {
            Some(Stop { until: None, .. }) => return None,
            Some(_) => {}
            None if is_working_day(day) => left -= 1,
            None => {}
        }
    }
    Some(day)
}

impl Stop {
    /// The days on which an application was on hold; it stands still while it is (W6).
    pub const fn holding(held_on: NaiveDate, resumed_on: Option<NaiveDate>) -> Self {
        Self {
            from: held_on,
            until: resumed_on,
        }
    }

    /// The days an evidence request held the case up: from the day it was asked to the day of the answer, or to the day
    /// after its due date where none came (W6).
    pub fn asking(asked_on: NaiveDate, answered_on: Option<NaiveDate>, due_on: NaiveDate) -> Self {
        let lapsed_on = due_on.checked_add_days(Days::new(1)).unwrap_or(due_on);
        Self {
            from: asked_on,
            until: Some(answered_on.unwrap_or(lapsed_on)),
        }
    }
}

/// The day a decision is due: [`DAYS_TO_DECIDE`] working days after the start, less the days it waited for the university (W6).
///
/// None while it waits: nobody knows yet.
pub fn decision_due(started_on: NaiveDate, waits: &[Stop]) -> Option<NaiveDate> {
    due_on(started_on, DAYS_TO_DECIDE, waits)
}

/// New Year, Good Friday, Easter Monday, the Mondays in May and August, Christmas and Boxing Day,
/// with a weekday in place of one that falls on a weekend.
fn by_rule(day: NaiveDate) -> bool {
    let (month, date, weekday) = (day.month(), day.day(), day.weekday());
    let monday = weekday == Weekday::Mon;
    match month {
        1 => (date == 1 && !is_weekend(day)) || (monday && matches!(date, 2 | 3)),
        5 => monday && (date <= 7 || date > 24),
        8 => monday && date > 24,
        12 => match date {
            25 | 26 => !is_weekend(day),
            27 => matches!(weekday, Weekday::Mon | Weekday::Tue),
            28 => matches!(weekday, Weekday::Mon | Weekday::Tue),
            _ => false,
        },
        3 | 4 => easter_sunday(day.year()).is_some_and(|sunday| {
            day.checked_add_days(Days::new(2)) == Some(sunday)
                || sunday.checked_add_days(Days::new(1)) == Some(day)
        }),
        _ => false,
    }
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Easter Sunday of a year of the Gregorian calendar (Meeus, Jones and Butcher).
fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(
        year,
        u32::try_from(n / 31).ok()?,
        u32::try_from(n % 31 + 1).ok()?,
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::calendar::tests::day;

    #[test]
    fn w6_the_standing_rules_give_the_published_holidays() {
        for (year, holidays) in PUBLISHED {
            let by_rule: Vec<_> = NaiveDate::from_ymd_opt(year, 1, 1)
                .unwrap()
                .iter_days()
                .take_while(|day| day.year() == year)
                .filter(|day| by_rule(*day))
                .map(|day| (day.month(), day.day()))
                .collect();
            assert_eq!(by_rule, holidays, "{year}");
        }
        assert!(is_bank_holiday(day("2029-03-30")), "Good Friday 2029");
        assert!(
            is_bank_holiday(day("2033-12-27")),
            "Christmas Day 2033, kept on Tuesday"
        );
        assert!(is_bank_holiday(day("2033-12-26")), "Boxing Day 2033");
        assert!(
            is_bank_holiday(day("2034-01-02")),
            "New Year's Day 2034, kept on Monday"
        );
        assert!(
            is_bank_holiday(day("2029-05-07")),
            "The latest first Monday in May"
        );
    }

    #[test]
    fn w6_working_days_are_counted_as_they_are_added() {
        let monday = day("2026-11-23");
        assert_eq!(add_working_days(monday, DAYS_TO_ANSWER), day("2026-12-07"));
        assert_eq!(working_days_until(monday, day("2026-12-07")), 10);
        assert_eq!(working_days_until(monday, day("2026-12-06")), 9, "a Sunday");
        assert_eq!(working_days_until(monday, monday), 0);
        assert_eq!(working_days_until(monday, day("2026-11-01")), 0);
        assert_eq!(working_day_from(day("2026-12-25")), day("2026-12-29"));
        assert_eq!(working_day_from(monday), monday);
    }

    /// The earliest and the latest, and years in which a calendar off by one term is off by a week.
    #[test]
    fn w6_easter_falls_where_the_almanac_says() {
        for sunday in [
            "1818-03-22",
            "1886-04-25",
            "1943-04-25",
            "1954-04-18",
            "1961-04-02",
            "1981-04-19",
            "1998-04-12",
            "2000-04-23",
            "2008-03-23",
            "2016-03-27",
            "2033-04-17",
            "2038-04-25",
            "2049-04-18",
            "2057-04-22",
            "2076-04-19",
            "2095-04-24",
            "2100-03-28",
            "2106-04-18",
            "2160-03-23",
            "2204-04-22",
            "2285-03-22",
            "2299-04-16",
        ] {
            let sunday = day(sunday);
            assert_eq!(easter_sunday(sunday.year()), Some(sunday));
        }
    }

    proptest! {
        #[test]
        fn w6_a_due_day_is_worked(from in 0..12_000i64, n in 1..60u32) {
            let from = day("2020-01-01") + chrono::Duration::days(from);
            let due = add_working_days(from, n);
            prop_assert!(is_working_day(due));
            let between = from.iter_days().skip(1).take_while(|d| *d <= due);
            prop_assert_eq!(between.filter(|d| is_working_day(*d)).count(), n as usize);
        }
    }
}
