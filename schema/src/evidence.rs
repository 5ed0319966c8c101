//! Evidence: files and links (E1-E7).

mod adding;
mod mutation;
mod upload;

use async_graphql::{Enum, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::id::Kind;
use store::casefile;

use crate::scalar::{self, Date};

pub use mutation::EvidenceMutation;
pub use upload::UploadMutation;

/// A file, or a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum EvidenceKind {
    /// Bytes in storage.
    File,
    /// An address on the web.
    Link,
}

/// Where a file stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::lifecycle::FileState")]
pub enum FileState {
    /// On its way from the browser.
    Uploading,
    /// Arrived; being checked.
    Scanning,
    /// Checked and readable.
    Clean,
    /// Kept away from everybody (E3).
    Infected,
    /// Not what was declared, or of a type that is not allowed.
    Failed,
}

/// A file as its sender declared it and as it was found.
#[derive(Debug, Clone, SimpleObject)]
pub struct EvidenceFile {
    /// Its name, for people; its content says its type.
    name: String,
    /// Bytes, as decimal text: files reach 2 GiB.
    size: String,
    /// Type by content; null until it is checked.
    content_type: Option<String>,
    /// SHA-256 as declared, in hexadecimal; checked before the file is CLEAN.
    sha256: String,
    /// Where it stands.
    state: FileState,
    /// What is wrong and what to do, when it is FAILED or INFECTED.
    problem: Option<String>,
    /// False while no malware scanner is set up.
    malware_scanned: bool,
    /// The day since when the file is there no more: 24 months after what it served ended. Its hash stays (E7).
    removed_on: Option<Date>,
}

/// Something that shows a criterion is met.
#[derive(Debug, Clone)]
pub struct Evidence {
    row: casefile::Evidence,
    locked: bool,
}

impl Evidence {
    /// The item; `open` says whether its application may still be edited or, for an answer, its request is open.
    pub(crate) fn new(row: casefile::Evidence, locked: bool) -> Self {
        Self { row, locked }
    }
}

/// Something that shows a criterion is met.
#[Object]
impl Evidence {
    /// Stable id.
    async fn id(&self) -> ID {
        scalar::show(Kind::Evidence, self.row.id)
    }
    /// A file, or a link.
    async fn kind(&self) -> EvidenceKind {
        if self.row.url.is_some() {
            EvidenceKind::Link
        } else {
            EvidenceKind::File
        }
    }
    /// What it is, for the assessor.
    async fn title(&self) -> &str {
        &self.row.title
    }
    /// The first day it speaks of.
    async fn covers_from(&self) -> Option<Date> {
        self.row.covers_from.map(Date)
    }
    /// The last day it speaks of; more than a year before submission is flagged (E6).
    async fn covers_to(&self) -> Option<Date> {
        self.row.covers_to.map(Date)
    }
    /// References of the criteria it is tied to in this application.
    async fn criteria(&self) -> &[String] {
        &self.row.refs
    }
    /// Ids of the programmes it speaks of; empty where it speaks of all that the application covers (P4).
    async fn programmes(&self) -> Vec<ID> {
        let speaks_of = self.row.programmes.iter();
        speaks_of
            .map(|id| scalar::show(Kind::Programme, *id))
            .collect()
    }
    /// The address, of a link.
    async fn url(&self) -> Option<&str> {
        self.row.url.as_deref()
    }
    /// The file, of a file.
    async fn file(&self) -> crate::error::Result<Option<EvidenceFile>> {
        let Some(file) = &self.row.file else {
            return Ok(None);
        };
        let state = file.state.parse::<domain::lifecycle::FileState>()?;
        Ok(Some(EvidenceFile {
            name: file.name.clone(),
            size: file.size.to_string(),
            content_type: file.content_type.clone(),
            sha256: file.sha256.clone(),
            state: state.into(),
            problem: file.problem.clone(),
            malware_scanned: file.malware_scanned,
            removed_on: file.removed_on.map(Date),
        }))
    }
    /// When it was added.
    async fn added_at(&self) -> DateTime<Utc> {
        self.row.added_at
    }
    /// The evidence request it was sent in answer to (E4).
    async fn request(&self) -> Option<ID> {
        self.row
            .request_id
            .map(|id| scalar::show(Kind::EvidenceRequest, id))
    }
    /// It may not be changed or removed any more (E4).
    async fn locked(&self) -> bool {
        self.locked
    }
}
