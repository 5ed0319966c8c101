//! The university's side: starting, rating, submitting, withdrawing.

use std::sync::Arc;

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::access::Act;
use domain::eligibility::eligibility;
use domain::id::Kind;
use domain::input::Fields;
use domain::lifecycle::{
    self, ApplicationAct, ApplicationFacts, ApplicationLanguage as Language, ApplicationState,
};
use domain::standard;
use serde_json::json;
use store::applications::{self as rows, Change, NewApplication};
use store::casefile::Part;
use store::orders::{self, NewOrder};
use store::ratings::{self, NewRating};
use uuid::Uuid;

use super::standing::{CriterionStanding, Rating};
use super::{Application, ApplicationLanguage, facts};
use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::loaders::{Facts, StandingKey};
use crate::programme;
use crate::scalar;

/// Starts an application over one programme.
#[derive(Debug, InputObject)]
pub struct StartApplicationInput {
    /// The programme.
    programme_id: ID,
    /// The level applied for, by code.
    level: String,
    /// The language that it is written in, English unless told; until it is submitted it can be changed.
    language: Option<ApplicationLanguage>,
}

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

/// Sends a draft.
#[derive(Debug, InputObject)]
pub struct SubmitApplicationInput {
    /// The draft.
    application_id: ID,
    /// Its version last seen.
    version: i32,
    /// The university's purchase-order number, if it needs one on the invoice.
    purchase_order: Option<String>,
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
    /// Starts a draft, pinned to the edition in force today (S1). Refused by G1-G3 with the first day it would be taken.
    async fn start_application(
        &self,
        ctx: &Context<'_>,
        input: StartApplicationInput,
    ) -> Result<ApplicationPayload> {
        let scope = ctx.scope();
        scope.may(Act::StartApplication)?;
        let id = scalar::read(Kind::Programme, &input.programme_id, "programme")?;
        let (row, standing) = futures_util::try_join!(
            async { Ok::<_, Error>(store::programmes::lock(&scope.tx, id).await?) },
            scope.loaders.load_one(StandingKey(id)),
        )?;
        let (row, standing) = row.zip(standing).ok_or(Error::NotFound("programme"))?;
        let published = scope.edition_of(row.university_id).await?;
        let published = published.ok_or_else(|| {
            Error::refused(
                "S1",
                "No edition of the standard is in force yet. Ask the scheme's operator.",
            )
        })?;
        let edition = &published.edition;
        let level = edition
            .level(&input.level)
            .ok_or_else(|| Error::input("level", "Choose one of the edition's levels."))?;
        if standing.open_application.is_some() {
            return Err(Error::refused(
                "L1",
                format!(
                    "{} has an application open already: go on with it, or withdraw it first.",
                    row.name
                ),
            ));
        }
        let programme = programme::facts(
            row.id,
            &row.name,
            row.started_on,
            row.mentors,
            &standing.holds,
        );
        let kind =
            eligibility(edition, &[programme], level.rank, scope.moment.today).into_result()?;
        let language = input.language.map_or(Language::English, Language::from);
        let new = NewApplication {
            university_id: row.university_id,
            edition_id: published.id,
            scope: lifecycle::ApplicationScope::Single.as_str(),
            kind: kind.as_str(),
            level: level.code.clone(),
            level_rank: level.rank.into(),
            programme_ids: vec![row.id],
            language: language.as_str(),
            at: scope.moment.now,
        };
        let made = rows::insert(&scope.tx, &new).await?;
        let told = Told {
            university: made.university_id,
            application: Some(made.id),
            act: "application.started",
            summary: format!(
                "{} started for {} at {}.",
                made.reference, row.name, level.title
            ),
            after: Some(
                json!({ "programmes": [row.id], "level": level.code, "kind": kind, "language": language, "edition": edition.content_hash() }),
            ),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        Ok(ApplicationPayload {
            application: made.into(),
        })
    }

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

    /// Sends the draft and places its order at today's price. Refused with everything that is missing, by rule.
    async fn submit_application(
        &self,
        ctx: &Context<'_>,
        input: SubmitApplicationInput,
    ) -> Result<ApplicationPayload> {
        let scope = ctx.scope();
        scope.may(Act::SubmitApplication)?;
        let row = hold(scope, &input.application_id).await?;
        expect_version(&row, input.version)?;
        let edition = scope.edition(row.edition_id).await?.edition;
        let mut fields = Fields::new();
        let purchase_order = fields.line(
            "purchaseOrder",
            input.purchase_order.as_deref().unwrap_or(""),
            0..=60,
        );
        let purchase_order = fields.or(purchase_order)?;
        let facts = Facts::read(
            &scope.tx,
            row.id,
            &[Part::Criteria, Part::Evidence, Part::Programmes],
        )
        .await?;
        let (criteria, evidence, programmes) =
            (facts.criteria()?, facts.evidence()?, facts.programmes()?);
        let today = scope.moment.today;
        let missing = facts::missing(&edition, &row, &criteria, &evidence, &programmes, today)?;
        let guards = ApplicationFacts {
            missing: &missing,
            ..ApplicationFacts::default()
        };
        let state: ApplicationState = row.state.parse()?;
        let next = lifecycle::step(state, ApplicationAct::Submit, &guards, today)?;
        let quote = facts::quote(&edition, &row, &programmes, today)?;
        let order = NewOrder {
            university_id: row.university_id,
            id: Uuid::now_v7(),
            currency: edition.prices().currency().as_str(),
            net_minor: quote.net.map(|net| net.minor),
            vat_minor: quote.vat.map(|vat| vat.minor),
            vat_per_mille: quote.vat_per_mille,
            lines: facts::stored_lines(&quote),
            purchase_order: (!purchase_order.is_empty()).then_some(&purchase_order),
            created_at: scope.moment.now,
        };
        let order = orders::insert(&scope.tx, &order).await?;
        let change = Change {
            state: Some(next.as_str()),
            order_id: Some(order.id),
            updated_at: Some(scope.moment.now),
            submitted_at: Some(scope.moment.now),
            submitted_on: Some(today),
            ..Change::default()
        };
        let row = rows::change(&scope.tx, row.id, &change).await?;
        let told = Told {
            university: row.university_id,
            application: Some(row.id),
            act: "application.submitted",
            summary: format!(
                "{} submitted; order {} placed.",
                row.reference, order.number
            ),
            before: Some(json!({ "state": ApplicationState::Draft })),
            after: Some(
                json!({ "state": next, "order": order.number, "net": order.net_minor, "vat": order.vat_minor }),
            ),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        Ok(ApplicationPayload {
            application: row.into(),
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
