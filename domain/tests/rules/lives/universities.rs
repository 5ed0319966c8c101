//! L1 for universities; what is owed stands in the way by M6.

use domain::lifecycle::{
    MergeInto, UniversityAct as Do, UniversityFacts, UniversityState as Uni, merge, step,
};

use super::{Answer, answer, becomes, lines, moves, refused};
use crate::words::*;

const CLEAR: UniversityFacts<'static> = UniversityFacts {
    open_applications: 0,
    open_quotes: 0,
    outstanding_invoices: 0,
    reason: "It has merged with another.",
    drafts: 0,
    merged: false,
    into: MergeInto {
        itself: false,
        closed: false,
        other_scheme: false,
    },
};

fn close(change: impl Fn(&mut UniversityFacts<'static>)) -> Answer {
    let mut facts = CLEAR;
    change(&mut facts);
    answer(step(Uni::Open, Do::Close, &facts, day("2026-11-23")))
}

fn merged(state: Uni, change: impl Fn(&mut UniversityFacts<'static>)) -> Answer {
    let mut facts = CLEAR;
    change(&mut facts);
    answer(merge(state, &facts, day("2026-11-23")))
}

fn reopen(merged: bool) -> Answer {
    let facts = UniversityFacts { merged, ..CLEAR };
    answer(step(Uni::Closed, Do::Reopen, &facts, day("2026-11-23")))
}

rules! {
    l1_a_university {
        "A university moves in these ways and in no other":
            moves::<Uni>(|_| (CLEAR, "2026-11-23")) => lines("
                OPEN    CLOSE   CLOSED
                OPEN    MERGE   CLOSED
                CLOSED  REOPEN  OPEN");
        "With nothing under way and nothing owed it is closed": close(|_| ()) => becomes("CLOSED");
        "Not while an application is under way": close(|f| f.open_applications = 1) => refused(&["L1"]);
        "Not without a reason": close(|f| f.reason = " ") => refused(&["L1"]);
        "Everything in the way is said at once":
            close(|f| *f = UniversityFacts { open_applications: 2, open_quotes: 1, outstanding_invoices: 3, reason: "", ..CLEAR })
                => refused(&["L1", "M6", "M6", "L1"]);
    }
    l1_a_university_merged_into_another {
        "With nothing under way, drafted or owed it is merged, and closed": merged(Uni::Open, |_| ()) => becomes("CLOSED");
        "A draft of it does not keep it from being closed": close(|f| f.drafts = 1) => becomes("CLOSED");
        "But from being merged: it is sent or withdrawn first": merged(Uni::Open, |f| f.drafts = 1) => refused(&["L1"]);
        "Nor merged while an application is under way": merged(Uni::Open, |f| f.open_applications = 1) => refused(&["L1"]);
        "Nor merged while a quote is open": merged(Uni::Open, |f| f.open_quotes = 1) => refused(&["M6"]);
        "Nor merged while an invoice is outstanding": merged(Uni::Open, |f| f.outstanding_invoices = 1) => refused(&["M6"]);
        "Not into itself": merged(Uni::Open, |f| f.into.itself = true) => refused(&["L1"]);
        "Not into one that is closed": merged(Uni::Open, |f| f.into.closed = true) => refused(&["L1"]);
        "Not into one of another scheme": merged(Uni::Open, |f| f.into.other_scheme = true) => refused(&["L1"]);
        "Nor merged without a reason": merged(Uni::Open, |f| f.reason = " ") => refused(&["L1"]);
        "Not once it is closed": merged(Uni::Closed, |_| ()) => refused(&["L1"]);
        "Everything in the way is said at once, of the other one, too":
            merged(Uni::Closed, |f| *f = UniversityFacts {
                open_applications: 1, drafts: 2, open_quotes: 1, outstanding_invoices: 1, into: MergeInto { itself: false, closed: true, other_scheme: true }, ..CLEAR })
                => refused(&["L1", "L1", "L1", "M6", "M6", "L1", "L1"]);
        "Closed and not merged it is opened again": reopen(false) => becomes("OPEN");
        "Merged it is not: the other goes on": reopen(true) => refused(&["L1"]);
    }
    l1_a_university_that_owes {
        "Not while a quote is open": close(|f| f.open_quotes = 1) => refused(&["M6"]);
        "Not while an invoice is outstanding": close(|f| f.outstanding_invoices = 1) => refused(&["M6"]);
    }
}
