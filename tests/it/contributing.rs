//! Contributors work on the programmes that they are named on, and read all else (U9).

use serde_json::{Value, json};
use tests::make::{self, Case, Stage, documents as doc, name};
use tests::{Answer, Person, TestApp, upload, world};

const EDIT: &str =
    "query($id: ID!) { application(id: $id) { actions { name allowed reasons { rule } } } }";

/// What colin is named on.
fn named(answer: &Answer) -> &Value {
    let people = answer.at("/nameContributor/people").as_array().unwrap();
    let colin = people.iter().find(|row| row["role"] == "CONTRIBUTOR");
    &colin.unwrap()["programmeIds"]
}

async fn rate(by: &Person, case: &Case) -> Answer {
    let input = json!({ "applicationId": case.id, "ref": "1.1", "value": "MET", "statement": "As agreed.", "version": 0 });
    by.ask(doc::RATE, json!({ "input": input })).await
}

async fn link(by: &Person, case: &Case) -> Answer {
    let input = json!({ "applicationId": case.id, "url": "https://alderbrook.test/plan", "title": "The plan", "criteria": ["1.1"] });
    by.ask(doc::ADD_LINK, json!({ "input": input })).await
}

/// Whether the draft says that it may be changed, and by which rules not.
async fn may_edit(by: &Person, case: &Case) -> (bool, Vec<String>) {
    let answer = by.ask(EDIT, json!({ "id": case.id })).await;
    let actions = answer.at("/application/actions").as_array().unwrap();
    let edit = actions.iter().find(|action| action["name"] == "EDIT");
    let edit = edit.expect("contributors edit");
    let reasons = edit["reasons"].as_array().unwrap();
    let rules = reasons.iter().map(|why| why["rule"].as_str().unwrap());
    (edit["allowed"] == true, rules.map(str::to_owned).collect())
}

#[tokio::test]
async fn u9_a_contributor_works_on_what_they_are_named_on() {
    let app = TestApp::start().await;
    let case = Case::draft(&app, "alderbrook", "Career mentoring").await;
    let other = Case::draft(&app, "alderbrook", "Peer mentoring").await;
    let (mara, colin) = (&case.manager, app.person("colin").await);
    name(mara, "colin", &[&other.programme], &[]).await.ok();
    assert_eq!(rate(&colin, &case).await.rules(), ["U9"]);
    assert_eq!(link(&colin, &case).await.rules(), ["U9"]);
    let bytes = upload::pdf("the plan");
    let declared = upload::declaration(&case.id, &["1.1"], "plan.pdf", &bytes);
    assert_eq!(upload::declare(&colin, &declared).await.rules(), ["U9"]);
    assert_eq!(
        may_edit(&colin, &case).await,
        (false, vec!["U9".to_owned()])
    );
    // They read it all the same.
    colin
        .ask(doc::APPLICATION, json!({ "id": case.id }))
        .await
        .ok();

    let now = name(mara, "colin", &[&case.programme], &[&other.programme]).await;
    assert_eq!(named(&now), &json!([case.programme]));
    assert!(may_edit(&colin, &case).await.0);
    rate(&colin, &case).await.ok();
    link(&colin, &case).await.ok();
    let started = upload::begin(&colin, &declared).await;
    assert_eq!(rate(&colin, &other).await.rules(), ["U9"]);

    // What they began they do not go on with when they are named no longer.
    name(mara, "colin", &[], &[&case.programme]).await.ok();
    assert_eq!(started.sign(&colin, &[1]).await.rules(), ["U9"]);
    let whole = mara.ask(doc::APPLICATION, json!({ "id": case.id })).await;
    let input = json!({ "evidenceId": whole.text("/application/evidence/0/id") });
    let removed = colin.ask(doc::REMOVE, json!({ "input": input })).await;
    assert_eq!(removed.rules(), ["U9"]);
}

#[tokio::test]
async fn u9_an_exception_is_of_a_programme_they_are_named_on() {
    let app = TestApp::start().await;
    let single = Case::draft(&app, "alderbrook", "Career mentoring").await;
    let other = Case::draft(&app, "alderbrook", "Peer mentoring").await;
    let case = combined(&app, single, &other).await;
    let colin = app.person("colin").await;
    name(&case.manager, "colin", &[&other.programme], &[])
        .await
        .ok();
    rate(&colin, &case).await.ok();
    let except = async |programme: &str| {
        let input = json!({ "applicationId": case.id, "ref": "1.1", "programmeId": programme, "value": "NOT_MET", "statement": "Not yet.", "version": 0 });
        colin.ask(doc::EXCEPT, json!({ "input": input })).await
    };
    assert_eq!(except(&case.programme).await.rules(), ["U9"]);
    except(&other.programme).await.ok();
}

/// One application over both programmes, in place of their own drafts.
async fn combined(app: &TestApp, case: Case, other: &Case) -> Case {
    other.withdraw().await;
    case.withdraw().await;
    let covers = json!({ "scope": "COMBINED", "programmeIds": [case.programme, other.programme], "ledBy": "A coordinator", "expectations": "One handbook for all." });
    let input = json!({ "input": { "covers": covers, "level": "BRONZE" } });
    let started = case.manager.ask(doc::START_COMBINED, input).await;
    let id = started.text("/startCombinedApplication/application/id");
    Case::of(app, case.manager.clone(), id, &case.programme, "BRONZE").await
}

#[tokio::test]
async fn u9_only_what_is_ones_own_is_named() {
    let app = TestApp::start().await;
    let case = Case::draft(&app, "alderbrook", "Career mentoring").await;
    let theirs = Case::draft(&app, "brackenfield", "Theirs").await;
    let mara = &case.manager;
    let first = name(mara, "colin", &[&case.programme], &[]).await;
    assert_eq!(named(&first), &json!([case.programme]));
    // Twice is once, and is told once.
    name(mara, "colin", &[&case.programme], &[]).await.ok();
    let told = app
        .owner()
        .await
        .column("select summary from trail where act = 'member.named'")
        .await;
    assert_eq!(told, ["Colin Example works on 1 programme now."]);

    let both = [case.programme.as_str()];
    let (programme, bracken) = (both[0], theirs.programme.as_str());
    let refusals = [
        (name(mara, "colin", &[bracken], &[]).await, "NOT_FOUND"),
        (name(mara, "colin", &[], &[bracken]).await, "NOT_FOUND"),
        (name(mara, "cora", &[programme], &[]).await, "NOT_FOUND"),
        (name(mara, "vera", &[programme], &[]).await, "NOT_FOUND"),
        (name(mara, "colin", &both, &both).await, "BAD_USER_INPUT"),
        (
            name(&app.person("colin").await, "colin", &both, &[]).await,
            "FORBIDDEN",
        ),
    ];
    for (answer, code) in refusals {
        assert_eq!(answer.code(), code);
    }
    // An operator says it for a university that they name.
    let input = json!({ "universityId": world::university_id("alderbrook"), "personId": world::person_id("colin"), "programmeIds": [], "removedProgrammeIds": both });
    let by = &case
        .operator
        .ask(doc::NAME_CONTRIBUTOR, json!({ "input": input }))
        .await;
    assert_eq!(named(by), &json!([]));
}

#[tokio::test]
async fn u9_what_was_named_comes_back_with_the_role_and_goes_with_the_person() {
    let app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::Ready).await;
    let (owner, colin) = (app.owner().await, world::person("colin"));
    name(&case.manager, "colin", &[&case.programme], &[])
        .await
        .ok();
    let turn = |from: &str, to: &str| {
        format!("update member set role = '{to}' where person_id = '{colin}' and role = '{from}'")
    };
    owner.run(&turn("CONTRIBUTOR", "VIEWER")).await;
    let people = "{ people { role programmeIds } }";
    let seen = case.manager.ask(people, json!({})).await;
    let named = |seen: &Answer| {
        let people = seen.at("/people").as_array().unwrap();
        people
            .iter()
            .map(|row| row["programmeIds"].as_array().unwrap().len())
            .sum::<usize>()
    };
    assert_eq!(named(&seen), 0);
    owner.run(&turn("VIEWER", "CONTRIBUTOR")).await;
    assert_eq!(named(&case.manager.ask(people, json!({})).await), 1);
    let erased = format!("update person set erased_at = now() where id = '{colin}'");
    owner.run(&erased).await;
    let left = owner
        .column("select count(*)::text from programme_contributor")
        .await;
    assert_eq!(left, ["0"]);
}
