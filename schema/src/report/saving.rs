//! Saving reports, running them, letting them rest.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::access::Act;
use domain::id::Kind;
use domain::input::Fields;
use domain::report::Schedule;
use serde_json::{Value, json};
use store::exports::NewExport;
use store::saved_reports::{self as kept, Change};
use store::trail::{self, Job};
use uuid::Uuid;

use super::asking::ReportInput;
use super::making::{begin, sheet};
use super::narrowed::narrowed;
use super::saved::{Every, SavedReport};
use super::{Export, FileFormat, RUN_REPORTS};
use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::scalar;

/// When a report is to be run by itself.
#[derive(Debug, InputObject)]
pub struct ReportScheduleInput {
    /// How often.
    every: Every,
    /// Of a week, Monday 1 to Sunday 7; of a month, 1 to 31, a month that is too short ending with it.
    day: i32,
}

/// A report to be kept under a name.
#[derive(Debug, InputObject)]
pub struct SaveReportInput {
    /// What it is called; 80 characters at most.
    name: String,
    /// Which report.
    report: ReportInput,
    /// How it is written.
    format: FileFormat,
    /// When it is run by itself; by hand alone where that is left out.
    schedule: Option<ReportScheduleInput>,
}

/// A saved report.
#[derive(Debug, InputObject)]
pub struct SavedReportInput {
    /// The saved report.
    saved_report_id: ID,
}

/// The saved report as it stands.
#[derive(Debug, SimpleObject)]
pub struct SavedReportPayload {
    /// The saved report as it stands.
    saved_report: SavedReport,
}

/// A run of a saved report.
#[derive(Debug, SimpleObject)]
pub struct RunReportPayload {
    /// The run: ask again until it is ready.
    export: Export,
}

/// Saving reports, running them, letting them rest.
#[derive(Debug, Default)]
pub struct SavingMutation;

/// Saving reports, running them, letting them rest.
#[Object]
impl SavingMutation {
    /// Keeps a report under a name, to be run by hand or by schedule; its runs are made in the asker's name, and told to them.
    async fn save_report(
        &self,
        ctx: &Context<'_>,
        input: SaveReportInput,
    ) -> Result<SavedReportPayload> {
        let scope = ctx.scope();
        scope.may(Act::SaveReport)?;
        let mut fields = Fields::new();
        let name = fields.line("name", &input.name, 1..=80);
        let schedule = input.schedule.as_ref();
        let schedule = schedule.and_then(|s| Schedule::read(s.every.into(), s.day, &mut fields));
        let name = fields.or(name)?;
        let asked = input.report.kept()?;
        let read = input.report.read(scope).await?;
        let columns = read.columns.iter().map(|column| column.to_string());
        let new = kept::SavedReport {
            id: Uuid::now_v7(),
            name,
            report: read.report.to_string(),
            narrowed: narrowed(scope, &asked).await?,
            asked,
            column_names: columns.collect(),
            format: sheet(input.format)?.to_string(),
            every: schedule.map(|schedule| schedule.every().to_string()),
            day: schedule.and_then(|schedule| i32::try_from(schedule.day()).ok()),
            since: scope.moment.today,
            paused: false,
            made_by: scope.person()?,
            made_at: scope.moment.now,
            removed_at: None,
        };
        kept::insert(&scope.tx, &new).await?;
        let when = schedule.map_or("by hand".to_owned(), |schedule| {
            schedule.in_words().to_lowercase()
        });
        let said = format!("The report {} was saved, to be run {when}.", new.name);
        tell(scope, &new, "report.saved", said).await?;
        Ok(SavedReportPayload {
            saved_report: SavedReport(new),
        })
    }

    /// Lets the schedule of a saved report rest.
    async fn pause_report(
        &self,
        ctx: &Context<'_>,
        input: SavedReportInput,
    ) -> Result<SavedReportPayload> {
        let scope = ctx.scope();
        scope.may(Act::PauseReport)?;
        let change = Change {
            paused: Some(true),
            ..Change::default()
        };
        changed(scope, &input, change, ("report.paused", "rests")).await
    }

    /// Lets the schedule of a saved report go on; what fell due meanwhile is not made up for.
    async fn resume_report(
        &self,
        ctx: &Context<'_>,
        input: SavedReportInput,
    ) -> Result<SavedReportPayload> {
        let scope = ctx.scope();
        scope.may(Act::ResumeReport)?;
        let change = Change {
            paused: Some(false),
            since: Some(scope.moment.today),
            ..Change::default()
        };
        changed(scope, &input, change, ("report.resumed", "goes on")).await
    }

    /// Removes a saved report; its runs stay until their week is over. `restoreReport` takes that back.
    async fn remove_report(
        &self,
        ctx: &Context<'_>,
        input: SavedReportInput,
    ) -> Result<SavedReportPayload> {
        let scope = ctx.scope();
        scope.may(Act::RemoveReport)?;
        let change = Change {
            removed_at: Some(Some(scope.moment.now)),
            ..Change::default()
        };
        changed(scope, &input, change, ("report.removed", "was removed")).await
    }

    /// Takes back that a saved report was removed.
    async fn restore_report(
        &self,
        ctx: &Context<'_>,
        input: SavedReportInput,
    ) -> Result<SavedReportPayload> {
        let scope = ctx.scope();
        scope.may(Act::RestoreReport)?;
        let change = Change {
            removed_at: Some(None),
            since: Some(scope.moment.today),
            ..Change::default()
        };
        changed(scope, &input, change, ("report.restored", "is back")).await
    }

    /// Runs a saved report now, in the asker's name.
    async fn run_report(
        &self,
        ctx: &Context<'_>,
        input: SavedReportInput,
    ) -> Result<RunReportPayload> {
        let scope = ctx.scope();
        scope.may(Act::RunReport)?;
        let of = held(scope, &input).await?;
        if of.removed_at.is_some() {
            return Err(removed());
        }
        let whose = (scope.person()?, scope.moment.now);
        let run = NewExport::of_saved(&of, Uuid::now_v7(), whose, None);
        Ok(RunReportPayload {
            export: begin(scope, &run, &of.name, trail::SCHEME).await?,
        })
    }
}

async fn held(scope: &Scope, input: &SavedReportInput) -> Result<kept::SavedReport> {
    let id = scalar::read(Kind::SavedReport, &input.saved_report_id, "saved report")?;
    let found = kept::lock(&scope.tx, id).await?;
    found.ok_or(Error::NotFound("saved report"))
}

fn removed() -> Error {
    Error::refused(
        "L1",
        "The report was removed: take that back first, or save it again.",
    )
}

/// The saved report with a change; what is removed can only come back.
async fn changed(
    scope: &Scope,
    input: &SavedReportInput,
    change: Change,
    (act, said): (&'static str, &str),
) -> Result<SavedReportPayload> {
    let before = held(scope, input).await?;
    let restores = change.removed_at == Some(None);
    match (before.removed_at, restores) {
        (Some(_), false) => return Err(removed()),
        (None, true) => {
            return Err(Error::refused(
                "L1",
                "The report was not removed: it is there.",
            ));
        }
        _ => {}
    }
    let now = kept::change(&scope.tx, before.id, &change).await?;
    tell(scope, &now, act, format!("The report {} {said}.", now.name)).await?;
    Ok(SavedReportPayload {
        saved_report: SavedReport(now),
    })
}

async fn tell(
    scope: &Scope,
    of: &kept::SavedReport,
    act: &'static str,
    said: String,
) -> Result<()> {
    let told = Told {
        university: trail::SCHEME,
        subject: Some(of.id),
        act,
        summary: said,
        after: Some(
            json!({ "name": of.name, "asked": of.asked, "every": of.every, "day": of.day, "paused": of.paused }),
        ),
        ..Told::default()
    };
    // Its day may be today.
    let job = Job {
        kind: RUN_REPORTS,
        payload: Value::Null,
    };
    let goes_on = of.every.is_some() && !of.paused && of.removed_at.is_none();
    let jobs = if goes_on { vec![job] } else { Vec::new() };
    scope.tell(told, &jobs).await
}
