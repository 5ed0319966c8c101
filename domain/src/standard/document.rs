//! The edition document as it is written: JSON, no field unknown.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::pricing::PricesDocument;

use super::{BestFitShare, ElementRule};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    pub scheme: Scheme,
    pub edition: EditionHead,
    pub levels: Vec<LevelEntry>,
    pub rules: Rules,
    pub programme_rules: ProgrammeRules,
    pub prices: PricesDocument,
    #[serde(default)]
    pub benefits: Vec<String>,
    pub pillars: Vec<Pillar>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Scheme {
    pub code: String,
    pub title: String,
    #[serde(default)]
    pub awarding_bodies: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EditionHead {
    pub code: String,
    pub published: NaiveDate,
    pub wording: Option<String>,
}

/// A level's code, alone or with the title people say.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a level's code, or {\"code\", \"title\"}")]
pub(super) enum LevelEntry {
    Code(String),
    Titled(TitledLevel),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TitledLevel {
    pub code: String,
    pub title: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rules {
    pub pillars_required_for_level: usize,
    /// The rule in words; what counts is `best_fit_share`.
    #[serde(default, rename = "best_fit")]
    pub _best_fit: Option<String>,
    #[serde(default = "more_than_half")]
    pub best_fit_share: BestFitShare,
    pub months_at_level_before_next: u32,
    pub first_award_at_most: String,
    pub levels_may_be_skipped: bool,
    pub validity_months: u32,
    #[serde(default = "ninety")]
    pub renewal_window_days: u32,
    #[serde(default)]
    pub appeals: bool,
    pub request_evidence_before_shortfall: bool,
}

fn more_than_half() -> BestFitShare {
    BestFitShare::MoreThan(1, 2)
}

fn ninety() -> u32 {
    90
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProgrammeRules {
    pub standard_programme_has_fewer_mentors_than: u32,
    pub must_be_established_at_application: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pillar {
    pub number: u8,
    pub code: String,
    pub title: String,
    #[serde(default)]
    pub summary: String,
    pub criteria: Vec<Criterion>,
    #[serde(default, rename = "numbering_note")]
    pub _numbering_note: Option<String>,
    #[serde(default)]
    pub evidence_examples: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Criterion {
    #[serde(rename = "ref")]
    pub reference: String,
    pub level: String,
    pub title: String,
    pub note: Option<String>,
    pub audience: Option<String>,
    pub elements: Option<Elements>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Elements {
    pub rule: ElementRule,
    pub items: Vec<String>,
}
