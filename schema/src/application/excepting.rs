//! How one programme meets a criterion otherwise than the rest of its application (P4).

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::access::Act;
use domain::id::Kind;
use domain::input::Fields;
use domain::standard;
use serde_json::json;
use store::casefile::{self, Part};
use store::ratings::{self, NewException};
use uuid::Uuid;

use super::drafting::{CriterionPayload, hold, stale};
use super::facts;
use super::standing::Rating;
use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::loaders::Facts;
use crate::scalar;
use crate::university::may_work_on;

/// How one programme meets a criterion otherwise than the rest of its application (P4).
#[derive(Debug, Clone, SimpleObject)]
pub struct RatingException {
    /// The programme's id.
    programme_id: ID,
    /// The programme's name.
    programme: String,
    /// How well it meets it.
    value: Rating,
    /// How it differs.
    statement: String,
    /// Counts up with every change; give it back with the next.
    version: i32,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

/// The exceptions to the rating of a criterion, by programme.
pub(super) fn of(criterion: &str, rows: &[casefile::Exception]) -> Result<Vec<RatingException>> {
    let rows = rows.iter().filter(|row| row.criterion == criterion);
    rows.map(|row| {
        Ok(RatingException {
            programme_id: scalar::show(Kind::Programme, row.programme_id),
            programme: row.name.clone(),
            value: row.value.parse::<standard::Rating>()?.into(),
            statement: row.statement.clone(),
            version: row.version,
            updated_at: row.updated_at,
        })
    })
    .collect()
}

/// Says how one programme meets a criterion otherwise.
#[derive(Debug, InputObject)]
pub struct RateExceptionInput {
    /// The draft, over several programmes.
    application_id: ID,
    /// The criterion's reference, such as 4.13.
    #[graphql(name = "ref")]
    reference: String,
    /// The programme that differs.
    programme_id: ID,
    /// How well it meets it.
    value: Rating,
    /// How it differs; 10000 characters at most.
    statement: String,
    /// The exception's version last seen; 0 for the first.
    version: i32,
}

/// An exception to be taken away.
#[derive(Debug, InputObject)]
pub struct RemoveExceptionInput {
    /// The draft.
    application_id: ID,
    /// The criterion's reference.
    #[graphql(name = "ref")]
    reference: String,
    /// The programme that differs no longer.
    programme_id: ID,
    /// The exception's version last seen.
    version: i32,
}

/// A criterion of a draft that this request holds.
async fn held(
    scope: &Scope,
    id: &ID,
    reference: &str,
    programme: Uuid,
) -> Result<CriterionPayload> {
    let row = hold(scope, id).await?;
    let edition = scope.edition(row.edition_id).await?.edition;
    facts::expect_draft(&row)?;
    may_work_on(scope, row.id, Some(programme)).await?;
    let reference = facts::criterion(&edition, &row, reference)?;
    let reference = reference.reference.clone();
    Ok(CriterionPayload {
        row,
        edition,
        reference,
    })
}

/// Exceptions of single programmes to what is rated for all of them.
#[derive(Debug, Default)]
pub struct ExceptingMutation;

/// Exceptions of single programmes to what is rated for all of them.
#[Object]
impl ExceptingMutation {
    /// Says how one programme of a draft meets a criterion otherwise than the rest; together they meet it as the one that meets it least (P4, J1).
    async fn rate_exception(
        &self,
        ctx: &Context<'_>,
        input: RateExceptionInput,
    ) -> Result<CriterionPayload> {
        let scope = ctx.scope();
        scope.may(Act::RateException)?;
        let programme = scalar::read(Kind::Programme, &input.programme_id, "programme")?;
        let held = held(scope, &input.application_id, &input.reference, programme).await?;
        let CriterionPayload { row, reference, .. } = &held;
        let parts = [Part::Programmes, Part::Criteria];
        let read = Facts::read(&scope.tx, row.id, &parts).await?;
        let covered = read.programmes()?;
        let of = covered.iter().find(|p| p.id == programme);
        let of = of.ok_or(Error::NotFound("programme"))?;
        if covered.len() < 2 {
            return Err(Error::refused(
                "P4",
                "The application covers one programme: rate the criterion itself.",
            ));
        }
        let mut fields = Fields::new();
        let statement = fields.paragraph("statement", &input.statement, 1..=10_000);
        let statement = fields.or(statement)?;
        let new = NewException {
            university: row.university_id,
            application: row.id,
            criterion: reference,
            programme,
            value: standard::Rating::from(input.value).as_str(),
            statement: &statement,
            version: input.version,
            by: scope.person()?,
            at: scope.moment.now,
        };
        if ratings::put_exception(&scope.tx, &new).await?.is_none() {
            let kept = read.criteria()?;
            let mut kept = kept.exceptions.iter();
            let current = kept.find(|x| x.criterion == *reference && x.programme_id == programme);
            return Err(stale("exception", current));
        }
        let told = Told {
            university: row.university_id,
            application: Some(row.id),
            subject: Some(programme),
            act: "criterion.excepted",
            summary: format!(
                "{reference} {} at {}.",
                facts::rating_in_words(input.value),
                of.name
            ),
            after: Some(json!({ "ref": reference, "value": new.value, "statement": statement })),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        Ok(held)
    }

    /// Takes an exception away: the programme is as the rest of them.
    async fn remove_exception(
        &self,
        ctx: &Context<'_>,
        input: RemoveExceptionInput,
    ) -> Result<CriterionPayload> {
        let scope = ctx.scope();
        scope.may(Act::RemoveException)?;
        let programme = scalar::read(Kind::Programme, &input.programme_id, "programme")?;
        let held = held(scope, &input.application_id, &input.reference, programme).await?;
        let CriterionPayload { row, reference, .. } = &held;
        let version = input.version;
        if !ratings::remove_exception(&scope.tx, row.id, reference, programme, version).await? {
            let read = Facts::read(&scope.tx, row.id, &[Part::Criteria]).await?;
            let kept = read.criteria()?;
            let mut kept = kept.exceptions.iter();
            let current = kept.find(|x| x.criterion == *reference && x.programme_id == programme);
            return Err(match current {
                Some(current) => stale("exception", Some(current)),
                None => Error::NotFound("exception"),
            });
        }
        let told = Told {
            university: row.university_id,
            application: Some(row.id),
            subject: Some(programme),
            act: "criterion.exception_removed",
            summary: format!("{reference}: an exception was taken away."),
            before: Some(json!({ "ref": reference })),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        Ok(held)
    }
}
