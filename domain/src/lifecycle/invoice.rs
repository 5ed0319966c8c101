//! The life of an invoice: issued, then paid or credited, each in part or to the last penny; it is never edited (M6, M7).

use chrono::NaiveDate;

use super::{Guard, Life, Move, row};
use crate::code::code_enum;
use crate::input::is_blank;
use crate::pricing::{Balance, Money};
use crate::refusal::{Reason, facts};

code_enum! {
    /// Where an invoice stands.
    pub enum InvoiceState {
        /// Sent; something of it is outstanding.
        Issued = "ISSUED",
        /// Nothing is outstanding, and something was paid: assessment may start (M7).
        Paid = "PAID",
        /// All of it was taken back by credit notes.
        Credited = "CREDITED",
    }
}

code_enum! {
    /// What may happen to an invoice.
    pub enum InvoiceAct {
        /// A payment of all that is outstanding arrives.
        Pay = "PAY",
        /// A payment of a part arrives.
        PayPart = "PAY_PART",
        /// A credit note takes all of it back.
        Credit = "CREDIT",
        /// A credit note takes a part back.
        CreditPart = "CREDIT_PART",
        /// A credit note takes back the rest of what was paid in part.
        CreditRest = "CREDIT_REST",
        /// A payment is taken back: noted by mistake, or money returned.
        TakeBack = "TAKE_BACK",
    }
}

/// What the guards of an invoice's life look at.
#[derive(Debug, Clone, Copy)]
pub struct InvoiceFacts<'a> {
    /// What was invoiced, credited and paid.
    pub balance: Balance,
    /// What is paid, credited or taken back, VAT included.
    pub amount: Money,
    /// The most of the payment that can be taken back.
    pub left: Money,
    /// The day the payment arrived.
    pub received_on: Option<NaiveDate>,
    /// How many payments it has.
    pub payments: usize,
    /// Why it is credited, or the payment taken back.
    pub reason: &'a str,
}

/// The most payments and takings back that are noted on one invoice.
pub const MOST_PAYMENTS: usize = 100;

const ARRIVED: Guard<InvoiceState> = Guard {
    rules: &["M7"],
    words: "the payment has arrived",
    check: |facts, today, reasons| {
        reasons.require(facts.received_on.is_some_and(|day| day <= today), || {
            let message = "Give the day the payment arrived; it cannot be in the future.";
            Reason::new("M7", message).about("receivedOn")
        });
    },
};

const SOMETHING: Guard<InvoiceState> = Guard {
    rules: &["M6"],
    words: "an amount above nothing",
    check: |facts, _, reasons| {
        reasons.require(facts.amount.minor > 0, || {
            Reason::new("M6", "Give an amount of a penny or more.").about("amountMinor")
        });
    },
};

const NOT_MORE: Guard<InvoiceState> = Guard {
    rules: &["M6"],
    words: "no more than is outstanding",
    check: |facts, _, reasons| {
        let outstanding = facts.balance.outstanding();
        reasons.require(facts.amount.minor <= outstanding.minor, || {
            let message = format!(
                "Only {outstanding} is outstanding, so {} is too much: give {outstanding} or less. What was received beyond it is returned; to credit what is paid, take the payment back first.",
                facts.amount
            );
            Reason::new("M6", message)
                .about("amountMinor")
                .with(facts! { "outstanding": &outstanding.to_string(), "amount": &facts.amount.to_string() })
        });
    },
};

const NOT_MORE_THAN_CAME: Guard<InvoiceState> = Guard {
    rules: &["M6"],
    words: "no more than is left of the payment",
    check: |facts, _, reasons| {
        let left = facts.left;
        reasons.require(facts.amount.minor <= left.minor, || {
            let message = match left.minor {
                0 => "The payment is taken back already: nothing is left of it.".to_owned(),
                _ => format!("Only {left} is left of the payment: take {left} or less back."),
            };
            Reason::new("M6", message)
                .about("amountMinor")
                .with(facts! { "left": &left.to_string(), "amount": &facts.amount.to_string() })
        });
    },
};

const NOT_TOO_MANY: Guard<InvoiceState> = Guard {
    rules: &["M6"],
    words: "a hundred payments at most",
    check: |facts, _, reasons| {
        reasons.require(facts.payments < MOST_PAYMENTS, || {
            let message = format!(
                "There are {MOST_PAYMENTS} payments on this invoice already: credit the rest and invoice it anew."
            );
            Reason::new("M6", message)
        });
    },
};

const REASON_SAID: Guard<InvoiceState> = Guard {
    rules: &["M6"],
    words: "a reason",
    check: |facts, _, reasons| {
        reasons.require(!is_blank(facts.reason), || {
            Reason::new("M6", "Say why.").about("reason")
        });
    },
};

const PAYING: &[Guard<InvoiceState>] = &[ARRIVED, SOMETHING, NOT_MORE, NOT_TOO_MANY];
const CREDITING: &[Guard<InvoiceState>] = &[SOMETHING, NOT_MORE, REASON_SAID];
const TAKING_BACK: &[Guard<InvoiceState>] = &[SOMETHING, NOT_MORE_THAN_CAME, REASON_SAID];

impl Life for InvoiceState {
    type Act = InvoiceAct;
    type Facts<'a> = InvoiceFacts<'a>;
    const NAME: &'static str = "invoice";
    const FIRST: Self = Self::Issued;
    const STATES: &'static [Self] = Self::ALL;
    const ACTS: &'static [InvoiceAct] = InvoiceAct::ALL;
    const MOVES: &'static [Move<Self>] = &[
        row(Self::Issued, InvoiceAct::Pay, Self::Paid, PAYING),
        row(Self::Issued, InvoiceAct::PayPart, Self::Issued, PAYING),
        row(Self::Issued, InvoiceAct::Credit, Self::Credited, CREDITING),
        row(
            Self::Issued,
            InvoiceAct::CreditPart,
            Self::Issued,
            CREDITING,
        ),
        row(Self::Issued, InvoiceAct::CreditRest, Self::Paid, CREDITING),
        row(
            Self::Issued,
            InvoiceAct::TakeBack,
            Self::Issued,
            TAKING_BACK,
        ),
        row(Self::Paid, InvoiceAct::TakeBack, Self::Issued, TAKING_BACK),
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
            InvoiceAct::Pay | InvoiceAct::PayPart => "be paid",
            InvoiceAct::Credit | InvoiceAct::CreditPart | InvoiceAct::CreditRest => "be credited",
            InvoiceAct::TakeBack => "have a payment taken back",
        }
    }

    fn instead(self, _act: InvoiceAct) -> (&'static str, &'static str) {
        match self {
            Self::Issued => ("M6", "It waits for the payment."),
            Self::Paid => (
                "M6",
                "Nothing is outstanding: take a payment back before the invoice is credited or paid again.",
            ),
            Self::Credited => ("M6", "All of it was taken back, and nothing is owed on it."),
        }
    }
}
