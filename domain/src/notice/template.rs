//! The wording of letters: standard, or as the scheme's operators put it.
//!
//! A template holds [`Placeholder`]s such as `{{ name }}` and nothing else that does anything: it is read once into its pieces, and what
//! a placeholder stands for is never read as a template.

use crate::code::code_enum;
use crate::input::{Fields, InvalidInput};

use super::NoticeKind;

/// How long a subject may be, in characters.
pub const LONGEST_SUBJECT: usize = 200;
/// How long a text may be, in characters.
pub const LONGEST_TEXT: usize = 5_000;

code_enum! {
    /// What differs from letter to letter, by what an operator writes between the braces.
    pub enum Placeholder {
        /// Who the letter is to.
        Name = "name",
        /// What it is about.
        Subject = "subject",
        /// What it tells.
        Message = "message",
        /// Where to go from it.
        Link = "link",
    }
}

impl Placeholder {
    /// What it stands for, in a letter of that kind.
    pub const fn in_words(self, kind: NoticeKind) -> &'static str {
        match (self, kind) {
            (Self::Name, _) => "The reader's name",
            (Self::Subject, NoticeKind::Digest) => {
                "How many letters it holds, or what its one letter is about"
            }
            (Self::Subject, _) => "What the letter is about, in a few words",
            (Self::Message, NoticeKind::Digest) => "The letters that it holds, each with its link",
            (Self::Message, _) => "What the letter tells",
            (Self::Link, _) => "The address of what it is about",
        }
    }

    /// Whether it may stand in a subject: it is of one line.
    pub const fn fits_a_subject(self) -> bool {
        matches!(self, Self::Name | Self::Subject)
    }

    /// As it stands in a template.
    fn shown(self) -> String {
        format!("{{{{ {self} }}}}")
    }
}

impl NoticeKind {
    /// What may stand in the text of its letters; a digest's have no link, as each letter in one has its own.
    pub const fn placeholders(self) -> &'static [Placeholder] {
        use Placeholder::{Link, Message, Name, Subject};
        match self {
            Self::Digest => &[Name, Subject, Message],
            _ => &[Name, Subject, Message, Link],
        }
    }
}

/// What may stand in a subject.
const IN_SUBJECT: &[Placeholder] = &[Placeholder::Name, Placeholder::Subject];

/// What goes in the place of the placeholders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Values<'a> {
    /// Who the letter is to.
    pub name: &'a str,
    /// What it is about.
    pub subject: &'a str,
    /// What it tells.
    pub message: &'a str,
    /// Where to go from it; empty of a digest.
    pub link: &'a str,
}

impl Values<'_> {
    const fn of(&self, placeholder: Placeholder) -> &str {
        match placeholder {
            Placeholder::Name => self.name,
            Placeholder::Subject => self.subject,
            Placeholder::Message => self.message,
            Placeholder::Link => self.link,
        }
    }
}

/// A letter's subject and text; of a template, with its placeholders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// One line.
    pub subject: String,
    /// The text; of a letter it ends with its last line's end.
    pub text: String,
}

impl Wording {
    /// What letters of a kind say where no operator has changed it.
    pub fn standard(kind: NoticeKind) -> Self {
        let link = match kind {
            NoticeKind::Digest => "",
            _ => "\n\n{{ link }}",
        };
        Self {
            subject: "{{ subject }}".to_owned(),
            text: format!("Dear {{{{ name }}}},\n\n{{{{ message }}}}{link}\n\nPillars"),
        }
    }
}

/// A wording that was read: it can be written out for anybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    wording: Wording,
    subject: Vec<Piece>,
    text: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Words(String),
    Value(Placeholder),
}

impl Template {
    /// Reads what an operator wrote for letters of a kind.
    ///
    /// # Errors
    /// What to change in `subject` and `text`: nothing that a letter tells may be lost.
    pub fn read(kind: NoticeKind, subject: &str, text: &str) -> Result<Self, InvalidInput> {
        let mut fields = Fields::new();
        let wording = Wording {
            subject: fields.line("subject", subject, 1..=LONGEST_SUBJECT),
            text: fields.paragraph("text", text, 1..=LONGEST_TEXT),
        };
        let of_subject = pieces(&mut fields, "subject", &wording.subject, IN_SUBJECT);
        let of_text = pieces(&mut fields, "text", &wording.text, kind.placeholders());
        if let Some(of_text) = &of_text {
            missing(&mut fields, kind, of_text);
        }
        let (of_subject, of_text) = (of_subject.unwrap_or_default(), of_text.unwrap_or_default());
        let about = Piece::Value(Placeholder::Subject);
        let known = !of_subject.is_empty() && !of_text.is_empty();
        if known && !of_subject.contains(&about) && !of_text.contains(&about) {
            let message =
                "Write {{ subject }} here or in the text: it says what the letter is about.";
            fields.problem("subject", message);
        }
        fields.or(Self {
            wording,
            subject: of_subject,
            text: of_text,
        })
    }

    /// The standard one of a kind.
    pub fn standard(kind: NoticeKind) -> Self {
        let wording = Wording::standard(kind);
        let of = |template: &str, known| {
            pieces(&mut Fields::new(), "text", template, known).unwrap_or_default()
        };
        Self {
            subject: of(&wording.subject, IN_SUBJECT),
            text: of(&wording.text, kind.placeholders()),
            wording,
        }
    }

    /// As it is kept: without blank ends.
    pub const fn wording(&self) -> &Wording {
        &self.wording
    }

    /// The letter that it makes.
    pub fn fill(&self, values: &Values<'_>) -> Wording {
        let filled = |pieces: &[Piece]| -> String {
            let words = pieces.iter().map(|piece| match piece {
                Piece::Words(words) => words,
                Piece::Value(placeholder) => values.of(*placeholder),
            });
            words.collect()
        };
        Wording {
            subject: filled(&self.subject),
            text: filled(&self.text) + "\n",
        }
    }
}

/// Takes a template apart, and notes what in it is no placeholder that is known; none where it cannot be taken apart, or is not
/// worth it.
fn pieces(
    fields: &mut Fields,
    field: &str,
    template: &str,
    known: &[Placeholder],
) -> Option<Vec<Piece>> {
    if fields.names(field) {
        return None;
    }
    let mut pieces = Vec::new();
    let mut unknown = Vec::new();
    let mut rest = template;
    while let Some((words, opened)) = rest.split_once("{{") {
        let Some((name, after)) = opened.split_once("}}") else {
            fields.problem(field, "Close every {{ with }}, such as {{ name }}.");
            return None;
        };
        pieces.push(Piece::Words(words.to_owned()));
        match known.iter().find(|known| known.as_str() == name.trim()) {
            Some(known) => pieces.push(Piece::Value(*known)),
            None => unknown.push(format!(
                "{{{{ {} }}}}",
                name.trim().chars().take(40).collect::<String>()
            )),
        }
        rest = after;
    }
    pieces.push(Piece::Words(rest.to_owned()));
    if pieces
        .iter()
        .any(|piece| matches!(piece, Piece::Words(words) if words.contains("}}")))
    {
        fields.problem(field, "Open every }} with {{, such as {{ name }}.");
        return None;
    }
    if !unknown.is_empty() {
        let known: Vec<String> = known.iter().map(|known| known.shown()).collect();
        let message = format!(
            "Take out {}: there is nothing to go in its place. What can stand here: {}.",
            unknown.join(", "),
            known.join(", ")
        );
        fields.problem(field, message);
    }
    Some(pieces)
}

/// Notes what the text of a letter must hold, and holds not, or too often.
fn missing(fields: &mut Fields, kind: NoticeKind, text: &[Piece]) {
    let times = |of: Placeholder| text.iter().filter(|p| **p == Piece::Value(of)).count();
    match times(Placeholder::Message) {
        0 => fields.problem(
            "text",
            "Write {{ message }} where the letter tells what it is for.",
        ),
        1 => {}
        _ => fields.problem("text", "Write {{ message }} once: it can be long."),
    }
    if kind.placeholders().contains(&Placeholder::Link) && times(Placeholder::Link) == 0 {
        let message = "Write {{ link }} where the reader finds the address to go to.";
        fields.problem("text", message);
    }
}

#[cfg(test)]
mod tests;
