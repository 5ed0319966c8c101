//! Several drafts together: what they cost as one order, and divided so that they cost least (M4, M5).

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::{Context, ID, Object, SimpleObject};
use domain::id::Kind;
use domain::lifecycle::ApplicationState;
use domain::pricing::{self, PriceList, Quote};
use domain::refusal::{Reason, Reasons};
use domain::{ApplicationKind, Edition};
use store::applications as rows;
use store::casefile::Part;
use uuid::Uuid;

use super::facts;
use super::starting::MOST_TOGETHER;
use crate::context::{Ask, Scope};
use crate::error::{Error, Result};
use crate::loaders::Facts;
use crate::order::Price;
use crate::scalar;

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

impl PriceSplit {
    /// These orders, and what they come to.
    pub(crate) fn new(orders: Vec<Price>) -> Self {
        Self {
            total: Price::sum(&orders),
            orders,
        }
    }
}

/// Questions about drafts that are sent together.
#[derive(Debug, Default)]
pub struct TogetherQuery;

/// Questions about drafts that are sent together.
#[Object]
impl TogetherQuery {
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
        let drafts = Drafts::read(scope, in_order(&ids, rows)?, &[]).await?;
        let quote = drafts.quote(scope)?;
        let split = quote
            .cheapest_split
            .as_ref()
            .map(|_| drafts.split(scope, &quote));
        let split = split.transpose()?.map(|orders| {
            PriceSplit::new(orders.into_iter().map(|order| order.quote.into()).collect())
        });
        Ok(PriceTogether {
            together: quote.into(),
            split,
        })
    }
}

pub(crate) fn read_ids<'a>(ids: impl ExactSizeIterator<Item = &'a ID>) -> Result<Vec<Uuid>> {
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

pub(crate) fn in_order(
    ids: &[Uuid],
    mut rows: Vec<rows::Application>,
) -> Result<Vec<rows::Application>> {
    if rows.len() < ids.len() {
        return Err(Error::NotFound("application"));
    }
    rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
    Ok(rows)
}

/// Some drafts by one edition, with what was read of them.
pub(crate) struct Drafts {
    pub edition: Arc<Edition>,
    /// The list of prices in force today (M1).
    pub prices: Arc<PriceList>,
    pub rows: Vec<rows::Application>,
    read: HashMap<Uuid, Facts>,
}

/// An order of some of them: their places, and its price.
pub(crate) struct Portion {
    pub places: Vec<usize>,
    pub quote: Quote,
}

impl Drafts {
    /// Reads their programmes and the list of prices, and these parts.
    pub async fn read(scope: &Scope, rows: Vec<rows::Application>, parts: &[Part]) -> Result<Self> {
        let first = rows.first().ok_or(Error::NotFound("application"))?;
        if rows.iter().any(|row| row.edition_id != first.edition_id) {
            let why = "These are not all by the same edition of the standard: send those of each edition together.";
            return Err(Error::refused("S1", why));
        }
        let edition = scope.edition(first.edition_id).await?.edition;
        let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        let parts = [&[Part::Programmes, Part::Lists], parts].concat();
        let read = Facts::read_many(&scope.tx, &ids, &parts).await?;
        let lists = read.values().next().ok_or(Error::NotFound("application"))?;
        let prices = scope.prices(&lists.lists()?).await?;
        Ok(Self {
            edition,
            prices,
            rows,
            read,
        })
    }

    pub fn facts(&self, row: &rows::Application) -> Result<&Facts> {
        self.read.get(&row.id).ok_or(Error::NotFound("application"))
    }

    /// Whether their university's invoices need a purchase-order number (M6); where the university was read.
    pub fn order_number_needed(&self) -> Result<bool> {
        let first = self.rows.first().ok_or(Error::NotFound("application"))?;
        let university = self.facts(first)?.university()?;
        Ok(university
            .as_ref()
            .as_ref()
            .is_some_and(|u| u.purchase_order_needed))
    }

    /// A draft's kind and how many programmes it covers, and whether one of them is large (M1, M3).
    pub fn size(&self, row: &rows::Application) -> Result<((ApplicationKind, u32), bool)> {
        let covered = self.facts(row)?.programmes()?;
        let many = u32::try_from(covered.len()).unwrap_or(u32::MAX);
        let large = facts::any_large(&self.edition, &covered);
        Ok(((row.kind.parse()?, many), large))
    }

    fn sizes(&self) -> Result<Vec<(ApplicationKind, u32)>> {
        let size = |row| Ok(self.size(row)?.0);
        self.rows.iter().map(size).collect()
    }

    /// Only what is not sent yet can be quoted (M6).
    pub fn expect_drafts(&self) -> Result<()> {
        let mut reasons = Reasons::new();
        for row in &self.rows {
            let state: ApplicationState = row.state.parse()?;
            reasons.require(state == ApplicationState::Draft, || {
                let (reference, state) = (&row.reference, state.in_words());
                Reason::new(
                    "M6",
                    format!("{reference} is {state}: the price of drafts alone is kept."),
                )
            });
        }
        Ok(reasons.or(())?)
    }

    /// What all of them cost as one order today.
    pub fn quote(&self, scope: &Scope) -> Result<Quote> {
        let mut large = false;
        for row in &self.rows {
            large = large || self.size(row)?.1;
        }
        let rate = pricing::vat_per_mille(scope.moment.today);
        Ok(pricing::price(&self.prices, &self.sizes()?, large, rate))
    }

    /// The same as the orders that cost least together; one order where there is no cheaper way.
    pub fn split(&self, scope: &Scope, quote: &Quote) -> Result<Vec<Portion>> {
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
            let quote = pricing::price(&self.prices, &taken, false, rate);
            orders.push(Portion { places, quote });
        }
        Ok(orders)
    }
}
