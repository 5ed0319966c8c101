//! The first step: is it the file that was announced, and what are its headings?

use std::path::Path;

use domain::import::guess;
use domain::lifecycle::{ImportAct, ImportFacts, ImportState};
use serde_json::json;
use store::imports::{self, Change};
use uuid::Uuid;

use super::{blocking, count, kind, object_key};
use crate::files::{self, Digest};
use crate::sheet::{self, Head, Next};
use crate::work::{Failure, Worker};

/// Rows shown while the columns are chosen.
const SHOWN: usize = 10;

/// What one reading of a file tells.
struct Seen {
    head: Head,
    first: Vec<Vec<String>>,
    rows: usize,
}

impl Worker {
    /// Takes a file that has arrived: keeps a copy that no browser writes to, holds it to what was announced, reads its head.
    pub(super) async fn receive_import(&self, id: Uuid, attempt: u32) -> Result<(), Failure> {
        let Some(import) = self.import_in(id, ImportState::Reading).await? else {
            return Ok(());
        };
        let copy = object_key(id, attempt);
        match self.files.copy(&import.upload_key, &copy).await {
            Ok(()) => {}
            Err(files::Error::Missing) => {
                self.files.reachable().await?;
                return self
                    .fail_import(id, "The file did not arrive. Send it again.")
                    .await;
            }
            Err(error) => return Err(error.into()),
        }
        let digest: Digest = self.files.digest(&copy).await?;
        if digest.sha256 != import.sha256 || Ok(import.size) != i64::try_from(digest.size) {
            self.files.delete(&copy).await?;
            let problem = "The file that arrived is not the one that was announced: its size or SHA-256 differs. Send it again.";
            return self.fail_import(id, problem).await;
        }
        let file = self.fetched(&copy).await?;
        self.read_import(id, file.path(), Some(&copy)).await?;
        Ok(self.files.delete(&import.upload_key).await?)
    }

    /// Reads a file's head and counts its rows; then somebody says which column holds what.
    pub(crate) async fn read_import(
        &self,
        id: Uuid,
        file: &Path,
        kept_at: Option<&str>,
    ) -> Result<(), Failure> {
        let seen = match blocking(file, look).await? {
            Ok(seen) => seen,
            Err(sheet::Problem(problem)) => return self.fail_import(id, &problem).await,
        };
        self.write(async |tx| {
            let Some(import) = imports::lock(tx, id).await? else {
                return Ok(());
            };
            let Some(next) = self.moved(&import, ImportAct::Read, &ImportFacts::default())? else {
                return Ok(());
            };
            let before = imports::mapped_before(tx, &import.kind).await?;
            let before: Vec<(String, Option<String>)> = before
                .into_iter()
                .flat_map(|(headings, fields)| {
                    let fields: Vec<Option<String>> =
                        serde_json::from_value(fields).unwrap_or_default();
                    headings.into_iter().zip(fields)
                })
                .collect();
            let columns = guess(kind(&import)?, &seen.head.headings, &before);
            let mapping = json!(
                columns
                    .iter()
                    .map(|f| f.map(|f| f.name))
                    .collect::<Vec<_>>()
            );
            let preview = json!(seen.first);
            let change = Change {
                state: Some(next.as_str()),
                object_key: kept_at,
                read_as: Some(&seen.head.read_as),
                headings: Some(seen.head.headings.iter().map(String::as_str).collect()),
                preview: Some(&preview),
                mapping: Some(&mapping),
                row_count: Some(count(seen.rows)),
                ..Change::default()
            };
            imports::change(tx, id, &change).await?;
            Ok(())
        })
        .await
    }
}

fn look(file: &Path) -> Result<Seen, sheet::Problem> {
    let (mut head, mut first, mut rows) = (None, Vec::new(), 0);
    sheet::read(
        file,
        |read| {
            head = Some(read.clone());
            Next::Row
        },
        |_, cells| {
            rows += 1;
            if first.len() < SHOWN {
                first.push(cells);
            }
            Next::Row
        },
    )?;
    let head = head.ok_or_else(|| sheet::Problem("The file is empty.".to_owned()))?;
    Ok(Seen { head, first, rows })
}
