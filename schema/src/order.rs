//! Orders and prices (M1-M7).

use async_graphql::{ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::id::Kind;
use domain::pricing::Quote as PricedQuote;
use serde::{Deserialize, Serialize};
use store::{casefile, orders};
use uuid::Uuid;

use crate::context::Ask;
use crate::error::Result;
use crate::invoice::Invoice;
use crate::loaders::{InvoiceKey, QuoteKey};
use crate::quote::Quote;
use crate::scalar::{self, Date};
use crate::university::{self, University};

/// An amount in minor units: pence for GBP.
#[derive(Debug, Clone, SimpleObject)]
pub struct Money {
    /// Minor units, such as 35000 for £350.
    minor: i32,
    /// ISO 4217, such as GBP.
    currency: String,
}

/// One line of a price.
#[derive(Debug, Clone, SimpleObject)]
pub struct PriceLine {
    /// What it is for.
    label: String,
    /// Before VAT.
    net: Money,
}

/// What it costs. Everything is null when the price is tailored and not given yet (M3).
#[derive(Debug, Clone, SimpleObject)]
pub struct Price {
    /// Before VAT.
    net: Option<Money>,
    /// VAT, half-up on the total (M2).
    vat: Option<Money>,
    /// With VAT.
    gross: Option<Money>,
    /// The rate of VAT in thousandths of net: 200 for 20%.
    vat_per_mille: i32,
    /// No list price: an operator gives a tailored quote (M3).
    tailored: bool,
    /// What the net is made of.
    lines: Vec<PriceLine>,
}

/// A price line as stored with its order.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct StoredLine {
    pub label: String,
    pub net_minor: i64,
}

/// What is paid for together.
#[derive(Debug, Clone)]
pub struct Order {
    pub(crate) id: Uuid,
    university: Uuid,
    number: String,
    price: Price,
    created_at: DateTime<Utc>,
    purchase_order: Option<String>,
    paid_on: Option<chrono::NaiveDate>,
    start_before_payment: bool,
}

pub(crate) fn money(minor: i64, currency: &str) -> Money {
    Money {
        minor: i32::try_from(minor).unwrap_or(i32::MAX),
        currency: currency.to_owned(),
    }
}

impl Price {
    /// What several orders with prices cost together: their sums, and their lines one after the other.
    pub(crate) fn sum(orders: &[Self]) -> Self {
        let sum = |of: fn(&Self) -> &Option<Money>| {
            let all: Option<Vec<&Money>> = orders.iter().map(|order| of(order).as_ref()).collect();
            let all = all?;
            Some(Money {
                minor: all.iter().map(|money| money.minor).sum(),
                currency: all.first()?.currency.clone(),
            })
        };
        Self {
            net: sum(|order| &order.net),
            vat: sum(|order| &order.vat),
            gross: sum(|order| &order.gross),
            vat_per_mille: orders.first().map_or(0, |order| order.vat_per_mille),
            tailored: orders.iter().any(|order| order.tailored),
            lines: orders
                .iter()
                .flat_map(|order| order.lines.clone())
                .collect(),
        }
    }
}

impl From<PricedQuote> for Price {
    fn from(quote: PricedQuote) -> Self {
        let show = |m: domain::pricing::Money| money(m.minor, m.currency.as_str());
        Self {
            net: quote.net.map(show),
            vat: quote.vat.map(show),
            gross: quote.total.map(show),
            vat_per_mille: quote.vat_per_mille,
            tailored: quote.tailored,
            lines: quote
                .lines
                .into_iter()
                .map(|line| PriceLine {
                    label: line.label,
                    net: show(line.net),
                })
                .collect(),
        }
    }
}

/// A price as it is kept with an order or a part of a quote.
pub(crate) fn stored_price(
    net: Option<i64>,
    vat: Option<i64>,
    per_mille: i32,
    currency: &str,
    lines: &serde_json::Value,
) -> Price {
    Price {
        net: net.map(|n| money(n, currency)),
        vat: vat.map(|v| money(v, currency)),
        gross: net.zip(vat).map(|(n, v)| money(n + v, currency)),
        vat_per_mille: per_mille,
        tailored: net.is_none(),
        lines: stored_lines(lines, currency),
    }
}

/// The lines of a price as they are kept with an order or an invoice.
pub(crate) fn stored_lines(lines: &serde_json::Value, currency: &str) -> Vec<PriceLine> {
    let lines: Vec<StoredLine> = serde_json::from_value(lines.clone()).unwrap_or_default();
    let lines = lines.into_iter().map(|line| PriceLine {
        label: line.label,
        net: money(line.net_minor, currency),
    });
    lines.collect()
}

impl From<&casefile::Order> for Order {
    fn from(row: &casefile::Order) -> Self {
        Self {
            id: row.id,
            university: row.university_id,
            number: row.number.clone(),
            price: stored_price(
                row.net_minor,
                row.vat_minor,
                row.vat_per_mille,
                &row.currency,
                &row.lines,
            ),
            created_at: row.created_at,
            purchase_order: row.purchase_order.clone(),
            paid_on: row.paid_on,
            start_before_payment: row.start_before_reason.is_some(),
        }
    }
}

/// The two reads of an order say the same; the rules look at one of them.
pub(crate) fn as_casefile(row: &orders::Order) -> casefile::Order {
    casefile::Order {
        university_id: row.university_id,
        id: row.id,
        number: row.number.clone(),
        currency: row.currency.clone(),
        net_minor: row.net_minor,
        vat_minor: row.vat_minor,
        vat_per_mille: row.vat_per_mille,
        lines: row.lines.clone(),
        purchase_order: row.purchase_order.clone(),
        paid_on: row.paid_on,
        start_before_reason: row.start_before_reason.clone(),
        created_at: row.created_at,
    }
}

impl From<&orders::Order> for Order {
    fn from(row: &orders::Order) -> Self {
        Self::from(&as_casefile(row))
    }
}

impl Order {
    pub(crate) fn price(&self) -> &Price {
        &self.price
    }
}

/// What is paid for together.
#[Object]
impl Order {
    /// Stable id.
    pub(crate) async fn id(&self) -> ID {
        scalar::show(Kind::Order, self.id)
    }
    /// As written on letters; runs per university.
    async fn number(&self) -> &str {
        &self.number
    }
    /// Whose order it is.
    async fn university(&self, ctx: &async_graphql::Context<'_>) -> Result<University> {
        university::load(ctx.scope(), self.university).await
    }
    /// What it costs; pinned when it was placed.
    #[graphql(name = "price")]
    async fn shown_price(&self) -> &Price {
        &self.price
    }
    /// Its invoice, issued when it got its price: the one that stands, else the last that was taken back (M6).
    async fn invoice(&self, ctx: &async_graphql::Context<'_>) -> Result<Option<Invoice>> {
        let found = ctx.scope().loaders.load_one(InvoiceKey(self.id)).await?;
        Ok(found.map(Invoice))
    }
    /// The quote that its price is by, else the latest that was offered for it (M3, M6).
    async fn quote(&self, ctx: &async_graphql::Context<'_>) -> Result<Option<Quote>> {
        let found = ctx.scope().loaders.load_one(QuoteKey(self.id)).await?;
        Ok(found.map(Quote))
    }
    /// When it was placed.
    async fn created_at(&self) -> DateTime<Utc> {
        self.created_at
    }
    /// The university's purchase-order number, if it gave one.
    async fn purchase_order(&self) -> Option<&str> {
        self.purchase_order.as_deref()
    }
    /// The day it was paid.
    async fn paid_on(&self) -> Option<Date> {
        self.paid_on.map(Date)
    }
    /// An operator lets assessment start before it is paid (M7).
    async fn start_before_payment(&self) -> bool {
        self.start_before_payment
    }
}
