//! Decisions that explain themselves (J7).

use std::sync::Arc;

use async_graphql::{Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::judgement;
use store::casefile;

use crate::edition::{Level, Pillar, count, level_at, pillars};
use crate::error::{Error, Result};

/// How one level of a pillar was reached, or was not (J1).
#[derive(Debug, Clone, SimpleObject)]
pub struct LevelReasoning {
    /// The level.
    level: Level,
    /// References of its own criteria that are met.
    met: Vec<String>,
    /// References of those that are not.
    unmet: Vec<String>,
    /// How many had to be met.
    needed: i32,
    /// Enough were, here and at every level below.
    reached: bool,
}

/// How one pillar was decided (J3).
#[derive(Debug, Clone, SimpleObject)]
pub struct PillarReasoning {
    /// The pillar.
    pillar: Pillar,
    /// The level confirmed; null for below the lowest.
    outcome: Option<Level>,
    /// The level its marks reach by best fit.
    best_fit: Option<Level>,
    /// Why the outcome departs from best fit.
    reason: Option<String>,
    /// Every level up to the one applied for, lowest first.
    levels: Vec<LevelReasoning>,
}

/// How an application was decided, in words and data (J7).
#[derive(Debug, Clone)]
pub struct Decision {
    edition: Arc<domain::Edition>,
    row: casefile::Decision,
}

impl Decision {
    pub(crate) fn new(edition: Arc<domain::Edition>, row: casefile::Decision) -> Self {
        Self { edition, row }
    }

    fn read(&self) -> Result<judgement::Decision> {
        serde_json::from_value(self.row.record["decision"].clone()).map_err(Error::internal)
    }
}

/// How an application was decided, in words and data (J7).
#[Object]
impl Decision {
    /// The level; null for not accredited (J8).
    async fn level(&self) -> Option<Level> {
        let rank = u8::try_from(self.row.level_rank?).ok()?;
        Some(level_at(&self.edition, rank))
    }
    /// When.
    async fn decided_at(&self) -> DateTime<Utc> {
        self.row.decided_at
    }
    /// What the assessor says to the university.
    async fn feedback(&self) -> &str {
        &self.row.feedback
    }
    /// How it came to be, in words.
    async fn sentences(&self) -> Result<Vec<String>> {
        Ok(self.read()?.sentences)
    }
    /// The same as data, in the edition's order.
    #[graphql(complexity = "crate::limits::list_cost(7, child_complexity)")]
    async fn pillars(&self) -> Result<Vec<PillarReasoning>> {
        let level = |rank: Option<u8>| rank.map(|rank| level_at(&self.edition, rank));
        let decided = self.read()?.pillars;
        Ok(pillars(&self.edition)
            .into_iter()
            .zip(decided)
            .map(|(pillar, decided)| PillarReasoning {
                pillar,
                outcome: level(decided.outcome),
                best_fit: level(decided.reasoning.best_fit),
                reason: decided.reason,
                levels: decided
                    .reasoning
                    .levels
                    .into_iter()
                    .map(|l| LevelReasoning {
                        level: level_at(&self.edition, l.rank),
                        met: l.met,
                        unmet: l.unmet,
                        needed: count(l.needed),
                        reached: l.reached,
                    })
                    .collect(),
            })
            .collect())
    }
    /// SHA-256 over the edition's hash, the judgements, the outcomes and the evidence's hashes, in hexadecimal: a replay gives the same.
    async fn digest(&self) -> &str {
        &self.row.digest
    }
}
