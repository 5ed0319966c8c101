//! What stands against giving a case to an assessor (W1, W2, J6).

use chrono::NaiveDate;
use uuid::Uuid;

use super::{AssessorFacts, CaseFacts, Running};
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
    /// They mark it second (W2).
    SecondMarker,
    /// They are to mark the calibration set before their first case (J6).
    Uncalibrated,
    /// They are away (W2).
    Away {
        /// The first day they are back.
        until: NaiveDate,
    },
    /// They do not judge by its scheme (W2).
    Scheme,
    /// They do not judge for its level (W2).
    Level,
    /// They do not read its language (W2).
    Language,
    /// They judged the university as often in a row as the scheme allows (W2).
    Continuity {
        /// How many times.
        times: u32,
    },
    /// They handed it back (W5).
    HandedBack,
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
            Self::FirstMarker
            | Self::SecondMarker
            | Self::Away { .. }
            | Self::Scheme
            | Self::Level
            | Self::Language
            | Self::Continuity { .. }
            | Self::Full { .. } => "W2",
            Self::HandedBack => "W5",
            Self::Uncalibrated => "J6",
        }
    }

    /// Whether an operator, too, is held to it: having handed a case back only keeps it from being
    /// offered again (W5).
    pub const fn binds_an_operator(self) -> bool {
        !matches!(self, Self::HandedBack)
    }

    /// Its kind's place in the order in which kinds are told.
    pub(super) const fn kind(self) -> usize {
        match self {
            Self::Declared => 0,
            Self::Member => 1,
            Self::EmailDomain => 2,
            Self::Reciprocal { .. } => 3,
            Self::Coached => 4,
            Self::FirstMarker => 5,
            Self::SecondMarker => 6,
            Self::Uncalibrated => 7,
            Self::Away { .. } => 8,
            Self::Scheme => 9,
            Self::Level => 10,
            Self::Language => 11,
            Self::Continuity { .. } => 12,
            Self::HandedBack => 13,
            Self::Full { .. } => 14,
        }
    }

    /// How many kinds there are.
    pub(super) const KINDS: usize = 15;

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
            Self::SecondMarker => format!(
                "{name} marks {} second: somebody else marks it first.",
                case.reference
            ),
            Self::Uncalibrated => format!(
                "{name} has not marked the calibration set yet, which comes before a first case: choose \
                 somebody else, or have them mark it."
            ),
            Self::Away { until } => format!(
                "{name} is away: choose somebody else, or wait until {}.",
                in_words(until)
            ),
            Self::Scheme => format!(
                "{name} does not judge by the {}: choose somebody who does.",
                case.subject.scheme_title
            ),
            Self::Level => format!(
                "{name} does not judge for {}: choose somebody who does.",
                case.subject.level_title
            ),
            Self::Language => format!(
                "{name} does not read {}: choose somebody who does.",
                words::language(&case.subject.language)
            ),
            Self::Continuity { times } => format!(
                "{name} judged {university} {} running, which is as often as the scheme allows: \
                 choose somebody else.",
                words::plural(times as usize, "time", "times")
            ),
            Self::HandedBack => format!(
                "{name} handed {} back: choose somebody else, or ask them and assign it by hand.",
                case.reference
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
    object(
        case.second_marker == Some(assessor.id),
        Objection::SecondMarker,
    );
    object(assessor.uncalibrated, Objection::Uncalibrated);
    if let Some(until) = back_on(assessor, today) {
        object(true, Objection::Away { until });
    }
    let (competence, subject) = (&assessor.competence, &case.subject);
    object(
        excludes(&competence.schemes, &subject.scheme),
        Objection::Scheme,
    );
    object(
        excludes(&competence.levels, &subject.level),
        Objection::Level,
    );
    object(
        excludes(&competence.languages, &subject.language),
        Objection::Language,
    );
    let running = case.running.filter(|running| running.by == assessor.id);
    if let Some(Running { times, .. }) = running.filter(|r| r.times >= r.at_most) {
        object(true, Objection::Continuity { times });
    }
    object(
        case.handed_back.contains(&assessor.id),
        Objection::HandedBack,
    );
    found
}

/// Whether a list sets a limit that leaves something out.
fn excludes<T: PartialEq>(list: &[T], wanted: &T) -> bool {
    !list.is_empty() && !list.contains(wanted)
}

/// Whether their address is at one of the university's domains, or below one.
fn shares_a_domain(assessor: &AssessorFacts, case: &CaseFacts) -> bool {
    let address = assessor.email.as_deref().unwrap_or_default();
    let Some((_, own)) = address.rsplit_once('@') else {
        return false;
    };
    case.domains.iter().any(|theirs| is_at(own, theirs))
}

/// Whether a domain is another one or below it, however they are written.
///
/// Asked of every assessor about every case, so it keeps nothing.
fn is_at(own: &str, theirs: &str) -> bool {
    let mut own = backwards(own);
    let mut theirs = backwards(theirs).peekable();
    theirs.peek().is_some()
        && theirs.all(|letter| own.next() == Some(letter))
        && own.next().is_none_or(|letter| letter == '.')
}

/// A domain's letters in lower case, the last first.
fn backwards(domain: &str) -> impl Iterator<Item = char> {
    let letters = domain.trim().chars().rev();
    letters.flat_map(|letter| letter.to_lowercase().rev())
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
