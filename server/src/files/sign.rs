//! Addresses by which browsers use storage themselves, each good for one act on one key for a while.

use std::time::Duration;

use axum::http::Method;
use schema::storage::{EXPORTS, IMPORTS, SignRequest, Signer, SigningFailed, shows_inline};

use super::{Files, UPLOADS, VERIFIED, disposition};

/// How long an address to read from is good for.
pub const READ_FOR: Duration = Duration::from_secs(5 * 60);
/// How long an address for one act of an upload is good for.
pub const UPLOAD_FOR: Duration = Duration::from_secs(60 * 60);

impl Files {
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
            R::Put { key } => (Method::PUT, key, Vec::new(), UPLOAD_FOR),
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
        let folders: &[&str] = if matches!(request, R::Read { .. }) {
            &[VERIFIED, IMPORTS, EXPORTS]
        } else {
            &[UPLOADS]
        };
        if !folders.iter().any(|folder| key.starts_with(folder)) || key.contains("..") {
            return Err(SigningFailed(format!(
                "only keys under {} are signed for this",
                folders.join(" and ")
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
}

/// Texts say their encoding, so that no browser guesses another (such as UTF-7).
fn with_charset(content_type: &str) -> String {
    if content_type.starts_with("text/") && !content_type.contains("charset") {
        format!("{content_type}; charset=utf-8")
    } else {
        content_type.to_owned()
    }
}
