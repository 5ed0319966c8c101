//! The second step: every row gets its verdict, and nothing else is written.

use std::collections::HashMap;
use std::path::Path;

use domain::import::{Problem, Verdict};
use domain::lifecycle::{ImportAct, ImportState};
use serde_json::json;
use store::imports::{self, Change, Import, rows};
use tokio::sync::mpsc;
use uuid::Uuid;

use super::judge::Judged;
use super::{BATCH, count, mapping};
use crate::sheet::{self, Next};
use crate::work::{Failure, Worker};

/// Rows as they stand in the file.
type Batch = Vec<(i32, Vec<String>)>;

/// How many rows have which verdict.
#[derive(Default)]
struct Counts {
    new: usize,
    same: usize,
    differing: usize,
    bad: usize,
}

impl Worker {
    /// Looks at every row of the file and says what it would change.
    pub(crate) async fn check_import(&self, id: Uuid, file: &Path) -> Result<(), Failure> {
        let Some(import) = self.begin_checking(id).await? else {
            return Ok(());
        };
        let mapping = mapping(&import)?;
        let (send, mut batches) = mpsc::channel::<Batch>(2);
        let path = file.to_owned();
        let reading = tokio::task::spawn_blocking(move || send_batches(&path, &send));
        let mut seen: HashMap<String, i32> = HashMap::new();
        let mut counts = Counts::default();
        let mut done = 0;
        while let Some(batch) = batches.recv().await {
            let gone_on = self
                .write(async |tx| {
                    let Some(import) = held(tx, id, done).await? else {
                        return Ok(false);
                    };
                    let judged = self.judge(tx, &import, &mapping, batch).await?;
                    let mut new = Vec::with_capacity(judged.len());
                    for row in judged {
                        new.push(verdict(row, &mut seen, &mut counts));
                    }
                    rows::insert_all(tx, id, &new).await?;
                    done += count(new.len());
                    let change = Change {
                        done_rows: Some(done),
                        new_rows: Some(count(counts.new)),
                        same_rows: Some(count(counts.same)),
                        differing_rows: Some(count(counts.differing)),
                        bad_rows: Some(count(counts.bad)),
                        ..Change::default()
                    };
                    imports::change(tx, id, &change).await?;
                    Ok(true)
                })
                .await?;
            if !gone_on {
                return Ok(());
            }
        }
        let read = reading
            .await
            .map_err(|error| Failure::Passing(error.to_string()))?;
        if let Err(sheet::Problem(problem)) = read {
            return self.fail_import(id, &problem).await;
        }
        if counts.bad > 0 {
            self.keep_problems(&import).await?;
        }
        self.finish_checking(id, done, &counts).await
    }

    /// Forgets what an earlier look at the file said.
    async fn begin_checking(&self, id: Uuid) -> Result<Option<Import>, Failure> {
        self.write(async |tx| {
            let Some(import) = imports::lock(tx, id).await? else {
                return Ok(None);
            };
            if import.state != ImportState::Checking.as_str() {
                return Ok(None);
            }
            rows::forget(tx, id).await?;
            let change = Change {
                todo_rows: Some(import.row_count),
                done_rows: Some(0),
                new_rows: Some(0),
                same_rows: Some(0),
                differing_rows: Some(0),
                bad_rows: Some(0),
                ..Change::default()
            };
            Ok(Some(imports::change(tx, id, &change).await?))
        })
        .await
    }

    async fn finish_checking(&self, id: Uuid, done: i32, counts: &Counts) -> Result<(), Failure> {
        self.finish_import(
            id,
            Some(done),
            ImportAct::FinishChecking,
            "import.checked",
            |import| {
                format!(
                    "{} was checked: {} new, {} there already, {} differing, {} to correct.",
                    import.file_name, counts.new, counts.same, counts.differing, counts.bad
                )
            },
        )
        .await
    }
}

/// The import, held, if it is where whoever checks it left it; else somebody else checks it.
async fn held(tx: &store::Tx, id: Uuid, done: i32) -> Result<Option<Import>, Failure> {
    let import = imports::lock(tx, id).await?;
    Ok(import.filter(|import| {
        import.state == ImportState::Checking.as_str() && import.done_rows == done
    }))
}

/// Reads the file until nobody wants more of it.
fn send_batches(file: &Path, send: &mpsc::Sender<Batch>) -> Result<(), sheet::Problem> {
    let mut batch = Batch::with_capacity(BATCH);
    sheet::read(
        file,
        |_| Next::Row,
        |number, cells| {
            batch.push((i32::try_from(number).unwrap_or(i32::MAX), cells));
            if batch.len() < BATCH {
                return Next::Row;
            }
            match send.blocking_send(std::mem::take(&mut batch)) {
                Ok(()) => Next::Row,
                Err(_) => Next::Stop,
            }
        },
    )?;
    if !batch.is_empty() {
        // Nobody wants it: whoever checked has stopped.
        let _ = send.blocking_send(batch);
    }
    Ok(())
}

/// A row's verdict, beside the rows before it: two rows of one file are never of one thing (B1).
fn verdict(row: Judged, seen: &mut HashMap<String, i32>, counts: &mut Counts) -> rows::NewRow {
    let earlier = row.keys.iter().find_map(|key| seen.get(key)).copied();
    let number = row.number;
    for key in row.keys {
        seen.entry(key).or_insert(number);
    }
    let verdict = match (earlier, row.verdict) {
        (Some(earlier), Verdict::New(_) | Verdict::Same | Verdict::Differs(..)) => {
            let message = format!("Row {earlier} is of the same: keep one of the two.");
            Verdict::Bad(vec![Problem::of_row("B1", message)])
        }
        (_, verdict) => verdict,
    };
    let (word, problems, changes) = super::judge::shown(&verdict);
    *match verdict {
        Verdict::New(_) => &mut counts.new,
        Verdict::Same => &mut counts.same,
        Verdict::Differs(..) => &mut counts.differing,
        Verdict::Bad(_) => &mut counts.bad,
    } += 1;
    rows::NewRow {
        number,
        cells: row.cells,
        verdict: word.as_str(),
        problems: json!(problems),
        changes: json!(changes),
    }
}
