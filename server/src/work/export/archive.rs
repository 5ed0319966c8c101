//! An archive while it is written: files one after the other, and a list of what each is.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::Written;
use super::file::Unwritten;

/// An archive while it is written, and what is in it.
pub(super) struct Archive {
    pub zip: ZipWriter<File>,
    listed: BTreeMap<String, Value>,
}

impl Archive {
    /// One with what somebody reads who opens it.
    pub fn new(read_me: &str) -> Result<Self, Unwritten> {
        let mut archive = Self {
            zip: ZipWriter::new(tempfile::tempfile()?),
            listed: BTreeMap::new(),
        };
        archive.begin("README.txt", CompressionMethod::Deflated)?;
        archive.zip.write_all(read_me.as_bytes())?;
        Ok(archive)
    }

    /// Begins a file, which what is written goes to from now on.
    pub fn begin(&mut self, path: &str, how: CompressionMethod) -> Result<(), Unwritten> {
        let options = SimpleFileOptions::default()
            .compression_method(how)
            .large_file(true);
        Ok(self
            .zip
            .start_file(path, options)
            .map_err(io::Error::other)?)
    }

    /// A file of evidence as it is kept; what it was when it was checked is said beside what it is now (E2).
    pub fn add_file(&mut self, path: &str, file: &File, sha256: &str) -> Result<(), Unwritten> {
        self.begin(path, CompressionMethod::Stored)?;
        let hash = self.pour(file)?;
        let whole = hash == sha256;
        self.list(path, json!({ "sha256": hash, "asChecked": whole }));
        Ok(())
    }

    /// Copies a file into the archive; its SHA-256 in hexadecimal.
    pub fn pour(&mut self, mut from: &File) -> Result<String, Unwritten> {
        let mut hash = Sha256::new();
        let mut piece = vec![0; 256 * 1024];
        loop {
            let read = from.read(&mut piece)?;
            let Some(bytes) = piece.get(..read).filter(|bytes| !bytes.is_empty()) else {
                return Ok(hex::encode(hash.finalize()));
            };
            hash.update(bytes);
            self.zip.write_all(bytes)?;
        }
    }

    /// Says in the list what a file is.
    pub fn list(&mut self, path: &str, what: Value) {
        self.listed.insert(path.to_owned(), what);
    }

    /// The whole archive, with its list, from its beginning, and its bytes.
    pub fn finish(mut self, about: Value) -> Result<Written, Unwritten> {
        let mut list = about;
        list["files"] = json!(self.listed);
        self.begin("manifest.json", CompressionMethod::Deflated)?;
        self.zip.write_all(format!("{list:#}\n").as_bytes())?;
        let mut file = self.zip.finish().map_err(io::Error::other)?;
        let size = file.seek(SeekFrom::End(0))?;
        file.rewind()?;
        Ok((file, size))
    }
}
