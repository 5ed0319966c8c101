//! The demo's calibration set: two of its decided cases, without what says whose they are.

use serde_json::{Value, json};

use super::act::Actor;
use super::tell::viewer;
use super::{Error, Stage};

/// Who makes it.
const OPERATOR: &str = "rachel";
/// What the cases are called, and which of their criteria are to be marked: those that are hardest to judge.
const CASES: [(&str, &[&str]); 2] = [
    (
        "A programme for first-year students, in its fourth year",
        &["1.1", "1.2", "3.2", "4.4", "5.2", "6.1"],
    ),
    (
        "A smaller programme, run by one coordinator",
        &["1.3", "2.1", "4.1", "4.5", "7.1"],
    ),
];

/// Makes the set of the oldest decided cases.
///
/// # Errors
/// Whatever the product said when it did not take it.
pub async fn tell(stage: &Stage<'_>) -> Result<(), Error> {
    let moment = stage.clock.now();
    let actor = Actor::new(stage.db, stage.house);
    let decided = "query { applications(filter: { state: [DECIDED] }, sort: REFERENCE, first: 2) { nodes { id } } }";
    let found = actor
        .act(viewer(OPERATOR)?, moment, decided, Value::Null)
        .await?;
    for (place, (name, references)) in CASES.into_iter().enumerate() {
        let id = found.pointer(&format!("/applications/nodes/{place}/id"));
        let id = id.ok_or_else(|| Error::Story("too few cases are decided".to_owned()))?;
        let draft =
            "query($id: ID!) { goldDraft(applicationId: $id) { criteria { ref agreed text } } }";
        let draft = actor
            .act(viewer(OPERATOR)?, moment, draft, json!({ "id": id }))
            .await?;
        let criteria: Vec<Value> = draft
            .pointer("/goldDraft/criteria")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter(|c| c["agreed"] == true && references.iter().any(|r| c["ref"] == **r))
            .map(|c| json!({ "ref": c["ref"], "text": c["text"] }))
            .collect();
        let input = json!({ "applicationId": id, "name": name, "criteria": criteria });
        let selection = "{ calibration { passPercent } }";
        let made = vec![input];
        actor
            .mutate(viewer(OPERATOR)?, moment, "makeGoldCase", made, selection)
            .await?;
    }
    Ok(())
}
