//! The demo's letters, to be read instead of received.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono_tz::Europe::London;
use minijinja::context;

use super::{message, render};
use crate::mail::Mail;

const SHOWN: usize = 25;

pub(super) async fn page(State(mail): State<Mail>) -> Response {
    match mail.kept(SHOWN).await {
        Ok(kept) => {
            let letters: Vec<_> = kept
                .iter()
                .map(|kept| {
                    let at = kept.at.with_timezone(&London).format("%-d %b %Y, %H:%M").to_string();
                    context! { to => kept.letter.to.as_str(), subject => kept.letter.subject.as_str(), text => kept.letter.text.as_str(), unsubscribe => kept.letter.unsubscribe.as_deref(), at }
                })
                .collect();
            render(
                "letters.html",
                context! { title => "Mail of the demo", demo => true, letters },
            )
            .into_response()
        }
        Err(error) => {
            tracing::error!(%error, "the demo's letters could not be read");
            message(
                StatusCode::INTERNAL_SERVER_ERROR,
                "The letters cannot be shown",
                "The cause is in the log.",
                None,
            )
        }
    }
}
