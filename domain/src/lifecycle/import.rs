//! The life of an import: its file arrives, is read, checked and committed, and may be taken back.

use super::{Guard, Life, Move, row};
use crate::code::code_enum;
use crate::input::is_blank;
use crate::refusal::Reason;

code_enum! {
    /// Where an import stands.
    pub enum ImportState {
        /// Its file is on its way from the browser.
        Uploading = "UPLOADING",
        /// The file has arrived; its headings are being read.
        Reading = "READING",
        /// Somebody has to say which column holds what.
        Mapping = "MAPPING",
        /// Every row is being looked at; nothing is changed.
        Checking = "CHECKING",
        /// Every row has its verdict.
        Checked = "CHECKED",
        /// Good rows are being written.
        Committing = "COMMITTING",
        /// Good rows are written.
        Committed = "COMMITTED",
        /// What was written is being taken back.
        Undoing = "UNDOING",
        /// What could be taken back was.
        Undone = "UNDONE",
        /// The file could not be read.
        Failed = "FAILED",
    }
}

code_enum! {
    /// What may happen to an import.
    pub enum ImportAct {
        /// Its file has arrived.
        Arrive = "ARRIVE",
        /// Its headings were read.
        Read = "READ",
        /// Somebody says which column holds what, and has it checked.
        Check = "CHECK",
        /// Its last row was looked at.
        FinishChecking = "FINISH_CHECKING",
        /// Its good rows are to be written.
        Commit = "COMMIT",
        /// Its last good row was written.
        FinishCommitting = "FINISH_COMMITTING",
        /// What it wrote is to be taken back.
        Undo = "UNDO",
        /// The last of it was.
        FinishUndoing = "FINISH_UNDOING",
        /// Its file cannot be read.
        Fail = "FAIL",
    }
}

/// What the guards of an import's life look at.
#[derive(Debug, Clone, Copy, Default)]
pub struct ImportFacts<'a> {
    /// How many rows would change something.
    pub good: u32,
    /// How many rows did something that stands.
    pub left: u32,
    /// What is wrong with the file, in a sentence.
    pub problem: &'a str,
}

const SOMETHING_TO_WRITE: Guard<ImportState> = Guard {
    rules: &["B2"],
    words: "a row would change something",
    check: |facts, _, reasons| {
        reasons.require(facts.good > 0, || {
            Reason::new(
                "B2",
                "No row would change anything: what is good is there already. Correct the bad rows and import them, or choose to update what differs.",
            )
        });
    },
};

const SOMETHING_LEFT: Guard<ImportState> = Guard {
    rules: &["B3"],
    words: "something that it did stands",
    check: |facts, _, reasons| {
        reasons.require(facts.left > 0, || {
            Reason::new("B3", "There is nothing left of this import to take back.")
        });
    },
};

const PROBLEM_SAID: Guard<ImportState> = Guard {
    rules: &["B1"],
    words: "what is wrong is said",
    check: |facts, _, reasons| {
        reasons.require(!is_blank(facts.problem), || {
            Reason::new(
                "B1",
                "Say what is wrong with the file, so that it can be corrected.",
            )
        });
    },
};

impl Life for ImportState {
    type Act = ImportAct;
    type Facts<'a> = ImportFacts<'a>;
    const NAME: &'static str = "import";
    const FIRST: Self = Self::Uploading;
    const STATES: &'static [Self] = Self::ALL;
    const ACTS: &'static [ImportAct] = ImportAct::ALL;
    const MOVES: &'static [Move<Self>] = &[
        row(Self::Uploading, ImportAct::Arrive, Self::Reading, &[]),
        row(Self::Reading, ImportAct::Read, Self::Mapping, &[]),
        row(
            Self::Uploading,
            ImportAct::Fail,
            Self::Failed,
            &[PROBLEM_SAID],
        ),
        row(
            Self::Reading,
            ImportAct::Fail,
            Self::Failed,
            &[PROBLEM_SAID],
        ),
        row(Self::Mapping, ImportAct::Check, Self::Checking, &[]),
        row(
            Self::Mapping,
            ImportAct::Fail,
            Self::Failed,
            &[PROBLEM_SAID],
        ),
        row(
            Self::Checking,
            ImportAct::FinishChecking,
            Self::Checked,
            &[],
        ),
        row(
            Self::Checking,
            ImportAct::Fail,
            Self::Failed,
            &[PROBLEM_SAID],
        ),
        row(Self::Checked, ImportAct::Check, Self::Checking, &[]),
        row(
            Self::Checked,
            ImportAct::Fail,
            Self::Failed,
            &[PROBLEM_SAID],
        ),
        row(
            Self::Checked,
            ImportAct::Commit,
            Self::Committing,
            &[SOMETHING_TO_WRITE],
        ),
        row(
            Self::Committing,
            ImportAct::FinishCommitting,
            Self::Committed,
            &[],
        ),
        row(
            Self::Committed,
            ImportAct::Undo,
            Self::Undoing,
            &[SOMETHING_LEFT],
        ),
        row(Self::Undoing, ImportAct::FinishUndoing, Self::Undone, &[]),
        row(
            Self::Undone,
            ImportAct::Undo,
            Self::Undoing,
            &[SOMETHING_LEFT],
        ),
    ];

    fn said(self) -> &'static str {
        match self {
            Self::Uploading => "waiting for its file",
            Self::Reading => "being read",
            Self::Mapping => "waiting to be told which column holds what",
            Self::Checking => "being checked",
            Self::Checked => "checked",
            Self::Committing => "being committed",
            Self::Committed => "committed",
            Self::Undoing => "being taken back",
            Self::Undone => "taken back",
            Self::Failed => "of a file that cannot be read",
        }
    }

    fn cannot(act: ImportAct) -> &'static str {
        match act {
            ImportAct::Arrive | ImportAct::Read => "be read",
            ImportAct::Check | ImportAct::FinishChecking => "be checked",
            ImportAct::Commit | ImportAct::FinishCommitting => "be committed",
            ImportAct::Undo | ImportAct::FinishUndoing => "be taken back",
            ImportAct::Fail => "fail",
        }
    }

    fn instead(self, _act: ImportAct) -> (&'static str, &'static str) {
        let instead = match self {
            Self::Uploading => "Send its file first.",
            Self::Mapping => "Say which column holds what, and check it.",
            Self::Reading | Self::Checking | Self::Committing | Self::Undoing => {
                "Wait until that is done."
            }
            Self::Checked => "Commit it, or check it again.",
            Self::Committed => "Import another file, or take this one back.",
            Self::Undone | Self::Failed => "Import the file again.",
        };
        ("L1", instead)
    }
}
