//! Lines that say less than was hashed, because somebody was erased (T6). A line keeps its hash, so the chain holds. What it says
//! since has a digest; and a later line of the same chain, of the erasure, has the digest of all that it took out.

use std::collections::BTreeMap;

use serde::Deserialize;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::chain::Line;

/// The act by which a chain tells of an erasure.
pub const ERASED: &str = "person.erased";

/// What an erasure left of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redaction {
    /// Which erasure.
    pub erasure: Uuid,
    /// [`Line::redacted`] of the line as it read afterwards.
    pub digest: Vec<u8>,
}

/// What a chain's line says of an erasure, in what is after it.
#[derive(Debug, Deserialize)]
struct Told {
    erasure: Uuid,
    lines: u64,
    digest: String,
}

/// The redacted lines that were read and not told of yet, by their erasures.
#[derive(Debug, Default)]
pub(super) struct Untold(BTreeMap<Uuid, Lines>);

#[derive(Debug, Default)]
struct Lines {
    /// The number of the first.
    first: i64,
    many: u64,
    digest: Sha256,
}

impl Untold {
    /// Notes what erasures left of a line; lines come by their numbers.
    pub fn read(&mut self, line: &Line) {
        for redaction in &line.redactions {
            let of = self.0.entry(redaction.erasure).or_insert_with(|| Lines {
                first: line.seq,
                ..Lines::default()
            });
            of.many += 1;
            let said = format!("{} {}\n", line.seq, hex::encode(&redaction.digest));
            of.digest.update(said);
        }
    }

    /// Whether a line that tells of an erasure tells of what was read; true of any other line.
    pub fn holds(&mut self, line: &Line) -> bool {
        if line.act != ERASED {
            return true;
        }
        let after = line.after.as_deref().unwrap_or_default();
        let Ok(told) = serde_json::from_str::<Told>(after) else {
            return false;
        };
        match self.0.remove(&told.erasure) {
            Some(of) => of.many == told.lines && hex::encode(of.digest.finalize()) == told.digest,
            None => told.lines == 0,
        }
    }

    /// The first line that no erasure tells of.
    pub fn first(&self) -> Option<i64> {
        self.0.values().map(|of| of.first).min()
    }
}

#[cfg(test)]
mod tests;
