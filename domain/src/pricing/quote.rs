//! What an order costs, and what its cheapest lawful split would cost.

use super::{Currency, Money, Prices};
use crate::eligibility::ApplicationKind;
use crate::input::InvalidInput;
use crate::words;

/// What an order costs (M1-M4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// One line a kind; none where the price is tailored and not given yet.
    pub lines: Vec<QuoteLine>,
    /// Before VAT; none where the price is tailored and not given yet (M3).
    pub net: Option<Money>,
    /// VAT on the total, half up to the penny (M2).
    pub vat: Option<Money>,
    /// What is paid.
    pub gross: Option<Money>,
    /// The rate used, per mille of net.
    pub vat_per_mille: i32,
    /// Whether the operator gives the price (M3).
    pub tailored: bool,
}

/// One line of a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteLine {
    /// What it is for, in words.
    pub label: String,
    /// Before VAT.
    pub net: Money,
}

/// The price of an order of so many programmes of each kind (M1-M4).
///
/// Tailored, with no amounts yet, where a programme is large or there are more programmes than
/// the list has prices for (M3).
pub fn price(
    prices: &Prices,
    counts: &[(ApplicationKind, u32)],
    any_large: bool,
    vat_per_mille: i32,
) -> Quote {
    let lines = if any_large {
        None
    } else {
        list_lines(prices, counts)
    };
    match lines {
        Some(lines) => with_vat(lines, prices.currency, vat_per_mille, false),
        None => Quote {
            lines: Vec::new(),
            net: None,
            vat: None,
            gross: None,
            vat_per_mille,
            tailored: true,
        },
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
    let line = QuoteLine {
        label: "Accreditation by tailored quote".to_owned(),
        net: Money::new(net_minor, currency),
    };
    Ok(with_vat(vec![line], currency, vat_per_mille, true))
}

fn list_lines(prices: &Prices, counts: &[(ApplicationKind, u32)]) -> Option<Vec<QuoteLine>> {
    let of = |kind| {
        counts
            .iter()
            .filter(|(k, _)| *k == kind)
            .fold(0u32, |sum, (_, n)| sum.saturating_add(*n))
    };
    let total = ApplicationKind::ALL
        .iter()
        .fold(0u32, |sum, kind| sum.saturating_add(of(*kind)));
    if total > prices.most_programmes() {
        return None;
    }
    let mut lines = Vec::new();
    for kind in ApplicationKind::ALL {
        let programmes = of(*kind);
        if programmes == 0 {
            continue;
        }
        let tier = prices.tier(programmes)?;
        let what = match kind {
            ApplicationKind::Initial => "Initial assessment",
            ApplicationKind::Reaccreditation => "Reaccreditation",
        };
        let many = words::plural(programmes as usize, "programme", "programmes");
        let label = if tier.max_programmes == 1 {
            format!("{what}, {many}")
        } else {
            format!("{what}, {many} (up to {})", tier.max_programmes)
        };
        lines.push(QuoteLine {
            label,
            net: tier.net(*kind),
        });
    }
    Some(lines)
}

fn with_vat(
    lines: Vec<QuoteLine>,
    currency: Currency,
    vat_per_mille: i32,
    tailored: bool,
) -> Quote {
    // Lines come from one list, which is in one currency.
    let net = lines
        .iter()
        .fold(0i64, |sum, line| sum.saturating_add(line.net.minor));
    let net = Money::new(net, currency);
    let vat = net.per_mille(vat_per_mille);
    Quote {
        lines,
        net: Some(net),
        vat: Some(vat),
        gross: Some(Money::new(net.minor.saturating_add(vat.minor), currency)),
        vat_per_mille,
        tailored,
    }
}

/// An order divided into several, by how many programmes each has (M5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// Programmes in each order, largest first.
    pub orders: Vec<u32>,
    /// What they cost together, before VAT.
    pub net: Money,
}

/// The cheapest way to order so many separate applications of one kind (M5).
///
/// Fewest orders where prices tie; none where the list has no price for so many (M3).
pub fn cheapest_split(prices: &Prices, kind: ApplicationKind, programmes: u32) -> Option<Split> {
    if programmes == 0 || programmes > prices.most_programmes() {
        return None;
    }
    let n = programmes as usize;
    // best[i]: cost of i programmes, orders used, size of the last order.
    let mut best: Vec<(i64, usize, usize)> = vec![(0, 0, 0)];
    for i in 1..=n {
        let cheapest = (1..=i)
            .rev()
            .filter_map(|size| {
                let tier = prices.tier(u32::try_from(size).ok()?)?;
                let (cost, orders, _) = best[i - size];
                Some((cost + tier.net(kind).minor, orders + 1, size))
            })
            .min_by_key(|(cost, orders, _)| (*cost, *orders))?;
        best.push(cheapest);
    }
    let mut orders = Vec::new();
    let mut left = n;
    while left > 0 {
        let size = best[left].2;
        orders.push(u32::try_from(size).ok()?);
        left -= size;
    }
    orders.sort_unstable_by(|a, b| b.cmp(a));
    Some(Split {
        orders,
        net: Money::new(best[n].0, prices.currency),
    })
}

#[cfg(test)]
mod tests {
    use ApplicationKind::{Initial, Reaccreditation};
    use proptest::prelude::*;

    use super::*;
    use crate::standard::Edition;

    fn prices() -> Prices {
        crate::judgement::tests::edition_2021().prices().clone()
    }

    fn net(counts: &[(ApplicationKind, u32)]) -> Option<i64> {
        price(&prices(), counts, false, 200).net.map(|m| m.minor)
    }

    #[test]
    fn m1_the_tier_is_by_number_of_programmes_and_kind() {
        for (n, initial, again) in [
            (1, 35_000, 17_500),
            (2, 100_000, 50_000),
            (5, 100_000, 50_000),
            (6, 150_000, 75_000),
            (10, 150_000, 75_000),
            (11, 250_000, 125_000),
            (50, 250_000, 125_000),
        ] {
            assert_eq!(net(&[(Initial, n)]), Some(initial), "{n}");
            assert_eq!(net(&[(Reaccreditation, n)]), Some(again), "{n}");
        }
    }

    #[test]
    fn m2_vat_is_added_to_the_total() {
        let quote = price(&prices(), &[(Initial, 1)], false, 200);
        assert_eq!(quote.vat.unwrap().minor, 7_000);
        assert_eq!(quote.gross.unwrap().to_string(), "£420.00");
        assert_eq!(quote.lines[0].label, "Initial assessment, 1 programme");
        assert!(!quote.tailored);
    }

    #[test]
    fn m2_vat_is_rounded_once_and_not_line_by_line() {
        let mut list = prices();
        list.tiers[0].initial.minor = 13;
        list.tiers[0].reaccreditation.minor = 13;
        let quote = price(&list, &[(Initial, 1), (Reaccreditation, 1)], false, 200);
        assert_eq!(
            quote.vat.unwrap().minor,
            5,
            "20% of 26p, where 2 × 3p is 6p"
        );
    }

    #[test]
    fn m3_more_than_fifty_or_a_large_programme_has_no_list_price() {
        for (counts, large) in [
            (vec![(Initial, 51)], false),
            (vec![(Initial, 30), (Reaccreditation, 21)], false),
            (vec![(Initial, u32::MAX), (Initial, 1)], false),
            (vec![(Initial, 1)], true),
        ] {
            let quote = price(&prices(), &counts, large, 200);
            assert!(quote.tailored && quote.net.is_none() && quote.lines.is_empty());
        }
    }

    #[test]
    fn m3_the_operator_gives_a_tailored_price() {
        let quote = tailored(400_000, Currency::GBP, 200).unwrap();
        assert_eq!(quote.gross.unwrap().minor, 480_000);
        assert!(quote.tailored);
        for wrong in [0, -1, 1_000_000_001, i64::MAX] {
            assert!(tailored(wrong, Currency::GBP, 200).is_err());
        }
    }

    #[test]
    fn m4_each_kind_is_priced_by_its_own_count() {
        assert_eq!(
            net(&[(Initial, 3), (Reaccreditation, 1)]),
            Some(100_000 + 17_500)
        );
        let parts = [(Initial, 2), (Reaccreditation, 6), (Initial, 1)];
        assert_eq!(net(&parts), Some(100_000 + 75_000));
    }

    #[test]
    fn m5_two_singles_beat_the_tier() {
        for (n, orders, cost) in [
            (1, vec![1], 35_000),
            (2, vec![1, 1], 70_000),
            (3, vec![3], 100_000),
            (5, vec![5], 100_000),
            (6, vec![5, 1], 135_000),
            (7, vec![7], 150_000),
            (10, vec![10], 150_000),
            (11, vec![10, 1], 185_000),
            (12, vec![10, 1, 1], 220_000),
            (13, vec![13], 250_000),
            (50, vec![50], 250_000),
        ] {
            let split = cheapest_split(&prices(), Initial, n).unwrap();
            assert_eq!((split.orders, split.net.minor), (orders, cost), "{n}");
        }
        assert_eq!(cheapest_split(&prices(), Initial, 51), None);
        assert_eq!(cheapest_split(&prices(), Initial, 0), None);
    }

    proptest! {
        #[test]
        fn m5_a_split_is_never_dearer_than_the_tier(n in 1u32..=50) {
            for kind in [Initial, Reaccreditation] {
                let split = cheapest_split(&prices(), kind, n).unwrap();
                prop_assert!(Some(split.net.minor) <= net(&[(kind, n)]));
                prop_assert_eq!(split.orders.iter().sum::<u32>(), n);
            }
        }
    }

    #[test]
    fn the_list_belongs_to_the_edition() {
        let edition: Edition = crate::judgement::tests::edition_2021();
        assert_eq!(edition.prices().most_programmes(), 50);
        assert_eq!(edition.prices().currency.as_str(), "GBP");
    }
}
