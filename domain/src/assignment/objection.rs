//! What stands against giving a case to an assessor (W1, W2).

use chrono::NaiveDate;
use uuid::Uuid;

use super::{AssessorFacts, CaseFacts};
use crate::calendar::{add_months, in_words};
use crate::id::{self, Kind};
use crate::refusal::{Reason, facts};
use crate::words;

/// One thing that stands against giving a case to an assessor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Objection {
    /// They declared a conflict with the university (W1).
    Declared,
    /// They belong or belonged to the university (W1).
    Member,
    /// Their e-mail domain is the university's (W1).
    EmailDomain,
    /// The university's people assessed theirs within a year (W1).
    Reciprocal {
        /// The first day on which that is a year ago.
        until: NaiveDate,
    },
    /// They coached a programme that it covers (W1).
    Coached,
    /// They marked it first (W2).
    FirstMarker,
    /// They are away (W2).
    Away {
        /// The first day they are back.
        until: NaiveDate,
    },
    /// It is more than they have room for (W2).
    Full {
        /// By how many points.
        by: u32,
    },
}

impl Objection {
    /// The rule it is by.
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Declared
            | Self::Member
            | Self::EmailDomain
            | Self::Reciprocal { .. }
            | Self::Coached => "W1",
            Self::FirstMarker | Self::Away { .. } | Self::Full { .. } => "W2",
        }
    }

    /// The same as a reason that says what to change.
    pub fn reason(self, assessor: &AssessorFacts, case: &CaseFacts) -> Reason {
        let (name, university) = (&assessor.name, &case.university_name);
        let message = match self {
            Self::Declared => {
                format!("{name} declared a conflict with {university}: choose somebody else.")
            }
            Self::Member => {
                format!("{name} belongs or belonged to {university}: choose somebody else.")
            }
            Self::EmailDomain => {
                format!("{name} has an e-mail address of {university}: choose somebody else.")
            }
            Self::Reciprocal { until } => format!(
                "{name} belongs to a university that {university} assessed within a year: choose \
                 somebody else, or wait until {}.",
                in_words(until)
            ),
            Self::Coached => format!(
                "{name} coached a programme of {}: choose somebody else.",
                case.reference
            ),
            Self::FirstMarker => format!(
                "{name} marked {} first: somebody else marks it second.",
                case.reference
            ),
            Self::Away { until } => format!(
                "{name} is away: choose somebody else, or wait until {}.",
                in_words(until)
            ),
            Self::Full { by } => format!(
                "{} weighs {} more than {name} has room for: choose somebody else, or raise \
                 their capacity.",
                case.reference,
                words::plural(by as usize, "point", "points")
            ),
        };
        let data = facts! {
            "assessor": id::encode(Kind::Person, assessor.id),
            "until": self.until(),
            "points": if let Self::Full { by } = self { Some(by) } else { None },
        };
        Reason::new(self.rule(), message)
            .about("assessorId")
            .with(data)
    }

    /// The first day on which it stands in the way no longer by itself.
    pub(super) const fn until(self) -> Option<NaiveDate> {
        match self {
            Self::Reciprocal { until } | Self::Away { until } => Some(until),
            _ => None,
        }
    }
}

/// Everything that stands against giving a case to an assessor who has so many points of other
/// open work; empty where nothing does (W1, W2).
pub fn objections(
    assessor: &AssessorFacts,
    case: &CaseFacts,
    load: u32,
    today: NaiveDate,
) -> Vec<Objection> {
    let mut found = standing(assessor, case, today);
    if let Some(capacity) = assessor.capacity {
        let by = load.saturating_add(case.points).saturating_sub(capacity);
        if by > 0 {
            found.push(Objection::Full { by });
        }
    }
    found
}

/// The same, whatever work they have.
pub(super) fn standing(
    assessor: &AssessorFacts,
    case: &CaseFacts,
    today: NaiveDate,
) -> Vec<Objection> {
    let mut found = Vec::new();
    let mut object = |holds: bool, objection| {
        if holds {
            found.push(objection);
        }
    };
    let university = case.university;
    object(assessor.declared.contains(&university), Objection::Declared);
    object(
        assessor.universities.contains(&university),
        Objection::Member,
    );
    object(shares_a_domain(assessor, case), Objection::EmailDomain);
    if let Some(until) = reciprocal_until(assessor, university, today) {
        object(true, Objection::Reciprocal { until });
    }
    let coached = |programme| assessor.coached.contains(programme);
    object(case.programmes.iter().any(coached), Objection::Coached);
    object(
        case.first_marker == Some(assessor.id),
        Objection::FirstMarker,
    );
    if let Some(until) = back_on(assessor, today) {
        object(true, Objection::Away { until });
    }
    found
}

/// Whether their address is at one of the university's domains, or below one.
fn shares_a_domain(assessor: &AssessorFacts, case: &CaseFacts) -> bool {
    let address = assessor.email.as_deref().unwrap_or_default();
    let Some((_, own)) = address.rsplit_once('@') else {
        return false;
    };
    let own = own.trim().to_lowercase();
    case.domains.iter().any(|theirs| {
        let theirs = theirs.trim().to_lowercase();
        let below = own.strip_suffix(&theirs);
        !theirs.is_empty() && below.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    })
}

/// The first day on which the last assessment of theirs by the university is a year ago, if it is
/// not yet.
fn reciprocal_until(
    assessor: &AssessorFacts,
    university: Uuid,
    today: NaiveDate,
) -> Option<NaiveDate> {
    let by = assessor.assessed_by.iter().filter(|a| a.by == university);
    let until = by.map(|assessed| add_months(assessed.on, 12)).max()?;
    (today < until).then_some(until)
}

/// The first day they are back, across absences that follow each other, if they are away.
fn back_on(assessor: &AssessorFacts, today: NaiveDate) -> Option<NaiveDate> {
    let mut back = today;
    while let Some(absence) = assessor
        .absences
        .iter()
        .find(|absence| absence.from <= back && back < absence.until)
    {
        back = absence.until;
    }
    (back > today).then_some(back)
}
