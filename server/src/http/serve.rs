//! The listener: connections with time limits that `axum::serve` does not have.

use std::convert::Infallible;
use std::future::Future;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tower::ServiceExt;

/// A connection that has not sent its next headers by then is closed.
const HEADERS_WITHIN: Duration = Duration::from_secs(15);
/// Open connections at most; more wait to be accepted.
const CONNECTIONS: u32 = 4096;
/// Bytes that are read at a time. Headers have 64 KiB at most: hyper looks how many came after it has read as many again.
const READ_BYTES: usize = 32 * 1024;
/// At shutdown, requests under way have this long.
const LAST_ORDERS: Duration = Duration::from_secs(10);

/// Serves until `shutdown`, then lets requests under way finish.
pub async fn serve(listener: TcpListener, router: Router, shutdown: impl Future<Output = ()>) {
    // HTTP/1.1 alone: the proxy that ends TLS speaks HTTP/2 to browsers, and hyper-util waits without limit for a connection
    // to show which version it speaks.
    let mut server = http1::Builder::new();
    server
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS_WITHIN)
        .max_buf_size(READ_BYTES);
    let places = Arc::new(Semaphore::new(CONNECTIONS as usize));
    let (stop, stopping) = watch::channel(false);
    tokio::pin!(shutdown);
    loop {
        let accept = async {
            let place = places.clone().acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            accepted = accept => accepted,
            () = &mut shutdown => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                // Out of file descriptors, most likely: others have to end first.
                tracing::warn!(error.cause = %error, "no connection accepted");
                tokio::time::sleep(Duration::from_millis(200)).await;
                continue;
            }
        };
        // Small answers leave at once; where the system will not have it, they leave later.
        let _ = stream.set_nodelay(true);
        let router = router.clone();
        let service = service_fn(move |request| answer(router.clone(), peer, request));
        let connection = server
            .serve_connection(TokioIo::new(stream), service)
            .with_upgrades();
        let mut stopping = stopping.clone();
        tokio::spawn(async move {
            let mut connection = pin!(connection);
            let asked_to_stop = async {
                // An error says that the server itself is gone: the same.
                drop(stopping.wait_for(|stop| *stop).await);
            };
            let ended = tokio::select! {
                ended = &mut connection => ended,
                () = asked_to_stop => {
                    connection.as_mut().graceful_shutdown();
                    connection.await
                }
            };
            if let Err(error) = ended {
                tracing::debug!(error.cause = %error, "a connection ended badly");
            }
            drop(place);
        });
    }
    drop(listener);
    stop.send_replace(true);
    let all_ended = places.acquire_many(CONNECTIONS);
    if tokio::time::timeout(LAST_ORDERS, all_ended).await.is_err() {
        tracing::warn!("requests were still under way at shutdown");
    }
}

async fn answer(
    router: Router,
    peer: SocketAddr,
    mut request: Request<Incoming>,
) -> Result<axum::response::Response, Infallible> {
    request.extensions_mut().insert(ConnectInfo(peer));
    router.oneshot(request.map(axum::body::Body::new)).await
}
