//! Releasing decisions that were made and not taken back (J6).

use schema::Error;
use serde::Deserialize;
use store::jobs::Claimed;
use uuid::Uuid;

use super::{Failure, Worker, payload};

#[derive(Deserialize)]
struct OfApplication {
    application_id: Uuid,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let text = super::with_causes(&error);
        match error {
            // What the rules refuse now they refuse again.
            Error::Refused(_) | Error::Input(_) => Self::Final(text),
            _ => Self::Passing(text),
        }
    }
}

impl Worker {
    /// Releases the decision, or hands it to whoever has to see it first.
    pub(super) async fn release_decision(&self, job: &Claimed) -> Result<(), Failure> {
        let of: OfApplication = payload(job)?;
        let moment = (self.now)();
        self.write(async |tx| {
            schema::release(tx, &self.shelf, moment, of.application_id).await?;
            Ok(())
        })
        .await
    }
}
