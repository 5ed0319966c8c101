//! Decisions: what stands in the way, what follows, and the same again from the record (J2-J8).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::outcome::{self, ConfirmedOutcome, OutcomeFacts, RequestFacts};
use super::sample::{SampledProgramme, unverified};
use super::{
    OverallReasoning, PillarReasoning, overall, overall_reasoning, pillar_standing, sentences,
};
use crate::canonical;
use crate::lifecycle::{
    self, ApplicationAct, ApplicationFacts, ApplicationScope, ApplicationState,
};
use crate::refusal::{Reason, Reasons, Refusal, facts};
use crate::standard::{Edition, Rating};

/// The assessor's mark of a criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// On the same scale as the self-rating.
    pub rating: Rating,
    /// Why.
    pub note: String,
}

/// A piece of evidence as the assessor saw it; the hash stays when the evidence is removed (E7).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EvidenceHash {
    /// Its id, as shown outside.
    pub id: String,
    /// Lower-case hex SHA-256 of its bytes; for a link, of its address.
    pub sha256: String,
}

/// What a decision is made from, and all that is needed to make it again (J7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionRecord {
    /// The rank applied for.
    pub target_rank: u8,
    /// The assessor's judgements by reference.
    pub judgements: BTreeMap<String, Judgement>,
    /// The outcomes confirmed, one a pillar.
    pub outcomes: Vec<ConfirmedOutcome>,
    /// The evidence seen.
    pub evidence: Vec<EvidenceHash>,
    /// The programmes looked at more closely, where it covers several; empty where it was kept before this was said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sampled: Vec<SampledProgramme>,
}

/// What deciding looks at.
#[derive(Debug, Clone)]
pub struct DecisionFacts<'a> {
    /// The application's edition.
    pub edition: &'a Edition,
    /// The highest rank the applicant may hold (G1-G3, J4).
    pub max_rank_applicant_may_hold: u8,
    /// What the decision is made from.
    pub record: DecisionRecord,
    /// The application's evidence requests.
    pub requests: Vec<RequestFacts>,
    /// The civil day.
    pub today: NaiveDate,
    /// Where the application stands.
    pub state: ApplicationState,
    /// How its programmes hang together (P4).
    pub scope: ApplicationScope,
    /// How many it covers.
    pub programmes: usize,
}

/// A decision that explains itself (J7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The rank awarded; none for not accredited (J8).
    pub level: Option<u8>,
    /// Every pillar in the standard's order.
    pub pillars: Vec<DecidedPillar>,
    /// How many pillars reach each level up to the one applied for, lowest first; empty where it was kept before this was said.
    #[serde(default)]
    pub levels: Vec<OverallReasoning>,
    /// The same in plain English.
    pub sentences: Vec<String>,
    /// Lower-case hex SHA-256 over the edition's hash, the judgements, outcomes and evidence hashes.
    pub digest: String,
}

impl Decision {
    /// The decision as canonical JSON: the same bytes whenever it is replayed (J7).
    pub fn to_bytes(&self) -> Vec<u8> {
        canonical::to_bytes(&json!(self))
    }
}

/// A decision as it is kept: what it was made by and from, and what it was (J7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// The content hash of the edition.
    pub edition: String,
    /// What it was made from.
    pub record: DecisionRecord,
    /// What it was.
    pub decision: Decision,
}

impl Recorded {
    /// The decision made again, the same to the byte (J7).
    ///
    /// # Errors
    /// Says so where the edition is not the one it was made by, and where it comes out otherwise.
    pub fn replay(&self, edition: &Edition) -> Result<Decision, Refusal> {
        if self.edition != edition.content_hash() {
            let message = format!(
                "The decision was made by the edition {}, and {} is {}: replay it by its own.",
                self.edition,
                edition.title(),
                edition.content_hash()
            );
            return Err(Reason::new("J7", message).into());
        }
        let again = replay(edition, &self.record);
        if again.to_bytes() == self.decision.to_bytes() {
            return Ok(again);
        }
        let message = format!(
            "The decision comes out otherwise: {} was recorded, and {} follows from the record. \
             Record or decision were changed.",
            self.decision.digest, again.digest
        );
        Err(Reason::new("J7", message).into())
    }
}

/// A pillar in a decision: what the marks give and what the assessor confirmed (J3, J7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecidedPillar {
    /// What the marks give, and why.
    pub reasoning: PillarReasoning,
    /// The rank confirmed.
    pub outcome: Option<u8>,
    /// Why it departs from best fit.
    pub reason: Option<String>,
}

/// What stands in the way of deciding (J3-J5); empty where nothing does.
pub fn undecided(facts: &DecisionFacts<'_>) -> Vec<Reason> {
    let mut reasons = Reasons::new();
    let record = &facts.record;
    let open_requests = facts
        .requests
        .iter()
        .filter(|request| !request.state.is_settled(request.due_on, facts.today))
        .count();
    let life = ApplicationFacts {
        open_requests,
        ..ApplicationFacts::default()
    };
    if let Err(refusal) = lifecycle::step(facts.state, ApplicationAct::Decide, &life, facts.today) {
        reasons.extend(refusal.into_reasons());
    }
    let marks = marks(&record.judgements);
    let about = OutcomeFacts {
        edition: facts.edition,
        target_rank: record.target_rank,
        max_rank_applicant_may_hold: facts.max_rank_applicant_may_hold,
        marks: &marks,
        requests: &facts.requests,
        today: facts.today,
        second: false,
    };
    unconfirmed(&about, record, &mut reasons);
    reasons.extend(unverified(facts.scope, facts.programmes, &record.sampled));
    reasons.into_vec()
}

/// What stands in the way of submitting a second assessor's marks (J3, J4, J6); empty where
/// nothing does.
pub fn unmarked(edition: &Edition, record: &DecisionRecord, today: NaiveDate) -> Vec<Reason> {
    let mut reasons = Reasons::new();
    let about = OutcomeFacts {
        edition,
        target_rank: record.target_rank,
        max_rank_applicant_may_hold: record.target_rank,
        marks: &marks(&record.judgements),
        requests: &[],
        today,
        second: true,
    };
    unconfirmed(&about, record, &mut reasons);
    reasons.into_vec()
}

/// Every pillar is judged, and its outcome confirmed on the marks as they are (J3-J5).
fn unconfirmed(about: &OutcomeFacts<'_>, record: &DecisionRecord, reasons: &mut Reasons) {
    let edition = about.edition;
    for pillar in edition.pillars() {
        outcome::unjudged(about, pillar, reasons);
        let confirmed = record.outcomes.iter().find(|o| o.pillar == pillar.number);
        let Some(confirmed) = confirmed else {
            let message = format!("{}: confirm its outcome.", pillar.title);
            let data = facts! { "pillar": pillar.number };
            reasons.add(Reason::new("J3", message).about("outcome").with(data));
            continue;
        };
        let now = pillar_standing(edition, pillar, record.target_rank, about.marks).best_fit;
        reasons.require(now == confirmed.best_fit, || {
            let message = format!(
                "{}: its best fit was {} when its outcome was confirmed and is {} now. Confirm \
                 its outcome again.",
                pillar.title,
                edition.level_title(confirmed.best_fit),
                edition.level_title(now)
            );
            let data = facts! {
                "pillar": pillar.number, "bestFitThen": confirmed.best_fit, "bestFitNow": now,
            };
            Reason::new("J3", message).about("outcome").with(data)
        });
        outcome::guards(about, pillar, confirmed, reasons);
    }
}

/// The decision on an application (J2, J7, J8).
///
/// # Errors
/// Every reason of [`undecided`].
pub fn decide(facts: &DecisionFacts<'_>) -> Result<Decision, Refusal> {
    Reasons::from(undecided(facts)).or(())?;
    Ok(replay(facts.edition, &facts.record))
}

/// The decision that follows from a record: the same bytes whenever it is asked (J7).
///
/// It looks at nothing but the edition and the record, and refuses nothing: what was decided
/// stays decided.
pub fn replay(edition: &Edition, record: &DecisionRecord) -> Decision {
    let marks = marks(&record.judgements);
    let pillars: Vec<DecidedPillar> = edition
        .pillars()
        .iter()
        .map(|pillar| {
            let confirmed = record.outcomes.iter().find(|o| o.pillar == pillar.number);
            DecidedPillar {
                reasoning: pillar_standing(edition, pillar, record.target_rank, &marks),
                outcome: confirmed.and_then(|o| o.level),
                reason: confirmed.and_then(|o| o.reason.clone()),
            }
        })
        .collect();
    let outcomes: Vec<_> = pillars.iter().map(|pillar| pillar.outcome).collect();
    let level = overall(edition, &outcomes);
    let levels = overall_reasoning(edition, record.target_rank, &pillars);
    Decision {
        sentences: sentences::all(edition, &marks, &pillars, &levels, level),
        digest: digest(edition, record),
        level,
        pillars,
        levels,
    }
}

pub(super) fn marks(judgements: &BTreeMap<String, Judgement>) -> BTreeMap<String, Rating> {
    judgements
        .iter()
        .map(|(reference, judgement)| (reference.clone(), judgement.rating))
        .collect()
}

/// The order in which outcomes and evidence were read makes no difference to the digest.
fn digest(edition: &Edition, record: &DecisionRecord) -> String {
    let mut outcomes: Vec<_> = record.outcomes.iter().collect();
    outcomes.sort_by_key(|outcome| outcome.pillar);
    let mut evidence: Vec<_> = record.evidence.iter().collect();
    evidence.sort();
    canonical::hash(&json!({
        "edition": edition.content_hash(),
        "targetRank": record.target_rank,
        "judgements": record.judgements,
        "outcomes": outcomes,
        "evidence": evidence,
    }))
}
