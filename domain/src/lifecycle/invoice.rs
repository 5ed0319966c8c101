//! The life of an invoice: issued, then paid or credited; it is never edited (M6).

use chrono::NaiveDate;

use super::{Guard, Life, Move, row};
use crate::code::code_enum;
use crate::input::is_blank;
use crate::refusal::Reason;

code_enum! {
    /// Where an invoice stands.
    pub enum InvoiceState {
        /// Sent; waits for payment.
        Issued = "ISSUED",
        /// Paid: assessment may start (M7).
        Paid = "PAID",
        /// Taken back by a credit note.
        Credited = "CREDITED",
    }
}

code_enum! {
    /// What may happen to an invoice.
    pub enum InvoiceAct {
        /// The payment arrives.
        Pay = "PAY",
        /// A credit note takes it back.
        Credit = "CREDIT",
    }
}

/// What the guards of an invoice's life look at.
#[derive(Debug, Clone, Copy, Default)]
pub struct InvoiceFacts<'a> {
    /// The day the payment arrived.
    pub paid_on: Option<NaiveDate>,
    /// Why it is credited.
    pub reason: &'a str,
}

const ARRIVED: Guard<InvoiceState> = Guard {
    rules: &["M7"],
    words: "the payment has arrived",
    check: |facts, today, reasons| {
        reasons.require(facts.paid_on.is_some_and(|day| day <= today), || {
            let message = "Give the day the payment arrived; it cannot be in the future.";
            Reason::new("M7", message).about("paidOn")
        });
    },
};

const REASON_SAID: Guard<InvoiceState> = Guard {
    rules: &["M6"],
    words: "a reason",
    check: |facts, _, reasons| {
        reasons.require(!is_blank(facts.reason), || {
            Reason::new("M6", "Say why the invoice is credited.").about("reason")
        });
    },
};

impl Life for InvoiceState {
    type Act = InvoiceAct;
    type Facts<'a> = InvoiceFacts<'a>;
    const NAME: &'static str = "invoice";
    const FIRST: Self = Self::Issued;
    const STATES: &'static [Self] = Self::ALL;
    const ACTS: &'static [InvoiceAct] = InvoiceAct::ALL;
    const MOVES: &'static [Move<Self>] = &[
        row(Self::Issued, InvoiceAct::Pay, Self::Paid, &[ARRIVED]),
        row(
            Self::Issued,
            InvoiceAct::Credit,
            Self::Credited,
            &[REASON_SAID],
        ),
    ];

    fn said(self) -> &'static str {
        match self {
            Self::Issued => "issued",
            Self::Paid => "paid",
            Self::Credited => "credited",
        }
    }

    fn cannot(act: InvoiceAct) -> &'static str {
        match act {
            InvoiceAct::Pay => "be paid",
            InvoiceAct::Credit => "be credited",
        }
    }

    fn instead(self, _act: InvoiceAct) -> (&'static str, &'static str) {
        match self {
            Self::Issued => ("M6", "It waits for the payment."),
            Self::Paid => ("M6", "Its money has arrived: it stays as it is."),
            Self::Credited => ("M6", "Issue a new invoice."),
        }
    }
}
