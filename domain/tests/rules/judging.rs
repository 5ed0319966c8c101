//! J1-J8: best fit, outcomes, decisions. This file: what marks alone give (J1, J2).

pub mod decisions;
pub mod outcomes;

use std::collections::BTreeMap;

use domain::judgement::{best_fit_overall, overall, pillar_standing};
use domain::{Edition, Rating};

use crate::words::*;

pub const RULES: &[(&str, &str)] = &[
    (
        "J1",
        "A pillar reaches a level by more than half of its own criteria, and every level below",
    ),
    (
        "J2",
        "Overall: the highest level that six of the seven pillars reach",
    ),
    (
        "J3",
        "Every criterion is judged; departing from best fit needs a reason, and both are kept",
    ),
    (
        "J4",
        "No outcome above the level applied for, nor above what the applicant may hold",
    ),
    (
        "J5",
        "No shortfall until evidence was asked for and the answer came or fell due",
    ),
    ("J6", "There is no appeal"),
    (
        "J7",
        "A decision explains itself and can be made again from its record",
    ),
    ("J8", "Below the lowest level: not accredited"),
];

pub type Marks = BTreeMap<String, Rating>;

/// The criteria of 2021 up to Gold: these MET, every other one NOT_MET.
pub fn met(references: &[&str]) -> Marks {
    let edition = edition_2021();
    let mut marks: Marks = edition
        .criteria_up_to(3)
        .map(|criterion| (criterion.reference.clone(), Rating::NotMet))
        .collect();
    for reference in references {
        assert!(
            marks.insert((*reference).to_owned(), Rating::Met).is_some(),
            "{reference}"
        );
    }
    marks
}

/// Every criterion up to a level MET, every other one NOT_MET.
pub fn met_up_to(level: &str) -> Marks {
    let edition = edition_2021();
    let all: Vec<_> = edition
        .criteria_up_to(rank(level))
        .map(|c| c.reference.as_str())
        .collect();
    met(&all)
}

/// The same marks, these being given otherwise.
pub fn but(mut marks: Marks, references: &[&str], rating: Rating) -> Marks {
    marks.extend(
        references
            .iter()
            .map(|reference| ((*reference).to_owned(), rating)),
    );
    marks
}

/// The same marks, these not being given at all.
pub fn without(mut marks: Marks, references: &[&str]) -> Marks {
    marks.retain(|reference, _| !references.contains(&reference.as_str()));
    marks
}

/// The edition of 2021 with one thing about it changed.
pub fn edition_with(change: impl FnOnce(&mut serde_json::Value)) -> Edition {
    let mut document = edition_2021().document().clone();
    change(&mut document);
    Edition::parse(document.to_string().as_bytes()).unwrap()
}

/// What a pillar reaches by its marks, applying for a level.
fn reaches_in(edition: &Edition, pillar: u8, applied: &str, marks: &Marks) -> Option<String> {
    let target = edition.level(applied).unwrap().rank;
    let reasoning = pillar_standing(edition, edition.pillar(pillar).unwrap(), target, marks);
    let level = edition.level_at(reasoning.best_fit?)?;
    Some(level.code.clone())
}

/// What Support (3.1-3.12) reaches in the edition of 2021, applying for Gold.
fn support(references: &[&str]) -> Option<String> {
    reaches_in(&edition_2021(), 3, "GOLD", &met(references))
}

/// What Administration (4.1-4.19) reaches by all of Bronze and Silver and these of Gold.
fn administration(gold: &[&str]) -> Option<String> {
    reaches_in(
        &edition_2021(),
        4,
        "GOLD",
        &but(met_up_to("SILVER"), gold, Rating::Met),
    )
}

/// What Support says of one of its levels: met, not met, how many are needed, how many are short.
fn reasons(level: usize, references: &[&str]) -> (Vec<String>, Vec<String>, usize, usize) {
    let edition = edition_2021();
    let mut said = pillar_standing(&edition, edition.pillar(3).unwrap(), 3, &met(references));
    let level = said.levels.remove(level - 1);
    (level.met, level.unmet, level.needed, level.short_by)
}

/// What an edition gives overall where each pillar reaches what its letter says; a dash is none.
fn overall_in(edition: &Edition, letters: &str) -> Option<String> {
    let rank_of = |letter| {
        edition
            .levels()
            .iter()
            .find(|l| l.code.starts_with(letter))
            .map(|l| l.rank)
    };
    let outcomes: Vec<_> = letters.chars().map(rank_of).collect();
    let level = edition.level_at(overall(edition, &outcomes)?)?;
    Some(level.code.clone())
}

fn seven(letters: &str) -> Option<String> {
    overall_in(&edition_2021(), letters)
}

/// What the marks alone give overall, applying for a level.
fn marks_give(edition: &Edition, applied: &str, marks: &Marks) -> Option<String> {
    let target = edition.level(applied).unwrap().rank;
    let level = edition.level_at(best_fit_overall(edition, target, marks)?)?;
    Some(level.code.clone())
}

fn level(code: &str) -> Option<String> {
    Some(code.to_owned())
}

fn texts(items: &[&str]) -> Vec<String> {
    items.iter().map(|item| (*item).to_owned()).collect()
}

rules! {
    j1_more_than_half_of_a_levels_own_criteria {
        "Nothing is met: no level": support(&[]) => None;
        "One of three Bronze: no level": support(&["3.1"]) => None;
        "Two of three Bronze: Bronze": support(&["3.1", "3.2"]) => level("BRONZE");
        "Two of five Silver: still Bronze": support(&["3.1", "3.2", "3.4", "3.5"]) => level("BRONZE");
        "Three of five Silver: Silver": support(&["3.1", "3.2", "3.4", "3.5", "3.8"]) => level("SILVER");
        "Two of four Gold are half, and half is not more than half: still Silver":
            support(&["3.1", "3.2", "3.4", "3.5", "3.8", "3.9", "3.10"]) => level("SILVER");
        "Three of four Gold: Gold":
            support(&["3.1", "3.2", "3.4", "3.5", "3.8", "3.9", "3.10", "3.12"]) => level("GOLD");
        "What is partly met does not count":
            reaches_in(&edition_2021(), 3, "BRONZE", &but(met(&["3.1"]), &["3.2", "3.3"], Rating::PartlyMet)) => None;
        "What has no mark does not count":
            reaches_in(&edition_2021(), 3, "BRONZE", &without(met(&["3.1"]), &["3.2", "3.3"])) => None;
        "Marks of another pillar make no difference": support(&["3.1", "4.1", "4.2", "4.3"]) => None;
        "Criteria are counted across a gap in their numbers: three of seven Gold are not enough":
            administration(&["4.13", "4.14", "4.15"]) => level("SILVER");
        "Four of seven are": administration(&["4.13", "4.14", "4.15", "4.19"]) => level("GOLD");
        "A number in the gap is no criterion and counts for nothing":
            administration(&["4.13", "4.14", "4.15", "4.12"]) => level("SILVER");
    }

    j1_every_level_below_is_reached_first {
        "All of Silver and most of Gold without Bronze: no level":
            support(&["3.4", "3.5", "3.6", "3.7", "3.8", "3.9", "3.10", "3.11"]) => None;
        "All of Bronze and Gold without Silver: Bronze":
            support(&["3.1", "3.2", "3.3", "3.9", "3.10", "3.11", "3.12"]) => level("BRONZE");
    }

    j1_the_reasoning_names_the_criteria {
        "Silver of Support: which are met, which are not, three are needed, one is missing":
            reasons(2, &["3.1", "3.3", "3.4", "3.8"])
            => (texts(&["3.4", "3.8"]), texts(&["3.5", "3.6", "3.7"]), 3, 1);
        "Where enough are met none is missing":
            reasons(1, &["3.1", "3.3"]) => (texts(&["3.1", "3.3"]), texts(&["3.2"]), 2, 0);
        "Where none is met all that are needed are missing":
            reasons(3, &[]) => (texts(&[]), texts(&["3.9", "3.10", "3.11", "3.12"]), 3, 3);
    }

    j1_the_share_is_the_editions {
        "An edition that asks for a third: one of three Bronze is enough":
            reaches_in(&edition_with(|e| e["rules"]["best_fit_share"] = serde_json::json!({ "at_least": [1, 3] })),
                       3, "BRONZE", &met(&["3.1"])) => level("BRONZE");
        "An edition that asks for two thirds: one of three Bronze is not enough":
            reaches_in(&edition_with(|e| e["rules"]["best_fit_share"] = serde_json::json!({ "at_least": [2, 3] })),
                       3, "BRONZE", &met(&["3.1"])) => None;
        "An edition that asks for half: two of four Gold are enough":
            reaches_in(&edition_with(|e| e["rules"]["best_fit_share"] = serde_json::json!({ "at_least": [1, 2] })),
                       3, "GOLD", &met(&["3.1", "3.2", "3.4", "3.5", "3.8", "3.9", "3.10"])) => level("GOLD");
        "An edition that asks for all: two of three Bronze are not enough":
            reaches_in(&edition_with(|e| e["rules"]["best_fit_share"] = serde_json::json!({ "at_least": [1, 1] })),
                       3, "BRONZE", &met(&["3.1", "3.2"])) => None;
        "An edition that asks for more than two thirds: two of three Bronze are not enough":
            reaches_in(&edition_with(|e| e["rules"]["best_fit_share"] = serde_json::json!({ "more_than": [2, 3] })),
                       3, "BRONZE", &met(&["3.1", "3.2"])) => None;
    }

    j2_six_of_seven_pillars_make_the_level {
        "No pillar at any level: none": seven("-------") => None;
        "Seven at Bronze: Bronze": seven("BBBBBBB") => level("BRONZE");
        "Six at Bronze, the seventh below: Bronze": seven("BBBBBB-") => level("BRONZE");
        "Five at Bronze: none": seven("BBBBB--") => None;
        "Five at Gold and two below Bronze: none": seven("GGGGG--") => None;
        "Six at Gold and one below Bronze: Gold, for the seventh may be at any level or none":
            seven("GGGGGG-") => level("GOLD");
        "Three at Gold, three at Silver, one at Bronze: Silver": seven("GGGSSSB") => level("SILVER");
        "Five at Gold, one at Silver, one at Bronze: Silver": seven("GGGGGSB") => level("SILVER");
        "Five at Silver and two at Bronze: Bronze": seven("SSSSSBB") => level("BRONZE");
        "Five at Gold, one at Bronze, one below: Bronze": seven("GGGGG-B") => level("BRONZE");
        "Only three pillars have an outcome yet: none": seven("GGG") => None;
    }

    j2_how_many_is_the_editions {
        "An edition that asks for all seven: six are not enough":
            overall_in(&edition_with(|e| e["rules"]["pillars_required_for_level"] = 7.into()), "BBBBBB-") => None;
        "An edition that asks for five: five are enough":
            overall_in(&edition_with(|e| e["rules"]["pillars_required_for_level"] = 5.into()), "SSSSS--")
            => level("SILVER");
        "Of four levels the fourth is reached like any other": overall_in(&four_levels(), "PPPPPP-") => level("PLATINUM");
        "Five at the fourth level and two at the third: the third": overall_in(&four_levels(), "PPPPPGG") => level("GOLD");
    }

    j2_marks_alone_give_a_level {
        "No marks: none": marks_give(&edition_2021(), "GOLD", &Marks::new()) => None;
        "All of Bronze and Silver: Silver": marks_give(&edition_2021(), "GOLD", &met_up_to("SILVER")) => level("SILVER");
        "All of Gold, applied for Bronze: Bronze (J4)":
            marks_give(&edition_2021(), "BRONZE", &met_up_to("GOLD")) => level("BRONZE");
        "All of four levels: the fourth":
            marks_give(&four_levels(), "PLATINUM", &all_met(&four_levels())) => level("PLATINUM");
        "All of four levels, applied for the third: the third":
            marks_give(&four_levels(), "GOLD", &all_met(&four_levels())) => level("GOLD");
    }
}

/// The example edition of four levels.
pub fn four_levels() -> Edition {
    Edition::parse(include_bytes!(
        "../../../standards/university-four-levels.json"
    ))
    .unwrap()
}

/// Every criterion of an edition MET.
fn all_met(edition: &Edition) -> Marks {
    let all = edition.criteria_up_to(u8::MAX);
    all.map(|criterion| (criterion.reference.clone(), Rating::Met))
        .collect()
}
