//! Judging criteria and confirming outcomes, as whoever marks first or second (J3, J6).

use async_graphql::{Context, ID, InputObject, Object};
use domain::access::Act;
use domain::input::Fields;
use domain::judgement::{self, OutcomeFacts};
use domain::standard;
use domain::{lifecycle, moderation};
use serde_json::json;
use store::applications::Application;
use store::casefile::Part;
use store::judging::{self as rows, Marking, NewJudgement, NewOutcome};

use super::drafting::{ApplicationPayload, CriterionPayload, hold, stale};
use super::facts;
use super::standing::Rating;
use crate::context::{Ask, Scope, Told};
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

/// Whose marks this viewer's are, if they may mark now.
async fn expect_markable(scope: &Scope, row: &Application) -> Result<Marking> {
    let state = row.state.parse()?;
    let marking = Marking::by(row, scope.viewer.person());
    match marking {
        Marking::First => lifecycle::may_be_judged(state, row.release_at.is_some())?,
        Marking::Second => {
            let read = Facts::read(&scope.tx, row.id, &[Part::Moderation]).await?;
            moderation::may_mark_second(state, facts::second_marking(read.moderation()?.as_ref()))?;
        }
    }
    Ok(marking)
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
        let marking = expect_markable(scope, &row).await?;
        let criterion = facts::criterion(&edition, &row, &input.reference)?;
        let mut fields = Fields::new();
        let note = fields.paragraph("note", &input.note, 0..=10_000);
        let note = fields.or(note)?;
        let new = NewJudgement {
            marking,
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
            act: match marking {
                Marking::First => "criterion.judged",
                Marking::Second => "second_marking.judged",
            },
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
        let marking = expect_markable(scope, &row).await?;
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
            second: marking == Marking::Second,
        };
        let confirmed = judgement::confirm_outcome(&about, pillar, level, Some(&reason))?;
        let new = NewOutcome {
            marking,
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
            act: match marking {
                Marking::First => "outcome.confirmed",
                Marking::Second => "second_marking.confirmed",
            },
            summary: format!("Outcome of pillar {pillar} confirmed."),
            after: Some(json!(confirmed)),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        Ok(ApplicationPayload {
            application: row.into(),
        })
    }
}
