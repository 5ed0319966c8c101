//! The life of an export: written by a job, kept for a week, removed.

use chrono::{DateTime, Utc};

use super::{Guard, Life, Move, row};
use crate::code::code_enum;
use crate::refusal::Reason;
use crate::report::KEPT_FOR;

code_enum! {
    /// Where an export stands.
    pub enum ExportState {
        /// Its rows are being written.
        Running = "RUNNING",
        /// Its file can be fetched.
        Ready = "READY",
        /// It could not be written.
        Failed = "FAILED",
        /// Its file was removed.
        Removed = "REMOVED",
    }
}

code_enum! {
    /// What may happen to an export.
    pub enum ExportAct {
        /// The last row has been written.
        Finish = "FINISH",
        /// It cannot be written.
        Fail = "FAIL",
        /// Its week is over.
        Remove = "REMOVE",
    }
}

/// What the guards of an export's life look at.
#[derive(Debug, Clone, Copy)]
pub struct ExportFacts {
    /// When it was finished; none before.
    pub ended_at: Option<DateTime<Utc>>,
    /// Now.
    pub now: DateTime<Utc>,
}

const KEPT_LONG_ENOUGH: Guard<ExportState> = Guard {
    rules: &["T4"],
    words: "kept for a week",
    check: |facts, _, reasons| {
        let over = facts.ended_at.is_some_and(|at| facts.now - at >= KEPT_FOR);
        reasons.require(over, || {
            Reason::new("T4", "It is kept for a week: it is removed by itself then.")
        });
    },
};

impl Life for ExportState {
    type Act = ExportAct;
    type Facts<'a> = ExportFacts;
    const NAME: &'static str = "export";
    const FIRST: Self = Self::Running;
    const STATES: &'static [Self] = Self::ALL;
    const ACTS: &'static [ExportAct] = ExportAct::ALL;
    const MOVES: &'static [Move<Self>] = &[
        row(Self::Running, ExportAct::Finish, Self::Ready, &[]),
        row(Self::Running, ExportAct::Fail, Self::Failed, &[]),
        row(
            Self::Ready,
            ExportAct::Remove,
            Self::Removed,
            &[KEPT_LONG_ENOUGH],
        ),
    ];

    fn said(self) -> &'static str {
        match self {
            Self::Running => "being written",
            Self::Ready => "ready",
            Self::Failed => "not written",
            Self::Removed => "removed",
        }
    }

    fn cannot(act: ExportAct) -> &'static str {
        match act {
            ExportAct::Finish => "be finished",
            ExportAct::Fail => "fail",
            ExportAct::Remove => "be removed",
        }
    }

    fn instead(self, _act: ExportAct) -> (&'static str, &'static str) {
        match self {
            Self::Running => ("L1", "Wait until it is written."),
            Self::Ready => ("L1", "Download it within the week."),
            Self::Failed | Self::Removed => ("L1", "Make another."),
        }
    }
}
