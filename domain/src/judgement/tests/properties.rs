//! What holds whatever the marks are.

use proptest::prelude::*;

use super::*;

fn any_marks() -> impl Strategy<Value = BTreeMap<String, Rating>> {
    let references: Vec<String> = edition_2021()
        .criteria_up_to(GOLD)
        .map(|criterion| criterion.reference.clone())
        .collect();
    let ratings = prop_oneof![
        3 => Just(Some(Rating::Met)),
        1 => Just(Some(Rating::PartlyMet)),
        1 => Just(Some(Rating::NotMet)),
        1 => Just(None),
    ];
    proptest::collection::vec(ratings, references.len()).prop_map(move |ratings| {
        let pairs = references.iter().cloned().zip(ratings);
        pairs.filter_map(|(r, rating)| Some((r, rating?))).collect()
    })
}

proptest! {
    #[test]
    fn j1_one_more_criterion_met_never_lowers_an_outcome(
        marks in any_marks(), which in 0..58usize, target in BRONZE..=GOLD,
    ) {
        let edition = edition_2021();
        let mut better = marks.clone();
        let criterion = edition.criteria_up_to(GOLD).nth(which).unwrap();
        better.insert(criterion.reference.clone(), Rating::Met);
        let before = standings(&edition, target, &marks);
        for (was, is) in before.iter().zip(standings(&edition, target, &better)) {
            prop_assert!(is.best_fit >= was.best_fit);
        }
        prop_assert!(
            best_fit_overall(&edition, target, &better) >= best_fit_overall(&edition, target, &marks)
        );
    }

    #[test]
    fn j2_the_overall_level_is_one_that_six_pillars_reach(
        outcomes in proptest::collection::vec(proptest::option::of(BRONZE..=GOLD), 7),
    ) {
        let edition = edition_2021();
        let level = overall(&edition, &outcomes);
        let reaching = |rank| outcomes.iter().filter(|o| **o >= Some(rank)).count();
        match level {
            Some(rank) => {
                prop_assert!(reaching(rank) >= 6);
                prop_assert!(rank == GOLD || reaching(rank + 1) < 6);
            }
            None => prop_assert!(reaching(BRONZE) < 6),
        }
    }

    #[test]
    fn j4_no_best_fit_exceeds_the_level_applied_for(marks in any_marks(), target in 0..=GOLD) {
        let edition = edition_2021();
        for standing in standings(&edition, target, &marks) {
            prop_assert!(standing.best_fit.unwrap_or(0) <= target);
            prop_assert_eq!(standing.levels.len(), usize::from(target));
        }
        prop_assert!(best_fit_overall(&edition, target, &marks).unwrap_or(0) <= target);
    }

    #[test]
    fn j7_a_record_is_replayed_to_the_same_bytes(
        marks in any_marks(), outcomes in proptest::collection::vec(proptest::option::of(BRONZE..=GOLD), 7),
    ) {
        let edition = edition_2021();
        let judgements = marks
            .iter()
            .map(|(r, rating)| (r.clone(), Judgement { rating: *rating, note: String::new() }))
            .collect();
        let outcomes = (1..=7u8)
            .zip(outcomes)
            .map(|(pillar, level)| ConfirmedOutcome { pillar, level, best_fit: None, reason: None })
            .collect();
        let record = DecisionRecord { target_rank: GOLD, judgements, outcomes, evidence: vec![] };
        let kept: DecisionRecord =
            serde_json::from_value(serde_json::to_value(&record).unwrap()).unwrap();
        prop_assert_eq!(replay(&edition, &record).to_bytes(), replay(&edition, &kept).to_bytes());
    }
}
