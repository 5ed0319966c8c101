//! Trying identity providers: what they are asked stays outside of requests (U3).

use serde::Deserialize;
use store::jobs::Claimed;
use store::providers;
use uuid::Uuid;

use super::{Failure, Worker, payload};
use crate::login::check;

#[derive(Deserialize)]
struct OfProvider {
    provider_id: Uuid,
}

impl Worker {
    /// Tries a provider as it is entered now, and writes down what each step came to.
    pub(super) async fn try_provider(&self, job: &Claimed) -> Result<(), Failure> {
        let OfProvider { provider_id } = payload(job)?;
        let found = self.write(async |tx| Ok(providers::to_check(tx, provider_id).await?));
        let Some((provider, version)) = found.await? else {
            return Ok(());
        };
        let outside = self.outside.as_ref();
        let outside =
            outside.ok_or_else(|| Failure::Final("nothing outside is reached".to_owned()))?;
        let secret = self.seal.reveal(&provider.issuer, &provider.client_secret);
        let back = check::back(&self.public_url);
        let checks = check::check(outside, &provider, secret.as_deref(), &back).await;
        let checks =
            serde_json::to_value(checks).map_err(|error| Failure::Final(error.to_string()))?;
        let now = (self.now)().now;
        self.write(async |tx| Ok(providers::checked(tx, provider_id, version, &checks, now).await?))
            .await
    }

    /// Keeps every secret under the server's seal of today.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn seal_anew(&self) -> Result<usize, Failure> {
        self.write(async |tx| {
            let mut renewed = 0;
            for mut of in providers::sealed(tx).await? {
                let anew = |kept: &[u8]| self.seal.renewed(&of.issuer, kept);
                let (secret, next) = (
                    anew(&of.client_secret),
                    of.next_secret.as_deref().and_then(anew),
                );
                if secret.is_none() && next.is_none() {
                    continue;
                }
                of.client_secret = secret.unwrap_or(of.client_secret);
                of.next_secret = next.or(of.next_secret);
                providers::seal_anew(tx, &of).await?;
                renewed += 1;
            }
            Ok(renewed)
        })
        .await
    }
}
