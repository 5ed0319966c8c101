//! Heads kept outside the database: who writes all of it anew cannot write these.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use domain::trail::Noted;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Why a file of heads is none.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It cannot be read or written.
    #[error("{path}: {source}")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It is not one that `pillars verify --heads` wrote.
    #[error("{path} is no file of heads: {source}")]
    Form {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: serde_json::Error,
    },
}

/// The heads of all chains at one moment.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Heads {
    /// When they were noted.
    pub noted_at: DateTime<Utc>,
    /// One a chain.
    pub heads: Vec<Head>,
}

/// The last line of a chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Whose chain; the nil id for the scheme's own.
    pub university: Uuid,
    /// The line's number.
    pub line: i64,
    /// Its hash in hexadecimal.
    pub hash: String,
}

impl Head {
    /// A head by its hash's bytes.
    pub fn new(university: Uuid, line: i64, hash: &[u8]) -> Self {
        Self {
            university,
            line,
            hash: hex::encode(hash),
        }
    }
}

impl Heads {
    /// From a file.
    ///
    /// # Errors
    /// When it cannot be read, or was not written by [`Heads::write`].
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = std::fs::read(path).map_err(|source| Error::File {
            path: path.to_owned(),
            source,
        })?;
        serde_json::from_slice(&text).map_err(|source| Error::Form {
            path: path.to_owned(),
            source,
        })
    }

    /// To a file; one that is there is replaced whole.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, path: &Path) -> Result<(), Error> {
        let failed = |source| Error::File {
            path: path.to_owned(),
            source,
        };
        let text = serde_json::to_vec_pretty(self).map_err(|error| failed(error.into()))?;
        let beside = path.with_extension("new");
        std::fs::write(&beside, text).map_err(failed)?;
        std::fs::rename(&beside, path).map_err(failed)
    }

    /// Whose chains these are of.
    pub fn universities(&self) -> BTreeSet<Uuid> {
        self.heads.iter().map(|head| head.university).collect()
    }

    /// Those of one chain. What is no hash is no line's.
    pub fn of(&self, university: Uuid) -> Noted {
        let own = self
            .heads
            .iter()
            .filter(|head| head.university == university);
        own.map(|head| (head.line, hex::decode(&head.hash).unwrap_or_default()))
            .collect()
    }
}
