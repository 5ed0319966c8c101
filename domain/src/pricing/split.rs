//! The cheapest lawful way to divide an order (M5).

use super::quote::with_vat;
use super::{Money, PriceList};
use crate::eligibility::ApplicationKind;

/// An order divided into several (M5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// Each order by itself, initial assessment first, the largest first.
    pub orders: Vec<SplitOrder>,
    /// What they cost together, before VAT.
    pub net: Money,
    /// VAT, rounded order by order (M2).
    pub vat: Money,
    /// What is paid for all of them.
    pub total: Money,
}

/// One order of a split.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SplitOrder {
    /// Its kind of application.
    pub kind: ApplicationKind,
    /// How many programmes each of its applications covers, the largest first.
    pub applications: Vec<u32>,
    /// What it costs, before VAT.
    pub net: Money,
}

/// The cheapest way to order applications, each by its kind and how many programmes it covers.
///
/// What an application covers is never divided. Kinds cost the same together or apart (M4), so
/// each is divided by itself. Cheapest before VAT, and of those the fewest orders. None where an
/// application has no list price (M3), where there is none to order, and where they are of so many
/// sizes that the search would take too long.
pub(super) fn cheapest(
    list: &PriceList,
    applications: &[(ApplicationKind, u32)],
    vat_per_mille: i32,
) -> Option<Split> {
    let mut orders = Vec::new();
    for kind in ApplicationKind::ALL {
        let of_kind = applications.iter().filter(|(k, n)| k == kind && *n > 0);
        let sizes: Vec<u32> = of_kind.map(|(_, n)| *n).collect();
        for (applications, minor) in cheapest_of_kind(list, *kind, sizes)? {
            orders.push(SplitOrder {
                kind: *kind,
                applications,
                net: list.money(minor),
            });
        }
    }
    if orders.is_empty() {
        return None;
    }
    let net = list.money(orders.iter().map(|order| order.net.minor).sum());
    let vats = orders
        .iter()
        .map(|o| with_vat(o.net, vat_per_mille).0.minor);
    let vat = list.money(vats.sum());
    let total = list.money(net.minor + vat.minor);
    Some(Split {
        orders,
        net,
        vat,
        total,
    })
}

/// What may be left to order is counted up to here; beyond it, no split is looked for.
const MOST_STATES: usize = 2000;

/// The applications of one kind, by size: how many programmes each covers.
struct Sizes {
    /// Each size once, largest first.
    sizes: Vec<u32>,
    /// How many applications of each size.
    counts: Vec<usize>,
}

impl Sizes {
    fn of(mut applications: Vec<u32>) -> Self {
        applications.sort_unstable_by(|a, b| b.cmp(a));
        let (mut sizes, mut counts): (Vec<u32>, Vec<usize>) = (Vec::new(), Vec::new());
        for size in applications {
            match counts.last_mut().filter(|_| sizes.last() == Some(&size)) {
                Some(count) => *count += 1,
                None => {
                    sizes.push(size);
                    counts.push(1);
                }
            }
        }
        Self { sizes, counts }
    }

    /// Every way to take some of them, as counts by size; the first takes none, the last all.
    ///
    /// They are in the order of numbers whose digits are the counts, so that the place of what
    /// remains is the difference of the places.
    fn ways(&self) -> Option<Vec<Vec<usize>>> {
        let mut ways = vec![vec![]];
        for count in &self.counts {
            if ways.len() * (count + 1) > MOST_STATES {
                return None;
            }
            let longer = |way: &Vec<usize>| {
                let way = way.clone();
                (0..=*count).map(move |n| [way.clone(), vec![n]].concat())
            };
            ways = ways.iter().flat_map(longer).collect();
        }
        Some(ways)
    }

    fn applications(&self, way: &[usize]) -> Vec<u32> {
        let each = self.sizes.iter().zip(way);
        each.flat_map(|(size, n)| std::iter::repeat_n(*size, *n))
            .collect()
    }
}

/// The cheapest way to order what is left, before VAT.
struct Best {
    minor: i64,
    orders: usize,
    /// The place of what one of its orders takes.
    takes: usize,
}

/// Each order's applications and price, by dynamic programming over what is left to order.
fn cheapest_of_kind(
    list: &PriceList,
    kind: ApplicationKind,
    applications: Vec<u32>,
) -> Option<Vec<(Vec<u32>, i64)>> {
    let sizes = Sizes::of(applications);
    let ways = sizes.ways()?;
    let prices: Vec<Option<i64>> = ways
        .iter()
        .map(|way| Some(list.tier(sizes.applications(way).iter().sum())?.minor(kind)))
        .collect();
    let mut best: Vec<Option<Best>> = vec![Some(Best {
        minor: 0,
        orders: 0,
        takes: 0,
    })];
    for (left, way) in ways.iter().enumerate().skip(1) {
        let within = |takes: &usize| ways[*takes].iter().zip(way).all(|(n, most)| n <= most);
        let order = |takes: usize| {
            let rest = best[left - takes].as_ref()?;
            Some(Best {
                minor: prices[takes]? + rest.minor,
                orders: 1 + rest.orders,
                takes,
            })
        };
        let orders = (1..=left).rev().filter(within).filter_map(order);
        let cheapest = orders.min_by_key(|best| (best.minor, best.orders));
        best.push(cheapest);
    }
    let mut orders = Vec::new();
    let mut left = ways.len() - 1;
    while left > 0 {
        let takes = best[left].as_ref()?.takes;
        orders.push((sizes.applications(&ways[takes]), prices[takes]?));
        left -= takes;
    }
    orders.sort_by_key(|(applications, _)| std::cmp::Reverse(applications.iter().sum::<u32>()));
    Some(orders)
}
