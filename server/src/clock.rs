//! The clock: the one place that reads the time.

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use chrono_tz::Europe::London;
use domain::calendar::civil_day;
use schema::Moment;

/// Where a request's time comes from.
#[derive(Debug, Clone, Copy, Default)]
pub struct Clock {
    day: Option<NaiveDate>,
}

impl Clock {
    /// The time as it is.
    pub fn system() -> Self {
        Self::default()
    }

    /// The demo's: always this day in London, at the real time of day.
    pub fn fixed_day(day: NaiveDate) -> Self {
        Self { day: Some(day) }
    }

    /// The time to hand down through one request.
    pub fn now(&self) -> Moment {
        let now = self.instant();
        let Some(today) = self.day else {
            return Moment {
                now,
                today: civil_day(now),
            };
        };
        let time = now.with_timezone(&London).time();
        // A time that the day lacks, when clocks go forward, is taken as noon.
        let noon = today.and_hms_opt(12, 0, 0).unwrap_or_default();
        let now = London
            .from_local_datetime(&today.and_time(time))
            .earliest()
            .unwrap_or_else(|| London.from_utc_datetime(&noon))
            .with_timezone(&Utc);
        Moment { now, today }
    }

    /// The real instant, whatever day the demo works with: for sessions, sign-in and whatever else the outside times.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the place that reads the clock"
    )]
    pub fn instant(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_day_stays_that_day_and_keeps_the_time() {
        for day in ["2027-06-01", "2027-03-28", "2027-10-31", "2028-02-29"] {
            let day: NaiveDate = day.parse().unwrap();
            let moment = Clock::fixed_day(day).now();
            assert_eq!(moment.today, day);
            assert_eq!(civil_day(moment.now), day);
        }
        let moment = Clock::system().now();
        assert_eq!(moment.today, civil_day(moment.now));
    }
}
