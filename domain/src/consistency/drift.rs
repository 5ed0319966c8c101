//! How somebody's leniency changes over time.

use chrono::NaiveDate;

use super::Watch;
use super::chance::Chance;
use super::leniency::{Found, holm, in_words, mean};
use super::units::Units;
use crate::calendar::add_months;
use crate::words;

/// How an assessor's leniency changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Drift {
    /// Period by period, from the first in which they marked to the last.
    pub periods: Vec<Period>,
    /// By how many steps a year they became more lenient; stricter below 0.
    pub a_year: f64,
    /// How likely so steady a change or a steadier one would be by chance.
    pub p: f64,
    /// Whether that tells, with everybody looked at together.
    pub tells: bool,
}

/// An assessor's leniency in some months.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Period {
    /// The first day.
    pub from: NaiveDate,
    /// The day after the last.
    pub until: NaiveDate,
    /// On how many cases; there may be none.
    pub cases: usize,
    /// How many steps higher than colleagues, on average.
    pub steps: f64,
}

impl Drift {
    /// The same in a sentence about somebody.
    pub fn sentence(&self, name: &str) -> String {
        let cases: usize = self.periods.iter().map(|period| period.cases).sum();
        let cases = words::plural(cases, "case", "cases");
        match (self.tells, self.a_year > 0.0) {
            (false, _) => format!("Nothing says that {name}'s marking changes, on {cases}."),
            (true, true) => format!(
                "{name} becomes more lenient: {} a year, on {cases}.",
                in_words(self.a_year)
            ),
            (true, false) => format!(
                "{name} becomes stricter: {} a year, on {cases}.",
                in_words(self.a_year)
            ),
        }
    }
}

/// How often the days are dealt out anew for a trend's test.
const DEALS: usize = 1_999;

/// Everybody's drift.
pub(super) fn drifts(
    units: &Units,
    found: &[Found],
    watch: &Watch,
    chance: &mut Chance,
) -> Vec<Drift> {
    let Some(start) = units.all.iter().map(|unit| unit.on).min() else {
        return Vec::new();
    };
    let p: Vec<f64> = found.iter().map(|f| p_trend(&f.cases, chance)).collect();
    let tells = holm(&p, watch.false_alarms);
    let all = found.iter().zip(p).zip(tells);
    all.map(|((found, p), tells)| Drift {
        periods: periods(&found.cases, start, watch.months.max(1)),
        a_year: slope(&found.cases) * 365.25,
        p,
        tells,
    })
    .collect()
}

/// Periods that begin with the first of all marks, so that everybody's are the same.
fn periods(cases: &[(NaiveDate, f64)], start: NaiveDate, months: u32) -> Vec<Period> {
    let mut periods: Vec<Period> = Vec::new();
    let Some((last, _)) = cases.last() else {
        return periods;
    };
    for number in 0.. {
        let from = add_months(start, number * months);
        if from > *last {
            break;
        }
        let until = add_months(start, (number + 1) * months);
        let within = cases.iter().filter(|(on, _)| (from..until).contains(on));
        let steps: Vec<f64> = within.map(|(_, steps)| *steps).collect();
        if !(steps.is_empty() && periods.is_empty()) {
            periods.push(Period {
                from,
                until,
                cases: steps.len(),
                steps: mean(&steps),
            });
        }
    }
    periods
}

/// Days from the middle one, and their leniency.
fn centred(cases: &[(NaiveDate, f64)]) -> (Vec<f64>, Vec<f64>) {
    let first = cases.first().map(|(on, _)| *on);
    let day = |(on, _): &(NaiveDate, f64)| first.map_or(0, |first| (*on - first).num_days()) as f64;
    let days: Vec<f64> = cases.iter().map(day).collect();
    let middle = mean(&days);
    let days = days.iter().map(|day| day - middle).collect();
    (days, cases.iter().map(|(_, steps)| *steps).collect())
}

fn product(days: &[f64], steps: &[f64]) -> f64 {
    days.iter().zip(steps).map(|(day, steps)| day * steps).sum()
}

/// By how many steps a day leniency rises: the line of least squares.
fn slope(cases: &[(NaiveDate, f64)]) -> f64 {
    let (days, steps) = centred(cases);
    let spread = product(&days, &days);
    match spread > 0.0 {
        true => product(&days, &steps) / spread,
        false => 0.0,
    }
}

/// How likely so steep a line is if days and leniency have nothing to do with each other: a
/// permutation test.
fn p_trend(cases: &[(NaiveDate, f64)], chance: &mut Chance) -> f64 {
    let (days, mut steps) = centred(cases);
    // So that rounding does not part what is equal.
    let seen = product(&days, &steps).abs() - 1e-9;
    let mut as_steep = 0usize;
    for _ in 0..DEALS {
        chance.shuffle(&mut steps);
        as_steep += usize::from(product(&days, &steps).abs() >= seen);
    }
    (as_steep + 1) as f64 / (DEALS + 1) as f64
}
