//! The assessor's side: judging, confirming outcomes, deciding.

use async_graphql::{Context, ID, InputObject, Object};
use domain::access::Act;
use domain::input::Fields;
use domain::judgement::{self, OutcomeFacts, Recorded};
use domain::lifecycle::ApplicationState;
use domain::standard;
use serde_json::json;
use store::applications::Application;
use store::casefile::Part;
use store::judging::{self as rows, NewAward, NewDecision, NewJudgement, NewOutcome};
use store::trail::Job;
use uuid::Uuid;

use super::actions;
use super::drafting::{ApplicationPayload, CriterionPayload, expect_version, hold, stale};
use super::facts::{self, Material};
use super::standing::Rating;
use crate::context::{Ask, Told};
use crate::error::{Error, Result};
use crate::loaders::Facts;

/// Judges one criterion.
#[derive(Debug, InputObject)]
pub struct JudgeCriterionInput {
    /// The application.
    application_id: ID,
    /// The criterion's reference, such as 4.13.
    #[graphql(name = "ref")]
    reference: String,
    /// How well it is met.
    value: Rating,
    /// Why, for the record; shown to the university with the decision.
    note: String,
    /// The judgement's version last seen; 0 for the first.
    version: i32,
}

/// Confirms a pillar's outcome (J3).
#[derive(Debug, InputObject)]
pub struct ConfirmOutcomeInput {
    /// The application.
    application_id: ID,
    /// The pillar's number.
    pillar: i32,
    /// The level's code; null for below the lowest level.
    level: Option<String>,
    /// Why, where it departs from best fit.
    reason: Option<String>,
    /// The outcome's version last seen; 0 when none is confirmed.
    version: i32,
}

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

/// The assessor's side of an application.
#[derive(Debug, Default)]
pub struct JudgingMutation;

/// The assessor's side of an application.
#[Object]
impl JudgingMutation {
    /// Stores the assessor's judgement of one criterion. A changed mark takes back the confirmation of its pillar's outcome.
    async fn judge_criterion(
        &self,
        ctx: &Context<'_>,
        input: JudgeCriterionInput,
    ) -> Result<CriterionPayload> {
        let scope = ctx.scope();
        scope.may(Act::JudgeCriterion)?;
        let by = scope.person()?;
        let row = hold(scope, &input.application_id).await?;
        let edition = scope.edition(row.edition_id).await?.edition;
        actions::expect_in_assessment(&row)?;
        let criterion = facts::criterion(&edition, &row, &input.reference)?;
        let mut fields = Fields::new();
        let note = fields.paragraph("note", &input.note, 0..=10_000);
        let note = fields.or(note)?;
        let new = NewJudgement {
            university: row.university_id,
            application: row.id,
            criterion: &criterion.reference,
            value: standard::Rating::from(input.value).as_str(),
            note: &note,
            version: input.version,
            by,
            at: scope.moment.now,
        };
        if rows::put_judgement(&scope.tx, &new, criterion.pillar.into())
            .await?
            .is_none()
        {
            let facts = Facts::read(&scope.tx, row.id, &[Part::Criteria]).await?;
            return Err(stale(
                "judgement",
                facts.criteria()?.judgements.get(&criterion.reference),
            ));
        }
        let told = Told {
            university: row.university_id,
            application: Some(row.id),
            act: "criterion.judged",
            // What was judged is in the trail's data; the sentence is read by the university before the decision.
            summary: format!("{} judged.", criterion.reference),
            after: Some(json!({ "ref": criterion.reference, "value": new.value, "note": note })),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        let reference = criterion.reference.clone();
        Ok(CriterionPayload {
            row,
            edition,
            reference,
        })
    }

    /// Confirms a pillar's outcome beside its best fit (J3-J5).
    async fn confirm_outcome(
        &self,
        ctx: &Context<'_>,
        input: ConfirmOutcomeInput,
    ) -> Result<ApplicationPayload> {
        let scope = ctx.scope();
        scope.may(Act::ConfirmOutcome)?;
        let by = scope.person()?;
        let row = hold(scope, &input.application_id).await?;
        let edition = scope.edition(row.edition_id).await?.edition;
        actions::expect_in_assessment(&row)?;
        let pillar = u8::try_from(input.pillar)
            .ok()
            .filter(|number| edition.pillar(*number).is_some());
        let pillar = pillar.ok_or_else(|| {
            Error::input("pillar", "Use the number of one of the edition's pillars.")
        })?;
        let level = match &input.level {
            None => None,
            Some(code) => Some(
                edition
                    .level(code)
                    .ok_or_else(|| Error::input("level", "Choose one of the edition's levels."))?
                    .rank,
            ),
        };
        let mut fields = Fields::new();
        let reason = fields.paragraph("reason", input.reason.as_deref().unwrap_or(""), 0..=2_000);
        let reason = fields.or(reason)?;
        let read = Facts::read(&scope.tx, row.id, &[Part::Marks])
            .await?
            .marks()?;
        let target_rank = facts::rank(row.level_rank);
        let about = OutcomeFacts {
            edition: &edition,
            target_rank,
            max_rank_applicant_may_hold: target_rank,
            marks: &facts::marks(&read.judgements)?,
            requests: &facts::asked(&read.asked)?,
            today: scope.moment.today,
        };
        let confirmed = judgement::confirm_outcome(&about, pillar, level, Some(&reason))?;
        let new = NewOutcome {
            university: row.university_id,
            application: row.id,
            pillar: pillar.into(),
            level_rank: confirmed.level.map(i32::from),
            best_fit_rank: confirmed.best_fit.map(i32::from),
            reason: confirmed.reason.as_deref(),
            version: input.version,
            by,
            at: scope.moment.now,
        };
        if rows::put_outcome(&scope.tx, &new).await?.is_none() {
            let current = read
                .outcomes
                .iter()
                .find(|outcome| outcome.pillar == i32::from(pillar));
            return Err(stale("outcome", current));
        }
        let told = Told {
            university: row.university_id,
            application: Some(row.id),
            act: "outcome.confirmed",
            summary: format!("Outcome of pillar {pillar} confirmed."),
            after: Some(json!(confirmed)),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        Ok(ApplicationPayload {
            application: row.into(),
        })
    }

    /// Decides the application by its confirmed outcomes (J2), and makes the award that follows (A1, A2). Refused with everything in the way (J3-J5).
    async fn decide_application(
        &self,
        ctx: &Context<'_>,
        input: DecideApplicationInput,
    ) -> Result<ApplicationPayload> {
        let scope = ctx.scope();
        scope.may(Act::DecideApplication)?;
        let by = scope.person()?;
        let row = hold(scope, &input.application_id).await?;
        expect_version(&row, input.version)?;
        let edition = scope.edition(row.edition_id).await?.edition;
        let mut fields = Fields::new();
        let feedback = fields.paragraph("feedback", &input.feedback, 1..=20_000);
        let feedback = fields.or(feedback)?;
        let parts = [
            Part::Criteria,
            Part::Marks,
            Part::Evidence,
            Part::Requests,
            Part::Programmes,
        ];
        let read = Facts::read(&scope.tx, row.id, &parts).await?;
        let material = Material {
            criteria: read.criteria()?,
            marks: read.marks()?,
            evidence: read.evidence()?,
            requests: read.requests()?,
        };
        let today = scope.moment.today;
        let facts = material.facts(&edition, &row, today)?;
        let decision = judgement::decide(&facts)?;
        let recorded = Recorded {
            edition: edition.content_hash().to_owned(),
            record: facts.record,
            decision: decision.clone(),
        };
        let level = decision.level.and_then(|rank| edition.level_at(rank));
        let new = NewDecision {
            university: row.university_id,
            application: row.id,
            level: level.map(|level| level.code.as_str()),
            level_rank: decision.level.map(i32::from),
            feedback: &feedback,
            record: &json!(recorded),
            digest: &decision.digest,
            by,
            at: scope.moment.now,
            today,
        };
        let covered = read.programmes()?;
        let programmes = facts::programmes(&covered);
        let follows = domain::award::follows(
            &edition,
            row.kind.parse()?,
            &programmes,
            decision.level,
            today,
        );
        // The award first: once decided, the assessor's hands are off the case.
        let number = match (&follows, level) {
            (Some(follows), Some(level)) => {
                let ids: Vec<Uuid> = covered.iter().map(|programme| programme.id).collect();
                let superseded: Vec<Uuid> = covered
                    .iter()
                    .zip(&programmes)
                    .flat_map(|(row, facts)| row.holds.iter().zip(&facts.holds))
                    .filter(|(_, held)| follows.takes_the_place_of(held, level.rank))
                    .map(|(row, _)| row.id)
                    .collect();
                let new = NewAward {
                    scheme: edition.scheme_code(),
                    level: &level.code,
                    level_title: &level.title,
                    level_rank: level.rank.into(),
                    level_count: i32::try_from(edition.levels().len()).unwrap_or(i32::MAX),
                    awarded_on: follows.awarded_on,
                    expires_on: follows.expires_on,
                    programmes: &ids,
                    supersedes: &superseded,
                };
                Some(rows::award(&scope.tx, row.university_id, row.id, &new).await?)
            }
            _ => None,
        };
        rows::decide(&scope.tx, &new).await?;
        let outcome = level.map_or_else(
            || "not accredited".to_owned(),
            |level| format!("accredited at {}", level.title),
        );
        let told = Told {
            university: row.university_id,
            application: Some(row.id),
            act: "application.decided",
            summary: match &number {
                Some(number) => format!(
                    "{} decided: {outcome}. Certificate {number}.",
                    row.reference
                ),
                None => format!("{} decided: {outcome}.", row.reference),
            },
            before: Some(json!({ "state": row.state })),
            after: Some(
                json!({ "state": "DECIDED", "level": new.level, "award": number, "digest": decision.digest }),
            ),
            ..Told::default()
        };
        let notice = Job {
            kind: "notify_university",
            payload: json!({
                "university_id": row.university_id,
                "subject": format!("{} is decided", row.reference),
                "text": format!("{} is decided: {outcome}. The reasons and the assessor's feedback are with the application.", row.reference),
                "path": format!("/applications/{}", domain::id::encode(domain::id::Kind::Application, row.id)),
            }),
        };
        scope.tell(told, &[notice]).await?;
        // As the statement that decided left it; the row is held, so nobody else has changed it.
        let row = Application {
            state: ApplicationState::Decided.as_str().to_owned(),
            version: row.version + 1,
            updated_at: new.at,
            decided_at: Some(new.at),
            decided_on: Some(today),
            ..row
        };
        Ok(ApplicationPayload {
            application: row.into(),
        })
    }
}
