//! M1-M7: what an order costs, and when assessment may start.

use domain::ApplicationKind::{self, Initial, Reaccreditation};
use domain::lifecycle::OrderState;
use domain::pricing::{
    Currency, Money, PriceList, price, quote_open_until, tailored, vat_per_mille,
};
use serde_json::{Value, json};

use crate::words::*;

pub const RULES: &[(&str, &str)] = &[
    (
        "M1",
        "Prices are a dated list by number of programmes and kind, in whole pence",
    ),
    (
        "M2",
        "VAT at the rate of the day, half up to the penny on the order's total",
    ),
    (
        "M3",
        "More than 50 programmes, or a large one: the operator gives the price",
    ),
    ("M4", "Kinds in one order are priced each by its own count"),
    (
        "M5",
        "The cheapest lawful split is shown beside a dearer tier",
    ),
    ("M6", "A quote pins its list and is open for 30 days"),
    (
        "M7",
        "Assessment starts when it is paid, or when an operator lets it start before",
    ),
];

/// So many applications of one programme each.
fn singles(kind: ApplicationKind, n: usize) -> Vec<(ApplicationKind, u32)> {
    vec![(kind, 1); n]
}

/// One application over so many programmes.
fn together(kind: ApplicationKind, programmes: u32) -> Vec<(ApplicationKind, u32)> {
    vec![(kind, programmes)]
}

/// The list of 2021 with one thing about it changed.
fn changed(change: impl FnOnce(&mut Value)) -> PriceList {
    let mut document = edition_2021().document()["prices"].clone();
    document["in_force_from"] = json!("2021-01-01");
    change(&mut document);
    PriceList::parse(document.to_string().as_bytes()).unwrap()
}

/// The list of 2021.
fn list() -> PriceList {
    edition_2021().prices().clone()
}

/// The list of 2021 in force from another day, a single programme at another price.
fn from(on: &str, single: i64) -> PriceList {
    changed(|list| {
        list["in_force_from"] = json!(on);
        list["tiers"][0]["initial"] = json!(single);
    })
}

/// What a single programme costs on a day, by three lists of which the second was published last.
fn single_on(on: &str) -> Option<i64> {
    let lists = [
        from("2021-01-01", 35_000),
        from("2027-04-01", 40_000),
        from("2026-04-01", 38_000),
    ];
    let list = PriceList::in_force(&lists, day(on))?;
    price(list, &singles(Initial, 1), false, 200)
        .net
        .map(|net| net.minor)
}

/// What is wrong with a list of prices.
fn problems(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut document = edition_2021().document()["prices"].clone();
    document["in_force_from"] = json!("2021-01-01");
    change(&mut document);
    let read = PriceList::parse(document.to_string().as_bytes());
    read.map_or_else(|p| p.iter().map(ToString::to_string).collect(), |_| vec![])
}

/// An order's price before VAT, in pence; none where the operator gives it.
fn net(order: &[(ApplicationKind, u32)]) -> Option<i64> {
    price(&list(), order, false, 200).net.map(|net| net.minor)
}

/// What an order says: each line, VAT and total.
fn said(list: &PriceList, order: &[(ApplicationKind, u32)]) -> Vec<String> {
    let quote = price(list, order, false, 200);
    let mut said: Vec<_> = quote
        .lines
        .iter()
        .map(|l| format!("{}: {}", l.label, l.net))
        .collect();
    said.extend(quote.vat.map(|vat| format!("VAT: {vat}")));
    said.extend(quote.total.map(|total| format!("Total: {total}")));
    said
}

/// The cheapest split of an order: what each of its orders takes, and what they cost before VAT.
fn split(order: &[(ApplicationKind, u32)]) -> Option<(Vec<Vec<u32>>, i64)> {
    let split = price(&list(), order, false, 200).cheapest_split?;
    let orders = split.orders.into_iter().map(|order| order.applications);
    Some((orders.collect(), split.net.minor))
}

fn pence(minor: i64) -> Money {
    Money::new(minor, Currency::GBP)
}

fn euros(minor: i64) -> Money {
    Money::new(minor, "EUR".parse().unwrap())
}

rules! {
    m1_the_tier_is_by_number_of_programmes_and_kind {
        "One programme costs £350": net(&singles(Initial, 1)) => Some(35_000);
        "Two programmes cost £1,000": net(&singles(Initial, 2)) => Some(100_000);
        "Five cost the same": net(&singles(Initial, 5)) => Some(100_000);
        "Six cost £1,500": net(&singles(Initial, 6)) => Some(150_000);
        "Ten cost the same as six": net(&singles(Initial, 10)) => Some(150_000);
        "Eleven cost £2,500": net(&singles(Initial, 11)) => Some(250_000);
        "Fifty cost the same as eleven": net(&singles(Initial, 50)) => Some(250_000);
        "Reaccreditation of one costs £175": net(&singles(Reaccreditation, 1)) => Some(17_500);
        "Reaccreditation of two costs £500": net(&singles(Reaccreditation, 2)) => Some(50_000);
        "Reaccreditation of ten costs £750": net(&singles(Reaccreditation, 10)) => Some(75_000);
        "Reaccreditation of fifty costs £1,250": net(&singles(Reaccreditation, 50)) => Some(125_000);
        "One application over twelve programmes costs what twelve single ones cost together":
            net(&together(Initial, 12)) => Some(250_000);
    }

    m1_the_list_in_force_on_the_day_counts {
        "Before any list there is no price": single_on("2020-12-31") => None;
        "The first list counts on its first day": single_on("2021-01-01") => Some(35_000);
        "It counts until the day before the next one begins": single_on("2026-03-31") => Some(35_000);
        "The next one counts from its first day": single_on("2026-04-01") => Some(38_000);
        "The order in which lists were published makes no difference": single_on("2027-03-31") => Some(38_000);
        "The last one stays in force": single_on("2040-01-01") => Some(40_000);
        "An edition's list is in force from the edition's own day":
            list().in_force_from() => day("2021-01-01");
    }

    m1_a_bad_list_is_refused_with_the_place_and_the_reason {
        "A list of prices says from when it is in force":
            problems(|list| list["in_force_from"] = Value::Null)
            => vec!["in_force_from: say from which day it is in force".to_owned()];
        "Its tiers rise":
            problems(|list| list["tiers"][2]["max_programmes"] = json!(5))
            => vec!["tiers[2].max_programmes: tiers must rise by number of programmes, up to 1000".to_owned()];
        "Nobody is paid for being accredited":
            problems(|list| list["tiers"][0]["initial"] = json!(-1))
            => vec!["tiers[0].initial: must be in whole minor units, from 0 to 1000000000".to_owned()];
        "Pounds and pence are given in pence":
            problems(|list| list["tiers"][0]["initial"] = json!(350.5)).len() => 1;
        "It has at least one tier":
            problems(|list| list["tiers"] = json!([])) => vec!["tiers: give 1 to 20 tiers".to_owned()];
        "Everything wrong with it is said at once":
            problems(|list| { list["tiers"] = json!([]); list["currency"] = json!("pounds"); }).len() => 2;
    }

    m1_money_is_of_one_currency {
        "Pounds are added to pounds": pence(100).plus(pence(-30)) => Ok(pence(70));
        "Pounds and euros are never added":
            pence(100).plus(euros(100)).map_err(|refusal| refusal.to_string())
            => Err("M1: GBP and EUR cannot be added: price an order in one currency.".to_owned());
        "A sum too large to keep is refused":
            pence(i64::MAX).plus(pence(1)).is_err() => true;
    }

    m2_vat_is_added_half_up_to_the_total {
        "£350 and 20% are £420":
            said(&list(), &singles(Initial, 1))
            => vec!["Initial assessment, 1 programme: £350.00".to_owned(), "VAT: £70.00".to_owned(),
                    "Total: £420.00".to_owned()];
        "VAT is rounded once and not line by line: 20% of 26p is 5p, where twice 20% of 13p would be 6p":
            said(&changed(|list| {
                list["tiers"][0]["initial"] = json!(13);
                list["tiers"][0]["reaccreditation"] = json!(13);
            }), &[(Initial, 1), (Reaccreditation, 1)])[2..].to_vec()
            => vec!["VAT: £0.05".to_owned(), "Total: £0.31".to_owned()];
        "Less than half a penny is rounded down": pence(2).per_mille(200) => pence(0);
        "More than half a penny is rounded up": pence(3).per_mille(200) => pence(1);
        "Half a penny is rounded up": pence(1).per_mille(500) => pence(1);
        "Half a penny is rounded up at another rate": pence(100).per_mille(175) => pence(18);
        "The largest amount there is does not overflow": pence(i64::MAX).per_mille(1000) => pence(i64::MAX);
        "What is beyond it stays at it": pence(i64::MAX).per_mille(2000) => pence(i64::MAX);
        "So does what is beyond the smallest": pence(i64::MIN).per_mille(2000) => pence(i64::MIN);
    }

    m2_the_rate_is_the_one_in_force_on_the_day {
        "Today it is 20%": vat_per_mille(day("2026-11-22")) => 200;
        "It has been since 4 January 2011": vat_per_mille(day("2011-01-04")) => 200;
        "On the day before it was 17.5%": vat_per_mille(day("2011-01-03")) => 175;
        "On the last day of 2009 it was 15%": vat_per_mille(day("2009-12-31")) => 150;
        "In November 2008 it was 17.5%": vat_per_mille(day("2008-11-30")) => 175;
    }

    m3_beyond_the_list_the_operator_gives_the_price {
        "Fifty-one programmes have no list price": net(&singles(Initial, 51)) => None;
        "Nor has one application over fifty-one": net(&together(Initial, 51)) => None;
        "Nor have fifty-one of both kinds together": net(&[(Initial, 30), (Reaccreditation, 21)]) => None;
        "Nor has one large programme": price(&list(), &singles(Initial, 1), true, 200).net => None;
        "Such a quote has no lines, no list and no split until its price is given": {
            let quote = price(&list(), &singles(Initial, 51), false, 200);
            (quote.tailored, quote.lines.len(), quote.price_list, quote.cheapest_split)
        } => (true, 0, None, None);
        "More programmes than can be counted have no list price either":
            net(&[(Initial, u32::MAX), (Initial, 1)]) => None;
        "The operator gives £4,000, and £4,800 are paid":
            tailored(400_000, Currency::GBP, 200).map(|quote| quote.total) => Ok(Some(pence(480_000)));
        "The operator cannot give nothing":
            tailored(0, Currency::GBP, 200).map_err(|e| e.fields()[0].field.clone()) => Err("netMinor".to_owned());
        "The operator cannot give more than ten million pounds":
            tailored(1_000_000_001, Currency::GBP, 200).is_err() => true;
    }

    m4_each_kind_is_priced_by_its_own_count {
        "Three initial and one reaccreditation cost £1,000 and £175":
            net(&[(Initial, 3), (Reaccreditation, 1)]) => Some(100_000 + 17_500);
        "The order in which they are named makes no difference":
            net(&[(Initial, 2), (Reaccreditation, 6), (Initial, 1)]) => Some(100_000 + 75_000);
        "Each kind has its line":
            said(&list(), &[(Reaccreditation, 6), (Initial, 1)])[..2].to_vec()
            => vec!["Initial assessment, 1 programme: £350.00".to_owned(),
                    "Reaccreditation, 6 programmes (up to 10): £750.00".to_owned()];
        "Twenty-five of each are fifty together and have a list price":
            net(&[(Initial, 25), (Reaccreditation, 25)]) => Some(250_000 + 125_000);
    }

    m5_the_cheapest_split_is_shown_where_it_is_cheaper {
        "Two programmes: two singles at £700 beat £1,000":
            split(&singles(Initial, 2)) => Some((vec![vec![1], vec![1]], 70_000));
        "Three: three singles cost more than the tier, so nothing is shown": split(&singles(Initial, 3)) => None;
        "One cannot be split": split(&singles(Initial, 1)) => None;
        "Six: five and one": split(&singles(Initial, 6)) => Some((vec![vec![1; 5], vec![1]], 135_000));
        "Seven: the tier is the cheapest": split(&singles(Initial, 7)) => None;
        "Eleven: ten and one": split(&singles(Initial, 11)) => Some((vec![vec![1; 10], vec![1]], 185_000));
        "Twelve: ten and two singles":
            split(&singles(Initial, 12)) => Some((vec![vec![1; 10], vec![1], vec![1]], 220_000));
        "Thirteen: the tier is the cheapest again": split(&singles(Initial, 13)) => None;
        "Reaccreditations are split likewise":
            split(&singles(Reaccreditation, 2)) => Some((vec![vec![1], vec![1]], 35_000));
        "Kinds are divided each by itself":
            split(&[singles(Initial, 2), singles(Reaccreditation, 3)].concat())
            => Some((vec![vec![1], vec![1], vec![1; 3]], 70_000 + 50_000));
        "What one application covers is never divided": split(&together(Initial, 2)) => None;
        "One over five beside one over one: apart they cost £1,350, together £1,500":
            split(&[(Initial, 5), (Initial, 1)]) => Some((vec![vec![5], vec![1]], 135_000));
        "Three over two programmes each: apart or in twos they would cost more":
            split(&[(Initial, 2), (Initial, 2), (Initial, 2)]) => None;
    }

    m5_of_what_costs_the_same_the_fewest_orders_are_shown {
        "Four singles, two for the price of two: two orders of two, not four of one": {
            let list = changed(|list| list["tiers"] = json!([
                { "max_programmes": 1, "initial": 100, "reaccreditation": 100 },
                { "max_programmes": 2, "initial": 200, "reaccreditation": 200 },
                { "max_programmes": 10, "initial": 900, "reaccreditation": 900 },
            ]));
            let split = price(&list, &singles(Initial, 4), false, 200).cheapest_split;
            split.map(|s| s.orders.into_iter().map(|o| o.applications).collect::<Vec<_>>())
        } => Some(vec![vec![1, 1], vec![1, 1]]);
        "Six singles: two orders of three, not one of four and two of one": {
            let list = changed(|list| list["tiers"] = json!([
                { "max_programmes": 1, "initial": 100, "reaccreditation": 100 },
                { "max_programmes": 3, "initial": 300, "reaccreditation": 300 },
                { "max_programmes": 4, "initial": 400, "reaccreditation": 400 },
                { "max_programmes": 10, "initial": 5000, "reaccreditation": 5000 },
            ]));
            let split = price(&list, &singles(Initial, 6), false, 200).cheapest_split;
            split.map(|s| s.orders.into_iter().map(|o| o.applications.len()).collect::<Vec<_>>())
        } => Some(vec![3, 3]);
        "What covers no programme is in none of them":
            split(&[(Initial, 1), (Initial, 1), (Initial, 0)]) => Some((vec![vec![1], vec![1]], 70_000));
        "Of applications of seven sizes that could be taken in 2,400 ways no split is looked for": {
            let list = changed(|list| list["tiers"][3]["initial"] = json!(100_000_000));
            let sizes = [(1, 4), (2, 4), (3, 3), (4, 2), (5, 1), (6, 1), (7, 1)];
            let order: Vec<_> = sizes.iter().flat_map(|(size, n)| vec![(Initial, *size); *n]).collect();
            price(&list, &order, false, 200).cheapest_split.is_none()
        } => true;
    }

    m5_a_split_says_what_all_of_it_costs {
        "Two singles: £700, £140 VAT, £840 in all": {
            let split = price(&list(), &singles(Initial, 2), false, 200).cheapest_split;
            split.map(|split| (split.net, split.vat, split.total))
        } => Some((pence(70_000), pence(14_000), pence(84_000)));
        "Each order of a split has its own VAT, rounded by itself": {
            let list = changed(|list| list["tiers"][0]["initial"] = json!(13));
            let split = price(&list, &singles(Initial, 2), false, 200).cheapest_split;
            split.map(|split| (split.vat, split.total))
        } => Some((pence(6), pence(32)));
        "Greed would be wrong: nine as three threes beat eight and one": {
            let list = changed(|list| list["tiers"] = json!([
                { "max_programmes": 1, "initial": 100, "reaccreditation": 100 },
                { "max_programmes": 3, "initial": 110, "reaccreditation": 110 },
                { "max_programmes": 8, "initial": 300, "reaccreditation": 300 },
                { "max_programmes": 20, "initial": 900, "reaccreditation": 900 },
            ]));
            let split = price(&list, &singles(Initial, 9), false, 200).cheapest_split;
            split.map(|s| (s.net.minor, s.orders.iter().map(|o| o.applications.len()).collect::<Vec<_>>()))
        } => Some((330, vec![3, 3, 3]));
    }

    m6_a_quote_pins_its_list_and_is_open_for_thirty_days {
        "A quote names the list it is priced by":
            price(&list(), &singles(Initial, 1), false, 200).price_list => Some(list().content_hash().to_owned());
        "A price changed by a penny is another list":
            from("2026-04-01", 35_001).content_hash() == from("2026-04-01", 35_000).content_hash() => false;
        "The same prices from another day are another list":
            from("2026-04-02", 35_000).content_hash() == from("2026-04-01", 35_000).content_hash() => false;
        "The same list is known again wherever it was read":
            changed(|_| ()).content_hash() == list().content_hash() => true;
        "A price the operator gave is by no list":
            tailored(400_000, Currency::GBP, 200).map(|quote| quote.price_list) => Ok(None);
        "Issued on 1 November, it can be accepted on 30 November and not on 1 December":
            quote_open_until(day("2026-11-01")) => day("2026-12-01");
        "Issued on 30 January, it can be accepted on the last day of February":
            quote_open_until(day("2026-01-30")) => day("2026-03-01");
    }

    m7_assessment_starts_when_paid_or_let_start {
        "Not before it is paid": OrderState::of(true, false, false).may_start() => false;
        "Once it is paid": OrderState::of(true, true, false).may_start() => true;
        "Or when an operator says it may start before": OrderState::of(true, false, true).may_start() => true;
        "Even while its price is still to be given": OrderState::of(false, false, true).may_start() => true;
        "Not while its price is still to be given": OrderState::of(false, false, false).may_start() => false;
        "What is let start before is still not paid": OrderState::of(true, false, true) => OrderState::MayStart;
    }
}
