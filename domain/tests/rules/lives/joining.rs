//! L1 for requests to join (U6).

use domain::lifecycle::{JoinAct, JoinFacts, JoinState, step};

use super::{Answer, answer, becomes, lines, moves, refused};
use crate::words::*;

const SAID: JoinFacts<'_> = JoinFacts {
    reason: "It is no university.",
};

fn decline(reason: &str) -> Answer {
    let facts = JoinFacts { reason };
    let next = step(
        JoinState::Asked,
        JoinAct::Decline,
        &facts,
        day("2026-11-22"),
    );
    answer(next)
}

rules! {
    l1_a_request_to_join {
        "It moves in these ways and in no other":
            moves::<JoinState>(|_| (SAID, "2026-11-22")) => lines("
                ASKED  ACCEPT   ACCEPTED
                ASKED  DECLINE  DECLINED");
        "Whoever declines it says why": decline(" \n") => refused(&["U6"]);
        "And may then": decline("It is no university.") => becomes("DECLINED");
    }
}
