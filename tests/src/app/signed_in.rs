//! Whoever asks a test's server, signed in just now.

use store::Access;

use super::TestApp;
use crate::{Person, world};

impl TestApp {
    /// Anybody of [`world::PEOPLE`], signed in.
    ///
    /// # Panics
    /// When there is no such person.
    pub async fn person(&self, name: &str) -> Person {
        let (token, hash) = server::session::new_token();
        let viewer = world::viewer(name);
        let today = self.today();
        let tx = self
            .house
            .db
            .begin(&store::Viewer::System, Access::Write, today)
            .await
            .expect("a transaction");
        let now = self.house.running().app.clock.instant();
        let new = store::sessions::New {
            token_hash: &hash,
            viewer: &viewer,
            provider_id: None,
            proof: store::sessions::Proof {
                at: now,
                subject: None,
                sid: None,
            },
            address: Some("192.0.2.7"),
            browser: Some("Firefox on Linux"),
            invitation_id: None,
        };
        store::sessions::insert(&tx, &new, now)
            .await
            .expect("a session");
        tx.finish(true).await.expect("a commit");
        Person::new(self.house.clone(), name, Some(token))
    }

    /// A provider's secret as the database keeps it.
    ///
    /// # Panics
    /// When there is no key to seal with.
    pub fn seal(&self, issuer: &str, secret: &str) -> Vec<u8> {
        let app = self.server();
        app.seal.secret(issuer, secret).expect("a key")
    }
}
