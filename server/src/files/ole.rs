//! Compound files: Office before 2007, and much else that uses the same box.
//!
//! Told apart by the names in the file's own directory, which is read sector by sector.

use super::content::Found;
use super::kind::{Kind, Problem};
use super::{Body, Digest, Error};

/// How every compound file begins.
pub(super) const MAGIC: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

const END_OF_CHAIN: u32 = 0xffff_fffe;
/// Directories of real documents have a few sectors; a chain that goes on is a loop.
const MOST_SECTORS: usize = 256;

pub(super) async fn look(
    body: Body<'_>,
    digest: &Digest,
    named: Option<Kind>,
) -> Result<Result<Found, Problem>, Error> {
    let Some(names) = directory(body, &digest.head).await? else {
        return Ok(Err(Problem::new(
            "The document is damaged or cut off. Save it again and add it again.",
        )));
    };
    let has = |name: &str| names.iter().any(|found| found == name);
    if has("EncryptedPackage") || has("EncryptionInfo") {
        return Ok(Err(Problem::new(
            "The document is protected by a password. Remove the password and add it again.",
        )));
    }
    if ["VBA", "_VBA_PROJECT", "_VBA_PROJECT_CUR", "Macros"]
        .into_iter()
        .any(has)
    {
        return Ok(Err(Problem::new(
            "The document contains macros. Save it without macros and add it again.",
        )));
    }
    let kinds: Vec<Kind> = [
        ("WordDocument", Kind::Doc),
        ("Workbook", Kind::Xls),
        ("Book", Kind::Xls),
        ("PowerPoint Document", Kind::Ppt),
    ]
    .into_iter()
    .filter_map(|(name, kind)| has(name).then_some(kind))
    .collect();
    // A document may hold others; the one it is named after is the outer one.
    let kind = kinds
        .iter()
        .find(|kind| Some(**kind) == named)
        .or(kinds.first());
    Ok(Ok(match kind {
        Some(kind) => Found::Is(*kind),
        None if has("__properties_version1.0") => Found::Other("an Outlook message"),
        None => Found::Other("of an unknown kind"),
    }))
}

/// The names of everything in the file; `None` when its structure does not hold.
async fn directory(body: Body<'_>, head: &[u8]) -> Result<Option<Vec<String>>, Error> {
    let Some(shape) = Shape::read(head) else {
        return Ok(None);
    };
    let mut names = Vec::new();
    let mut sector = shape.directory;
    let mut seen = 0;
    while sector != END_OF_CHAIN {
        seen += 1;
        if seen > MOST_SECTORS {
            return Ok(None);
        }
        let bytes = shape.sector(body, sector).await?;
        for entry in bytes.chunks_exact(128) {
            let letters = usize::from(u16::from_le_bytes([entry[64], entry[65]])).min(64) / 2;
            if entry[66] != 0 && letters > 1 {
                let units: Vec<u16> = entry
                    .chunks_exact(2)
                    .take(letters - 1)
                    .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
                    .collect();
                names.push(String::from_utf16_lossy(&units));
            }
        }
        match shape.next(body, head, sector).await? {
            Some(next) => sector = next,
            None => return Ok(None),
        }
    }
    Ok(Some(names))
}

/// Where things lie, from the file's header.
struct Shape {
    sector_size: u64,
    directory: u32,
    /// First sector of the list of tables that does not fit the header.
    more_tables: u32,
}

impl Shape {
    fn read(head: &[u8]) -> Option<Self> {
        let shift = u16::from_le_bytes(head.get(30..32)?.try_into().ok()?);
        if head.len() < 512 || !matches!(shift, 9 | 12) {
            return None;
        }
        Some(Self {
            sector_size: 1 << shift,
            directory: long(head, 48)?,
            more_tables: long(head, 68)?,
        })
    }

    async fn sector(&self, body: Body<'_>, number: u32) -> Result<Vec<u8>, Error> {
        body.read((u64::from(number) + 1) * self.sector_size, self.sector_size)
            .await
    }

    /// The sector that follows `number` in its chain.
    async fn next(&self, body: Body<'_>, head: &[u8], number: u32) -> Result<Option<u32>, Error> {
        let a_table = self.sector_size / 4;
        let Some(table) = self.table(body, head, u64::from(number) / a_table).await? else {
            return Ok(None);
        };
        let bytes = self.sector(body, table).await?;
        // Both are below the sector's size.
        let at = usize::try_from(u64::from(number) % a_table * 4).unwrap_or(0);
        Ok(long(&bytes, at))
    }

    /// The sector in which the allocation table numbered `index` lies: 109 are in the header, the rest in a chain.
    async fn table(&self, body: Body<'_>, head: &[u8], index: u64) -> Result<Option<u32>, Error> {
        const IN_HEADER: u64 = 109;
        let at = |index: u64| usize::try_from(index * 4).unwrap_or(usize::MAX - 4);
        if index < IN_HEADER {
            return Ok(long(head, 76 + at(index)));
        }
        let a_list = self.sector_size / 4 - 1;
        let (steps, index) = ((index - IN_HEADER) / a_list, (index - IN_HEADER) % a_list);
        if steps > MOST_SECTORS as u64 {
            return Ok(None);
        }
        let mut list = self.more_tables;
        for _ in 0..steps {
            let bytes = self.sector(body, list).await?;
            match long(&bytes, at(a_list)) {
                Some(next) if next < END_OF_CHAIN => list = next,
                _ => return Ok(None),
            }
        }
        Ok(long(&self.sector(body, list).await?, at(index)))
    }
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(
        bytes.get(at..at.checked_add(4)?)?.try_into().ok()?,
    ))
}
