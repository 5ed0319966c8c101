//! Why nobody can be given a case, in as few reasons as there are, and what would help (W4).

use std::cell::LazyCell;
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
    /// Whether they handed it back, so that they are asked first and it is assigned by hand.
    pub ask_again: bool,
    /// The same in a sentence.
    pub sentence: String,
}

/// What explaining needs to know once for all cases.
pub(super) struct Explainer<'a> {
    assessors: &'a [&'a AssessorFacts],
    /// What each has with the plan applied.
    loads: &'a [u32],
    today: NaiveDate,
    /// Their ids as they are shown outside.
    ids: Vec<String>,
    /// Every set of kinds of objection, as bits: the smallest first, then the first in order.
    sets: LazyCell<Vec<u32>>,
}

/// An assessor with what stands against them.
type Against<'a> = (&'a AssessorFacts, Vec<Objection>);

impl<'a> Explainer<'a> {
    pub(super) fn new(
        assessors: &'a [&'a AssessorFacts],
        loads: &'a [u32],
        today: NaiveDate,
    ) -> Self {
        Self {
            assessors,
            loads,
            today,
            ids: assessors
                .iter()
                .map(|assessor| id::encode(Kind::Person, assessor.id))
                .collect(),
            sets: LazyCell::new(|| {
                let mut sets: Vec<u32> = (1..1u32 << Objection::KINDS).collect();
                sets.sort_by_key(|set| (set.count_ones(), Reverse(set.reverse_bits())));
                sets
            }),
        }
    }

    pub(super) fn explain(&self, case: &CaseFacts) -> Unplaced {
        let all = self.assessors.iter().zip(self.loads);
        let against: Vec<Against> = all
            .map(|(assessor, load)| (*assessor, objections(assessor, case, *load, self.today)))
            .collect();
        Unplaced {
            case: case.id,
            reasons: self.reasons(case, &against),
            remedy: remedy(case, &against, self.today),
        }
    }

    /// The fewest kinds of objection of which everybody has one; the first in order where several
    /// are.
    fn reasons(&self, case: &CaseFacts, against: &[Against]) -> Vec<Reason> {
        if against.is_empty() {
            return vec![Reason::new("W4", "There is no assessor: invite one.")];
        }
        let bits = |(_, found): &Against| found.iter().fold(0, |set, o| set | 1 << o.kind());
        let mut kinds: Vec<u32> = against.iter().map(bits).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let covers = |set: &&u32| kinds.iter().all(|kinds| kinds & **set != 0);
        // Nothing covers only where somebody has no objection, and then the case is placed.
        let set = self.sets.iter().find(covers).copied().unwrap_or_default();
        let mut told = vec![false; against.len()];
        let mut reasons = Vec::new();
        for kind in (0..Objection::KINDS).filter(|kind| set & 1 << kind != 0) {
            let mut objection = None;
            let (mut names, mut ids) = (Vec::new(), Vec::new());
            for (((assessor, found), told), id) in against.iter().zip(&mut told).zip(&self.ids) {
                let of_kind = found.iter().find(|o| o.kind() == kind);
                if let Some(found) = of_kind.filter(|_| !*told) {
                    objection.get_or_insert(*found);
                    names.push(assessor.name.as_str());
                    ids.push(id.as_str());
                    *told = true;
                }
            }
            if let Some(objection) = objection {
                let all = names.len() == against.len();
                let facts = facts! { "assessors": ids };
                reasons.push(reason(case, objection, &names, all).with(facts));
            }
        }
        reasons
    }
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
    let (have, are, do_not) = if one {
        ("has", "is", "does not")
    } else {
        ("have", "are", "do not")
    };
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
        Objection::SecondMarker => format!("{are} to mark {} second.", case.reference),
        Objection::Uncalibrated => format!("{have} not marked the calibration set yet."),
        Objection::Away { .. } => format!("{are} away."),
        Objection::Scheme => {
            format!("{do_not} judge by the {}.", case.subject.scheme_title)
        }
        Objection::Level => format!("{do_not} judge for {}.", case.subject.level_title),
        Objection::Language => {
            format!("{do_not} read {}.", words::language(&case.subject.language))
        }
        Objection::Continuity { times } => format!(
            "{have} judged {university} {} running, which is as often as the scheme allows.",
            words::plural(times as usize, "time", "times")
        ),
        Objection::HandedBack => format!("{have} handed {} back.", case.reference),
        Objection::Full { .. } => format!(
            "{have} no room for {}.",
            words::plural(case.points as usize, "point", "points")
        ),
    };
    Reason::new(objection.rule(), format!("{who} {what}"))
}

/// The change that asks the least: as few steps as possible; of one step capacity before asking
/// again before waiting; little before much.
fn remedy(case: &CaseFacts, against: &[Against], today: NaiveDate) -> Remedy {
    let mut ways: Vec<_> = against
        .iter()
        .filter_map(|(assessor, objections)| {
            let more = objections.iter().find_map(|objection| match objection {
                Objection::Full { by } => Some(*by),
                _ => None,
            });
            let free = free_from(assessor, case, today)?;
            let wait = (free > today).then_some(free);
            let ask = objections.contains(&Objection::HandedBack);
            let steps = u8::from(more.is_some()) + u8::from(wait.is_some()) + u8::from(ask);
            let cost = (steps, wait, ask, more.unwrap_or(0), assessor.id);
            Some((cost, *assessor))
        })
        .collect();
    ways.sort_by_key(|(cost, _)| *cost);
    let Some(((_, wait_until, ask_again, more_capacity, id), assessor)) = ways.into_iter().next()
    else {
        return Remedy {
            assessor: None,
            more_capacity: 0,
            wait_until: None,
            ask_again: false,
            sentence: bring_in(case, against),
        };
    };
    let name = &assessor.name;
    let mut steps = Vec::new();
    if let Some(day) = wait_until {
        steps.push(format!("wait for {name} until {}", in_words(day)));
    }
    if more_capacity > 0 {
        let raise = words::plural(more_capacity as usize, "point", "points");
        steps.push(match wait_until {
            None => format!("raise the capacity of {name} by {raise}"),
            Some(_) => format!("raise their capacity by {raise}"),
        });
    }
    if ask_again {
        steps.push(match steps.is_empty() {
            true => format!("ask {name}, who handed it back, and assign it by hand"),
            false => "ask them, who handed it back, and assign it by hand".to_owned(),
        });
    }
    Remedy {
        assessor: Some(id),
        more_capacity,
        wait_until,
        ask_again,
        sentence: format!("{}.", words::capitalised(&words::list(&steps))),
    }
}

/// That somebody else is needed, and what they must know where that rules somebody out.
fn bring_in(case: &CaseFacts, against: &[Against]) -> String {
    let rules_out = |wanted| against.iter().any(|(_, found)| found.contains(&wanted));
    let mut knows = Vec::new();
    if rules_out(Objection::Scheme) {
        knows.push(format!("judges by the {}", case.subject.scheme_title));
    }
    if rules_out(Objection::Level) {
        knows.push(format!("judges for {}", case.subject.level_title));
    }
    if rules_out(Objection::Language) {
        let language = words::language(&case.subject.language);
        knows.push(format!("reads {language}"));
    }
    let university = &case.university_name;
    match knows.is_empty() {
        true => format!("Bring in an assessor without a tie to {university}."),
        false => format!(
            "Bring in an assessor without a tie to {university} who {}.",
            words::list(&knows)
        ),
    }
}

/// The first day on which nothing but their load and having handed it back stands in the way; none
/// where something lasts.
fn free_from(assessor: &AssessorFacts, case: &CaseFacts, today: NaiveDate) -> Option<NaiveDate> {
    let mut day = today;
    loop {
        let until: Option<Vec<NaiveDate>> = standing(assessor, case, day)
            .into_iter()
            .filter(|objection| objection.binds_an_operator())
            .map(Objection::until)
            .collect();
        match until?.into_iter().max() {
            Some(later) => day = later,
            None => return Some(day),
        }
    }
}
