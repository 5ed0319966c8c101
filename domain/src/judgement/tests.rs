//! The rules of judging, by number, on the edition of 2021.

mod deciding;
mod levels_are_data;
mod properties;

use super::*;
use crate::calendar::tests::day;
use crate::lifecycle::RequestState;
use crate::refusal::Refusal;

const BRONZE: u8 = 1;
const SILVER: u8 = 2;
const GOLD: u8 = 3;
const SUPPORT: u8 = 3;

/// The edition of 2021, as it is published.
pub(crate) fn edition_2021() -> Edition {
    Edition::parse(include_bytes!("../../../standards/university-2021.json")).unwrap()
}

/// The edition of 2021 with a level above Gold, one criterion a pillar: only the document differs.
pub(crate) fn edition_with_platinum() -> Edition {
    let mut document = edition_2021().document().clone();
    document["levels"]
        .as_array_mut()
        .unwrap()
        .push("PLATINUM".into());
    for pillar in document["pillars"].as_array_mut().unwrap() {
        let reference = format!("{}.90", pillar["number"]);
        let criterion = serde_json::json!({
            "ref": reference, "level": "PLATINUM", "title": "Others learn from it."
        });
        pillar["criteria"].as_array_mut().unwrap().push(criterion);
    }
    Edition::parse(document.to_string().as_bytes()).unwrap()
}

/// These criteria MET and every other one NOT_MET.
fn met(references: &[&str]) -> BTreeMap<String, Rating> {
    let edition = edition_2021();
    let mut marks: BTreeMap<_, _> = edition
        .criteria_up_to(GOLD)
        .map(|criterion| (criterion.reference.clone(), Rating::NotMet))
        .collect();
    for reference in references {
        assert!(marks.insert((*reference).to_owned(), Rating::Met).is_some());
    }
    marks
}

/// Every criterion up to a rank MET and every other one NOT_MET.
fn met_up_to(rank: u8) -> BTreeMap<String, Rating> {
    let edition = edition_2021();
    let all: Vec<_> = edition
        .criteria_up_to(rank)
        .map(|c| c.reference.as_str())
        .collect();
    met(&all)
}

fn support(target: u8, marks: &BTreeMap<String, Rating>) -> PillarReasoning {
    let edition = edition_2021();
    pillar_standing(&edition, edition.pillar(SUPPORT).unwrap(), target, marks)
}

#[test]
fn j1_a_level_takes_more_than_half_of_its_own_criteria() {
    for (references, reaches, why) in [
        (vec![], None, "nothing is met"),
        (vec!["3.1"], None, "1 of 3 Bronze"),
        (vec!["3.1", "3.2"], Some(BRONZE), "2 of 3 Bronze"),
        (
            vec!["3.1", "3.2", "3.4", "3.5"],
            Some(BRONZE),
            "2 of 5 Silver",
        ),
        (
            vec!["3.1", "3.2", "3.4", "3.5", "3.8"],
            Some(SILVER),
            "3 of 5 Silver",
        ),
        (
            vec!["3.1", "3.2", "3.4", "3.5", "3.8", "3.9", "3.10"],
            Some(SILVER),
            "2 of 4 Gold are half, not more",
        ),
        (
            vec!["3.1", "3.2", "3.4", "3.5", "3.8", "3.9", "3.10", "3.12"],
            Some(GOLD),
            "3 of 4 Gold",
        ),
    ] {
        assert_eq!(support(GOLD, &met(&references)).best_fit, reaches, "{why}");
    }
}

#[test]
fn j1_every_level_below_is_reached_first() {
    let silver_and_gold_only = met(&["3.4", "3.5", "3.6", "3.7", "3.8", "3.9", "3.10", "3.11"]);
    let standing = support(GOLD, &silver_and_gold_only);
    assert_eq!(standing.best_fit, None);
    assert!(standing.levels.iter().all(|level| !level.reached));
    let without_silver = met(&["3.1", "3.2", "3.3", "3.9", "3.10", "3.11", "3.12"]);
    assert_eq!(support(GOLD, &without_silver).best_fit, Some(BRONZE));
}

#[test]
fn j1_what_is_partly_met_does_not_count() {
    let mut marks = met(&["3.1"]);
    marks.insert("3.2".to_owned(), Rating::PartlyMet);
    marks.insert("3.3".to_owned(), Rating::PartlyMet);
    assert_eq!(support(BRONZE, &marks).best_fit, None);
    marks.insert("3.2".to_owned(), Rating::Met);
    assert_eq!(support(BRONZE, &marks).best_fit, Some(BRONZE));
}

#[test]
fn j1_the_reasoning_names_the_criteria() {
    let silver = support(SILVER, &met(&["3.1", "3.3", "3.4", "3.8"]))
        .levels
        .remove(1);
    assert_eq!(silver.met, ["3.4", "3.8"]);
    assert_eq!(silver.unmet, ["3.5", "3.6", "3.7"]);
    assert_eq!(
        (silver.rank, silver.needed, silver.reached),
        (SILVER, 3, false)
    );
}

#[test]
fn j1_criteria_are_counted_across_a_gap_in_the_numbers() {
    let edition = edition_2021();
    let administration = edition.pillar(4).unwrap();
    let gold = |references: &[&str]| {
        let mut marks = met_up_to(SILVER);
        marks.extend(references.iter().map(|r| ((*r).to_owned(), Rating::Met)));
        pillar_standing(&edition, administration, GOLD, &marks)
    };
    let three = gold(&["4.13", "4.14", "4.15", "4.12"]);
    assert_eq!(three.best_fit, Some(SILVER), "4.12 is no criterion (S2)");
    assert_eq!(three.levels[2].needed, 4, "more than half of seven");
    assert_eq!(gold(&["4.13", "4.14", "4.15", "4.19"]).best_fit, Some(GOLD));
}

#[test]
fn j2_six_of_seven_pillars_make_the_level() {
    let edition = edition_2021();
    let (b, s, g) = (Some(BRONZE), Some(SILVER), Some(GOLD));
    for (outcomes, level) in [
        ([None; 7], None),
        ([b, b, b, b, b, b, b], b),
        ([b, b, b, b, b, b, None], b),
        ([b, b, b, b, b, None, None], None),
        ([g, g, g, g, g, None, None], None),
        ([g, g, g, g, g, g, None], g),
        ([g, g, g, s, s, s, b], s),
        ([g, g, g, g, g, s, b], s),
        ([s, s, s, s, s, b, b], b),
        ([None, g, g, g, g, g, b], b),
    ] {
        assert_eq!(overall(&edition, &outcomes), level, "{outcomes:?}");
    }
    assert_eq!(
        overall(&edition, &[g, g, g]),
        None,
        "too few pillars judged"
    );
}

#[test]
fn j2_the_marks_alone_give_a_level_overall() {
    let edition = edition_2021();
    assert_eq!(best_fit_overall(&edition, GOLD, &BTreeMap::new()), None);
    assert_eq!(
        best_fit_overall(&edition, GOLD, &met_up_to(SILVER)),
        Some(SILVER)
    );
    assert_eq!(
        best_fit_overall(&edition, BRONZE, &met_up_to(GOLD)),
        Some(BRONZE),
        "J4"
    );
}

/// What confirming the outcome of Support is answered, on 1 December 2026.
fn confirm(
    target: u8,
    marks: &BTreeMap<String, Rating>,
    requests: &[RequestFacts],
    level: Option<u8>,
    reason: Option<&str>,
) -> Result<ConfirmedOutcome, Refusal> {
    let edition = edition_2021();
    let facts = OutcomeFacts {
        edition: &edition,
        target_rank: target,
        max_rank_applicant_may_hold: target,
        marks,
        requests,
        today: day("2026-12-01"),
    };
    confirm_outcome(&facts, SUPPORT, level, reason)
}

fn request(references: &[&str], state: RequestState, due_on: &str) -> RequestFacts {
    RequestFacts {
        criteria: references.iter().map(|r| (*r).to_owned()).collect(),
        state,
        due_on: day(due_on),
    }
}

fn answered() -> [RequestFacts; 1] {
    [request(&["3.2"], RequestState::Answered, "2026-12-20")]
}

fn rules(result: Result<ConfirmedOutcome, Refusal>) -> Vec<&'static str> {
    match result {
        Ok(_) => vec![],
        Err(refusal) => refusal.reasons().iter().map(|reason| reason.rule).collect(),
    }
}

#[test]
fn j3_best_fit_needs_no_reason() {
    let outcome = confirm(BRONZE, &met_up_to(BRONZE), &[], Some(BRONZE), Some("Fine.")).unwrap();
    assert_eq!(
        (outcome.level, outcome.best_fit),
        (Some(BRONZE), Some(BRONZE))
    );
    assert_eq!(outcome.reason, None, "a reason for no departure is dropped");
}

#[test]
fn j3_a_departure_needs_a_reason_and_the_record_shows_both() {
    let marks = met(&["3.1"]);
    for blank in [None, Some(""), Some(" \n\u{200B}")] {
        let refused = confirm(BRONZE, &marks, &[], Some(BRONZE), blank);
        assert_eq!(rules(refused), ["J3"], "{blank:?}");
    }
    let why = " The handbook of May covers 3.2. ";
    let outcome = confirm(BRONZE, &marks, &[], Some(BRONZE), Some(why)).unwrap();
    assert_eq!((outcome.level, outcome.best_fit), (Some(BRONZE), None));
    assert_eq!(
        outcome.reason.as_deref(),
        Some("The handbook of May covers 3.2.")
    );
    let down = confirm(BRONZE, &met_up_to(BRONZE), &answered(), None, None);
    assert_eq!(rules(down), ["J3"]);
}

#[test]
fn j3_every_criterion_up_to_the_level_is_judged_first() {
    let mut marks = met_up_to(SILVER);
    marks.remove("3.2");
    marks.remove("3.8");
    marks.remove("3.9");
    let refusal = confirm(SILVER, &marks, &[], Some(SILVER), None).unwrap_err();
    assert_eq!(refusal.to_string(), "J3: Support: judge 3.2 and 3.8 first.");
    marks.extend(
        met(&["3.2", "3.8"])
            .into_iter()
            .filter(|(r, _)| r == "3.2" || r == "3.8"),
    );
    assert!(confirm(SILVER, &marks, &[], Some(SILVER), None).is_ok());
}

#[test]
fn j4_no_outcome_exceeds_the_level_applied_for() {
    let refused = confirm(
        BRONZE,
        &met_up_to(GOLD),
        &[],
        Some(SILVER),
        Some("Excellent."),
    );
    assert_eq!(rules(refused), ["J4"]);
    let outcome = confirm(BRONZE, &met_up_to(GOLD), &[], Some(BRONZE), None).unwrap();
    assert_eq!(outcome.best_fit, Some(BRONZE), "best fit stops there too");
}

#[test]
fn j4_no_outcome_exceeds_what_the_applicant_may_hold() {
    let (edition, marks) = (edition_2021(), met_up_to(SILVER));
    let facts = OutcomeFacts {
        edition: &edition,
        target_rank: SILVER,
        max_rank_applicant_may_hold: BRONZE,
        marks: &marks,
        requests: &answered(),
        today: day("2026-12-01"),
    };
    assert_eq!(
        rules(confirm_outcome(&facts, SUPPORT, Some(SILVER), None)),
        ["J4"]
    );
    assert!(confirm_outcome(&facts, SUPPORT, Some(BRONZE), Some("Held for two months.")).is_ok());
}

#[test]
fn j5_a_shortfall_is_asked_about_first() {
    use RequestState::*;
    let today = "2026-12-01";
    for (requests, allowed, why) in [
        (vec![], false, "nothing was asked"),
        (
            vec![request(&["3.2"], Open, "2026-12-20")],
            false,
            "still open",
        ),
        (vec![request(&["3.2"], Open, today)], false, "due today"),
        (
            vec![request(&["3.2"], Open, "2026-11-30")],
            true,
            "due date passed",
        ),
        (
            vec![request(&["3.2"], Lapsed, "2026-11-30")],
            true,
            "lapsed",
        ),
        (
            vec![request(&["3.2"], Answered, "2026-12-20")],
            true,
            "answered",
        ),
        (
            vec![request(&["3.2"], Closed, "2026-12-20")],
            true,
            "answered and closed",
        ),
        (
            vec![request(&["2.1"], Answered, "2026-12-20")],
            false,
            "about another pillar",
        ),
        (
            vec![request(&["2.1", "3.1"], Answered, "2026-12-20")],
            true,
            "about two pillars",
        ),
        (
            vec![
                request(&["3.1"], Closed, "2026-11-20"),
                request(&["3.2"], Open, "2026-12-20"),
            ],
            true,
            "asked once and answered",
        ),
    ] {
        let rules = rules(confirm(BRONZE, &met(&["3.1"]), &requests, None, None));
        assert_eq!(rules.is_empty(), allowed, "{why}");
        assert!(rules.is_empty() || rules == ["J5"], "{why}: {rules:?}");
    }
}

#[test]
fn j5_any_level_below_the_one_applied_for_is_a_shortfall() {
    let marks = met_up_to(BRONZE);
    assert_eq!(
        rules(confirm(SILVER, &marks, &[], Some(BRONZE), None)),
        ["J5"]
    );
    assert!(confirm(SILVER, &marks, &answered(), Some(BRONZE), None).is_ok());
    assert!(confirm(BRONZE, &marks, &[], Some(BRONZE), None).is_ok());
}

#[test]
fn j5_an_edition_may_do_without() {
    let mut document = edition_2021().document().clone();
    document["rules"]["request_evidence_before_shortfall"] = false.into();
    let edition = Edition::parse(document.to_string().as_bytes()).unwrap();
    let marks = met(&["3.1"]);
    let facts = OutcomeFacts {
        edition: &edition,
        target_rank: BRONZE,
        max_rank_applicant_may_hold: BRONZE,
        marks: &marks,
        requests: &[],
        today: day("2026-12-01"),
    };
    assert!(confirm_outcome(&facts, SUPPORT, None, None).is_ok());
}

#[test]
fn every_reason_against_an_outcome_is_given_at_once() {
    let mut marks = met(&["3.1"]);
    marks.remove("3.3");
    let refused = confirm(SILVER, &marks, &[], Some(BRONZE), None);
    assert_eq!(rules(refused), ["J3", "J3", "J5"]);
    let unknown = confirm(BRONZE, &marks, &[], Some(9), Some("Why not."));
    assert_eq!(rules(unknown), ["J3", "S1"]);
}
