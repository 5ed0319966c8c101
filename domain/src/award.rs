//! Awards: how long they last, what state they are in, how they are numbered (A1-A3).

use chrono::NaiveDate;

use crate::calendar::{add_months, in_words};
use crate::code::code_enum;
use crate::eligibility::{ApplicationKind, Hold, ProgrammeFacts, Standing};
use crate::lifecycle::AwardState;
use crate::standard::Edition;

/// The days of an award: in force from the first up to, not including, the second (A1, A2).
///
/// A reaccreditation starts on the old expiry, whether decided before or after it, so that
/// renewing early loses no days and deciding late leaves no gap. Anything else starts a new
/// year on the day of decision.
pub fn award_period(
    kind: ApplicationKind,
    decided_on: NaiveDate,
    previous_expiry: Option<NaiveDate>,
    validity_months: u32,
) -> (NaiveDate, NaiveDate) {
    let awarded_on = match kind {
        ApplicationKind::Initial => decided_on,
        ApplicationKind::Reaccreditation => previous_expiry.unwrap_or(decided_on),
    };
    (awarded_on, add_months(awarded_on, validity_months))
}

code_enum! {
    /// How a programme departed from an award that names it (A5).
    pub enum Departed {
        /// It runs no longer.
        Ended = "ENDED",
        /// It runs no longer to the delivery framework that the award was applied for under.
        LeftFramework = "LEFT_FRAMEWORK",
    }
}

impl Departed {
    /// In a sentence, for everybody.
    pub fn in_words(self, programme: &str, on: NaiveDate) -> String {
        let on = in_words(on);
        match self {
            Self::Ended => format!("{programme} ended on {on}."),
            Self::LeftFramework => {
                format!("{programme} left the delivery framework on {on}.")
            }
        }
    }
}

/// The days of the award that follows a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Follows {
    /// The first day it is in force.
    pub awarded_on: NaiveDate,
    /// The first day it is in force no longer.
    pub expires_on: NaiveDate,
}

impl Follows {
    /// Whether it takes the place of an award held before, from its own first day on (A2).
    ///
    /// So it does where that one is of its level or a lower one and would still be in force then:
    /// a higher level supersedes, and awards of one programme at one level never overlap.
    pub fn takes_the_place_of(&self, held: &Hold, reached: u8) -> bool {
        let ended = held.withdrawn_or_superseded_on;
        held.level_rank <= reached
            && held.expires_on > self.awarded_on
            && ended.is_none_or(|day| day > self.awarded_on)
    }
}

/// The award that follows a decision at a level, if one does (A1, A2, J8).
///
/// None follows where nothing was reached, nor where every programme already holds the level reached or a higher one
/// and did not apply to renew: what is held stands. A renewal starts on the old expiry, the earliest where they differ.
pub fn follows(
    edition: &Edition,
    kind: ApplicationKind,
    programmes: &[ProgrammeFacts],
    reached: Option<u8>,
    decided_on: NaiveDate,
) -> Option<Follows> {
    let reached = reached?;
    let held = |programme: &ProgrammeFacts| {
        Standing::of(&programme.holds, decided_on).is_some_and(|held| held.rank >= reached)
    };
    if kind == ApplicationKind::Initial && programmes.iter().all(held) {
        return None;
    }
    let last_expiry = |programme: &ProgrammeFacts| {
        let ended = |hold: &&Hold| hold.withdrawn_or_superseded_on.is_none();
        let expiries = programme.holds.iter().filter(ended).map(|h| h.expires_on);
        expiries.max()
    };
    let previous_expiry = programmes.iter().filter_map(last_expiry).min();
    let months = edition.rules().validity_months;
    let (awarded_on, expires_on) = award_period(kind, decided_on, previous_expiry, months);
    Some(Follows {
        awarded_on,
        expires_on,
    })
}

/// The state of an award on a day (A3).
///
/// Withdrawn wins over the rest; an award superseded only after it expired has expired. A renewal
/// decided early counts as in force: its days are shown with it.
pub fn state(
    _awarded_on: NaiveDate,
    expires_on: NaiveDate,
    superseded_on: Option<NaiveDate>,
    withdrawn_on: Option<NaiveDate>,
    today: NaiveDate,
) -> AwardState {
    if withdrawn_on.is_some_and(|day| day <= today) {
        AwardState::Withdrawn
    } else if superseded_on.is_some_and(|day| day <= today && day < expires_on) {
        AwardState::Superseded
    } else if expires_on <= today {
        AwardState::Expired
    } else {
        AwardState::InForce
    }
}
