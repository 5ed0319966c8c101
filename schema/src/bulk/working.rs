//! The work of a bulk act, some applications at a time; whoever does it may be killed anywhere and begin again.

use domain::input::FieldProblem;
use domain::lifecycle::{BulkFacts, BulkKind, BulkState, BulkStep, BulkVerdict, step};
use domain::{Reason, Refusal};
use serde_json::{Value, json};
use store::bulk::{self as acts, Change, Outcome, Row};
use store::{Tx, Viewer, applications};
use uuid::Uuid;

use crate::Moment;
use crate::application::{let_go_on, let_start, put_on_hold, remind};
use crate::context::{Scope, as_operator};
use crate::error::{Error, Result};

/// Goes on with a bulk act: `{"bulk_act_id": uuid}`.
pub const WORK_ON_BULK_ACT: &str = "work_on_bulk_act";

/// Applications looked at in one transaction; each is done in one of its own.
const LOOKED_AT_TOGETHER: i64 = 25;

/// Whoever asked for a bulk act, as the operator they are today; as the system.
///
/// # Errors
/// [`Error::NotFound`] where there is no such bulk act; none comes back where they run the scheme no longer.
pub async fn asked_by(tx: &Tx, id: Uuid) -> Result<Option<Viewer>> {
    let act = acts::find(tx, id).await?;
    let act = act.ok_or(Error::NotFound("bulk act"))?;
    as_operator(tx, act.made_by).await
}

/// Does some of a bulk act's work; whether there is more.
///
/// # Errors
/// What is nobody's fault: then nothing of this turn was done, and it is done again.
pub async fn advance(scope: &Scope, id: Uuid) -> Result<bool> {
    // Whoever else works on it waits here.
    let Some(act) = acts::lock(&scope.tx, id).await? else {
        return Ok(false);
    };
    let state: BulkState = act.state.parse()?;
    let (left, most) = match state {
        BulkState::Checking => (BulkVerdict::Waiting, LOOKED_AT_TOGETHER),
        BulkState::Running => (BulkVerdict::May, 1),
        BulkState::Undoing => (BulkVerdict::Done, 1),
        BulkState::Checked | BulkState::Done | BulkState::Undone => return Ok(false),
    };
    let rows = acts::next(&scope.tx, id, left.as_str(), most).await?;
    if rows.is_empty() {
        finish(&scope.tx, &act, state, scope.moment).await?;
        return Ok(false);
    }
    for row in &rows {
        let outcome = see_to(scope, &act, state, row).await?;
        acts::went(&scope.tx, row, &outcome).await?;
    }
    Ok(true)
}

/// Ends a bulk act that nobody goes on with, for a reason: what is left of it is not done; as the system.
///
/// # Errors
/// What the database says.
pub async fn abandon(tx: &Tx, id: Uuid, why: &str, moment: Moment) -> Result<()> {
    let Some(act) = acts::lock(tx, id).await? else {
        return Ok(());
    };
    let state: BulkState = act.state.parse()?;
    let (left, verdict) = match state {
        BulkState::Checking => (BulkVerdict::Waiting, BulkVerdict::Refused),
        BulkState::Running => (BulkVerdict::May, BulkVerdict::Refused),
        BulkState::Undoing => (BulkVerdict::Done, BulkVerdict::Kept),
        BulkState::Checked | BulkState::Done | BulkState::Undone => return Ok(()),
    };
    let reasons = json!([Reason::new("T4", why)]);
    acts::rest_went(tx, id, left.as_str(), verdict.as_str(), &reasons).await?;
    finish(tx, &act, state, moment).await
}

async fn finish(tx: &Tx, act: &acts::BulkAct, state: BulkState, moment: Moment) -> Result<()> {
    let facts = BulkFacts {
        kind: act.kind.parse()?,
        may: 0,
        applied_at: act.applied_at,
        now: moment.now,
    };
    let next = step(state, BulkStep::Finish, &facts, moment.today)?;
    let change = Change {
        state: Some(next.as_str()),
        ..Change::default()
    };
    acts::change(tx, act.id, &change).await?;
    Ok(())
}

/// Looks at, does, or takes back one application's part.
async fn see_to(
    scope: &Scope,
    act: &acts::BulkAct,
    state: BulkState,
    row: &Row,
) -> Result<Outcome> {
    let keep = state != BulkState::Checking;
    let done = scope
        .tx
        .apart(keep, async || one(scope, act, state, row).await)
        .await?;
    let (good, bad) = match state {
        BulkState::Checking => (BulkVerdict::May, BulkVerdict::Refused),
        BulkState::Undoing => (BulkVerdict::Undone, BulkVerdict::Kept),
        _ => (BulkVerdict::Done, BulkVerdict::Refused),
    };
    Ok(match done {
        Ok(version) => Outcome {
            verdict: good.as_str(),
            reasons: json!([]),
            version: keep.then_some(version),
        },
        Err(error) => Outcome {
            verdict: bad.as_str(),
            reasons: why_not(error)?,
            version: None,
        },
    })
}

/// The application's part; its version afterwards.
async fn one(scope: &Scope, act: &acts::BulkAct, state: BulkState, row: &Row) -> Result<i32> {
    let kind: BulkKind = act.kind.parse()?;
    let (kind, reason) = match (state, kind.taken_back_by()) {
        (BulkState::Undoing, Some(back)) => (back, TAKEN_BACK),
        (BulkState::Undoing, None) => return Err(Error::refused("L1", "It cannot be taken back.")),
        _ => (kind, act.reason.as_str()),
    };
    let application = applications::lock(&scope.tx, row.application_id).await?;
    let application = application.ok_or(Error::NotFound("application"))?;
    if state == BulkState::Undoing && row.version != Some(application.version) {
        let message = "Somebody has worked on it since, so it stays as it is.";
        return Err(Error::refused("L1", message));
    }
    let payload = match kind {
        BulkKind::Hold => put_on_hold(scope, application, reason).await?,
        BulkKind::Resume => let_go_on(scope, application).await?,
        BulkKind::Remind => remind(scope, application).await?,
        BulkKind::StartBeforePayment => {
            let Some(order) = application.order_id else {
                let message = "Only a submitted application can start before it is paid.";
                return Err(Error::refused("M7", message));
            };
            // An order starts as a whole: with the first of its applications.
            if acts::done_with_its_order(&scope.tx, row).await? {
                return Ok(application.version);
            }
            let_start(scope, order, reason).await?;
            return Ok(application.version);
        }
    };
    Ok(payload.application.row.version)
}

/// Why an application is on hold again.
const TAKEN_BACK: &str = "It went on by mistake and is on hold again.";

/// The reasons behind an error, as they are kept; what is nobody's fault stays an error.
fn why_not(error: Error) -> Result<Value> {
    let reasons = match error {
        Error::Refused(refusal) => Refusal::into_reasons(refusal),
        Error::Conflict { message, .. } | Error::Forbidden(message) => {
            vec![Reason::new("L1", message)]
        }
        Error::NotFound(_) => vec![Reason::new("T2", "It is not there any more.")],
        Error::Input(input) => {
            let fields = input.fields().iter();
            let reason = |field: &FieldProblem| Reason::new("L1", field.message.clone());
            fields.map(reason).collect()
        }
        error => return Err(error),
    };
    Ok(json!(reasons))
}
