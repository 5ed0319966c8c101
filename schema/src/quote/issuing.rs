//! Issuing quotes: an operator offers a price, a university keeps the list's (M3, M5, M6).

use async_graphql::{Context, ID, InputObject, Object};
use domain::access::Act;
use domain::calendar::in_words;
use domain::id::{self, Kind};
use domain::lifecycle::{self, OrderAct, QuoteAct, QuoteFacts};
use domain::notice::NoticeKind;
use domain::pricing;
use serde_json::json;
use store::applications as rows;
use store::orders;
use store::quotes::{self, NewQuote, NewQuoted, Portion};
use store::trail::Job;
use uuid::Uuid;

use super::{Quote, QuotePayload, tell};
use crate::application::facts::stored_lines;
use crate::application::order_step;
use crate::application::together::{self, Drafts, in_order, read_ids};
use crate::context::{Ask, Scope};
use crate::error::{Error, Result};
use crate::order::as_casefile;
use crate::scalar;

/// A tailored price to be offered (M3).
#[derive(Debug, InputObject)]
pub struct IssueQuoteInput {
    /// The order, which has no price yet.
    order_id: ID,
    /// The price before VAT, in minor units: pence for GBP.
    net_minor: i32,
}

/// Drafts whose list price is kept.
#[derive(Debug, InputObject)]
pub struct KeepQuoteInput {
    /// The drafts, 100 at most, all by the same edition.
    application_ids: Vec<ID>,
}

/// Issuing quotes.
#[derive(Debug, Default)]
pub struct IssuingMutation;

/// Issuing quotes.
#[Object]
impl IssuingMutation {
    /// Offers a price for an order that has no list price, open for thirty days (M3, M6); the university's managers are told.
    async fn issue_quote(&self, ctx: &Context<'_>, input: IssueQuoteInput) -> Result<QuotePayload> {
        let scope = ctx.scope();
        scope.may(Act::IssueQuote)?;
        let order = scalar::read(Kind::Order, &input.order_id, "order")?;
        let held = orders::hold(&scope.tx, orders::By::Order(order)).await?;
        let (order, applications) = held.ok_or(Error::NotFound("order"))?;
        order_step(
            OrderAct::Price,
            &applications,
            &as_casefile(&order),
            scope.moment.today,
        )?;
        let earlier = quotes::of_orders(&scope.tx, &[order.id]).await?;
        let open = earlier
            .get(&order.id)
            .filter(|quote| quote.state == "ISSUED");
        if let Some(open) = open {
            let message = format!("{} is still open for it: withdraw that first.", open.number);
            return Err(Error::refused("M6", message));
        }
        let vat_per_mille = pricing::vat_per_mille(scope.moment.today);
        let currency = order.currency.parse()?;
        let price = pricing::tailored(input.net_minor.into(), currency, vat_per_mille)?;
        let drafts = Drafts::read(scope, applications, &[]).await?;
        let quote = issue(scope, &drafts, &price, Some(order.id), None).await?;
        let summary = format!(
            "Quote {} of {} before VAT issued for {}.",
            quote.number,
            pricing::Money::new(quote.net_minor, currency),
            order.number
        );
        let job = notice(&quote, &order, currency);
        tell(scope, &quote, "quote.issued", &summary, &[job]).await?;
        Ok(QuotePayload {
            quote: Quote(quote),
        })
    }

    /// Keeps today's list price of drafts as a quote, open for thirty days whatever the list says then, with the cheapest way to divide them beside it (M5, M6).
    async fn keep_quote(&self, ctx: &Context<'_>, input: KeepQuoteInput) -> Result<QuotePayload> {
        let scope = ctx.scope();
        scope.may(Act::KeepQuote)?;
        let ids = read_ids(input.application_ids.iter())?;
        let held = rows::lock_all(&scope.tx, &ids).await?;
        let held = in_order(&ids, held)?;
        let drafts = Drafts::read(scope, held, &[]).await?;
        drafts.expect_drafts()?;
        let price = drafts.quote(scope)?;
        if price.net.is_none() {
            let why = "A programme of 50 or more mentors, or more programmes than the list has prices for, has no list price to keep: submit, and the scheme's operator sends a quote.";
            return Err(Error::refused("M3", why));
        }
        let split = match price.cheapest_split {
            Some(_) => Some(drafts.split(scope, &price)?),
            None => None,
        };
        let quote = issue(scope, &drafts, &price, None, split.as_deref()).await?;
        let summary = format!(
            "Quote {} kept: {} before VAT, open until {}.",
            quote.number,
            pricing::Money::new(quote.net_minor, quote.currency.parse()?),
            in_words(quote.open_until)
        );
        tell(scope, &quote, "quote.kept", &summary, &[]).await?;
        Ok(QuotePayload {
            quote: Quote(quote),
        })
    }
}

/// Writes a quote that its life lets be issued.
async fn issue(
    scope: &Scope,
    drafts: &Drafts,
    price: &pricing::Quote,
    order_id: Option<Uuid>,
    split: Option<&[together::Portion]>,
) -> Result<quotes::Quote> {
    let today = scope.moment.today;
    let facts = QuoteFacts {
        priced: price.net.is_some(),
        ..QuoteFacts::default()
    };
    let state = lifecycle::step(lifecycle::QuoteState::Draft, QuoteAct::Issue, &facts, today)?;
    let (Some(net), Some(vat)) = (price.net, price.vat) else {
        return Err(Error::internal("a price without an amount"));
    };
    let first = drafts.rows.first().ok_or(Error::NotFound("application"))?;
    let id = Uuid::now_v7();
    let place = |row: usize| split?.iter().position(|order| order.places.contains(&row));
    let named = drafts
        .rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            Ok(NewQuoted {
                university_id: row.university_id,
                quote_id: id,
                application_id: row.id,
                kind: &row.kind,
                programmes: drafts.facts(row)?.programmes()?.len(),
                split_order: place(at),
            })
        })
        .collect::<Result<Vec<_>>>()?;
    let portion = |order: &together::Portion| Portion {
        lines: stored_lines(&order.quote),
        net_minor: order.quote.net.map_or(0, |net| net.minor),
        vat_minor: order.quote.vat.map_or(0, |vat| vat.minor),
    };
    let new = NewQuote {
        university_id: first.university_id,
        id,
        order_id,
        price_list: price.price_list.as_deref(),
        state: state.as_str(),
        currency: net.currency.as_str(),
        net_minor: net.minor,
        vat_minor: vat.minor,
        vat_per_mille: price.vat_per_mille,
        lines: stored_lines(price),
        split: split.map(|orders| orders.iter().map(portion).collect()),
        issued_on: today,
        open_until: pricing::quote_open_until(today),
        issued_by: scope.person()?,
    };
    Ok(quotes::insert(&scope.tx, &new, &named).await?)
}

/// Tells the university's managers that there is a price.
fn notice(quote: &quotes::Quote, order: &orders::Order, currency: pricing::Currency) -> Job {
    let net = pricing::Money::new(quote.net_minor, currency);
    let until = in_words(quote.open_until);
    Job {
        kind: "notify_university",
        payload: json!({ "kind": NoticeKind::Money,
            "university_id": quote.university_id,
            "path": format!("/quotes/{}", id::encode(Kind::Quote, quote.id)),
            "subject": format!("A quote for your order {}", order.number),
            "text": format!("Quote {} for {} is {net} before VAT. It can be accepted until the day before {until}; the invoice follows then.", quote.number, order.number),
        }),
    }
}
