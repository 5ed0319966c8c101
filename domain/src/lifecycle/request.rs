//! The life of an evidence request: open, then answered and closed, or lapsed; three rounds.

use chrono::NaiveDate;

use super::RequestState;
use crate::calendar::in_words;
use crate::code::code_enum;
use crate::refusal::{Reason, Refusal};

/// How many rounds of evidence requests an application may have.
pub const MOST_ROUNDS: u8 = 3;

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

/// The next state of an evidence request.
///
/// # Errors
/// Refuses what is not in its life, and a lapse before its due date has passed (L1, J5).
pub fn request_step(
    state: RequestState,
    act: RequestAct,
    due_on: NaiveDate,
    today: NaiveDate,
) -> Result<RequestState, Refusal> {
    use RequestState::{Answered, Closed, Lapsed, Open};
    let why = match (state, act) {
        (Open, RequestAct::Answer) if due_on >= today => return Ok(Answered),
        (Open, RequestAct::Lapse) if due_on < today => return Ok(Lapsed),
        (Answered, RequestAct::Close) => return Ok(Closed),
        (Open, RequestAct::Answer) | (Lapsed, RequestAct::Answer) => format!(
            "The request was due on {}: ask the assessor for another one.",
            in_words(due_on)
        ),
        (Open, RequestAct::Lapse) => {
            let due = in_words(due_on);
            return Err(Reason::new("J5", format!("The request is open until {due}.")).into());
        }
        (Open, RequestAct::Close) => {
            "The request is still open: wait for the answer or for its due date to pass.".to_owned()
        }
        (Answered | Closed, RequestAct::Answer) => {
            "The request has been answered already.".to_owned()
        }
        (Closed, RequestAct::Close) => "The request is closed already.".to_owned(),
        (Lapsed, RequestAct::Close) => {
            "The request lapsed without an answer: there is nothing to close.".to_owned()
        }
        (Answered | Closed | Lapsed, RequestAct::Lapse) => {
            "Only an open request can lapse.".to_owned()
        }
    };
    Err(Reason::new("L1", why).into())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::tests::day;

    #[test]
    fn l1_a_request_is_open_then_answered_then_closed_or_lapses() {
        use RequestAct::*;
        use RequestState::*;
        let (before, after) = ("2026-11-30", "2026-12-01");
        for (state, act, today, next) in [
            (Open, Answer, before, Some(Answered)),
            (Open, Answer, after, None),
            (Open, Close, before, None),
            (Open, Lapse, before, None),
            (Open, Lapse, after, Some(Lapsed)),
            (Answered, Close, before, Some(Closed)),
            (Answered, Close, after, Some(Closed)),
            (Answered, Answer, before, None),
            (Answered, Lapse, after, None),
            (Closed, Answer, before, None),
            (Closed, Close, before, None),
            (Closed, Lapse, after, None),
            (Lapsed, Answer, before, None),
            (Lapsed, Close, after, None),
            (Lapsed, Lapse, after, None),
        ] {
            let step = request_step(state, act, day("2026-11-30"), day(today));
            assert_eq!(step.ok(), next, "{state} {act} on {today}");
        }
    }

    #[test]
    fn l1_there_are_up_to_three_rounds() {
        use RequestState::*;
        assert_eq!(next_round(&[]), Ok(1));
        assert_eq!(next_round(&[(1, Open)]), Ok(1));
        assert_eq!(next_round(&[(1, Closed), (1, Lapsed)]), Ok(2));
        assert_eq!(next_round(&[(1, Closed), (3, Open)]), Ok(3));
        assert!(next_round(&[(1, Closed), (2, Lapsed), (3, Answered)]).is_err());
    }
}
