//! Assigning: who may be given which case, who is given it, and which case comes next (W1-W5).

mod matching;
mod objection;
mod plan;
mod room;
mod unplaced;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::lifecycle::{ApplicationState, SecondMarking};
use crate::moderation::may_mark_second;
use crate::refusal::{Reason, Reasons, Refusal};

pub use objection::{Objection, objections};
pub use plan::{Change, Load, Plan, plan};
pub use unplaced::{Remedy, Unplaced};

/// What assigning looks at in an assessor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssessorFacts {
    /// Their person's id.
    pub id: Uuid,
    /// Their name, for the reasons.
    pub name: String,
    /// Their e-mail address; only its domain is looked at (W1).
    pub email: Option<String>,
    /// The universities they belong or ever belonged to (W1).
    pub universities: Vec<Uuid>,
    /// The universities they declared a conflict with (W1).
    pub declared: Vec<Uuid>,
    /// Whose people assessed one of their own universities, and when (W1).
    pub assessed_by: Vec<Assessed>,
    /// The programmes they coached (W1).
    pub coached: Vec<Uuid>,
    /// The most points they take on at a time; none where that is not said (W2).
    pub capacity: Option<u32>,
    /// When they are away (W2).
    pub absences: Vec<Absence>,
    /// What they may judge (W2).
    pub competence: Competence,
    /// Whether they are to mark the calibration set before a case: they never had one (J6).
    pub uncalibrated: bool,
}

/// What somebody may judge; an empty list sets no limit (W2).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Competence {
    /// The codes of the schemes they may judge by.
    pub schemes: Vec<String>,
    /// The ranks of the levels that they may judge for.
    pub levels: Vec<u8>,
    /// The languages they read, as tags such as `cy`.
    pub languages: Vec<String>,
}

/// A university whose people assessed, and the day of the decision, or today while it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assessed {
    /// The university that the judging assessor belongs to.
    pub by: Uuid,
    /// When.
    pub on: NaiveDate,
}

/// Days on which somebody is away: from the first up to, not including, the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Absence {
    /// The first day away.
    pub from: NaiveDate,
    /// The first day back.
    pub until: NaiveDate,
}

/// What assigning looks at in a case: an application, or the second marking of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFacts {
    /// The id of the application, or of its second marking.
    pub id: Uuid,
    /// Its reference, for the reasons.
    pub reference: String,
    /// Where the application stands.
    pub state: ApplicationState,
    /// The applying university.
    pub university: Uuid,
    /// Its name, for the reasons.
    pub university_name: String,
    /// The domains of its people's e-mail addresses (W1).
    pub domains: Vec<String>,
    /// The programmes it covers.
    pub programmes: Vec<Uuid>,
    /// How heavy it is; see [`points`].
    pub points: u32,
    /// The day its decision is due, where that is known (W6).
    pub due_on: Option<NaiveDate>,
    /// Who has it now.
    pub assessor: Option<Uuid>,
    /// Who marked it first, where this is its second marking (W2, J6).
    pub first_marker: Option<Uuid>,
    /// Who marks it second, where this is the application itself (W2, J6).
    pub second_marker: Option<Uuid>,
    /// Whether its decision is made and about to go out.
    pub made: bool,
    /// Whether a plan leaves it with whoever has it: it has started, or somebody placed it there.
    pub stays: bool,
    /// What its assessor must know (W2).
    pub subject: Subject,
    /// Who judged the university's last decided applications, where a limit is set (W2).
    pub running: Option<Running>,
    /// The assessors who handed it back (W5).
    pub handed_back: Vec<Uuid>,
}

/// What a case is about, as far as an assessor must know it (W2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The scheme's code.
    pub scheme: String,
    /// The scheme's name, for the reasons.
    pub scheme_title: String,
    /// The rank of the level applied for.
    pub level: u8,
    /// That level's name, for the reasons.
    pub level_title: String,
    /// The language it is written in, as a tag such as `en` or `cy`.
    pub language: String,
}

/// Who judged a university's last decided applications, and how many one after the other (W2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Running {
    /// Whoever decided the last one.
    pub by: Uuid,
    /// How many of the last in a row were theirs.
    pub times: u32,
    /// How many in a row the scheme allows.
    pub at_most: u32,
}

impl Running {
    /// The same of a university's decided applications by who decided them, the last first; none
    /// where nothing was decided.
    pub fn of(decided_by: &[Uuid], at_most: u32) -> Option<Self> {
        let by = *decided_by.first()?;
        let times = decided_by.iter().take_while(|who| **who == by).count();
        Some(Self {
            by,
            times: u32::try_from(times).unwrap_or(u32::MAX),
            at_most,
        })
    }
}

impl CaseFacts {
    /// Its place among others: the earliest due first, then the oldest (W5).
    fn urgency(&self) -> (bool, Option<NaiveDate>, Uuid) {
        (self.due_on.is_none(), self.due_on, self.id)
    }
}

/// How heavy an application is by the number of programmes it covers (W3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeWeights {
    /// Each the most programmes it is for and what they weigh, smallest first.
    steps: Vec<(u32, u32)>,
}

impl Default for ProgrammeWeights {
    /// One programme weighs 1; up to 5, 10 and 50 together weigh 2, 3 and 5; more weigh 8.
    fn default() -> Self {
        Self::new(vec![(1, 1), (5, 2), (10, 3), (50, 5), (u32::MAX, 8)])
    }
}

impl ProgrammeWeights {
    /// Weights by the most programmes each is for; beyond the last, the last one's.
    pub fn new(mut steps: Vec<(u32, u32)>) -> Self {
        steps.sort_unstable();
        Self { steps }
    }

    fn of(&self, programmes: u32) -> u32 {
        let step = self.steps.iter().find(|(most, _)| programmes <= *most);
        step.or(self.steps.last()).map_or(1, |(_, weight)| *weight)
    }
}

/// How heavy a case is, in points: the edition's pillars times what its programmes weigh (W3).
pub fn points(pillars: usize, programmes: u32, weights: &ProgrammeWeights) -> u32 {
    let pillars = u32::try_from(pillars).unwrap_or(u32::MAX);
    pillars.saturating_mul(weights.of(programmes))
}

/// Whether a case in a state is open work: it waits neither for the university nor on hold (W3).
pub const fn is_open_work(state: ApplicationState) -> bool {
    use ApplicationState as S;
    matches!(state, S::Submitted | S::InAssessment | S::Moderation)
}

/// The points of an assessor's open work, which their capacity limits at any time (W2, W3).
///
/// Capacity is of work open at once, not of a month: what is done makes room again, and a month
/// with little work leaves nothing to catch up on.
pub fn load(assessor: Uuid, cases: &[CaseFacts]) -> u32 {
    cases
        .iter()
        .filter(|case| case.assessor == Some(assessor) && is_open_work(case.state))
        .fold(0, |sum, case| sum.saturating_add(case.points))
}

/// Whether an application in a state may be given to an assessor, and not while its decision is on its way.
///
/// # Errors
/// Refuses a draft, what is in moderation, what is over, and what is about to be decided (L1).
pub fn assignable(state: ApplicationState, made: bool) -> Result<(), Refusal> {
    use ApplicationState as S;
    let message = if !matches!(
        state,
        S::Submitted | S::InAssessment | S::AwaitingEvidence | S::OnHold
    ) {
        format!(
            "The application is {}, so nobody can be assigned.",
            state.in_words()
        )
    } else if made {
        "Its decision is made and goes out in a few minutes: have it taken back first, or leave it."
            .to_owned()
    } else {
        return Ok(());
    };
    Err(Reason::new("L1", message).into())
}

/// Whether a case may be in other hands than it is in now, whoever's they are.
///
/// # Errors
/// Refuses an application as [`assignable`] does, and a second marking outside of moderation (J6).
pub fn movable(case: &CaseFacts) -> Result<(), Refusal> {
    match case.first_marker {
        Some(_) => may_mark_second(case.state, SecondMarking::default()),
        None => assignable(case.state, case.made),
    }
}

/// Whether an assessor with so many points of other open work may be given a case now, by
/// an operator's hand.
///
/// An operator may give it back to whoever handed it back, having talked to them; a plan and
/// [`next_case`] do not.
///
/// # Errors
/// Every reason why not: where it stands (L1, J6), conflicts (W1), absence, competence, continuity and
/// capacity (W2).
pub fn assign(
    assessor: &AssessorFacts,
    case: &CaseFacts,
    load: u32,
    today: NaiveDate,
) -> Result<(), Refusal> {
    let mut reasons = Reasons::new();
    if let Err(refusal) = movable(case) {
        reasons.extend(refusal.into_reasons());
    }
    let objections = objections(assessor, case, load, today);
    let binding = objections.iter().filter(|o| o.binds_an_operator());
    reasons.extend(binding.map(|o| o.reason(assessor, case)));
    reasons.or(())
}

/// The most urgent case that nobody has and this assessor may take: the earliest due, then the
/// oldest; none that they handed back (W5).
pub fn next_case<'a>(
    assessor: &AssessorFacts,
    cases: &'a [CaseFacts],
    today: NaiveDate,
) -> Option<&'a CaseFacts> {
    let load = load(assessor.id, cases);
    cases
        .iter()
        .filter(|case| case.assessor.is_none() && is_open_work(case.state))
        .filter(|case| objections(assessor, case, load, today).is_empty())
        .min_by_key(|case| case.urgency())
}

#[cfg(test)]
mod tests;
