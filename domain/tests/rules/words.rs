//! The words that cases are written in.

use chrono::{DateTime, NaiveDate, Utc};
use domain::Edition;
use domain::eligibility::{Hold, ProgrammeFacts};
use domain::refusal::Fact;

/// The edition of 2021, as it is published.
pub fn edition_2021() -> Edition {
    Edition::parse(include_bytes!("../../../standards/university-2021.json")).unwrap()
}

/// A day written `2026-02-28`.
pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A moment written `2026-02-28T12:00:00Z`.
pub fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// A level's rank in the edition of 2021.
pub fn rank(level: &str) -> u8 {
    edition_2021().level(level).unwrap().rank
}

/// A level held for a year from a day.
pub fn held(level: &str, from: &str) -> Hold {
    Hold {
        level_rank: rank(level),
        awarded_on: day(from),
        expires_on: domain::add_months(day(from), 12),
        withdrawn_or_superseded_on: None,
    }
}

/// The same award, withdrawn or superseded on a day.
pub fn ended(mut hold: Hold, on: &str) -> Hold {
    hold.withdrawn_or_superseded_on = Some(day(on));
    hold
}

/// The same award, expiring on another day.
pub fn until(mut hold: Hold, on: &str) -> Hold {
    hold.expires_on = day(on);
    hold
}

/// A standard programme that started in 2020, with what it held.
pub fn programme(name: &str, holds: &[Hold]) -> ProgrammeFacts {
    ProgrammeFacts {
        id: format!("prg_{name}"),
        name: name.to_owned(),
        started_on: day("2020-09-01"),
        ended_on: None,
        mentors: 20,
        holds: holds.to_vec(),
    }
}

/// The same programme, starting on a day.
pub fn starts(mut programme: ProgrammeFacts, on: &str) -> ProgrammeFacts {
    programme.started_on = day(on);
    programme
}

/// A text that a reason tells.
pub fn text(fact: Option<&Fact>) -> String {
    match fact {
        Some(Fact::Text(text)) => text.clone(),
        other => panic!("{other:?} is not a text"),
    }
}
