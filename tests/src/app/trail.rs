//! The trail of a test's server.

use server::verify::{self, Heads};

use super::TestApp;

impl TestApp {
    /// Whether every chain of the trail follows from its events, and every decision from its record (T4, J7).
    ///
    /// # Panics
    /// When one does not.
    pub async fn check_trail(&self) {
        let report = self.verify(&Heads::default()).await;
        assert!(report.is_sound(), "{report}");
        assert!(report.lines > 0, "nothing was checked");
    }

    /// What `pillars verify` says, against heads noted earlier.
    ///
    /// # Panics
    /// When the database does not answer.
    pub async fn verify(&self, noted: &Heads) -> verify::Report {
        let found = verify::examine(&self.house.db, self.today(), noted).await;
        found.expect("an answer").0
    }
}
