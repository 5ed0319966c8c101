//! Awards: how long they last, what state they are in, how they are numbered (A1-A3).

use chrono::NaiveDate;

use crate::calendar::add_months;
use crate::eligibility::{ApplicationKind, Hold, ProgrammeFacts, Standing};
use crate::lifecycle::AwardState;
use crate::standard::Edition;

/// The days of an award: in force from the first up to, not including, the second (A1, A2).
///
/// A reaccreditation starts on the old expiry, whether decided before or after it, so that
/// renewing early loses no days and deciding late leaves no gap. Anything else starts a new
/// year on the day of decision.
pub fn award_period(
    kind: ApplicationKind,
    decided_on: NaiveDate,
    previous_expiry: Option<NaiveDate>,
    validity_months: u32,
) -> (NaiveDate, NaiveDate) {
    let awarded_on = match kind {
        ApplicationKind::Initial => decided_on,
        ApplicationKind::Reaccreditation => previous_expiry.unwrap_or(decided_on),
    };
    (awarded_on, add_months(awarded_on, validity_months))
}

/// The days of the award that follows a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Follows {
    /// The first day it is in force.
    pub awarded_on: NaiveDate,
    /// The first day it is in force no longer.
    pub expires_on: NaiveDate,
}

/// The award that follows a decision at a level, if one does (A1, A2, J8).
///
/// None follows where nothing was reached, nor where every programme already holds the level reached or a higher one
/// and did not apply to renew: what is held stands. A renewal starts on the old expiry, the earliest where they differ.
pub fn follows(
    edition: &Edition,
    kind: ApplicationKind,
    programmes: &[ProgrammeFacts],
    reached: Option<u8>,
    decided_on: NaiveDate,
) -> Option<Follows> {
    let reached = reached?;
    let held = |programme: &ProgrammeFacts| {
        Standing::of(&programme.holds, decided_on).is_some_and(|held| held.rank >= reached)
    };
    if kind == ApplicationKind::Initial && programmes.iter().all(held) {
        return None;
    }
    let last_expiry = |programme: &ProgrammeFacts| {
        let ended = |hold: &&Hold| hold.withdrawn_or_superseded_on.is_none();
        let expiries = programme.holds.iter().filter(ended).map(|h| h.expires_on);
        expiries.max()
    };
    let previous_expiry = programmes.iter().filter_map(last_expiry).min();
    let months = edition.rules().validity_months;
    let (awarded_on, expires_on) = award_period(kind, decided_on, previous_expiry, months);
    Some(Follows {
        awarded_on,
        expires_on,
    })
}

/// The state of an award on a day (A3).
///
/// Withdrawn wins over the rest; an award superseded only after it expired has expired. A renewal
/// decided early counts as in force: its days are shown with it.
pub fn state(
    _awarded_on: NaiveDate,
    expires_on: NaiveDate,
    superseded_on: Option<NaiveDate>,
    withdrawn_on: Option<NaiveDate>,
    today: NaiveDate,
) -> AwardState {
    if withdrawn_on.is_some_and(|day| day <= today) {
        AwardState::Withdrawn
    } else if superseded_on.is_some_and(|day| day <= today && day < expires_on) {
        AwardState::Superseded
    } else if expires_on <= today {
        AwardState::Expired
    } else {
        AwardState::InForce
    }
}

/// A certificate number, such as `UMS-2026-000123`; the sequence is never used twice (A3).
///
/// The letters are the scheme code's initial and `MS`, for Mentoring Standards.
pub fn certificate_number(scheme_code: &str, year: i32, sequence: u32) -> String {
    let initial = scheme_code.chars().next().unwrap_or('N');
    format!("{}MS-{year:04}-{sequence:06}", initial.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use ApplicationKind::{Initial, Reaccreditation};

    use super::*;
    use crate::calendar::tests::day;

    #[test]
    fn a1_an_award_lasts_a_year() {
        for (decided, expires) in [
            ("2026-11-22", "2027-11-22"),
            ("2024-02-29", "2025-02-28"),
            ("2023-02-28", "2024-02-28"),
            ("2026-12-31", "2027-12-31"),
        ] {
            let period = award_period(Initial, day(decided), None, 12);
            assert_eq!(period, (day(decided), day(expires)));
        }
    }

    #[test]
    fn a2_renewing_early_loses_no_days_and_late_leaves_no_gap() {
        for decided in ["2026-10-01", "2026-11-30", "2026-12-01", "2027-01-20"] {
            let period = award_period(Reaccreditation, day(decided), Some(day("2026-12-01")), 12);
            assert_eq!(period, (day("2026-12-01"), day("2027-12-01")), "{decided}");
        }
    }

    #[test]
    fn a2_a_higher_level_starts_a_new_year_on_the_day_of_decision() {
        let period = award_period(Initial, day("2026-09-01"), Some(day("2026-12-01")), 12);
        assert_eq!(period, (day("2026-09-01"), day("2027-09-01")));
    }

    #[test]
    fn a3_an_award_says_its_state() {
        let (from, to) = (day("2026-01-10"), day("2027-01-10"));
        let some = |text| Some(day(text));
        for (superseded, withdrawn, today, expected) in [
            (None, None, "2026-01-10", AwardState::InForce),
            (None, None, "2027-01-09", AwardState::InForce),
            (None, None, "2027-01-10", AwardState::Expired),
            (some("2026-06-01"), None, "2026-05-31", AwardState::InForce),
            (
                some("2026-06-01"),
                None,
                "2026-06-01",
                AwardState::Superseded,
            ),
            (
                some("2026-06-01"),
                None,
                "2028-06-01",
                AwardState::Superseded,
            ),
            (some("2027-02-01"), None, "2027-03-01", AwardState::Expired),
            (None, some("2026-03-01"), "2026-02-28", AwardState::InForce),
            (
                None,
                some("2026-03-01"),
                "2026-03-01",
                AwardState::Withdrawn,
            ),
            (
                some("2026-02-01"),
                some("2026-03-01"),
                "2026-03-01",
                AwardState::Withdrawn,
            ),
            (
                None,
                some("2027-03-01"),
                "2027-03-01",
                AwardState::Withdrawn,
            ),
        ] {
            assert_eq!(
                state(from, to, superseded, withdrawn, day(today)),
                expected,
                "{today}"
            );
        }
    }

    #[test]
    fn a3_a_certificate_number_says_scheme_and_year() {
        assert_eq!(
            certificate_number("university", 2026, 123),
            "UMS-2026-000123"
        );
        assert_eq!(
            certificate_number("organisation", 2027, 1_000_000),
            "OMS-2027-1000000"
        );
    }
}
