//! A file's bytes, wherever they lie, and what one reading of them tells.

use std::collections::VecDeque;
use std::io;

use axum::body::Bytes;
use futures_util::{Stream, stream};
use sha2::{Digest as _, Sha256};
use tokio::io::AsyncReadExt;

use super::{Error, Files};

/// Bytes kept of each end.
pub(super) const END: usize = 64 * 1024;

/// Bytes that can be read piece by piece.
#[derive(Debug, Clone, Copy)]
pub enum Body<'a> {
    /// In memory: what the product made itself, and tests.
    Bytes(&'a [u8]),
    /// In storage, under a key that nobody writes to any more.
    Stored { files: &'a Files, key: &'a str },
}

impl Body<'_> {
    /// At most `length` bytes from `start`; less at the end.
    ///
    /// # Errors
    /// What storage says.
    pub async fn read(&self, start: u64, length: u64) -> Result<Vec<u8>, Error> {
        match self {
            Self::Bytes(bytes) => {
                let size = bytes.len() as u64;
                let from = start.min(size);
                let to = start.saturating_add(length).min(size);
                // Both lie within the slice, so they fit.
                let index = |n: u64| usize::try_from(n).unwrap_or(bytes.len());
                Ok(bytes[index(from)..index(to)].to_vec())
            }
            Self::Stored { files, key } => files.read(key, start, length).await,
        }
    }
}

/// What is left of a file of this machine, a little at a time.
pub(super) fn pieces(
    file: std::fs::File,
) -> impl Stream<Item = Result<Bytes, io::Error>> + Send + Sync + 'static {
    const PIECE: usize = 256 * 1024;
    let file = tokio::fs::File::from_std(file);
    stream::try_unfold(file, async |mut file| {
        let mut piece = vec![0; PIECE];
        let length = file.read(&mut piece).await?;
        piece.truncate(length);
        Ok((length > 0).then(|| (Bytes::from(piece), file)))
    })
}

/// What one reading of a file tells, without keeping the file.
#[derive(Debug, Clone)]
pub struct Digest {
    /// Bytes read.
    pub size: u64,
    /// SHA-256, lower-case hex; set by [`Digest::finish`].
    pub sha256: String,
    /// Whether any byte is zero: then it is no text in a one-byte encoding.
    pub has_nul: bool,
    /// The first bytes.
    pub head: Vec<u8>,
    /// The last bytes.
    pub tail: Vec<u8>,
    last: VecDeque<u8>,
    hash: Sha256,
}

impl Default for Digest {
    fn default() -> Self {
        Self::new()
    }
}

impl Digest {
    /// Nothing read yet.
    pub fn new() -> Self {
        Self {
            size: 0,
            sha256: String::new(),
            has_nul: false,
            head: Vec::new(),
            tail: Vec::new(),
            last: VecDeque::with_capacity(END),
            hash: Sha256::new(),
        }
    }

    /// Of bytes in memory.
    pub fn of(bytes: &[u8]) -> Self {
        let mut digest = Self::new();
        digest.update(bytes);
        digest.finish();
        digest
    }

    /// Reads on.
    pub fn update(&mut self, chunk: &[u8]) {
        self.size += chunk.len() as u64;
        self.hash.update(chunk);
        self.has_nul |= chunk.contains(&0);
        let room = END - self.head.len();
        self.head.extend_from_slice(&chunk[..chunk.len().min(room)]);
        let new = &chunk[chunk.len().saturating_sub(END)..];
        let over = (self.last.len() + new.len()).saturating_sub(END);
        self.last.drain(..over);
        self.last.extend(new);
    }

    /// Nothing more will come.
    pub fn finish(&mut self) {
        self.sha256 = hex::encode(self.hash.clone().finalize());
        self.tail = std::mem::take(&mut self.last).into();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_are_kept_however_it_is_cut() {
        let bytes: Vec<u8> = (0..200_000u32).map(|n| (n % 251) as u8 + 1).collect();
        for piece in [1, 7, 8192, 70_000, 200_000] {
            let mut digest = Digest::new();
            bytes.chunks(piece).for_each(|chunk| digest.update(chunk));
            digest.finish();
            assert_eq!(digest.size, 200_000);
            assert_eq!(digest.head, bytes[..END]);
            assert_eq!(digest.tail, bytes[200_000 - END..]);
            assert_eq!(digest.sha256, hex::encode(Sha256::digest(&bytes)));
            assert!(!digest.has_nul);
        }
    }
}
