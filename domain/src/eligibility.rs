//! Who may apply for which level on which day (G1-G5, P2, P4).

mod hold;
mod obstacle;
mod scope;

use chrono::NaiveDate;
use obstacle::{Asked, first_free_day};

use crate::code::code_enum;
use crate::refusal::{Reason, Reasons, Refusal};
use crate::standard::{Edition, Level};
use crate::words;

pub use hold::{Hold, Standing};
pub use scope::{CombinedApproach, DeliveryFramework, ScopeFacts, ScopedProgramme, out_of_scope};

code_enum! {
    /// What an application is for.
    pub enum ApplicationKind {
        /// A level not held before: a full application.
        Initial = "INITIAL",
        /// The level now held: continuation only.
        Reaccreditation = "REACCREDITATION",
    }
}

/// What eligibility looks at in a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeFacts {
    /// Its id, as shown outside.
    pub id: String,
    /// Its name, for the reasons.
    pub name: String,
    /// The day it started (P2).
    pub started_on: NaiveDate,
    /// The first day it runs no longer, if it ends.
    pub ended_on: Option<NaiveDate>,
    /// How many mentors it has (P3).
    pub mentors: u32,
    /// The levels it held, holds and will hold, in any order.
    pub holds: Vec<Hold>,
}

/// Whether an application for a level would be taken on a day (G4).
#[derive(Debug, Clone, PartialEq)]
pub struct EligibilityAnswer {
    /// Whether it would.
    pub allowed: bool,
    /// What it would be.
    pub kind: ApplicationKind,
    /// Every rule and programme that stands in the way; empty where allowed.
    pub reasons: Vec<Reason>,
    /// The first day on which it would be allowed, as things stand; none where that is not known.
    pub first_day: Option<NaiveDate>,
}

impl EligibilityAnswer {
    /// The kind of application, where allowed.
    ///
    /// # Errors
    /// Every reason why not.
    pub fn into_result(self) -> Result<ApplicationKind, Refusal> {
        Reasons::from(self.reasons).or(self.kind)
    }
}

/// Whether these programmes may apply together for a level on a day, and if not, why (G1-G5, P2).
///
/// The kind is reaccreditation where every programme holds the level now. Where only some do, it
/// is an initial application for all of them.
pub fn eligibility(
    edition: &Edition,
    programmes: &[ProgrammeFacts],
    target_rank: u8,
    today: NaiveDate,
) -> EligibilityAnswer {
    let Some(target) = edition.level_at(target_rank) else {
        let message = format!(
            "The edition has no level {target_rank}: choose one of {}.",
            level_titles(edition)
        );
        return refused(vec![Reason::new("S1", message).about("level")]);
    };
    if programmes.is_empty() {
        let reason = Reason::new("P4", "Name at least one programme.").about("programmes");
        return refused(vec![reason]);
    }
    let asked: Vec<Asked<'_>> = programmes
        .iter()
        .map(|programme| Asked::new(edition, programme, target, today))
        .collect();
    let reasons: Vec<Reason> = asked.iter().flat_map(Asked::reasons).collect();
    EligibilityAnswer {
        allowed: reasons.is_empty(),
        kind: if asked.iter().all(Asked::renews) {
            ApplicationKind::Reaccreditation
        } else {
            ApplicationKind::Initial
        },
        first_day: first_day(edition, programmes, target, today),
        reasons,
    }
}

/// The answers for every level of the edition, lowest first (G4).
pub fn options(
    edition: &Edition,
    programmes: &[ProgrammeFacts],
    today: NaiveDate,
) -> Vec<(Level, EligibilityAnswer)> {
    edition
        .levels()
        .iter()
        .map(|level| {
            (
                level.clone(),
                eligibility(edition, programmes, level.rank, today),
            )
        })
        .collect()
}

fn refused(reasons: Vec<Reason>) -> EligibilityAnswer {
    EligibilityAnswer {
        allowed: false,
        kind: ApplicationKind::Initial,
        reasons,
        first_day: None,
    }
}

/// The first day from the given one on which nothing is in the way of any of them.
///
/// No day before the last of each programme's own can be it; so it is looked for again from there,
/// until that day is one on which all of them are free.
fn first_day(
    edition: &Edition,
    programmes: &[ProgrammeFacts],
    target: &Level,
    from: NaiveDate,
) -> Option<NaiveDate> {
    let mut day = from;
    loop {
        let mut last = day;
        for programme in programmes {
            last = last.max(first_free_day(edition, programme, target, day)?);
        }
        if last == day {
            return Some(day);
        }
        day = last;
    }
}

fn level_titles(edition: &Edition) -> String {
    let titles: Vec<&str> = edition.levels().iter().map(|l| l.title.as_str()).collect();
    words::list(&titles)
}
