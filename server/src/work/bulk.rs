//! Bulk acts: each application's part as whoever asked for it, in a transaction of its own.

use std::sync::Arc;

use schema::{House, Sealer};
use serde::Deserialize;
use store::Access;
use store::jobs::Claimed;
use uuid::Uuid;

use super::{Failure, Worker, payload};

#[derive(Deserialize)]
struct OfBulkAct {
    bulk_act_id: Uuid,
}

impl Worker {
    /// Goes on with a bulk act until nothing of it is left.
    pub(super) async fn work_on_bulk_act(&self, job: &Claimed) -> Result<(), Failure> {
        let OfBulkAct { bulk_act_id: id } = payload(job)?;
        while self.advance_bulk_act(id).await? {}
        Ok(())
    }

    async fn advance_bulk_act(&self, id: Uuid) -> Result<bool, Failure> {
        let moment = (self.now)();
        // Asked each time: whoever runs the scheme no longer has nothing done in their name.
        let asked = self.write(async |tx| Ok(schema::asked_by(tx, id).await?));
        let Some(viewer) = asked.await? else {
            self.end_bulk_act(id, "Whoever asked for it runs the scheme no longer.")
                .await?;
            return Ok(false);
        };
        let house = House {
            sealer: Sealer::default(),
            shelf: self.shelf.clone(),
            signer: self.files.signer(),
            public_url: self.public_url.clone(),
            demo: false,
        };
        let tx = self.db.begin(&viewer, Access::Write, moment.today).await?;
        let tx = Arc::new(tx);
        let scope = schema::scope(&house, viewer, tx.clone(), moment, None);
        let more = schema::advance(&scope, id).await;
        tx.finish(more.is_ok()).await?;
        Ok(more?)
    }

    /// Ends a bulk act whose work is given up.
    pub(super) async fn give_up_bulk_act(&self, job: &Claimed) -> Result<(), Failure> {
        let OfBulkAct { bulk_act_id: id } = payload(job)?;
        self.end_bulk_act(id, "It did not work, many times over. Try again.")
            .await
    }

    async fn end_bulk_act(&self, id: Uuid, why: &str) -> Result<(), Failure> {
        let moment = (self.now)();
        self.write(async |tx| Ok(schema::abandon(tx, id, why, moment).await?))
            .await
    }
}
