//! L1: applications and evidence requests move only along their lives, and each move has its guards.

pub mod bulk;
pub mod exports;
pub mod imports;
pub mod joining;
pub mod letters;
pub mod papers;
pub mod quotes;
pub mod universities;

use domain::lifecycle::{
    ApplicationAct as Do, ApplicationFacts, ApplicationState as App, Life, Party, RequestAct,
    RequestDue, RequestState, SecondMarking, may_be_judged, next_round, says_its_language, step,
    waiting_on,
};
use domain::{Reason, Refusal};

use crate::words::*;

pub const RULES: &[(&str, &str)] = &[(
    "L1",
    "Applications, bulk acts, exports, requests, files, letters, quotes, invoices, awards, orders, universities and requests to join move only along their lives",
)];

/// Where an act leads, or the rules that refuse it.
pub type Answer = Result<String, Vec<&'static str>>;

pub fn answer<S: Life>(next: Result<S, Refusal>) -> Answer {
    next.map(|state| state.to_string())
        .map_err(|refusal| refusal.reasons().iter().map(|r| r.rule).collect())
}

pub fn becomes(state: &str) -> Answer {
    Ok(state.to_owned())
}

pub fn refused(rules: &[&'static str]) -> Answer {
    Err(rules.to_vec())
}

/// Every move there is when no guard stands in the way: `from act to`.
pub fn moves<S: Life>(facts: impl Fn(S::Act) -> (S::Facts<'static>, &'static str)) -> Vec<String> {
    let mut moves = Vec::new();
    for state in S::STATES {
        for act in S::ACTS {
            let (facts, on) = facts(*act);
            if let Ok(next) = step(*state, *act, &facts, day(on)) {
                moves.push(format!("{state} {act} {next}"));
            }
        }
    }
    moves
}

/// Lines as a person writes them.
pub fn lines(text: &str) -> Vec<String> {
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    text.lines().map(words).filter(|l| !l.is_empty()).collect()
}

/// An application about which nothing stands in the way of anything.
fn clear() -> ApplicationFacts<'static> {
    ApplicationFacts {
        paid: true,
        assigned: true,
        rounds: 1,
        reason: "Asked by the university.",
        ..ApplicationFacts::default()
    }
}

fn unpaid() -> ApplicationFacts<'static> {
    ApplicationFacts {
        paid: false,
        ..clear()
    }
}

fn let_start(mut facts: ApplicationFacts<'static>) -> ApplicationFacts<'static> {
    facts.may_start_before_payment = true;
    facts
}

fn unassigned(mut facts: ApplicationFacts<'static>) -> ApplicationFacts<'static> {
    facts.assigned = false;
    facts
}

fn without_reason() -> ApplicationFacts<'static> {
    ApplicationFacts {
        reason: " \n",
        ..clear()
    }
}

fn rounds(rounds: u8) -> ApplicationFacts<'static> {
    ApplicationFacts { rounds, ..clear() }
}

fn open_requests(open_requests: usize) -> ApplicationFacts<'static> {
    ApplicationFacts {
        open_requests,
        ..clear()
    }
}

fn sampled(submitted: bool, differs: bool, settled: bool) -> ApplicationFacts<'static> {
    let second_marking = Some(SecondMarking {
        submitted,
        differs,
        settled,
    });
    ApplicationFacts {
        second_marking,
        ..clear()
    }
}

fn made() -> ApplicationFacts<'static> {
    ApplicationFacts {
        made: true,
        ..clear()
    }
}

fn application(state: App, act: Do, facts: ApplicationFacts<'_>) -> Answer {
    answer(step(state, act, &facts, day("2026-11-22")))
}

/// With these reasons standing in the way of submitting and of deciding.
fn in_the_way(state: App, act: Do, reasons: &[Reason]) -> Answer {
    application(
        state,
        act,
        ApplicationFacts {
            missing: reasons,
            undecided: reasons,
            ..clear()
        },
    )
}

fn told(state: App, act: Do) -> String {
    step(state, act, &open_requests(2), day("2026-11-22"))
        .unwrap_err()
        .to_string()
}

fn request(state: RequestState, act: RequestAct, due: &str, on: &str) -> Answer {
    answer(step(state, act, &RequestDue { due_on: day(due) }, day(on)))
}

/// The round of one more request.
fn round_after(requests: &[(u8, RequestState)]) -> Result<u8, Vec<&'static str>> {
    next_round(requests).map_err(|r| r.reasons().iter().map(|r| r.rule).collect())
}

rules! {
    l1_an_application {
        "An application moves in these ways and in no other":
            moves::<App>(|act| match act {
                Do::Moderate => (sampled(false, false, false), "2026-11-22"),
                _ => (clear(), "2026-11-22"),
            }) => lines("
                DRAFT              SUBMIT            SUBMITTED
                DRAFT              WITHDRAW          WITHDRAWN
                SUBMITTED          START             IN_ASSESSMENT
                SUBMITTED          WITHDRAW          WITHDRAWN
                IN_ASSESSMENT      REQUEST_EVIDENCE  AWAITING_EVIDENCE
                IN_ASSESSMENT      HOLD              ON_HOLD
                IN_ASSESSMENT      MODERATE          MODERATION
                IN_ASSESSMENT      DECIDE            DECIDED
                IN_ASSESSMENT      WITHDRAW          WITHDRAWN
                AWAITING_EVIDENCE  REQUEST_EVIDENCE  AWAITING_EVIDENCE
                AWAITING_EVIDENCE  REQUEST_SETTLED   AWAITING_EVIDENCE
                AWAITING_EVIDENCE  EVIDENCE_SETTLED  IN_ASSESSMENT
                AWAITING_EVIDENCE  MODERATE          MODERATION
                AWAITING_EVIDENCE  DECIDE            DECIDED
                AWAITING_EVIDENCE  WITHDRAW          WITHDRAWN
                MODERATION         SEND_BACK         IN_ASSESSMENT
                MODERATION         DECIDE            DECIDED
                MODERATION         WITHDRAW          WITHDRAWN
                ON_HOLD            RESUME            IN_ASSESSMENT
                ON_HOLD            WITHDRAW          WITHDRAWN");
        "Its life is over when it is decided or withdrawn":
            App::ALL.iter().copied().filter(|s| s.is_over()).collect::<Vec<_>>()
            => vec![App::Decided, App::Withdrawn];
        "An incomplete draft is not submitted, and every reason is given":
            in_the_way(App::Draft, Do::Submit, &[Reason::new("G1", "One."), Reason::new("P2", "Two.")])
            => refused(&["G1", "P2"]);
        "Assessment starts when the order is paid and somebody is assigned":
            application(App::Submitted, Do::Start, clear()) => becomes("IN_ASSESSMENT");
        "Assessment starts before payment where an operator says so (M7)":
            application(App::Submitted, Do::Start, let_start(unpaid())) => becomes("IN_ASSESSMENT");
        "Assessment does not start before payment otherwise (M7)":
            application(App::Submitted, Do::Start, unpaid()) => refused(&["M7"]);
        "Assessment does not start while nobody is assigned":
            application(App::Submitted, Do::Start, unassigned(clear())) => refused(&["W1"]);
        "Neither paid nor assigned: both are told":
            application(App::Submitted, Do::Start, unassigned(unpaid())) => refused(&["M7", "W1"]);
        "Holding needs a reason":
            application(App::InAssessment, Do::Hold, without_reason()) => refused(&["L1"]);
        "Withdrawing an application needs a reason":
            application(App::Submitted, Do::Withdraw, without_reason()) => refused(&["L1"]);
        "Withdrawing needs a reason while on hold too":
            application(App::OnHold, Do::Withdraw, without_reason()) => refused(&["L1"]);
        "Resuming needs none":
            application(App::OnHold, Do::Resume, without_reason()) => becomes("IN_ASSESSMENT");
        "Only what is in assessment is put on hold":
            application(App::AwaitingEvidence, Do::Hold, clear()) => refused(&["L1"]);
        "A refusal says where it stands and what cannot be done":
            told(App::Draft, Do::Hold)
            => "L1: The application is a draft, so it cannot be put on hold. Submit it first.".to_owned();
    }

    l1_evidence_is_awaited {
        "The third round of requests may be asked":
            application(App::InAssessment, Do::RequestEvidence, rounds(2)) => becomes("AWAITING_EVIDENCE");
        "A fourth may not":
            application(App::InAssessment, Do::RequestEvidence, rounds(3)) => refused(&["L1"]);
        "In the third round more may be asked while it is open":
            application(App::AwaitingEvidence, Do::RequestEvidence, rounds(3)) => becomes("AWAITING_EVIDENCE");
        "Assessment goes on when the last open request is settled":
            application(App::AwaitingEvidence, Do::EvidenceSettled, clear()) => becomes("IN_ASSESSMENT");
        "It does not go on while another is open":
            application(App::AwaitingEvidence, Do::EvidenceSettled, open_requests(1)) => refused(&["J5"]);
        "Nothing is decided while evidence is awaited (J5)":
            application(App::AwaitingEvidence, Do::Decide, open_requests(1)) => refused(&["J5"]);
        "Two open requests are told as two":
            told(App::AwaitingEvidence, Do::Decide)
            => "J5: Two evidence requests are still open. Wait for the answer or for the due date to pass."
                .to_owned();
        "A request past its due date holds nothing up, marked lapsed or not":
            application(App::AwaitingEvidence, Do::Decide, clear()) => becomes("DECIDED");
    }

    l1_deciding_and_moderation {
        "What is not judged is not decided, and every reason is given":
            in_the_way(App::InAssessment, Do::Decide, &[Reason::new("J3", "One."), Reason::new("J5", "Two.")])
            => refused(&["J3", "J5"]);
        "A sampled application is not decided past its second marking (J6)":
            application(App::InAssessment, Do::Decide, sampled(false, false, false)) => refused(&["J6"]);
        "Nor out of awaiting evidence":
            application(App::AwaitingEvidence, Do::Decide, sampled(false, false, false)) => refused(&["J6"]);
        "It goes into moderation":
            application(App::InAssessment, Do::Moderate, sampled(false, false, false)) => becomes("MODERATION");
        "What was not sampled does not":
            application(App::InAssessment, Do::Moderate, clear()) => refused(&["J6"]);
        "What is not judged does not":
            in_the_way(App::InAssessment, Do::Moderate, &[Reason::new("J3", "One.")]) => refused(&["J6", "J3"]);
        "It is not released before the second assessor has submitted":
            application(App::Moderation, Do::Decide, sampled(false, false, false)) => refused(&["J6"]);
        "A lead assessor does not settle what is not there yet":
            application(App::Moderation, Do::Decide, sampled(false, false, true)) => refused(&["J6"]);
        "It is released when both agree":
            application(App::Moderation, Do::Decide, sampled(true, false, false)) => becomes("DECIDED");
        "It is not released while the outcomes differ":
            application(App::Moderation, Do::Decide, sampled(true, true, false)) => refused(&["J6"]);
        "It is released when a lead assessor has settled the difference":
            application(App::Moderation, Do::Decide, sampled(true, true, true)) => becomes("DECIDED");
        "A decision that is made is taken back before evidence is asked for, or it is put on hold":
            [Do::RequestEvidence, Do::Hold].map(|act| application(App::InAssessment, act, made())) => [refused(&["L1"]), refused(&["L1"])];
        "Nor is it judged":
            (may_be_judged(App::InAssessment, true).is_ok(), may_be_judged(App::InAssessment, false).is_ok()) => (false, true);
        "It is judged in assessment and while it awaits evidence":
            App::ALL.iter().copied().filter(|state| may_be_judged(*state, false).is_ok()).collect::<Vec<_>>()
            => vec![App::InAssessment, App::AwaitingEvidence];
        "Its university says in which language it is written while it is a draft, and not afterwards":
            App::ALL.iter().copied().filter(|state| says_its_language(*state).is_ok()).collect::<Vec<_>>()
            => vec![App::Draft];
        "Afterwards it is told what to do instead":
            says_its_language(App::Submitted).unwrap_err().reasons()[0].message.clone()
            => "The application is submitted and not yet in assessment: its language is said while it is a draft. Ask an operator to choose an \
                assessor who reads it.".to_owned();
        "A lead assessor sends it back with a reason":
            application(App::Moderation, Do::SendBack, clear()) => becomes("IN_ASSESSMENT");
        "Not without one":
            application(App::Moderation, Do::SendBack, ApplicationFacts { reason: " ", ..clear() }) => refused(&["J6"]);
        "What the lead settled must still be judged":
            in_the_way(App::Moderation, Do::Decide, &[Reason::new("J5", "One.")]) => refused(&["J5"]);
        "There is no appeal: nothing moves a decided application (J6)":
            Do::ALL.iter().map(|act| application(App::Decided, *act, clear())).collect::<Vec<_>>()
            => vec![refused(&["J6"]); Do::ALL.len()];
    }

    l1_whose_move_it_is {
        "A draft waits for the university":
            waiting_on(App::Draft, false, false) => Party::University;
        "A submitted application waits for the operator to assign somebody":
            waiting_on(App::Submitted, false, false) => Party::Operator;
        "Also when it is paid":
            waiting_on(App::Submitted, true, false) => Party::Operator;
        "Then for the university to pay":
            waiting_on(App::Submitted, false, true) => Party::University;
        "Then for the assessor":
            waiting_on(App::Submitted, true, true) => Party::Assessor;
        "In assessment it waits for the assessor":
            waiting_on(App::InAssessment, true, true) => Party::Assessor;
        "Handed back, it waits for the operator to assign somebody":
            waiting_on(App::InAssessment, true, false) => Party::Operator;
        "For evidence it waits for the university":
            waiting_on(App::AwaitingEvidence, true, true) => Party::University;
        "In moderation it waits for the assessors":
            waiting_on(App::Moderation, true, true) => Party::Assessor;
        "On hold it waits for the operator":
            waiting_on(App::OnHold, true, true) => Party::Operator;
        "When it is over it waits for nobody":
            (waiting_on(App::Decided, true, true), waiting_on(App::Withdrawn, false, false))
            => (Party::Nobody, Party::Nobody);
    }

    l1_an_evidence_request {
        "A request moves in these ways and in no other":
            moves::<RequestState>(|act| (
                RequestDue { due_on: day("2026-11-30") },
                if act == RequestAct::Lapse { "2026-12-01" } else { "2026-11-30" },
            )) => lines("
                OPEN      ANSWER  ANSWERED
                OPEN      LAPSE   LAPSED
                ANSWERED  CLOSE   CLOSED");
        "It is answered on its last day":
            request(RequestState::Open, RequestAct::Answer, "2026-11-30", "2026-11-30") => becomes("ANSWERED");
        "It is not answered the day after":
            request(RequestState::Open, RequestAct::Answer, "2026-11-30", "2026-12-01") => refused(&["J5"]);
        "It does not lapse on its last day":
            request(RequestState::Open, RequestAct::Lapse, "2026-11-30", "2026-11-30") => refused(&["J5"]);
        "It is settled by an answer, or after its last day":
            RequestState::ALL.iter().flat_map(|s| ["2026-11-30", "2026-12-01"].map(
                |on| s.is_settled(day("2026-11-30"), day(on))
            )).collect::<Vec<_>>()
            => vec![false, true, true, true, true, true, true, true];
        "The first request is in the first round":
            round_after(&[]) => Ok(1);
        "Requests that are open together are one round":
            round_after(&[(1, RequestState::Closed), (2, RequestState::Open)]) => Ok(2);
        "A request after the others are settled begins a round":
            round_after(&[(1, RequestState::Closed), (1, RequestState::Lapsed)]) => Ok(2);
        "The third round is the last":
            round_after(&[(1, RequestState::Closed), (2, RequestState::Answered)]) => Ok(3);
        "There is no fourth round":
            round_after(&[(1, RequestState::Closed), (2, RequestState::Lapsed), (3, RequestState::Answered)])
            => Err(vec!["L1"]);
    }
}
