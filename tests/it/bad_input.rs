//! What cannot be taken: a clear error each, by its code and its field, and nothing stored.

mod files;
mod ids;
mod requests;
mod texts;

use serde_json::{Value, json};
use tests::{Answer, Person, TestApp};

/// Counts the rows of every table, to compare after.
async fn counts(app: &TestApp) -> Vec<(String, String)> {
    app.owner().await.counts().await
}

/// The codes of all its errors, each once; every error says something to people.
#[track_caller]
fn codes(answer: &Answer) -> Vec<&str> {
    let errors = answer.body["errors"].as_array();
    let errors = errors.unwrap_or_else(|| panic!("not refused: {:#}", answer.body));
    let mut codes: Vec<&str> = errors
        .iter()
        .map(|error| {
            let words = error["message"].as_str().unwrap_or_default();
            assert!(words.len() > 10, "says nothing: {error:#}");
            error["extensions"]["code"].as_str().unwrap_or("no code")
        })
        .collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// One field at fault: its value is set in a good input, and the answer names that field and no other.
async fn at_fault(person: &Person, document: &str, good: &Value, field: &str, value: Value) {
    let shown: String = value.to_string().chars().take(60).collect();
    let mut input = good.clone();
    input[field] = value;
    let answer = person.ask(document, json!({ "input": input })).await;
    assert_eq!(
        codes(&answer),
        ["BAD_USER_INPUT"],
        "{field} = {shown}: {:#}",
        answer.body
    );
    let error = answer.error();
    let named = match error["extensions"]["fields"].as_array() {
        // Our own rules name the field.
        Some(fields) => fields.iter().any(|f| f["field"] == field),
        // A value of the wrong kind is refused by the schema; of scalars it names the type and the input, not the field.
        None => error["message"]
            .as_str()
            .is_some_and(|m| m.contains(field) || m.contains("occurred while parsing")),
    };
    assert!(named, "{field} = {shown} is not named: {error:#}");
}
