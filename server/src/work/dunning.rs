//! Reminders of invoices that are due or overdue (M6).

use chrono::{Days, NaiveDate};
use domain::calendar::in_words;
use domain::notice::NoticeKind;
use domain::pricing::Money;
use schema::Moment;
use serde_json::json;
use store::invoices::{self, Invoice};
use store::{jobs, trail};

use super::{Failure, NOTIFY_UNIVERSITY, Worker, id_of, system_event};

/// The days after an invoice is due on which its university is reminded, the first on the day itself.
const AFTER: [u64; 2] = [0, 14];
/// Letters' ids keep each reminder to once, and are forgotten after a month: nothing older is told.
const TOLD_FOR: u64 = 28;

impl Worker {
    /// Universities are reminded of what is outstanding on the day it is due and a fortnight after, once each.
    pub(super) async fn remind_of_invoices(&self) -> Result<(), Failure> {
        let Moment { now, today } = (self.now)();
        let last = AFTER.into_iter().max().unwrap_or_default();
        let Some(oldest) = today.checked_sub_days(Days::new(last + TOLD_FOR)) else {
            return Ok(());
        };
        self.write(async |tx| {
            for invoice in invoices::due_between(tx, oldest, today).await? {
                let Some(after) = owed(invoice.due_on, today) else {
                    continue;
                };
                let job = id_of(&format!("invoice due {} {after}", invoice.id));
                let (subject, text) = letter(&invoice, today)?;
                let notice = json!({ "kind": NoticeKind::Money, "due_on": invoice.due_on,
                    "university_id": invoice.university_id, "subject": subject, "text": text,
                    "path": format!("/invoices/{}", invoice.number),
                });
                if jobs::leave(tx, job, NOTIFY_UNIVERSITY, &notice, now).await? {
                    let mut event = system_event(
                        invoice.university_id,
                        None,
                        invoice.id,
                        now,
                        "invoice.reminded",
                        format!(
                            "Reminded of {}, due on {}.",
                            invoice.number,
                            in_words(invoice.due_on)
                        ),
                    );
                    event.after = Some(json!({ "daysAfter": after }));
                    trail::tell(tx, &event, &[]).await?;
                }
            }
            Ok(())
        })
        .await
    }
}

/// Which reminder is owed on a day: the latest whose day has come.
fn owed(due: NaiveDate, today: NaiveDate) -> Option<u64> {
    let come = |after: &u64| {
        due.checked_add_days(Days::new(*after))
            .is_some_and(|day| day <= today)
    };
    AFTER.into_iter().filter(come).max()
}

fn letter(invoice: &Invoice, today: NaiveDate) -> Result<(String, String), Failure> {
    let currency = invoice
        .currency
        .parse()
        .map_err(|error| Failure::Final(format!("{error}")))?;
    let gross = invoice.net_minor + invoice.vat_minor;
    let outstanding = Money::new(gross - invoice.credited - invoice.paid, currency);
    let (number, due) = (&invoice.number, in_words(invoice.due_on));
    let verb = if invoice.due_on < today { "was" } else { "is" };
    let order = invoice
        .purchase_order
        .as_ref()
        .map_or_else(String::new, |order| {
            format!(" It is for your purchase order {order}.")
        });
    let text = format!(
        "{outstanding} is outstanding on invoice {number}, which {verb} due by {due}.{order} If it was paid in the last days, nothing more is to be done."
    );
    let subject = if invoice.due_on < today {
        format!("Invoice {number} is overdue")
    } else {
        format!("Invoice {number} is due today")
    };
    Ok((subject, text))
}

#[cfg(test)]
mod tests {
    use super::owed;

    #[test]
    fn an_invoice_is_reminded_of_when_due_and_a_fortnight_after() {
        let day = |text: &str| text.parse().unwrap();
        let due = day("2026-12-23");
        for (today, wanted) in [
            ("2026-12-22", None),
            ("2026-12-23", Some(0)),
            ("2027-01-05", Some(0)),
            ("2027-01-06", Some(14)),
            ("2027-02-03", Some(14)),
        ] {
            assert_eq!(owed(due, day(today)), wanted, "{today}");
        }
    }
}
