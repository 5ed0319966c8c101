//! Jobs on a real database and a real S3 API, both of this process's own.

mod addresses;
mod days;
mod files;
mod leases;

use super::*;
use crate::bench::{Bench, day};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_jobs_and_days() {
    let bench = Bench::start().await;
    files::honest_and_other_files(&bench).await;
    files::killed_between_steps(&bench).await;
    files::storage_away(&bench).await;
    addresses::addresses(&bench).await;
    leases::leases(&bench).await;
    leases::a_loop(&bench).await;
    days::a_day_passes(&bench).await;
    days::letters(&bench).await;
    bench.end().await;
}

#[test]
fn pauses_grow_and_end() {
    let total: i64 = (1..MOST_ATTEMPTS).map(|n| pause(n).num_seconds()).sum();
    assert_eq!(pause(1), TimeDelta::seconds(5));
    assert_eq!(pause(4), TimeDelta::seconds(40));
    assert_eq!(pause(40), TimeDelta::seconds(1800));
    assert!((2 * 3600..4 * 3600).contains(&total), "{total}");
}

#[test]
fn a_day_has_one_of_each() {
    let (today, tomorrow) = (day("2026-11-22"), day("2026-11-23"));
    assert_eq!(
        daily_id(LAPSE_REQUESTS, today),
        daily_id(LAPSE_REQUESTS, today)
    );
    assert_ne!(
        daily_id(LAPSE_REQUESTS, today),
        daily_id(LAPSE_REQUESTS, tomorrow)
    );
    assert_ne!(
        daily_id(LAPSE_REQUESTS, today),
        daily_id(SWEEP_UPLOADS, today)
    );
}
