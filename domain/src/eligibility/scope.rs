//! Which programmes may be in one application (P4).

use crate::input::is_blank;
use crate::lifecycle::ApplicationScope;
use crate::refusal::{Reason, Reasons, facts};
use crate::words;

/// A university's own way of running programmes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryFramework {
    /// Its id, as shown outside.
    pub id: String,
    /// Its name, for the reasons.
    pub name: String,
}

/// What the scope of an application looks at in a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopedProgramme {
    /// Its id, as shown outside.
    pub id: String,
    /// Its name, for the reasons.
    pub name: String,
    /// The delivery framework it runs to, if it runs to one.
    pub framework: Option<DeliveryFramework>,
}

/// How programmes without a shared delivery framework are run together, as the university states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CombinedApproach {
    /// The one coordinator or department.
    pub led_by: String,
    /// What is expected of all of them.
    pub expectations: String,
}

/// What the scope of an application looks at (P4).
#[derive(Debug, Clone, Copy)]
pub struct ScopeFacts<'a> {
    /// How the programmes are said to hang together.
    pub scope: ApplicationScope,
    /// The application's programmes.
    pub programmes: &'a [ScopedProgramme],
    /// Every active programme of the university.
    pub active: &'a [ScopedProgramme],
    /// How they are run together, where that is stated.
    pub approach: Option<&'a CombinedApproach>,
}

/// Everything that keeps these programmes from being in one application; empty where nothing does (P4).
pub fn out_of_scope(facts: &ScopeFacts<'_>) -> Vec<Reason> {
    let mut reasons = Reasons::new();
    let twice: Vec<&ScopedProgramme> = facts
        .programmes
        .iter()
        .enumerate()
        .filter(|(i, one)| {
            facts.programmes[..*i]
                .iter()
                .any(|other| other.id == one.id)
        })
        .map(|(_, programme)| programme)
        .collect();
    if !twice.is_empty() {
        let message = format!("{} named twice: name each once.", are(&twice));
        reasons.add(reason(message, &twice));
    }
    match facts.scope {
        ApplicationScope::Single => single(facts, &mut reasons),
        ApplicationScope::Combined => combined(facts, &mut reasons),
        ApplicationScope::UniversityWide => university_wide(facts, &mut reasons),
    }
    reasons.into_vec()
}

fn single(facts: &ScopeFacts<'_>, reasons: &mut Reasons) {
    let programmes: Vec<&ScopedProgramme> = facts.programmes.iter().collect();
    reasons.require(programmes.len() == 1, || {
        let many = words::plural(programmes.len(), "programme", "programmes");
        let message = format!(
            "A single application covers one programme, and this one names {many}: apply for each \
             alone, or combine those that are run together."
        );
        reason(message, &programmes)
    });
}

fn combined(facts: &ScopeFacts<'_>, reasons: &mut Reasons) {
    let programmes: Vec<&ScopedProgramme> = facts.programmes.iter().collect();
    reasons.require(programmes.len() >= 2, || {
        let many = words::plural(programmes.len(), "programme", "programmes");
        let message = format!(
            "A combined application covers two programmes or more, and this one names {many}: \
             apply for a single one."
        );
        reason(message, &programmes)
    });
    if run_to_one_framework(&programmes) {
        return;
    }
    let Some(approach) = facts.approach else {
        let message = format!(
            "{} share no delivery framework: run them to one, state the one coordinator or \
             department and the expectations they share, or apply for each alone.",
            names(&programmes)
        );
        reasons.add(reason(message, &programmes));
        return;
    };
    for (text, field, missing) in [
        (
            &approach.led_by,
            "ledBy",
            "which one coordinator or department leads them",
        ),
        (
            &approach.expectations,
            "expectations",
            "which expectations they share",
        ),
    ] {
        reasons.require(!is_blank(text), || {
            let message = format!("{}: say {missing}.", names(&programmes));
            reason(message, &programmes).about(field)
        });
    }
}

fn university_wide(facts: &ScopeFacts<'_>, reasons: &mut Reasons) {
    let within = |programme: &ScopedProgramme, these: &[ScopedProgramme]| {
        these.iter().any(|other| other.id == programme.id)
    };
    let left_out: Vec<_> = facts
        .active
        .iter()
        .filter(|p| !within(p, facts.programmes))
        .collect();
    if !left_out.is_empty() {
        let message = format!(
            "A university-wide application covers every active programme: add {}, or end what is \
             active no longer.",
            names(&left_out)
        );
        reasons.add(reason(message, &left_out));
    }
    let ended: Vec<_> = facts
        .programmes
        .iter()
        .filter(|p| !within(p, facts.active))
        .collect();
    if !ended.is_empty() {
        let message = format!("{} not active: take out what does not run.", are(&ended));
        reasons.add(reason(message, &ended));
    }
    let all: Vec<_> = facts.active.iter().chain(ended).collect();
    reasons.require(!all.is_empty(), || {
        let message = "The university has no active programme: add one.";
        Reason::new("P4", message).about("programmes")
    });
    let without: Vec<_> = all
        .iter()
        .copied()
        .filter(|p| p.framework.is_none())
        .collect();
    if !without.is_empty() {
        let verb = if without.len() == 1 { "runs" } else { "run" };
        let message = format!(
            "{} {verb} to no delivery framework: university-wide, every programme runs to one.",
            names(&without)
        );
        reasons.add(reason(message, &without));
    }
    let with: Vec<_> = all.into_iter().filter(|p| p.framework.is_some()).collect();
    if !with.is_empty() && !run_to_one_framework(&with) {
        let each: Vec<String> = with.iter().filter_map(|p| framework_of(p)).collect();
        let message = format!(
            "The programmes run to different delivery frameworks, {}: university-wide, all of them \
             run to one.",
            words::list(&each)
        );
        reasons.add(reason(message, &with));
    }
}

/// `Peers to Together`
fn framework_of(programme: &ScopedProgramme) -> Option<String> {
    let framework = programme.framework.as_ref()?;
    Some(format!("{} to {}", programme.name, framework.name))
}

fn run_to_one_framework(programmes: &[&ScopedProgramme]) -> bool {
    let id = |programme: &ScopedProgramme| programme.framework.as_ref().map(|f| f.id.clone());
    let first = programmes.first().and_then(|programme| id(programme));
    first.is_some() && programmes.iter().all(|programme| id(programme) == first)
}

fn names(programmes: &[&ScopedProgramme]) -> String {
    let names: Vec<&str> = programmes.iter().map(|p| p.name.as_str()).collect();
    words::list(&names)
}

/// `Peers is`, `Peers and Careers are`
fn are(programmes: &[&ScopedProgramme]) -> String {
    let verb = if programmes.len() == 1 { "is" } else { "are" };
    format!("{} {verb}", names(programmes))
}

fn reason(message: String, programmes: &[&ScopedProgramme]) -> Reason {
    let ids: Vec<&str> = programmes.iter().map(|p| p.id.as_str()).collect();
    let names: Vec<&str> = programmes.iter().map(|p| p.name.as_str()).collect();
    Reason::new("P4", message)
        .about("programmes")
        .with(facts! { "programmes": ids, "names": names })
}
