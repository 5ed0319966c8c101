//! Second marking before a decision is released: which cases, blind until when, and how two
//! assessors differ (J6).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::code::code_enum;
use crate::input::{Fields, InvalidInput, is_blank};
use crate::judgement::{ConfirmedOutcome, DecisionRecord, overall};
use crate::lifecycle::{ApplicationState, SecondMarking};
use crate::refusal::{Reason, Reasons, Refusal};
use crate::standard::{Edition, Rating};

/// Which share of the cases is second-marked, as an operator set it (J6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sampling {
    percent: u8,
    new_below: u32,
}

impl Sampling {
    /// So many cases of a hundred, and every case of an assessor who has decided fewer than so many.
    ///
    /// # Errors
    /// Names the fields `secondMarkPercent` and `secondMarkNewBelow`, which are from 0 to 100.
    pub fn new(percent: i32, new_below: i32) -> Result<Self, InvalidInput> {
        let mut fields = Fields::new();
        let share = u8::try_from(percent).ok().filter(|share| *share <= 100);
        if share.is_none() {
            fields.problem("secondMarkPercent", "Enter a whole number from 0 to 100.");
        }
        let below = u32::try_from(new_below).ok().filter(|below| *below <= 100);
        if below.is_none() {
            fields.problem("secondMarkNewBelow", "Enter a whole number from 0 to 100.");
        }
        fields.or(Self {
            percent: share.unwrap_or(0),
            new_below: below.unwrap_or(0),
        })
    }
}

code_enum! {
    /// Why a case is second-marked (J6).
    pub enum Sampled {
        /// Its assessor is new.
        NewAssessor = "NEW_ASSESSOR",
        /// It was drawn.
        Drawn = "DRAWN",
    }
}

/// Whether a case is second-marked, and why (J6).
///
/// `decided` is how many cases its assessor has decided. `chance` is a number that the scheme
/// keeps to itself: with it the draw of a case is the same whenever it is asked, and nobody else
/// can foresee it.
pub fn sampled(sampling: Sampling, case: Uuid, decided: u32, chance: u64) -> Option<Sampled> {
    if decided < sampling.new_below {
        return Some(Sampled::NewAssessor);
    }
    let digest = Sha256::new()
        .chain_update(chance.to_be_bytes())
        .chain_update(case.as_bytes())
        .finalize();
    // The first eight bytes, evenly from 0 to 2^64: below the share, it is drawn.
    let draw = digest.first_chunk().copied().map_or(0, u64::from_be_bytes);
    let share = u128::from(sampling.percent) << 64;
    (u128::from(draw) * 100 < share).then_some(Sampled::Drawn)
}

/// Whether two assessors of a case may see each other's marks: when both have submitted (J6).
pub const fn marks_are_shown(state: ApplicationState, marking: SecondMarking) -> bool {
    use ApplicationState as S;
    matches!(state, S::Moderation | S::Decided) && marking.submitted
}

/// Whether the second assessor may mark a case: while it is in moderation and they have not
/// submitted.
///
/// # Errors
/// Says what the case waits for instead (J6).
pub fn may_mark_second(state: ApplicationState, marking: SecondMarking) -> Result<(), Refusal> {
    let message = if state != ApplicationState::Moderation {
        format!(
            "The application is {}: it is second-marked while it is in moderation.",
            state.in_words()
        )
    } else if marking.submitted {
        "The second marks are submitted, so they stay as they are.".to_owned()
    } else {
        return Ok(());
    };
    Err(Reason::new("J6", message).into())
}

/// How two assessors of a case differ (J6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// The criteria that they mark differently, in the standard's order.
    pub criteria: Vec<CriterionDifference>,
    /// The pillars that they put at different levels, in the standard's order.
    pub pillars: Vec<PillarDifference>,
    /// The rank that the first gives overall.
    pub first: Option<u8>,
    /// The rank that the second gives overall.
    pub second: Option<u8>,
}

/// A criterion that two assessors mark differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriterionDifference {
    /// Its reference.
    pub reference: String,
    /// Its pillar's number.
    pub pillar: u8,
    /// The first assessor's mark.
    pub first: Option<Rating>,
    /// The second assessor's mark.
    pub second: Option<Rating>,
}

/// A pillar that two assessors put at different levels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PillarDifference {
    /// Its number.
    pub pillar: u8,
    /// The rank by the first; none for below the lowest.
    pub first: Option<u8>,
    /// The rank by the second.
    pub second: Option<u8>,
}

impl Comparison {
    /// Whether the outcomes differ, so that a lead assessor settles them (J6).
    ///
    /// Marks that differ and lead to the same outcomes do not.
    pub fn differs(&self) -> bool {
        !self.pillars.is_empty()
    }

    /// The same in plain English, pillars first.
    pub fn sentences(&self, edition: &Edition) -> Vec<String> {
        let pillars = self.pillars.iter().map(|difference| {
            let pillar = edition.pillar(difference.pillar);
            let title = pillar.map_or_else(String::new, |pillar| pillar.title.clone());
            format!(
                "{title} is {} to the first assessor and {} to the second.",
                edition.level_title(difference.first),
                edition.level_title(difference.second)
            )
        });
        let criteria = self.criteria.iter().map(|difference| {
            format!(
                "{} is {} to the first assessor and {} to the second.",
                difference.reference,
                in_words(difference.first),
                in_words(difference.second)
            )
        });
        pillars.chain(criteria).collect()
    }
}

/// The first assessor's outcomes with a lead assessor's levels in the pillars that differ (J6).
///
/// `levels` names a rank, or none for below the lowest, for each of those pillars. Why is kept with
/// each outcome that departs from its best fit.
///
/// # Errors
/// Names the pillars that still want a level, those that do not differ, and a missing reason.
pub fn settled(
    edition: &Edition,
    comparison: &Comparison,
    outcomes: &[ConfirmedOutcome],
    levels: &BTreeMap<u8, Option<u8>>,
    reason: &str,
) -> Result<Vec<ConfirmedOutcome>, Refusal> {
    let mut reasons = Reasons::new();
    let title = |number| {
        let pillar = edition.pillar(number);
        pillar.map_or_else(|| format!("Pillar {number}"), |pillar| pillar.title.clone())
    };
    let differs = |number: u8| comparison.pillars.iter().any(|p| p.pillar == number);
    for difference in &comparison.pillars {
        reasons.require(levels.contains_key(&difference.pillar), || {
            let message = format!("{}: choose its level.", title(difference.pillar));
            Reason::new("J6", message).about("levels")
        });
    }
    for number in levels.keys() {
        reasons.require(differs(*number), || {
            let message = format!(
                "{}: the two assessors agree on it, so there is nothing to settle.",
                title(*number)
            );
            Reason::new("J6", message).about("levels")
        });
    }
    reasons.require(!is_blank(reason), || {
        Reason::new("J6", "Say why the case is settled like this.").about("reason")
    });
    let settled = outcomes.iter().map(|outcome| {
        let Some(level) = levels.get(&outcome.pillar).copied() else {
            return outcome.clone();
        };
        ConfirmedOutcome {
            pillar: outcome.pillar,
            level,
            best_fit: outcome.best_fit,
            reason: (level != outcome.best_fit).then(|| reason.trim().to_owned()),
        }
    });
    reasons.or(settled.collect())
}

const fn in_words(rating: Option<Rating>) -> &'static str {
    match rating {
        Some(Rating::Met) => "met",
        Some(Rating::PartlyMet) => "partly met",
        Some(Rating::NotMet) => "not met",
        None => "not marked",
    }
}

/// How two assessors' records of a case differ, criterion by criterion and pillar by pillar (J6).
pub fn compare(edition: &Edition, first: &DecisionRecord, second: &DecisionRecord) -> Comparison {
    let mark = |record: &DecisionRecord, reference: &str| {
        let judgement = record.judgements.get(reference);
        judgement.map(|judgement| judgement.rating)
    };
    let outcome = |record: &DecisionRecord, pillar: u8| {
        let outcome = record.outcomes.iter().find(|o| o.pillar == pillar);
        outcome.and_then(|outcome| outcome.level)
    };
    let level = |record: &DecisionRecord| {
        let pillars = edition.pillars().iter();
        let outcomes: Vec<_> = pillars
            .map(|pillar| outcome(record, pillar.number))
            .collect();
        overall(edition, &outcomes)
    };
    let criteria = edition
        .criteria_up_to(first.target_rank.max(second.target_rank))
        .map(|criterion| CriterionDifference {
            reference: criterion.reference.clone(),
            pillar: criterion.pillar,
            first: mark(first, &criterion.reference),
            second: mark(second, &criterion.reference),
        })
        .filter(|difference| difference.first != difference.second);
    let pillars = edition
        .pillars()
        .iter()
        .map(|pillar| PillarDifference {
            pillar: pillar.number,
            first: outcome(first, pillar.number),
            second: outcome(second, pillar.number),
        })
        .filter(|difference| difference.first != difference.second);
    Comparison {
        criteria: criteria.collect(),
        pillars: pillars.collect(),
        first: level(first),
        second: level(second),
    }
}
