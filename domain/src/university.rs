//! What is known of a university.

use crate::code::code_enum;

code_enum! {
    /// A part of the United Kingdom.
    pub enum Nation {
        /// England.
        England = "ENGLAND",
        /// Scotland.
        Scotland = "SCOTLAND",
        /// Wales.
        Wales = "WALES",
        /// Northern Ireland.
        NorthernIreland = "NORTHERN_IRELAND",
    }
}

impl Nation {
    /// What it is called.
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::England => "England",
            Self::Scotland => "Scotland",
            Self::Wales => "Wales",
            Self::NorthernIreland => "Northern Ireland",
        }
    }

    /// The nation that is called so, in whatever case.
    pub fn called(words: &str) -> Option<Self> {
        let mut all = Self::ALL.iter();
        all.find(|nation| nation.in_words().eq_ignore_ascii_case(words.trim()))
            .copied()
    }
}

#[cfg(test)]
mod tests {
    use super::Nation;

    #[test]
    fn a_nation_is_known_by_its_name_alone() {
        for nation in Nation::ALL {
            assert_eq!(Nation::called(nation.in_words()), Some(*nation));
        }
        assert_eq!(
            Nation::called(" northern ireland"),
            Some(Nation::NorthernIreland)
        );
        for other in ["", "UK", "Ireland", "Wales and England"] {
            assert_eq!(Nation::called(other), None, "{other}");
        }
    }
}
