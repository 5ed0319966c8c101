//! The university's side: a programme, a draft, evidence, and the sending of it.

use serde_json::json;
use tests::make::documents as doc;
use tests::make::{self, BRONZE};
use tests::{upload, world};

use super::{Sent, Walk, allowed, look};

/// Steps 1 to 3 of the path.
pub(super) async fn apply(walk: &Walk) -> Sent {
    let Walk { app, mara, .. } = walk;
    // 1. The manager sees their university alone, and adds a programme (P1-P3).
    let home = mara
        .ask(
            "{ viewer { person { id name email } role today demo university { id name slug } }
               universities { totalCount nodes { id name } } programmes { totalCount nodes { id } } }",
            json!({}),
        )
        .await;
    let standard = mara
        .ask(
            "{ currentEdition { id code title levels { code rank } pillars { number title criteria { ref } } pillarsRequired monthsHeldBeforeNext validityMonths } }",
            json!({}),
        )
        .await;
    assert_eq!(home.text("/viewer/role"), "MANAGER");
    assert_eq!(home.text("/viewer/university/slug"), "alderbrook");
    assert_eq!(home.text("/viewer/today"), world::FIRST_DAY);
    assert_eq!(home.number("/universities/totalCount"), 1);
    assert_eq!(home.number("/programmes/totalCount"), 0);
    assert_eq!(standard.text("/currentEdition/code"), "2021");

    let mut input = make::programme("Peer mentoring");
    input["mentors"] = json!(-1);
    input["directions"] = json!([]);
    input["name"] = json!(" ");
    let refused = mara
        .ask(doc::ADD_PROGRAMME, json!({ "input": input }))
        .await;
    let mut fields = refused.fields();
    fields.sort();
    assert_eq!(
        fields,
        ["directions", "mentors", "name"],
        "every field at fault is named"
    );

    // A programme that has not started may be drafted for, and not be sent (P2).
    let mut input = make::programme("Peer mentoring");
    input["startedOn"] = json!("2026-12-01");
    let added = mara
        .ask(doc::ADD_PROGRAMME, json!({ "input": input }))
        .await;
    let programme = added.text("/addProgramme/programme/id");
    assert!(!added.at("/addProgramme/programme/large").as_bool().unwrap());
    let start = |level: &str| json!({ "input": { "programmeId": programme, "level": level } });
    let too_high = mara.ask(doc::START, start("SILVER")).await;
    assert!(
        too_high.rules().contains(&"G1".to_owned()),
        "{:#}",
        too_high.body
    );
    let too_early = mara.ask(doc::START, start("BRONZE")).await;
    assert_eq!(too_early.rules(), ["P2"]);
    let mut input = make::programme("Peer mentoring");
    input["programmeId"] = json!(programme);
    input["version"] = json!(1);
    let updated = mara
        .ask(doc::UPDATE_PROGRAMME, json!({ "input": input }))
        .await;
    assert_eq!(updated.number("/updateProgramme/programme/version"), 2);
    let stale = mara
        .ask(doc::UPDATE_PROGRAMME, json!({ "input": input }))
        .await;
    assert_eq!(stale.code(), "CONFLICT");
    let started = mara.ask(doc::START, start("BRONZE")).await;
    let id = started.text("/startApplication/application/id");
    assert_eq!(
        started.text("/startApplication/application/reference"),
        "ALD-0001"
    );
    assert_eq!(started.text("/startApplication/application/state"), "DRAFT");
    let edition = standard.at("/currentEdition/id");
    assert_eq!(
        started.at("/startApplication/application/edition/id"),
        edition,
        "pinned (S1)"
    );
    let twice = mara.ask(doc::START, start("BRONZE")).await;
    assert_eq!(twice.rules(), ["L1"], "one application at a time");

    // 3, first half: what is missing is said, each by its rule; and sending is refused with all of it.
    let submit = |version: i64| json!({ "input": { "applicationId": id, "version": version, "purchaseOrder": "PO-17" } });
    let refused = mara.ask(doc::SUBMIT, submit(1)).await;
    let reasons = refused.reasons();
    assert_eq!(
        reasons.len(),
        BRONZE.len() + 7,
        "each criterion and each pillar: {reasons:#?}"
    );
    assert!(reasons.iter().all(|(rule, _)| rule == "L1"));

    // 2. Rates, with statements; the level shows as it goes (J1, J2).
    for (i, reference) in BRONZE.into_iter().enumerate() {
        let input = json!({ "applicationId": id, "ref": reference, "value": "MET", "statement": "We do.", "version": 0 });
        let rated = mara.ask(doc::RATE, json!({ "input": input })).await;
        let level = rated.at("/rateCriterion/application/selfLevel");
        // Six pillars of seven: with the first criterion of the sixth.
        assert_eq!(
            level.is_null(),
            i < BRONZE.iter().position(|r| *r == "6.1").unwrap(),
            "{reference}: {level}"
        );
    }
    let input = json!({ "applicationId": id, "ref": "1.1", "value": "MET", "statement": "We do, every term.", "version": 1 });
    let again = mara.ask(doc::RATE, json!({ "input": input })).await;
    assert_eq!(again.number("/rateCriterion/criterion/rating/version"), 2);
    let stale = mara.ask(doc::RATE, json!({ "input": input })).await;
    assert_eq!(stale.code(), "CONFLICT");
    assert_eq!(
        stale.error()["extensions"]["current"]["statement"],
        "We do, every term.",
        "a conflict carries what stands now: {:#}",
        stale.body
    );

    // A file goes from the browser straight to storage, in parts (E1).
    let bytes = upload::pdf("Training plan");
    let declared = upload::declaration(&id, &["1.1", "2.1"], "training-plan.pdf", &bytes);
    let file = upload::send(mara, &declared, &bytes).await;
    let unchecked = mara
        .ask(doc::OPEN, json!({ "input": { "evidenceId": file } }))
        .await;
    assert_eq!(unchecked.rules(), ["E3"]);
    app.work().await;
    let seen = look(mara, &id).await;
    assert_eq!(
        seen["evidence"][0]["file"]["state"], "CLEAN",
        "{:#}",
        seen["evidence"]
    );
    assert_eq!(
        seen["evidence"][0]["file"]["contentType"],
        "application/pdf"
    );

    let input = json!({
        "applicationId": id, "url": "https://alderbrook.test/mentoring", "title": "Our pages", "coversTo": "2026-11-01",
        "criteria": ["3.1", "4.1", "5.1", "6.1"],
    });
    let link = mara.ask(doc::ADD_LINK, json!({ "input": input })).await;
    let link = link.text("/addLink/evidence/id");
    let seen = look(mara, &id).await;
    assert_eq!(
        seen["missing"].as_array().unwrap().len(),
        1,
        "{:#}",
        seen["missing"]
    );
    assert_eq!(seen["missing"][0]["rule"], "L1", "pillar 7 lacks evidence");
    let input = json!({ "evidenceId": link, "criteria": ["3.1", "4.1", "5.1", "6.1", "7.1"] });
    mara.ask(doc::TIE, json!({ "input": input })).await.ok();

    // 3. The price (M1, M2), then it is sent.
    let seen = look(mara, &id).await;
    assert_eq!(seen["missing"], json!([]));
    assert!(allowed(&seen, "SUBMIT"), "{:#}", seen["actions"]);
    assert_eq!(seen["price"]["net"]["minor"], 35_000);
    assert_eq!(seen["price"]["vat"]["minor"], 7_000);
    assert_eq!(seen["price"]["gross"]["minor"], 42_000);
    let version = seen["version"].as_i64().unwrap();
    assert_eq!(
        mara.ask(doc::SUBMIT, submit(version + 1)).await.code(),
        "CONFLICT"
    );
    let sent = mara.ask(doc::SUBMIT, submit(version)).await;
    assert_eq!(
        sent.text("/submitApplication/application/state"),
        "SUBMITTED"
    );
    let order = sent.text("/submitApplication/application/order/id");
    let input = json!({ "applicationId": id, "ref": "1.1", "value": "NOT_MET", "statement": "", "version": 2 });
    let late = mara.ask(doc::RATE, json!({ "input": input })).await;
    assert_eq!(late.code(), "REFUSED", "what is sent stays as it was (E4)");
    let gone = mara
        .ask(doc::REMOVE, json!({ "input": { "evidenceId": link } }))
        .await;
    assert_eq!(gone.rules(), ["E4"]);
    Sent { id, order, file }
}
