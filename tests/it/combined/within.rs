//! What differs between the programmes of one application (P4): exceptions, evidence and the sample.

use serde_json::{Value, json};
use tests::make::{Case, documents as doc};
use tests::{Answer, Person, TestApp};

use super::{combined, framework, programme, run_to, sample, sent, start};

const SAMPLE: &str = "query($id: ID!) { application(id: $id) { undecided { rule message } sample { programme why finding note } } }";

/// A draft over Careers and Peers.
async fn draft(app: &TestApp) -> (Case, String, String) {
    let mara = app.manager("alderbrook").await;
    let peers = programme(&mara, "Peers").await;
    let careers = programme(&mara, "Careers").await;
    framework(&mara, "Together", &[&peers, &careers]).await;
    let started = start(&mara, combined(&[&peers, &careers]), "BRONZE").await;
    let id = started.text("/startCombinedApplication/application/id");
    let case = Case::of(app, mara, id, &peers, "BRONZE").await;
    (case, peers, careers)
}

async fn except(case: &Case, by: &Person, programme: &str, version: i64) -> Answer {
    except_from(case, by, "1.1", programme, version).await
}

async fn except_from(
    case: &Case,
    by: &Person,
    reference: &str,
    programme: &str,
    version: i64,
) -> Answer {
    let input = json!({
        "applicationId": case.id, "ref": reference, "programmeId": programme, "value": "NOT_MET",
        "statement": "Its aims are not written down yet.", "version": version,
    });
    by.ask(doc::EXCEPT, json!({ "input": input })).await
}

async fn link(case: &Case, title: &str, programmes: Value) -> Answer {
    let input = json!({
        "applicationId": case.id, "url": "https://alderbrook.test/aims", "title": title, "criteria": ["1.1"],
        "programmeIds": programmes,
    });
    case.manager
        .ask(doc::ADD_LINK, json!({ "input": input }))
        .await
}

#[tokio::test]
async fn p4_one_programme_may_meet_a_criterion_otherwise_and_the_whole_meets_it_as_the_lowest() {
    let app = TestApp::start().await;
    let (mut case, _, careers) = draft(&app).await;
    case.fill().await;
    let mara = case.manager.clone();
    // By one criterion the pillar still reaches its level (J2); by all of them it does not.
    let excepted = except(&case, &mara, &careers, 0).await;
    let exception = json!({
        "programmeId": careers, "programme": "Careers", "value": "NOT_MET",
        "statement": "Its aims are not written down yet.", "version": 1,
    });
    let at = "/rateException/criterion/exceptions";
    assert_eq!(excepted.at(at), &json!([exception]));
    let pillar = "/rateException/application/pillars/0/selfLevel";
    assert_eq!(excepted.text(&format!("{pillar}/code")), "BRONZE");
    assert_eq!(
        excepted.text("/rateException/criterion/rating/value"),
        "MET"
    );
    let mut below = excepted;
    for reference in case.references[0].iter().skip(1) {
        below = except_from(&case, &mara, reference, &careers, 0).await;
    }
    assert_eq!(below.at(pillar), &Value::Null);

    // Whoever did not see it changes nothing, nor does who says nothing.
    let stale = except(&case, &mara, &careers, 0).await;
    assert_eq!(stale.code(), "CONFLICT");
    assert_eq!(stale.error()["extensions"]["current"]["version"], json!(1));
    let input = json!({
        "applicationId": case.id, "ref": "1.1", "programmeId": careers, "value": "MET", "statement": " ", "version": 1,
    });
    let silent = mara.ask(doc::EXCEPT, json!({ "input": input })).await;
    assert_eq!(silent.fields(), ["statement"]);
    let elsewhere = programme(&mara, "Elsewhere").await;
    assert_eq!(
        except(&case, &mara, &elsewhere, 0).await.code(),
        "NOT_FOUND"
    );
    let marek = app.manager("brackenfield").await;
    assert_eq!(except(&case, &marek, &careers, 1).await.code(), "NOT_FOUND");

    let remove = |version: i64| json!({ "input": { "applicationId": case.id, "ref": "1.1", "programmeId": careers, "version": version } });
    let stale = mara.ask(doc::REMOVE_EXCEPTION, remove(7)).await;
    assert_eq!(stale.code(), "CONFLICT");
    let removed = mara.ask(doc::REMOVE_EXCEPTION, remove(1)).await;
    assert_eq!(
        removed.at("/removeException/criterion/exceptions"),
        &json!([])
    );
    let again = mara.ask(doc::REMOVE_EXCEPTION, remove(1)).await;
    assert_eq!(again.code(), "NOT_FOUND");

    // What was submitted stays, and the assessor reads it.
    except(&case, &mara, &careers, 0).await.ok();
    case.submit().await;
    assert_eq!(except(&case, &mara, &careers, 1).await.rules(), ["E4"]);
    case.start("priya").await;
    let read = "query($id: ID!) { application(id: $id) { selfLevel { code } criteria { criterion { ref } exceptions { programme value } } } }";
    let read = case.assessor().ask(read, json!({ "id": case.id })).await;
    let shown = json!([{ "programme": "Careers", "value": "NOT_MET" }]);
    assert_eq!(read.at("/application/criteria/0/exceptions"), &shown);
    app.work().await;
    app.check_trail().await;
}

#[tokio::test]
async fn p4_an_exception_is_of_an_application_over_several_and_leaves_with_its_programme() {
    let app = TestApp::start().await;
    let (case, peers, careers) = draft(&app).await;
    let mara = case.manager.clone();
    let third = programme(&mara, "Third").await;
    let single = Case::begin(&app, mara.clone(), &third, "BRONZE").await;
    assert_eq!(except(&single, &mara, &third, 0).await.rules(), ["P4"]);

    except(&case, &mara, &careers, 0).await.ok();
    let fourth = programme(&mara, "Fourth").await;
    let whole = mara
        .ask("{ frameworks(first: 1) { nodes { id } } }", json!({}))
        .await;
    run_to(
        &mara,
        &[&fourth],
        Some(&whole.text("/frameworks/nodes/0/id")),
    )
    .await
    .ok();
    let change = |version: i64, programmes: Value| json!({ "input": { "applicationId": case.id, "version": version, "programmeIds": programmes } });
    let changed = change(case.version().await, json!([peers, fourth]));
    mara.ask(doc::CHANGE_COMBINED, changed).await.ok();
    let back = change(case.version().await, json!([peers, careers]));
    mara.ask(doc::CHANGE_COMBINED, back).await.ok();
    let read = "query($id: ID!) { application(id: $id) { criteria { exceptions { programme } } } }";
    let read = mara.ask(read, json!({ "id": case.id })).await;
    assert_eq!(read.at("/application/criteria/0/exceptions"), &json!([]));
    app.check_trail().await;
}

#[tokio::test]
async fn p4_evidence_speaks_of_all_the_programmes_or_of_some() {
    let app = TestApp::start().await;
    let (case, peers, careers) = draft(&app).await;
    let mara = case.manager.clone();
    let all = link(&case, "Of all", Value::Null).await;
    assert_eq!(all.at("/addLink/evidence/programmes"), &json!([]));
    let some = link(&case, "Of one", json!([careers])).await;
    assert_eq!(some.at("/addLink/evidence/programmes"), &json!([careers]));
    let elsewhere = programme(&mara, "Elsewhere").await;
    let refused = link(&case, "Of another", json!([elsewhere])).await;
    assert_eq!(refused.code(), "NOT_FOUND");

    let item = some.text("/addLink/evidence/id");
    let tie = |part: Value| {
        let mut input = json!({ "evidenceId": item, "criteria": ["1.2"] });
        if !part.is_null() {
            input["programmeIds"] = part;
        }
        json!({ "input": input })
    };
    let at = "/tieEvidence/evidence/programmes";
    let kept = mara.ask(doc::TIE, tie(Value::Null)).await;
    assert_eq!(kept.at(at), &json!([careers]), "left out, it stays");
    let both = mara.ask(doc::TIE, tie(json!([peers, careers]))).await;
    assert_eq!(both.at(at).as_array().map(Vec::len), Some(2));
    let every = mara.ask(doc::TIE, tie(json!([]))).await;
    assert_eq!(every.at(at), &json!([]));

    // Nothing comes to speak of programmes that nobody said it speaks of.
    mara.ask(doc::TIE, tie(json!([careers]))).await.ok();
    let whole = mara
        .ask("{ frameworks(first: 1) { nodes { id } } }", json!({}))
        .await;
    let framework = whole.text("/frameworks/nodes/0/id");
    run_to(&mara, &[&elsewhere], Some(&framework)).await.ok();
    let change = json!({ "applicationId": case.id, "version": case.version().await, "programmeIds": [peers, elsewhere] });
    let change = json!({ "input": change });
    let refused = mara.ask(doc::CHANGE_COMBINED, change.clone()).await;
    assert_eq!(refused.rules(), ["P4"]);
    assert!(refused.reasons()[0].1.starts_with("Of one speaks only of"));
    mara.ask(doc::TIE, tie(json!([peers, careers]))).await.ok();
    mara.ask(doc::CHANGE_COMBINED, change).await.ok();
    let read = "query($id: ID!) { application(id: $id) { evidence { title programmes } } }";
    let read = mara.ask(read, json!({ "id": case.id })).await;
    assert_eq!(
        read.at("/application/evidence/1/programmes"),
        &json!([peers])
    );
    app.check_trail().await;
}

#[tokio::test]
async fn j7_a_decision_over_several_programmes_stands_on_a_sample() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let peers = programme(&mara, "Peers").await;
    let careers = programme(&mara, "Careers").await;
    framework(&mara, "Together", &[&peers, &careers]).await;
    let mut case = sent(&app, &mara, combined(&[&peers, &careers]), "BRONZE", &peers).await;
    case.start("priya").await;
    case.judge("MET").await;
    case.confirm().await;
    let priya = case.assessor().clone();
    let decide = |version: i64| json!({ "input": { "applicationId": case.id, "version": version, "feedback": "Well run." } });
    let without = priya.ask(doc::DECIDE, decide(case.version().await)).await;
    assert_eq!(without.rules(), ["J7"]);
    assert!(
        without.reasons()[0]
            .1
            .starts_with("It covers 2 programmes: choose one at least")
    );
    let seen = priya.ask(SAMPLE, json!({ "id": case.id })).await;
    assert_eq!(seen.text("/application/undecided/0/rule"), "J7");

    // Chosen, and why; nobody else chooses, and nothing that it does not cover.
    let choose = |programmes: Value, why: &str| json!({ "input": { "applicationId": case.id, "programmeIds": programmes, "why": why } });
    let unsaid = priya.ask(doc::SAMPLE, choose(json!([careers]), "")).await;
    assert_eq!(unsaid.fields(), ["why"]);
    let elsewhere = programme(&mara, "Elsewhere").await;
    let other = priya
        .ask(doc::SAMPLE, choose(json!([elsewhere]), "Why not"))
        .await;
    assert_eq!(other.code(), "NOT_FOUND");
    let omar = app.assessor("omar").await;
    let not_mine = omar
        .ask(doc::SAMPLE, choose(json!([careers]), "Curious"))
        .await;
    assert_eq!(not_mine.code(), "NOT_FOUND");
    let both = choose(json!([careers, peers]), "One new, one old.");
    let chosen = priya.ask(doc::SAMPLE, both.clone()).await;
    assert_eq!(
        chosen
            .at("/sampleProgrammes/application/sample")
            .as_array()
            .map(Vec::len),
        Some(2)
    );
    priya.ask(doc::SAMPLE, both).await.ok();

    // Each chosen one has a finding, in words, or is left out.
    let find = |programme: &str, version: i64, note: &str| {
        json!({ "input": {
        "applicationId": case.id, "programmeId": programme, "version": version, "finding": "NOT_CONFIRMED", "note": note } })
    };
    assert_eq!(
        priya
            .ask(doc::FINDING, find(&careers, 1, ""))
            .await
            .fields(),
        ["note"]
    );
    priya
        .ask(
            doc::FINDING,
            find(&careers, 1, "Two mentors had no training."),
        )
        .await
        .ok();
    let stale = priya.ask(doc::FINDING, find(&careers, 1, "Again.")).await;
    assert_eq!(stale.code(), "CONFLICT");
    let half = priya.ask(doc::DECIDE, decide(case.version().await)).await;
    assert_eq!(half.rules(), ["J7"]);
    assert!(half.reasons()[0].1.starts_with("Peers: say what you found"));
    let leave = json!({ "input": { "applicationId": case.id, "programmeId": peers } });
    priya.ask(doc::LEAVE_OUT, leave.clone()).await.ok();
    assert_eq!(priya.ask(doc::LEAVE_OUT, leave).await.code(), "NOT_FOUND");

    // The university sees it with the decision, and not before.
    let before = mara.ask(SAMPLE, json!({ "id": case.id })).await;
    assert_eq!(before.at("/application/sample"), &json!([]));
    case.decide(&app).await;
    let after = mara.ask(SAMPLE, json!({ "id": case.id })).await;
    let found = json!({
        "programme": "Careers", "why": "One new, one old.", "finding": "NOT_CONFIRMED", "note": "Two mentors had no training.",
    });
    assert_eq!(after.at("/application/sample"), &json!([found]));
    let kept = app
        .owner()
        .await
        .one("select record -> 'record' -> 'sampled' -> 0 ->> 'note' from decision")
        .await;
    assert_eq!(kept, "Two mentors had no training.");
    let late =
        json!({ "input": { "applicationId": case.id, "programmeIds": [peers], "why": "Late." } });
    assert_eq!(priya.ask(doc::SAMPLE, late).await.code(), "REFUSED");
    let changed = app
        .owner()
        .await
        .attempt("update sampled_programme set note = 'Otherwise.'")
        .await;
    assert!(changed.is_err(), "what a decision stands on stays (J7)");
    app.check_trail().await;
}

#[tokio::test]
async fn j6_the_second_marker_does_not_see_the_first_ones_sample() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let peers = programme(&mara, "Peers").await;
    let careers = programme(&mara, "Careers").await;
    framework(&mara, "Together", &[&peers, &careers]).await;
    let mut case = sent(&app, &mara, combined(&[&peers, &careers]), "BRONZE", &peers).await;
    case.start("priya").await;
    sample(&case, &careers).await;
    let second = format!(
        "update application set second_assessor_id = '{}' where reference = 'ALD-0001'",
        tests::world::person("omar")
    );
    app.owner().await.run(&second).await;
    let omar = app.assessor("omar").await;
    let seen = omar.ask(SAMPLE, json!({ "id": case.id })).await;
    assert_eq!(seen.at("/application/sample"), &json!([]));
    let theirs =
        json!({ "input": { "applicationId": case.id, "programmeIds": [peers], "why": "Mine." } });
    let refused = omar.ask(doc::SAMPLE, theirs).await;
    assert_eq!(refused.rules(), ["J3"]);
    let olive = app.operator().await;
    let seen = olive.ask(SAMPLE, json!({ "id": case.id })).await;
    assert_eq!(
        seen.at("/application/sample").as_array().map(Vec::len),
        Some(1)
    );
    app.work().await;
}

#[tokio::test]
async fn p4_a_single_application_has_no_sample() {
    let app = TestApp::start().await;
    let mut single = Case::draft(&app, "alderbrook", "Peers").await;
    single.fill().await;
    single.submit().await;
    single.start("priya").await;
    let input = json!({ "input": { "applicationId": single.id, "programmeIds": [single.programme], "why": "The only one." } });
    let refused = single.assessor().ask(doc::SAMPLE, input).await;
    assert_eq!(refused.rules(), ["P4"]);
    single.judge("MET").await;
    single.confirm().await;
    single.decide(&app).await;
}
