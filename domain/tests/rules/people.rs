//! U1: who belongs to a university, and who may leave it.

use domain::people::{Leaving, is_email, may_leave};

pub const RULES: &[(&str, &str)] = &[(
    "U1",
    "A university's managers leave it one who has signed in",
)];

const MARA: Leaving<'_> = Leaving {
    name: "Mara",
    manages: true,
    others: 0,
    by_the_scheme: false,
};

fn leaves(leaving: Leaving<'_>) -> bool {
    may_leave(&leaving).is_ok()
}

rules! {
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
