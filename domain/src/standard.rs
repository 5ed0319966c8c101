//! The standard as data: editions, levels, pillars, criteria, rules and prices (S1-S3).

mod check;
mod diff;
mod document;
mod edition;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::code::code_enum;
use crate::input::InvalidInput;
use crate::pricing::PriceList;

pub use diff::{Difference, Part, diff};
pub use edition::Edition;
pub(crate) use edition::problem;

code_enum! {
    /// How well a criterion is met, by the university's view or the assessor's.
    pub enum Rating {
        /// All of it.
        Met = "MET",
        /// Some of it; does not count towards a level (J1).
        PartlyMet = "PARTLY_MET",
        /// None of it.
        NotMet = "NOT_MET",
    }
}

code_enum! {
    /// How a criterion's elements make it up (S3).
    pub enum ElementRule {
        /// A checklist: all of them.
        All = "ALL",
        /// One of them suffices.
        Any = "ANY",
    }
}

/// A level of an edition; levels are data, and rank is the only order they have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// Stable code, such as `SILVER`.
    pub code: String,
    /// As people say it, such as `Silver`.
    pub title: String,
    /// 1 for the lowest.
    pub rank: u8,
}

/// One of an edition's pillars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pillar {
    /// Its number in the standard.
    pub number: u8,
    /// Stable code, such as `diversity-and-inclusion`.
    pub code: String,
    /// Its heading.
    pub title: String,
    /// What it is about, in a sentence.
    pub summary: String,
    /// Its criteria in the standard's order.
    pub criteria: Vec<Criterion>,
    /// What others have sent, by level, lowest first.
    pub evidence_examples: Vec<EvidenceExamples>,
}

impl Pillar {
    /// Its criteria up to a level, in the standard's order.
    pub fn criteria_up_to(&self, rank: u8) -> impl Iterator<Item = &Criterion> {
        self.criteria.iter().filter(move |c| c.rank <= rank)
    }

    /// A level's own criteria in this pillar.
    pub fn criteria_at(&self, rank: u8) -> impl Iterator<Item = &Criterion> {
        self.criteria.iter().filter(move |c| c.rank == rank)
    }
}

/// What others have sent as evidence for a pillar's level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceExamples {
    /// The level's rank.
    pub rank: u8,
    /// Such as `Training plans`.
    pub examples: Vec<String>,
}

/// What is judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// Stable reference, such as `4.13`; gaps in numbering are real (S2).
    pub reference: String,
    /// Its pillar's number.
    pub pillar: u8,
    /// The rank of its level.
    pub rank: u8,
    /// The criterion itself, in a sentence.
    pub title: String,
    /// How to read it.
    pub note: Option<String>,
    /// Whom it is for, such as `MENTORS`.
    pub audience: Option<String>,
    /// What it is made of (S3).
    pub elements: Option<Elements>,
}

/// What a criterion is made of (S3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elements {
    /// All of them, or any of them.
    pub rule: ElementRule,
    /// Each in a phrase; known by their place, from 0.
    pub items: Vec<String>,
}

impl Elements {
    /// The rating that the ticked elements suggest; a person decides it (S3).
    pub fn suggested_rating(&self, ticked: &BTreeSet<usize>) -> Rating {
        let ticked = ticked.range(..self.items.len()).count();
        match self.rule {
            _ if ticked == 0 => Rating::NotMet,
            ElementRule::All if ticked < self.items.len() => Rating::PartlyMet,
            ElementRule::All | ElementRule::Any => Rating::Met,
        }
    }
}

/// The ticked elements of a criterion, each of which must be there (S3).
///
/// # Errors
/// Names the field `elements` where a place is not one of the criterion's elements.
pub fn ticked_elements(
    criterion: &Criterion,
    ticked: &[i32],
) -> Result<BTreeSet<usize>, InvalidInput> {
    let there = criterion.elements.as_ref().map_or(0, |e| e.items.len());
    let places: Option<BTreeSet<usize>> = ticked
        .iter()
        .map(|place| usize::try_from(*place).ok().filter(|p| *p < there))
        .collect();
    places.ok_or_else(|| {
        let message = match there {
            0 => format!("{} has no elements to tick.", criterion.reference),
            n => format!(
                "{} has {n} elements: tick them by number from 0 to {}.",
                criterion.reference,
                n - 1
            ),
        };
        InvalidInput::one("elements", message)
    })
}

/// The share of a level's own criteria that a pillar needs MET to reach it (J1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum BestFitShare {
    /// Strictly more than this numerator over this denominator.
    MoreThan(u32, u32),
    /// At least this numerator over this denominator.
    AtLeast(u32, u32),
}

impl BestFitShare {
    /// How many of so many criteria must be MET (J1).
    pub fn needed(self, of: usize) -> usize {
        match self {
            Self::MoreThan(n, d) => of * n as usize / (d as usize).max(1) + 1,
            Self::AtLeast(n, d) => (of * n as usize).div_ceil((d as usize).max(1)),
        }
    }
}

/// An edition's rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// How many pillars must reach a level for it to be the overall outcome (J2).
    pub pillars_required: usize,
    /// What share of a level's criteria makes a pillar reach it (J1).
    pub best_fit: BestFitShare,
    /// Calendar months a level must have been held before the next is applied for (G2).
    pub months_held_before_next: u32,
    /// Rank of the highest level a first award may be at (G1).
    pub first_award_at_most: u8,
    /// Whether a level may be applied for without holding the one below (G2).
    pub levels_may_be_skipped: bool,
    /// Calendar months an award lasts (A1).
    pub validity_months: u32,
    /// Days before expiry from which reaccreditation may be applied for (G3).
    pub renewal_window_days: u32,
    /// Whether an outcome below the level applied for needs an evidence request first (J5).
    pub request_evidence_before_shortfall: bool,
    /// A programme of this many mentors or more is large (P3).
    pub large_from_mentors: u32,
    /// Whether a programme must have started on or before the day of submission (P2).
    pub must_be_established: bool,
}

/// One thing wrong with an edition's document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {message}")]
pub struct Problem {
    /// Where, such as `pillars[3].criteria[0].level`.
    pub path: String,
    /// What to change.
    pub message: String,
}

/// Everything an edition's document says, checked.
#[derive(Debug, Clone, PartialEq)]
struct Content {
    scheme_code: String,
    scheme_title: String,
    awarding_bodies: Vec<String>,
    code: String,
    published_on: NaiveDate,
    wording: Option<String>,
    benefits: Vec<String>,
    levels: Vec<Level>,
    pillars: Vec<Pillar>,
    rules: Rules,
    prices: PriceList,
}

#[cfg(test)]
mod schema;
