//! When a letter goes: at once, at the end of its reader's quiet hours, or with the day's others.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::London;

/// The hours of a day, in London, in which somebody gets no letters; across midnight where it ends before it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuietHours {
    /// When they begin.
    pub from: NaiveTime,
    /// When they end.
    pub until: NaiveTime,
}

/// What a reader says of when their letters go.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Posting {
    /// No letters then.
    pub quiet: Option<QuietHours>,
    /// What is not essential goes once a day at this time, in London, in one letter.
    pub digest: Option<NaiveTime>,
}

/// When a letter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goes {
    /// At once.
    Now,
    /// By itself, then.
    At(DateTime<Utc>),
    /// In one letter with others, then.
    InDigest(DateTime<Utc>),
}

impl Posting {
    /// When a letter goes that is ready now. What is essential joins no digest; what falls due today waits for nothing.
    pub fn goes(&self, now: DateTime<Utc>, essential: bool, due: Option<NaiveDate>) -> Goes {
        let here = now.with_timezone(&London);
        let today = here.date_naive();
        if essential && due.is_some_and(|due| due <= today) {
            return Goes::Now;
        }
        if let Some(at) = self.digest.filter(|_| !essential) {
            return Goes::InDigest(next(now, at));
        }
        match self.quiet {
            Some(quiet) if quiet.holds(here.time()) => Goes::At(next(now, quiet.until)),
            _ => Goes::Now,
        }
    }
}

impl QuietHours {
    fn holds(self, time: NaiveTime) -> bool {
        if self.from <= self.until {
            (self.from..self.until).contains(&time)
        } else {
            time >= self.from || time < self.until
        }
    }
}

/// The next moment after now at which it is this time in London; an hour later on a day that lacks it.
fn next(now: DateTime<Utc>, time: NaiveTime) -> DateTime<Utc> {
    let today = now.with_timezone(&London).date_naive();
    (0..3)
        .filter_map(|days| today.checked_add_days(Days::new(days)))
        .filter_map(|day| {
            let local = day.and_time(time);
            London
                .from_local_datetime(&local)
                .earliest()
                .or_else(|| {
                    London
                        .from_local_datetime(&(local + TimeDelta::hours(1)))
                        .earliest()
                })
                .map(|moment| moment.with_timezone(&Utc))
        })
        .find(|moment| *moment > now)
        .unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn time(hour: u32) -> NaiveTime {
        NaiveTime::from_hms_opt(hour, 0, 0).unwrap()
    }

    fn quiet(from: u32, until: u32) -> Posting {
        Posting {
            quiet: Some(QuietHours {
                from: time(from),
                until: time(until),
            }),
            digest: None,
        }
    }

    #[test]
    fn quiet_hours_hold_until_they_end_in_london() {
        let nights = quiet(22, 7);
        for (now, goes) in [
            ("2026-11-23T21:59:00Z", Goes::Now),
            ("2026-11-23T22:00:00Z", Goes::At(at("2026-11-24T07:00:00Z"))),
            ("2026-11-24T06:59:59Z", Goes::At(at("2026-11-24T07:00:00Z"))),
            ("2026-11-24T07:00:00Z", Goes::Now),
            // In summer an hour earlier by UTC.
            ("2027-06-01T21:30:00Z", Goes::At(at("2027-06-02T06:00:00Z"))),
            ("2027-06-02T06:00:00Z", Goes::Now),
        ] {
            assert_eq!(nights.goes(at(now), false, None), goes, "{now}");
            assert_eq!(nights.goes(at(now), true, None), goes, "{now}");
        }
        let noon = quiet(12, 14);
        let then = Goes::At(at("2026-11-23T14:00:00Z"));
        assert_eq!(noon.goes(at("2026-11-23T12:30:00Z"), false, None), then);
        assert_eq!(
            noon.goes(at("2026-11-23T15:00:00Z"), false, None),
            Goes::Now
        );
    }

    #[test]
    fn what_falls_due_today_waits_for_nothing() {
        let (nights, now) = (quiet(22, 7), at("2026-11-23T23:00:00Z"));
        let due = |day: &str| nights.goes(now, true, Some(day.parse().unwrap()));
        assert_eq!(due("2026-11-23"), Goes::Now);
        assert_eq!(due("2026-11-20"), Goes::Now, "nor what is late");
        assert_eq!(due("2026-11-24"), Goes::At(at("2026-11-24T07:00:00Z")));
    }

    #[test]
    fn a_digest_takes_what_is_not_essential() {
        let eight = Posting {
            digest: Some(time(8)),
            ..quiet(22, 7)
        };
        let then = Goes::InDigest(at("2026-11-24T08:00:00Z"));
        assert_eq!(eight.goes(at("2026-11-23T08:00:00Z"), false, None), then);
        assert_eq!(eight.goes(at("2026-11-24T03:00:00Z"), false, None), then);
        assert_eq!(
            eight.goes(at("2026-11-23T08:00:00Z"), true, None),
            Goes::Now
        );
        // Half past one is not on the night that clocks go forward.
        let lacking = Posting {
            digest: NaiveTime::from_hms_opt(1, 30, 0),
            ..Posting::default()
        };
        let then = Goes::InDigest(at("2027-03-28T01:30:00Z"));
        assert_eq!(lacking.goes(at("2027-03-27T12:00:00Z"), false, None), then);
    }
}
