//! The scheme's side: assignment, marks, a question, an answer, the decision.

use serde_json::json;
use tests::make::BRONZE;
use tests::make::documents as doc;
use tests::{upload, world};

use super::{Sent, Walk, allowed, look};

/// Steps 4 and 5 of the path; gives the certificate number.
pub(super) async fn judge(walk: &Walk, sent: &Sent) -> String {
    let Walk {
        app,
        mara,
        olive,
        priya,
        ..
    } = walk;
    let Sent { id, order, file } = sent;
    let bytes = upload::pdf("Training plan");
    // 4. The operator sees it, lets it start, assigns; a tie is refused (W1).
    let asked = olive
        .ask(
            "query($id: ID) { applications(filter: { state: [SUBMITTED], unassigned: true }) { nodes { id waitingOn } }
               assessors(applicationId: $id) { totalCount nodes { person { id name } lead openCases conflict } } }",
            json!({ "id": id }),
        )
        .await;
    assert_eq!(asked.text("/applications/nodes/0/id"), *id);
    assert_eq!(asked.text("/applications/nodes/0/waitingOn"), "OPERATOR");
    assert_eq!(asked.number("/assessors/totalCount"), 4);
    let assign = |who: &str, version: i64| json!({ "input": { "applicationId": id, "assessorId": world::person_id(who), "version": version } });
    let version = look(olive, id).await["version"].as_i64().unwrap();
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
    let owed = olive.ask(doc::INVOICE, json!({ "id": order })).await;
    let mut payment = json!({
        "invoiceId": owed.text("/node/invoice/id"), "amountMinor": 42_000, "receivedOn": "2026-12-24",
        "method": "BANK_TRANSFER", "reference": "BACS 17",
    });
    let future = olive.ask(doc::PAYMENT, json!({ "input": payment })).await;
    assert_eq!(future.fields(), ["receivedOn"]);
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
    payment["receivedOn"] = json!("2026-11-20");
    let paid = olive.ask(doc::PAYMENT, json!({ "input": payment })).await;
    assert_eq!(paid.text("/recordPayment/invoice/paidOn"), "2026-11-20");
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
    let hidden = look(mara, id).await;
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
    let mut declared = upload::declaration(id, &["2.1"], "inclusion.txt", &bytes);
    declared["requestId"] = json!(request);
    let extra = upload::send(mara, &declared, &bytes).await;
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
    let version = look(priya, id).await["version"].as_i64().unwrap();
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
    let seen = look(priya, id).await;
    assert_eq!(seen["undecided"], json!([]));
    assert!(allowed(&seen, "DECIDE"));
    let version = seen["version"].as_i64().unwrap();
    priya.ask(doc::DECIDE, early(version)).await.ok();
    app.work().await;
    let decided = priya.ask(doc::APPLICATION, json!({ "id": id })).await;
    assert_eq!(decided.text("/application/state"), "DECIDED");
    assert_eq!(
        decided.text("/application/decision/level/code"),
        "BRONZE",
        "six of seven (J2)"
    );
    let pillars = decided.at("/application/decision/pillars");
    assert_eq!(pillars[6]["reason"], reason);
    assert!(pillars[6]["bestFit"].is_null());
    assert_eq!(pillars[1]["levels"][0]["unmet"], json!(["2.1"]));
    assert!(
        app.letters()
            .await
            .iter()
            .any(|letter| letter.to == "mara@alderbrook.test"),
        "the university is told"
    );
    let late = priya.ask(doc::JUDGE, judge("2.1", "MET", 1)).await;
    assert_eq!(late.code(), "REFUSED", "what was judged stays (J7)");
    decided.text("/application/award/number")
}
