//! A decision goes out after it can be taken back, and what is sampled is marked twice, blind (J6).

mod blind;
mod held;
mod measured;

use serde_json::{Value, json};
use tests::make::{self, Case, Stage, documents as doc};
use tests::{Answer, Person, TestApp, world};

const HEAD: &str = "application { id state version pendingDecision { releaseAt feedback } secondMarking { submittedAt differs } }";

fn mutation(name: &str, input: &str) -> String {
    format!("mutation($input: {input}!) {{ {name}(input: $input) {{ {HEAD} }} }}")
}

async fn recall(who: &Person, case: &Case) -> Answer {
    let document = mutation("recallDecision", "RecallDecisionInput");
    who.ask(&document, json!({ "input": { "applicationId": case.id } }))
        .await
}

pub(crate) async fn make_decision(case: &Case) -> Answer {
    let input = json!({ "applicationId": case.id, "version": case.version().await, "feedback": "Well run." });
    case.assessor()
        .ask(doc::DECIDE, json!({ "input": input }))
        .await
}

async fn assign_second(who: &Person, case: &Case, assessor: &str) -> Answer {
    let input = json!({
        "applicationId": case.id, "assessorId": world::person_id(assessor), "version": case.version().await,
    });
    let document = "mutation($input: AssignSecondAssessorInput!) { assignSecondAssessor(input: $input) { application { id version } } }";
    who.ask(document, json!({ "input": input })).await
}

pub(crate) async fn submit_second(who: &Person, case: &Case) -> Answer {
    let document = mutation("submitSecondMarking", "SubmitSecondMarkingInput");
    who.ask(&document, json!({ "input": { "applicationId": case.id } }))
        .await
}

async fn settle(who: &Person, case: &Case, levels: Value, reason: &str) -> Answer {
    let document = mutation("settleDifference", "SettleDifferenceInput");
    let input = json!({ "applicationId": case.id, "levels": levels, "reason": reason });
    who.ask(&document, json!({ "input": input })).await
}

async fn send_back(who: &Person, case: &Case, reason: &str) -> Answer {
    let document = mutation("sendBack", "SendBackInput");
    let input = json!({ "applicationId": case.id, "reason": reason });
    who.ask(&document, json!({ "input": input })).await
}

pub(crate) async fn judge(
    who: &Person,
    case: &Case,
    reference: &str,
    value: &str,
    version: i64,
) -> Answer {
    let input = json!({
        "applicationId": case.id, "ref": reference, "value": value, "note": format!("By {}.", who.name()), "version": version,
    });
    who.ask(doc::JUDGE, json!({ "input": input })).await
}

async fn confirm(who: &Person, case: &Case, pillar: usize, level: Option<&str>) -> Answer {
    let input = json!({ "applicationId": case.id, "pillar": pillar, "level": level, "version": 0 });
    who.ask(doc::CONFIRM, json!({ "input": input })).await
}

/// Marks everything met but what is told, and confirms every pillar's best fit.
pub(crate) async fn mark(who: &Person, case: &Case, not_met: &[&str], below: &[usize]) {
    for reference in case.references.iter().flatten() {
        let value = if not_met.contains(&reference.as_str()) {
            "NOT_MET"
        } else {
            "MET"
        };
        judge(who, case, reference, value, 0).await.ok();
    }
    for pillar in 1..=case.references.len() {
        let level = (!below.contains(&pillar)).then_some(case.level.as_str());
        confirm(who, case, pillar, level).await.ok();
    }
}

/// How the application stands to somebody.
async fn seen(who: &Person, case: &Case) -> Value {
    let document = format!(
        "query($id: ID!) {{ application(id: $id) {{ {} myRole pendingDecision {{ feedback }} \
         secondMarking {{ why assessor submittedAt differs settledReason \
         comparison {{ sentences pillars {{ pillar {{ number }} first {{ code }} second {{ code }} }} criteria {{ ref first {{ value note }} second {{ value note }} }} }} }} \
         bestFitLevel {{ code }} criteria {{ judgement {{ value note }} }} pillars {{ outcome {{ level {{ code }} }} }} \
         decision {{ level {{ code }} pillars {{ outcome {{ code }} reason }} }} award {{ number }} }} }}",
        "state version waitingOn"
    );
    let answer = who.ask(&document, json!({ "id": case.id })).await;
    answer.at("/application").clone()
}

/// How many of every hundred cases are second-marked, and for how many minutes a decision can be taken back.
pub(crate) async fn set(app: &TestApp, percent: i64, minutes: i64) {
    let olive = app.operator().await;
    let now = olive.ask("{ settings { version } }", json!({})).await;
    let input = json!({
        "secondMarkPercent": percent, "secondMarkNewBelow": 0, "recallMinutes": minutes, "sameAssessorAtMost": 0,
        "version": now.number("/settings/version"),
    });
    olive
        .ask(
            "mutation($input: ChangeSettingsInput!) { changeSettings(input: $input) { settings { version } } }",
            json!({ "input": input }),
        )
        .await
        .ok();
}

/// A case whose first assessor decided, sampled, with somebody asked to mark it second.
pub(crate) async fn sampled(app: &TestApp, second: &str) -> Case {
    set(app, 100, 0).await;
    let case = make::application(app, "alderbrook", Stage::Judged).await;
    make_decision(&case).await.ok();
    app.work().await;
    assign_second(&app.operator().await, &case, second)
        .await
        .ok();
    app.work().await;
    case
}

#[tokio::test]
async fn a_decision_can_be_taken_back_until_it_goes_out() {
    let app = TestApp::start().await;
    set(&app, 0, 5).await;
    let case = make::application(&app, "alderbrook", Stage::Judged).await;
    let (priya, mara) = (case.assessor(), &case.manager);
    make_decision(&case).await.ok();
    app.work().await;
    let pending = seen(priya, &case).await;
    assert_eq!(pending["state"], "IN_ASSESSMENT");
    assert_eq!(pending["pendingDecision"]["feedback"], "Well run.");
    let theirs = seen(mara, &case).await;
    assert_eq!(theirs["state"], "IN_ASSESSMENT");
    assert!(theirs["pendingDecision"].is_null() && theirs["decision"].is_null());
    let told = mara.ask(doc::TIMELINE, json!({ "id": case.id })).await;
    assert!(
        !told.body.to_string().contains("decision."),
        "{}",
        told.body
    );
    let frozen = judge(priya, &case, "2.1", "NOT_MET", 1).await;
    assert_eq!(frozen.rules(), ["L1"]);
    assert_eq!(
        make_decision(&case).await.rules(),
        ["L1"],
        "it is made once"
    );

    recall(priya, &case).await.ok();
    assert!(seen(priya, &case).await["pendingDecision"].is_null());
    judge(priya, &case, "2.1", "MET", 1).await.ok();
    assert_eq!(
        recall(priya, &case).await.rules(),
        ["J6"],
        "nothing is left to take back"
    );
    make_decision(&case).await.ok();
    app.on("2026-11-24").await;
    app.work().await;
    let priya = &app.assessor("priya").await;
    assert_eq!(seen(priya, &case).await["state"], "DECIDED");
    assert_eq!(recall(priya, &case).await.rules(), ["J6"], "it went out");
    app.work().await;
    let decided = app
        .owner()
        .await
        .one("select count(*)::text from decision")
        .await;
    assert_eq!(decided, "1", "released once, however often it is tried");
}

#[tokio::test]
async fn two_who_agree_make_one_decision() {
    let app = TestApp::start().await;
    set(&app, 100, 0).await;
    let case = make::application(&app, "alderbrook", Stage::Judged).await;
    make_decision(&case).await.ok();
    app.work().await;
    let (olive, omar) = (app.operator().await, app.assessor("omar").await);
    let held = seen(&olive, &case).await;
    assert_eq!(held["state"], "MODERATION");
    assert_eq!(held["secondMarking"]["why"], "DRAWN");
    assert_eq!(assign_second(&olive, &case, "priya").await.rules(), ["W2"]);
    assert_eq!(assign_second(&olive, &case, "tilda").await.rules(), ["W1"]);
    let stranger = omar.ask(doc::APPLICATION, json!({ "id": case.id })).await;
    assert_eq!(stranger.code(), "NOT_FOUND", "not theirs yet (T3)");
    assign_second(&olive, &case, "omar").await.ok();
    app.work().await;
    assert!(
        app.letters()
            .await
            .iter()
            .any(|letter| letter.to == "omar@assess.test")
    );

    let fresh = seen(&omar, &case).await;
    assert_eq!(fresh["myRole"], "SECOND_ASSESSOR");
    assert!(
        fresh["criteria"]
            .as_array()
            .unwrap()
            .iter()
            .all(|c| c["judgement"].is_null())
    );
    assert!(fresh["pendingDecision"].is_null());
    let early = submit_second(&omar, &case).await;
    assert!(early.rules().iter().all(|rule| rule == "J3"));
    assert!(!early.rules().is_empty());
    let refused = make_decision(&case).await;
    assert_eq!(refused.rules(), ["L1"], "in moderation");
    mark(&omar, &case, &[], &[]).await;
    submit_second(&omar, &case).await.ok();
    assert_eq!(
        judge(&omar, &case, "2.1", "NOT_MET", 1).await.rules(),
        ["J6"]
    );
    app.work().await;
    let priya = case.assessor();
    let decided = seen(priya, &case).await;
    assert_eq!(decided["state"], "DECIDED");
    assert_eq!(decided["secondMarking"]["differs"], false);
    let theirs = seen(&case.manager, &case).await;
    assert_eq!(theirs["decision"]["level"]["code"], "BRONZE");
    assert_eq!(
        theirs["criteria"][0]["judgement"]["note"], "Seen.",
        "the first's marks, one decision"
    );
    assert!(theirs["secondMarking"].is_null());
    let told = case
        .manager
        .ask(doc::TIMELINE, json!({ "id": case.id }))
        .await;
    assert!(
        !told.body.to_string().contains("second_marking"),
        "{}",
        told.body
    );
}

#[tokio::test]
async fn a_lead_settles_what_two_differ_on() {
    let app = TestApp::start().await;
    let case = sampled(&app, "omar").await;
    let (omar, lena) = (app.assessor("omar").await, app.assessor("lena").await);
    let below: Vec<&str> = case.references[1].iter().map(String::as_str).collect();
    mark(&omar, &case, &below, &[2]).await;
    let early = settle(&lena, &case, json!([]), "Soon.").await;
    assert_eq!(early.rules(), ["J6"], "the second marks are not in");
    submit_second(&omar, &case).await.ok();
    app.work().await;
    assert!(
        app.letters()
            .await
            .iter()
            .any(|letter| letter.to == "lena@assess.test")
    );
    let priya = case.assessor();
    let open = seen(&lena, &case).await;
    assert_eq!(
        (&open["state"], &open["myRole"]),
        (&json!("MODERATION"), &json!("MODERATOR"))
    );
    let differences = &open["secondMarking"]["comparison"];
    assert_eq!(differences["pillars"].as_array().unwrap().len(), 1);
    assert_eq!(differences["pillars"][0]["pillar"]["number"], 2);
    assert_eq!(differences["pillars"][0]["first"]["code"], "BRONZE");
    assert!(differences["pillars"][0]["second"].is_null());
    assert_eq!(
        differences["criteria"].as_array().unwrap().len(),
        below.len()
    );
    assert_eq!(differences["criteria"][0]["second"]["note"], "By omar.");
    assert_eq!(
        settle(priya, &case, json!([]), "Mine.").await.code(),
        "FORBIDDEN"
    );
    let level = |code: Value| json!([{ "pillar": 2, "level": code }]);
    assert_eq!(
        settle(&lena, &case, json!([]), "Because.").await.rules(),
        ["J6"]
    );
    let other = json!([{ "pillar": 2, "level": "BRONZE" }, { "pillar": 3, "level": "BRONZE" }]);
    assert_eq!(
        settle(&lena, &case, other, "Because.").await.rules(),
        ["J6"]
    );
    let unasked = settle(&lena, &case, level(Value::Null), "The note is thin.").await;
    assert_eq!(unasked.rules(), ["J5"], "nobody asked for evidence on it");
    assert_eq!(
        settle(&lena, &case, level(json!("BRONZE")), " ")
            .await
            .fields(),
        ["reason"]
    );
    settle(
        &lena,
        &case,
        level(json!("BRONZE")),
        "The handbook shows it.",
    )
    .await
    .ok();
    app.work().await;
    let decided = seen(&case.manager, &case).await;
    assert_eq!(decided["state"], "DECIDED");
    assert_eq!(decided["decision"]["level"]["code"], "BRONZE");
    let seen_by_first = seen(priya, &case).await;
    assert_eq!(
        seen_by_first["secondMarking"]["settledReason"],
        "The handbook shows it."
    );
    assert_eq!(
        settle(&lena, &case, level(json!("BRONZE")), "Again.")
            .await
            .code(),
        "NOT_FOUND"
    );
}

#[tokio::test]
async fn a_case_sent_back_is_compared_again() {
    let app = TestApp::start().await;
    let case = sampled(&app, "omar").await;
    let (omar, lena) = (app.assessor("omar").await, app.assessor("lena").await);
    let below: Vec<&str> = case.references[1].iter().map(String::as_str).collect();
    mark(&omar, &case, &below, &[2]).await;
    submit_second(&omar, &case).await.ok();
    app.work().await;
    assert_eq!(send_back(&lena, &case, " ").await.rules(), ["J6"]);
    send_back(&lena, &case, "Ask for the handbook on pillar 2.")
        .await
        .ok();
    app.work().await;
    let priya = case.assessor();
    assert_eq!(seen(priya, &case).await["state"], "IN_ASSESSMENT");
    let request = case.request("2.1", "2026-12-07").await;
    app.on("2026-12-08").await;
    app.work().await;
    let (priya, omar) = (app.assessor("priya").await, app.assessor("omar").await);
    let lapsed = app
        .owner()
        .await
        .one("select state from evidence_request")
        .await;
    assert_eq!(lapsed, "LAPSED", "{request}");
    for reference in &below {
        judge(&priya, &case, reference, "NOT_MET", 1).await.ok();
    }
    confirm(&priya, &case, 2, None).await.ok();
    assert_eq!(
        judge(&omar, &case, "1.1", "NOT_MET", 1).await.rules(),
        ["J6"]
    );
    let input = json!({ "applicationId": case.id, "version": seen(&priya, &case).await["version"], "feedback": "Well run but for one." });
    priya.ask(doc::DECIDE, json!({ "input": input })).await.ok();
    app.work().await;
    let decided = seen(&priya, &case).await;
    assert_eq!(
        decided["state"], "DECIDED",
        "both put pillar 2 below the lowest level now"
    );
    assert_eq!(
        decided["decision"]["level"]["code"], "BRONZE",
        "six of seven (J2)"
    );
}
