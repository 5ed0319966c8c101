//! Asks both, and stops at the first case on which they differ.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc::sync_channel;

use domain::Edition;
use rand::SeedableRng;
use rand::rngs::StdRng;
use serde_json::{Value, json};

use crate::cases::{Asked, Editions};

const ORACLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/oracle/oracle.py");

/// How many cases are asked by one edition.
const AN_EDITION: u64 = 500;

/// Asks so many cases made from a seed, and says how many of each kind there were.
pub fn of(cases: u64, seed: u64) -> BTreeMap<&'static str, u64> {
    let started = Command::new("python3")
        .arg(ORACLE)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut oracle) = started else {
        panic!("python3 is missing: install it to hold the rules to their independent reading");
    };
    let mut questions = oracle.stdin.take().unwrap();
    let mut answers = BufReader::new(oracle.stdout.take().unwrap()).lines();
    // What is asked is known here before it is answered there, so that neither waits for the other.
    let (asking, asked) = sync_channel(4);
    let asker = std::thread::spawn(move || {
        let mut random = StdRng::seed_from_u64(seed);
        let mut editions = Editions::new();
        let mut left = cases;
        while left > 0 {
            let edition = editions.next(&mut random);
            let batch: Vec<Asked> = (0..left.min(AN_EDITION))
                .map(|_| Asked::any(&edition, &mut random))
                .collect();
            left -= batch.len() as u64;
            let mut text = format!("{}\n", json!({ "edition": edition.document() }));
            for asked in &batch {
                text.push_str(&format!("{}\n", asked.question));
            }
            if asking.send((edition, batch)).is_err()
                || questions.write_all(text.as_bytes()).is_err()
            {
                return;
            }
        }
    });
    let mut seen = BTreeMap::new();
    for (edition, batch) in asked {
        for asked in batch {
            let answer = answers.next().and_then(Result::ok);
            let answer = answer.unwrap_or_else(|| panic!("the oracle broke at {}", asked.question));
            agree(
                &edition,
                seed,
                &asked,
                &serde_json::from_str(&answer).unwrap(),
            );
            *seen.entry(asked.kind).or_default() += 1;
        }
    }
    asker.join().unwrap();
    assert!(oracle.wait().unwrap().success());
    seen
}

fn agree(edition: &Edition, seed: u64, asked: &Asked, independent: &Value) {
    let Asked {
        question, answer, ..
    } = asked;
    let document = edition.document();
    assert!(
        answer == independent,
        "from seed {seed} both answer otherwise\n  asked       {question}\n  here        {answer}\n  \
         independent {independent}\n  by          {document}"
    );
}
