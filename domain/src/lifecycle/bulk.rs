//! The life of a bulk act: looked at first, then done to each of many applications, and taken back within a day.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Guard, Life, Move, row};
use crate::code::code_enum;
use crate::refusal::Reason;

/// How long after it was applied a bulk act can be taken back.
pub const TAKEN_BACK_WITHIN: TimeDelta = TimeDelta::days(1);

/// The most applications that one bulk act is done to.
pub const MOST_AT_ONCE: usize = 2_000;

code_enum! {
    /// What an operator does to many applications at once.
    pub enum BulkKind {
        /// They are put on hold (W6).
        Hold = "HOLD",
        /// They go on (W6).
        Resume = "RESUME",
        /// Whoever has the next move is reminded of it.
        Remind = "REMIND",
        /// Their assessment may start before payment (M7).
        StartBeforePayment = "START_BEFORE_PAYMENT",
    }
}

impl BulkKind {
    /// What takes it back; none where nothing can.
    pub const fn taken_back_by(self) -> Option<Self> {
        match self {
            Self::Hold => Some(Self::Resume),
            Self::Resume => Some(Self::Hold),
            Self::Remind | Self::StartBeforePayment => None,
        }
    }

    /// Whether it is done with a reason.
    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::Hold | Self::StartBeforePayment)
    }

    /// What is done, as people say it after `Twelve applications were`.
    pub const fn done(self) -> &'static str {
        match self {
            Self::Hold => "put on hold",
            Self::Resume => "resumed",
            Self::Remind => "reminded of",
            Self::StartBeforePayment => "let start before payment",
        }
    }
}

code_enum! {
    /// Where a bulk act stands.
    pub enum BulkState {
        /// What it would do is being looked at; nothing is changed.
        Checking = "CHECKING",
        /// What it would do can be read.
        Checked = "CHECKED",
        /// It is being done, one application after the other.
        Running = "RUNNING",
        /// It was done.
        Done = "DONE",
        /// It is being taken back.
        Undoing = "UNDOING",
        /// It was taken back.
        Undone = "UNDONE",
    }
}

impl BulkState {
    /// Whether work is going on.
    pub const fn is_busy(self) -> bool {
        matches!(self, Self::Checking | Self::Running | Self::Undoing)
    }
}

code_enum! {
    /// What may happen to a bulk act.
    pub enum BulkStep {
        /// The last application has been seen to.
        Finish = "FINISH",
        /// The operator has read what it would do, and wants it.
        Apply = "APPLY",
        /// The operator takes it back.
        Undo = "UNDO",
    }
}

code_enum! {
    /// How a bulk act stands with one of its applications.
    pub enum BulkVerdict {
        /// Not looked at yet.
        Waiting = "WAITING",
        /// It may be done.
        May = "MAY",
        /// It may not be done, and the reasons say why.
        Refused = "REFUSED",
        /// It was done.
        Done = "DONE",
        /// It was taken back.
        Undone = "UNDONE",
        /// It could not be taken back, and the reasons say why.
        Kept = "KEPT",
    }
}

/// What the guards of a bulk act's life look at.
#[derive(Debug, Clone, Copy)]
pub struct BulkFacts {
    /// What is done.
    pub kind: BulkKind,
    /// To how many applications it may be done.
    pub may: usize,
    /// When it was applied; none before.
    pub applied_at: Option<DateTime<Utc>>,
    /// Now.
    pub now: DateTime<Utc>,
}

const TO_SOME: Guard<BulkState> = Guard {
    rules: &["L1"],
    words: "at least one application that it may be done to",
    check: |facts, _, reasons| {
        reasons.require(facts.may > 0, || {
            let message =
                "It may be done to none of the applications: the list says what stands in the way of each.";
            Reason::new("L1", message)
        });
    },
};

const CAN_BE_TAKEN_BACK: Guard<BulkState> = Guard {
    rules: &["L1"],
    words: "an act that can be taken back",
    check: |facts, _, reasons| {
        reasons.require(facts.kind.taken_back_by().is_some(), || {
            let message = match facts.kind {
                BulkKind::Remind => "The letters are sent: a reminder cannot be taken back.",
                _ => "Assessment has started: put the applications on hold instead.",
            };
            Reason::new("L1", message)
        });
    },
};

const WITHIN_A_DAY: Guard<BulkState> = Guard {
    rules: &["L1"],
    words: "within a day",
    check: |facts, _, reasons| {
        let age = facts.applied_at.map(|at| facts.now - at);
        reasons.require(age.is_none_or(|age| age <= TAKEN_BACK_WITHIN), || {
            let message = "It was done more than a day ago: change the applications one by one, or by another bulk act.";
            Reason::new("L1", message)
        });
    },
};

impl Life for BulkState {
    type Act = BulkStep;
    type Facts<'a> = BulkFacts;
    const NAME: &'static str = "bulk act";
    const FIRST: Self = Self::Checking;
    const STATES: &'static [Self] = Self::ALL;
    const ACTS: &'static [BulkStep] = BulkStep::ALL;
    const MOVES: &'static [Move<Self>] = &[
        row(Self::Checking, BulkStep::Finish, Self::Checked, &[]),
        row(Self::Checked, BulkStep::Apply, Self::Running, &[TO_SOME]),
        row(Self::Running, BulkStep::Finish, Self::Done, &[]),
        row(
            Self::Done,
            BulkStep::Undo,
            Self::Undoing,
            &[CAN_BE_TAKEN_BACK, WITHIN_A_DAY],
        ),
        row(Self::Undoing, BulkStep::Finish, Self::Undone, &[]),
    ];

    fn said(self) -> &'static str {
        match self {
            Self::Checking => "being looked at",
            Self::Checked => "looked at and not applied",
            Self::Running => "being done",
            Self::Done => "done",
            Self::Undoing => "being taken back",
            Self::Undone => "taken back",
        }
    }

    fn cannot(act: BulkStep) -> &'static str {
        match act {
            BulkStep::Finish => "end",
            BulkStep::Apply => "be applied",
            BulkStep::Undo => "be taken back",
        }
    }

    fn instead(self, _act: BulkStep) -> (&'static str, &'static str) {
        match self {
            Self::Checking | Self::Running | Self::Undoing => ("L1", "Wait until it has ended."),
            Self::Checked => ("L1", "Apply it, or leave it."),
            Self::Done => ("L1", "Take it back within a day, or make another."),
            Self::Undone => ("L1", "Make another."),
        }
    }
}
