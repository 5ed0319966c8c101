//! How alike assessors mark is measured on what each gave before seeing the other's marks (J6).

use serde_json::{Value, json};
use tests::make::{self, Case, Stage, documents as doc};
use tests::{Answer, Person, TestApp, world};

use super::{confirm, judge, mark, sampled, seen, send_back, submit_second};

const FIGURES: &str = "person { id name } agreement { alpha low high reliance criteria cases } \
    leniency { steps cases marking sentence } drift { aYear tells sentence periods { from until cases steps } }";

async fn asked(who: &Person, from: Option<&str>, to: Option<&str>) -> Answer {
    let document = format!(
        "query($from: Date, $to: Date) {{ consistency(from: $from, to: $to) {{ from to \
         overall {{ alpha low high reliance criteria cases }} \
         criteria {{ ref title agreement {{ alpha cases }} }} assessors {{ {FIGURES} }} }} }}"
    );
    who.ask(&document, json!({ "from": from, "to": to })).await
}

async fn own(who: &Person) -> Value {
    let document = format!("{{ ownConsistency {{ {FIGURES} }} }}");
    let answer = who.ask(&document, json!({})).await;
    answer.at("/ownConsistency").clone()
}

/// A case that omar marked second otherwise than priya, and that was sent back, judged anew as omar had it, and decided.
async fn settled_by_judging_again(app: &TestApp) -> (Case, Vec<String>) {
    let case = sampled(app, "omar").await;
    let (omar, lena) = (app.assessor("omar").await, app.assessor("lena").await);
    let below = case.references[1].clone();
    let not_met: Vec<&str> = below.iter().map(String::as_str).collect();
    mark(&omar, &case, &not_met, &[2]).await;
    submit_second(&omar, &case).await.ok();
    app.work().await;
    let olive = app.operator().await;
    let early = asked(&olive, None, None).await;
    assert_eq!(
        early.number("/consistency/overall/cases"),
        0,
        "not closed yet"
    );
    assert!(own(&omar).await.is_null());
    send_back(&lena, &case, "Ask for the handbook on pillar 2.")
        .await
        .ok();
    app.work().await;
    case.request("2.1", "2026-12-07").await;
    app.on("2026-12-08").await;
    app.work().await;
    let priya = app.assessor("priya").await;
    for reference in &below {
        judge(&priya, &case, reference, "NOT_MET", 1).await.ok();
    }
    confirm(&priya, &case, 2, None).await.ok();
    let input = json!({ "applicationId": case.id, "version": seen(&priya, &case).await["version"], "feedback": "Well run but for one." });
    priya.ask(doc::DECIDE, json!({ "input": input })).await.ok();
    app.work().await;
    assert_eq!(seen(&priya, &case).await["state"], "DECIDED");
    (case, below)
}

#[tokio::test]
async fn what_was_judged_again_is_measured_as_it_was_given_first() {
    let app = TestApp::start().await;
    let (case, below) = settled_by_judging_again(&app).await;
    let olive = app.operator().await;
    let report = asked(&olive, None, None).await;
    let criteria = case.references.iter().flatten().count();
    assert_eq!(
        report.number("/consistency/overall/criteria"),
        i64::try_from(criteria).unwrap()
    );
    assert_eq!(report.number("/consistency/overall/cases"), 1);
    let alpha = report.at("/consistency/overall/alpha").as_f64().unwrap();
    assert!(alpha < 1.0, "the two differed on {below:?}: {alpha}");
    assert_eq!(report.text("/consistency/overall/reliance"), "UNKNOWN");
    assert!(
        report.at("/consistency/overall/low").is_null(),
        "one case has no interval"
    );
    assert_eq!(
        report.at("/consistency/criteria").as_array().unwrap().len(),
        criteria
    );
    assert_eq!(report.text("/consistency/criteria/0/ref"), "1.1");
    assert!(!report.text("/consistency/criteria/0/title").is_empty());
    let names: Vec<String> = (0..2)
        .map(|at| report.text(&format!("/consistency/assessors/{at}/person/name")))
        .collect();
    assert!(
        names[0].starts_with("Omar") && names[1].starts_with("Priya"),
        "{names:?}"
    );
    let steps = |at: usize| {
        report
            .at(&format!("/consistency/assessors/{at}/leniency/steps"))
            .as_f64()
            .unwrap()
    };
    let apart = 2.0 * below.len() as f64 / criteria as f64;
    assert!(
        (steps(1) - steps(0) - apart).abs() < 1e-6,
        "{} {}",
        steps(0),
        steps(1)
    );
    assert_eq!(
        report.text("/consistency/assessors/1/leniency/sentence"),
        format!(
            "Nothing says that {} marks otherwise than colleagues, on 1 case.",
            names[1]
        )
    );

    for (name, at) in [("omar", 0), ("priya", 1)] {
        let theirs = own(&app.assessor(name).await).await;
        assert_eq!(
            &theirs,
            report.at(&format!("/consistency/assessors/{at}")),
            "the same figures for {name} as for the operators"
        );
    }
    assert!(
        own(&app.assessor("lena").await).await.is_null(),
        "she marked nothing"
    );
    assert!(own(&olive).await.is_null(), "an operator marks nothing");

    let outside = asked(&olive, Some("2026-11-24"), None).await;
    assert_eq!(
        outside.number("/consistency/overall/cases"),
        0,
        "both were in on the first day"
    );
    assert!(outside.at("/consistency/overall/alpha").is_null());
    let within = asked(&olive, Some("2026-11-01"), Some("2026-11-30")).await;
    assert_eq!(within.number("/consistency/overall/cases"), 1);
}

#[tokio::test]
async fn the_report_is_the_operators() {
    let app = TestApp::start().await;
    let stranger = app.stranger();
    assert_eq!(asked(&stranger, None, None).await.code(), "UNAUTHENTICATED");
    for name in ["mara", "omar", "lena"] {
        let who = app.person(name).await;
        assert_eq!(asked(&who, None, None).await.code(), "FORBIDDEN", "{name}");
    }
    let olive = app.operator().await;
    let empty = asked(&olive, None, None).await;
    assert_eq!(empty.text("/consistency/overall/reliance"), "UNKNOWN");
    assert_eq!(empty.at("/consistency/assessors"), &json!([]));
    assert_eq!(empty.text("/consistency/to"), world::FIRST_DAY);
    let backwards = asked(&olive, Some("2026-12-01"), Some("2026-11-01")).await;
    assert_eq!(backwards.fields(), ["from"]);
    let endless = asked(&olive, Some("0001-01-01"), None).await;
    assert_eq!(endless.fields(), ["from"]);
}

#[tokio::test]
async fn blind_marks_stay_as_they_were_given() {
    let app = TestApp::start().await;
    let case = sampled(&app, "omar").await;
    let omar = app.assessor("omar").await;
    mark(&omar, &case, &[], &[]).await;
    let owner = app.owner().await;
    assert_eq!(
        owner.one("select count(*)::text from blind_mark").await,
        "0"
    );
    submit_second(&omar, &case).await.ok();
    let criteria = case.references.iter().flatten().count();
    assert_eq!(
        owner.one("select count(*)::text from blind_mark").await,
        (2 * criteria).to_string()
    );
    for sql in [
        "update blind_mark set value = 'NOT_MET'",
        "delete from blind_mark",
        "truncate blind_mark",
    ] {
        let said = owner.attempt(sql).await.unwrap_err();
        assert!(said.contains("(J6)"), "{sql}: {said}");
    }
    app.work().await;
}

const YEARLY: &str =
    "{ yearlyAgreement { upTo criteria cases assessors alpha low high sentence } }";

/// Ten decided cases, each marked by two of three in October 2026.
async fn ten_cases(app: &TestApp) {
    super::set(app, 0, 0).await;
    let first = make::application(app, "alderbrook", Stage::Decided).await;
    let owner = app.owner().await;
    // The cases differ in their marks alone: one is made by the API, and the others by its likeness.
    let copied = format!(
        "alter table application disable trigger user;
         alter table second_marking disable trigger user;
         insert into application select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'reference', 'UMS-T-' || n))).*
         from application a, generate_series(1, 9) n where a.state = 'DECIDED';
         insert into second_marking (university_id, application_id, id, why, opened_at, submitted_at, differs)
         select university_id, id, gen_random_uuid(), 'DRAWN', now(), now(), false from application;
         insert into blind_mark
         select a.university_id, a.id, c, case when who = 1 then '{priya}'::uuid when a.n % 2 = 0 then '{omar}'::uuid else '{lena}'::uuid end,
           case when (a.n + length(c) + ascii(right(c, 1))) % 3 = 0 then 'NOT_MET' else 'MET' end, '2026-10-20'
         from (select *, row_number() over (order by id) as n from application) a, unnest(array['1.1', '1.2', '2.1']) c, generate_series(1, 2) who;
         alter table second_marking enable trigger user;
         alter table application enable trigger user",
        priya = world::person("priya"),
        omar = world::person("omar"),
        lena = world::person("lena"),
    );
    owner.run(&copied).await;
    assert!(!first.id.is_empty());
}

#[tokio::test]
async fn the_public_is_told_of_a_year_without_names() {
    let app = TestApp::start().await;
    let stranger = app.stranger();
    app.work().await;
    let none = stranger.ask(YEARLY, json!({})).await;
    assert!(
        none.at("/yearlyAgreement").is_null(),
        "nothing was marked twice"
    );
    let (_, page) = stranger.page("/register").await;
    assert!(!page.contains("How alike assessors judge"));

    ten_cases(&app).await;
    app.on("2026-11-24").await;
    app.work().await;
    let told = stranger.ask(YEARLY, json!({})).await;
    assert_eq!(told.text("/yearlyAgreement/upTo"), "2026-10-31");
    assert_eq!(told.number("/yearlyAgreement/cases"), 10);
    assert_eq!(told.number("/yearlyAgreement/criteria"), 30);
    assert_eq!(told.number("/yearlyAgreement/assessors"), 3);
    assert_eq!(told.at("/yearlyAgreement/alpha").as_f64(), Some(1.0));
    let sentence = told.text("/yearlyAgreement/sentence");
    assert!(
        sentence.starts_with("In the year to 31 October 2026, 30 criteria of 10 cases"),
        "{sentence}"
    );
    let (status, page) = stranger.page("/register").await;
    assert_eq!(status, 200);
    assert!(page.contains("In the year to 31 October 2026"), "{page}");
    for name in ["Priya", "Omar", "Lena", "Alderbrook"] {
        assert!(!sentence.contains(name));
    }
    // Told once: what comes in later of the same year is told with the next month.
    let owner = app.owner().await;
    owner
        .run("update yearly_agreement set alpha = 0.5, low = 0.4, high = 0.6")
        .await;
    app.on("2026-11-25").await;
    app.work().await;
    let again = stranger.ask(YEARLY, json!({})).await;
    assert_eq!(again.at("/yearlyAgreement/alpha").as_f64(), Some(0.5));
    app.on("2026-12-01").await;
    app.work().await;
    let next = stranger.ask(YEARLY, json!({})).await;
    assert_eq!(next.text("/yearlyAgreement/upTo"), "2026-11-30");
    app.on("2028-01-05").await;
    app.work().await;
    let over = stranger.ask(YEARLY, json!({})).await;
    assert!(over.at("/yearlyAgreement").is_null(), "too long ago");
}
