//! Coming in by an invitation: the page that a letter leads to, and what the sign-in from there does (T5).

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::Role;
use minijinja::context;
use store::invitations::{self, Open};
use store::people;
use store::providers::{self, Provider};
use store::trail::{self, Event};
use store::{Access, Tx, Viewer, sessions};
use uuid::Uuid;

use super::pages::Problem;
use super::verify::{self, Identity};
use super::{set_cookie, shown, slow_down, tell};
use crate::app::App;
use crate::http::cookies;
use crate::http::door::{self, Peer};
use crate::{public, session};

/// Who invites whom, and the button that leads to the university's sign-in.
pub(super) async fn page(
    State(app): State<Arc<App>>,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    let id = app.seal.open(&token).ok_or(Problem::NoInvitation)?;
    let now = app.clock.instant();
    let tx = app.system(Access::Write).await?;
    let found: Result<_, Problem> = async {
        let of = invitations::open(&tx, id, now).await?;
        let of = of.ok_or(Problem::NoInvitation)?;
        let providers = where_to(&tx, &of).await?;
        Ok((of, providers))
    }
    .await;
    tx.finish(false).await?;
    let (of, providers) = found?;
    if providers.is_empty() && !of.sets_up {
        return Err(Problem::NotConnected);
    }
    let providers: Vec<_> = providers
        .iter()
        .map(|provider| {
            let href = format!("/auth/start/{}?invitation={token}", provider.slug);
            context! { name => &provider.name, href }
        })
        .collect();
    let page = public::render(
        "invitation.html",
        context! {
            title => format!("Join {}", of.university.as_deref().unwrap_or("the scheme")),
            here => "sign-in",
            demo => app.config.demo().is_some(),
            name => of.name,
            email => of.email,
            university => of.university,
            providers,
            set_up => of.sets_up.then(|| format!("/invitations/{token}/set-up")),
        },
    );
    Ok(page.into_response())
}

/// Begins a session by an invitation, of a first manager who sets up how their university signs in, and does nothing else by it (U6).
/// Whoever begins again ends what was begun before.
pub(super) async fn set_up(
    State(app): State<Arc<App>>,
    Extension(peer): Extension<Peer>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    slow_down(&app, peer)?;
    if !door::from_our_page(&app, &headers) {
        return Err(Problem::Forged);
    }
    let id = app.seal.open(&token).ok_or(Problem::NoInvitation)?;
    let now = app.clock.instant();
    let (token, hash) = session::new_token();
    let (address, browser) = (shown(peer), session::browser(&headers));
    let tx = app.system(Access::Write).await?;
    let begun: Result<(), Problem> = async {
        let of = invitations::open(&tx, id, now).await?;
        let of = of.ok_or(Problem::NoInvitation)?;
        if !of.sets_up {
            return Err(Problem::NoInvitation);
        }
        let university = of.university_id.ok_or(Problem::NoInvitation)?;
        let viewer = Viewer::Member {
            person: of.person_id,
            university,
            role: Role::Manager,
        };
        let new = sessions::New {
            token_hash: &hash,
            viewer: &viewer,
            provider_id: None,
            proof: sessions::Proof {
                at: now,
                subject: None,
                sid: None,
            },
            address: address.as_deref(),
            browser: browser.as_deref(),
            invitation_id: Some(of.id),
        };
        sessions::end_of_invitation(&tx, of.id, now).await?;
        sessions::insert(&tx, &new, now).await?;
        let said = format!(
            "{} began to set up how its people sign in, by the invitation.",
            of.name
        );
        tell(&app, &tx, peer, &viewer, "session.started", &said).await?;
        Ok(())
    }
    .await;
    tx.finish(begun.is_ok()).await?;
    begun?;
    let mut answer = Redirect::to("/sign-in-settings").into_response();
    set_cookie(
        &mut answer,
        app.cookies
            .set(cookies::SESSION, &token, sessions::SETTING_UP),
    );
    Ok(answer)
}

/// To the invitation by which somebody sets up how their university signs in, once it does.
pub(super) async fn own(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let current = session::current_or_setting_up(&app, &headers).await?;
    let invitation = current.session.and_then(|session| session.invitation_id);
    let token = invitation.and_then(|id| app.seal.token(id));
    let token = token.ok_or(Problem::NoInvitation)?;
    Ok(Redirect::to(&format!("/invitations/{token}")).into_response())
}

/// The invitation that a sign-in takes up, still open and for this provider.
pub(super) async fn of(
    tx: &Tx,
    id: Option<Uuid>,
    provider: &Provider,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Option<Open>, Problem> {
    let Some(id) = id else { return Ok(None) };
    let of = invitations::open(tx, id, now).await?;
    let of = of.ok_or(Problem::NoInvitation)?;
    let theirs = where_to(tx, &of).await?;
    if !theirs.iter().any(|their| their.id == provider.id) {
        return Err(Problem::NoInvitation);
    }
    Ok(Some(of))
}

/// Where whoever is invited signs in.
async fn where_to(tx: &Tx, of: &Open) -> store::Result<Vec<Provider>> {
    match of.university_id {
        Some(university) => providers::of(tx, university).await,
        None => providers::of_the_scheme(tx).await,
    }
}

/// An invitation is for whom it names: a letter that was handed on lets nobody else in. A provider that tells no address leaves it to
/// the letter, which reached that address.
fn for_whom(of: &Open, identity: &Identity) -> Result<(), Problem> {
    let (Some(invited), Some(signed_in)) = (&of.email, &identity.email) else {
        return Ok(());
    };
    if invited.to_lowercase() == signed_in.to_lowercase() {
        return Ok(());
    }
    Err(Problem::InvitedAnother {
        invited: invited.clone(),
        signed_in: signed_in.clone(),
    })
}

/// Takes an invitation up: whoever has no account here becomes the person who was invited; whoever has one gets what they were to be.
pub(super) async fn take_up(
    app: &App,
    tx: &Tx,
    Peer(peer): Peer,
    of: &Open,
    (provider, identity): (&Provider, &Identity),
    known: Option<Uuid>,
) -> Result<Uuid, Problem> {
    let now = app.clock.instant();
    for_whom(of, identity)?;
    verify::email(of.email.as_deref(), identity)?;
    let person = match known {
        Some(person) => person,
        None => {
            let (issuer, subject) = (&provider.issuer, &identity.subject);
            // Somebody signs in there as them already: a link in a letter does not change who that is.
            if invitations::signs_in(tx, of.person_id, issuer).await? {
                return Err(Problem::NoInvitation);
            }
            people::identity_insert(tx, issuer, subject, of.person_id).await?;
            of.person_id
        }
    };
    invitations::accept(tx, of, person, now).await?;
    let event = Event {
        university: of.university_id.unwrap_or(trail::SCHEME),
        application: None,
        subject: Some(person),
        actor: Some(person),
        at: app.clock.now().now,
        act: "invitation.accepted",
        summary: format!("{} took up the invitation.", of.name),
        before: None,
        after: Some(serde_json::json!({ "invited": of.email, "as": identity.email })),
        origin: peer.map(|peer| peer.to_canonical().to_string()),
    };
    trail::tell(tx, &event, &[]).await?;
    Ok(person)
}
