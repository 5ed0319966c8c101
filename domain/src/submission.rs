//! What stands in the way of submitting an application, and what is worth a warning.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::calendar::{add_months, in_words};
use crate::eligibility::EligibilityAnswer;
use crate::input::is_blank;
use crate::lifecycle::FileState;
use crate::refusal::{Reason, facts};
use crate::standard::{Edition, Rating};

/// The university's view of a criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelfRatingFacts {
    /// How well it is met.
    pub rating: Rating,
    /// How, in the university's words.
    pub statement: String,
}

/// What submitting looks at in a piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceFacts {
    /// Its title or file name.
    pub name: String,
    /// References of the criteria it is tied to.
    pub criteria: Vec<String>,
    /// Where its file stands; none for a link.
    pub file: Option<FileState>,
    /// What is wrong with its file, in a sentence.
    pub problem: Option<String>,
    /// The last day it covers, if that is said (E6).
    pub covers_to: Option<NaiveDate>,
}

/// Everything that stands in the way of submitting today; empty where nothing does.
///
/// Every rule of eligibility (G1-G4, P2); every criterion up to the level applied for rated, with
/// a statement where it is MET or PARTLY_MET (L1); every file arrived and checked (E1, E3); every
/// pillar evidenced (L1).
pub fn missing(
    edition: &Edition,
    target_rank: u8,
    ratings: &BTreeMap<String, SelfRatingFacts>,
    evidence: &[EvidenceFacts],
    eligibility: &EligibilityAnswer,
) -> Vec<Reason> {
    let mut reasons = eligibility.reasons.clone();
    for criterion in edition.criteria_up_to(target_rank) {
        let reference = &criterion.reference;
        let message = match ratings.get(reference) {
            None => format!("{reference}: say how well it is met."),
            Some(SelfRatingFacts { rating, statement })
                if *rating != Rating::NotMet && is_blank(statement) =>
            {
                format!("{reference}: write how it is met.")
            }
            Some(_) => continue,
        };
        let data = facts! { "pillar": criterion.pillar, "criterion": reference };
        reasons.push(Reason::new("L1", message).about(reference).with(data));
    }
    reasons.extend(evidence.iter().filter_map(unready));
    for pillar in edition.pillars() {
        let tied = |e: &&EvidenceFacts| {
            let mut own = pillar.criteria.iter().map(|c| &c.reference);
            own.any(|reference| e.criteria.contains(reference))
        };
        if !evidence.iter().any(|e| tied(&e)) {
            reasons.push(
                Reason::new(
                    "L1",
                    format!("{}: add at least one piece of evidence.", pillar.title),
                )
                .about("evidence")
                .with(facts! { "pillar": pillar.number }),
            );
        }
    }
    reasons
}

/// Why a piece of evidence cannot be sent as it is.
fn unready(evidence: &EvidenceFacts) -> Option<Reason> {
    let name = &evidence.name;
    let (rule, message) = match evidence.file? {
        FileState::Clean => return None,
        FileState::Uploading => (
            "E1",
            format!("{name} is still being uploaded: let it finish, or remove it."),
        ),
        FileState::Scanning => (
            "E3",
            format!("{name} is still being checked: wait a little."),
        ),
        FileState::Infected => (
            "E3",
            format!("{name} holds malware: remove it and send a clean copy."),
        ),
        FileState::Failed => (
            "E1",
            match evidence.problem.as_deref().map(str::trim) {
                Some(problem) if !problem.is_empty() => {
                    format!("{name} could not be taken: {problem} Remove it or upload it again.")
                }
                _ => format!("{name} could not be taken: remove it or upload it again."),
            },
        ),
    };
    let data = facts! { "name": name, "state": evidence.file };
    Some(Reason::new(rule, message).about("evidence").with(data))
}

/// What is worth a look before submitting: evidence that ends more than a year before (E6).
pub fn warnings(evidence: &[EvidenceFacts], today: NaiveDate) -> Vec<Reason> {
    evidence
        .iter()
        .filter_map(|e| {
            let ended = e.covers_to.filter(|day| is_old(*day, today))?;
            let message = format!(
                "{} covers days up to {}, more than a year ago.",
                e.name,
                in_words(ended)
            );
            let data = facts! { "name": &e.name, "coversTo": ended };
            Some(Reason::new("E6", message).about("evidence").with(data))
        })
        .collect()
}

/// Whether evidence that covers days up to one ends more than a year before another (E6).
pub fn is_old(covers_to: NaiveDate, submitted_on: NaiveDate) -> bool {
    add_months(covers_to, 12) < submitted_on
}

#[cfg(test)]
mod tests;
