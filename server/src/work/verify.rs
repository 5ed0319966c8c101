//! Checking a file that has arrived (E1, E2): what is served later is exactly what was checked here.
//!
//! The upload is copied inside storage to a key that no browser can write to, and the copy is read: its size, its SHA-256
//! and its type by content. Every attempt has a key of its own, so overlapping attempts never touch each other's bytes.

use domain::lifecycle::FileState;
use serde_json::json;
use store::files::Facts;
use store::jobs::Claimed;
use store::trail;
use uuid::Uuid;

use super::{Failure, OfEvidence, Worker, payload, system_event};
use crate::files::{self, Body, Kind, Problem, detect, object_key};

impl Worker {
    /// Checks the file of an item of evidence and makes it CLEAN or FAILED; repeating it changes nothing.
    pub(crate) async fn verify_file(&self, evidence: Uuid, attempt: u32) -> Result<(), Failure> {
        let Some(file) = self
            .write(async |tx| Ok(store::files::facts(tx, evidence).await?))
            .await?
        else {
            // Removed meanwhile; whoever removed it left a job for its objects.
            return Ok(());
        };
        let mut kept = file.object_key.clone();
        if file.state == FileState::Scanning.as_str() {
            let copy = object_key(file.university_id, file.evidence_id, &file.sha256, attempt);
            let verdict = self.check(&file, &copy).await?;
            if self.conclude(&file, &copy, &verdict).await? {
                kept = verdict.is_ok().then_some(copy);
            } else {
                // Somebody else concluded first; only their copy is named.
                let now = self
                    .write(async |tx| Ok(store::files::facts(tx, evidence).await?))
                    .await?;
                kept = now.and_then(|file| file.object_key);
            }
        } else if file.state == FileState::Uploading.as_str() {
            return Ok(());
        }
        self.tidy(&file, kept.as_deref(), attempt).await
    }

    /// Copies the upload and reads the copy.
    async fn check(&self, file: &Facts, copy: &str) -> Result<Result<Kind, Problem>, Failure> {
        let announced = u64::try_from(file.size).unwrap_or(0);
        let size = match self.files.size(&file.upload_key).await {
            Ok(size) => size,
            Err(files::Error::Missing) => {
                self.files.reachable().await?;
                return Ok(Err(never_arrived()));
            }
            Err(error) => return Err(error.into()),
        };
        if size != announced {
            return Ok(Err(other_size(size, announced)));
        }
        match self.files.copy(&file.upload_key, copy).await {
            Ok(()) => {}
            Err(files::Error::Missing) => {
                self.files.reachable().await?;
                return Ok(Err(never_arrived()));
            }
            Err(error) => return Err(error.into()),
        }
        let digest = self.files.digest(copy).await?;
        if digest.size != announced {
            return Ok(Err(other_size(digest.size, announced)));
        }
        if digest.sha256 != file.sha256 {
            return Ok(Err(Problem(
                "The file that arrived is not the one that was announced: its SHA-256 differs. Add the file again.".to_owned(),
            )));
        }
        let body = Body::Stored {
            files: &self.files,
            key: copy,
        };
        Ok(detect(body, &digest, &file.name).await?)
    }

    /// Writes the verdict and tells it, if the file is still waiting for one.
    async fn conclude(
        &self,
        file: &Facts,
        copy: &str,
        verdict: &Result<Kind, Problem>,
    ) -> Result<bool, Failure> {
        match verdict {
            Ok(kind) => {
                let content_type = kind.content_type();
                let summary = format!(
                    "The file {} was checked: {}, {} bytes.",
                    file.name,
                    kind.words(),
                    file.size
                );
                let after = json!({"state": "CLEAN", "contentType": content_type, "size": file.size, "sha256": file.sha256});
                self.write(async |tx| {
                    let changed =
                        store::files::set_clean(tx, file.evidence_id, content_type, copy).await?;
                    if changed {
                        self.tell(tx, file, "evidence.verified", &summary, after)
                            .await?;
                    }
                    Ok(changed)
                })
                .await
            }
            Err(Problem(problem)) => self.fail(file, FileState::Scanning, problem).await,
        }
    }

    /// From a state to FAILED, told in the trail; `false` when the file was in another state.
    pub(super) async fn fail(
        &self,
        file: &Facts,
        from: FileState,
        problem: &str,
    ) -> Result<bool, Failure> {
        let summary = format!("The file {} was refused: {problem}", file.name);
        let after = json!({"state": "FAILED", "problem": problem});
        self.write(async |tx| {
            let changed =
                store::files::set_failed(tx, file.evidence_id, from.as_str(), problem).await?;
            if changed {
                self.tell(tx, file, "evidence.refused", &summary, after)
                    .await?;
            }
            Ok(changed)
        })
        .await
    }

    /// One event for every application the file is tied to.
    async fn tell(
        &self,
        tx: &store::Tx,
        file: &Facts,
        act: &'static str,
        summary: &str,
        after: serde_json::Value,
    ) -> Result<(), Failure> {
        let at = (self.now)().now;
        let applications = match file.applications.as_slice() {
            [] => vec![None],
            tied => tied.iter().copied().map(Some).collect(),
        };
        for application in applications {
            let mut event = system_event(
                file.university_id,
                application,
                file.evidence_id,
                at,
                act,
                summary.to_owned(),
            );
            event.before = Some(json!({"state": file.state}));
            event.after = Some(after.clone());
            trail::tell(tx, &event, &[]).await?;
        }
        Ok(())
    }

    /// Removes the upload and every attempt's copy but the one that is served.
    async fn tidy(&self, file: &Facts, kept: Option<&str>, attempt: u32) -> Result<(), Failure> {
        for earlier in 1..=attempt {
            let copy = object_key(file.university_id, file.evidence_id, &file.sha256, earlier);
            if kept != Some(copy.as_str()) {
                self.files.delete(&copy).await?;
            }
        }
        Ok(self.files.delete(&file.upload_key).await?)
    }

    /// Storage never answered: the owner is told, rather than left waiting.
    pub(super) async fn give_up_file(&self, job: &Claimed) -> Result<(), Failure> {
        let OfEvidence {
            evidence_id: evidence,
        } = payload(job)?;
        if let Some(file) = self
            .write(async |tx| Ok(store::files::facts(tx, evidence).await?))
            .await?
        {
            self.fail(
                &file,
                FileState::Scanning,
                "The file could not be checked. Add the file again.",
            )
            .await?;
        }
        Ok(())
    }
}

fn never_arrived() -> Problem {
    Problem("The file did not arrive. Add the file again.".to_owned())
}

fn other_size(arrived: u64, announced: u64) -> Problem {
    Problem(format!(
        "The file that arrived has {arrived} bytes, but {announced} were announced. Add the file again."
    ))
}
