//! L1 for letters.

use domain::lifecycle::LetterState;

use super::{lines, moves};

rules! {
    l1_a_letter {
        "A letter moves in these ways and in no other":
            moves::<LetterState>(|_| ((), "2026-11-22")) => lines("
                QUEUED      SEND      SENT
                QUEUED      FAIL      FAILED
                QUEUED      BOUNCE    BOUNCED
                QUEUED      SUPPRESS  SUPPRESSED
                SENT        RESEND    QUEUED
                FAILED      RESEND    QUEUED
                BOUNCED     RESEND    QUEUED
                SUPPRESSED  RESEND    QUEUED");
    }
}
