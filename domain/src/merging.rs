//! What becomes of what a university has when it is merged into another.

use crate::code::code_enum;

code_enum! {
    /// Something of a university that is merged into another.
    pub enum MergePart {
        /// Somebody who belongs to it.
        Person = "PERSON",
        /// Somebody who belonged to it, and stays tied (W1).
        FormerMember = "FORMER_MEMBER",
        /// A programme.
        Programme = "PROGRAMME",
        /// A delivery framework (P4).
        Framework = "FRAMEWORK",
        /// A conflict that an assessor declared with it (W1).
        Conflict = "CONFLICT",
        /// An assessor's coaching of a programme that moves (W1).
        Coaching = "COACHING",
        /// What an operator noted of it.
        Note = "NOTE",
    }
}

code_enum! {
    /// Why something stays with the university that is merged.
    pub enum StaysBecause {
        /// It was applied for: nothing that was decided, sent or told changes whose it is (T4, J7).
        AppliedFor = "APPLIED_FOR",
        /// The other has one that others call the same.
        SameReference = "SAME_REFERENCE",
        /// The other has one of its name.
        SameName = "SAME_NAME",
        /// Programmes or applications that stay name it.
        StillNamed = "STILL_NAMED",
    }
}

impl StaysBecause {
    /// Why, in a sentence.
    pub const fn in_words(self, part: MergePart) -> &'static str {
        match (self, part) {
            (Self::AppliedFor, _) => {
                "It was applied for, and stays with its applications and awards."
            }
            (Self::SameReference, _) => "The other has one with the same external reference.",
            (Self::SameName, MergePart::Framework) => {
                "The other has one of this name; programmes that move run to that one."
            }
            (Self::SameName, _) => "The other has one of this name.",
            (Self::StillNamed, _) => {
                "Programmes or applications that stay name it; programmes that move take a copy along."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn why_something_stays_is_said_of_what_it_is() {
        let framework = StaysBecause::SameName.in_words(MergePart::Framework);
        assert!(framework.contains("run to that one"), "{framework}");
        let programme = StaysBecause::SameName.in_words(MergePart::Programme);
        assert_eq!(programme, "The other has one of this name.");
        for why in StaysBecause::ALL {
            assert!(why.in_words(MergePart::Programme).ends_with('.'), "{why}");
        }
    }
}
