//! Reminders of decisions: to the assessor before one is due, to the leads when it is late (W6).

use chrono::{Days, NaiveDate};
use domain::calendar::in_words;
use domain::id::{self, Kind};
use domain::notice::NoticeKind;
use domain::working_days::add_working_days;
use schema::Moment;
use serde_json::{Value, json};
use store::applications::{self, Application};
use store::{jobs, people};
use uuid::Uuid;

use super::{Failure, NOTIFY_PERSON, Worker, id_of};

/// Working days before a decision is due on which its assessor is reminded, the last first.
const BEFORE: [u32; 2] = [2, 5];
/// A late decision is told once. Letters' ids keep it so, and are forgotten after a month: nothing older is told.
const TOLD_FOR: Days = Days::new(28);

/// A letter that is left once: its id follows from what it is about.
struct Reminder {
    about: String,
    to: Uuid,
    subject: String,
    text: String,
    path: String,
}

impl Worker {
    /// Reminds assessors 5 and 2 working days before a decision is due, and every lead on the working day after: each once.
    pub(super) async fn remind_of_decisions(&self) -> Result<(), Failure> {
        let Moment { now, today } = (self.now)();
        let horizon = BEFORE.into_iter().max().unwrap_or_default();
        let until = add_working_days(today, horizon);
        self.write(async |tx| {
            let leads = people::leads(tx).await?;
            for case in applications::running(tx, until).await? {
                for reminder in reminders(&case, &leads, today) {
                    let payload: Value = json!({ "kind": NoticeKind::Deadline, "due_on": case.due_on,
                        "person_id": reminder.to, "subject": reminder.subject, "text": reminder.text, "path": reminder.path,
                    });
                    let id = id_of(&format!("{} {}", reminder.about, reminder.to));
                    jobs::leave(tx, id, NOTIFY_PERSON, &payload, now).await?;
                }
            }
            Ok(())
        })
        .await
    }
}

fn reminders(case: &Application, leads: &[Uuid], today: NaiveDate) -> Vec<Reminder> {
    let Some(due) = case.due_on else {
        return Vec::new();
    };
    let (reference, on) = (&case.reference, in_words(due));
    if due >= today {
        let left = BEFORE
            .into_iter()
            .find(|n| add_working_days(today, *n) >= due);
        let reminder = left.zip(case.assessor_id).map(|(n, assessor)| Reminder {
            about: format!("decision due {} {due} {n}", case.id),
            to: assessor,
            subject: format!("The decision on {reference} is due by {on}"),
            text: format!("The decision on {reference} is due by {on}."),
            path: format!("/judge/{}", id::encode(Kind::Application, case.id)),
        });
        return reminder.into_iter().collect();
    }
    let old = due.checked_add_days(TOLD_FOR).is_none_or(|end| end < today);
    if old || today < add_working_days(due, 1) {
        return Vec::new();
    }
    let late = |lead: &Uuid| Reminder {
        about: format!("decision late {} {due}", case.id),
        to: *lead,
        subject: format!("The decision on {reference} is late"),
        text: format!("The decision on {reference} was due by {on}."),
        path: "/clocks".to_owned(),
    };
    leads.iter().map(late).collect()
}
