//! Gold cases: decided cases whose marks are agreed, without what says whose they are (J6, T3).

use std::collections::{BTreeMap, BTreeSet};

use crate::lifecycle::ApplicationState;
use crate::refusal::{Reason, Reasons, Refusal};
use crate::standard::Rating;
use crate::words;

/// What a gold case is made from.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Where the application stands.
    pub state: ApplicationState,
    /// The marks it was decided by, by reference.
    pub marks: &'a BTreeMap<String, Rating>,
    /// Those of who marked it second, if somebody did.
    pub second: &'a BTreeMap<String, Rating>,
    /// What says whose it is, as [`identifying`] gives it.
    pub names: &'a [(String, &'static str)],
}

/// The known marks of the criteria that are to be part of a gold case, each with its text.
///
/// # Errors
/// Refuses what is not decided, criteria whose mark is not agreed (J6), and texts that say whose the
/// case is (T3): each reason names its criterion.
pub fn gold(source: &Source, criteria: &[(String, String)]) -> Result<Vec<Rating>, Refusal> {
    let mut reasons = Reasons::new();
    let mut refuse = |rule, reference: &str, message: String| {
        reasons.extend([Reason::new(rule, message).about(reference)]);
    };
    if source.state != ApplicationState::Decided {
        let message = format!(
            "The application is {}: make a gold case of one that is decided.",
            source.state.in_words()
        );
        refuse("J6", "applicationId", message);
    }
    if criteria.is_empty() {
        refuse(
            "J6",
            "criteria",
            "Choose at least one criterion for new assessors to mark.".to_owned(),
        );
    }
    let mut seen = BTreeSet::new();
    let mut known = Vec::with_capacity(criteria.len());
    for (reference, text) in criteria {
        if !seen.insert(reference) {
            refuse(
                "J6",
                reference,
                format!("{reference} is there twice: name it once."),
            );
        }
        match source.marks.get(reference) {
            None => {
                let message = format!("{reference} was not judged: leave it out.");
                refuse("J6", reference, message);
            }
            Some(mark) => {
                known.push(*mark);
                if source
                    .second
                    .get(reference)
                    .is_some_and(|other| other != mark)
                {
                    let message = format!(
                        "Two assessors marked {reference} differently, so its mark is not agreed: leave it out."
                    );
                    refuse("J6", reference, message);
                }
            }
        }
        for (name, _) in source.names {
            if find(text, name).is_some() {
                let message = format!(
                    "The text of {reference} says “{name}”, and so whose case it is: take that out."
                );
                refuse("T3", reference, message);
            }
        }
    }
    reasons.or(known)
}

/// What says whose a case is, each with words that do not: programmes, people, the university by its
/// name and by the words in it that are its own.
pub fn identifying(
    university: &str,
    programmes: &[&str],
    people: &[&str],
) -> Vec<(String, &'static str)> {
    const COMMON: [&str; 11] = [
        "university",
        "college",
        "prifysgol",
        "metropolitan",
        "institute",
        "school",
        "royal",
        "saint",
        "arts",
        "open",
        "city",
    ];
    let own = university.split(|c: char| !c.is_alphanumeric());
    let own = own
        .filter(|word| word.chars().count() > 3 && !COMMON.contains(&word.to_lowercase().as_str()));
    let all = programmes.iter().map(|name| (*name, "the programme"));
    let all = all.chain(people.iter().map(|name| (*name, "a colleague")));
    let all = all.chain([(university, "the university")]);
    let all = all.chain(own.map(|word| (word, "the university")));
    let mut names: Vec<(String, &'static str)> = Vec::new();
    for (name, instead) in all.map(|(name, instead)| (name.trim(), instead)) {
        if name.chars().count() > 2 && !names.iter().any(|(known, _)| known == name) {
            names.push((name.to_owned(), instead));
        }
    }
    names
}

/// A text with each of these names, however it is written, in words that say nothing of whose it is.
pub fn deidentified(text: &str, names: &[(String, &'static str)]) -> String {
    let mut text = text.to_owned();
    for (name, instead) in names {
        let mut from = 0;
        while let Some((at, length)) = find(&text[from..], name) {
            let at = from + at;
            let before = text[..at].trim_end_matches(' ');
            let begins = before.is_empty() || before.ends_with(['.', '!', '?', '\n']);
            let after_the = before
                .rsplit(' ')
                .next()
                .is_some_and(|word| word.eq_ignore_ascii_case("the"));
            let instead = match (begins, after_the) {
                (true, _) => words::capitalised(instead),
                (false, true) => instead.trim_start_matches("the ").to_owned(),
                (false, false) => (*instead).to_owned(),
            };
            text.replace_range(at..at + length, &instead);
            from = at + instead.len();
        }
    }
    text
}

/// Where a name stands in a text as a word of its own, in capitals or not, and how many bytes it takes there.
fn find(text: &str, name: &str) -> Option<(usize, usize)> {
    let mut before = None;
    for (at, letter) in text.char_indices() {
        if !before.is_some_and(char::is_alphanumeric)
            && let Some(length) = begins_with(&text[at..], name)
            && !text[at + length..].starts_with(char::is_alphanumeric)
        {
            return Some((at, length));
        }
        before = Some(letter);
    }
    None
}

/// How many bytes of a text a name takes at its beginning, if it is there.
fn begins_with(text: &str, name: &str) -> Option<usize> {
    let mut letters = text.char_indices();
    for wanted in name.chars() {
        let (_, letter) = letters.next()?;
        if !letter.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    let end = letters.next().map_or(text.len(), |(at, _)| at);
    (end > 0).then_some(end)
}

/// Whether somebody may still mark the calibration set.
///
/// # Errors
/// Refuses whoever has finished it: they have seen the known marks.
pub fn expect_open(finished: bool) -> Result<(), Refusal> {
    if !finished {
        return Ok(());
    }
    let why = "You have finished the calibration set and seen the known marks: yours stay as you gave them.";
    Err(Reason::new("J6", why).into())
}

/// Whether somebody may finish the calibration set: each gold case by name with the criteria that they
/// have not marked yet.
///
/// # Errors
/// Refuses where something is left to mark, and where there is nothing to mark at all.
pub fn unmarked(cases: &[(String, Vec<String>)]) -> Result<(), Refusal> {
    let mut reasons = Reasons::new();
    if cases.is_empty() {
        let why = "There is no calibration set: nothing has to be marked before a first case.";
        reasons.extend([Reason::new("J6", why)]);
    }
    for (name, left) in cases.iter().filter(|(_, left)| !left.is_empty()) {
        let why = format!("Mark {} of “{name}”, too.", words::list(left));
        reasons.extend([Reason::new("J6", why)]);
    }
    reasons.or(())
}
