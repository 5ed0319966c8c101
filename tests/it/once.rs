//! Twice, and at once: a repeated act happens once, and of two who act at once one is told.

use axum::http::HeaderMap;
use serde_json::{Value, json};
use tests::make::{self, Stage, documents as doc};
use tests::{Answer, Person, TestApp, upload, world};

fn replayed(headers: &HeaderMap) -> bool {
    headers.contains_key("idempotent-replay")
}

async fn programmes(app: &TestApp) -> String {
    let owner = app.owner().await;
    owner.one("select count(*) from programme").await
}

#[tokio::test]
async fn the_same_key_twice_is_done_once() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let input = json!({ "input": make::programme("Peer mentoring") });
    let add = || mara.ask_under("key-1", doc::ADD_PROGRAMME, input.clone());

    let first = add().await;
    let before = app.owner().await.counts().await;
    let again = add().await;
    assert!(!replayed(&first.headers) && replayed(&again.headers));
    assert_eq!(first.ok(), again.ok(), "the first answer, word for word");
    assert_eq!(app.owner().await.counts().await, before);

    // Another key is another act; so is none.
    let other = mara
        .ask_under("key-2", doc::ADD_PROGRAMME, input.clone())
        .await;
    let without = mara.ask(doc::ADD_PROGRAMME, input.clone()).await;
    for answer in [&other, &without] {
        assert_ne!(
            answer.text("/addProgramme/programme/id"),
            first.text("/addProgramme/programme/id")
        );
    }
    assert_eq!(programmes(&app).await, "3");
    app.check_trail().await;
}

#[tokio::test]
async fn a_key_is_for_one_request_of_one_person() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let marek = app.manager("brackenfield").await;
    let input = |name: &str| json!({ "input": make::programme(name) });
    mara.ask_under("key", doc::ADD_PROGRAMME, input("Peer mentoring"))
        .await
        .ok();

    let before = app.owner().await.counts().await;
    let other = mara
        .ask_under("key", doc::ADD_PROGRAMME, input("Career mentoring"))
        .await;
    assert_eq!(other.code(), "BAD_USER_INPUT", "{:#}", other.body);
    assert_eq!(app.owner().await.counts().await, before);

    // Somebody else's key of the same name is their own, and tells nothing of the first (T2).
    let theirs = marek
        .ask_under("key", doc::ADD_PROGRAMME, input("Peer mentoring"))
        .await;
    assert!(!replayed(&theirs.headers));
    assert_eq!(
        theirs.text("/addProgramme/programme/university/id"),
        world::university_id("brackenfield")
    );

    // What was refused was not done: the key is free for the act put right.
    let mut wrong = input("Peer mentoring");
    wrong["input"]["mentors"] = json!(-1);
    let refused = marek.ask_under("mine", doc::ADD_PROGRAMME, wrong).await;
    assert_eq!(refused.fields(), ["mentors"]);
    let right = marek
        .ask_under("mine", doc::ADD_PROGRAMME, input("Career mentoring"))
        .await;
    right.ok();
    assert!(!replayed(&right.headers));

    // A key that is none is refused, not overlooked.
    for key in ["a b", &"x".repeat(201)] {
        let refused = mara
            .ask_under(key, doc::ADD_PROGRAMME, input("Reverse mentoring"))
            .await;
        assert_eq!(refused.code(), "BAD_USER_INPUT");
    }
    assert_eq!(programmes(&app).await, "3");
}

#[tokio::test]
async fn the_same_key_twice_at_once_is_done_once() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let input = json!({ "input": make::programme("Peer mentoring") });
    let add = || mara.ask_under("key", doc::ADD_PROGRAMME, input.clone());
    let answers = tokio::join!(add(), add(), add(), add());
    let answers = [answers.0, answers.1, answers.2, answers.3];
    let firsts = answers.iter().filter(|a| !replayed(&a.headers)).count();
    assert_eq!(firsts, 1, "one does it, the others wait for its answer");
    for answer in &answers {
        assert_eq!(answer.ok(), answers[0].ok());
    }
    assert_eq!(programmes(&app).await, "1");
    let told = "select count(*) from trail where act = 'programme.added'";
    assert_eq!(app.owner().await.one(told).await, "1");
}

/// Two answers of which one is right; gives the other one.
#[track_caller]
fn one_of(answers: (Answer, Answer)) -> Answer {
    let refused = |answer: &Answer| answer.body.get("errors").is_some();
    match (refused(&answers.0), refused(&answers.1)) {
        (false, true) => answers.1,
        (true, false) => answers.0,
        _ => panic!(
            "not one of them: {:#}\n{:#}",
            answers.0.body, answers.1.body
        ),
    }
}

async fn both(one: &Person, other: &Person, document: &str, inputs: [Value; 2]) -> Answer {
    let [first, second] = inputs.map(|input| json!({ "input": input }));
    one_of(tokio::join!(
        one.ask(document, first),
        other.ask(document, second)
    ))
}

#[tokio::test]
async fn two_who_rate_a_criterion_at_once() {
    let app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::Draft).await;
    let colin = app.person("colin").await;
    let named = make::name(&case.manager, "colin", &[&case.programme], &[]).await;
    named.ok();
    let rate = |statement: &str| json!({ "applicationId": case.id, "ref": "1.1", "value": "MET", "statement": statement, "version": 0 });
    let inputs = [rate("Mara's."), rate("Colin's.")];
    let other = both(&case.manager, &colin, doc::RATE, inputs).await;
    assert_eq!(other.code(), "CONFLICT");
    let current = &other.error()["extensions"]["current"];
    let stored = app
        .owner()
        .await
        .rows("select statement, version from self_rating")
        .await;
    assert_eq!(
        stored.len(),
        1,
        "one of them is stored, and the other is told which"
    );
    assert_eq!(current["statement"], json!(stored[0][0]));
    assert_eq!(current["version"], 1, "{current:#}");
    assert_eq!(stored[0][1].as_deref(), Some("1"));
    app.check_trail().await;
}

#[tokio::test]
async fn two_who_submit_at_once_place_one_order() {
    let app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::Ready).await;
    let input = json!({ "applicationId": case.id, "version": case.version().await });
    let other = app.manager("alderbrook").await;
    let refused = both(&case.manager, &other, doc::SUBMIT, [input.clone(), input]).await;
    assert_eq!(refused.code(), "CONFLICT", "{:#}", refused.body);
    assert_eq!(
        refused.error()["extensions"]["current"]["state"],
        "SUBMITTED"
    );
    let owner = app.owner().await;
    assert_eq!(owner.one("select count(*) from orders").await, "1");
    let sent = "select count(*) from trail where act = 'application.submitted'";
    assert_eq!(owner.one(sent).await, "1");
}

#[tokio::test]
async fn two_who_start_an_application_at_once() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let added = mara
        .ask(
            doc::ADD_PROGRAMME,
            json!({ "input": make::programme("Peer mentoring") }),
        )
        .await;
    let input =
        json!({ "programmeId": added.text("/addProgramme/programme/id"), "level": "BRONZE" });
    let refused = both(&mara, &mara, doc::START, [input.clone(), input]).await;
    assert_eq!(refused.rules(), ["L1"], "one application at a time");
    let owner = app.owner().await;
    assert_eq!(owner.one("select count(*) from application").await, "1");
}

#[tokio::test]
async fn two_who_assign_at_once() {
    let app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::Submitted).await;
    let otto = app.person("otto").await;
    let version = case.version().await;
    let assign = |who: &str| json!({ "applicationId": case.id, "assessorId": world::person_id(who), "version": version });
    let inputs = [assign("priya"), assign("omar")];
    let other = both(&case.operator, &otto, doc::ASSIGN, inputs).await;
    assert_eq!(other.code(), "CONFLICT", "{:#}", other.body);
    assert_eq!(case.version().await, version + 1);
    let owner = app.owner().await;
    let told = "select after ->> 'assessor' from trail where act = 'application.assigned'";
    let stands = owner.one("select assessor_id from application").await;
    assert_eq!(owner.column(told).await, [stands]);
}

#[tokio::test]
async fn two_who_take_one_payment_at_once() {
    let app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::Submitted).await;
    let otto = app.person("otto").await;
    let inputs = [case.payment("BACS 1").await, case.payment("BACS 2").await];
    let refused = both(&case.operator, &otto, doc::PAYMENT, inputs).await;
    assert_eq!(refused.code(), "REFUSED", "{:#}", refused.body);
    let told = "select count(*) from trail where act = 'payment.recorded'";
    assert_eq!(app.owner().await.one(told).await, "1");
}

#[tokio::test]
async fn two_who_decide_at_once_make_one_award() {
    let app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::Judged).await;
    let input = json!({ "applicationId": case.id, "version": case.version().await, "feedback": "Well run." });
    let priya = case.assessor();
    let refused = both(priya, priya, doc::DECIDE, [input.clone(), input]).await;
    assert!(
        matches!(refused.code(), "CONFLICT" | "REFUSED"),
        "{:#}",
        refused.body
    );
    let owner = app.owner().await;
    assert_eq!(
        owner.one("select count(*) from pending_decision").await,
        "1"
    );
    // Released by two workers at once.
    tokio::join!(app.work(), app.work());
    for table in ["award", "decision", "register_entry"] {
        let count = format!("select count(*) from {table}");
        assert_eq!(owner.one(&count).await, "1", "{table}");
    }
    app.check_trail().await;
}

#[tokio::test]
async fn an_upload_is_finished_once() {
    let app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::Draft).await;
    let bytes = upload::pdf("Training plan");
    let declared = upload::declaration(&case.id, &["1.1"], "plan.pdf", &bytes);
    let begun = upload::begin(&case.manager, &declared).await;
    let etag = begun.send_part(&case.manager, 1, &bytes).await;
    begun.complete(&case.manager, &[etag]).await;
    let refused = one_of(tokio::join!(
        begun.finish(&case.manager),
        begun.finish(&case.manager)
    ));
    assert_eq!(refused.rules(), ["E1"]);
    let owner = app.owner().await;
    let jobs = "select count(*) from job where kind = 'verify_file'";
    assert_eq!(owner.one(jobs).await, "1");
    app.work().await;
    assert_eq!(owner.one("select state from evidence_file").await, "CLEAN");
    app.check_trail().await;
}
