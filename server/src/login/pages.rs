//! What a person sees who signs in: the choice of providers, or why it did not work.

use std::error::Error;
use std::time::Duration;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use minijinja::context;
use store::providers::Provider;
use url::form_urlencoded::byte_serialize;

use crate::app::App;
use crate::http::door::RequestId;
use crate::public;

/// Why nobody is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// No provider of that name.
    NoProvider,
    /// No invitation that still lets somebody in.
    NoInvitation,
    /// The invitation names somebody else.
    InvitedAnother { invited: String, signed_in: String },
    /// The university has no provider yet.
    NotConnected,
    /// The answer fits no sign-in that this browser began: too late, twice, or not its own.
    Stale,
    /// The provider says no.
    Declined,
    /// What the provider sent does not prove who this is.
    Untrusted,
    /// The provider does not answer, or not as it should.
    Provider,
    /// An identity nobody has: no account is made of it.
    Unknown { provider: String, subject: String },
    /// A person without any role, or without the one asked for.
    NoRole,
    /// Whoever acts for a university chooses nothing else to act as (U11).
    Acting,
    /// Whoever was to sign in again is not who did.
    SomebodyElse,
    /// The provider let them in by an earlier sign-in where they were to sign in again.
    NotAgain,
    /// Not asked for by a page of ours.
    Forged,
    /// Too many at once.
    TooFast(Duration),
    /// The database is busy.
    Busy,
    /// Our fault.
    Internal,
}

impl Problem {
    /// Our fault: the cause is logged here, once.
    pub(super) fn internal(cause: &dyn Error) -> Self {
        tracing::error!(error.cause = %cause, "a sign-in failed");
        Self::Internal
    }

    /// A title and a sentence that says what to do.
    fn words(&self) -> (&'static str, String) {
        match self {
            Self::NoProvider => (
                "No such place to sign in",
                "Choose your university from the list.".to_owned(),
            ),
            Self::NoInvitation => (
                "This invitation is over",
                "It was used already, is older than two weeks, or was sent again since. Sign in if you have done so before; else ask your university's mentoring manager to send you another.".to_owned(),
            ),
            Self::InvitedAnother { invited, signed_in } => (
                "This invitation is for somebody else",
                format!(
                    "It was sent to {invited}, and you signed in as {signed_in}. Ask your university's mentoring manager for an invitation to {signed_in}; this one stays open for {invited}."
                ),
            ),
            Self::NotConnected => (
                "Your university's sign-in is not connected yet",
                "Keep the letter: the invitation works once the scheme's operators have connected it.".to_owned(),
            ),
            Self::Stale => (
                "This sign-in is over",
                "It took longer than ten minutes, was used already, or began in another browser. Sign in again.".to_owned(),
            ),
            Self::Declined => (
                "Your university did not sign you in",
                "It says that the sign-in was cancelled or is not allowed. Try again, or ask your university's IT support.".to_owned(),
            ),
            Self::Untrusted => (
                "This sign-in could not be trusted",
                "What your university's sign-in sent does not prove who you are, so you are not signed in. Try again; if it stays so, tell your university's IT support.".to_owned(),
            ),
            Self::Provider => (
                "Your university's sign-in does not answer",
                "Try again in a few minutes. If it stays so, ask your university's IT support.".to_owned(),
            ),
            Self::Unknown { provider, subject } => (
                "You are not known here yet",
                format!(
                    "{provider} knows you, but nobody has added you to Pillars. Ask your university's mentoring manager, or the scheme's operators, to add you, and give them this number: {subject}"
                ),
            ),
            Self::NoRole => (
                "You have no role here",
                "You are known, but hold no such role any more. Ask your university's mentoring manager, or the scheme's operators.".to_owned(),
            ),
            Self::Acting => (
                "You act for a university",
                "Go back to Pillars and stop that first; then choose what else to act as.".to_owned(),
            ),
            Self::SomebodyElse => (
                "That was somebody else",
                "You are still signed in as before, and nothing was changed: whoever signed in just now is another person. Go back to Pillars and sign in again as yourself, or sign out there first.".to_owned(),
            ),
            Self::NotAgain => (
                "Your university did not ask who you are",
                "It let you in by an earlier sign-in, and this needs a new one. You are still signed in here as before. Sign out at your university, then go back to Pillars and try again.".to_owned(),
            ),
            Self::Forged => (
                "That did not come from this site",
                "Go back to the page and press the button there.".to_owned(),
            ),
            Self::TooFast(_) => (
                "Too much at once",
                "Wait a minute, then try again.".to_owned(),
            ),
            Self::Busy => (
                "The service is busy",
                "Try again in a moment.".to_owned(),
            ),
            Self::Internal => (
                "Something went wrong on our side",
                "You are not signed in. Try again in a moment.".to_owned(),
            ),
        }
    }
}

impl From<store::Error> for Problem {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Unavailable(cause) => {
                tracing::warn!(error.cause = %cause, "the database is not available");
                Self::Busy
            }
            error => {
                let cause = error.source().map(ToString::to_string);
                tracing::error!(error.cause = %error, error.inside = cause, "a sign-in failed");
                Self::Internal
            }
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        page(&self, None, false)
    }
}

/// The page that says why, with the request's id where somebody may ask about it.
pub(super) fn problem(app: &App, problem: &Problem, RequestId(id): &RequestId) -> Response {
    tracing::info!(sign_in.problem = problem.kind(), "not signed in");
    let id = matches!(problem, Problem::Internal | Problem::Untrusted).then_some(&**id);
    page(problem, id, app.config.demo().is_some())
}

impl Problem {
    /// For the log: what it was, without whom.
    fn kind(&self) -> &'static str {
        match self {
            Self::NoProvider => "no_provider",
            Self::NoInvitation => "no_invitation",
            Self::InvitedAnother { .. } => "invited_another",
            Self::NotConnected => "not_connected",
            Self::Stale => "stale",
            Self::Declined => "declined",
            Self::Untrusted => "untrusted",
            Self::Provider => "provider",
            Self::Unknown { .. } => "unknown",
            Self::NoRole => "no_role",
            Self::Acting => "acting",
            Self::SomebodyElse => "somebody_else",
            Self::NotAgain => "not_again",
            Self::Forged => "forged",
            Self::TooFast(_) => "too_fast",
            Self::Busy => "busy",
            Self::Internal => "internal",
        }
    }
}

fn page(problem: &Problem, id: Option<&str>, demo: bool) -> Response {
    let (title, mut sentence) = problem.words();
    if let Some(id) = id {
        sentence.push_str(&format!(" Number of this attempt: {id}"));
    }
    // Whose session is open still goes back to it.
    let link = match problem {
        Problem::Acting | Problem::SomebodyElse | Problem::NotAgain => {
            context! { href => "/", text => "Back to Pillars" }
        }
        _ => context! { href => "/sign-in", text => "Sign in again" },
    };
    let page = public::render(
        "message.html",
        context! {
            title, sentence, demo,
            here => "sign-in",
            link,
        },
    );
    let mut answer = (status(problem), page).into_response();
    if let Problem::TooFast(wait) = problem {
        answer
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(wait.as_secs() + 1));
    }
    answer
}

/// What the status of a problem's page is.
fn status(problem: &Problem) -> StatusCode {
    match problem {
        Problem::NoProvider | Problem::NoInvitation => StatusCode::NOT_FOUND,
        Problem::NotConnected => StatusCode::CONFLICT,
        Problem::Stale => StatusCode::BAD_REQUEST,
        Problem::Declined
        | Problem::Untrusted
        | Problem::InvitedAnother { .. }
        | Problem::Unknown { .. }
        | Problem::NoRole
        | Problem::Acting
        | Problem::SomebodyElse
        | Problem::NotAgain
        | Problem::Forged => StatusCode::FORBIDDEN,
        Problem::Provider => StatusCode::BAD_GATEWAY,
        Problem::TooFast(_) => StatusCode::TOO_MANY_REQUESTS,
        Problem::Busy => StatusCode::SERVICE_UNAVAILABLE,
        Problem::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// What somebody said of where they work.
pub(super) struct Asked<'a> {
    /// As they wrote it.
    pub email: &'a str,
    /// Its domain; none where it is no address.
    pub domain: Option<&'a str>,
    /// Whether that leads somewhere.
    pub found: bool,
}

/// Where to sign in: by one's address, or by one of these.
pub(super) fn choose(
    app: &App,
    providers: &[Provider],
    next: &str,
    asked: Option<Asked<'_>>,
) -> Response {
    let quoted = |text: &str| -> String { byte_serialize(text.as_bytes()).collect() };
    let hint = match &asked {
        Some(asked) if asked.found => format!("&hint={}", quoted(asked.email)),
        _ => String::new(),
    };
    let href = |slug: &str| format!("/auth/start/{slug}?next={}{hint}", quoted(next));
    let providers: Vec<_> = providers
        .iter()
        .map(|of| context! { name => &of.name, href => href(&of.slug) })
        .collect();
    public::render(
        "sign_in.html",
        context! {
            title => "Sign in",
            here => "sign-in",
            demo => app.config.demo().is_some(),
            providers,
            next,
            elsewhere => format!("/sign-in?next={}", quoted(next)),
            asked => asked.map(|asked| context! {
                email => asked.email,
                domain => asked.domain,
                found => asked.found,
            }),
        },
    )
    .into_response()
}
