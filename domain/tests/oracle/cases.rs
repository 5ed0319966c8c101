//! Cases made by chance: editions, marks, awards held, orders.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use domain::ApplicationKind::{self, Initial, Reaccreditation};
use domain::eligibility::{Hold, ProgrammeFacts, eligibility};
use domain::judgement::{best_fit_overall, standings};
use domain::pricing::price;
use domain::{Edition, Rating, add_months};
use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use serde_json::{Value, json};

const PUBLISHED: [&[u8]; 3] = [
    include_bytes!("../../../standards/university-2021.json"),
    include_bytes!("../../../standards/university-four-levels.json"),
    include_bytes!("../../../standards/organisation-2021.json"),
];

/// Published editions and made-up ones, in turn.
pub struct Editions(usize);

impl Editions {
    pub fn new() -> Self {
        Self(0)
    }

    pub fn next(&mut self, random: &mut StdRng) -> Edition {
        self.0 += 1;
        match PUBLISHED.get(self.0 % (2 * PUBLISHED.len())) {
            Some(published) => Edition::parse(published).unwrap(),
            None => Edition::parse(made_up(random).to_string().as_bytes()).unwrap(),
        }
    }
}

/// An edition of two to six levels and one to eight pillars, with rules and prices of its own.
fn made_up(random: &mut StdRng) -> Value {
    let levels: Vec<String> = (0..random.random_range(2..=6))
        .map(|i| format!("L{i}"))
        .collect();
    let pillars: Vec<Value> = (1..=random.random_range(1..=8))
        .map(|number| {
            let mut criteria: Vec<Value> = Vec::new();
            for level in &levels {
                for _ in 0..random.random_range(1..=5) {
                    let reference = format!("{number}.{}", criteria.len());
                    criteria
                        .push(json!({ "ref": reference, "level": level, "title": "A criterion." }));
                }
            }
            let (code, title) = (format!("p{number}"), format!("P{number}"));
            json!({ "number": number, "code": code, "title": title, "criteria": criteria })
        })
        .collect();
    let of = random.random_range(1..=5);
    let share = if random.random() {
        json!({ "more_than": [random.random_range(0..of), of] })
    } else {
        json!({ "at_least": [random.random_range(1..=of), of] })
    };
    let mut up_to = 0;
    let tiers: Vec<Value> = (0..random.random_range(1..=4))
        .map(|_| {
            up_to += random.random_range(1..=8);
            let mut price = || random.random_range(0..=200_000);
            json!({ "max_programmes": up_to, "initial": price(), "reaccreditation": price() })
        })
        .collect();
    let first = if random.random_bool(0.8) {
        0
    } else {
        random.random_range(0..levels.len())
    };
    json!({
        "scheme": { "code": "made-up", "title": "Made up" },
        "edition": { "code": "1", "published": "2020-01-01" },
        "rules": {
            "pillars_required_for_level": random.random_range(1..=pillars.len()),
            "best_fit_share": share,
            "months_at_level_before_next": random.random_range(0..=14),
            "first_award_at_most": levels[first],
            "levels_may_be_skipped": false,
            "validity_months": 12,
            "renewal_window_days": random.random_range(1..=200),
            "request_evidence_before_shortfall": true,
        },
        "programme_rules": {
            "standard_programme_has_fewer_mentors_than": 50,
            "must_be_established_at_application": random.random::<bool>(),
        },
        "levels": levels,
        "prices": { "currency": "GBP", "minor_units": 2, "excludes_vat": true, "tiers": tiers },
        "pillars": pillars,
    })
}

/// A question, and what is answered here.
pub struct Asked {
    /// What kind of answer it is.
    pub kind: &'static str,
    pub question: Value,
    pub answer: Value,
}

impl Asked {
    /// A third of each.
    pub fn any(edition: &Edition, random: &mut StdRng) -> Self {
        match random.random_range(0..3) {
            0 => judgement(edition, random),
            1 => progress(edition, random),
            _ => prices(edition, random),
        }
    }
}

fn code(edition: &Edition, rank: Option<u8>) -> Option<&str> {
    Some(edition.level_at(rank?)?.code.as_str())
}

fn any_rank(edition: &Edition, random: &mut StdRng) -> u8 {
    edition.levels().choose(random).unwrap().rank
}

fn judgement(edition: &Edition, random: &mut StdRng) -> Asked {
    let (applied, may_hold) = (any_rank(edition, random), any_rank(edition, random));
    let met = random.random_range(0.3..1.0);
    let mut marks = BTreeMap::new();
    for criterion in edition.criteria_up_to(u8::MAX) {
        let rating = match random.random_range(0..4) {
            _ if random.random_bool(met) => Rating::Met,
            0 | 1 => Rating::PartlyMet,
            2 => Rating::NotMet,
            _ => continue,
        };
        marks.insert(criterion.reference.clone(), rating);
    }
    let most = applied.min(may_hold);
    let pillars: Vec<Value> = standings(edition, most, &marks)
        .into_iter()
        .map(|pillar| {
            let short_by: Vec<usize> = pillar.levels.iter().map(|level| level.short_by).collect();
            json!({ "level": code(edition, pillar.best_fit), "short_by": short_by })
        })
        .collect();
    let overall = best_fit_overall(edition, most, &marks);
    Asked {
        kind: if overall.is_some() {
            "judged at a level"
        } else {
            "judged at no level"
        },
        question: json!({
            "ask": "judgement", "applied": code(edition, Some(applied)),
            "may_hold": code(edition, Some(may_hold)), "marks": marks,
        }),
        answer: json!({
            "pillars": pillars, "overall": code(edition, overall),
        }),
    }
}

/// A day within so many of another.
fn near(day: NaiveDate, days: u64, random: &mut StdRng) -> NaiveDate {
    day + Days::new(random.random_range(0..=2 * days)) - Days::new(days)
}

/// Awards of a year each, one after the other or by chance, some of them cut short.
fn any_holds(edition: &Edition, today: NaiveDate, random: &mut StdRng) -> Vec<Hold> {
    let mut holds: Vec<Hold> = Vec::new();
    for _ in 0..random.random_range(0..=4) {
        let renewed = holds.last().filter(|_| random.random_bool(0.6)).cloned();
        let (level_rank, awarded_on) = match renewed {
            Some(before) => {
                let rises =
                    random.random_bool(0.3) && edition.level_at(before.level_rank + 1).is_some();
                let gap = Days::new(u64::from(random.random_bool(0.2)));
                (before.level_rank + u8::from(rises), before.expires_on + gap)
            }
            None => (any_rank(edition, random), near(today, 700, random)),
        };
        let cut = random
            .random_bool(0.2)
            .then(|| near(awarded_on, 300, random));
        holds.push(Hold {
            level_rank,
            awarded_on,
            expires_on: add_months(awarded_on, 12),
            withdrawn_or_superseded_on: cut,
        });
    }
    holds
}

fn progress(edition: &Edition, random: &mut StdRng) -> Asked {
    let mut today = near(NaiveDate::from_ymd_opt(2027, 6, 30).unwrap(), 1500, random);
    let holds = any_holds(edition, today, random);
    let mut level = any_rank(edition, random);
    // By chance alone hardly any programme would hold what it asks for, or be about to lose it.
    if let Some(last) = holds.last().filter(|_| random.random_bool(0.7)) {
        let rises = random.random() && edition.level_at(last.level_rank + 1).is_some();
        level = last.level_rank + u8::from(rises);
        today = near(last.expires_on - Days::new(90), 280, random);
    }
    let programmes: Vec<ProgrammeFacts> = (0..random.random_range(1..=3))
        .map(|i| ProgrammeFacts {
            id: format!("prg_{i}"),
            name: format!("Programme {i}"),
            started_on: if random.random_bool(0.2) {
                near(today, 100, random)
            } else {
                near(today - Days::new(600), 100, random)
            },
            ended_on: None,
            mentors: 20,
            holds: if random.random_bool(0.7) {
                holds.clone()
            } else {
                any_holds(edition, today, random)
            },
        })
        .collect();
    let answer = eligibility(edition, &programmes, level, today);
    let mut reasons: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for reason in &answer.reasons {
        let named = reasons.entry(reason.rule).or_default();
        named.push(json!(reason.facts.get("programme")));
    }
    assert_eq!(answer.allowed, answer.reasons.is_empty());
    let asked: Vec<Value> = programmes
        .iter()
        .map(|programme| {
            let holds = programme.holds.iter().map(|hold| {
                let ended = hold.withdrawn_or_superseded_on;
                let until = ended.map_or(hold.expires_on, |day| day.min(hold.expires_on));
                json!([code(edition, Some(hold.level_rank)), hold.awarded_on, until])
            });
            let holds: Vec<Value> = holds.collect();
            json!({ "id": programme.id, "started": programme.started_on, "holds": holds })
        })
        .collect();
    let kind = match (answer.allowed, answer.kind, answer.first_day) {
        (true, Initial, _) => "may apply in full",
        (true, Reaccreditation, _) => "may renew",
        (false, _, Some(_)) => "may apply later",
        (false, _, None) => "may not apply, and no day is known",
    };
    Asked {
        kind,
        question: json!({
            "ask": "eligibility", "level": code(edition, Some(level)), "day": today, "programmes": asked,
        }),
        answer: json!({ "kind": answer.kind, "reasons": reasons, "first_day": answer.first_day }),
    }
}

fn prices(edition: &Edition, random: &mut StdRng) -> Asked {
    let most = edition.prices().most_programmes() + 3;
    let (initial, reaccreditation) = (random.random_range(0..=most), random.random_range(0..=most));
    let reaccreditation = if random.random() { 0 } else { reaccreditation };
    let large = u32::from(random.random_bool(0.1));
    let vat = *[0, 50, 125, 150, 175, 200, 201, 999]
        .choose(random)
        .unwrap();
    let singles = |kind: ApplicationKind, n: u32| std::iter::repeat_n((kind, 1), n as usize);
    let order: Vec<_> = singles(Initial, initial)
        .chain(singles(Reaccreditation, reaccreditation))
        .collect();
    let quote = price(edition.prices(), &order, large > 0, vat);
    let answer = if quote.tailored {
        assert!(quote.net.is_none() && quote.lines.is_empty() && quote.cheapest_split.is_none());
        json!({ "tailored": true })
    } else {
        let lines: Vec<Value> = [("initial", initial), ("reaccreditation", reaccreditation)]
            .into_iter()
            .filter(|(_, n)| *n > 0)
            .zip(&quote.lines)
            .map(|((kind, n), line)| {
                assert_eq!(line.programmes, Some(n));
                json!([kind, n, line.net.minor])
            })
            .collect();
        json!({
            "tailored": false, "lines": lines,
            "net": quote.net.map(|m| m.minor), "vat": quote.vat.map(|m| m.minor),
            "total": quote.total.map(|m| m.minor),
            "cheapest_split": quote.cheapest_split.as_ref().map(|split| split.net.minor),
        })
    };
    let kind = match (quote.tailored, &quote.cheapest_split) {
        (true, _) => "tailored price",
        (false, None) => "list price",
        (false, Some(_)) => "list price and a cheaper split",
    };
    Asked {
        kind,
        question: json!({
            "ask": "pricing", "initial": initial, "reaccreditation": reaccreditation, "large": large,
            "vat_per_mille": vat,
        }),
        answer,
    }
}
