//! L1 for universities; what is owed stands in the way by M6.

use domain::lifecycle::{UniversityAct as Do, UniversityFacts, UniversityState as Uni, step};

use super::{Answer, answer, becomes, lines, moves, refused};
use crate::words::*;

const CLEAR: UniversityFacts<'static> = UniversityFacts {
    open_applications: 0,
    open_quotes: 0,
    outstanding_invoices: 0,
    reason: "It has merged with another.",
};

fn close(change: impl Fn(&mut UniversityFacts<'static>)) -> Answer {
    let mut facts = CLEAR;
    change(&mut facts);
    answer(step(Uni::Open, Do::Close, &facts, day("2026-11-23")))
}

rules! {
    l1_a_university {
        "A university moves in these ways and in no other":
            moves::<Uni>(|_| (CLEAR, "2026-11-23")) => lines("
                OPEN    CLOSE   CLOSED
                CLOSED  REOPEN  OPEN");
        "With nothing under way and nothing owed it is closed": close(|_| ()) => becomes("CLOSED");
        "Not while an application is under way": close(|f| f.open_applications = 1) => refused(&["L1"]);
        "Not without a reason": close(|f| f.reason = " ") => refused(&["L1"]);
        "Everything in the way is said at once":
            close(|f| *f = UniversityFacts { open_applications: 2, open_quotes: 1, outstanding_invoices: 3, reason: "" })
                => refused(&["L1", "M6", "M6", "L1"]);
    }
    l1_a_university_that_owes {
        "Not while a quote is open": close(|f| f.open_quotes = 1) => refused(&["M6"]);
        "Not while an invoice is outstanding": close(|f| f.outstanding_invoices = 1) => refused(&["M6"]);
    }
}
