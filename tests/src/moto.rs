//! moto's server: an S3 service that is not ours, behind a wire that can be made to fail.
//!
//! It checks no signatures, which the embedded store does; it is here for everything else that two implementations
//! may see differently.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use server::files;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// What happens to one request on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Storage answers with this status and does nothing.
    Status(u16),
    /// Storage does it, and the connection ends in the middle of the answer.
    Cut,
    /// Storage does it, and the answer is lost.
    Lost,
}

/// One S3 service with one bucket.
#[derive(Debug)]
pub struct Moto {
    _process: Child,
    endpoint: String,
    faults: Faults,
}

/// Faults to come, each for the next request of its method.
type Faults = Arc<Mutex<VecDeque<(Method, Fault)>>>;

#[derive(Clone)]
struct Wire {
    behind: String,
    client: reqwest::Client,
    faults: Faults,
}

const BUCKET: &str = "evidence";

impl Moto {
    /// Starts it; it ends with this value.
    ///
    /// # Panics
    /// When it is not installed, or does not come up in half a minute.
    pub async fn start() -> Self {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("storage");
        let program = folder.join(".venv/bin/moto_server");
        assert!(
            program.exists(),
            "moto is not installed: run scripts/setup test"
        );
        let mut process = Command::new(program)
            .args(["-H", "127.0.0.1", "-p", "0"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("moto starts");
        let mut lines = BufReader::new(process.stderr.take().expect("its log")).lines();
        let found = async {
            loop {
                let line = lines.next_line().await.ok().flatten();
                let line = line.expect("moto came up and says where");
                if let Some((_, address)) = line.split_once("Running on ") {
                    return address.trim().to_owned();
                }
            }
        };
        let behind = tokio::time::timeout(Duration::from_secs(30), found)
            .await
            .expect("moto comes up in time");
        // Its log has to be read, or the pipe fills and it waits.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        let client = reqwest::Client::new();
        let made = client.put(format!("{behind}/{BUCKET}")).send().await;
        assert!(made.expect("moto answers").status().is_success());
        let faults = Faults::default();
        let wire = Wire {
            behind,
            client,
            faults: faults.clone(),
        };
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0))
            .await
            .expect("a free port");
        let endpoint = format!("http://{}", listener.local_addr().expect("an address"));
        let router = Router::new().fallback(pass).with_state(wire);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self {
            _process: process,
            endpoint,
            faults,
        }
    }

    /// As the server is told of it.
    pub fn storage(&self) -> files::Settings {
        files::Settings {
            endpoint: self.endpoint.clone(),
            public_endpoint: self.endpoint.clone(),
            region: "us-east-1".to_owned(),
            bucket: BUCKET.to_owned(),
            access_key_id: "key".to_owned(),
            secret_access_key: "secret".to_owned(),
        }
    }

    /// So many of the next requests of this method meet the fault.
    pub fn fail(&self, method: &Method, fault: Fault, times: usize) {
        let mut faults = self.faults.lock().unwrap_or_else(PoisonError::into_inner);
        faults.extend(std::iter::repeat_n((method.clone(), fault), times));
    }

    /// Faults that no request has met yet.
    pub fn heal(&self) -> usize {
        let mut faults = self.faults.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *faults).len()
    }
}

async fn pass(State(wire): State<Wire>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let fault = {
        let mut faults = wire.faults.lock().unwrap_or_else(PoisonError::into_inner);
        let place = faults
            .iter()
            .position(|(method, _)| *method == parts.method);
        place
            .and_then(|place| faults.remove(place))
            .map(|(_, fault)| fault)
    };
    if let Some(Fault::Status(status)) = fault {
        let status = StatusCode::from_u16(status).expect("a status");
        return (status, "<Error><Code>InternalError</Code></Error>").into_response();
    }
    let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    let mut headers = parts.headers;
    headers.remove("host");
    let sent = wire
        .client
        .request(parts.method, format!("{}{path}", wire.behind))
        .headers(headers)
        .body(bytes)
        .send()
        .await
        .expect("moto answers");
    let (status, headers) = (sent.status(), sent.headers().clone());
    let bytes = sent.bytes().await.expect("moto's answer arrives whole");
    match fault {
        Some(Fault::Lost) => StatusCode::BAD_GATEWAY.into_response(),
        Some(Fault::Cut) => {
            let half = bytes.slice(..bytes.len() / 2);
            let broken = std::io::Error::other("the connection was cut");
            let body = futures_util::stream::iter([Ok::<Bytes, _>(half), Err(broken)]);
            // Time for the first half to leave.
            let body = body.then(|piece| async {
                if piece.is_err() {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
                piece
            });
            (status, headers, Body::from_stream(body)).into_response()
        }
        _ => (status, headers, bytes).into_response(),
    }
}
