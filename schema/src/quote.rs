//! Quotes: a price that stays open for thirty days, kept from the list or given by an operator (M3, M5, M6).

mod asking;
mod ending;
mod issuing;

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use chrono::NaiveDate;
use domain::id::Kind;
use domain::lifecycle;
use serde_json::json;
use store::quotes;
use store::trail::Event;

use crate::application::together::PriceSplit;
use crate::context::{Ask, Scope};
use crate::error::Result;
use crate::loaders::QuoteOrdersKey;
use crate::order::{Money, Order, PriceLine, money, stored_lines, stored_price};
use crate::scalar::{self, Date};
use crate::university::{self, University};

pub use asking::QuoteQuery;
pub use ending::EndingMutation;
pub use issuing::IssuingMutation;

/// Where a quote stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::lifecycle::QuoteState")]
pub enum QuoteState {
    /// Being made; the university does not see it.
    Draft,
    /// Open to be accepted.
    Issued,
    /// Taken up: the invoice follows.
    Accepted,
    /// Not taken up in time.
    Expired,
    /// Taken back before it was accepted.
    Withdrawn,
}

/// An application that a quote is for.
#[derive(Debug, Clone, SimpleObject)]
pub struct QuotedApplication {
    /// Its id.
    id: ID,
    /// Its reference.
    reference: String,
    /// How many programmes it covered when it was quoted.
    programmes: i32,
}

/// A price that stays open for thirty days (M6).
#[derive(Debug, Clone)]
pub struct Quote(pub(crate) quotes::Quote);

/// Where a quote stands on a day: its days are over, whether or not the day's job has said so.
fn state_on(row: &quotes::Quote, today: NaiveDate) -> Result<lifecycle::QuoteState> {
    let kept = row.state.parse()?;
    let over = kept == lifecycle::QuoteState::Issued && row.open_until <= today;
    Ok(if over {
        lifecycle::QuoteState::Expired
    } else {
        kept
    })
}

/// A price that stays open for thirty days (M6).
#[Object]
impl Quote {
    /// Stable id.
    pub(crate) async fn id(&self) -> ID {
        scalar::show(Kind::Quote, self.0.id)
    }
    /// As written on it; runs per university.
    async fn number(&self) -> &str {
        &self.0.number
    }
    /// Whom it was given to.
    async fn university(&self, ctx: &Context<'_>) -> Result<University> {
        university::load(ctx.scope(), self.0.university_id).await
    }
    /// Where it stands today.
    async fn state(&self, ctx: &Context<'_>) -> Result<QuoteState> {
        Ok(state_on(&self.0, ctx.scope().moment.today)?.into())
    }
    /// An operator gave the price; else it is the list's, kept as it was on the day (M3, M6).
    async fn tailored(&self) -> bool {
        self.0.order_id.is_some()
    }
    /// The applications that it is for.
    async fn applications(&self) -> Vec<QuotedApplication> {
        let named = self.0.applications.iter();
        named
            .map(|of| QuotedApplication {
                id: scalar::show(Kind::Application, of.id),
                reference: of.reference.clone(),
                programmes: of.programmes,
            })
            .collect()
    }
    /// The order that an operator's price is for; of a kept price the orders that were placed when it was accepted.
    #[graphql(complexity = "crate::limits::list_cost(2, child_complexity)")]
    async fn orders(&self, ctx: &Context<'_>) -> Result<Vec<Order>> {
        let loaders = &ctx.scope().loaders;
        let found = loaders.load_one(QuoteOrdersKey(self.0.id)).await?;
        Ok(found.unwrap_or_default().iter().map(Order::from).collect())
    }
    /// The day it was issued.
    async fn issued_on(&self) -> Date {
        Date(self.0.issued_on)
    }
    /// The first day on which it cannot be accepted any more.
    async fn open_until(&self) -> Date {
        Date(self.0.open_until)
    }
    /// The day it was accepted.
    async fn accepted_on(&self) -> Option<Date> {
        self.0.accepted_on.map(Date)
    }
    /// The purchase-order number it was accepted with.
    async fn purchase_order(&self) -> Option<&str> {
        self.0.purchase_order.as_deref()
    }
    /// Why it was withdrawn.
    async fn reason(&self) -> Option<&str> {
        self.0.reason.as_deref()
    }
    /// What the net is made of.
    async fn lines(&self) -> Vec<PriceLine> {
        stored_lines(&self.0.lines, &self.0.currency)
    }
    /// Before VAT.
    async fn net(&self) -> Money {
        money(self.0.net_minor, &self.0.currency)
    }
    /// VAT at the rate of the day it was issued; the invoice's is at the rate of its own day (M2).
    async fn vat(&self) -> Money {
        money(self.0.vat_minor, &self.0.currency)
    }
    /// The rate of VAT in thousandths of net: 200 for 20%.
    async fn vat_per_mille(&self) -> i32 {
        self.0.vat_per_mille
    }
    /// With VAT.
    async fn gross(&self) -> Money {
        money(self.0.net_minor + self.0.vat_minor, &self.0.currency)
    }
    /// The orders that cost least together, where they cost less than one (M5).
    async fn split(&self) -> Option<PriceSplit> {
        let orders = self.0.split.as_ref()?.iter().map(|part| {
            stored_price(
                Some(part.net_minor),
                Some(part.vat_minor),
                self.0.vat_per_mille,
                &self.0.currency,
                &part.lines,
            )
        });
        Some(PriceSplit::new(orders.collect()))
    }
}

/// The quote as it stands now.
#[derive(SimpleObject)]
pub struct QuotePayload {
    /// The quote as it stands now.
    quote: Quote,
}

/// What is told of a quote: once for each application that it is for.
async fn tell(
    scope: &Scope,
    quote: &quotes::Quote,
    act: &'static str,
    summary: &str,
    jobs: &[store::trail::Job],
) -> Result<()> {
    let events: Vec<Event> = quote
        .applications
        .iter()
        .map(|of| Event {
            university: quote.university_id,
            application: Some(of.id),
            subject: Some(quote.id),
            actor: scope.viewer.person(),
            at: scope.moment.now,
            act,
            summary: summary.to_owned(),
            before: None,
            after: Some(
                json!({ "quote": quote.number, "state": quote.state, "net": quote.net_minor, "vat": quote.vat_minor }),
            ),
            origin: scope.origin.clone(),
        })
        .collect();
    Ok(store::trail::tell_all(&scope.tx, &events, jobs).await?)
}
