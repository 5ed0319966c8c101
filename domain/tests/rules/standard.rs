//! S1-S3: the standard as data.

pub mod changes;
pub mod documents;

use domain::standard::{BestFitShare, ticked_elements};
use domain::{Edition, Rating};
use serde_json::json;

use crate::judging::{edition_with, four_levels};
use crate::words::*;

pub const RULES: &[(&str, &str)] = &[
    (
        "S1",
        "An edition is data, known by its content and immutable",
    ),
    (
        "S2",
        "Criteria are known by reference, and gaps in numbering are real",
    ),
    ("S3", "Ticked elements suggest the rating"),
];

/// The edition of the organisations' scheme.
fn organisations() -> Edition {
    Edition::parse(include_bytes!("../../../standards/organisation-2021.json")).unwrap()
}

fn texts<T: ToString>(items: impl IntoIterator<Item = T>) -> Vec<String> {
    items.into_iter().map(|item| item.to_string()).collect()
}

fn levels(edition: &Edition) -> Vec<String> {
    texts(
        edition
            .levels()
            .iter()
            .map(|level| format!("{} {} {}", level.rank, level.code, level.title)),
    )
}

fn references(pillar: u8, rank: u8) -> Vec<String> {
    texts(
        edition_2021()
            .pillar(pillar)
            .unwrap()
            .criteria_at(rank)
            .map(|c| &c.reference),
    )
}

/// The rating that ticking these elements of a criterion suggests.
fn suggested(reference: &str, ticked: &[usize]) -> Rating {
    let edition = edition_2021();
    let elements = edition
        .criterion(reference)
        .unwrap()
        .elements
        .as_ref()
        .unwrap();
    elements.suggested_rating(&ticked.iter().copied().collect())
}

/// What ticking these is answered: how many are ticked, or what to tick instead.
fn tick(reference: &str, places: &[i32]) -> Result<usize, String> {
    let edition = edition_2021();
    let ticked = ticked_elements(edition.criterion(reference).unwrap(), places);
    ticked
        .map(|ticked| ticked.len())
        .map_err(|problem| problem.fields()[0].message.clone())
}

/// The rule in the way of a level of such a rank.
fn apply_for_rank(rank: u8) -> Vec<&'static str> {
    let programmes = [programme("Peers", &[])];
    let answer =
        domain::eligibility::eligibility(&edition_2021(), &programmes, rank, day("2026-11-22"));
    answer.reasons.iter().map(|reason| reason.rule).collect()
}

rules! {
    s1_an_edition_says_everything_the_rules_need {
        "It has a name": edition_2021().title() => "National University Mentoring Standards 2021".to_owned();
        "Its scheme has a code": edition_2021().scheme_code() => "university";
        "And a name": edition_2021().scheme_title() => "National University Mentoring Standards";
        "The edition has a code of its own": edition_2021().code() => "2021";
        "It has a day from which it is in force": edition_2021().published_on() => day("2021-01-01");
        "Its levels are a list, lowest first":
            levels(&edition_2021()) => texts(["1 BRONZE Bronze", "2 SILVER Silver", "3 GOLD Gold"]);
        "It has seven pillars": edition_2021().pillars().len() => 7;
        "It has 58 criteria": edition_2021().criteria_up_to(3).count() => 58;
        "Six pillars make a level": edition_2021().rules().pillars_required => 6;
        "More than half makes a pillar reach one": edition_2021().rules().best_fit => BestFitShare::MoreThan(1, 2);
        "A level is held six months before the next": edition_2021().rules().months_held_before_next => 6;
        "A first award is at most at the lowest level": edition_2021().rules().first_award_at_most => 1;
        "An award lasts twelve months": edition_2021().rules().validity_months => 12;
        "It is renewed from ninety days before it ends": edition_2021().rules().renewal_window_days => 90;
        "Fifty mentors are large": edition_2021().rules().large_from_mentors => 50;
        "It names who awards":
            edition_2021().awarding_bodies().to_vec() => texts(["National Mentoring Day", "the Mentoring School"]);
        "It names what comes with an award": edition_2021().benefits().len() => 5;
        "It says whose words it is written in": edition_2021().wording().is_some_and(|w| w.starts_with("Paraphrased")) => true;
        "It shows what others have sent as evidence":
            edition_2021().pillar(2).unwrap().evidence_examples[2].examples.len() => 4;
    }

    s1_an_edition_is_known_by_its_content {
        "Its hash is a SHA-256": edition_2021().content_hash().len() => 64;
        "Spaces and line breaks make no difference": {
            let spaced = serde_json::to_vec_pretty(edition_2021().document()).unwrap();
            Edition::parse(&spaced).unwrap().content_hash() == edition_2021().content_hash()
        } => true;
        "One word makes a difference": {
            let other = edition_with(|e| e["pillars"][0]["criteria"][0]["title"] = json!("Other words."));
            other.content_hash() == edition_2021().content_hash()
        } => false;
    }

    s1_other_editions_load_with_no_code_changed {
        "Four levels": levels(&four_levels())
            => texts(["1 BRONZE Bronze", "2 SILVER Silver", "3 GOLD Gold", "4 PLATINUM Platinum"]);
        "Two levels with titles of their own":
            levels(&edition_with(|e| {
                e["levels"] = json!([{ "code": "ENTRY", "title": "Getting going" }, "FULL"]);
                e["rules"]["first_award_at_most"] = json!("ENTRY");
                for pillar in e["pillars"].as_array_mut().unwrap() {
                    pillar["evidence_examples"] = json!({});
                    for criterion in pillar["criteria"].as_array_mut().unwrap() {
                        let level = if criterion["level"] == "BRONZE" { "ENTRY" } else { "FULL" };
                        criterion["level"] = json!(level);
                    }
                }
            })) => texts(["1 ENTRY Getting going", "2 FULL Full"]);
        "The organisations' scheme": organisations().title() => "National Mentoring Standards 2021".to_owned();
        "It has the same pillars":
            texts(organisations().pillars().iter().map(|pillar| &pillar.code))
            => texts(edition_2021().pillars().iter().map(|pillar| &pillar.code));
        "It has the same rules": organisations().rules() == edition_2021().rules() => true;
        "It has the same criteria by reference and level":
            texts(organisations().criteria_up_to(9).map(|c| format!("{} {}", c.reference, c.rank)))
            => texts(edition_2021().criteria_up_to(9).map(|c| format!("{} {}", c.reference, c.rank)));
        "The fourth level is applied for after the third": {
            let gold = programme("Peers", &[held("GOLD", "2026-01-10")]);
            domain::eligibility::eligibility(&four_levels(), &[gold], 4, day("2026-07-10")).allowed
        } => true;
        "The fourth level is not reached from the second": {
            let silver = programme("Peers", &[held("SILVER", "2026-01-10")]);
            domain::eligibility::eligibility(&four_levels(), &[silver], 4, day("2026-07-10")).allowed
        } => false;
        "A level that an edition does not have cannot be applied for": apply_for_rank(4) => vec!["S1"];
        "Nor can no level": apply_for_rank(0) => vec!["S1"];
    }

    s2_criteria_are_known_by_reference_and_gaps_are_real {
        "4.13 is a criterion of Gold": edition_2021().criterion("4.13").map(|c| c.rank) => Some(3);
        "4.11 is a criterion of Silver": edition_2021().criterion("4.11").map(|c| c.rank) => Some(2);
        "There is no 4.12": edition_2021().criterion("4.12").is_none() => true;
        "Criteria are in the standard's order, not in that of their text":
            references(3, 3) => texts(["3.9", "3.10", "3.11", "3.12"]);
        "A criterion keeps its reference wherever it stands": {
            let moved = edition_with(|e| e["pillars"][3]["criteria"].as_array_mut().unwrap().rotate_left(3));
            moved.criterion("4.13").map(|c| c.title.clone())
        } => edition_2021().criterion("4.13").map(|c| c.title.clone());
    }

    s3_ticking_elements_suggests_the_rating {
        "A checklist with nothing ticked is not met": suggested("2.2", &[]) => Rating::NotMet;
        "With one ticked it is partly met": suggested("2.2", &[0]) => Rating::PartlyMet;
        "With all but one ticked it is partly met": suggested("2.2", &[0, 1, 2, 3]) => Rating::PartlyMet;
        "With all ticked it is met": suggested("2.2", &[0, 1, 2, 3, 4]) => Rating::Met;
        "Where one suffices and nothing is ticked it is not met": suggested("2.3", &[]) => Rating::NotMet;
        "Where one suffices and one is ticked it is met": suggested("2.3", &[4]) => Rating::Met;
        "Where one suffices and more are ticked it is met": suggested("2.3", &[1, 4]) => Rating::Met;
        "A tick beside no element suggests nothing": suggested("2.3", &[99]) => Rating::NotMet;
    }

    s3_only_elements_that_are_there_are_ticked {
        "Two of five": tick("2.3", &[4, 0, 4]) => Ok(2);
        "None of none": tick("1.1", &[]) => Ok(0);
        "A sixth of five":
            tick("2.3", &[0, 5]) => Err("2.3 has 5 elements: tick them by number from 0 to 4.".to_owned());
        "One before the first":
            tick("2.3", &[-1]) => Err("2.3 has 5 elements: tick them by number from 0 to 4.".to_owned());
        "One of none": tick("1.1", &[0]) => Err("1.1 has no elements to tick.".to_owned());
    }
}
