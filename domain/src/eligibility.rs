//! Who may apply for which level on which day (G1-G5, P2, P4).

mod hold;
mod scope;

use chrono::NaiveDate;
use serde_json::json;

use crate::calendar::{add_months, days_before, in_words};
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

/// What one programme says on one day.
struct ProgrammeAnswer {
    renews: bool,
    reasons: Vec<Reason>,
    /// No day before this can be a better one; none where nobody knows.
    first_day: Option<NaiveDate>,
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
    let (kind, reasons, next) = on_day(edition, programmes, target, today);
    let first_day = if reasons.is_empty() {
        Some(today)
    } else {
        next.and_then(|day| first_day(edition, programmes, target, day))
    };
    EligibilityAnswer {
        allowed: reasons.is_empty(),
        kind,
        reasons,
        first_day,
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

/// The first day from the given one on which nothing stands in the way.
///
/// Each try is on the earliest day on which things may have changed, so no day is passed over.
fn first_day(
    edition: &Edition,
    programmes: &[ProgrammeFacts],
    target: &Level,
    from: NaiveDate,
) -> Option<NaiveDate> {
    let mut day = from;
    let changes: usize = programmes.iter().map(|p| 2 + 3 * p.holds.len()).sum();
    for _ in 0..=changes {
        let (_, reasons, next) = on_day(edition, programmes, target, day);
        if reasons.is_empty() {
            return Some(day);
        }
        day = next.filter(|next| *next > day)?;
    }
    None
}

fn on_day(
    edition: &Edition,
    programmes: &[ProgrammeFacts],
    target: &Level,
    day: NaiveDate,
) -> (ApplicationKind, Vec<Reason>, Option<NaiveDate>) {
    let answers: Vec<ProgrammeAnswer> = programmes
        .iter()
        .map(|programme| ask(edition, programme, target, day))
        .collect();
    let kind = if answers.iter().all(|answer| answer.renews) {
        ApplicationKind::Reaccreditation
    } else {
        ApplicationKind::Initial
    };
    let first_days: Option<Vec<NaiveDate>> = answers
        .iter()
        .filter(|answer| !answer.reasons.is_empty())
        .map(|answer| answer.first_day)
        .collect();
    let next = first_days.and_then(|days| days.into_iter().max());
    let reasons = answers.into_iter().flat_map(|a| a.reasons).collect();
    (kind, reasons, next)
}

fn ask(
    edition: &Edition,
    programme: &ProgrammeFacts,
    target: &Level,
    day: NaiveDate,
) -> ProgrammeAnswer {
    let rules = edition.rules();
    let standing = Standing::of(&programme.holds, day);
    let mut reasons = Vec::new();
    let mut first_days = Vec::new();
    let mut object = |rule, message: String, first_day: Option<NaiveDate>| {
        reasons.push(Reason::new(rule, message).about("programmes").with(json!({
            "programme": programme.id, "name": programme.name, "level": target.code,
            "held": standing.as_ref().and_then(|s| edition.level_at(s.rank)).map(|l| &l.code),
            "since": standing.as_ref().map(|s| s.since),
            "until": standing.as_ref().map(|s| s.until),
            "firstDay": first_day,
        })));
        first_days.push(first_day);
    };
    let name = &programme.name;
    if rules.must_be_established && programme.started_on > day {
        let starts = in_words(programme.started_on);
        object(
            "P2",
            format!("{name} starts on {starts}: apply on that day or later."),
            Some(programme.started_on),
        );
    }
    let wanted = &target.title;
    let mut renews = false;
    match &standing {
        None => {
            if target.rank > rules.first_award_at_most {
                let first = edition.level_title(Some(rules.first_award_at_most));
                let lapsed = match hold::last_ended(&programme.holds, day) {
                    Some((rank, ended)) => format!(
                        " Its {} ended on {}, and a lapse starts over.",
                        edition.level_title(Some(rank)),
                        in_words(ended)
                    ),
                    None => String::new(),
                };
                object(
                    "G1",
                    format!(
                        "{name} holds no level now: a first award is at most at {first}.{lapsed}"
                    ),
                    None,
                );
            }
        }
        Some(held) if held.rank == target.rank => {
            renews = true;
            let opens = days_before(held.until, rules.renewal_window_days);
            if day < opens {
                object(
                    "G3",
                    format!(
                        "{name} holds {wanted} until {}: renew it from {}, {} days before.",
                        in_words(held.until),
                        in_words(opens),
                        rules.renewal_window_days
                    ),
                    Some(opens),
                );
            }
        }
        Some(held) if held.rank > target.rank => {
            let title = edition.level_title(Some(held.rank));
            object(
                "G3",
                format!(
                    "{name} holds {title}, which is higher: apply for {title} again, or for the \
                     level above."
                ),
                Some(held.until),
            );
        }
        Some(held) if held.rank + 1 < target.rank && !rules.levels_may_be_skipped => {
            let title = edition.level_title(Some(held.rank));
            let next = edition.level_title(Some(held.rank + 1));
            object(
                "G2",
                format!("{name} holds {title}: levels are never skipped, so {next} comes first."),
                None,
            );
        }
        Some(held) => {
            let from = add_months(held.since, rules.months_held_before_next);
            if day < from {
                let title = edition.level_title(Some(held.rank));
                object(
                    "G2",
                    format!(
                        "{name} has held {title} without a gap since {}, and {} are needed: \
                         apply for {wanted} from {}.",
                        in_words(held.since),
                        words::plural(rules.months_held_before_next as usize, "month", "months"),
                        in_words(from)
                    ),
                    Some(from).filter(|from| *from < held.until),
                );
            }
        }
    }
    let known: Option<Vec<_>> = first_days.into_iter().collect();
    let known = known.and_then(|days| days.into_iter().max());
    // Another award of the programme, decided already, may change things sooner.
    let next_start = hold::next_start(&programme.holds, day);
    ProgrammeAnswer {
        renews,
        reasons,
        first_day: known.into_iter().chain(next_start).min(),
    }
}

fn level_titles(edition: &Edition) -> String {
    let titles: Vec<&str> = edition.levels().iter().map(|l| l.title.as_str()).collect();
    words::list(&titles)
}

#[cfg(test)]
mod tests;
