//! Health and metrics, for whoever watches the server.

use std::net::IpAddr;
use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use store::jobs::{self, Waiting};
use store::{Access, Viewer};

use crate::app::App;
use crate::http::door::{self, Peer};

/// The process answers.
pub async fn live() -> &'static str {
    "live\n"
}

/// It can do its work: the database answers.
pub async fn ready(State(app): State<Arc<App>>) -> Response {
    let moment = app.clock.now();
    let answers = async {
        let tx = app
            .db
            .begin(&Viewer::Anonymous, Access::Read, moment.today)
            .await?;
        tx.finish(true).await
    };
    match answers.await {
        Ok(()) => "ready\n".into_response(),
        Err(error) => {
            tracing::error!(error.cause = %error, error.detail = ?error, "not ready");
            door::plain(
                StatusCode::SERVICE_UNAVAILABLE,
                "the database does not answer\n",
            )
        }
    }
}

/// Counts, for a collector beside the server: they tell how busy others are (T2).
pub async fn metrics(
    State(app): State<Arc<App>>,
    Extension(Peer(peer)): Extension<Peer>,
    headers: HeaderMap,
) -> Response {
    let forwarded = ["x-forwarded-for", "forwarded", "x-real-ip"]
        .iter()
        .any(|name| headers.contains_key(*name));
    if forwarded || !peer.is_none_or(is_near) {
        return door::plain(StatusCode::NOT_FOUND, "There is nothing at this address.");
    }
    let (in_use, idle) = app.db.pool();
    let mut gauges = vec![
        ("pool_in_use", in_use as u64),
        ("pool_idle", idle as u64),
        ("sockets_open", app.sockets.open() as u64),
    ];
    if let Ok(waiting) = jobs_waiting(&app).await {
        let count = |n: i64| u64::try_from(n).unwrap_or_default();
        gauges.push(("jobs_due", count(waiting.due)));
        gauges.push(("jobs_later", count(waiting.later)));
        gauges.push(("jobs_failed", count(waiting.failed)));
    }
    app.metrics.text(&gauges).into_response()
}

async fn jobs_waiting(app: &App) -> store::Result<Waiting> {
    let tx = app.system(Access::Read).await?;
    let waiting = jobs::waiting(&tx, app.clock.now().now).await;
    tx.finish(true).await?;
    waiting
}

/// This machine or its private network.
fn is_near(peer: IpAddr) -> bool {
    match peer.to_canonical() {
        IpAddr::V4(peer) => peer.is_loopback() || peer.is_private(),
        IpAddr::V6(peer) => peer.is_loopback() || peer.is_unique_local(),
    }
}
