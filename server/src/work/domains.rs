//! Looking whether a domain's DNS says that it is a university's (U4).

use domain::domains::{ENTRY, Found, look};
use serde::Deserialize;
use store::domains;
use store::jobs::Claimed;
use store::trail::{self, Event};
use uuid::Uuid;

use super::{Failure, Worker, payload};

#[derive(Deserialize)]
struct OfDomain {
    domain_id: Uuid,
}

impl Worker {
    /// Looks at a domain's DNS, and verifies the domain where it says what it is to say.
    pub(super) async fn check_domain(&self, job: &Claimed) -> Result<(), Failure> {
        let OfDomain { domain_id } = payload(job)?;
        let found = self.write(async |tx| Ok(domains::to_look_at(tx, domain_id).await?));
        let Some(asked) = found.await? else {
            return Ok(());
        };
        let texts = self.names.texts(&format!("{ENTRY}{}", asked.name)).await;
        let found = match texts {
            Ok(texts) => look(&texts, &asked.token),
            Err(error) => {
                tracing::info!(error.cause = %error, "a domain could not be looked up");
                Found::NoAnswer
            }
        };
        let now = (self.now)().now;
        self.write(async |tx| {
            let Some(of) = domains::to_look_at(tx, domain_id).await? else {
                return Ok(());
            };
            let new = found == Found::Verified && of.verified_at.is_none();
            let found = match found {
                Found::Verified if new && !domains::verify(tx, of.id, "DNS", now).await? => {
                    Found::Taken
                }
                found => found,
            };
            domains::looked(tx, of.id, found.as_str(), now).await?;
            if found == Found::Verified && new {
                let event = Event {
                    university: of.university_id,
                    application: None,
                    subject: Some(of.id),
                    actor: None,
                    at: now,
                    act: "domain.verified",
                    summary: format!("The e-mail domain {} was verified by its DNS.", of.name),
                    before: None,
                    after: Some(serde_json::json!({ "domain": of.name })),
                    origin: None,
                };
                trail::tell(tx, &event, &[]).await?;
            }
            Ok(())
        })
        .await
    }
}
