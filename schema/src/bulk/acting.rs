//! Preparing, applying and taking back a bulk act; the work itself is a job's.

use std::collections::HashSet;

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::access::Act;
use domain::id::Kind;
use domain::input::Fields;
use domain::lifecycle::{self, BulkFacts, BulkState, BulkStep, BulkVerdict, MOST_AT_ONCE, step};
use serde_json::json;
use store::bulk::{self as acts, Change, Chosen};
use store::trail::{self, Job};
use uuid::Uuid;

use super::working::WORK_ON_BULK_ACT;
use super::{BulkAct, BulkKind};
use crate::application::ApplicationFilter;
use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::loaders::BulkCountsKey;
use crate::scalar;

/// What is to be done to which applications.
#[derive(Debug, InputObject)]
pub struct PrepareBulkActInput {
    /// What is to be done.
    kind: BulkKind,
    /// Why; for a hold and an early start. Universities and assessors read it.
    #[graphql(default)]
    reason: String,
    /// These applications, 2000 at most; one that is named twice is meant once.
    application_ids: Option<Vec<ID>>,
    /// Or every application that this leaves, 2000 at most.
    filter: Option<ApplicationFilter>,
}

/// A bulk act that was looked at, to be applied.
#[derive(Debug, InputObject)]
pub struct ApplyBulkActInput {
    /// The bulk act.
    bulk_act_id: ID,
}

/// A bulk act to be taken back.
#[derive(Debug, InputObject)]
pub struct UndoBulkActInput {
    /// The bulk act.
    bulk_act_id: ID,
}

/// The bulk act as it stands now.
#[derive(SimpleObject)]
pub struct BulkActPayload {
    /// The bulk act as it stands now.
    bulk_act: BulkAct,
}

/// Acts on many applications at once.
#[derive(Debug, Default)]
pub struct BulkMutation;

/// Acts on many applications at once.
#[Object]
impl BulkMutation {
    /// Looks at what an act would do to many applications; nothing is changed. Its state tells when it was looked at.
    async fn prepare_bulk_act(
        &self,
        ctx: &Context<'_>,
        input: PrepareBulkActInput,
    ) -> Result<BulkActPayload> {
        let scope = ctx.scope();
        scope.may(Act::PrepareBulkAct)?;
        let kind = lifecycle::BulkKind::from(input.kind);
        let least = usize::from(kind.needs_reason());
        let mut fields = Fields::new();
        let reason = fields.paragraph("reason", &input.reason, least..=2_000);
        let chosen = match (input.application_ids, input.filter) {
            (Some(ids), None) if ids.len() <= MOST_AT_ONCE => {
                let ids = ids
                    .iter()
                    .map(|id| scalar::read(Kind::Application, id, "application"));
                let mut ids = ids.collect::<Result<Vec<Uuid>>>()?;
                let mut named = HashSet::new();
                ids.retain(|id| named.insert(*id));
                Chosen::These(ids)
            }
            (Some(_), None) => {
                fields.problem("applicationIds", too_many());
                Chosen::These(Vec::new())
            }
            (None, Some(filter)) => Chosen::All(Box::new(filter.read(scope.moment.today)?)),
            _ => {
                fields.problem(
                    "applicationIds",
                    "Say which applications: either their ids, or a filter.",
                );
                Chosen::These(Vec::new())
            }
        };
        let reason = fields.or(reason)?;
        let new = acts::BulkAct {
            id: Uuid::now_v7(),
            kind: kind.as_str().to_owned(),
            reason,
            state: BulkState::Checking.as_str().to_owned(),
            made_by: scope.person()?,
            made_at: scope.moment.now,
            applied_at: None,
            undone_at: None,
        };
        // One more than there may be tells that there are too many.
        let most = i64::try_from(MOST_AT_ONCE).unwrap_or(i64::MAX) + 1;
        let count = acts::insert(&scope.tx, &new, &chosen, most).await?;
        if count > MOST_AT_ONCE {
            return Err(Error::input("filter", too_many()));
        }
        if count == 0 {
            let message = "No application was chosen, or none of them is there any more: choose at least one.";
            return Err(Error::input("applicationIds", message));
        }
        let said = format!(
            "Looked at what it means: {count} applications {}.",
            kind.done()
        );
        tell(scope, &new, "bulk_act.prepared", said).await?;
        Ok(BulkActPayload {
            bulk_act: BulkAct(new),
        })
    }

    /// Does what was looked at to every application to which it may be done, each by itself; what has changed since is asked anew.
    async fn apply_bulk_act(
        &self,
        ctx: &Context<'_>,
        input: ApplyBulkActInput,
    ) -> Result<BulkActPayload> {
        let scope = ctx.scope();
        scope.may(Act::ApplyBulkAct)?;
        let change = Change {
            applied_at: Some(scope.moment.now),
            ..Change::default()
        };
        moved(scope, &input.bulk_act_id, BulkStep::Apply, change).await
    }

    /// Takes a bulk act back within a day, for every application that nobody has touched since.
    async fn undo_bulk_act(
        &self,
        ctx: &Context<'_>,
        input: UndoBulkActInput,
    ) -> Result<BulkActPayload> {
        let scope = ctx.scope();
        scope.may(Act::UndoBulkAct)?;
        let change = Change {
            undone_at: Some(scope.moment.now),
            ..Change::default()
        };
        moved(scope, &input.bulk_act_id, BulkStep::Undo, change).await
    }
}

fn too_many() -> String {
    format!("Choose {MOST_AT_ONCE} applications at most: narrow the list, and do the rest after.")
}

/// The bulk act in its next state; the work is left to a job.
async fn moved(scope: &Scope, id: &ID, act: BulkStep, change: Change) -> Result<BulkActPayload> {
    let id = scalar::read(Kind::BulkAct, id, "bulk act")?;
    let held = acts::lock(&scope.tx, id).await?;
    let held = held.ok_or(Error::NotFound("bulk act"))?;
    let kind = held.kind.parse()?;
    let counts = scope.loaders.load_one(BulkCountsKey(id)).await?;
    let counts = counts.unwrap_or_default();
    let may = counts.get(BulkVerdict::May.as_str()).copied().unwrap_or(0);
    let facts = BulkFacts {
        kind,
        may: usize::try_from(may).unwrap_or(0),
        applied_at: held.applied_at,
        now: scope.moment.now,
    };
    let state: BulkState = held.state.parse()?;
    let next = step(state, act, &facts, scope.moment.today)?;
    let change = Change {
        state: Some(next.as_str()),
        ..change
    };
    let now = acts::change(&scope.tx, id, &change).await?;
    let (told, said) = match act {
        BulkStep::Undo => ("bulk_act.undone", "Taken back".to_owned()),
        _ => ("bulk_act.applied", format!("Applied to {may}")),
    };
    let said = format!("{said}: applications {}.", kind.done());
    tell(scope, &now, told, said).await?;
    Ok(BulkActPayload {
        bulk_act: BulkAct(now),
    })
}

/// Tells the scheme's own chain, and leaves the work.
async fn tell(scope: &Scope, of: &acts::BulkAct, act: &'static str, said: String) -> Result<()> {
    let told = Told {
        university: trail::SCHEME,
        subject: Some(of.id),
        act,
        summary: said,
        after: Some(json!({ "kind": of.kind, "state": of.state, "reason": of.reason })),
        ..Told::default()
    };
    let job = Job {
        kind: WORK_ON_BULK_ACT,
        payload: json!({ "bulk_act_id": of.id }),
    };
    scope.tell(told, &[job]).await
}
