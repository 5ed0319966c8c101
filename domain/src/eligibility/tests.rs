use ApplicationKind::{Initial, Reaccreditation};

use proptest::prelude::*;

use super::*;
use crate::calendar::tests::day;
use crate::judgement::tests::{edition_2021, edition_with_platinum};

const BRONZE: u8 = 1;
const SILVER: u8 = 2;
const GOLD: u8 = 3;

fn hold(level_rank: u8, from: &str, to: &str) -> Hold {
    Hold {
        level_rank,
        awarded_on: day(from),
        expires_on: day(to),
        withdrawn_or_superseded_on: None,
    }
}

fn ended(mut hold: Hold, on: &str) -> Hold {
    hold.withdrawn_or_superseded_on = Some(day(on));
    hold
}

fn programme(name: &str, holds: Vec<Hold>) -> ProgrammeFacts {
    ProgrammeFacts {
        id: format!("prg_{name}"),
        name: name.to_owned(),
        started_on: day("2020-09-01"),
        mentors: 20,
        holds,
    }
}

/// What one programme with these holds is told.
fn asked(holds: Vec<Hold>, level: u8, today: &str) -> EligibilityAnswer {
    eligibility(
        &edition_2021(),
        &[programme("Peers", holds)],
        level,
        day(today),
    )
}

fn rules(answer: &EligibilityAnswer) -> Vec<&'static str> {
    answer.reasons.iter().map(|reason| reason.rule).collect()
}

#[test]
fn g1_a_first_award_is_at_the_lowest_level() {
    let bronze = asked(vec![], BRONZE, "2026-11-22");
    assert!(bronze.allowed && bronze.kind == Initial);
    assert_eq!(bronze.first_day, Some(day("2026-11-22")));
    for level in [SILVER, GOLD] {
        let answer = asked(vec![], level, "2026-11-22");
        assert_eq!((rules(&answer), answer.first_day), (vec!["G1"], None));
    }
    let message = &asked(vec![], SILVER, "2026-11-22").reasons[0].message;
    assert_eq!(
        message,
        "Peers holds no level now: a first award is at most at Bronze."
    );
}

#[test]
fn g2_the_level_below_is_held_for_six_months() {
    for (awarded, today, allowed, first_day) in [
        ("2026-01-15", "2026-07-14", false, "2026-07-15"),
        ("2026-01-15", "2026-07-15", true, "2026-07-15"),
        ("2026-01-15", "2027-01-14", true, "2027-01-14"),
        ("2025-08-31", "2026-02-27", false, "2026-02-28"),
        ("2025-08-31", "2026-02-28", true, "2026-02-28"),
        ("2027-08-31", "2028-02-28", false, "2028-02-29"),
        ("2027-08-31", "2028-02-29", true, "2028-02-29"),
    ] {
        let holds = vec![hold(
            BRONZE,
            awarded,
            &add_months(day(awarded), 12).to_string(),
        )];
        let answer = asked(holds, SILVER, today);
        assert_eq!(answer.allowed, allowed, "{awarded} {today}");
        assert_eq!(answer.first_day, Some(day(first_day)), "{awarded} {today}");
        assert_eq!(answer.kind, Initial);
    }
}

#[test]
fn g2_six_months_must_be_unbroken() {
    let gap = vec![
        hold(BRONZE, "2025-01-10", "2026-01-10"),
        hold(BRONZE, "2026-01-11", "2027-01-11"),
    ];
    let answer = asked(gap, SILVER, "2026-02-01");
    assert_eq!(rules(&answer), ["G2"]);
    assert_eq!(answer.first_day, Some(day("2026-07-11")));
}

#[test]
fn g2_a_renewal_keeps_the_hold_unbroken() {
    let renewed = vec![
        hold(BRONZE, "2026-01-10", "2027-01-10"),
        hold(BRONZE, "2025-01-10", "2026-01-10"),
    ];
    assert!(asked(renewed, SILVER, "2026-02-01").allowed);
}

#[test]
fn g2_the_hold_is_in_force_on_the_day_of_submission() {
    let holds = vec![hold(BRONZE, "2025-01-10", "2026-01-10")];
    assert!(asked(holds.clone(), SILVER, "2026-01-09").allowed);
    let answer = asked(holds, SILVER, "2026-01-10");
    assert_eq!((rules(&answer), answer.first_day), (vec!["G1"], None));
    assert!(
        answer.reasons[0]
            .message
            .ends_with("Its Bronze ended on 10 January 2026, and a lapse starts over."),
        "{}",
        answer.reasons[0].message
    );
}

#[test]
fn g2_a_withdrawn_or_superseded_award_holds_nothing() {
    let withdrawn = ended(hold(BRONZE, "2026-01-10", "2027-01-10"), "2026-09-01");
    assert!(asked(vec![withdrawn.clone()], SILVER, "2026-08-31").allowed);
    assert_eq!(rules(&asked(vec![withdrawn], SILVER, "2026-09-01")), ["G1"]);
    let on_its_first_day = ended(hold(BRONZE, "2026-01-10", "2027-01-10"), "2026-01-10");
    assert!(asked(vec![on_its_first_day], BRONZE, "2026-01-10").allowed);
}

#[test]
fn g2_levels_are_never_skipped() {
    let holds = vec![hold(BRONZE, "2026-01-10", "2027-01-10")];
    let answer = asked(holds, GOLD, "2026-08-01");
    assert_eq!((rules(&answer), answer.first_day), (vec!["G2"], None));
    let message = &answer.reasons[0].message;
    assert_eq!(
        message,
        "Peers holds Bronze: levels are never skipped, so Silver comes first."
    );
}

#[test]
fn g2_the_level_below_is_the_one_held_now() {
    let silver = vec![
        ended(hold(BRONZE, "2025-06-01", "2026-06-01"), "2026-03-01"),
        hold(SILVER, "2026-03-01", "2027-03-01"),
    ];
    assert_eq!(
        asked(silver.clone(), GOLD, "2026-08-31").first_day,
        Some(day("2026-09-01"))
    );
    assert!(asked(silver, GOLD, "2026-09-01").allowed);
}

#[test]
fn g2_every_programme_must_hold_the_level_below() {
    let programmes = [
        programme("Peers", vec![hold(BRONZE, "2026-01-10", "2027-01-10")]),
        programme("Careers", vec![hold(BRONZE, "2026-05-20", "2027-05-20")]),
        programme("Reverse", vec![hold(BRONZE, "2026-03-05", "2027-03-05")]),
    ];
    let answer = eligibility(&edition_2021(), &programmes, SILVER, day("2026-08-01"));
    let named: Vec<_> = answer
        .reasons
        .iter()
        .map(|r| r.facts["name"].clone())
        .collect();
    assert_eq!(named, ["Careers", "Reverse"]);
    assert_eq!(answer.first_day, Some(day("2026-11-20")));
}

#[test]
fn g2_no_first_day_is_promised_beyond_the_hold() {
    let programmes = [
        programme("Peers", vec![hold(BRONZE, "2026-01-10", "2027-01-10")]),
        programme("Careers", vec![hold(BRONZE, "2026-08-20", "2027-08-20")]),
    ];
    let answer = eligibility(&edition_2021(), &programmes, SILVER, day("2026-09-01"));
    assert_eq!((rules(&answer), answer.first_day), (vec!["G2"], None));
}

#[test]
fn g2_no_first_day_is_promised_on_the_day_the_hold_ends() {
    let cut = ended(hold(BRONZE, "2026-01-10", "2027-01-10"), "2026-07-10");
    let answer = asked(vec![cut], SILVER, "2026-06-01");
    assert_eq!(answer.reasons[0].facts["firstDay"], serde_json::Value::Null);
    assert_eq!((rules(&answer), answer.first_day), (vec!["G2"], None));
}

#[test]
fn g3_reaccreditation_opens_ninety_days_before_expiry() {
    let holds = vec![hold(BRONZE, "2026-01-10", "2027-01-10")];
    for (today, allowed, first_day) in [
        ("2026-10-11", false, "2026-10-12"),
        ("2026-10-12", true, "2026-10-12"),
        ("2027-01-09", true, "2027-01-09"),
    ] {
        let answer = asked(holds.clone(), BRONZE, today);
        assert_eq!(answer.kind, Reaccreditation);
        assert_eq!(
            (answer.allowed, answer.first_day),
            (allowed, Some(day(first_day)))
        );
    }
}

#[test]
fn g3_a_lapse_ends_the_hold_and_starts_over() {
    let answer = asked(
        vec![hold(BRONZE, "2026-01-10", "2027-01-10")],
        BRONZE,
        "2027-01-10",
    );
    assert!(answer.allowed && answer.kind == Initial);
    let silver = vec![hold(SILVER, "2026-01-10", "2027-01-10")];
    assert_eq!(rules(&asked(silver, SILVER, "2027-01-10")), ["G1"]);
}

#[test]
fn g3_what_is_renewed_already_opens_again_before_its_new_expiry() {
    let renewed = vec![
        hold(BRONZE, "2026-01-10", "2027-01-10"),
        hold(BRONZE, "2027-01-10", "2028-01-10"),
    ];
    let answer = asked(renewed, BRONZE, "2026-12-01");
    assert_eq!(
        (rules(&answer), answer.first_day),
        (vec!["G3"], Some(day("2027-10-12")))
    );
}

#[test]
fn g3_a_lower_level_is_not_applied_for_while_a_higher_is_held() {
    let answer = asked(
        vec![hold(SILVER, "2026-01-10", "2027-01-10")],
        BRONZE,
        "2026-12-01",
    );
    assert_eq!(
        (rules(&answer), answer.first_day),
        (vec!["G3"], Some(day("2027-01-10")))
    );
}

#[test]
fn g3_programmes_renew_together_with_new_ones_as_an_initial_application() {
    let programmes = [
        programme("Peers", vec![hold(BRONZE, "2026-01-10", "2027-01-10")]),
        programme("Careers", vec![]),
    ];
    let answer = eligibility(&edition_2021(), &programmes, BRONZE, day("2026-11-01"));
    assert!(answer.allowed && answer.kind == Initial);
}

#[test]
fn g4_an_answer_names_rule_programme_and_first_day() {
    let answer = asked(
        vec![hold(BRONZE, "2026-07-01", "2027-07-01")],
        SILVER,
        "2026-11-22",
    );
    let reason = &answer.reasons[0];
    assert_eq!(
        reason.message,
        "Peers has held Bronze without a gap since 1 July 2026, and 6 months are needed: apply \
         for Silver from 1 January 2027."
    );
    assert_eq!(reason.facts["programme"], "prg_Peers");
    assert_eq!(reason.facts["firstDay"], "2027-01-01");
    assert!(answer.into_result().unwrap_err().names("G2"));
}

#[test]
fn g4_every_level_has_an_answer() {
    let holds = vec![hold(BRONZE, "2026-07-01", "2027-07-01")];
    let answers = options(
        &edition_2021(),
        &[programme("Peers", holds)],
        day("2026-11-22"),
    );
    let rules: Vec<_> = answers
        .iter()
        .map(|(level, answer)| (level.title.as_str(), answer.reasons[0].rule))
        .collect();
    assert_eq!(rules, [("Bronze", "G3"), ("Silver", "G2"), ("Gold", "G2")]);
}

#[test]
fn p2_a_programme_has_started_by_the_day_of_submission() {
    let mut new = programme("Peers", vec![]);
    new.started_on = day("2026-12-01");
    for (today, allowed) in [("2026-11-30", false), ("2026-12-01", true)] {
        let answer = eligibility(&edition_2021(), &[new.clone()], BRONZE, day(today));
        assert_eq!(answer.allowed, allowed);
        assert_eq!(answer.first_day, Some(day("2026-12-01")));
    }
    let silver = eligibility(&edition_2021(), &[new], SILVER, day("2026-11-30"));
    assert_eq!((rules(&silver), silver.first_day), (vec!["P2", "G1"], None));
}

#[test]
fn p4_an_application_names_a_programme_and_a_level_there_is() {
    let none = eligibility(&edition_2021(), &[], BRONZE, day("2026-11-22"));
    assert_eq!(rules(&none), ["P4"]);
    for level in [0, 4] {
        assert_eq!(rules(&asked(vec![], level, "2026-11-22")), ["S1"]);
    }
}

#[test]
fn s1_a_fourth_level_follows_the_third() {
    let edition = edition_with_platinum();
    let gold = programme("Peers", vec![hold(GOLD, "2026-01-10", "2027-01-10")]);
    let answer = eligibility(&edition, &[gold], 4, day("2026-07-10"));
    assert!(answer.allowed && answer.kind == Initial);
}

#[test]
fn g4_an_award_decided_already_may_bring_the_day_forward() {
    let gap = vec![
        hold(BRONZE, "2026-06-22", "2026-07-01"),
        hold(SILVER, "2026-08-01", "2026-10-01"),
    ];
    let answer = asked(gap, SILVER, "2026-06-22");
    assert_eq!(
        (rules(&answer), answer.first_day),
        (vec!["G2"], Some(day("2026-08-01")))
    );
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
        let level = edition.level_at(target).unwrap();
        let today = day("2026-01-01");
        let answer = eligibility(&edition, &programmes, target, today);
        let by_trying = today
            .iter_days()
            .take(900)
            .find(|day| on_day(&edition, &programmes, level, *day).1.is_empty());
        prop_assert_eq!(answer.first_day, by_trying);
        prop_assert_eq!(answer.allowed, by_trying == Some(today));
    }
}
