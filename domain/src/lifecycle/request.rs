//! The life of an evidence request: open, then answered and closed, or lapsed; three rounds.

use chrono::{Days, NaiveDate};

use super::{Guard, Life, Move, row};
use crate::calendar::in_words;
use crate::code::code_enum;
use crate::input::InvalidInput;
use crate::refusal::{Reason, Refusal, facts};

/// How many rounds of evidence requests an application may have.
pub const MOST_ROUNDS: u8 = 3;

code_enum! {
    /// Where an evidence request stands.
    pub enum RequestState {
        /// Waiting for the university.
        Open = "OPEN",
        /// Answered, not yet looked at.
        Answered = "ANSWERED",
        /// Answered and looked at.
        Closed = "CLOSED",
        /// Its due date passed without an answer.
        Lapsed = "LAPSED",
    }
}

/// How many days before its due date a university is reminded of a request.
pub const REMIND_BEFORE: [u8; 3] = [14, 7, 2];

/// The reminder that is owed today of a request that is open: how many days before its due date it is for.
///
/// None on the day it was asked, which was told, and before the first. A reminder that nobody could send on its day is owed
/// until the next one is, so that a late day brings one and not two.
pub fn reminder(asked_on: NaiveDate, due_on: NaiveDate, today: NaiveDate) -> Option<u8> {
    if today > due_on {
        return None;
    }
    let on = |before: u8| due_on.checked_sub_days(Days::new(before.into()));
    REMIND_BEFORE
        .into_iter()
        .rev()
        .find(|before| on(*before).is_some_and(|day| asked_on < day && day <= today))
}

/// The criteria an answer is accepted for, in the order they were asked about; all of them where nobody says which.
///
/// # Errors
/// A criterion that was not asked about.
pub fn accept(asked: &[String], accepted: Option<&[String]>) -> Result<Vec<String>, InvalidInput> {
    let Some(accepted) = accepted else {
        return Ok(asked.to_vec());
    };
    if let Some(other) = accepted.iter().find(|one| !asked.contains(one)) {
        let shown: String = other.chars().take(20).collect();
        let message = format!("{shown} was not asked about: accept what was, or nothing.");
        return Err(InvalidInput::one("accepted", message));
    }
    let kept = asked.iter().filter(|one| accepted.contains(one));
    Ok(kept.cloned().collect())
}

impl RequestState {
    /// Whether a request due on that day was answered, or its due date has passed (J5).
    pub fn is_settled(self, due_on: NaiveDate, today: NaiveDate) -> bool {
        self != Self::Open || due_on < today
    }
}

code_enum! {
    /// What may happen to an evidence request.
    pub enum RequestAct {
        /// The university answers.
        Answer = "ANSWER",
        /// The assessor has looked at the answer.
        Close = "CLOSE",
        /// Its due date has passed.
        Lapse = "LAPSE",
    }
}

/// What the guards of a request's life look at.
#[derive(Debug, Clone, Copy)]
pub struct RequestDue {
    /// The last day it can be answered on.
    pub due_on: NaiveDate,
}

const IN_TIME: Guard<RequestState> = Guard {
    rules: &["J5"],
    words: "by its due date",
    check: |facts, today, reasons| {
        reasons.require(today <= facts.due_on, || {
            let due = in_words(facts.due_on);
            let message =
                format!("The request was due on {due}: ask the assessor for another one.");
            Reason::new("J5", message).with(facts! { "dueOn": facts.due_on })
        });
    },
};

const TOO_LATE: Guard<RequestState> = Guard {
    rules: &["J5"],
    words: "its due date has passed",
    check: |facts, today, reasons| {
        reasons.require(facts.due_on < today, || {
            let due = in_words(facts.due_on);
            Reason::new("J5", format!("The request is open until {due}."))
                .with(facts! { "dueOn": facts.due_on })
        });
    },
};

impl Life for RequestState {
    type Act = RequestAct;
    type Facts<'a> = RequestDue;
    const NAME: &'static str = "evidence request";
    const FIRST: Self = Self::Open;
    const STATES: &'static [Self] = Self::ALL;
    const ACTS: &'static [RequestAct] = RequestAct::ALL;
    const MOVES: &'static [Move<Self>] = &[
        row(Self::Open, RequestAct::Answer, Self::Answered, &[IN_TIME]),
        row(Self::Open, RequestAct::Lapse, Self::Lapsed, &[TOO_LATE]),
        row(Self::Answered, RequestAct::Close, Self::Closed, &[]),
    ];

    fn said(self) -> &'static str {
        match self {
            Self::Open => "still open",
            Self::Answered => "answered",
            Self::Closed => "closed",
            Self::Lapsed => "over without an answer",
        }
    }

    fn cannot(act: RequestAct) -> &'static str {
        match act {
            RequestAct::Answer => "be answered",
            RequestAct::Close => "be closed",
            RequestAct::Lapse => "lapse",
        }
    }

    fn instead(self, _act: RequestAct) -> (&'static str, &'static str) {
        let what = match self {
            Self::Open => "Wait for the answer or for its due date to pass.",
            Self::Answered => "The assessor looks at the answer next.",
            Self::Closed | Self::Lapsed => "The assessor can ask again with another request.",
        };
        ("L1", what)
    }
}

/// The round of a new request beside the requests there are, each with its round.
///
/// Requests that are open together are one round.
///
/// # Errors
/// Refuses a fourth round (L1).
pub fn next_round(requests: &[(u8, RequestState)]) -> Result<u8, Refusal> {
    let open = requests
        .iter()
        .filter(|(_, state)| *state == RequestState::Open)
        .map(|(round, _)| *round)
        .max();
    let last = requests.iter().map(|(round, _)| *round).max().unwrap_or(0);
    match open {
        Some(round) => Ok(round),
        None if last < MOST_ROUNDS => Ok(last + 1),
        None => Err(Reason::new(
            "L1",
            format!(
                "Evidence has been asked for {MOST_ROUNDS} times already: confirm the outcomes \
                 on what there is."
            ),
        )
        .into()),
    }
}
