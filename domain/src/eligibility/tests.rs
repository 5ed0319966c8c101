use proptest::prelude::*;

use super::*;
use crate::add_months;
use crate::calendar::tests::day;
use crate::judgement::tests::edition_2021;

const BRONZE: u8 = 1;
const GOLD: u8 = 3;

fn programme(name: &str, holds: Vec<Hold>) -> ProgrammeFacts {
    ProgrammeFacts {
        id: format!("prg_{name}"),
        name: name.to_owned(),
        started_on: day("2020-09-01"),
        mentors: 20,
        holds,
    }
}

/// Up to three awards of a year each, some of them cut short, as days from the start of 2026.
fn any_holds() -> impl Strategy<Value = Vec<Hold>> {
    let cut = proptest::option::weighted(0.2, 0..300i64);
    let hold = (BRONZE..=GOLD, -700..400i64, cut).prop_map(|(level_rank, from, cut)| {
        let awarded_on = day("2026-01-01") + chrono::Duration::days(from);
        Hold {
            level_rank,
            awarded_on,
            expires_on: add_months(awarded_on, 12),
            withdrawn_or_superseded_on: cut.map(|days| awarded_on + chrono::Duration::days(days)),
        }
    });
    proptest::collection::vec(hold, 0..=3)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn g4_the_first_day_is_the_first_on_which_it_would_be_yes(
        one in any_holds(), other in proptest::option::of(any_holds()), target in BRONZE..=GOLD,
    ) {
        let edition = edition_2021();
        let mut programmes = vec![programme("Peers", one)];
        programmes.extend(other.map(|holds| programme("Careers", holds)));
        let today = day("2026-01-01");
        let answer = eligibility(&edition, &programmes, target, today);
        let by_trying = today
            .iter_days()
            .take(900)
            .find(|day| eligibility(&edition, &programmes, target, *day).allowed);
        prop_assert_eq!(answer.first_day, by_trying);
        prop_assert_eq!(answer.allowed, by_trying == Some(today));
    }
}
