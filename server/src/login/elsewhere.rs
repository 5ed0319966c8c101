//! What a provider sends of its own accord: that somebody signed out there, and that somebody signs in from there.

use std::sync::Arc;

use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Form, Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Json};
use serde::Deserialize;
use store::Access;
use store::providers::{self, Provider};
use store::sessions::{self, Gone};
use store::trail::{self, Event};
use url::Url;
use url::form_urlencoded::Serializer;

use super::logout_token;
use super::pages::Problem;
use super::signed_token::SignedToken;
use super::{ForWhat, begin, event, same_site_path, slow_down};
use crate::app::App;
use crate::http::door::{Peer, plain, too_fast};
use crate::session;

/// A provider's word that somebody signed out there.
#[derive(Deserialize)]
pub(super) struct Said {
    logout_token: String,
}

/// Why nobody was signed out.
enum Refused {
    /// The provider is told no more than that; why is in the log.
    Token(&'static str),
    Problem(Problem),
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<store::Error> for Refused {
    fn from(error: store::Error) -> Self {
        Self::Problem(error.into())
    }
}

/// Ends the sessions of somebody who signed out at their provider (OpenID Connect Back-Channel Logout 1.0).
pub(super) async fn sign_out(
    State(app): State<Arc<App>>,
    Extension(peer): Extension<Peer>,
    Path(slug): Path<String>,
    said: Result<Form<Said>, FormRejection>,
) -> Response {
    let done = async {
        slow_down(&app, peer)?;
        let Form(said) = said.map_err(|_| Refused::Token("there is no logout token"))?;
        // In a task of its own: who hangs up cannot cut it in half.
        let app = app.clone();
        tokio::spawn(async move { heed(&app, peer, &slug, &said.logout_token).await })
            .await
            .map_err(|error| Problem::internal(&error))?
    };
    let mut answer = match done.await {
        Ok(()) => StatusCode::OK.into_response(),
        Err(Refused::Problem(Problem::TooFast(wait))) => too_fast(wait),
        Err(Refused::Problem(Problem::Busy)) => {
            plain(StatusCode::SERVICE_UNAVAILABLE, "Try again in a moment.")
        }
        Err(Refused::Problem(Problem::Internal)) => plain(
            StatusCode::INTERNAL_SERVER_ERROR,
            "Something went wrong on our side.",
        ),
        Err(refused) => {
            if let Refused::Token(why) = refused {
                tracing::warn!(error.cause = why, "a logout token was not heeded");
            }
            let said = serde_json::json!({ "error": "invalid_request", "error_description": "The logout token is not one that can be heeded." });
            (StatusCode::BAD_REQUEST, Json(said)).into_response()
        }
    };
    let no_store = HeaderValue::from_static("no-store");
    answer.headers_mut().insert(header::CACHE_CONTROL, no_store);
    answer
}

async fn heed(app: &App, peer: Peer, slug: &str, token: &str) -> Result<(), Refused> {
    let provider = open(app, slug).await?;
    let provider = provider.ok_or(Refused::Token("there is no such provider"))?;
    let now = app.clock.instant();
    let token = SignedToken::read(token, &logout_token::TYPES);
    let token = token.ok_or(Refused::Token("it cannot be read"))?;
    let gone = logout_token::says(&token, &provider, now).map_err(Refused::Token)?;
    if !is_theirs(app, &provider, &token).await? {
        return Err(Refused::Token("no key of the provider's signed it"));
    }
    let tx = app.system(Access::Write).await?;
    if !sessions::spend(&tx, provider.id, &gone.jti, gone.until, now).await? {
        tx.finish(false).await?;
        return Err(Refused::Token("it was heeded before"));
    }
    let who = Gone {
        provider: provider.id,
        subject: gone.subject.as_deref(),
        sid: gone.sid.as_deref(),
    };
    let said = format!("Signed out, having signed out at {}.", provider.name);
    end(app, &tx, peer, &who, &said).await?;
    tx.finish(true).await?;
    Ok(())
}

/// The provider in use of this name.
pub(super) async fn open(app: &App, slug: &str) -> Result<Option<Provider>, Problem> {
    let tx = app.system(Access::Read).await?;
    let found = providers::by_slug(&tx, slug).await;
    tx.finish(true).await?;
    Ok(found?)
}

/// Whether the provider signed it, with a key that is known or one that it has now.
pub(super) async fn is_theirs(
    app: &App,
    provider: &Provider,
    token: &SignedToken<'_>,
) -> Result<bool, Problem> {
    let look = async |than| {
        let keys = &app.providers;
        keys.known_keys(&app.outside, provider, than).await
    };
    let Some(known) = look(None).await? else {
        return Ok(false);
    };
    if token.is_signed_by(&known) {
        return Ok(true);
    }
    let other = look(Some(&known)).await?;
    Ok(other.is_some_and(|keys| token.is_signed_by(&keys)))
}

/// Ends the sessions, and tells of each in the chain of its university, or of the scheme (T4).
pub(super) async fn end(
    app: &App,
    tx: &store::Tx,
    peer: Peer,
    who: &Gone<'_>,
    said: &str,
) -> Result<(), Problem> {
    for viewer in sessions::end_gone(tx, who, app.clock.instant()).await? {
        let of = event(app, peer, &viewer, "session.ended", said.to_owned());
        let told = Event { actor: None, ..of };
        trail::tell(tx, &told, &[]).await?;
    }
    Ok(())
}

/// What a provider sends along with somebody who signs in from there (OpenID Connect Core 1.0, section 4).
#[derive(Deserialize)]
pub(super) struct Sent {
    iss: String,
    login_hint: Option<String>,
    target_link_uri: Option<String>,
}

/// Begins an ordinary sign-in for somebody whom their provider sends: whatever it says beside, they are whoever it signs in then.
pub(super) async fn sign_in(
    State(app): State<Arc<App>>,
    Extension(peer): Extension<Peer>,
    Path(slug): Path<String>,
    sent: Result<Query<Sent>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    slow_down(&app, peer)?;
    let Query(sent) = sent.map_err(|_| Problem::NoProvider)?;
    let provider = open(&app, &slug).await?;
    let provider = provider.filter(|provider| provider.issuer == sent.iss);
    let provider = provider.ok_or(Problem::NoProvider)?;
    let next = target(&app.config.public_url, sent.target_link_uri.as_deref());
    // Whoever is signed in stays so: a link from elsewhere ends no session.
    if session::current(&app, &headers).await?.session.is_some() {
        return Ok(Redirect::to(&next).into_response());
    }
    let for_what = ForWhat {
        next,
        invitation_id: None,
        again_of: None,
        hint: sent.login_hint.filter(|hint| is_hint(hint)),
    };
    begin(&app, &headers, &provider, for_what).await
}

/// The same, sent by a form: browsers send no cookies with it, so they are asked to come again.
pub(super) async fn sign_in_by_form(
    Path(slug): Path<String>,
    sent: Result<Form<Sent>, FormRejection>,
) -> Result<Response, Problem> {
    let Form(sent) = sent.map_err(|_| Problem::NoProvider)?;
    let slug: String = url::form_urlencoded::byte_serialize(slug.as_bytes()).collect();
    let mut query = Serializer::new(String::new());
    query.append_pair("iss", &sent.iss);
    let more = [
        ("login_hint", sent.login_hint),
        ("target_link_uri", sent.target_link_uri),
    ];
    for (name, value) in more {
        if let Some(value) = value {
            query.append_pair(name, &value);
        }
    }
    let again = format!("/auth/from/{slug}?{}", query.finish());
    Ok(Redirect::to(&again).into_response())
}

/// Where somebody is to be after signing in: a page of ours, else the first.
fn target(ours: &Url, wanted: Option<&str>) -> String {
    let wanted = wanted.and_then(|text| Url::parse(text).ok());
    let wanted = wanted.filter(|wanted| {
        wanted.origin() == ours.origin()
            && wanted.username().is_empty()
            && wanted.password().is_none()
    });
    same_site_path(
        wanted
            .as_ref()
            .map(|wanted| &wanted[url::Position::BeforePath..]),
    )
}

/// Whether a text may be passed on to the provider as whom it says.
fn is_hint(text: &str) -> bool {
    text.len() <= 254 && !text.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_ours_are_gone_to() {
        let ours = Url::parse("https://pillars.example/").unwrap();
        let to = |wanted: &str| target(&ours, Some(wanted));
        assert_eq!(target(&ours, None), "/");
        assert_eq!(to("https://pillars.example"), "/");
        assert_eq!(
            to("https://pillars.example/programmes?of=a#b"),
            "/programmes?of=a#b"
        );
        assert_eq!(to("https://PILLARS.example:443/programmes"), "/programmes");
        for bad in [
            "",
            "/programmes",
            "//evil.example/",
            "https://evil.example/programmes",
            "http://pillars.example/programmes",
            "https://pillars.example:8443/programmes",
            "https://pillars.example@evil.example/programmes",
            "https://me@pillars.example/programmes",
            "https://pillars.example.evil.example/programmes",
            "https://pillars.example//evil.example",
            "https://pillars.example/\\evil.example",
            "https://pillars.example/auth/sign-out",
            "javascript:alert(1)",
            "data:text/html,evil",
        ] {
            assert_eq!(to(bad), "/", "{bad}");
        }
    }
}
