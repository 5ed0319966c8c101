//! One accreditation from the university's first programme to the public's look at its award, by the API alone.

use serde_json::{Value, json};
use tests::make::documents as doc;
use tests::make::{self, BRONZE, Stage};
use tests::{Person, TestApp, upload, world};

async fn look(person: &Person, id: &str) -> Value {
    let asked = person.ask(doc::APPLICATION, json!({ "id": id })).await;
    asked.at("/application").clone()
}

fn allowed(application: &Value, name: &str) -> bool {
    let actions = application["actions"].as_array().into_iter().flatten();
    actions
        .into_iter()
        .any(|action| action["name"] == name && action["allowed"] == true)
}

#[tokio::test]
async fn from_a_first_programme_to_a_public_award() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let olive = app.operator().await;
    let priya = app.assessor("priya").await;
    let stranger = app.stranger();

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
    let file = upload::send(&mara, &declared, &bytes).await;
    let unchecked = mara
        .ask(doc::OPEN, json!({ "input": { "evidenceId": file } }))
        .await;
    assert_eq!(unchecked.rules(), ["E3"]);
    app.work().await;
    let seen = look(&mara, &id).await;
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
    let seen = look(&mara, &id).await;
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
    let seen = look(&mara, &id).await;
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

    // 4. The operator sees it, lets it start, assigns; a tie is refused (W1).
    let asked = olive
        .ask(
            "query($id: ID) { applications(filter: { state: [SUBMITTED], unassigned: true }) { nodes { id waitingOn } }
               assessors(applicationId: $id) { totalCount nodes { person { id name } lead openCases conflict } } }",
            json!({ "id": id }),
        )
        .await;
    assert_eq!(asked.text("/applications/nodes/0/id"), id);
    assert_eq!(asked.text("/applications/nodes/0/waitingOn"), "OPERATOR");
    assert_eq!(asked.number("/assessors/totalCount"), 4);
    let assign = |who: &str, version: i64| json!({ "input": { "applicationId": id, "assessorId": world::person_id(who), "version": version } });
    let version = look(&olive, &id).await["version"].as_i64().unwrap();
    let tied = olive.ask(doc::ASSIGN, assign("tilda", version)).await;
    assert_eq!(tied.rules(), ["W1"]);
    let nobody = olive.ask(doc::ASSIGN, assign("mara", version)).await;
    assert_eq!(nobody.code(), "NOT_FOUND", "not an assessor");
    let assigned = olive.ask(doc::ASSIGN, assign("priya", version)).await;
    assert_eq!(
        assigned.text("/assignAssessor/application/state"),
        "SUBMITTED",
        "unpaid (M7)"
    );
    let input = json!({ "orderId": order, "paidOn": "2026-12-24", "reference": "BACS 17" });
    let future = olive.ask(doc::PAID, json!({ "input": input })).await;
    assert_eq!(future.fields(), ["paidOn"]);
    let input =
        json!({ "orderId": order, "reason": "The university pays at the end of its term." });
    let early = olive.ask(doc::EARLY, json!({ "input": input })).await;
    assert_eq!(
        early.text("/startBeforePayment/applications/0/state"),
        "IN_ASSESSMENT"
    );
    assert_eq!(
        early.text("/startBeforePayment/applications/0/dueOn"),
        "2026-12-21",
        "20 working days (W6)"
    );
    let input = json!({ "orderId": order, "paidOn": "2026-11-20", "reference": "BACS 17" });
    let paid = olive.ask(doc::PAID, json!({ "input": input })).await;
    assert_eq!(paid.text("/markOrderPaid/order/paidOn"), "2026-11-20");
    app.work().await;
    assert!(
        app.letters()
            .await
            .iter()
            .any(|letter| letter.to == "priya@assess.test"),
        "the assessor is told"
    );

    // 5. The assessor: caseload, marks, a shortfall that was not asked about first is refused (J5).
    let caseload = priya
        .ask(
            doc::CASELOAD,
            json!({ "filter": { "assessorId": world::person_id("priya") }, "first": 25 }),
        )
        .await;
    assert_eq!(caseload.number("/applications/totalCount"), 1);
    assert_eq!(caseload.text("/applications/nodes/0/waitingOn"), "ASSESSOR");
    let opened = priya
        .ask(doc::OPEN, json!({ "input": { "evidenceId": file } }))
        .await;
    let read = reqwest::get(opened.text("/openEvidence/url"))
        .await
        .unwrap();
    assert_eq!(read.status(), 200);
    assert_eq!(read.bytes().await.unwrap().as_ref(), bytes);
    let judge = |reference: &str, value: &str, version: i64| json!({ "input": { "applicationId": id, "ref": reference, "value": value, "note": "Seen.", "version": version } });
    for reference in BRONZE {
        let value = if reference == "2.1" { "NOT_MET" } else { "MET" };
        priya.ask(doc::JUDGE, judge(reference, value, 0)).await.ok();
    }
    let hidden = look(&mara, &id).await;
    assert!(
        hidden["criteria"][0]["judgement"].is_null(),
        "marks are shown with the decision"
    );
    assert!(hidden["bestFitLevel"].is_null());
    assert!(hidden["assessor"].is_null());
    let confirm = |pillar: i64, level: Option<&str>, reason: Option<&str>| json!({ "input": { "applicationId": id, "pillar": pillar, "level": level, "reason": reason, "version": 0 } });
    let short = priya.ask(doc::CONFIRM, confirm(2, None, None)).await;
    assert_eq!(short.rules(), ["J5"], "a shortfall is asked about first");
    let departs = priya
        .ask(doc::CONFIRM, confirm(2, Some("BRONZE"), None))
        .await;
    assert_eq!(
        departs.rules(),
        ["J3"],
        "departing from best fit needs a reason"
    );

    // It is asked about, answered with a file, closed.
    let ask_for = |due: &str, criteria: &[&str]| json!({ "input": { "applicationId": id, "criteria": criteria, "question": "Who may join?", "dueOn": due } });
    let past = priya
        .ask(doc::REQUEST, ask_for("2026-11-23", &["2.1"]))
        .await;
    assert_eq!(past.fields(), ["dueOn"]);
    let asked = priya
        .ask(doc::REQUEST, ask_for("2026-12-07", &["2.1"]))
        .await;
    let request = asked.text("/requestEvidence/request/id");
    assert_eq!(
        asked.text("/requestEvidence/application/state"),
        "AWAITING_EVIDENCE"
    );
    assert_eq!(asked.number("/requestEvidence/request/round"), 1);
    app.on("2026-11-25").await;
    let bytes = b"Open to every student; reasonable adjustments are offered.\n".to_vec();
    let mut declared = upload::declaration(&id, &["2.1"], "inclusion.txt", &bytes);
    declared["requestId"] = json!(request);
    let extra = upload::send(&mara, &declared, &bytes).await;
    let answer =
        json!({ "input": { "requestId": request, "answer": "Attached: who may join, and how." } });
    let unready = mara.ask(doc::ANSWER, answer.clone()).await;
    assert_eq!(unready.rules(), ["E3"]);
    app.work().await;
    let answered = mara.ask(doc::ANSWER, answer).await;
    assert_eq!(
        answered.text("/answerEvidenceRequest/application/state"),
        "IN_ASSESSMENT"
    );
    assert_eq!(
        answered.text("/answerEvidenceRequest/request/evidence/0/id"),
        extra
    );
    app.work().await;
    let closed = priya
        .ask(doc::CLOSE, json!({ "input": { "requestId": request } }))
        .await;
    assert_eq!(closed.text("/closeEvidenceRequest/request/state"), "CLOSED");

    // Outcomes beside the best fit: a shortfall may stand now, and one departure has its reason (J3).
    let early = |version: i64| json!({ "input": { "applicationId": id, "version": version, "feedback": "Well run." } });
    let version = look(&priya, &id).await["version"].as_i64().unwrap();
    let undecided = priya.ask(doc::DECIDE, early(version)).await;
    assert!(
        undecided.rules().contains(&"J3".to_owned()),
        "{:#}",
        undecided.body
    );
    priya.ask(doc::CONFIRM, confirm(2, None, None)).await.ok();
    for pillar in [1, 3, 4, 5, 6] {
        priya
            .ask(doc::CONFIRM, confirm(pillar, Some("BRONZE"), None))
            .await
            .ok();
    }
    priya
        .ask(doc::JUDGE, judge("7.1", "PARTLY_MET", 1))
        .await
        .ok();
    let reason = "The evaluation is under way and its plan is sound.";
    priya
        .ask(doc::CONFIRM, confirm(7, Some("BRONZE"), Some(reason)))
        .await
        .ok();
    let seen = look(&priya, &id).await;
    assert_eq!(seen["undecided"], json!([]));
    assert!(allowed(&seen, "DECIDE"));
    let version = seen["version"].as_i64().unwrap();
    let decided = priya.ask(doc::DECIDE, early(version)).await;
    assert_eq!(
        decided.text("/decideApplication/application/state"),
        "DECIDED"
    );
    assert_eq!(
        decided.text("/decideApplication/application/decision/level/code"),
        "BRONZE",
        "six of seven (J2)"
    );
    let pillars = decided.at("/decideApplication/application/decision/pillars");
    assert_eq!(pillars[6]["reason"], reason);
    assert!(pillars[6]["bestFit"].is_null());
    assert_eq!(pillars[1]["levels"][0]["unmet"], json!(["2.1"]));
    app.work().await;
    assert!(
        app.letters()
            .await
            .iter()
            .any(|letter| letter.to == "mara@alderbrook.test"),
        "the university is told"
    );
    let late = priya.ask(doc::JUDGE, judge("2.1", "MET", 1)).await;
    assert_eq!(late.code(), "REFUSED", "what was judged stays (J7)");

    // 6. The award, for everybody to look up; nothing else of anybody.
    let number = decided.text("/decideApplication/application/award/number");
    assert_eq!(number, "UMS-2026-000001");
    let public = stranger
        .ask(
            "query($number: String!) { registerEntry(number: $number) { number university programmes level levelTitle levelRank levelCount
               awardedOn expiresOn state url badgeUrl } register(search: \"alderbrook\", level: \"BRONZE\") { totalCount nodes { number } } }",
            json!({ "number": number }),
        )
        .await;
    assert_eq!(public.text("/registerEntry/state"), "IN_FORCE");
    assert_eq!(
        public.text("/registerEntry/university"),
        "University of Alderbrook"
    );
    assert_eq!(public.text("/registerEntry/awardedOn"), "2026-11-25");
    assert_eq!(
        public.text("/registerEntry/expiresOn"),
        "2027-11-25",
        "a year (A1)"
    );
    assert_eq!(public.number("/register/totalCount"), 1);
    for list in [
        "programmes",
        "applications",
        "universities",
        "awards",
        "assessors",
    ] {
        let seen = stranger
            .ask(
                &format!("{{ {list} {{ totalCount nodes {{ __typename }} }} }}"),
                json!({}),
            )
            .await;
        assert_eq!(seen.code(), "UNAUTHENTICATED", "{list}");
    }
    let nobody = stranger
        .ask(
            "{ viewer { role person { id } university { id } } }",
            json!({}),
        )
        .await;
    assert!(nobody.at("/viewer/role").is_null());
    let (status, page) = stranger.page(&format!("/awards/{number}")).await;
    assert_eq!(status, 200);
    assert!(
        page.contains("University of Alderbrook") && page.contains("Peer mentoring"),
        "{page}"
    );
    let (status, badge) = stranger.page(&format!("/awards/{number}.svg")).await;
    assert_eq!(status, 200);
    assert!(
        badge.starts_with("<svg") && badge.contains("Bronze"),
        "{badge}"
    );
    let (status, json) = stranger.page("/public/register.json").await;
    assert_eq!(status, 200, "{json}");
    assert!(json.contains(&number), "{json}");
    app.on("2027-11-25").await;
    let (_, badge) = stranger.page(&format!("/awards/{number}.svg")).await;
    assert!(
        badge.to_lowercase().contains("expired"),
        "the badge stops claiming (A4): {badge}"
    );
    app.on("2026-11-25").await;

    // What the manager sees now: marks and reasons.
    let seen = look(&mara, &id).await;
    assert_eq!(seen["criteria"][0]["judgement"]["value"], "MET");
    assert_eq!(seen["award"]["number"], number);
    let mine = mara.ask("{ awards { totalCount nodes { id number state university { name } programmes { name } application { id } } } }", json!({})).await;
    assert_eq!(mine.number("/awards/totalCount"), 1);
    let mine = mara.ask("{ programmes { nodes { award { number level { code } } eligibility { options { level { code } allowed firstDay reasons { rule message } } } } } }", json!({})).await;
    assert_eq!(mine.text("/programmes/nodes/0/award/number"), number);
    let options = mine.at("/programmes/nodes/0/eligibility/options");
    assert_eq!(
        options[1]["firstDay"], "2027-05-25",
        "six months (G2, G4): {options:#}"
    );

    // 7. Every step is in the trail, and the chain holds (T4).
    let acts: Vec<String> = seen["timeline"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .rev()
        .map(|event| event["act"].as_str().unwrap().to_owned())
        .collect();
    let count = |act: &str| acts.iter().filter(|a| *a == act).count();
    let expected = [
        ("application.started", 1),
        ("criterion.rated", 18),
        ("evidence.added", 3),
        ("evidence.arrived", 2),
        ("evidence.tied", 1),
        ("application.submitted", 1),
        ("application.assigned", 1),
        ("order.start_allowed", 1),
        ("order.paid", 1),
    ];
    let total = seen["timeline"]["totalCount"].as_i64().unwrap();
    let all = app
        .owner()
        .await
        .column("select act from trail where application_id is not null order by seq")
        .await;
    assert_eq!(all.len() as i64, total);
    assert_eq!(acts.len(), 50, "the newest fifty, of {total}");
    let count_all = |act: &str| all.iter().filter(|a| *a == act).count();
    for (act, times) in expected {
        assert_eq!(count_all(act), times, "{act}: {all:?}");
    }
    for (act, times) in [
        ("criterion.judged", 18),
        ("evidence.requested", 1),
        ("evidence.answered", 1),
        ("evidence.request_closed", 1),
        ("outcome.confirmed", 7),
        ("application.decided", 1),
    ] {
        assert_eq!(count(act), times, "{act}: {acts:?}");
    }
    app.check_trail().await;
}

/// The chain notices what was changed behind the product's back (T4).
#[tokio::test]
async fn a_changed_trail_is_noticed() {
    let app = TestApp::start().await;
    make::application(&app, "alderbrook", Stage::Draft).await;
    app.check_trail().await;
    let owner = app.owner().await;
    let refused = owner.attempt("update trail set summary = 'Nothing.'").await;
    assert!(refused.unwrap_err().contains("append-only"));
    owner
        .run("alter table trail disable trigger append_only; update trail set summary = 'Nothing.' where seq = 1")
        .await;
    let tx = app
        .db()
        .begin(&store::Viewer::System, store::Access::Read, app.today())
        .await
        .unwrap();
    let broken = store::trail::first_broken(&tx, world::university("alderbrook")).await;
    tx.finish(true).await.unwrap();
    assert_eq!(broken.unwrap(), Some(1));
}
