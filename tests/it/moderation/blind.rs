//! Neither assessor's world differs while the other marks: two worlds, every question (J6, T2).

use serde_json::{Value, json};
use tests::introspect::{Ids, Types};
use tests::make::{Case, documents as doc};
use tests::{Person, TestApp, make};

use super::{assign_second, judge, make_decision, mark, sampled, set};

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
        "{ applications(filter: { unread: true }) { totalCount nodes { id } } }",
        "{ applications(filter: { waitingOn: [ASSESSOR], clock: [RUNNING, DUE_SOON, OVERDUE] }) { totalCount nodes { id } } }",
        "{ applicationCounts(filter: { unread: true }) { total unread clocks { code count } waitingOn { code count } } }",
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

/// What the first assessor made of an answer, and is writing, is not for the second to know before both are in.
#[tokio::test]
async fn what_was_accepted_and_written_is_not_told() {
    let app = TestApp::start().await;
    set(&app, 100, 0).await;
    let case = make::application(&app, "alderbrook", make::Stage::InAssessment).await;
    let request = case.request("2.1", "2026-12-07").await;
    let answer = json!({ "input": { "requestId": request, "answer": "It is in the handbook." } });
    case.manager.ask(doc::ANSWER, answer).await.ok();
    let close = json!({ "input": { "requestId": request, "accepted": [] } });
    let closing = "mutation($input: CloseEvidenceRequestInput!) { closeEvidenceRequest(input: $input) { request { accepted } } }";
    case.assessor().ask(closing, close).await.ok();
    case.judge("MET").await;
    case.confirm().await;
    make::feedback(&case, "Well run so far.").await;
    make_decision(&case).await.ok();
    app.work().await;
    assign_second(&app.operator().await, &case, "omar")
        .await
        .ok();
    app.work().await;

    let look = async |who: &Person| {
        let question = "query($id: ID!) { application(id: $id) { feedback { text } requests { state accepted } } }";
        let seen = who.ask(question, json!({ "id": case.id })).await;
        seen.at("/application").clone()
    };
    let omar = app.assessor("omar").await;
    assert_eq!(
        look(&omar).await,
        json!({ "feedback": null, "requests": [{ "state": "CLOSED", "accepted": null }] })
    );
    assert_eq!(
        look(case.assessor()).await["requests"][0]["accepted"],
        json!([])
    );
    let told = omar.ask(doc::TIMELINE, json!({ "id": case.id })).await;
    assert!(!told.body.to_string().contains("accepted"), "{}", told.body);
    let save = "mutation($input: SaveFeedbackInput!) { saveFeedback(input: $input) { feedback { version } } }";
    let input = json!({ "input": { "applicationId": case.id, "text": "Mine.", "version": 0 } });
    assert_eq!(omar.ask(save, input).await.rules(), ["J6"]);
}

/// What the first could still do of a case in moderation would tell the second that they are at it.
#[tokio::test]
async fn the_first_looks_at_nothing_and_writes_nothing_in_moderation() {
    let app = TestApp::start().await;
    set(&app, 100, 0).await;
    let case = make::application(&app, "alderbrook", make::Stage::InAssessment).await;
    let request = case.request("2.1", "2026-12-07").await;
    let answer = json!({ "input": { "requestId": request, "answer": "It is in the handbook." } });
    case.manager.ask(doc::ANSWER, answer).await.ok();
    case.judge("MET").await;
    case.confirm().await;
    make_decision(&case).await.ok();
    app.work().await;
    assign_second(&app.operator().await, &case, "omar")
        .await
        .ok();
    app.work().await;
    let omar = app.assessor("omar").await;
    let types = Types::read().await;
    let before = world(&types, &omar, &case).await;
    let priya = case.assessor();
    let close = json!({ "input": { "requestId": request, "accepted": ["2.1"] } });
    assert_eq!(priya.ask(doc::CLOSE, close).await.rules(), ["L1"]);
    let save = "mutation($input: SaveFeedbackInput!) { saveFeedback(input: $input) { feedback { version } } }";
    let input = json!({ "input": { "applicationId": case.id, "text": "More.", "version": 0 } });
    assert_eq!(priya.ask(save, input).await.rules(), ["L1"]);
    same(&before, &world(&types, &omar, &case).await);
}
