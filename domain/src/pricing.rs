//! Prices, VAT and quotes (M1-M6).

mod balance;
mod list;
mod money;
mod quote;
mod split;

use chrono::{Datelike, Days, NaiveDate};

pub use balance::Balance;
pub use list::{PriceList, PriceTier};
pub(crate) use list::{PricesDocument, check};
pub use money::{Currency, Money};
pub use quote::{Quote, QuoteLine, price, tailored};
pub use split::{Split, SplitOrder};

/// Days a quote stays open from the day it is issued (M6).
pub const QUOTE_OPEN_DAYS: u64 = 30;

/// The first day on which a quote issued on a day cannot be accepted any more (M6).
pub fn quote_open_until(issued_on: NaiveDate) -> NaiveDate {
    issued_on
        .checked_add_days(Days::new(QUOTE_OPEN_DAYS))
        .unwrap_or(NaiveDate::MAX)
}

/// The United Kingdom's standard rate of VAT, per mille of net, by the day it came into force.
/// Source: HM Revenue & Customs, VAT rates; Value Added Tax Act 1994, section 2.
const STANDARD_RATES: [((i32, u32, u32), i32); 4] = [
    ((2011, 1, 4), 200),
    ((2010, 1, 1), 175),
    ((2008, 12, 1), 150),
    ((1991, 4, 1), 175),
];

/// Every rate of VAT with the day it came into force, per mille of net, the latest first (M2).
pub fn vat_rates() -> impl Iterator<Item = (NaiveDate, i32)> {
    STANDARD_RATES
        .iter()
        .filter_map(|((year, month, day), rate)| {
            Some((NaiveDate::from_ymd_opt(*year, *month, *day)?, *rate))
        })
}

/// The rate of VAT in force on an invoice's date, per mille of net (M2).
///
/// Days before the table begins get its earliest rate; the scheme has no invoices so old.
pub fn vat_per_mille(on: NaiveDate) -> i32 {
    let on = (on.year(), on.month(), on.day());
    STANDARD_RATES
        .iter()
        .find(|(since, _)| on >= *since)
        .map_or(175, |(_, rate)| *rate)
}
