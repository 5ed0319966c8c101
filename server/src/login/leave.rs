//! Signing out, and choosing what to act as: both asked for by pages of ours alone.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Form, Request, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use domain::id::{self, Kind};
use serde::Deserialize;
use store::people::{self, Standing};
use store::{Access, sessions};
use uuid::Uuid;

use super::acting::{self, End};
use super::{Problem, set_cookie, tell};
use crate::app::App;
use crate::http::cookies;
use crate::http::door::{self, Peer};
use crate::session;

/// Ends the session, asked for by a page of ours.
pub(super) async fn sign_out(
    State(app): State<Arc<App>>,
    Extension(peer): Extension<Peer>,
    request: Request,
) -> Result<Response, Problem> {
    let headers = request.headers();
    if !door::from_our_page(&app, headers) {
        return Err(Problem::Forged);
    }
    let current = session::current_or_setting_up(&app, headers).await?;
    if let Some(session) = &current.session {
        let tx = app.system(Access::Write).await?;
        if let Some(acting) = &session.acting {
            acting::tell_end(&app, &tx, super::shown(peer), acting, End::SignedOut).await?;
        }
        sessions::delete(&tx, &session.token_hash).await?;
        tell(
            &app,
            &tx,
            peer,
            &session.own(),
            "session.ended",
            "Signed out.",
        )
        .await?;
        tx.finish(true).await?;
    }
    let mut answer = Redirect::to("/register").into_response();
    set_cookie(&mut answer, app.cookies.clear(cookies::SESSION));
    Ok(answer)
}

/// What to act as from now on.
#[derive(Deserialize)]
pub(super) struct Wanted {
    role: String,
    /// The university's id, `uni_…`; not for the scheme's roles.
    university: Option<String>,
}

/// Lets a person who may act as several things act as another one; the session's token changes with it.
pub(super) async fn switch_role(
    State(app): State<Arc<App>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    Form(wanted): Form<Wanted>,
) -> Result<Response, Problem> {
    if !door::from_our_page(&app, &headers) {
        return Err(Problem::Forged);
    }
    let current = session::current(&app, &headers).await?;
    let (Some(session), Some(person)) = (&current.session, current.viewer.person()) else {
        return Err(Problem::Stale);
    };
    if session.acting.is_some() {
        return Err(Problem::Acting);
    }
    let university = match wanted.university.as_deref().filter(|id| !id.is_empty()) {
        None => None,
        Some(text) => match id::decode(text) {
            Some((Kind::University, university)) => Some(university),
            _ => return Err(Problem::NoRole),
        },
    };
    let tx = app.system(Access::Write).await?;
    let standings = people::standings(&tx, person, session.provider_id).await?;
    let standing = standings
        .iter()
        .find(|standing| is_wanted(standing, &wanted.role, university))
        .ok_or(Problem::NoRole)?;
    let (token, hash) = session::new_token();
    let now = app.clock.instant();
    if !sessions::rotate(&tx, &session.token_hash, &hash, &standing.viewer, now).await? {
        return Err(Problem::Stale);
    }
    tell(
        &app,
        &tx,
        peer,
        &standing.viewer,
        "session.role_changed",
        "Changed role.",
    )
    .await?;
    tx.finish(true).await?;
    let mut answer = Redirect::to("/").into_response();
    let lasts = session.expires_at - app.clock.instant();
    set_cookie(
        &mut answer,
        app.cookies.set(cookies::SESSION, &token, lasts),
    );
    Ok(answer)
}

fn is_wanted(standing: &Standing, role: &str, university: Option<Uuid>) -> bool {
    standing.role.as_str() == role && standing.viewer.university() == university
}
