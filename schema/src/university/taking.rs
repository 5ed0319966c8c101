//! Taking everything of a university away: before it is closed, or whenever it asks.

use async_graphql::{Context, ID, InputObject, Object};
use domain::access::Act;
use domain::id::{self, Kind};
use domain::report::{FileFormat, Report};
use serde_json::json;
use store::exports::NewExport;
use store::universities::records;
use uuid::Uuid;

use crate::context::{Ask, Told};
use crate::error::{Error, Result};
use crate::report::{MakeExportPayload, begin};
use crate::scalar;

/// A university whose everything is to be taken away.
#[derive(Debug, InputObject)]
pub struct ExportUniversityInput {
    /// The university, open or closed.
    university_id: ID,
}

/// Taking everything of a university away.
#[derive(Debug, Default)]
pub struct TakingMutation;

/// Taking everything of a university away.
#[Object]
impl TakingMutation {
    /// Has everything of a university written to an archive, as its managers see it: each table as JSON lines and CSV, and the files of its evidence. Kept for a week; told in the scheme's trail and in the university's (T4).
    async fn export_university(
        &self,
        ctx: &Context<'_>,
        input: ExportUniversityInput,
    ) -> Result<MakeExportPayload> {
        let scope = ctx.scope();
        scope.may(Act::ExportUniversity)?;
        let university = scalar::read(Kind::University, &input.university_id, "university")?;
        let found = records::find(&scope.tx, university, scope.moment.today).await?;
        let found = found.ok_or(Error::NotFound("university"))?;
        let asked = json!({ "universityId": id::encode(Kind::University, university) });
        let narrowed = [format!("University: {}", found.name)];
        let new = NewExport {
            id: Uuid::now_v7(),
            report: Report::Everything.as_str(),
            asked: &asked,
            column_names: Vec::new(),
            narrowed: &narrowed,
            format: FileFormat::Zip.as_str(),
            made_by: scope.person()?,
            made_at: scope.moment.now,
            saved_report_id: None,
            called: None,
            period: None,
        };
        let export = begin(scope, &new, &format!("everything of {}", found.name)).await?;
        let told = Told {
            university,
            subject: Some(university),
            act: "university.exported",
            summary: "Everything of the university was taken away as an archive.".to_owned(),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        Ok(MakeExportPayload { export })
    }
}
