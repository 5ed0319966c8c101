//! Taking everything of a university away: before it is closed, or whenever it asks.

use async_graphql::{Context, ID, InputObject, Object};
use domain::access::Act;
use domain::id::{self, Kind};
use domain::report::Report;
use serde_json::json;
use store::exports::NewExport;
use store::trail;

use super::load;
use super::people::whose;
use crate::context::{Ask, Told};
use crate::error::Result;
use crate::report::{MakeExportPayload, begin};

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
    /// Has everything of a university written to an archive, as its managers see it: each table as JSON lines and CSV, and the files of its evidence. Operators ask for any, managers for their own. Kept for a week; told in the university's trail, and what operators take in the scheme's as well (T4, T6).
    async fn export_university(
        &self,
        ctx: &Context<'_>,
        input: ExportUniversityInput,
    ) -> Result<MakeExportPayload> {
        let scope = ctx.scope();
        scope.may(Act::ExportUniversity)?;
        let university = whose(scope, Some(&input.university_id))?;
        let found = load(scope, university).await?;
        let asked = json!({ "universityId": id::encode(Kind::University, university) });
        let narrowed = [format!("University: {}", found.name)];
        let by = (scope.person()?, scope.moment.now);
        let new = NewExport {
            of_university: Some(university),
            ..NewExport::of_all(Report::Everything.as_str(), &asked, &narrowed, by)
        };
        let called = format!("everything of {}", found.name);
        let chain = scope.viewer.university().unwrap_or(trail::SCHEME);
        let export = begin(scope, &new, &called, chain).await?;
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
