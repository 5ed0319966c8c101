//! G1-G5 and A1-A2, whatever was held.

use chrono::{Days, NaiveDate};
use domain::award::follows;
use domain::eligibility::{Hold, ProgrammeFacts, Standing, eligibility};
use domain::{ApplicationKind, Edition, add_months};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::editions::editions;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap()
}

/// A day so many days after a day, or before it.
fn after(day: NaiveDate, days: i64) -> NaiveDate {
    day + chrono::Duration::days(days)
}

fn programme(name: &str, holds: Vec<Hold>) -> ProgrammeFacts {
    ProgrammeFacts {
        id: format!("prg_{name}"),
        name: name.to_owned(),
        started_on: after(today(), -2000),
        ended_on: None,
        mentors: 20,
        holds,
    }
}

/// Up to three awards, some of them cut short.
fn any_holds() -> impl Strategy<Value = Vec<(Index, i64, Option<i64>)>> {
    let cut = proptest::option::weighted(0.2, 0..300i64);
    proptest::collection::vec((any::<Index>(), -700..400i64, cut), 0..=3)
}

fn holds_of(edition: &Edition, holds: &[(Index, i64, Option<i64>)]) -> Vec<Hold> {
    let months = edition.rules().validity_months;
    let hold = |(level, from, cut): &(Index, i64, Option<i64>)| {
        let awarded_on = after(today(), *from);
        Hold {
            level_rank: level.get(edition.levels()).rank,
            awarded_on,
            expires_on: add_months(awarded_on, months),
            withdrawn_or_superseded_on: cut.map(|days| after(awarded_on, days)),
        }
    };
    holds.iter().map(hold).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn g4_the_first_day_is_the_first_on_which_it_would_be_yes(
        edition in editions(), one in any_holds(), other in proptest::option::of(any_holds()),
        level in any::<Index>(),
    ) {
        let mut programmes = vec![programme("Peers", holds_of(&edition, &one))];
        programmes.extend(other.map(|holds| programme("Careers", holds_of(&edition, &holds))));
        let target = level.get(edition.levels()).rank;
        let answer = eligibility(&edition, &programmes, target, today());
        // After the last award has ended nothing changes any more.
        let by_trying = today()
            .iter_days()
            .take(1200)
            .find(|day| eligibility(&edition, &programmes, target, *day).allowed);
        prop_assert_eq!(answer.first_day, by_trying);
        prop_assert_eq!(answer.allowed, by_trying == Some(today()));
        prop_assert_eq!(answer.allowed, answer.reasons.is_empty());
    }

    #[test]
    fn g2_no_level_is_applied_for_that_is_not_held_or_the_next(
        edition in editions(), holds in any_holds(), level in any::<Index>(),
    ) {
        let programmes = [programme("Peers", holds_of(&edition, &holds))];
        let target = level.get(edition.levels()).rank;
        let answer = eligibility(&edition, &programmes, target, today());
        let held = Standing::of(&programmes[0].holds, today());
        if answer.allowed {
            match held {
                None => prop_assert!(target <= edition.rules().first_award_at_most),
                Some(held) if held.rank == target => {
                    prop_assert_eq!(answer.kind, ApplicationKind::Reaccreditation);
                    let window = Days::new(edition.rules().renewal_window_days.into());
                    prop_assert!(today() >= held.until - window);
                }
                Some(held) => {
                    prop_assert_eq!(held.rank + 1, target);
                    prop_assert!(add_months(held.since, edition.rules().months_held_before_next) <= today());
                }
            }
        }
    }

    #[test]
    fn a2_renewals_cover_time_without_gap_or_overlap(
        edition in editions(), first in 0..1500i64, decided in proptest::collection::vec((0.0..1.0f64, 0..60i64), 1..8),
    ) {
        let first = after(today(), first);
        let award = |kind, holds: &[Hold], on| {
            let made = follows(&edition, kind, &[programme("Peers", holds.to_vec())], Some(1), on).unwrap();
            Hold {
                level_rank: 1,
                awarded_on: made.awarded_on,
                expires_on: made.expires_on,
                withdrawn_or_superseded_on: None,
            }
        };
        let mut holds = vec![award(ApplicationKind::Initial, &[], first)];
        for (early, late) in decided {
            // Submitted in the window, decided on any day from then on, in time or late.
            let expiry = holds.last().unwrap().expires_on;
            let days = (early * f64::from(edition.rules().renewal_window_days)) as i64;
            let on = after(expiry, late - days);
            holds.push(award(ApplicationKind::Reaccreditation, &holds, on));
        }
        for pair in holds.windows(2) {
            prop_assert_eq!(pair[0].expires_on, pair[1].awarded_on);
            prop_assert_eq!(pair[1].expires_on, add_months(pair[1].awarded_on, edition.rules().validity_months));
        }
        let last = holds.last().unwrap().expires_on;
        let whole = Some(Standing { rank: 1, since: first, until: last });
        prop_assert_eq!(Standing::of(&holds, first), whole.clone());
        prop_assert_eq!(Standing::of(&holds, after(last, -1)), whole);
        prop_assert_eq!(Standing::of(&holds, last), None);
    }

    #[test]
    fn g5_a_later_day_never_comes_out_earlier(a in 0..20_000i64, b in 0..20_000i64, months in 0..60u32) {
        let (a, b) = (after(today(), a), after(today(), b));
        prop_assert!((a <= b) <= (add_months(a, months) <= add_months(b, months)));
    }
}
