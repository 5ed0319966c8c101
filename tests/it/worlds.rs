//! Two worlds that are one to Alderbrook: in one Brackenfield is empty, in the other it is full and busy. Whoever belongs to
//! Alderbrook, or assesses for it alone, is told the same in both, whatever they ask (T2, T3): every status, header and value.
//!
//! What is asked comes from the schema: a new field, argument or filter is asked by the next run without anybody writing a test.

mod alike;
mod hearing;
mod made;
mod planted;
mod walk;

use std::collections::BTreeMap;

use alike::LAWFUL;
use made::{WALKERS, Worlds};
use tests::TestApp;
use walk::Difference;

/// What differs, without what may.
fn unlawful(differences: Vec<Difference>) -> Vec<String> {
    let lawful = |d: &Difference| {
        let named = |(who, place, _): &(&str, &str, &str)| {
            (*who == d.who || who.is_empty()) && d.path.starts_with(place)
        };
        LAWFUL.iter().any(named)
    };
    let left = differences.into_iter().filter(|d| !lawful(d));
    left.map(|d| d.to_string()).collect()
}

#[tokio::test]
async fn every_field_is_asked_for_by_some_question() {
    let worlds = Worlds::get().await;
    let asked = worlds.types.asked(&worlds.types.questions(&worlds.known));
    let there = worlds.types.reachable();
    let left: Vec<&String> = there.difference(&asked).collect();
    assert_eq!(left, [""; 0], "nobody asks for these");
    assert!(there.len() > 900, "{} fields", there.len());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_question_has_the_same_answer_in_both() {
    let worlds = Worlds::get().await;
    let mut full = TestApp::copy_of(&worlds.full).await;
    full.leave_jobs();
    let (mut asked, mut roots) = (0, BTreeMap::<&str, usize>::new());
    let mut found = Vec::new();
    let walk = async {
        for who in WALKERS {
            let told = worlds.told(who).await;
            asked += told.len();
            for one in told {
                *roots.entry(&one.root).or_default() += 1;
            }
            found.extend(walk::again(&worlds.person(&full, who), who, told).await);
        }
    };
    // Brackenfield does not stand still while it is walked by.
    tokio::select! {
        () = walk => {}
        () = made::go_on(&full) => {}
    }
    println!("{asked} questions of {} fields", roots.len());
    assert_eq!(
        unlawful(found),
        [""; 0],
        "told otherwise where Brackenfield is full"
    );
    assert!(
        asked > 2_000 && roots.len() > 60,
        "{asked} questions of {} fields",
        roots.len()
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_act_has_the_same_answer_in_both() {
    let worlds = Worlds::get().await;
    let mut empty = TestApp::copy_of(&worlds.base).await;
    let mut full = TestApp::copy_of(&worlds.full).await;
    empty.leave_jobs();
    full.leave_jobs();
    let acts = async {
        let mut found = Vec::new();
        let mut done = 0;
        for who in WALKERS {
            let people = (worlds.person(&empty, who), worlds.person(&full, who));
            let (answers, differences) =
                walk::act(worlds, who, people, |_| true, |_, said| said).await;
            done += answers;
            found.extend(differences);
        }
        (done, found)
    };
    let (done, found) = tokio::select! {
        found = acts => found,
        () = made::go_on(&full) => unreachable!("it goes on for ever"),
    };
    println!("{done} acts");
    assert_eq!(
        unlawful(found),
        [""; 0],
        "told otherwise where Brackenfield is full"
    );
    assert!(done > 1_000, "{done} acts");
}
