//! Ids that are none, and ids of other kinds: whatever has no such id does not exist.

use domain::id::{self, Kind};
use serde_json::{Value, json};
use tests::make::{self, Stage, documents as doc};
use tests::{Person, TestApp, world};
use uuid::Uuid;

use super::{codes, counts};

const DECLARE: &str =
    "mutation($input: DeclareFileInput!) { declareFile(input: $input) { evidence { id } } }";
const SIGN: &str = "mutation($input: SignUploadInput!) { signUpload(input: $input) { listUrl } }";
const FINISH: &str =
    "mutation($input: EvidenceInput!) { finishUpload(input: $input) { evidence { id } } }";

/// Nothing of that kind has any of these ids.
fn strangers(kind: Kind) -> Vec<String> {
    let uuid = Uuid::now_v7();
    let own = id::encode(kind, uuid);
    let others = Kind::ALL
        .iter()
        .filter(|other| **other != kind)
        .map(|other| id::encode(*other, uuid));
    let mut all: Vec<String> = others.collect();
    all.extend(["", "x", "0", "-1", "null", "\u{0}", "👩‍🏫", "' or 1=1 --"].map(str::to_owned));
    all.extend([
        uuid.to_string(),
        format!("{}_", kind.prefix()),
        own.to_uppercase(),
        format!(" {own}"),
        format!("{own}0"),
        format!("{own}\u{0}"),
        own[..own.len() - 1].to_owned(),
        "x".repeat(100_000),
        own,
    ]);
    all
}

/// Every id of that kind that is none is NOT_FOUND.
async fn not_found(person: &Person, document: &str, good: &Value, field: &str, kind: Kind) {
    let mut wrong = strangers(kind);
    // The same thing under another kind's prefix is another thing.
    if let Some(own) = good[field].as_str().and_then(|own| own.split_once('_')) {
        wrong.extend(
            Kind::ALL
                .iter()
                .filter(|other| **other != kind)
                .map(|other| format!("{}_{}", other.prefix(), own.1)),
        );
    }
    for id in wrong {
        let mut input = good.clone();
        input[field] = json!(id);
        let answer = person.ask(document, json!({ "input": input })).await;
        let shown: String = id.chars().take(40).collect();
        assert_eq!(
            codes(&answer),
            ["NOT_FOUND"],
            "{field} = {shown:?} of {document}: {:#}",
            answer.body
        );
    }
}

#[tokio::test]
async fn ids_of_other_kinds_do_not_exist_for_universities() {
    let app = TestApp::start().await;
    let mut case = make::application(&app, "alderbrook", Stage::Draft).await;
    case.fill().await;
    let mara = case.manager.clone();
    let before = counts(&app).await;
    let mut programme = make::programme("Peer mentoring");
    programme["programmeId"] = json!(case.programme);
    programme["version"] = json!(1);
    let application = json!(case.id);
    let evidence = json!({ "evidenceId": case.link });
    let bytes = "a".repeat(64);
    for (document, good, field, kind) in [
        (
            doc::UPDATE_PROGRAMME,
            programme,
            "programmeId",
            Kind::Programme,
        ),
        (
            doc::START,
            json!({ "programmeId": case.programme, "level": "BRONZE" }),
            "programmeId",
            Kind::Programme,
        ),
        (
            doc::RATE,
            json!({ "applicationId": application, "ref": "1.1", "value": "MET", "statement": "", "version": 1 }),
            "applicationId",
            Kind::Application,
        ),
        (
            doc::SUBMIT,
            json!({ "applicationId": application, "version": 1 }),
            "applicationId",
            Kind::Application,
        ),
        (
            doc::WITHDRAW,
            json!({ "applicationId": application, "version": 1, "reason": "No." }),
            "applicationId",
            Kind::Application,
        ),
        (
            doc::ADD_LINK,
            json!({ "applicationId": application, "url": "https://a.test/", "title": "A", "criteria": ["1.1"] }),
            "applicationId",
            Kind::Application,
        ),
        (
            doc::ADD_LINK,
            json!({ "applicationId": application, "requestId": null, "url": "https://a.test/", "title": "A", "criteria": ["1.1"] }),
            "requestId",
            Kind::EvidenceRequest,
        ),
        (
            DECLARE,
            json!({ "applicationId": application, "name": "a.txt", "size": "5", "sha256": bytes, "title": "A", "criteria": ["1.1"] }),
            "applicationId",
            Kind::Application,
        ),
        (
            DECLARE,
            json!({ "applicationId": application, "requestId": null, "name": "a.txt", "size": "5", "sha256": bytes, "title": "A", "criteria": ["1.1"] }),
            "requestId",
            Kind::EvidenceRequest,
        ),
        (
            SIGN,
            json!({ "evidenceId": case.link, "uploadId": "x", "parts": [] }),
            "evidenceId",
            Kind::Evidence,
        ),
        (FINISH, evidence.clone(), "evidenceId", Kind::Evidence),
        (
            doc::TIE,
            json!({ "evidenceId": case.link, "criteria": ["1.1"] }),
            "evidenceId",
            Kind::Evidence,
        ),
        (doc::REMOVE, evidence.clone(), "evidenceId", Kind::Evidence),
        (doc::OPEN, evidence, "evidenceId", Kind::Evidence),
        (
            doc::ANSWER,
            json!({ "requestId": null, "answer": "Yes." }),
            "requestId",
            Kind::EvidenceRequest,
        ),
    ] {
        not_found(&mara, document, &good, field, kind).await;
    }
    assert_eq!(counts(&app).await, before);
}

#[tokio::test]
async fn ids_of_other_kinds_do_not_exist_for_the_scheme() {
    let app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::InAssessment).await;
    let (olive, priya) = (&case.operator, case.assessor());
    let before = counts(&app).await;
    let (application, version) = (json!(case.id), case.version().await);
    for (person, document, good, field, kind) in [
        (
            olive,
            doc::PAYMENT,
            case.payment("B").await,
            "invoiceId",
            Kind::Invoice,
        ),
        (
            olive,
            doc::EARLY,
            json!({ "orderId": case.order, "reason": "B" }),
            "orderId",
            Kind::Order,
        ),
        (
            olive,
            doc::QUOTE,
            json!({ "orderId": case.order, "netMinor": 1 }),
            "orderId",
            Kind::Order,
        ),
        (
            olive,
            doc::ASSIGN,
            json!({ "applicationId": application, "assessorId": world::person_id("omar"), "version": version }),
            "applicationId",
            Kind::Application,
        ),
        (
            olive,
            doc::ASSIGN,
            json!({ "applicationId": application, "assessorId": world::person_id("omar"), "version": version }),
            "assessorId",
            Kind::Person,
        ),
        (
            priya,
            doc::JUDGE,
            json!({ "applicationId": application, "ref": "1.1", "value": "MET", "note": "", "version": 0 }),
            "applicationId",
            Kind::Application,
        ),
        (
            priya,
            doc::CONFIRM,
            json!({ "applicationId": application, "pillar": 1, "version": 0 }),
            "applicationId",
            Kind::Application,
        ),
        (
            priya,
            doc::DECIDE,
            json!({ "applicationId": application, "version": version, "feedback": "B" }),
            "applicationId",
            Kind::Application,
        ),
        (
            priya,
            doc::REQUEST,
            json!({ "applicationId": application, "criteria": ["1.1"], "question": "B?", "dueOn": "2026-12-07" }),
            "applicationId",
            Kind::Application,
        ),
        (
            priya,
            doc::CLOSE,
            json!({ "requestId": null }),
            "requestId",
            Kind::EvidenceRequest,
        ),
    ] {
        not_found(person, document, &good, field, kind).await;
    }
    assert_eq!(counts(&app).await, before);
    for (field, kind) in [
        ("application", Kind::Application),
        ("programme", Kind::Programme),
        ("university", Kind::University),
        ("edition", Kind::Edition),
    ] {
        for id in strangers(kind) {
            let document = format!("query($id: ID!) {{ {field}(id: $id) {{ id }} }}");
            let answer = olive.ask(&document, json!({ "id": id })).await;
            assert_eq!(codes(&answer), ["NOT_FOUND"], "{field} {id:.40}");
        }
    }
}
