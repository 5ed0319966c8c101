//! A decision in plain English (J7).

use std::collections::BTreeMap;

use super::{DecidedPillar, LevelReasoning};
use crate::standard::{Edition, Pillar, Rating};
use crate::words;

pub(super) fn all(
    edition: &Edition,
    target_rank: u8,
    marks: &BTreeMap<String, Rating>,
    pillars: &[DecidedPillar],
    level: Option<u8>,
) -> Vec<String> {
    let mut sentences = Vec::new();
    for decided in pillars {
        if let Some(pillar) = edition.pillar(decided.reasoning.pillar) {
            about_pillar(edition, pillar, marks, decided, &mut sentences);
        }
    }
    let outcomes: Vec<_> = pillars.iter().map(|pillar| pillar.outcome).collect();
    for above in edition.levels().iter().rev() {
        if above.rank <= target_rank && above.rank > level.unwrap_or(0) {
            let count = reaching(edition, &outcomes, above.rank);
            sentences.push(match above.rank {
                1 => format!("{count}: not accredited."),
                _ => format!("{count}: not {}.", above.title),
            });
        }
    }
    if let Some(rank) = level {
        sentences.push(format!(
            "{}: accredited at {}.",
            reaching(edition, &outcomes, rank),
            edition.level_title(Some(rank))
        ));
    }
    sentences
}

fn about_pillar(
    edition: &Edition,
    pillar: &Pillar,
    marks: &BTreeMap<String, Rating>,
    decided: &DecidedPillar,
    sentences: &mut Vec<String>,
) {
    let title = &pillar.title;
    let levels = &decided.reasoning.levels;
    let best_fit = decided.reasoning.best_fit;
    if decided.outcome != best_fit {
        let reason = decided.reason.as_deref().unwrap_or("no reason was kept");
        let stop = if reason.ends_with(['.', '!', '?']) {
            ""
        } else {
            "."
        };
        sentences.push(format!(
            "{title} is put {}{} where best fit gives {}: {reason}{stop}",
            if decided.outcome.is_some() { "at " } else { "" },
            edition.level_title(decided.outcome),
            edition.level_title(best_fit)
        ));
    }
    if let Some(reached) = levels.iter().rev().find(|level| level.reached) {
        let verb = if decided.outcome == best_fit {
            "reaches"
        } else {
            "reaches, by its criteria,"
        };
        let said = edition.level_title(Some(reached.rank));
        sentences.push(format!(
            "{title} {verb} {said}: {} of {} {said} criteria met ({}).",
            reached.met.len(),
            reached.met.len() + reached.unmet.len(),
            reached.met.join(", ")
        ));
    }
    if let Some(short) = levels.iter().find(|level| !level.reached) {
        sentences.push(shortfall(edition, title, marks, short));
    }
}

fn shortfall(
    edition: &Edition,
    title: &str,
    marks: &BTreeMap<String, Rating>,
    level: &LevelReasoning,
) -> String {
    let unmet: Vec<String> = level
        .unmet
        .iter()
        .map(|reference| match marks.get(reference) {
            Some(Rating::PartlyMet) => format!("{reference} (partly)"),
            _ => reference.clone(),
        })
        .collect();
    format!(
        "Short of {} in {title}: {} of {} met, {} needed; not met: {}.",
        edition.level_title(Some(level.rank)),
        level.met.len(),
        level.met.len() + level.unmet.len(),
        level.needed,
        unmet.join(", ")
    )
}

/// `Six of seven pillars reach Bronze, six are needed`
fn reaching(edition: &Edition, outcomes: &[Option<u8>], rank: u8) -> String {
    let reach = outcomes
        .iter()
        .filter(|outcome| outcome.is_some_and(|reached| reached >= rank))
        .count();
    let needed = edition.rules().pillars_required;
    format!(
        "{} of {} pillars {} {}, {} {} needed",
        words::capitalised(&words::count(reach)),
        words::count(outcomes.len()),
        if reach == 1 { "reaches" } else { "reach" },
        edition.level_title(Some(rank)),
        words::count(needed),
        if needed == 1 { "is" } else { "are" },
    )
}
