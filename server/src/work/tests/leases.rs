//! Whose job it is.

use serde_json::{Value, json};
use store::jobs::Fate;

use crate::bench::Bench;
use crate::work::{LEASE, SEND_MAIL};

/// Two workers never have the same job, and whoever lost it changes nothing.
pub(super) async fn leases(bench: &Bench) {
    for n in 0..20 {
        bench
            .leave(
                SEND_MAIL,
                json!({"to": format!("p{n}@example.org"), "subject": "x", "text": "y"}),
            )
            .await;
    }
    let (a, b) = tokio::join!(bench.worker.claim(20), bench.worker.claim(20));
    let (a, b) = (a.unwrap(), b.unwrap());
    assert_eq!(a.len() + b.len(), 20);
    assert!(
        a.iter()
            .all(|mine| b.iter().all(|theirs| theirs.id != mine.id))
    );
    let lost = a.into_iter().chain(b).next().unwrap();
    bench.clock.lock().unwrap().now += LEASE;
    let again = bench.worker.claim(20).await.unwrap();
    assert_eq!(again.len(), 20);
    let now = bench.clock.lock().unwrap().now;
    assert!(!bench.worker.settle(&lost, &Fate::Done(now)).await.unwrap());
    for job in &again {
        assert_eq!(job.attempts, 2);
        assert!(bench.worker.settle(job, &Fate::Done(now)).await.unwrap());
        assert!(!bench.worker.settle(job, &Fate::Done(now)).await.unwrap());
    }
    // A job of a version that is not this one is left for a person to see, and stops nothing.
    bench.leave("from_the_future", Value::Null).await;
    assert_eq!(bench.worker.run_due().await.unwrap(), 1);
    assert_eq!(
        bench
            .number(
                "select count(*) from job where failed_at is not null and kind = 'from_the_future'"
            )
            .await,
        1
    );
    bench
        .owner
        .execute("delete from job where failed_at is not null", &[])
        .await
        .unwrap();
}

/// The loop does what is left for it while it runs, and ends when asked.
pub(super) async fn a_loop(bench: &Bench) {
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let worker = bench.worker.clone();
    let running = tokio::spawn(async move { worker.run(async { drop(stopped.await) }).await });
    for n in 0..9 {
        let letter = json!({"to": format!("l{n}@example.org"), "subject": "loop", "text": "y"});
        bench.leave(SEND_MAIL, letter).await;
    }
    let waiting = async || {
        bench
            .number("select count(*) from job where done_at is null")
            .await
    };
    for _ in 0..100 {
        if waiting().await == 0 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert_eq!(waiting().await, 0);
    stop.send(()).unwrap();
    running.await.unwrap();
    bench.leave(SEND_MAIL, Value::Null).await;
    assert_eq!(waiting().await, 1, "nobody works any more");
    bench
        .owner
        .execute("delete from job where done_at is null", &[])
        .await
        .unwrap();
}
