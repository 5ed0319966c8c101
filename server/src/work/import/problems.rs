//! The rows that have to be corrected, as a file: the columns as they were sent, and what to change.

use domain::csv;
use domain::import::{Problem, RowVerdict};
use schema::storage::import_problems_key;
use store::Db;
use store::imports::{Import, rows};
use store::{Access, Viewer};

use crate::work::{Failure, Worker};

/// The heading of the last column.
const WHAT_TO_CHANGE: &str = "What to change";
const A_PAGE: i64 = 2_000;

impl Worker {
    /// Keeps the file of an import's bad rows where its address can be asked for.
    pub(super) async fn keep_problems(&self, import: &Import) -> Result<(), Failure> {
        let file = problems(&self.db, import, (self.now)().today).await?;
        Ok(self
            .files
            .put(&import_problems_key(import.id), file)
            .await?)
    }
}

/// An import's bad rows as CSV in UTF-8; no cell of it runs as a formula.
///
/// # Errors
/// What the database says.
async fn problems(db: &Db, import: &Import, today: chrono::NaiveDate) -> Result<Vec<u8>, Failure> {
    let mut file = csv::MARK.to_owned();
    let again = import
        .headings
        .iter()
        .position(|heading| heading == WHAT_TO_CHANGE);
    let own = |place: usize| Some(place) != again;
    let kept = import
        .headings
        .iter()
        .enumerate()
        .filter(|(place, _)| own(*place));
    let head = kept.map(|(_, heading)| heading.as_str());
    file.push_str(&csv::line(head.chain([WHAT_TO_CHANGE])));
    let mut after = 0;
    loop {
        let tx = db.begin(&Viewer::System, Access::Read, today).await?;
        let bad = [RowVerdict::Bad.as_str()];
        let page = rows::of_verdicts(&tx, import.id, &bad, after, A_PAGE).await;
        tx.finish(true).await?;
        let page = page?;
        let Some(last) = page.last() else {
            break;
        };
        after = last.number;
        for row in page {
            let problems: Vec<Problem> = serde_json::from_value(row.problems)
                .map_err(|error| Failure::Final(error.to_string()))?;
            let words: Vec<String> = problems
                .into_iter()
                .map(|problem| {
                    let heading = problem.column.and_then(|at| import.headings.get(at));
                    match heading {
                        Some(heading) => {
                            format!("{heading}: {} ({})", problem.message, problem.rule)
                        }
                        None => format!("{} ({})", problem.message, problem.rule),
                    }
                })
                .collect();
            let cells = row.cells.iter().take(import.headings.len()).enumerate();
            let cells = cells.filter(|(place, _)| own(*place));
            let words = words.join(" ");
            let line = cells.map(|(_, cell)| cell.as_str());
            file.push_str(&csv::line(line.chain([words.as_str()])));
        }
    }
    Ok(file.into_bytes())
}
