//! Reports: lists that operators take away as files. What is asked for is kept as it was asked, and read again by the job
//! that writes the file, as whoever asked for it.

mod asking;
mod lines;
mod making;
mod narrowed;
mod rows;
mod saved;
mod saving;

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::access::Act;
use domain::id::Kind;
use domain::lifecycle;
use domain::report as rules;
use store::exports as kept;

use crate::connection::{connection, paging};
use crate::context::{Ask, Scope};
use crate::error::{Error, Result};
use crate::loaders::PersonKey;
use crate::person::Person;
use crate::scalar::{self, Date};

pub(crate) use making::{MakeExportPayload, begin};
pub use making::{ReportMutation, taken_as};
pub use rows::ReportRows;
pub use saved::{SavedReportQuery, report_schedule};
pub use saving::SavingMutation;

/// Writes an export: `{"export_id": uuid}`.
pub const WRITE_EXPORT: &str = "write_export";
/// Runs the saved reports whose day has come: left once a day, and where one is saved or goes on.
pub const RUN_REPORTS: &str = "run_reports";

/// What a report is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "rules::Report")]
pub enum Report {
    /// Applications: a row each.
    Applications,
    /// Invoices, and what is outstanding of each: a row each.
    Invoices,
    /// Awards: a row each.
    Awards,
    /// Universities, and what each has: a row each.
    Universities,
    /// Decisions: a row each month and level.
    Decisions,
    /// Lines of the audit trail: a row each (T4).
    Trail,
    /// Everything of one university, in one archive: what exportUniversity makes.
    Everything,
    /// Everything held of one person, in one archive: what exportPerson and exportOwnData make.
    Person,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "rules::FileFormat")]
pub enum FileFormat {
    /// Comma-separated values in UTF-8.
    Csv,
    /// An Excel workbook.
    Xlsx,
    /// An archive of several files: what exportUniversity, exportPerson and exportOwnData make.
    Zip,
}

/// Where an export stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "lifecycle::ExportState")]
pub enum ExportState {
    /// Its rows are being written.
    Running,
    /// Its file can be fetched.
    Ready,
    /// It could not be written.
    Failed,
    /// Its file was removed.
    Removed,
}

/// A column that a report can have.
#[derive(Debug, Clone, SimpleObject)]
pub struct ReportColumn {
    /// Its name in the API.
    name: &'static str,
    /// What it is headed.
    heading: &'static str,
}

impl From<rules::Column> for ReportColumn {
    fn from(column: rules::Column) -> Self {
        Self {
            name: column.as_str(),
            heading: column.heading(),
        }
    }
}

/// Columns by their names.
fn columns_of(names: &[String]) -> Result<Vec<ReportColumn>> {
    let columns = names.iter();
    columns
        .map(|name| Ok(name.parse::<rules::Column>()?.into()))
        .collect()
}

/// A kind of report.
#[derive(Debug, Clone, SimpleObject)]
pub struct ReportKind {
    /// What it is of.
    report: Report,
    /// What it is called.
    title: &'static str,
    /// Every column that it can have.
    columns: Vec<ReportColumn>,
}

/// A report written to a file once, kept for a week.
#[derive(Debug, Clone)]
pub struct Export(kept::Export);

/// A report written to a file once, kept for a week.
#[Object]
impl Export {
    /// Stable id.
    async fn id(&self) -> ID {
        scalar::show(Kind::Export, self.0.id)
    }
    /// What it is of.
    async fn report(&self) -> Result<Report> {
        Ok(self.0.report.parse::<rules::Report>()?.into())
    }
    /// What the report is called.
    async fn title(&self) -> Result<&str> {
        Ok(self.0.report.parse::<rules::Report>()?.title())
    }
    /// What the saved report is called that it is a run of; null where it was taken where it was seen.
    async fn called(&self) -> Option<&str> {
        self.0.called.as_deref()
    }
    /// The day of its schedule; null where somebody had it written.
    async fn period(&self) -> Option<Date> {
        self.0.period.map(Date)
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
    /// Where it stands.
    async fn state(&self) -> Result<ExportState> {
        Ok(self.0.state.parse::<lifecycle::ExportState>()?.into())
    }
    /// Rows written so far.
    async fn rows(&self) -> i32 {
        self.0.row_count
    }
    /// Bytes of the file, as decimal text; null until it is written.
    async fn size(&self) -> Option<String> {
        self.0.size.map(|size| size.to_string())
    }
    /// Why it could not be written, and what to do.
    async fn problem(&self) -> Option<&str> {
        self.0.problem.as_deref()
    }
    /// When it was asked for.
    async fn made_at(&self) -> DateTime<Utc> {
        self.0.made_at
    }
    /// Who asked for it.
    async fn made_by(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        let key = PersonKey(self.0.made_by);
        Ok(ctx.scope().loaders.load_one(key).await?.map(Person::from))
    }
    /// Until when its file can be fetched; null where it cannot be.
    async fn kept_until(&self) -> Option<DateTime<Utc>> {
        let ended = self.0.ended_at.map(|at| at + rules::KEPT_FOR);
        ended.filter(|_| self.0.state == lifecycle::ExportState::Ready.as_str())
    }
}

connection!(
    /// A page of exports.
    ExportConnection, ExportEdge, Export, CountExports
);

/// Counts exports.
pub(crate) struct CountExports(Option<uuid::Uuid>);

impl CountExports {
    async fn count(&self, scope: &Scope) -> Result<i64> {
        Ok(kept::count(&scope.tx, self.0).await?)
    }
}

/// Questions about reports.
#[derive(Debug, Default)]
pub struct ReportQuery;

/// Questions about reports.
#[Object]
impl ReportQuery {
    /// The reports there are, each with the columns that it can have; operators ask.
    async fn report_kinds(&self, ctx: &Context<'_>) -> Result<Vec<ReportKind>> {
        ctx.scope().may_see(Act::MakeExport)?;
        let lists = rules::Report::ALL.iter().filter(|report| report.is_list());
        let kinds = lists.map(|report| ReportKind {
            report: (*report).into(),
            title: report.title(),
            columns: report.columns().iter().copied().map(Into::into).collect(),
        });
        Ok(kinds.collect())
    }
    /// An export: operators ask for any but what others took away of themselves; everybody for what they took away of themselves, and managers of their university.
    async fn export(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The export's id.")] id: ID,
    ) -> Result<Export> {
        let scope = ctx.scope();
        scope.may_see(Act::OpenExport)?;
        let id = scalar::read(Kind::Export, &id, "export")?;
        let found = kept::find(&scope.tx, id).await?;
        found.map(Export).ok_or(Error::NotFound("export"))
    }
    /// Exports, or the runs of a saved report, the latest first: as export.
    #[graphql(complexity = "crate::limits::page_cost(first, child_complexity)")]
    async fn exports(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only the runs of this saved report.")] saved_report_id: Option<ID>,
        #[graphql(desc = "Rows wanted, 25 unless told, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Go on after this cursor.")] after: Option<String>,
    ) -> Result<ExportConnection> {
        let scope = ctx.scope();
        scope.may_see(Act::OpenExport)?;
        if saved_report_id.is_some() && scope.may_see(Act::MakeExport).is_err() {
            return Err(Error::NotFound("saved report"));
        }
        let paging = paging(first, after)?;
        let of = saved_report_id
            .map(|id| scalar::read(Kind::SavedReport, &id, "saved report"))
            .transpose()?;
        let page = kept::list(&scope.tx, of, &paging).await?;
        let total = CountExports(of);
        Ok(ExportConnection::new(page, &paging, total, Export))
    }
}
