//! Evidence in an S3 service that is not ours, and on a wire that fails.

use axum::http::Method;
use serde_json::json;
use tests::TestApp;
use tests::make::documents as doc;
use tests::make::{self, Stage};
use tests::moto::{Fault, Moto};
use tests::upload::{self, Upload};

const STATE: &str = "query($id: ID!) { application(id: $id) { evidence { id file { state size contentType problem } } } }";

struct Fixture {
    moto: Moto,
    app: TestApp,
    case: make::Case,
}

async fn fixture() -> Fixture {
    let moto = Moto::start().await;
    let app = TestApp::start_with(Some(moto.storage())).await;
    let case = make::application(&app, "alderbrook", Stage::Draft).await;
    Fixture { moto, app, case }
}

impl Fixture {
    /// The state of the application's only file.
    async fn state(&self) -> String {
        let seen = self
            .case
            .manager
            .ask(STATE, json!({ "id": self.case.id }))
            .await;
        seen.text("/application/evidence/0/file/state")
    }

    async fn begin(&self, bytes: &[u8]) -> Upload {
        let declared = upload::declaration(&self.case.id, &["1.1"], "training-plan.pdf", bytes);
        upload::begin(&self.case.manager, &declared).await
    }

    /// Everything of a file on its way, arrived and not yet checked.
    async fn sent(&self, bytes: &[u8]) -> String {
        let declared = upload::declaration(&self.case.id, &["1.1"], "training-plan.pdf", bytes);
        upload::send(&self.case.manager, &declared, bytes).await
    }

    /// What a browser gets that opens the file.
    async fn opened(&self, evidence: &str) -> (reqwest::header::HeaderMap, Vec<u8>) {
        let opened = self
            .case
            .manager
            .ask(doc::OPEN, json!({ "input": { "evidenceId": evidence } }))
            .await;
        let got = reqwest::get(opened.text("/openEvidence/url"))
            .await
            .unwrap();
        assert_eq!(got.status(), 200);
        (got.headers().clone(), got.bytes().await.unwrap().to_vec())
    }
}

fn large_pdf(size: usize) -> Vec<u8> {
    let mut bytes = upload::pdf("Training plan");
    let end = b"\n%%EOF\n";
    bytes.resize(size - end.len(), b' ');
    bytes.extend_from_slice(end);
    bytes
}

#[tokio::test]
async fn e1_a_file_in_parts_goes_the_same_way_in_another_storage() {
    let fixture = fixture().await;
    let manager = &fixture.case.manager;
    let probe = fixture.begin(&large_pdf(64 * 1024)).await;
    let bytes = large_pdf(probe.part_size + 4096);
    let file = fixture.begin(&bytes).await;
    let (first, second) = bytes.split_at(file.part_size);
    let mut etags = vec![file.send_part(manager, 1, first).await];
    assert_eq!(file.arrived(manager).await, [1], "it can be gone on with");
    etags.push(file.send_part(manager, 2, second).await);
    file.complete(manager, &etags).await;
    file.finish(manager).await.ok();
    fixture.app.work().await;

    let (headers, got) = fixture.opened(&file.evidence).await;
    assert_eq!(got, bytes);
    // This storage takes no wishes about the answer's headers; then a browser is given nothing it would run.
    assert_eq!(headers["content-type"], "application/octet-stream");

    // What was never finished is swept, and what is kept is not.
    let later = "2100-01-01T00:00:00Z".parse().unwrap();
    fixture
        .app
        .files()
        .delete_uploads_before(later)
        .await
        .unwrap();
    assert_eq!(fixture.opened(&file.evidence).await.1, bytes);

    for evidence in [&probe.evidence, &file.evidence] {
        let input = json!({ "input": { "evidenceId": evidence } });
        manager.ask(doc::REMOVE, input).await.ok();
    }
    fixture.app.work().await;
}

#[tokio::test]
async fn e1_a_file_that_storage_has_not_is_told_from_a_storage_that_fails() {
    let fixture = fixture().await;
    let bytes = upload::pdf("Training plan");
    let upload = fixture.begin(&bytes).await;
    upload::finish(&fixture.case.manager, &upload.evidence)
        .await
        .ok();
    fixture.moto.fail(&Method::HEAD, Fault::Status(503), 20);
    assert_eq!(fixture.app.try_work().await, ["verify_file"]);
    assert_eq!(fixture.state().await, "SCANNING", "nobody knows yet");

    fixture.moto.heal();
    fixture.app.on("2026-11-24").await;
    fixture.app.try_work().await;
    assert_eq!(fixture.state().await, "FAILED", "it never arrived");
}

#[tokio::test]
async fn e1_storage_that_fails_on_the_way_loses_nothing_and_lets_nothing_through() {
    let bytes = large_pdf(300_000);
    let days = ["2026-11-24", "2026-11-25"];
    for (method, fault, what) in [
        (Method::PUT, Fault::Status(500), "the copy is refused"),
        (
            Method::PUT,
            Fault::Lost,
            "the copy is made and its answer lost",
        ),
        (Method::GET, Fault::Status(500), "the copy cannot be read"),
        (Method::GET, Fault::Cut, "the copy ends in the middle"),
        (Method::DELETE, Fault::Status(503), "the upload stays"),
    ] {
        let fixture = fixture().await;
        let evidence = fixture.sent(&bytes).await;
        fixture.moto.fail(&method, fault, 20);
        let failed = fixture.app.try_work().await;
        assert!(
            failed.contains(&"verify_file".to_owned()),
            "{what}: {failed:?}"
        );
        let state = fixture.state().await;
        let concluded = method == Method::DELETE;
        assert_eq!(
            state,
            if concluded { "CLEAN" } else { "SCANNING" },
            "{what}"
        );
        assert!(fixture.moto.heal() > 0, "{what}: the fault was met");

        for day in days {
            fixture.app.on(day).await;
            fixture.app.try_work().await;
        }
        assert_eq!(fixture.state().await, "CLEAN", "{what}");
        assert_eq!(fixture.opened(&evidence).await.1, bytes, "{what}");
        let left = fixture
            .app
            .owner()
            .await
            .column("select kind from job where done_at is null")
            .await;
        assert_eq!(left, [""; 0], "{what}");
    }
}
