//! What is in the way of merging two universities, for the API and for whoever writes past it (L1, M6).

use serde_json::json;
use tests::make::{self, Case, Stage, documents as doc};
use tests::sql::Sql;
use tests::{Answer, TestApp, imports, world};

use super::{MERGE, input, merge, preview};

#[tokio::test]
async fn l1_m6_everything_in_the_way_is_said_at_once() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    let mut case = Case::draft(&app, "alderbrook", "Peers").await;
    case.fill().await;
    case.submit().await;
    let draft = Case::draft(&app, "alderbrook", "Later").await;
    let rules = |answer: &Answer| -> Vec<String> {
        let all = answer
            .at("/mergePreview/reasons")
            .as_array()
            .unwrap()
            .clone();
        all.iter()
            .map(|r| r["rule"].as_str().unwrap().to_owned())
            .collect()
    };
    // Under way, a draft, and the invoice of what was sent.
    let seen = preview(&olive, "alderbrook", "brackenfield").await;
    assert_eq!(rules(&seen), ["L1", "L1", "M6"]);
    assert_eq!(merge(&olive).await.rules(), ["L1", "M6"]);
    let keep = json!({ "input": { "applicationIds": [draft.id] } });
    draft.manager.ask(doc::KEEP, keep).await.ok();
    let seen = preview(&olive, "alderbrook", "brackenfield").await;
    assert_eq!(rules(&seen), ["L1", "L1", "M6", "M6"]);
    // Into itself, into another scheme's, into one that is closed.
    let itself = preview(&olive, "brackenfield", "brackenfield").await;
    assert_eq!(itself.at("/mergePreview/reasons/0/field"), &json!("intoId"));
    let owner = app.owner().await;
    let bracken = world::university("brackenfield");
    owner.run(&format!("update university set scheme = 'schools', state = 'CLOSED', closed_on = '2026-11-01', closed_reason = 'Gone.' where id = '{bracken}'")).await;
    assert_eq!(
        rules(&preview(&olive, "alderbrook", "brackenfield").await),
        ["L1", "L1", "M6", "M6", "L1", "L1"]
    );
    assert_eq!(
        rules(&preview(&olive, "brackenfield", "alderbrook").await),
        ["L1", "L1"],
        "the one is closed already, and of another scheme"
    );
    // A reason, in words; nobody but operators; nothing that is not there.
    let mut without = input(&olive, "alderbrook", "brackenfield").await;
    without["input"]["reason"] = json!(" ");
    assert_eq!(olive.ask(MERGE, without.clone()).await.reasons().len(), 7);
    assert_eq!(
        draft.manager.ask(MERGE, without.clone()).await.code(),
        "FORBIDDEN"
    );
    assert_eq!(
        preview(&draft.manager, "alderbrook", "brackenfield")
            .await
            .code(),
        "FORBIDDEN"
    );
    without["input"]["intoId"] = json!(tests::introspect::of_nothing("uni"));
    assert_eq!(olive.ask(MERGE, without).await.code(), "NOT_FOUND");
}

#[tokio::test]
async fn a_merger_is_of_what_was_seen_and_happens_once() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    let input = input(&olive, "alderbrook", "brackenfield").await;
    for key in ["fromVersion", "intoVersion"] {
        let mut stale = input.clone();
        stale["input"][key] = json!(9);
        let refused = olive.ask(MERGE, stale).await;
        assert_eq!(refused.code(), "CONFLICT");
        assert_eq!(
            refused.error()["extensions"]["current"]["version"],
            json!(1)
        );
    }
    let once = olive.ask_under("one", MERGE, input.clone()).await;
    let again = olive.ask_under("one", MERGE, input).await;
    assert_eq!(once.ok(), again.ok());
    let told = app
        .owner()
        .await
        .one("select count(*) from trail where act = 'university.merged'")
        .await;
    assert_eq!(told, "1");
    app.check_trail().await;
}

/// The function, asked in a transaction as the product asks it.
async fn asked(sql: &Sql, role: &str, person: &str, from: &str, into: &str) -> String {
    let opening = format!(
        "begin; set local role {role}; set local viewer.person = '{}'; set local viewer.university = '{}'; set local viewer.today = '{}'",
        world::person(person),
        world::university("alderbrook"),
        world::FIRST_DAY
    );
    sql.run(&opening).await;
    let merge = format!(
        "select merge_university('{}', '{}', '{}', 'One.')",
        world::university(from),
        world::university(into),
        world::FIRST_DAY
    );
    let said = sql.attempt(&merge).await;
    sql.run("rollback").await;
    said.err().unwrap_or_default()
}

#[tokio::test]
async fn l1_the_database_keeps_the_law_whoever_asks() {
    let app = TestApp::start().await;
    let login = app.login_role().await;
    for (role, person) in [
        ("viewer_member", "mara"),
        ("viewer_assessor", "lena"),
        ("viewer_system", "olive"),
        ("viewer_anonymous", "olive"),
    ] {
        let refused = asked(&login, role, person, "alderbrook", "brackenfield").await;
        assert!(refused.contains("permission denied"), "{role}: {refused}");
    }
    // In the role, but nobody who runs the scheme.
    let refused = asked(
        &login,
        "viewer_operator",
        "mara",
        "alderbrook",
        "brackenfield",
    )
    .await;
    assert!(refused.contains("those who run the scheme"), "{refused}");
    let says = async |from, into| asked(&login, "viewer_operator", "olive", from, into).await;
    assert!(
        says("alderbrook", "alderbrook")
            .await
            .contains("itself (L1)")
    );
    let draft = Case::draft(&app, "alderbrook", "Peers").await;
    assert!(
        says("alderbrook", "brackenfield")
            .await
            .contains("is not over (L1)")
    );
    draft
        .manager
        .ask(
            doc::KEEP,
            json!({ "input": { "applicationIds": [draft.id] } }),
        )
        .await
        .ok();
    let owner = app.owner().await;
    draft.withdraw().await;
    assert!(
        says("alderbrook", "brackenfield")
            .await
            .contains("open (M6)")
    );
    owner
        .run("update quote set state = 'WITHDRAWN', reason = 'No.'")
        .await;
    assert_eq!(says("alderbrook", "brackenfield").await, "");
    let bracken = world::university("brackenfield");
    owner
        .run(&format!(
            "update university set scheme = 'schools' where id = '{bracken}'"
        ))
        .await;
    assert!(says("alderbrook", "brackenfield").await.contains("schemes"));
    owner.run(&format!("update university set scheme = 'university', state = 'CLOSED', closed_on = '2026-11-01', closed_reason = 'Gone.' where id = '{bracken}'")).await;
    assert!(
        says("alderbrook", "brackenfield")
            .await
            .contains("closed university")
    );
    // Nor does an operator say so past the function, nor undo it.
    owner.run(&format!("update university set state = 'OPEN', closed_on = null, closed_reason = null where id = '{bracken}'")).await;
    let olive = app.operator().await;
    let direct = format!(
        "begin; set local role viewer_operator; set local viewer.person = '{}'; update university set continued_by = '{bracken}'",
        world::person("olive")
    );
    assert!(
        login
            .attempt(&direct)
            .await
            .unwrap_err()
            .contains("permission denied")
    );
    login.run("rollback").await;
    merge(&olive).await.ok();
    let alder = world::university("alderbrook");
    let undo = format!(
        "update university set continued_by = null, state = 'OPEN', closed_on = null, closed_reason = null where id = '{alder}'"
    );
    assert!(owner.attempt(&undo).await.unwrap_err().contains("(L1)"));
    let late = format!(
        "insert into member values ('{alder}', '{}', 'VIEWER')",
        world::person("mara")
    );
    assert!(owner.attempt(&late).await.unwrap_err().contains("(L1)"));
}

#[tokio::test]
async fn two_mergers_crosswise_wait_for_each_other() {
    let app = TestApp::start().await;
    let (olive, otto) = (app.operator().await, app.person("otto").await);
    let one = input(&olive, "alderbrook", "brackenfield").await;
    let other = input(&olive, "brackenfield", "alderbrook").await;
    let (one, other) = tokio::join!(olive.ask_freely(MERGE, one), otto.ask_freely(MERGE, other));
    let codes = |answer: &Answer| {
        answer.body["errors"][0]["extensions"]["code"]
            .as_str()
            .unwrap_or("merged")
            .to_owned()
    };
    let mut both = [codes(&one), codes(&other)];
    both.sort();
    assert_eq!(
        both,
        ["CONFLICT", "merged"],
        "the second finds what the first did"
    );
    app.check_trail().await;
}

#[tokio::test]
async fn what_is_begun_meanwhile_is_waited_for() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    let case = Case::draft(&app, "brackenfield", "Peers").await;
    drop(case);
    let owner = app.owner().await;
    let programme = owner.one("select id from programme limit 1").await;
    // Begun and not committed yet, for the one that is to be merged.
    let bracken = world::university("brackenfield");
    owner
        .run("delete from application_programme; delete from application")
        .await;
    let draft = format!(
        "begin; insert into application (university_id, id, edition_id, scope, kind, level, level_rank, state, created_at, updated_at) \
        select '{bracken}', gen_random_uuid(), id, 'SINGLE', 'INITIAL', 'BRONZE', 1, 'DRAFT', now(), now() from edition limit 1"
    );
    owner.run(&draft).await;
    let merge = input(&olive, "brackenfield", "alderbrook").await;
    let merging = tokio::spawn(async move { olive.ask(MERGE, merge).await.rules() });
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    assert!(!merging.is_finished(), "it waits");
    owner.run("commit").await;
    assert_eq!(merging.await.unwrap(), ["L1"]);
    let still = owner
        .one(&format!(
            "select university_id from programme where id = '{programme}'"
        ))
        .await;
    assert_eq!(still, bracken.to_string());
}

#[tokio::test]
async fn m6_what_is_owed_again_is_in_the_way_of_the_database_too() {
    let app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::Decided).await;
    let owed = case
        .operator
        .ask(doc::INVOICE, json!({ "id": case.order }))
        .await;
    let input = json!({ "paymentId": owed.text("/node/invoice/payments/0/id"), "amountMinor": 100, "reason": "Returned." });
    case.operator
        .ask(doc::TAKE_BACK, json!({ "input": input }))
        .await
        .ok();
    assert_eq!(merge(&case.operator).await.rules(), ["M6"]);
    let login = app.login_role().await;
    let said = asked(
        &login,
        "viewer_operator",
        "olive",
        "alderbrook",
        "brackenfield",
    )
    .await;
    assert!(said.contains("outstanding (M6)"), "{said}");
}

#[tokio::test]
async fn b1_a_row_that_names_a_merged_university_says_which_to_write() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    merge(&olive).await.ok();
    let file = "University,Name,E-mail,Role\nUniversity of Alderbrook,Nora New,nora@alderbrook.test,Manager\nBrackenfield University,Nils New,nils@alderbrook.test,Manager\n";
    let import = imports::send(&app, &olive, "PEOPLE", "people.csv", file.as_bytes()).await;
    import.check(&app, false).await;
    let bad = import.rows("BAD").await;
    assert_eq!(bad.as_array().unwrap().len(), 1, "{bad}");
    assert_eq!(
        bad[0]["problems"][0]["message"],
        json!(
            "“University of Alderbrook” was merged into Brackenfield University. Write that one instead."
        )
    );
    import.commit().await.ok();
    app.work().await;
    app.check_trail().await;
}

#[tokio::test]
async fn l1_an_import_that_was_checked_before_a_university_closed_says_so_of_its_rows() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    let file = "University,Name,E-mail,Role\nUniversity of Alderbrook,Nora New,nora@alderbrook.test,Manager\nBrackenfield University,Nils New,nils@brackenfield.test,Manager\n";
    let import = imports::send(&app, &olive, "PEOPLE", "people.csv", file.as_bytes()).await;
    import.check(&app, false).await;
    assert_eq!(import.rows("NEW").await.as_array().unwrap().len(), 2);
    let owner = app.owner().await;
    owner
        .run("update university set state = 'CLOSED', closed_on = '2026-11-22', closed_reason = 'Over.' where slug = 'alderbrook'")
        .await;
    import.commit().await.ok();
    app.work().await;
    let bad = import.rows("BAD").await;
    assert_eq!(
        bad.as_array().unwrap().len(),
        1,
        "the other is written: {bad}"
    );
    assert_eq!(
        bad[0]["problems"][0]["message"],
        json!(
            "University of Alderbrook takes part no longer. Open it again before anything is imported for it."
        )
    );
    assert_eq!(
        owner
            .one("select count(*) from person where name in ('Nora New', 'Nils New')")
            .await,
        "1"
    );
    app.check_trail().await;
}
