//! What an order costs (M1-M5).

use super::{Currency, Money, PriceList, Split, split};
use crate::eligibility::ApplicationKind;
use crate::input::InvalidInput;
use crate::words;

/// What an order costs (M1-M5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// One line a kind; none where the price is tailored and not given yet.
    pub lines: Vec<QuoteLine>,
    /// Before VAT; none where the price is tailored and not given yet (M3).
    pub net: Option<Money>,
    /// VAT on the total, half up to the penny (M2).
    pub vat: Option<Money>,
    /// What is paid.
    pub total: Option<Money>,
    /// The rate used, per mille of net.
    pub vat_per_mille: i32,
    /// Whether the operator gives the price (M3).
    pub tailored: bool,
    /// The content hash of the list it is priced by; none where the operator gave the price (M6).
    pub price_list: Option<String>,
    /// The cheapest way to divide the order, where one costs less; the applicant chooses (M5).
    pub cheapest_split: Option<Split>,
}

/// One line of a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteLine {
    /// What it is for, in words.
    pub label: String,
    /// How many programmes it is for; none where the price is tailored.
    pub programmes: Option<u32>,
    /// Before VAT.
    pub net: Money,
}

/// The price of an order of applications, each by its kind and how many programmes it covers (M1-M5).
///
/// Tailored, with no amounts yet, where a programme is large or there are more programmes than
/// the list has prices for (M3).
pub fn price(
    list: &PriceList,
    applications: &[(ApplicationKind, u32)],
    any_large: bool,
    vat_per_mille: i32,
) -> Quote {
    let lines = if any_large {
        None
    } else {
        list_lines(list, applications)
    };
    let Some(lines) = lines else {
        return Quote {
            lines: Vec::new(),
            net: None,
            vat: None,
            total: None,
            vat_per_mille,
            tailored: true,
            price_list: None,
            cheapest_split: None,
        };
    };
    let net = list.money(lines.iter().map(|line| line.net.minor).sum());
    let (vat, total) = with_vat(net, vat_per_mille);
    Quote {
        cheapest_split: split::cheapest(list, applications, vat_per_mille)
            .filter(|split| split.net.minor < net.minor),
        lines,
        net: Some(net),
        vat: Some(vat),
        total: Some(total),
        vat_per_mille,
        tailored: false,
        price_list: Some(list.content_hash().to_owned()),
    }
}

/// The quote for a price that the operator gives (M3).
///
/// # Errors
/// Names the field `netMinor` where the price is not from one penny to ten million pounds.
pub fn tailored(
    net_minor: i64,
    currency: Currency,
    vat_per_mille: i32,
) -> Result<Quote, InvalidInput> {
    if !(1..=1_000_000_000).contains(&net_minor) {
        return Err(InvalidInput::one(
            "netMinor",
            "Give the price before VAT in pence, from 1 to 1000000000.",
        ));
    }
    let net = Money::new(net_minor, currency);
    let (vat, total) = with_vat(net, vat_per_mille);
    Ok(Quote {
        lines: vec![QuoteLine {
            label: "Accreditation by tailored quote".to_owned(),
            programmes: None,
            net,
        }],
        net: Some(net),
        vat: Some(vat),
        total: Some(total),
        vat_per_mille,
        tailored: true,
        price_list: None,
        cheapest_split: None,
    })
}

fn list_lines(list: &PriceList, applications: &[(ApplicationKind, u32)]) -> Option<Vec<QuoteLine>> {
    let all = applications.iter().map(|(_, n)| u64::from(*n)).sum::<u64>();
    if all > u64::from(list.most_programmes()) {
        return None;
    }
    let mut lines = Vec::new();
    for kind in ApplicationKind::ALL {
        let of_kind = applications.iter().filter(|(k, _)| k == kind);
        let programmes: u32 = of_kind.map(|(_, n)| n).sum();
        if programmes > 0 {
            let tier = list.tier(programmes)?;
            lines.push(QuoteLine {
                label: label(*kind, programmes, tier.max_programmes),
                programmes: Some(programmes),
                net: list.money(tier.minor(*kind)),
            });
        }
    }
    Some(lines)
}

fn label(kind: ApplicationKind, programmes: u32, up_to: u32) -> String {
    let what = match kind {
        ApplicationKind::Initial => "Initial assessment",
        ApplicationKind::Reaccreditation => "Reaccreditation",
    };
    let many = words::plural(programmes as usize, "programme", "programmes");
    match up_to {
        1 => format!("{what}, {many}"),
        _ => format!("{what}, {many} (up to {up_to})"),
    }
}

/// VAT on an order's total, and what is paid (M2).
pub(super) fn with_vat(net: Money, vat_per_mille: i32) -> (Money, Money) {
    let vat = net.per_mille(vat_per_mille);
    let total = net.minor.saturating_add(vat.minor);
    (vat, Money::new(total, net.currency))
}
