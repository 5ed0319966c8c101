//! A world where every heavy case has a place, and the way to it is hard to find.

use domain::assignment::{AssessorFacts, CaseFacts, Competence, Subject};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use crate::world::{Size, World, world};

/// Assessors who each have a light case that they may lose and room for one heavy one instead, and
/// as many heavy cases, each in a language that three assessors read; there is a way to place them all.
pub fn tight(count: usize, seed: u64) -> World {
    let mut random = StdRng::seed_from_u64(seed);
    let size = Size {
        universities: 1,
        assessors: count,
        cases: 2 * count,
        capacity: Some((14, 14)),
        weights: &[7, 14],
    };
    let World { cases, assessors } = world(size, seed);
    let untied = |assessor: AssessorFacts| AssessorFacts {
        email: None,
        universities: vec![],
        declared: vec![],
        assessed_by: vec![],
        coached: vec![],
        absences: vec![],
        competence: Competence {
            languages: vec!["en".to_owned()],
            ..Competence::default()
        },
        ..assessor
    };
    let mut assessors: Vec<AssessorFacts> = assessors.into_iter().map(untied).collect();
    for n in 0..count {
        let readers = [
            n,
            random.random_range(0..count),
            random.random_range(0..count),
        ];
        for reader in readers {
            assessors[reader].competence.languages.push(heavy(n));
        }
    }
    let cases = cases.into_iter().enumerate().map(|(at, case)| {
        let n = at / 2;
        let light = at % 2 == 0;
        CaseFacts {
            points: if light { 7 } else { 14 },
            assessor: light.then(|| assessors[n].id),
            first_marker: None,
            running: None,
            handed_back: vec![],
            subject: Subject {
                language: if light { "en".to_owned() } else { heavy(n) },
                ..case.subject
            },
            ..case
        }
    });
    World {
        cases: cases.collect(),
        assessors,
    }
}

/// The language of a heavy case.
fn heavy(n: usize) -> String {
    format!("heavy-{n}")
}
