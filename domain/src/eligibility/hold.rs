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
        let highest = holds
            .iter()
            .filter(in_force)
            .max_by_key(|hold| hold.level_rank)?;
        let mut standing = Self {
            rank: highest.level_rank,
            since: highest.awarded_on,
            until: highest.ends_on(),
        };
        while let Some(longer) = holds.iter().find_map(|hold| standing.with(hold)) {
            standing = longer;
        }
        Some(standing)
    }

    /// The same hold made longer by an award of its level that overlaps or touches it; none where it makes no difference.
    fn with(&self, hold: &Hold) -> Option<Self> {
        let (from, to) = (hold.awarded_on, hold.ends_on());
        let joins =
            hold.level_rank == self.rank && from < to && from <= self.until && self.since <= to;
        let longer = from < self.since || self.until < to;
        (joins && longer).then(|| Self {
            rank: self.rank,
            since: from.min(self.since),
            until: to.max(self.until),
        })
    }
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
