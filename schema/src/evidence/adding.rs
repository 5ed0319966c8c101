//! What adding a file and adding a link have in common.

use async_graphql::ID;
use chrono::NaiveDate;
use domain::id::Kind;
use domain::input::Fields;
use domain::lifecycle::RequestState;
use serde_json::json;
use store::applications as rows;
use store::casefile::Part;
use store::evidence::{self as items, NewContent, NewEvidence};
use uuid::Uuid;

use super::mutation::EvidencePayload;
use crate::application::{facts, hold};
use crate::context::{Scope, Told};
use crate::error::{Error, Result};
use crate::loaders::Facts;
use crate::scalar::{self, Date};
use crate::university::may_work_on;

/// What both kinds of evidence say.
pub(super) struct Said {
    pub title: String,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub criteria: Vec<String>,
    /// None for all that the application covers.
    pub programmes: Vec<Uuid>,
}

/// Where evidence may be added: a draft, or an application with an open request for it (E4).
pub(super) async fn open_for_evidence(
    scope: &Scope,
    application: &ID,
    request: Option<ID>,
) -> Result<(rows::Application, Option<Uuid>)> {
    let row = hold(scope, application).await?;
    may_work_on(scope, row.id, None).await?;
    let Some(request) = request else {
        facts::expect_draft(&row)?;
        return Ok((row, None));
    };
    let id = scalar::read(Kind::EvidenceRequest, &request, "evidence request")?;
    let found = store::requests::find(&scope.tx, id).await?;
    let found = found
        .filter(|r| r.application_id == row.id)
        .ok_or(Error::NotFound("evidence request"))?;
    let state = found.state.parse::<RequestState>()?;
    if state != RequestState::Open || state.is_settled(found.due_on, scope.moment.today) {
        return Err(Error::refused(
            "E4",
            "The evidence request is not open any more. Ask the assessor for another one.",
        ));
    }
    Ok((row, Some(id)))
}

/// Every reference is a criterion of the application's edition up to its level; sorted, each once.
pub(super) fn known_criteria(
    edition: &domain::Edition,
    row: &rows::Application,
    criteria: Vec<String>,
) -> Result<Vec<String>> {
    if criteria.is_empty() || criteria.len() > 500 {
        return Err(Error::input(
            "criteria",
            "Tie it to at least one criterion.",
        ));
    }
    let mut known: Vec<String> = criteria
        .iter()
        .map(|reference| {
            Ok(facts::criterion(edition, row, reference)
                .map_err(|_| unknown(reference))?
                .reference
                .clone())
        })
        .collect::<Result<_>>()?;
    known.sort_unstable();
    known.dedup();
    Ok(known)
}

fn unknown(reference: &str) -> Error {
    let shown: String = reference.chars().take(20).collect();
    Error::input(
        "criteria",
        format!("{shown} is not a criterion up to the level applied for."),
    )
}

/// The programmes that an item speaks of: those named, of those the application covers; none for all of them.
pub(super) async fn spoken_of(
    scope: &Scope,
    row: &rows::Application,
    named: Option<Vec<ID>>,
) -> Result<Vec<Uuid>> {
    let Some(named) = named.filter(|named| !named.is_empty()) else {
        return Ok(Vec::new());
    };
    let noun = ("programmeIds", "programme");
    let named = scalar::read_each(Kind::Programme, &named, noun, 500)?;
    let read = Facts::read(&scope.tx, row.id, &[Part::Programmes]).await?;
    let covered = read.programmes()?;
    if named.iter().any(|id| !covered.iter().any(|p| p.id == *id)) {
        return Err(Error::NotFound("programme"));
    }
    Ok(named)
}

pub(super) fn days(
    fields: &mut Fields,
    from: Option<Date>,
    to: Option<Date>,
) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let (from, to) = (from.map(|d| d.0), to.map(|d| d.0));
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        fields.problem(
            "coversTo",
            "The last day it covers is before the first: change one of them.",
        );
    }
    (from, to)
}

pub(super) async fn add(
    scope: &Scope,
    row: rows::Application,
    request: Option<Uuid>,
    id: Uuid,
    said: &Said,
    content: NewContent<'_>,
    sha256: Option<&str>,
) -> Result<EvidencePayload> {
    let new = NewEvidence {
        id,
        university: row.university_id,
        application: row.id,
        request,
        title: &said.title,
        covers_from: said.from,
        covers_to: said.to,
        criteria: &said.criteria,
        programmes: &said.programmes,
        content,
        by: scope.person()?,
        at: scope.moment.now,
    };
    items::insert(&scope.tx, &new).await?;
    let told = Told {
        university: row.university_id,
        application: Some(row.id),
        subject: Some(id),
        act: "evidence.added",
        summary: format!(
            "Evidence added to {}: {}.",
            said.criteria.join(", "),
            said.title
        ),
        after: Some(
            json!({ "title": said.title, "criteria": said.criteria, "programmes": said.programmes, "request": request, "sha256": sha256 }),
        ),
        ..Told::default()
    };
    scope.tell(told, &[]).await?;
    Ok(EvidencePayload { row, id })
}
