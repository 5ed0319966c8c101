//! On hold: an operator stops an application with a reason, its clock stands still, and it goes on (W3, W6).

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::access::Act;
use domain::calendar::in_words;
use domain::id::{self, Kind};
use domain::input::Fields;
use domain::lifecycle::{self, ApplicationAct, ApplicationFacts, ApplicationState};
use domain::notice::NoticeKind;
use serde_json::json;
use store::applications::{self as rows, Change};
use store::casefile::Part;
use store::holds::{self, Hold, NewHold};
use store::trail::Job;

use super::drafting::{ApplicationPayload, expect_version, hold};
use super::facts;
use crate::context::{Ask, Scope, Told};
use crate::error::Result;
use crate::loaders::Facts;
use crate::scalar::Date;

/// An application is put on hold.
#[derive(Debug, InputObject)]
pub struct HoldApplicationInput {
    /// The application.
    application_id: ID,
    /// Why; its university and its assessor read it.
    reason: String,
    /// The application's version last seen.
    version: i32,
}

/// An application goes on.
#[derive(Debug, InputObject)]
pub struct ResumeApplicationInput {
    /// The application.
    application_id: ID,
    /// The application's version last seen.
    version: i32,
}

/// Why an application stands still.
#[derive(Debug, Clone, SimpleObject)]
pub struct ApplicationHold {
    /// The first day on which its clock stands still.
    since: Date,
    /// Why.
    reason: String,
}

/// The hold that an application is on.
pub(super) async fn now(scope: &Scope, row: &rows::Application) -> Result<Option<ApplicationHold>> {
    if row.state != ApplicationState::OnHold.as_str() {
        return Ok(None);
    }
    let holds = scope.case(row.id).holds().await?;
    let open = holds.iter().find(|hold| hold.resumed_on.is_none());
    Ok(open.map(|hold| ApplicationHold {
        since: Date(hold.held_on),
        reason: hold.reason.clone(),
    }))
}

/// Putting applications on hold.
#[derive(Debug, Default)]
pub struct HoldingMutation;

/// Putting applications on hold.
#[Object]
impl HoldingMutation {
    /// Puts an application in assessment on hold: nothing is judged, its clock stands still, and it counts in nobody's load (W3, W6).
    async fn hold_application(
        &self,
        ctx: &Context<'_>,
        input: HoldApplicationInput,
    ) -> Result<ApplicationPayload> {
        let scope = ctx.scope();
        scope.may(Act::HoldApplication)?;
        let row = hold(scope, &input.application_id).await?;
        expect_version(&row, input.version)?;
        put_on_hold(scope, row, &input.reason).await
    }

    /// Lets an application on hold go on; its decision is due as many working days later as it stood still (W6).
    async fn resume_application(
        &self,
        ctx: &Context<'_>,
        input: ResumeApplicationInput,
    ) -> Result<ApplicationPayload> {
        let scope = ctx.scope();
        scope.may(Act::ResumeApplication)?;
        let row = hold(scope, &input.application_id).await?;
        expect_version(&row, input.version)?;
        let_go_on(scope, row).await
    }
}

/// Puts an application that this transaction holds on hold.
pub(crate) async fn put_on_hold(
    scope: &Scope,
    row: rows::Application,
    reason: &str,
) -> Result<ApplicationPayload> {
    let mut fields = Fields::new();
    let reason = fields.paragraph("reason", reason, 0..=2_000);
    let reason = fields.or(reason)?;
    let guards = ApplicationFacts {
        made: row.release_at.is_some(),
        reason: &reason,
        ..ApplicationFacts::default()
    };
    let next = step(scope, &row, ApplicationAct::Hold, &guards)?;
    let moment = scope.moment;
    let new = NewHold {
        university: row.university_id,
        application: row.id,
        reason: &reason,
        on: moment.today,
        at: moment.now,
        by: scope.person()?,
    };
    holds::put(&scope.tx, &new).await?;
    let change = Change {
        state: Some(next.as_str()),
        updated_at: Some(moment.now),
        ..Change::default()
    };
    let said = format!("{} is on hold: {reason}", row.reference);
    moved(scope, row, &change, "application.held", said).await
}

/// Lets an application that this transaction holds go on.
pub(crate) async fn let_go_on(scope: &Scope, row: rows::Application) -> Result<ApplicationPayload> {
    let guards = ApplicationFacts::default();
    let next = step(scope, &row, ApplicationAct::Resume, &guards)?;
    let moment = scope.moment;
    let read = Facts::read(&scope.tx, row.id, &[Part::Requests, Part::Holds]).await?;
    let mut stops: Vec<Hold> = read.holds()?.to_vec();
    for open in stops.iter_mut().filter(|hold| hold.resumed_on.is_none()) {
        open.resumed_on = Some(moment.today);
    }
    let due_on = facts::due_on(&row, &read.requests()?, &stops);
    let by = (scope.person()?, moment.now);
    holds::end(&scope.tx, row.id, moment.today, by).await?;
    let change = Change {
        state: Some(next.as_str()),
        updated_at: Some(moment.now),
        due_on,
        ..Change::default()
    };
    let due = due_on.map(|day| format!(" Its decision is due on {}.", in_words(day)));
    let said = format!("{} goes on.{}", row.reference, due.unwrap_or_default());
    moved(scope, row, &change, "application.resumed", said).await
}

fn step(
    scope: &Scope,
    row: &rows::Application,
    act: ApplicationAct,
    guards: &ApplicationFacts<'_>,
) -> Result<ApplicationState> {
    let state: ApplicationState = row.state.parse()?;
    Ok(lifecycle::step(state, act, guards, scope.moment.today)?)
}

/// The application in its next state; the trail, its university and its assessor are told.
async fn moved(
    scope: &Scope,
    row: rows::Application,
    change: &Change,
    act: &'static str,
    said: String,
) -> Result<ApplicationPayload> {
    let before = json!({ "state": row.state, "dueOn": row.due_on });
    let row = rows::change(&scope.tx, row.id, change).await?;
    let told = Told {
        university: row.university_id,
        application: Some(row.id),
        act,
        summary: said.clone(),
        before: Some(before),
        after: Some(json!({ "state": row.state, "dueOn": row.due_on })),
        ..Told::default()
    };
    let shown = id::encode(Kind::Application, row.id);
    let held = row.state == ApplicationState::OnHold.as_str();
    let subject = if held {
        format!("{} is on hold", row.reference)
    } else {
        format!("{} goes on", row.reference)
    };
    let assessor = row.assessor_id.map(|person| Job {
        kind: "notify_person",
        payload: json!({ "kind": NoticeKind::Progress,
            "person_id": person, "subject": subject, "text": said, "path": format!("/judge/{shown}"),
        }),
    });
    let managers = Job {
        kind: "notify_university",
        payload: json!({ "kind": NoticeKind::Progress,
            "university_id": row.university_id, "subject": subject, "text": said, "path": format!("/applications/{shown}"),
        }),
    };
    let jobs: Vec<Job> = assessor.into_iter().chain([managers]).collect();
    scope.tell(told, &jobs).await?;
    Ok(ApplicationPayload {
        application: row.into(),
    })
}
