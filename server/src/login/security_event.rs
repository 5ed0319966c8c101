//! A provider's word of what became of an account: gone for good, or in other hands for now (RFC 8417, pushed as RFC 8935 says; OpenID
//! RISC 1.0, CAEP 1.0). Whoever is gone leaves the university (U10).

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use store::providers::Provider;
use store::sessions::{self, Gone};
use store::{Access, people};

use super::elsewhere::{end, is_theirs, open};
use super::pages::Problem;
use super::provider::LEEWAY;
use super::signed_token::{SignedToken, is_name};
use super::{slow_down, succession};
use crate::app::App;
use crate::http::door::{Peer, plain, too_fast};

const PURGED: &str = "https://schemas.openid.net/secevent/risc/event-type/account-purged";
const DISABLED: &str = "https://schemas.openid.net/secevent/risc/event-type/account-disabled";
const REVOKED: &str = "https://schemas.openid.net/secevent/caep/event-type/session-revoked";
/// What its type may be.
const TYPES: [Option<&str>; 1] = [Some("secevent+jwt")];
/// How it is sent.
const SENT_AS: &str = "application/secevent+jwt";
/// A provider that did not reach us tries again: what it said longer ago than this is not believed.
const OLDEST: TimeDelta = TimeDelta::days(7);

/// What became of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Became {
    /// Whoever had it has left.
    Gone,
    /// Nobody is to be signed in by it now.
    SignedOut,
}

/// What a provider says.
#[derive(Debug, PartialEq, Eq)]
struct Said {
    became: Became,
    subject: String,
    /// The word's own name.
    jti: String,
    /// From when on it is too old to be believed.
    until: DateTime<Utc>,
}

/// Why a word was not heeded: the code that RFC 8935 has for it, and what is in the log.
struct Refused(&'static str, &'static str);

enum Failed {
    Refused(Refused),
    Problem(Problem),
}

impl From<Problem> for Failed {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<store::Error> for Failed {
    fn from(error: store::Error) -> Self {
        Self::Problem(error.into())
    }
}

/// Takes a provider's word: 202 for what was heeded, came before or is about something else, and 400 for what cannot be believed.
pub(super) async fn heed(
    State(app): State<Arc<App>>,
    Extension(peer): Extension<Peer>,
    Path(slug): Path<String>,
    headers: HeaderMap,
    token: String,
) -> Response {
    let done = async {
        slow_down(&app, peer)?;
        let sent_as = headers.get(header::CONTENT_TYPE);
        if sent_as.is_none_or(|kind| kind.as_bytes() != SENT_AS.as_bytes()) {
            return Err(Failed::Refused(Refused(
                "invalid_request",
                "it was not sent as one",
            )));
        }
        // In a task of its own: who hangs up cannot cut it in half.
        let app = app.clone();
        tokio::spawn(async move { take(&app, peer, &slug, token.trim()).await })
            .await
            .map_err(|error| Problem::internal(&error))?
    };
    let mut answer = match done.await {
        Ok(()) => StatusCode::ACCEPTED.into_response(),
        Err(Failed::Refused(Refused(code, why))) => {
            tracing::warn!(error.cause = why, "a security event was not heeded");
            let said = json!({ "err": code, "description": "The security event is not one that can be heeded." });
            (StatusCode::BAD_REQUEST, Json(said)).into_response()
        }
        Err(Failed::Problem(Problem::TooFast(wait))) => too_fast(wait),
        Err(Failed::Problem(Problem::Busy)) => {
            plain(StatusCode::SERVICE_UNAVAILABLE, "Try again in a moment.")
        }
        Err(Failed::Problem(_)) => plain(
            StatusCode::INTERNAL_SERVER_ERROR,
            "Something went wrong on our side.",
        ),
    };
    let no_store = HeaderValue::from_static("no-store");
    answer.headers_mut().insert(header::CACHE_CONTROL, no_store);
    answer
}

async fn take(app: &App, peer: Peer, slug: &str, token: &str) -> Result<(), Failed> {
    let refused = |code, why| Failed::Refused(Refused(code, why));
    let provider = open(app, slug).await?;
    let provider = provider.ok_or_else(|| refused("invalid_issuer", "no such provider"))?;
    let now = app.clock.instant();
    let token = SignedToken::read(token, &TYPES)
        .ok_or_else(|| refused("invalid_request", "it cannot be read"))?;
    token
        .expect_between(&provider)
        .map_err(|why| refused("invalid_audience", why))?;
    let said = says(&token, &provider, now).map_err(|why| refused("invalid_request", why))?;
    if !is_theirs(app, &provider, &token).await? {
        return Err(refused("invalid_key", "no key of the provider's signed it"));
    }
    let Some(said) = said else { return Ok(()) };
    let tx = app.system(Access::Write).await?;
    if !sessions::spend(&tx, provider.id, &said.jti, said.until, now).await? {
        return Ok(tx.finish(false).await?);
    }
    let who = Gone {
        provider: provider.id,
        subject: Some(&said.subject),
        sid: None,
    };
    let ended = format!("Signed out, by what {} says of the account.", provider.name);
    end(app, &tx, peer, &who, &ended).await?;
    let person = people::by_identity(&tx, &provider.issuer, &said.subject).await?;
    if let (Became::Gone, Some(person)) = (said.became, person) {
        succession::gone(app, &tx, peer, &provider, person).await?;
    }
    tx.finish(true).await?;
    Ok(())
}

/// What became of whose account, where it is one of the things that are heeded.
///
/// # Errors
/// With what is wrong with it.
fn says(
    token: &SignedToken<'_>,
    provider: &Provider,
    now: DateTime<Utc>,
) -> Result<Option<Said>, &'static str> {
    let issued = token
        .moment("iat")
        .ok_or("it does not say when it was issued")?;
    if issued > now + LEEWAY || issued < now - OLDEST {
        return Err("it was not issued in these days");
    }
    let jti = token.text("jti").ok_or("it has no name of its own")?;
    let heard = [PURGED, DISABLED, REVOKED]
        .into_iter()
        .find_map(|name| token.event(name).map(|event| (name, event)));
    let Some((name, event)) = heard else {
        return Ok(None);
    };
    // An account in other hands is given back: whoever has it has not left.
    let in_other_hands = event.get("reason").is_some_and(|why| why == "hijacking");
    let became = match name {
        REVOKED => Became::SignedOut,
        DISABLED if in_other_hands => Became::SignedOut,
        _ => Became::Gone,
    };
    let about = token.claim("sub_id").or_else(|| event.get("subject"));
    let subject = about.and_then(|about| subject_of(about, provider));
    Ok(Some(Said {
        became,
        subject: subject.ok_or("it does not say whose account")?,
        jti: jti.to_owned(),
        until: issued + OLDEST + LEEWAY,
    }))
}

/// Whom a subject identifier means: an issuer and a subject, and nobody by an address (T5; RFC 9493, section 3.2.3).
fn subject_of(about: &Value, provider: &Provider) -> Option<String> {
    let text = |field: &str| about.get(field).and_then(Value::as_str);
    let format = text("format").or_else(|| text("subject_type"))?;
    let fits = matches!(format, "iss_sub" | "iss-sub") && text("iss") == Some(&provider.issuer);
    let subject = text("sub").and_then(is_name)?;
    fits.then(|| subject.to_owned())
}
