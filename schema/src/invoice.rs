//! Invoices (M6).

use async_graphql::{Enum, Object};
use domain::lifecycle;
use store::invoices;

use crate::order::{Money, money};
use crate::scalar::Date;

/// Where an invoice stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::lifecycle::InvoiceState")]
pub enum InvoiceState {
    /// Sent; waits for payment.
    Issued,
    /// Paid: assessment may start (M7).
    Paid,
    /// Taken back by a credit note.
    Credited,
}

/// What an order's price became once it was owed; never edited (M6).
#[derive(Debug, Clone)]
pub struct Invoice(pub(crate) invoices::Invoice);

/// What an order's price became once it was owed; never edited (M6).
#[Object]
impl Invoice {
    /// As written on it, such as INV-2026-000123; the scheme's numbers have no gaps.
    async fn number(&self) -> &str {
        &self.0.number
    }
    /// The day it was issued.
    async fn issued_on(&self) -> Date {
        Date(self.0.issued_on)
    }
    /// The last day to pay it on, thirty days later.
    async fn due_on(&self) -> Date {
        Date(self.0.due_on)
    }
    /// The day it was paid.
    async fn paid_on(&self) -> Option<Date> {
        self.0.paid_on.map(Date)
    }
    /// Where it stands.
    async fn state(&self) -> InvoiceState {
        match (self.0.paid_on, self.0.credited_on) {
            (Some(_), _) => lifecycle::InvoiceState::Paid,
            (None, Some(_)) => lifecycle::InvoiceState::Credited,
            (None, None) => lifecycle::InvoiceState::Issued,
        }
        .into()
    }
    /// Before VAT.
    async fn net(&self) -> Money {
        money(self.0.net_minor, &self.0.currency)
    }
    /// VAT at the rate of the day it was issued (M2).
    async fn vat(&self) -> Money {
        money(self.0.vat_minor, &self.0.currency)
    }
    /// With VAT.
    async fn gross(&self) -> Money {
        money(self.0.net_minor + self.0.vat_minor, &self.0.currency)
    }
}
