//! Saved reports: what operators take away again and again, by hand or by schedule.

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::access::Act;
use domain::id::Kind;
use domain::report::{self as rules, Schedule};
use store::saved_reports as kept;

use super::{Export, FileFormat, Report, ReportColumn, columns_of};
use crate::connection::{connection, paging};
use crate::context::{Ask, Scope};
use crate::error::{Error, Result};
use crate::loaders::{LastRunKey, PersonKey};
use crate::person::Person;
use crate::scalar::{self, Date};

/// How often a report is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "rules::Every")]
pub enum Every {
    /// On one day of the week.
    Week,
    /// On one day of the month.
    Month,
}

/// When a report is run by itself.
#[derive(Debug, Clone, SimpleObject)]
pub struct ReportSchedule {
    /// How often.
    every: Every,
    /// Of a week, Monday 1 to Sunday 7; of a month, 1 to 31, a month that is too short ending with it.
    day: i32,
    /// In words: `Every Monday`.
    words: String,
}

/// When a saved report is run by itself; none where it is run by hand alone.
///
/// # Errors
/// [`Error::Internal`] where what is kept does not read.
pub fn report_schedule(row: &kept::SavedReport) -> Result<Option<Schedule>> {
    let (Some(every), Some(day)) = (&row.every, row.day) else {
        return Ok(None);
    };
    let day = u32::try_from(day).map_err(Error::internal)?;
    Ok(Schedule::new(every.parse()?, day))
}

/// A report that is kept under a name, to be taken away again and again.
#[derive(Debug, Clone)]
pub struct SavedReport(pub(super) kept::SavedReport);

/// A report that is kept under a name, to be taken away again and again.
#[Object]
impl SavedReport {
    /// Stable id.
    async fn id(&self) -> ID {
        scalar::show(Kind::SavedReport, self.0.id)
    }
    /// What it is called.
    async fn name(&self) -> &str {
        &self.0.name
    }
    /// What it is of.
    async fn report(&self) -> Result<Report> {
        Ok(self.0.report.parse::<rules::Report>()?.into())
    }
    /// How it is written.
    async fn format(&self) -> Result<FileFormat> {
        Ok(self.0.format.parse::<rules::FileFormat>()?.into())
    }
    /// Its columns, in the file's order.
    async fn columns(&self) -> Result<Vec<ReportColumn>> {
        columns_of(&self.0.column_names)
    }
    /// What it is narrowed by, in words; empty where it is everything.
    async fn narrowed(&self) -> &[String] {
        &self.0.narrowed
    }
    /// When it is run by itself; null where it is run by hand alone.
    async fn schedule(&self) -> Result<Option<ReportSchedule>> {
        let schedule = report_schedule(&self.0)?;
        Ok(schedule.map(|schedule| ReportSchedule {
            every: schedule.every().into(),
            day: i32::try_from(schedule.day()).unwrap_or_default(),
            words: schedule.in_words(),
        }))
    }
    /// Whether its schedule rests.
    async fn paused(&self) -> bool {
        self.0.paused
    }
    /// The next day it is run by itself; null while it is not.
    async fn next_on(&self, ctx: &Context<'_>) -> Result<Option<Date>> {
        let schedule = report_schedule(&self.0)?.filter(|_| !self.0.paused);
        let today = ctx.scope().moment.today;
        Ok(schedule.map(|schedule| Date(schedule.next(today))))
    }
    /// Who saved it: its runs are made in their name, and told to them.
    async fn made_by(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        let key = PersonKey(self.0.made_by);
        Ok(ctx.scope().loaders.load_one(key).await?.map(Person::from))
    }
    /// When it was saved.
    async fn made_at(&self) -> DateTime<Utc> {
        self.0.made_at
    }
    /// Its last run, by schedule or by hand.
    async fn last_run(&self, ctx: &Context<'_>) -> Result<Option<Export>> {
        let key = LastRunKey(self.0.id);
        Ok(ctx.scope().loaders.load_one(key).await?.map(Export))
    }
}

connection!(
    /// A page of saved reports.
    SavedReportConnection, SavedReportEdge, SavedReport, CountSavedReports
);

/// Counts saved reports.
pub(crate) struct CountSavedReports;

impl CountSavedReports {
    async fn count(&self, scope: &Scope) -> Result<i64> {
        Ok(kept::count(&scope.tx).await?)
    }
}

/// Questions about saved reports.
#[derive(Debug, Default)]
pub struct SavedReportQuery;

/// Questions about saved reports.
#[Object]
impl SavedReportQuery {
    /// Saved reports, the latest first; operators ask.
    #[graphql(complexity = "crate::limits::page_cost(first, child_complexity)")]
    async fn saved_reports(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows wanted, 25 unless told, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Go on after this cursor.")] after: Option<String>,
    ) -> Result<SavedReportConnection> {
        let scope = ctx.scope();
        scope.may(Act::SaveReport)?;
        let paging = paging(first, after)?;
        let page = kept::list(&scope.tx, &paging).await?;
        Ok(SavedReportConnection::new(
            page,
            &paging,
            CountSavedReports,
            SavedReport,
        ))
    }
}
