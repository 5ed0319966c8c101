//! What a passing day changes.

use chrono::TimeDelta;
use domain::calendar::{civil_day, in_words};
use domain::id;
use domain::lifecycle::{
    ApplicationAct, ApplicationFacts, ApplicationState, FileState, RequestAct, RequestDue,
    RequestState, step,
};
use domain::notice::NoticeKind;
use domain::working_days::{Stop, decision_due};
use schema::Moment;
use serde_json::json;
use store::trail::{self, Job};
use store::{applications, holds, requests};
use uuid::Uuid;

use crate::clock::Clock;

use super::{Failure, NOTIFY_PERSON, Worker, system_event};

/// An upload that takes longer than this was given up.
const UNFINISHED_AFTER: TimeDelta = TimeDelta::hours(48);
/// No upload and no check takes this long: what still lies there belongs to nothing.
const LEFT_OVER_AFTER: TimeDelta = TimeDelta::days(7);
const DONE_JOBS_KEPT: TimeDelta = TimeDelta::days(30);
/// A client that repeats a mutation does so within minutes.
const ANSWERS_KEPT: TimeDelta = TimeDelta::days(2);
const AT_A_TIME: i64 = 100;

impl Worker {
    /// Open requests past their due date lapse; an application that waits for none of them goes on being assessed.
    pub(super) async fn lapse_requests(&self) -> Result<(), Failure> {
        let today = (self.now)().today;
        let late = self
            .write(async |tx| Ok(requests::overdue(tx, today).await?))
            .await?;
        for application in late {
            self.lapse_requests_of(application).await?;
        }
        Ok(())
    }

    async fn lapse_requests_of(&self, application: Uuid) -> Result<(), Failure> {
        let Moment { now, today } = (self.now)();
        self.write(async |tx| {
            let Some(held) = applications::lock(tx, application).await? else {
                return Ok(());
            };
            let (mut open, mut lapsed) = (0, Vec::new());
            let all = requests::of_application(tx, application).await?;
            let holds = holds::of_application(tx, application).await?;
            let waits: Vec<Stop> = all
                .iter()
                .map(|r| Stop::asking(civil_day(r.asked_at), r.answered_at.map(civil_day), r.due_on))
                .chain(holds.iter().map(|h| Stop::holding(h.held_on, h.resumed_on)))
                .collect();
            for request in all.into_iter().filter(|r| r.state == RequestState::Open.as_str()) {
                match step(RequestState::Open, RequestAct::Lapse, &RequestDue { due_on: request.due_on }, today) {
                    Ok(next) => {
                        let change = requests::Change { state: Some(next.as_str()), ..requests::Change::default() };
                        requests::change(tx, request.id, &change).await?;
                        lapsed.push(request);
                    }
                    Err(_) => open += 1,
                }
            }
            let facts = ApplicationFacts { open_requests: open, ..ApplicationFacts::default() };
            let state: ApplicationState = held.state.parse().map_err(|error| Failure::Final(format!("{error}")))?;
            let next = match state {
                ApplicationState::AwaitingEvidence => step(state, ApplicationAct::EvidenceSettled, &facts, today).unwrap_or(state),
                _ => state,
            };
            if next != state {
                let change = applications::Change { state: Some(next.as_str()), updated_at: Some(now), due_on: held.started_on.and_then(|day| decision_due(day, &waits)), ..applications::Change::default() };
                applications::change(tx, application, &change).await?;
            }
            for request in lapsed {
                let asked = request.criteria.join(", ");
                let summary = format!("Evidence request on {asked} lapsed unanswered; it was due on {}.", in_words(request.due_on));
                let mut event = system_event(held.university_id, Some(application), request.id, now, "evidence.request_lapsed", summary.clone());
                event.before = Some(json!({"state": request.state, "application": state}));
                event.after = Some(json!({"state": RequestState::Lapsed, "application": next}));
                let notice = held.assessor_id.map(|person| Job {
                    kind: NOTIFY_PERSON,
                    payload: json!({ "kind": NoticeKind::Answer,
                        "person_id": person,
                        "subject": format!("An evidence request lapsed: {}", held.reference),
                        "text": summary,
                        "path": format!("/judge/{}", id::encode(id::Kind::Application, application)),
                    }),
                });
                trail::tell(tx, &event, notice.as_slice()).await?;
            }
            Ok(())
        })
        .await
    }

    /// Uploads begun two days ago and never finished fail, and what lies in storage for nobody is removed.
    pub(super) async fn sweep_uploads(&self) -> Result<(), Failure> {
        let now = (self.now)().now;
        loop {
            let unfinished = self
                .write(async |tx| {
                    Ok(store::files::unfinished(tx, now - UNFINISHED_AFTER, AT_A_TIME).await?)
                })
                .await?;
            if unfinished.is_empty() {
                break;
            }
            for file in unfinished {
                self.fail(
                    &file,
                    FileState::Uploading,
                    "The upload was not finished. Add the file again.",
                )
                .await?;
                self.files.delete(&file.upload_key).await?;
            }
        }
        self.sweep_imports(now - UNFINISHED_AFTER).await?;
        // Storage dates what it holds by the real clock, whatever day the demo believes in.
        let really = Clock::system().instant();
        Ok(self
            .files
            .delete_uploads_before(really - LEFT_OVER_AFTER)
            .await?)
    }

    /// Done jobs are kept a month, for whoever wonders; what they did stands in the trail. Remembered answers, two days.
    pub(super) async fn forget_jobs(&self) -> Result<(), Failure> {
        let now = (self.now)().now;
        self.write(async |tx| {
            store::idempotency::sweep(tx, now - ANSWERS_KEPT).await?;
            store::jobs::forget_done(tx, now - DONE_JOBS_KEPT).await?;
            Ok(())
        })
        .await
    }
}
