//! U1-U7: who belongs to a university and who may leave it; who proved lately who they are; by what they sign in, whose a domain is, who is erased, which university may ask to join, and who comes in by what is said of them.

use chrono::{DateTime, TimeDelta};
use domain::access::{Act, Role, is_fresh, wants_proof};
use domain::claims::{Rule, roles, says};
use domain::domains::{Found, domain_name, entry, look, of_address};
use domain::erasure::{Erasing, Fate, Part, may_erase, names_them};
use domain::joining::JoinInput;
use domain::people::{Leaving, is_email, may_leave};
use domain::provider::{Entered, may_close, may_leave_shared, may_open, not_an_issuer};

pub const RULES: &[(&str, &str)] = &[
    (
        "U1",
        "A university's managers leave it one who has signed in",
    ),
    (
        "U2",
        "Tokens, exports, erasing and how people sign in need somebody who signed in within the last five minutes",
    ),
    (
        "U3",
        "A university's provider is taken in use once every step of trying it passed, lets in for that university alone, and is not the last way that is closed",
    ),
    (
        "U4",
        "An e-mail domain leads to a university's sign-in once its DNS or an operator says that it is theirs, and is one university's",
    ),
    (
        "U5",
        "Who is erased leaves nobody without a manager, no case without an assessor, and no record of the university's (T6)",
    ),
    (
        "U6",
        "A university asks to join by somebody at its own e-mail domain, and takes part once an operator says so; its first manager sets up how it signs in",
    ),
    (
        "U7",
        "Who comes in by what their university's own provider says of them is what its rules say, and no more",
    ),
    (
        "U8",
        "Administrators say who runs the scheme and operators who judges for it; it keeps an administrator who has signed in, and no case loses whoever judges it",
    ),
    (
        "U9",
        "A contributor works on what covers a programme they are named on, and reads all else",
    ),
    (
        "U10",
        "Whoever a university's own provider says is gone leaves it, and its last manager is followed by the first who was named and has signed in",
    ),
    (
        "U11",
        "Whoever runs the scheme acts for an open university for a while, says why, and leaves what wants proof to others",
    ),
];

/// The fields at fault of a request whose asker, domain and university are these.
fn asked(university: &str, domain: &str, email: &str) -> Vec<String> {
    let input = JoinInput {
        university: university.to_owned(),
        address: "1 High Street\nPenhallow".to_owned(),
        domain: domain.to_owned(),
        name: "Mara Example".to_owned(),
        position: "Head of mentoring".to_owned(),
        email: email.to_owned(),
    };
    let wrong = input.validate().err();
    let fields = wrong.iter().flat_map(|wrong| wrong.fields());
    fields.map(|problem| problem.field.clone()).collect()
}

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

/// Whether a provider of version 3 may be opened that was last tried as said.
fn opens(checked: Option<(i32, bool)>) -> bool {
    may_open(Entered {
        version: 3,
        checked,
    })
    .is_ok()
}

fn is_issuer(text: &str) -> bool {
    not_an_issuer(text, false).is_none()
}

/// What somebody is of whom this claim says that, where staff are contributors and the mentoring team manages.
fn is_by(claim: &str, value: serde_json::Value) -> Vec<Role> {
    let rule = |value, role| Rule {
        claim: "groups",
        value,
        role,
    };
    let rules = [
        rule("staff", Role::Contributor),
        rule("mentoring", Role::Manager),
    ];
    roles(&rules, &[(claim.to_owned(), value)].into())
}

fn kept(text: &str) -> Option<String> {
    domain_name(text).ok()
}

fn seen(texts: &[&str]) -> Found {
    let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
    look(&texts, "a1b2")
}

fn never() -> bool {
    is_fresh(None, DateTime::UNIX_EPOCH)
}

const LEAVER: Erasing<'_> = Erasing {
    name: "Mara Example",
    itself: false,
    last_manager_of: &[],
    open_cases: 0,
    runs_alone: false,
};

fn erases(who: &Erasing<'_>) -> bool {
    may_erase(who).is_ok()
}

/// How many reasons stand in the way.
fn reasons(who: &Erasing<'_>) -> usize {
    may_erase(who).map_or_else(|refusal| refusal.reasons().len(), |()| 0)
}

fn alderbrook() -> Vec<String> {
    vec!["University of Alderbrook".to_owned()]
}

fn goes(part: Part) -> bool {
    matches!(part.fate(), Fate::Goes(_))
}

fn named(reason: &str) -> bool {
    names_them(reason, "Mara Al Example", Some("m.example@alderbrook.test"))
}

rules! {
    u5_nobody_is_erased_who_is_needed_still {
        "Somebody who left and has nothing in hand": erases(&LEAVER) => true;
        "The last manager of a university who has signed in": erases(&Erasing { last_manager_of: &alderbrook(), ..LEAVER }) => false;
        "An assessor with a case in hand": erases(&Erasing { open_cases: 1, ..LEAVER }) => false;
        "The only one who runs the scheme": erases(&Erasing { runs_alone: true, ..LEAVER }) => false;
        "Oneself": erases(&Erasing { itself: true, ..LEAVER }) => false;
        "Every reason is said at once": reasons(&Erasing { itself: true, last_manager_of: &alderbrook(), open_cases: 2, runs_alone: true, ..LEAVER }) => 4;
    }

    u5_what_says_who_they_are_goes_and_what_they_did_stays {
        "Name and address go": goes(Part::Name) => true;
        "So do letters to them": goes(Part::Letter) => true;
        "So do their words in the trail": goes(Part::TrailWords) => true;
        "Decisions stay": goes(Part::Decision) => false;
        "So do ratings and evidence, which are the university's": goes(Part::Rating) => false;
        "So do quotes and payments, as the law asks": goes(Part::Money) => false;
        "So does what happened": goes(Part::Trail) => false;
    }

    u5_the_reason_does_not_name_them {
        "A reason without a name": named("They left in 2025 and asked for it.") => false;
        "A word of the name": named("mara asked for it.") => true;
        "The surname, with a comma": named("Erase Example, please") => true;
        "The address at the end": named("Asked by m.example@alderbrook.test.") => true;
        "A word that only begins like the name": named("Examples were given.") => false;
        "Two letters of a name are in many sentences": named("Al of the team left.") => false;
    }

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
        "Entering a provider": wants_proof(Act::SaveProvider) => true;
        "Taking one in use": wants_proof(Act::OpenProvider) => true;
        "Closing one": wants_proof(Act::CloseProvider) => true;
        "Leaving the shared sign-in": wants_proof(Act::ShareSignIn) => true;
        "Trying one changes nothing": wants_proof(Act::TryProvider) => false;
        "Taking what is held of a person": wants_proof(Act::ExportPerson) => true;
        "Taking what is held of oneself": wants_proof(Act::ExportOwnData) => true;
        "Erasing somebody": wants_proof(Act::ErasePerson) => true;
        "Revoking a token never waits": wants_proof(Act::RevokeToken) => false;
        "Nor does ending a session": wants_proof(Act::EndSession) => false;
        "Reading one piece of evidence is everyday work": wants_proof(Act::OpenEvidence) => false;
        "So is judging": wants_proof(Act::JudgeCriterion) => false;
    }

    u3_a_provider_opens_once_every_step_passed {
        "Tried as it is entered now, every step": opens(Some((3, true))) => true;
        "A step did not pass": opens(Some((3, false))) => false;
        "Changed since it was tried": opens(Some((2, true))) => false;
        "Never tried": opens(None) => false;
    }

    u3_nobody_is_locked_out {
        "The last way stays": may_close(false, false).is_ok() => false;
        "With another it may be closed": may_close(true, false).is_ok() => true;
        "The scheme may close the last one": may_close(false, true).is_ok() => true;
        "The shared ones are left once a manager signed in by their own": may_leave_shared(true).is_ok() => true;
        "Not before": may_leave_shared(false).is_ok() => false;
    }

    u3_an_issuer_is_an_address_of_tls_alone {
        "A host": is_issuer("https://login.alderbrook.ac.uk") => true;
        "A path": is_issuer("https://login.example/realms/staff/") => true;
        "A port": is_issuer("https://login.example:8443") => true;
        "Without TLS": is_issuer("http://login.example") => false;
        "Without TLS, where things are tried": not_an_issuer("http://login.example", true).is_none() => true;
        "Another scheme": is_issuer("ftp://login.example") => false;
        "No scheme": is_issuer("login.example") => false;
        "No host": is_issuer("https:///realm") => false;
        "A name before the host": is_issuer("https://login.example@evil.example") => false;
        "A question": is_issuer("https://login.example/?tenant=1") => false;
        "A fragment": is_issuer("https://login.example/#x") => false;
        "A backslash": is_issuer("https://login.example\\evil") => false;
        "A space": is_issuer("https://login .example") => false;
        "A line break": is_issuer("https://login.example\nHost: evil") => false;
        "Letters of no address": is_issuer("https://lögin.example") => false;
    }

    u4_the_dns_says_whose_a_domain_is {
        "It says what it is to say": seen(&[&entry("a1b2")]) => Found::Verified;
        "Among others": seen(&["v=spf1 -all", "pillars-verification=a1b2 "]) => Found::Verified;
        "Nothing": seen(&[]) => Found::NoEntry;
        "Another's": seen(&["pillars-verification=c3d4"]) => Found::AnotherEntry;
        "More than that": seen(&["pillars-verification=a1b2 and c3d4"]) => Found::AnotherEntry;
    }

    u4_a_domain_is_what_comes_after_the_at {
        "As it is": kept("alderbrook.ac.uk").as_deref() => Some("alderbrook.ac.uk");
        "With an @ and capital letters": kept(" @Alderbrook.AC.uk ").as_deref() => Some("alderbrook.ac.uk");
        "With hyphens and digits": kept("mentoring-4.xn--mller-kva.example").as_deref() => Some("mentoring-4.xn--mller-kva.example");
        "One word": kept("alderbrook") => None;
        "An address": kept("mara@alderbrook.ac.uk") => None;
        "Of the web": kept("https://alderbrook.ac.uk") => None;
        "A part without a letter": kept("alderbrook..uk") => None;
        "A part that begins with a hyphen": kept("-alderbrook.uk") => None;
        "Numbers": kept("10.0.0.1") => None;
        "Everybody's": kept("gmail.com") => None;
        "Letters of no domain": kept("älderbrook.uk") => None;
        "Of somebody's address": of_address("Mara@Alderbrook.ac.uk").as_deref() => Some("alderbrook.ac.uk");
        "Of nobody's": of_address("Mara") => None;
    }

    u6_whoever_asks_works_there {
        "At the domain": asked("Penhallow", "penhallow.ac.uk", "mara@penhallow.ac.uk") => Vec::<String>::new();
        "Below it, in capital letters": asked("Penhallow", "@Penhallow.ac.uk", "Mara@Staff.penhallow.ac.uk") => Vec::<String>::new();
        "At another": asked("Penhallow", "penhallow.ac.uk", "mara@alderbrook.ac.uk") => vec!["email".to_owned()];
        "At one that only ends like it": asked("Penhallow", "penhallow.ac.uk", "mara@notpenhallow.ac.uk") => vec!["email".to_owned()];
        "At everybody's": asked("Penhallow", "gmail.com", "mara@gmail.com") => vec!["domain".to_owned()];
        "At no address": asked("Penhallow", "penhallow.ac.uk", "mara") => vec!["email".to_owned()];
        "For nobody": asked(" ", "penhallow.ac.uk", "mara@penhallow.ac.uk") => vec!["university".to_owned()];
    }

    u7_roles_are_what_the_rules_say {
        "One that holds": is_by("groups", "staff".into()) => [Role::Contributor];
        "A list in which one holds": is_by("groups", vec!["others", "mentoring"].into()) => [Role::Manager];
        "Both": is_by("groups", vec!["staff", "mentoring"].into()) => [Role::Manager, Role::Contributor];
        "None that holds": is_by("groups", "students".into()) => [];
        "Another claim": is_by("department", "staff".into()) => [];
    }

    u7_a_claim_says_a_text_or_a_list_with_it {
        "The text to the letter": says(&"staff".into(), "staff") => true;
        "Other letters": says(&"Staff".into(), "staff") => false;
        "A part of it": says(&"staff mentoring".into(), "staff") => false;
        "A list with it": says(&vec!["a", "staff"].into(), "staff") => true;
        "An empty list": says(&serde_json::Value::Array(Vec::new()), "staff") => false;
        "A number": says(&1.into(), "1") => false;
        "A truth": says(&true.into(), "true") => false;
        "Nothing": says(&serde_json::Value::Null, "null") => false;
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
