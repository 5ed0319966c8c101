//! Stopping letters of a kind by the address that such a letter carries (RFC 8058): without signing in, and never by looking alone.
//!
//! The token names one letter, and with it a person and a kind: it can stop such letters and let them go again, and shows nothing else.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use domain::notice::NoticeKind;
use minijinja::context;
use store::letters::{self, Subscribed};
use store::trail::{self, Event};
use store::{Access, mail_preferences};

use crate::app::App;
use crate::http::door::Peer;
use crate::public::{message, render};

/// `/unsubscribe/{token}` asks, and stops when posted to; `/unsubscribe/{token}/again` takes that back.
pub fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/unsubscribe/{token}", get(ask).post(stop))
        .route("/unsubscribe/{token}/again", post(again))
}

/// The address of a token, to go after the public address.
pub fn path(token: &str) -> String {
    format!("/unsubscribe/{token}")
}

async fn ask(State(app): State<Arc<App>>, Path(token): Path<String>) -> Result<Response, Problem> {
    let tx = app.system(Access::Read).await?;
    let found: store::Result<_> = async {
        let Some(of) = letters::by_unsubscribe(&tx, &token).await? else {
            return Ok(None);
        };
        let said = mail_preferences::find(&tx, of.person_id).await?;
        Ok(Some((of, said)))
    }
    .await;
    tx.finish(found.is_ok()).await?;
    let (of, said) = found?.ok_or(Problem::Missing)?;
    let kind = kind(&of)?;
    let unwanted = said.map(|said| said.unwanted).unwrap_or_default();
    let stopped = |kind: &NoticeKind| unwanted.iter().any(|code| code == kind.as_str());
    Ok(page(&token, kind, kind.stops().iter().all(stopped)))
}

async fn stop(
    State(app): State<Arc<App>>,
    Extension(peer): Extension<Peer>,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    change(&app, peer, &token, true).await
}

async fn again(
    State(app): State<Arc<App>>,
    Extension(peer): Extension<Peer>,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    change(&app, peer, &token, false).await
}

/// Stops letters of the kind, or lets them go again: doing it twice does it once.
async fn change(
    app: &App,
    Peer(peer): Peer,
    token: &str,
    stopped: bool,
) -> Result<Response, Problem> {
    let now = app.clock.now().now;
    let tx = app.system(Access::Write).await?;
    let done: store::Result<_> = async {
        let Some(of) = letters::by_unsubscribe(&tx, token).await? else {
            return Ok(None);
        };
        let kinds: Vec<&str> = match of.kind.parse::<NoticeKind>() {
            Ok(kind) => kind.stops().into_iter().map(NoticeKind::as_str).collect(),
            Err(_) => return Ok(None),
        };
        let changed = if stopped {
            mail_preferences::stop(&tx, of.person_id, &kinds, now).await?
        } else {
            mail_preferences::want(&tx, of.person_id, &kinds, now).await?
        };
        if changed {
            let (act, summary) = if stopped {
                (
                    "mail.unsubscribed",
                    "Letters of a kind were stopped, by the address in one.",
                )
            } else {
                (
                    "mail.resubscribed",
                    "Letters of a kind go again, by the address in one.",
                )
            };
            let event = Event {
                university: trail::SCHEME,
                application: None,
                subject: Some(of.person_id),
                actor: Some(of.person_id),
                at: now,
                act,
                summary: summary.to_owned(),
                before: None,
                after: Some(serde_json::json!({ "kind": of.kind })),
                origin: peer.map(|peer| peer.to_canonical().to_string()),
            };
            trail::tell(&tx, &event, &[]).await?;
        }
        Ok(Some(of))
    }
    .await;
    tx.finish(done.is_ok()).await?;
    let of = done?.ok_or(Problem::Missing)?;
    Ok(page(token, kind(&of)?, stopped))
}

fn kind(of: &Subscribed) -> Result<NoticeKind, Problem> {
    of.kind.parse().map_err(|_| Problem::Missing)
}

fn page(token: &str, kind: NoticeKind, stopped: bool) -> Response {
    let (about, action) = (kind.in_words(), path(token));
    let page = if stopped {
        context! {
            title => "You get no more of these letters",
            sentence => format!("Letters about {about} are stopped."),
            action => format!("{action}/again"),
            button => "Get them again",
        }
    } else {
        context! {
            title => "Stop these letters?",
            sentence => format!("You get letters about {about}."),
            action,
            button => "Stop these letters",
        }
    };
    // The address is the key: it is kept by nobody on the way.
    let private = [
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    (private, render("unsubscribe.html", page)).into_response()
}

/// Why nothing was done.
enum Problem {
    Missing,
    Store(store::Error),
}

impl From<store::Error> for Problem {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        match self {
            Self::Missing => message(
                StatusCode::NOT_FOUND,
                "This address stops no letters",
                "Take it whole from the end of a letter, or sign in and choose what you get.",
                Some(("/account/mail", "Choose what you get")),
            ),
            Self::Store(error) => {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "letters could not be stopped"
                );
                message(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "This could not be done just now",
                    "Try again in a minute.",
                    None,
                )
            }
        }
    }
}
