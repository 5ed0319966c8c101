//! What a provider's answer comes to: a session, or a page that says why not (T5).

use std::sync::Arc;

use axum::Extension;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::TimeDelta;
use serde::Deserialize;
use store::people;
use store::providers;
use store::sessions;
use store::{Access, idempotency};

use super::pages::{self, Problem};
use super::{again, invited, ruled, set_cookie, shown, slow_down, state_hash, tell, verify};
use crate::app::App;
use crate::http::cookies;
use crate::http::door::{Peer, RequestId};
use crate::session;

/// Answers under idempotency keys are remembered this long at least: nobody repeats a request days later.
const REMEMBERED: TimeDelta = TimeDelta::days(2);

/// What the provider's answer says, once.
#[derive(Deserialize)]
pub(super) struct Answered {
    state: Option<String>,
    code: Option<String>,
    iss: Option<String>,
    error: Option<String>,
}

/// The provider's answer: a session, or a page that says why not.
pub(super) async fn callback(
    State(app): State<Arc<App>>,
    Extension(peer): Extension<Peer>,
    Extension(request): Extension<RequestId>,
    answered: Result<Query<Answered>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let finished = async {
        slow_down(&app, peer)?;
        let Query(answered) = answered.map_err(|_| Problem::Stale)?;
        // In a task of its own: who hangs up cannot cut it in half.
        let (app, headers) = (app.clone(), headers.clone());
        tokio::spawn(async move { finish(&app, peer, answered, &headers).await })
            .await
            .map_err(|error| Problem::internal(&error))?
    };
    let mut answer = match finished.await {
        Ok(answer) => answer,
        Err(problem) => pages::problem(&app, &problem, &request),
    };
    set_cookie(&mut answer, app.cookies.clear(cookies::SIGN_IN));
    answer
}

async fn finish(
    app: &App,
    peer: Peer,
    answered: Answered,
    headers: &HeaderMap,
) -> Result<Response, Problem> {
    let now = app.clock.instant();
    let browser = app
        .cookies
        .get(headers, cookies::SIGN_IN)
        .ok_or(Problem::Stale)?;
    let state = answered.state.ok_or(Problem::Stale)?;
    let tx = app.system(Access::Write).await?;
    let sign_in = sessions::take_sign_in(&tx, &state_hash(app, &browser, &state), now).await?;
    let provider = match &sign_in {
        Some(sign_in) => providers::find(&tx, sign_in.provider_id).await?,
        None => None,
    };
    tx.finish(true).await?;
    let (Some(sign_in), Some(provider)) = (sign_in, provider) else {
        return Err(Problem::Stale);
    };
    app.providers
        .check_issuer(app, &provider, answered.iss.as_deref())
        .await?;
    if answered.error.is_some() {
        return Err(Problem::Declined);
    }
    let code = answered.code.ok_or(Problem::Declined)?;
    let identity = app.providers.redeem(app, &provider, &sign_in, code).await?;
    if let Some(of) = sign_in.again_of {
        let again = again::finish(app, peer, headers, (&provider, &identity), of).await?;
        return Ok(again.leads_to(app, &sign_in.next));
    }

    // Who was invited comes in by that, and follows the rules from the next time on.
    if sign_in.invitation_id.is_none() {
        ruled::follow(app, peer, &provider, &identity).await?;
    }
    let tx = app.system(Access::Write).await?;
    let person = people::by_identity(&tx, &provider.issuer, &identity.subject).await?;
    let invited = invited::of(&tx, sign_in.invitation_id, &provider, now).await?;
    let person = match &invited {
        Some(of) => invited::take_up(app, &tx, peer, of, (&provider, &identity), person).await?,
        None => person.ok_or_else(|| Problem::Unknown {
            provider: provider.name.clone(),
            subject: identity.subject.clone(),
        })?,
    };
    let known = people::by_ids(&tx, &[person]).await?;
    let email = known.first().and_then(|person| person.email.as_deref());
    verify::email(email, &identity)?;
    // Who was invited somewhere begins there.
    let place = invited.map(|of| of.university_id);
    let mut standings = people::standings(&tx, person, Some(provider.id))
        .await?
        .into_iter();
    let standing = standings
        .find(|standing| place.is_none_or(|at| standing.viewer.university() == at))
        .ok_or(Problem::NoRole)?;
    sessions::sweep(&tx, now).await?;
    idempotency::sweep(&tx, app.clock.now().now - REMEMBERED).await?;
    if let Some(old) = session::token(app, headers) {
        sessions::delete(&tx, &old).await?;
    }
    let (token, hash) = session::new_token();
    let (address, browser) = (shown(peer), session::browser(headers));
    let new = sessions::New {
        token_hash: &hash,
        viewer: &standing.viewer,
        provider_id: Some(provider.id),
        proof: sessions::Proof {
            at: identity.proved_at(now),
            subject: Some(&identity.subject),
            sid: identity.sid.as_deref(),
        },
        address: address.as_deref(),
        browser: browser.as_deref(),
        invitation_id: None,
    };
    sessions::insert(&tx, &new, now).await?;
    people::signed_in(&tx, person, now).await?;
    tell(
        app,
        &tx,
        peer,
        &standing.viewer,
        "session.started",
        "Signed in.",
    )
    .await?;
    tx.finish(true).await?;
    let mut answer = Redirect::to(&sign_in.next).into_response();
    set_cookie(
        &mut answer,
        app.cookies
            .set(cookies::SESSION, &token, sessions::ABSOLUTE),
    );
    Ok(answer)
}
