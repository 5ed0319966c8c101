//! `/graphql`: POST of JSON, GET for queries, and the socket; one operation, one transaction, one task.
//!
//! The ready-made handler of async-graphql-axum runs mutations that a foreign page can send by itself; this one does not.

mod answer;
mod codes;
mod once;
pub(crate) mod order;
mod read;
mod run;

use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Extension;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::access::Reach;
use schema::SignedIn;
use schema::limits::Operation;
use store::Viewer;
use uuid::Uuid;

use crate::app::App;
use crate::http::cookies;
use crate::http::door::{self, Peer, RequestId};
use crate::http::rate;
use crate::{session, socket, token};

pub use answer::{Answer, Media};
pub use codes::{Failure, finish as finish_errors};
pub use run::{Asked, run};

/// The header that the console sends with everything, and that no foreign page can make a browser send.
pub const CUSTOM_HEADER: &str = "x-pillars";

/// Every method of `/graphql`.
pub async fn endpoint(
    State(app): State<Arc<App>>,
    Extension(id): Extension<RequestId>,
    Extension(peer): Extension<Peer>,
    request: Request,
) -> Response {
    if socket::is_upgrade(request.headers()) {
        return socket::upgrade(app, request).await;
    }
    if !matches!(*request.method(), Method::GET | Method::POST) {
        return not_allowed("GET, POST");
    }
    let Some(media) = Media::negotiate(request.headers()) else {
        return door::plain(
            StatusCode::NOT_ACCEPTABLE,
            "Answers are application/json or application/graphql-response+json: accept one of them.",
        );
    };
    match operate(&app, id, peer, request).await {
        Ok(answer) => answer.into_response(media),
        Err(Refused::Failure(failure)) => {
            if let Some(code) = failure.code() {
                app.metrics.error(&code);
            }
            Answer::from(failure).into_response(media)
        }
        Err(Refused::Answer(answer)) => *answer,
    }
}

/// Why an operation did not begin.
enum Refused {
    /// With a GraphQL error.
    Failure(Failure),
    /// With an answer of its own kind.
    Answer(Box<Response>),
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

async fn operate(
    app: &Arc<App>,
    id: RequestId,
    Peer(peer): Peer,
    request: Request,
) -> Result<Answer, Refused> {
    let headers = request.headers().clone();
    let bearer = token::sent(&headers);
    if bearer.is_some() && app.cookies.sent(&headers, cookies::SESSION) {
        let words = "Send a session's cookie or a token, not both.";
        return Err(Failure::request(StatusCode::BAD_REQUEST, words).into());
    }
    refuse_forged(app, &headers)?;
    let get = request.method() == Method::GET;
    let mut read = read::request(&app.limits, request).await?;
    let operation = app
        .limits
        .check(&mut read.request)
        .map_err(Failure::from_server_error)?;
    match operation {
        Operation::Mutation if get => return Err(Refused::Answer(Box::new(not_allowed("POST")))),
        Operation::Subscription => {
            return Err(Failure::input(
                "Subscriptions are answered over WebSocket at this address (graphql-transport-ws).",
            )
            .into());
        }
        _ => {}
    }
    let asker = match bearer {
        Some(bearer) => machine(app, bearer, peer, &id).await?,
        None => person(app, &headers, peer, &id).await?,
    };
    let asked = Asked {
        request: read.request,
        digest: read.digest,
        operation,
        viewer: asker.viewer,
        session: asker.session,
        reach: asker.reach,
        within: asker.within,
        key: once::key(&headers, asker.token)?,
        origin: asker.origin,
        id: id.clone(),
    };
    // In a task of its own: who hangs up cannot cut it in half.
    let span = tracing::Span::current();
    let task = tracing::Instrument::instrument(run(app.clone(), asked), span);
    match tokio::spawn(task).await {
        Ok(answer) => Ok(answer),
        Err(error) => Err(Failure::internal(&error, &id).into()),
    }
}

/// Who asks, and from where.
struct Asker {
    viewer: Viewer,
    session: Option<SignedIn>,
    reach: Option<Reach>,
    /// To which universities a token is kept, if to some.
    within: Option<Vec<Uuid>>,
    origin: Option<String>,
    token: Option<Uuid>,
}

/// Whoever the session's cookie is of.
async fn person(
    app: &App,
    headers: &HeaderMap,
    peer: Option<IpAddr>,
    id: &RequestId,
) -> Result<Asker, Refused> {
    let current = session::current_or_setting_up(app, headers)
        .await
        .map_err(|error| Failure::from_store(error, id))?;
    if let Some(session) = &current.session {
        app.paces
            .take(session.token_hash.clone(), Instant::now())
            .map_err(too_fast)?;
    }
    Ok(Asker {
        session: current.signed_in(app),
        reach: current.reach(),
        within: None,
        origin: current.origin(peer.map(shown)),
        viewer: current.viewer,
        token: None,
    })
}

/// The machine whose token it is; the trail is told of the token beside the address.
async fn machine(
    app: &App,
    bearer: Option<&str>,
    peer: Option<IpAddr>,
    id: &RequestId,
) -> Result<Asker, Refused> {
    let from = peer.map(shown);
    let found = token::open(app, bearer, from.as_deref())
        .await
        .map_err(|error| Failure::from_store(error, id))?;
    let Some(opened) = found else {
        if let Some(peer) = peer {
            app.wrong_tokens
                .take(rate::network(peer), Instant::now())
                .map_err(too_fast)?;
        }
        return Err(Failure::wrong_token().into());
    };
    app.token_paces
        .take(opened.id, Instant::now())
        .map_err(too_fast)?;
    Ok(Asker {
        viewer: opened.viewer,
        session: None,
        origin: Some(token::origin(&opened.prefix, from.as_deref())),
        reach: Some(opened.reach),
        within: opened.universities,
        token: Some(opened.id),
    })
}

fn shown(peer: IpAddr) -> String {
    peer.to_canonical().to_string()
}

fn too_fast(wait: Duration) -> Refused {
    Refused::Answer(Box::new(door::too_fast(wait)))
}

/// With a session's cookie, only a page of ours may ask: the browser says so, and the page sends a header of ours.
fn refuse_forged(app: &App, headers: &HeaderMap) -> Result<(), Failure> {
    if !app.cookies.sent(headers, cookies::SESSION) {
        return Ok(());
    }
    if !headers.contains_key(CUSTOM_HEADER) {
        return Err(Failure::forbidden(
            "With a session's cookie a request needs the header x-pillars, which other sites cannot send.",
        ));
    }
    if !door::from_our_page(app, headers) {
        return Err(Failure::forbidden(
            "With a session's cookie a request needs an Origin that is this site's own.",
        ));
    }
    Ok(())
}

fn not_allowed(methods: &'static str) -> Response {
    let words = if methods == "POST" {
        "GET is for queries; send mutations by POST."
    } else {
        "This address takes GET and POST."
    };
    let mut answer = door::plain(StatusCode::METHOD_NOT_ALLOWED, words);
    answer
        .headers_mut()
        .insert(header::ALLOW, HeaderValue::from_static(methods));
    answer.into_response()
}
