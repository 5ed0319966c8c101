//! People at work while the server dies under their hands: each notes what was acknowledged, and nothing else.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use serde_json::{Value, json};
use tests::make;

use super::browser::Browser;

const ADD: &str =
    "mutation($input: AddProgrammeInput!) { addProgramme(input: $input) { programme { id } } }";
const START: &str = "mutation($input: StartApplicationInput!) { startApplication(input: $input) { application { id reference } } }";
const RATE: &str = "mutation($input: RateCriterionInput!) { rateCriterion(input: $input) { criterion { rating { version } } } }";

/// How far the work is, and whether it should end.
#[derive(Clone, Default)]
pub struct Shift {
    done: Arc<AtomicUsize>,
    over: Arc<AtomicBool>,
}

impl Shift {
    /// How much was acknowledged so far.
    pub fn done(&self) -> usize {
        self.done.load(Ordering::Relaxed)
    }

    /// Has everybody end what they have begun.
    pub fn end(&self) {
        self.over.store(true, Ordering::Relaxed);
    }

    fn is_over(&self) -> bool {
        self.over.load(Ordering::Relaxed)
    }

    fn count(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }
}

/// A programme and its application, both acknowledged.
#[derive(Debug, Clone)]
pub struct Started {
    /// The key under which it was added.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// Its id.
    pub programme: String,
    /// Its application's id.
    pub application: String,
    /// Its application's reference.
    pub reference: String,
}

/// Adds a programme under a key.
pub async fn add(browser: &Browser, key: &str, name: &str) -> (String, bool) {
    let answered = browser.ask(key, ADD, make::programme(name)).await;
    let id = text(&answered.data, "/addProgramme/programme/id");
    (id, answered.replayed)
}

/// Adds one programme and starts an application over it.
pub async fn start(browser: &Browser, key: String, name: String) -> Started {
    let (programme, _) = add(browser, &key, &name).await;
    let input = json!({ "programmeId": programme, "level": "BRONZE" });
    let started = browser.ask(&format!("{key}-start"), START, input).await;
    Started {
        key,
        name,
        programme,
        application: text(&started.data, "/startApplication/application/id"),
        reference: text(&started.data, "/startApplication/application/reference"),
    }
}

/// Adds programmes and starts applications, one after the other, until the shift is over.
pub async fn start_many(browser: Browser, who: usize, shift: Shift) -> Vec<Started> {
    let mut all = Vec::new();
    while !shift.is_over() {
        let number = all.len();
        let started = start(
            &browser,
            format!("add-{who}-{number}"),
            format!("Mentoring {who}.{number}"),
        );
        all.push(started.await);
        shift.count();
    }
    all
}

/// Rates these criteria in turn until the shift is over; gives how often each was acknowledged.
pub async fn rate_many(
    browser: Browser,
    application: String,
    criteria: &'static [&'static str],
    shift: Shift,
) -> BTreeMap<&'static str, i64> {
    let mut versions: BTreeMap<&str, i64> = BTreeMap::new();
    for reference in criteria.iter().copied().cycle() {
        if shift.is_over() {
            break;
        }
        let version = versions.entry(reference).or_default();
        let value = if *version % 2 == 0 { "MET" } else { "NOT_MET" };
        let input = json!({
            "applicationId": application, "ref": reference, "value": value, "version": *version,
            "statement": format!("As we saw it the {}. time.", *version + 1),
        });
        let key = format!("rate-{reference}-{version}");
        let answered = browser.ask(&key, RATE, input).await;
        *version += 1;
        let said = answered
            .data
            .pointer("/rateCriterion/criterion/rating/version");
        assert_eq!(said, Some(&json!(*version)), "{:#}", answered.data);
        shift.count();
    }
    versions
}

/// A text of an answer.
pub fn text(data: &Value, path: &str) -> String {
    match data.pointer(path).and_then(Value::as_str) {
        Some(text) => text.to_owned(),
        None => panic!("no {path} in {data:#}"),
    }
}
