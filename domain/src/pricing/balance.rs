//! What is owed on an invoice: what was invoiced, less what was credited, less what was paid (M6, M7).

use super::Money;
use crate::lifecycle::{InvoiceAct, InvoiceState};

/// What was invoiced, credited and paid on one invoice or on several, VAT included; what is outstanding follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Balance {
    /// What was invoiced.
    pub invoiced: Money,
    /// What credit notes took back.
    pub credited: Money,
    /// What was paid and not taken back.
    pub paid: Money,
}

impl Balance {
    /// An invoice on the day it is issued.
    pub const fn of(invoiced: Money) -> Self {
        let nothing = Money::zero(invoiced.currency);
        Self {
            invoiced,
            credited: nothing,
            paid: nothing,
        }
    }

    /// Invoiced less credited less paid: computed, and kept nowhere.
    pub fn outstanding(self) -> Money {
        let gone = self.credited.minor.saturating_add(self.paid.minor);
        Money::new(
            self.invoiced.minor.saturating_sub(gone),
            self.invoiced.currency,
        )
    }

    /// Where an invoice with this balance stands.
    pub fn state(self) -> InvoiceState {
        match (
            self.outstanding().minor,
            self.paid.minor,
            self.credited.minor,
        ) {
            (0, 0, 1..) => InvoiceState::Credited,
            (0, ..) => InvoiceState::Paid,
            _ => InvoiceState::Issued,
        }
    }

    /// What paying so much would be: the last of it, or a part.
    pub fn paying(self, amount: Money) -> InvoiceAct {
        if amount.minor < self.outstanding().minor {
            InvoiceAct::PayPart
        } else {
            InvoiceAct::Pay
        }
    }

    /// What crediting so much would be: all of it, a part, or the rest of what was paid in part.
    pub fn crediting(self, amount: Money) -> InvoiceAct {
        if amount.minor < self.outstanding().minor {
            InvoiceAct::CreditPart
        } else if self.paid.minor > 0 {
            InvoiceAct::CreditRest
        } else {
            InvoiceAct::Credit
        }
    }

    /// The VAT in a credit note over an amount that includes it, at the invoice's rate (M2).
    ///
    /// Half up on all that is credited so far, less what was said before: so the notes together never take back a penny of
    /// VAT more than was invoiced, and exactly that when all of it is credited.
    pub fn vat_of_credit(self, amount: Money, vat_per_mille: i32) -> Money {
        let before = within(self.credited, vat_per_mille);
        let together = self.credited.minor.saturating_add(amount.minor);
        let after = within(Money::new(together, amount.currency), vat_per_mille);
        Money::new(after.minor - before.minor, amount.currency)
    }
}

/// The VAT within an amount that includes it, half up to the penny.
fn within(gross: Money, vat_per_mille: i32) -> Money {
    let whole = 1000 + i128::from(vat_per_mille);
    let exact = i128::from(gross.minor) * i128::from(vat_per_mille);
    let minor = (2 * exact + whole).div_euclid(2 * whole);
    Money::new(i64::try_from(minor).unwrap_or(i64::MAX), gross.currency)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::quote::with_vat;
    use super::super::{Currency, tailored};
    use super::*;

    fn pence(minor: i64) -> Money {
        Money::new(minor, Currency::GBP)
    }

    fn invoice(net: i64, rate: i32) -> (Balance, Money) {
        let (vat, total) = with_vat(pence(net), rate);
        (Balance::of(total), vat)
    }

    #[test]
    fn m6_the_vat_of_a_credit_is_half_up_and_all_of_them_are_the_invoices() {
        let (mut balance, vat) = invoice(35_000, 200);
        let mut said = Vec::new();
        for amount in [12_000, 3, 3, 29_994] {
            let vat = balance.vat_of_credit(pence(amount), 200);
            said.push(vat.minor);
            balance.credited.minor += amount;
        }
        // £120.00 holds £20.00; three pence hold half a penny, which is one, and three more make it one together.
        assert_eq!(said, [2_000, 1, 0, 4_999]);
        assert_eq!(said.iter().sum::<i64>(), vat.minor);
        assert_eq!(balance.state(), InvoiceState::Credited);
    }

    #[test]
    fn m6_an_invoice_of_nothing_is_paid() {
        assert_eq!(Balance::of(pence(0)).state(), InvoiceState::Paid);
    }

    proptest! {
        /// In whatever parts an invoice is credited, at whatever rate, the VAT of the notes is the invoice's to the penny.
        #[test]
        fn m2_credits_take_back_the_invoices_vat_to_the_penny(
            net in 1_i64..5_000_000, rate in prop::sample::select(vec![0, 50, 150, 175, 200]),
            parts in prop::collection::vec(1_i64..200_000, 0..40),
        ) {
            let (mut balance, vat) = invoice(net, rate);
            let mut taken = 0;
            for part in parts.into_iter().chain([i64::MAX]) {
                let amount = pence(part.min(balance.outstanding().minor));
                if amount.minor == 0 { break; }
                let note = balance.vat_of_credit(amount, rate);
                prop_assert!((0..=amount.minor).contains(&note.minor));
                taken += note.minor;
                prop_assert!(taken <= vat.minor);
                balance.credited.minor += amount.minor;
            }
            prop_assert_eq!(taken, vat.minor);
            prop_assert_eq!(balance.state(), InvoiceState::Credited);
        }

        /// What is outstanding is never more than was invoiced nor less than nothing while only what may be done is done.
        #[test]
        fn m6_outstanding_stays_between_nothing_and_the_invoice(
            net in 1_i64..1_000_000, acts in prop::collection::vec((0..3, 1_i64..400_000), 0..60),
        ) {
            use crate::lifecycle::{InvoiceFacts, step};
            let quote = tailored(net, Currency::GBP, 200).unwrap();
            let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
            let mut balance = Balance::of(quote.total.unwrap());
            let mut payments: Vec<i64> = Vec::new();
            for (which, minor) in acts {
                let amount = pence(minor);
                let act = match which {
                    0 => balance.paying(amount),
                    1 => balance.crediting(amount),
                    _ => InvoiceAct::TakeBack,
                };
                let facts = InvoiceFacts {
                    balance, amount, left: pence(payments.last().copied().unwrap_or(0)),
                    received_on: Some(today), payments: payments.len(), reason: "Asked.",
                };
                let Ok(next) = step(balance.state(), act, &facts, today) else { continue };
                match which {
                    0 => { balance.paid.minor += minor; payments.push(minor); }
                    1 => balance.credited.minor += minor,
                    _ => {
                        balance.paid.minor -= minor;
                        if let Some(last) = payments.last_mut() { *last -= minor; }
                    }
                }
                prop_assert_eq!(balance.state(), next);
                prop_assert!((0..=balance.invoiced.minor).contains(&balance.outstanding().minor));
                prop_assert_eq!(balance.paid.minor, payments.iter().sum::<i64>());
            }
        }
    }
}
