//! One row, read: everything it says, or everything that is wrong with it (B1).

use chrono::NaiveDate;
use uuid::Uuid;

use super::{Field, ImportKind, LONGEST_CELL, Mapping, Problem, cell};
use crate::access::Role;
use crate::input::{Fields, is_blank};
use crate::lifecycle::ApplicationLanguage;
use crate::people::is_email;
use crate::programme::{Direction, ProgrammeInput, ValidProgramme};
use crate::university::{Nation, address, initials, is_address, is_code};

/// What a row says of a university.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UniversityRow {
    /// What it is called.
    pub name: String,
    /// What others call it, where that is said.
    pub external_reference: Option<String>,
    /// What its references begin with; made of its name where it is not said.
    pub code: String,
    /// Whether the row says its code.
    pub says_code: bool,
    /// Its name in addresses; made of its name where it is not said.
    pub slug: String,
    /// Where it is, where that is said.
    pub nation: Option<Nation>,
}

/// What a row says of a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeRow {
    /// Whose it is, as the row says it.
    pub university: String,
    /// What others call it, where that is said.
    pub external_reference: Option<String>,
    /// The programme (P1).
    pub programme: ValidProgramme,
}

/// What a row says of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// Where the person has the role, as the row says it.
    pub university: String,
    /// What the person is called.
    pub name: String,
    /// The address by which the person is known.
    pub email: String,
    /// The role.
    pub role: Role,
}

/// What a row says of an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApplicationRow {
    /// Whose programme it is, as the row says it.
    pub university: String,
    /// The programme, as the row says it.
    pub programme: String,
    /// The level applied for, as the row says it.
    pub level: String,
    /// The language that it is written in.
    pub language: ApplicationLanguage,
}

/// A row that reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A university.
    University(UniversityRow),
    /// A programme.
    Programme(ProgrammeRow),
    /// A person with a role.
    Person(PersonRow),
    /// An application.
    Application(ApplicationRow),
}

impl Row {
    /// By what it is the same as another row of its file, whatever the row calls its university; rows that share one of
    /// them are two of one thing (B1).
    pub fn keys(&self, university: Option<Uuid>) -> Vec<String> {
        let whose = university.map_or_else(
            || self.university().unwrap_or_default().to_owned(),
            |id| id.to_string(),
        );
        let key = |parts: &[&str]| parts.join("\u{1f}").to_lowercase();
        match self {
            Self::University(row) => [key(&["name", &row.name]), key(&["slug", &row.slug])]
                .into_iter()
                .chain(
                    row.external_reference
                        .as_ref()
                        .map(|r| key(&["reference", r])),
                )
                .collect(),
            Self::Programme(row) => [key(&["name", &whose, &row.programme.name])]
                .into_iter()
                .chain(
                    row.external_reference
                        .as_ref()
                        .map(|r| key(&["reference", &whose, r])),
                )
                .collect(),
            Self::Person(row) => vec![key(&[&whose, &row.email, row.role.as_str()])],
            Self::Application(row) => vec![key(&[&whose, &row.programme])],
        }
    }

    /// Whose university it names; none where it is one itself.
    pub fn university(&self) -> Option<&str> {
        match self {
            Self::University(_) => None,
            Self::Programme(row) => Some(&row.university),
            Self::Person(row) => Some(&row.university),
            Self::Application(row) => Some(&row.university),
        }
    }
}

/// A row being read: its cells by field, and what is wrong with them.
struct Reading<'a> {
    mapping: &'a Mapping,
    cells: &'a [String],
    fields: Fields,
}

impl Reading<'_> {
    /// The field's cell, trimmed; blank where no column holds it.
    fn cell(&self, name: &str) -> &str {
        let column = self.mapping.column(name);
        let cell = column.and_then(|column| self.cells.get(column));
        cell.map_or("", |cell| cell.trim())
    }

    fn line(&mut self, name: &str, most: usize) -> String {
        let text = self.cell(name).to_owned();
        self.fields.line(name, &text, 1..=most)
    }

    fn optional(&mut self, name: &str, most: usize) -> Option<String> {
        let text = self.cell(name).to_owned();
        let text = self.fields.line(name, &text, 0..=most);
        (!text.is_empty()).then_some(text)
    }

    /// What the cell means, or its problem and something in its place, so that the rest is read as well.
    fn meaning<T>(
        &mut self,
        name: &str,
        read: impl Fn(&str) -> Result<T, String>,
        otherwise: T,
    ) -> T {
        let text = self.cell(name);
        let read = if is_blank(text) && name != "language" {
            Err("Write something here; it may not be blank.".to_owned())
        } else {
            read(text)
        };
        match read {
            Ok(meaning) => meaning,
            Err(problem) => {
                self.fields.problem(name, problem);
                otherwise
            }
        }
    }
}

/// Reads a row's cells by its mapping.
///
/// # Errors
/// Everything that is wrong with it, cell by cell (B1, P1).
pub fn read(kind: ImportKind, mapping: &Mapping, cells: &[String]) -> Result<Row, Vec<Problem>> {
    let mut problems = Vec::new();
    let more = cells.iter().skip(mapping.columns().len());
    if more.clone().any(|cell| !is_blank(cell)) {
        problems.push(Problem::of_row(
            "B1",
            "The row has more cells than there are headings: put quotation marks around a cell that has a comma in it, or \
             give the last columns a heading.",
        ));
    }
    for (column, cell) in cells.iter().enumerate() {
        if cell.chars().count() > LONGEST_CELL {
            problems.push(Problem {
                column: Some(column),
                rule: "B1".to_owned(),
                message: format!("Use at most {LONGEST_CELL} characters."),
            });
        }
    }
    let mut reading = Reading {
        mapping,
        cells,
        fields: Fields::new(),
    };
    let row = match kind {
        ImportKind::Universities => Row::University(university(&mut reading)),
        ImportKind::Programmes => programme(&mut reading),
        ImportKind::People => Row::Person(person(&mut reading)),
        ImportKind::Applications => Row::Application(ApplicationRow {
            university: reading.line("university", 200),
            programme: reading.line("programme", 200),
            level: reading.line("level", 60),
            language: reading.meaning("language", cell::language, ApplicationLanguage::English),
        }),
    };
    if let Err(invalid) = reading.fields.or(()) {
        problems.extend(invalid.fields().iter().map(|at_fault| Problem {
            column: mapping.column(&at_fault.field),
            rule: rule(kind, &at_fault.field).to_owned(),
            message: at_fault.message.clone(),
        }));
    }
    if problems.is_empty() {
        Ok(row)
    } else {
        Err(problems)
    }
}

/// By which rule a field of a kind is refused.
fn rule(kind: ImportKind, field: &str) -> &'static str {
    let of_programme: fn(&Field) -> bool = |field| {
        matches!(
            field.name,
            "name" | "purpose" | "directions" | "mentors" | "startedOn"
        )
    };
    match kind.field(field) {
        Some(field) if kind == ImportKind::Programmes && of_programme(field) => "P1",
        _ => "B1",
    }
}

fn university(reading: &mut Reading<'_>) -> UniversityRow {
    let name = reading.line("name", 200);
    let external_reference = reading.optional("externalReference", 100);
    let code = reading.optional("code", 60);
    let says_code = code.is_some();
    let code = code.unwrap_or_else(|| initials(&name));
    if !name.is_empty() && !is_code(&code) {
        let message = if says_code {
            "Write two to five capital letters, such as ALD."
        } else {
            "No code can be made of the name: write two to five capital letters in a column Code."
        };
        reading.fields.problem("code", message);
    }
    let slug = reading.optional("slug", 200);
    let slug = slug.unwrap_or_else(|| address(&name));
    if !name.is_empty() && !is_address(&slug) {
        let message = "Write 1 to 60 small letters a to z, digits and hyphens.";
        reading.fields.problem("slug", message);
    }
    let nation = reading.optional("nation", 60);
    let nation = nation.and_then(|words| cell::nation(&words, &mut reading.fields));
    UniversityRow {
        nation,
        name,
        external_reference,
        code,
        says_code,
        slug,
    }
}

fn programme(reading: &mut Reading<'_>) -> Row {
    let university = reading.line("university", 200);
    let external_reference = reading.optional("externalReference", 100);
    let in_place = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default();
    let whole = |text: &str| {
        match text.parse::<i64>() {
        Ok(mentors) if text.bytes().all(|b| b.is_ascii_digit()) => Ok(mentors),
        _ => Err(
            "Enter the number of mentors as a whole number from 0 to 100000, in figures without commas."
                .to_owned(),
        ),
    }
    };
    let input = ProgrammeInput {
        directions: reading.meaning(
            "directions",
            cell::directions,
            vec![Direction::StaffToStaff],
        ),
        mentors: reading.meaning("mentors", whole, 0),
        started_on: reading.meaning("startedOn", cell::date, in_place),
        name: reading.cell("name").to_owned(),
        purpose: reading.cell("purpose").to_owned(),
        coordinator: Some(reading.cell("coordinator").to_owned()),
        ended_on: None,
    };
    let programme = match input.validate() {
        Ok(programme) => programme,
        Err(invalid) => {
            for at_fault in invalid.fields() {
                reading
                    .fields
                    .problem(&at_fault.field, at_fault.message.clone());
            }
            // Never seen: the row is refused with what was just noted.
            ValidProgramme {
                name: String::new(),
                purpose: String::new(),
                directions: Vec::new(),
                mentors: 0,
                started_on: in_place,
                coordinator: None,
                ended_on: None,
            }
        }
    };
    Row::Programme(ProgrammeRow {
        university,
        external_reference,
        programme,
    })
}

fn person(reading: &mut Reading<'_>) -> PersonRow {
    let university = reading.line("university", 200);
    let name = reading.line("name", 200);
    let email = reading.line("email", 254);
    if !email.is_empty() && !is_email(&email) {
        let message = "Write one whole address, such as mara@alderbrook.example.";
        reading.fields.problem("email", message);
    }
    let role = reading.meaning("role", cell::role, Role::Viewer);
    PersonRow {
        university,
        name,
        email,
        role,
    }
}
