//! Who marks more leniently or more strictly than colleagues.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Watch;
use super::units::Units;
use crate::code::code_enum;
use crate::words;

code_enum! {
    /// How somebody marks beside their colleagues.
    pub enum Marking {
        /// Nothing says otherwise.
        Alike = "ALIKE",
        /// Higher than colleagues, by more than matters and than chance would have it.
        Lenient = "LENIENT",
        /// Lower, likewise.
        Strict = "STRICT",
    }
}

/// How leniently an assessor marks beside colleagues who marked the same.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Leniency {
    /// How many steps of the scale higher, on average over cases; lower below 0.
    pub steps: f64,
    /// On how many cases.
    pub cases: usize,
    /// How likely so much or more would be by chance, were it no more than the tolerance.
    pub p: f64,
    /// Whether that tells, with everybody looked at together.
    pub marking: Marking,
}

impl Leniency {
    /// The same in a sentence about somebody.
    pub fn sentence(&self, name: &str) -> String {
        let (steps, cases) = (
            in_words(self.steps),
            words::plural(self.cases, "case", "cases"),
        );
        match self.marking {
            Marking::Lenient => {
                format!("{name} marks more leniently than colleagues: {steps} on {cases}.")
            }
            Marking::Strict => {
                format!("{name} marks more strictly than colleagues: {steps} on {cases}.")
            }
            Marking::Alike => {
                format!("Nothing says that {name} marks otherwise than colleagues, on {cases}.")
            }
        }
    }
}

/// `0.4 of a step`, `1.2 steps`, whichever way.
pub(super) fn in_words(steps: f64) -> String {
    let figure = format!("{:.1}", steps.abs());
    match figure.starts_with("0.") {
        true => format!("{figure} of a step"),
        false => format!("{figure} steps"),
    }
}

/// An assessor's leniency, and what it is made of.
pub(super) struct Found {
    pub leniency: Leniency,
    /// Case by case, in the order of their days: on which day, and by how many steps.
    pub cases: Vec<(NaiveDate, f64)>,
}

/// An assessor's marks of a case beside those of others.
struct Beside {
    on: NaiveDate,
    /// How much higher, on average over criteria.
    steps: f64,
    /// How many units each other assessor marked of it.
    others: Vec<(usize, f64)>,
}

/// Everybody's leniency.
///
/// Two assessors of one criterion of one case judge the same work, so how hard the criterion is and
/// how good the work falls out of their difference. What is left is one's leniency less the
/// other's; all are found at once by least squares, so that nobody looks strict for having been
/// paired with somebody lenient.
pub(super) fn found(units: &Units, watch: &Watch) -> Vec<Found> {
    let beside = beside(units);
    let level = levels(&beside);
    let found = beside.iter().map(|cases| {
        let against = |case: &Beside| (case.on, case.steps + expected(case, &level));
        let mut cases: Vec<_> = cases.iter().map(against).collect();
        cases.sort_by_key(|(on, _)| *on);
        cases
    });
    let found: Vec<Vec<(NaiveDate, f64)>> = found.collect();
    let steps = |cases: &[(NaiveDate, f64)]| -> Vec<f64> { cases.iter().map(|c| c.1).collect() };
    let p: Vec<f64> = found
        .iter()
        .map(|cases| p_beyond(&steps(cases), watch.tolerance))
        .collect();
    let tells = holm(&p, watch.false_alarms);
    let all = found.into_iter().zip(p).zip(tells);
    all.map(|((cases, p), tells)| {
        let steps = mean(&steps(&cases));
        let marking = match (tells, steps > 0.0) {
            (false, _) => Marking::Alike,
            (true, true) => Marking::Lenient,
            (true, false) => Marking::Strict,
        };
        Found {
            leniency: Leniency {
                steps,
                cases: cases.len(),
                p,
                marking,
            },
            cases,
        }
    })
    .collect()
}

/// Assessor by assessor, case by case, how much higher they marked than others.
fn beside(units: &Units) -> Vec<Vec<Beside>> {
    let mut all: Vec<Vec<Beside>> = units.assessors.iter().map(|_| Vec::new()).collect();
    for case in units.all.chunk_by(|a, b| a.case == b.case) {
        let by = case
            .iter()
            .flat_map(|unit| unit.marks.iter().map(|(by, _)| *by));
        for assessor in by.collect::<BTreeSet<usize>>() {
            let mut count = 0.0;
            let mut here: Option<Beside> = None;
            for unit in case {
                let Some((_, own)) = unit.marks.iter().find(|(by, _)| *by == assessor) else {
                    continue;
                };
                let beside = here.get_or_insert(Beside {
                    on: unit.on,
                    steps: 0.0,
                    others: Vec::new(),
                });
                let others = (unit.marks.len() - 1) as f64;
                for (by, step) in unit.marks.iter().filter(|(by, _)| *by != assessor) {
                    beside.steps += (*own as f64 - *step as f64) / others;
                    match beside.others.iter_mut().find(|(other, _)| other == by) {
                        Some((_, weight)) => *weight += 1.0 / others,
                        None => beside.others.push((*by, 1.0 / others)),
                    }
                }
                count += 1.0;
            }
            if let Some(mut beside) = here {
                beside.steps /= count;
                beside
                    .others
                    .iter_mut()
                    .for_each(|(_, weight)| *weight /= count);
                all[assessor].push(beside);
            }
        }
    }
    all
}

/// What those who marked a case beside somebody would differ by themselves.
fn expected(case: &Beside, level: &[f64]) -> f64 {
    let others = case.others.iter();
    others.map(|(by, weight)| weight * level[*by]).sum()
}

/// Everybody's leniency by least squares, beside the one in the middle: one who is far out does not
/// make all others look otherwise.
///
/// Solved by turns (Gauss and Seidel): each is set to what the others' say, until nothing changes.
fn levels(beside: &[Vec<Beside>]) -> Vec<f64> {
    let mut level = vec![0.0; beside.len()];
    for _ in 0..200 {
        let mut change: f64 = 0.0;
        for (assessor, cases) in beside.iter().enumerate() {
            let own: Vec<f64> = cases
                .iter()
                .map(|c| c.steps + expected(c, &level))
                .collect();
            let next = mean(&own);
            change = change.max((next - level[assessor]).abs());
            level[assessor] = next;
        }
        if change < 1e-6 {
            break;
        }
    }
    let middle = median(&level);
    level.iter_mut().for_each(|level| *level -= middle);
    level
}

pub(super) fn mean(values: &[f64]) -> f64 {
    if values.is_empty() {
        return 0.0;
    }
    values.iter().sum::<f64>() / values.len() as f64
}

/// The value in the middle, or between the two there; 0 of none.
fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    let two = sorted.get(middle.saturating_sub(1 - sorted.len() % 2)..=middle);
    two.map_or(0.0, mean)
}

/// How likely values so far from 0 are by chance, were their middle no further than a tolerance:
/// twice the smaller side.
fn p_beyond(values: &[f64], tolerance: f64) -> f64 {
    let above: Vec<f64> = values.iter().map(|value| value - tolerance).collect();
    let below: Vec<f64> = values.iter().map(|value| -value - tolerance).collect();
    (2.0 * sign_flips(&above).min(sign_flips(&below))).min(1.0)
}

/// How likely a sum so large is if each value is as likely of the other sign: the permutation test
/// of Fisher and Pitman for pairs, counted out over all signs.
///
/// Values are rounded to parts of their sum, so that the count takes no longer for many; the test
/// is as exact for rounded values.
fn sign_flips(values: &[f64]) -> f64 {
    const PARTS: f64 = 2_000.0;
    let whole: f64 = values.iter().map(|value| value.abs()).sum();
    if whole <= 0.0 {
        return 1.0;
    }
    let parts = values
        .iter()
        .map(|value| (value / whole * PARTS).round() as i64);
    let parts: Vec<i64> = parts.collect();
    let seen: i64 = parts.iter().sum();
    let most = parts
        .iter()
        .map(|part| part.unsigned_abs() as usize)
        .sum::<usize>();
    // The chance of each sum, from the least up: each value is added or taken away.
    let mut chances = vec![0.0; 2 * most + 1];
    chances[most] = 1.0;
    let mut reach = 0;
    for part in parts.iter().map(|part| part.unsigned_abs() as usize) {
        let mut next = vec![0.0; chances.len()];
        for at in most - reach..=most + reach {
            let half = chances[at] / 2.0;
            next[at + part] += half;
            next[at - part] += half;
        }
        reach += part;
        chances = next;
    }
    let from = most as i64 + seen;
    chances[from as usize..].iter().sum::<f64>().min(1.0)
}

/// Which of several tests tell, if at most so often any of them may tell in vain (Holm).
pub(super) fn holm(p: &[f64], false_alarms: f64) -> Vec<bool> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|a, b| p[*a].total_cmp(&p[*b]));
    let mut tells = vec![false; p.len()];
    for (before, at) in order.into_iter().enumerate() {
        if p[at] > false_alarms / (p.len() - before) as f64 {
            break;
        }
        tells[at] = true;
    }
    tells
}
