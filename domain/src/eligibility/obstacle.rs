//! What stands in a programme's way on a day (P2, G1-G3).

use chrono::NaiveDate;

use super::ProgrammeFacts;
use super::hold::{self, Standing};
use crate::calendar::{add_months, days_before, in_words};
use crate::refusal::{Reason, facts};
use crate::standard::{Edition, Level};
use crate::words;

/// A programme asked about a level on a day.
pub(super) struct Asked<'a> {
    pub edition: &'a Edition,
    pub programme: &'a ProgrammeFacts,
    pub target: &'a Level,
    pub day: NaiveDate,
    standing: Option<Standing>,
}

/// One thing in the way.
#[derive(Clone, Copy)]
enum Obstacle {
    /// It starts later (P2).
    StartsLater,
    /// It has ended (P2).
    Ended(NaiveDate),
    /// It holds nothing, and a first award is at a lower level (G1).
    FirstAwardIsLower,
    /// It holds the level, and renewal opens on that day (G3).
    RenewsFrom(NaiveDate),
    /// It holds a higher level (G3).
    HoldsHigher,
    /// A level between comes first (G2).
    SkipsALevel,
    /// It has held the level below too briefly, until that day (G2).
    HeldTooBriefly(NaiveDate),
}

impl<'a> Asked<'a> {
    pub fn new(
        edition: &'a Edition,
        programme: &'a ProgrammeFacts,
        target: &'a Level,
        day: NaiveDate,
    ) -> Self {
        Self {
            standing: Standing::of(&programme.holds, day),
            edition,
            programme,
            target,
            day,
        }
    }

    /// Whether it holds the level asked for.
    pub fn renews(&self) -> bool {
        let held = self.standing.as_ref().map(|standing| standing.rank);
        held == Some(self.target.rank)
    }

    /// Whether nothing is in its way.
    pub fn is_free(&self) -> bool {
        self.obstacles().next().is_none()
    }

    /// Everything in its way, each as a reason.
    pub fn reasons(&self) -> impl Iterator<Item = Reason> {
        self.obstacles().map(|obstacle| self.reason(obstacle))
    }

    fn obstacles(&self) -> impl Iterator<Item = Obstacle> + use<> {
        let starts_later =
            self.edition.rules().must_be_established && self.programme.started_on > self.day;
        let starts_later = starts_later.then_some(Obstacle::StartsLater);
        let ended = self.programme.ended_on.filter(|end| *end <= self.day);
        let ended = ended.map(Obstacle::Ended);
        let alive = starts_later.into_iter().chain(ended);
        alive.chain(self.in_progress())
    }

    fn in_progress(&self) -> Option<Obstacle> {
        let (rules, target) = (self.edition.rules(), self.target.rank);
        let Some(held) = &self.standing else {
            return (target > rules.first_award_at_most).then_some(Obstacle::FirstAwardIsLower);
        };
        if held.rank > target {
            return Some(Obstacle::HoldsHigher);
        }
        if held.rank == target {
            let opens = days_before(held.until, rules.renewal_window_days);
            return (self.day < opens).then_some(Obstacle::RenewsFrom(opens));
        }
        if held.rank + 1 < target && !rules.levels_may_be_skipped {
            return Some(Obstacle::SkipsALevel);
        }
        let from = add_months(held.since, rules.months_held_before_next);
        (self.day < from).then_some(Obstacle::HeldTooBriefly(from))
    }

    /// The first day on which an obstacle is out of the way by itself, if that is known.
    fn first_day(&self, obstacle: Obstacle) -> Option<NaiveDate> {
        let until = self.standing.as_ref().map(|held| held.until);
        match obstacle {
            Obstacle::StartsLater => Some(self.programme.started_on),
            Obstacle::RenewsFrom(day) => Some(day),
            Obstacle::HoldsHigher => until,
            Obstacle::HeldTooBriefly(day) => Some(day).filter(|day| Some(*day) < until),
            Obstacle::Ended(_) | Obstacle::FirstAwardIsLower | Obstacle::SkipsALevel => None,
        }
    }

    fn reason(&self, obstacle: Obstacle) -> Reason {
        let rule = match obstacle {
            Obstacle::StartsLater | Obstacle::Ended(_) => "P2",
            Obstacle::FirstAwardIsLower => "G1",
            Obstacle::RenewsFrom(_) | Obstacle::HoldsHigher => "G3",
            Obstacle::SkipsALevel | Obstacle::HeldTooBriefly(_) => "G2",
        };
        let standing = self.standing.as_ref();
        let held = standing.and_then(|standing| self.edition.level_at(standing.rank));
        Reason::new(rule, self.in_words(obstacle))
            .about("programmes")
            .with(facts! {
                "programme": &self.programme.id,
                "name": &self.programme.name,
                "level": &self.target.code,
                "held": held.map(|level| &level.code),
                "since": standing.map(|standing| standing.since),
                "until": standing.map(|standing| standing.until),
                "firstDay": self.first_day(obstacle),
            })
    }

    fn in_words(&self, obstacle: Obstacle) -> String {
        let (name, wanted) = (&self.programme.name, &self.target.title);
        let rules = self.edition.rules();
        let held = self.standing.as_ref();
        let title = || self.edition.level_title(held.map(|held| held.rank));
        let day = |day: Option<NaiveDate>| day.map(in_words).unwrap_or_default();
        let (since, until) = (held.map(|held| held.since), held.map(|held| held.until));
        match obstacle {
            Obstacle::StartsLater => format!(
                "{name} starts on {}: apply on that day or later.",
                in_words(self.programme.started_on)
            ),
            Obstacle::Ended(end) => format!(
                "{name} ended on {}: what runs no longer is not accredited. Take it out, or correct the day it ended.",
                in_words(end)
            ),
            Obstacle::FirstAwardIsLower => {
                let first = self.edition.level_title(Some(rules.first_award_at_most));
                let lapsed = match hold::last_ended(&self.programme.holds, self.day) {
                    Some((rank, ended)) => format!(
                        " Its {} ended on {}, and a lapse starts over.",
                        self.edition.level_title(Some(rank)),
                        in_words(ended)
                    ),
                    None => String::new(),
                };
                format!("{name} holds no level now: a first award is at most at {first}.{lapsed}")
            }
            Obstacle::RenewsFrom(opens) => format!(
                "{name} holds {wanted} until {}: renew it from {}, {} days before.",
                day(until),
                in_words(opens),
                rules.renewal_window_days
            ),
            Obstacle::HoldsHigher => format!(
                "{name} holds {title}, which is higher: apply for {title} again, or for the level \
                 above.",
                title = title()
            ),
            Obstacle::SkipsALevel => {
                let (title, next) = (
                    title(),
                    self.edition.level_title(held.map(|held| held.rank + 1)),
                );
                format!("{name} holds {title}: levels are never skipped, so {next} comes first.")
            }
            Obstacle::HeldTooBriefly(from) => format!(
                "{name} has held {} without a gap since {}, and {} are needed: apply for \
                 {wanted} from {}.",
                title(),
                day(since),
                words::plural(rules.months_held_before_next as usize, "month", "months"),
                in_words(from)
            ),
        }
    }
}

/// The first day from the given one on which nothing is in a programme's way.
///
/// That changes only on the day it starts, on those its awards begin and end, when one has been
/// held long enough, and when its renewal opens.
pub(super) fn first_free_day(
    edition: &Edition,
    programme: &ProgrammeFacts,
    target: &Level,
    from: NaiveDate,
) -> Option<NaiveDate> {
    let is_free = |day: &NaiveDate| Asked::new(edition, programme, target, *day).is_free();
    if is_free(&from) {
        return Some(from);
    }
    let rules = edition.rules();
    let of_hold = |hold: &hold::Hold| {
        let (begins, ends) = (hold.awarded_on, hold.ends_on());
        let long_enough = add_months(begins, rules.months_held_before_next);
        [
            begins,
            ends,
            long_enough,
            days_before(ends, rules.renewal_window_days),
        ]
    };
    let mut days: Vec<NaiveDate> = programme.holds.iter().flat_map(of_hold).collect();
    days.push(programme.started_on);
    days.retain(|day| *day > from);
    days.sort_unstable();
    days.into_iter().find(is_free)
}
