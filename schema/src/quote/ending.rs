//! What ends a quote: it is accepted, or taken back (M6).

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::access::Act;
use domain::id::Kind;
use domain::input::Fields;
use domain::lifecycle::{self, OrderAct, QuoteAct, QuoteFacts, QuotedFacts};
use domain::pricing;
use domain::refusal::Reasons;
use store::applications::{self as rows, Acceptance};
use store::casefile::Part;
use store::orders;
use store::quotes::{self, Change};

use super::{Quote, QuotePayload, tell};
use crate::application::order_step;
use crate::application::submitting::{Placed, Placing, SENDING, place, ready};
use crate::application::together::Drafts;
use crate::context::{Ask, Scope};
use crate::error::{Error, Result};
use crate::loaders::Facts;
use crate::order::Order;
use crate::scalar;

/// A quote that the university takes up.
#[derive(Debug, InputObject)]
pub struct AcceptQuoteInput {
    /// The quote.
    quote_id: ID,
    /// The university's purchase-order number, if it needs one on the invoice.
    purchase_order: Option<String>,
    /// Whether what a kept price is for is divided into the orders that cost least together (M5); else it is one order.
    #[graphql(default)]
    split: bool,
}

/// A quote to be taken back.
#[derive(Debug, InputObject)]
pub struct WithdrawQuoteInput {
    /// The quote.
    quote_id: ID,
    /// Why.
    reason: String,
}

/// The quote, and what was ordered by it.
#[derive(SimpleObject)]
pub struct AcceptQuotePayload {
    /// The quote as it stands now.
    quote: Quote,
    /// The orders that have its price now.
    orders: Vec<Order>,
}

/// What ends a quote.
#[derive(Debug, Default)]
pub struct EndingMutation;

/// What ends a quote.
#[Object]
impl EndingMutation {
    /// Takes a quote up, with a purchase-order number if the university needs one. An operator's price goes to its order; a kept price sends the drafts it is for, at that price whatever the list says now. The invoice is issued (M6). Refused with every reason.
    async fn accept_quote(
        &self,
        ctx: &Context<'_>,
        input: AcceptQuoteInput,
    ) -> Result<AcceptQuotePayload> {
        let scope = ctx.scope();
        scope.may(Act::AcceptQuote)?;
        let (quote, applications) = hold(scope, &input.quote_id).await?;
        let mut fields = Fields::new();
        let given = input.purchase_order.as_deref().unwrap_or_default();
        let given = fields.line("purchaseOrder", given, 0..=60);
        let given = fields.or(given)?;
        let (quote, orders) = match quote.order_id {
            Some(order) => take_offer(scope, quote, &applications, order, &given).await?,
            None => take_kept(scope, quote, applications, &given, input.split).await?,
        };
        Ok(AcceptQuotePayload {
            quote: Quote(quote),
            orders: orders.iter().map(Order::from).collect(),
        })
    }

    /// Takes a quote back that was not accepted yet, with a reason: the university, or an operator (M6).
    async fn withdraw_quote(
        &self,
        ctx: &Context<'_>,
        input: WithdrawQuoteInput,
    ) -> Result<QuotePayload> {
        let scope = ctx.scope();
        scope.may(Act::WithdrawQuote)?;
        let (mut quote, _) = hold(scope, &input.quote_id).await?;
        let mut fields = Fields::new();
        let reason = fields.paragraph("reason", &input.reason, 1..=2_000);
        let reason = fields.or(reason)?;
        let facts = QuoteFacts {
            reason: &reason,
            ..QuoteFacts::default()
        };
        let state = step(scope, &quote, QuoteAct::Withdraw, &facts)?.as_str();
        let change = Change {
            state: Some(state),
            reason: Some(&reason),
            ..Change::default()
        };
        quotes::change(&scope.tx, quote.id, &change).await?;
        let summary = format!("Quote {} withdrawn: {reason}", quote.number);
        state.clone_into(&mut quote.state);
        quote.reason = Some(reason);
        tell(scope, &quote, "quote.withdrawn", &summary, &[]).await?;
        Ok(QuotePayload {
            quote: Quote(quote),
        })
    }
}

async fn hold(scope: &Scope, id: &ID) -> Result<quotes::Held> {
    let id = scalar::read(Kind::Quote, id, "quote")?;
    let held = quotes::hold(&scope.tx, id).await?;
    held.ok_or(Error::NotFound("quote"))
}

fn step(
    scope: &Scope,
    quote: &quotes::Quote,
    act: QuoteAct,
    facts: &QuoteFacts<'_>,
) -> std::result::Result<lifecycle::QuoteState, Error> {
    let state: lifecycle::QuoteState = quote.state.parse()?;
    let facts = QuoteFacts {
        priced: true,
        open_until: Some(quote.open_until),
        ..*facts
    };
    Ok(lifecycle::step(state, act, &facts, scope.moment.today)?)
}

/// The same quote once it is accepted.
fn accepted(
    scope: &Scope,
    quote: quotes::Quote,
    state: lifecycle::QuoteState,
    purchase_order: &str,
) -> quotes::Quote {
    quotes::Quote {
        state: state.as_str().to_owned(),
        accepted_on: Some(scope.moment.today),
        purchase_order: (!purchase_order.is_empty()).then(|| purchase_order.to_owned()),
        ..quote
    }
}

/// An operator's price: its order has it now.
async fn take_offer(
    scope: &Scope,
    quote: quotes::Quote,
    applications: &[rows::Application],
    order: uuid::Uuid,
    purchase_order: &str,
) -> Result<(quotes::Quote, Vec<orders::Order>)> {
    let first = applications.first().ok_or(Error::NotFound("order"))?;
    let parts = [Part::University, Part::Order];
    let read = Facts::read(&scope.tx, first.id, &parts).await?;
    let (university, before) = (read.university()?, read.order()?);
    let before = before.as_ref().as_ref().ok_or(Error::NotFound("order"))?;
    let needed = university.as_ref().as_ref();
    let facts = QuoteFacts {
        purchase_order,
        purchase_order_needed: needed.is_some_and(|u| u.purchase_order_needed),
        ..QuoteFacts::default()
    };
    let state = step(scope, &quote, QuoteAct::Accept, &facts)?;
    order_step(OrderAct::Price, applications, before, scope.moment.today)?;
    let change = Change {
        state: Some(state.as_str()),
        purchase_order: (!purchase_order.is_empty()).then_some(purchase_order),
        accepted_on: Some(scope.moment.today),
        accepted_by: Some(scope.person()?),
        accepted_per_mille: Some(pricing::vat_per_mille(scope.moment.today)),
        ..Change::default()
    };
    quotes::change(&scope.tx, quote.id, &change).await?;
    let quote = accepted(scope, quote, state, purchase_order);
    let placed = orders::by_ids(&scope.tx, &[order]).await?;
    let summary = format!(
        "Quote {} accepted; {} is invoiced.",
        quote.number, before.number
    );
    tell(scope, &quote, "quote.accepted", &summary, &[]).await?;
    Ok((quote, placed))
}

/// A kept price: what it names is sent, in the orders that have it.
async fn take_kept(
    scope: &Scope,
    quote: quotes::Quote,
    applications: Vec<rows::Application>,
    purchase_order: &str,
    split: bool,
) -> Result<(quotes::Quote, Vec<orders::Order>)> {
    let drafts = Drafts::read(scope, applications, &SENDING).await?;
    let named = named(&quote, &drafts)?;
    let facts = QuoteFacts {
        purchase_order,
        purchase_order_needed: drafts.order_number_needed()?,
        applications: &named,
        ..QuoteFacts::default()
    };
    let mut reasons = Reasons::new();
    let mut state = lifecycle::QuoteState::Issued;
    match step(scope, &quote, QuoteAct::Accept, &facts) {
        Ok(next) => state = next,
        Err(Error::Refused(refusal)) => reasons.extend(refusal.into_reasons()),
        Err(error) => return Err(error),
    }
    // What is sent already was said above.
    let next = ready(scope, &drafts, |row| row.state == "DRAFT", &mut reasons)?;
    reasons.or(())?;
    let rate = pricing::vat_per_mille(scope.moment.today);
    let placing = placing(&quote, &drafts, split, rate)?;
    let accepts = Acceptance {
        quote: quote.id,
        by: scope.person()?,
        purchase_order: (!purchase_order.is_empty()).then_some(purchase_order),
        per_mille: rate,
    };
    let quote = accepted(scope, quote, state, purchase_order);
    let Placed { orders, .. } = place(
        scope,
        &drafts,
        next,
        &placing,
        purchase_order,
        Some((accepts, &quote.number)),
    )
    .await?;
    Ok((quote, orders))
}

/// What the price looked at, then and now.
fn named(quote: &quotes::Quote, drafts: &Drafts) -> Result<Vec<QuotedFacts>> {
    let mut named = Vec::with_capacity(drafts.rows.len());
    for row in &drafts.rows {
        let then = quote.applications.iter().find(|of| of.id == row.id);
        let then = then.ok_or(Error::NotFound("application"))?;
        let (now, large) = drafts.size(row)?;
        named.push(QuotedFacts {
            reference: row.reference.clone(),
            state: row.state.parse()?,
            quoted: (
                then.kind.parse()?,
                u32::try_from(then.programmes).unwrap_or(0),
            ),
            now,
            large,
        });
    }
    Ok(named)
}

/// The orders at the quote's price: one, or those of its split.
fn placing(quote: &quotes::Quote, drafts: &Drafts, split: bool, rate: i32) -> Result<Vec<Placing>> {
    let currency: pricing::Currency = quote.currency.parse()?;
    let of = |places: Vec<usize>, net_minor: i64, lines: &serde_json::Value| Placing {
        places,
        net_minor: Some(net_minor),
        // The invoice's VAT is that of its own day (M2).
        vat_minor: Some(
            pricing::Money::new(net_minor, currency)
                .per_mille(rate)
                .minor,
        ),
        vat_per_mille: rate,
        lines: lines.clone(),
    };
    let whole = || {
        of(
            (0..drafts.rows.len()).collect(),
            quote.net_minor,
            &quote.lines,
        )
    };
    let Some(portions) = quote.split.as_ref().filter(|_| split) else {
        return Ok(vec![whole()]);
    };
    let mut orders = Vec::with_capacity(portions.len());
    for (at, portion) in portions.iter().enumerate() {
        let at = i32::try_from(at).map_err(Error::internal)?;
        let mine = |row: &rows::Application| {
            let mut of = quote.applications.iter();
            of.any(|of| of.id == row.id && of.split_order == Some(at))
        };
        let places = drafts.rows.iter().enumerate();
        let places = places.filter(|(_, row)| mine(row)).map(|(at, _)| at);
        orders.push(of(places.collect(), portion.net_minor, &portion.lines));
    }
    Ok(orders)
}
