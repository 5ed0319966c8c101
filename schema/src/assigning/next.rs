//! The next case, and handing one back (W5).

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::access::Act;
use domain::assignment::next_case;
use domain::caseload;
use domain::input::Fields;
use domain::working_days::{DAYS_TO_DECIDE, add_working_days};
use serde_json::json;
use store::applications;
use store::assigning as rows;
use uuid::Uuid;

use super::Board;
use super::applying::starts;
use crate::application::{Application, hold};
use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::reason::Reason;

/// The next case, or why there is none.
#[derive(SimpleObject)]
pub struct TakeNextCasePayload {
    /// The case that is the asker's now; null where there is none.
    application: Option<Application>,
    /// Why there is none, and what would change it.
    none: Option<Reason>,
}

/// A case to be handed back.
#[derive(Debug, InputObject)]
pub struct HandBackCaseInput {
    /// The application.
    application_id: ID,
    /// Why; operators read it.
    reason: String,
}

/// What was handed back: it is the asker's no longer.
#[derive(SimpleObject)]
pub struct HandBackCasePayload {
    /// Its reference.
    reference: String,
}

/// The most urgent case that the viewer may take, given to them; `None` where there is none.
async fn take(
    scope: &Scope,
    me: Uuid,
    board: &mut Board,
) -> Result<Option<applications::Application>> {
    let due = add_working_days(scope.moment.today, DAYS_TO_DECIDE);
    let Some(facts) = board.assessors.iter().find(|who| who.id == me) else {
        return Ok(None);
    };
    let Some(case) = next_case(facts, &board.cases, scope.moment.today) else {
        return Ok(None);
    };
    let row = board.row(case.id).ok_or(Error::NotFound("case"))?;
    let starts = starts(scope, row, Some(me))?.then_some(due);
    let now = scope.moment.now;
    let taken = if row.second {
        rows::take_second(&scope.tx, row.application_id, now).await?
    } else {
        rows::take(&scope.tx, row.application_id, starts, now).await?
    };
    let Some(taken) = taken else {
        // An operator gave it away between our look and our hand.
        return Err(Error::Conflict {
            message: "Somebody else was given it first. Ask again.".to_owned(),
            current: json!({}),
        });
    };
    let (act, half) = if row.second {
        ("second_marking.taken", ", to be marked second,")
    } else {
        ("application.taken", "")
    };
    let start = if starts.is_some() {
        " Assessment starts."
    } else {
        ""
    };
    let told = Told {
        university: taken.university_id,
        application: Some(taken.id),
        act,
        summary: format!("{}{half} taken as the next case.{start}", taken.reference),
        before: Some(json!({ "state": row.state, "assessor": null })),
        after: Some(json!({ "state": taken.state, "assessor": me })),
        ..Told::default()
    };
    scope.tell(told, &[]).await?;
    Ok(Some(taken))
}

/// An assessor's own caseload.
#[derive(Debug, Default)]
pub struct NextMutation;

/// An assessor's own caseload.
#[Object]
impl NextMutation {
    /// Gives the asker the most urgent case that they may take and that is paid for, and starts it (W5, M7); it may be one to be marked second (J6). No two people are given one case.
    async fn take_next_case(&self, ctx: &Context<'_>) -> Result<TakeNextCasePayload> {
        let scope = ctx.scope();
        scope.may(Act::TakeNextCase)?;
        let me = scope.person()?;
        rows::alone(&scope.tx).await?;
        let mut board = Board::read(scope).await?;
        // What is not paid for cannot be worked on yet.
        board.keep_what_may_start();
        if let Some(taken) = take(scope, me, &mut board).await? {
            return Ok(TakeNextCasePayload {
                application: Some(taken.into()),
                none: None,
            });
        }
        let facts = board.assessors.iter().find(|who| who.id == me);
        let facts = facts.ok_or(Error::NotFound("assessor"))?;
        let none = caseload::why_none(facts, &board.cases, scope.moment.today);
        Ok(TakeNextCasePayload {
            application: None,
            none: Some(none.reason().into()),
        })
    }

    /// Gives a case up with a reason: what was judged stays for its next assessor, and it is not offered to the asker again (W5).
    async fn hand_back_case(
        &self,
        ctx: &Context<'_>,
        input: HandBackCaseInput,
    ) -> Result<HandBackCasePayload> {
        let scope = ctx.scope();
        scope.may(Act::HandBackCase)?;
        let row = hold(scope, &input.application_id).await?;
        let mut fields = Fields::new();
        let reason = fields.paragraph("reason", &input.reason, 1..=2_000);
        let reason = fields.or(reason)?;
        let me = scope.viewer.person();
        let second = row.second_assessor_id == me;
        if row.assessor_id != me && !second {
            return Err(Error::refused("W5", "It is not yours to hand back."));
        }
        caseload::hand_back(row.state.parse()?, second)?;
        if row.release_at.is_some() {
            let why = "The decision is made and goes out in a few minutes: take it back first.";
            return Err(Error::refused("L1", why));
        }
        let who = if second {
            "second assessor"
        } else {
            "assessor"
        };
        // Told first: afterwards it is not the asker's to tell of.
        let told = Told {
            university: row.university_id,
            application: Some(row.id),
            act: if second {
                "second_marking.handed_back"
            } else {
                "application.handed_back"
            },
            summary: format!("{} handed back by its {who}.", row.reference),
            before: Some(json!({ "assessor": me })),
            after: Some(json!({ "assessor": null, "reason": reason })),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        let back = rows::hand_back(&scope.tx, (row.id, second), &reason, scope.moment.now);
        if !back.await? {
            let why = "Your marks are submitted, so it is not yours to hand back any more.";
            return Err(Error::refused("W5", why));
        }
        Ok(HandBackCasePayload {
            reference: row.reference,
        })
    }
}
