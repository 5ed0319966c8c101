//! The standard is data: other levels and other schemes are published, applied for, judged and awarded as the first was (S1).

use serde_json::{Value, json};
use tests::make::{self, Case, Stage, documents as doc};
use tests::{Answer, Person, TestApp, world};

const FOUR_LEVELS: &str = include_str!("../../standards/university-four-levels.json");
const ORGANISATION: &str = include_str!("../../standards/organisation-2021.json");
const FIRST: &str = include_str!("../../standards/university-2021.json");

const CHECK: &str = "query($document: String!) { checkEdition(document: $document) {
    problems { path message } title contentHash published { id } against { code } gain keep lose
    differences { part name aspect before after } prospects { number university effect sentences unmarked } } }";
const PUBLISH: &str = "mutation($input: PublishEditionInput!) { publishEdition(input: $input) { edition { id code inForceFrom levels { code rank } } } }";

async fn check(person: &Person, document: &str) -> Answer {
    person.ask(CHECK, json!({ "document": document })).await
}

async fn publish(person: &Person, document: &str, from: &str) -> Answer {
    let input = json!({ "document": document, "inForceFrom": from });
    person.ask(PUBLISH, json!({ "input": input })).await
}

/// The first edition with something else in it.
fn changed(change: impl FnOnce(&mut Value)) -> String {
    let mut document: Value = serde_json::from_str(FIRST).unwrap();
    change(&mut document);
    document.to_string()
}

/// From a draft to an award at the level applied for; its certificate number.
async fn accredit(app: &TestApp, case: &mut Case) -> String {
    case.fill().await;
    case.submit().await;
    case.start("priya").await;
    case.judge("MET").await;
    case.confirm().await;
    case.decide(app).await;
    case.award.clone().unwrap()
}

#[tokio::test]
async fn s1_an_edition_with_a_fourth_level_is_published_applied_for_judged_and_awarded() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    let open = make::application(&app, "alderbrook", Stage::Draft).await;

    let seen = check(&olive, FOUR_LEVELS).await;
    assert_eq!(seen.at("/checkEdition/problems"), &json!([]));
    assert_eq!(seen.text("/checkEdition/against/code"), "2021");
    let differs = seen.at("/checkEdition/differences").to_string();
    assert!(differs.contains("PLATINUM"), "{differs}");
    let published = publish(&olive, FOUR_LEVELS, world::FIRST_DAY).await;
    let levels = published.at("/publishEdition/edition/levels");
    assert_eq!(levels[3], json!({ "code": "PLATINUM", "rank": 4 }));

    // What was open stays as it was; what begins now is pinned to the new edition.
    let pinned = "query($id: ID!) { application(id: $id) { edition { code levels { code } } } }";
    let before = open.manager.ask(pinned, json!({ "id": open.id })).await;
    assert_eq!(before.text("/application/edition/code"), "2021");

    let mut case = Case::draft(&app, "alderbrook", "Career mentoring").await;
    let programme = case.programme.clone();
    let mut number = accredit(&app, &mut case).await;
    for (day, level) in [
        ("2027-05-23", "SILVER"),
        ("2027-11-23", "GOLD"),
        ("2028-05-23", "PLATINUM"),
    ] {
        app.on(day).await;
        let manager = app.manager("alderbrook").await;
        case = Case::begin(&app, manager, &programme, level).await;
        number = accredit(&app, &mut case).await;
    }
    let whole = case
        .manager
        .ask(doc::APPLICATION, json!({ "id": case.id }))
        .await;
    assert_eq!(whole.text("/application/decision/level/code"), "PLATINUM");
    let platinum: Vec<_> = case.references.iter().flatten().collect();
    assert_eq!(platinum.len(), 75, "every criterion up to the fourth level");
    let (status, page) = app.stranger().page(&format!("/awards/{number}")).await;
    assert_eq!(status, 200);
    assert!(page.contains("Platinum"), "{page}");
    let (_, badge) = app.stranger().page(&format!("/awards/{number}.svg")).await;
    assert!(badge.contains("Platinum"), "{badge}");
    app.check_trail().await;
}

#[tokio::test]
async fn s1_an_organisation_applies_by_its_own_schemes_edition() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    publish(&olive, ORGANISATION, world::FIRST_DAY).await.ok();
    app.owner()
        .await
        .run("update university set scheme = 'organisation' where slug = 'brackenfield'")
        .await;
    let standard = "{ currentEdition { scheme title } }";
    let marek = app.manager("brackenfield").await;
    let theirs = marek.ask(standard, json!({})).await;
    assert_eq!(theirs.text("/currentEdition/scheme"), "organisation");
    let mara = app.manager("alderbrook").await;
    let others = mara.ask(standard, json!({})).await;
    assert_eq!(others.text("/currentEdition/scheme"), "university");

    let mut case = Case::draft(&app, "brackenfield", "Founders' mentoring").await;
    let number = accredit(&app, &mut case).await;
    assert!(number.starts_with("OMS-2026-"), "{number}");
    let entry = app
        .stranger()
        .ask(
            "query($n: String!) { registerEntry(number: $n) { level university } }",
            json!({ "n": number }),
        )
        .await;
    assert_eq!(entry.text("/registerEntry/level"), "BRONZE");
}

#[tokio::test]
async fn s1_before_publishing_the_operator_sees_who_would_gain_and_lose() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    let held = make::application(&app, "alderbrook", Stage::Decided).await;
    let number = held.award.clone().unwrap();
    app.work().await;

    let harder = changed(|document| {
        document["edition"]["code"] = json!("2027");
        for pillar in document["pillars"].as_array_mut().unwrap() {
            for place in 90..95 {
                let reference = format!("{}.{place}", pillar["number"]);
                let more =
                    json!({ "ref": reference, "level": "BRONZE", "title": "Something new." });
                pillar["criteria"].as_array_mut().unwrap().push(more);
            }
        }
    });
    let seen = check(&olive, &harder).await;
    assert_eq!(
        seen.at("/checkEdition/problems"),
        &json!([]),
        "{:#}",
        seen.body
    );
    assert_eq!(seen.number("/checkEdition/lose"), 1);
    assert_eq!(seen.number("/checkEdition/keep"), 0);
    assert_eq!(seen.text("/checkEdition/prospects/0/number"), number);
    assert_eq!(seen.text("/checkEdition/prospects/0/effect"), "LOSES");
    let unmarked = seen.at("/checkEdition/prospects/0/unmarked");
    assert_eq!(unmarked.as_array().unwrap().len(), 35, "{unmarked}");
    assert!(
        seen.text("/checkEdition/prospects/0/sentences/0")
            .contains(&number)
    );

    // Published, the university is told, with the day; one that neither gains nor loses is not.
    publish(&olive, &harder, "2027-03-01").await.ok();
    app.work().await;
    let letters = app.letters().await;
    let told: Vec<_> = letters
        .iter()
        .filter(|letter| letter.subject.starts_with("A new edition of the standard"))
        .collect();
    assert_eq!(told.len(), 1, "{letters:?}");
    assert_eq!(
        told[0].subject,
        "A new edition of the standard, in force from 1 March 2027"
    );
    assert!(told[0].to.ends_with("alderbrook.test"));
    assert!(
        told[0].text.contains(&number)
            && told[0].text.contains("Your awards stand until they expire")
    );

    let same = check(&olive, FIRST).await;
    assert!(!same.at("/checkEdition/published").is_null());
    assert_eq!(same.at("/checkEdition/differences"), &json!([]));
    assert_eq!(same.number("/checkEdition/keep"), 1);
}

#[tokio::test]
async fn s1_what_is_published_never_changes_and_only_operators_publish() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    let other = changed(|document| document["benefits"] = json!(["A handshake."]));
    let seen = check(&olive, &other).await;
    assert_eq!(seen.text("/checkEdition/problems/0/path"), "edition.code");
    assert_eq!(
        publish(&olive, &other, world::FIRST_DAY).await.fields(),
        ["document"]
    );
    assert_eq!(
        publish(&olive, "{", world::FIRST_DAY).await.fields(),
        ["document"]
    );
    assert_eq!(
        publish(&olive, FOUR_LEVELS, "2026-11-22").await.fields(),
        ["inForceFrom"]
    );

    let twice = changed(|document| {
        document["edition"]["code"] = json!("2028");
        document["pillars"][1]["criteria"][0]["ref"] = json!("1.1");
        document["rules"]["pillars_required_for_level"] = json!(9);
    });
    let seen = check(&olive, &twice).await;
    let paths: Vec<_> = seen
        .at("/checkEdition/problems")
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| problem["path"].as_str().unwrap().to_owned())
        .collect();
    assert!(
        paths.contains(&"pillars[1].criteria[0].ref".to_owned()),
        "{paths:?}"
    );
    assert!(
        paths
            .iter()
            .any(|path| path.contains("pillars_required_for_level")),
        "{paths:?}"
    );

    let first = publish(&olive, FOUR_LEVELS, "2027-01-01").await;
    let again = publish(&olive, FOUR_LEVELS, "2027-02-01").await;
    assert_eq!(
        first.body, again.body,
        "the same document again changes nothing"
    );
    let editions = olive
        .ask(
            "{ editions { code inForceFrom } currentEdition { code } }",
            json!({}),
        )
        .await;
    assert_eq!(editions.text("/editions/0/inForceFrom"), "2027-01-01");
    assert_eq!(
        editions.text("/currentEdition/code"),
        "2021",
        "not before its day"
    );

    for person in [app.manager("alderbrook").await, app.assessor("priya").await] {
        assert_eq!(check(&person, FOUR_LEVELS).await.code(), "FORBIDDEN");
        assert_eq!(
            publish(&person, FOUR_LEVELS, "2027-01-01").await.code(),
            "FORBIDDEN"
        );
    }
    let told = app
        .owner()
        .await
        .column("select summary from trail where act = 'edition.published'")
        .await;
    assert_eq!(told.len(), 1, "{told:?}");
}
