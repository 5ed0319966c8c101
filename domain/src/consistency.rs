//! How alike assessors mark: agreement beyond chance, leniency, drift, and a set of cases with known
//! marks (J6).
//!
//! Everything is worked out from marks that two assessors or more gave, blind, to the same criterion
//! of the same case. Chance is an argument, a seed: the same marks and seed give the same figures.
//! What the figures mean and where the methods come from: `docs/consistency.md`.

mod alpha;
mod calibration;
mod chance;
mod drift;
mod gold;
mod leniency;
mod units;

use chrono::{Datelike, Months, NaiveDate};
use uuid::Uuid;

use crate::calendar::in_words;
use crate::code::code_enum;
use crate::standard::Rating;
use crate::words;

pub use alpha::{Agreement, krippendorff_alpha};
pub use calibration::{Calibration, Difference, GoldMark, calibrate};
pub use drift::{Drift, Period};
pub use gold::{Source, deidentified, expect_open, gold, identifying, unmarked};
pub use leniency::{Leniency, Marking};

use chance::Chance;
use units::Units;

/// A mark that an assessor gave to a criterion of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark<'a> {
    /// The application.
    pub case: Uuid,
    /// The criterion's reference.
    pub criterion: &'a str,
    /// Who marked it.
    pub assessor: Uuid,
    /// What they gave.
    pub rating: Rating,
    /// The day they submitted their marks.
    pub on: NaiveDate,
}

/// When somebody is said to mark otherwise than their colleagues.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Watch {
    /// How often, at most, anybody at all is named though nobody marks otherwise: 0.05 is five
    /// reports of a hundred.
    pub false_alarms: f64,
    /// The difference, in steps, up to which marking otherwise does not matter.
    pub tolerance: f64,
    /// How many months a period of drift has.
    pub months: u32,
}

impl Default for Watch {
    /// Five reports of a hundred, a twentieth of a step, quarters of a year.
    fn default() -> Self {
        Self {
            false_alarms: 0.05,
            tolerance: 0.05,
            months: 3,
        }
    }
}

/// How alike assessors mark, in all and one by one.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// All marks together.
    pub overall: Agreement,
    /// Criterion by criterion, by reference.
    pub criteria: Vec<CriterionAgreement>,
    /// Assessor by assessor, by id.
    pub assessors: Vec<AssessorReport>,
}

/// How alike a criterion is marked.
#[derive(Debug, Clone, PartialEq)]
pub struct CriterionAgreement {
    /// Its reference.
    pub reference: String,
    /// How alike.
    pub agreement: Agreement,
}

/// How an assessor marks beside their colleagues.
#[derive(Debug, Clone, PartialEq)]
pub struct AssessorReport {
    /// Who.
    pub assessor: Uuid,
    /// How alike they and those who marked the same mark it.
    pub agreement: Agreement,
    /// How leniently they mark.
    pub leniency: Leniency,
    /// How that changed.
    pub drift: Drift,
}

/// How leniently each assessor marks beside those who marked the same, by id (J6).
pub fn leniencies(marks: &[Mark], watch: &Watch) -> Vec<(Uuid, Leniency)> {
    let units = Units::of(marks);
    let found = leniency::found(&units, watch);
    let found = found.into_iter().map(|found| found.leniency);
    units.assessors.iter().copied().zip(found).collect()
}

/// How alike assessors mark, from what at least two of them marked (J6).
///
/// Marks of what nobody else marked are left out; of two marks of one assessor of the same, the
/// later counts.
pub fn report(marks: &[Mark], watch: &Watch, seed: u64) -> Report {
    let units = Units::of(marks);
    let mut chance = Chance::new(seed);
    let criteria = (0..units.criteria.len()).map(|criterion| CriterionAgreement {
        reference: units.criteria[criterion].to_owned(),
        agreement: alpha::agreement(
            units.all.iter().filter(|unit| unit.criterion == criterion),
            &mut chance,
        ),
    });
    let criteria = criteria.collect();
    let leniencies = leniency::found(&units, watch);
    let drifts = drift::drifts(&units, &leniencies, watch, &mut chance);
    let assessors = leniencies.into_iter().zip(drifts).enumerate();
    let assessors = assessors.map(|(at, (leniency, drift))| AssessorReport {
        assessor: units.assessors[at],
        agreement: alpha::agreement(
            units.all.iter().filter(|unit| unit.is_marked_by(at)),
            &mut chance,
        ),
        leniency: leniency.leniency,
        drift,
    });
    Report {
        assessors: assessors.collect(),
        criteria,
        overall: alpha::agreement(units.all.iter(), &mut chance),
    }
}

/// What the scheme tells the public of a year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Yearly {
    /// The year's last day.
    pub up_to: NaiveDate,
    /// How many criteria of cases were compared.
    pub criteria: usize,
    /// Of how many cases.
    pub cases: usize,
    /// How many assessors marked them.
    pub assessors: usize,
    /// How alike the marks are, corrected for chance.
    pub alpha: f64,
    /// Where that lies with 95% confidence, had other cases been drawn.
    pub interval: (f64, f64),
}

/// The fewest cases that the public is told of: a figure about fewer says nothing.
pub const PUBLIC_CASES: usize = 10;

/// The fewest assessors that the public is told of: a figure about two is a figure about each.
pub const PUBLIC_ASSESSORS: usize = 3;

impl Yearly {
    /// The same in words, without names.
    pub fn sentence(&self) -> String {
        let (low, high) = self.interval;
        format!(
            "In the year to {}, {} of {} were each marked by two of {} assessors who did not see each \
             other's marks. Their agreement was {:.2} ({low:.2} to {high:.2}), where 1 is full agreement and 0 \
             is what chance alone gives.",
            in_words(self.up_to),
            words::plural(self.criteria, "criterion", "criteria"),
            words::plural(self.cases, "case", "cases"),
            self.assessors,
            self.alpha,
        )
    }
}

/// How alike assessors marked in the twelve months up to and including a day, of what at least two of
/// them marked; none where too few did, or too few of them.
pub fn yearly(marks: &[Mark], up_to: NaiveDate, seed: u64) -> Option<Yearly> {
    let before = first_of_year(up_to);
    let of_year = |mark: &&Mark| (before..=up_to).contains(&mark.on);
    let marks: Vec<Mark> = marks.iter().filter(of_year).copied().collect();
    let units = Units::of(&marks);
    let agreement = alpha::agreement(units.all.iter(), &mut Chance::new(seed));
    let assessors = units.assessors.len();
    if agreement.cases < PUBLIC_CASES || assessors < PUBLIC_ASSESSORS {
        return None;
    }
    Some(Yearly {
        up_to,
        criteria: agreement.units,
        cases: agreement.cases,
        assessors,
        alpha: agreement.alpha?,
        interval: agreement.interval?,
    })
}

/// The first day of the twelve months that end with a day.
pub fn first_of_year(up_to: NaiveDate) -> NaiveDate {
    let next = up_to.succ_opt().unwrap_or(up_to);
    next.checked_sub_months(Months::new(12))
        .unwrap_or(NaiveDate::MIN)
}

/// The last day of the month before a day's: what the public is told of ends with it, so that it stays
/// for a month and no single decision shows in it.
pub fn last_month_end(today: NaiveDate) -> NaiveDate {
    let first = today.with_day(1).unwrap_or(today);
    first.pred_opt().unwrap_or(first)
}

code_enum! {
    /// How far marks may be relied on, by their agreement; the bounds are Krippendorff's.
    pub enum Reliance {
        /// 0.8 or more: conclusions may rest on them.
        Reliable = "RELIABLE",
        /// From 0.667: tentative conclusions only.
        Tentative = "TENTATIVE",
        /// Below: the criterion or the training needs work.
        Unreliable = "UNRELIABLE",
        /// Too few marks, or all of them the same.
        Unknown = "UNKNOWN",
    }
}

/// How many steps of the scale a mark is worth: not met 0, partly met 1, met 2.
const fn step(rating: Rating) -> usize {
    match rating {
        Rating::NotMet => 0,
        Rating::PartlyMet => 1,
        Rating::Met => 2,
    }
}

/// How many steps there are.
const STEPS: usize = 3;

#[cfg(test)]
mod tests;
