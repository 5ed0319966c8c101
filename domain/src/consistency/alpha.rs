//! Agreement corrected for chance: Krippendorff's alpha for marks in order.

use std::collections::BTreeMap;

use super::chance::Chance;
use super::units::Unit;
use super::{Reliance, STEPS};

/// How alike marks are, corrected for the likeness that chance alone would give.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    /// Krippendorff's alpha: 1 where all agree, 0 where they agree no more than by chance, below
    /// where less; none where there is nothing to compare or all marks are the same.
    pub alpha: Option<f64>,
    /// Where alpha lies with 95% confidence, had other cases been drawn.
    pub interval: Option<(f64, f64)>,
    /// How many criteria of cases were compared.
    pub units: usize,
    /// Of how many cases.
    pub cases: usize,
}

impl Agreement {
    /// How far the marks may be relied on; nothing is known of a single case.
    pub fn reliance(&self) -> Reliance {
        match self.alpha.filter(|_| self.interval.is_some()) {
            None => Reliance::Unknown,
            Some(alpha) if alpha >= 0.8 => Reliance::Reliable,
            Some(alpha) if alpha >= 0.667 => Reliance::Tentative,
            Some(_) => Reliance::Unreliable,
        }
    }
}

/// How often each value stands beside each other one in a unit (Krippendorff's coincidences).
#[derive(Clone, Copy)]
struct Coincidences<const VALUES: usize>([[f64; VALUES]; VALUES]);

impl<const VALUES: usize> Coincidences<VALUES> {
    const NONE: Self = Self([[0.0; VALUES]; VALUES]);

    /// Adds a unit's values; one alone has nothing beside it.
    fn add(&mut self, values: impl Iterator<Item = usize>) {
        let mut counts = [0.0; VALUES];
        let mut all = 0.0;
        for value in values {
            if let Some(count) = counts.get_mut(value) {
                *count += 1.0;
                all += 1.0;
            }
        }
        if all < 2.0 {
            return;
        }
        for (value, row) in self.0.iter_mut().enumerate() {
            for (other, cell) in row.iter_mut().enumerate() {
                let others = counts[other] - f64::from(u8::from(value == other));
                *cell += counts[value] * others / (all - 1.0);
            }
        }
    }

    fn add_times(&mut self, other: &Self, times: f64) {
        for (row, others) in self.0.iter_mut().zip(&other.0) {
            for (cell, other) in row.iter_mut().zip(others) {
                *cell += other * times;
            }
        }
    }

    /// Observed beside expected disagreement, by the distances of values in order.
    fn alpha(&self) -> Option<f64> {
        let totals: Vec<f64> = self.0.iter().map(|row| row.iter().sum()).collect();
        let all: f64 = totals.iter().sum();
        let (mut observed, mut expected) = (0.0, 0.0);
        for low in 0..VALUES {
            for high in low + 1..VALUES {
                let between: f64 = totals[low..=high].iter().sum();
                let distance = between - (totals[low] + totals[high]) / 2.0;
                observed += self.0[low][high] * distance * distance;
                expected += totals[low] * totals[high] * distance * distance;
            }
        }
        (expected > 0.0).then(|| 1.0 - (all - 1.0) * observed / expected)
    }
}

/// Krippendorff's alpha of units with values in order, from 0 up to, not including, `VALUES`; what
/// was not marked is left out of its unit.
///
/// None where no unit has two values, or all values are the same.
pub fn krippendorff_alpha<const VALUES: usize>(units: &[Vec<usize>]) -> Option<f64> {
    let mut coincidences = Coincidences::<VALUES>::NONE;
    for unit in units {
        coincidences.add(unit.iter().copied());
    }
    coincidences.alpha()
}

/// How many times cases are drawn anew for an interval.
const DRAWS: usize = 200;

/// How alike the marks of some units are; they come case by case.
///
/// For the interval whole cases are drawn anew, with replacement, since marks of one case hang
/// together.
pub(super) fn agreement<'a>(
    units: impl Iterator<Item = &'a Unit>,
    chance: &mut Chance,
) -> Agreement {
    let mut cases: Vec<Coincidences<STEPS>> = Vec::new();
    let (mut last, mut compared) = (None, 0);
    for unit in units {
        if last.replace(unit.case) != Some(unit.case) {
            cases.push(Coincidences::NONE);
        }
        if let Some(case) = cases.last_mut() {
            case.add(unit.marks.iter().map(|(_, step)| *step));
        }
        compared += 1;
    }
    // Of one criterion there are few kinds of case: only how many of each are drawn is counted.
    let (kinds, kind_of) = kinds(&cases);
    let alpha = |of_kind: &[f64]| {
        let mut sum = Coincidences::NONE;
        for (kind, count) in kinds.iter().zip(of_kind) {
            sum.add_times(kind, *count);
        }
        sum.alpha()
    };
    let count = |drawn: &mut dyn Iterator<Item = usize>| {
        let mut of_kind = vec![0.0; kinds.len()];
        drawn.for_each(|case| of_kind[kind_of[case]] += 1.0);
        alpha(&of_kind)
    };
    let mut drawn: Vec<f64> = (0..DRAWS)
        .filter_map(|_| count(&mut (0..cases.len()).map(|_| chance.below(cases.len()))))
        .collect();
    drawn.sort_unstable_by(f64::total_cmp);
    let at = |share: f64| drawn.get((drawn.len() as f64 * share) as usize).copied();
    let alpha = count(&mut (0..cases.len()));
    Agreement {
        alpha,
        interval: at(0.025).zip(at(0.975)).filter(|_| cases.len() > 1),
        units: compared,
        cases: cases.len(),
    }
}

/// Cases that are alike taken together, and which kind each case is of.
fn kinds(cases: &[Coincidences<STEPS>]) -> (Vec<Coincidences<STEPS>>, Vec<usize>) {
    let mut places = BTreeMap::new();
    let mut kinds = Vec::new();
    let kind_of = cases.iter().map(|case| {
        *places
            .entry(case.0.map(|row| row.map(f64::to_bits)))
            .or_insert_with(|| {
                kinds.push(*case);
                kinds.len() - 1
            })
    });
    let kind_of = kind_of.collect();
    (kinds, kind_of)
}
