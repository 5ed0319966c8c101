//! An operator acts for a university and stops again (U11): asked for by a page of ours, which reads the answer as it reads the API's.

use std::sync::Arc;

use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use domain::access::{self, Role};
use domain::acting::{self, ActForInput, Beginning, ValidActFor};
use domain::id::{self, Kind};
use schema::Error;
use serde::Deserialize;
use serde_json::json;
use store::sessions::{self, Acting, Begun, Session};
use store::trail::{self, Event};
use store::{Access, Tx, Viewer, people, universities};
use uuid::Uuid;

use super::{set_cookie, shown};
use crate::app::App;
use crate::http::cookies;
use crate::http::door::{self, Peer};
use crate::session;

/// Why nobody began or stopped to act, as the API says what went wrong.
pub(super) struct Refused(Error);

impl<E: Into<Error>> From<E> for Refused {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let status = match &self.0 {
            Error::Unauthenticated => StatusCode::UNAUTHORIZED,
            Error::StepUp | Error::Forbidden(_) => StatusCode::FORBIDDEN,
            Error::NotFound(_) => StatusCode::NOT_FOUND,
            Error::Conflict { .. } => StatusCode::CONFLICT,
            Error::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Error::Internal(cause) => {
                tracing::error!(error.cause = %cause, "acting for a university failed");
                StatusCode::INTERNAL_SERVER_ERROR
            }
            Error::Input(_) | Error::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let error = async_graphql::Error::from(self.0);
        let said =
            json!({ "errors": [{ "message": error.message, "extensions": error.extensions }] });
        (status, Json(said)).into_response()
    }
}

/// For which university, as what, for how long and why.
#[derive(Deserialize)]
pub(super) struct Wanted {
    /// The university's id, `uni_…`.
    university: String,
    role: String,
    minutes: String,
    reason: String,
}

/// Lets an operator who signed in lately act for a university; the session's token changes with it.
pub(super) async fn begin(
    State(app): State<Arc<App>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    Form(wanted): Form<Wanted>,
) -> Result<Response, Refused> {
    let (session, person) = asker(&app, &headers).await?;
    let own = session.own();
    let role = own.role().ok_or(Error::Unauthenticated)?;
    let beginning = |open| Beginning {
        role,
        acts: session.acting.is_some(),
        open,
    };
    // Whoever may not learns of no university by this.
    acting::may_begin(beginning(true))?;
    let Some((Kind::University, university)) = id::decode(&wanted.university) else {
        return Err(Error::NotFound("university").into());
    };
    let tx = app.system(Access::Write).await?;
    let open = universities::is_open(&tx, university).await?;
    acting::may_begin(beginning(open.ok_or(Error::NotFound("university"))?))?;
    let now = app.clock.instant();
    if !access::is_fresh(session.authenticated_at, now) {
        return Err(Error::StepUp.into());
    }
    let input = ActForInput {
        role: &wanted.role,
        minutes: &wanted.minutes,
        reason: &wanted.reason,
    };
    let valid = input.validate()?;
    let acts = Viewer::Member {
        person,
        university,
        role: valid.role,
    };
    let (token, hash) = session::new_token();
    let begun = Begun {
        acts: &acts,
        own: &own,
        reason: &valid.reason,
        until: (now + valid.lasts).min(session.expires_at),
    };
    if !sessions::begin_acting(&tx, &session.token_hash, &hash, &begun).await? {
        return Err(Error::Unauthenticated.into());
    }
    tell_beginning(&app, &tx, peer, &begun, &valid).await?;
    tx.finish(true).await?;
    Ok(opened(&app, &session, &token))
}

/// Lets them act as themselves again.
pub(super) async fn end(
    State(app): State<Arc<App>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let (session, _) = asker(&app, &headers).await?;
    let Some(acting) = &session.acting else {
        // The time was over before.
        return Ok(Json(json!({})).into_response());
    };
    let tx = app.system(Access::Write).await?;
    let (token, hash) = session::new_token();
    if !sessions::end_acting(&tx, &session.token_hash, &hash, &acting.own).await? {
        return Err(Error::Unauthenticated.into());
    }
    tell_end(&app, &tx, shown(peer), acting, End::Stopped).await?;
    tx.finish(true).await?;
    Ok(opened(&app, &session, &token))
}

/// Notes that somebody acts as themselves again, because their time is over or the university was closed.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn is_over(app: &App, hash: &[u8], over: &Acting) -> store::Result<()> {
    let tx = app.system(Access::Write).await?;
    if sessions::end_acting(&tx, hash, hash, &over.own).await? {
        tell_end(app, &tx, None, over, End::Over).await?;
    }
    tx.finish(true).await
}

/// The session of a page of ours, and whose it is.
async fn asker(app: &App, headers: &HeaderMap) -> Result<(Session, Uuid), Refused> {
    if !door::from_our_page(app, headers) {
        let words =
            "This did not come from this site: go back to the page and press the button there.";
        return Err(Error::Forbidden(words.to_owned()).into());
    }
    let current = session::current(app, headers).await?;
    let person = current.viewer.person();
    current
        .session
        .zip(person)
        .ok_or_else(|| Error::Unauthenticated.into())
}

fn opened(app: &App, session: &Session, token: &str) -> Response {
    let mut answer = Json(json!({})).into_response();
    let lasts = session.expires_at - app.clock.instant();
    set_cookie(&mut answer, app.cookies.set(cookies::SESSION, token, lasts));
    answer
}

/// How it came to an end.
#[derive(Debug, Clone, Copy)]
pub(super) enum End {
    /// They stopped.
    Stopped,
    /// They signed out.
    SignedOut,
    /// The time was over, or the university closed.
    Over,
}

impl End {
    fn words(self) -> &'static str {
        match self {
            Self::Stopped => "they stopped",
            Self::SignedOut => "they signed out",
            Self::Over => "the time was over",
        }
    }
}

async fn tell_beginning(
    app: &App,
    tx: &Tx,
    peer: Peer,
    begun: &Begun<'_>,
    valid: &ValidActFor,
) -> store::Result<()> {
    let role = called(valid.role);
    let minutes = valid.lasts.num_minutes();
    let said = format!("as {role} for {minutes} minutes at most: {}", valid.reason);
    let after =
        json!({ "role": valid.role.as_str(), "reason": valid.reason, "until": begun.until });
    let told = Told {
        acts: begun.acts,
        act: "acting.began",
        verb: "acts",
        said,
        after,
    };
    tell(app, tx, shown(peer), told).await
}

/// Tells both chains that somebody acts for a university no longer.
pub(super) async fn tell_end(
    app: &App,
    tx: &Tx,
    address: Option<String>,
    acting: &Acting,
    end: End,
) -> store::Result<()> {
    let role = acting.acts.role().map_or("", called);
    let told = Told {
        acts: &acting.acts,
        act: "acting.ended",
        verb: "no longer acts",
        said: format!("as {role}: {}", end.words()),
        after: json!({ "role": acting.acts.role().map(Role::as_str), "reason": acting.reason }),
    };
    tell(app, tx, address, told).await
}

struct Told<'a> {
    acts: &'a Viewer,
    act: &'static str,
    verb: &'static str,
    said: String,
    after: serde_json::Value,
}

/// The university's chain is told by whom, and the scheme's for whom (T4).
async fn tell(app: &App, tx: &Tx, address: Option<String>, told: Told<'_>) -> store::Result<()> {
    let (Some(person), Some(university)) = (told.acts.person(), told.acts.university()) else {
        return Ok(());
    };
    let who = people::by_ids(tx, &[person]).await?.pop();
    let who = who.map_or_else(|| "Somebody".to_owned(), |person| person.name);
    let of = universities::by_ids(tx, &[university]).await?.pop();
    let of = of.map_or_else(|| "a university".to_owned(), |of| of.name);
    let event = |chain: Uuid, summary: String| Event {
        university: chain,
        application: None,
        subject: Some(person),
        actor: Some(person),
        at: app.clock.now().now,
        act: told.act,
        summary,
        before: None,
        after: Some(told.after.clone()),
        origin: Some(acting::origin(address.as_deref())),
    };
    let (verb, said) = (told.verb, &told.said);
    let lines = [
        event(
            university,
            format!("{who} of the scheme {verb} here {said}"),
        ),
        event(trail::SCHEME, format!("{who} {verb} for {of} {said}")),
    ];
    trail::tell_all(tx, &lines, &[]).await
}

fn called(role: Role) -> &'static str {
    if role == Role::Manager {
        "mentoring manager"
    } else {
        "viewer"
    }
}
