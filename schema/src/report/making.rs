//! Taking reports away.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::access::{self, Act};
use domain::id::Kind;
use domain::report as rules;
use serde_json::json;
use store::exports::{self as kept, NewExport};
use store::trail::{self, Job};
use store::{Tx, Viewer, people};
use uuid::Uuid;

use super::asking::ReportInput;
use super::narrowed::narrowed;
use super::{Export, FileFormat, WRITE_EXPORT};
use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::scalar;
use crate::storage::SignRequest;

/// A report to be taken away.
#[derive(Debug, InputObject)]
pub struct MakeExportInput {
    /// Which report.
    report: ReportInput,
    /// How it is written.
    format: FileFormat,
}

/// An export as it stands.
#[derive(Debug, SimpleObject)]
pub struct MakeExportPayload {
    /// The export as it stands: ask again until it is ready.
    pub(crate) export: Export,
}

/// An export to be fetched.
#[derive(Debug, InputObject)]
pub struct OpenExportInput {
    /// The export.
    export_id: ID,
}

/// Where an export's file lies.
#[derive(SimpleObject)]
pub struct OpenExportPayload {
    /// GET the file here. Good for five minutes.
    url: String,
}

/// Taking reports away.
#[derive(Debug, Default)]
pub struct ReportMutation;

/// Taking reports away.
#[Object]
impl ReportMutation {
    /// Has a report written to a file, as it stands when the job comes to it. Recorded in the trail (T4).
    async fn make_export(
        &self,
        ctx: &Context<'_>,
        input: MakeExportInput,
    ) -> Result<MakeExportPayload> {
        let scope = ctx.scope();
        scope.may(Act::MakeExport)?;
        let asked = input.report.kept()?;
        let read = input.report.read(scope).await?;
        let format = sheet(input.format)?;
        let narrowed = narrowed(scope, &asked).await?;
        let new = NewExport {
            id: Uuid::now_v7(),
            report: read.report.as_str(),
            asked: &asked,
            column_names: read.columns.iter().map(|column| column.as_str()).collect(),
            narrowed: &narrowed,
            format: format.as_str(),
            made_by: scope.person()?,
            made_at: scope.moment.now,
            saved_report_id: None,
            called: None,
            period: None,
            of_person: None,
            of_university: None,
        };
        Ok(MakeExportPayload {
            export: begin(scope, &new, read.report.title(), trail::SCHEME).await?,
        })
    }

    /// Gives the address of an export's file. Recorded in the trail (T4).
    async fn open_export(
        &self,
        ctx: &Context<'_>,
        input: OpenExportInput,
    ) -> Result<OpenExportPayload> {
        let scope = ctx.scope();
        scope.may(Act::OpenExport)?;
        let id = scalar::read(Kind::Export, &input.export_id, "export")?;
        let export = kept::find(&scope.tx, id).await?;
        let export = export.ok_or(Error::NotFound("export"))?;
        let report: rules::Report = export.report.parse()?;
        let key = match (export.state.as_str(), export.object_key) {
            ("READY", Some(key)) => key,
            ("RUNNING", _) => {
                let message = "It is still being written: wait until it is ready.";
                return Err(Error::refused("L1", message));
            }
            _ => {
                let message = "Its file is not there: an export is kept for a week. Make another.";
                return Err(Error::refused("T4", message));
            }
        };
        let format: rules::FileFormat = export.format.parse()?;
        let day = domain::civil_day(export.made_at);
        let url = scope.signer.sign(&SignRequest::Read {
            key,
            file_name: format!("{} {day}.{}", report.title(), format.extension()),
            content_type: format.media_type().to_owned(),
            inline: false,
        })?;
        // What somebody takes away of themself is no business of their university's.
        let own = scope
            .viewer
            .university()
            .filter(|_| export.of_person.is_none());
        let told = Told {
            university: own.unwrap_or(trail::SCHEME),
            subject: Some(id),
            act: "export.opened",
            summary: format!(
                "An export of {} was downloaded: {} rows.",
                report.title(),
                export.row_count
            ),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        Ok(OpenExportPayload { url })
    }
}

/// As whom an export is written: as the operator who asked for it, or, of everything of a university, as a manager of it; none where
/// they are that no longer. What is held of somebody themself they have in any role.
///
/// # Errors
/// What the database says.
pub async fn taken_as(tx: &Tx, export: &kept::Export) -> Result<Option<Viewer>> {
    let standings = people::standings(tx, export.made_by, None).await?;
    let own = export.of_person == Some(export.made_by);
    let may = |standing: &&people::Standing| {
        let manages = standing.role == access::Role::Manager
            && export.of_university.is_some()
            && standing.viewer.university() == export.of_university;
        own || manages || standing.role.is_operator()
    };
    Ok(standings.iter().find(may).map(|standing| standing.viewer))
}

/// The format of a list: a sheet.
///
/// # Errors
/// For an archive, which holds no list.
pub(super) fn sheet(format: FileFormat) -> Result<rules::FileFormat> {
    match format {
        FileFormat::Zip => Err(Error::input(
            "format",
            "Ask for CSV or XLSX: a list is one sheet.",
        )),
        format => Ok(format.into()),
    }
}

/// Writes an export down, tells of it in a chain, and leaves the work to a job.
pub(crate) async fn begin(
    scope: &Scope,
    new: &NewExport<'_>,
    called: &str,
    chain: Uuid,
) -> Result<Export> {
    let export = kept::insert(&scope.tx, new).await?;
    let told = Told {
        university: chain,
        subject: Some(export.id),
        act: "export.made",
        summary: format!("An export of {called} was asked for."),
        after: Some(json!({ "asked": export.asked, "format": export.format })),
        ..Told::default()
    };
    let job = Job {
        kind: WRITE_EXPORT,
        payload: json!({ "export_id": export.id }),
    };
    scope.tell(told, &[job]).await?;
    Ok(Export(export))
}
