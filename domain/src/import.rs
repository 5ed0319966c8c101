//! Bulk import: what a row of an operator's file must be, and what it would change.
//!
//! - B1: nothing is guessed. A row that cannot be understood is returned with everything that is wrong with it; the
//!   other rows are taken without it.
//! - B2: what is there already stays as it is. A row that says the same changes nothing; one that says something else
//!   changes it only where the operator chose to update.
//! - B3: an import is taken back as far as nothing was built on it since; the rest is named with its reason.

mod cell;
mod field;
mod known;
mod mapping;
mod row;
mod verdict;

use serde::{Deserialize, Serialize};

use crate::code::code_enum;

pub use cell::{date, directions, language, role};
pub use field::Field;
pub use known::{KnownPerson, KnownProgramme, KnownUniversity};
pub use mapping::{Mapping, guess};
pub use row::{ApplicationRow, PersonRow, ProgrammeRow, Row, UniversityRow, read};
pub use verdict::{
    Change, Verdict, application, person, programme, the_programme, the_same, the_university,
    university,
};

/// The most rows that one file may have.
pub const MOST_ROWS: u32 = 100_000;
/// The most columns that a file may have.
pub const MOST_COLUMNS: usize = 60;
/// The most characters of one cell.
pub const LONGEST_CELL: usize = 5_000;
/// The largest file, in bytes: 50 MiB.
pub const LARGEST_FILE: u64 = 50 * 1024 * 1024;

code_enum! {
    /// What an import's rows are.
    pub enum ImportKind {
        /// Universities.
        Universities = "UNIVERSITIES",
        /// Programmes of universities.
        Programmes = "PROGRAMMES",
        /// People with a role at a university.
        People = "PEOPLE",
        /// Applications: drafts started for programmes.
        Applications = "APPLICATIONS",
    }
}

code_enum! {
    /// What becomes of a row when it is committed.
    pub enum RowVerdict {
        /// It is not there yet and is added.
        New = "NEW",
        /// It is there as the row says.
        Same = "SAME",
        /// It is there and something differs; changed where updating was chosen (B2).
        Differs = "DIFFERS",
        /// It cannot be taken as it is (B1).
        Bad = "BAD",
    }
}

code_enum! {
    /// What became of a row.
    pub enum RowOutcome {
        /// What it says was added.
        Added = "ADDED",
        /// What was there was changed to what it says.
        Changed = "CHANGED",
        /// What it did was taken back.
        TakenBack = "TAKEN_BACK",
        /// What it did could not be taken back (B3).
        Kept = "KEPT",
    }
}

/// Why a row cannot be taken, or why what it did cannot be taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The column at fault, from 0; none where it is the whole row.
    pub column: Option<usize>,
    /// The rule's number.
    pub rule: String,
    /// A sentence that says what to change.
    pub message: String,
}

impl Problem {
    /// A problem of the whole row.
    pub fn of_row(rule: &str, message: impl Into<String>) -> Self {
        Self {
            column: None,
            rule: rule.to_owned(),
            message: message.into(),
        }
    }
}

/// Why what a row did stays, by the table of what was built on it since (B3).
pub fn kept_because(hangs: &str) -> &'static str {
    match hangs {
        "version" => "It was changed again since: change it back yourself, if that is meant.",
        "application" => {
            "The application was worked on or sent since: withdraw it, if that is meant."
        }
        "application_programme" => {
            "An application is of it: an application stays on record even when it is withdrawn."
        }
        "award_programme" | "award" => "It holds an award.",
        "trail" => "The person has signed in or worked here since: end the role, if that is meant.",
        "member" | "former_member" => "People belong to it: take them away first.",
        "programme" => "It has programmes: take them back first.",
        "coached_programme" => "An assessor has said that they coached it.",
        "declared_conflict" => "An assessor has declared a conflict with it.",
        _ => "Something else is about it by now.",
    }
}
