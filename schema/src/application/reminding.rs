//! Reminding whoever has the next move, by an operator's hand.

use async_graphql::{Context, ID, InputObject, Object};
use domain::access::Act;
use domain::calendar::{civil_day, in_words};
use domain::id::{self, Kind};
use domain::lifecycle::{ApplicationState, Party, ReminderFacts, whom_to_remind};
use domain::notice::NoticeKind;
use serde_json::json;
use store::applications as rows;
use store::trail::{self, Job};

use super::drafting::{ApplicationPayload, hold};
use crate::context::{Ask, Scope, Told};
use crate::error::Result;

/// A reminder to be sent.
#[derive(Debug, InputObject)]
pub struct SendReminderInput {
    /// The application.
    application_id: ID,
}

/// Reminding.
#[derive(Debug, Default)]
pub struct RemindingMutation;

/// Reminding.
#[Object]
impl RemindingMutation {
    /// Reminds whoever has the next move, the university's managers or the assessor, by letter; once a day.
    async fn send_reminder(
        &self,
        ctx: &Context<'_>,
        input: SendReminderInput,
    ) -> Result<ApplicationPayload> {
        let scope = ctx.scope();
        scope.may(Act::SendReminder)?;
        let row = hold(scope, &input.application_id).await?;
        remind(scope, row).await
    }
}

/// Reminds whoever has the next move in an application that this transaction holds.
pub(crate) async fn remind(scope: &Scope, row: rows::Application) -> Result<ApplicationPayload> {
    let state: ApplicationState = row.state.parse()?;
    let order = scope.case(row.id).order().await?;
    let order = order.as_ref().as_ref();
    let last = trail::last_of_application(&scope.tx, row.id, REMINDED).await?;
    let facts = ReminderFacts {
        state,
        paid: order
            .is_some_and(|order| order.paid_on.is_some() || order.start_before_reason.is_some()),
        assigned: row.assessor_id.is_some(),
        last: last.map(civil_day),
    };
    let party = whom_to_remind(&facts, scope.moment.today)?;
    let number = order.map(|order| order.number.as_str()).unwrap_or_default();
    let letter = letter(&row, state, party, number);
    let told = Told {
        university: row.university_id,
        application: Some(row.id),
        act: REMINDED,
        summary: match party {
            Party::Assessor => format!("The assessor of {} was reminded.", row.reference),
            _ => format!("The university was reminded of {}.", row.reference),
        },
        after: Some(json!({ "reminded": party.as_str() })),
        ..Told::default()
    };
    scope.tell(told, letter.as_slice()).await?;
    Ok(ApplicationPayload {
        application: row.into(),
    })
}

/// What the trail calls it.
const REMINDED: &str = "application.reminded";

fn letter(
    row: &rows::Application,
    state: ApplicationState,
    party: Party,
    order: &str,
) -> Option<Job> {
    let reference = &row.reference;
    let shown = id::encode(Kind::Application, row.id);
    let due = row.due_on.map(in_words).unwrap_or_default();
    if party == Party::Assessor {
        let person = row.assessor_id?;
        return Some(Job {
            kind: "notify_person",
            payload: json!({ "kind": NoticeKind::Reminder,
                "person_id": person,
                "subject": format!("{reference} waits for you"),
                "text": format!("{reference} is {} and waits for you. Its decision is due by {due}.", state.in_words()),
                "path": format!("/judge/{shown}"),
            }),
        });
    }
    let text = match state {
        ApplicationState::Draft => format!(
            "{reference} is a draft. Finish and submit it when you are ready, or withdraw it if it is no longer wanted."
        ),
        ApplicationState::AwaitingEvidence => format!(
            "The assessor of {reference} has asked for evidence and waits for your answer. Assessment goes on when you give it."
        ),
        _ => format!(
            "{reference} is submitted, and order {order} is not paid yet. Assessment starts when it is."
        ),
    };
    Some(Job {
        kind: "notify_university",
        payload: json!({ "kind": NoticeKind::Reminder,
            "university_id": row.university_id,
            "subject": format!("{reference} waits for you"),
            "text": text,
            "path": format!("/applications/{shown}"),
        }),
    })
}
