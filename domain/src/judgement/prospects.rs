//! What another edition would make of the awards in force, before it is published (S1).

use std::collections::BTreeMap;

use serde::Serialize;

use super::{LevelReasoning, PillarReasoning, overall, standings};
use crate::code::code_enum;
use crate::standard::{Edition, Level, Pillar, Rating};
use crate::words;

/// An award in force, and the marks it was decided with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AwardInForce {
    /// Its certificate number.
    pub number: String,
    /// Its level's code.
    pub level: String,
    /// The assessor's marks by reference.
    pub marks: BTreeMap<String, Rating>,
}

code_enum! {
    /// What an award would come to at its next renewal.
    pub enum Effect {
        /// Its marks would reach more than the level it holds.
        Gains = "GAINS",
        /// Nothing would change.
        Keeps = "KEEPS",
        /// Its marks would reach less than the level it holds.
        Loses = "LOSES",
    }
}

/// What an award would come to at its next renewal under another edition, by the marks there are (S1, J1, J2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Prospect {
    /// The award's certificate number.
    pub number: String,
    /// The code of the level it holds.
    pub held: String,
    /// The code of the level its marks reach by the edition in force.
    pub before: Option<String>,
    /// The code of the level they would reach by the new one.
    pub after: Option<String>,
    /// Whether that is more or less than it holds.
    pub effect: Effect,
    /// References of criteria up to the level held that are new and have no mark.
    pub unmarked: Vec<String>,
    /// Why, in plain English: the level first, then each pillar that comes out otherwise.
    pub sentences: Vec<String>,
}

/// What each award in force would come to at its next renewal by a new edition (S1).
///
/// Levels and pillars are the same where their codes are, criteria where their references are. A
/// level reached by an assessor's departure from best fit is kept where the marks come to the same
/// by both editions.
pub fn prospects(in_force: &Edition, new: &Edition, awards: &[AwardInForce]) -> Vec<Prospect> {
    awards
        .iter()
        .map(|award| prospect(in_force, new, award))
        .collect()
}

/// An edition's view of some marks, up to its highest level.
struct View<'a> {
    edition: &'a Edition,
    pillars: Vec<PillarReasoning>,
}

impl<'a> View<'a> {
    fn new(edition: &'a Edition, marks: &BTreeMap<String, Rating>) -> Self {
        Self {
            pillars: standings(edition, u8::MAX, marks),
            edition,
        }
    }

    fn overall(&self) -> Option<&'a Level> {
        let outcomes: Vec<_> = self.pillars.iter().map(|pillar| pillar.best_fit).collect();
        self.edition.level_at(overall(self.edition, &outcomes)?)
    }

    fn pillar(&self, code: &str) -> Option<(&'a Pillar, &PillarReasoning)> {
        let mut pillars = self.edition.pillars().iter().zip(&self.pillars);
        pillars.find(|(pillar, _)| pillar.code == code)
    }

    fn reached(&self, reasoning: &PillarReasoning) -> Option<&'a str> {
        let level = self.edition.level_at(reasoning.best_fit?)?;
        Some(&level.code)
    }
}

fn prospect(in_force: &Edition, new: &Edition, award: &AwardInForce) -> Prospect {
    let old_view = View::new(in_force, &award.marks);
    let new_view = View::new(new, &award.marks);
    let (before, after) = (old_view.overall(), new_view.overall());
    let held = new.level(&award.level);
    let same = before.map(|level| &level.code) == after.map(|level| &level.code);
    let effect = match held {
        None => Effect::Loses,
        Some(_) if same => Effect::Keeps,
        Some(held) => match after.map_or(0, |level| level.rank).cmp(&held.rank) {
            std::cmp::Ordering::Greater => Effect::Gains,
            std::cmp::Ordering::Equal => Effect::Keeps,
            std::cmp::Ordering::Less => Effect::Loses,
        },
    };
    let unmarked: Vec<String> = new
        .criteria_up_to(held.map_or(0, |level| level.rank))
        .filter(|c| in_force.criterion(&c.reference).is_none())
        .filter(|c| !award.marks.contains_key(&c.reference))
        .map(|c| c.reference.clone())
        .collect();
    let mut sentences = vec![headline(in_force, new, award, after, effect)];
    if effect != Effect::Keeps {
        sentences.extend(pillar_by_pillar(&old_view, &new_view, &unmarked));
    }
    Prospect {
        number: award.number.clone(),
        held: award.level.clone(),
        before: before.map(|level| level.code.clone()),
        after: after.map(|level| level.code.clone()),
        effect,
        unmarked,
        sentences,
    }
}

fn headline(
    in_force: &Edition,
    new: &Edition,
    award: &AwardInForce,
    after: Option<&Level>,
    effect: Effect,
) -> String {
    let AwardInForce { number, level, .. } = award;
    let held = in_force.level(level).map_or(level, |level| &level.title);
    if new.level(level).is_none() {
        return format!(
            "{number} holds {held}, which {} does not have.",
            new.title()
        );
    }
    let reached = after.map_or_else(|| new.level_title(None), |level| level.title.clone());
    match effect {
        Effect::Keeps => format!("{number} would keep {held}."),
        Effect::Gains => format!("{number} holds {held} and would reach {reached}."),
        Effect::Loses => format!("{number} holds {held} and would be {reached}."),
    }
}

/// Each pillar that comes out otherwise, new or gone, in the new edition's order.
fn pillar_by_pillar(old: &View<'_>, new: &View<'_>, unmarked: &[String]) -> Vec<String> {
    let mut sentences = Vec::new();
    for (pillar, reasoning) in new.edition.pillars().iter().zip(&new.pillars) {
        let now = new.edition.level_title(reasoning.best_fit);
        let Some((_, was)) = old.pillar(&pillar.code) else {
            let title = &pillar.title;
            sentences.push(format!(
                "{title} is a new pillar: by these marks it is {now}."
            ));
            continue;
        };
        if old.reached(was) == new.reached(reasoning) {
            continue;
        }
        let falls = reasoning.best_fit < pillar_rank(new.edition, old.reached(was));
        let mut levels = reasoning.levels.iter();
        let telling = if falls {
            levels.find(|level| !level.reached)
        } else {
            levels.rfind(|level| level.reached)
        };
        sentences.push(format!(
            "{} would be {now} where it was {}{}.",
            pillar.title,
            old.edition.level_title(was.best_fit),
            telling.map_or_else(String::new, |level| why(new.edition, level, unmarked)),
        ));
    }
    let gone = old
        .edition
        .pillars()
        .iter()
        .filter(|p| new.pillar(&p.code).is_none());
    sentences.extend(gone.map(|pillar| format!("{} is a pillar no longer.", pillar.title)));
    sentences
}

/// The rank that a level of the other edition has here.
fn pillar_rank(edition: &Edition, code: Option<&str>) -> Option<u8> {
    edition.level(code?).map(|level| level.rank)
}

/// `: 2 of 6 Silver criteria met, 4 needed; 3.13 is new and has no mark`
fn why(edition: &Edition, level: &LevelReasoning, unmarked: &[String]) -> String {
    let new: Vec<&String> = level
        .unmet
        .iter()
        .filter(|r| unmarked.contains(r))
        .collect();
    let about_new = match new.len() {
        0 => String::new(),
        1 => format!("; {} is new and has no mark", words::list(&new)),
        _ => format!("; {} are new and have no mark", words::list(&new)),
    };
    format!(
        ": {} of {} {} criteria met, {} needed{about_new}",
        level.met.len(),
        level.met.len() + level.unmet.len(),
        edition.level_title(Some(level.rank)),
        level.needed,
    )
}
