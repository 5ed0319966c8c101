//! Civil days in Europe/London and calendar months (G5).

use chrono::{DateTime, Datelike, Months, NaiveDate, Utc};
use chrono_tz::Europe::London;

/// The civil day in Europe/London of a moment (G5).
pub fn civil_day(moment: DateTime<Utc>) -> NaiveDate {
    moment.with_timezone(&London).date_naive()
}

/// The same day so many calendar months later, or the month's last day where there is none (G5).
pub fn add_months(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_add_months(Months::new(months))
        .unwrap_or(NaiveDate::MAX)
}

/// The day so many days before.
pub(crate) fn days_before(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_sub_days(chrono::Days::new(days.into()))
        .unwrap_or(NaiveDate::MIN)
}

/// A day as people read it, such as `16 November 2026`.
pub fn in_words(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), month_name(day), day.year())
}

fn month_name(day: NaiveDate) -> &'static str {
    match day.month() {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        _ => "December",
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A day written `2026-02-28`.
    pub(crate) fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn days_read_as_people_write_them() {
        assert_eq!(in_words(day("2026-11-06")), "6 November 2026");
        let months = (1..=12).map(|month| in_words(day(&format!("2026-{month:02}-01"))));
        let names: Vec<_> = months
            .map(|text| text.split(' ').nth(1).unwrap().to_owned())
            .collect();
        let written =
            "January February March April May June July August September October November December";
        assert_eq!(names.join(" "), written);
    }
}
