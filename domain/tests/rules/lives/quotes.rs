//! L1 and M6 for quotes.

use domain::ApplicationKind::{Initial, Reaccreditation};
use domain::lifecycle::{
    ApplicationState as App, QuoteAct, QuoteFacts, QuoteState, QuotedFacts, step,
};

use super::{Answer, answer, becomes, lines, moves, refused};
use crate::words::*;

/// A quote open until 22 December.
fn quote(state: QuoteState, act: QuoteAct, on: &str) -> Answer {
    answer(step(state, act, &offered(), day(on)))
}

fn offered() -> QuoteFacts<'static> {
    QuoteFacts {
        priced: true,
        open_until: Some(day("2026-12-22")),
        reason: "Priced anew.",
        ..QuoteFacts::default()
    }
}

fn accept_with(purchase_order: &str) -> Answer {
    let facts = QuoteFacts {
        purchase_order_needed: true,
        purchase_order,
        ..offered()
    };
    answer(step(
        QuoteState::Issued,
        QuoteAct::Accept,
        &facts,
        day("2026-12-01"),
    ))
}

/// Accepts a price that was kept for a draft: an initial assessment of two programmes.
fn accept_kept(change: impl FnOnce(&mut QuotedFacts), on: &str) -> Answer {
    let mut of = QuotedFacts {
        reference: "ALD-0001".to_owned(),
        state: App::Draft,
        quoted: (Initial, 2),
        now: (Initial, 2),
        large: false,
    };
    change(&mut of);
    let facts = QuoteFacts {
        applications: &[of],
        ..offered()
    };
    answer(step(QuoteState::Issued, QuoteAct::Accept, &facts, day(on)))
}

fn issue(priced: bool) -> Answer {
    let facts = QuoteFacts {
        priced,
        open_until: None,
        ..offered()
    };
    answer(step(
        QuoteState::Draft,
        QuoteAct::Issue,
        &facts,
        day("2026-12-01"),
    ))
}

fn withdraw_quote(reason: &str) -> Answer {
    let facts = QuoteFacts {
        reason,
        ..offered()
    };
    answer(step(
        QuoteState::Issued,
        QuoteAct::Withdraw,
        &facts,
        day("2026-12-01"),
    ))
}

fn expire_quote_never_issued() -> Answer {
    let facts = QuoteFacts {
        open_until: None,
        ..offered()
    };
    answer(step(
        QuoteState::Issued,
        QuoteAct::Expire,
        &facts,
        day("2026-12-01"),
    ))
}

rules! {
    l1_a_quote {
        "A quote moves in these ways and in no other":
            moves::<QuoteState>(|act| (
                offered(),
                if act == QuoteAct::Expire { "2026-12-22" } else { "2026-12-01" },
            )) => lines("
                DRAFT   ISSUE     ISSUED
                ISSUED  ACCEPT    ACCEPTED
                ISSUED  EXPIRE    EXPIRED
                ISSUED  WITHDRAW  WITHDRAWN");
        "Without a price it is not issued (M3)":
            issue(false) => refused(&["M3"]);
        "With one it is":
            issue(true) => becomes("ISSUED");
        "It is accepted on its last day (M6)":
            quote(QuoteState::Issued, QuoteAct::Accept, "2026-12-21") => becomes("ACCEPTED");
        "It is not accepted afterwards":
            quote(QuoteState::Issued, QuoteAct::Accept, "2026-12-22") => refused(&["M6"]);
        "It does not expire before":
            quote(QuoteState::Issued, QuoteAct::Expire, "2026-12-21") => refused(&["M6"]);
        "What was never open does not expire":
            expire_quote_never_issued() => refused(&["M6"]);
        "Where the university needs a purchase-order number, it is given":
            accept_with(" ") => refused(&["M6"]);
        "With the number it is accepted":
            accept_with("PO-118") => becomes("ACCEPTED");
        "A kept price is accepted while what it names is as it was quoted":
            accept_kept(|_| (), "2026-12-21") => becomes("ACCEPTED");
        "Not when it was submitted already":
            accept_kept(|of| of.state = App::Submitted, "2026-12-21") => refused(&["M6"]);
        "Not when it is of another kind now":
            accept_kept(|of| of.now = (Reaccreditation, 2), "2026-12-21") => refused(&["M6"]);
        "Not when it covers more programmes":
            accept_kept(|of| of.now = (Initial, 3), "2026-12-21") => refused(&["M6"]);
        "Not when one of them is large, which has no list price":
            accept_kept(|of| of.large = true, "2026-12-21") => refused(&["M6"]);
        "Every reason is given: its days are over, too":
            accept_kept(|of| of.now = (Initial, 3), "2026-12-22") => refused(&["M6", "M6"]);
        "Withdrawing a quote needs a reason":
            withdraw_quote("") => refused(&["L1"]);
    }
}
