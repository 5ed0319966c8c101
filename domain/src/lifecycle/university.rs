//! The life of a university in the scheme: open, closed or merged into another, and opened again.

use chrono::NaiveDate;

use super::{Guard, Life, Move, row, step};
use crate::code::code_enum;
use crate::input::is_blank;
use crate::refusal::{Reason, Reasons, Refusal};
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
        /// An operator merges it into another, which goes on with its people and programmes.
        Merge = "MERGE",
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
    /// How many of its applications are begun and not sent.
    pub drafts: usize,
    /// Whether it was merged into another.
    pub merged: bool,
    /// The university that it is to be merged into.
    pub into: MergeInto,
}

/// The university that another is to be merged into, as the guards look at it.
#[derive(Debug, Clone, Copy, Default)]
pub struct MergeInto {
    /// It is the same.
    pub itself: bool,
    /// It is closed.
    pub closed: bool,
    /// It takes part in another scheme.
    pub other_scheme: bool,
}

/// What becomes of a university that is merged into another on a day (L1).
///
/// # Errors
/// Refuses with every reason at once, those of the other university even where this one is closed already.
pub fn merge(
    state: UniversityState,
    facts: &UniversityFacts<'_>,
    today: NaiveDate,
) -> Result<UniversityState, Refusal> {
    let merged = step(state, UniversityAct::Merge, facts, today);
    if state == UniversityState::Open {
        return merged;
    }
    let mut reasons = Reasons::new();
    reasons.extend(merged.err().into_iter().flat_map(Refusal::into_reasons));
    let open = step(UniversityState::Open, UniversityAct::Merge, facts, today);
    reasons.extend(open.err().into_iter().flat_map(Refusal::into_reasons));
    reasons.or(UniversityState::Closed)
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

const NO_DRAFTS: Guard<UniversityState> = Guard {
    rules: &["L1"],
    words: "no draft",
    check: |facts, _, reasons| {
        let n = facts.drafts;
        reasons.require(n == 0, || {
            let many = words::plural(n, "draft is", "drafts are");
            let message = format!("{many} not sent: send or withdraw first.");
            Reason::new("L1", message)
        });
    },
};

const ANOTHER: Guard<UniversityState> = Guard {
    rules: &["L1"],
    words: "the other is open, of the same scheme, and another one",
    check: |facts, _, reasons| {
        let MergeInto {
            itself,
            closed,
            other_scheme,
        } = facts.into;
        reasons.require(!itself, || {
            let message = "A university is not merged into itself: choose another.";
            Reason::new("L1", message).about("intoId")
        });
        reasons.require(itself || !closed, || {
            let message = "The university that would stay is closed: open it again first.";
            Reason::new("L1", message).about("intoId")
        });
        reasons.require(!other_scheme, || {
            let message = "The two take part in different schemes: choose one of the same.";
            Reason::new("L1", message).about("intoId")
        });
    },
};

const NOT_MERGED: Guard<UniversityState> = Guard {
    rules: &["L1"],
    words: "not merged into another",
    check: |facts, _, reasons| {
        reasons.require(!facts.merged, || {
            let message = "It was merged into another, which goes on with its people and programmes: it is not opened again.";
            Reason::new("L1", message)
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
        row(
            Self::Open,
            UniversityAct::Merge,
            Self::Closed,
            &[
                NOTHING_OPEN,
                NO_DRAFTS,
                NOTHING_OFFERED,
                NOTHING_OWED,
                ANOTHER,
                REASON_SAID,
            ],
        ),
        row(
            Self::Closed,
            UniversityAct::Reopen,
            Self::Open,
            &[NOT_MERGED],
        ),
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
            UniversityAct::Merge => "be merged into another",
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
