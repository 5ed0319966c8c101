//! Pages for everybody: the register, awards and their badges, the standard. Rendered here, and whole without JavaScript.

mod award;
mod badge;
mod data;
mod letters;
mod mark;
mod register;
mod render;
mod standard;
#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use chrono::NaiveDate;
use minijinja::{Value, context};
use schema::Moment;
use store::editions::{Published, Shelf};
use store::register::Entry;
use store::{Access, Db, Tx, Viewer};
use url::Url;

use crate::mail::Mail;
use mark::Mark;

pub use render::render;

/// The scheme whose standard is shown.
const SCHEME: &str = "university";

/// What the pages are made from.
#[derive(Clone)]
pub struct Pages {
    /// The database; read as nobody in particular.
    pub db: Db,
    /// Editions read once.
    pub editions: Shelf,
    /// Reads the time.
    pub now: Arc<dyn Fn() -> Moment + Send + Sync>,
    /// What the pages say of themselves.
    pub site: Site,
}

/// What the pages say of themselves.
#[derive(Debug, Clone)]
pub struct Site {
    /// The address people use.
    pub public_url: Url,
    /// Whether to say that everything is invented.
    pub demo: bool,
}

impl Site {
    /// The full address of a path here.
    fn address(&self, path: &str) -> String {
        format!("{}{path}", self.public_url.as_str().trim_end_matches('/'))
    }
}

impl fmt::Debug for Pages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("site", &self.site)
            .finish_non_exhaustive()
    }
}

/// The public pages, to be merged into whatever else is served.
pub fn router<S: Clone + Send + Sync + 'static>(pages: Pages) -> Router<S> {
    Router::new()
        .route("/register", get(register::page))
        .route("/awards/{file}", get(award::page))
        .route("/standard", get(standard::page))
        .route("/public/register.json", get(data::json))
        .route("/public/register.csv", get(data::csv))
        .with_state(Arc::new(pages))
}

/// The demo's mail, at `/demo/mail`; nothing else mounts it.
pub fn demo_mail<S: Clone + Send + Sync + 'static>(mail: Mail) -> Router<S> {
    Router::new()
        .route("/demo/mail", get(letters::page))
        .with_state(mail)
}

/// The answer to an address that leads nowhere.
pub fn not_found() -> Response {
    message(
        StatusCode::NOT_FOUND,
        "There is no such page",
        "Check the address, or look for an award in the register.",
        Some(("/register", "Go to the register")),
    )
}

/// A page that says one thing, and where to go from there.
pub fn message(
    status: StatusCode,
    title: &str,
    sentence: &str,
    link: Option<(&str, &str)>,
) -> Response {
    let link = link.map(|(href, text)| context! { href, text });
    (
        status,
        render("message.html", context! { title, sentence, link }),
    )
        .into_response()
}

/// Why a page was not shown.
enum Failure {
    Missing(Response),
    Store(store::Error),
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        match self {
            Self::Missing(response) => response,
            Self::Store(error) => {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "a public page could not be read"
                );
                message(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "The register cannot be read just now",
                    "This says nothing about any award. Try again in a minute.",
                    None,
                )
            }
        }
    }
}

impl Pages {
    /// Reads as nobody in particular.
    async fn read<T>(
        &self,
        today: NaiveDate,
        statements: impl AsyncFnOnce(&Tx) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let tx = self
            .db
            .begin(&Viewer::Anonymous, Access::Read, today)
            .await?;
        let result = statements(&tx).await;
        tx.finish(result.is_ok()).await?;
        result
    }

    async fn edition(&self, tx: &Tx, today: NaiveDate) -> Result<Option<Published>, Failure> {
        Ok(self.editions.in_force(tx, SCHEME, today).await?)
    }

    fn today(&self) -> NaiveDate {
        (self.now)().today
    }
}

/// A day as the register shows it, such as `16 Nov 2026`.
fn day(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

fn mark(entry: &Entry) -> Mark {
    let whole = |n: i32| u32::try_from(n).unwrap_or(0);
    Mark::new(
        &entry.level,
        &entry.level_title,
        whole(entry.level_rank),
        whole(entry.level_count),
    )
}

/// An entry as the templates show it.
fn shown(entry: &Entry, today: NaiveDate) -> Value {
    use domain::lifecycle::AwardState as S;
    let ended = entry.ended_on.unwrap_or(entry.expires_on);
    let (class, state, period) = match entry.state(today) {
        S::InForce if entry.awarded_on > today => (
            "in-force",
            "In force",
            format!(
                "Renewed from {} until {}",
                day(entry.awarded_on),
                day(entry.expires_on)
            ),
        ),
        S::InForce => (
            "in-force",
            "In force",
            format!("Valid until {}", day(entry.expires_on)),
        ),
        S::Expired => (
            "expired",
            "Expired",
            format!("Expired on {}", day(entry.expires_on)),
        ),
        S::Superseded => (
            "superseded",
            "Superseded",
            format!("Superseded on {}", day(ended)),
        ),
        S::Withdrawn => (
            "withdrawn",
            "Withdrawn",
            format!("Withdrawn on {}", day(ended)),
        ),
    };
    context! {
        href => award_path(&entry.number),
        number => entry.number.as_str(),
        university => entry.university.as_str(),
        programmes => entry.programmes.clone(),
        level_title => entry.level_title.as_str(),
        mark => mark(entry),
        class,
        state,
        period,
    }
}

fn award_path(number: &str) -> String {
    format!("/awards/{number}")
}

/// What a visitor typed, as it can be searched for: no control characters, and not endless.
fn typed(text: Option<&str>) -> Option<String> {
    let text: String = text
        .unwrap_or_default()
        .chars()
        .filter(|c| !c.is_control())
        .take(100)
        .collect();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
