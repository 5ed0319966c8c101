//! What the public is told once a month of how alike assessors marked in a year (J6).

use super::failure::with_causes;
use super::{Failure, Worker};

impl Worker {
    /// Works out the year that ended with last month, if that was not told yet.
    pub(super) async fn tell_agreement(&self) -> Result<(), Failure> {
        let today = (self.now)().today;
        self.write(async |tx| {
            schema::consistency::tell_the_year(tx, today)
                .await
                .map_err(|error| Failure::Passing(with_causes(&error)))?;
            Ok(())
        })
        .await
    }
}
