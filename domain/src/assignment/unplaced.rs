//! Why nobody can be given a case, in as few reasons as there are, and what would help (W4).

use std::cmp::Reverse;

use chrono::NaiveDate;
use uuid::Uuid;

use super::objection::{Objection, objections, standing};
use super::{AssessorFacts, CaseFacts};
use crate::calendar::in_words;
use crate::id::{self, Kind};
use crate::refusal::{Reason, facts};
use crate::words;

/// A case that nobody can be given.
#[derive(Debug, Clone, PartialEq)]
pub struct Unplaced {
    /// The case.
    pub case: Uuid,
    /// The fewest reasons that rule out every assessor, each with whom it rules out.
    pub reasons: Vec<Reason>,
    /// The smallest change after which somebody could be given it.
    pub remedy: Remedy,
}

/// A change after which somebody could be given a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedy {
    /// Who could be given it then; none where a further assessor is needed.
    pub assessor: Option<Uuid>,
    /// The points by which their capacity rises.
    pub more_capacity: u32,
    /// The day to wait for.
    pub wait_until: Option<NaiveDate>,
    /// The same in a sentence.
    pub sentence: String,
}

/// The kinds of objection, in the order in which they are told.
const KINDS: [fn(&Objection) -> bool; 8] = [
    |o| matches!(o, Objection::Declared),
    |o| matches!(o, Objection::Member),
    |o| matches!(o, Objection::EmailDomain),
    |o| matches!(o, Objection::Reciprocal { .. }),
    |o| matches!(o, Objection::Coached),
    |o| matches!(o, Objection::FirstMarker),
    |o| matches!(o, Objection::Away { .. }),
    |o| matches!(o, Objection::Full { .. }),
];

pub(super) fn explain(
    case: &CaseFacts,
    assessors: &[&AssessorFacts],
    loads: &[u32],
    today: NaiveDate,
) -> Unplaced {
    let against: Vec<(&AssessorFacts, Vec<Objection>)> = assessors
        .iter()
        .zip(loads)
        .map(|(assessor, load)| (*assessor, objections(assessor, case, *load, today)))
        .collect();
    Unplaced {
        case: case.id,
        reasons: reasons(case, &against),
        remedy: remedy(case, &against, today),
    }
}

/// The fewest kinds of objection of which everybody has one; the first in order where several are.
fn reasons(case: &CaseFacts, against: &[(&AssessorFacts, Vec<Objection>)]) -> Vec<Reason> {
    if against.is_empty() {
        return vec![Reason::new("W4", "There is no assessor: invite one.")];
    }
    let covers = |set: &u32| {
        against.iter().all(|(_, objections)| {
            let mut kinds = (0..KINDS.len()).filter(|kind| set & (1 << kind) != 0);
            kinds.any(|kind| objections.iter().any(KINDS[kind]))
        })
    };
    let mut sets: Vec<u32> = (1..1u32 << KINDS.len()).filter(covers).collect();
    sets.sort_by_key(|set| (set.count_ones(), Reverse(set.reverse_bits())));
    // Nothing covers only where somebody has no objection, and then the case is placed.
    let set = sets.first().copied().unwrap_or_default();
    let mut told: Vec<Uuid> = Vec::new();
    let mut reasons = Vec::new();
    for (kind, is) in KINDS.iter().enumerate() {
        if set & (1 << kind) == 0 {
            continue;
        }
        let ruled_out: Vec<_> = against
            .iter()
            .filter(|(assessor, _)| !told.contains(&assessor.id))
            .filter_map(|(assessor, o)| o.iter().find(|o| is(o)).map(|o| (*assessor, *o)))
            .collect();
        told.extend(ruled_out.iter().map(|(assessor, _)| assessor.id));
        let all = ruled_out.len() == against.len();
        if let Some((_, objection)) = ruled_out.first() {
            let names: Vec<_> = ruled_out.iter().map(|(a, _)| a.name.as_str()).collect();
            reasons.push(reason(case, *objection, &names, all).with(facts! {
                "assessors": ruled_out.iter().map(|(a, _)| id::encode(Kind::Person, a.id)).collect::<Vec<_>>(),
            }));
        }
    }
    reasons
}

/// A kind of objection that rules out some assessors, or all of them.
fn reason(case: &CaseFacts, objection: Objection, names: &[&str], all: bool) -> Reason {
    let one = names.len() == 1;
    let who = match (all, names) {
        (true, [only]) => format!("The only assessor, {only},"),
        (true, _) => format!("All {} assessors", words::count(names.len())),
        (false, [_, _, _, _, ..]) => format!(
            "{} assessors",
            words::capitalised(&words::count(names.len()))
        ),
        (false, few) => words::list(few),
    };
    let (have, are) = if one { ("has", "is") } else { ("have", "are") };
    let university = &case.university_name;
    let what = match objection {
        Objection::Declared => format!("{have} declared a conflict with {university}."),
        Objection::Member => format!(
            "{} or belonged to {university}.",
            if one { "belongs" } else { "belong" }
        ),
        Objection::EmailDomain => format!("{have} an e-mail address of {university}."),
        Objection::Reciprocal { .. } => {
            format!("{are} of a university that {university} assessed within a year.")
        }
        Objection::Coached => format!("{have} coached a programme of {}.", case.reference),
        Objection::FirstMarker => format!("{have} marked {} first.", case.reference),
        Objection::Away { .. } => format!("{are} away."),
        Objection::Full { .. } => format!(
            "{have} no room for {}.",
            words::plural(case.points as usize, "point", "points")
        ),
    };
    Reason::new(objection.rule(), format!("{who} {what}"))
}

/// The change that asks the least: as few steps as possible, capacity before waiting, little
/// before much.
fn remedy(
    case: &CaseFacts,
    against: &[(&AssessorFacts, Vec<Objection>)],
    today: NaiveDate,
) -> Remedy {
    let mut ways: Vec<_> = against
        .iter()
        .filter_map(|(assessor, objections)| {
            let more = objections.iter().find_map(|objection| match objection {
                Objection::Full { by } => Some(*by),
                _ => None,
            });
            let free = free_from(assessor, case, today)?;
            let wait = (free > today).then_some(free);
            let steps = u8::from(more.is_some()) + u8::from(wait.is_some());
            Some(((steps, wait, more.unwrap_or(0), assessor.id), *assessor))
        })
        .collect();
    ways.sort_by_key(|(cost, _)| *cost);
    let Some(((_, wait_until, more_capacity, id), assessor)) = ways.into_iter().next() else {
        return Remedy {
            assessor: None,
            more_capacity: 0,
            wait_until: None,
            sentence: format!(
                "Bring in an assessor without a tie to {}.",
                case.university_name
            ),
        };
    };
    let name = &assessor.name;
    let raise = words::plural(more_capacity as usize, "point", "points");
    let sentence = match (more_capacity, wait_until) {
        (0, Some(day)) => format!("Wait for {name} until {}.", in_words(day)),
        (_, None) => format!("Raise the capacity of {name} by {raise}."),
        (_, Some(day)) => format!(
            "Wait for {name} until {} and raise their capacity by {raise}.",
            in_words(day)
        ),
    };
    Remedy {
        assessor: Some(id),
        more_capacity,
        wait_until,
        sentence,
    }
}

/// The first day on which nothing but their load stands in the way; none where something lasts.
fn free_from(assessor: &AssessorFacts, case: &CaseFacts, today: NaiveDate) -> Option<NaiveDate> {
    let mut day = today;
    loop {
        let until: Option<Vec<NaiveDate>> = standing(assessor, case, day)
            .into_iter()
            .map(Objection::until)
            .collect();
        match until?.into_iter().max() {
            Some(later) => day = later,
            None => return Some(day),
        }
    }
}
