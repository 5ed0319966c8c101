//! What an invoice is settled by: payments, what was taken back of them, credit notes.

use async_graphql::{Enum, ID, SimpleObject};
use chrono::{DateTime, Utc};
use domain::id::Kind;
use store::payments;

use crate::order::{Money, money};
use crate::scalar::{self, Date};

/// How money arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::accounts::PaymentMethod")]
pub enum PaymentMethod {
    /// By bank transfer, such as BACS.
    BankTransfer,
    /// By card.
    Card,
    /// By cheque.
    Cheque,
    /// Some other way.
    Other,
}

/// Money that arrived for an invoice, or a payment taken back; never edited.
#[derive(Debug, Clone, SimpleObject)]
pub struct Payment {
    /// Stable id.
    id: ID,
    /// The day it arrived; the day it was taken back.
    received_on: Date,
    /// How much; below nothing where it takes a payment back.
    amount: Money,
    /// How it came.
    method: Option<PaymentMethod>,
    /// The bank's or the card's reference.
    reference: String,
    /// When it was noted.
    recorded_at: DateTime<Utc>,
    /// The payment that it takes back, whole or in part.
    takes_back: Option<ID>,
    /// Why it was taken back.
    reason: Option<String>,
    /// What is left of it, and can be taken back.
    left: Money,
}

/// What is left of a payment after what was taken back of it.
pub(crate) fn left(payment: &payments::Payment, all: &[payments::Payment]) -> i64 {
    if payment.takes_back.is_some() {
        return 0;
    }
    let taken = all
        .iter()
        .filter(|row| row.takes_back == Some(payment.id))
        .map(|row| row.amount_minor);
    payment.amount_minor + taken.sum::<i64>()
}

impl Payment {
    /// The payments of one invoice, each with what is left of it.
    pub(super) fn all(rows: Vec<payments::Payment>, currency: &str) -> Vec<Self> {
        let shown = rows.iter().map(|row| Self {
            id: scalar::show(Kind::Payment, row.id),
            received_on: Date(row.received_on),
            amount: money(row.amount_minor, currency),
            method: row
                .method
                .parse::<domain::accounts::PaymentMethod>()
                .ok()
                .map(Into::into),
            reference: row.reference.clone(),
            recorded_at: row.recorded_at,
            takes_back: row.takes_back.map(|id| scalar::show(Kind::Payment, id)),
            reason: row.reason.clone(),
            left: money(left(row, &rows), currency),
        });
        shown.collect()
    }
}

/// What took an invoice back, or a part of it; never edited (M6).
#[derive(Debug, Clone, SimpleObject)]
pub struct CreditNote {
    /// As written on it, such as CRN-2026-000004; the scheme's numbers have no gaps.
    number: String,
    /// The day it was issued.
    issued_on: Date,
    /// Before VAT.
    net: Money,
    /// VAT, half up to the penny; all notes of an invoice together have no more than it.
    vat: Money,
    /// With VAT.
    gross: Money,
    /// Why.
    reason: String,
}

impl CreditNote {
    pub(super) fn new(row: payments::CreditNote, currency: &str) -> Self {
        Self {
            issued_on: Date(row.issued_on),
            net: money(row.net_minor, currency),
            vat: money(row.vat_minor, currency),
            gross: money(row.net_minor + row.vat_minor, currency),
            number: row.number,
            reason: row.reason,
        }
    }
}
