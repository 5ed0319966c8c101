//! Exports: a report is read page by page as whoever asked for it, written to a file of this machine and stored; after a
//! week it is removed (T4).
//!
//! One transaction reads all of it, as it stood at one moment. A worker that is killed leaves a half file behind that
//! nobody can fetch; whoever begins again writes the whole of it, under a key of its own.

mod archive;
mod everything;
mod file;
mod person;

use std::fs::File;
use std::sync::Arc;

use domain::lifecycle::{ExportAct, ExportFacts, ExportState, step};
use domain::report::{FileFormat, KEPT_FOR, MOST_ROWS, Report};
use schema::{House, ReportRows, Sealer, storage};
use serde::Deserialize;
use serde_json::json;
use store::exports::{self, Change, Export};
use store::jobs::Claimed;
use store::trail::{self, Job};
use store::{Access, Tx, Viewer};
use uuid::Uuid;

use self::file::Sheet;
use super::reports::letter;
use super::{DELETE_OBJECTS, Failure, Worker, payload, system_event};

#[derive(Deserialize)]
struct OfExport {
    export_id: Uuid,
}

impl Worker {
    /// Writes an export, if it is not written yet.
    pub(super) async fn write_export(&self, job: &Claimed) -> Result<(), Failure> {
        let OfExport { export_id: id } = payload(job)?;
        let found = self
            .write(async |tx| {
                let Some(export) = exports::find(tx, id).await? else {
                    return Ok(None);
                };
                let viewer = schema::taken_as(tx, &export).await?;
                Ok(Some((export, viewer)))
            })
            .await?;
        let Some((export, viewer)) = found else {
            return Ok(());
        };
        if export.state != ExportState::Running.as_str() {
            return Ok(());
        }
        let Some(viewer) = viewer else {
            let all = export.of_person.or(export.of_university).is_some();
            let why = if all {
                "Whoever asked for it may take it no longer."
            } else {
                "Whoever asked for it runs the scheme no longer."
            };
            return self.fail_export(id, why).await;
        };
        let ((file, size), rows) = if let Some(person) = export.of_person {
            self.read_person(&export, person).await?
        } else if export.report == Report::Everything.as_str() {
            self.read_everything(&export).await?
        } else {
            let Some((sheet, rows)) = self.read_report(&export, viewer).await? else {
                let why = format!(
                    "It has more than {MOST_ROWS} rows: narrow it, and take the rest after."
                );
                return self.fail_export(id, &why).await;
            };
            (sheet.finish()?, rows)
        };
        let attempt = u32::try_from(job.attempts).unwrap_or(0);
        let key = storage::export_key(id, attempt);
        self.files.put_file(&key, file, size).await?;
        self.finish_export(id, attempt, &key, size, rows).await?;
        // Whoever it is of may have been erased meanwhile: then nobody fetches it.
        let kept = self.write(async |tx| Ok(exports::find(tx, id).await?));
        let kept = kept.await?.and_then(|export| export.object_key);
        if kept.as_deref() != Some(&key) {
            self.files.delete(&key).await?;
        }
        Ok(())
    }

    /// The rows of a report in a file, and how many they are; none where they are too many.
    async fn read_report(
        &self,
        export: &Export,
        viewer: Viewer,
    ) -> Result<Option<(Sheet, usize)>, Failure> {
        let code = |error| Failure::Final(format!("{error}"));
        let format: FileFormat = export.format.parse().map_err(code)?;
        let report: Report = export.report.parse().map_err(code)?;
        let moment = (self.now)();
        let house = House {
            sealer: Sealer::default(),
            shelf: self.shelf.clone(),
            signer: self.files.signer(),
            public_url: self.public_url.clone(),
            demo: false,
        };
        let tx = self
            .db
            .begin(&viewer, Access::ReadAsOfNow, moment.today)
            .await?;
        let tx = Arc::new(tx);
        let scope = schema::scope(&house, viewer, tx.clone(), moment, None);
        let read = async {
            let mut report_rows = ReportRows::new(&scope, &export.asked).await?;
            let mut sheet = Sheet::new(format, report, report_rows.columns())?;
            let mut count = 0;
            while let Some(rows) = report_rows.next(&scope).await? {
                count += rows.len();
                if count > MOST_ROWS {
                    return Ok(None);
                }
                for row in &rows {
                    sheet.write(row)?;
                }
                self.tell_rows(export.id, count).await?;
            }
            Ok(Some((sheet, count)))
        };
        let read: Result<_, Failure> = read.await;
        tx.finish(false).await?;
        read
    }

    /// How far it has come, to whoever looks.
    async fn tell_rows(&self, id: Uuid, rows: usize) -> Result<(), Failure> {
        let change = Change {
            row_count: Some(i32::try_from(rows).unwrap_or(i32::MAX)),
            ..Change::default()
        };
        self.write(async |tx| Ok(exports::change(tx, id, &change).await?))
            .await
    }

    async fn finish_export(
        &self,
        id: Uuid,
        attempt: u32,
        key: &str,
        size: u64,
        rows: usize,
    ) -> Result<(), Failure> {
        // What attempts before this one may have stored, nobody fetches.
        let others = (0..attempt).map(|before| storage::export_key(id, before));
        let left = Job {
            kind: DELETE_OBJECTS,
            payload: json!({ "keys": others.collect::<Vec<_>>() }),
        };
        let change = Change {
            row_count: Some(i32::try_from(rows).unwrap_or(i32::MAX)),
            size: Some(i64::try_from(size).unwrap_or(i64::MAX)),
            object_key: Some(key),
            ..Change::default()
        };
        let said = format!("An export is ready: {rows} rows.");
        let jobs = if attempt > 1 { vec![left] } else { Vec::new() };
        self.move_export(id, ExportAct::Finish, change, ("export.ready", said), &jobs)
            .await
    }

    /// What is owed when an export will not be written: nothing waits for it.
    pub(super) async fn give_up_export(&self, job: &Claimed) -> Result<(), Failure> {
        let OfExport { export_id: id } = payload(job)?;
        self.fail_export(id, "It did not work, many times over. Make it again.")
            .await
    }

    async fn fail_export(&self, id: Uuid, problem: &str) -> Result<(), Failure> {
        let change = Change {
            problem: Some(problem),
            ..Change::default()
        };
        let said = format!("An export was not written: {problem}");
        self.move_export(id, ExportAct::Fail, change, ("export.failed", said), &[])
            .await
    }

    /// Moves an export along its life, and tells of it; nothing where another has moved it.
    async fn move_export(
        &self,
        id: Uuid,
        act: ExportAct,
        change: Change<'_>,
        told: (&'static str, String),
        jobs: &[Job],
    ) -> Result<(), Failure> {
        self.write(async |tx| match exports::lock(tx, id).await? {
            Some(export) => {
                self.moved_export(tx, &export, act, change, told, jobs)
                    .await
            }
            None => Ok(()),
        })
        .await
    }

    async fn moved_export(
        &self,
        tx: &Tx,
        export: &Export,
        act: ExportAct,
        change: Change<'_>,
        (told, said): (&'static str, String),
        jobs: &[Job],
    ) -> Result<(), Failure> {
        let moment = (self.now)();
        let state: ExportState = export
            .state
            .parse()
            .map_err(|error| Failure::Final(format!("{error}")))?;
        let facts = ExportFacts {
            ended_at: export.ended_at,
            now: moment.now,
        };
        let Ok(next) = step(state, act, &facts, moment.today) else {
            return Ok(());
        };
        let change = Change {
            state: Some(next.as_str()),
            ended_at: export.ended_at.or(Some(moment.now)),
            ..change
        };
        exports::change(tx, export.id, &change).await?;
        let mut jobs = jobs.to_vec();
        if state == ExportState::Running {
            jobs.extend(letter(export, change.problem));
        }
        let event = system_event(trail::SCHEME, None, export.id, moment.now, told, said);
        Ok(trail::tell(tx, &event, &jobs).await?)
    }

    /// Exports whose week is over are removed.
    pub(super) async fn remove_exports(&self) -> Result<(), Failure> {
        let then = (self.now)().now - KEPT_FOR;
        self.write(async |tx| {
            for export in exports::ready_before(tx, then).await? {
                let gone = Job {
                    kind: DELETE_OBJECTS,
                    payload: json!({ "keys": [export.object_key] }),
                };
                let told = ("export.removed", "An export's week is over.".to_owned());
                let change = Change::default();
                self.moved_export(tx, &export, ExportAct::Remove, change, told, &[gone])
                    .await?;
            }
            Ok(())
        })
        .await
    }
}

impl From<file::Unwritten> for Failure {
    fn from(error: file::Unwritten) -> Self {
        Self::Passing(super::failure::with_causes(&error))
    }
}

/// A file that was written, from its beginning.
type Written = (File, u64);
