//! What is there that a row of a file may mean.

use uuid::Uuid;

use crate::programme::ValidProgramme;
use crate::university::Nation;

/// A university that a row may mean.
#[derive(Debug, Clone)]
pub struct KnownUniversity {
    /// Its id.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// Its name in addresses.
    pub slug: String,
    /// What its references begin with.
    pub code: String,
    /// What others call it.
    pub external_reference: Option<String>,
    /// Where it is, where that is known.
    pub nation: Option<Nation>,
    /// Whether the row names it by reference.
    pub by_reference: bool,
    /// Whether the row names it by name.
    pub by_name: bool,
    /// What the one is called that it was merged into.
    pub continued_by: Option<String>,
    /// Whether it takes part no longer.
    pub closed: bool,
}

/// A programme that a row may mean.
#[derive(Debug, Clone)]
pub struct KnownProgramme {
    /// Its id.
    pub id: Uuid,
    /// What is said of it.
    pub programme: ValidProgramme,
    /// What others call it.
    pub external_reference: Option<String>,
    /// Whether the row names it by reference.
    pub by_reference: bool,
}

/// A person that a row may mean: of the same address.
#[derive(Debug, Clone)]
pub struct KnownPerson {
    /// Their id.
    pub id: Uuid,
    /// What they are called.
    pub name: String,
    /// Whether they have the role at the university already.
    pub has_role: bool,
}
