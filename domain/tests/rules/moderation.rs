//! J6: which cases are second-marked, and how two assessors differ.

use std::collections::BTreeMap;

use domain::judgement::{ConfirmedOutcome, DecisionRecord, Judgement};
use domain::lifecycle::{ApplicationState as App, SecondMarking};
use domain::moderation::{
    Sampled, Sampling, compare, marks_are_shown, may_mark_second, sampled, settled,
};
use domain::standard::Rating::{self, Met, NotMet, PartlyMet};
use uuid::Uuid;

use crate::words::*;

/// How many of two thousand cases are drawn at a percentage.
fn drawn(percent: i32) -> usize {
    let sampling = Sampling::new(percent, 0).unwrap();
    (0..2_000)
        .filter(|n| sampled(sampling, case(*n), 0, 7).is_some())
        .count()
}

fn case(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn is_near(found: usize, expected: usize) -> bool {
    found.abs_diff(expected) < 80
}

/// Whether a case by an assessor who decided so many before is second-marked; new below five.
fn by_assessor(decided: u32, percent: i32) -> Option<Sampled> {
    sampled(Sampling::new(percent, 5).unwrap(), case(1), decided, 7)
}

/// Whether each case drawn at 10% is drawn at 11% too.
fn drawn_stays_drawn() -> bool {
    let at = |percent, n| sampled(Sampling::new(percent, 0).unwrap(), case(n), 0, 7);
    (0..500).all(|n| at(10, n).is_none() || at(11, n).is_some())
}

/// Whether two numbers of chance draw the same of five hundred cases.
fn drawn_alike(chance: u64, other: u64) -> bool {
    let sampling = Sampling::new(50, 0).unwrap();
    (0..500).all(|n| sampled(sampling, case(n), 0, chance) == sampled(sampling, case(n), 0, other))
}

fn problems(percent: i32, new_below: i32) -> Vec<String> {
    match Sampling::new(percent, new_below) {
        Ok(_) => vec![],
        Err(e) => e
            .fields()
            .iter()
            .map(|problem| problem.field.clone())
            .collect(),
    }
}

/// In which states marks are shown.
fn shown(submitted: bool) -> Vec<App> {
    let marking = SecondMarking {
        submitted,
        differs: true,
        settled: false,
    };
    App::ALL
        .iter()
        .copied()
        .filter(|state| marks_are_shown(*state, marking))
        .collect()
}

/// A record for Silver with every criterion met and every pillar at Silver, but for these.
fn record(marks: &[(&str, Rating)], outcomes: &[(u8, Option<u8>)]) -> DecisionRecord {
    let edition = edition_2021();
    let judgement = |rating| Judgement {
        rating,
        note: String::new(),
    };
    let all = edition
        .criteria_up_to(2)
        .map(|c| (c.reference.clone(), judgement(Met)));
    let mut judgements: BTreeMap<_, _> = all.collect();
    for (reference, rating) in marks {
        judgements.insert((*reference).to_owned(), judgement(*rating));
    }
    let confirmed = edition.pillars().iter().map(|pillar| {
        let other = outcomes.iter().find(|(number, _)| *number == pillar.number);
        let level = other.map_or(Some(2), |(_, level)| *level);
        ConfirmedOutcome {
            pillar: pillar.number,
            level,
            best_fit: Some(2),
            reason: None,
        }
    });
    DecisionRecord {
        sampled: Vec::new(),
        target_rank: 2,
        judgements,
        outcomes: confirmed.collect(),
        evidence: vec![],
    }
}

/// Whether the outcomes differ, what each gives overall, and how they differ in words.
fn between(
    first: &DecisionRecord,
    second: &DecisionRecord,
) -> (bool, [Option<u8>; 2], Vec<String>) {
    let edition = edition_2021();
    let comparison = compare(&edition, first, second);
    (
        comparison.differs(),
        [comparison.first, comparison.second],
        comparison.sentences(&edition),
    )
}

/// Whether a second assessor may mark a case in a state.
fn may_mark(state: App, submitted: bool) -> bool {
    let marking = SecondMarking {
        submitted,
        ..SecondMarking::default()
    };
    may_mark_second(state, marking).is_ok()
}

/// A pillar, the level that a lead put it at, and the reason kept with it.
type Put = (u8, Option<u8>, Option<String>);

/// The levels of the outcomes once a lead has put pillars at levels, and why; or what is asked for.
fn settling(
    second: &DecisionRecord,
    levels: &[(u8, Option<u8>)],
    reason: &str,
) -> Result<Vec<Put>, Vec<String>> {
    let (edition, first) = (edition_2021(), record(&[], &[]));
    let comparison = compare(&edition, &first, second);
    let levels = levels.iter().copied().collect();
    let outcomes = settled(&edition, &comparison, &first.outcomes, &levels, reason);
    match outcomes {
        Ok(outcomes) => Ok(outcomes
            .into_iter()
            .filter(|outcome| {
                comparison
                    .pillars
                    .iter()
                    .any(|p| p.pillar == outcome.pillar)
            })
            .map(|outcome| (outcome.pillar, outcome.level, outcome.reason))
            .collect()),
        Err(refusal) => Err(refusal
            .reasons()
            .iter()
            .map(|r| r.message.clone())
            .collect()),
    }
}

/// What stands in the way of submitting second marks.
fn unsubmitted(record: &DecisionRecord) -> usize {
    domain::judgement::unmarked(&edition_2021(), record, day("2026-11-22")).len()
}

fn told(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

rules! {
    j6_a_sample_is_second_marked {
        "At no per cent nothing is drawn":
            drawn(0) => 0;
        "At a hundred per cent everything is":
            drawn(100) => 2_000;
        "At ten per cent about a tenth is":
            is_near(drawn(10), 200) => true;
        "At fifty per cent about half is":
            is_near(drawn(50), 1_000) => true;
        "What is drawn stays drawn when the share is raised":
            drawn_stays_drawn() => true;
        "Asked again, the answer is the same":
            drawn_alike(7, 7) => true;
        "Another chance draws others":
            drawn_alike(7, 8) => false;
        "Every case of a new assessor is second-marked":
            by_assessor(4, 0) => Some(Sampled::NewAssessor);
        "From the fifth decision on they are not new":
            by_assessor(5, 0) => None;
        "A share is from 0 to 100":
            (problems(0, 0), problems(100, 3), problems(101, 0), problems(-1, 0))
            => (told(&[]), told(&[]), told(&["secondMarkPercent"]), told(&["secondMarkPercent"]));
        "An assessor may count as new for up to a hundred decisions":
            (problems(0, 0), problems(0, 100), problems(0, 101))
            => (told(&[]), told(&[]), told(&["secondMarkNewBelow"]));
        "Everything wrong with the setting is told":
            problems(-1, -1) => told(&["secondMarkPercent", "secondMarkNewBelow"]);
    }

    j6_it_is_marked_blind {
        "Neither sees the other's marks before both have submitted":
            shown(false) => vec![];
        "Then both do, while the case is moderated and after":
            shown(true) => vec![App::Moderation, App::Decided];
        "The second assessor marks while the case is in moderation":
            (may_mark(App::Moderation, false), may_mark(App::InAssessment, false)) => (true, false);
        "What they submitted stays as it is":
            may_mark(App::Moderation, true) => false;
        "They submit when every criterion is marked and every outcome confirmed":
            unsubmitted(&record(&[], &[])) => 0;
        "A pillar without an outcome is asked for":
            unsubmitted(&DecisionRecord {
                outcomes: record(&[], &[]).outcomes.into_iter().skip(1).collect(),
                ..record(&[], &[])
            }) => 1;
        "They put a pillar below without asking for evidence: they ask for nothing (J5)":
            unsubmitted(&DecisionRecord {
                outcomes: record(&[], &[]).outcomes.into_iter().map(|outcome| ConfirmedOutcome {
                    level: Some(1),
                    reason: Some("Thin.".to_owned()),
                    ..outcome
                }).collect(),
                ..record(&[], &[])
            }) => 0;
    }

    j6_differing_outcomes_go_to_a_lead_assessor {
        "Two who agree leave nothing to settle":
            between(&record(&[], &[]), &record(&[], &[])) => (false, [Some(2), Some(2)], told(&[]));
        "Marks that differ are told; with the same outcomes there is nothing to settle":
            between(&record(&[("3.1", PartlyMet)], &[]), &record(&[("4.1", NotMet)], &[]))
            => (false, [Some(2), Some(2)], told(&[
                "3.1 is partly met to the first assessor and met to the second.",
                "4.1 is met to the first assessor and not met to the second.",
            ]));
        "A pillar at two levels is settled, though the level overall is the same":
            between(&record(&[], &[(1, Some(1))]), &record(&[], &[]))
            => (true, [Some(2), Some(2)], told(&[&format!(
                "{} is Bronze to the first assessor and Silver to the second.",
                edition_2021().pillar(1).unwrap().title,
            )]));
        "Two pillars below Bronze cost the level overall":
            between(&record(&[], &[]), &record(&[], &[(1, None), (2, None)])).1 => [Some(2), None];
        "What only one has marked is told":
            between(&record(&[], &[]), &DecisionRecord {
                judgements: record(&[], &[]).judgements.into_iter().filter(|(r, _)| r != "3.1").collect(),
                ..record(&[], &[])
            }).2 => told(&["3.1 is met to the first assessor and not marked to the second."]);
        "The lead takes the second's level, and why is kept with it":
            settling(&record(&[], &[(1, Some(1))]), &[(1, Some(1))], " The plan is thin. ")
            => Ok(vec![(1, Some(1), Some("The plan is thin.".to_owned()))]);
        "The lead takes the first's, which is the best fit":
            settling(&record(&[], &[(1, Some(1))]), &[(1, Some(2))], "The plan is sound.")
            => Ok(vec![(1, Some(2), None)]);
        "Every pillar that differs is given a level, and a reason":
            settling(&record(&[], &[(1, Some(1)), (2, None)]), &[(2, None)], " ").unwrap_err().len() => 2;
        "A pillar that they agree on is not settled":
            settling(&record(&[], &[(1, Some(1))]), &[(1, Some(1)), (2, Some(1))], "Both.").unwrap_err().len() => 1;
    }
}
