//! How long the rules take: one application judged, fifty programmes asked about (`make bench-rules`).

#![expect(
    clippy::unwrap_used,
    reason = "a case that cannot be made ends the run"
)]

use std::collections::BTreeMap;
use std::hint::black_box;

use chrono::NaiveDate;
use criterion::{Criterion, criterion_group, criterion_main};
use domain::consistency::{Mark, Watch, leniencies, report};
use domain::eligibility::{Hold, ProgrammeFacts, eligibility};
use domain::judgement::{
    ConfirmedOutcome, DecisionRecord, Judgement, best_fit_overall, overall, replay, standings,
};
use domain::pricing::price;
use domain::{ApplicationKind, Edition, Rating, add_months};
use uuid::Uuid;

fn edition_2021() -> Edition {
    Edition::parse(include_bytes!("../../standards/university-2021.json")).unwrap()
}

/// A mark for each criterion up to Gold: every fifth not met.
fn marks(edition: &Edition) -> BTreeMap<String, Rating> {
    let all = edition.criteria_up_to(3).enumerate();
    all.map(|(i, criterion)| {
        let rating = if i % 5 == 4 {
            Rating::NotMet
        } else {
            Rating::Met
        };
        (criterion.reference.clone(), rating)
    })
    .collect()
}

fn judging(criterion: &mut Criterion) {
    let edition = edition_2021();
    let marks = marks(&edition);
    let mut group = criterion.benchmark_group("judge one application for Gold");
    group.bench_function("its level", |b| {
        b.iter(|| best_fit_overall(black_box(&edition), 3, black_box(&marks)));
    });
    group.bench_function("its level and why", |b| {
        b.iter(|| {
            let pillars = standings(black_box(&edition), 3, black_box(&marks));
            let outcomes: Vec<_> = pillars.iter().map(|pillar| pillar.best_fit).collect();
            (overall(&edition, &outcomes), pillars)
        });
    });
    let judgement = |rating| Judgement {
        rating,
        note: "Seen.".to_owned(),
    };
    let outcomes = standings(&edition, 3, &marks)
        .into_iter()
        .map(|pillar| ConfirmedOutcome {
            pillar: pillar.pillar,
            level: pillar.best_fit,
            best_fit: pillar.best_fit,
            reason: None,
        });
    let record = DecisionRecord {
        sampled: Vec::new(),
        target_rank: 3,
        judgements: marks
            .iter()
            .map(|(r, rating)| (r.clone(), judgement(*rating)))
            .collect(),
        outcomes: outcomes.collect(),
        evidence: vec![],
    };
    group.bench_function("the whole decision, in words and with its digest", |b| {
        b.iter(|| replay(black_box(&edition), black_box(&record)));
    });
    group.finish();
}

/// Fifty programmes that have held Bronze since so long, renewed once.
fn fifty(since: NaiveDate) -> Vec<ProgrammeFacts> {
    let hold = |awarded_on| Hold {
        level_rank: 1,
        awarded_on,
        expires_on: add_months(awarded_on, 12),
        withdrawn_or_superseded_on: None,
    };
    let programme = |i| ProgrammeFacts {
        id: format!("prg_{i}"),
        name: format!("Programme {i}"),
        started_on: since,
        ended_on: None,
        mentors: 20,
        holds: vec![hold(since), hold(add_months(since, 12))],
    };
    (0..50).map(programme).collect()
}

fn progress(criterion: &mut Criterion) {
    let edition = edition_2021();
    let since = NaiveDate::from_ymd_opt(2025, 1, 10).unwrap();
    let programmes = fifty(since);
    let mut group = criterion.benchmark_group("eligibility of fifty programmes");
    for (name, level, months) in [
        ("all of them may", 2, 13),
        ("each has held the level too briefly", 2, 3),
        ("each may renew later", 1, 3),
    ] {
        let today = add_months(since, months);
        group.bench_function(name, |b| {
            b.iter(|| eligibility(black_box(&edition), black_box(&programmes), level, today));
        });
    }
    group.finish();
}

fn prices(criterion: &mut Criterion) {
    let edition = edition_2021();
    let order = vec![(ApplicationKind::Initial, 1); 50];
    criterion.bench_function("quote fifty programmes with the cheapest split", |b| {
        b.iter(|| price(black_box(edition.prices()), black_box(&order), false, 200));
    });
}

fn consistency(criterion: &mut Criterion) {
    let edition = edition_2021();
    // A thousand cases for Gold, each marked by two of forty.
    let mut marks = Vec::new();
    for case in 0..1_000u32 {
        for marker in 0..2 {
            let assessor = (case * 7 + marker * (1 + case % 39)) % 40;
            for (at, criterion) in (0..).zip(edition.criteria_up_to(3)) {
                let seen = (case * 31 + at * 17 + marker * assessor) % 10;
                marks.push(Mark {
                    case: Uuid::from_u128(u128::from(case)),
                    criterion: &criterion.reference,
                    assessor: Uuid::from_u128(u128::from(assessor)),
                    rating: match seen {
                        0..2 => Rating::NotMet,
                        2..5 => Rating::PartlyMet,
                        _ => Rating::Met,
                    },
                    on: add_months(NaiveDate::from_ymd_opt(2026, 1, 5).unwrap(), case / 84),
                });
            }
        }
    }
    let mut group = criterion.benchmark_group("a year's thousand second-marked cases");
    group.sample_size(10);
    group.bench_function("the whole report", |b| {
        b.iter(|| report(black_box(&marks), &Watch::default(), 1));
    });
    group.bench_function("leniency alone", |b| {
        b.iter(|| leniencies(black_box(&marks), &Watch::default()));
    });
    group.finish();
}

criterion_group!(rules, judging, progress, prices, consistency);
criterion_main!(rules);
