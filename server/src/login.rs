//! Signing in at a university's own provider (OpenID Connect, T5), signing out, and choosing what to act as.

mod acting;
mod again;
pub(crate) mod check;
mod claims;
mod elsewhere;
mod finish;
mod invited;
mod joining;
mod known;
mod leave;
mod logout_token;
mod pages;
mod provider;
mod ruled;
mod security_event;
mod signed_token;
mod succession;
mod verify;
mod whence;

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use store::providers::{self, Provider};
use store::sessions::{self, SignIn};
use store::trail::{self, Event};
use store::{Access, Tx, Viewer};
use uuid::Uuid;

use crate::app::App;
use crate::http::door::Peer;
use crate::http::{cookies, rate};
use crate::session;

pub(crate) use acting::is_over as acting_is_over;
pub use known::Providers;
pub use pages::Problem;

/// `/sign-in`, `/join`, `/invitations` and `/auth/*`.
pub fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/sign-in", get(choose).post(whence::by_address))
        .route("/login/{slug}", get(whence::by_name))
        .route("/join", get(joining::form).post(joining::ask))
        .route("/join/asked", get(joining::asked))
        .route("/invitations/{token}", get(invited::page))
        .route("/invitations/{token}/set-up", post(invited::set_up))
        .route("/invitations/own", get(invited::own))
        .route("/auth/start/{slug}", get(start))
        .route("/auth/again", get(again::start))
        .route(
            "/auth/from/{slug}",
            get(elsewhere::sign_in).post(elsewhere::sign_in_by_form),
        )
        .route("/auth/callback", get(finish::callback))
        .route("/auth/sign-out", post(leave::sign_out))
        .route("/auth/sign-out/{slug}", post(elsewhere::sign_out))
        .route("/auth/events/{slug}", post(security_event::heed))
        .route("/auth/role", post(leave::switch_role))
        .route("/auth/act-for", post(acting::begin))
        .route("/auth/act-for/end", post(acting::end))
}

#[derive(Deserialize)]
struct Next {
    next: Option<String>,
}

/// What a sign-in is for.
#[derive(Deserialize)]
struct Wanted {
    next: Option<String>,
    /// The token of an invitation.
    invitation: Option<String>,
    /// What they entered of themselves: it is passed on to where they sign in.
    hint: Option<String>,
}

/// The page that asks where to sign in.
async fn choose(
    State(app): State<Arc<App>>,
    Query(Next { next }): Query<Next>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let next = same_site_path(next.as_deref());
    if session::current(&app, &headers).await?.session.is_some() {
        return Ok(Redirect::to(&next).into_response());
    }
    let tx = app.system(Access::Read).await?;
    let providers = providers::of_the_scheme(&tx).await;
    tx.finish(true).await?;
    Ok(pages::choose(&app, &providers?, &next, None))
}

/// The button of a university, and of an invitation.
async fn start(
    State(app): State<Arc<App>>,
    Extension(peer): Extension<Peer>,
    Path(slug): Path<String>,
    Query(Wanted {
        next,
        invitation,
        hint,
    }): Query<Wanted>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    slow_down(&app, peer)?;
    let invitation_id = match invitation {
        Some(token) => Some(app.seal.open(&token).ok_or(Problem::NoInvitation)?),
        None => None,
    };
    let tx = app.system(Access::Read).await?;
    let found = providers::by_slug(&tx, &slug).await;
    tx.finish(true).await?;
    let provider = found?.ok_or(Problem::NoProvider)?;
    let next = same_site_path(next.as_deref());
    let for_what = ForWhat {
        next,
        invitation_id,
        again_of: None,
        hint: hint.filter(|hint| is_address(hint)),
    };
    begin(&app, &headers, &provider, for_what).await
}

/// What a sign-in that begins leads to.
struct ForWhat {
    next: String,
    invitation_id: Option<Uuid>,
    /// The session whose person signs in again.
    again_of: Option<Uuid>,
    /// The address by which they came.
    hint: Option<String>,
}

/// Sends the browser to the provider, having written down what its answer must fit.
async fn begin(
    app: &App,
    headers: &HeaderMap,
    provider: &Provider,
    for_what: ForWhat,
) -> Result<Response, Problem> {
    let now = app.clock.instant();
    let again = for_what.again_of.is_some();
    let hint = for_what.hint.as_deref();
    let asked = app.providers.ask(app, provider, again, hint).await?;
    let browser = match app.cookies.get(headers, cookies::SIGN_IN) {
        Some(secret) if is_secret(&secret) => secret,
        _ => session::new_token().0,
    };
    let sign_in = SignIn {
        state_hash: state_hash(app, &browser, &asked.state),
        provider_id: provider.id,
        nonce: asked.nonce,
        verifier: asked.verifier,
        next: for_what.next,
        expires_at: now + sessions::SIGN_IN,
        invitation_id: for_what.invitation_id,
        again_of: for_what.again_of,
    };
    let tx = app.system(Access::Write).await?;
    sessions::begin_sign_in(&tx, &sign_in, now).await?;
    tx.finish(true).await?;
    let mut answer = Redirect::to(asked.address.as_str()).into_response();
    set_cookie(
        &mut answer,
        app.cookies
            .set(cookies::SIGN_IN, &browser, sessions::SIGN_IN),
    );
    Ok(answer)
}

/// Somebody's network address, as it is kept.
fn shown(Peer(peer): Peer) -> Option<String> {
    peer.map(|peer| peer.to_canonical().to_string())
}

/// Signing in and out is told in the chain of the university, or of the scheme (T4).
async fn tell(
    app: &App,
    tx: &Tx,
    peer: Peer,
    viewer: &Viewer,
    act: &'static str,
    summary: &str,
) -> store::Result<()> {
    trail::tell(tx, &event(app, peer, viewer, act, summary.to_owned()), &[]).await
}

fn event(app: &App, peer: Peer, viewer: &Viewer, act: &'static str, summary: String) -> Event {
    Event {
        university: viewer.university().unwrap_or(trail::SCHEME),
        application: None,
        subject: viewer.person(),
        actor: viewer.person(),
        at: app.clock.now().now,
        act,
        summary,
        before: None,
        after: viewer
            .role()
            .map(|role| serde_json::json!({ "role": role.as_str() })),
        origin: shown(peer),
    }
}

fn slow_down(app: &App, Peer(peer): Peer) -> Result<(), Problem> {
    let Some(peer) = peer else { return Ok(()) };
    app.sign_ins
        .take(rate::network(peer), Instant::now())
        .map_err(Problem::TooFast)
}

/// Binds the state to the browser that began: the digest is found only with the browser's cookie.
fn state_hash(app: &App, browser: &str, state: &str) -> Vec<u8> {
    let sealed = app
        .config
        .secret
        .as_ref()
        .map_or("", |secret| secret.expose());
    let mut hash = Sha256::new();
    for part in [sealed, browser, state] {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    hash.finalize().to_vec()
}

/// Whether a text is an e-mail address that may be passed on.
fn is_address(text: &str) -> bool {
    text.len() <= 254 && domain::people::is_email(text)
}

fn is_secret(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

fn set_cookie(answer: &mut Response, cookie: HeaderValue) {
    answer.headers_mut().append(header::SET_COOKIE, cookie);
}

/// Where to go after signing in: a path of this site, else its first page.
fn same_site_path(next: Option<&str>) -> String {
    const LONGEST: usize = 2000;
    let first = || "/".to_owned();
    let Some(next) = next else { return first() };
    let fits = next.starts_with('/')
        && !next.starts_with("//")
        && next.len() <= LONGEST
        && next.bytes().all(|b| b.is_ascii_graphic() && b != b'\\')
        && !next.starts_with("/auth/")
        && !next.starts_with("/sign-in");
    if fits { next.to_owned() } else { first() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_gone_to() {
        for good in ["/", "/applications?state=DRAFT", "/judge/app_01jd#top"] {
            assert_eq!(same_site_path(Some(good)), good);
        }
        for bad in [
            "",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "evil",
            "/a\nb",
            "/a b",
            "/é",
            "/auth/sign-out",
            "/sign-in?next=/",
        ] {
            assert_eq!(same_site_path(Some(bad)), "/", "{bad:?}");
        }
        assert_eq!(same_site_path(Some(&format!("/{}", "x".repeat(3000)))), "/");
        assert_eq!(same_site_path(None), "/");
    }
}
