//! `pillars verify`: every chain of the trail line by line, every decision's digest by its record, every award by its decision (T4, J7).

mod heads;

use std::fmt;
use std::path::Path;

use chrono::NaiveDate;
use domain::judgement::{Recorded, replay};
use domain::trail::{Chain, Noted, Problem};
use serde::Serialize;
use store::editions::{Published, Shelf};
use store::trail::chains::{self, Decided, Known};
use store::{Access, Db, Tx, Viewer};
use uuid::Uuid;

use crate::clock::Clock;
use crate::config::Config;

pub use heads::{Head, Heads};

/// Lines that are read together: some megabytes, however long a chain is.
const TOGETHER: i64 = 2_000;

/// Why it could not be checked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The file of heads.
    #[error(transparent)]
    Heads(#[from] heads::Error),
}

/// What was checked, and what is wrong.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// Chains that were read.
    pub chains: usize,
    /// Lines in all of them.
    pub lines: i64,
    /// Heads noted earlier that were looked for.
    pub noted: usize,
    /// Decisions whose digest was worked out again.
    pub decisions: usize,
    /// Awards that were held against their decisions.
    pub awards: usize,
    /// Everything that is wrong.
    pub problems: Vec<Found>,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Found {
    /// What it is of: a chain's university, an application's reference, a certificate's number.
    pub what: String,
    /// Of a chain: whose; the nil id for the scheme's own.
    pub university: Option<Uuid>,
    /// Of a chain: the number of its first broken line.
    pub line: Option<i64>,
    /// Of a chain: `ALTERED`, `MISSING`, `PUT_IN`, `CUT_OFF` or `REWRITTEN`.
    pub wrong: Option<&'static str>,
    /// The same in a sentence.
    pub message: String,
}

impl Report {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.problems {
            writeln!(f, "FAIL  {}: {}", problem.what, problem.message)?;
        }
        let many = |n: i64, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
        let of = |n: usize, one: &str| many(i64::try_from(n).unwrap_or(i64::MAX), one);
        write!(
            f,
            "Checked {} with {}",
            of(self.chains, "chain"),
            many(self.lines, "line")
        )?;
        if self.noted > 0 {
            write!(f, " against {} noted earlier", of(self.noted, "head"))?;
        }
        write!(
            f,
            ", {} and {}: {}.",
            of(self.decisions, "decision"),
            of(self.awards, "award"),
            match self.problems.len() {
                0 => "all of it is whole".to_owned(),
                n => format!("{} broken", of(n, "thing")),
            }
        )
    }
}

/// Checks the database that the settings name: against heads noted in one file, and notes today's in another where all is whole.
///
/// # Errors
/// When the database does not answer, or a file cannot be read or written.
pub async fn run(
    config: &Config,
    clock: Clock,
    against: Option<&Path>,
    note: Option<&Path>,
) -> Result<Report, Error> {
    let noted = against.map(Heads::read).transpose()?.unwrap_or_default();
    let url = config.database.url.as_ref().map_or("", |url| url.expose());
    let db = Db::connect(url, 1).await?;
    let moment = clock.now();
    let (report, heads) = examine(&db, moment.today, &noted).await?;
    if let Some(path) = note.filter(|_| report.is_sound()) {
        Heads {
            noted_at: moment.now,
            heads,
        }
        .write(path)?;
    }
    Ok(report)
}

/// Checks everything as it stands at one moment; gives the heads that it stands at as well.
///
/// # Errors
/// When the database does not answer.
pub async fn examine(
    db: &Db,
    today: NaiveDate,
    noted: &Heads,
) -> Result<(Report, Vec<Head>), store::Error> {
    let tx = db
        .begin(&Viewer::System, Access::ReadAsOfNow, today)
        .await?;
    let found = look(&tx, noted).await;
    tx.finish(false).await?;
    found
}

async fn look(tx: &Tx, noted: &Heads) -> Result<(Report, Vec<Head>), store::Error> {
    let mut report = Report {
        noted: noted.heads.len(),
        ..Report::default()
    };
    let mut known = chains::known(tx).await?;
    for university in noted.universities() {
        // A chain of which nothing is left is not known any more.
        if !known.iter().any(|chain| chain.university_id == university) {
            known.push(Known {
                university_id: university,
                name: None,
                seq: None,
                hash: None,
            });
        }
    }
    let mut heads = Vec::with_capacity(known.len());
    for of in &known {
        let (lines, problem) = chain(tx, of, noted.of(of.university_id)).await?;
        report.chains += 1;
        report.lines += lines;
        report
            .problems
            .extend(problem.map(|problem| broken(of, problem)));
        if let (Some(seq), Some(hash)) = (of.seq, &of.hash) {
            heads.push(Head::new(of.university_id, seq, hash));
        }
    }
    decisions(tx, &mut report).await?;
    Ok((report, heads))
}

/// How many lines a chain has, and the first that is broken.
async fn chain(tx: &Tx, of: &Known, noted: Noted) -> Result<(i64, Option<Problem>), store::Error> {
    let mut chain = Chain::new(noted);
    let mut count = 0;
    loop {
        let lines = chains::lines(tx, of.university_id, chain.last(), TOGETHER).await?;
        let read = i64::try_from(lines.len()).unwrap_or(i64::MAX);
        lines.iter().for_each(|line| chain.read(line));
        count += read;
        if read < TOGETHER {
            break;
        }
    }
    let head = of.seq.zip(of.hash.as_deref());
    Ok((count, chain.end(head)))
}

fn broken(of: &Known, problem: Problem) -> Found {
    let what = if of.university_id.is_nil() {
        "the scheme's own chain".to_owned()
    } else {
        let id = of.university_id.to_string();
        format!("the chain of {}", of.name.as_deref().unwrap_or(&id))
    };
    Found {
        what,
        university: Some(of.university_id),
        line: Some(problem.seq),
        wrong: Some(problem.wrong.as_str()),
        message: problem.in_words(),
    }
}

/// Every decision by its record, every award by its decision.
async fn decisions(tx: &Tx, report: &mut Report) -> Result<(), store::Error> {
    let editions = Shelf::default().of_scheme(tx, None).await?;
    let mut after = None;
    loop {
        let rows = chains::decided(tx, after, TOGETHER / 10).await?;
        let Some(last) = rows.last() else {
            return Ok(());
        };
        after = Some(last.application_id);
        for row in &rows {
            let found = |message: String, what: String| Found {
                what,
                university: None,
                line: None,
                wrong: None,
                message,
            };
            if row.digest.is_some() {
                report.decisions += 1;
                let reference = row.reference.clone();
                let reference = reference.unwrap_or_else(|| row.application_id.to_string());
                if let Err(why) = digest(row, &editions) {
                    let what = format!("the decision of {reference}");
                    report.problems.push(found(why, what));
                }
            }
            if let Some(number) = &row.certificate {
                report.awards += 1;
                if row.digest.is_none() || row.level_rank != row.awarded_rank {
                    let why = "it is not what was decided".to_owned();
                    report
                        .problems
                        .push(found(why, format!("the award {number}")));
                }
            }
        }
    }
}

/// Whether a decision's digest and level are those that its record gives.
fn digest(row: &Decided, editions: &[Published]) -> Result<(), String> {
    let record = row.record.clone().unwrap_or_default();
    let recorded: Recorded = serde_json::from_value(record)
        .map_err(|error| format!("its record does not read: {error}"))?;
    let by = editions
        .iter()
        .find(|of| of.edition.content_hash() == recorded.edition);
    let by = by.ok_or("the edition that it was made by is not there")?;
    let again = replay(&by.edition, &recorded.record);
    let level = again.level.map(i32::from);
    if Some(&again.digest) != row.digest.as_ref() || again.digest != recorded.decision.digest {
        return Err("its digest is not that of its record".to_owned());
    }
    if level != row.level_rank || again.level != recorded.decision.level {
        return Err("its level does not follow from its record".to_owned());
    }
    Ok(())
}
