//! Everything held of one person, part by part, as the system: what they take away (T6). Of what others did it tells what concerns
//! them, and not who did it or from where; what opens something is in none of it.

mod sections;

use diesel::sql_query;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::{Result, Tx};

pub use sections::SECTIONS;

/// A part of what is held of a person.
#[derive(Debug, Clone, Copy)]
pub struct Section {
    /// What it is called in the archive.
    pub name: &'static str,
    /// What it is, in words.
    pub title: &'static str,
    /// Its rows; `{who}` stands for the person's id.
    rows: &'static str,
}

impl Section {
    /// The statement that gives its rows, of nobody.
    pub const fn statement(&self) -> &'static str {
        self.rows
    }
}

/// Begins to read the rows of a section, which [`crate::everything::next`] goes on with; a transaction reads one at a time.
pub async fn open(tx: &Tx, section: &Section, person: Uuid) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    // A cursor takes no values of its own: an id is hexadecimal, and the rest is ours.
    let rows = section.rows.replace("{who}", &format!("'{person}'::uuid"));
    sql_query(format!(
        "declare everything no scroll cursor for select to_jsonb(t) as row from ({rows}) t"
    ))
    .execute(&mut conn)
    .await?;
    Ok(())
}
