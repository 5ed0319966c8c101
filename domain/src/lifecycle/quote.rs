//! The life of a quote: a draft, issued for thirty days, then accepted, expired or withdrawn (M6).

use chrono::NaiveDate;

use super::{ApplicationState, Guard, Life, Move, row};
use crate::calendar::in_words;
use crate::code::code_enum;
use crate::eligibility::ApplicationKind;
use crate::input::is_blank;
use crate::refusal::{Reason, facts};
use crate::words;

code_enum! {
    /// Where a quote stands.
    pub enum QuoteState {
        /// Being made; the university does not see it.
        Draft = "DRAFT",
        /// Open to be accepted.
        Issued = "ISSUED",
        /// Taken up: an invoice follows.
        Accepted = "ACCEPTED",
        /// Not taken up in time.
        Expired = "EXPIRED",
        /// Taken back before it was accepted.
        Withdrawn = "WITHDRAWN",
    }
}

code_enum! {
    /// What may happen to a quote.
    pub enum QuoteAct {
        /// It is sent to the university.
        Issue = "ISSUE",
        /// The university takes it up.
        Accept = "ACCEPT",
        /// Its days are over.
        Expire = "EXPIRE",
        /// It is taken back.
        Withdraw = "WITHDRAW",
    }
}

/// An application that a list price was kept for: what the price looked at, then and now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotedFacts {
    /// Its reference.
    pub reference: String,
    /// Where it stands now.
    pub state: ApplicationState,
    /// Its kind and how many programmes it covered when it was quoted (M1).
    pub quoted: (ApplicationKind, u32),
    /// The same now.
    pub now: (ApplicationKind, u32),
    /// Whether it covers a large programme now, so that it has no list price (M3).
    pub large: bool,
}

/// What the guards of a quote's life look at.
#[derive(Debug, Clone, Copy, Default)]
pub struct QuoteFacts<'a> {
    /// Whether it has a price, from the list or tailored (M3).
    pub priced: bool,
    /// What a kept list price is for; none where an operator gave the price.
    pub applications: &'a [QuotedFacts],
    /// The first day it cannot be accepted any more; none before it is issued (M6).
    pub open_until: Option<NaiveDate>,
    /// Whether the university needs a purchase-order number on its invoices.
    pub purchase_order_needed: bool,
    /// The purchase-order number; blank where none was given.
    pub purchase_order: &'a str,
    /// Why it is withdrawn.
    pub reason: &'a str,
}

const PRICED: Guard<QuoteState> = Guard {
    rules: &["M3"],
    words: "has a price",
    check: |facts, _, reasons| {
        reasons.require(facts.priced, || {
            Reason::new(
                "M3",
                "The quote has no price yet: give the tailored price first.",
            )
        });
    },
};

const OPEN: Guard<QuoteState> = Guard {
    rules: &["M6"],
    words: "within its thirty days",
    check: |facts, today, reasons| {
        let ended = facts.open_until.filter(|day| *day <= today);
        reasons.require(ended.is_none(), || {
            let ended = ended.map(in_words).unwrap_or_default();
            let message = format!("The quote was open until {ended}: ask for a new one.");
            Reason::new("M6", message).with(facts! { "openUntil": facts.open_until })
        });
    },
};

const AS_QUOTED: Guard<QuoteState> = Guard {
    rules: &["M6"],
    words: "each application in it a draft, as it was quoted",
    check: |facts, _, reasons| {
        let changed = facts.applications.iter().filter_map(changed);
        reasons.extend(changed.map(|message| Reason::new("M6", message)));
    },
};

/// How an application is not what was quoted any more.
fn changed(of: &QuotedFacts) -> Option<String> {
    let reference = &of.reference;
    let how = if of.state != ApplicationState::Draft {
        format!("{reference} is {} already", of.state.in_words())
    } else if of.large {
        format!("{reference} covers a large programme now, which has no list price")
    } else if of.now != of.quoted {
        let (was, is) = (priced_as(of.quoted), priced_as(of.now));
        format!("{reference} was quoted as {was} and is {is} now")
    } else {
        return None;
    };
    Some(format!("{how}: withdraw the quote and keep a new one."))
}

fn priced_as((kind, programmes): (ApplicationKind, u32)) -> String {
    let what = match kind {
        ApplicationKind::Initial => "initial assessment",
        ApplicationKind::Reaccreditation => "reaccreditation",
    };
    let many = words::plural(programmes as usize, "programme", "programmes");
    format!("{what} of {many}")
}

const ORDER_NUMBER: Guard<QuoteState> = Guard {
    rules: &["M6"],
    words: "a purchase-order number where the university needs one",
    check: |facts, _, reasons| {
        reasons.extend(no_order_number(
            facts.purchase_order_needed,
            facts.purchase_order,
        ));
    },
};

/// The reason where a university needs a purchase-order number on its invoices and none is given (M6).
pub fn no_order_number(needed: bool, number: &str) -> Option<Reason> {
    let message = "The university needs a purchase-order number on its invoices: give it.";
    let missing = needed && is_blank(number);
    missing.then(|| Reason::new("M6", message).about("purchaseOrder"))
}

const DAYS_OVER: Guard<QuoteState> = Guard {
    rules: &["M6"],
    words: "its thirty days are over",
    check: |facts, today, reasons| {
        reasons.require(facts.open_until.is_some_and(|day| day <= today), || {
            let until = facts.open_until.map(in_words).unwrap_or_default();
            Reason::new(
                "M6",
                format!("The quote is open until {until}: it can be accepted or withdrawn."),
            )
        });
    },
};

const REASON_SAID: Guard<QuoteState> = Guard {
    rules: &["L1"],
    words: "a reason",
    check: |facts, _, reasons| {
        reasons.require(!is_blank(facts.reason), || {
            Reason::new("L1", "Say why the quote is withdrawn.").about("reason")
        });
    },
};

impl Life for QuoteState {
    type Act = QuoteAct;
    type Facts<'a> = QuoteFacts<'a>;
    const NAME: &'static str = "quote";
    const FIRST: Self = Self::Draft;
    const STATES: &'static [Self] = Self::ALL;
    const ACTS: &'static [QuoteAct] = QuoteAct::ALL;
    const MOVES: &'static [Move<Self>] = &[
        row(Self::Draft, QuoteAct::Issue, Self::Issued, &[PRICED]),
        row(
            Self::Issued,
            QuoteAct::Accept,
            Self::Accepted,
            &[OPEN, AS_QUOTED, ORDER_NUMBER],
        ),
        row(Self::Issued, QuoteAct::Expire, Self::Expired, &[DAYS_OVER]),
        row(
            Self::Issued,
            QuoteAct::Withdraw,
            Self::Withdrawn,
            &[REASON_SAID],
        ),
    ];

    fn said(self) -> &'static str {
        match self {
            Self::Draft => "a draft",
            Self::Issued => "issued",
            Self::Accepted => "accepted",
            Self::Expired => "expired",
            Self::Withdrawn => "withdrawn",
        }
    }

    fn cannot(act: QuoteAct) -> &'static str {
        match act {
            QuoteAct::Issue => "be issued",
            QuoteAct::Accept => "be accepted",
            QuoteAct::Expire => "expire",
            QuoteAct::Withdraw => "be withdrawn",
        }
    }

    fn instead(self, _act: QuoteAct) -> (&'static str, &'static str) {
        match self {
            Self::Draft => ("M6", "Issue it first."),
            Self::Issued => ("M6", "Accept it, withdraw it or let it expire."),
            Self::Accepted => ("M6", "A correction is a credit note on its invoice."),
            Self::Expired | Self::Withdrawn => ("M6", "Make a new one."),
        }
    }
}
