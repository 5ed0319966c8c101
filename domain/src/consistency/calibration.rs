//! Cases with known marks that a new assessor marks before their first (J6).

use std::collections::BTreeMap;

use uuid::Uuid;

use super::alpha::krippendorff_alpha;
use super::{STEPS, step};
use crate::standard::Rating;
use crate::words;

/// A mark of a criterion of a calibration case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GoldMark<'a> {
    /// The calibration case.
    pub case: Uuid,
    /// The criterion's reference.
    pub criterion: &'a str,
    /// The mark.
    pub rating: Rating,
}

/// How an assessor marked the calibration cases beside the known marks.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    /// How many known marks there are.
    pub of: usize,
    /// How many they gave as well.
    pub agreed: usize,
    /// How many criteria they have not marked yet.
    pub missing: usize,
    /// How alike their marks and the known ones are, corrected for chance.
    pub alpha: Option<f64>,
    /// How many steps higher they marked, on average; lower below 0.
    pub steps: f64,
    /// What they marked otherwise or not at all, case by case, by reference.
    pub differences: Vec<Difference>,
    /// Whether they marked everything, and enough of it as it is known.
    pub passed: bool,
}

/// A criterion that an assessor marked otherwise than it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The calibration case.
    pub case: Uuid,
    /// The criterion's reference.
    pub criterion: String,
    /// The known mark.
    pub gold: Rating,
    /// Theirs; none where they have not marked it.
    pub theirs: Option<Rating>,
}

impl Calibration {
    /// The same in a sentence about somebody.
    pub fn sentence(&self, name: &str) -> String {
        let all = words::plural(self.of, "criterion", "criteria");
        if self.missing > 0 {
            let left = words::plural(self.missing, "criterion", "criteria");
            return format!("{name} has {left} of {} left to mark.", self.of);
        }
        let passed = if self.passed {
            "passed"
        } else {
            "has not passed"
        };
        format!("{name} {passed}: {} of {all} marked as known.", self.agreed)
    }
}

/// An assessor's marks of the calibration cases beside the known ones.
///
/// They pass when everything is marked and at least so many of a hundred marks are the known ones;
/// nobody passes where nothing is known. Marks of what is not known do not count.
pub fn calibrate(gold: &[GoldMark], theirs: &[GoldMark], pass_percent: u8) -> Calibration {
    let by_unit = |marks: &[GoldMark]| -> BTreeMap<(Uuid, String), Rating> {
        let key = |mark: &GoldMark| ((mark.case, mark.criterion.to_owned()), mark.rating);
        marks.iter().map(key).collect()
    };
    let (gold, theirs) = (by_unit(gold), by_unit(theirs));
    let mut units = Vec::new();
    let mut steps = 0.0;
    let mut differences = Vec::new();
    for ((case, criterion), known) in &gold {
        let mark = theirs.get(&(*case, criterion.clone())).copied();
        if let Some(mark) = mark {
            units.push(vec![step(*known), step(mark)]);
            steps += step(mark) as f64 - step(*known) as f64;
        }
        if mark != Some(*known) {
            differences.push(Difference {
                case: *case,
                criterion: criterion.clone(),
                gold: *known,
                theirs: mark,
            });
        }
    }
    let (of, agreed) = (gold.len(), gold.len() - differences.len());
    let missing = of - units.len();
    Calibration {
        of,
        agreed,
        missing,
        alpha: krippendorff_alpha::<STEPS>(&units),
        steps: steps / units.len().max(1) as f64,
        differences,
        passed: of > 0 && missing == 0 && agreed * 100 >= usize::from(pass_percent) * of,
    }
}
