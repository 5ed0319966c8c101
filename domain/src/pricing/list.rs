//! Lists of prices, each in force from a day until the next one (M1).

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Currency, Money};
use crate::canonical;
use crate::eligibility::ApplicationKind;
use crate::standard::{Problem, problem};

/// Prices before VAT, in force from a day until another list is (M1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceList {
    in_force_from: NaiveDate,
    currency: Currency,
    tiers: Vec<PriceTier>,
    content_hash: String,
}

/// The price of an order of up to so many programmes, in minor units of the list's currency (M1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PriceTier {
    /// The most programmes it is for.
    pub max_programmes: u32,
    /// For initial assessment.
    pub initial: i64,
    /// For reaccreditation.
    pub reaccreditation: i64,
}

impl PriceTier {
    /// Its price for a kind of application, in minor units.
    pub fn minor(&self, kind: ApplicationKind) -> i64 {
        match kind {
            ApplicationKind::Initial => self.initial,
            ApplicationKind::Reaccreditation => self.reaccreditation,
        }
    }
}

impl PriceList {
    /// Reads a list's JSON document: an edition's `prices` with `in_force_from` (M1).
    ///
    /// # Errors
    /// Everything found wrong with it, each with where it stands and what to change.
    pub fn parse(bytes: &[u8]) -> Result<Self, Vec<Problem>> {
        let mut json = serde_json::Deserializer::from_slice(bytes);
        let document: PricesDocument = serde_path_to_error::deserialize(&mut json)
            .map_err(|e| vec![problem(e.path().to_string(), e.inner().to_string())])?;
        json.end()
            .map_err(|e| vec![problem("", format!("text follows the document: {e}"))])?;
        let mut problems = Vec::new();
        if document.in_force_from.is_none() {
            problems.push(problem(
                "in_force_from",
                "say from which day it is in force",
            ));
        }
        let list = check(document, "", NaiveDate::MIN, &mut problems);
        if problems.is_empty() {
            Ok(list)
        } else {
            Err(problems)
        }
    }

    /// The same list, in force no earlier than a day: an edition's, whatever day it names, comes with its edition.
    pub fn not_before(&self, day: NaiveDate) -> Self {
        let in_force_from = self.in_force_from.max(day);
        Self {
            content_hash: canonical::hash(&said(in_force_from, self.currency, &self.tiers)),
            in_force_from,
            ..self.clone()
        }
    }

    /// The list in force on a day: the latest that began by then, and of two that began together
    /// the one given later (M1).
    pub fn in_force<'a>(
        lists: impl IntoIterator<Item = &'a Self>,
        on: NaiveDate,
    ) -> Option<&'a Self> {
        let begun = lists.into_iter().filter(|list| list.in_force_from <= on);
        begun.max_by_key(|list| list.in_force_from)
    }

    /// The first day it is in force.
    pub fn in_force_from(&self) -> NaiveDate {
        self.in_force_from
    }

    /// What it is priced in.
    pub fn currency(&self) -> &Currency {
        &self.currency
    }

    /// Its tiers, smallest first.
    pub fn tiers(&self) -> &[PriceTier] {
        &self.tiers
    }

    /// Lower-case hex SHA-256 of what it says: a quote pins its list by it (M6).
    pub fn content_hash(&self) -> &str {
        &self.content_hash
    }

    /// The tier of an order of so many programmes; none beyond the largest (M3).
    pub fn tier(&self, programmes: u32) -> Option<&PriceTier> {
        let mut tiers = self.tiers.iter();
        tiers.find(|tier| programmes <= tier.max_programmes)
    }

    /// The most programmes that have a list price (M3).
    pub fn most_programmes(&self) -> u32 {
        self.tiers.last().map_or(0, |tier| tier.max_programmes)
    }

    /// An amount in the list's currency.
    pub(crate) fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.currency)
    }
}

/// A list as it is written, alone or in an edition.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct PricesDocument {
    /// The first day it is in force; unless it says, an edition's is in force with the edition.
    pub in_force_from: Option<NaiveDate>,
    /// ISO 4217, of a currency with two minor digits.
    #[cfg_attr(test, schemars(regex(pattern = "^[A-Z]{3}$")))]
    pub currency: String,
    /// How many minor digits the amounts have.
    #[cfg_attr(test, schemars(extend("const" = 2)))]
    pub minor_units: u32,
    /// VAT is added to the order's total (M2).
    #[cfg_attr(test, schemars(extend("const" = true)))]
    pub excludes_vat: bool,
    /// Smallest orders first.
    #[cfg_attr(test, schemars(length(min = 1, max = 20)))]
    pub tiers: Vec<Tier>,
    /// The rule in words; what counts is the tiers and `programme_rules` (M3).
    #[serde(default, rename = "tailored_when")]
    pub _tailored_when: Vec<String>,
}

/// What an order of up to so many programmes costs.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Tier {
    /// The most programmes it is for; more than the tier before.
    #[cfg_attr(test, schemars(range(min = 1, max = 1000)))]
    pub max_programmes: u32,
    /// For initial assessment, in minor units before VAT.
    #[cfg_attr(test, schemars(range(min = 0, max = 1_000_000_000)))]
    pub initial: i64,
    /// For reaccreditation, in minor units before VAT.
    #[cfg_attr(test, schemars(range(min = 0, max = 1_000_000_000)))]
    pub reaccreditation: i64,
}

/// The list that a document says, and what is wrong with it; `at` is where it stands.
pub(crate) fn check(
    document: PricesDocument,
    at: &str,
    in_force_with: NaiveDate,
    problems: &mut Vec<Problem>,
) -> PriceList {
    let mut require = |condition: bool, path: String, message: &str| {
        if !condition {
            problems.push(problem(format!("{at}{path}"), message));
        }
    };
    let currency = document.currency.parse::<Currency>();
    require(
        currency.is_ok() && document.minor_units == 2,
        "currency".to_owned(),
        "must be an ISO 4217 code of a currency with two minor digits, such as GBP",
    );
    require(
        document.excludes_vat,
        "excludes_vat".to_owned(),
        "must be true: VAT is added to the order's total (M2)",
    );
    require(
        (1..=20).contains(&document.tiers.len()),
        "tiers".to_owned(),
        "give 1 to 20 tiers",
    );
    let mut before = 0;
    for (i, tier) in document.tiers.iter().enumerate() {
        require(
            (before + 1..=1000).contains(&tier.max_programmes),
            format!("tiers[{i}].max_programmes"),
            "tiers must rise by number of programmes, up to 1000",
        );
        for (price, name) in [
            (tier.initial, "initial"),
            (tier.reaccreditation, "reaccreditation"),
        ] {
            require(
                (0..=1_000_000_000).contains(&price),
                format!("tiers[{i}].{name}"),
                "must be in whole minor units, from 0 to 1000000000",
            );
        }
        before = before.max(tier.max_programmes.min(1000));
    }
    let currency = currency.unwrap_or(Currency::GBP);
    let in_force_from = document.in_force_from.unwrap_or(in_force_with);
    let tiers: Vec<PriceTier> = document
        .tiers
        .into_iter()
        .map(|tier| PriceTier {
            max_programmes: tier.max_programmes,
            initial: tier.initial,
            reaccreditation: tier.reaccreditation,
        })
        .collect();
    PriceList {
        content_hash: canonical::hash(&said(in_force_from, currency, &tiers)),
        in_force_from,
        currency,
        tiers,
    }
}

/// What a list says, whatever it was read from.
fn said(in_force_from: NaiveDate, currency: Currency, tiers: &[PriceTier]) -> Value {
    let tiers: Vec<Value> = tiers
        .iter()
        .map(|tier| json!([tier.max_programmes, tier.initial, tier.reaccreditation]))
        .collect();
    json!({ "inForceFrom": in_force_from, "currency": currency, "tiers": tiers })
}
