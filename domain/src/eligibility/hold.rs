//! Holds: which level a programme holds on a day, since when and until when without a gap (G2, G3).

use chrono::NaiveDate;

/// A level held by one award.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// The level's rank.
    pub level_rank: u8,
    /// The first day it is in force.
    pub awarded_on: NaiveDate,
    /// The first day it is not in force any more (A1).
    pub expires_on: NaiveDate,
    /// The first day it was withdrawn or superseded, if it was.
    pub withdrawn_or_superseded_on: Option<NaiveDate>,
}

impl Hold {
    /// The first day it is not in force any more, for whatever reason.
    pub(super) fn ends_on(&self) -> NaiveDate {
        match self.withdrawn_or_superseded_on {
            Some(day) => day.min(self.expires_on),
            None => self.expires_on,
        }
    }
}

/// The level a programme holds on a day, and for how long without a gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The level's rank.
    pub rank: u8,
    /// The first day of the unbroken hold, across renewals (G2).
    pub since: NaiveDate,
    /// The first day after it, across renewals that are decided already.
    pub until: NaiveDate,
}

impl Standing {
    /// The highest level held on a day, if any (G2, G3).
    pub fn of(holds: &[Hold], day: NaiveDate) -> Option<Self> {
        let in_force = |hold: &&Hold| hold.awarded_on <= day && day < hold.ends_on();
        let rank = holds.iter().filter(in_force).map(|h| h.level_rank).max()?;
        spans(holds, rank)
            .into_iter()
            .find(|(since, until)| *since <= day && day < *until)
            .map(|(since, until)| Self { rank, since, until })
    }
}

/// The unbroken spans of a level, in order: a renewal that starts when the old award ends joins it.
fn spans(holds: &[Hold], rank: u8) -> Vec<(NaiveDate, NaiveDate)> {
    let mut days: Vec<_> = holds
        .iter()
        .filter(|hold| hold.level_rank == rank)
        .map(|hold| (hold.awarded_on, hold.ends_on()))
        .filter(|(from, to)| from < to)
        .collect();
    days.sort_unstable();
    let mut spans: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for (from, to) in days {
        match spans.last_mut() {
            Some((_, until)) if from <= *until => *until = to.max(*until),
            _ => spans.push((from, to)),
        }
    }
    spans
}

/// The level whose hold ended last, on or before a day, and when.
pub(super) fn last_ended(holds: &[Hold], day: NaiveDate) -> Option<(u8, NaiveDate)> {
    holds
        .iter()
        .filter(|hold| hold.awarded_on < hold.ends_on() && hold.ends_on() <= day)
        .map(|hold| (hold.ends_on(), hold.level_rank))
        .max()
        .map(|(ended, rank)| (rank, ended))
}
