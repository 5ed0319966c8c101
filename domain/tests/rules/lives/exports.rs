//! L1 for exports.

use domain::lifecycle::{ExportAct, ExportFacts, ExportState, step};

use super::{Answer, answer, becomes, lines, moves, refused};
use crate::words::*;

/// Finished on 22 November at noon, and looked at then or later.
fn finished(now: &str) -> ExportFacts {
    let moment = |text: &str| text.parse().expect("a moment");
    ExportFacts {
        ended_at: Some(moment("2026-11-22T12:00:00Z")),
        now: moment(now),
    }
}

fn remove(now: &str) -> Answer {
    let next = step(
        ExportState::Ready,
        ExportAct::Remove,
        &finished(now),
        day("2026-11-22"),
    );
    answer(next)
}

rules! {
    l1_an_export {
        "An export moves in these ways and in no other":
            moves::<ExportState>(|_| (finished("2026-12-22T12:00:00Z"), "2026-12-22")) => lines("
                RUNNING  FINISH  READY
                RUNNING  FAIL    FAILED
                READY    REMOVE  REMOVED");
        "Its file is kept for a week": remove("2026-11-29T11:59:59Z") => refused(&["T4"]);
        "And no longer": remove("2026-11-29T12:00:00Z") => becomes("REMOVED");
    }
}
