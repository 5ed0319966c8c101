//! How pillars and criteria of an application stand.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_graphql::{Enum, Object, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use domain::judgement;
use domain::standard;
use store::casefile;

use super::excepting::{self, RatingException};
use super::facts;
use crate::edition::{Criterion, Level, Pillar, count, level_at, pillars as pillars_of};
use crate::error::Result;
use crate::evidence::Evidence;

/// How well a criterion is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "standard::Rating")]
pub enum Rating {
    /// All of it.
    Met,
    /// Some of it; does not count towards a level (J1).
    PartlyMet,
    /// None of it.
    NotMet,
}

/// The university's own view of a criterion.
#[derive(Debug, Clone, SimpleObject)]
pub struct SelfRating {
    /// How well it is met.
    value: Rating,
    /// How the programme meets it.
    statement: String,
    /// Places of the elements ticked, from 0 (S3).
    elements: Vec<i32>,
    /// Counts up with every change; give it back with the next.
    version: i32,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

/// The assessor's view of a criterion.
#[derive(Debug, Clone, SimpleObject)]
pub struct Judgement {
    /// How well it is met.
    value: Rating,
    /// Why.
    note: String,
    /// Counts up with every change; give it back with the next.
    version: i32,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

/// A pillar's outcome as the assessor confirmed it (J3).
#[derive(Debug, Clone, SimpleObject)]
pub struct Outcome {
    /// The level confirmed; null for below the lowest.
    level: Option<Level>,
    /// The best fit when it was confirmed; the record shows both.
    best_fit: Option<Level>,
    /// Why it departs from best fit.
    reason: Option<String>,
    /// Counts up with every change; give it back with the next.
    version: i32,
}

/// How a pillar of an application stands.
#[derive(Debug, Clone, SimpleObject)]
pub struct PillarStanding {
    /// The pillar.
    pillar: Pillar,
    /// Its criteria up to the level applied for.
    criteria: i32,
    /// How many of them the university has rated.
    rated: i32,
    /// How many of them the assessor has judged.
    judged: i32,
    /// How many of them have evidence.
    evidenced: i32,
    /// The level that the self-rating reaches by best fit (J1).
    self_level: Option<Level>,
    /// The level that the judgements reach by best fit; null where nothing is judged.
    best_fit: Option<Level>,
    /// The outcome, once confirmed (J3).
    outcome: Option<Outcome>,
    /// Evidence was asked for on it, and the answer came or the due date passed (J5).
    asked_first: bool,
}

/// The level of each pillar, as `Bronze, none, …` in the edition's order: by the self-rating, or as it was confirmed.
pub(crate) fn pillars_in_words(
    edition: &Arc<domain::Edition>,
    of: &store::applications::Application,
    marks: &casefile::Marks,
    today: NaiveDate,
    self_rated: bool,
) -> Result<String> {
    let standings = pillars(edition, facts::rank(of.level_rank), marks, today)?;
    let any = standings.iter().any(|pillar| {
        if self_rated {
            pillar.rated > 0
        } else {
            pillar.outcome.is_some()
        }
    });
    let words = standings.into_iter().map(|pillar| {
        let level = if self_rated {
            pillar.self_level
        } else {
            pillar.outcome.and_then(|outcome| outcome.level)
        };
        level.map_or_else(|| "none".to_owned(), |level| level.title)
    });
    let words: Vec<String> = words.collect();
    Ok(if any { words.join(", ") } else { String::new() })
}

/// Every pillar's standing, in the edition's order.
pub(super) fn pillars(
    edition: &Arc<domain::Edition>,
    target: u8,
    marks: &casefile::Marks,
    today: NaiveDate,
) -> Result<Vec<PillarStanding>> {
    let ratings = facts::self_marks(marks)?;
    let judgements = facts::marks(&marks.judgements)?;
    let asked = facts::asked(&marks.asked)?;
    let level = |rank: Option<u8>| rank.map(|rank| level_at(edition, rank));
    Ok(pillars_of(edition)
        .into_iter()
        .map(|pillar| {
            let data = pillar.data();
            let (mut criteria, mut rated, mut judged, mut evidenced) = (0, 0, 0, 0);
            for criterion in data.criteria_up_to(target) {
                criteria += 1;
                rated += usize::from(ratings.contains_key(&criterion.reference));
                judged += usize::from(judgements.contains_key(&criterion.reference));
                evidenced += usize::from(marks.evidenced.contains(&criterion.reference));
            }
            let best_fit =
                |marks| judgement::pillar_standing(edition, data, target, marks).best_fit;
            let outcome = marks
                .outcomes
                .iter()
                .find(|outcome| outcome.pillar == i32::from(data.number));
            PillarStanding {
                criteria: count(criteria),
                rated: count(rated),
                judged: count(judged),
                evidenced: count(evidenced),
                self_level: level(best_fit(&ratings)),
                best_fit: level(best_fit(&judgements)),
                outcome: outcome.map(|outcome| Outcome {
                    level: level(outcome.level_rank.map(facts::rank)),
                    best_fit: level(outcome.best_fit_rank.map(facts::rank)),
                    reason: outcome.reason.clone(),
                    version: outcome.version,
                }),
                asked_first: judgement::asked_first(data, &asked, today),
                pillar,
            }
        })
        .collect())
}

/// The level that marks reach overall by best fit (J1, J2).
pub(super) fn overall(
    edition: &domain::Edition,
    target: u8,
    marks: &BTreeMap<String, standard::Rating>,
) -> Result<Option<Level>> {
    let reached = judgement::best_fit_overall(edition, target, marks);
    Ok(reached.map(|rank| level_at(edition, rank)))
}

/// How one criterion of an application stands.
#[derive(Debug, Clone)]
pub struct CriterionStanding {
    criterion: Criterion,
    rating: Option<casefile::Rating>,
    exceptions: Vec<casefile::Exception>,
    judgement: Option<casefile::Judgement>,
    evidence: Vec<Evidence>,
}

impl CriterionStanding {
    pub(super) fn new(
        edition: &Arc<domain::Edition>,
        criterion: &standard::Criterion,
        criteria: &casefile::Criteria,
        evidence: &[casefile::Evidence],
        locked: bool,
    ) -> Self {
        let reference = &criterion.reference;
        Self {
            criterion: Criterion {
                edition: edition.clone(),
                criterion: criterion.clone(),
            },
            rating: criteria.ratings.get(reference).cloned(),
            exceptions: criteria.exceptions.clone(),
            judgement: criteria.judgements.get(reference).cloned(),
            evidence: evidence
                .iter()
                .filter(|item| item.refs.contains(reference))
                .map(|item| Evidence::new(item.clone(), locked))
                .collect(),
        }
    }
}

/// How one criterion of an application stands.
#[Object]
impl CriterionStanding {
    /// The criterion.
    async fn criterion(&self) -> &Criterion {
        &self.criterion
    }
    /// The university's view of it.
    async fn rating(&self) -> Result<Option<SelfRating>> {
        let Some(row) = &self.rating else {
            return Ok(None);
        };
        Ok(Some(SelfRating {
            value: row.value.parse::<standard::Rating>()?.into(),
            statement: row.statement.clone(),
            elements: row.elements.clone(),
            version: row.version,
            updated_at: row.updated_at,
        }))
    }
    /// The programmes that meet it otherwise than the rest of the application, by name (P4).
    async fn exceptions(&self) -> Result<Vec<RatingException>> {
        excepting::of(&self.criterion.criterion.reference, &self.exceptions)
    }
    /// The assessor's view of it; hidden from the university until the decision.
    async fn judgement(&self) -> Result<Option<Judgement>> {
        let Some(row) = &self.judgement else {
            return Ok(None);
        };
        Ok(Some(Judgement {
            value: row.value.parse::<standard::Rating>()?.into(),
            note: row.note.clone(),
            version: row.version,
            updated_at: row.updated_at,
        }))
    }
    /// What is tied to it.
    async fn evidence(&self) -> &[Evidence] {
        &self.evidence
    }
}
