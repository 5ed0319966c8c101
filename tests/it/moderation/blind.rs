//! Neither assessor's world differs while the other marks: two worlds, every question (J6, T2).

use serde_json::{Value, json};
use tests::introspect::{Ids, Types};
use tests::make::Case;
use tests::{Person, TestApp};

use super::{judge, mark, sampled};

/// Every question that there is about what this person may see, and the answer to each to the byte.
async fn world(types: &Types, who: &Person, case: &Case) -> Vec<(String, Value)> {
    let whole = who
        .ask(
            "query($id: ID!) { application(id: $id) { programmes { id } university { id } order { id } edition { id } } }",
            json!({ "id": case.id }),
        )
        .await;
    let ids = Ids::from([
        ("app", case.id.clone()),
        ("prg", whole.text("/application/programmes/0/id")),
        ("uni", whole.text("/application/university/id")),
        ("ord", whole.text("/application/order/id")),
        ("edi", whole.text("/application/edition/id")),
    ]);
    let mut answers = Vec::new();
    for root in types
        .roots()
        .iter()
        .filter(|root| root.operation == "query")
    {
        let (document, variables) = types.document(root, &ids, None);
        let mut documents = vec![document.clone()];
        if root.composite {
            let selections = types.selections(&root.of, 2);
            documents.extend(
                selections
                    .iter()
                    .map(|all| document.replace("{ __typename }", &format!("{{ {all} }}"))),
            );
        }
        for document in documents {
            let mut body = who.ask_freely(&document, variables.clone()).await.body;
            if let Some(errors) = body["errors"].as_array_mut() {
                for error in errors {
                    error["extensions"]["requestId"] = Value::Null;
                }
            }
            answers.push((document, body));
        }
    }
    for narrowed in [
        "{ applications(filter: { search: \"MET\" }) { totalCount nodes { id } } }",
        "{ applications(sort: UPDATED) { edges { cursor } } }",
        "{ applications(sort: DUE, descending: true) { edges { cursor } pageInfo { endCursor } } }",
        "{ applications(filter: { state: [MODERATION, DECIDED] }) { totalCount } }",
    ] {
        answers.push((
            narrowed.to_owned(),
            who.ask_freely(narrowed, json!({})).await.body,
        ));
    }
    answers
}

fn same(before: &[(String, Value)], after: &[(String, Value)]) {
    assert!(before.len() > 200, "only {} questions", before.len());
    for ((document, then), (_, now)) in before.iter().zip(after) {
        assert_eq!(then, now, "{document}");
    }
}

#[tokio::test]
async fn the_second_assessor_sees_nothing_of_the_firsts_marks() {
    let app = TestApp::start().await;
    let case = sampled(&app, "omar").await;
    let omar = app.assessor("omar").await;
    let types = Types::read().await;
    judge(&omar, &case, "1.1", "PARTLY_MET", 0).await.ok();
    let before = world(&types, &omar, &case).await;
    app.owner()
        .await
        .run(
            "update judgement set value = 'NOT_MET', note = 'Otherwise.', version = version + 1, updated_at = now(); \
             update outcome set level_rank = null, reason = 'Otherwise.', version = version + 1; \
             update pending_decision set feedback = 'Otherwise.'; \
             delete from judgement where criterion = '1.1'",
        )
        .await;
    same(&before, &world(&types, &omar, &case).await);
}

#[tokio::test]
async fn the_first_assessor_sees_nothing_of_the_seconds_marks() {
    let app = TestApp::start().await;
    let case = sampled(&app, "omar").await;
    let omar = app.assessor("omar").await;
    let types = Types::read().await;
    let priya = case.assessor();
    let before = world(&types, priya, &case).await;
    mark(&omar, &case, &["2.1"], &[2]).await;
    same(&before, &world(&types, priya, &case).await);
}
