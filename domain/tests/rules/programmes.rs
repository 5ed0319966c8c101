//! P1-P4: what a programme is, when it is large, and which may apply together.

use domain::eligibility::{
    CombinedApproach, DeliveryFramework, ScopeFacts, ScopedProgramme, eligibility, out_of_scope,
};
use domain::lifecycle::ApplicationScope::{self, Combined, Single, UniversityWide};
use domain::programme::{
    Direction, FrameworkInput, ProgrammeInput, ValidProgramme, is_active, is_large,
};

use crate::words::*;

pub const RULES: &[(&str, &str)] = &[
    (
        "P1",
        "A programme has one purpose, a start date, a count of mentors, a direction",
    ),
    ("P2", "It has started by the day of submission"),
    ("P3", "From fifty mentors on it is large"),
    ("P4", "Which programmes may be in one application"),
];

/// A programme as somebody types it in, with one thing about it changed.
fn typed(change: impl FnOnce(&mut ProgrammeInput)) -> ProgrammeInput {
    let mut input = ProgrammeInput {
        name: " Peer mentoring ".to_owned(),
        purpose: "Helping first-years settle in.\r\nAll year.".to_owned(),
        directions: vec![Direction::StudentToStudent, Direction::StudentToStudent],
        mentors: 20,
        started_on: day("2020-09-01"),
        coordinator: Some("  ".to_owned()),
        ended_on: None,
    };
    change(&mut input);
    input
}

/// The programme as it is kept.
fn kept(change: impl FnOnce(&mut ProgrammeInput)) -> ValidProgramme {
    typed(change).validate().unwrap()
}

/// The fields at fault.
fn faults(change: impl FnOnce(&mut ProgrammeInput)) -> Vec<String> {
    let problems = typed(change)
        .validate()
        .map_or_else(|e| e.fields().to_vec(), |_| vec![]);
    problems.into_iter().map(|problem| problem.field).collect()
}

/// The rules in the way of a programme that starts on a day and applies for a level on another.
fn starting(starts_on: &str, level: &str, on: &str) -> (Vec<&'static str>, Option<String>) {
    let programmes = [starts(programme("Peers", &[]), starts_on)];
    let answer = eligibility(&edition_2021(), &programmes, rank(level), day(on));
    let rules = answer.reasons.iter().map(|reason| reason.rule).collect();
    (rules, answer.first_day.map(|day| day.to_string()))
}

/// The same of one that ends on a day.
fn ending(ends_on: &str, on: &str) -> (Vec<&'static str>, Option<String>) {
    let mut peers = programme("Peers", &[]);
    peers.ended_on = Some(day(ends_on));
    let answer = eligibility(&edition_2021(), &[peers], rank("BRONZE"), day(on));
    let rules = answer.reasons.iter().map(|reason| reason.rule).collect();
    (rules, answer.first_day.map(|day| day.to_string()))
}

/// Whether what runs from September to December runs on a day.
fn runs_on(on: &str) -> bool {
    is_active(day("2026-09-01"), Some(day("2027-01-01")), day(on))
}

/// A framework as it is kept, or the fields at fault.
fn framework(name: &str, description: &str) -> Result<(String, String), Vec<String>> {
    let (name, description) = (name.to_owned(), description.to_owned());
    match (FrameworkInput { name, description }).validate() {
        Ok(kept) => Ok((kept.name, kept.description)),
        Err(e) => Err(e
            .fields()
            .iter()
            .map(|problem| problem.field.clone())
            .collect()),
    }
}

fn large(mentors: u32) -> bool {
    is_large(&edition_2021(), mentors)
}

/// A programme that runs to a framework; to none where its name is empty.
fn runs(name: &str, framework: &str) -> ScopedProgramme {
    ScopedProgramme {
        id: format!("prg_{name}"),
        name: name.to_owned(),
        framework: (!framework.is_empty()).then(|| DeliveryFramework {
            id: format!("frm_{framework}"),
            name: framework.to_owned(),
        }),
    }
}

/// What stands in the way of some programmes of a university that runs these.
fn scope(
    scope: ApplicationScope,
    programmes: &[ScopedProgramme],
    active: &[ScopedProgramme],
) -> Vec<String> {
    stated(scope, programmes, active, None)
}

fn stated(
    scope: ApplicationScope,
    programmes: &[ScopedProgramme],
    active: &[ScopedProgramme],
    approach: Option<(&str, &str)>,
) -> Vec<String> {
    let approach = approach.map(|(led_by, expectations)| CombinedApproach {
        led_by: led_by.to_owned(),
        expectations: expectations.to_owned(),
    });
    let reasons = out_of_scope(&ScopeFacts {
        scope,
        programmes,
        active,
        approach: approach.as_ref(),
    });
    assert!(reasons.iter().all(|reason| reason.rule == "P4"));
    reasons.into_iter().map(|reason| reason.message).collect()
}

fn nothing() -> Vec<String> {
    vec![]
}

fn peers() -> ScopedProgramme {
    runs("Peers", "Together")
}

fn careers() -> ScopedProgramme {
    runs("Careers", "Together")
}

fn reverse() -> ScopedProgramme {
    runs("Reverse", "")
}

rules! {
    p1_what_is_typed_in_is_cleaned {
        "Spaces round a name are dropped": kept(|_| ()).name => "Peer mentoring".to_owned();
        "Lines of the purpose end alike everywhere":
            kept(|_| ()).purpose => "Helping first-years settle in.\nAll year.".to_owned();
        "A direction given twice is kept once": kept(|_| ()).directions => vec![Direction::StudentToStudent];
        "A coordinator of spaces is nobody": kept(|_| ()).coordinator => None;
        "Its mentors are counted": kept(|_| ()).mentors => 20;
        "None is a count of mentors too": kept(|p| p.mentors = 0).mentors => 0;
    }

    p1_every_field_at_fault_is_named {
        "A programme with everything": faults(|_| ()) => nothing();
        "No name": faults(|p| p.name = " ".to_owned()) => vec!["name".to_owned()];
        "A name of 200 letters": faults(|p| p.name = "Ŵ".repeat(200)) => nothing();
        "A name of 201 letters": faults(|p| p.name = "x".repeat(201)) => vec!["name".to_owned()];
        "No purpose": faults(|p| p.purpose.clear()) => vec!["purpose".to_owned()];
        "A purpose of 2001 letters": faults(|p| p.purpose = "x".repeat(2001)) => vec!["purpose".to_owned()];
        "A purpose that is no text": faults(|p| p.purpose = "\u{0}".to_owned()) => vec!["purpose".to_owned()];
        "No direction": faults(|p| p.directions.clear()) => vec!["directions".to_owned()];
        "Fewer mentors than none": faults(|p| p.mentors = -1) => vec!["mentors".to_owned()];
        "A hundred thousand mentors": faults(|p| p.mentors = 100_000) => nothing();
        "More mentors than there can be": faults(|p| p.mentors = 100_001) => vec!["mentors".to_owned()];
        "More mentors than can be counted": faults(|p| p.mentors = i64::MAX) => vec!["mentors".to_owned()];
        "A start in another age": faults(|p| p.started_on = day("1899-12-31")) => vec!["startedOn".to_owned()];
        "A start in 1900": faults(|p| p.started_on = day("1900-01-01")) => nothing();
        "A start in 2100": faults(|p| p.started_on = day("2100-12-31")) => nothing();
        "A start after 2100": faults(|p| p.started_on = day("2101-01-01")) => vec!["startedOn".to_owned()];
        "An end before its start": faults(|p| p.ended_on = Some(day("2020-08-31"))) => vec!["endedOn".to_owned()];
        "An end on its first day": faults(|p| p.ended_on = Some(day("2020-09-01"))) => nothing();
        "An end after 2100": faults(|p| p.ended_on = Some(day("2101-01-01"))) => vec!["endedOn".to_owned()];
        "Two things at once": faults(|p| { p.name.clear(); p.mentors = -5; })
            => vec!["name".to_owned(), "mentors".to_owned()];
    }

    p2_it_has_started_by_the_day_of_submission {
        "The day before it starts it may not apply, and on its first day it may":
            starting("2026-12-01", "BRONZE", "2026-11-30") => (vec!["P2"], Some("2026-12-01".to_owned()));
        "On its first day it may": starting("2026-12-01", "BRONZE", "2026-12-01") => (vec![], Some("2026-12-01".to_owned()));
        "A level out of reach stays out of reach on its first day":
            starting("2026-12-01", "SILVER", "2026-11-30") => (vec!["P2", "G1"], None);
    }

    p2_what_has_ended_applies_no_more {
        "The day before it ends it may": ending("2026-12-01", "2026-11-30") => (vec![], Some("2026-11-30".to_owned()));
        "From the day it ends it may not, ever": ending("2026-12-01", "2026-12-01") => (vec!["P2"], None);
    }

    p4_active_is_what_runs_on_the_day {
        "The day before it starts": runs_on("2026-08-31") => false;
        "Its first day": runs_on("2026-09-01") => true;
        "The day before it ends": runs_on("2026-12-31") => true;
        "The day it ends": runs_on("2027-01-01") => false;
        "Without an end it goes on": is_active(day("2026-09-01"), None, day("2099-01-01")) => true;
    }

    p4_a_framework_has_a_name_and_says_how_programmes_are_run {
        "Both, trimmed": framework(" Together ", " We match.\r\nWe train. ")
            => Ok(("Together".to_owned(), "We match.\nWe train.".to_owned()));
        "Neither": framework(" ", "") => Err(vec!["name".to_owned(), "description".to_owned()]);
        "A name of 201 letters": framework(&"x".repeat(201), "How.") => Err(vec!["name".to_owned()]);
        "A description of 4001 letters": framework("Together", &"x".repeat(4001)) => Err(vec!["description".to_owned()]);
    }

    p3_fifty_mentors_make_it_large {
        "None": large(0) => false;
        "Forty-nine": large(49) => false;
        "Fifty": large(50) => true;
        "Fifty-one": large(51) => true;
    }

    p4_a_single_application_covers_one_programme {
        "One programme": scope(Single, &[peers()], &[peers(), reverse()]) => nothing();
        "Two programmes":
            scope(Single, &[peers(), careers()], &[])
            => vec!["A single application covers one programme, and this one names 2 programmes: apply for each \
                     alone, or combine those that are run together.".to_owned()];
        "No programme": scope(Single, &[], &[peers()]).len() => 1;
        "An application for nothing at all is refused before any level is looked at":
            eligibility(&edition_2021(), &[], rank("BRONZE"), day("2026-11-22")).reasons[0].message.clone()
            => "Name at least one programme.".to_owned();
    }

    p4_a_combined_application_has_a_shared_approach {
        "Two programmes that run to one delivery framework":
            scope(Combined, &[peers(), careers()], &[peers(), careers(), reverse()]) => nothing();
        "Two that share none and state nothing":
            scope(Combined, &[peers(), reverse()], &[])
            => vec!["Peers and Reverse share no delivery framework: run them to one, state the one coordinator or \
                     department and the expectations they share, or apply for each alone.".to_owned()];
        "Two that run to different frameworks and state nothing":
            scope(Combined, &[peers(), runs("Reverse", "Upside")], &[]).len() => 1;
        "Two that share none, led by one department with shared expectations":
            stated(Combined, &[peers(), reverse()], &[], Some(("Careers Service", "Matching within two weeks.")))
            => nothing();
        "A department is named and its expectations are not":
            stated(Combined, &[peers(), reverse()], &[], Some(("Careers Service", " ")))
            => vec!["Peers and Reverse: say which expectations they share.".to_owned()];
        "Expectations are stated and nobody leads":
            stated(Combined, &[peers(), reverse()], &[], Some(("", "Matching within two weeks.")))
            => vec!["Peers and Reverse: say which one coordinator or department leads them.".to_owned()];
        "Neither is stated though asked for":
            stated(Combined, &[peers(), reverse()], &[], Some(("", ""))).len() => 2;
        "One programme is not combined with anything":
            scope(Combined, &[peers()], &[])
            => vec!["A combined application covers two programmes or more, and this one names 1 programme: apply \
                     for a single one.".to_owned()];
        "The same programme named twice":
            scope(Combined, &[peers(), peers()], &[])
            => vec!["Peers is named twice: name each once.".to_owned()];
    }

    p4_a_university_wide_application_covers_every_active_programme {
        "All of them, run to one framework":
            scope(UniversityWide, &[careers(), peers()], &[peers(), careers()]) => nothing();
        "The only programme there is": scope(UniversityWide, &[peers()], &[peers()]) => nothing();
        "One is left out":
            scope(UniversityWide, &[peers()], &[peers(), careers()])
            => vec!["A university-wide application covers every active programme: add Careers, or end what is active \
                     no longer.".to_owned()];
        "One does not run any more":
            scope(UniversityWide, &[peers(), careers()], &[peers()])
            => vec!["Careers is not active: take out what does not run.".to_owned()];
        "One runs to no framework":
            scope(UniversityWide, &[peers(), reverse()], &[peers(), reverse()])
            => vec!["Reverse runs to no delivery framework: university-wide, every programme runs to one.".to_owned()];
        "Two run to different frameworks":
            scope(UniversityWide, &[peers(), runs("Reverse", "Upside")], &[peers(), runs("Reverse", "Upside")])
            => vec!["The programmes run to different delivery frameworks, Peers to Together and Reverse to Upside: \
                     university-wide, all of them run to one.".to_owned()];
        "A stated approach does not stand in for the framework":
            stated(UniversityWide, &[peers(), reverse()], &[peers(), reverse()], Some(("Us", "Everything."))).len()
            => 1;
        "One is left out and it runs to no framework: both are said":
            scope(UniversityWide, &[peers()], &[peers(), reverse()]).len() => 2;
        "No programme at all": scope(UniversityWide, &[], &[])
            => vec!["The university has no active programme: add one.".to_owned()];
    }
}
