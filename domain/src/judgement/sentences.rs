//! A decision in plain English (J7).

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::{DecidedPillar, LevelReasoning, OverallReasoning};
use crate::standard::{Edition, Pillar, Rating};
use crate::words;

pub(super) fn all(
    edition: &Edition,
    marks: &BTreeMap<String, Rating>,
    pillars: &[DecidedPillar],
    levels: &[OverallReasoning],
    level: Option<u8>,
) -> Vec<String> {
    let about = pillars
        .iter()
        .flat_map(|decided| of_pillar(edition, marks, decided));
    about
        .chain(overall(edition, pillars.len(), levels, level))
        .collect()
}

/// How one pillar came to its outcome.
pub(super) fn of_pillar(
    edition: &Edition,
    marks: &BTreeMap<String, Rating>,
    decided: &DecidedPillar,
) -> Vec<String> {
    let mut sentences = Vec::new();
    if let Some(pillar) = edition.pillar(decided.reasoning.pillar) {
        about_pillar(edition, pillar, marks, decided, &mut sentences);
    }
    sentences
}

/// How the level followed from the pillars' outcomes.
pub(super) fn overall(
    edition: &Edition,
    pillars: usize,
    levels: &[OverallReasoning],
    level: Option<u8>,
) -> Vec<String> {
    let mut sentences = Vec::new();
    for reasoning in levels.iter().rev() {
        let count = reaching(edition, reasoning, pillars);
        let title = edition.level_title(Some(reasoning.rank));
        match reasoning.rank.cmp(&level.unwrap_or(0)) {
            Ordering::Greater if reasoning.rank == 1 => {
                sentences.push(format!("{count}: not accredited."));
            }
            Ordering::Greater => sentences.push(format!("{count}: not {title}.")),
            Ordering::Equal => sentences.push(format!("{count}: accredited at {title}.")),
            Ordering::Less => {}
        }
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
        "Short of {} in {title} by {}: {} of {} met, {} needed; not met: {}.",
        edition.level_title(Some(level.rank)),
        words::count(level.short_by),
        level.met.len(),
        level.met.len() + level.unmet.len(),
        level.needed,
        unmet.join(", ")
    )
}

/// `Five of seven pillars reach Bronze, six are needed and one is missing`
fn reaching(edition: &Edition, level: &OverallReasoning, of: usize) -> String {
    let reach = level.pillars.len();
    let more = match level.short_by {
        0 => String::new(),
        1 => " and one is missing".to_owned(),
        short => format!(" and {} are missing", words::count(short)),
    };
    format!(
        "{} of {} pillars {} {}, {} {} needed{more}",
        words::capitalised(&words::count(reach)),
        words::count(of),
        if reach == 1 { "reaches" } else { "reach" },
        edition.level_title(Some(level.rank)),
        words::count(level.needed),
        if level.needed == 1 { "is" } else { "are" },
    )
}
