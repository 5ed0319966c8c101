//! W1 and W2: who may be given which case.

pub mod competence;
pub mod days;
pub mod loads;
pub mod plans;

use domain::assignment::{
    Absence, Assessed, AssessorFacts, CaseFacts, Competence, Running, Subject, assign, objections,
};
use domain::lifecycle::ApplicationState as App;
use uuid::Uuid;

use crate::words::*;

pub const RULES: &[(&str, &str)] = &[
    ("W1", "Never an assessor with a conflict"),
    (
        "W2",
        "Never beyond capacity, never while away, never a second marker who is the first",
    ),
    (
        "W3",
        "Load counts open work in points; what waits does not count",
    ),
    (
        "W4",
        "A plan balances load, explains what it cannot place, and made again changes nothing",
    ),
    (
        "W5",
        "The next case is the most urgent one that may be taken",
    ),
    (
        "W6",
        "A decision is due 20 working days after the start, less stopped time",
    ),
];

const TODAY: &str = "2026-11-23";

/// The same id for the same name.
fn id(name: &str) -> Uuid {
    let letters = name.bytes().take(16);
    Uuid::from_u128(letters.fold(0, |id, letter| id << 8 | u128::from(letter)))
}

/// An assessor without any tie, capacity or absence.
fn assessor(name: &str) -> AssessorFacts {
    AssessorFacts {
        id: id(name),
        name: name.to_owned(),
        email: Some(format!("{}@assess.test", name.to_lowercase())),
        universities: vec![],
        declared: vec![],
        assessed_by: vec![],
        coached: vec![],
        capacity: None,
        absences: vec![],
        competence: Competence::default(),
        uncalibrated: false,
    }
}

fn new(name: &str) -> AssessorFacts {
    AssessorFacts {
        uncalibrated: true,
        ..assessor(name)
    }
}

fn of_university(name: &str, university: &str) -> AssessorFacts {
    AssessorFacts {
        universities: vec![id(university)],
        ..assessor(name)
    }
}

fn declared(name: &str, university: &str) -> AssessorFacts {
    AssessorFacts {
        declared: vec![id(university)],
        ..assessor(name)
    }
}

fn at(name: &str, email: &str) -> AssessorFacts {
    AssessorFacts {
        email: Some(email.to_owned()),
        ..assessor(name)
    }
}

fn assessed_by(name: &str, university: &str, on: &[&str]) -> AssessorFacts {
    let assessed = |on: &&str| Assessed {
        by: id(university),
        on: day(on),
    };
    AssessorFacts {
        assessed_by: on.iter().map(assessed).collect(),
        ..assessor(name)
    }
}

fn coached(name: &str, programme: &str) -> AssessorFacts {
    AssessorFacts {
        coached: vec![id(programme)],
        ..assessor(name)
    }
}

fn judges(name: &str, levels: &[u8]) -> AssessorFacts {
    let levels = levels.to_vec();
    AssessorFacts {
        competence: Competence {
            levels,
            ..Competence::default()
        },
        ..assessor(name)
    }
}

fn reads(name: &str, tags: &[&str]) -> AssessorFacts {
    let languages = texts(tags);
    AssessorFacts {
        competence: Competence {
            languages,
            ..Competence::default()
        },
        ..assessor(name)
    }
}

fn judges_by(name: &str, schemes: &[&str]) -> AssessorFacts {
    let schemes = texts(schemes);
    AssessorFacts {
        competence: Competence {
            schemes,
            ..Competence::default()
        },
        ..assessor(name)
    }
}

fn takes(name: &str, capacity: u32) -> AssessorFacts {
    AssessorFacts {
        capacity: Some(capacity),
        ..assessor(name)
    }
}

fn away(name: &str, days: &[(&str, &str)]) -> AssessorFacts {
    let absence = |(from, until): &(&str, &str)| Absence {
        from: day(from),
        until: day(until),
    };
    AssessorFacts {
        absences: days.iter().map(absence).collect(),
        ..assessor(name)
    }
}

/// A submitted application of Alderbrook for one programme, `Peers`, that nobody has: 7 points.
fn case(reference: &str) -> CaseFacts {
    CaseFacts {
        id: id(reference),
        reference: reference.to_owned(),
        state: App::Submitted,
        university: id("Alderbrook"),
        university_name: "Alderbrook".to_owned(),
        domains: vec!["alderbrook.test".to_owned()],
        programmes: vec![id("Peers")],
        points: 7,
        due_on: None,
        assessor: None,
        first_marker: None,
        second_marker: None,
        made: false,
        stays: false,
        subject: Subject {
            scheme: "university".to_owned(),
            scheme_title: "University Mentoring Standards".to_owned(),
            level: 1,
            level_title: "Bronze".to_owned(),
            language: "en".to_owned(),
        },
        running: None,
        handed_back: vec![],
    }
}

fn for_level(level: u8, level_title: &str, case: CaseFacts) -> CaseFacts {
    let level_title = level_title.to_owned();
    let subject = Subject {
        level,
        level_title,
        ..case.subject
    };
    CaseFacts { subject, ..case }
}

fn in_language(tag: &str, case: CaseFacts) -> CaseFacts {
    let subject = Subject {
        language: tag.to_owned(),
        ..case.subject
    };
    CaseFacts { subject, ..case }
}

/// The same case where the university's last decisions, so many in a row, were somebody's.
fn running(by: &str, times: u32, case: CaseFacts) -> CaseFacts {
    let running = Running {
        by: id(by),
        times,
        at_most: 2,
    };
    CaseFacts {
        running: Some(running),
        ..case
    }
}

fn handed_back(by: &str, case: CaseFacts) -> CaseFacts {
    CaseFacts {
        handed_back: vec![id(by)],
        ..case
    }
}

fn heavy(reference: &str, points: u32) -> CaseFacts {
    CaseFacts {
        points,
        ..case(reference)
    }
}

fn due(reference: &str, on: &str) -> CaseFacts {
    CaseFacts {
        due_on: Some(day(on)),
        ..case(reference)
    }
}

/// The same case with somebody who keeps it, in a state.
fn with(name: &str, state: App, mut case: CaseFacts) -> CaseFacts {
    (case.assessor, case.state, case.stays) = (Some(id(name)), state, true);
    case
}

/// The same case with somebody, who may lose it again.
fn loosely(name: &str, mut case: CaseFacts) -> CaseFacts {
    case.assessor = Some(id(name));
    case
}

fn second_marking(reference: &str, first: &str) -> CaseFacts {
    CaseFacts {
        first_marker: Some(id(first)),
        state: App::Moderation,
        ..case(reference)
    }
}

/// What is told against giving the case to somebody who has so many points of other work.
fn against(assessor: &AssessorFacts, case: &CaseFacts, load: u32) -> Vec<String> {
    let found = objections(assessor, case, load, day(TODAY));
    let told = found.iter().map(|o| o.reason(assessor, case));
    told.map(|reason| format!("{}: {}", reason.rule, reason.message))
        .collect()
}

fn rules_against(assessor: &AssessorFacts, case: &CaseFacts) -> Vec<&'static str> {
    objections(assessor, case, 0, day(TODAY))
        .iter()
        .map(|o| o.rule())
        .collect()
}

fn nothing() -> Vec<&'static str> {
    vec![]
}

fn assigned(assessor: &AssessorFacts, case: &CaseFacts) -> Result<(), Vec<&'static str>> {
    assign(assessor, case, 0, day(TODAY))
        .map_err(|refusal| refusal.reasons().iter().map(|r| r.rule).collect())
}

fn texts(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

rules! {
    w1_never_an_assessor_with_a_conflict {
        "Somebody without a tie may have the case":
            rules_against(&assessor("Ada"), &case("APP-1")) => nothing();
        "Not somebody who declared a conflict with the university":
            against(&declared("Ada", "Alderbrook"), &case("APP-1"), 0)
            => texts(&["W1: Ada declared a conflict with Alderbrook: choose somebody else."]);
        "A conflict with another university is none":
            rules_against(&declared("Ada", "Birchfield"), &case("APP-1")) => nothing();
        "Not somebody who belongs or belonged to the university":
            against(&of_university("Ada", "Alderbrook"), &case("APP-1"), 0)
            => texts(&["W1: Ada belongs or belonged to Alderbrook: choose somebody else."]);
        "Not somebody with an address of the university, however it is written":
            against(&at("Ada", "Ada@Alderbrook.TEST"), &case("APP-1"), 0)
            => texts(&["W1: Ada has an e-mail address of Alderbrook: choose somebody else."]);
        "Nor with an address of one of its departments":
            rules_against(&at("Ada", "ada@law.alderbrook.test"), &case("APP-1")) => vec!["W1"];
        "An address that only ends alike is another one":
            rules_against(&at("Ada", "ada@oldalderbrook.test"), &case("APP-1")) => nothing();
        "Somebody without an address has no domain":
            rules_against(&AssessorFacts { email: None, ..assessor("Ada") }, &case("APP-1")) => nothing();
        "A university without known domains shares none":
            rules_against(&assessor("Ada"), &CaseFacts { domains: vec![String::new()], ..case("APP-1") })
            => nothing();
        "Not somebody whose own university was assessed by this one's people within a year":
            against(&assessed_by("Ada", "Alderbrook", &["2025-11-24"]), &case("APP-1"), 0)
            => texts(&["W1: Ada belongs to a university that Alderbrook assessed within a year: choose \
                        somebody else, or wait until 24 November 2026."]);
        "A year later they may":
            rules_against(&assessed_by("Ada", "Alderbrook", &["2025-11-23"]), &case("APP-1")) => nothing();
        "The last such assessment counts":
            rules_against(&assessed_by("Ada", "Alderbrook", &["2024-01-10", "2026-01-10", "2023-01-10"]), &case("APP-1"))
            => vec!["W1"];
        "An assessment by another university is no tie to this one":
            rules_against(&assessed_by("Ada", "Birchfield", &["2026-11-01"]), &case("APP-1")) => nothing();
        "Not somebody who coached a programme of the application":
            against(&coached("Ada", "Peers"), &case("APP-1"), 0)
            => texts(&["W1: Ada coached a programme of APP-1: choose somebody else."]);
        "Having coached another programme is no tie":
            rules_against(&coached("Ada", "Careers"), &case("APP-1")) => nothing();
        "Every tie is told, not the first":
            rules_against(
                &AssessorFacts { coached: vec![id("Peers")], declared: vec![id("Alderbrook")],
                    ..at("Ada", "ada@alderbrook.test") },
                &case("APP-1"),
            ) => vec!["W1", "W1", "W1"];
        "Assigning by hand is refused for the same reasons":
            assigned(&of_university("Ada", "Alderbrook"), &case("APP-1")) => Err(vec!["W1"]);
        "A draft is given to nobody, and what is decided neither":
            App::ALL.iter().copied()
                .filter(|state| assigned(&assessor("Ada"), &CaseFacts { state: *state, ..case("APP-1") }).is_ok())
                .collect::<Vec<_>>()
            => vec![App::Submitted, App::InAssessment, App::AwaitingEvidence, App::OnHold];
        "What is about to be decided stays in its hands":
            assigned(&assessor("Ada"), &CaseFacts { state: App::InAssessment, made: true, ..case("APP-1") })
            => Err(vec!["L1"]);
        "Where it stands and a conflict are told together":
            assigned(&of_university("Ada", "Alderbrook"), &CaseFacts { state: App::Draft, ..case("APP-1") })
            => Err(vec!["L1", "W1"]);
    }

    w2_never_beyond_capacity {
        "Up to their capacity they may take on more":
            against(&takes("Ada", 21), &case("APP-1"), 14) => texts(&[]);
        "Beyond it they may not":
            against(&takes("Ada", 20), &case("APP-1"), 14)
            => texts(&["W2: APP-1 weighs 1 point more than Ada has room for: choose somebody else, or raise \
                        their capacity."]);
        "Where no capacity is said, none stands in the way":
            against(&assessor("Ada"), &case("APP-1"), 1000) => texts(&[]);
    }

    w2_never_while_away {
        "Nobody is given a case while away":
            against(&away("Ada", &[("2026-11-23", "2026-11-30")]), &case("APP-1"), 0)
            => texts(&["W2: Ada is away: choose somebody else, or wait until 30 November 2026."]);
        "On the first day back they may":
            rules_against(&away("Ada", &[("2026-11-16", "2026-11-23")]), &case("APP-1")) => nothing();
        "The day before they leave they may":
            rules_against(&away("Ada", &[("2026-11-24", "2026-12-01")]), &case("APP-1")) => nothing();
        "Absences that follow each other are one":
            against(&away("Ada", &[("2026-11-30", "2026-12-07"), ("2026-11-20", "2026-11-30")]), &case("APP-1"), 0)
            => texts(&["W2: Ada is away: choose somebody else, or wait until 7 December 2026."]);
    }

    w2_never_a_second_marker_who_is_the_first {
        "Whoever marked it first does not mark it second":
            against(&assessor("Ada"), &second_marking("APP-1", "Ada"), 0)
            => texts(&["W2: Ada marked APP-1 first: somebody else marks it second."]);
        "Somebody else does":
            rules_against(&assessor("Ben"), &second_marking("APP-1", "Ada")) => nothing();
        "Whoever marks it second does not come to mark it first":
            against(&assessor("Ben"), &CaseFacts { second_marker: Some(id("Ben")), ..case("APP-1") }, 0)
            => texts(&["W2: Ben marks APP-1 second: somebody else marks it first."]);
        "It is given to somebody while the case is in moderation":
            assigned(&assessor("Ben"), &second_marking("APP-1", "Ada")) => Ok(());
        "And not before or after":
            assigned(&assessor("Ben"), &CaseFacts { state: App::InAssessment, ..second_marking("APP-1", "Ada") })
            => Err(vec!["J6"]);
    }

    w2_the_calibration_set_comes_before_a_first_case {
        "Nobody is given a first case before they marked the calibration set":
            against(&new("Ada"), &case("APP-1"), 0)
            => texts(&["J6: Ada has not marked the calibration set yet, which comes before a first case: choose somebody else, or have them mark it."]);
        "An operator is held to it, too": assigned(&new("Ada"), &case("APP-1")) => Err(vec!["J6"]);
        "Nor a second marking": rules_against(&new("Ada"), &second_marking("APP-1", "Ben")) => texts(&["J6"]);
        "Whoever has marked it, or has had a case, may be": assigned(&assessor("Ada"), &case("APP-1")) => Ok(());
    }
}
