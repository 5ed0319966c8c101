//! The seam to file storage: this crate asks for signed addresses and never talks to storage itself.
//!
//! Signing is computation, not a call, so it may happen inside a request's transaction.

use std::fmt;
use std::sync::Arc;

use uuid::Uuid;

/// Bytes of every part of an upload but the last.
pub const PART_SIZE: u32 = 8 * 1024 * 1024;

/// The largest file accepted, in bytes: 2 GiB (E2).
pub const MAX_FILE_SIZE: u64 = 2 * 1024 * 1024 * 1024;

/// Where the browser sends a file; nobody reads from here.
pub fn upload_key(university: Uuid, evidence: Uuid) -> String {
    format!("upload/{university}/{evidence}")
}

/// Browsers may read what the product wrote under this, and write nothing to it.
pub const IMPORTS: &str = "imports/";

/// Where the browser sends an import's file; nobody reads from here.
pub fn import_upload_key(import: Uuid) -> String {
    format!("upload/imports/{import}")
}

/// Where an import's rows that have to be corrected are kept.
pub fn import_problems_key(import: Uuid) -> String {
    format!("{IMPORTS}{import}/problems.csv")
}

/// Browsers may read the exports that the product wrote under this, and write nothing to it.
pub const EXPORTS: &str = "exports/";

/// Where one attempt at writing an export keeps its file.
pub fn export_key(export: Uuid, attempt: u32) -> String {
    format!("{EXPORTS}{export}/{attempt}")
}

/// How many parts a file of `size` bytes is sent in; an empty file has one.
pub fn part_count(size: u64) -> u64 {
    size.div_ceil(u64::from(PART_SIZE)).max(1)
}

/// Whether a file of this type may be shown in a sandboxed frame: PDF and pictures, never SVG (E2).
pub fn shows_inline(content_type: &str) -> bool {
    matches!(
        content_type,
        "application/pdf" | "image/png" | "image/jpeg" | "image/webp" | "image/gif"
    )
}

/// One act in storage that a browser may do by itself, by one address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignRequest {
    /// POST: begin an upload; the answer's XML holds the upload's id.
    CreateUpload { key: String },
    /// PUT: send one part, numbered from 1.
    Part {
        key: String,
        upload_id: String,
        number: u32,
    },
    /// POST: the list of parts, to end the upload.
    Complete { key: String, upload_id: String },
    /// GET: the parts that already arrived.
    ListParts { key: String, upload_id: String },
    /// DELETE: give the upload up.
    Abort { key: String, upload_id: String },
    /// PUT: send a small file whole.
    Put { key: String },
    /// GET: read a verified file, shown as `content_type` whatever storage thinks.
    Read {
        key: String,
        file_name: String,
        content_type: String,
        /// Ask the browser to show it; honoured only for types of [`shows_inline`].
        inline: bool,
    },
}

/// An address that could not be signed: the request or the settings are wrong, and trying again will not help.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the storage address cannot be signed: {0}")]
pub struct SigningFailed(pub String);

type Sign = dyn Fn(&SignRequest) -> Result<String, SigningFailed> + Send + Sync;

/// Signs addresses: five minutes to read, an hour for each act of an upload.
#[derive(Clone)]
pub struct Signer(Arc<Sign>);

impl Signer {
    /// A signer from the function that holds the storage keys.
    pub fn new(
        sign: impl Fn(&SignRequest) -> Result<String, SigningFailed> + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(sign))
    }

    /// The address, as browsers reach it.
    ///
    /// # Errors
    /// When the key lies where this act is never allowed, or the storage settings are wrong.
    pub fn sign(&self, request: &SignRequest) -> Result<String, SigningFailed> {
        (self.0)(request)
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signer")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cover_the_file() {
        let part = u64::from(PART_SIZE);
        assert_eq!(part_count(1), 1);
        assert_eq!(part_count(part), 1);
        assert_eq!(part_count(part + 1), 2);
        assert_eq!(part_count(MAX_FILE_SIZE), 256);
    }

    #[test]
    fn svg_and_html_are_never_inline() {
        assert!(shows_inline("application/pdf"));
        for refused in ["image/svg+xml", "text/html", "text/plain", "video/mp4"] {
            assert!(!shows_inline(refused), "{refused}");
        }
    }
}
