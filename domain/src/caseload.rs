//! An assessor's own caseload: why there is no next case for them, and giving one back (W5).

use chrono::NaiveDate;

use crate::assignment::{AssessorFacts, CaseFacts, Objection, is_open_work, load, objections};
use crate::calendar::in_words;
use crate::lifecycle::ApplicationState;
use crate::refusal::{Reason, Refusal};
use crate::words;

/// Why there is no next case for an assessor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoCase {
    /// No case waits for anybody.
    NoneWaits,
    /// They are away.
    Away {
        /// The first day they are back.
        until: NaiveDate,
    },
    /// They are to mark the calibration set before their first case (J6).
    Uncalibrated,
    /// They have no room for the lightest that they may take.
    Full {
        /// By how many points.
        by: u32,
    },
    /// What waits, they may not take, whatever room they have.
    NotTheirs,
}

impl NoCase {
    /// The same as a reason that says what to change.
    ///
    /// It names no case and no university: what they do not have, they do not see (T3).
    pub fn reason(self) -> Reason {
        match self {
            Self::NoneWaits => Reason::new(
                "W5",
                "No case waits for an assessor. One will be here when a university's application is paid for.",
            ),
            Self::Away { until } => Reason::new(
                "W2",
                format!(
                    "You are away until {}: take the absence back if you are not.",
                    in_words(until)
                ),
            ),
            Self::Uncalibrated => Reason::new(
                "J6",
                "Mark the calibration set first: it comes before a first case.",
            ),
            Self::Full { by } => Reason::new(
                "W2",
                format!(
                    "You have no room: the lightest case that waits weighs {} more than you take on. Decide one first, or \
                     ask an operator to raise your capacity.",
                    words::plural(by as usize, "point", "points")
                ),
            ),
            Self::NotTheirs => Reason::new(
                "W1",
                "The cases that wait are none for you: by your conflicts, by what you judge, or because you handed them back.",
            ),
        }
    }
}

/// Why an assessor is given none of these cases; asked where [`crate::assignment::next_case`] has none for them (W5).
pub fn why_none(assessor: &AssessorFacts, cases: &[CaseFacts], today: NaiveDate) -> NoCase {
    let load = load(assessor.id, cases);
    let waiting: Vec<Vec<Objection>> = cases
        .iter()
        .filter(|case| case.assessor.is_none() && is_open_work(case.state))
        .map(|case| objections(assessor, case, load, today))
        .collect();
    if waiting.is_empty() {
        return NoCase::NoneWaits;
    }
    if assessor.uncalibrated {
        return NoCase::Uncalibrated;
    }
    let away = waiting
        .iter()
        .flatten()
        .find_map(|objection| match objection {
            Objection::Away { until } => Some(*until),
            _ => None,
        });
    if let Some(until) = away {
        return NoCase::Away { until };
    }
    let short = waiting.iter().filter_map(|found| match found.as_slice() {
        [Objection::Full { by }] => Some(*by),
        _ => None,
    });
    short
        .min()
        .map_or(NoCase::NotTheirs, |by| NoCase::Full { by })
}

/// Whether the assessor who has an application, or marks it second, may hand it back.
///
/// # Errors
/// Refuses what they have submitted, and what is over (W5).
pub fn hand_back(state: ApplicationState, second: bool) -> Result<(), Refusal> {
    use ApplicationState as S;
    if second && state == S::Moderation {
        return Ok(());
    }
    let first = [
        S::Submitted,
        S::InAssessment,
        S::AwaitingEvidence,
        S::OnHold,
    ];
    if !second && first.contains(&state) {
        return Ok(());
    }
    let message = format!(
        "The application is {}: what you submitted stays yours, so it cannot be handed back.",
        state.in_words()
    );
    Err(Reason::new("W5", message).into())
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use uuid::Uuid;

    use super::*;
    use crate::assignment::{Absence, Competence, Subject};
    use crate::calendar::tests::day;

    fn today() -> NaiveDate {
        day("2026-11-23")
    }

    fn assessor() -> AssessorFacts {
        AssessorFacts {
            id: Uuid::from_u128(1),
            name: "Priya".to_owned(),
            email: None,
            universities: Vec::new(),
            declared: Vec::new(),
            assessed_by: Vec::new(),
            coached: Vec::new(),
            capacity: None,
            absences: Vec::new(),
            competence: Competence::default(),
            uncalibrated: false,
        }
    }

    fn case() -> CaseFacts {
        CaseFacts {
            id: Uuid::from_u128(2),
            reference: "ALD-0001".to_owned(),
            state: ApplicationState::Submitted,
            university: Uuid::from_u128(3),
            university_name: "University of Alderbrook".to_owned(),
            domains: Vec::new(),
            programmes: Vec::new(),
            points: 7,
            due_on: None,
            assessor: None,
            first_marker: None,
            second_marker: None,
            made: false,
            stays: false,
            subject: Subject {
                scheme: "university".to_owned(),
                scheme_title: "Standards".to_owned(),
                level: 1,
                level_title: "Bronze".to_owned(),
                language: "en".to_owned(),
            },
            running: None,
            handed_back: Vec::new(),
        }
    }

    fn said(change: impl Fn(&mut AssessorFacts, &mut CaseFacts)) -> NoCase {
        let (mut who, mut what) = (assessor(), case());
        change(&mut who, &mut what);
        why_none(&who, &[what], today())
    }

    #[test]
    fn w5_why_there_is_no_next_case_is_said_by_what_would_change_it() {
        let until = today() + Days::new(7);
        let away = Absence {
            from: today(),
            until,
        };
        assert_eq!(why_none(&assessor(), &[], today()), NoCase::NoneWaits);
        let theirs = said(|who, case| case.assessor = Some(who.id));
        assert_eq!(theirs, NoCase::NoneWaits, "somebody has it already");
        assert_eq!(
            said(|who, _| who.absences.push(away)),
            NoCase::Away { until }
        );
        assert_eq!(
            said(|who, _| who.capacity = Some(4)),
            NoCase::Full { by: 3 }
        );
        let tied = said(|who, case| {
            who.capacity = Some(4);
            who.declared.push(case.university);
        });
        assert_eq!(tied, NoCase::NotTheirs, "more room would not help");
        let back = said(|who, case| case.handed_back.push(who.id));
        assert_eq!(back, NoCase::NotTheirs);
        let first = said(|who, _| who.uncalibrated = true);
        assert_eq!(first, NoCase::Uncalibrated);
        for none in [
            NoCase::NoneWaits,
            NoCase::Uncalibrated,
            NoCase::Away { until },
            NoCase::Full { by: 1 },
            NoCase::NotTheirs,
        ] {
            assert!(none.reason().message.ends_with('.'));
        }
    }

    #[test]
    fn w5_what_is_submitted_is_not_handed_back() {
        for state in ApplicationState::ALL {
            let before = matches!(
                state,
                ApplicationState::Submitted
                    | ApplicationState::InAssessment
                    | ApplicationState::AwaitingEvidence
                    | ApplicationState::OnHold
            );
            assert_eq!(hand_back(*state, false).is_ok(), before, "{state}");
            let marking = *state == ApplicationState::Moderation;
            assert_eq!(hand_back(*state, true).is_ok(), marking, "{state}");
        }
    }
}
