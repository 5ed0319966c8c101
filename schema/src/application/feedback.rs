//! Feedback as its assessor is writing it.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::access::Act;
use domain::input::Fields;
use domain::judgement::{self, MOST_FEEDBACK};
use domain::lifecycle::ApplicationState;
use store::applications::Application;
use store::feedback as rows;

use super::drafting::{hold, stale};
use super::material::Material;
use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};

/// Feedback on an application as its assessor is writing it; nobody else sees it before the decision, which releases what it
/// is given.
#[derive(Debug, SimpleObject)]
pub struct Feedback {
    /// Drafted from the judgements and outcomes as they stand: the same judgements give the same words.
    proposed: String,
    /// What the assessor has written so far; null where nothing is kept.
    text: Option<String>,
    /// Counts what was kept; 0 where nothing is.
    version: i32,
    /// When it was last kept.
    updated_at: Option<DateTime<Utc>>,
}

/// Feedback to be kept as it is so far.
#[derive(Debug, InputObject)]
pub struct SaveFeedbackInput {
    /// The application.
    application_id: ID,
    /// What is written so far; 20000 characters at most, none at all included.
    text: String,
    /// The version last seen; 0 for the first.
    version: i32,
}

/// The feedback as it is kept.
#[derive(Debug, SimpleObject)]
pub struct FeedbackPayload {
    /// The feedback as it is kept.
    feedback: Feedback,
}

/// What its assessor could tell the university, and has written; nothing to anybody else.
pub(super) async fn of(scope: &Scope, row: &Application) -> Result<Option<Feedback>> {
    if !is_its_assessor(scope, row) {
        return Ok(None);
    }
    let kept = rows::own(&scope.tx, row.id).await?;
    Ok(Some(shown(scope, row, kept).await?))
}

/// One person writes it: who marks second, or settles, has nothing to do with it (J6).
fn is_its_assessor(scope: &Scope, row: &Application) -> bool {
    row.assessor_id.is_some() && row.assessor_id == scope.viewer.person()
}

async fn shown(scope: &Scope, row: &Application, kept: Option<rows::Draft>) -> Result<Feedback> {
    let case = scope.case(row.id);
    let edition = scope.edition(row.edition_id).await?.edition;
    let material = Material::of(&case).await?;
    let facts = material.facts(&edition, row, scope.moment.today)?;
    Ok(Feedback {
        proposed: judgement::feedback(&edition, &facts.record),
        version: kept.as_ref().map_or(0, |draft| draft.version),
        updated_at: kept.as_ref().map(|draft| draft.updated_at),
        text: kept.map(|draft| draft.text),
    })
}

/// Feedback on the way.
#[derive(Debug, Default)]
pub struct FeedbackMutation;

/// Feedback on the way.
#[Object]
impl FeedbackMutation {
    /// Keeps feedback as it is written so far, for its assessor alone; the decision releases what it is given.
    async fn save_feedback(
        &self,
        ctx: &Context<'_>,
        input: SaveFeedbackInput,
    ) -> Result<FeedbackPayload> {
        let scope = ctx.scope();
        scope.may(Act::SaveFeedback)?;
        let person_id = scope.person()?;
        let row = hold(scope, &input.application_id).await?;
        if !is_its_assessor(scope, &row) {
            let message = "The feedback is written by the assessor who decides.";
            return Err(Error::refused("J6", message));
        }
        if row.state.parse::<ApplicationState>()?.is_over() {
            let message = "What the university was told stays as it was.";
            return Err(Error::refused("J7", message));
        }
        domain::lifecycle::may_be_judged(row.state.parse()?, row.release_at.is_some())?;
        let mut fields = Fields::new();
        let text = fields.paragraph("text", &input.text, 0..=MOST_FEEDBACK);
        let text = fields.or(text)?;
        let draft = rows::Draft {
            university_id: row.university_id,
            application_id: row.id,
            person_id,
            text,
            version: input.version,
            updated_at: scope.moment.now,
        };
        let Some(kept) = rows::put(&scope.tx, &draft).await? else {
            let current = rows::own(&scope.tx, row.id).await?;
            let current = current
                .map(|draft| serde_json::json!({ "text": draft.text, "version": draft.version }));
            return Err(stale("feedback", current));
        };
        let told = Told {
            university: row.university_id,
            application: Some(row.id),
            act: "feedback.drafted",
            // What is not released is nobody else's to read, not even in the trail.
            summary: "Feedback drafted.".to_owned(),
            after: Some(serde_json::json!({ "version": kept.version })),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        let feedback = shown(scope, &row, Some(kept)).await?;
        Ok(FeedbackPayload { feedback })
    }
}
