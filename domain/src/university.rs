//! What is known of a university.

use crate::code::code_enum;
use crate::input::{Fields, InvalidInput};

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

/// A university as an operator describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UniversityInput {
    /// What it is called.
    pub name: String,
    /// What the references of its applications begin with; blank for the name's initials.
    pub code: String,
    /// Its name in addresses; blank for what follows from its name.
    pub slug: String,
    /// What others call it, if that is known.
    pub external_reference: String,
}

/// A university whose texts are in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidUniversity {
    /// What it is called.
    pub name: String,
    /// Two to five capital letters.
    pub code: String,
    /// Its name in addresses.
    pub slug: String,
    /// What others call it.
    pub external_reference: Option<String>,
}

impl UniversityInput {
    /// The university, its code and address made of its name where none is given.
    ///
    /// # Errors
    /// Every field at fault.
    pub fn validate(self) -> Result<ValidUniversity, InvalidInput> {
        let mut fields = Fields::new();
        let name = fields.line("name", &self.name, 1..=200);
        let code = fields.line("code", &self.code, 0..=60);
        let slug = fields.line("slug", &self.slug, 0..=200);
        let external_reference =
            fields.line("externalReference", &self.external_reference, 0..=100);
        let or = |said: String, made: fn(&str) -> String| {
            if said.is_empty() { made(&name) } else { said }
        };
        let (code, slug) = (or(code, initials), or(slug, address));
        if !name.is_empty() && !is_code(&code) {
            fields.problem("code", "Write two to five capital letters, such as ALD.");
        }
        if !name.is_empty() && !is_address(&slug) {
            fields.problem(
                "slug",
                "Write 1 to 60 small letters a to z, digits and hyphens.",
            );
        }
        fields.or(ValidUniversity {
            name,
            code,
            slug,
            external_reference: (!external_reference.is_empty()).then_some(external_reference),
        })
    }
}

/// Whether references can begin with it: two to five capital letters.
pub(crate) fn is_code(code: &str) -> bool {
    (2..=5).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_uppercase())
}

/// Whether addresses can have it: 1 to 60 small letters, digits and hyphens.
pub fn is_address(slug: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    (1..=60).contains(&slug.len()) && slug.bytes().all(plain)
}

/// The initials of a name's words, small ones left out: two to five capital letters, or what cannot be one.
pub(crate) fn initials(name: &str) -> String {
    let name: String = name.to_lowercase().chars().map(unaccented).collect();
    let letters = |text: &str, most: usize| -> String {
        let letters = text.chars().filter(char::is_ascii_alphabetic).take(most);
        letters.collect::<String>().to_ascii_uppercase()
    };
    let words = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !matches!(*word, "of" | "the" | "and" | "y"));
    let first: String = words.filter_map(|word| word.chars().next()).collect();
    let initials = letters(&first, 5);
    if initials.len() > 1 {
        initials
    } else {
        letters(&name, 3)
    }
}

/// A name as addresses have it.
pub(crate) fn address(name: &str) -> String {
    let name: String = name.to_lowercase().chars().map(unaccented).collect();
    let words: Vec<&str> = name
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '\'' && c != '’')
        .filter(|word| !word.is_empty())
        .collect();
    let joined: String = words.join("-").replace(['\'', '’'], "");
    joined
        .chars()
        .take(60)
        .collect::<String>()
        .trim_end_matches('-')
        .to_owned()
}

/// The plain letter under an accent of the languages of these islands.
fn unaccented(c: char) -> char {
    match c {
        'à' | 'á' | 'â' | 'ä' | 'ã' | 'å' => 'a',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ò' | 'ó' | 'ô' | 'ö' | 'õ' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ẁ' | 'ẃ' | 'ŵ' | 'ẅ' => 'w',
        'ỳ' | 'ý' | 'ŷ' | 'ÿ' => 'y',
        'ç' => 'c',
        'ñ' => 'n',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::{Nation, UniversityInput};

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

    #[test]
    fn a_code_and_an_address_are_made_of_the_name() {
        let said = |name: &str, code: &str, slug: &str| UniversityInput {
            name: name.to_owned(),
            code: code.to_owned(),
            slug: slug.to_owned(),
            external_reference: String::new(),
        };
        let made = said(" Prifysgol Tŷ Gwyn ", "", "").validate().unwrap();
        assert_eq!(
            (made.name.as_str(), made.code.as_str(), made.slug.as_str()),
            ("Prifysgol Tŷ Gwyn", "PTG", "prifysgol-ty-gwyn")
        );
        let given = said("Alderbrook", "ALD", "ald").validate().unwrap();
        assert_eq!((given.code.as_str(), given.slug.as_str()), ("ALD", "ald"));
        let faults = |name: &str, code: &str, slug: &str| {
            let invalid = said(name, code, slug).validate().unwrap_err();
            let fields = invalid.fields().iter().map(|f| f.field.clone());
            fields.collect::<Vec<_>>()
        };
        assert_eq!(faults("", "", ""), ["name"]);
        assert_eq!(faults("X", "ald", "A B"), ["code", "slug"]);
        assert_eq!(
            faults("1", "", ""),
            ["code"],
            "no letters to make a code of"
        );
    }
}
