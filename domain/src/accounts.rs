//! What the scheme's books take and what a university's finance office is sent: the statement, and sales for an accounts package.

use chrono::NaiveDate;

use crate::code::code_enum;
use crate::csv;
use crate::pricing::{Balance, Currency, Money};
use crate::refusal::{Reason, Refusal};

/// The longest period that is stated or exported at once, in days: two years.
const LONGEST: i64 = 731;

/// Whether a period can be stated or exported.
///
/// # Errors
/// Refuses one that ends before it begins, and one of more than two years (M6).
pub fn period(from: NaiveDate, to: NaiveDate) -> Result<(NaiveDate, NaiveDate), Refusal> {
    let days = (to - from).num_days();
    if days < 0 {
        let why = "The period ends before it begins: give a last day on or after the first.";
        return Err(Refusal::one(Reason::new("M6", why).about("to")));
    }
    if days > LONGEST {
        let why = "The period is longer than two years: take a shorter one.";
        return Err(Refusal::one(Reason::new("M6", why).about("to")));
    }
    Ok((from, to))
}

code_enum! {
    /// How money arrived.
    pub enum PaymentMethod {
        /// By bank transfer, such as BACS.
        BankTransfer = "BANK_TRANSFER",
        /// By card.
        Card = "CARD",
        /// By cheque.
        Cheque = "CHEQUE",
        /// Some other way.
        Other = "OTHER",
    }
}

code_enum! {
    /// What kind of thing changed what a university owes.
    pub enum EntryKind {
        /// An invoice was issued.
        Invoice = "INVOICE",
        /// A credit note took one back, or a part.
        CreditNote = "CREDIT_NOTE",
        /// Money arrived.
        Payment = "PAYMENT",
        /// A payment was taken back.
        PaymentTakenBack = "PAYMENT_TAKEN_BACK",
    }
}

/// One thing that changed what a university owes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The day it did.
    pub on: NaiveDate,
    /// What it was.
    pub kind: EntryKind,
    /// Above nothing where more is owed by it, in minor units, VAT included.
    pub minor: i64,
}

/// All that changed what a university owes between two days, with what it owed after each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// What was outstanding before the first day.
    pub opening: Money,
    /// What was outstanding after each thing of the period, in the order given; and the place of that thing.
    pub after: Vec<(usize, Money)>,
    /// What the period's things came to.
    pub period: Balance,
    /// What is outstanding after the last day: opening, and invoiced less credited less paid.
    pub closing: Money,
}

/// The statement from a day, of everything until the last one, by day.
pub fn statement(entries: &[Entry], from: NaiveDate, currency: Currency) -> Statement {
    let begin = entries.partition_point(|entry| entry.on < from);
    let (before, during) = entries.split_at(begin);
    let opening = Money::new(before.iter().map(|entry| entry.minor).sum(), currency);
    let mut period = Balance::of(Money::zero(currency));
    let mut closing = opening;
    let mut after = Vec::with_capacity(during.len());
    for (place, entry) in during.iter().enumerate() {
        match entry.kind {
            EntryKind::Invoice => period.invoiced.minor += entry.minor,
            EntryKind::CreditNote => period.credited.minor -= entry.minor,
            EntryKind::Payment | EntryKind::PaymentTakenBack => period.paid.minor -= entry.minor,
        }
        closing.minor += entry.minor;
        after.push((begin + place, closing));
    }
    Statement {
        opening,
        after,
        period,
        closing,
    }
}

/// An invoice or a credit note as an accounts package takes it; of a credit note every amount is below nothing.
#[derive(Debug, Clone)]
pub struct Sale<'a> {
    /// Who is invoiced.
    pub contact: &'a str,
    /// Its number.
    pub number: &'a str,
    /// What the customer knows it by.
    pub reference: &'a str,
    /// The day it was issued.
    pub issued_on: NaiveDate,
    /// The last day to pay it on.
    pub due_on: NaiveDate,
    /// VAT on the whole of it.
    pub vat: Money,
    /// The rate, per mille of net.
    pub vat_per_mille: i32,
    /// Each line's words and net.
    pub lines: Vec<(String, Money)>,
}

const COLUMNS: [&str; 13] = [
    "*ContactName",
    "*InvoiceNumber",
    "Reference",
    "*InvoiceDate",
    "*DueDate",
    "*Description",
    "*Quantity",
    "*UnitAmount",
    "*AccountCode",
    "*TaxType",
    "TaxAmount",
    "LineAmount",
    "Currency",
];

/// Sales as lines of a spreadsheet, by the columns that Xero imports and Sage maps; one line of each for each line of an invoice.
///
/// The VAT of an invoice is divided over its lines so that they sum to it.
pub fn sales_csv(sales: &[Sale<'_>], account: &str) -> String {
    let mut text = csv::MARK.to_owned();
    text.push_str(&csv::line(COLUMNS));
    for sale in sales {
        let shares = shares(sale.vat.minor, &sale.lines);
        for ((words, net), vat) in sale.lines.iter().zip(shares) {
            let (net_minor, currency) = (net.minor, net.currency);
            text.push_str(&csv::line([
                sale.contact,
                sale.number,
                sale.reference,
                &day(sale.issued_on),
                &day(sale.due_on),
                words,
                "1",
                &decimal(net_minor),
                account,
                &tax_type(sale.vat_per_mille),
                &decimal(vat),
                &decimal(net_minor),
                currency.as_str(),
            ]));
        }
    }
    text
}

/// The VAT of each line: what the lines so far have of it by their net, less what was said before.
fn shares(vat: i64, lines: &[(String, Money)]) -> Vec<i64> {
    let net: i128 = lines.iter().map(|(_, net)| i128::from(net.minor)).sum();
    let (mut so_far, mut said) = (0_i128, 0);
    let share = |(_, line): &(String, Money)| {
        so_far += i128::from(line.minor);
        let due = if net == 0 {
            0
        } else {
            i128::from(vat) * so_far / net
        };
        let due = i64::try_from(due).unwrap_or(vat);
        let share = due - said;
        said = due;
        share
    };
    lines.iter().map(share).collect()
}

/// As accounts packages of the United Kingdom write days.
fn day(on: NaiveDate) -> String {
    on.format("%d/%m/%Y").to_string()
}

/// Pounds and pence without sign of currency or grouping.
pub(crate) fn decimal(minor: i64) -> String {
    let sign = if minor < 0 { "-" } else { "" };
    let units = minor.unsigned_abs();
    format!("{sign}{}.{:02}", units / 100, units % 100)
}

/// The name of a rate of VAT on sales.
fn tax_type(per_mille: i32) -> String {
    match (per_mille / 10, per_mille % 10) {
        (0, 0) => "Zero Rated Income".to_owned(),
        (whole, 0) => format!("{whole}% (VAT on Income)"),
        (whole, tenth) => format!("{whole}.{tenth}% (VAT on Income)"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn pence(minor: i64) -> Money {
        Money::new(minor, Currency::GBP)
    }

    #[test]
    fn m6_a_period_has_an_end_and_is_of_two_years_at_most() {
        assert!(period(on("2026-01-01"), on("2026-01-01")).is_ok());
        assert!(period(on("2026-01-01"), on("2028-01-02")).is_ok());
        assert!(period(on("2026-01-01"), on("2028-01-03")).is_err());
        assert!(period(on("2026-01-02"), on("2026-01-01")).is_err());
    }

    #[test]
    fn m6_sales_read_as_an_accounts_package_takes_them() {
        let sale = Sale {
            contact: "=cmd|'/c calc'!A1",
            number: "CRN-2026-000001",
            reference: "INV-2026-000001",
            issued_on: on("2026-11-23"),
            due_on: on("2026-12-23"),
            vat: pence(-7_001),
            vat_per_mille: 175,
            lines: vec![
                ("Credit, \"part\"".to_owned(), pence(-20_000)),
                ("More".to_owned(), pence(-20_006)),
            ],
        };
        let text = sales_csv(std::slice::from_ref(&sale), "200");
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines[0],
            "\u{feff}\"*ContactName\",\"*InvoiceNumber\",\"Reference\",\"*InvoiceDate\",\"*DueDate\",\"*Description\",\"*Quantity\",\"*UnitAmount\",\"*AccountCode\",\"*TaxType\",\"TaxAmount\",\"LineAmount\",\"Currency\""
        );
        assert_eq!(
            lines[1],
            "\"'=cmd|'/c calc'!A1\",\"CRN-2026-000001\",\"INV-2026-000001\",\"23/11/2026\",\"23/12/2026\",\"Credit, \"\"part\"\"\",\"1\",\"-200.00\",\"200\",\"17.5% (VAT on Income)\",\"-34.99\",\"-200.00\",\"GBP\""
        );
        assert!(
            lines[2].ends_with(
                "\"-200.06\",\"200\",\"17.5% (VAT on Income)\",\"-35.02\",\"-200.06\",\"GBP\""
            ),
            "{}",
            lines[2]
        );
    }

    proptest! {
        /// The lines of an invoice have its VAT between them, to the penny.
        #[test]
        fn m2_the_lines_have_the_invoices_vat(vat in 0_i64..1_000_000, nets in prop::collection::vec(0_i64..1_000_000, 1..8)) {
            prop_assume!(nets.iter().sum::<i64>() > 0);
            let lines: Vec<_> = nets.iter().map(|net| (String::new(), pence(*net))).collect();
            prop_assert_eq!(shares(vat, &lines).iter().sum::<i64>(), vat);
            let credited: Vec<_> = nets.iter().map(|net| (String::new(), pence(-net))).collect();
            prop_assert_eq!(shares(-vat, &credited).iter().sum::<i64>(), -vat);
        }

        /// Wherever a statement begins, it ends with what is outstanding, and adds up.
        #[test]
        fn m6_a_statement_adds_up(minors in prop::collection::vec((0_u64..400, 0..4, 1_i64..100_000), 0..40), begin in 0_u64..400) {
            let start = on("2026-01-01");
            let mut entries: Vec<Entry> = minors.into_iter().map(|(day, kind, minor)| {
                let (kind, sign) = match kind {
                    0 => (EntryKind::Invoice, 1),
                    1 => (EntryKind::CreditNote, -1),
                    2 => (EntryKind::Payment, -1),
                    _ => (EntryKind::PaymentTakenBack, 1),
                };
                Entry { on: start + chrono::Days::new(day), kind, minor: sign * minor }
            }).collect();
            entries.sort_by_key(|entry| entry.on);
            let said = statement(&entries, start + chrono::Days::new(begin), Currency::GBP);
            prop_assert_eq!(said.closing.minor, entries.iter().map(|entry| entry.minor).sum::<i64>());
            prop_assert_eq!(said.closing.minor, said.opening.minor + said.period.outstanding().minor);
            let last = said.after.last().map_or(said.opening, |(_, after)| *after);
            prop_assert_eq!(last, said.closing);
        }
    }
}
