//! The register for programs and spreadsheets.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE,
};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use store::Paging;
use store::register::{self, Departure, Entry};
use url::form_urlencoded::Serializer;

use super::register::{Asked, Status};
use super::{Failure, Pages, award_path};

const A_PAGE: i64 = 500;
/// Enough for decades of awards; beyond it, the JSON has pages.
const MOST_LINES: usize = 50_000;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Shown<'a> {
    number: &'a str,
    university: &'a str,
    programmes: &'a [String],
    scheme: &'a str,
    level: &'a str,
    level_title: &'a str,
    level_rank: i32,
    level_count: i32,
    awarded_on: chrono::NaiveDate,
    expires_on: chrono::NaiveDate,
    ended_on: Option<chrono::NaiveDate>,
    state: &'static str,
    departures: Vec<Departure>,
    url: String,
    badge_url: String,
}

impl<'a> Shown<'a> {
    fn new(pages: &Pages, entry: &'a Entry, today: chrono::NaiveDate) -> Self {
        let url = pages.site.address(&award_path(&entry.number));
        Self {
            number: &entry.number,
            university: &entry.university,
            programmes: &entry.programmes,
            scheme: &entry.scheme,
            level: &entry.level,
            level_title: &entry.level_title,
            level_rank: entry.level_rank,
            level_count: entry.level_count,
            awarded_on: entry.awarded_on,
            expires_on: entry.expires_on,
            ended_on: entry.ended_on,
            state: entry.state(today).as_str(),
            departures: entry.departed(today),
            badge_url: format!("{url}.svg"),
            url,
        }
    }
}

/// The register as JSON, by pages: `next` is the address of the next one. Takes the page's `q`, `level` and `status`.
pub(super) async fn json(
    State(pages): State<Arc<Pages>>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Answer<'a> {
        /// The civil day on which the states hold.
        today: chrono::NaiveDate,
        entries: Vec<Shown<'a>>,
        next: Option<String>,
    }
    let today = pages.today();
    let found = pages
        .read(today, async |tx| {
            let (filter, ..) = asked.filter(tx, Status::All, today).await?;
            Ok(register::list(tx, &filter, &asked.paging(A_PAGE)).await?)
        })
        .await?;
    let next = found.rows.last().filter(|_| found.more).map(|(cursor, _)| {
        let mut query = Serializer::new(String::new());
        for (name, value) in [
            ("q", &asked.q),
            ("level", &asked.level),
            ("status", &asked.status),
        ] {
            if let Some(value) = value {
                query.append_pair(name, value);
            }
        }
        query.append_pair("after", &cursor.encode());
        pages
            .site
            .address(&format!("/public/register.json?{}", query.finish()))
    });
    let entries = found
        .rows
        .iter()
        .map(|(_, entry)| Shown::new(&pages, entry, today))
        .collect();
    Ok((
        open_to_all(),
        Json(Answer {
            today,
            entries,
            next,
        }),
    )
        .into_response())
}

/// The register as CSV, all of it. Takes the page's `q`, `level` and `status`.
pub(super) async fn csv(
    State(pages): State<Arc<Pages>>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let today = pages.today();
    let text = pages
        .read(today, async |tx| {
            let (filter, ..) = asked.filter(tx, Status::All, today).await?;
            let mut paging = Paging { first: A_PAGE, after: None };
            // The mark tells spreadsheets that this is UTF-8.
            let mut text = "\u{feff}number,university,programmes,scheme,level,awarded_on,expires_on,ended_on,state,url\r\n".to_owned();
            let mut lines = 0;
            loop {
                let found = register::list(tx, &filter, &paging).await?;
                for (_, entry) in &found.rows {
                    line(&mut text, &Shown::new(&pages, entry, today));
                }
                lines += found.rows.len();
                match found.rows.last() {
                    Some((cursor, _)) if found.more && lines < MOST_LINES => paging.after = Some(cursor.clone()),
                    _ => return Ok(text),
                }
            }
        })
        .await?;
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"register.csv\""),
    ];
    Ok((open_to_all(), headers, text).into_response())
}

fn open_to_all() -> [(axum::http::HeaderName, &'static str); 2] {
    [
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (CACHE_CONTROL, "public, max-age=300"),
    ]
}

fn line(text: &mut String, shown: &Shown<'_>) {
    let day = |day: chrono::NaiveDate| day.to_string();
    let cells = [
        shown.number.to_owned(),
        shown.university.to_owned(),
        shown.programmes.join("; "),
        shown.scheme.to_owned(),
        shown.level.to_owned(),
        day(shown.awarded_on),
        day(shown.expires_on),
        shown.ended_on.map(day).unwrap_or_default(),
        shown.state.to_owned(),
        shown.url.clone(),
    ];
    text.push_str(&domain::csv::line(cells));
}
