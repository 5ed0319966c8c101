//! Evidence files: signed addresses for the browser, and what the server itself does in S3.
//!
//! No evidence byte passes through a request (E1). Signing is computation; everything else here is for jobs.

mod body;
mod content;
mod kind;
mod name;
mod ole;
mod sign;
mod text;
mod zip;

use std::fmt;
use std::io::Write as _;
use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use futures_util::StreamExt;
use s3::{AddressingStyle, Auth, Client, Credentials};
use uuid::Uuid;

pub use body::{Body, Digest};
pub use content::detect;
pub use kind::{Kind, Problem};
pub use name::{disposition, safe_name};
pub use sign::{READ_FOR, UPLOAD_FOR};

/// Browsers may write under this and read nothing of it.
const UPLOADS: &str = "upload/";
/// Browsers may read under this and write nothing to it.
const VERIFIED: &str = "evidence/";

/// Where one attempt at verifying a file keeps its copy. Every attempt has a key of its own, so what was verified is what
/// is served even if two attempts overlap; no address that writes here is ever signed (E1).
pub fn object_key(university: Uuid, evidence: Uuid, sha256: &str, attempt: u32) -> String {
    format!("{VERIFIED}{university}/{evidence}/{sha256}.{attempt}")
}

/// Where the storage is and by which key it is used.
#[derive(Clone)]
pub struct Settings {
    /// As the server reaches it.
    pub endpoint: String,
    /// As browsers reach it.
    pub public_endpoint: String,
    /// The region named in signatures.
    pub region: String,
    /// The bucket.
    pub bucket: String,
    /// The key's name.
    pub access_key_id: String,
    /// The key.
    pub secret_access_key: String,
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("endpoint", &self.endpoint)
            .field("public_endpoint", &self.public_endpoint)
            .field("region", &self.region)
            .field("bucket", &self.bucket)
            .finish_non_exhaustive()
    }
}

/// What storage said when it did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The settings are wrong; trying again will not help.
    #[error("the storage settings are wrong: {0}")]
    Settings(#[source] Box<s3::Error>),
    /// The object is not there.
    #[error("storage has no such object")]
    Missing,
    /// Storage did not answer, or refused; the same may pass later.
    #[error("storage failed: {0}")]
    Storage(#[source] Box<s3::Error>),
    /// A file of this machine cannot be written.
    #[error("a temporary file cannot be written")]
    Local(#[source] std::io::Error),
}

impl From<s3::Error> for Error {
    fn from(error: s3::Error) -> Self {
        match error.status() {
            Some(StatusCode::NOT_FOUND) => Self::Missing,
            _ => Self::Storage(Box::new(error)),
        }
    }
}

/// The storage of evidence files.
#[derive(Clone)]
pub struct Files {
    client: Client,
    /// The same storage under the name browsers know; it only signs.
    public: Client,
    bucket: Arc<str>,
}

impl Files {
    /// The storage these settings describe; nothing is sent yet.
    ///
    /// # Errors
    /// [`Error::Settings`] when an address, the region or a key cannot be right.
    pub fn new(settings: &Settings) -> Result<Self, Error> {
        let client = |endpoint: &str| -> Result<Client, Box<s3::Error>> {
            let key = Credentials::new(&settings.access_key_id, &settings.secret_access_key)?;
            let client = Client::builder(endpoint)?
                .region(&settings.region)
                .auth(Auth::Static(key))
                // One origin for every bucket, so that the content-security policy can name it.
                .addressing_style(AddressingStyle::Path)
                // Long enough to copy the largest file.
                .timeout(Duration::from_secs(300))
                .build()?;
            Ok(client)
        };
        let public = client(&settings.public_endpoint).map_err(Error::Settings)?;
        let client = client(&settings.endpoint).map_err(Error::Settings)?;
        Ok(Self {
            client,
            public,
            bucket: settings.bucket.as_str().into(),
        })
    }

    /// How many bytes the object has.
    ///
    /// # Errors
    /// [`Error::Missing`] or [`Error::Storage`].
    pub async fn size(&self, key: &str) -> Result<u64, Error> {
        let head = self
            .client
            .objects()
            .head(&*self.bucket, key)
            .send()
            .await?;
        head.content_length.ok_or(Error::Missing)
    }

    /// Whether storage answers and the bucket is there; tells a missing object from a missing bucket.
    ///
    /// # Errors
    /// [`Error::Storage`] when it is not.
    pub async fn reachable(&self) -> Result<(), Error> {
        match self.client.buckets().head(&*self.bucket).send().await {
            Ok(_) => Ok(()),
            Err(error) => Err(Error::Storage(Box::new(error))),
        }
    }

    /// Some bytes of the object, at most `length`, less at its end; hold `length` small.
    ///
    /// # Errors
    /// [`Error::Missing`] or [`Error::Storage`].
    pub async fn read(&self, key: &str, start: u64, length: u64) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        self.stream(key, start, length, |chunk| bytes.extend_from_slice(chunk))
            .await?;
        Ok(bytes)
    }

    /// Hands some bytes of the object to `take`, chunk by chunk.
    async fn stream(
        &self,
        key: &str,
        start: u64,
        length: u64,
        mut take: impl FnMut(&[u8]),
    ) -> Result<(), Error> {
        if length == 0 {
            return Ok(());
        }
        let got = self
            .client
            .objects()
            .get(&*self.bucket, key)
            .range_bytes(start, start + length - 1)
            .send()
            .await?;
        let mut chunks = got.body;
        while let Some(chunk) = chunks.next().await {
            take(&chunk?);
        }
        Ok(())
    }

    /// Reads the whole object once, in pieces, keeping a few kilobytes of it in memory.
    ///
    /// # Errors
    /// [`Error::Missing`] or [`Error::Storage`].
    pub async fn digest(&self, key: &str) -> Result<Digest, Error> {
        const PIECE: u64 = 16 * 1024 * 1024;
        let size = self.size(key).await?;
        let mut digest = Digest::new();
        let mut start = 0;
        while start < size {
            let length = PIECE.min(size - start);
            self.stream(key, start, length, |chunk| digest.update(chunk))
                .await?;
            start += length;
        }
        digest.finish();
        Ok(digest)
    }

    /// Writes the whole object to a file of this machine, piece by piece.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::Storage`], or [`Error::Local`] when the file takes no more.
    pub async fn fetch(&self, key: &str, to: &std::fs::File) -> Result<(), Error> {
        const PIECE: u64 = 4 * 1024 * 1024;
        let size = self.size(key).await?;
        let mut start = 0;
        while start < size {
            let length = PIECE.min(size - start);
            let piece = self.read(key, start, length).await?;
            let mut to = to;
            to.write_all(&piece).map_err(Error::Local)?;
            start += length;
        }
        Ok(())
    }

    /// Copies an object within storage; the bytes do not pass through here.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is nothing at `from`, or [`Error::Storage`].
    pub async fn copy(&self, from: &str, to: &str) -> Result<(), Error> {
        self.client
            .objects()
            .copy(&*self.bucket, from, &*self.bucket, to)
            .replace_metadata()
            .content_type("application/octet-stream")
            .send()
            .await?;
        Ok(())
    }

    /// Stores an object; for what the product itself writes, never for evidence on its way in.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub async fn put(&self, key: &str, bytes: Vec<u8>) -> Result<(), Error> {
        self.client
            .objects()
            .put(&*self.bucket, key)
            .content_type("application/octet-stream")
            .body_bytes(bytes)
            .send()
            .await?;
        Ok(())
    }

    /// Stores what is left of a file of this machine, piece by piece.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub async fn put_file(&self, key: &str, file: std::fs::File, size: u64) -> Result<(), Error> {
        self.client
            .objects()
            .put(&*self.bucket, key)
            .content_type("application/octet-stream")
            .body_stream_sized(body::pieces(file), size)
            .send()
            .await?;
        Ok(())
    }

    /// Removes uploads that arrived before then; only what browsers wrote lies there.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub async fn delete_uploads_before(&self, then: DateTime<Utc>) -> Result<(), Error> {
        let mut pages = self
            .client
            .objects()
            .list_v2(&*self.bucket)
            .prefix(UPLOADS)
            .pager();
        while let Some(page) = pages.next_page().await? {
            for object in page.contents {
                let arrived = object
                    .last_modified
                    .as_deref()
                    .map(DateTime::parse_from_rfc3339);
                if arrived.is_some_and(|at| at.is_ok_and(|at| at < then)) {
                    self.delete(&object.key).await?;
                }
            }
        }
        Ok(())
    }

    /// Removes the object; nothing there is as good.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub async fn delete(&self, key: &str) -> Result<(), Error> {
        match self
            .client
            .objects()
            .delete(&*self.bucket, key)
            .send()
            .await
            .map_err(Error::from)
        {
            Ok(_) | Err(Error::Missing) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

impl fmt::Debug for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Files")
            .field("bucket", &self.bucket)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
