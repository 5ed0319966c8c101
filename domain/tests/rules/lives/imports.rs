//! L1 for imports.

use domain::lifecycle::{ImportFacts, ImportState};

use super::{lines, moves};

const NOTHING_IN_THE_WAY: ImportFacts<'static> = ImportFacts {
    good: 1,
    left: 1,
    problem: "It is empty.",
};

rules! {
    l1_every_move_of_an_import {
        "An import": moves::<ImportState>(|_| (NOTHING_IN_THE_WAY, "2026-11-23")) => lines("
            UPLOADING ARRIVE READING
            UPLOADING FAIL FAILED
            READING READ MAPPING
            READING FAIL FAILED
            MAPPING CHECK CHECKING
            MAPPING FAIL FAILED
            CHECKING FINISH_CHECKING CHECKED
            CHECKING FAIL FAILED
            CHECKED CHECK CHECKING
            CHECKED COMMIT COMMITTING
            CHECKED FAIL FAILED
            COMMITTING FINISH_COMMITTING COMMITTED
            COMMITTED UNDO UNDOING
            UNDOING FINISH_UNDOING UNDONE
            UNDONE UNDO UNDOING
        ");
    }
}
