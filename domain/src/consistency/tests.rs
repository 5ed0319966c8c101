//! What the figures promise.

use std::collections::BTreeMap;

use chrono::Duration;

use super::leniency::holm;
use super::*;
use crate::calendar::tests::day;

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

const RATINGS: [Rating; 3] = [Rating::NotMet, Rating::PartlyMet, Rating::Met];

/// Each assessor's marks of one criterion a case, as digits: `2` met, `1` partly, `0` not, `.` none.
fn marks(of: &[(u128, &str)]) -> Vec<Mark<'static>> {
    let mut marks = Vec::new();
    for (assessor, digits) in of {
        for (case, digit) in digits.chars().enumerate() {
            let Some(step) = digit.to_digit(10) else {
                continue;
            };
            marks.push(Mark {
                case: id(1_000 + case as u128),
                criterion: "1.1",
                assessor: id(*assessor),
                rating: RATINGS[step as usize],
                on: day("2026-01-05") + Duration::days(case as i64 * 7),
            });
        }
    }
    marks
}

fn only(of: &[(u128, &str)]) -> Report {
    report(&marks(of), &Watch::default(), 1)
}

#[test]
fn all_agreeing_is_one_and_its_interval_too() {
    let report = only(&[(1, "210210210"), (2, "210210210")]);
    assert_eq!(report.overall.alpha, Some(1.0));
    assert_eq!(report.overall.interval, Some((1.0, 1.0)));
    assert_eq!((report.overall.units, report.overall.cases), (9, 9));
    assert_eq!(report.overall.reliance(), Reliance::Reliable);
    for assessor in &report.assessors {
        assert_eq!(assessor.leniency.steps, 0.0);
        assert_eq!(assessor.leniency.p, 1.0);
        assert_eq!(assessor.leniency.marking, Marking::Alike);
    }
}

#[test]
fn nothing_in_common_says_nothing() {
    for of in [
        &[][..],
        &[(1, "210")],
        &[(1, "21.."), (2, "..10")],
        &[(1, "222"), (2, "222")],
    ] {
        let report = only(of);
        assert_eq!(report.overall.alpha, None);
        assert_eq!(report.overall.interval, None);
        assert_eq!(report.overall.reliance(), Reliance::Unknown);
    }
    assert_eq!(only(&[(1, "21.."), (2, "..10")]).assessors, vec![]);
}

#[test]
fn marks_of_what_nobody_else_marked_change_nothing() {
    let (with, without) = (
        only(&[(1, "2102"), (2, "111.")]),
        only(&[(1, "210."), (2, "111.")]),
    );
    assert_eq!(with, without);
}

#[test]
fn the_order_of_marks_changes_nothing_and_neither_does_a_further_run() {
    let mut marks = marks(&[(1, "2102102"), (2, "2012120"), (3, "1102202")]);
    let first = report(&marks, &Watch::default(), 7);
    marks.reverse();
    assert_eq!(report(&marks, &Watch::default(), 7), first);
}

#[test]
fn of_two_marks_by_one_of_the_same_the_later_counts() {
    let mut twice = marks(&[(1, "012"), (2, "222")]);
    for mark in &mut twice {
        mark.on = day("2026-01-01");
    }
    let again = marks(&[(1, "222")]);
    twice.extend(again.iter().map(|mark| Mark {
        on: day("2026-02-01"),
        ..*mark
    }));
    assert_eq!(
        report(&twice, &Watch::default(), 1).assessors[0]
            .leniency
            .steps,
        0.0
    );
}

#[test]
fn whoever_marks_beside_somebody_lenient_is_not_strict() {
    // The first marks two steps higher than the second, who marks as the others do.
    let report = only(&[
        (1, "2222222222222222........"),
        (2, "000000000000000000000000"),
        (3, "................00000000"),
    ]);
    let steps: Vec<f64> = report.assessors.iter().map(|a| a.leniency.steps).collect();
    assert!((steps[1] - steps[2]).abs() < 1e-4, "{steps:?}");
    assert!((steps[0] - steps[1] - 2.0).abs() < 1e-4, "{steps:?}");
    assert_eq!(report.assessors[0].leniency.marking, Marking::Lenient);
    assert_eq!(
        report.assessors[0].leniency.sentence("Ann Lee"),
        "Ann Lee marks more leniently than colleagues: 2.0 steps on 16 cases."
    );
}

#[test]
fn the_step_down_of_holm_is_kept() {
    assert_eq!(
        holm(&[0.01, 0.04, 0.03, 0.005], 0.05),
        [true, false, false, true]
    );
    assert_eq!(holm(&[0.03, 0.02], 0.05), [true, true]);
    assert_eq!(holm(&[0.05, 0.025], 0.05), [true, true]);
    assert_eq!(holm(&[0.03, 0.03], 0.05), [false, false]);
    assert_eq!(holm(&[], 0.05), Vec::<bool>::new());
}

#[test]
fn somebody_who_becomes_lenient_is_told_by_period() {
    // Half a year like the others, half a year two steps higher.
    let report = only(&[
        (
            1,
            "00000000000000000000000000 2222222222222222222222222"
                .replace(' ', "")
                .as_str(),
        ),
        (2, "000000000000000000000000000000000000000000000000000"),
    ]);
    let drift = &report.assessors[0].drift;
    assert!(drift.tells, "{drift:?}");
    let periods: Vec<(usize, f64)> = drift.periods.iter().map(|p| (p.cases, p.steps)).collect();
    assert_eq!(periods.len(), 4);
    assert!(
        periods[0].1 < periods[3].1 && periods[0].0 == 13,
        "{periods:?}"
    );
    assert!(
        drift
            .sentence("Ann Lee")
            .starts_with("Ann Lee becomes more lenient: ")
    );
    let still = only(&[(1, "0101010101010101"), (2, "1010101010101010")]);
    assert!(still.assessors.iter().all(|assessor| !assessor.drift.tells));
    assert_eq!(
        still.assessors[0].drift.sentence("Ann Lee"),
        "Nothing says that Ann Lee's marking changes, on 16 cases."
    );
}

#[test]
fn the_year_is_told_to_the_public_without_names() {
    let marks = marks(&[(1, "2102102102"), (2, "21021....."), (3, ".....02101")]);
    let told = yearly(&marks, day("2026-03-31"), 3).unwrap();
    assert_eq!((told.criteria, told.cases, told.assessors), (10, 10, 3));
    let (low, high) = told.interval;
    assert!(low <= told.alpha && told.alpha <= high, "{told:?}");
    let figures = format!("{:.2} ({low:.2} to {high:.2})", told.alpha);
    assert_eq!(
        told.sentence(),
        format!(
            "In the year to 31 March 2026, 10 criteria of 10 cases were each marked by two of 3 assessors \
             who did not see each other's marks. Their agreement was {figures}, where 1 is full agreement \
             and 0 is what chance alone gives."
        )
    );
}

#[test]
fn of_too_few_the_public_is_told_nothing() {
    let enough = marks(&[(1, "2102102102"), (2, "21021....."), (3, ".....02101")]);
    let year_end = day("2026-03-31");
    assert!(yearly(&enough, year_end, 1).is_some());
    // The last of ten cases was marked on 9 March, the first on 5 January.
    assert!(
        yearly(&enough, day("2026-03-08"), 1).is_none(),
        "nine cases"
    );
    assert!(yearly(&enough, day("2026-03-09"), 1).is_some(), "that day");
    assert!(yearly(&enough, day("2027-01-04"), 1).is_some());
    assert!(
        yearly(&enough, day("2027-01-05"), 1).is_none(),
        "a year and a day"
    );
    let two = marks(&[(1, "2102102102"), (2, "2102102101")]);
    assert!(yearly(&two, year_end, 1).is_none(), "two assessors");
    let same = marks(&[(1, "2222222222"), (2, "22222....."), (3, ".....22222")]);
    assert!(yearly(&same, year_end, 1).is_none(), "nothing to compare");
}

#[test]
fn what_the_public_is_told_of_ends_with_a_month() {
    assert_eq!(last_month_end(day("2026-11-22")), day("2026-10-31"));
    assert_eq!(last_month_end(day("2027-01-01")), day("2026-12-31"));
    assert_eq!(first_of_year(day("2026-10-31")), day("2025-11-01"));
    assert_eq!(first_of_year(day("2028-02-29")), day("2027-03-01"));
    assert_eq!(first_of_year(day("2027-02-28")), day("2026-03-01"));
}

#[test]
fn every_order_is_as_likely() {
    let mut chance = Chance::new(1);
    let mut orders: BTreeMap<[u8; 3], u32> = BTreeMap::new();
    for _ in 0..6_000 {
        let mut things = [1, 2, 3];
        chance.shuffle(&mut things);
        *orders.entry(things).or_default() += 1;
    }
    assert_eq!(orders.len(), 6);
    let even = |times: &u32| (900..1_100).contains(times);
    assert!(orders.values().all(even), "{orders:?}");
}
