//! M1-M5, whatever is ordered.

use domain::ApplicationKind::{self, Initial, Reaccreditation};
use domain::Edition;
use domain::pricing::{Currency, Money, PriceList, Quote, price};
use proptest::prelude::*;
use serde_json::json;

use crate::editions::tiers;

type Tiers = Vec<(u32, i64, i64)>;

fn list(tiers: &Tiers) -> PriceList {
    let tiers: Vec<_> = tiers
        .iter()
        .map(|(up_to, initial, again)| json!({ "max_programmes": up_to, "initial": initial, "reaccreditation": again }))
        .collect();
    let document = json!({
        "in_force_from": "2021-01-01", "currency": "GBP", "minor_units": 2, "excludes_vat": true, "tiers": tiers,
    });
    PriceList::parse(document.to_string().as_bytes()).unwrap()
}

fn tiers_of_2021() -> Tiers {
    vec![
        (1, 35_000, 17_500),
        (5, 100_000, 50_000),
        (10, 150_000, 75_000),
        (50, 250_000, 125_000),
    ]
}

/// What one order of so many of a kind costs, read off the list.
fn read_off(tiers: &Tiers, kind: ApplicationKind, n: u32) -> Option<i64> {
    let (_, initial, again) = tiers.iter().find(|(up_to, _, _)| n <= *up_to)?;
    Some(if kind == Initial { *initial } else { *again })
}

fn singles(initial: u32, reaccreditation: u32) -> Vec<(ApplicationKind, u32)> {
    let of = |kind, n: u32| std::iter::repeat_n((kind, 1), n as usize);
    of(Initial, initial)
        .chain(of(Reaccreditation, reaccreditation))
        .collect()
}

/// The least that any way of dividing these applications into orders costs, by trying all of them:
/// each application joins one of the orders there are, or begins a new one.
fn by_trying(
    tiers: &Tiers,
    kind: ApplicationKind,
    applications: &[u32],
    orders: &mut Vec<u32>,
) -> Option<i64> {
    let Some((first, rest)) = applications.split_first() else {
        return orders.iter().map(|n| read_off(tiers, kind, *n)).sum();
    };
    let mut best: Option<i64> = None;
    for at in 0..=orders.len() {
        if at == orders.len() {
            orders.push(0);
        }
        orders[at] += first;
        let cost = by_trying(tiers, kind, rest, orders);
        orders[at] -= first;
        if orders.last() == Some(&0) {
            orders.pop();
        }
        best = best.into_iter().chain(cost).min();
    }
    best
}

/// The least that any way of writing n as a sum costs, for each n up to so many, by writing all of them.
fn by_writing_all(tiers: &Tiers, kind: ApplicationKind, up_to: u32) -> Vec<i64> {
    fn write(prices: &[i64], left: usize, most: usize, cost: i64, best: &mut i64) {
        if left == 0 {
            *best = cost.min(*best);
        }
        for part in 1..=left.min(most) {
            write(prices, left - part, part, cost + prices[part], best);
        }
    }
    let prices: Vec<i64> = (0..=up_to)
        .map(|n| read_off(tiers, kind, n.max(1)).unwrap())
        .collect();
    let least = |n| {
        let mut best = i64::MAX;
        write(&prices, n, n, 0, &mut best);
        best
    };
    (0..=up_to as usize).map(least).collect()
}

/// Its parts add up, and its orders hold each application once.
fn is_whole(
    list: &PriceList,
    applications: &[(ApplicationKind, u32)],
    quote: &Quote,
) -> Result<(), TestCaseError> {
    let Some(split) = &quote.cheapest_split else {
        return Ok(());
    };
    prop_assert!(
        split.net.minor < quote.net.unwrap().minor,
        "only a cheaper one is shown"
    );
    let mut held: Vec<_> = Vec::new();
    for order in &split.orders {
        let programmes: u32 = order.applications.iter().sum();
        let tier = list.tier(programmes);
        prop_assert_eq!(
            tier.map(|tier| tier.minor(order.kind)),
            Some(order.net.minor),
            "lawful by itself"
        );
        held.extend(order.applications.iter().map(|n| (order.kind, *n)));
    }
    let mut asked = applications.to_vec();
    asked.sort_unstable();
    held.sort_unstable();
    prop_assert_eq!(held, asked);
    let sum: i64 = split.orders.iter().map(|order| order.net.minor).sum();
    prop_assert_eq!(
        (sum, split.net.minor + split.vat.minor),
        (split.net.minor, split.total.minor)
    );
    Ok(())
}

#[test]
fn m1_to_m5_every_mix_up_to_two_hundred_programmes_is_as_read_off_and_tried_out() {
    let edition =
        Edition::parse(include_bytes!("../../../standards/university-2021.json")).unwrap();
    let (list, tiers) = (edition.prices(), tiers_of_2021());
    let least = [Initial, Reaccreditation].map(|kind| by_writing_all(&tiers, kind, 50));
    let mut mixes = 0;
    for initial in 0..=200u32 {
        for again in 0..=200 - initial {
            let quote = price(list, &singles(initial, again), false, 200);
            mixes += 1;
            let said = format!("{initial} initial and {again} reaccreditations");
            assert_eq!(quote.tailored, initial + again > 50, "{said}");
            if quote.tailored {
                assert_eq!((quote.net, quote.cheapest_split), (None, None), "{said}");
                continue;
            }
            let cost = |kind, n| {
                if n == 0 {
                    0
                } else {
                    read_off(&tiers, kind, n).unwrap()
                }
            };
            let net = cost(Initial, initial) + cost(Reaccreditation, again);
            assert_eq!(quote.net.unwrap().minor, net, "{said}");
            assert_eq!(
                quote.total.unwrap().minor,
                net + net / 5,
                "{said}: whole pounds have whole VAT"
            );
            let sum = |n: u32, least: &[i64]| if n == 0 { 0 } else { least[n as usize] };
            let split = sum(initial, &least[0]) + sum(again, &least[1]);
            let shown = quote.cheapest_split.map(|split| split.net.minor);
            assert_eq!(shown, Some(split).filter(|split| *split < net), "{said}");
            let large = price(list, &singles(initial, again), true, 200);
            assert!(
                large.tailored && large.net.is_none(),
                "{said}, one of them large"
            );
        }
    }
    assert_eq!(mixes, 201 * 202 / 2);
}

proptest! {
    #[test]
    fn m5_the_split_shown_is_the_cheapest_there_is(
        tiers in tiers(), applications in proptest::collection::vec((any::<bool>(), 1..=4u32), 1..=7),
    ) {
        let list = list(&tiers);
        let kind = |initial| if initial { Initial } else { Reaccreditation };
        let applications: Vec<_> = applications.into_iter().map(|(initial, n)| (kind(initial), n)).collect();
        let quote = price(&list, &applications, false, 200);
        is_whole(&list, &applications, &quote)?;
        if let Some(net) = quote.net {
            let least = [Initial, Reaccreditation].map(|kind| {
                let of_kind = applications.iter().filter(|(k, _)| *k == kind);
                let sizes: Vec<u32> = of_kind.map(|(_, n)| *n).collect();
                by_trying(&tiers, kind, &sizes, &mut Vec::new()).unwrap()
            });
            let least = least.iter().sum::<i64>();
            let shown = quote.cheapest_split.map_or(net.minor, |split| split.net.minor);
            prop_assert_eq!(shown, least);
        }
    }

    #[test]
    fn m5_a_split_is_never_dearer_than_the_tier(tiers in tiers(), initial in 0..60u32, again in 0..60u32) {
        let (list, order) = (list(&tiers), singles(initial, again));
        let quote = price(&list, &order, false, 200);
        is_whole(&list, &order, &quote)?;
        prop_assert_eq!(quote.tailored, initial + again > list.most_programmes());
    }

    #[test]
    fn m2_vat_is_the_nearest_penny_and_half_a_penny_goes_up(minor in 0..10_000_000i64, rate in 0..1000i32) {
        let vat = Money::new(minor, Currency::GBP).per_mille(rate).minor;
        let off = vat * 1000 - minor * i64::from(rate);
        prop_assert!((-499..=500).contains(&off), "{off} thousandths of a penny");
    }
}
