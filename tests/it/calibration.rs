//! The calibration set: made of decided cases without what says whose they are, marked by new assessors before their first (J6, T3).

use serde_json::{Value, json};
use tests::make::{self, Case, Stage, documents as doc};
use tests::{Answer, Person, TestApp, world};

const SET: &str = "calibrateNew passPercent cases { id name level { code } retiredAt criteria { ref pillar title text known own } } \
    own { required marked of finishedAt result { of agreed alpha passed sentence } } \
    assessors { person { name } required marked of finishedAt result { passed sentence } }";

async fn asked(who: &Person) -> Answer {
    who.ask(&format!("{{ calibration {{ {SET} }} }}"), json!({}))
        .await
}

async fn set(who: &Person) -> Value {
    asked(who).await.at("/calibration").clone()
}

async fn draft(who: &Person, case: &Case) -> Answer {
    let document = "query($id: ID!) { goldDraft(applicationId: $id) { reference criteria { ref title mark agreed text } } }";
    who.ask(document, json!({ "id": case.id })).await
}

async fn make(who: &Person, case: &Case, name: &str, criteria: &[(&str, &str)]) -> Answer {
    let criteria: Vec<Value> = criteria
        .iter()
        .map(|(reference, text)| json!({ "ref": reference, "text": text }))
        .collect();
    let input = json!({ "applicationId": case.id, "name": name, "criteria": criteria });
    let document = format!(
        "mutation($input: MakeGoldCaseInput!) {{ makeGoldCase(input: $input) {{ calibration {{ {SET} }} }} }}"
    );
    who.ask(&document, json!({ "input": input })).await
}

async fn mark(who: &Person, gold: &str, reference: &str, value: &str) -> Answer {
    let input = json!({ "goldCaseId": gold, "ref": reference, "value": value });
    let document = format!(
        "mutation($input: MarkGoldCaseInput!) {{ markGoldCase(input: $input) {{ calibration {{ {SET} }} }} }}"
    );
    who.ask(&document, json!({ "input": input })).await
}

async fn finish(who: &Person) -> Answer {
    let document = format!("mutation {{ finishCalibration {{ calibration {{ {SET} }} }} }}");
    who.ask(&document, json!({})).await
}

async fn retire(who: &Person, gold: &str) -> Answer {
    let document = format!(
        "mutation($input: RetireGoldCaseInput!) {{ retireGoldCase(input: $input) {{ calibration {{ {SET} }} }} }}"
    );
    who.ask(&document, json!({ "input": { "goldCaseId": gold } }))
        .await
}

async fn next_case(who: &Person) -> String {
    let document = "mutation { takeNextCase { application { id } none { rule } } }";
    who.ask(document, json!({}))
        .await
        .text("/takeNextCase/none/rule")
}

const TEXTS: [(&str, &str); 3] = [
    (
        "1.1",
        "The aims are written down and looked at every year. Evidence: a plan.",
    ),
    ("1.2", "A committee reads a report. Evidence: none."),
    (
        "2.1",
        "Mentors are invited by letter. Evidence: the letter.",
    ),
];

/// A set of one case with three criteria, all met; its id.
async fn one_case(app: &TestApp) -> (Case, String) {
    let case = make::application(app, "alderbrook", Stage::Decided).await;
    let olive = app.operator().await;
    let made = make(&olive, &case, "A peer programme", &TEXTS).await;
    made.ok();
    (case, made.text("/makeGoldCase/calibration/cases/0/id"))
}

#[tokio::test]
async fn a_gold_case_is_made_of_a_decided_one_and_says_nothing_of_whose_it_is() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    let open = make::application(&app, "alderbrook", Stage::Judged).await;
    assert_eq!(
        draft(&olive, &open).await.rules(),
        ["J6"],
        "not decided yet"
    );
    assert_eq!(make(&olive, &open, "Early", &TEXTS).await.rules(), ["J6"]);
    let case = make::application(&app, "alderbrook", Stage::Decided).await;
    let found = draft(&olive, &case).await;
    let criteria = found.at("/goldDraft/criteria").as_array().unwrap();
    assert_eq!(criteria.len(), make::BRONZE.len());
    assert_eq!(criteria[0]["mark"], "MET");
    assert_eq!(criteria[0]["agreed"], true);
    for criterion in criteria {
        let text = criterion["text"].as_str().unwrap();
        assert!(!text.to_lowercase().contains("alderbrook"), "{text}");
        assert!(
            !text.contains("Sam Shaw") && !text.contains("Peer mentoring"),
            "{text}"
        );
    }

    let told = make(
        &olive,
        &case,
        "A peer programme",
        &[("1.1", "Alderbrook’s aims."), ("1.2", "As sam shaw says.")],
    )
    .await;
    assert_eq!(told.rules(), ["T3"]);
    let about: Vec<&Value> = told.error()["extensions"]["reasons"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| &r["field"])
        .collect();
    assert_eq!(about, ["1.1", "1.2"]);
    let named = make(&olive, &case, "The one of Alderbrook", &TEXTS).await;
    assert_eq!(named.rules(), ["T3"], "its name is read by those who mark");
    assert_eq!(
        make(&olive, &case, "Nothing in it", &[]).await.rules(),
        ["J6"]
    );
    let twice = [("1.1", "Aims."), ("1.1", "Aims.")];
    assert_eq!(make(&olive, &case, "Twice", &twice).await.rules(), ["J6"]);
    assert_eq!(
        make(&olive, &case, "Other level", &[("2.4", "Silver.")])
            .await
            .rules(),
        ["J6"]
    );
    let blank = make(&olive, &case, " ", &[("1.1", " ")]).await;
    assert_eq!(blank.fields(), ["name", "criteria.0.text"]);

    let made = make(&olive, &case, "A peer programme", &TEXTS).await;
    let cases = made.at("/makeGoldCase/calibration/cases");
    assert_eq!(cases[0]["criteria"].as_array().unwrap().len(), 3);
    assert_eq!(cases[0]["criteria"][0]["known"], "MET");
    assert!(
        !cases.to_string().contains("UMS-"),
        "not the application's reference either"
    );
    let omar = app.assessor("omar").await;
    let theirs = set(&omar).await;
    assert!(
        theirs["cases"][0]["criteria"][0]["known"].is_null(),
        "blind until all is marked"
    );
    assert_eq!(
        theirs["assessors"],
        json!([]),
        "how others stand is the operators' to see"
    );
    let member = app.person("mara").await;
    assert_eq!(asked(&member).await.code(), "FORBIDDEN");
    let told = case
        .manager
        .ask(doc::TIMELINE, json!({ "id": case.id }))
        .await;
    assert!(!told.body.to_string().contains("calibration"));
}

#[tokio::test]
async fn a_first_case_waits_for_the_set() {
    let app = TestApp::start().await;
    let (_, gold) = one_case(&app).await;
    let waiting = make::application(&app, "brackenfield", Stage::Submitted).await;
    waiting.pay().await;
    app.work().await;
    let (olive, omar) = (app.operator().await, app.assessor("omar").await);
    assert_eq!(set(&omar).await["own"]["required"], true);
    assert_eq!(
        set(&app.assessor("priya").await).await["own"]["required"],
        false,
        "she had a case"
    );
    let input = json!({ "applicationId": waiting.id, "assessorId": world::person_id("omar"), "version": waiting.version().await });
    let assign = async || olive.ask(doc::ASSIGN, json!({ "input": input })).await;
    let refused = assign().await;
    assert_eq!(refused.rules(), ["J6"]);
    assert!(
        refused.error()["message"]
            .as_str()
            .unwrap()
            .contains("calibration set")
    );
    assert_eq!(next_case(&omar).await, "J6", "nor taken");

    assert_eq!(finish(&omar).await.rules(), ["J6"], "nothing is marked");
    mark(&omar, &gold, "1.1", "NOT_MET").await.ok();
    mark(&omar, &gold, "1.1", "MET").await.ok();
    mark(&omar, &gold, "1.2", "MET").await.ok();
    let left = finish(&omar).await;
    assert_eq!(
        left.error()["message"],
        "J6: Mark 2.1 of “A peer programme”, too."
    );
    let halfway = set(&olive).await;
    let stands = halfway["assessors"]
        .as_array()
        .unwrap()
        .iter()
        .find(|a| a["person"]["name"] == "Omar Example")
        .unwrap();
    assert_eq!(
        (&stands["marked"], &stands["of"], &stands["required"]),
        (&json!(2), &json!(3), &json!(true))
    );
    assert!(stands["result"].is_null());
    assert_eq!(assign().await.rules(), ["J6"], "not finished yet");
    let shown = mark(&omar, &gold, "2.1", "NOT_MET").await;
    assert!(
        shown
            .at("/markGoldCase/calibration/cases/0/criteria/0/known")
            .is_null()
    );
    let done = finish(&omar).await;
    let own = done.at("/finishCalibration/calibration/own").clone();
    assert_eq!(
        own["result"]["sentence"],
        "Omar Example has not passed: 2 of 3 criteria marked as known."
    );
    assert_eq!(own["result"]["passed"], false);
    assert_eq!(
        done.text("/finishCalibration/calibration/cases/0/criteria/2/known"),
        "MET"
    );
    assert_eq!(
        done.text("/finishCalibration/calibration/cases/0/criteria/2/own"),
        "NOT_MET"
    );
    assert_eq!(
        mark(&omar, &gold, "2.1", "MET").await.rules(),
        ["J6"],
        "they have seen what is known"
    );
    assert_eq!(finish(&omar).await.rules(), ["J6"]);
    let after = set(&olive).await;
    let stands = after["assessors"]
        .as_array()
        .unwrap()
        .iter()
        .find(|a| a["person"]["name"] == "Omar Example")
        .unwrap();
    assert_eq!(stands["required"], false);
    assert_eq!(stands["result"]["passed"], false);
    assign().await.ok();
    app.work().await;
}

#[tokio::test]
async fn the_set_is_asked_for_where_it_is_set_and_there_is_one() {
    let app = TestApp::start().await;
    let (_, gold) = one_case(&app).await;
    let (olive, omar) = (app.operator().await, app.assessor("omar").await);
    let settings = olive
        .ask(
            "{ settings { version calibrateNew calibrationPassPercent } }",
            json!({}),
        )
        .await;
    assert_eq!(settings.at("/settings/calibrateNew"), &json!(true));
    assert_eq!(settings.number("/settings/calibrationPassPercent"), 80);
    let change = async |calibrate: bool, pass: i64, version: i64| {
        let input = json!({
            "secondMarkPercent": 0, "secondMarkNewBelow": 0, "recallMinutes": 0, "sameAssessorAtMost": 0,
            "calibrateNew": calibrate, "calibrationPassPercent": pass, "version": version,
        });
        let document = "mutation($input: ChangeSettingsInput!) { changeSettings(input: $input) { settings { version calibrateNew } } }";
        olive.ask(document, json!({ "input": input })).await
    };
    assert_eq!(
        change(true, 101, 1).await.fields(),
        ["calibrationPassPercent"]
    );
    let changed = change(false, 60, settings.number("/settings/version")).await;
    assert_eq!(set(&omar).await["own"]["required"], false, "off");
    change(true, 60, changed.number("/changeSettings/settings/version"))
        .await
        .ok();
    assert_eq!(set(&omar).await["own"]["required"], true);
    for (reference, value) in [("1.1", "MET"), ("1.2", "MET"), ("2.1", "PARTLY_MET")] {
        mark(&omar, &gold, reference, value).await.ok();
    }
    let done = finish(&omar).await;
    assert_eq!(
        done.at("/finishCalibration/calibration/own/result/passed"),
        &json!(true),
        "two of three are enough for 60"
    );

    retire(&olive, &gold).await.ok();
    assert_eq!(retire(&olive, &gold).await.code(), "NOT_FOUND", "once");
    let tilda = app.assessor("tilda").await;
    let theirs = set(&tilda).await;
    assert_eq!(theirs["cases"], json!([]));
    assert_eq!(theirs["own"]["required"], false, "no set, nothing to mark");
    assert_eq!(finish(&tilda).await.rules(), ["J6"]);
    assert_eq!(mark(&tilda, &gold, "1.1", "MET").await.code(), "NOT_FOUND");
    let kept = set(&omar).await;
    assert_eq!(
        kept["own"]["result"]["agreed"], 2,
        "who has finished keeps what they see"
    );
    assert_eq!(kept["cases"][0]["criteria"][0]["known"], "MET");
}

#[tokio::test]
async fn a_mark_that_two_differ_on_is_not_known() {
    let app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::Decided).await;
    let owner = app.owner().await;
    let marked = format!(
        "alter table second_judgement disable trigger user;
         insert into second_marking (university_id, application_id, id, why, opened_at, submitted_at, differs) select university_id, id, gen_random_uuid(), 'DRAWN', now(), now(), false from application;
         insert into second_judgement select university_id, application_id, unnest(array['1.1', '1.2']), unnest(array['NOT_MET', 'MET']), '', 1, now(), '{}' from second_marking;
         alter table second_judgement enable trigger user",
        world::person("omar")
    );
    owner.run(&marked).await;
    let olive = app.operator().await;
    let found = draft(&olive, &case).await;
    assert_eq!(found.at("/goldDraft/criteria/0/agreed"), &json!(false));
    assert_eq!(found.at("/goldDraft/criteria/1/agreed"), &json!(true));
    let refused = make(&olive, &case, "A peer programme", &TEXTS).await;
    assert_eq!(refused.reasons().len(), 1, "{:?}", refused.reasons());
    assert!(
        refused.reasons()[0]
            .1
            .starts_with("Two assessors marked 1.1 differently")
    );
    make(&olive, &case, "A peer programme", &TEXTS[1..])
        .await
        .ok();
}

#[tokio::test]
async fn what_is_known_stays() {
    let app = TestApp::start().await;
    let (_, gold) = one_case(&app).await;
    let omar = app.assessor("omar").await;
    for (reference, _) in TEXTS {
        mark(&omar, &gold, reference, "MET").await.ok();
    }
    finish(&omar).await.ok();
    let owner = app.owner().await;
    for sql in [
        "update gold_mark set value = 'NOT_MET'",
        "delete from gold_mark",
        "update gold_criterion set text = 'x'",
        "update calibration_mark set value = 'NOT_MET'",
        "delete from calibration_mark",
        "update calibration set pass_percent = 0",
        "delete from calibration",
        "truncate calibration_mark",
    ] {
        let said = owner.attempt(sql).await.unwrap_err();
        assert!(said.contains("(J6)"), "{sql}: {said}");
    }
}

#[tokio::test]
async fn a_case_goes_back_to_whoever_had_it_before_there_was_a_set() {
    let app = TestApp::start().await;
    let mut theirs = make::application(&app, "brackenfield", Stage::Submitted).await;
    theirs.start("omar").await;
    app.work().await;
    one_case(&app).await;
    let olive = app.operator().await;
    let moves = json!([{ "caseId": theirs.id, "assessorId": world::person_id("priya") }]);
    let document = "mutation($m: [MoveInput!]!) { moveCases(input: { moves: $m }) { run { id } } }";
    let moved = olive.ask(document, json!({ "m": moves })).await;
    // His only case is gone: he would be new to a first one.
    let omar = app.assessor("omar").await;
    assert_eq!(set(&omar).await["own"]["required"], true);
    let document = "mutation($id: ID!) { undoAssignmentPlan(input: { runId: $id }) { putBack { reference } } }";
    let run = json!({ "id": moved.text("/moveCases/run/id") });
    let undone = olive.ask(document, run).await;
    assert!(undone.at("/undoAssignmentPlan/putBack/0").is_object());
    app.work().await;
}
