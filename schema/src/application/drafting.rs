//! The university's side of a draft: rating, and giving up.

use std::sync::Arc;

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::access::Act;
use domain::id::Kind;
use domain::input::Fields;
use domain::lifecycle::{self, ApplicationAct, ApplicationFacts, ApplicationState};
use domain::standard;
use serde_json::json;
use store::applications::{self as rows, Change};
use store::casefile::Part;
use store::ratings::{self, NewRating};

use super::standing::{CriterionStanding, Rating};
use super::{Application, facts};
use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::loaders::Facts;
use crate::scalar;
use crate::university::may_work_on;

/// Rates one criterion.
#[derive(Debug, InputObject)]
pub struct RateCriterionInput {
    /// The draft.
    application_id: ID,
    /// The criterion's reference, such as 4.13.
    #[graphql(name = "ref")]
    reference: String,
    /// How well it is met.
    value: Rating,
    /// How the programme meets it; needed before submission where it is met or partly met.
    statement: String,
    /// Places of the elements ticked, from 0 (S3).
    elements: Option<Vec<i32>>,
    /// The rating's version last seen; 0 for the first.
    version: i32,
}

/// Gives an application up.
#[derive(Debug, InputObject)]
pub struct WithdrawApplicationInput {
    /// The application.
    application_id: ID,
    /// Its version last seen.
    version: i32,
    /// Why.
    reason: String,
}

/// The application as it stands now.
#[derive(SimpleObject)]
pub struct ApplicationPayload {
    /// The application as it stands now.
    pub(crate) application: Application,
}

/// The criterion as it stands now.
pub struct CriterionPayload {
    pub(super) row: rows::Application,
    pub(super) edition: Arc<domain::Edition>,
    pub(super) reference: String,
}

/// The criterion as it stands now.
#[Object]
impl CriterionPayload {
    /// The application as it stands now.
    async fn application(&self) -> Application {
        self.row.clone().into()
    }
    /// The criterion as it stands now.
    async fn criterion(&self, ctx: &Context<'_>) -> Result<CriterionStanding> {
        let case = ctx.scope().case(self.row.id);
        let (criteria, evidence) = futures_util::try_join!(case.criteria(), case.evidence())?;
        let criterion = facts::criterion(&self.edition, &self.row, &self.reference)?;
        let locked = self.row.state != "DRAFT";
        Ok(CriterionStanding::new(
            &self.edition,
            criterion,
            &criteria,
            &evidence,
            locked,
        ))
    }
}

/// The application, held for this mutation, if the viewer may see it.
pub(crate) async fn hold(scope: &Scope, id: &ID) -> Result<rows::Application> {
    let id = scalar::read(Kind::Application, id, "application")?;
    rows::lock(&scope.tx, id)
        .await?
        .ok_or(Error::NotFound("application"))
}

/// A write that has not seen the latest move is a CONFLICT that carries the current state.
pub(crate) fn expect_version(row: &rows::Application, seen: i32) -> Result<()> {
    if row.version == seen {
        return Ok(());
    }
    Err(Error::Conflict {
        message: "The application has moved on since you loaded it. Look at it as it is now, then try again.".to_owned(),
        current: json!({ "version": row.version, "state": row.state }),
    })
}

/// A stale write of a rating or a judgement carries what stands now.
pub(crate) fn stale<T: serde::Serialize>(what: &str, current: Option<T>) -> Error {
    Error::Conflict {
        message: format!(
            "Somebody else has changed this {what} since you loaded it. Compare, then save yours again or keep theirs."
        ),
        current: json!(current),
    }
}

/// The university's side of an application.
#[derive(Debug, Default)]
pub struct DraftingMutation;

/// The university's side of an application.
#[Object]
impl DraftingMutation {
    /// Stores the university's view of one criterion. Ticking elements suggests the rating; a person decides it (S3).
    async fn rate_criterion(
        &self,
        ctx: &Context<'_>,
        input: RateCriterionInput,
    ) -> Result<CriterionPayload> {
        let scope = ctx.scope();
        scope.may(Act::RateCriterion)?;
        let by = scope.person()?;
        let row = hold(scope, &input.application_id).await?;
        let edition = scope.edition(row.edition_id).await?.edition;
        facts::expect_draft(&row)?;
        may_work_on(scope, row.id, None).await?;
        let criterion = facts::criterion(&edition, &row, &input.reference)?;
        let mut fields = Fields::new();
        let statement = fields.paragraph("statement", &input.statement, 0..=10_000);
        let statement = fields.or(statement)?;
        let elements: Vec<i32> =
            standard::ticked_elements(criterion, &input.elements.unwrap_or_default())?
                .into_iter()
                .filter_map(|place| i32::try_from(place).ok())
                .collect();
        let new = NewRating {
            university: row.university_id,
            application: row.id,
            criterion: &criterion.reference,
            value: standard::Rating::from(input.value).as_str(),
            statement: &statement,
            elements: &elements,
            version: input.version,
            by,
            at: scope.moment.now,
        };
        if ratings::put(&scope.tx, &new).await?.is_none() {
            let facts = Facts::read(&scope.tx, row.id, &[Part::Criteria]).await?;
            return Err(stale(
                "rating",
                facts.criteria()?.ratings.get(&criterion.reference),
            ));
        }
        let told = Told {
            university: row.university_id,
            application: Some(row.id),
            act: "criterion.rated",
            summary: format!(
                "{} rated {}.",
                criterion.reference,
                facts::rating_in_words(input.value)
            ),
            after: Some(
                json!({ "ref": criterion.reference, "value": new.value, "statement": statement, "elements": elements }),
            ),
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

    /// Gives the application up: by the university or an operator, at any time before the decision.
    async fn withdraw_application(
        &self,
        ctx: &Context<'_>,
        input: WithdrawApplicationInput,
    ) -> Result<ApplicationPayload> {
        let scope = ctx.scope();
        scope.may(Act::WithdrawApplication)?;
        let row = hold(scope, &input.application_id).await?;
        expect_version(&row, input.version)?;
        let mut fields = Fields::new();
        let reason = fields.paragraph("reason", &input.reason, 1..=2_000);
        let reason = fields.or(reason)?;
        let guards = ApplicationFacts {
            reason: &reason,
            ..ApplicationFacts::default()
        };
        let before = row.state.parse::<ApplicationState>()?;
        let today = scope.moment.today;
        let next = lifecycle::step(before, ApplicationAct::Withdraw, &guards, today)?;
        let change = Change {
            state: Some(next.as_str()),
            updated_at: Some(scope.moment.now),
            ..Change::default()
        };
        let row = rows::change(&scope.tx, row.id, &change).await?;
        let told = Told {
            university: row.university_id,
            application: Some(row.id),
            act: "application.withdrawn",
            summary: format!("{} withdrawn: {reason}", row.reference),
            before: Some(json!({ "state": before })),
            after: Some(json!({ "state": next, "reason": reason })),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        Ok(ApplicationPayload {
            application: row.into(),
        })
    }
}
