//! The third step: the good rows are written, a batch at a time, each looked at once more beside what is there by then.

use domain::import::{RowVerdict, Verdict};
use domain::lifecycle::{ImportAct, ImportState};
use serde_json::json;
use store::imports::{self, Change, rows};
use store::trail;
use uuid::Uuid;

use super::judge::shown;
use super::write::Writes;
use super::{BATCH, count, mapping};
use crate::work::{Failure, Worker};

impl Worker {
    /// Writes what is good of an import and was not written yet.
    pub(crate) async fn commit_import(&self, id: Uuid) -> Result<(), Failure> {
        while self.commit_batch(id).await? {}
        let import = self.import_in(id, ImportState::Committing).await?;
        if let Some(import) = import.filter(|import| import.bad_rows > 0) {
            self.keep_problems(&import).await?;
        }
        self.finish_committing(id).await
    }

    /// One batch; `false` when there is none left.
    async fn commit_batch(&self, id: Uuid) -> Result<bool, Failure> {
        self.write(async |tx| {
            let Some(import) = imports::lock(tx, id).await? else {
                return Ok(false);
            };
            if import.state != ImportState::Committing.as_str() {
                return Ok(false);
            }
            let wanted = [RowVerdict::New.as_str(), RowVerdict::Differs.as_str()];
            let wanted = if import.update_existing {
                &wanted[..]
            } else {
                &wanted[..1]
            };
            let most = i64::try_from(BATCH).unwrap_or(i64::MAX);
            let batch = rows::of_verdicts(tx, id, wanted, import.at_row, most).await?;
            let Some(last) = batch.last().map(|row| row.number) else {
                return Ok(false);
            };
            let were: Vec<String> = batch.iter().map(|row| row.verdict.clone()).collect();
            let batch: Vec<_> = batch
                .into_iter()
                .map(|row| (row.number, row.cells))
                .collect();
            let todo = count(batch.len());
            let judged = self.judge(tx, &import, &mapping(&import)?, batch).await?;
            let mut writes = Writes::new(&import, (self.now)().now);
            let mut settled = Vec::with_capacity(judged.len());
            let (mut added, mut changed) = (0, 0);
            let mut counts = [
                import.new_rows,
                import.same_rows,
                import.differing_rows,
                import.bad_rows,
            ];
            for (row, was) in judged.into_iter().zip(were) {
                let (word, problems, changes) = shown(&row.verdict);
                let (problems, changes) = (json!(problems), json!(changes));
                *counted(&mut counts, &was) -= 1;
                *counted(&mut counts, word.as_str()) += 1;
                let number = row.number;
                let made = match row.verdict {
                    Verdict::New(_) => {
                        added += 1;
                        Some(("ADDED", writes.add(row)))
                    }
                    Verdict::Differs(..) if import.update_existing => {
                        changed += 1;
                        Some(("CHANGED", writes.change(row)))
                    }
                    Verdict::Differs(..) | Verdict::Same | Verdict::Bad(_) => None,
                };
                settled.push(rows::Settled {
                    number,
                    verdict: word.as_str().to_owned(),
                    problems,
                    changes,
                    outcome: made.as_ref().map(|(outcome, _)| *outcome),
                    made: made.map(|(_, made)| made),
                });
            }
            let events = writes.write(tx).await?;
            rows::settle_all(tx, id, &settled).await?;
            trail::tell_all(tx, &events, &[]).await?;
            let [new, same, differing, bad] = counts;
            let change = Change {
                at_row: Some(last),
                done_rows: Some(import.done_rows + todo),
                new_rows: Some(new),
                same_rows: Some(same),
                differing_rows: Some(differing),
                bad_rows: Some(bad),
                added_rows: Some(import.added_rows + added),
                changed_rows: Some(import.changed_rows + changed),
                ..Change::default()
            };
            imports::change(tx, id, &change).await?;
            Ok(true)
        })
        .await
    }

    /// What is written is written: the import is over, and can be taken back.
    pub(super) async fn finish_committing(&self, id: Uuid) -> Result<(), Failure> {
        self.finish_import(
            id,
            None,
            ImportAct::FinishCommitting,
            "import.committed",
            |import| {
                format!(
                    "{} was imported: {} added, {} changed, {} to correct.",
                    import.file_name, import.added_rows, import.changed_rows, import.bad_rows
                )
            },
        )
        .await
    }
}

/// The count of a verdict.
fn counted<'a>(counts: &'a mut [i32; 4], verdict: &str) -> &'a mut i32 {
    let place = RowVerdict::ALL.iter().position(|v| v.as_str() == verdict);
    &mut counts[place.unwrap_or(0)]
}
