//! What a passing day changes, and who is told.

use serde_json::json;

use crate::bench::Bench;
use crate::work::NOTIFY_UNIVERSITY;

/// Requests lapse the day after they were due; unfinished uploads fail after two days; each day's work is done once.
pub(super) async fn a_day_passes(bench: &Bench) {
    let (university, application, assessor) = (bench.university, bench.application, bench.assessor);
    for due in ["2026-11-30", "2026-12-02"] {
        bench
            .owner
            .batch_execute(&format!(
                "insert into evidence_request (university_id, id, application_id, criteria, question, due_on, state, round, asked_at, asked_by)
                 values ('{university}', gen_random_uuid(), '{application}', '{{1.1,1.2}}', 'Which?', '{due}', 'OPEN', 1, now(), '{assessor}')"
            ))
            .await
            .unwrap();
    }
    bench.set("2026-11-28");
    let unfinished = bench
        .declare("plan.pdf", 10, &"b".repeat(64), "UPLOADING")
        .await;
    let state = async || {
        bench
            .owner
            .query_one("select state from application", &[])
            .await
            .unwrap()
            .get::<_, String>(0)
    };
    let lapsed = async || {
        bench
            .number("select count(*) from evidence_request where state = 'LAPSED'")
            .await
    };
    bench.set("2026-11-30");
    bench.worker.run_due().await.unwrap();
    assert_eq!(
        (lapsed().await, state().await.as_str()),
        (0, "AWAITING_EVIDENCE")
    );
    assert_eq!(
        bench.standing(unfinished).await.0,
        "UPLOADING",
        "exactly two days are not more than two days"
    );
    bench.set("2026-12-01");
    bench.worker.run_due().await.unwrap();
    assert_eq!(
        (lapsed().await, state().await.as_str()),
        (1, "AWAITING_EVIDENCE")
    );
    assert_eq!(
        bench.standing(unfinished).await.2.as_deref(),
        Some("The upload was not finished. Add the file again.")
    );
    bench.set("2026-12-03");
    bench.worker.run_due().await.unwrap();
    assert_eq!(
        (lapsed().await, state().await.as_str()),
        (2, "IN_ASSESSMENT")
    );
    assert_eq!(
        bench.worker.run_due().await.unwrap(),
        0,
        "each day's work is done once"
    );
    assert_eq!(
        bench
            .number("select count(*) from trail where act = 'evidence.request_lapsed'")
            .await,
        2
    );
    assert_eq!(bench.number("select count(*) from trail where act = 'evidence.request_lapsed' and after->>'application' = 'IN_ASSESSMENT'").await, 1);
    // A month on, done jobs are forgotten.
    bench.set("2027-02-01");
    bench.worker.run_due().await.unwrap();
    assert_eq!(
        bench
            .number("select count(*) from job where done_at < '2026-12-31'")
            .await,
        0
    );
}

/// Letters go to people by who they are, once.
pub(super) async fn letters(bench: &Bench) {
    let before = bench.worker.mail.kept(1000).await.unwrap();
    assert!(
        before
            .iter()
            .any(|kept| kept.letter.to == "ann@assess.example"
                && kept.letter.subject == "An evidence request lapsed: UAB-0001"),
        "{before:?}"
    );
    let notice = json!({"university_id": bench.university, "subject": "More evidence is asked for", "text": "Please answer.", "path": "/applications/app_1"});
    let job = bench.leave(NOTIFY_UNIVERSITY, notice).await;
    bench.worker.run_due().await.unwrap();
    // The same job again, as after a crash between leaving the letters and being settled.
    bench
        .owner
        .execute(
            &format!("update job set done_at = null, run_at = '2027-01-01' where id = '{job}'"),
            &[],
        )
        .await
        .unwrap();
    bench.worker.run_due().await.unwrap();
    let kept = bench.worker.mail.kept(1000).await.unwrap();
    let new: Vec<_> = kept
        .iter()
        .filter(|kept| kept.letter.subject == "More evidence is asked for")
        .collect();
    assert_eq!(new.len(), 1);
    assert_eq!(new[0].letter.to, "mo@alderbrook.example");
    assert!(
        new[0]
            .letter
            .text
            .contains("\n\nPlease answer.\n\nhttps://pillars.example/applications/app_1\n"),
        "{}",
        new[0].letter.text
    );
    assert!(bench.mail.join(format!("{}.eml", new[0].id)).exists());
}
