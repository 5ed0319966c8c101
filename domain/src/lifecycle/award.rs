//! The life of an award: in force, then expired, superseded or withdrawn (A1-A3).

use chrono::NaiveDate;

use super::{Guard, Life, Move, row};
use crate::calendar::in_words;
use crate::code::code_enum;
use crate::input::is_blank;
use crate::refusal::Reason;

code_enum! {
    /// Where an award stands (A3).
    pub enum AwardState {
        /// Claims its level today.
        InForce = "IN_FORCE",
        /// Its year is over.
        Expired = "EXPIRED",
        /// A higher level took its place (A2).
        Superseded = "SUPERSEDED",
        /// Taken back.
        Withdrawn = "WITHDRAWN",
    }
}

code_enum! {
    /// What may happen to an award.
    pub enum AwardAct {
        /// Its year is over.
        Expire = "EXPIRE",
        /// A higher level takes its place.
        Supersede = "SUPERSEDE",
        /// It is taken back.
        Withdraw = "WITHDRAW",
    }
}

/// What the guards of an award's life look at.
#[derive(Debug, Clone, Copy)]
pub struct AwardFacts<'a> {
    /// The rank of its level.
    pub level_rank: u8,
    /// The first day it is in force no longer (A1).
    pub expires_on: NaiveDate,
    /// The rank of the award that takes its place; none where none does.
    pub next_rank: Option<u8>,
    /// Why it is withdrawn.
    pub reason: &'a str,
}

const YEAR_OVER: Guard<AwardState> = Guard {
    rules: &["A1"],
    words: "its last day has passed",
    check: |facts, today, reasons| {
        reasons.require(facts.expires_on <= today, || {
            let until = in_words(facts.expires_on);
            Reason::new("A1", format!("The award is in force until {until}."))
        });
    },
};

const YEAR_RUNS: Guard<AwardState> = Guard {
    rules: &["A1"],
    words: "its year still runs",
    check: |facts, today, reasons| {
        reasons.require(today < facts.expires_on, || {
            let ended = in_words(facts.expires_on);
            Reason::new(
                "A1",
                format!("The award ended on {ended}: it expires, and nothing more."),
            )
        });
    },
};

const HIGHER: Guard<AwardState> = Guard {
    rules: &["A2"],
    words: "by a higher level",
    check: |facts, _, reasons| {
        let higher = facts.next_rank.is_some_and(|next| next > facts.level_rank);
        reasons.require(higher, || {
            Reason::new("A2", "Only an award at a higher level takes its place.")
        });
    },
};

const REASON_SAID: Guard<AwardState> = Guard {
    rules: &["A3"],
    words: "a reason",
    check: |facts, _, reasons| {
        reasons.require(!is_blank(facts.reason), || {
            Reason::new("A3", "Say why the award is withdrawn.").about("reason")
        });
    },
};

impl Life for AwardState {
    type Act = AwardAct;
    type Facts<'a> = AwardFacts<'a>;
    const NAME: &'static str = "award";
    const FIRST: Self = Self::InForce;
    const STATES: &'static [Self] = Self::ALL;
    const ACTS: &'static [AwardAct] = AwardAct::ALL;
    const MOVES: &'static [Move<Self>] = &[
        row(Self::InForce, AwardAct::Expire, Self::Expired, &[YEAR_OVER]),
        row(
            Self::InForce,
            AwardAct::Supersede,
            Self::Superseded,
            &[YEAR_RUNS, HIGHER],
        ),
        row(
            Self::InForce,
            AwardAct::Withdraw,
            Self::Withdrawn,
            &[REASON_SAID],
        ),
    ];

    fn said(self) -> &'static str {
        match self {
            Self::InForce => "in force",
            Self::Expired => "expired",
            Self::Superseded => "superseded",
            Self::Withdrawn => "withdrawn",
        }
    }

    fn cannot(act: AwardAct) -> &'static str {
        match act {
            AwardAct::Expire => "expire",
            AwardAct::Supersede => "be superseded",
            AwardAct::Withdraw => "be withdrawn",
        }
    }

    fn instead(self, _act: AwardAct) -> (&'static str, &'static str) {
        ("A3", "What has ended stays as it ended.")
    }
}
