//! The page of one award: does it hold today, whose is it, and how to check.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use domain::award::Departed;
use domain::calendar::in_words;
use domain::lifecycle::AwardState;
use domain::standard::Edition;
use minijinja::{Value, context};
use store::Tx;
use store::editions::Published;
use store::register::{self, Entry};

use super::{
    Failure, Pages, SCHEME, Site, award_path, badge, message, render, shown, standard, typed,
};

/// `/awards/{number}` and `/awards/{number}.svg`: one route, because a certificate number has no dot.
pub(super) async fn page(
    State(pages): State<Arc<Pages>>,
    Path(file): Path<String>,
) -> Result<Response, Failure> {
    let (number, badge_wanted) = match file.strip_suffix(".svg") {
        Some(number) => (number, true),
        None => (file.as_str(), false),
    };
    let number = typed(Some(number)).unwrap_or_default().to_ascii_uppercase();
    let today = pages.today();
    let (entry, edition) = pages
        .read(today, async |tx| {
            let entry = register::find(tx, &number)
                .await?
                .ok_or_else(|| Failure::Missing(unknown(badge_wanted)))?;
            let edition = if badge_wanted {
                None
            } else {
                edition_if_readable(&pages, tx, today).await
            };
            Ok((entry, edition))
        })
        .await?;
    Ok(if badge_wanted {
        badge::answer(&entry, today)
    } else {
        whole(
            &pages.site,
            &entry,
            edition.as_ref().map(|published| &*published.edition),
            today,
        )
    })
}

/// Whether an award holds is shown even where what its level means cannot be.
async fn edition_if_readable(pages: &Pages, tx: &Tx, today: NaiveDate) -> Option<Published> {
    match pages.editions.in_force(tx, SCHEME, today).await {
        Ok(found) => found,
        Err(error) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "the edition in force does not read"
            );
            None
        }
    }
}

fn unknown(badge_wanted: bool) -> Response {
    if badge_wanted {
        return StatusCode::NOT_FOUND.into_response();
    }
    message(
        StatusCode::NOT_FOUND,
        "There is no award with this number",
        "Check the number against the certificate: it looks like UMS-2026-000123. If it is the same, the certificate is not genuine.",
        Some(("/register?status=all", "Search the register")),
    )
}

pub(super) fn whole(
    site: &Site,
    entry: &Entry,
    edition: Option<&Edition>,
    today: NaiveDate,
) -> Response {
    let (in_force, verdict, verdict_more) = verdict(entry, today);
    let path = award_path(&entry.number);
    let address = site.address(&path);
    let badge_alt = badge::label(entry, today);
    let embed = format!(
        "<a href=\"{address}\"><img src=\"{address}.svg\" width=\"240\" height=\"148\" alt=\"{} accreditation, {}\"></a>",
        escaped(&entry.level_title),
        escaped(&entry.university),
    );
    // What the level means is said by the standard in force; a level that it no longer has goes without.
    let standard = edition.map(|edition| {
        let level = edition.level(&entry.level);
        let meaning = level.map(|level| standard::meaning(edition, level.rank));
        context! { title => edition.scheme_title(), meaning => meaning.unwrap_or_default() }
    });
    let title = format!(
        "{} accreditation of {}",
        entry.level_title, entry.university
    );
    render(
        "award.html",
        context! {
            title,
            description => format!("{verdict}. {}: {}. Certificate {}.", entry.university, entry.programmes.join(", "), entry.number),
            canonical => address,
            here => "register",
            demo => site.demo,
            entry => shown(entry, today),
            in_force,
            verdict,
            verdict_more,
            awarded_on => in_words(entry.awarded_on),
            expires_on => in_words(entry.expires_on),
            today => in_words(today),
            origin => site.address("/awards/"),
            badge_href => format!("{path}.svg"),
            badge_alt,
            embed,
            departures => departures(entry, today),
            standard => standard.unwrap_or(Value::UNDEFINED),
        },
    )
    .into_response()
}

/// What runs no longer as it did when it was applied for, in a sentence each (A5).
fn departures(entry: &Entry, today: NaiveDate) -> Vec<String> {
    let departed = entry.departed(today).into_iter();
    departed
        .filter_map(|left| {
            Some(
                left.how
                    .parse::<Departed>()
                    .ok()?
                    .in_words(&left.programme, left.on),
            )
        })
        .collect()
}

/// Whether it holds today, in words nobody can mistake.
fn verdict(entry: &Entry, today: NaiveDate) -> (bool, String, String) {
    let ended = in_words(entry.ended_on.unwrap_or(entry.expires_on));
    let expires = in_words(entry.expires_on);
    let last = in_words(entry.expires_on.pred_opt().unwrap_or(entry.expires_on));
    match entry.state(today) {
        AwardState::InForce if entry.awarded_on > today => (
            true,
            format!("Valid until {}", super::day(entry.expires_on)),
            format!(
                "This renewal follows the award before it on {}; {last} is its last day.",
                in_words(entry.awarded_on)
            ),
        ),
        AwardState::InForce => (
            true,
            format!("Valid until {}", super::day(entry.expires_on)),
            format!(
                "The award is in force today, {}; {last} is its last day.",
                in_words(today)
            ),
        ),
        AwardState::Expired => (
            false,
            format!("Expired on {}", super::day(entry.expires_on)),
            format!("The award is no longer in force: {last} was its last day."),
        ),
        AwardState::Superseded => (
            false,
            format!(
                "Superseded on {}",
                super::day(entry.ended_on.unwrap_or(entry.expires_on))
            ),
            format!(
                "Another award of the same university took its place on {ended}. Look for that one in the register."
            ),
        ),
        AwardState::Withdrawn => (
            false,
            format!(
                "Withdrawn on {}",
                super::day(entry.ended_on.unwrap_or(entry.expires_on))
            ),
            format!(
                "The award was taken back before it would have expired on {expires}. It must not be claimed."
            ),
        ),
    }
}

/// For the code that others put into their pages.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
