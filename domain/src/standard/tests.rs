//! Reading editions: the one of 2021, and what is wrong with broken ones.

use serde_json::{Value, json};

use super::*;
use crate::judgement::tests::edition_2021;

const DOCUMENT: &[u8] = include_bytes!("../../../standards/university-2021.json");

/// The problems of the 2021 document with one change, as `path: message`.
fn problems(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut document: Value = serde_json::from_slice(DOCUMENT).unwrap();
    change(&mut document);
    match Edition::parse(document.to_string().as_bytes()) {
        Ok(_) => vec![],
        Err(problems) => problems.iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn s1_the_edition_of_2021_reads() {
    let edition = edition_2021();
    assert_eq!(
        edition.title(),
        "National University Mentoring Standards 2021"
    );
    assert_eq!(
        (edition.scheme_code(), edition.code()),
        ("university", "2021")
    );
    assert_eq!(edition.published_on().to_string(), "2021-01-01");
    let levels: Vec<_> = edition
        .levels()
        .iter()
        .map(|l| (l.rank, l.code.as_str(), l.title.as_str()))
        .collect();
    let expected = [
        (1, "BRONZE", "Bronze"),
        (2, "SILVER", "Silver"),
        (3, "GOLD", "Gold"),
    ];
    assert_eq!(levels, expected);
    assert_eq!(edition.pillars().len(), 7);
    assert_eq!(edition.criteria_up_to(3).count(), 58);
    let rules = edition.rules();
    assert_eq!(
        (rules.pillars_required, rules.months_held_before_next),
        (6, 6)
    );
    assert_eq!((rules.first_award_at_most, rules.validity_months), (1, 12));
    assert_eq!(
        (rules.renewal_window_days, rules.large_from_mentors),
        (90, 50)
    );
    assert_eq!(rules.best_fit, BestFitShare::MoreThan(1, 2));
    assert!(!rules.levels_may_be_skipped && rules.must_be_established);
    assert_eq!(
        edition.pillar(2).unwrap().evidence_examples[2]
            .examples
            .len(),
        4
    );
}

#[test]
fn s1_an_edition_is_known_by_its_content() {
    let edition = edition_2021();
    assert_eq!(edition.content_hash().len(), 64);
    let spaced = serde_json::to_vec_pretty(edition.document()).unwrap();
    assert_eq!(
        Edition::parse(&spaced).unwrap().content_hash(),
        edition.content_hash()
    );
    let mut document = edition.document().clone();
    document["pillars"][0]["criteria"][0]["title"] = json!("Other words.");
    let other = Edition::parse(document.to_string().as_bytes()).unwrap();
    assert_ne!(other.content_hash(), edition.content_hash());
}

#[test]
fn s2_criteria_are_known_by_reference_and_gaps_are_real() {
    let edition = edition_2021();
    assert_eq!(edition.criterion("4.13").unwrap().rank, 3);
    assert_eq!(edition.criterion("4.11").unwrap().rank, 2);
    assert_eq!(edition.criterion("4.12"), None);
    let support: Vec<_> = edition
        .pillar(3)
        .unwrap()
        .criteria_at(3)
        .map(|c| &c.reference)
        .collect();
    assert_eq!(
        support,
        ["3.9", "3.10", "3.11", "3.12"],
        "in the standard's order"
    );
}

#[test]
fn s3_ticking_elements_suggests_the_rating() {
    let edition = edition_2021();
    let elements = |reference| {
        edition
            .criterion(reference)
            .unwrap()
            .elements
            .clone()
            .unwrap()
    };
    let (all, any) = (elements("2.2"), elements("2.3"));
    for (ticked, of_all, of_any) in [
        (vec![], Rating::NotMet, Rating::NotMet),
        (vec![0], Rating::PartlyMet, Rating::Met),
        (vec![0, 1, 2, 3], Rating::PartlyMet, Rating::Met),
        (vec![0, 1, 2, 3, 4], Rating::Met, Rating::Met),
        (vec![99], Rating::NotMet, Rating::NotMet),
    ] {
        let ticked = ticked.into_iter().collect();
        assert_eq!(all.suggested_rating(&ticked), of_all);
        assert_eq!(any.suggested_rating(&ticked), of_any);
    }
}

#[test]
fn s3_only_elements_that_are_there_are_ticked() {
    let edition = edition_2021();
    let ticked = |reference, places: &[i32]| {
        let criterion = edition.criterion(reference).unwrap();
        ticked_elements(criterion, places).map_err(|e| e.fields()[0].message.clone())
    };
    assert_eq!(
        ticked("2.3", &[4, 0, 4])
            .unwrap()
            .into_iter()
            .collect::<Vec<_>>(),
        [0, 4]
    );
    assert_eq!(ticked("1.1", &[]).unwrap().len(), 0);
    for wrong in [-1, 5, i32::MAX] {
        let message = "2.3 has 5 elements: tick them by number from 0 to 4.";
        assert_eq!(ticked("2.3", &[0, wrong]).unwrap_err(), message);
    }
    assert_eq!(
        ticked("1.1", &[0]).unwrap_err(),
        "1.1 has no elements to tick."
    );
}

#[test]
fn levels_may_have_titles_of_their_own() {
    let mut document = edition_2021().document().clone();
    document["levels"][2] = json!({ "code": "GOLD", "title": "Gold Standard" });
    let edition = Edition::parse(document.to_string().as_bytes()).unwrap();
    assert_eq!(edition.level("GOLD").unwrap().title, "Gold Standard");
}

#[test]
fn a_broken_document_says_where_and_what_to_change() {
    type Change = fn(&mut Value);
    let cases: [(Change, &str); 24] = [
        (|d| d["colour"] = json!(1), "colour: unknown field `colour`"),
        (
            |d| d["rules"]["grace"] = json!(1),
            "rules.grace: unknown field `grace`",
        ),
        (
            |d| d["pillars"][3]["criteria"][0]["weight"] = json!(2),
            "pillars[3].criteria[0].weight: unknown field `weight`",
        ),
        (
            |d| d["pillars"][0]["number"] = json!("one"),
            "pillars[0].number: invalid type",
        ),
        (
            |d| d["rules"]["validity_months"] = json!(-12),
            "rules.validity_months: invalid value",
        ),
        (
            |d| d["edition"]["published"] = json!("2021-02-30"),
            "edition.published: ",
        ),
        (
            |d| d["levels"][1] = json!({ "code": "SILVER" }),
            "levels[1]: a level's code, or",
        ),
        (
            |d| d["levels"] = json!(["BRONZE"]),
            "levels: give 2 to 6 levels",
        ),
        (
            |d| d["levels"][2] = json!("SILVER"),
            "levels[2]: SILVER is there twice",
        ),
        (
            |d| d["levels"][2] = json!("gold"),
            "levels[2]: \"gold\" must be",
        ),
        (
            |d| d["pillars"][6]["criteria"][1]["level"] = json!("PEWTER"),
            "pillars[6].criteria[1].level: \"PEWTER\" is not one of",
        ),
        (
            |d| d["pillars"][6]["criteria"][1]["ref"] = json!("1.1"),
            "pillars[6].criteria[1].ref: 1.1 is already the reference of pillars[0].criteria[0]",
        ),
        (
            |d| d["pillars"][1]["criteria"][2]["level"] = json!("SILVER"),
            "pillars[1].criteria: Training has no criterion at GOLD",
        ),
        (
            |d| d["pillars"][1]["number"] = json!(1),
            "pillars[1].number: number pillars",
        ),
        (
            |d| d["pillars"][1]["code"] = json!("aims"),
            "pillars[1].code: \"aims\" is another",
        ),
        (
            |d| d["pillars"][1]["title"] = json!(" "),
            "pillars[1].title: write something",
        ),
        (
            |d| d["pillars"][1]["criteria"][0]["elements"]["items"] = json!([]),
            "pillars[1].criteria[0].elements.items: give 1 to 50",
        ),
        (
            |d| d["pillars"][1]["evidence_examples"]["PEWTER"] = json!([]),
            "pillars[1].evidence_examples.PEWTER: \"PEWTER\" is not one of",
        ),
        (
            |d| d["rules"]["pillars_required_for_level"] = json!(8),
            "rules.pillars_required_for_level: must be from 1 to the number of pillars, 7",
        ),
        (
            |d| d["rules"]["first_award_at_most"] = json!("PEWTER"),
            "rules.first_award_at_most: \"PEWTER\"",
        ),
        (
            |d| d["rules"]["best_fit_share"] = json!({ "more_than": [1, 1] }),
            "rules.best_fit_share: must be a share",
        ),
        (
            |d| d["rules"]["appeals"] = json!(true),
            "rules.appeals: must be false",
        ),
        (
            |d| d["prices"]["tiers"][1]["max_programmes"] = json!(1),
            "prices.tiers[1].max_programmes: tiers must rise",
        ),
        (
            |d| d["prices"]["currency"] = json!("pounds"),
            "prices.currency: must be",
        ),
    ];
    for (change, expected) in cases {
        let found = problems(change);
        assert!(
            found.iter().any(|problem| problem.starts_with(expected)),
            "wanted {expected:?} among {found:#?}"
        );
    }
}

#[test]
fn every_problem_is_found_at_once() {
    let found = problems(|d| {
        d["rules"]["appeals"] = json!(true);
        d["rules"]["validity_months"] = json!(0);
        d["pillars"][0]["criteria"][0]["level"] = json!("PEWTER");
        d["prices"]["tiers"] = json!([]);
    });
    assert_eq!(found.len(), 4, "{found:#?}");
}

#[test]
fn what_is_no_document_is_refused() {
    let text = std::str::from_utf8(DOCUMENT).unwrap();
    for wrong in [
        String::new(),
        "null".to_owned(),
        "[]".to_owned(),
        text[..text.len() - 3].to_owned(),
        format!("{text} {{}}"),
        text.replacen(
            "\"levels\":",
            "\"levels\": [\"BRONZE\", \"SILVER\"], \"levels\":",
            1,
        ),
        "[".repeat(100_000),
        format!("\"{}\"", "x".repeat(5_000_000)),
    ] {
        assert!(Edition::parse(wrong.as_bytes()).is_err());
    }
    assert!(Edition::parse(&[0xff, 0xfe, 0x00]).is_err());
}
