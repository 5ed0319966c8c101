//! Views: how somebody narrowed a list, kept under a name to come back to.

use crate::code::code_enum;

/// How many views a person may keep.
pub const MOST_VIEWS: usize = 50;

code_enum! {
    /// The list that a view is of.
    pub enum ViewOf {
        /// An assessor's caseload.
        Caseload = "CASELOAD",
        /// Applications.
        Applications = "APPLICATIONS",
    }
}
