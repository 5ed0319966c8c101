//! Sending drafts: one, or many with one order (M4, M5).

use std::collections::HashMap;

use async_graphql::{Context, ID, InputObject, Object};
use domain::access::Act;
use domain::input::Fields;
use domain::lifecycle::{self, ApplicationAct, ApplicationFacts, ApplicationState};
use domain::refusal::{Reason, Reasons};
use serde_json::{Value, json};
use store::applications::{self as rows, Acceptance};
use store::casefile::Part;
use store::orders::{self, NewOrder};
use store::trail::Event;
use uuid::Uuid;

use super::drafting::{ApplicationPayload, expect_version};
use super::facts;
use super::starting::ApplicationsPayload;
use super::together::{Drafts, Portion, in_order, read_ids};
use crate::context::{Ask, Scope};
use crate::error::{Error, Result};

/// The parts of a draft that are looked at before it is sent.
pub(crate) const SENDING: [Part; 4] = [
    Part::Criteria,
    Part::Evidence,
    Part::Active,
    Part::University,
];

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

/// A draft among several, and its version last seen.
#[derive(Debug, InputObject)]
pub struct SeenDraftInput {
    /// The draft.
    application_id: ID,
    /// Its version last seen.
    version: i32,
}

/// Sends several drafts with one order, or with the orders that cost least.
#[derive(Debug, InputObject)]
pub struct SubmitApplicationsInput {
    /// The drafts, 100 at most, all by the same edition.
    applications: Vec<SeenDraftInput>,
    /// The university's purchase-order number, if it needs one on the invoice.
    purchase_order: Option<String>,
    /// Whether they are divided into the orders that cost least together (M5); else they are one order.
    #[graphql(default)]
    split: bool,
}

/// Sending drafts.
#[derive(Debug, Default)]
pub struct SubmittingMutation;

/// Sending drafts.
#[Object]
impl SubmittingMutation {
    /// Sends the draft and places its order at today's price. Refused with everything that is missing, by rule.
    async fn submit_application(
        &self,
        ctx: &Context<'_>,
        input: SubmitApplicationInput,
    ) -> Result<ApplicationPayload> {
        let scope = ctx.scope();
        scope.may(Act::SubmitApplication)?;
        let draft = SeenDraftInput {
            application_id: input.application_id,
            version: input.version,
        };
        let mut sent = submit(scope, &[draft], input.purchase_order, false).await?;
        let application = sent.applications.pop();
        let application = application.ok_or(Error::NotFound("application"))?;
        Ok(ApplicationPayload { application })
    }

    /// Sends several drafts, all of them or none, as one order (M4) or as the orders that cost least (M5). Refused with everything that is missing in any of them.
    async fn submit_applications(
        &self,
        ctx: &Context<'_>,
        input: SubmitApplicationsInput,
    ) -> Result<ApplicationsPayload> {
        let scope = ctx.scope();
        scope.may(Act::SubmitApplications)?;
        submit(
            scope,
            &input.applications,
            input.purchase_order,
            input.split,
        )
        .await
    }
}

async fn submit(
    scope: &Scope,
    drafts: &[SeenDraftInput],
    purchase_order: Option<String>,
    split: bool,
) -> Result<ApplicationsPayload> {
    let ids = read_ids(drafts.iter().map(|draft| &draft.application_id))?;
    let held = rows::lock_all(&scope.tx, &ids).await?;
    let held = in_order(&ids, held)?;
    for (row, seen) in held.iter().zip(drafts) {
        expect_version(row, seen.version)?;
    }
    let mut fields = Fields::new();
    let purchase_order = fields.line(
        "purchaseOrder",
        purchase_order.as_deref().unwrap_or(""),
        0..=60,
    );
    let purchase_order = fields.or(purchase_order)?;
    let drafts = Drafts::read(scope, held, &SENDING).await?;
    let mut reasons = Reasons::new();
    let next = ready(scope, &drafts, |_| true, &mut reasons)?;
    let quote = drafts.quote(scope)?;
    // A tailored price is accepted with its number once it is given (M3).
    let needed = quote.net.is_some() && drafts.order_number_needed()?;
    reasons.extend(lifecycle::no_order_number(needed, &purchase_order));
    reasons.or(())?;
    let orders = if split {
        drafts.split(scope, &quote)?
    } else {
        vec![Portion {
            places: (0..drafts.rows.len()).collect(),
            quote,
        }]
    };
    let orders: Vec<Placing> = orders.into_iter().map(Placing::from).collect();
    let placed = place(scope, &drafts, next, &orders, &purchase_order, None).await?;
    let applications = placed.applications.into_iter().map(Into::into).collect();
    Ok(ApplicationsPayload { applications })
}

/// An order to be placed for some of the drafts: their places, and its price.
pub(crate) struct Placing {
    pub places: Vec<usize>,
    /// Before VAT; none until an operator gives the price (M3).
    pub net_minor: Option<i64>,
    pub vat_minor: Option<i64>,
    pub vat_per_mille: i32,
    pub lines: Value,
}

impl From<Portion> for Placing {
    fn from(portion: Portion) -> Self {
        let Portion { places, quote } = portion;
        Self {
            places,
            net_minor: quote.net.map(|net| net.minor),
            vat_minor: quote.vat.map(|vat| vat.minor),
            vat_per_mille: quote.vat_per_mille,
            lines: facts::stored_lines(&quote),
        }
    }
}

/// The drafts once they are sent, and their orders.
pub(crate) struct Placed {
    pub applications: Vec<rows::Application>,
    pub orders: Vec<orders::Order>,
}

/// Sends drafts that may be sent, in these orders, and accepts the quote that they are sent by.
pub(crate) async fn place(
    scope: &Scope,
    drafts: &Drafts,
    next: ApplicationState,
    orders: &[Placing],
    purchase_order: &str,
    accepts: Option<(Acceptance<'_>, &str)>,
) -> Result<Placed> {
    let university = drafts.rows.first().map(|row| row.university_id);
    let university = university.ok_or(Error::NotFound("application"))?;
    let new: Vec<NewOrder<'_>> = orders
        .iter()
        .map(|order| NewOrder {
            university_id: university,
            id: Uuid::now_v7(),
            currency: drafts.prices.currency().as_str(),
            net_minor: order.net_minor,
            vat_minor: order.vat_minor,
            vat_per_mille: order.vat_per_mille,
            lines: order.lines.clone(),
            purchase_order: (!purchase_order.is_empty()).then_some(purchase_order),
            quote_id: accepts.map(|(by, _)| by.quote),
            created_at: scope.moment.now,
        })
        .collect();
    let placed = orders::insert_all(&scope.tx, &new).await?;
    let mut of_order = HashMap::with_capacity(drafts.rows.len());
    for (order, new) in orders.iter().zip(&new) {
        let placed = placed.iter().find(|placed| placed.id == new.id);
        let placed = placed.ok_or(Error::NotFound("order"))?;
        for row in order
            .places
            .iter()
            .filter_map(|place| drafts.rows.get(*place))
        {
            of_order.insert(row.id, placed);
        }
    }
    let pairs: Vec<(Uuid, Uuid)> = of_order.iter().map(|(id, order)| (*id, order.id)).collect();
    let on = (scope.moment.today, scope.moment.now);
    let by = accepts.map(|(by, _)| by);
    let sent = rows::submit_all(&scope.tx, &pairs, next.as_str(), on, by).await?;
    let ids: Vec<Uuid> = drafts.rows.iter().map(|row| row.id).collect();
    let sent = in_order(&ids, sent)?;
    let quoted = accepts.map_or_else(String::new, |(_, number)| format!(" by quote {number}"));
    let mut events = Vec::with_capacity(sent.len());
    for row in &sent {
        let order = of_order.get(&row.id).ok_or(Error::NotFound("order"))?;
        events.push(Event {
            university: row.university_id,
            application: Some(row.id),
            subject: accepts.map(|(by, _)| by.quote),
            actor: scope.viewer.person(),
            at: scope.moment.now,
            act: "application.submitted",
            summary: format!("{} submitted{quoted}; order {} placed.", row.reference, order.number),
            before: Some(json!({ "state": ApplicationState::Draft })),
            after: Some(json!({ "state": next, "order": order.number, "net": order.net_minor, "vat": order.vat_minor })),
            origin: scope.origin.clone(),
        });
    }
    store::trail::tell_all(&scope.tx, &events, &[]).await?;
    Ok(Placed {
        applications: sent,
        orders: placed,
    })
}

/// Whether those of the drafts that are asked about may be sent, as the rules say it: what they become, and every reason why not.
pub(crate) fn ready(
    scope: &Scope,
    drafts: &Drafts,
    asked: impl Fn(&rows::Application) -> bool,
    reasons: &mut Reasons,
) -> Result<ApplicationState> {
    let several = drafts.rows.len() > 1;
    let mut next = ApplicationState::Submitted;
    for row in drafts.rows.iter().filter(|row| asked(row)) {
        match may_be_sent(scope, drafts, row)? {
            Ok(state) => next = state,
            Err(refusal) if several => reasons.extend(
                refusal
                    .into_reasons()
                    .into_iter()
                    .map(|reason| of(row, reason)),
            ),
            Err(refusal) => reasons.extend(refusal.into_reasons()),
        }
    }
    Ok(next)
}

/// Whether a draft may be sent, as the rules say it.
fn may_be_sent(
    scope: &Scope,
    drafts: &Drafts,
    row: &rows::Application,
) -> Result<std::result::Result<ApplicationState, domain::Refusal>> {
    let read = drafts.facts(row)?;
    let today = scope.moment.today;
    let (criteria, evidence) = (read.criteria()?, read.evidence()?);
    let (programmes, active) = (read.programmes()?, read.active()?);
    let missing = facts::missing(
        &drafts.edition,
        row,
        &criteria,
        &evidence,
        (&programmes, &active),
        today,
    )?;
    let guards = ApplicationFacts {
        missing: &missing,
        ..ApplicationFacts::default()
    };
    let state: ApplicationState = row.state.parse()?;
    Ok(lifecycle::step(
        state,
        ApplicationAct::Submit,
        &guards,
        today,
    ))
}

/// A reason that says which of several drafts it is about.
fn of(row: &rows::Application, reason: Reason) -> Reason {
    let message = format!("{}: {}", row.reference, reason.message);
    Reason { message, ..reason }
}
