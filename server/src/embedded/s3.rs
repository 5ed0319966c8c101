//! An S3 store in process, on loopback, for when no `S3_ENDPOINT` is given.
//!
//! It checks signatures and their expiry as any S3 service does, so the product talks to it, and browsers
//! upload to it by presigned addresses, exactly as elsewhere.

mod store;

use super::keep;
use axum::http::{HeaderName, HeaderValue, Method, header};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tower_http::cors::CorsLayer;

/// Why the store did not start, in a sentence that says what to change.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The port is taken.
    #[error(
        "the evidence store cannot listen on {listen} ({source}): free the port, or set PILLARS_S3_LISTEN"
    )]
    Listen {
        /// The address asked for.
        listen: SocketAddr,
        /// Why not.
        source: io::Error,
    },
    /// A console's address that no browser could send.
    #[error("{0} is not the address of a console")]
    Origin(String),
    /// A file could not be read or written.
    #[error("{path}: {source}")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The folder could not be opened as a store.
    #[error("the evidence store could not open its folder: {0}")]
    Store(String),
}

/// A running store; dropping it stops it.
#[derive(Debug)]
pub struct S3 {
    address: SocketAddr,
    access_key_id: String,
    secret_access_key: String,
    bucket: String,
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<()>,
}

impl S3 {
    /// Serves the folder `s3` of a data folder, with one bucket and keys of its own; `origins` are the
    /// consoles (such as `http://localhost:8080`) whose pages may upload and read.
    ///
    /// # Errors
    ///
    /// When the address is taken or the folder cannot be used.
    pub async fn start(
        data: &Path,
        listen: SocketAddr,
        bucket: &str,
        origins: &[String],
    ) -> Result<S3, Error> {
        let file = |path: &Path| {
            let path = path.to_path_buf();
            move |source| Error::File { path, source }
        };
        let root = data.join("s3");
        let folder = root.join(bucket);
        keep::private_folder(&folder).map_err(file(&folder))?;
        let secrets = data.join("secrets");
        keep::private_folder(&secrets).map_err(file(&secrets))?;
        let kept = |name: &str| {
            let path = secrets.join(name);
            keep::keep(&path, || keep::random_hex(20)).map_err(file(&path))
        };
        let access_key_id = kept("s3-access-key-id")?;
        let secret_access_key = kept("s3-secret-access-key")?;

        let mut service = S3ServiceBuilder::new(store::Store::open(&root)?);
        service.set_auth(SimpleAuth::from_single(
            access_key_id.clone(),
            secret_access_key.clone(),
        ));
        let service = tower::ServiceBuilder::new()
            .layer(cors(origins)?)
            .service(service.build());

        let listener = TcpListener::bind(listen)
            .await
            .map_err(|source| Error::Listen { listen, source })?;
        let address = listener
            .local_addr()
            .map_err(|source| Error::Listen { listen, source })?;
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(serve(listener, TowerToHyperService::new(service), stopped));
        Ok(S3 {
            address,
            access_key_id,
            secret_access_key,
            bucket: bucket.to_owned(),
            stop: Some(stop),
            task,
        })
    }

    /// The address as the server and browsers on this machine reach it.
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The name of its key.
    pub fn access_key_id(&self) -> &str {
        &self.access_key_id
    }

    /// Its key.
    pub fn secret_access_key(&self) -> &str {
        &self.secret_access_key
    }

    /// Its bucket, which exists.
    pub fn bucket(&self) -> &str {
        &self.bucket
    }

    /// Stops listening, and waits up to ten seconds for transfers under way.
    pub async fn stop(mut self) {
        drop(self.stop.take());
        let _ = (&mut self.task).await;
    }
}

impl Drop for S3 {
    fn drop(&mut self) {
        if self.stop.is_some() {
            self.task.abort();
        }
    }
}

/// What a browser needs to upload in parts: the ETag of each, and any header a signature covers.
fn cors(origins: &[String]) -> Result<CorsLayer, Error> {
    let origins = origins
        .iter()
        .map(|origin| HeaderValue::from_str(origin).map_err(|_| Error::Origin(origin.clone())))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(CorsLayer::new()
        .allow_origin(origins)
        .allow_methods([
            Method::GET,
            Method::PUT,
            Method::POST,
            Method::DELETE,
            Method::HEAD,
        ])
        .allow_headers(tower_http::cors::AllowHeaders::mirror_request())
        .expose_headers([
            header::ETAG,
            header::CONTENT_RANGE,
            HeaderName::from_static("x-amz-request-id"),
        ])
        .max_age(Duration::from_secs(3600)))
}

async fn serve<S>(
    listener: TcpListener,
    service: TowerToHyperService<S>,
    mut stopped: oneshot::Receiver<()>,
) where
    S: tower::Service<
            axum::http::Request<hyper::body::Incoming>,
            Response = s3s::HttpResponse,
            Error = s3s::HttpError,
        > + Clone
        + Send
        + 'static,
    S::Future: Send + 'static,
{
    let mut server = hyper_util::server::conn::auto::Builder::new(TokioExecutor::new());
    server
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(Duration::from_secs(30));
    let graceful = GracefulShutdown::new();
    loop {
        let socket = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((socket, _)) => socket,
                Err(error) => {
                    tracing::warn!(%error, "the evidence store could not take a connection");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    continue;
                }
            },
            _ = &mut stopped => break,
        };
        let connection = server
            .serve_connection(TokioIo::new(socket), service.clone())
            .into_owned();
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection to the evidence store ended early");
            }
        });
    }
    drop(listener);
    let _ = tokio::time::timeout(Duration::from_secs(10), graceful.shutdown()).await;
}

#[cfg(test)]
mod tests;
