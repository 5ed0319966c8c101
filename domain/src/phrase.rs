//! Phrases: what an assessor writes often, kept for themselves to insert again.

use crate::code::code_enum;

/// How many phrases a person may keep.
pub const MOST_PHRASES: usize = 200;

code_enum! {
    /// What a phrase is for.
    pub enum PhraseKind {
        /// A note on a criterion.
        Note = "NOTE",
        /// The question of an evidence request.
        Request = "REQUEST",
    }
}
