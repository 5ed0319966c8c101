//! Editions made up: two to six levels, one to eight pillars, rules and prices of their own.

use std::collections::BTreeMap;

use domain::{Edition, Rating};
use proptest::prelude::*;
use serde_json::{Value, json};

/// What an edition is made from.
#[derive(Debug, Clone)]
struct Made {
    levels: usize,
    /// How many criteria each pillar has at each level.
    criteria: Vec<Vec<usize>>,
    pillars_required: usize,
    share: Value,
    months: (u32, u32),
    window: u32,
    first: usize,
    tiers: Vec<(u32, i64, i64)>,
}

prop_compose! {
    fn shares()(more in any::<bool>(), of in 1..=5u32, part in 0..5u32) -> Value {
        match more {
            true => json!({ "more_than": [part % of, of] }),
            false => json!({ "at_least": [part % of + 1, of] }),
        }
    }
}

/// Tiers that rise, each step and price by chance.
pub fn tiers() -> impl Strategy<Value = Vec<(u32, i64, i64)>> {
    let tier = (1..=12u32, 0..=300_000i64, 0..=300_000i64);
    proptest::collection::vec(tier, 1..=4).prop_map(|tiers| {
        let mut up_to = 0;
        let rising = tiers.into_iter().map(|(step, initial, again)| {
            up_to += step;
            (up_to, initial, again)
        });
        rising.collect()
    })
}

fn made() -> impl Strategy<Value = Made> {
    (2..=6usize, 1..=8usize).prop_flat_map(|(levels, pillars)| {
        let counts = proptest::collection::vec(1..=4usize, levels);
        (
            proptest::collection::vec(counts, pillars),
            1..=pillars,
            shares(),
            (0..=9u32, 6..=18u32),
            1..=160u32,
            prop_oneof![3 => Just(0), 1 => 0..levels],
            tiers(),
        )
            .prop_map(
                move |(criteria, pillars_required, share, months, window, first, tiers)| Made {
                    levels,
                    criteria,
                    pillars_required,
                    share,
                    months,
                    window,
                    first,
                    tiers,
                },
            )
    })
}

fn edition(made: &Made) -> Edition {
    let levels: Vec<String> = (1..=made.levels).map(|i| format!("LEVEL_{i}")).collect();
    let pillars = made.criteria.iter().zip(1..).map(|(counts, number)| {
        let mut criteria = Vec::new();
        for (level, count) in levels.iter().zip(counts) {
            for _ in 0..*count {
                let reference = format!("{number}.{}", criteria.len() + 1);
                criteria.push(json!({ "ref": reference, "level": level, "title": "A criterion." }));
            }
        }
        let (code, title) = (format!("p{number}"), format!("Pillar {number}"));
        json!({ "number": number, "code": code, "title": title, "criteria": criteria })
    });
    let tiers = made.tiers.iter().map(|(up_to, initial, again)| {
        json!({ "max_programmes": up_to, "initial": initial, "reaccreditation": again })
    });
    let document = json!({
        "scheme": { "code": "made-up", "title": "Made up" },
        "edition": { "code": "1", "published": "2020-01-01" },
        "rules": {
            "pillars_required_for_level": made.pillars_required,
            "best_fit_share": made.share,
            "months_at_level_before_next": made.months.0,
            "validity_months": made.months.1,
            "renewal_window_days": made.window,
            "first_award_at_most": levels[made.first],
            "levels_may_be_skipped": false,
            "request_evidence_before_shortfall": true,
        },
        "programme_rules": {
            "standard_programme_has_fewer_mentors_than": 50,
            "must_be_established_at_application": true,
        },
        "prices": {
            "currency": "GBP", "minor_units": 2, "excludes_vat": true,
            "tiers": tiers.collect::<Vec<_>>(),
        },
        "pillars": pillars.collect::<Vec<_>>(),
        "levels": levels,
    });
    Edition::parse(document.to_string().as_bytes()).unwrap()
}

/// Any edition.
pub fn editions() -> impl Strategy<Value = Edition> {
    made().prop_map(|made| edition(&made))
}

/// Any marks of an edition's criteria, more of them MET than not.
pub fn marks_of(edition: &Edition) -> impl Strategy<Value = BTreeMap<String, Rating>> + use<> {
    let criteria = edition.criteria_up_to(u8::MAX);
    let references: Vec<String> = criteria.map(|c| c.reference.clone()).collect();
    let rating = prop_oneof![
        4 => Just(Some(Rating::Met)),
        1 => Just(Some(Rating::PartlyMet)),
        1 => Just(Some(Rating::NotMet)),
        1 => Just(None),
    ];
    proptest::collection::vec(rating, references.len()).prop_map(move |ratings| {
        let pairs = references.iter().cloned().zip(ratings);
        pairs.filter_map(|(r, rating)| Some((r, rating?))).collect()
    })
}
