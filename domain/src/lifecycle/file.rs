//! The life of an evidence file: uploading, scanning, then clean, infected or failed.

use super::{Guard, Life, Move, row};
use crate::code::code_enum;
use crate::input::is_blank;
use crate::refusal::Reason;

code_enum! {
    /// Where an evidence file stands.
    pub enum FileState {
        /// On its way from the browser.
        Uploading = "UPLOADING",
        /// Arrived; being checked (E1-E3).
        Scanning = "SCANNING",
        /// Checked and readable.
        Clean = "CLEAN",
        /// Kept away from everybody (E3).
        Infected = "INFECTED",
        /// Not what was declared, or of a type that is not allowed (E1, E2).
        Failed = "FAILED",
    }
}

code_enum! {
    /// What may happen to an evidence file.
    pub enum FileAct {
        /// Its last byte has arrived.
        Finish = "FINISH",
        /// Its checks found nothing wrong.
        Pass = "PASS",
        /// Malware was found in it.
        Quarantine = "QUARANTINE",
        /// It did not arrive, or its checks found something else wrong.
        Fail = "FAIL",
    }
}

/// What the guards of a file's life look at.
#[derive(Debug, Clone, Copy, Default)]
pub struct FileFacts<'a> {
    /// What is wrong with it, in a sentence; blank where nothing was found.
    pub problem: &'a str,
}

const NOTHING_WRONG: Guard<FileState> = Guard {
    rules: &["E1", "E2", "E3"],
    words: "as declared, of an allowed type, no malware",
    check: |facts, _, reasons| {
        reasons.require(is_blank(facts.problem), || {
            Reason::new("E3", format!("The file is not clean: {}", facts.problem))
        });
    },
};

const PROBLEM_SAID: Guard<FileState> = Guard {
    rules: &["E1", "E2", "E3"],
    words: "what is wrong is said",
    check: |facts, _, reasons| {
        reasons.require(!is_blank(facts.problem), || {
            Reason::new(
                "E3",
                "Say what is wrong with the file, so that its owner knows.",
            )
        });
    },
};

impl Life for FileState {
    type Act = FileAct;
    type Facts<'a> = FileFacts<'a>;
    const NAME: &'static str = "file";
    const FIRST: Self = Self::Uploading;
    const STATES: &'static [Self] = Self::ALL;
    const ACTS: &'static [FileAct] = FileAct::ALL;
    const MOVES: &'static [Move<Self>] = &[
        row(Self::Uploading, FileAct::Finish, Self::Scanning, &[]),
        row(
            Self::Uploading,
            FileAct::Fail,
            Self::Failed,
            &[PROBLEM_SAID],
        ),
        row(Self::Scanning, FileAct::Pass, Self::Clean, &[NOTHING_WRONG]),
        row(
            Self::Scanning,
            FileAct::Quarantine,
            Self::Infected,
            &[PROBLEM_SAID],
        ),
        row(Self::Scanning, FileAct::Fail, Self::Failed, &[PROBLEM_SAID]),
    ];

    fn said(self) -> &'static str {
        match self {
            Self::Uploading => "still on its way",
            Self::Scanning => "being checked",
            Self::Clean => "checked and clean",
            Self::Infected => "quarantined",
            Self::Failed => "refused",
        }
    }

    fn cannot(act: FileAct) -> &'static str {
        match act {
            FileAct::Finish => "be finished",
            FileAct::Pass => "pass its checks",
            FileAct::Quarantine => "be quarantined",
            FileAct::Fail => "fail its checks",
        }
    }

    fn instead(self, _act: FileAct) -> (&'static str, &'static str) {
        match self {
            Self::Uploading => ("E3", "Let it arrive and be checked first."),
            Self::Scanning => ("E1", "Wait a little."),
            Self::Clean => ("E1", "Add another file instead."),
            Self::Infected | Self::Failed => ("E1", "Remove it and upload it again."),
        }
    }
}
