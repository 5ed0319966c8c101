//! Words, numbers and days as people mistype them, and as machines send them.

use serde_json::{Value, json};
use tests::TestApp;
use tests::make::{self, Stage, documents as doc};

use super::{at_fault, counts};

/// Texts that no single line takes.
fn bad_lines() -> Vec<Value> {
    let texts = [
        "",
        "   ",
        "\u{200b}\u{feff}",
        "a\u{0}b",
        "a\u{1b}[2J",
        "two\nlines",
        "a\tb",
        "a\u{202e}b",
        "a\u{2066}b",
    ];
    texts.into_iter().map(Value::from).collect()
}

/// Values that are no text.
fn no_texts() -> Vec<Value> {
    vec![
        json!(null),
        json!(5),
        json!(true),
        json!({}),
        json!(["a", "b"]),
    ]
}

#[tokio::test]
async fn programmes() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let before = counts(&app).await;
    let good = make::programme("Peer mentoring");
    let mut names = bad_lines();
    names.extend(no_texts());
    names.extend([
        json!("x".repeat(201)),
        json!("x".repeat(900_000)),
        json!("é".repeat(201)),
    ]);
    let purposes = [
        json!(""),
        json!("x".repeat(2001)),
        json!("a\u{0}b"),
        json!(1),
    ];
    let mentors = [
        json!(-1),
        json!(100_001),
        json!(1.5),
        json!("12"),
        json!(null),
        json!(2_147_483_648_i64),
        json!(-2_147_483_649_i64),
        json!(1e300),
    ];
    let days = [
        json!(""),
        json!("2026-02-30"),
        json!("2025-02-29"),
        json!("2026-1-5"),
        json!("26-01-05"),
        json!("+12026-01-05"),
        json!("05/01/2026"),
        json!("2026-01-05T00:00:00Z"),
        json!("today"),
        json!(20_260_105),
        json!(null),
        json!("0000-01-01"),
        json!("1899-12-31"),
        json!("9999-12-31"),
        json!("２０２６-01-05"),
    ];
    let directions = [
        json!([]),
        json!(null),
        json!(["SIDEWAYS"]),
        json!("SIDEWAYS"),
        json!([null]),
        json!([1]),
        json!(["STAFF_TO_STAFF", "staff_to_staff"]),
    ];
    for (field, values) in [
        ("name", &names[..]),
        ("purpose", &purposes),
        ("mentors", &mentors),
        ("startedOn", &days),
        ("directions", &directions),
        (
            "coordinator",
            &[
                json!("x".repeat(201)),
                json!("a\u{0}b"),
                json!("a\nb"),
                json!(5),
            ],
        ),
        ("universityId", &[json!("uni_01")]),
    ] {
        for value in values {
            at_fault(&mara, doc::ADD_PROGRAMME, &good, field, value.clone()).await;
        }
    }
    assert_eq!(counts(&app).await, before);
}

#[tokio::test]
async fn texts_of_any_script_come_back_as_they_were() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let most: String = "👩‍🏫".chars().cycle().take(198).chain("ok".chars()).collect();
    for name in [
        "Ŵyn a'i ffrindiau",
        "חונכות עמיתים",
        "指導",
        "👩‍🏫 mentors 👨🏿‍🎓",
        "A\u{301} and Á",
        "<script>alert(1)</script>",
        "'; drop table programme; --",
        "%s {{7*7}} ${7*7}",
        &most,
    ] {
        let mut input = make::programme(name);
        input["purpose"] = json!(format!("{name}\n\n{name}"));
        let added = mara
            .ask(doc::ADD_PROGRAMME, json!({ "input": input }))
            .await;
        assert_eq!(added.text("/addProgramme/programme/name"), name);
        assert_eq!(
            added.text("/addProgramme/programme/purpose"),
            format!("{name}\n\n{name}")
        );
    }
    let case = make::application(&app, "alderbrook", Stage::Draft).await;
    let statement = "𝕄".repeat(10_000);
    let input = json!({ "applicationId": case.id, "ref": "1.1", "value": "MET", "statement": statement, "version": 0 });
    let rated = mara.ask(doc::RATE, json!({ "input": input })).await;
    assert_eq!(
        rated.text("/rateCriterion/criterion/rating/statement"),
        statement
    );
    app.check_trail().await;
}

#[tokio::test]
async fn ratings_and_links() {
    let app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::Draft).await;
    let mara = &case.manager;
    let before = counts(&app).await;

    let good = json!({ "applicationId": case.id, "ref": "1.1", "value": "MET", "statement": "We do.", "version": 0 });
    let statements = [
        json!("x".repeat(10_001)),
        json!("x".repeat(1_000_000)),
        json!("a\u{0}b"),
        json!(null),
        json!(1),
    ];
    // 4.12 is a gap of the standard, 1.4 is of the level above.
    let references = [
        json!("9.9"),
        json!("4.12"),
        json!("1.4"),
        json!(""),
        json!("1.1 "),
        json!("\u{0}"),
        json!(1.1),
    ];
    let values = [
        json!("met"),
        json!("SUPERB"),
        json!(""),
        json!(null),
        json!(1),
    ];
    let elements = [
        json!([0]),
        json!([-1]),
        json!(["0"]),
        json!([null]),
        json!(2_147_483_648_i64),
    ];
    let versions = [
        json!(null),
        json!("0"),
        json!(0.5),
        json!(2_147_483_648_i64),
    ];
    for (field, values) in [
        ("statement", &statements[..]),
        ("ref", &references),
        ("value", &values),
        ("elements", &elements),
        ("version", &versions),
    ] {
        for value in values {
            at_fault(mara, doc::RATE, &good, field, value.clone()).await;
        }
    }
    // A version that never was is a conflict, not a rating.
    for version in [-1, 1, i32::MAX, i32::MIN] {
        let mut input = good.clone();
        input["version"] = json!(version);
        let answer = mara.ask(doc::RATE, json!({ "input": input })).await;
        assert_eq!(answer.code(), "CONFLICT", "{version}: {:#}", answer.body);
    }

    let good = json!({ "applicationId": case.id, "url": "https://alderbrook.test/", "title": "Handbook", "criteria": ["1.1"] });
    let mut titles = bad_lines();
    titles.extend([json!("x".repeat(201)), json!(null)]);
    let mut urls = bad_lines();
    urls.extend(
        [
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "ftp://alderbrook.test/",
            "//alderbrook.test/",
            "/mentoring",
            "alderbrook.test",
            "https://",
            "https://mara:secret@alderbrook.test/",
            "https://[::1",
            "http://a b/",
            "\u{202e}https://alderbrook.test/",
        ]
        .map(Value::from),
    );
    urls.extend([
        json!(format!("https://alderbrook.test/{}", "x".repeat(2000))),
        json!(null),
        json!(5),
    ]);
    let criteria = [
        json!([]),
        json!(["9.9"]),
        json!(["1.4"]),
        json!(["\u{0}"]),
        json!(["1.1", "x".repeat(100_000)]),
        json!(vec!["1.1"; 501]),
        json!(null),
        json!([null]),
    ];
    for (field, values) in [
        ("title", &titles[..]),
        ("url", &urls),
        ("criteria", &criteria),
        (
            "coversFrom",
            &[json!("2026-02-30"), json!(1), json!("yesterday")],
        ),
    ] {
        for value in values {
            at_fault(mara, doc::ADD_LINK, &good, field, value.clone()).await;
        }
    }
    let mut backwards = good.clone();
    backwards["coversFrom"] = json!("2026-06-01");
    at_fault(
        mara,
        doc::ADD_LINK,
        &backwards,
        "coversTo",
        json!("2026-05-31"),
    )
    .await;
    assert_eq!(counts(&app).await, before);
}

#[tokio::test]
async fn what_operators_and_assessors_write() {
    let app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::Submitted).await;
    let olive = &case.operator;
    let before = counts(&app).await;
    let good = case.payment("BACS 17").await;
    for value in [
        json!("2026-11-24"),
        json!("9999-12-31"),
        json!("2026-13-01"),
        json!(null),
    ] {
        at_fault(olive, doc::PAYMENT, &good, "receivedOn", value).await;
    }
    let mut references = bad_lines();
    references.push(json!("x".repeat(141)));
    for value in references {
        at_fault(olive, doc::PAYMENT, &good, "reference", value).await;
    }
    let good = json!({ "orderId": case.order, "reason": "They pay in term." });
    for value in [
        json!(""),
        json!(" \n "),
        json!("x".repeat(2001)),
        json!("a\u{0}b"),
        json!(7),
    ] {
        at_fault(olive, doc::EARLY, &good, "reason", value).await;
    }
    let good = json!({ "applicationId": case.id, "version": case.version().await, "reason": "Too early." });
    for value in [
        json!(""),
        json!("x".repeat(2001)),
        json!("a\u{0}b"),
        json!(null),
    ] {
        at_fault(&case.manager, doc::WITHDRAW, &good, "reason", value).await;
    }
    assert_eq!(counts(&app).await, before);

    let mut case = case;
    case.start("priya").await;
    app.work().await;
    let priya = case.assessor();
    let before = counts(&app).await;
    let good = json!({ "applicationId": case.id, "ref": "1.1", "value": "MET", "note": "Seen.", "version": 0 });
    for (field, value) in [
        ("note", json!("x".repeat(10_001))),
        ("note", json!("a\u{0}b")),
        ("ref", json!("1.4")),
        ("ref", json!("")),
        ("value", json!("YES")),
    ] {
        at_fault(priya, doc::JUDGE, &good, field, value).await;
    }
    let good = json!({ "applicationId": case.id, "pillar": 1, "level": "BRONZE", "reason": "Sound.", "version": 0 });
    for (field, value) in [
        ("pillar", json!(0)),
        ("pillar", json!(8)),
        ("pillar", json!(-1)),
        ("pillar", json!(257)),
        ("pillar", json!(i32::MAX)),
        ("level", json!("PLATINUM")),
        ("level", json!("\u{0}")),
        ("reason", json!("a\u{0}b")),
        ("reason", json!("x".repeat(100_000))),
    ] {
        at_fault(priya, doc::CONFIRM, &good, field, value).await;
    }
    let good = json!({ "applicationId": case.id, "criteria": ["1.1"], "question": "Who may join?", "dueOn": "2026-12-07" });
    for (field, value) in [
        ("criteria", json!([])),
        ("criteria", json!(["1.4"])),
        ("criteria", json!(["\u{0}"])),
        ("question", json!("")),
        ("question", json!("x".repeat(5001))),
        ("question", json!("a\u{0}b")),
        ("dueOn", json!("2026-11-23")),
        ("dueOn", json!("2020-01-01")),
        ("dueOn", json!("9999-12-31")),
        ("dueOn", json!("soon")),
    ] {
        at_fault(priya, doc::REQUEST, &good, field, value).await;
    }
    let good = json!({ "applicationId": case.id, "version": case.version().await, "feedback": "Well run." });
    for value in [
        json!(""),
        json!("x".repeat(20_001)),
        json!("a\u{0}b"),
        json!(null),
    ] {
        at_fault(priya, doc::DECIDE, &good, "feedback", value).await;
    }
    assert_eq!(counts(&app).await, before);
}
