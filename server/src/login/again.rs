//! Signing in again where an act needs it (U2): the session stays whose and what it was, and who they are is proved anew.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::TimeDelta;
use store::people;
use store::providers::{self, Provider};
use store::{Access, sessions};
use uuid::Uuid;

use super::pages::{self, Problem};
use super::verify::{self, Identity};
use super::{ForWhat, Next, begin, same_site_path, set_cookie, slow_down, tell};
use crate::app::App;
use crate::http::cookies;
use crate::http::door::Peer;
use crate::session;

/// Sends whoever is signed in to where they signed in, to be asked there who they are.
pub(super) async fn start(
    State(app): State<Arc<App>>,
    Extension(peer): Extension<Peer>,
    Query(Next { next }): Query<Next>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    slow_down(&app, peer)?;
    let next = same_site_path(next.as_deref());
    let Some(session) = session::current(&app, &headers).await?.session else {
        let next: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
        return Ok(Redirect::to(&format!("/sign-in?next={next}")).into_response());
    };
    let tx = app.system(Access::Read).await?;
    let provider = match session.provider_id {
        Some(id) => providers::find(&tx, id).await?,
        None => None,
    };
    let Some(provider) = provider else {
        // From before it was noted where: they choose, and begin another session.
        let providers = match session.own().university() {
            Some(university) => providers::of(&tx, university).await,
            None => providers::of_the_scheme(&tx).await,
        };
        tx.finish(true).await?;
        return Ok(pages::choose(&app, &providers?, &next, None));
    };
    tx.finish(true).await?;
    let for_what = ForWhat {
        next,
        invitation_id: None,
        again_of: Some(session.id),
        hint: None,
    };
    begin(&app, &headers, &provider, for_what).await
}

/// What opens the session from now on.
pub(super) struct Again {
    token: String,
    lasts: TimeDelta,
}

impl Again {
    /// Back to where they were.
    pub(super) fn leads_to(&self, app: &App, next: &str) -> Response {
        let mut answer = Redirect::to(next).into_response();
        let cookie = app.cookies.set(cookies::SESSION, &self.token, self.lasts);
        set_cookie(&mut answer, cookie);
        answer
    }
}

/// Notes that the session's person signed in again. Its role, university and end stay; what opened it until now opens nothing.
///
/// # Errors
/// Nothing was changed: the session is over ([`Problem::Stale`]), it was somebody else, or the provider did not ask.
pub(super) async fn finish(
    app: &App,
    peer: Peer,
    headers: &HeaderMap,
    (provider, identity): (&Provider, &Identity),
    of: Uuid,
) -> Result<Again, Problem> {
    let now = app.clock.instant();
    let old = session::token(app, headers).ok_or(Problem::Stale)?;
    let tx = app.system(Access::Write).await?;
    let open = sessions::find(&tx, &old, now).await?;
    let open = open
        .filter(|session| session.id == of)
        .ok_or(Problem::Stale)?;
    let person = people::by_identity(&tx, &provider.issuer, &identity.subject).await?;
    if person.is_none() || person != open.viewer.person() {
        return Err(Problem::SomebodyElse);
    }
    let known = people::by_ids(&tx, person.as_slice()).await?;
    let email = known.first().and_then(|person| person.email.as_deref());
    verify::email(email, identity)?;
    let proof = sessions::Proof {
        at: identity.proved_again_at(now)?,
        subject: Some(&identity.subject),
        sid: identity.sid.as_deref(),
    };
    let (token, hash) = session::new_token();
    if !sessions::confirm(&tx, &old, &hash, &proof).await? {
        return Err(Problem::Stale);
    }
    let said = "Signed in again.";
    tell(app, &tx, peer, &open.own(), "session.confirmed", said).await?;
    tx.finish(true).await?;
    Ok(Again {
        token,
        lasts: open.expires_at - now,
    })
}
