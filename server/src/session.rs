//! Who asks: the session behind a request's cookie.

use std::time::Duration;

use axum::http::{HeaderMap, header};
use domain::access::{self, Reach};
use domain::acting;
use schema::{ActsFor, SignedIn};
use sha2::{Digest, Sha256};
use store::sessions::{self, Session};
use store::{Access, Viewer};

use crate::app::App;
use crate::http::cookies;
use crate::login;

/// Bytes of chance in a session's token.
const TOKEN_BYTES: usize = 32;

/// Who asks.
#[derive(Debug, Clone)]
pub struct Current {
    /// As whom the request reads and writes.
    pub viewer: Viewer,
    /// The session in force, if there is one.
    pub session: Option<Session>,
}

impl Current {
    const NOBODY: Self = Self {
        viewer: Viewer::Anonymous,
        session: None,
    };

    /// How far they reach where they did not sign in.
    pub fn reach(&self) -> Option<Reach> {
        let sets_up = self.session.as_ref()?.invitation_id.is_some();
        sets_up.then_some(Reach::SettingUp)
    }

    /// The session as what is asked by it is told of it.
    pub fn signed_in(&self, app: &App) -> Option<SignedIn> {
        let session = self.session.as_ref()?;
        let instant = app.clock.instant();
        Some(SignedIn {
            id: session.id,
            instant,
            fresh: access::is_fresh(session.authenticated_at, instant),
            setting_up: session.invitation_id.is_some(),
            acting: session.acting.as_ref().map(|acting| ActsFor {
                reason: acting.reason.clone(),
                until: acting.until,
            }),
        })
    }

    /// From where they ask, as the trail is told: whoever acts for a university says that it is for the scheme (U11).
    pub fn origin(&self, address: Option<String>) -> Option<String> {
        match &self.session {
            Some(session) if session.acting.is_some() => Some(acting::origin(address.as_deref())),
            _ => address,
        }
    }
}

/// Reads the session of a request's cookie; a token that opens nothing is nobody's, and nobody signed in by one that is begun by an invitation.
///
/// # Errors
/// When the database does not answer.
pub async fn current(app: &App, headers: &HeaderMap) -> store::Result<Current> {
    let found = current_or_setting_up(app, headers).await?;
    let signed_in = found.reach().is_none();
    Ok(if signed_in { found } else { Current::NOBODY })
}

/// As [`current`], and who sets up how their university signs in, by an invitation (U6): what answers them keeps to their [`Current::reach`].
///
/// # Errors
/// When the database does not answer.
pub async fn current_or_setting_up(app: &App, headers: &HeaderMap) -> store::Result<Current> {
    match token(app, headers) {
        Some(hash) => by_token(app, &hash).await,
        None => Ok(Current::NOBODY),
    }
}

/// The digest of the token in the request's cookie.
pub fn token(app: &App, headers: &HeaderMap) -> Option<Vec<u8>> {
    let token = app.cookies.get(headers, cookies::SESSION)?;
    (token.len() == 2 * TOKEN_BYTES && token.bytes().all(|b| b.is_ascii_hexdigit()))
        .then(|| digest(&token))
}

/// The session in force of this token.
///
/// # Errors
/// When the database does not answer.
pub async fn by_token(app: &App, hash: &[u8]) -> store::Result<Current> {
    let now = app.clock.instant();
    let today = app.clock.now().today;
    let tx = app.db.begin(&Viewer::System, Access::Read, today).await?;
    let found = sessions::find(&tx, hash, now).await;
    tx.finish(true).await?;
    let Some(mut session) = found? else {
        return Ok(Current::NOBODY);
    };
    if let Some(over) = session.acting.take_if(|acting| acting.over) {
        login::acting_is_over(app, hash, &over).await?;
    }
    if session.stale {
        note_use(app, hash);
    }
    Ok(Current {
        viewer: session.viewer,
        session: Some(session),
    })
}

/// Writes down that the session was used, beside the request: losing one note loses minutes.
fn note_use(app: &App, hash: &[u8]) {
    let (db, clock, hash) = (app.db.clone(), app.clock, hash.to_vec());
    let note = async move {
        let tx = db
            .begin(&Viewer::System, Access::Write, clock.now().today)
            .await?;
        sessions::touch(&tx, &hash, clock.instant()).await?;
        tx.finish(true).await
    };
    tokio::spawn(async {
        match tokio::time::timeout(Duration::from_secs(5), note).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(error.cause = %error, "a session's use was not noted"),
            Err(_) => tracing::warn!("a session's use was not noted in time"),
        }
    });
}

/// What a request's browser is called.
pub fn browser(headers: &HeaderMap) -> Option<String> {
    let said = headers.get(header::USER_AGENT)?.to_str().ok()?;
    domain::browser::name(said)
}

/// A token nobody can guess, and the digest of it that is kept.
pub fn new_token() -> (String, Vec<u8>) {
    let token = hex::encode(rand::random::<[u8; TOKEN_BYTES]>());
    let hash = digest(&token);
    (token, hash)
}

/// What is kept of a token.
pub fn digest(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_long_and_different() {
        let (one, hash) = new_token();
        let (other, _) = new_token();
        assert_eq!(one.len(), 64);
        assert_ne!(one, other);
        assert_eq!(hash, digest(&one));
        assert_eq!(hash.len(), 32);
    }
}
