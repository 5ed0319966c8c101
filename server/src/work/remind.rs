//! Reminders of what falls due.

use chrono::Days;
use domain::calendar::{civil_day, in_words};
use domain::id;
use domain::lifecycle::{ApplicationState, REMIND_BEFORE, RequestState, reminder};
use domain::notice::NoticeKind;
use schema::Moment;
use serde_json::json;
use store::requests::EvidenceRequest;
use store::{applications, jobs, requests, trail};

use super::{Failure, NOTIFY_UNIVERSITY, Worker, id_of, system_event};

impl Worker {
    /// Universities are reminded of open requests 14, 7 and 2 days before they are due, once each.
    pub(super) async fn remind_of_requests(&self) -> Result<(), Failure> {
        let today = (self.now)().today;
        let first = REMIND_BEFORE.into_iter().max().unwrap_or(0);
        let until = today
            .checked_add_days(Days::new(first.into()))
            .unwrap_or(today);
        let due = self
            .write(async |tx| Ok(requests::due_between(tx, today, until).await?))
            .await?;
        for request in due {
            if let Some(before) = reminder(civil_day(request.asked_at), request.due_on, today) {
                self.remind_of(&request, before).await?;
            }
        }
        Ok(())
    }

    /// The letter's id follows from the request and which reminder it is: leaving it again leaves nothing.
    async fn remind_of(&self, seen: &EvidenceRequest, before: u8) -> Result<(), Failure> {
        let Moment { now, today } = (self.now)();
        self.write(async |tx| {
            // Held, so that an answer on its way comes first and is not asked for again.
            let Some(held) = applications::lock(tx, seen.application_id).await? else {
                return Ok(());
            };
            let waits = held.state == ApplicationState::AwaitingEvidence.as_str();
            let request = requests::find(tx, seen.id).await?;
            let open = RequestState::Open.as_str();
            let Some(request) = request.filter(|request| waits && request.state == open) else {
                return Ok(());
            };
            let days = (request.due_on - today).num_days();
            let left = match days {
                0 => "today".to_owned(),
                1 => "tomorrow".to_owned(),
                _ => format!("in {days} days"),
            };
            let (asked, due) = (request.criteria.join(", "), in_words(request.due_on));
            let path = format!(
                "/applications/{}/requests/{}",
                id::encode(id::Kind::Application, held.id),
                id::encode(id::Kind::EvidenceRequest, request.id)
            );
            let notice = json!({ "kind": NoticeKind::EvidenceRequest,
                "due_on": request.due_on,
                "university_id": held.university_id,
                "subject": format!("An answer is due {left}: {}", held.reference),
                "text": format!(
                    "The assessor of {} asked about {asked}. Please answer by {due}, {left}.\n\n{}",
                    held.reference, request.question
                ),
                "path": path,
            });
            let job = id_of(&format!("remind {} {before}", request.id));
            if jobs::leave(tx, job, NOTIFY_UNIVERSITY, &notice, now).await? {
                let summary = format!("Reminded of the evidence request on {asked}, due {due}.");
                let mut event = system_event(
                    held.university_id,
                    Some(held.id),
                    request.id,
                    now,
                    "evidence.reminded",
                    summary,
                );
                event.after = Some(json!({ "daysBefore": before }));
                trail::tell(tx, &event, &[]).await?;
            }
            Ok(())
        })
        .await
    }
}
