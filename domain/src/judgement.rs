//! Judging: best fit, outcomes, decisions (J1-J8).

mod decision;
mod feedback;
mod outcome;
mod prospects;
mod sample;
mod sentences;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::standard::{Edition, Pillar, Rating};

pub use decision::{
    DecidedPillar, Decision, DecisionFacts, DecisionRecord, EvidenceHash, Judgement, Recorded,
    decide, replay, undecided, unmarked,
};
pub use feedback::{MOST_FEEDBACK, feedback};
pub use outcome::{ConfirmedOutcome, OutcomeFacts, RequestFacts, asked_first, confirm_outcome};
pub use prospects::{AwardInForce, Effect, Prospect, prospects};
pub use sample::{Finding, SampledProgramme, of_all, unverified};

/// What a pillar reaches by its marks alone, and by which criteria (J1, J7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PillarReasoning {
    /// The pillar's number.
    pub pillar: u8,
    /// The rank it reaches, never above the level applied for (J4); none below the lowest.
    pub best_fit: Option<u8>,
    /// Every level up to the one applied for, lowest first.
    pub levels: Vec<LevelReasoning>,
}

/// How a pillar stands at one level (J1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelReasoning {
    /// The level's rank.
    pub rank: u8,
    /// References of its own criteria that are MET, in the standard's order.
    pub met: Vec<String>,
    /// References of the others, partly met and not marked included.
    pub unmet: Vec<String>,
    /// How many must be MET.
    pub needed: usize,
    /// How many more of its own would have to be MET; 0 where enough are, and where it was kept before this was counted.
    #[serde(default)]
    pub short_by: usize,
    /// Whether enough are, here and at every level below.
    pub reached: bool,
}

/// The best fit of a pillar up to the level applied for (J1, J4).
///
/// Marks of other pillars and of higher levels are ignored; a criterion without a mark is not met.
pub fn pillar_standing(
    edition: &Edition,
    pillar: &Pillar,
    target_rank: u8,
    marks: &BTreeMap<String, Rating>,
) -> PillarReasoning {
    let mut best_fit = None;
    let mut below_reached = true;
    let mut levels = Vec::new();
    for level in edition.levels().iter().filter(|l| l.rank <= target_rank) {
        let (met, unmet): (Vec<String>, Vec<String>) = pillar
            .criteria_at(level.rank)
            .map(|criterion| criterion.reference.clone())
            .partition(|reference| marks.get(reference) == Some(&Rating::Met));
        let needed = edition.rules().best_fit.needed(met.len() + unmet.len());
        let reached = below_reached && met.len() >= needed;
        if reached {
            best_fit = Some(level.rank);
        }
        below_reached = reached;
        levels.push(LevelReasoning {
            rank: level.rank,
            short_by: needed.saturating_sub(met.len()),
            met,
            unmet,
            needed,
            reached,
        });
    }
    PillarReasoning {
        pillar: pillar.number,
        best_fit,
        levels,
    }
}

/// The best fit of every pillar, in the standard's order (J1).
pub fn standings(
    edition: &Edition,
    target_rank: u8,
    marks: &BTreeMap<String, Rating>,
) -> Vec<PillarReasoning> {
    edition
        .pillars()
        .iter()
        .map(|pillar| pillar_standing(edition, pillar, target_rank, marks))
        .collect()
}

/// How many pillars reach a level, and how many must (J2, J7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverallReasoning {
    /// The level's rank.
    pub rank: u8,
    /// Numbers of the pillars at this level or above it, in the standard's order.
    pub pillars: Vec<u8>,
    /// How many must be.
    pub needed: usize,
    /// How many more would have to be; 0 where enough are.
    pub short_by: usize,
}

/// The highest level that enough pillars reach; the others may be at any level or none (J2).
pub fn overall(edition: &Edition, outcomes: &[Option<u8>]) -> Option<u8> {
    let reaching = |rank| {
        let reached = |outcome: &&Option<u8>| outcome.is_some_and(|reached| reached >= rank);
        outcomes.iter().filter(reached).count()
    };
    let mut ranks = edition.levels().iter().rev().map(|level| level.rank);
    ranks.find(|rank| reaching(*rank) >= edition.rules().pillars_required)
}

/// How each level up to the one applied for stands overall, lowest first (J2, J7).
pub(crate) fn overall_reasoning(
    edition: &Edition,
    target_rank: u8,
    pillars: &[DecidedPillar],
) -> Vec<OverallReasoning> {
    let up_to = edition.levels().iter().filter(|l| l.rank <= target_rank);
    let needed = edition.rules().pillars_required;
    up_to
        .map(|level| {
            let reaching: Vec<u8> = pillars
                .iter()
                .filter(|p| p.outcome.is_some_and(|reached| reached >= level.rank))
                .map(|p| p.reasoning.pillar)
                .collect();
            OverallReasoning {
                rank: level.rank,
                needed,
                short_by: needed.saturating_sub(reaching.len()),
                pillars: reaching,
            }
        })
        .collect()
}

/// The level that the marks alone would give overall (J1, J2).
pub fn best_fit_overall(
    edition: &Edition,
    target_rank: u8,
    marks: &BTreeMap<String, Rating>,
) -> Option<u8> {
    let outcomes: Vec<_> = standings(edition, target_rank, marks)
        .into_iter()
        .map(|pillar| pillar.best_fit)
        .collect();
    overall(edition, &outcomes)
}
