//! Programmes: what one is made of, and when it is large (P1, P3).

use chrono::{Datelike, NaiveDate};

use crate::code::code_enum;
use crate::input::{Fields, InvalidInput};
use crate::standard::Edition;

code_enum! {
    /// Who mentors whom.
    pub enum Direction {
        /// Staff mentor staff.
        StaffToStaff = "STAFF_TO_STAFF",
        /// Staff mentor students.
        StaffToStudent = "STAFF_TO_STUDENT",
        /// Students mentor staff.
        StudentToStaff = "STUDENT_TO_STAFF",
        /// Students mentor students.
        StudentToStudent = "STUDENT_TO_STUDENT",
    }
}

/// A programme as a person describes it (P1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeInput {
    /// What it is called.
    pub name: String,
    /// Its one purpose.
    pub purpose: String,
    /// Who mentors whom.
    pub directions: Vec<Direction>,
    /// How many mentors it has.
    pub mentors: i64,
    /// The day it started or will start.
    pub started_on: NaiveDate,
    /// Who runs it, if that is said.
    pub coordinator: Option<String>,
    /// The first day it runs no longer, if it ends.
    pub ended_on: Option<NaiveDate>,
}

/// A programme that keeps P1, its texts trimmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidProgramme {
    /// What it is called.
    pub name: String,
    /// Its one purpose.
    pub purpose: String,
    /// Who mentors whom, each once, in the enum's order.
    pub directions: Vec<Direction>,
    /// How many mentors it has.
    pub mentors: i32,
    /// The day it started or will start.
    pub started_on: NaiveDate,
    /// Who runs it.
    pub coordinator: Option<String>,
    /// The first day it runs no longer.
    pub ended_on: Option<NaiveDate>,
}

impl ProgrammeInput {
    /// The programme, if it keeps P1.
    ///
    /// # Errors
    /// Every field at fault.
    pub fn validate(self) -> Result<ValidProgramme, InvalidInput> {
        let mut fields = Fields::new();
        let name = fields.line("name", &self.name, 1..=200);
        let purpose = fields.paragraph("purpose", &self.purpose, 1..=2000);
        let coordinator = self
            .coordinator
            .map(|text| fields.line("coordinator", &text, 0..=200))
            .filter(|text| !text.is_empty());
        let mut directions = self.directions;
        directions.sort_unstable();
        directions.dedup();
        if directions.is_empty() {
            fields.problem("directions", "Choose at least one direction.");
        }
        let mentors = i32::try_from(self.mentors)
            .ok()
            .filter(|mentors| (0..=100_000).contains(mentors));
        if mentors.is_none() {
            fields.problem(
                "mentors",
                "Enter the number of mentors as a whole number from 0 to 100000.",
            );
        }
        if !(1900..=2100).contains(&self.started_on.year()) {
            fields.problem("startedOn", "Enter a date between 1900 and 2100.");
        }
        if let Some(day) = self.ended_on {
            if day < self.started_on {
                fields.problem(
                    "endedOn",
                    "It ends before it starts: change one of the days.",
                );
            } else if day.year() > 2100 {
                fields.problem("endedOn", "Enter a date up to 2100.");
            }
        }
        fields.or(ValidProgramme {
            name,
            purpose,
            directions,
            mentors: mentors.unwrap_or(0),
            started_on: self.started_on,
            coordinator,
            ended_on: self.ended_on,
        })
    }
}

/// Whether a programme runs on a day: started, and not ended (P4).
pub fn is_active(started_on: NaiveDate, ended_on: Option<NaiveDate>, on: NaiveDate) -> bool {
    started_on <= on && ended_on.is_none_or(|end| on < end)
}

/// A delivery framework as a person describes it: the university's own shared way of running programmes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameworkInput {
    /// What it is called.
    pub name: String,
    /// How programmes are run to it.
    pub description: String,
}

impl FrameworkInput {
    /// The framework with its texts trimmed.
    ///
    /// # Errors
    /// Every field at fault.
    pub fn validate(self) -> Result<Self, InvalidInput> {
        let mut fields = Fields::new();
        let name = fields.line("name", &self.name, 1..=200);
        let description = fields.paragraph("description", &self.description, 1..=4000);
        fields.or(Self { name, description })
    }
}

/// Whether a programme of so many mentors is large: tailored quote, no list price (P3).
pub fn is_large(edition: &Edition, mentors: u32) -> bool {
    mentors >= edition.rules().large_from_mentors
}
