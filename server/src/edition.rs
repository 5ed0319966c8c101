//! An edition of a scheme's standard from its document: checked, compared, published.

use crate::clock::Clock;
use crate::config::Config;
use chrono::NaiveDate;
use domain::judgement::Effect;
use domain::standard::Edition;
use std::path::{Path, PathBuf};
use store::editions::Shelf;
use store::{Access, Db, Tx, Viewer};

/// Why an edition was not published.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file cannot be read.
    #[error("{path}: {source}")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The document is not an edition; every problem, one a line.
    #[error("{path} is not an edition:\n{problems}")]
    Document {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        problems: String,
    },
    /// The database.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// What it would change cannot be said.
    #[error("what it would change cannot be said: {0:?}")]
    Preview(schema::Error),
}

/// What a document is, when it is an edition.
///
/// # Errors
///
/// Every problem with its place, when it is none.
pub fn check(file: &Path) -> Result<String, Error> {
    let edition = read(file)?;
    let levels: Vec<&str> = edition.levels().iter().map(|l| l.title.as_str()).collect();
    let criteria: usize = edition.pillars().iter().map(|p| p.criteria.len()).sum();
    Ok(format!(
        "{} ({}): {}; {} pillars, {criteria} criteria. It can be published.",
        edition.title(),
        short(&edition),
        levels.join(", "),
        edition.pillars().len()
    ))
}

/// What a document would change if it were published today: against the edition in force, and award by award (S1).
///
/// # Errors
///
/// When the document does not read or the database does not answer.
pub async fn diff(config: &Config, clock: Clock, file: &Path) -> Result<String, Error> {
    let edition = read(file)?;
    let db = connect(config).await?;
    let today = clock.now().today;
    let tx = db.begin(&Viewer::System, Access::Read, today).await?;
    let found = look(&tx, &edition, today).await;
    tx.finish(true).await?;
    Ok(in_words(&edition, &found?))
}

/// What an edition would change.
async fn look(tx: &Tx, edition: &Edition, today: NaiveDate) -> Result<schema::Preview, Error> {
    let shelf = Shelf::default();
    let in_force = shelf.in_force(tx, edition.scheme_code(), today).await?;
    let found = schema::preview(tx, in_force, edition, today).await;
    found.map_err(Error::Preview)
}

fn in_words(edition: &Edition, preview: &schema::Preview) -> String {
    let name = format!("{} ({})", edition.title(), short(edition));
    let Some(in_force) = &preview.in_force else {
        return format!("{name} would be the first edition of its scheme.");
    };
    let mut lines = vec![format!(
        "{name}, against {} ({}) in force:",
        in_force.edition.title(),
        short(&in_force.edition)
    )];
    if preview.differences.is_empty() {
        lines.push("  Nothing differs.".to_owned());
    }
    lines.extend(preview.differences.iter().map(|d| format!("  {d}")));
    let many = |effect| {
        let prospects = preview.prospects.iter();
        prospects.filter(|(_, p)| p.effect == effect).count()
    };
    lines.push(format!(
        "Of {} in force, at the next renewal: {} would gain, {} would keep, {} would lose.",
        match preview.prospects.len() {
            1 => "1 award".to_owned(),
            n => format!("{n} awards"),
        },
        many(Effect::Gains),
        many(Effect::Keeps),
        many(Effect::Loses)
    ));
    for (university, prospect) in &preview.prospects {
        if prospect.effect != Effect::Keeps {
            lines.push(format!(
                "  {}: {}",
                university.name,
                prospect.sentences.join(" ")
            ));
        }
    }
    lines.join("\n")
}

/// Publishes a document with the settings of the command line, and says what was done.
///
/// # Errors
///
/// When the document does not read or another one stands under its name (S1).
pub async fn publish(
    config: &Config,
    clock: Clock,
    file: &Path,
    in_force_from: Option<NaiveDate>,
) -> Result<String, Error> {
    publish_into(&connect(config).await?, clock, file, in_force_from).await
}

/// As [`publish`], into a database already open.
///
/// # Errors
///
/// As [`publish`].
pub async fn publish_into(
    db: &Db,
    clock: Clock,
    file: &Path,
    in_force_from: Option<NaiveDate>,
) -> Result<String, Error> {
    let edition = read(file)?;
    let from = in_force_from.unwrap_or_else(|| edition.published_on());
    let moment = clock.now();
    let tx = db
        .begin(&Viewer::System, Access::Write, moment.today)
        .await?;
    let published = async {
        let before = look(&tx, &edition, moment.today).await?;
        let by = (None, None);
        Ok::<_, Error>(schema::publish(&tx, &edition, from, by, moment.now, &before).await?)
    };
    let published = published.await;
    tx.finish(published.is_ok()).await?;
    let (_, new) = published?;
    let name = format!("{} {}", edition.scheme_code(), edition.code());
    let hash = short(&edition);
    Ok(if new {
        format!("Published {name} ({hash}), in force from {from}.")
    } else {
        format!("{name} ({hash}) was published before; nothing changed.")
    })
}

fn read(file: &Path) -> Result<Edition, Error> {
    let bytes = std::fs::read(file).map_err(|source| Error::File {
        path: file.to_path_buf(),
        source,
    })?;
    Edition::parse(&bytes).map_err(|problems| {
        let lines: Vec<String> = problems
            .iter()
            .map(|problem| format!("  {}: {}", problem.path, problem.message))
            .collect();
        Error::Document {
            path: file.to_path_buf(),
            problems: lines.join("\n"),
        }
    })
}

async fn connect(config: &Config) -> store::Result<Db> {
    let url = config.database.url.as_ref().map_or("", |url| url.expose());
    Db::connect(url, 1).await
}

/// The first digits of the content hash: enough to tell editions apart.
fn short(edition: &Edition) -> &str {
    &edition.content_hash()[..12]
}
