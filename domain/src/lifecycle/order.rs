//! The life of an order: priced, then paid, or let start before it is (M3, M7).

use super::{ApplicationState, Guard, Life, Move, row};
use crate::code::code_enum;
use crate::input::is_blank;
use crate::refusal::Reason;

code_enum! {
    /// Where an order stands.
    pub enum OrderState {
        /// Waits for a tailored price to be quoted and accepted (M3).
        Unpriced = "UNPRICED",
        /// Waits for payment.
        Due = "DUE",
        /// Not paid, but assessment may start (M7).
        MayStart = "MAY_START",
        /// Paid.
        Paid = "PAID",
    }
}

impl OrderState {
    /// An order's state by what is known of it (M3, M7).
    pub const fn of(priced: bool, paid: bool, start_before_payment: bool) -> Self {
        match (paid, start_before_payment, priced) {
            (true, _, _) => Self::Paid,
            (false, true, _) => Self::MayStart,
            (false, false, true) => Self::Due,
            (false, false, false) => Self::Unpriced,
        }
    }

    /// Whether assessment may start (M7).
    pub const fn may_start(self) -> bool {
        matches!(self, Self::Paid | Self::MayStart)
    }
}

code_enum! {
    /// What may happen to an order.
    pub enum OrderAct {
        /// The quote for its tailored price is accepted.
        Price = "PRICE",
        /// The operator lets assessment start before it is paid.
        LetStart = "LET_START",
        /// The last of the payment arrives.
        Pay = "PAY",
        /// A payment is taken back; what has started goes on.
        TakeBack = "TAKE_BACK",
    }
}

/// What the guards of an order's life look at.
#[derive(Debug, Clone, Copy)]
pub struct OrderFacts<'a> {
    /// Whether it has a price (M3).
    pub priced: bool,
    /// Where the first of its applications that is not over stands.
    pub application: ApplicationState,
    /// Why assessment may start before it is paid.
    pub reason: &'a str,
}

const NO_PRICE: Guard<OrderState> = Guard {
    rules: &["M3"],
    words: "has no price yet",
    check: |facts, _, reasons| {
        reasons.require(!facts.priced, || {
            Reason::new("M3", "The order has its price already.")
        });
    },
};

const PRICED: Guard<OrderState> = Guard {
    rules: &["M3"],
    words: "has a price",
    check: |facts, _, reasons| {
        reasons.require(facts.priced, || {
            Reason::new(
                "M3",
                "The order has no price yet: a quote for it is accepted first.",
            )
        });
    },
};

const NOT_WITHDRAWN: Guard<OrderState> = Guard {
    rules: &["L1"],
    words: "not all of it withdrawn",
    check: |facts, _, reasons| {
        let given_up = facts.application == ApplicationState::Withdrawn;
        reasons.require(!given_up, || {
            Reason::new("L1", "The application is withdrawn.")
        });
    },
};

const SUBMITTED: Guard<OrderState> = Guard {
    rules: &["M7"],
    words: "an application waits to start",
    check: |facts, _, reasons| {
        reasons.require(facts.application == ApplicationState::Submitted, || {
            Reason::new(
                "M7",
                "Only a submitted application can start before it is paid.",
            )
        });
    },
};

const REASON_SAID: Guard<OrderState> = Guard {
    rules: &["M7"],
    words: "a reason",
    check: |facts, _, reasons| {
        reasons.require(!is_blank(facts.reason), || {
            Reason::new("M7", "Say why assessment may start before payment.").about("reason")
        });
    },
};

impl Life for OrderState {
    type Act = OrderAct;
    type Facts<'a> = OrderFacts<'a>;
    const NAME: &'static str = "order";
    const FIRST: Self = Self::Unpriced;
    const STATES: &'static [Self] = Self::ALL;
    const ACTS: &'static [OrderAct] = OrderAct::ALL;
    const MOVES: &'static [Move<Self>] = &[
        row(
            Self::Unpriced,
            OrderAct::Price,
            Self::Due,
            &[NO_PRICE, NOT_WITHDRAWN],
        ),
        row(
            Self::Unpriced,
            OrderAct::LetStart,
            Self::MayStart,
            &[SUBMITTED, REASON_SAID],
        ),
        row(
            Self::Due,
            OrderAct::LetStart,
            Self::MayStart,
            &[SUBMITTED, REASON_SAID],
        ),
        row(
            Self::Due,
            OrderAct::Pay,
            Self::Paid,
            &[PRICED, NOT_WITHDRAWN],
        ),
        row(
            Self::MayStart,
            OrderAct::Price,
            Self::MayStart,
            &[NO_PRICE, NOT_WITHDRAWN],
        ),
        row(
            Self::MayStart,
            OrderAct::Pay,
            Self::Paid,
            &[PRICED, NOT_WITHDRAWN],
        ),
        row(Self::Paid, OrderAct::TakeBack, Self::Due, &[]),
    ];

    fn said(self) -> &'static str {
        match self {
            Self::Unpriced => "not priced",
            Self::Due => "waiting for payment",
            Self::MayStart => "allowed to start before payment",
            Self::Paid => "paid",
        }
    }

    fn cannot(act: OrderAct) -> &'static str {
        match act {
            OrderAct::Price => "be priced",
            OrderAct::LetStart => "be allowed to start before payment",
            OrderAct::Pay => "be paid",
            OrderAct::TakeBack => "have a payment taken back",
        }
    }

    fn instead(self, _act: OrderAct) -> (&'static str, &'static str) {
        match self {
            Self::Unpriced => ("M3", "A quote for it is accepted first."),
            Self::Due => ("M3", "It waits for the payment."),
            Self::MayStart => ("M7", "Nothing but the payment is left."),
            Self::Paid => ("M7", "Nothing is left to do with it."),
        }
    }
}
