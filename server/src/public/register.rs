//! The register: search, filters, pages.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::Html;
use chrono::NaiveDate;
use minijinja::{Value, context};
use serde::Deserialize;
use store::consistency;
use store::page::Cursor;
use store::register::{self, Filter};
use store::{Paging, Tx};
use url::form_urlencoded::Serializer;

use super::{Failure, Pages, render, shown, typed};

const A_PAGE: i64 = 25;

/// What can be asked of the register in an address.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    pub q: Option<String>,
    pub level: Option<String>,
    pub status: Option<String>,
    pub after: Option<String>,
}

/// Which awards by their standing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    InForce,
    Ended,
    All,
}

impl Status {
    const ALL: [(Self, &str, &str); 3] = [
        (Self::InForce, "in-force", "In force"),
        (Self::Ended, "ended", "Ended"),
        (Self::All, "all", "All"),
    ];

    pub fn read(code: Option<&str>, otherwise: Self) -> Self {
        let found = Self::ALL.iter().find(|(_, known, _)| Some(*known) == code);
        found.map_or(otherwise, |(status, ..)| *status)
    }

    fn code(self) -> &'static str {
        match self {
            Self::InForce => "in-force",
            Self::Ended => "ended",
            Self::All => "all",
        }
    }
}

impl Asked {
    /// The narrowing asked for; a level that the register does not have narrows nothing.
    pub async fn filter(
        &self,
        tx: &Tx,
        otherwise: Status,
        today: NaiveDate,
    ) -> Result<(Filter, Status, Vec<(String, String)>), Failure> {
        let levels = register::levels(tx).await?;
        let status = Status::read(self.status.as_deref(), otherwise);
        let filter = Filter {
            search: typed(self.q.as_deref()),
            level: self
                .level
                .clone()
                .filter(|level| levels.iter().any(|(code, _)| code == level)),
            in_force_on: (status == Status::InForce).then_some(today),
            ended_by: (status == Status::Ended).then_some(today),
        };
        Ok((filter, status, levels))
    }

    /// The page asked for; a cursor that is none of ours means the first.
    pub fn paging(&self, first: i64) -> Paging {
        let after = self
            .after
            .as_deref()
            .and_then(|text| Cursor::decode(text).ok());
        Paging {
            first,
            after: after.filter(|cursor| cursor.key.contains('\u{1f}')),
        }
    }
}

pub(super) async fn page(
    State(pages): State<Arc<Pages>>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Failure> {
    let today = pages.today();
    pages
        .read(today, async |tx| {
            let (filter, status, levels) = asked.filter(tx, Status::InForce, today).await?;
            let paging = asked.paging(A_PAGE);
            let found = register::list(tx, &filter, &paging).await?;
            let count = register::count(tx, &filter).await?;
            let agreement = consistency::told(tx, today).await?;
            let entries: Vec<Value> = found.rows.iter().map(|(_, entry)| shown(entry, today)).collect();
            let address = |after: Option<&Cursor>| address(&filter, status, after);
            let next_page = found.rows.last().filter(|_| found.more).map(|(cursor, _)| address(Some(cursor)));
            let first_page = paging.after.is_some().then(|| address(None));
            let narrowed = filter.search.is_some() || filter.level.is_some() || status != Status::All;
            Ok(render(
                "register.html",
                context! {
                    title => "Register of awards",
                    description => "The register of accredited university mentoring programmes: who holds which award, and until when.",
                    canonical => pages.site.address("/register"),
                    here => "register",
                    demo => pages.site.demo,
                    q => filter.search.clone().unwrap_or_default(),
                    levels => levels.iter().map(|(code, title)| context! { code, title }).collect::<Vec<_>>(),
                    chosen_level => filter.level.clone(),
                    statuses => Status::ALL.iter().map(|(_, code, title)| context! { code => *code, title => *title }).collect::<Vec<_>>(),
                    chosen_status => status.code(),
                    count => counted(count, status),
                    agreement => agreement.as_ref().map(schema::consistency::sentence),
                    advice => advice(&filter, status),
                    entries,
                    narrowed,
                    first_page,
                    next_page,
                },
            ))
        })
        .await
}

/// The same list by address: from its start, or after an entry.
fn address(filter: &Filter, status: Status, after: Option<&Cursor>) -> String {
    let mut query = Serializer::new(String::new());
    for (name, value) in [("q", &filter.search), ("level", &filter.level)] {
        if let Some(value) = value {
            query.append_pair(name, value);
        }
    }
    query.append_pair("status", status.code());
    if let Some(cursor) = after {
        query.append_pair("after", &cursor.encode());
    }
    format!("/register?{}", query.finish())
}

fn counted(count: i64, status: Status) -> String {
    let awards = if count == 1 { "award" } else { "awards" };
    match status {
        Status::InForce => format!("{count} {awards} in force"),
        Status::Ended => format!("{count} {awards} that ended"),
        Status::All => format!("{count} {awards}"),
    }
}

fn advice(filter: &Filter, status: Status) -> &'static str {
    match (&filter.search, status) {
        (Some(_), Status::InForce) => {
            "No award in force matches. Check the spelling, or look among the awards that ended too."
        }
        (Some(_), _) => "No award matches. Check the spelling, or use fewer words.",
        (None, Status::InForce) => "No award is in force that fits these filters.",
        (None, _) => "No award fits these filters.",
    }
}
