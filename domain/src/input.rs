//! Input from people: what is wrong with which field, and what to write instead.

use std::ops::RangeInclusive;

use serde::Serialize;

/// One field that cannot be taken as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldProblem {
    /// The input field's name in the API.
    pub field: String,
    /// A sentence that says what to write instead.
    pub message: String,
}

/// Input that cannot be taken as it is; names every field at fault and is never empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InvalidInput {
    fields: Vec<FieldProblem>,
}

impl InvalidInput {
    /// One field at fault.
    pub fn one(field: impl Into<String>, message: impl Into<String>) -> Self {
        let mut fields = Fields::new();
        fields.problem(field, message);
        Self { fields: fields.0 }
    }

    /// Every field at fault; never empty.
    pub fn fields(&self) -> &[FieldProblem] {
        &self.fields
    }
}

impl std::fmt::Display for InvalidInput {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (i, problem) in self.fields.iter().enumerate() {
            let gap = if i > 0 { " " } else { "" };
            write!(f, "{gap}{}: {}", problem.field, problem.message)?;
        }
        Ok(())
    }
}

impl std::error::Error for InvalidInput {}

/// Gathers the problems of an input's fields while cleaning their texts.
#[derive(Debug, Clone, Default)]
pub struct Fields(Vec<FieldProblem>);

impl Fields {
    /// No problem yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes a problem with a field.
    pub fn problem(&mut self, field: impl Into<String>, message: impl Into<String>) {
        self.0.push(FieldProblem {
            field: field.into(),
            message: message.into(),
        });
    }

    /// Whether a field has a problem by now.
    pub fn names(&self, field: &str) -> bool {
        self.0.iter().any(|problem| problem.field == field)
    }

    /// One line of text, trimmed; its length is counted in characters.
    pub fn line(&mut self, field: &str, text: &str, length: RangeInclusive<usize>) -> String {
        let text = self.text(field, text, length);
        if text.contains(['\n', '\r', '\t']) {
            self.problem(field, "Write it on one line, without tabs.");
        } else if text.chars().any(is_direction_override) {
            self.problem(
                field,
                "Remove the hidden characters that change the direction of the text.",
            );
        }
        text
    }

    /// Text of any number of lines, trimmed, line ends as `\n`.
    pub fn paragraph(&mut self, field: &str, text: &str, length: RangeInclusive<usize>) -> String {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        self.text(field, &text, length)
    }

    fn text(&mut self, field: &str, text: &str, length: RangeInclusive<usize>) -> String {
        let text = text.trim();
        let visible = text.chars().any(|c| !c.is_whitespace() && !is_invisible(c));
        let text = if visible { text } else { "" };
        let (least, most) = (*length.start(), *length.end());
        // Bytes first: a text of megabytes is refused without counting its characters.
        let characters = if text.len() > most.saturating_mul(4) {
            usize::MAX
        } else {
            text.chars().count()
        };
        if characters > most {
            self.problem(field, format!("Use at most {most} characters."));
        } else if characters < least && characters == 0 {
            self.problem(field, "Write something here; it may not be blank.");
        } else if characters < least {
            self.problem(field, format!("Use at least {least} characters."));
        } else if text
            .chars()
            .any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        {
            self.problem(field, "Remove the control characters.");
        } else {
            return text.to_owned();
        }
        String::new()
    }

    /// The value if no field has a problem.
    ///
    /// # Errors
    /// Every problem noted.
    pub fn or<T>(self, value: T) -> Result<T, InvalidInput> {
        if self.0.is_empty() {
            Ok(value)
        } else {
            Err(InvalidInput { fields: self.0 })
        }
    }
}

/// Whether the text has nothing that can be seen.
pub fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_whitespace() || c.is_control() || is_invisible(c))
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{00AD}')
        || is_direction_override(c)
}

fn is_direction_override(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Result<String, String> {
        let mut fields = Fields::new();
        let cleaned = fields.line("name", text, 1..=10);
        fields
            .or(cleaned)
            .map_err(|e| e.fields()[0].message.clone())
    }

    #[test]
    fn texts_are_trimmed_and_any_script_is_welcome() {
        assert_eq!(line("  Mentoring ").unwrap(), "Mentoring");
        assert_eq!(line("Ŵyn 👩‍🏫").unwrap(), "Ŵyn 👩‍🏫");
        assert_eq!(line("חונכות").unwrap(), "חונכות");
        assert_eq!(line("0123456789").unwrap(), "0123456789");
        let ten_of_four_bytes = "🎓".repeat(10);
        assert_eq!(line(&ten_of_four_bytes).unwrap(), ten_of_four_bytes);
    }

    #[test]
    fn what_is_wrong_says_what_to_change() {
        for (text, message) in [
            ("", "Write something here; it may not be blank."),
            (
                " \u{200B}\u{FEFF} ",
                "Write something here; it may not be blank.",
            ),
            (
                "\u{2060}\u{AD}\u{202E}\u{2066}",
                "Write something here; it may not be blank.",
            ),
            ("01234567890", "Use at most 10 characters."),
            ("a\u{0}b", "Remove the control characters."),
            ("a\u{1b}[2J", "Remove the control characters."),
            ("a\nb", "Write it on one line, without tabs."),
            ("a\rb", "Write it on one line, without tabs."),
            ("a\tb", "Write it on one line, without tabs."),
            (
                "a\u{2067}b",
                "Remove the hidden characters that change the direction of the text.",
            ),
            (
                "a\u{202E}b",
                "Remove the hidden characters that change the direction of the text.",
            ),
        ] {
            assert_eq!(line(text).unwrap_err(), message, "{text:?}");
        }
        assert_eq!(
            line(&"é".repeat(5_000_000)).unwrap_err(),
            "Use at most 10 characters."
        );
    }

    #[test]
    fn paragraphs_keep_their_lines() {
        let mut fields = Fields::new();
        let text = fields.paragraph("purpose", " One.\r\nTwo.\rThree.\t\n", 1..=100);
        assert_eq!(fields.or(text).unwrap(), "One.\nTwo.\nThree.");
    }

    #[test]
    fn every_field_at_fault_is_named() {
        let mut fields = Fields::new();
        fields.line("name", "", 1..=5);
        fields.paragraph("purpose", "", 0..=5);
        fields.line("coordinator", "123456", 0..=5);
        let problems = fields.or(()).unwrap_err();
        let named: Vec<_> = problems.fields().iter().map(|p| p.field.as_str()).collect();
        assert_eq!(named, ["name", "coordinator"]);
        assert_eq!(
            problems.to_string(),
            "name: Write something here; it may not be blank. coordinator: Use at most 5 characters."
        );
    }
}
