//! `/graphql` over WebSocket (graphql-transport-ws), for subscriptions alone: every guard of HTTP holds here again.
//!
//! async-graphql-axum speaks the protocol; the gate in front of it holds what it does not: where the socket comes from, whose
//! it is, how long, how much.

mod gate;
mod open;

use std::sync::Arc;

use async_graphql::futures_util::stream::{self, BoxStream, StreamExt};
use async_graphql::{Data, Executor, Request, Response};
use async_graphql_axum::{GraphQLProtocol, GraphQLWebSocket};
use axum::extract::{FromRequestParts, WebSocketUpgrade};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response as HttpResponse};
use schema::Listener;
use schema::limits::{Limits, Operation, too_complex};
use tokio::sync::mpsc;

use crate::app::App;
use crate::graphql::Failure;
use crate::graphql::order::Order;
use crate::http::door::{self, RequestId};
use crate::session;

pub use open::Sockets;

/// The one protocol spoken; the older one of the same library is not.
const PROTOCOL: &str = "graphql-transport-ws";
/// Bytes of one message at most.
const MESSAGE_BYTES: usize = 64 * 1024;

/// Whether a request asks for a socket.
pub fn is_upgrade(headers: &HeaderMap) -> bool {
    headers
        .get(header::UPGRADE)
        .is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"websocket"))
}

/// Opens a socket for a page of ours and a session in force; says why not otherwise.
pub async fn upgrade(app: Arc<App>, request: axum::extract::Request) -> HttpResponse {
    let (mut parts, _) = request.into_parts();
    if !door::from_our_page(&app, &parts.headers) {
        return door::plain(
            StatusCode::FORBIDDEN,
            "A socket needs an Origin that is this site's own.",
        );
    }
    let current = match session::current(&app, &parts.headers).await {
        Ok(current) => current,
        Err(error) => {
            tracing::warn!(error.cause = %error, "no session could be read");
            return door::plain(
                StatusCode::SERVICE_UNAVAILABLE,
                "The service is busy. Try again in a moment.",
            );
        }
    };
    let Some(session) = current.session else {
        return door::plain(StatusCode::UNAUTHORIZED, "Sign in first.");
    };
    let speaks = parts
        .headers
        .get_all(header::SEC_WEBSOCKET_PROTOCOL)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(','))
        .any(|protocol| protocol.trim() == PROTOCOL);
    if !speaks {
        return door::plain(
            StatusCode::BAD_REQUEST,
            "The protocol of this socket is graphql-transport-ws.",
        );
    }
    let Some(place) = app.sockets.open_one(&session.token_hash) else {
        return door::too_fast(std::time::Duration::from_secs(10));
    };
    parts.headers.insert(
        header::SEC_WEBSOCKET_PROTOCOL,
        HeaderValue::from_static(PROTOCOL),
    );
    let protocol = match GraphQLProtocol::from_request_parts(&mut parts, &()).await {
        Ok(protocol) => protocol,
        Err(status) => return status.into_response(),
    };
    let upgrade = match WebSocketUpgrade::from_request_parts(&mut parts, &()).await {
        Ok(upgrade) => upgrade,
        Err(rejection) => return rejection.into_response(),
    };
    let id = parts
        .extensions
        .get::<RequestId>()
        .cloned()
        .unwrap_or_else(|| RequestId("".into()));
    let span = tracing::Span::current();
    upgrade
        .protocols([PROTOCOL])
        .max_message_size(MESSAGE_BYTES)
        .max_frame_size(MESSAGE_BYTES)
        .on_upgrade(move |socket| {
            let (end, endings) = mpsc::unbounded_channel();
            let listener = Listener {
                db: app.db.clone(),
                changes: app.changes.clone(),
                token_hash: session.token_hash,
                viewer: session.viewer,
                end,
            };
            let serve = async move {
                let (inside, outside) = gate::channel();
                let mut data = Data::default();
                data.insert(listener.clone());
                let executor = Subscriptions {
                    schema: app.schema.clone(),
                    limits: Arc::new(app.limits.clone()),
                    id,
                };
                let speak =
                    GraphQLWebSocket::new_with_pair(inside.sink, inside.stream, executor, protocol)
                        .with_data(data)
                        .serve();
                gate::Gate::new(app, socket, outside, listener, endings)
                    .run(speak)
                    .await;
                drop(place);
            };
            tracing::Instrument::instrument(serve, span)
        })
}

/// Runs subscriptions; queries and mutations go over HTTP, where each has its transaction.
#[derive(Clone)]
struct Subscriptions {
    schema: schema::Api,
    limits: Arc<Limits>,
    id: RequestId,
}

impl Executor for Subscriptions {
    async fn execute(&self, _request: Request) -> Response {
        refused()
    }

    fn execute_stream(
        &self,
        mut request: Request,
        session_data: Option<Arc<Data>>,
    ) -> BoxStream<'static, Response> {
        // Only what was counted is gone through.
        let mut order = Order::default();
        let events = match self.limits.check(&mut request) {
            Ok(Operation::Subscription) => {
                order = Order::of(&mut request);
                let data = session_data.unwrap_or_default();
                self.schema.execute_stream_with_session_data(request, data)
            }
            Ok(_) => stream::once(async { refused() }).boxed(),
            Err(error) => stream::once(async { Response::from_errors(vec![error]) }).boxed(),
        };
        let (limits, id) = (self.limits.clone(), self.id.clone());
        events
            .map(move |mut response| {
                order.apply(&mut response);
                crate::graphql::finish_errors(&mut response.errors, &limits, &id);
                response
            })
            .boxed()
    }
}

fn refused() -> Response {
    Response::from_errors(vec![
        Failure::input("This socket is for subscriptions. Send queries and mutations by POST.")
            .into_error(),
    ])
}

/// What a socket that listens to too much at once is told.
fn too_many(most: usize) -> async_graphql::ServerError {
    too_complex(format!(
        "One socket may listen to {most} things at once. End one first."
    ))
}
