//! Confirming a pillar's outcome (J3-J5).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::pillar_standing;
use crate::input::is_blank;
use crate::lifecycle::RequestState;
use crate::refusal::{Reason, Reasons, Refusal, facts};
use crate::standard::{Edition, Pillar, Rating};
use crate::words;

/// A pillar's outcome as the assessor confirmed it (J3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmedOutcome {
    /// The pillar's number.
    pub pillar: u8,
    /// The rank confirmed; none for below the lowest level.
    pub level: Option<u8>,
    /// The best fit when it was confirmed; the record shows both.
    pub best_fit: Option<u8>,
    /// Why it departs from best fit; none where it does not.
    pub reason: Option<String>,
}

/// What judging looks at in an evidence request (J5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestFacts {
    /// References of the criteria it asks about.
    pub criteria: Vec<String>,
    /// Where it stands.
    pub state: RequestState,
    /// The last day it can be answered on.
    pub due_on: NaiveDate,
}

/// What confirming an outcome looks at.
#[derive(Debug, Clone, Copy)]
pub struct OutcomeFacts<'a> {
    /// The application's edition.
    pub edition: &'a Edition,
    /// The rank applied for.
    pub target_rank: u8,
    /// The highest rank the applicant may hold (G1-G3, J4).
    pub max_rank_applicant_may_hold: u8,
    /// The assessor's marks by reference, of any pillar.
    pub marks: &'a BTreeMap<String, Rating>,
    /// The application's evidence requests, about any pillar.
    pub requests: &'a [RequestFacts],
    /// The civil day.
    pub today: NaiveDate,
    /// Whether these are a second assessor's marks: they ask for nothing, so J5 is not asked of them (J6).
    pub second: bool,
}

/// Whether evidence was asked for on a pillar and the answer came or the due date passed (J5).
pub fn asked_first(pillar: &Pillar, requests: &[RequestFacts], today: NaiveDate) -> bool {
    requests
        .iter()
        .any(|request| request.state.is_settled(request.due_on, today) && is_about(pillar, request))
}

fn is_about(pillar: &Pillar, request: &RequestFacts) -> bool {
    request
        .criteria
        .iter()
        .any(|reference| pillar.criteria.iter().any(|c| c.reference == *reference))
}

/// The outcome of a pillar as the assessor confirms it, beside its best fit.
///
/// A reason given where the outcome is the best fit is dropped.
///
/// # Errors
/// Refuses while a criterion up to the level applied for is not judged (J3), a departure from
/// best fit without a reason (J3), a level above the one applied for or above what the applicant
/// may hold (J4), and a shortfall that was not asked about first (J5).
pub fn confirm_outcome(
    facts: &OutcomeFacts<'_>,
    pillar: u8,
    level: Option<u8>,
    reason: Option<&str>,
) -> Result<ConfirmedOutcome, Refusal> {
    let Some(pillar) = facts.edition.pillar(pillar) else {
        let message = format!("The edition has no pillar {pillar}.");
        return Err(Reason::new("S2", message).about("pillar").into());
    };
    let best_fit = pillar_standing(facts.edition, pillar, facts.target_rank, facts.marks).best_fit;
    let reason = reason
        .map(str::trim)
        .filter(|reason| level != best_fit && !is_blank(reason));
    let outcome = ConfirmedOutcome {
        pillar: pillar.number,
        level,
        best_fit,
        reason: reason.map(str::to_owned),
    };
    let mut reasons = Reasons::new();
    unjudged(facts, pillar, &mut reasons);
    guards(facts, pillar, &outcome, &mut reasons);
    reasons.or(outcome)
}

/// Every criterion of the pillar up to the level applied for is judged (J3).
pub(super) fn unjudged(facts: &OutcomeFacts<'_>, pillar: &Pillar, reasons: &mut Reasons) {
    let missing: Vec<&str> = pillar
        .criteria_up_to(facts.target_rank)
        .map(|criterion| criterion.reference.as_str())
        .filter(|reference| !facts.marks.contains_key(*reference))
        .collect();
    reasons.require(missing.is_empty(), || {
        let message = format!("{}: judge {} first.", pillar.title, words::list(&missing));
        Reason::new("J3", message)
            .about(missing.first().copied().unwrap_or_default())
            .with(facts! { "pillar": pillar.number, "criteria": missing })
    });
}

/// The guards of one outcome beside its best fit (J3-J5).
pub(super) fn guards(
    facts: &OutcomeFacts<'_>,
    pillar: &Pillar,
    outcome: &ConfirmedOutcome,
    reasons: &mut Reasons,
) {
    let edition = facts.edition;
    let (title, level) = (&pillar.title, outcome.level);
    let said = edition.level_title(level);
    let data = facts! { "pillar": pillar.number, "outcome": level, "bestFit": outcome.best_fit };
    if let Some(rank) = level {
        let known = edition.level_at(rank).is_some();
        reasons.require(known, || {
            let message = format!("{title}: the edition has no level {rank}.");
            Reason::new("S1", message).about("level").with(data.clone())
        });
        reasons.require(!known || rank <= facts.target_rank, || {
            let applied = edition.level_title(Some(facts.target_rank));
            let message =
                format!("{title} cannot be put at {said}: the application is for {applied}.");
            Reason::new("J4", message).about("level").with(data.clone())
        });
        let most = facts.max_rank_applicant_may_hold;
        reasons.require(!known || rank > facts.target_rank || rank <= most, || {
            let most = edition.level_title(Some(most).filter(|most| *most > 0));
            let message =
                format!("{title} cannot be put at {said}: the applicant may hold {most} at most.");
            Reason::new("J4", message).about("level").with(data.clone())
        });
    }
    let explained = outcome.reason.as_deref().is_some_and(|r| !is_blank(r));
    reasons.require(level == outcome.best_fit || explained, || {
        let best_fit = edition.level_title(outcome.best_fit);
        let message = format!(
            "{title}: best fit is {best_fit} and the outcome is {said}. Say why it departs from \
             best fit."
        );
        Reason::new("J3", message)
            .about("reason")
            .with(data.clone())
    });
    let short = level.unwrap_or(0) < facts.target_rank;
    if short && !facts.second && edition.rules().request_evidence_before_shortfall {
        reasons.require(asked_first(pillar, facts.requests, facts.today), || {
            let applied = edition.level_title(Some(facts.target_rank));
            let open = facts
                .requests
                .iter()
                .any(|request| is_about(pillar, request));
            let what = if open {
                "wait until the evidence request is answered or its due date has passed"
            } else {
                "request evidence on it first"
            };
            let message = format!("{title} would be {said}, short of {applied}: {what}.");
            Reason::new("J5", message).about("level").with(data.clone())
        });
    }
}
