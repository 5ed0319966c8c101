//! Keyset paging: a page is asked for by the last row seen, never by a number of rows to skip.

use uuid::Uuid;

use crate::{Error, Result};

/// Which page: how many rows, after which row.
#[derive(Debug, Clone)]
pub struct Paging {
    /// Rows wanted, at least 1.
    pub first: i64,
    /// The last row already seen.
    pub after: Option<Cursor>,
}

/// Where a row stands in its order: the text of its sort key, then its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    pub key: String,
    pub id: Uuid,
}

impl Cursor {
    /// As given to clients: opaque, and free of anything but letters and digits.
    pub fn encode(&self) -> String {
        hex::encode(format!("{}\u{1f}{}", self.id.simple(), self.key))
    }

    /// Reads what [`Cursor::encode`] wrote.
    ///
    /// # Errors
    /// [`Error::Unreadable`] for anything else.
    pub fn decode(text: &str) -> Result<Self> {
        let invalid = || Error::Unreadable("the cursor is not one of ours".to_owned());
        let bytes = hex::decode(text).map_err(|_| invalid())?;
        let text = String::from_utf8(bytes).map_err(|_| invalid())?;
        let (id, key) = text.split_once('\u{1f}').ok_or_else(invalid)?;
        let id = Uuid::try_parse(id).map_err(|_| invalid())?;
        let key = key.to_owned();
        Ok(Self { key, id })
    }
}

/// One page of rows, each with its cursor.
#[derive(Debug, Clone)]
pub struct Page<T> {
    pub rows: Vec<(Cursor, T)>,
    pub more: bool,
    /// Rows on all pages together, where reading this one has counted them.
    pub total: Option<i64>,
}

impl<T> Page<T> {
    /// From one row more than was asked for.
    pub(crate) fn new(mut rows: Vec<(Cursor, T)>, first: i64) -> Self {
        let wanted = usize::try_from(first).unwrap_or(usize::MAX);
        let more = rows.len() > wanted;
        rows.truncate(wanted);
        Self {
            rows,
            more,
            total: None,
        }
    }
}
