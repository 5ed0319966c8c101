//! The trail of a test's server.

use store::Access;

use super::TestApp;

impl TestApp {
    /// Whether every chain of the trail follows from its events (T4).
    ///
    /// # Panics
    /// When one does not.
    pub async fn check_trail(&self) {
        let universities = self
            .owner()
            .await
            .column("select distinct university_id from trail")
            .await;
        let tx = self
            .house
            .db
            .begin(&store::Viewer::System, Access::Read, self.today())
            .await
            .expect("a transaction");
        for university in universities {
            let id = university.parse().expect("a UUID");
            let broken = store::trail::first_broken(&tx, id)
                .await
                .expect("an answer");
            assert_eq!(broken, None, "the chain of {university} is broken");
        }
        tx.finish(true).await.expect("an end");
    }
}
