//! The life of a university in the scheme: open, closed, and opened again.

use super::{Guard, Life, Move, row};
use crate::code::code_enum;
use crate::input::is_blank;
use crate::refusal::Reason;
use crate::words;

code_enum! {
    /// Where a university stands in the scheme.
    pub enum UniversityState {
        /// It takes part.
        Open = "OPEN",
        /// It takes part no longer: nobody acts for it; its awards stand until they expire.
        Closed = "CLOSED",
    }
}

code_enum! {
    /// What may happen to a university.
    pub enum UniversityAct {
        /// An operator closes it.
        Close = "CLOSE",
        /// An operator opens it again.
        Reopen = "REOPEN",
    }
}

/// What the guards of a university's life look at.
#[derive(Debug, Clone, Copy, Default)]
pub struct UniversityFacts<'a> {
    /// How many of its applications are sent and not over.
    pub open_applications: usize,
    /// How many of its quotes can still be accepted.
    pub open_quotes: usize,
    /// How many of its invoices are outstanding, in whole or in part.
    pub outstanding_invoices: usize,
    /// Why it is closed.
    pub reason: &'a str,
}

const NOTHING_OPEN: Guard<UniversityState> = Guard {
    rules: &["L1"],
    words: "no application under way",
    check: |facts, _, reasons| {
        let n = facts.open_applications;
        reasons.require(n == 0, || {
            let many = words::plural(n, "application is", "applications are");
            let message = format!("{many} under way: decide or withdraw first.");
            Reason::new("L1", message)
        });
    },
};

const NOTHING_OFFERED: Guard<UniversityState> = Guard {
    rules: &["M6"],
    words: "no quote open",
    check: |facts, _, reasons| {
        let n = facts.open_quotes;
        reasons.require(n == 0, || {
            let many = words::plural(n, "quote is", "quotes are");
            Reason::new("M6", format!("{many} open: withdraw first."))
        });
    },
};

const NOTHING_OWED: Guard<UniversityState> = Guard {
    rules: &["M6"],
    words: "nothing outstanding",
    check: |facts, _, reasons| {
        let n = facts.outstanding_invoices;
        reasons.require(n == 0, || {
            let many = words::plural(n, "invoice is", "invoices are");
            let message = format!("{many} outstanding: note the payment or credit what is left.");
            Reason::new("M6", message)
        });
    },
};

const REASON_SAID: Guard<UniversityState> = Guard {
    rules: &["L1"],
    words: "a reason",
    check: |facts, _, reasons| {
        reasons.require(!is_blank(facts.reason), || {
            Reason::new("L1", "Say why the university is closed.").about("reason")
        });
    },
};

impl Life for UniversityState {
    type Act = UniversityAct;
    type Facts<'a> = UniversityFacts<'a>;
    const NAME: &'static str = "university";
    const FIRST: Self = Self::Open;
    const STATES: &'static [Self] = Self::ALL;
    const ACTS: &'static [UniversityAct] = UniversityAct::ALL;
    const MOVES: &'static [Move<Self>] = &[
        row(
            Self::Open,
            UniversityAct::Close,
            Self::Closed,
            &[NOTHING_OPEN, NOTHING_OFFERED, NOTHING_OWED, REASON_SAID],
        ),
        row(Self::Closed, UniversityAct::Reopen, Self::Open, &[]),
    ];

    fn said(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }

    fn cannot(act: UniversityAct) -> &'static str {
        match act {
            UniversityAct::Close => "be closed",
            UniversityAct::Reopen => "be opened again",
        }
    }

    fn instead(self, _act: UniversityAct) -> (&'static str, &'static str) {
        match self {
            Self::Open => ("L1", "Nothing has to be done."),
            Self::Closed => ("L1", "Open it again first."),
        }
    }
}
