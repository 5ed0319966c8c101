//! Imports, as an operator does them in a browser.

use std::fmt::Write as _;

use reqwest::Method;
use serde_json::{Value, json};

use crate::upload::{browser, sha256};
use crate::{Answer, Person, TestApp};

const IMPORT: &str = "id kind state problem version readAs fileName updateExisting
    columns { heading field sample }
    counts { rows new same differing bad added changed takenBack kept }
    progress { done of } mayCommit { allowed reasons { rule message } } mayUndo { allowed }";

/// An import under way.
#[derive(Debug)]
pub struct Import {
    /// Whose it is.
    pub operator: Person,
    /// Its id.
    pub id: String,
}

/// Sends a file and has its headings read.
///
/// # Panics
/// When anything is refused on the way.
pub async fn send(
    app: &TestApp,
    operator: &Person,
    kind: &str,
    name: &str,
    bytes: &[u8],
) -> Import {
    let declared = declare(operator, kind, name, bytes).await;
    let put = declared.text("/declareImport/putUrl");
    let stored = browser(Method::PUT, &put, bytes.to_vec()).await;
    assert_eq!(stored.status, 200, "{}", stored.text);
    let import = Import {
        operator: operator.clone(),
        id: declared.text("/declareImport/import/id"),
    };
    import.arrived().await.ok();
    app.work().await;
    import
}

/// Announces a file as it is.
pub async fn declare(operator: &Person, kind: &str, name: &str, bytes: &[u8]) -> Answer {
    let input = json!({ "kind": kind, "name": name, "size": bytes.len().to_string(), "sha256": sha256(bytes) });
    let document = "mutation($input: DeclareImportInput!) { declareImport(input: $input) { putUrl import { id state } } }";
    operator.ask(document, json!({ "input": input })).await
}

impl Import {
    /// Says that the file has arrived.
    pub async fn arrived(&self) -> Answer {
        let document = "mutation($input: ReadImportInput!) { readImport(input: $input) { import { id state } } }";
        let input = json!({ "importId": self.id });
        self.operator.ask(document, json!({ "input": input })).await
    }

    /// The import as it stands.
    pub async fn now(&self) -> Value {
        let document = format!("query($id: ID!) {{ import(id: $id) {{ {IMPORT} }} }}");
        let answer = self.operator.ask(&document, json!({ "id": self.id })).await;
        answer.at("/import").clone()
    }

    /// Has it checked by the columns it proposes.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn check(&self, app: &TestApp, update: bool) {
        let now = self.now().await;
        let columns = now["columns"].as_array().expect("columns");
        let columns: Vec<&Value> = columns.iter().map(|column| &column["field"]).collect();
        self.check_as(now["version"].clone(), json!(columns), update)
            .await
            .ok();
        app.work().await;
    }

    /// Has it checked by these columns.
    pub async fn check_as(&self, version: Value, columns: Value, update: bool) -> Answer {
        let document = "mutation($input: CheckImportInput!) { checkImport(input: $input) { import { id state } } }";
        let input = json!({ "importId": self.id, "version": version, "columns": columns, "updateExisting": update });
        self.operator.ask(document, json!({ "input": input })).await
    }

    /// Asks for its good rows to be written.
    pub async fn commit(&self) -> Answer {
        let document = "mutation($input: CommitImportInput!) { commitImport(input: $input) { import { id state } } }";
        let version = self.now().await["version"].clone();
        let input = json!({ "importId": self.id, "version": version });
        self.operator.ask(document, json!({ "input": input })).await
    }

    /// Asks for it to be taken back.
    pub async fn undo(&self) -> Answer {
        let document = "mutation($input: UndoImportInput!) { undoImport(input: $input) { import { id state } } }";
        let input = json!({ "importId": self.id });
        self.operator.ask(document, json!({ "input": input })).await
    }

    /// Its rows of a verdict, a hundred at most.
    pub async fn rows(&self, verdict: &str) -> Value {
        let document = "query($id: ID!, $verdict: ImportVerdict) { importRows(importId: $id, first: 100, verdict: $verdict) {
            nodes { number cells verdict outcome problems { column rule message } changes { field from to } } } }";
        let verdict = (!verdict.is_empty()).then_some(verdict);
        let answer = self
            .operator
            .ask(document, json!({ "id": self.id, "verdict": verdict }))
            .await;
        answer.at("/importRows/nodes").clone()
    }

    /// Fetches its bad rows as a browser does.
    pub async fn problems(&self) -> Answer {
        let document = "mutation($input: OpenImportProblemsInput!) { openImportProblems(input: $input) { url } }";
        let input = json!({ "importId": self.id });
        self.operator.ask(document, json!({ "input": input })).await
    }
}

/// A file of so many programmes of Alderbrook; one row in every `bad` is not as it should be.
pub fn programmes(rows: usize, bad: usize) -> Vec<u8> {
    let mut file =
        "University,Programme,Reference,Purpose,Directions,Mentors,Started on,Coordinator\n"
            .to_owned();
    for row in 0..rows {
        let mentors = if bad > 0 && row % bad == bad / 2 {
            "about twenty"
        } else {
            "24"
        };
        let (whose, month, day) = (
            ["alderbrook", "Brackenfield University"][row % 2],
            row % 12 + 1,
            row % 28 + 1,
        );
        writeln!(
            file,
            "{whose},Programme {row},P-{row},Helps people settle in.,student to student; staff to student,{mentors},{day:02}/{month:02}/2024,Sam Shaw"
        )
        .expect("a text takes more");
    }
    file.into_bytes()
}
