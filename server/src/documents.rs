//! Quotes, invoices, credit notes and statements as PDF, made whenever somebody signed in asks, from what is kept (M6).
//!
//! What the asker may not see is not found: the read is the viewer's own, as in GraphQL.

mod content;
mod layout;
mod pdf;
mod sheet;
mod typeface;

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{Path, Query, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Extension, Router};
use chrono::NaiveDate;
use serde::Deserialize;
use store::trail::{self, Event};
use store::{Access, Tx};

use crate::app::App;
use crate::http::door::Peer;
use crate::http::{console, door};
use crate::session::{self, Current};

use self::content::Written;

/// `/invoices/{number}.pdf`, `/invoices/statement.pdf` and `/quotes/{id}.pdf`; every other address below is the console's.
pub fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/invoices/{file}", get(file))
        .route("/quotes/{file}", get(file))
}

/// What a statement is asked of.
#[derive(Debug, Deserialize)]
struct Asked {
    university: Option<String>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

/// Why there is no document.
enum Failure {
    Missing,
    Busy(store::Error),
    Unwritten(String),
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        Self::Busy(error)
    }
}

async fn file(
    State(app): State<Arc<App>>,
    Path(file): Path<String>,
    Query(asked): Query<Asked>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    uri: Uri,
    request: Request,
) -> Response {
    let Some(name) = file.strip_suffix(".pdf") else {
        return console::page(State(app), request).await;
    };
    let current = match session::current(&app, &headers).await {
        Ok(current) => current,
        Err(error) => return failed(&Failure::Busy(error)),
    };
    let Some(session) = &current.session else {
        return Redirect::to(&console::sign_in_address(&uri)).into_response();
    };
    if let Err(wait) = app.paces.take(session.token_hash.clone(), Instant::now()) {
        return door::too_fast(wait);
    }
    let today = app.clock.now().today;
    let answer = async {
        let tx = app.db.begin(&current.viewer, Access::Write, today).await?;
        let written = async {
            let written = content(&tx, &app, (uri.path(), name), &asked, today).await?;
            tell(&app, &tx, peer, &current, &written).await?;
            Ok(written)
        };
        let written: Result<Written, Failure> = written.await;
        tx.finish(written.is_ok()).await?;
        let Written { sheet, dated, .. } = written?;
        tokio::task::spawn_blocking(move || pdf::write(&sheet, dated))
            .await
            .map_err(|error| Failure::Unwritten(error.to_string()))?
            .map_err(|error| Failure::Unwritten(error.to_string()))
    };
    match answer.await {
        Ok(bytes) => (
            [
                (CONTENT_TYPE, "application/pdf".to_owned()),
                (
                    CONTENT_DISPOSITION,
                    format!("inline; filename=\"{name}.pdf\""),
                ),
                (CACHE_CONTROL, "private, no-store".to_owned()),
            ],
            bytes,
        )
            .into_response(),
        Err(failure) => failed(&failure),
    }
}

async fn content(
    tx: &Tx,
    app: &App,
    (path, name): (&str, &str),
    asked: &Asked,
    today: NaiveDate,
) -> Result<Written, Failure> {
    let from = &app.config.issuer;
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    if name.len() > 40 || !name.bytes().all(plain) {
        return Err(Failure::Missing);
    }
    let written = if name == "statement" {
        let (Some(university), Some(first), Some(last)) = (&asked.university, asked.from, asked.to)
        else {
            return Err(Failure::Missing);
        };
        content::statement(tx, from, university, (first, last)).await?
    } else if path.starts_with("/quotes/") {
        content::quote(tx, from, name, today).await?
    } else if name.starts_with("CRN-") {
        content::credit_note(tx, from, name).await?
    } else {
        content::invoice(tx, from, name, today).await?
    };
    written.ok_or(Failure::Missing)
}

/// That somebody read it, in its university's chain (T4).
async fn tell(
    app: &App,
    tx: &Tx,
    Peer(peer): Peer,
    asker: &Current,
    written: &Written,
) -> store::Result<()> {
    let event = Event {
        university: written.university,
        application: None,
        subject: None,
        actor: asker.viewer.person(),
        at: app.clock.now().now,
        act: "document.read",
        summary: format!("{} opened as PDF.", written.sheet.title),
        before: None,
        after: None,
        origin: asker.origin(peer.map(|peer| peer.to_canonical().to_string())),
    };
    trail::tell(tx, &event, &[]).await
}

fn failed(failure: &Failure) -> Response {
    match failure {
        Failure::Missing => door::plain(
            StatusCode::NOT_FOUND,
            "There is no such document, or not for you.",
        ),
        Failure::Busy(error) => {
            tracing::error!(error.cause = %error, error.detail = ?error, "a document could not be read");
            door::plain(
                StatusCode::SERVICE_UNAVAILABLE,
                "The service is busy. Try again in a moment.",
            )
        }
        Failure::Unwritten(cause) => {
            tracing::error!(error.cause = %cause, "a document could not be written");
            door::plain(
                StatusCode::INTERNAL_SERVER_ERROR,
                "The document could not be written. Tell us its number.",
            )
        }
    }
}
