//! What becomes of a file that arrived, whatever happens meanwhile.

use schema::storage::upload_key;
use sha2::{Digest, Sha256};

use crate::bench::{Bench, PDF};
use crate::files::{self, Files, Settings, object_key};
use crate::work::{Failure, LEASE, Worker};
use uuid::Uuid;

pub(super) async fn honest_and_other_files(bench: &Bench) {
    let svg =
        b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"x()\"><script>y()</script></svg>";
    let sha = |bytes: &[u8]| hex::encode(Sha256::digest(bytes));
    let good = bench.sent("plan.pdf", PDF).await;
    let drawn = bench.sent("plan.svg", svg).await;
    let page = bench
        .sent("plan.pdf", b"<html><script>alert(1)</script></html>")
        .await;
    let other = bench
        .declare("plan.pdf", PDF.len(), &sha(b"something else"), "SCANNING")
        .await;
    bench
        .worker
        .files
        .put(&upload_key(bench.university, other), PDF.to_vec())
        .await
        .unwrap();
    let longer = bench
        .declare("plan.pdf", PDF.len() + 1, &sha(PDF), "SCANNING")
        .await;
    bench
        .worker
        .files
        .put(&upload_key(bench.university, longer), PDF.to_vec())
        .await
        .unwrap();
    let missing = bench
        .declare("plan.pdf", PDF.len(), &sha(PDF), "SCANNING")
        .await;

    assert!(bench.worker.run_due().await.unwrap() >= 6);

    let (state, content_type, _, key) = bench.standing(good).await;
    assert_eq!(
        (state.as_str(), content_type.as_deref()),
        ("CLEAN", Some("application/pdf"))
    );
    assert_eq!(
        bench
            .worker
            .files
            .read(&key.unwrap(), 0, 1000)
            .await
            .unwrap(),
        PDF
    );
    assert_eq!(
        bench.standing(drawn).await.1.as_deref(),
        Some("image/svg+xml")
    );
    for (evidence, problem) in [
        (
            page,
            "The file is named .pdf but its content is HTML. Save it as a PDF and add it again.",
        ),
        (
            other,
            "The file that arrived is not the one that was announced: its SHA-256 differs. Add the file again.",
        ),
        (
            longer,
            "The file that arrived has 69 bytes, but 70 were announced. Add the file again.",
        ),
        (missing, "The file did not arrive. Add the file again."),
    ] {
        let (state, _, found, key) = bench.standing(evidence).await;
        assert_eq!(
            (state.as_str(), found.as_deref(), key),
            ("FAILED", Some(problem), None)
        );
    }
    // No upload is left, and of those refused no copy either.
    for evidence in [good, drawn, page, other, longer, missing] {
        assert!(matches!(
            bench
                .worker
                .files
                .size(&upload_key(bench.university, evidence))
                .await,
            Err(files::Error::Missing)
        ));
    }
    let copy = object_key(bench.university, other, &sha(b"something else"), 1);
    assert!(matches!(
        bench.worker.files.size(&copy).await,
        Err(files::Error::Missing)
    ));
    assert_eq!(
        bench
            .number(
                "select count(*) from trail where act = 'evidence.verified' and actor_id is null"
            )
            .await,
        2
    );
    assert_eq!(
        bench
            .number("select count(*) from trail where act = 'evidence.refused'")
            .await,
        4
    );
    assert_eq!(
        bench
            .number("select count(*) from job where done_at is null")
            .await,
        0
    );
}

/// Wherever the process died, the next attempt ends the same.
pub(super) async fn killed_between_steps(bench: &Bench) {
    let sha = hex::encode(Sha256::digest(PDF));
    // After the copy: the attempt's copy lies there, nothing is decided, and the lease is over.
    let copied = bench.sent("plan.pdf", PDF).await;
    bench.worker.claim(10).await.unwrap();
    bench
        .worker
        .files
        .copy(
            &upload_key(bench.university, copied),
            &object_key(bench.university, copied, &sha, 1),
        )
        .await
        .unwrap();
    assert_eq!(bench.worker.run_due().await.unwrap(), 0, "the lease holds");
    bench.clock.lock().unwrap().now += LEASE;
    assert_eq!(bench.worker.run_due().await.unwrap(), 1);
    assert_eq!(
        bench.standing(copied).await.3,
        Some(object_key(bench.university, copied, &sha, 2))
    );
    let first = object_key(bench.university, copied, &sha, 1);
    assert!(
        matches!(
            bench.worker.files.size(&first).await,
            Err(files::Error::Missing)
        ),
        "the first attempt's copy goes"
    );

    // After the decision: the upload still lies there.
    let decided = bench.sent("plan.pdf", PDF).await;
    bench.worker.verify_file(decided, 1).await.unwrap();
    bench
        .worker
        .files
        .put(
            &upload_key(bench.university, decided),
            b"other bytes, sent later".to_vec(),
        )
        .await
        .unwrap();
    assert_eq!(bench.worker.run_due().await.unwrap(), 1);
    let key = bench.standing(decided).await.3.unwrap();
    assert_eq!(
        bench.worker.files.read(&key, 0, 1000).await.unwrap(),
        PDF,
        "what was checked is what is served"
    );
    assert!(matches!(
        bench
            .worker
            .files
            .size(&upload_key(bench.university, decided))
            .await,
        Err(files::Error::Missing)
    ));
    assert_eq!(
        bench
            .number(&format!(
                "select count(*) from trail where subject_id = '{decided}'"
            ))
            .await,
        1,
        "told once"
    );

    // Removed meanwhile: nothing to do, and no error.
    let gone = Uuid::now_v7();
    bench.worker.verify_file(gone, 1).await.unwrap();
}

/// A file whose storage never answers is told to its owner in the end.
pub(super) async fn storage_away(bench: &Bench) {
    let away = Files::new(&Settings {
        endpoint: "http://127.0.0.1:1".to_owned(),
        public_endpoint: "http://127.0.0.1:1".to_owned(),
        region: "us-east-1".to_owned(),
        bucket: "evidence-files".to_owned(),
        access_key_id: "a".to_owned(),
        secret_access_key: "b".to_owned(),
    })
    .unwrap();
    let worker = Worker {
        files: away,
        ..bench.worker.clone()
    };
    let evidence = bench.sent("plan.pdf", PDF).await;
    let failure = worker.verify_file(evidence, 1).await.unwrap_err();
    assert!(matches!(failure, Failure::Passing(_)), "{failure}");
    assert_eq!(bench.standing(evidence).await.0, "SCANNING");
    bench
        .owner
        .execute("update job set attempts = 13 where done_at is null", &[])
        .await
        .unwrap();
    assert_eq!(worker.run_due().await.unwrap(), 1);
    let (state, _, problem, _) = bench.standing(evidence).await;
    assert_eq!(
        (state.as_str(), problem.as_deref()),
        (
            "FAILED",
            Some("The file could not be checked. Add the file again.")
        )
    );
    assert_eq!(
        bench
            .number("select count(*) from job where failed_at is not null and last_error <> ''")
            .await,
        1
    );
    bench
        .owner
        .execute("delete from job where failed_at is not null", &[])
        .await
        .unwrap();
}
