//! Levels and shares are data: other editions judge with no code changed.

use super::*;
use crate::standard::BestFitShare;

const PLATINUM: u8 = 4;

#[test]
fn s1_a_fourth_level_is_judged_with_no_code_changed() {
    let edition = edition_with_platinum();
    assert_eq!(
        edition
            .level("PLATINUM")
            .map(|l| (l.rank, l.title.as_str())),
        Some((4, "Platinum"))
    );
    let mut marks: BTreeMap<_, _> = edition
        .criteria_up_to(PLATINUM)
        .map(|criterion| (criterion.reference.clone(), Rating::Met))
        .collect();
    assert_eq!(best_fit_overall(&edition, PLATINUM, &marks), Some(PLATINUM));
    assert_eq!(best_fit_overall(&edition, GOLD, &marks), Some(GOLD));
    marks.insert("1.90".to_owned(), Rating::NotMet);
    assert_eq!(best_fit_overall(&edition, PLATINUM, &marks), Some(PLATINUM));
    marks.insert("2.90".to_owned(), Rating::NotMet);
    assert_eq!(best_fit_overall(&edition, PLATINUM, &marks), Some(GOLD));
}

#[test]
fn j2_the_number_of_pillars_is_edition_data() {
    let mut document = edition_2021().document().clone();
    document["rules"]["pillars_required_for_level"] = 7.into();
    let edition = Edition::parse(document.to_string().as_bytes()).unwrap();
    let mut outcomes = [Some(BRONZE); 7];
    assert_eq!(overall(&edition, &outcomes), Some(BRONZE));
    outcomes[3] = None;
    assert_eq!(overall(&edition, &outcomes), None);
}

#[test]
fn j1_the_share_is_edition_data() {
    for (share, of, needed) in [
        (BestFitShare::MoreThan(1, 2), 1, 1),
        (BestFitShare::MoreThan(1, 2), 2, 2),
        (BestFitShare::MoreThan(1, 2), 3, 2),
        (BestFitShare::MoreThan(1, 2), 4, 3),
        (BestFitShare::MoreThan(1, 2), 7, 4),
        (BestFitShare::AtLeast(1, 2), 4, 2),
        (BestFitShare::AtLeast(1, 2), 5, 3),
        (BestFitShare::AtLeast(2, 3), 4, 3),
        (BestFitShare::AtLeast(1, 1), 5, 5),
    ] {
        assert_eq!(share.needed(of), needed, "{share:?} of {of}");
    }
    let mut document = edition_2021().document().clone();
    document["rules"]["best_fit_share"] = serde_json::json!({ "at_least": [1, 3] });
    let edition = Edition::parse(document.to_string().as_bytes()).unwrap();
    let support = edition.pillar(SUPPORT).unwrap();
    let standing = pillar_standing(&edition, support, BRONZE, &met(&["3.1"]));
    assert_eq!(standing.best_fit, Some(BRONZE));
}
