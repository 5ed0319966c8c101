//! Assessors who mark with noise, by chance from a seed.
//!
//! A piece of work has a quality that nobody sees; a mark is where an assessor's impression of it
//! falls on the scale. An impression is the quality, what the criterion makes of it, a mood for the
//! whole case, noise for the one mark, and how leniently the assessor marks.

use chrono::{Duration, NaiveDate};
use domain::Rating;
use domain::consistency::Mark;
use rand::rngs::StdRng;
use rand::seq::index::sample;
use rand::{Rng, SeedableRng};
use uuid::Uuid;

pub const ASSESSORS: usize = 40;
/// An application for Silver by the edition of 2021 has about as many.
const CRITERIA: usize = 36;

/// How much noise there is, in parts of the spread of quality within a criterion.
pub struct Noise {
    /// Of an assessor's mood for a case.
    pub mood: f64,
    /// Of a single mark.
    pub mark: f64,
    /// Of how leniently people mark who count as marking alike.
    pub habit: f64,
}

pub struct World {
    marks: Vec<(Uuid, usize, usize, Rating, NaiveDate)>,
    references: Vec<String>,
}

pub fn person(n: usize) -> Uuid {
    Uuid::from_u128(n as u128 + 1)
}

impl World {
    /// As many second-marked cases as it takes that everybody has so many; `lenient` is whose
    /// impressions are higher, and by how much.
    pub fn new(each: usize, noise: &Noise, lenient: Option<(usize, f64)>, seed: u64) -> Self {
        let mut random = StdRng::seed_from_u64(seed);
        let mut habits: Vec<f64> = (0..ASSESSORS)
            .map(|_| normal(&mut random) * noise.habit)
            .collect();
        if let Some((who, by)) = lenient {
            habits[who] += by;
        }
        let hard: Vec<f64> = (0..CRITERIA).map(|_| normal(&mut random) * 0.7).collect();
        let references = (1..=CRITERIA)
            .map(|n| format!("{}.{n}", 1 + n % 7))
            .collect();
        let start = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap();
        let mut marks = Vec::new();
        for round in 0..each {
            // Everybody is in one pair a round: first and second marker of a case.
            let order = sample(&mut random, ASSESSORS, ASSESSORS).into_vec();
            for (pair, two) in order.chunks(2).enumerate() {
                let case = Uuid::from_u128(1_000 + (round * ASSESSORS + pair) as u128);
                let on = start + Duration::days((round * 360 / each) as i64);
                let good = normal(&mut random) * 0.8;
                let qualities: Vec<f64> = hard
                    .iter()
                    .map(|hard| good - hard + normal(&mut random))
                    .collect();
                for who in two {
                    let mood = normal(&mut random) * noise.mood;
                    for (criterion, quality) in qualities.iter().enumerate() {
                        let noise = normal(&mut random) * noise.mark;
                        let impression = quality + mood + noise + habits[*who];
                        marks.push((case, criterion, *who, rating(impression), on));
                    }
                }
            }
        }
        Self { marks, references }
    }

    pub fn marks(&self) -> Vec<Mark<'_>> {
        let mark =
            |(case, criterion, who, rating, on): &(Uuid, usize, usize, Rating, NaiveDate)| Mark {
                case: *case,
                criterion: &self.references[*criterion],
                assessor: person(*who),
                rating: *rating,
                on: *on,
            };
        self.marks.iter().map(mark).collect()
    }
}

/// Most work is met, some partly, some not.
fn rating(impression: f64) -> Rating {
    match impression {
        low if low < -1.2 => Rating::NotMet,
        middle if middle < -0.2 => Rating::PartlyMet,
        _ => Rating::Met,
    }
}

/// A number by chance, normally about 0 with a spread of 1 (Box and Muller).
fn normal(random: &mut StdRng) -> f64 {
    let radius = (-2.0 * (1.0 - random.random::<f64>()).ln()).sqrt();
    radius * (std::f64::consts::TAU * random.random::<f64>()).cos()
}
