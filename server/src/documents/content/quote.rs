//! What a quote says: its price, the cheapest way to divide it, and until when it can be accepted (M5, M6).

use chrono::NaiveDate;
use domain::calendar::in_words;
use domain::id::{self, Kind};
use domain::pricing::{Currency, Money};
use serde_json::Value;
use store::quotes::{self, Portion, Quote};
use store::{Tx, orders};

use super::{Row, Written, currency, fact, lines, rate, row, sums, university};
use crate::documents::Failure;
use crate::documents::sheet::{Sheet, Table};

/// The quote with this id, if the viewer may see it.
pub async fn quote(
    tx: &Tx,
    from: &[String],
    named: &str,
    today: NaiveDate,
) -> Result<Option<Written>, Failure> {
    let Some((Kind::Quote, id)) = id::decode(named) else {
        return Ok(None);
    };
    let Some(quote) = quotes::find(tx, id).await? else {
        return Ok(None);
    };
    let Some(name) = university(tx, quote.university_id).await? else {
        return Ok(None);
    };
    let orders = orders::of_quotes(tx, &[id]).await?.remove(&id);
    let currency = currency(&quote.currency)?;
    let mut tables = vec![whole(&quote, currency)];
    tables.extend(quote.split.as_ref().map(|of| divided(&quote, of, currency)));
    let references = quote.applications.iter().map(|of| of.reference.clone());
    let mut facts = vec![
        fact("Quote number", &quote.number),
        fact("Date of issue", in_words(quote.issued_on)),
        fact("Open until", in_words(quote.open_until)),
        fact("For", references.collect::<Vec<_>>().join(", ")),
    ];
    let numbers = orders.unwrap_or_default().into_iter().map(|o| o.number);
    let numbers = numbers.collect::<Vec<_>>().join(", ");
    if !numbers.is_empty() {
        facts.push(fact("Order", numbers));
    }
    if let Some(order) = &quote.purchase_order {
        facts.push(fact("Your purchase order", order));
    }
    let dated = quote.issued_on;
    Ok(Some(Written {
        university: quote.university_id,
        sheet: Sheet {
            title: format!("Quote {}", quote.number),
            from: from.to_vec(),
            to: vec![name],
            facts,
            tables,
            notes: vec![
                format!(
                    "VAT is added at the rate in force on the date of the invoice; on the date of this quote it is {}.",
                    rate(quote.vat_per_mille)
                ),
                stands(&quote, today),
            ],
        },
        dated,
    }))
}

/// Where it stands on a day, in a sentence.
fn stands(quote: &Quote, today: NaiveDate) -> String {
    let until = in_words(quote.open_until);
    match quote.state.as_str() {
        "ACCEPTED" => {
            let on = quote.accepted_on.map(in_words).unwrap_or_default();
            format!("This quote was accepted on {on}; the invoice follows from it.")
        }
        "WITHDRAWN" => "This quote was withdrawn.".to_owned(),
        _ if quote.open_until <= today => format!("This quote was open until {until}."),
        _ => format!(
            "This quote can be accepted before {until}, whatever the list of prices says by then; the invoice follows from its acceptance."
        ),
    }
}

fn whole(quote: &Quote, currency: Currency) -> Table {
    let of = |minor| Money::new(minor, currency);
    let mut rows = stored(&quote.lines, "", currency);
    rows.extend(ending(
        of(quote.net_minor),
        of(quote.vat_minor),
        quote.vat_per_mille,
    ));
    sums("What is quoted, as one order", rows)
}

/// The orders that cost least together (M5).
fn divided(quote: &Quote, portions: &[Portion], currency: Currency) -> Table {
    let of = |minor| Money::new(minor, currency);
    let mut rows = Vec::new();
    for (at, portion) in portions.iter().enumerate() {
        let order = format!("Order {}: ", at + 1);
        rows.extend(stored(&portion.lines, &order, currency));
    }
    rows.extend(ending(
        of(portions.iter().map(|part| part.net_minor).sum()),
        of(portions.iter().map(|part| part.vat_minor).sum()),
        quote.vat_per_mille,
    ));
    let many = portions.len();
    sums(
        &format!("The cheapest way to divide it, as {many} orders: you choose when you accept"),
        rows,
    )
}

fn stored(lines_of: &Value, before: &str, currency: Currency) -> Vec<Row> {
    let rows = lines(lines_of).into_iter().map(|line| {
        row(
            format!("{before}{}", line.label),
            Money::new(line.net_minor, currency),
            false,
        )
    });
    rows.collect()
}

fn ending(net: Money, vat: Money, per_mille: i32) -> [Row; 3] {
    let gross = Money::new(net.minor + vat.minor, net.currency);
    [
        row("Total before VAT", net, false),
        row(format!("VAT at {}", rate(per_mille)), vat, false),
        row("Total with VAT", gross, true),
    ]
}
