//! What no plan may do, on any cases and assessors (W1-W5).

use std::collections::BTreeMap;

use chrono::Duration;
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::calendar::tests::day;
use crate::refusal::Fact;

fn today() -> NaiveDate {
    day("2026-11-23")
}

fn id(kind: u128, n: u8) -> Uuid {
    Uuid::from_u128(kind << 64 | u128::from(n))
}

fn university(n: u8) -> Uuid {
    id(1, n)
}

/// Mostly without a limit.
fn competence() -> impl Strategy<Value = Competence> {
    use proptest::{collection::vec, option::weighted, sample::subsequence};
    let languages = weighted(0.2, subsequence(vec!["en", "cy"], 1..=2));
    (
        weighted(0.2, vec(1..=3u8, 1..3)),
        languages,
        weighted(0.1, Just("school")),
    )
        .prop_map(|(levels, languages, scheme)| Competence {
            schemes: scheme.into_iter().map(str::to_owned).collect(),
            levels: levels.unwrap_or_default(),
            languages: languages
                .unwrap_or_default()
                .into_iter()
                .map(str::to_owned)
                .collect(),
        })
}

fn subject() -> impl Strategy<Value = Subject> {
    (1..=3u8, any::<bool>(), proptest::bool::weighted(0.2)).prop_map(|(level, school, welsh)| {
        let scheme = if school { "school" } else { "university" };
        Subject {
            scheme: scheme.to_owned(),
            scheme_title: String::new(),
            level,
            level_title: String::new(),
            language: if welsh { "cy" } else { "en" }.to_owned(),
        }
    })
}

fn assessor() -> impl Strategy<Value = AssessorFacts> {
    let absence = (-5..5i64, 1..6i64).prop_map(|(from, days)| Absence {
        from: today() + Duration::days(from),
        until: today() + Duration::days(from + days),
    });
    let assessed = (0..5u8, 300..420i64).prop_map(|(by, ago)| Assessed {
        by: university(by),
        on: today() - Duration::days(ago),
    });
    (
        proptest::option::of(0..5u8),
        proptest::collection::vec((0..12u8).prop_map(university), 0..2),
        proptest::collection::vec((0..12u8).prop_map(university), 0..2),
        proptest::collection::vec(assessed, 0..2),
        proptest::collection::vec((0..12u8).prop_map(|n| id(4, n)), 0..2),
        proptest::option::of(0..40u32),
        proptest::collection::vec(absence, 0..2),
        competence(),
        proptest::bool::weighted(0.1),
    )
        .prop_map(
            |(
                domain,
                universities,
                declared,
                assessed_by,
                coached,
                capacity,
                absences,
                competence,
                uncalibrated,
            )| {
                AssessorFacts {
                    id: Uuid::nil(),
                    name: String::new(),
                    email: domain.map(|n| format!("a@Staff.u{n}.test")),
                    universities,
                    declared,
                    assessed_by,
                    coached,
                    capacity,
                    absences,
                    competence,
                    uncalibrated,
                }
            },
        )
}

fn assessors() -> impl Strategy<Value = Vec<AssessorFacts>> {
    proptest::collection::vec(assessor(), 0..5).prop_map(|mut assessors| {
        for (n, assessor) in (0..).zip(&mut assessors) {
            assessor.id = id(2, n);
            assessor.name = format!("Assessor {n}");
        }
        assessors
    })
}

fn case(weights: &'static [u32]) -> impl Strategy<Value = CaseFacts> {
    (
        0..8u8,
        0..12u8,
        proptest::sample::select(weights),
        proptest::option::of(0..5i64),
        proptest::option::weighted(0.3, 0..5u8),
        proptest::option::weighted(0.2, 0..5u8),
        any::<bool>(),
        proptest::sample::select(ApplicationState::ALL),
        any::<bool>(),
        subject(),
        proptest::option::weighted(0.2, (0..5u8, 0..4u32)),
        proptest::option::weighted(0.2, (0..5u8).prop_map(|n| id(2, n))),
    )
        .prop_map(
            |(
                uni,
                programme,
                points,
                due,
                assessor,
                first,
                stays,
                state,
                plain,
                subject,
                running,
                back,
            )| CaseFacts {
                id: Uuid::nil(),
                reference: String::new(),
                state: if plain {
                    ApplicationState::Submitted
                } else {
                    state
                },
                university: university(uni),
                university_name: format!("University {uni}"),
                domains: vec![format!("u{uni}.test")],
                programmes: vec![id(4, programme)],
                points,
                due_on: due.map(|days| today() + Duration::days(days)),
                assessor: assessor.map(|n| id(2, n)),
                first_marker: first.map(|n| id(2, n)),
                second_marker: None,
                made: false,
                stays,
                subject,
                running: running.map(|(by, times)| Running {
                    by: id(2, by),
                    times,
                    at_most: 2,
                }),
                handed_back: back.into_iter().collect(),
            },
        )
}

fn cases(weights: &'static [u32], most: usize) -> impl Strategy<Value = Vec<CaseFacts>> {
    proptest::collection::vec(case(weights), 0..=most).prop_map(|mut cases| {
        for (n, case) in (0..).zip(&mut cases) {
            case.id = id(3, n);
            case.reference = format!("APP-{n}");
        }
        cases
    })
}

const ANY: &[u32] = &[0, 7, 14, 21];

/// The cases with the plan's changes made.
fn applied(cases: &[CaseFacts], plan: &Plan) -> Vec<CaseFacts> {
    let to: BTreeMap<Uuid, Option<Uuid>> = plan.changes.iter().map(|c| (c.case, c.to)).collect();
    let mut cases = cases.to_vec();
    for case in &mut cases {
        if let Some(to) = to.get(&case.id) {
            case.assessor = *to;
        }
    }
    cases
}

fn moves(case: &CaseFacts) -> bool {
    is_open_work(case.state) && !(case.stays && case.assessor.is_some())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn w1_w2_no_plan_breaks_a_rule(cases in cases(ANY, 9), assessors in assessors()) {
        let plan = plan(&cases, &assessors, today());
        let after = applied(&cases, &plan);
        for case in after.iter().filter(|case| moves(case)) {
            let Some(to) = case.assessor else { continue };
            let to = assessors.iter().find(|a| a.id == to).unwrap();
            let others = load(to.id, &after) - case.points;
            prop_assert_eq!(objections(to, case, others, today()), vec![], "{}", case.reference);
        }
        for (was, is) in cases.iter().zip(&after) {
            prop_assert!(moves(was) || was.assessor == is.assessor, "{} stays", was.reference);
        }
    }

    #[test]
    fn w4_nobody_could_be_given_what_is_not_placed(cases in cases(ANY, 9), assessors in assessors()) {
        let plan = plan(&cases, &assessors, today());
        let after = applied(&cases, &plan);
        let without: Vec<Uuid> = plan.unplaced.iter().map(|unplaced| unplaced.case).collect();
        for case in after.iter().filter(|case| moves(case)) {
            prop_assert_eq!(case.assessor.is_none(), without.contains(&case.id));
        }
        for unplaced in &plan.unplaced {
            let case = after.iter().find(|case| case.id == unplaced.case).unwrap();
            prop_assert!(!unplaced.reasons.is_empty());
            for assessor in &assessors {
                let found = objections(assessor, case, load(assessor.id, &after), today());
                prop_assert!(!found.is_empty(), "{} may have {}", assessor.name, case.reference);
            }
        }
    }

    #[test]
    fn w4_every_assessor_is_ruled_out_once_and_by_as_few_reasons_as_can_be(
        cases in cases(ANY, 9), assessors in assessors()
    ) {
        let plan = plan(&cases, &assessors, today());
        let after = applied(&cases, &plan);
        for unplaced in &plan.unplaced {
            let mut told: Vec<String> = Vec::new();
            for reason in &unplaced.reasons {
                if let Some(Fact::Many(assessors)) = reason.facts.get("assessors") {
                    told.extend(assessors.iter().map(|id| json!(id).as_str().unwrap().to_owned()));
                }
            }
            told.sort();
            let mut all: Vec<_> = assessors
                .iter()
                .map(|a| crate::id::encode(crate::id::Kind::Person, a.id))
                .collect();
            all.sort();
            prop_assert_eq!(told, all);
            // No fewer kinds would do, of all there are.
            let case = after.iter().find(|case| case.id == unplaced.case).unwrap();
            let against: Vec<u32> = assessors
                .iter()
                .map(|a| objections(a, case, load(a.id, &after), today()))
                .map(|found| found.iter().fold(0, |bits, o| bits | 1 << o.kind()))
                .collect();
            let fewest = (1..1u32 << Objection::KINDS)
                .filter(|set| against.iter().all(|kinds| kinds & set != 0))
                .map(u32::count_ones)
                .min();
            prop_assert!(assessors.is_empty() || fewest == Some(unplaced.reasons.len() as u32));
        }
    }

    #[test]
    fn w4_the_remedy_helps(cases in cases(ANY, 9), assessors in assessors()) {
        let plan = plan(&cases, &assessors, today());
        let after = applied(&cases, &plan);
        for unplaced in &plan.unplaced {
            let case = after.iter().find(|case| case.id == unplaced.case).unwrap();
            let remedy = &unplaced.remedy;
            let Some(who) = remedy.assessor else {
                for assessor in &assessors {
                    let found = objections(assessor, case, load(assessor.id, &after), today());
                    let lasting = |o: &Objection| {
                        let yields = matches!(o, Objection::Full { .. } | Objection::HandedBack);
                        !yields && o.until().is_none()
                    };
                    prop_assert!(found.iter().any(lasting));
                }
                continue;
            };
            let mut helped = assessors.iter().find(|a| a.id == who).unwrap().clone();
            helped.capacity = helped.capacity.map(|points| points + remedy.more_capacity);
            let on = remedy.wait_until.unwrap_or_else(today);
            let mut left = objections(&helped, case, load(who, &after), on);
            prop_assert_eq!(left.contains(&Objection::HandedBack), remedy.ask_again);
            left.retain(|objection| objection.binds_an_operator());
            prop_assert_eq!(left, vec![]);
            prop_assert!(remedy.more_capacity > 0 || on > today() || remedy.ask_again);
            if remedy.more_capacity > 0 {
                helped.capacity = helped.capacity.map(|points| points - 1);
                let full = |o: &Objection| matches!(o, Objection::Full { .. });
                prop_assert!(objections(&helped, case, load(who, &after), on).iter().any(full));
            }
        }
    }

    #[test]
    fn w4_a_plan_made_again_changes_nothing(cases in cases(ANY, 9), assessors in assessors()) {
        let first = plan(&cases, &assessors, today());
        let after = applied(&cases, &first);
        let again = plan(&after, &assessors, today());
        prop_assert_eq!(&again.changes, &vec![]);
        prop_assert_eq!(again.unplaced, first.unplaced);
        for (then, now) in first.loads.iter().zip(&again.loads) {
            prop_assert_eq!(now.before, then.after);
            prop_assert_eq!(now.after, then.after);
        }
        // Nor where what was placed has started meanwhile.
        let mut started = after;
        for case in started.iter_mut().filter(|case| case.assessor.is_some()) {
            case.stays = true;
        }
        prop_assert_eq!(plan(&started, &assessors, today()).changes, vec![]);
    }

    #[test]
    fn w4_the_order_of_what_is_given_makes_no_difference(
        cases in cases(ANY, 9), assessors in assessors(), turn in 0..9usize
    ) {
        let (mut other_cases, mut others) = (cases.clone(), assessors.clone());
        other_cases.reverse();
        others.reverse();
        let turn = turn.min(other_cases.len());
        other_cases.rotate_left(turn);
        prop_assert_eq!(plan(&cases, &assessors, today()), plan(&other_cases, &others, today()));
    }

    #[test]
    fn w5_the_next_case_is_the_most_urgent_they_may_take(
        mut cases in cases(ANY, 9), assessor in assessor(), turn in 0..9usize
    ) {
        let assessor = AssessorFacts { id: id(2, 1), ..assessor };
        let points = load(assessor.id, &cases);
        let next = next_case(&assessor, &cases, today()).cloned();
        let may: Vec<&CaseFacts> = cases
            .iter()
            .filter(|c| c.assessor.is_none() && is_open_work(c.state))
            .filter(|c| objections(&assessor, c, points, today()).is_empty())
            .collect();
        match &next {
            None => prop_assert_eq!(may, Vec::<&CaseFacts>::new()),
            Some(next) => {
                prop_assert!(may.contains(&next));
                for other in may {
                    let later = match (next.due_on, other.due_on) {
                        (Some(next), Some(other)) if next != other => next < other,
                        (Some(_), None) => true,
                        (None, Some(_)) => false,
                        _ => next.id <= other.id,
                    };
                    prop_assert!(later, "{} before {}", other.reference, next.reference);
                }
            }
        }
        cases.reverse();
        let turn = turn.min(cases.len());
        cases.rotate_left(turn);
        prop_assert_eq!(next_case(&assessor, &cases, today()).cloned(), next);
    }
}
