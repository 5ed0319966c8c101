//! Jobs: everything that happens outside of a request, because it talks to somebody else or waits for a day to pass.
//!
//! A job is a row left by the transaction that caused it. Every job may be killed at any point and is then done again,
//! so each one is written to end the same however often it begins.

mod agreement;
mod bulk;
mod deadlines;
mod digest;
mod domains;
mod dunning;
mod expire;
mod export;
mod failure;
mod import;
pub(crate) mod kinds;
mod letters;
mod notify;
mod providers;
mod release;
mod remind;
mod reports;
mod retention;
mod ticks;
mod verify;
mod wording;

use std::fmt;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use futures_util::future::BoxFuture;
use schema::Moment;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use store::editions::Shelf;
use store::jobs::{self, Claimed, Fate};
use store::{Access, Db, Tx, Viewer};
use tokio::task::JoinSet;
use uuid::Uuid;

pub use self::failure::Failure;
use self::import::Step;
use crate::files::Files;
use crate::mail::Mail;
use crate::outside::{Names, Outside};
use crate::seal::Seal;

use self::kinds::DAILY;
pub use self::kinds::{
    DELETE_OBJECTS, EXPIRE_QUOTES, FORGET_JOBS, LAPSE_REQUESTS, NOTIFY_ADDRESS, NOTIFY_PERSON,
    NOTIFY_UNIVERSITY, REMIND_OF_DECISIONS, REMIND_OF_INVOICES, REMIND_OF_REQUESTS, REMOVE_EXPORTS,
    RETAIN, SEND_DIGEST, SEND_MAIL, SWEEP_UPLOADS, TELL_AGREEMENT, VERIFY_FILE,
};

pub(crate) const LEASE: TimeDelta = TimeDelta::seconds(60);
const RENEW: Duration = Duration::from_secs(20);
const POLL: Duration = Duration::from_secs(1);
/// How many jobs one process does at a time.
const AT_ONCE: usize = 4;
/// About three hours of trying.
const MOST_ATTEMPTS: i32 = 14;

/// Reads the time; the one clock of the process.
pub type Now = Arc<dyn Fn() -> Moment + Send + Sync>;

/// Does jobs.
#[derive(Clone)]
pub struct Worker {
    pub(crate) db: Db,
    pub(crate) files: Files,
    pub(crate) mail: Mail,
    pub(crate) shelf: Shelf,
    pub(crate) now: Now,
    /// What links in letters begin with; no slash at its end.
    pub(crate) public_url: Arc<str>,
    pub(crate) seal: Seal,
    pub(crate) outside: Option<Outside>,
    pub(crate) names: Names,
}

impl fmt::Debug for Worker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Worker")
            .field("files", &self.files)
            .finish_non_exhaustive()
    }
}

impl Worker {
    /// A worker with its tools; `public_url` is what links in letters begin with.
    pub fn new(db: Db, files: Files, mail: Mail, now: Now, public_url: &str) -> Self {
        Self {
            db,
            files,
            mail,
            shelf: Shelf::default(),
            now,
            public_url: public_url.trim_end_matches('/').into(),
            seal: Seal::default(),
            outside: None,
            names: Names::default(),
        }
    }

    /// The same worker, sealing what letters let people in by, and trying identity providers outside.
    #[must_use]
    pub fn reaching(mut self, seal: Seal, outside: Outside) -> Self {
        self.seal = seal;
        self.outside = Some(outside);
        self
    }

    /// The same worker, asking this DNS from now on.
    pub fn set_names(&mut self, names: Names) {
        self.names = names;
    }

    /// The same worker, its letters leaving by this from now on.
    pub fn set_mail(&mut self, mail: Mail) {
        self.mail = mail;
    }

    /// Does jobs as they come, until `shutdown`; then ends what it has begun.
    pub async fn run(&self, shutdown: impl Future<Output = ()>) {
        let mut shutdown = pin!(shutdown);
        if let Err(failure) = self.seal_anew().await {
            tracing::warn!(error = %failure, "secrets keep the seal that they have until the next start");
        }
        let mut running = JoinSet::new();
        let mut left_on = None;
        loop {
            if let Err(failure) = self.begin(&mut running, &mut left_on).await {
                tracing::warn!(error = %failure, "no jobs could be claimed");
            }
            tokio::select! {
                () = &mut shutdown => break,
                () = tokio::time::sleep(POLL) => {}
                Some(_) = running.join_next(), if running.len() == AT_ONCE => {}
            }
            while running.try_join_next().is_some() {}
        }
        while running.join_next().await.is_some() {}
    }

    /// Leaves the day's jobs when the day is new, claims as many jobs as there is room for, and begins them.
    async fn begin(
        &self,
        running: &mut JoinSet<()>,
        left_on: &mut Option<NaiveDate>,
    ) -> Result<(), Failure> {
        let today = (self.now)().today;
        if *left_on != Some(today) {
            self.leave_daily().await?;
            *left_on = Some(today);
        }
        let room = AT_ONCE.saturating_sub(running.len());
        if room == 0 {
            return Ok(());
        }
        for claimed in self.claim(room).await? {
            let worker = self.clone();
            running.spawn(async move { worker.see_to(claimed).await });
        }
        Ok(())
    }

    /// Does everything that is due now and what follows from it, the day's jobs among it; how many jobs that were.
    ///
    /// # Errors
    /// When jobs cannot be claimed; a job that fails is no error, it is tried again later.
    pub async fn run_due(&self) -> Result<usize, Failure> {
        self.leave_daily().await?;
        self.run_left().await
    }

    /// Does every job that was left and is due now, and what follows from it; how many jobs that were.
    ///
    /// # Errors
    /// As [`Worker::run_due`].
    pub async fn run_left(&self) -> Result<usize, Failure> {
        let mut done = 0;
        loop {
            let claimed = self.claim(1).await?;
            if claimed.is_empty() {
                return Ok(done);
            }
            for job in claimed {
                self.see_to(job).await;
                done += 1;
            }
        }
    }

    /// Leaves the day's jobs, once: their ids are made of their kind and the day.
    async fn leave_daily(&self) -> Result<(), Failure> {
        let Moment { now, today } = (self.now)();
        self.write(async |tx| {
            for kind in DAILY {
                jobs::leave(tx, daily_id(kind, today), kind, &Value::Null, now).await?;
            }
            Ok(())
        })
        .await
    }

    pub(crate) async fn claim(&self, most: usize) -> Result<Vec<Claimed>, Failure> {
        let now = (self.now)().now;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        self.write(async |tx| Ok(jobs::claim(tx, now, now + LEASE, most).await?))
            .await
    }

    /// Does one claimed job, renewing the lease meanwhile, and settles it.
    async fn see_to(&self, job: Claimed) {
        let mut work = pin!(self.attempt(&job));
        let result = loop {
            tokio::select! {
                result = &mut work => break result,
                () = tokio::time::sleep(RENEW) => {
                    let until = (self.now)().now + LEASE;
                    if let Ok(false) = self.settle(&job, &Fate::Extended(until)).await {
                        tracing::warn!(job.id = %job.id, job.kind, "the lease was lost; another worker has the job");
                        return;
                    }
                }
            }
        };
        let at = (self.now)().now;
        let fate = match result {
            Ok(()) => Fate::Done(at),
            Err(Failure::Passing(error)) if job.attempts < MOST_ATTEMPTS => {
                tracing::warn!(job.id = %job.id, job.kind, job.attempts, error, "a job did not work and is tried again");
                Fate::Retry {
                    at: at + pause(job.attempts),
                    error,
                }
            }
            Err(Failure::Passing(error) | Failure::Final(error)) => {
                tracing::error!(job.id = %job.id, job.kind, job.attempts, error, "a job is given up");
                self.give_up(&job).await;
                Fate::Failed { at, error }
            }
        };
        if let Err(failure) = self.settle(&job, &fate).await {
            // The lease ends by itself, and the job is done again.
            tracing::warn!(job.id = %job.id, job.kind, error = %failure, "a job could not be settled");
        }
    }

    async fn attempt(&self, job: &Claimed) -> Result<(), Failure> {
        // On the heap: as parts of one future they would be as big on the stack as all of them.
        let work: BoxFuture<'_, Result<(), Failure>> = match job.kind.as_str() {
            VERIFY_FILE => {
                let of: OfEvidence = payload(job)?;
                let attempt = u32::try_from(job.attempts).unwrap_or(0);
                Box::pin(self.verify_file(of.evidence_id, attempt))
            }
            SEND_MAIL => Box::pin(self.send_letter(job)),
            SEND_DIGEST => Box::pin(self.send_digest(job)),
            NOTIFY_UNIVERSITY => Box::pin(self.notify_university(job)),
            NOTIFY_PERSON => Box::pin(self.notify_person(job)),
            NOTIFY_ADDRESS => Box::pin(self.notify_address(job)),
            DELETE_OBJECTS => Box::pin(self.delete_objects(job)),
            schema::RELEASE_DECISION => Box::pin(self.release_decision(job)),
            schema::WORK_ON_BULK_ACT => Box::pin(self.work_on_bulk_act(job)),
            schema::TRY_PROVIDER => Box::pin(self.try_provider(job)),
            schema::CHECK_DOMAIN => Box::pin(self.check_domain(job)),
            schema::WRITE_EXPORT => Box::pin(self.write_export(job)),
            REMOVE_EXPORTS => Box::pin(self.remove_exports()),
            schema::RUN_REPORTS => Box::pin(self.run_reports()),
            LAPSE_REQUESTS => Box::pin(self.lapse_requests()),
            REMIND_OF_DECISIONS => Box::pin(self.remind_of_decisions()),
            REMIND_OF_REQUESTS => Box::pin(self.remind_of_requests()),
            EXPIRE_QUOTES => Box::pin(self.expire_quotes()),
            REMIND_OF_INVOICES => Box::pin(self.remind_of_invoices()),
            SWEEP_UPLOADS => Box::pin(self.sweep_uploads()),
            FORGET_JOBS => Box::pin(self.forget_jobs()),
            TELL_AGREEMENT => Box::pin(self.tell_agreement()),
            RETAIN => Box::pin(self.retain()),
            kind => match Step::of(kind) {
                Some(step) => Box::pin(self.import(job, step)),
                None => {
                    return Err(Failure::Final(format!(
                        "no job is called {kind:?}; run the worker of the version that left it"
                    )));
                }
            },
        };
        work.await
    }

    /// What is owed to people when a job will not be done.
    async fn give_up(&self, job: &Claimed) {
        let owed = match job.kind.as_str() {
            VERIFY_FILE => self.give_up_file(job).await,
            SEND_MAIL => self.give_up_letter(job).await,
            schema::WORK_ON_BULK_ACT => self.give_up_bulk_act(job).await,
            schema::WRITE_EXPORT => self.give_up_export(job).await,
            kind => match Step::of(kind) {
                Some(step) => self.give_up_import(job, step).await,
                None => Ok(()),
            },
        };
        if let Err(failure) = owed {
            tracing::error!(job.id = %job.id, job.kind, error = %failure, "what a job was about stays as it is");
        }
    }

    pub(crate) async fn settle(&self, job: &Claimed, fate: &Fate) -> Result<bool, Failure> {
        self.write(async |tx| Ok(jobs::settle(tx, job, fate).await?))
            .await
    }

    /// One transaction as the system, open only for these statements.
    pub(crate) async fn write<T>(
        &self,
        statements: impl AsyncFnOnce(&Tx) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let tx = self
            .db
            .begin(&Viewer::System, Access::Write, (self.now)().today)
            .await?;
        let result = statements(&tx).await;
        tx.finish(result.is_ok()).await?;
        result
    }
}

#[derive(Deserialize)]
struct OfEvidence {
    evidence_id: Uuid,
}

fn payload<T: DeserializeOwned>(job: &Claimed) -> Result<T, Failure> {
    T::deserialize(&job.payload)
        .map_err(|error| Failure::Final(format!("the payload does not read: {error}")))
}

/// 5 seconds, then twice as long each time, at most half an hour.
fn pause(attempts: i32) -> TimeDelta {
    let doubled = 5i64 << attempts.clamp(1, 10).saturating_sub(1);
    TimeDelta::seconds(doubled.min(1800))
}

/// The same id for the same kind and day, whoever makes it.
fn daily_id(kind: &str, day: NaiveDate) -> Uuid {
    id_of(&format!("{kind} {day}"))
}

/// The same id for the same words.
fn id_of(words: &str) -> Uuid {
    use sha2::Digest;
    let hash = sha2::Sha256::digest(words);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// What an event of the system's own says; the rest is empty.
fn system_event(
    university: Uuid,
    application: Option<Uuid>,
    subject: Uuid,
    at: DateTime<Utc>,
    act: &'static str,
    summary: String,
) -> store::trail::Event {
    store::trail::Event {
        university,
        application,
        subject: Some(subject),
        actor: None,
        at,
        act,
        summary,
        before: None,
        after: None,
        origin: None,
    }
}

#[cfg(test)]
mod tests;
