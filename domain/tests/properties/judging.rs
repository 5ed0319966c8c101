//! J1-J8, whatever is judged.

use std::collections::BTreeMap;

use domain::judgement::{
    ConfirmedOutcome, DecisionRecord, Judgement, Recorded, best_fit_overall, overall, replay,
    standings,
};
use domain::{Edition, Rating};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::editions::{editions, marks_of};

type Marks = BTreeMap<String, Rating>;

/// An edition, marks of its criteria, and the rank applied for.
fn judged() -> impl Strategy<Value = (Edition, Marks, u8)> {
    editions().prop_flat_map(|edition| {
        let highest = edition.levels().last().unwrap().rank;
        (marks_of(&edition), 1..=highest)
            .prop_map(move |(marks, target)| (edition.clone(), marks, target))
    })
}

/// An edition and an outcome for each of its pillars.
fn outcomes() -> impl Strategy<Value = (Edition, Vec<Option<u8>>)> {
    editions().prop_flat_map(|edition| {
        let highest = edition.levels().last().unwrap().rank;
        let outcome = proptest::option::of(1..=highest);
        proptest::collection::vec(outcome, edition.pillars().len())
            .prop_map(move |outcomes| (edition.clone(), outcomes))
    })
}

fn reaching(outcomes: &[Option<u8>], rank: u8) -> usize {
    outcomes
        .iter()
        .filter(|outcome| **outcome >= Some(rank))
        .count()
}

proptest! {
    #[test]
    fn j1_one_more_criterion_met_never_lowers_an_outcome((edition, marks, target) in judged(), which in any::<Index>()) {
        let criteria: Vec<_> = edition.criteria_up_to(u8::MAX).collect();
        let mut better = marks.clone();
        better.insert(which.get(&criteria).reference.clone(), Rating::Met);
        for (was, is) in standings(&edition, target, &marks).iter().zip(standings(&edition, target, &better)) {
            prop_assert!(is.best_fit >= was.best_fit);
        }
        prop_assert!(best_fit_overall(&edition, target, &better) >= best_fit_overall(&edition, target, &marks));
    }

    #[test]
    fn j1_a_level_is_reached_only_where_every_level_below_is((edition, marks, target) in judged()) {
        for pillar in standings(&edition, target, &marks) {
            let reached = pillar.levels.iter().take_while(|level| level.reached).count();
            prop_assert!(pillar.levels.iter().skip(reached).all(|level| !level.reached));
            prop_assert_eq!(pillar.best_fit.map_or(0, usize::from), reached);
            for level in &pillar.levels {
                prop_assert_eq!(level.needed.saturating_sub(level.met.len()), level.short_by);
                prop_assert!(level.needed <= level.met.len() + level.unmet.len());
                prop_assert!(!level.reached || level.short_by == 0);
            }
        }
    }

    #[test]
    fn j2_overall_is_the_highest_level_that_enough_pillars_reach((edition, outcomes) in outcomes()) {
        let required = edition.rules().pillars_required;
        let level = overall(&edition, &outcomes).unwrap_or(0);
        prop_assert!(level == 0 || reaching(&outcomes, level) >= required);
        for above in edition.levels().iter().filter(|above| above.rank > level) {
            prop_assert!(reaching(&outcomes, above.rank) < required);
        }
    }

    #[test]
    fn j2_a_pillar_that_does_better_never_lowers_the_overall_level((edition, outcomes) in outcomes(), which in any::<Index>()) {
        let mut better = outcomes.clone();
        let pillar = which.index(better.len());
        better[pillar] = edition.levels().last().map(|level| level.rank);
        prop_assert!(overall(&edition, &better) >= overall(&edition, &outcomes));
    }

    #[test]
    fn j4_no_best_fit_exceeds_the_level_applied_for((edition, marks, target) in judged()) {
        for pillar in standings(&edition, target, &marks) {
            prop_assert!(pillar.best_fit.unwrap_or(0) <= target);
            prop_assert_eq!(pillar.levels.len(), usize::from(target));
        }
        prop_assert!(best_fit_overall(&edition, target, &marks).unwrap_or(0) <= target);
    }

    #[test]
    fn j7_a_record_is_replayed_to_the_same_bytes((edition, marks, target) in judged()) {
        let judgement = |rating| Judgement { rating, note: "Seen.".to_owned() };
        let judgements = marks.iter().map(|(r, rating)| (r.clone(), judgement(*rating))).collect();
        let outcomes = standings(&edition, target, &marks).into_iter().map(|pillar| ConfirmedOutcome {
            pillar: pillar.pillar,
            level: pillar.best_fit,
            best_fit: pillar.best_fit,
            reason: None,
        });
        let record = DecisionRecord { target_rank: target, judgements, outcomes: outcomes.collect(), evidence: vec![], sampled: vec![] };
        let decision = replay(&edition, &record);
        prop_assert_eq!(decision.level, best_fit_overall(&edition, target, &marks));
        let kept = Recorded { edition: edition.content_hash().to_owned(), record, decision };
        let read: Recorded = serde_json::from_value(serde_json::to_value(&kept).unwrap()).unwrap();
        let again = Edition::parse(edition.document().to_string().as_bytes()).unwrap();
        prop_assert_eq!(read.replay(&again).map(|decision| decision.to_bytes()), Ok(kept.decision.to_bytes()));
    }

    #[test]
    fn j8_what_reaches_no_level_is_said_to_be_not_accredited((edition, marks, target) in judged()) {
        let judgement = |rating| Judgement { rating, note: String::new() };
        let judgements = marks.into_iter().map(|(r, rating)| (r, judgement(rating))).collect();
        let record = DecisionRecord { target_rank: target, judgements, outcomes: vec![], evidence: vec![], sampled: vec![] };
        let decision = replay(&edition, &record);
        prop_assert_eq!(decision.level, None);
        prop_assert!(decision.sentences.last().unwrap().ends_with(": not accredited."));
    }
}
