//! Feedback drafted from what was judged, for its assessor to edit (J7).

use super::decision::{DecisionRecord, marks, replay};
use super::outcome::ConfirmedOutcome;
use super::{pillar_standing, sentences};
use crate::standard::{Edition, Rating};

/// The most characters that feedback may have.
pub const MOST_FEEDBACK: usize = 20_000;

/// What the university could be told: how the level follows, and pillar by pillar what was reached, what fell short and why.
///
/// The sentences are those by which the decision explains itself. A pillar whose outcome is not confirmed is taken at its best
/// fit. The same record gives the same text; notes are left out where it would grow past [`MOST_FEEDBACK`].
pub fn feedback(edition: &Edition, record: &DecisionRecord) -> String {
    let whole = draft(edition, record, true);
    if whole.chars().count() <= MOST_FEEDBACK {
        return whole;
    }
    let short = draft(edition, record, false);
    short.chars().take(MOST_FEEDBACK).collect()
}

fn draft(edition: &Edition, record: &DecisionRecord, with_notes: bool) -> String {
    let marks = marks(&record.judgements);
    let mut record = record.clone();
    for pillar in edition.pillars() {
        if record.outcomes.iter().all(|o| o.pillar != pillar.number) {
            let best_fit = pillar_standing(edition, pillar, record.target_rank, &marks).best_fit;
            record.outcomes.push(ConfirmedOutcome {
                pillar: pillar.number,
                level: best_fit,
                best_fit,
                reason: None,
            });
        }
    }
    let decision = replay(edition, &record);
    let (levels, of) = (&decision.levels, decision.pillars.len());
    let mut lines = vec![sentences::overall(edition, of, levels, decision.level).join(" ")];
    for decided in &decision.pillars {
        let Some(pillar) = edition.pillar(decided.reasoning.pillar) else {
            continue;
        };
        lines.push(format!("\n{}. {}", pillar.number, pillar.title));
        lines.push(sentences::of_pillar(edition, &marks, decided).join(" "));
        for criterion in pillar.criteria_up_to(record.target_rank) {
            let Some(judgement) = record.judgements.get(&criterion.reference) else {
                continue;
            };
            let mark = match judgement.rating {
                Rating::Met => continue,
                Rating::PartlyMet => "partly met",
                Rating::NotMet => "not met",
            };
            let title = criterion.title.trim_end_matches('.');
            let note = judgement.note.trim();
            let note = match with_notes && !note.is_empty() {
                true => format!(" {note}"),
                false => String::new(),
            };
            lines.push(format!("- {} {title}: {mark}.{note}", criterion.reference));
        }
    }
    lines.join("\n")
}
