//! Releasing decisions that were made and not taken back (J6).

use serde::Deserialize;
use store::jobs::Claimed;
use uuid::Uuid;

use super::{Failure, Worker, payload};

#[derive(Deserialize)]
struct OfApplication {
    application_id: Uuid,
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
