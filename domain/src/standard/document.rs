//! The edition document as it is written: JSON, no field unknown.
//!
//! What is said here of each field is said again in `standards/edition.schema.json`.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::pricing::PricesDocument;

use super::{BestFitShare, ElementRule};

#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    /// What accredits.
    pub scheme: Scheme,
    /// Which version of its standard this is.
    pub edition: EditionHead,
    /// The levels, lowest first.
    #[cfg_attr(test, schemars(length(min = 2, max = 6)))]
    pub levels: Vec<LevelEntry>,
    /// How marks become an outcome, and who may apply for what.
    pub rules: Rules,
    /// What is asked of a programme.
    pub programme_rules: ProgrammeRules,
    /// The list of prices in force with the edition (M1).
    pub prices: PricesDocument,
    /// What comes with an award, as people say it (A4).
    #[serde(default)]
    #[cfg_attr(test, schemars(length(max = 50), inner(length(min = 1, max = 4000))))]
    pub benefits: Vec<String>,
    /// The pillars in their order.
    #[cfg_attr(test, schemars(length(min = 1, max = 20)))]
    pub pillars: Vec<Pillar>,
}

#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Scheme {
    /// Stable code, such as `university`.
    #[cfg_attr(test, schemars(regex(pattern = "^[a-z0-9-]{1,40}$")))]
    pub code: String,
    /// Its name as people say it.
    #[cfg_attr(test, schemars(length(min = 1, max = 4000)))]
    pub title: String,
    /// Who awards.
    #[serde(default)]
    #[cfg_attr(test, schemars(length(max = 50), inner(length(min = 1, max = 4000))))]
    pub awarding_bodies: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct EditionHead {
    /// Stable code, such as `2021`.
    #[cfg_attr(test, schemars(regex(pattern = "^[A-Za-z0-9.-]{1,40}$")))]
    pub code: String,
    /// The day it was published, from which it is in force.
    pub published: NaiveDate,
    /// Whose words it is written in.
    #[cfg_attr(test, schemars(length(min = 1, max = 4000)))]
    pub wording: Option<String>,
}

/// A level's code, alone or with the title people say.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged, expecting = "a level's code, or {\"code\", \"title\"}")]
pub(super) enum LevelEntry {
    Code(#[cfg_attr(test, schemars(regex(pattern = "^[A-Z0-9_]{1,40}$")))] String),
    Titled(TitledLevel),
}

#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct TitledLevel {
    /// Stable code, such as `SILVER`.
    #[cfg_attr(test, schemars(regex(pattern = "^[A-Z0-9_]{1,40}$")))]
    pub code: String,
    /// As people say it, such as `Silver`.
    #[cfg_attr(test, schemars(length(min = 1, max = 4000)))]
    pub title: String,
}

#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Rules {
    /// How many pillars must reach a level for it to be the overall outcome (J2).
    #[cfg_attr(test, schemars(range(min = 1, max = 20)))]
    pub pillars_required_for_level: usize,
    /// The rule in words; what counts is `best_fit_share`.
    #[serde(default, rename = "best_fit")]
    pub _best_fit: Option<String>,
    /// What share of a level's own criteria makes a pillar reach it (J1).
    #[serde(default = "more_than_half")]
    pub best_fit_share: BestFitShare,
    /// Calendar months a level must have been held before the next is applied for (G2).
    #[cfg_attr(test, schemars(range(max = 120)))]
    pub months_at_level_before_next: u32,
    /// Code of the highest level a first award may be at (G1).
    pub first_award_at_most: String,
    /// Whether a level may be applied for without holding the one below (G2).
    pub levels_may_be_skipped: bool,
    /// Calendar months an award lasts (A1).
    #[cfg_attr(test, schemars(range(min = 1, max = 120)))]
    pub validity_months: u32,
    /// Days before expiry from which reaccreditation may be applied for (G3).
    #[serde(default = "ninety")]
    #[cfg_attr(test, schemars(range(min = 1, max = 366)))]
    pub renewal_window_days: u32,
    /// There is no appeal (J6).
    #[serde(default)]
    #[cfg_attr(test, schemars(extend("const" = false)))]
    pub appeals: bool,
    /// Whether an outcome below the level applied for needs an evidence request first (J5).
    pub request_evidence_before_shortfall: bool,
}

fn more_than_half() -> BestFitShare {
    BestFitShare::MoreThan(1, 2)
}

fn ninety() -> u32 {
    90
}

#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct ProgrammeRules {
    /// A programme of this many mentors or more is large (P3).
    #[cfg_attr(test, schemars(range(min = 1)))]
    pub standard_programme_has_fewer_mentors_than: u32,
    /// Whether a programme must have started on or before the day of submission (P2).
    pub must_be_established_at_application: bool,
}

#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Pillar {
    /// Its number in the standard, from 1, each once.
    #[cfg_attr(test, schemars(range(min = 1)))]
    pub number: u8,
    /// Stable code, such as `diversity-and-inclusion`.
    #[cfg_attr(test, schemars(regex(pattern = "^[a-z0-9-]{1,40}$")))]
    pub code: String,
    /// Its heading.
    #[cfg_attr(test, schemars(length(min = 1, max = 4000)))]
    pub title: String,
    /// What it is about, in a sentence.
    #[serde(default)]
    #[cfg_attr(test, schemars(length(max = 4000)))]
    pub summary: String,
    /// Its criteria in the standard's order; each level has one at least.
    #[cfg_attr(test, schemars(length(min = 2, max = 200)))]
    pub criteria: Vec<Criterion>,
    /// Why its numbering is as it is, for whoever reads the document.
    #[serde(default, rename = "numbering_note")]
    pub _numbering_note: Option<String>,
    /// What others have sent as evidence, by the level's code.
    #[serde(default)]
    pub evidence_examples: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Criterion {
    /// Stable reference, such as `4.13`; gaps in numbering are real (S2).
    #[serde(rename = "ref")]
    #[cfg_attr(test, schemars(regex(pattern = "^[A-Za-z0-9.-]{1,40}$")))]
    pub reference: String,
    /// Code of its level.
    pub level: String,
    /// The criterion itself, in a sentence.
    #[cfg_attr(test, schemars(length(min = 1, max = 4000)))]
    pub title: String,
    /// How to read it.
    #[cfg_attr(test, schemars(length(min = 1, max = 4000)))]
    pub note: Option<String>,
    /// Whom it is for, such as `MENTORS`.
    #[cfg_attr(test, schemars(regex(pattern = "^[A-Z0-9_]{1,40}$")))]
    pub audience: Option<String>,
    /// What it is made of (S3).
    pub elements: Option<Elements>,
}

#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Elements {
    /// All of them, or any of them.
    pub rule: ElementRule,
    /// Each in a phrase.
    #[cfg_attr(
        test,
        schemars(length(min = 1, max = 50), inner(length(min = 1, max = 4000)))
    )]
    pub items: Vec<String>,
}
