//! How far a token reaches: every question and act there is, and every type wherever it is reached from.

use domain::access::Need;
use schema::token::{of_question, of_type};
use serde_json::json;
use tests::introspect::{Ids, Types, name};
use tests::make::{self, Stage};
use tests::{Answer, Person, TestApp};

use super::{ALL, machine};

/// Parts of what has an area.
const PARTS: [&str; 5] = [
    "BoardCase",
    "InvoicedApplication",
    "QuotedApplication",
    "UniversityName",
    "UniversityNote",
];

#[tokio::test]
async fn every_question_and_act_says_what_a_token_needs() {
    let mut app = TestApp::start().await;
    app.leave_jobs();
    let types = Types::read().await;
    let olive = app.operator().await;
    let mara = app.manager("alderbrook").await;
    let every = [&ALL[..], &["SCHEME"]].concat();
    let reader = machine(&olive, &every, false).await;
    let mut machines = Vec::new();
    for area in &every {
        machines.push((*area, machine(&olive, &[area], true).await));
    }
    let managers = machine(&mara, &ALL, true).await;
    let (mut open, mut closed) = (0, 0);
    for root in types.roots() {
        let need = if root.operation == "query" {
            of_question(&root.name).unwrap_or_else(|| {
                panic!(
                    "{}: say in schema/src/token/areas.rs what a token needs to ask it",
                    root.name
                )
            })
        } else {
            domain::access::need(root.name.parse().unwrap())
        };
        let (document, variables) = types.document(&root, &Ids::new(), None);
        let scope = "This needs a token that may ";
        let words = async |who: &Person| {
            let answer = who.ask(&document, variables.clone()).await;
            let error = &answer.body["errors"][0];
            let said = error["message"].as_str().unwrap_or_default().to_owned();
            if said.starts_with(scope) || said.starts_with("No token") {
                assert_eq!(error["extensions"]["code"], "FORBIDDEN");
                assert_eq!(error["path"], json!([root.name]));
                return Some(said);
            }
            None
        };
        for (area, machine) in &machines {
            let said = words(machine).await;
            match need {
                Need::Nothing => assert_eq!(said, None, "{}", root.name),
                Need::Person | Need::SignIn => {
                    assert_eq!(said.unwrap(), "No token may do this: sign in for it.")
                }
                Need::Read(of) | Need::Write(of) if of.as_str() == *area => {
                    assert_eq!(said, None, "{}", root.name)
                }
                Need::Read(of) => assert_eq!(said.unwrap(), format!("{scope}READ {of}.")),
                Need::Write(of) => {
                    assert_eq!(said.unwrap(), format!("{scope}READ and WRITE {of}."))
                }
            }
        }
        let read = words(&reader).await;
        match need {
            Need::Nothing | Need::Read(_) => assert_eq!(read, None, "{}", root.name),
            Need::Write(_) | Need::Person | Need::SignIn => {
                assert!(read.is_some(), "{}", root.name)
            }
        }
        if matches!(need, Need::Person | Need::SignIn) {
            closed += 1;
        } else {
            open += 1;
        }
        // What its maker may not do, it may not either.
        if root.operation == "mutation" && words(&managers).await.is_none() {
            let by_person = mara.ask(&document, variables.clone()).await;
            let by_machine = managers.ask(&document, variables.clone()).await;
            let code = |a: &Answer| a.body["errors"][0]["extensions"]["code"].clone();
            assert_eq!(code(&by_machine), code(&by_person), "{}", root.name);
        }
    }
    assert!(open > 60 && closed > 60, "{open} open, {closed} closed");
}

#[tokio::test]
async fn an_area_ends_where_another_begins_however_deep() {
    let app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::Submitted).await;
    app.work().await;
    let mara = app.manager("alderbrook").await;
    let applications = machine(&mara, &["APPLICATIONS"], true).await;
    let ask =
        async |who: &Person, document: &str| who.ask(document, json!({ "id": case.id })).await;
    ask(
        &applications,
        "query($id: ID!) { application(id: $id) { reference university { name } } }",
    )
    .await
    .ok();
    ask(
        &applications,
        "query($id: ID!) { node(id: $id) { id ... on Application { reference } } }",
    )
    .await
    .ok();
    for (document, area) in [
        (
            "query($id: ID!) { application(id: $id) { evidence { title } } }",
            "EVIDENCE",
        ),
        (
            "query($id: ID!) { application(id: $id) { programmes { name } } }",
            "PROGRAMMES",
        ),
        (
            "query($id: ID!) { a: node(id: $id) { ...A } } fragment A on Application { order { id } }",
            "MONEY",
        ),
    ] {
        let refused = ask(&applications, document).await;
        assert_eq!(refused.code(), "FORBIDDEN", "{document}");
        let said = refused.body["errors"][0]["message"].as_str().unwrap();
        assert_eq!(said, format!("This needs a token that may READ {area}."));
    }
    let programmes = machine(&mara, &["PROGRAMMES"], false).await;
    let refused = ask(
        &programmes,
        "query($id: ID!) { node(id: $id) { ... on Application { reference } } }",
    )
    .await;
    assert_eq!(refused.code(), "FORBIDDEN");
}

#[tokio::test]
async fn everything_with_an_id_of_its_own_is_of_an_area() {
    for of in Types::read().await.all() {
        let known = ["Edition", "Person", "University"];
        let mut fields = of["fields"].as_array().into_iter().flatten();
        let has_id = fields.any(|f| f["name"] == "id") && of["kind"] == "OBJECT";
        let name = name(of);
        if has_id && of_type(name) == Need::Nothing && !known.contains(&name) {
            assert!(
                PARTS.contains(&name),
                "{name}: say in schema/src/token/areas.rs what a token needs to read it"
            );
        }
    }
}
