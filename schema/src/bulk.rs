//! Bulk acts: what an operator does to many applications at once. What each would come to is looked at first, by doing it
//! and taking it back; then each is done in a transaction of its own, by the same functions as one alone.

mod acting;
mod working;

use std::collections::HashMap;

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::access::Act;
use domain::id::Kind;
use domain::lifecycle::{self, TAKEN_BACK_WITHIN};
use serde::Deserialize;
use store::bulk as acts;

use crate::application::Application;
use crate::connection::{connection, paging};
use crate::context::{Ask, Scope};
use crate::error::{Error, Result};
use crate::loaders::{ApplicationKey, BulkCountsKey, PersonKey};
use crate::person::Person;
use crate::reason::Reason;
use crate::scalar;

pub use acting::BulkMutation;
pub use working::{WORK_ON_BULK_ACT, abandon, advance, asked_by};

/// What an operator does to many applications at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "lifecycle::BulkKind")]
pub enum BulkKind {
    /// They are put on hold (W6).
    Hold,
    /// They go on (W6).
    Resume,
    /// Whoever has the next move is reminded of it.
    Remind,
    /// Their assessment may start before payment (M7).
    StartBeforePayment,
}

/// Where a bulk act stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "lifecycle::BulkState")]
pub enum BulkState {
    /// What it would do is being looked at; nothing is changed.
    Checking,
    /// What it would do can be read.
    Checked,
    /// It is being done, one application after the other.
    Running,
    /// It was done.
    Done,
    /// It is being taken back.
    Undoing,
    /// It was taken back.
    Undone,
}

/// How a bulk act stands with one of its applications.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "lifecycle::BulkVerdict")]
pub enum BulkVerdict {
    /// Not looked at yet.
    Waiting,
    /// It may be done.
    May,
    /// It may not be done, and the reasons say why.
    Refused,
    /// It was done.
    Done,
    /// It was taken back.
    Undone,
    /// It could not be taken back, and the reasons say why.
    Kept,
}

/// How many applications of a bulk act stand how.
#[derive(Debug, Clone, Default, SimpleObject)]
pub struct BulkCounts {
    /// Not looked at yet.
    waiting: i32,
    /// It may be done to them.
    may: i32,
    /// It may not be done to them.
    refused: i32,
    /// It was done to them.
    done: i32,
    /// It was taken back.
    undone: i32,
    /// It could not be taken back.
    kept: i32,
    /// All of them.
    total: i32,
}

impl From<HashMap<String, i64>> for BulkCounts {
    fn from(counts: HashMap<String, i64>) -> Self {
        let whole = |n: i64| i32::try_from(n).unwrap_or(i32::MAX);
        let of = |verdict: lifecycle::BulkVerdict| {
            whole(counts.get(verdict.as_str()).copied().unwrap_or(0))
        };
        Self {
            waiting: of(lifecycle::BulkVerdict::Waiting),
            may: of(lifecycle::BulkVerdict::May),
            refused: of(lifecycle::BulkVerdict::Refused),
            done: of(lifecycle::BulkVerdict::Done),
            undone: of(lifecycle::BulkVerdict::Undone),
            kept: of(lifecycle::BulkVerdict::Kept),
            total: whole(counts.values().sum()),
        }
    }
}

/// What an operator does to many applications at once.
#[derive(Debug, Clone)]
pub struct BulkAct(pub(crate) acts::BulkAct);

/// What an operator does to many applications at once.
#[Object]
impl BulkAct {
    /// Stable id.
    async fn id(&self) -> ID {
        scalar::show(Kind::BulkAct, self.0.id)
    }
    /// What is done.
    async fn kind(&self) -> Result<BulkKind> {
        Ok(self.0.kind.parse::<lifecycle::BulkKind>()?.into())
    }
    /// Why; empty where none was asked for.
    async fn reason(&self) -> &str {
        &self.0.reason
    }
    /// Where it stands.
    async fn state(&self) -> Result<BulkState> {
        Ok(self.0.state.parse::<lifecycle::BulkState>()?.into())
    }
    /// When it was made.
    async fn made_at(&self) -> DateTime<Utc> {
        self.0.made_at
    }
    /// Whose it is.
    async fn made_by(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        let key = PersonKey(self.0.made_by);
        Ok(ctx.scope().loaders.load_one(key).await?.map(Person::from))
    }
    /// When it was applied.
    async fn applied_at(&self) -> Option<DateTime<Utc>> {
        self.0.applied_at
    }
    /// Until when it can be taken back; null where it cannot be, or not any more.
    async fn undo_until(&self, ctx: &Context<'_>) -> Result<Option<DateTime<Utc>>> {
        let kind: lifecycle::BulkKind = self.0.kind.parse()?;
        let until = self.0.applied_at.map(|at| at + TAKEN_BACK_WITHIN);
        let done = self.0.state == lifecycle::BulkState::Done.as_str();
        Ok(until.filter(|until| {
            done && kind.taken_back_by().is_some() && *until >= ctx.scope().moment.now
        }))
    }
    /// How many of its applications stand how.
    async fn counts(&self, ctx: &Context<'_>) -> Result<BulkCounts> {
        let counts = ctx
            .scope()
            .loaders
            .load_one(BulkCountsKey(self.0.id))
            .await?;
        Ok(counts.unwrap_or_default().into())
    }
}

/// One application of a bulk act.
#[derive(Debug, Clone)]
pub struct BulkRow(acts::Row);

/// A reason as it is stored.
#[derive(Deserialize)]
struct StoredReason {
    rule: String,
    message: String,
    field: Option<String>,
}

/// One application of a bulk act.
#[Object]
impl BulkRow {
    /// The application.
    async fn application(&self, ctx: &Context<'_>) -> Result<Application> {
        let key = ApplicationKey(self.0.application_id);
        let found = ctx.scope().loaders.load_one(key).await?;
        found
            .map(Application::from)
            .ok_or(Error::NotFound("application"))
    }
    /// How it stands with it.
    async fn verdict(&self) -> Result<BulkVerdict> {
        Ok(self.0.verdict.parse::<lifecycle::BulkVerdict>()?.into())
    }
    /// Why not; empty where it may be, or was done.
    async fn reasons(&self) -> Result<Vec<Reason>> {
        let stored = Vec::<StoredReason>::deserialize(&self.0.reasons);
        let reasons = stored.map_err(Error::internal)?.into_iter();
        Ok(reasons
            .map(|reason| Reason {
                rule: reason.rule,
                message: reason.message,
                field: reason.field,
            })
            .collect())
    }
}

connection!(
    /// A page of a bulk act's applications.
    BulkRowConnection, BulkRowEdge, BulkRow, CountRows
);

/// Counts the applications of a bulk act that stand in some ways.
pub(crate) struct CountRows {
    of: uuid::Uuid,
    verdicts: Vec<&'static str>,
}

impl CountRows {
    async fn count(&self, scope: &Scope) -> Result<i64> {
        let counts = scope.loaders.load_one(BulkCountsKey(self.of)).await?;
        let counts = counts.unwrap_or_default().into_iter();
        let wanted = |verdict: &str| self.verdicts.is_empty() || self.verdicts.contains(&verdict);
        Ok(counts
            .filter(|(verdict, _)| wanted(verdict))
            .map(|(_, n)| n)
            .sum())
    }
}

connection!(
    /// A page of bulk acts.
    BulkActConnection, BulkActEdge, BulkAct, CountActs
);

/// Counts the bulk acts.
pub(crate) struct CountActs;

impl CountActs {
    async fn count(&self, scope: &Scope) -> Result<i64> {
        Ok(acts::count(&scope.tx).await?)
    }
}

/// Questions about bulk acts.
#[derive(Debug, Default)]
pub struct BulkQuery;

/// Questions about bulk acts.
#[Object]
impl BulkQuery {
    /// A bulk act; for operators.
    async fn bulk_act(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The bulk act's id.")] id: ID,
    ) -> Result<BulkAct> {
        let scope = ctx.scope();
        scope.may(Act::PrepareBulkAct)?;
        let id = scalar::read(Kind::BulkAct, &id, "bulk act")?;
        let found = acts::find(&scope.tx, id).await?;
        found.map(BulkAct).ok_or(Error::NotFound("bulk act"))
    }
    /// A bulk act's applications, in the order they were chosen; for operators.
    #[graphql(complexity = "crate::limits::page_cost(first, child_complexity)")]
    async fn bulk_rows(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The bulk act's id.")] bulk_act_id: ID,
        #[graphql(desc = "Only those that stand so.")] verdict: Option<Vec<BulkVerdict>>,
        #[graphql(desc = "Rows wanted, 25 unless told, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Go on after this cursor.")] after: Option<String>,
    ) -> Result<BulkRowConnection> {
        let scope = ctx.scope();
        scope.may(Act::PrepareBulkAct)?;
        let of = scalar::read(Kind::BulkAct, &bulk_act_id, "bulk act")?;
        let paging = paging(first, after)?;
        let verdicts: Vec<&'static str> = verdict
            .unwrap_or_default()
            .into_iter()
            .map(|verdict| lifecycle::BulkVerdict::from(verdict).as_str())
            .collect();
        if acts::find(&scope.tx, of).await?.is_none() {
            return Err(Error::NotFound("bulk act"));
        }
        let page = acts::rows(&scope.tx, of, &verdicts, &paging).await?;
        let counted = CountRows { of, verdicts };
        Ok(BulkRowConnection::new(page, &paging, counted, BulkRow))
    }
    /// The bulk acts there were, the latest first; for operators.
    #[graphql(complexity = "crate::limits::page_cost(first, child_complexity)")]
    async fn bulk_acts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows wanted, 25 unless told, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Go on after this cursor.")] after: Option<String>,
    ) -> Result<BulkActConnection> {
        let scope = ctx.scope();
        scope.may(Act::PrepareBulkAct)?;
        let paging = paging(first, after)?;
        let page = acts::list(&scope.tx, &paging).await?;
        Ok(BulkActConnection::new(page, &paging, CountActs, BulkAct))
    }
}
