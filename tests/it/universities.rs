//! Universities as operators keep them: added, noted, closed and opened again.

use serde_json::{Value, json};
use tests::make::{self, Case, Stage, documents as doc};
use tests::{Answer, Person, TestApp, world};

const RECORD: &str = "query($id: ID!) { universityRecord(universityId: $id) { university { id name slug } code externalReference nation purchaseOrderNeeded state closedOn closedReason version \
    programmes openApplications awardsInForce openQuotes outstanding { minor currency } signedInAt toClose { rule message } \
    people { person { name email } role canSignIn signedInAt } notes { id text own writtenBy { name } } } }";
const LIST: &str = "query($search: String, $state: [UniversityState!], $first: Int, $after: String) { universityRecords(search: $search, state: $state, first: $first, after: $after) { \
    totalCount pageInfo { hasNextPage endCursor } nodes { university { name } state openApplications people { person { name } } } } }";
const ADD: &str = "mutation($input: AddUniversityInput!) { addUniversity(input: $input) { record { university { id slug } code version purchaseOrderNeeded } } }";
const UPDATE: &str = "mutation($input: UpdateUniversityInput!) { updateUniversity(input: $input) { record { university { name } nation externalReference version purchaseOrderNeeded } } }";
const NOTE: &str = "mutation($input: NoteUniversityInput!) { noteUniversity(input: $input) { record { notes { id text own } } } }";
const UNNOTE: &str = "mutation($input: RemoveUniversityNoteInput!) { removeUniversityNote(input: $input) { record { notes { id } } } }";
const CLOSE: &str = "mutation($input: CloseUniversityInput!) { closeUniversity(input: $input) { record { state closedOn closedReason version } } }";
const REOPEN: &str = "mutation($input: ReopenUniversityInput!) { reopenUniversity(input: $input) { record { state closedOn version } } }";
const TIMELINE: &str = "query($id: ID!, $first: Int, $after: String) { universityTimeline(universityId: $id, first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { id act summary } } }";

async fn record(olive: &Person, id: &str) -> Answer {
    olive.ask(RECORD, json!({ "id": id })).await
}

async fn close(olive: &Person, id: &str, reason: &str) -> Answer {
    let version = record(olive, id).await;
    let version = version.number("/universityRecord/version");
    let input = json!({ "universityId": id, "version": version, "reason": reason });
    olive.ask(CLOSE, json!({ "input": input })).await
}

#[tokio::test]
async fn a_university_is_added_with_a_code_and_an_address_of_its_name() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    let added = olive
        .ask(
            ADD,
            json!({ "input": { "name": "University of Thornhill", "nation": "WALES" } }),
        )
        .await;
    let at = "/addUniversity/record";
    assert_eq!(added.text(&format!("{at}/code")), "UT");
    assert_eq!(
        added.text(&format!("{at}/university/slug")),
        "university-of-thornhill"
    );
    let id = added.text(&format!("{at}/university/id"));
    let twice = json!({ "input": { "name": "University of Thornhill" } });
    assert_eq!(olive.ask(ADD, twice).await.fields(), ["slug"]);
    let wrong = json!({ "input": { "name": " ", "slug": "A B", "code": "x" } });
    assert_eq!(olive.ask(ADD, wrong).await.fields(), ["name"]);

    let kept = record(&olive, &id).await;
    assert_eq!(kept.text("/universityRecord/nation"), "WALES");
    assert_eq!(kept.at("/universityRecord/people"), &json!([]));
    assert_eq!(kept.at("/universityRecord/signedInAt"), &Value::Null);

    // Its record is changed by who saw it.
    let change = |version: i64, reference: &str| {
        json!({ "input": {
        "universityId": id, "version": version, "name": "Thornhill University", "externalReference": reference, "purchaseOrderNeeded": true } })
    };
    let changed = olive.ask(UPDATE, change(1, "10007000")).await;
    assert_eq!(
        changed.text("/updateUniversity/record/university/name"),
        "Thornhill University"
    );
    assert_eq!(changed.at("/updateUniversity/record/nation"), &Value::Null);
    let stale = olive.ask(UPDATE, change(1, "10007000")).await;
    assert_eq!(stale.code(), "CONFLICT");
    assert_eq!(stale.error()["extensions"]["current"]["version"], json!(2));
    let other = json!({ "input": { "name": "Another", "externalReference": "10007000" } });
    assert_eq!(olive.ask(ADD, other).await.fields(), ["externalReference"]);
    let mara = app.manager("alderbrook").await;
    assert_eq!(mara.ask(UPDATE, change(2, "1")).await.code(), "FORBIDDEN");
    assert_eq!(record(&mara, &id).await.code(), "FORBIDDEN");
    app.check_trail().await;
}

#[tokio::test]
async fn what_a_university_has_is_listed_with_its_people_and_their_sign_in() {
    let app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::Submitted).await;
    make::application(&app, "alderbrook", Stage::Decided).await;
    let olive = app.operator().await;
    let id = world::university_id("alderbrook");
    let kept = record(&olive, &id).await;
    let at = |field: &str| kept.at(&format!("/universityRecord/{field}")).clone();
    assert_eq!(at("programmes"), json!(2));
    assert_eq!(at("openApplications"), json!(1));
    assert_eq!(at("awardsInForce"), json!(1));
    let (_, outstanding) = case.invoice().await;
    assert_eq!(at("outstanding/minor"), json!(outstanding));
    let people = at("people");
    assert_eq!(people[0]["role"], json!("MANAGER"), "managers first");
    assert_eq!(
        people[0]["canSignIn"],
        json!(false),
        "nothing is tied to them"
    );
    let tied = format!(
        "insert into identity values ('https://idp.test', 'mara', '{mara}'); insert into last_sign_in values ('{mara}', '2026-11-20T09:00:00Z')",
        mara = world::person("mara")
    );
    app.owner().await.run(&tied).await;
    let kept = record(&olive, &id).await;
    let mara = kept.at("/universityRecord/people/0");
    assert_eq!(mara["canSignIn"], json!(true));
    assert_eq!(mara["signedInAt"], json!("2026-11-20T09:00:00+00:00"));
    assert_eq!(kept.at("/universityRecord/signedInAt"), &mara["signedInAt"]);

    let listed = olive.ask(LIST, json!({ "search": "brook" })).await;
    let names = listed
        .at("/universityRecords/nodes")
        .as_array()
        .unwrap()
        .len();
    assert_eq!(
        json!(names),
        listed.at("/universityRecords/totalCount").clone()
    );
    let first = olive.ask(LIST, json!({ "first": 1 })).await;
    assert_eq!(
        first.at("/universityRecords/pageInfo/hasNextPage"),
        &json!(true)
    );
    let after = first.text("/universityRecords/pageInfo/endCursor");
    let second = olive.ask(LIST, json!({ "first": 1, "after": after })).await;
    assert_ne!(
        first.at("/universityRecords/nodes/0/university/name"),
        second.at("/universityRecords/nodes/0/university/name")
    );
    let closed = olive.ask(LIST, json!({ "state": ["CLOSED"] })).await;
    assert_eq!(closed.at("/universityRecords/totalCount"), &json!(0));
}

#[tokio::test]
async fn notes_are_the_operators_and_the_timeline_has_everything() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    let id = world::university_id("alderbrook");
    let write = |text: &str| json!({ "input": { "universityId": id, "text": text } });
    assert_eq!(olive.ask(NOTE, write(" ")).await.fields(), ["text"]);
    let noted = olive
        .ask(NOTE, write("Asked to be called on Fridays."))
        .await;
    let note = noted.at("/noteUniversity/record/notes/0").clone();
    assert_eq!(note["own"], json!(true));
    make::application(&app, "alderbrook", Stage::Submitted).await;

    let told = olive.ask(TIMELINE, json!({ "id": id, "first": 100 })).await;
    let acts: Vec<&str> = told
        .at("/universityTimeline/nodes")
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["act"].as_str().unwrap())
        .collect();
    assert!(
        acts.contains(&"university.noted") && acts.contains(&"application.submitted"),
        "{acts:?}"
    );
    assert_eq!(
        told.at("/universityTimeline/totalCount"),
        &json!(acts.len())
    );
    let page = olive.ask(TIMELINE, json!({ "id": id, "first": 2 })).await;
    let after = page.text("/universityTimeline/pageInfo/endCursor");
    let next = olive
        .ask(TIMELINE, json!({ "id": id, "first": 2, "after": after }))
        .await;
    assert_eq!(
        next.at("/universityTimeline/nodes/0/id"),
        told.at("/universityTimeline/nodes/2/id")
    );

    // Of one's own alone can a note be removed; what it said stays in the trail.
    let remove = json!({ "input": { "noteId": note["id"] } });
    let ada = app.person("ada").await;
    assert_eq!(ada.ask(UNNOTE, remove.clone()).await.code(), "NOT_FOUND");
    let gone = olive.ask(UNNOTE, remove.clone()).await;
    assert_eq!(gone.at("/removeUniversityNote/record/notes"), &json!([]));
    assert_eq!(olive.ask(UNNOTE, remove).await.code(), "NOT_FOUND");
    let mara = app.manager("alderbrook").await;
    assert_eq!(mara.ask(NOTE, write("Mine.")).await.code(), "FORBIDDEN");
    assert_eq!(
        mara.ask(TIMELINE, json!({ "id": id })).await.code(),
        "FORBIDDEN"
    );
    app.check_trail().await;
}

#[tokio::test]
async fn l1_m6_a_university_is_closed_once_nothing_is_under_way_or_owed() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    let id = world::university_id("alderbrook");
    let mut case = Case::draft(&app, "alderbrook", "Peers").await;
    case.fill().await;
    case.submit().await;
    let refused = close(&olive, &id, "It has merged.").await;
    assert_eq!(refused.rules(), ["L1", "M6"]);
    let kept = record(&olive, &id).await;
    assert_eq!(kept.text("/universityRecord/toClose/0/rule"), "L1");
    case.start("priya").await;
    case.judge("MET").await;
    case.confirm().await;
    case.decide(&app).await;
    let kept = record(&olive, &id).await;
    assert_eq!(kept.at("/universityRecord/toClose"), &json!([]));
    assert_eq!(close(&olive, &id, " ").await.rules(), ["L1"]);
    let mara = app.manager("alderbrook").await;
    let draft = Case::draft(&app, "alderbrook", "Later").await;
    let closed = close(&olive, &id, "It has merged.").await;
    assert_eq!(closed.text("/closeUniversity/record/state"), "CLOSED");
    assert_eq!(
        closed.text("/closeUniversity/record/closedOn"),
        world::FIRST_DAY
    );

    // Nobody acts for it, nothing is begun for it; its award stands.
    assert_eq!(
        mara.ask("{ viewer { person { id } } }", json!({}))
            .await
            .at("/viewer/person"),
        &Value::Null
    );
    let start = json!({ "input": { "applications": [{ "programmeId": draft.programme, "level": "BRONZE" }] } });
    let many = "mutation($input: StartApplicationsInput!) { startApplications(input: $input) { applications { id } } }";
    assert!(!olive.ask(many, start.clone()).await.rules().is_empty());
    // Whatever was read before, the database takes no order and no quote for it.
    let order = format!(
        "insert into orders (university_id, id, vat_per_mille, lines, created_at) values ('{}', gen_random_uuid(), 200, '[]', now())",
        world::university("alderbrook")
    );
    let refused = app.owner().await.attempt(&order).await.unwrap_err();
    assert!(refused.contains("closed (L1)"), "{refused}");
    let (status, _) = app
        .stranger()
        .page(&format!("/awards/{}", case.award.as_ref().unwrap()))
        .await;
    assert_eq!(status, 200);
    let twice = close(&olive, &id, "Again.").await;
    assert_eq!(twice.rules(), ["L1"]);

    // Opened again, all is as before.
    let version = record(&olive, &id)
        .await
        .number("/universityRecord/version");
    let input = json!({ "input": { "universityId": id, "version": version } });
    let open = olive.ask(REOPEN, input.clone()).await;
    assert_eq!(open.text("/reopenUniversity/record/state"), "OPEN");
    assert_eq!(olive.ask(REOPEN, input).await.code(), "CONFLICT");
    let back = mara.ask("{ viewer { person { id } } }", json!({})).await;
    assert_ne!(back.at("/viewer/person"), &Value::Null);
    app.check_trail().await;
}

#[tokio::test]
async fn m6_a_university_that_needs_order_numbers_sends_nothing_without_one() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    let id = world::university_id("alderbrook");
    let kept = record(&olive, &id).await;
    let input = json!({
        "universityId": id, "version": kept.number("/universityRecord/version"),
        "name": kept.text("/universityRecord/university/name"), "purchaseOrderNeeded": true,
    });
    olive.ask(UPDATE, json!({ "input": input })).await.ok();
    let mut case = Case::draft(&app, "alderbrook", "Peers").await;
    case.fill().await;
    let without = json!({ "input": { "applicationId": case.id, "version": case.version().await } });
    let refused = case.manager.ask(doc::SUBMIT, without).await;
    assert_eq!(refused.rules(), ["M6"]);
    assert_eq!(
        refused.reasons()[0].1,
        "The university needs a purchase-order number on its invoices: give it."
    );
    case.submit().await;
}
