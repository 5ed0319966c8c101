//! The rules beside an independent reading of them: `tests/oracle/oracle.py`, written from the rule
//! book in another language and another style.

#![expect(
    clippy::unwrap_used,
    reason = "a case that cannot be made fails its test"
)]

mod agreement;
mod cases;

#[test]
fn a_hundred_thousand_cases_of_judging_progress_and_prices_agree() {
    let seen = agreement::of(100_000, 2021);
    assert_eq!(seen.values().sum::<u64>(), 100_000);
    assert_eq!(seen.len(), 9, "{seen:#?}");
    for (kind, count) in seen {
        assert!(
            count > 500,
            "only {count} cases of {kind:?}: they show too little"
        );
    }
}
