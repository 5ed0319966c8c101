//! U1, U2: who belongs to a university and who may leave it; who proved lately who they are.

use chrono::{DateTime, TimeDelta};
use domain::access::{Act, is_fresh, wants_proof};
use domain::people::{Leaving, is_email, may_leave};

pub const RULES: &[(&str, &str)] = &[
    (
        "U1",
        "A university's managers leave it one who has signed in",
    ),
    (
        "U2",
        "Tokens and exports need somebody who signed in within the last five minutes",
    ),
];

const MARA: Leaving<'_> = Leaving {
    name: "Mara",
    manages: true,
    others: 0,
    by_the_scheme: false,
};

fn leaves(leaving: Leaving<'_>) -> bool {
    may_leave(&leaving).is_ok()
}

/// Whether somebody who proved who they are so many seconds ago has done so lately.
fn fresh(seconds: i64) -> bool {
    let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
    is_fresh(Some(now - TimeDelta::seconds(seconds)), now)
}

fn never() -> bool {
    is_fresh(None, DateTime::UNIX_EPOCH)
}

rules! {
    u2_five_minutes_after_signing_in_it_is_asked_for_again {
        "Somebody who signed in just now": fresh(0) => true;
        "To the second": fresh(300) => true;
        "A second later": fresh(301) => false;
        "A session of this morning": fresh(4 * 3600) => false;
        "A clock that was put back does not make it older": fresh(-2) => true;
        "A session that does not say when": never() => false;
    }

    u2_what_opens_or_takes_away_much_needs_it {
        "Making a machine's token": wants_proof(Act::MakeToken) => true;
        "Making an export": wants_proof(Act::MakeExport) => true;
        "Running a saved report": wants_proof(Act::RunReport) => true;
        "Fetching an export": wants_proof(Act::OpenExport) => true;
        "Taking a university's records": wants_proof(Act::ExportUniversity) => true;
        "Taking the invoices": wants_proof(Act::ExportInvoices) => true;
        "Revoking a token never waits": wants_proof(Act::RevokeToken) => false;
        "Nor does ending a session": wants_proof(Act::EndSession) => false;
        "Reading one piece of evidence is everyday work": wants_proof(Act::OpenEvidence) => false;
        "So is judging": wants_proof(Act::JudgeCriterion) => false;
    }

    u1_the_last_manager_stays_until_another_has_signed_in {
        "The last one who has signed in stays": leaves(MARA) => false;
        "With another who has signed in they may leave": leaves(Leaving { others: 1, ..MARA }) => true;
        "Somebody who never signed in may be taken off the list": leaves(Leaving { manages: false, ..MARA }) => true;
        "The scheme may take the last one away": leaves(Leaving { by_the_scheme: true, ..MARA }) => true;
    }

    u1_an_invitation_goes_to_an_address {
        "A name, an @ and a domain": is_email("mara.example+pillars@mentoring.alderbrook.ac.uk") => true;
        "A domain in letters of its own": is_email("jurgen@müller.example") => true;
        "Nobody at a domain": is_email("@alderbrook.ac.uk") => false;
        "Somebody nowhere": is_email("mara@") => false;
        "A machine without a domain": is_email("mara@localhost") => false;
        "A domain with an empty part": is_email("mara@alderbrook..uk") => false;
        "Two at once": is_email("mara@alderbrook.test,olive@pillars.test") => false;
        "A name with an @": is_email("mara@olive@pillars.test") => false;
        "A line break": is_email("mara@alderbrook.test\nBcc: olive@pillars.test") => false;
        "A name in brackets": is_email("Mara <mara@alderbrook.test>") => false;
        "No @": is_email("mara") => false;
    }
}
