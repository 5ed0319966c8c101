//! Imports: operators' files of universities, programmes, people and applications (B1-B3).

mod acting;
mod row;
mod sending;
mod template;

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::id::Kind;
use domain::import as rules;
use domain::lifecycle::{self, ImportAct, ImportFacts, step};
use store::imports as rows;
use uuid::Uuid;

use crate::connection::{connection, paging};
use crate::context::{Ask, Scope};
use crate::error::{Error, Result};
use crate::loaders::PersonKey;
use crate::person::Person;
use crate::reason::Reason;
use crate::scalar;

pub use acting::ActingMutation;
pub use sending::SendingMutation;

/// Reads a file's head: `{"import_id": uuid}`.
pub const READ_IMPORT: &str = "read_import";
/// Looks at every row of a file: `{"import_id": uuid}`.
pub const CHECK_IMPORT: &str = "check_import";
/// Writes an import's good rows: `{"import_id": uuid}`.
pub const COMMIT_IMPORT: &str = "commit_import";
/// Takes back what an import wrote: `{"import_id": uuid}`.
pub const UNDO_IMPORT: &str = "undo_import";

/// What an import's rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "rules::ImportKind")]
pub enum ImportKind {
    /// Universities.
    Universities,
    /// Programmes of universities.
    Programmes,
    /// People with a role at a university.
    People,
    /// Applications: drafts started for programmes.
    Applications,
}

/// Where an import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "lifecycle::ImportState")]
pub enum ImportState {
    /// Its file is on its way from the browser.
    Uploading,
    /// The file has arrived; its headings are being read.
    Reading,
    /// Somebody has to say which column holds what.
    Mapping,
    /// Every row is being looked at; nothing is changed.
    Checking,
    /// Every row has its verdict.
    Checked,
    /// Good rows are being written.
    Committing,
    /// Good rows are written.
    Committed,
    /// What was written is being taken back.
    Undoing,
    /// What could be taken back was.
    Undone,
    /// The file could not be read.
    Failed,
}

/// A column of an import's file.
#[derive(Debug, Clone, SimpleObject)]
pub struct ImportColumn {
    /// What it is headed.
    heading: String,
    /// The name of the field that it holds; null where it is left aside. A proposal until the import is checked.
    field: Option<String>,
    /// Its first cells.
    sample: Vec<String>,
}

/// How many rows of an import have which verdict, and what became of them.
#[derive(Debug, Clone, Copy, SimpleObject)]
pub struct ImportCounts {
    /// Rows of the file, its headings apart.
    rows: i32,
    /// Rows of what is not there yet.
    new: i32,
    /// Rows of what is there as they say.
    same: i32,
    /// Rows of what is there and differs.
    differing: i32,
    /// Rows that have to be corrected.
    bad: i32,
    /// Rows that added something.
    added: i32,
    /// Rows that changed something.
    changed: i32,
    /// Rows whose doing was taken back.
    taken_back: i32,
    /// Rows whose doing could not be taken back.
    kept: i32,
}

/// How far a file has been gone through, in the state that the import is in.
#[derive(Debug, Clone, Copy, SimpleObject)]
pub struct ImportProgress {
    /// Rows gone through.
    done: i32,
    /// Rows to go through.
    of: i32,
}

/// Whether something can be done with an import now.
#[derive(Debug, Clone, SimpleObject)]
pub struct ImportPossibility {
    /// Whether it can.
    allowed: bool,
    /// Every reason why not; empty where it can.
    reasons: Vec<Reason>,
}

/// An operator's file, and where it stands.
#[derive(Debug, Clone)]
pub struct Import {
    pub(crate) row: rows::Import,
}

impl From<rows::Import> for Import {
    fn from(row: rows::Import) -> Self {
        Self { row }
    }
}

impl Import {
    pub(crate) fn kind_of(&self) -> Result<rules::ImportKind> {
        Ok(self.row.kind.parse()?)
    }

    pub(crate) fn state_of(&self) -> Result<lifecycle::ImportState> {
        Ok(self.row.state.parse()?)
    }

    pub(crate) fn facts(&self) -> ImportFacts<'_> {
        let positive = |n: i32| u32::try_from(n).unwrap_or(0);
        let row = &self.row;
        let differing = if row.update_existing {
            row.differing_rows
        } else {
            0
        };
        ImportFacts {
            good: positive(row.new_rows + differing),
            // What is needed to take it back went with its rows (E7).
            left: match row.emptied_on {
                Some(_) => 0,
                None => positive(row.added_rows + row.changed_rows - row.taken_back_rows),
            },
            ..ImportFacts::default()
        }
    }

    fn possible(&self, scope: &Scope, act: ImportAct) -> Result<ImportPossibility> {
        let answer = step(self.state_of()?, act, &self.facts(), scope.moment.today);
        Ok(match answer {
            Ok(_) => ImportPossibility {
                allowed: true,
                reasons: Vec::new(),
            },
            Err(refusal) => ImportPossibility {
                allowed: false,
                reasons: refusal
                    .into_reasons()
                    .into_iter()
                    .map(Reason::from)
                    .collect(),
            },
        })
    }

    /// Which column holds which field, by the fields' names.
    pub(crate) fn fields(&self) -> Result<Vec<Option<String>>> {
        serde_json::from_value(self.row.mapping.clone()).map_err(Error::internal)
    }
}

/// An operator's file, and where it stands.
#[Object]
impl Import {
    /// Stable id.
    pub(crate) async fn id(&self) -> ID {
        scalar::show(Kind::Import, self.row.id)
    }
    /// What its rows are.
    async fn kind(&self) -> Result<ImportKind> {
        Ok(self.kind_of()?.into())
    }
    /// The file's name.
    async fn file_name(&self) -> &str {
        &self.row.file_name
    }
    /// Bytes, as decimal text.
    async fn size(&self) -> String {
        self.row.size.to_string()
    }
    /// Where it stands.
    async fn state(&self) -> Result<ImportState> {
        Ok(self.state_of()?.into())
    }
    /// What is wrong with the file as a whole.
    async fn problem(&self) -> Option<&str> {
        self.row.problem.as_deref()
    }
    /// Counts up with every change; give it back with the next.
    async fn version(&self) -> i32 {
        self.row.version
    }
    /// How the file was read, in words: what separates its cells, and its encoding.
    async fn read_as(&self) -> &str {
        &self.row.read_as
    }
    /// The file's columns, each with what it holds and its first cells.
    async fn columns(&self) -> Result<Vec<ImportColumn>> {
        let fields = self.fields()?;
        let first: Vec<Vec<String>> =
            serde_json::from_value(self.row.preview.clone()).map_err(Error::internal)?;
        let headings = self.row.headings.iter().enumerate();
        Ok(headings
            .map(|(place, heading)| ImportColumn {
                heading: heading.clone(),
                field: fields.get(place).cloned().flatten(),
                sample: first
                    .iter()
                    .filter_map(|row| row.get(place).cloned())
                    .collect(),
            })
            .collect())
    }
    /// Whether what is there and differs is changed to what the file says (B2).
    async fn update_existing(&self) -> bool {
        self.row.update_existing
    }
    /// How many rows have which verdict, and what became of them.
    async fn counts(&self) -> ImportCounts {
        let row = &self.row;
        ImportCounts {
            rows: row.row_count,
            new: row.new_rows,
            same: row.same_rows,
            differing: row.differing_rows,
            bad: row.bad_rows,
            added: row.added_rows,
            changed: row.changed_rows,
            taken_back: row.taken_back_rows,
            kept: row.kept_rows,
        }
    }
    /// How far the file has been gone through; null while it is not.
    async fn progress(&self) -> Result<Option<ImportProgress>> {
        use lifecycle::ImportState as S;
        let going = matches!(self.state_of()?, S::Checking | S::Committing | S::Undoing);
        Ok(going.then_some(ImportProgress {
            done: self.row.done_rows,
            of: self.row.todo_rows,
        }))
    }
    /// Whether it can be checked, or checked again with other columns.
    async fn may_check(&self, ctx: &Context<'_>) -> Result<ImportPossibility> {
        self.possible(ctx.scope(), ImportAct::Check)
    }
    /// Whether its good rows can be written.
    async fn may_commit(&self, ctx: &Context<'_>) -> Result<ImportPossibility> {
        self.possible(ctx.scope(), ImportAct::Commit)
    }
    /// Whether what it wrote can be taken back.
    async fn may_undo(&self, ctx: &Context<'_>) -> Result<ImportPossibility> {
        self.possible(ctx.scope(), ImportAct::Undo)
    }
    /// When the file was announced.
    async fn created_at(&self) -> DateTime<Utc> {
        self.row.created_at
    }
    /// Who sent it.
    async fn created_by(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        let person = ctx
            .scope()
            .loaders
            .load_one(PersonKey(self.row.created_by))
            .await?;
        Ok(person.map(Person::from))
    }
}

connection!(
    /// A page of imports.
    ImportConnection, ImportEdge, Import, CountImports
);

/// Counts imports.
pub(crate) struct CountImports;

impl CountImports {
    async fn count(&self, scope: &Scope) -> Result<i64> {
        Ok(rows::count(&scope.tx).await?)
    }
}

/// The import, held against others.
async fn lock(scope: &Scope, id: &ID) -> Result<Import> {
    let id = scalar::read(Kind::Import, id, "import")?;
    let row = rows::lock(&scope.tx, id).await?;
    row.map(Import::from).ok_or(Error::NotFound("import"))
}

/// The import by its id, if this viewer may see it.
pub(crate) async fn find(scope: &Scope, id: Uuid) -> Result<Import> {
    let row = rows::find(&scope.tx, id).await?;
    row.map(Import::from).ok_or(Error::NotFound("import"))
}

/// Whoever does not run the scheme has no imports, and is told so.
fn may_look(scope: &Scope) -> Result<()> {
    scope.may(domain::access::Act::DeclareImport)
}

/// Questions about imports.
#[derive(Debug, Default)]
pub struct ImportQuery;

/// Questions about imports.
#[Object]
impl ImportQuery {
    /// An import; operators ask.
    async fn import(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The import's id.")] id: ID,
    ) -> Result<Import> {
        let scope = ctx.scope();
        may_look(scope)?;
        find(scope, scalar::read(Kind::Import, &id, "import")?).await
    }
    /// Imports, newest first; operators ask.
    #[graphql(complexity = "crate::limits::page_cost(first, child_complexity)")]
    async fn imports(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows wanted, 25 unless told, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Go on after this cursor.")] after: Option<String>,
    ) -> Result<ImportConnection> {
        let scope = ctx.scope();
        may_look(scope)?;
        let paging = paging(first, after)?;
        let page = rows::list(&scope.tx, &paging).await?;
        Ok(ImportConnection::new(
            page,
            &paging,
            CountImports,
            Into::into,
        ))
    }
    /// The rows of an import in the file's order; operators ask.
    #[graphql(complexity = "crate::limits::page_cost(first, child_complexity)")]
    async fn import_rows(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The import.")] import_id: ID,
        #[graphql(desc = "Of this verdict alone.")] verdict: Option<row::ImportVerdict>,
        #[graphql(desc = "Of which this became alone.")] outcome: Option<row::ImportOutcome>,
        #[graphql(desc = "Rows wanted, 25 unless told, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Go on after this cursor.")] after: Option<String>,
    ) -> Result<row::ImportRowConnection> {
        let scope = ctx.scope();
        may_look(scope)?;
        let import = find(scope, scalar::read(Kind::Import, &import_id, "import")?).await?;
        row::page(scope, &import, verdict, outcome, &paging(first, after)?).await
    }
    /// What can be imported, and what the columns of its files may hold; operators ask.
    async fn import_templates(&self, ctx: &Context<'_>) -> Result<Vec<template::ImportTemplate>> {
        may_look(ctx.scope())?;
        let kinds = rules::ImportKind::ALL.iter();
        Ok(kinds.copied().map(template::ImportTemplate::from).collect())
    }
}
