//! Evidence files: signed addresses for the browser, and what the server itself does in S3.
//!
//! No evidence byte passes through a request (E1). Signing is computation; everything else here is for jobs.

mod body;
mod content;
mod kind;
mod name;
mod ole;
mod text;
mod zip;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use axum::http::{Method, StatusCode};
use chrono::{DateTime, Utc};
use futures_util::StreamExt;
use s3::{AddressingStyle, Auth, Client, Credentials};
use schema::storage::{SignRequest, Signer, SigningFailed, shows_inline};
use uuid::Uuid;

pub use body::{Body, Digest};
pub use content::detect;
pub use kind::{Kind, Problem};
pub use name::{disposition, safe_name};

/// How long an address to read from is good for.
pub const READ_FOR: Duration = Duration::from_secs(5 * 60);
/// How long an address for one act of an upload is good for.
pub const UPLOAD_FOR: Duration = Duration::from_secs(60 * 60);

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

    /// The handle by which the schema asks for addresses.
    pub fn signer(&self) -> Signer {
        let files = self.clone();
        Signer::new(move |request| files.sign(request))
    }

    /// Signs one act. Only uploads are written to by browsers, and only verified files are read.
    ///
    /// # Errors
    /// When the key lies elsewhere, or the storage settings are wrong.
    pub fn sign(&self, request: &SignRequest) -> Result<String, SigningFailed> {
        use SignRequest as R;
        let (method, key, mut query, expires_in) = match request {
            R::CreateUpload { key } => (
                Method::POST,
                key,
                vec![("uploads", String::new())],
                UPLOAD_FOR,
            ),
            R::Part {
                key,
                upload_id,
                number,
            } => {
                if !(1..=10_000).contains(number) {
                    return Err(SigningFailed(format!(
                        "part {number} is not between 1 and 10000"
                    )));
                }
                (
                    Method::PUT,
                    key,
                    vec![
                        ("partNumber", number.to_string()),
                        ("uploadId", upload_id.clone()),
                    ],
                    UPLOAD_FOR,
                )
            }
            R::Complete { key, upload_id } => (
                Method::POST,
                key,
                vec![("uploadId", upload_id.clone())],
                UPLOAD_FOR,
            ),
            R::ListParts { key, upload_id } => (
                Method::GET,
                key,
                vec![("uploadId", upload_id.clone())],
                UPLOAD_FOR,
            ),
            R::Abort { key, upload_id } => (
                Method::DELETE,
                key,
                vec![("uploadId", upload_id.clone())],
                UPLOAD_FOR,
            ),
            R::Read { key, .. } => (Method::GET, key, Vec::new(), READ_FOR),
        };
        if let R::Read {
            file_name,
            content_type,
            inline,
            ..
        } = request
        {
            let inline = *inline && shows_inline(content_type);
            query.push((
                "response-content-disposition",
                disposition(file_name, content_type, inline),
            ));
            query.push(("response-content-type", with_charset(content_type)));
            query.push(("response-cache-control", "private, no-store".to_owned()));
        } else if query
            .iter()
            .any(|(name, value)| *name == "uploadId" && value.is_empty())
        {
            return Err(SigningFailed(
                "the upload's id is empty; send the UploadId that storage answered with".to_owned(),
            ));
        }
        let folder = if matches!(request, R::Read { .. }) {
            VERIFIED
        } else {
            UPLOADS
        };
        if !key.starts_with(folder) || key.contains("..") {
            return Err(SigningFailed(format!(
                "only keys under {folder} are signed for this"
            )));
        }
        let mut presign = self
            .public
            .objects()
            .presign(method, &*self.bucket, key)
            .expires_in(expires_in);
        for (name, value) in query {
            presign = presign.query_param(name, value);
        }
        presign
            .build()
            .map(|signed| signed.url.into())
            .map_err(|error| SigningFailed(error.to_string()))
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

/// Texts say their encoding, so that no browser guesses another (such as UTF-7).
fn with_charset(content_type: &str) -> String {
    if content_type.starts_with("text/") && !content_type.contains("charset") {
        format!("{content_type}; charset=utf-8")
    } else {
        content_type.to_owned()
    }
}

#[cfg(test)]
mod tests;
