//! Deciding: made by the assessor, taken back within minutes, released by the product (J2, J6, J7).

use async_graphql::{Context, ID, InputObject, Object};
use domain::access::Act;
use domain::input::Fields;
use domain::judgement;
use domain::lifecycle;
use domain::standard::Edition;
use serde_json::json;
use store::applications::{self as rows, Change};
use store::casefile::Part;
use store::moderation::NewPending;
use store::trail::Job;
use uuid::Uuid;

use super::drafting::{ApplicationPayload, expect_version, hold};
use super::material::Material;
use crate::context::{Ask, Told};
use crate::error::{Error, Result};
use crate::loaders::Facts;

/// Releases a decision that was made: `{"application_id": uuid}`.
pub const RELEASE_DECISION: &str = "release_decision";

/// What a decision is made from.
pub(super) const MATERIAL: [Part; 7] = [
    Part::Criteria,
    Part::Marks,
    Part::Evidence,
    Part::Requests,
    Part::Programmes,
    Part::Moderation,
    Part::Sample,
];

/// Decides an application (J2, J7).
#[derive(Debug, InputObject)]
pub struct DecideApplicationInput {
    /// The application.
    application_id: ID,
    /// Its version last seen.
    version: i32,
    /// What the university is told beside the reasoning.
    feedback: String,
}

/// Takes back a decision that is not released yet.
#[derive(Debug, InputObject)]
pub struct RecallDecisionInput {
    /// The application.
    application_id: ID,
}

/// Deciding, and taking it back.
#[derive(Debug, Default)]
pub struct DecidingMutation;

/// Deciding, and taking it back.
#[Object]
impl DecidingMutation {
    /// Decides the application by its confirmed outcomes (J2). It is released some minutes later, and can be taken back until then; what was sampled is second-marked first (J6). Refused with everything in the way (J3-J5).
    async fn decide_application(
        &self,
        ctx: &Context<'_>,
        input: DecideApplicationInput,
    ) -> Result<ApplicationPayload> {
        let scope = ctx.scope();
        scope.may(Act::DecideApplication)?;
        let by = scope.person()?;
        let row = hold(scope, &input.application_id).await?;
        expect_first(&row, by)?;
        expect_version(&row, input.version)?;
        lifecycle::may_be_judged(row.state.parse()?, row.release_at.is_some())?;
        let edition = scope.edition(row.edition_id).await?.edition;
        let mut fields = Fields::new();
        let feedback = fields.paragraph("feedback", &input.feedback, 1..=20_000);
        let feedback = fields.or(feedback)?;
        let read = Facts::read(&scope.tx, row.id, &MATERIAL).await?;
        let decision = judgement::decide(&Material::read(&read)?.facts(
            &edition,
            &row,
            scope.moment.today,
        )?)?;
        let new = NewPending {
            university: row.university_id,
            application: row.id,
            feedback: &feedback,
            by,
            at: scope.moment.now,
            job: RELEASE_DECISION,
        };
        let changed = store::moderation::make(&scope.tx, &new).await?;
        let outcome = outcome(&edition, decision.level);
        let told = Told {
            university: row.university_id,
            application: Some(row.id),
            act: "decision.made",
            summary: format!("{}: decision made, {outcome}.", row.reference),
            before: Some(json!({ "state": row.state })),
            after: Some(json!({ "releaseAt": changed.release_at, "digest": decision.digest })),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        Ok(ApplicationPayload {
            application: changed.into(),
        })
    }

    /// Takes back a decision before it is released; the case is with its assessor again, as it was.
    async fn recall_decision(
        &self,
        ctx: &Context<'_>,
        input: RecallDecisionInput,
    ) -> Result<ApplicationPayload> {
        let scope = ctx.scope();
        scope.may(Act::RecallDecision)?;
        let by = scope.person()?;
        let row = hold(scope, &input.application_id).await?;
        expect_first(&row, by)?;
        expect_recallable(&row)?;
        store::moderation::forget(&scope.tx, row.id).await?;
        let change = Change {
            release_at: Some(None),
            updated_at: Some(scope.moment.now),
            ..Change::default()
        };
        let changed = rows::change(&scope.tx, row.id, &change).await?;
        let told = Told {
            university: row.university_id,
            application: Some(row.id),
            act: "decision.recalled",
            summary: format!("{}: decision taken back.", row.reference),
            before: Some(json!({ "releaseAt": row.release_at })),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        Ok(ApplicationPayload {
            application: changed.into(),
        })
    }
}

/// Deciding is the assessor's own: neither who marks second nor who moderates decides here.
fn expect_first(row: &rows::Application, by: Uuid) -> Result<()> {
    if row.assessor_id == Some(by) {
        return Ok(());
    }
    let why = format!("{} is decided by its assessor.", row.reference);
    Err(Error::Forbidden(why))
}

/// A decision is taken back before it goes out.
pub(super) fn expect_recallable(row: &rows::Application) -> Result<()> {
    if row.release_at.is_some() {
        return Ok(());
    }
    let why = format!(
        "{} has no decision that can be taken back: none is made, or it went out already.",
        row.reference
    );
    Err(Error::refused("J6", why))
}

/// The job that releases a decision.
pub(super) fn release_job(application: Uuid) -> Job {
    Job {
        kind: RELEASE_DECISION,
        payload: json!({ "application_id": application }),
    }
}

pub(super) fn outcome(edition: &Edition, rank: Option<u8>) -> String {
    match rank.and_then(|rank| edition.level_at(rank)) {
        Some(level) => format!("accredited at {}", level.title),
        None => "not accredited".to_owned(),
    }
}
