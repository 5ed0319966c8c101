//! Cases and assessors as a scheme has them, by chance from a seed.

use chrono::{Duration, NaiveDate};
use domain::assignment::{
    Absence, Assessed, AssessorFacts, CaseFacts, Competence, Running, Subject,
};
use domain::lifecycle::ApplicationState;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use uuid::Uuid;

/// How large a world is, and how much room there is in it.
#[derive(Clone, Copy)]
pub struct Size {
    pub universities: usize,
    pub assessors: usize,
    pub cases: usize,
    /// The points that assessors take on, each between the two; none where nothing is said.
    pub capacity: Option<(u32, u32)>,
    /// What a case may weigh, each as likely as the others.
    pub weights: &'static [u32],
}

/// What there is to plan.
pub struct World {
    pub cases: Vec<CaseFacts>,
    pub assessors: Vec<AssessorFacts>,
}

pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

fn id(kind: u128, n: usize) -> Uuid {
    Uuid::from_u128(kind << 64 | n as u128)
}

pub fn world(size: Size, seed: u64) -> World {
    let mut random = StdRng::seed_from_u64(seed);
    World {
        assessors: (0..size.assessors)
            .map(|n| assessor(size, n, &mut random))
            .collect(),
        cases: (0..size.cases)
            .map(|n| case(size, n, &mut random))
            .collect(),
    }
}

/// Something, as often as its chance is.
fn some<T>(random: &mut StdRng, chance: f64, make: impl FnOnce(&mut StdRng) -> T) -> Vec<T> {
    let has = random.random_bool(chance);
    has.then(|| make(random)).into_iter().collect()
}

fn assessor(size: Size, n: usize, random: &mut StdRng) -> AssessorFacts {
    let university = |random: &mut StdRng| random.random_range(0..size.universities);
    let of = university(random);
    AssessorFacts {
        id: id(2, n),
        name: format!("Assessor {n}"),
        email: Some(format!("a{n}@Staff.u{of}.test")).filter(|_| random.random_bool(0.5)),
        universities: some(random, 0.5, |_| id(1, of)),
        declared: some(random, 0.3, |r| id(1, university(r))),
        assessed_by: some(random, 0.2, |r| Assessed {
            by: id(1, university(r)),
            on: today() - Duration::days(r.random_range(200..500)),
        }),
        coached: some(random, 0.2, |r| id(4, r.random_range(0..size.cases))),
        capacity: size
            .capacity
            .map(|(least, most)| random.random_range(least..=most)),
        absences: some(random, 0.1, |r| Absence {
            from: today() - Duration::days(2),
            until: today() + Duration::days(r.random_range(0..20)),
        }),
        uncalibrated: false,
        competence: Competence {
            schemes: vec![],
            levels: some(random, 0.2, |_| [1, 2]).concat(),
            languages: some(random, 0.8, |_| "en".to_owned()),
        },
    }
}

fn case(size: Size, n: usize, random: &mut StdRng) -> CaseFacts {
    let university = random.random_range(0..size.universities);
    let anybody = |random: &mut StdRng| id(2, random.random_range(0..size.assessors.max(1)));
    CaseFacts {
        id: id(3, n),
        reference: format!("APP-{n}"),
        state: ApplicationState::Submitted,
        university: id(1, university),
        university_name: format!("University {university}"),
        domains: vec![format!("u{university}.test")],
        programmes: vec![id(4, n)],
        points: size.weights.choose(random).copied().unwrap_or(7),
        due_on: Some(today() + Duration::days(random.random_range(0..30))),
        assessor: None,
        first_marker: some(random, 0.2, anybody).pop(),
        second_marker: None,
        made: false,
        stays: false,
        subject: Subject {
            scheme: "university".to_owned(),
            scheme_title: "University Mentoring Standards".to_owned(),
            level: random.random_range(1..=3),
            level_title: "the level".to_owned(),
            language: if random.random_bool(0.05) { "cy" } else { "en" }.to_owned(),
        },
        running: some(random, 0.2, |r| Running {
            by: anybody(r),
            times: r.random_range(1..=3),
            at_most: 2,
        })
        .pop(),
        handed_back: some(random, 0.05, anybody),
    }
}
