//! Sending drafts: one, or many with one order (M4, M5).

use std::collections::HashMap;

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::access::Act;
use domain::id::Kind;
use domain::input::Fields;
use domain::lifecycle::{self, ApplicationAct, ApplicationFacts, ApplicationState};
use domain::pricing::{self, Quote};
use domain::refusal::{Reason, Reasons};
use domain::{ApplicationKind, Edition};
use serde_json::json;
use store::applications as rows;
use store::casefile::Part;
use store::orders::{self, NewOrder};
use store::trail::Event;
use uuid::Uuid;

use super::drafting::{ApplicationPayload, expect_version};
use super::facts;
use super::starting::{ApplicationsPayload, MOST_TOGETHER};
use crate::context::{Ask, Scope};
use crate::error::{Error, Result};
use crate::loaders::Facts;
use crate::order::Price;
use crate::scalar;

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

/// What several drafts would cost together, and divided so that they cost least (M4, M5).
#[derive(Debug, SimpleObject)]
pub struct PriceTogether {
    /// As one order.
    together: Price,
    /// As several orders where that costs less; null where one order is the cheapest, and where the price is tailored.
    split: Option<PriceSplit>,
}

/// Several orders that cost less than one (M5).
#[derive(Debug, SimpleObject)]
pub struct PriceSplit {
    /// Each order by itself.
    orders: Vec<Price>,
    /// All of them together.
    total: Price,
}

/// Questions about drafts that are sent together.
#[derive(Debug, Default)]
pub struct SubmittingQuery;

/// Questions about drafts that are sent together.
#[Object]
impl SubmittingQuery {
    /// What some of the viewer's drafts would cost together today, and the cheapest lawful way to divide them (M5).
    async fn price_together(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The drafts, 100 at most, all by the same edition.")] application_ids: Vec<
            ID,
        >,
    ) -> Result<PriceTogether> {
        let scope = ctx.scope();
        scope.person()?;
        let ids = read_ids(application_ids.iter())?;
        let rows = rows::by_ids(&scope.tx, &ids).await?;
        let drafts = Drafts::read(scope, in_order(&ids, rows)?, &[Part::Programmes]).await?;
        let quote = drafts.quote(scope)?;
        let split = quote
            .cheapest_split
            .as_ref()
            .map(|_| drafts.split(scope, &quote));
        let split = split.transpose()?.map(|orders| PriceSplit {
            total: Price::of_all(orders.iter().map(|order| &order.quote)),
            orders: orders.into_iter().map(|order| order.quote.into()).collect(),
        });
        Ok(PriceTogether {
            together: quote.into(),
            split,
        })
    }
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

fn read_ids<'a>(ids: impl ExactSizeIterator<Item = &'a ID>) -> Result<Vec<Uuid>> {
    if ids.len() == 0 || ids.len() > MOST_TOGETHER {
        let message = format!("Choose 1 to {MOST_TOGETHER} drafts.");
        return Err(Error::input("applications", message));
    }
    let mut read = Vec::with_capacity(ids.len());
    for id in ids {
        let id = scalar::read(Kind::Application, id, "application")?;
        if read.contains(&id) {
            return Err(Error::input("applications", "Name each draft once."));
        }
        read.push(id);
    }
    Ok(read)
}

fn in_order(ids: &[Uuid], mut rows: Vec<rows::Application>) -> Result<Vec<rows::Application>> {
    if rows.len() < ids.len() {
        return Err(Error::NotFound("application"));
    }
    rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
    Ok(rows)
}

/// Some drafts by one edition, with what was read of them.
struct Drafts {
    edition: std::sync::Arc<Edition>,
    rows: Vec<rows::Application>,
    read: HashMap<Uuid, Facts>,
}

/// An order of some of them: their places, and its price.
struct Portion {
    places: Vec<usize>,
    quote: Quote,
}

impl Drafts {
    async fn read(scope: &Scope, rows: Vec<rows::Application>, parts: &[Part]) -> Result<Self> {
        let first = rows.first().ok_or(Error::NotFound("application"))?;
        if rows.iter().any(|row| row.edition_id != first.edition_id) {
            let why = "These are not all by the same edition of the standard: send those of each edition together.";
            return Err(Error::refused("S1", why));
        }
        let edition = scope.edition(first.edition_id).await?.edition;
        let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        let read = Facts::read_many(&scope.tx, &ids, parts).await?;
        Ok(Self {
            edition,
            rows,
            read,
        })
    }

    fn facts(&self, row: &rows::Application) -> Result<&Facts> {
        self.read.get(&row.id).ok_or(Error::NotFound("application"))
    }

    /// Each draft's kind and how many programmes it covers.
    fn sizes(&self) -> Result<Vec<(ApplicationKind, u32)>> {
        let size = |row: &rows::Application| {
            let covered = self.facts(row)?.programmes()?.len();
            Ok((
                row.kind.parse()?,
                u32::try_from(covered).unwrap_or(u32::MAX),
            ))
        };
        self.rows.iter().map(size).collect()
    }

    /// What all of them cost as one order today.
    fn quote(&self, scope: &Scope) -> Result<Quote> {
        let mut large = false;
        for row in &self.rows {
            let programmes = self.facts(row)?.programmes()?;
            large = large || facts::any_large(&self.edition, &programmes);
        }
        let rate = pricing::vat_per_mille(scope.moment.today);
        Ok(pricing::price(
            self.edition.prices(),
            &self.sizes()?,
            large,
            rate,
        ))
    }

    /// The same as the orders that cost least together; one order where there is no cheaper way.
    fn split(&self, scope: &Scope, quote: &Quote) -> Result<Vec<Portion>> {
        let sizes = self.sizes()?;
        let Some(split) = &quote.cheapest_split else {
            return Ok(vec![Portion {
                places: (0..sizes.len()).collect(),
                quote: quote.clone(),
            }]);
        };
        let rate = pricing::vat_per_mille(scope.moment.today);
        let mut left: Vec<(usize, (ApplicationKind, u32))> =
            sizes.into_iter().enumerate().collect();
        let mut orders = Vec::with_capacity(split.orders.len());
        for order in &split.orders {
            let mut places = Vec::with_capacity(order.applications.len());
            let mut taken = Vec::with_capacity(order.applications.len());
            for programmes in &order.applications {
                let wanted = (order.kind, *programmes);
                let at = left.iter().position(|(_, size)| *size == wanted);
                let at = at.ok_or_else(|| Error::internal("a split of other drafts"))?;
                let (place, size) = left.remove(at);
                places.push(place);
                taken.push(size);
            }
            let quote = pricing::price(self.edition.prices(), &taken, false, rate);
            orders.push(Portion { places, quote });
        }
        Ok(orders)
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
    let parts = [Part::Criteria, Part::Evidence, Part::Programmes];
    let drafts = Drafts::read(scope, held, &parts).await?;
    let today = scope.moment.today;
    let several = drafts.rows.len() > 1;
    let mut reasons = Reasons::new();
    let mut next = ApplicationState::Submitted;
    for row in &drafts.rows {
        match ready(scope, &drafts, row)? {
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
    reasons.or(())?;
    let quote = drafts.quote(scope)?;
    let orders = if split {
        drafts.split(scope, &quote)?
    } else {
        vec![Portion {
            places: (0..drafts.rows.len()).collect(),
            quote,
        }]
    };
    let university = drafts.rows.first().map(|row| row.university_id);
    let university = university.ok_or(Error::NotFound("application"))?;
    let new: Vec<NewOrder<'_>> = orders
        .iter()
        .map(|order| NewOrder {
            university_id: university,
            id: Uuid::now_v7(),
            currency: drafts.edition.prices().currency().as_str(),
            net_minor: order.quote.net.map(|net| net.minor),
            vat_minor: order.quote.vat.map(|vat| vat.minor),
            vat_per_mille: order.quote.vat_per_mille,
            lines: facts::stored_lines(&order.quote),
            purchase_order: (!purchase_order.is_empty()).then_some(purchase_order.as_str()),
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
    let sent =
        rows::submit_all(&scope.tx, &pairs, next.as_str(), (today, scope.moment.now)).await?;
    let sent = in_order(&ids, sent)?;
    let mut events = Vec::with_capacity(sent.len());
    for row in &sent {
        let order = of_order.get(&row.id).ok_or(Error::NotFound("order"))?;
        events.push(Event {
            university: row.university_id,
            application: Some(row.id),
            subject: None,
            actor: scope.viewer.person(),
            at: scope.moment.now,
            act: "application.submitted",
            summary: format!("{} submitted; order {} placed.", row.reference, order.number),
            before: Some(json!({ "state": ApplicationState::Draft })),
            after: Some(json!({ "state": next, "order": order.number, "net": order.net_minor, "vat": order.vat_minor })),
            origin: scope.origin.clone(),
        });
    }
    store::trail::tell_all(&scope.tx, &events, &[]).await?;
    let applications = sent.into_iter().map(Into::into).collect();
    Ok(ApplicationsPayload { applications })
}

/// Whether a draft may be sent, as the rules say it.
fn ready(
    scope: &Scope,
    drafts: &Drafts,
    row: &rows::Application,
) -> Result<std::result::Result<ApplicationState, domain::Refusal>> {
    let read = drafts.facts(row)?;
    let today = scope.moment.today;
    let (criteria, evidence, programmes) = (read.criteria()?, read.evidence()?, read.programmes()?);
    let missing = facts::missing(
        &drafts.edition,
        row,
        &criteria,
        &evidence,
        &programmes,
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
