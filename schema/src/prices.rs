//! Lists of prices by date, rates of VAT, and what so many programmes would cost on a day (M1-M5).

use async_graphql::{Context, Object, SimpleObject};
use domain::ApplicationKind::{Initial, Reaccreditation};
use domain::input::Fields;
use domain::pricing;
use store::editions::Published;

use crate::application::together::PriceSplit;
use crate::context::{Ask, Scope};
use crate::error::{Error, Result};
use crate::order::{Money, Price, money};
use crate::scalar::Date;

/// A list of prices before VAT, in force until another one is (M1).
#[derive(Debug, Clone, SimpleObject)]
pub struct PriceList {
    /// The first day it is in force.
    in_force_from: Date,
    /// The smallest orders first.
    tiers: Vec<PriceTier>,
    /// SHA-256 of what it says, in hexadecimal: a quote names its list by it (M6).
    content_hash: String,
}

/// What an order of up to so many programmes costs before VAT.
#[derive(Debug, Clone, SimpleObject)]
pub struct PriceTier {
    /// The most programmes it is for.
    max_programmes: i32,
    /// For initial assessment.
    initial: Money,
    /// For reaccreditation.
    reaccreditation: Money,
}

impl From<&pricing::PriceList> for PriceList {
    fn from(list: &pricing::PriceList) -> Self {
        let of = |minor| money(minor, list.currency().as_str());
        Self {
            in_force_from: Date(list.in_force_from()),
            tiers: list
                .tiers()
                .iter()
                .map(|tier| PriceTier {
                    max_programmes: i32::try_from(tier.max_programmes).unwrap_or(i32::MAX),
                    initial: of(tier.initial),
                    reaccreditation: of(tier.reaccreditation),
                })
                .collect(),
            content_hash: list.content_hash().to_owned(),
        }
    }
}

/// A rate of VAT, from a day until the next (M2).
#[derive(Debug, Clone, SimpleObject)]
pub struct VatRate {
    /// The first day it is in force.
    in_force_from: Date,
    /// In thousandths of net: 200 for 20%.
    per_mille: i32,
}

/// What so many programmes would cost on a day.
#[derive(Debug, SimpleObject)]
pub struct PricePreview {
    /// The list in force that day.
    list: PriceList,
    /// As one order.
    together: Price,
    /// As several orders where that costs less (M5).
    split: Option<PriceSplit>,
}

/// Questions about prices.
#[derive(Debug, Default)]
pub struct PriceQuery;

/// Questions about prices.
#[Object]
impl PriceQuery {
    /// Every rate of VAT there was, the latest first (M2).
    #[graphql(complexity = "crate::limits::list_cost(4, child_complexity)")]
    async fn vat_rates(&self) -> Vec<VatRate> {
        let rates = pricing::vat_rates();
        rates
            .map(|(from, per_mille)| VatRate {
                in_force_from: Date(from),
                per_mille,
            })
            .collect()
    }

    /// What applications of one standard programme each would cost on a day, by the list and the rate of VAT in force then (M1-M5).
    async fn price_preview(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The day; today unless told.")] on: Option<Date>,
        #[graphql(desc = "How many are for an initial assessment, 1000 at most.")] initial: i32,
        #[graphql(desc = "How many are for a reaccreditation, 1000 at most.")] reaccreditation: i32,
        #[graphql(desc = "The scheme's code, the viewer's own unless told.")] scheme: Option<
            String,
        >,
    ) -> Result<PricePreview> {
        let scope = ctx.scope();
        let on = on.map_or(scope.moment.today, |on| on.0);
        let mut fields = Fields::new();
        let mut many = |name: &'static str, n: i32| match usize::try_from(n) {
            Ok(n) if n <= 1000 => n,
            _ => {
                fields.problem(name, "Enter a whole number from 0 to 1000.");
                0
            }
        };
        let counts = (
            many("initial", initial),
            many("reaccreditation", reaccreditation),
        );
        fields.or(())?;
        if counts == (0, 0) {
            return Err(Error::input("initial", "Enter at least one programme."));
        }
        let lists = lists(scope, scheme.as_deref()).await?;
        // The first given first, so that of two that began together the later counts.
        let given = lists.iter().rev().map(|of| of.prices.as_ref());
        let list = pricing::PriceList::in_force(given, on);
        let list = list.ok_or_else(|| {
            Error::input(
                "on",
                "No list was in force on that day: choose a later one.",
            )
        })?;
        let mut applications = vec![(Initial, 1); counts.0];
        applications.extend(vec![(Reaccreditation, 1); counts.1]);
        let rate = pricing::vat_per_mille(on);
        let quote = pricing::price(list, &applications, false, rate);
        let split = quote.cheapest_split.as_ref().map(|split| {
            let orders = split.orders.iter().map(|order| {
                let of: Vec<_> = order
                    .applications
                    .iter()
                    .map(|n| (order.kind, *n))
                    .collect();
                pricing::price(list, &of, false, rate).into()
            });
            PriceSplit::new(orders.collect())
        });
        Ok(PricePreview {
            list: list.into(),
            together: quote.into(),
            split,
        })
    }
}

/// The editions of a scheme, the one that comes into force last first.
async fn lists(scope: &Scope, scheme: Option<&str>) -> Result<Vec<Published>> {
    let own = match (scheme, scope.viewer.university()) {
        (None, Some(university)) => scope.edition_of(university).await?,
        _ => None,
    };
    let own = own.map(|found| found.edition.scheme_code().to_owned());
    let scheme = scheme.or(own.as_deref()).unwrap_or(crate::SCHEME);
    Ok(scope.shelf.of_scheme(&scope.tx, Some(scheme)).await?)
}
