//! Erasing a person: what goes, what stays, and that the trail still verifies.

use serde_json::{Value, json};
use tests::make::{self, Stage};
use tests::sql::Sql;
use tests::{TestApp, upload, world};

use super::*;

/// The tables that have these words anywhere.
async fn tables_with(owner: &Sql, words: &str) -> Vec<String> {
    let mut found = Vec::new();
    for table in owner.tables().await {
        let count = owner
            .one(&format!(
                "select count(*) from {table} t where t::text ilike '%{words}%'"
            ))
            .await;
        if count != "0" {
            found.push(format!("{table}: {count}"));
        }
    }
    found
}

/// Alderbrook with a decided application and one with evidence, all by mara; and what else can be held of her.
async fn lived_in(app: &TestApp) {
    make::application(app, "alderbrook", Stage::Decided).await;
    let case = make::application(app, "alderbrook", Stage::Ready).await;
    let bytes = upload::pdf("who may join");
    let declared = upload::declaration(&case.id, &["2.1"], "join.pdf", &bytes);
    upload::send(&case.manager, &declared, &bytes).await;
    make::token(&case.manager).await;
    let invite =
        "mutation($input: InvitePersonInput!) { invitePerson(input: $input) { people { role } } }";
    let again = json!({ "input": { "name": "Mara Example", "email": "mara@alderbrook.test", "role": "CONTRIBUTOR" } });
    case.manager.ask(invite, again).await.ok();
    let (alder, mara, olive) = (
        world::university("alderbrook"),
        world::person("mara"),
        world::person("olive"),
    );
    let run = uuid::Uuid::now_v7();
    app.owner()
        .await
        .run(&format!(
            "insert into identity values ('https://alderbrook.test', 'mara-1', '{mara}'); \
             insert into last_sign_in values ('{mara}', now()) on conflict do nothing; \
             insert into former_member values ('{alder}', '{mara}') on conflict do nothing; \
             insert into trail (university_id, id, at, act, actor_id, summary, origin) select c, gen_random_uuid(), now(), 'session.started', who, 'Signed in.', '203.0.113.7' \
               from unnest(array['{alder}', '00000000-0000-0000-0000-000000000000']::uuid[]) c, unnest(array['{mara}', '{olive}']::uuid[]) who; \
             insert into invitation values ('{alder}', gen_random_uuid(), '{mara}', '{olive}', now(), now() + interval '14 days', null); \
             insert into mail_preference values ('{mara}', '{{REPORT}}', 1, now(), null, null, null); \
             insert into suppressed_address values ('{run}', 'mara@alderbrook.test', '550 No such person mara@alderbrook.test', now(), null); \
             insert into university_note values ('{alder}', gen_random_uuid(), 'Ask for MARA EXAMPLE on Fridays.', now(), '{olive}'); \
             insert into saved_view values ('{mara}', gen_random_uuid(), 'APPLICATIONS', 'Mine', '', false, now()); \
             update programme set coordinator = 'Mara Example' where university_id = '{alder}'; \
             insert into import (id, kind, file_name, size, sha256, upload_key, object_key, state, created_at, created_by, preview) \
               values ('{run}', 'PEOPLE', 'a.csv', 1, repeat('0', 64), 'upload/imports/a', 'imports/a', 'COMMITTED', now(), '{olive}', '[[\"Mara Example\", \"mara@alderbrook.test\"]]'); \
             insert into import_row (import_id, number, cells, verdict) values ('{run}', 2, '{{Mara Example,mara@alderbrook.test,\"Mara Examples\"}}', 'NEW')"
        ))
        .await;
    app.work().await;
}

#[tokio::test]
async fn t6_erasing_takes_the_person_and_leaves_awards_decisions_and_a_chain_that_verifies() {
    let app = TestApp::start().await;
    lived_in(&app).await;
    another_manager(&app).await;
    let olive = app.operator().await;
    let mara = app.manager("alderbrook").await;
    let input = json!({ "input": { "personId": world::person_id("mara") } });
    olive.ask(PACK, input).await.ok();
    app.work().await;

    let before = held(&olive, "mara").await;
    for part in [
        "NAME",
        "SIGN_IN",
        "ROLE",
        "INVITATION",
        "LETTER",
        "MAIL",
        "OWN",
        "TOKEN",
        "IMPORT",
        "PACK",
        "TRAIL_WORDS",
        "TRAIL",
        "RATING",
    ] {
        assert!(before[part].0 > 0, "{part}: {before:?}");
    }
    let owner = app.owner().await;
    let awards = "select number || ' ' || award::text from award union all select application_id || ' ' || digest from decision union all select register_entry::text from register_entry order by 1";
    let stays = owner.column(awards).await;
    assert!(stays.len() > 2);
    let hashes = "select seq || encode(hash, 'hex') from trail where act <> 'person.erased' order by university_id, seq";
    let chain = owner.column(hashes).await;

    let erased = erase(&olive, "mara", "They left, and asked for it.").await;
    assert_eq!(
        erased.text("/erasePerson/record/person/name"),
        "Erased person"
    );
    assert_eq!(erased.at("/erasePerson/record/person/email"), &Value::Null);
    // What waits for nobody any more is removed from storage.
    app.work().await;

    assert_eq!(tables_with(&owner, "mara@alderbrook.test").await, [""; 0]);
    assert_eq!(tables_with(&owner, "mara example").await, ["import_row: 1"]);
    let row = owner.one("select cells::text from import_row").await;
    assert_eq!(
        row,
        r#"{"somebody erased","somebody erased","Mara Examples"}"#
    );
    let after = held(&olive, "mara").await;
    for (part, (count, stays)) in &after {
        assert!(*stays || *count == 0, "{part}: {count}");
        assert!(!*stays || before[part].0 <= *count, "{part}: {count}");
    }
    assert_eq!(owner.column(awards).await, stays);
    let kept = owner.column(hashes).await;
    assert!(kept.starts_with(&chain[..1]) && chain.iter().all(|line| kept.contains(line)));
    app.check_trail().await;
    // Their next request is nobody's.
    let gone = mara.ask_freely("{ viewer { role } }", json!({})).await;
    assert_eq!(gone.at("/viewer/role"), &Value::Null);
    // Their lines are there, without from where; others' have it still.
    let lines = "select count(origin) || ' of ' || (count(*) > 1) from trail where actor_id =";
    let of = async |who: &str| {
        owner
            .one(&format!("{lines} '{}'", world::person(who)))
            .await
    };
    assert_eq!(of("mara").await, "0 of true");
    assert_eq!(of("olive").await, "2 of true");
    let told = owner.column("select (university_id = '00000000-0000-0000-0000-000000000000')::text || (after ? 'reason')::text || ((after ->> 'lines')::int > 0)::text from trail where act = 'person.erased' order by 1");
    assert_eq!(told.await, ["falsefalsetrue", "truetruetrue"]);

    // Once more it changes nothing, and there is nothing to take away.
    erase(&olive, "mara", "Again.").await.ok();
    assert_eq!(
        owner
            .one("select count(*) from trail where act = 'person.erased'")
            .await,
        "2"
    );
    let input = json!({ "input": { "personId": world::person_id("mara") } });
    assert_eq!(olive.ask(PACK, input).await.rules(), ["T6"]);
    let letter = owner
        .one("select id from letter where address = 'erased' limit 1")
        .await;
    let id = domain::id::encode(domain::id::Kind::Letter, letter.parse().unwrap());
    let resend =
        "mutation($input: ResendLetterInput!) { resendLetter(input: $input) { letter { id } } }";
    let resent = olive
        .ask(resend, json!({ "input": { "letterId": id } }))
        .await;
    assert_eq!(resent.rules(), ["T6"]);
    // The university goes on.
    let colin = app.manager("alderbrook").await;
    drop(colin);
    make::application(&app, "brackenfield", Stage::Ready).await;
    app.work().await;
    app.check_trail().await;
}

#[tokio::test]
async fn t6_two_who_name_each_other_are_erased_one_after_the_other() {
    let app = TestApp::start().await;
    another_manager(&app).await;
    let mara = app.manager("alderbrook").await;
    let invite =
        "mutation($input: InvitePersonInput!) { invitePerson(input: $input) { people { role } } }";
    let input = json!({ "input": { "name": "Vera Example", "email": "vera@alderbrook.test", "role": "CONTRIBUTOR" } });
    mara.ask(invite, input).await.ok();
    let owner = app.owner().await;
    owner
        .run(&format!(
            "insert into trail (university_id, id, at, act, subject_id, summary, before, after) values ('{}', gen_random_uuid(), now(), 'person.changed', '{}', \
             'Mara Example and Vera Example.', '{{\"name\": \"Mara \\\"M\\\" Example\"}}', '{{\"name\": \"Mara Example\", \"by\": \"vera@alderbrook.test\"}}')",
            world::university("alderbrook"),
            world::person("mara")
        ))
        .await;
    app.work().await;
    let olive = app.operator().await;
    erase(&olive, "vera", "Asked for it.").await.ok();
    app.check_trail().await;
    erase(&olive, "mara", "Asked for it.").await.ok();
    app.check_trail().await;
    let line = owner
        .one(
            "select summary || before::text || after::text from trail where act = 'person.changed'",
        )
        .await;
    assert_eq!(
        line,
        r#"somebody erased and somebody erased.{"name": "somebody erased"}{"by": "somebody erased", "name": "somebody erased"}"#
    );
    let twice =
        "select count(*) from trail_redaction group by university_id, seq order by 1 desc limit 1";
    assert_eq!(owner.one(twice).await, "2");

    // Behind the product's back nothing goes that an erasure does not tell of.
    let refused = owner
        .attempt("update trail set summary = 'Nothing.' where act = 'person.changed'")
        .await;
    assert!(refused.unwrap_err().contains("append-only"));
    assert!(owner.attempt("delete from trail_redaction").await.is_err());
    let forged = "insert into trail_redaction select t.university_id, t.seq, 'ffffffff-ffff-4fff-bfff-ffffffffffff', redacted_hash(jsonb_populate_record(t, '{\"summary\": \"Nothing.\"}')) from trail t where act = 'member.invited'; \
                  update trail set summary = 'Nothing.' where act = 'member.invited'";
    owner.run(forged).await;
    let report = app.verify(&server::verify::Heads::default()).await;
    let wrong: Vec<_> = report.problems.iter().map(|p| p.wrong).collect();
    assert_eq!(wrong, [Some("REDACTED")], "{report}");
}

#[tokio::test]
async fn u3_nobody_is_erased_who_is_needed_still() {
    let app = TestApp::start().await;
    make::application(&app, "alderbrook", Stage::InAssessment).await;
    app.work().await;
    let olive = app.operator().await;
    // The last manager, an assessor with a case, oneself.
    let mara = erase(&olive, "mara", "Asked for it.").await;
    assert_eq!(mara.rules(), ["U1"]);
    let priya = erase(&olive, "priya", "Asked for it.").await;
    assert_eq!(priya.rules(), ["U5"]);
    let own = erase(&olive, "olive", "Asked for it.").await;
    assert_eq!(own.rules(), ["U5"]);
    let seen = olive
        .ask(HOLDINGS, json!({ "id": world::person_id("mara") }))
        .await;
    assert_eq!(seen.text("/personRecord/toErase/0/rule"), "U1");
    // Nothing but a reason that does not say who.
    assert_eq!(erase(&olive, "omar", " ").await.fields(), ["reason"]);
    assert_eq!(
        erase(&olive, "omar", "Omar asked.").await.fields(),
        ["reason"]
    );
    assert_eq!(
        erase(&olive, "omar", "By omar@assess.test.").await.fields(),
        ["reason"]
    );
    // The database asks for itself, and whoever else asks has no such thing.
    let login = app.login_role().await;
    for (role, who, of, says) in [
        ("viewer_operator", "olive", "mara", "U1"),
        ("viewer_operator", "olive", "priya", "U5"),
        ("viewer_operator", "olive", "olive", "U5"),
        ("viewer_operator", "omar", "vera", "42501"),
        ("viewer_member", "mara", "vera", "42501"),
        ("viewer_assessor", "priya", "vera", "42501"),
    ] {
        login
            .run(&format!(
                "begin; set local role {role}; set local viewer.person = '{}'; set local viewer.today = '2026-11-23'",
                world::person(who)
            ))
            .await;
        let refused = login
            .attempt(&format!(
                "select erase_person('{}', gen_random_uuid(), now())",
                world::person(of)
            ))
            .await;
        login.run("rollback").await;
        let refused = refused.unwrap_err();
        assert!(refused.contains(says), "{who} erases {of}: {refused}");
    }
    let omar = erase(&olive, "omar", "Asked for it.").await;
    omar.ok();
    app.check_trail().await;
}
