//! Letters on their way: what becomes of each is kept in its record.

use domain::lifecycle::LetterState;
use serde::Deserialize;
use store::jobs::Claimed;
use store::letters::{self, Change};
use uuid::Uuid;

use super::{Failure, Worker, payload};
use crate::mail::Letter;

#[derive(Deserialize)]
struct ToSend {
    /// Its record; none of what was left before letters had one.
    letter_id: Option<Uuid>,
    #[serde(flatten)]
    letter: Letter,
}

impl Worker {
    /// Sends a letter; its record says that it was taken, or what the mail server said.
    pub(super) async fn send_letter(&self, job: &Claimed) -> Result<(), Failure> {
        let ToSend { letter_id, letter } = payload(job)?;
        let now = (self.now)().now;
        let sent = self.mail.send(job.id, &letter, now).await;
        let sent = sent.map_err(Failure::from);
        let problem = sent.as_ref().err().map(ToString::to_string);
        let change = Change {
            state: problem.is_none().then_some(LetterState::Sent.as_str()),
            problem: Some(problem.as_deref()),
            sent_at: problem.is_none().then_some(now),
            ..Change::default()
        };
        self.record_letter(letter_id, &change).await?;
        sent
    }

    /// What is owed when a letter will not be taken: its record says so.
    pub(super) async fn give_up_letter(&self, job: &Claimed) -> Result<(), Failure> {
        let ToSend { letter_id, .. } = payload(job)?;
        let change = Change {
            state: Some(LetterState::Failed.as_str()),
            ..Change::default()
        };
        self.record_letter(letter_id, &change).await
    }

    async fn record_letter(&self, id: Option<Uuid>, change: &Change<'_>) -> Result<(), Failure> {
        let Some(id) = id else { return Ok(()) };
        self.write(async |tx| Ok(letters::change(tx, id, change).await?))
            .await
    }
}
