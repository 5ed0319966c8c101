//! Files as objects: `s3s-fs`, with what it leaves out of multipart uploads: the parts' ETags are kept,
//! listed and compared, and an upload that is not there is said to be not there.

use s3s::dto::*;
use s3s::{S3, S3Request, S3Response, S3Result, s3_error};
use s3s_fs::FileSystem;
use std::path::{Path, PathBuf};
use tokio::fs;

/// The store of one folder.
pub(super) struct Store {
    files: FileSystem,
    root: PathBuf,
}

impl Store {
    /// Opens the folder and removes parts whose upload a crash took away.
    pub fn open(root: &Path) -> Result<Store, super::Error> {
        let files = FileSystem::new(root)
            .map_err(|error| super::Error::Store(format!("{}: {error:?}", root.display())))?;
        let store = Store {
            files,
            root: root.to_path_buf(),
        };
        let broken = |source| super::Error::File {
            path: root.to_path_buf(),
            source,
        };
        for entry in std::fs::read_dir(root).map_err(broken)? {
            let entry = entry.map_err(broken)?;
            let name = entry.file_name();
            let upload = name
                .to_str()
                .and_then(|name| name.strip_prefix(".upload_id-")?.split_once(".part-"));
            if let Some((upload, _)) = upload
                && !store.mark(upload).exists()
            {
                std::fs::remove_file(entry.path()).map_err(broken)?;
            }
        }
        Ok(store)
    }

    /// The file that says an upload is under way.
    fn mark(&self, upload: &str) -> PathBuf {
        self.root.join(format!(".upload-{upload}.json"))
    }

    fn etag_file(&self, upload: &str, part: i32) -> PathBuf {
        self.root
            .join(format!(".upload_id-{upload}.part-{part}.etag"))
    }

    /// Refuses an upload that was never begun, is complete or was given up.
    fn under_way(&self, upload: &str) -> S3Result<()> {
        let an_id = upload.len() <= 40
            && upload
                .bytes()
                .all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
        if an_id && self.mark(upload).exists() {
            Ok(())
        } else {
            Err(s3_error!(NoSuchUpload))
        }
    }

    async fn etag(&self, upload: &str, part: i32) -> S3Result<ETag> {
        match fs::read_to_string(self.etag_file(upload, part)).await {
            // An empty one was cut off by a crash.
            Ok(etag) if !etag.is_empty() => Ok(ETag::Strong(etag)),
            _ => Err(s3_error!(InvalidPart, "part {part} was not uploaded")),
        }
    }
}

#[async_trait::async_trait]
impl S3 for Store {
    async fn upload_part(
        &self,
        req: S3Request<UploadPartInput>,
    ) -> S3Result<S3Response<UploadPartOutput>> {
        let (upload, part) = (req.input.upload_id.clone(), req.input.part_number);
        self.under_way(&upload)?;
        if part < 1 {
            return Err(s3_error!(InvalidArgument, "parts are numbered from 1"));
        }
        let response = self.files.upload_part(req).await?;
        if let Some(etag) = &response.output.e_tag {
            fs::write(self.etag_file(&upload, part), etag.value())
                .await
                .map_err(failed)?;
        }
        Ok(response)
    }

    async fn list_parts(
        &self,
        req: S3Request<ListPartsInput>,
    ) -> S3Result<S3Response<ListPartsOutput>> {
        let input = req.input;
        self.under_way(&input.upload_id)?;
        let prefix = format!(".upload_id-{}.part-", input.upload_id);
        let after = input.part_number_marker.unwrap_or(0);
        let mut numbers: Vec<i32> = Vec::new();
        let mut entries = fs::read_dir(&self.root).await.map_err(failed)?;
        while let Some(entry) = entries.next_entry().await.map_err(failed)? {
            let name = entry.file_name();
            let number = name
                .to_str()
                .and_then(|name| name.strip_prefix(&prefix)?.parse().ok());
            let Some(number) = number.filter(|number: &i32| *number > after) else {
                continue;
            };
            // A crash between its bytes and its ETag: it is sent again.
            if self.etag(&input.upload_id, number).await.is_ok() {
                numbers.push(number);
            }
        }
        numbers.sort_unstable();
        let most = usize::try_from(input.max_parts.unwrap_or(1000))
            .unwrap_or(0)
            .min(1000);
        let truncated = numbers.len() > most;
        numbers.truncate(most);
        let mut parts = Vec::with_capacity(numbers.len());
        for number in &numbers {
            let file = fs::metadata(self.root.join(format!("{prefix}{number}")))
                .await
                .map_err(failed)?;
            parts.push(Part {
                e_tag: Some(self.etag(&input.upload_id, *number).await?),
                last_modified: file.modified().ok().map(Timestamp::from),
                part_number: Some(*number),
                size: i64::try_from(file.len()).ok(),
                ..Part::default()
            });
        }
        Ok(S3Response::new(ListPartsOutput {
            bucket: Some(input.bucket),
            key: Some(input.key),
            upload_id: Some(input.upload_id),
            is_truncated: Some(truncated),
            next_part_number_marker: numbers.last().filter(|_| truncated).copied(),
            parts: Some(parts),
            ..ListPartsOutput::default()
        }))
    }

    async fn complete_multipart_upload(
        &self,
        req: S3Request<CompleteMultipartUploadInput>,
    ) -> S3Result<S3Response<CompleteMultipartUploadOutput>> {
        let upload = req.input.upload_id.clone();
        self.under_way(&upload)?;
        let parts = req
            .input
            .multipart_upload
            .as_ref()
            .and_then(|upload| upload.parts.clone())
            .unwrap_or_default();
        for part in &parts {
            let number = part
                .part_number
                .ok_or_else(|| s3_error!(InvalidPart, "a part has no number"))?;
            let uploaded = self.etag(&upload, number).await?;
            if part
                .e_tag
                .as_ref()
                .is_some_and(|etag| etag.value() != uploaded.value())
            {
                return Err(s3_error!(
                    InvalidPart,
                    "part {number} was uploaded with other bytes"
                ));
            }
        }
        let response = self.files.complete_multipart_upload(req).await?;
        for number in parts.iter().filter_map(|part| part.part_number) {
            let _ = fs::remove_file(self.etag_file(&upload, number)).await;
        }
        Ok(response)
    }

    async fn abort_multipart_upload(
        &self,
        req: S3Request<AbortMultipartUploadInput>,
    ) -> S3Result<S3Response<AbortMultipartUploadOutput>> {
        self.under_way(&req.input.upload_id)?;
        self.files.abort_multipart_upload(req).await
    }

    // The rest is as the file system has it.

    async fn create_multipart_upload(
        &self,
        req: S3Request<CreateMultipartUploadInput>,
    ) -> S3Result<S3Response<CreateMultipartUploadOutput>> {
        self.files.create_multipart_upload(req).await
    }

    async fn head_bucket(
        &self,
        req: S3Request<HeadBucketInput>,
    ) -> S3Result<S3Response<HeadBucketOutput>> {
        self.files.head_bucket(req).await
    }

    async fn get_object(
        &self,
        req: S3Request<GetObjectInput>,
    ) -> S3Result<S3Response<GetObjectOutput>> {
        self.files.get_object(req).await
    }

    async fn head_object(
        &self,
        req: S3Request<HeadObjectInput>,
    ) -> S3Result<S3Response<HeadObjectOutput>> {
        self.files.head_object(req).await
    }

    async fn put_object(
        &self,
        req: S3Request<PutObjectInput>,
    ) -> S3Result<S3Response<PutObjectOutput>> {
        self.files.put_object(req).await
    }

    async fn copy_object(
        &self,
        req: S3Request<CopyObjectInput>,
    ) -> S3Result<S3Response<CopyObjectOutput>> {
        self.files.copy_object(req).await
    }

    async fn delete_object(
        &self,
        req: S3Request<DeleteObjectInput>,
    ) -> S3Result<S3Response<DeleteObjectOutput>> {
        self.files.delete_object(req).await
    }

    async fn delete_objects(
        &self,
        req: S3Request<DeleteObjectsInput>,
    ) -> S3Result<S3Response<DeleteObjectsOutput>> {
        self.files.delete_objects(req).await
    }

    async fn list_objects_v2(
        &self,
        req: S3Request<ListObjectsV2Input>,
    ) -> S3Result<S3Response<ListObjectsV2Output>> {
        self.files.list_objects_v2(req).await
    }
}

fn failed(error: std::io::Error) -> s3s::S3Error {
    s3s::S3Error::with_source(s3s::S3ErrorCode::InternalError, Box::new(error))
}
