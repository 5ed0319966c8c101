//! Second marking as it is shown: how far it has come, and how two assessors differ (J6).

mod ahead;
mod mutation;

use std::collections::BTreeMap;
use std::sync::Arc;

use async_graphql::{Context, Enum, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::moderation::{self, Comparison, compare};
use store::Viewer;
use store::applications as rows;
use store::casefile;
use uuid::Uuid;

use super::standing::Rating;
use super::{Application, facts};
use crate::context::{Ask, Scope};
use crate::edition::{Level, Pillar, level_at, pillar};
use crate::error::Result;

pub(super) use ahead::actions;
pub use mutation::ModeratingMutation;

/// Why a case is second-marked (J6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "moderation::Sampled")]
pub enum Sampled {
    /// Its assessor is new.
    NewAssessor,
    /// It was drawn.
    Drawn,
}

/// What an assessor does in a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum CaseRole {
    /// Marks it, and decides.
    FirstAssessor,
    /// Marks it second, blind (J6).
    SecondAssessor,
    /// Settles what two assessors differ on.
    Moderator,
}

impl CaseRole {
    /// A viewer's, if they work on the case as an assessor.
    pub(super) fn of(row: &rows::Application, viewer: &Viewer) -> Option<Self> {
        let Viewer::Assessor { person, .. } = viewer else {
            return None;
        };
        let is = |who: Option<Uuid>| who == Some(*person);
        Some(if is(row.assessor_id) {
            Self::FirstAssessor
        } else if is(row.second_assessor_id) {
            Self::SecondAssessor
        } else {
            Self::Moderator
        })
    }
}

/// A decision as its assessor made it, until it is released.
#[derive(Debug, Clone, SimpleObject)]
pub struct PendingDecision {
    /// When it was made.
    made_at: DateTime<Utc>,
    /// When it goes out; until then its assessor can take it back. Null in moderation.
    release_at: Option<DateTime<Utc>>,
    /// What the university will be told beside the reasoning.
    feedback: String,
}

/// How far the second marking of a sampled case has come (J6).
#[derive(Debug, Clone)]
pub struct SecondMarking {
    edition: Arc<domain::Edition>,
    row: rows::Application,
    read: Arc<casefile::Moderation>,
    second: casefile::SecondMarking,
}

/// How far the second marking of a sampled case has come (J6).
#[Object]
impl SecondMarking {
    /// Why it is second-marked.
    async fn why(&self) -> Result<Sampled> {
        Ok(self.second.why.parse::<moderation::Sampled>()?.into())
    }
    /// Who marks it second; null until somebody is assigned, and where the viewer may not know.
    async fn assessor(&self) -> Option<&str> {
        self.second.assessor_name.as_deref()
    }
    /// When it was opened.
    async fn opened_at(&self) -> DateTime<Utc> {
        self.second.opened_at
    }
    /// When the second assessor submitted.
    async fn submitted_at(&self) -> Option<DateTime<Utc>> {
        self.second.submitted_at
    }
    /// Whether the two outcomes differ; null until both are in.
    async fn differs(&self) -> Option<bool> {
        self.second.differs
    }
    /// When a lead assessor settled the difference.
    async fn settled_at(&self) -> Option<DateTime<Utc>> {
        self.second.settled_at
    }
    /// Why it was settled like that.
    async fn settled_reason(&self) -> Option<&str> {
        self.second.settled_reason.as_deref()
    }
    /// How the two differ; null until both have submitted, for everybody.
    async fn comparison(&self, ctx: &Context<'_>) -> Result<Option<MarkingComparison>> {
        if self.second.submitted_at.is_none() {
            return Ok(None);
        }
        let scope = ctx.scope();
        let case = scope.case(self.row.id);
        // Who marked second is shown their own marks as the marks; the comparison is not theirs.
        if self.row.second_assessor_id == scope.viewer.person() {
            return Ok(None);
        }
        let (criteria, marks) = futures_util::try_join!(case.criteria(), case.marks())?;
        let second = facts::second_record(&self.read, &self.row)?;
        let first = facts::first_record(&criteria, &marks, &self.row)?;
        Ok(Some(MarkingComparison::new(
            &self.edition,
            &compare(&self.edition, &first, &second),
            &criteria,
            &self.read,
        )))
    }
}

/// How two assessors of a case differ (J6).
#[derive(Debug, Clone, SimpleObject)]
pub struct MarkingComparison {
    /// The pillars that they put at different levels, in the standard's order.
    pillars: Vec<PillarDifference>,
    /// The criteria that they mark differently, in the standard's order.
    criteria: Vec<CriterionDifference>,
    /// The level by the first; null for below the lowest.
    first: Option<Level>,
    /// The level by the second; null for below the lowest.
    second: Option<Level>,
    /// The same in words, pillars first.
    sentences: Vec<String>,
}

/// A pillar that two assessors put at different levels.
#[derive(Debug, Clone, SimpleObject)]
pub struct PillarDifference {
    /// The pillar.
    pillar: Pillar,
    /// The level by the first; null for below the lowest.
    first: Option<Level>,
    /// The level by the second; null for below the lowest.
    second: Option<Level>,
}

/// A criterion that two assessors mark differently.
#[derive(Debug, Clone, SimpleObject)]
pub struct CriterionDifference {
    /// Its reference.
    #[graphql(name = "ref")]
    reference: String,
    /// Its pillar's number.
    pillar: i32,
    /// The first assessor's mark.
    first: Option<Mark>,
    /// The second assessor's mark.
    second: Option<Mark>,
}

/// One assessor's mark of a criterion.
#[derive(Debug, Clone, SimpleObject)]
pub struct Mark {
    /// How well it is met.
    value: Rating,
    /// Why.
    note: String,
}

impl Mark {
    fn of(marks: &BTreeMap<String, casefile::Judgement>, reference: &str) -> Option<Self> {
        let mark = marks.get(reference)?;
        let value: domain::Rating = mark.value.parse().ok()?;
        Some(Self {
            value: value.into(),
            note: mark.note.clone(),
        })
    }
}

impl MarkingComparison {
    fn new(
        edition: &Arc<domain::Edition>,
        comparison: &Comparison,
        first: &casefile::Criteria,
        second: &casefile::Moderation,
    ) -> Self {
        let level = |rank: Option<u8>| rank.map(|rank| level_at(edition, rank));
        Self {
            pillars: comparison
                .pillars
                .iter()
                .filter_map(|difference| {
                    Some(PillarDifference {
                        pillar: pillar(edition, difference.pillar)?,
                        first: level(difference.first),
                        second: level(difference.second),
                    })
                })
                .collect(),
            criteria: comparison
                .criteria
                .iter()
                .map(|difference| CriterionDifference {
                    reference: difference.reference.clone(),
                    pillar: difference.pillar.into(),
                    first: Mark::of(&first.judgements, &difference.reference),
                    second: Mark::of(&second.judgements, &difference.reference),
                })
                .collect(),
            first: level(comparison.first),
            second: level(comparison.second),
            sentences: comparison.sentences(edition),
        }
    }
}

impl Application {
    /// The decision that was made and is not released, and how far its second marking has come; nothing for a university.
    pub(super) async fn moderation(
        &self,
        scope: &Scope,
    ) -> Result<Option<Arc<casefile::Moderation>>> {
        if scope.viewer.university().is_some() {
            return Ok(None);
        }
        Ok(Some(scope.case(self.row.id).moderation().await?))
    }

    pub(super) async fn shown_pending(&self, scope: &Scope) -> Result<Option<PendingDecision>> {
        let read = self.moderation(scope).await?;
        let pending = read.and_then(|read| read.pending.clone());
        Ok(pending.map(|pending| PendingDecision {
            made_at: pending.made_at,
            release_at: self.row.release_at,
            feedback: pending.feedback,
        }))
    }

    pub(super) async fn shown_second(&self, scope: &Scope) -> Result<Option<SecondMarking>> {
        let Some(read) = self.moderation(scope).await? else {
            return Ok(None);
        };
        let Some(second) = read.second.clone() else {
            return Ok(None);
        };
        Ok(Some(SecondMarking {
            edition: self.standard(scope).await?,
            row: self.row.clone(),
            read,
            second,
        }))
    }
}
