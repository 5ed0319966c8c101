//! Reports by schedule: one run a period, told to whoever saved it with a link to the signed-in page; the data never goes by mail.

use domain::notice::NoticeKind;
use schema::{Moment, WRITE_EXPORT, report_schedule};
use serde_json::json;
use store::exports::{self, Export, NewExport};
use store::saved_reports::{self, Change};
use store::trail::{self, Job};
use uuid::Uuid;

use super::{Failure, NOTIFY_PERSON, Worker, system_event};

impl Worker {
    /// Begins every run that is owed today and was not begun yet.
    pub(super) async fn run_reports(&self) -> Result<(), Failure> {
        let Moment { now, today } = (self.now)();
        self.write(async |tx| {
            for report in saved_reports::scheduled(tx).await? {
                let owed = report_schedule(&report)?
                    .and_then(|schedule| schedule.owed(report.since, today));
                let Some(period) = owed else { continue };
                if schema::as_operator(tx, report.made_by).await?.is_none() {
                    let change = Change {
                        paused: Some(true),
                        ..Change::default()
                    };
                    saved_reports::change(tx, report.id, &change).await?;
                    let said = format!(
                        "The report {} rests: whoever saved it runs the scheme no longer.",
                        report.name
                    );
                    let event =
                        system_event(trail::SCHEME, None, report.id, now, "report.paused", said);
                    trail::tell(tx, &event, &[]).await?;
                    continue;
                }
                let id = Uuid::now_v7();
                let run = NewExport::of_saved(&report, id, (report.made_by, now), Some(period));
                if exports::insert_once(tx, &run).await? {
                    let said = format!("The run of {} for {period} began.", report.name);
                    let event = system_event(trail::SCHEME, None, id, now, "export.made", said);
                    let job = Job {
                        kind: WRITE_EXPORT,
                        payload: json!({ "export_id": id }),
                    };
                    trail::tell(tx, &event, &[job]).await?;
                }
            }
            Ok(())
        })
        .await
    }
}

/// What whoever saved a report is told when a run by its schedule has ended; nothing of a run by hand.
pub(super) fn letter(run: &Export, problem: Option<&str>) -> Option<Job> {
    let (Some(called), Some(_)) = (&run.called, run.period) else {
        return None;
    };
    let (subject, text) = match problem {
        None => (
            format!("{called} is ready"),
            format!(
                "Your report {called} is ready. Sign in to download it: it is kept for a week."
            ),
        ),
        Some(problem) => (
            format!("{called} was not written"),
            format!("Your report {called} was not written. {problem}"),
        ),
    };
    Some(Job {
        kind: NOTIFY_PERSON,
        payload: json!({ "kind": NoticeKind::Report, "person_id": run.made_by, "subject": subject, "text": text, "path": "/reports" }),
    })
}
