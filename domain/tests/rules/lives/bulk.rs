//! L1 for bulk acts, and for reminders sent by hand.

use chrono::{DateTime, Utc};
use domain::lifecycle::{
    ApplicationState as App, BulkFacts, BulkKind, BulkState, BulkStep, ReminderFacts, step,
    whom_to_remind,
};

use super::{Answer, answer, becomes, lines, moves, refused};
use crate::words::*;

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().expect("a moment")
}

/// Applied on 22 November at noon, and looked at then.
fn applied(kind: BulkKind) -> BulkFacts {
    BulkFacts {
        kind,
        may: 12,
        applied_at: Some(moment("2026-11-22T12:00:00Z")),
        now: moment("2026-11-22T12:00:00Z"),
    }
}

fn apply(may: usize) -> Answer {
    let facts = BulkFacts {
        may,
        ..applied(BulkKind::Hold)
    };
    let next = step(
        BulkState::Checked,
        BulkStep::Apply,
        &facts,
        day("2026-11-22"),
    );
    answer(next)
}

fn undo(kind: BulkKind, now: &str) -> Answer {
    let facts = BulkFacts {
        now: moment(now),
        ..applied(kind)
    };
    let next = step(BulkState::Done, BulkStep::Undo, &facts, day("2026-11-22"));
    answer(next)
}

fn remind(state: App, paid: bool, assigned: bool, last: Option<&str>) -> Answer {
    let facts = ReminderFacts {
        state,
        paid,
        assigned,
        last: last.map(day),
    };
    whom_to_remind(&facts, day("2026-11-22"))
        .map(|party| party.to_string())
        .map_err(|refusal| refusal.reasons().iter().map(|r| r.rule).collect())
}

rules! {
    l1_a_bulk_act {
        "A bulk act moves in these ways and in no other":
            moves::<BulkState>(|_| (applied(BulkKind::Hold), "2026-11-22")) => lines("
                CHECKING  FINISH  CHECKED
                CHECKED   APPLY   RUNNING
                RUNNING   FINISH  DONE
                DONE      UNDO    UNDOING
                UNDOING   FINISH  UNDONE");
        "Applied to one of many it is applied": apply(1) => becomes("RUNNING");
        "Where it may be done to none it is not applied": apply(0) => refused(&["L1"]);
        "A hold is taken back a day later": undo(BulkKind::Hold, "2026-11-23T12:00:00Z") => becomes("UNDOING");
        "And not a second after that": undo(BulkKind::Hold, "2026-11-23T12:00:01Z") => refused(&["L1"]);
        "Going on is taken back": undo(BulkKind::Resume, "2026-11-22T12:01:00Z") => becomes("UNDOING");
        "A letter is not": undo(BulkKind::Remind, "2026-11-22T12:01:00Z") => refused(&["L1"]);
        "Nor is an assessment that has started (M7)":
            undo(BulkKind::StartBeforePayment, "2026-11-22T12:01:00Z") => refused(&["L1"]);
        "Every reason is given": undo(BulkKind::Remind, "2026-11-25T12:00:00Z") => refused(&["L1", "L1"]);
    }

    l1_whom_a_reminder_reaches {
        "A draft is its university's": remind(App::Draft, false, false, None) => becomes("UNIVERSITY");
        "So is an answer": remind(App::AwaitingEvidence, true, true, None) => becomes("UNIVERSITY");
        "And a payment": remind(App::Submitted, false, true, None) => becomes("UNIVERSITY");
        "What is being judged is its assessor's": remind(App::InAssessment, true, true, Some("2026-11-21")) => becomes("ASSESSOR");
        "What nobody judges yet is the operator's own move": remind(App::InAssessment, true, false, None) => refused(&["L1"]);
        "And so is what is on hold": remind(App::OnHold, true, true, None) => refused(&["L1"]);
        "What is over is nobody's": remind(App::Decided, true, true, None) => refused(&["L1"]);
        "Nobody is reminded twice a day": remind(App::Draft, false, false, Some("2026-11-22")) => refused(&["L1"]);
        "Nor of what is not their move, twice":
            remind(App::OnHold, true, true, Some("2026-11-22")) => refused(&["L1", "L1"]);
    }
}
