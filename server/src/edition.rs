//! Publishing an edition of a scheme's standard from its document.

use crate::clock::Clock;
use crate::config::Config;
use chrono::{DateTime, NaiveDate, Utc};
use domain::standard::Edition;
use std::path::{Path, PathBuf};
use store::trail::{self, Event};
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
    let url = config.database.url.as_ref().map_or("", |url| url.expose());
    let db = Db::connect(url, 1).await?;
    publish_into(&db, clock, file, in_force_from).await
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
    let bytes = std::fs::read(file).map_err(|source| Error::File {
        path: file.to_path_buf(),
        source,
    })?;
    let broken = |problems| Error::Document {
        path: file.to_path_buf(),
        problems,
    };
    let edition = Edition::parse(&bytes).map_err(|problems| {
        let lines: Vec<String> = problems
            .iter()
            .map(|problem| format!("  {}: {}", problem.path, problem.message))
            .collect();
        broken(lines.join("\n"))
    })?;
    let document = serde_json::from_slice(&bytes).map_err(|error| broken(format!("  {error}")))?;
    let from = in_force_from.unwrap_or_else(|| edition.published_on());
    let moment = clock.now();
    let tx = db
        .begin(&Viewer::System, Access::Write, moment.today)
        .await?;
    let published = told(&tx, &edition, &document, from, moment.now).await;
    tx.finish(published.is_ok()).await?;
    let new = published?;
    let name = format!("{} {}", edition.scheme_code(), edition.code());
    let hash = &edition.content_hash()[..12];
    Ok(if new {
        format!("Published {name} ({hash}), in force from {from}.")
    } else {
        format!("{name} ({hash}) was published before; nothing changed.")
    })
}

/// Publishes, and tells the scheme's own chain of the trail (T4). Answers whether it is new.
async fn told(
    tx: &Tx,
    edition: &Edition,
    document: &serde_json::Value,
    from: NaiveDate,
    at: DateTime<Utc>,
) -> store::Result<bool> {
    let (id, new) = store::editions::publish(tx, edition, document, from, at).await?;
    if new {
        let event = Event {
            university: trail::SCHEME,
            application: None,
            subject: Some(id),
            actor: None,
            at,
            act: "edition.published",
            summary: format!("{} published, in force from {from}.", edition.title()),
            before: None,
            after: Some(
                serde_json::json!({ "contentHash": edition.content_hash(), "inForceFrom": from }),
            ),
            origin: None,
        };
        trail::tell(tx, &event, &[]).await?;
    }
    Ok(new)
}
