//! Prices, VAT and quotes (M1-M5).

mod money;
mod quote;

use chrono::NaiveDate;

use crate::eligibility::ApplicationKind;

pub use money::{Currency, Money};
pub use quote::{Quote, QuoteLine, Split, cheapest_split, price, tailored};

/// An edition's list of prices, excluding VAT (M1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prices {
    /// What it is priced in.
    pub currency: Currency,
    /// Its tiers, smallest first.
    pub tiers: Vec<PriceTier>,
}

/// The price of an order of up to so many programmes (M1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceTier {
    /// The most programmes it is for.
    pub max_programmes: u32,
    /// For initial assessment.
    pub initial: Money,
    /// For reaccreditation.
    pub reaccreditation: Money,
}

impl Prices {
    /// The tier of an order of so many programmes; none beyond the largest (M3).
    pub fn tier(&self, programmes: u32) -> Option<&PriceTier> {
        self.tiers
            .iter()
            .find(|tier| programmes <= tier.max_programmes)
    }

    /// The most programmes that have a list price (M3).
    pub fn most_programmes(&self) -> u32 {
        self.tiers.last().map_or(0, |tier| tier.max_programmes)
    }
}

impl PriceTier {
    /// Its price for a kind of application.
    pub fn net(&self, kind: ApplicationKind) -> Money {
        match kind {
            ApplicationKind::Initial => self.initial,
            ApplicationKind::Reaccreditation => self.reaccreditation,
        }
    }
}

/// The United Kingdom's standard rate of VAT, per mille of net, by the day it came into force.
/// Source: HM Revenue & Customs, VAT rates; Value Added Tax Act 1994, section 2.
const STANDARD_RATES: [((i32, u32, u32), i32); 4] = [
    ((2011, 1, 4), 200),
    ((2010, 1, 1), 175),
    ((2008, 12, 1), 150),
    ((1991, 4, 1), 175),
];

/// The rate of VAT in force on an invoice's date, per mille of net (M2).
///
/// Days before the table begins get its earliest rate; the scheme has no invoices so old.
pub fn vat_per_mille(on: NaiveDate) -> i32 {
    use chrono::Datelike;
    let on = (on.year(), on.month(), on.day());
    STANDARD_RATES
        .iter()
        .find(|(since, _)| on >= *since)
        .map_or(175, |(_, rate)| *rate)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::tests::day;

    #[test]
    fn m2_the_rate_is_the_one_in_force_on_the_day() {
        for (on, rate) in [
            ("2026-11-22", 200),
            ("2011-01-04", 200),
            ("2011-01-03", 175),
            ("2009-12-31", 150),
            ("2008-11-30", 175),
            ("1980-01-01", 175),
        ] {
            assert_eq!(vat_per_mille(day(on)), rate, "{on}");
        }
    }
}
