//! What a decision is made from (J7).

use std::sync::Arc;

use chrono::NaiveDate;
use domain::judgement::{DecisionFacts, DecisionRecord};
use domain::standard::Edition;
use futures_util::try_join;
use store::applications as rows;
use store::casefile;

use super::{facts, sampling};
use crate::error::Result;
use crate::loaders::{Case, Facts};

/// What a decision is made from, as read.
pub(crate) struct Material {
    pub criteria: Arc<casefile::Criteria>,
    pub marks: Arc<casefile::Marks>,
    pub evidence: Arc<Vec<casefile::Evidence>>,
    pub requests: Arc<Vec<casefile::Request>>,
    pub sample: Arc<Vec<casefile::Sampled>>,
    pub programmes: usize,
}

impl Material {
    /// All of it, in as few statements as askers at one level.
    pub async fn of(case: &Case<'_>) -> Result<Self> {
        let (criteria, marks, evidence, requests, sample, covered) = try_join!(
            case.criteria(),
            case.marks(),
            case.evidence(),
            case.requests(),
            case.sample(),
            case.programmes()
        )?;
        Ok(Self {
            criteria,
            marks,
            evidence,
            requests,
            sample,
            programmes: covered.len(),
        })
    }

    /// The same of what a mutation has read.
    pub fn read(read: &Facts) -> Result<Self> {
        Ok(Self {
            criteria: read.criteria()?,
            marks: read.marks()?,
            evidence: read.evidence()?,
            requests: read.requests()?,
            sample: read.sample()?,
            programmes: read.programmes()?.len(),
        })
    }

    /// The same as the rules look at it (J2-J8). What the applicant may hold was held against G1-G3 when it was submitted.
    pub fn facts<'a>(
        &self,
        edition: &'a Edition,
        row: &rows::Application,
        today: NaiveDate,
    ) -> Result<DecisionFacts<'a>> {
        let target_rank = facts::rank(row.level_rank);
        let requests = facts::requests(&self.requests)?;
        let record = DecisionRecord {
            target_rank,
            judgements: facts::judgements(&self.criteria.judgements)?,
            outcomes: self.marks.outcomes.iter().map(facts::confirmed).collect(),
            evidence: self
                .evidence
                .iter()
                .filter_map(facts::evidence_hash)
                .collect(),
            sampled: sampling::recorded(&self.sample)?,
        };
        let state = facts::state_on(row, &requests, today)?;
        Ok(DecisionFacts {
            edition,
            max_rank_applicant_may_hold: target_rank,
            record,
            requests,
            today,
            state,
            scope: row.scope.parse()?,
            programmes: self.programmes,
        })
    }
}
