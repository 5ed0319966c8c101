//! The life of a university's request to join: asked, and answered once (U6).

use super::{Guard, Life, Move, row};
use crate::code::code_enum;
use crate::input::is_blank;
use crate::refusal::Reason;

code_enum! {
    /// Where a request to join stands.
    pub enum JoinState {
        /// It waits for an operator.
        Asked = "ASKED",
        /// The university takes part.
        Accepted = "ACCEPTED",
        /// It does not.
        Declined = "DECLINED",
    }
}

code_enum! {
    /// What may happen to a request to join.
    pub enum JoinAct {
        /// An operator lets the university take part.
        Accept = "ACCEPT",
        /// An operator does not, and says why.
        Decline = "DECLINE",
    }
}

/// What the guards of a request's life look at.
#[derive(Debug, Clone, Copy, Default)]
pub struct JoinFacts<'a> {
    /// What whoever asked is told.
    pub reason: &'a str,
}

const REASON_SAID: Guard<JoinState> = Guard {
    rules: &["U6"],
    words: "why is said",
    check: |facts, _, reasons| {
        reasons.require(!is_blank(facts.reason), || {
            Reason::new("U6", "Say why: whoever asked is told so in a letter.")
        });
    },
};

impl Life for JoinState {
    type Act = JoinAct;
    type Facts<'a> = JoinFacts<'a>;
    const NAME: &'static str = "request to join";
    const FIRST: Self = Self::Asked;
    const STATES: &'static [Self] = Self::ALL;
    const ACTS: &'static [JoinAct] = JoinAct::ALL;
    const MOVES: &'static [Move<Self>] = &[
        row(Self::Asked, JoinAct::Accept, Self::Accepted, &[]),
        row(
            Self::Asked,
            JoinAct::Decline,
            Self::Declined,
            &[REASON_SAID],
        ),
    ];

    fn said(self) -> &'static str {
        match self {
            Self::Asked => "waiting for an answer",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
        }
    }

    fn cannot(act: JoinAct) -> &'static str {
        match act {
            JoinAct::Accept => "be accepted",
            JoinAct::Decline => "be declined",
        }
    }

    fn instead(self, _act: JoinAct) -> (&'static str, &'static str) {
        let instead = match self {
            Self::Asked => "Answer it.",
            Self::Accepted => "Open the university's record.",
            Self::Declined => "Add the university yourself, or let them ask again.",
        };
        ("U6", instead)
    }
}
