//! Applications at any stage, made by the API's own mutations.

use serde_json::{Value, json};

use crate::{TestApp, world};

mod case;
pub mod documents;

pub use case::Case;

/// The criteria of Bronze in the edition of 2021, in the standard's order.
pub const BRONZE: [&str; 17] = [
    "1.1", "1.2", "1.3", "2.1", "3.1", "3.2", "3.3", "4.1", "4.2", "4.3", "4.4", "4.5", "5.1",
    "5.2", "5.3", "6.1", "7.1",
];

/// Where an application is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// A draft with nothing in it.
    Draft,
    /// A draft that lacks nothing.
    Ready,
    /// Sent.
    Submitted,
    /// Paid, with priya.
    InAssessment,
    /// Judged, every criterion met, every outcome confirmed.
    Judged,
    /// Accredited.
    Decided,
}

/// A programme of one's own university, valid in every respect.
pub fn programme(name: &str) -> Value {
    json!({
        "name": name, "purpose": "Pairs first-year students with students who know the way.",
        "directions": ["STUDENT_TO_STUDENT"], "mentors": 24, "startedOn": "2024-09-16", "coordinator": "Sam Shaw",
    })
}

/// An application of a university for Bronze, as far as `stage`.
///
/// # Panics
/// When the API refuses anything on the way.
pub async fn application(app: &TestApp, university: &str, stage: Stage) -> Case {
    let mut case = Case::draft(app, university, "Peer mentoring").await;
    if stage >= Stage::Ready {
        case.fill().await;
    }
    if stage >= Stage::Submitted {
        case.submit().await;
    }
    if stage >= Stage::InAssessment {
        case.start("priya").await;
        app.work().await;
    }
    if stage >= Stage::Judged {
        case.judge("MET").await;
        case.confirm().await;
    }
    if stage >= Stage::Decided {
        case.decide(app).await;
    }
    case
}

/// Names somebody, by their name, on programmes and off others, as a mentoring manager.
pub async fn name(by: &crate::Person, who: &str, on: &[&str], off: &[&str]) -> crate::Answer {
    let who = crate::world::person_id(who);
    let input = json!({ "personId": who, "programmeIds": on, "removedProgrammeIds": off });
    by.ask(documents::NAME_CONTRIBUTOR, json!({ "input": input }))
        .await
}

/// A view of the caseload that a person keeps; its id.
///
/// # Panics
/// When the API refuses.
pub async fn view(of: &crate::Person, name: &str) -> String {
    let input = json!({ "list": "CASELOAD", "name": name, "address": "clock=OVERDUE" });
    let document = "mutation($input: SaveViewInput!) { saveView(input: $input) { view { id } } }";
    let kept = of.ask(document, json!({ "input": input })).await;
    kept.text("/saveView/view/id")
}

/// A phrase that a person keeps; its id.
///
/// # Panics
/// When the API refuses.
pub async fn phrase(person: &crate::Person, kind: &str, title: &str) -> String {
    let input = json!({ "kind": kind, "title": title, "text": "Say when it was last looked at.", "version": 0 });
    let saved = person
        .ask(documents::SAVE_PHRASE, json!({ "input": input }))
        .await;
    saved.text("/savePhrase/phrase/id")
}

/// A token that somebody makes, to read programmes; its id.
///
/// # Panics
/// When the API refuses.
pub async fn token(person: &crate::Person) -> String {
    let today = person.ask("{ viewer { today } }", json!({})).await;
    let last = world::day(&today.text("/viewer/today")) + chrono::Days::new(90);
    let input =
        json!({ "name": "Nightly", "areas": ["PROGRAMMES"], "writes": false, "expiresOn": last });
    let made = person
        .ask(documents::MAKE_TOKEN, json!({ "input": input }))
        .await;
    made.text("/makeToken/token/id")
}

/// An identity provider that somebody enters, where nobody answers; its id.
///
/// # Panics
/// When the API refuses.
pub async fn provider(person: &crate::Person) -> String {
    let input = json!({ "name": "Staff login", "issuer": "http://127.0.0.1:9", "clientId": "pillars", "clientSecret": "hush" });
    let save = "mutation($input: SaveProviderInput!) { saveProvider(input: $input) { settings { providers { id } } } }";
    let made = person.ask(save, json!({ "input": input })).await;
    made.text("/saveProvider/settings/providers/0/id")
}

/// An e-mail domain that somebody enters, and nobody verified; its id.
///
/// # Panics
/// When the API refuses.
pub async fn email_domain(person: &crate::Person) -> String {
    let add = "mutation($input: AddDomainInput!) { addDomain(input: $input) { settings { domains { id } } } }";
    let input = json!({ "input": { "name": format!("d{}.alderbrook.test", uuid::Uuid::new_v4().simple()) } });
    let added = person.ask(add, input).await;
    added.text("/addDomain/settings/domains/0/id")
}

/// A rule for who comes in by a provider that somebody enters; its id.
///
/// # Panics
/// When the API refuses.
pub async fn claim_rule(person: &crate::Person) -> String {
    let add = "mutation($input: AddClaimRuleInput!) { addClaimRule(input: $input) { settings { rules { id value } } } }";
    let provider = provider(person).await;
    let value = uuid::Uuid::new_v4().to_string();
    let input =
        json!({ "providerId": provider, "claim": "groups", "value": value, "role": "CONTRIBUTOR" });
    let added = person.ask(add, json!({ "input": input })).await;
    let rules = added.at("/addClaimRule/settings/rules").as_array();
    let mut rules = rules.expect("rules").iter();
    let new = rules.find(|rule| rule["value"] == *value);
    new.and_then(|rule| rule["id"].as_str())
        .expect("an id")
        .to_owned()
}

/// What a case's assessor has written of the feedback so far.
///
/// # Panics
/// When the API refuses.
pub async fn feedback(case: &Case, text: &str) {
    let input = json!({ "applicationId": case.id, "text": text, "version": 0 });
    let save = "mutation($input: SaveFeedbackInput!) { saveFeedback(input: $input) { feedback { version } } }";
    case.assessor()
        .ask(save, json!({ "input": input }))
        .await
        .ok();
}

/// A university's id, as the API says it.
pub fn university(slug: &str) -> String {
    world::university_id(slug)
}
