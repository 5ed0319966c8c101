//! Every question and mutation × every role: one table, reviewed when it changes.

use std::fmt::Write;

use domain::access::{Act, Role, may};
use serde_json::{Value, json};
use tests::introspect::{Ids, Types};
use tests::{Answer, TestApp};

/// Somebody of each role, in the order of the table's columns.
const COLUMNS: [(&str, Option<Role>); 8] = [
    ("", None),
    ("mara", Some(Role::Manager)),
    ("colin", Some(Role::Contributor)),
    ("vera", Some(Role::Viewer)),
    ("priya", Some(Role::Assessor)),
    ("lena", Some(Role::LeadAssessor)),
    ("olive", Some(Role::Operator)),
    ("ada", Some(Role::Administrator)),
];

const HEAD: &str = "Who may ask what at all, of things that do not exist; which things there are for whom is isolation.rs's question.
yes: asked or refused by its rules; no: FORBIDDEN; sign in: UNAUTHENTICATED.

";

fn word(answer: &Answer) -> &'static str {
    let errors = answer.body["errors"].as_array();
    let code = errors.and_then(|errors| errors[0]["extensions"]["code"].as_str());
    match code {
        None if errors.is_none() => "yes",
        Some("NOT_FOUND" | "REFUSED" | "BAD_USER_INPUT" | "CONFLICT") => "yes",
        Some("FORBIDDEN") => "no",
        Some("UNAUTHENTICATED") => "sign in",
        _ => panic!("neither allowed nor refused: {:#}", answer.body),
    }
}

#[tokio::test]
async fn every_field_and_every_role() {
    let mut app = TestApp::start().await;
    let types = Types::read().await;
    let mut people = Vec::new();
    for (name, _) in COLUMNS {
        people.push(if name.is_empty() {
            app.stranger()
        } else {
            app.person(name).await
        });
    }
    let mut table = HEAD.to_owned();
    write!(table, "{:<28}", "").unwrap();
    for (_, role) in COLUMNS {
        let head = role.map_or("nobody", Role::as_str).to_lowercase();
        write!(table, "{head:<15}").unwrap();
    }
    let mut acts = Vec::new();
    let mut operation = "";
    for root in types.roots() {
        if operation != root.operation {
            table += "\n";
            operation = root.operation;
        }
        write!(table, "\n{:<28}", root.name).unwrap();
        let act = (operation == "mutation").then(|| root.name.parse::<Act>());
        let act = act
            .map(|act| act.unwrap_or_else(|_| panic!("{} is no act of domain::access", root.name)));
        acts.extend(act);
        for ((name, role), person) in COLUMNS.iter().zip(&people) {
            let (document, variables) = types.document(&root, &Ids::new(), None);
            let answer = person.ask(&document, variables).await;
            let word = word(&answer);
            write!(table, "{word:<15}").unwrap();
            if let Some(act) = act {
                assert_eq!(
                    may(*role, act),
                    word == "yes",
                    "{} by {name}: domain::access says otherwise",
                    root.name
                );
            }
        }
    }
    // Some of what was asked leaves work behind.
    app.leave_jobs();
    assert_eq!(
        acts.len(),
        Act::ALL.len(),
        "every act of domain::access is a mutation"
    );
    let table: String = table
        .lines()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect();
    let found = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("access.txt");
    if table != include_str!("access.txt") {
        std::fs::write(&found, &table).unwrap();
        panic!(
            "who may do what has changed: read {} and, if that is meant, put it in place of tests/it/access.txt\n{table}",
            found.display()
        );
    }
}

/// What nobody may ask says nothing of what is there: the guard comes before the facts.
#[tokio::test]
async fn a_guard_comes_before_the_facts() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let input = json!({ "applicationId": "nonsense", "version": -1, "feedback": "" });
    let refused = mara
        .ask("mutation($input: DecideApplicationInput!) { decideApplication(input: $input) { application { id } } }", json!({ "input": input }))
        .await;
    assert_eq!(refused.code(), "FORBIDDEN");
    assert_eq!(refused.body["data"], Value::Null);
}
