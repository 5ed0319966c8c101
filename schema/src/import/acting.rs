//! What becomes of an import: checked, committed, taken back, its bad rows fetched.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::access::Act;
use domain::import::Mapping;
use domain::lifecycle::{self, ImportAct};
use serde_json::json;
use store::imports::{self as rows, Change};
use store::trail::{self, Job};

use super::sending::ImportPayload;
use super::{CHECK_IMPORT, COMMIT_IMPORT, Import, UNDO_IMPORT, lock};
use crate::application::stale;
use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::storage::{self, SignRequest};

/// Which column holds what.
#[derive(Debug, InputObject)]
pub struct CheckImportInput {
    /// The import.
    import_id: ID,
    /// Its version last seen.
    version: i32,
    /// For each column of the file the name of the field that it holds, or null where it is left aside.
    columns: Vec<Option<String>>,
    /// Whether what is there and differs is to be changed to what the file says (B2).
    #[graphql(default)]
    update_existing: bool,
}

/// An import to be written.
#[derive(Debug, InputObject)]
pub struct CommitImportInput {
    /// The import.
    import_id: ID,
    /// Its version last seen.
    version: i32,
}

/// An import to be taken back.
#[derive(Debug, InputObject)]
pub struct UndoImportInput {
    /// The import.
    import_id: ID,
}

/// An import whose bad rows are wanted.
#[derive(Debug, InputObject)]
pub struct OpenImportProblemsInput {
    /// The import.
    import_id: ID,
}

/// Where the bad rows lie.
#[derive(SimpleObject)]
pub struct OpenImportProblemsPayload {
    /// GET the file here: CSV, the columns as they were sent and what to change. Good for five minutes.
    url: String,
}

/// Having an import checked, committed and taken back.
#[derive(Debug, Default)]
pub struct ActingMutation;

/// Having an import checked, committed and taken back.
#[Object]
impl ActingMutation {
    /// Says which column holds what, and has every row looked at (B1). Nothing of the file is written by it.
    async fn check_import(
        &self,
        ctx: &Context<'_>,
        input: CheckImportInput,
    ) -> Result<ImportPayload> {
        let scope = ctx.scope();
        scope.may(Act::CheckImport)?;
        let import = current(scope, &input.import_id, input.version).await?;
        let next = next(scope, &import, ImportAct::Check)?;
        if input.columns.len() != import.row.headings.len() {
            return Err(Error::input(
                "columns",
                "Name a field, or null, for each of the file's columns.",
            ));
        }
        Mapping::new(import.kind_of()?, &input.columns)?;
        let mapping = json!(input.columns);
        let change = Change {
            state: Some(next),
            mapping: Some(&mapping),
            update_existing: Some(input.update_existing),
            todo_rows: Some(import.row.row_count),
            done_rows: Some(0),
            ..Change::default()
        };
        let words = format!("{} is being checked.", import.row.file_name);
        change_and_tell(
            scope,
            import,
            &change,
            "import.checking",
            words,
            CHECK_IMPORT,
        )
        .await
    }

    /// Writes the good rows (B2): new ones, and those that differ where updating was chosen. Bad rows stay out.
    async fn commit_import(
        &self,
        ctx: &Context<'_>,
        input: CommitImportInput,
    ) -> Result<ImportPayload> {
        let scope = ctx.scope();
        scope.may(Act::CommitImport)?;
        let import = current(scope, &input.import_id, input.version).await?;
        let next = next(scope, &import, ImportAct::Commit)?;
        let good = i32::try_from(import.facts().good).unwrap_or(i32::MAX);
        let change = Change {
            state: Some(next),
            todo_rows: Some(good),
            done_rows: Some(0),
            at_row: Some(0),
            acted_by: scope.viewer.person(),
            acted_at: Some(scope.moment.now),
            ..Change::default()
        };
        let words = format!("{} is being imported: {good} rows.", import.row.file_name);
        change_and_tell(
            scope,
            import,
            &change,
            "import.committing",
            words,
            COMMIT_IMPORT,
        )
        .await
    }

    /// Takes back what the import wrote, where nothing was built on it since (B3); what stays says why in its row.
    async fn undo_import(
        &self,
        ctx: &Context<'_>,
        input: UndoImportInput,
    ) -> Result<ImportPayload> {
        let scope = ctx.scope();
        scope.may(Act::UndoImport)?;
        let import = lock(scope, &input.import_id).await?;
        let next = next(scope, &import, ImportAct::Undo)?;
        let left = i32::try_from(import.facts().left).unwrap_or(i32::MAX);
        let change = Change {
            state: Some(next),
            todo_rows: Some(left),
            done_rows: Some(0),
            at_row: Some(i32::MAX),
            kept_rows: Some(0),
            acted_by: scope.viewer.person(),
            acted_at: Some(scope.moment.now),
            ..Change::default()
        };
        let words = format!("{} is being taken back.", import.row.file_name);
        change_and_tell(scope, import, &change, "import.undoing", words, UNDO_IMPORT).await
    }

    /// Gives the address of the bad rows as a file that can be corrected and sent again. Recorded in the trail (T4).
    async fn open_import_problems(
        &self,
        ctx: &Context<'_>,
        input: OpenImportProblemsInput,
    ) -> Result<OpenImportProblemsPayload> {
        use lifecycle::ImportState as S;
        let scope = ctx.scope();
        scope.may(Act::OpenImportProblems)?;
        let import = lock(scope, &input.import_id).await?;
        let kept = matches!(
            import.state_of()?,
            S::Checked | S::Committing | S::Committed | S::Undoing | S::Undone
        );
        if !kept || import.row.bad_rows == 0 {
            return Err(Error::refused(
                "B1",
                "No row of this import has to be corrected.",
            ));
        }
        let name = import.row.file_name.rsplit_once('.');
        let name = name.map_or(import.row.file_name.as_str(), |(name, _)| name);
        let url = scope.signer.sign(&SignRequest::Read {
            key: storage::import_problems_key(import.row.id),
            file_name: format!("{name} to correct.csv"),
            content_type: "text/csv".to_owned(),
            inline: false,
        })?;
        let told = Told {
            university: trail::SCHEME,
            subject: Some(import.row.id),
            act: "import.problems_exported",
            summary: format!(
                "The {} rows of {} that have to be corrected were downloaded.",
                import.row.bad_rows, import.row.file_name
            ),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        Ok(OpenImportProblemsPayload { url })
    }
}

/// The import, held, if it is as it was last seen.
async fn current(scope: &Scope, id: &ID, version: i32) -> Result<Import> {
    let import = lock(scope, id).await?;
    if import.row.version != version {
        let now = json!({ "state": import.row.state, "version": import.row.version });
        return Err(stale("import", Some(now)));
    }
    Ok(import)
}

/// The state that an act leads to.
fn next(scope: &Scope, import: &Import, act: ImportAct) -> Result<&'static str> {
    let next = lifecycle::step(import.state_of()?, act, &import.facts(), scope.moment.today)?;
    Ok(next.as_str())
}

async fn change_and_tell(
    scope: &Scope,
    import: Import,
    change: &Change<'_>,
    act: &'static str,
    summary: String,
    job: &'static str,
) -> Result<ImportPayload> {
    let row = rows::change(&scope.tx, import.row.id, change).await?;
    let told = Told {
        university: trail::SCHEME,
        subject: Some(row.id),
        act,
        summary,
        before: Some(json!({ "state": import.row.state })),
        after: Some(
            json!({ "state": row.state, "columns": row.mapping, "updateExisting": row.update_existing }),
        ),
        ..Told::default()
    };
    let job = Job {
        kind: job,
        payload: json!({ "import_id": row.id }),
    };
    scope.tell(told, &[job]).await?;
    Ok(ImportPayload { import: row.into() })
}
