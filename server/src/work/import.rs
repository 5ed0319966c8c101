//! Imports: a file is read, checked row by row, committed and taken back, each in batches that are done once however often
//! they begin (B1-B3).
//!
//! A batch is one transaction: its rows, their trail, and how far the file has been gone through. Whoever begins again goes
//! on from there; whoever finds that another has gone on meanwhile stops.

mod check;
mod commit;
mod judge;
mod problems;
mod read;
mod undo;
mod write;

use std::path::Path;

use chrono::{DateTime, Utc};
use domain::import::{ImportKind, Mapping};
use domain::lifecycle::{ImportAct, ImportFacts, ImportState, step};
use schema::storage;
use serde::Deserialize;
use store::imports::{self, Change, Import};
use store::trail::{self, Event};
use store::{Tx, jobs::Claimed};
use tempfile::NamedTempFile;
use uuid::Uuid;

use super::{Failure, Worker, payload};

/// Rows that one transaction takes.
const BATCH: usize = 500;

#[derive(Deserialize)]
struct OfImport {
    import_id: Uuid,
}

/// What a job does with an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Read,
    Check,
    Commit,
    Undo,
}

impl Step {
    /// What a job of this kind does, if it is an import's.
    pub(super) fn of(kind: &str) -> Option<Self> {
        match kind {
            schema::READ_IMPORT => Some(Self::Read),
            schema::CHECK_IMPORT => Some(Self::Check),
            schema::COMMIT_IMPORT => Some(Self::Commit),
            schema::UNDO_IMPORT => Some(Self::Undo),
            _ => None,
        }
    }
}

impl Worker {
    /// Does one step of an import's job.
    pub(super) async fn import(&self, job: &Claimed, step: Step) -> Result<(), Failure> {
        let OfImport { import_id } = payload(job)?;
        match step {
            Step::Read => {
                let attempt = u32::try_from(job.attempts).unwrap_or(0);
                self.receive_import(import_id, attempt).await
            }
            Step::Check => {
                let Some(import) = self.import_in(import_id, ImportState::Checking).await? else {
                    return Ok(());
                };
                let key = import.object_key.as_deref().unwrap_or_default();
                let file = self.fetched(key).await?;
                self.check_import(import_id, file.path()).await
            }
            Step::Commit => self.commit_import(import_id).await,
            Step::Undo => self.undo_import(import_id).await,
        }
    }

    /// What is owed when a step will not be done: nothing waits for it, and what was done stays done.
    pub(super) async fn give_up_import(&self, job: &Claimed, step: Step) -> Result<(), Failure> {
        let OfImport { import_id } = payload(job)?;
        match step {
            Step::Read | Step::Check => {
                let problem = "The file could not be gone through. Import it again.";
                self.fail_import(import_id, problem).await
            }
            Step::Commit => self.finish_committing(import_id).await,
            Step::Undo => self.finish_undoing(import_id).await,
        }
    }

    /// Imports whose file was announced before then and never arrived fail.
    pub(super) async fn sweep_imports(&self, then: DateTime<Utc>) -> Result<(), Failure> {
        let unfinished = self
            .write(async |tx| Ok(imports::unfinished(tx, then).await?))
            .await?;
        for id in unfinished {
            self.fail_import(id, "The file was not sent whole. Import it again.")
                .await?;
        }
        Ok(())
    }

    /// The import, if it is in that state.
    async fn import_in(&self, id: Uuid, state: ImportState) -> Result<Option<Import>, Failure> {
        let found = self
            .write(async |tx| Ok(imports::find(tx, id).await?))
            .await?;
        Ok(found.filter(|import| import.state == state.as_str()))
    }

    /// A copy of a stored file on this machine, for as long as it is held.
    async fn fetched(&self, key: &str) -> Result<NamedTempFile, Failure> {
        let file = NamedTempFile::new().map_err(|error| Failure::Passing(error.to_string()))?;
        self.files.fetch(key, file.as_file()).await?;
        Ok(file)
    }

    /// The file cannot be read: its owner is told what to do.
    pub(super) async fn fail_import(&self, id: Uuid, problem: &str) -> Result<(), Failure> {
        self.write(async |tx| {
            let Some(import) = imports::lock(tx, id).await? else {
                return Ok(());
            };
            let facts = ImportFacts {
                problem,
                ..ImportFacts::default()
            };
            let Some(failed) = self.moved(&import, ImportAct::Fail, &facts)? else {
                return Ok(());
            };
            let change = Change {
                state: Some(failed.as_str()),
                problem: Some(problem),
                ..Change::default()
            };
            imports::change(tx, id, &change).await?;
            let words = format!("{} cannot be read: {problem}", import.file_name);
            self.tell_import(tx, &import, "import.failed", words).await
        })
        .await
    }

    /// Where an act leads from here; none where it does not (L1): somebody else has done it.
    fn moved(
        &self,
        import: &Import,
        act: ImportAct,
        facts: &ImportFacts<'_>,
    ) -> Result<Option<ImportState>, Failure> {
        let state: ImportState = import
            .state
            .parse()
            .map_err(|error| Failure::Final(format!("{error}")))?;
        Ok(step(state, act, facts, (self.now)().today).ok())
    }

    /// Ends a step of an import, and tells of it; nothing where another has gone on meanwhile. `done` is how far a check had come.
    async fn finish_import(
        &self,
        id: Uuid,
        done: Option<i32>,
        act: ImportAct,
        told: &'static str,
        words: impl FnOnce(&Import) -> String,
    ) -> Result<(), Failure> {
        self.write(async |tx| {
            let import = imports::lock(tx, id).await?;
            let Some(import) = import.filter(|import| done.is_none_or(|d| d == import.done_rows))
            else {
                return Ok(());
            };
            let Some(next) = self.moved(&import, act, &ImportFacts::default())? else {
                return Ok(());
            };
            let change = Change {
                state: Some(next.as_str()),
                ..Change::default()
            };
            imports::change(tx, id, &change).await?;
            self.tell_import(tx, &import, told, words(&import)).await
        })
        .await
    }

    async fn tell_import(
        &self,
        tx: &Tx,
        import: &Import,
        act: &'static str,
        summary: String,
    ) -> Result<(), Failure> {
        let mut event = event(
            import,
            trail::SCHEME,
            import.id,
            act,
            summary,
            (self.now)().now,
        );
        event.actor = import.acted_by;
        Ok(trail::tell(tx, &event, &[]).await?)
    }
}

/// What an import does, told on behalf of whoever had it done.
fn event(
    import: &Import,
    university: Uuid,
    subject: Uuid,
    act: &'static str,
    summary: String,
    at: DateTime<Utc>,
) -> Event {
    Event {
        university,
        application: None,
        subject: Some(subject),
        actor: import.acted_by,
        at,
        act,
        summary,
        before: None,
        after: None,
        origin: None,
    }
}

/// The import's kind.
fn kind(import: &Import) -> Result<ImportKind, Failure> {
    let kind = import.kind.parse();
    kind.map_err(|error| Failure::Final(format!("{error}")))
}

/// Which of the import's columns holds what.
fn mapping(import: &Import) -> Result<Mapping, Failure> {
    let names: Vec<Option<String>> = serde_json::from_value(import.mapping.clone())
        .map_err(|error| Failure::Final(error.to_string()))?;
    Mapping::new(kind(import)?, &names).map_err(|error| Failure::Final(error.to_string()))
}

/// A count as the database keeps it.
fn count(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

/// Where an import's file is kept once it is the one that was announced; one attempt, one key.
fn object_key(import: Uuid, attempt: u32) -> String {
    format!("{}{import}/file.{attempt}", storage::IMPORTS)
}

/// Reads a file away from the threads that serve.
async fn blocking<T: Send + 'static>(
    file: &Path,
    read: impl FnOnce(&Path) -> T + Send + 'static,
) -> Result<T, Failure> {
    let file = file.to_owned();
    tokio::task::spawn_blocking(move || read(&file))
        .await
        .map_err(|error| Failure::Passing(error.to_string()))
}
