//! The figures as they are shown, each with its sentence.

use async_graphql::{Enum, SimpleObject};
use domain::consistency as rules;
use uuid::Uuid;

use crate::person::Person;
use crate::scalar::Date;

/// How far marks may be relied on, by their agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "rules::Reliance")]
pub enum Reliance {
    /// 0.8 or more: conclusions may rest on them.
    Reliable,
    /// From 0.667: tentative conclusions only.
    Tentative,
    /// Below: the criterion or the training needs work.
    Unreliable,
    /// Too few marks, or all of them the same.
    Unknown,
}

/// How somebody marks beside their colleagues.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "rules::Marking")]
pub enum Marking {
    /// Nothing says otherwise.
    Alike,
    /// Higher than colleagues, by more than matters and than chance would have it.
    Lenient,
    /// Lower, likewise.
    Strict,
}

/// How alike marks are, corrected for the likeness that chance alone would give.
#[derive(Debug, Clone, SimpleObject)]
pub struct Agreement {
    /// Krippendorff's alpha: 1 where all agree, 0 where they agree no more than by chance; null where there is nothing to compare.
    alpha: Option<f64>,
    /// The lower end of alpha's interval of 95% confidence; null where there is none.
    low: Option<f64>,
    /// Its upper end.
    high: Option<f64>,
    /// How far the marks may be relied on.
    reliance: Reliance,
    /// How many criteria of cases were compared.
    criteria: i32,
    /// Of how many cases.
    cases: i32,
}

fn counted(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

impl From<&rules::Agreement> for Agreement {
    fn from(found: &rules::Agreement) -> Self {
        Self {
            alpha: found.alpha,
            low: found.interval.map(|(low, _)| low),
            high: found.interval.map(|(_, high)| high),
            reliance: found.reliance().into(),
            criteria: counted(found.units),
            cases: counted(found.cases),
        }
    }
}

/// How alike a criterion is marked.
#[derive(Debug, Clone, SimpleObject)]
pub struct CriterionAgreement {
    /// Its reference.
    #[graphql(name = "ref")]
    reference: String,
    /// What it asks, where the edition in force has it.
    title: Option<String>,
    /// How alike.
    agreement: Agreement,
}

impl CriterionAgreement {
    pub(super) fn new(
        found: &rules::CriterionAgreement,
        edition: Option<&domain::Edition>,
    ) -> Self {
        let criterion = edition.and_then(|edition| edition.criterion(&found.reference));
        Self {
            reference: found.reference.clone(),
            title: criterion.map(|criterion| criterion.title.clone()),
            agreement: (&found.agreement).into(),
        }
    }
}

/// How leniently an assessor marks beside colleagues who marked the same.
#[derive(Debug, Clone, SimpleObject)]
pub struct Leniency {
    /// How many steps of the scale higher, on average over cases; lower below 0.
    steps: f64,
    /// On how many cases.
    cases: i32,
    /// Whether that tells, with everybody looked at together.
    marking: Marking,
    /// The same in a sentence.
    sentence: String,
}

/// An assessor's leniency in some months.
#[derive(Debug, Clone, SimpleObject)]
pub struct DriftPeriod {
    /// The first day.
    from: Date,
    /// The day after the last.
    until: Date,
    /// On how many cases; there may be none.
    cases: i32,
    /// How many steps higher than colleagues, on average; null where there are no cases.
    steps: Option<f64>,
}

/// How an assessor's leniency changed.
#[derive(Debug, Clone, SimpleObject)]
pub struct Drift {
    /// Period by period, from the first in which they marked to the last.
    periods: Vec<DriftPeriod>,
    /// By how many steps a year they became more lenient; stricter below 0.
    a_year: f64,
    /// Whether that tells, with everybody looked at together.
    tells: bool,
    /// The same in a sentence.
    sentence: String,
}

/// How an assessor marks beside their colleagues.
#[derive(Debug, Clone, SimpleObject)]
pub struct AssessorConsistency {
    /// Who.
    person: Person,
    /// How alike they and those who marked the same mark it.
    agreement: Agreement,
    /// How leniently they mark.
    leniency: Leniency,
    /// How that changed.
    drift: Drift,
}

impl AssessorConsistency {
    pub(super) fn new(person: Uuid, name: &str, found: &rules::AssessorReport) -> Self {
        let (leniency, drift) = (&found.leniency, &found.drift);
        Self {
            person: Person {
                id: person,
                name: name.to_owned(),
                email: None,
            },
            agreement: (&found.agreement).into(),
            leniency: Leniency {
                steps: leniency.steps,
                cases: counted(leniency.cases),
                marking: leniency.marking.into(),
                sentence: leniency.sentence(name),
            },
            drift: Drift {
                periods: drift.periods.iter().map(shown).collect(),
                a_year: drift.a_year,
                tells: drift.tells,
                sentence: drift.sentence(name),
            },
        }
    }

    pub(super) fn name(&self) -> &str {
        &self.person.name
    }
}

fn shown(period: &rules::Period) -> DriftPeriod {
    DriftPeriod {
        from: Date(period.from),
        until: Date(period.until),
        cases: counted(period.cases),
        steps: (period.cases > 0).then_some(period.steps),
    }
}
