//! Lists that the database keeps quick: what they are found by, and that their counts are theirs.

use serde_json::{Value, json};
use tests::make::{self, Stage, documents as doc};
use tests::{Person, TestApp, world};

const FOUND: &str = "query($search: String, $first: Int, $after: String) { applications(filter: { search: $search }, first: $first, after: $after) { \
    totalCount nodes { reference } pageInfo { endCursor } } }";
const RENAME: &str = "mutation($input: UpdateUniversityInput!) { updateUniversity(input: $input) { record { version } } }";
const PROGRAMME: &str = "query($id: ID!) { programme(id: $id) { version } }";

async fn found(person: &Person, words: &str) -> Vec<String> {
    let found = person.ask(FOUND, json!({ "search": words })).await;
    let nodes = found.at("/applications/nodes").as_array().cloned();
    let nodes = nodes.unwrap_or_default();
    assert_eq!(
        found.number("/applications/totalCount"),
        i64::try_from(nodes.len()).unwrap()
    );
    let references = nodes.iter().filter_map(|node| node["reference"].as_str());
    references.map(str::to_owned).collect()
}

#[tokio::test]
async fn applications_are_found_by_what_their_programmes_and_universities_are_called_today() {
    let app = TestApp::start().await;
    let decided = make::application(&app, "alderbrook", Stage::Decided).await;
    let other = make::application(&app, "brackenfield", Stage::Submitted).await;
    let (olive, mara) = (&decided.operator, &decided.manager);
    assert_eq!(found(olive, "ald-0001").await, ["ALD-0001"]);
    assert_eq!(found(olive, "brackenfield").await, ["BRA-0001"]);
    assert_eq!(found(mara, "bra-0001").await, [""; 0], "another's (T1)");
    // What is looked for is no pattern.
    assert_eq!(found(olive, "ALD_0001").await, [""; 0]);
    assert_eq!(found(olive, "%").await, [""; 0]);

    // Called otherwise after it was decided, it is found by the new name and not by the old; in any letters.
    let version = mara
        .ask(PROGRAMME, json!({ "id": decided.programme }))
        .await;
    let mut input = make::programme("Über-Mentoring");
    input["programmeId"] = json!(decided.programme);
    input["version"] = version.at("/programme/version").clone();
    let renamed = mara.ask(doc::UPDATE_PROGRAMME, json!({ "input": input }));
    renamed.await.ok();
    assert_eq!(found(olive, "ÜBER-MENT").await, ["ALD-0001"]);
    let priya = decided.assessor.as_ref().unwrap();
    assert_eq!(found(priya, "über-ment").await, ["ALD-0001"]);

    let id = world::university_id("brackenfield");
    let input = json!({ "universityId": id, "version": 1, "name": "Brackenfield and Moor", "purchaseOrderNeeded": false });
    olive.ask(RENAME, json!({ "input": input })).await.ok();
    assert_eq!(found(olive, "field and moor").await, ["BRA-0001"]);
    assert_eq!(found(olive, "brackenfield university").await, [""; 0]);
    assert_eq!(found(&other.manager, "and moor").await, ["BRA-0001"]);
}

#[tokio::test]
async fn a_page_that_is_all_there_is_says_so_without_counting() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    for _ in 0..3 {
        make::application(&app, "alderbrook", Stage::Draft).await;
    }
    let asked = async |first: i64, after: Option<&Value>| {
        let page = json!({ "first": first, "after": after });
        mara.ask(FOUND, page).await
    };
    let (all, some) = (asked(3, None).await, asked(2, None).await);
    for page in [&all, &some] {
        assert_eq!(page.number("/applications/totalCount"), 3);
    }
    assert!(all.statements < some.statements);
    let cursor = some.at("/applications/pageInfo/endCursor");
    let last = asked(2, Some(cursor)).await;
    assert_eq!(last.number("/applications/totalCount"), 3);
    assert_eq!(
        last.at("/applications/nodes").as_array().map(Vec::len),
        Some(1)
    );
}

#[tokio::test]
async fn the_applications_of_an_order_are_a_list_of_their_own() {
    let app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::Submitted).await;
    make::application(&app, "alderbrook", Stage::Submitted).await;
    let other = make::application(&app, "brackenfield", Stage::Submitted).await;
    let board = "query($order: ID!) { applicationCounts(filter: { orderId: $order }) { total states { code count } } \
        applications(filter: { orderId: $order }) { totalCount nodes { id order { id number invoice { orderId } } } } }";
    let order = case.order.as_deref().unwrap();
    for person in [&case.manager, &case.operator] {
        let seen = person.ask(board, json!({ "order": order })).await;
        assert_eq!(seen.number("/applicationCounts/total"), 1);
        assert_eq!(
            seen.at("/applicationCounts/states"),
            &json!([{ "code": "SUBMITTED", "count": 1 }])
        );
        assert_eq!(seen.number("/applications/totalCount"), 1);
        let node = "/applications/nodes/0";
        assert_eq!(seen.text(&format!("{node}/id")), case.id);
        assert_eq!(seen.text(&format!("{node}/order/invoice/orderId")), order);
    }
    let theirs = other.manager.ask(board, json!({ "order": order })).await;
    assert_eq!(
        theirs.number("/applicationCounts/total"),
        0,
        "another's (T1)"
    );
    assert_eq!(theirs.number("/applications/totalCount"), 0);
}
