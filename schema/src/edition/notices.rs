//! What universities are told when an edition is published by which their awards would gain or lose (S1).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::calendar::in_words;
use domain::judgement::{Effect, Prospect};
use domain::notice::NoticeKind;
use serde_json::json;
use store::trail::Job;
use uuid::Uuid;

use super::publishing::Preview;

/// Awards told of one by one in a letter at most.
const TOLD: usize = 50;

/// A letter to each university that gains or loses, in the order of their ids.
pub(super) fn notices(edition: &domain::Edition, from: NaiveDate, preview: &Preview) -> Vec<Job> {
    let mut touched: BTreeMap<Uuid, Vec<&Prospect>> = BTreeMap::new();
    for (holder, prospect) in &preview.prospects {
        if prospect.effect != Effect::Keeps {
            touched.entry(holder.id).or_default().push(prospect);
        }
    }
    let (title, day) = (edition.title(), in_words(from));
    let letter = |(university, prospects): (Uuid, Vec<&Prospect>)| Job {
        kind: "notify_university",
        payload: json!({
            "kind": NoticeKind::Deadline,
            "university_id": university,
            "subject": format!("A new edition of the standard, in force from {day}"),
            "text": text(&title, &day, &prospects),
            "path": "/awards",
        }),
    };
    touched.into_iter().map(letter).collect()
}

fn text(title: &str, day: &str, prospects: &[&Prospect]) -> String {
    let mut lines = vec![format!(
        "{title} is in force from {day}. What you apply for from that day is by it; what you have begun to apply for stays by its own edition. Your awards stand until they expire."
    )];
    lines.push(
        "By the marks they were decided with, your next renewals would come out otherwise:"
            .to_owned(),
    );
    let told = prospects.iter().take(TOLD);
    lines.extend(told.filter_map(|prospect| prospect.sentences.first().cloned()));
    if prospects.len() > TOLD {
        lines.push(format!("And {} more.", prospects.len() - TOLD));
    }
    lines.join("\n\n")
}
