//! What each document says, from what is kept; every figure is the stored one, or follows from it by the rules.

mod quote;

use chrono::NaiveDate;
use domain::accounts::{self, Entry};
use domain::calendar::in_words;
use domain::id::{self, Kind};
use domain::lifecycle::InvoiceState;
use domain::pricing::{Balance, Currency, Money};
use serde::Deserialize;
use serde_json::Value;
use store::invoices::{self, Invoice};
use store::{Tx, payments, universities};
use uuid::Uuid;

use super::Failure;
use super::sheet::{Sheet, Table};

pub use quote::quote;

/// A row of a table, and whether it is strong.
type Row = (Vec<String>, bool);

/// A document's content, whose it is, and the day that it bears.
pub struct Written {
    pub university: Uuid,
    pub sheet: Sheet,
    pub dated: NaiveDate,
}

#[derive(Deserialize)]
struct Line {
    label: String,
    net_minor: i64,
}

fn fact(name: &str, value: impl Into<String>) -> (String, String) {
    (name.to_owned(), value.into())
}

fn rate(per_mille: i32) -> String {
    match per_mille % 10 {
        0 => format!("{}%", per_mille / 10),
        tenth => format!("{}.{tenth}%", per_mille / 10),
    }
}

fn currency(code: &str) -> Result<Currency, Failure> {
    code.parse()
        .map_err(|_| Failure::Unwritten(format!("{code} is no currency")))
}

async fn university(tx: &Tx, id: Uuid) -> Result<Option<String>, Failure> {
    let found = universities::by_ids(tx, &[id]).await?;
    Ok(found.into_iter().next().map(|row| row.name))
}

fn sums(caption: &str, rows: Vec<Row>) -> Table {
    Table {
        caption: caption.to_owned(),
        columns: vec![("Description".to_owned(), 3.0), ("Amount".to_owned(), 1.0)],
        amounts: 1,
        rows,
    }
}

fn row(words: impl Into<String>, sum: Money, strong: bool) -> Row {
    (vec![words.into(), sum.to_string()], strong)
}

/// The invoice with this number, if the viewer may see it.
pub async fn invoice(
    tx: &Tx,
    from: &[String],
    number: &str,
    today: NaiveDate,
) -> Result<Option<Written>, Failure> {
    let Some(invoice) = invoices::by_number(tx, number).await? else {
        return Ok(None);
    };
    let Some(name) = university(tx, invoice.university_id).await? else {
        return Ok(None);
    };
    let currency = currency(&invoice.currency)?;
    let of = |minor| Money::new(minor, currency);
    let balance = Balance {
        invoiced: of(invoice.net_minor + invoice.vat_minor),
        credited: of(invoice.credited),
        paid: of(invoice.paid),
    };
    let mut rows: Vec<Row> = lines(&invoice.lines)
        .into_iter()
        .map(|line| row(line.label, of(line.net_minor), false))
        .collect();
    rows.push(row("Total before VAT", of(invoice.net_minor), false));
    rows.push(row(
        format!("VAT at {}", rate(invoice.vat_per_mille)),
        of(invoice.vat_minor),
        false,
    ));
    rows.push(row("Total with VAT", balance.invoiced, true));
    let less = |sum: Money| of(-sum.minor);
    let settled = vec![
        row("Invoiced", balance.invoiced, false),
        row("Credited", less(balance.credited), false),
        row("Paid", less(balance.paid), false),
        row("Outstanding", balance.outstanding(), true),
    ];
    let due = match balance.state() {
        InvoiceState::Issued if invoice.due_on < today => format!(
            "{} is outstanding and was due by {}. Please pay it now and give {} as the reference.",
            balance.outstanding(),
            in_words(invoice.due_on),
            invoice.number
        ),
        InvoiceState::Issued => format!(
            "Please pay {} by {} and give {} as the reference.",
            balance.outstanding(),
            in_words(invoice.due_on),
            invoice.number
        ),
        InvoiceState::Paid => "Paid: nothing is outstanding.".to_owned(),
        InvoiceState::Credited => "Credited: nothing is outstanding.".to_owned(),
    };
    let dated = invoice.issued_on;
    Ok(Some(Written {
        university: invoice.university_id,
        sheet: Sheet {
            title: format!("Invoice {}", invoice.number),
            from: from.to_vec(),
            to: vec![name],
            facts: facts(&invoice),
            tables: vec![
                sums("What is invoiced", rows),
                sums(
                    &format!("What is outstanding on {}", in_words(today)),
                    settled,
                ),
            ],
            notes: vec![due],
        },
        dated,
    }))
}

fn lines(stored: &Value) -> Vec<Line> {
    Vec::<Line>::deserialize(stored).unwrap_or_default()
}

fn facts(invoice: &Invoice) -> Vec<(String, String)> {
    let references = invoice.applications.iter().map(|of| of.reference.clone());
    let mut facts = vec![
        fact("Invoice number", &invoice.number),
        fact("Date of issue and tax point", in_words(invoice.issued_on)),
        fact("Due by", in_words(invoice.due_on)),
        fact("Order", &invoice.order_number),
    ];
    if let Some(order) = &invoice.purchase_order {
        facts.push(fact("Your purchase order", order));
    }
    facts.push(fact("For", references.collect::<Vec<_>>().join(", ")));
    facts
}

/// The credit note with this number, if the viewer may see it.
pub async fn credit_note(
    tx: &Tx,
    from: &[String],
    number: &str,
) -> Result<Option<Written>, Failure> {
    let Some(note) = payments::credit_by_number(tx, number).await? else {
        return Ok(None);
    };
    let Some(invoice) = invoices::find(tx, note.invoice_id).await? else {
        return Ok(None);
    };
    let Some(name) = university(tx, invoice.university_id).await? else {
        return Ok(None);
    };
    let currency = currency(&invoice.currency)?;
    let of = |minor| Money::new(minor, currency);
    let rows = vec![
        row(
            format!("Credit of {}: {}", invoice.number, note.reason),
            of(note.net_minor),
            false,
        ),
        row(
            format!("VAT at {}", rate(invoice.vat_per_mille)),
            of(note.vat_minor),
            false,
        ),
        row(
            "Total credited with VAT",
            of(note.net_minor + note.vat_minor),
            true,
        ),
    ];
    Ok(Some(Written {
        university: invoice.university_id,
        sheet: Sheet {
            title: format!("Credit note {}", note.number),
            from: from.to_vec(),
            to: vec![name],
            facts: vec![
                fact("Credit note number", &note.number),
                fact("Date of issue", in_words(note.issued_on)),
                fact("Credits invoice", &invoice.number),
                fact("Issued on", in_words(invoice.issued_on)),
            ],
            tables: vec![sums("What is credited", rows)],
            notes: Vec::new(),
        },
        dated: note.issued_on,
    }))
}

/// The statement of a university between two days, if the viewer may see it.
pub async fn statement(
    tx: &Tx,
    from: &[String],
    university_id: &str,
    (first, last): (NaiveDate, NaiveDate),
) -> Result<Option<Written>, Failure> {
    let Some(id) = id::decode_as(Kind::University, university_id) else {
        return Ok(None);
    };
    let (Some(name), Ok(_)) = (university(tx, id).await?, accounts::period(first, last)) else {
        return Ok(None);
    };
    let kept = invoices::statement(tx, id, last).await?;
    let entries = kept
        .iter()
        .map(|row| {
            let kind = row.kind.parse();
            let kind = kind.map_err(|error| Failure::Unwritten(format!("{error}")))?;
            Ok(Entry {
                on: row.on_day,
                kind,
                minor: row.amount,
            })
        })
        .collect::<Result<Vec<_>, Failure>>()?;
    let said = accounts::statement(&entries, first, Currency::GBP);
    let line = |on: NaiveDate, words: String, amount: String, balance: Money, strong| {
        let cells = vec![words, in_words(on), amount, balance.to_string()];
        (cells, strong)
    };
    let mut rows = vec![line(
        first,
        "Brought forward".to_owned(),
        String::new(),
        said.opening,
        false,
    )];
    for (place, after) in &said.after {
        let Some(row) = kept.get(*place) else {
            continue;
        };
        let what = match row.kind.as_str() {
            "INVOICE" => format!("Invoice {}", row.reference),
            "CREDIT_NOTE" => format!("Credit note {}, for {}", row.reference, row.invoice_number),
            "PAYMENT" => format!("Payment {}, for {}", row.reference, row.invoice_number),
            _ => format!(
                "Payment {} taken back, for {}",
                row.reference, row.invoice_number
            ),
        };
        let amount = Money::new(row.amount, Currency::GBP).to_string();
        rows.push(line(row.on_day, what, amount, *after, false));
    }
    rows.push(line(
        last,
        "Outstanding".to_owned(),
        String::new(),
        said.closing,
        true,
    ));
    Ok(Some(Written {
        university: id,
        sheet: Sheet {
            title: format!("Statement of {name}"),
            from: from.to_vec(),
            to: vec![name],
            facts: vec![
                fact("From", in_words(first)),
                fact("To", in_words(last)),
                fact("Outstanding", said.closing.to_string()),
            ],
            tables: vec![Table {
                caption: "What was invoiced, credited and paid, VAT included".to_owned(),
                columns: vec![
                    ("What".to_owned(), 3.0),
                    ("Day".to_owned(), 1.4),
                    ("Amount".to_owned(), 1.1),
                    ("Outstanding".to_owned(), 1.2),
                ],
                amounts: 2,
                rows,
            }],
            notes: Vec::new(),
        },
        dated: last,
    }))
}
