//! The calibration set: gold cases that new assessors mark before their first case (J6).

mod making;
mod marking;

use std::collections::BTreeMap;

use async_graphql::{Context, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::access::Act;
use domain::consistency as rules;
use domain::consistency::GoldMark;
use domain::id::Kind;
use domain::standard;
use store::calibration as rows;
use uuid::Uuid;

use crate::application::Rating;
use crate::application::facts::rank;
use crate::context::{Ask, Scope};
use crate::edition::{Level, level_at};
use crate::error::Result;
use crate::person::Person;
use crate::scalar;

pub use making::{GoldDraft, MakingMutation};
pub use marking::MarkingMutation;

/// The calibration set as the viewer may see it.
#[derive(Debug, Clone, SimpleObject)]
pub struct Calibration {
    /// Whether new assessors mark it before a first case, where it has a case.
    calibrate_new: bool,
    /// How many of a hundred marks are as known of whoever passes.
    pass_percent: i32,
    /// The gold cases, the oldest first: those of the set, and those that the viewer has finished.
    cases: Vec<GoldCase>,
    /// How the viewer stands, where they are an assessor.
    own: Option<Calibrated>,
    /// How every assessor stands, by name; for operators.
    assessors: Vec<Calibrated>,
}

/// A decided case without what says whose it is.
#[derive(Debug, Clone, SimpleObject)]
pub struct GoldCase {
    /// Stable id.
    id: ID,
    /// What it is called.
    name: String,
    /// The level that was applied for.
    level: Level,
    /// When it was made.
    made_at: DateTime<Utc>,
    /// Since when it is part of the set no longer.
    retired_at: Option<DateTime<Utc>>,
    /// What there is to mark, in the standard's order.
    #[graphql(complexity = "crate::limits::list_cost(20, child_complexity)")]
    criteria: Vec<GoldCriterion>,
}

/// A criterion of a gold case.
#[derive(Debug, Clone, SimpleObject)]
pub struct GoldCriterion {
    /// Its reference.
    #[graphql(name = "ref")]
    reference: String,
    /// Its pillar's number.
    pillar: i32,
    /// What it asks.
    title: String,
    /// The university's statement and its evidence, in words that say nothing of whose it is.
    text: String,
    /// The known mark; null for an assessor who has not finished the set.
    known: Option<Rating>,
    /// The viewer's own mark.
    own: Option<Rating>,
}

/// How an assessor stands with the calibration set.
#[derive(Debug, Clone, SimpleObject)]
pub struct Calibrated {
    /// Who.
    person: Person,
    /// Whether a first case waits for it.
    required: bool,
    /// How many criteria they have marked.
    marked: i32,
    /// Of how many.
    of: i32,
    /// When they finished; null until then.
    finished_at: Option<DateTime<Utc>>,
    /// How their marks and the known ones agree; null until they have finished.
    result: Option<CalibrationResult>,
}

/// How somebody's marks and the known ones agree.
#[derive(Debug, Clone, SimpleObject)]
pub struct CalibrationResult {
    /// How many marks there are.
    of: i32,
    /// How many are as known.
    agreed: i32,
    /// Krippendorff's alpha of the two; null where all marks are the same.
    alpha: Option<f64>,
    /// How many steps higher they marked, on average; lower below 0.
    steps: f64,
    /// Whether they passed, by the pass mark of the day on which they finished.
    passed: bool,
    /// The same in a sentence.
    sentence: String,
}

fn counted(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

impl Calibration {
    /// The set as this viewer may see it: one statement, and one for each edition that was not read before.
    pub(crate) async fn read(scope: &Scope) -> Result<Self> {
        let all = scope.may(Act::ChangeSettings).is_ok();
        let set = rows::set(&scope.tx, all).await?;
        let viewer = set.viewer.as_ref().map(|viewer| viewer.id);
        let finished = set.finished.iter().any(|one| Some(one.person_id) == viewer);
        let makes = scope.may(Act::MakeGoldCase).is_ok();
        let mut cases = Vec::new();
        for case in &set.cases {
            let marked = set.marks.iter().any(|mark| mark.case_id == case.id);
            if case.retired_at.is_none() || makes || finished && marked {
                cases.push(shown(scope, &set, case, viewer).await?);
            }
        }
        let own = set
            .viewer
            .as_ref()
            .map(|viewer| stands(&set, viewer))
            .transpose()?;
        let assessors = set.assessors.iter().map(|one| stands(&set, one));
        Ok(Self {
            calibrate_new: set.calibrate_new,
            pass_percent: set.pass_percent,
            cases,
            own,
            assessors: assessors.collect::<Result<_>>()?,
        })
    }
}

/// A gold case, with the marks of one assessor.
async fn shown(
    scope: &Scope,
    set: &rows::Set,
    case: &rows::GoldCase,
    viewer: Option<Uuid>,
) -> Result<GoldCase> {
    let edition = scope.edition(case.edition_id).await?.edition;
    let mut criteria = Vec::new();
    for criterion in edition.criteria_up_to(rank(case.level_rank)) {
        let Some(text) = case.texts.get(&criterion.reference) else {
            continue;
        };
        let known = case.known.get(&criterion.reference);
        let own = set.marks.iter().find(|mark| {
            Some(mark.person_id) == viewer
                && mark.case_id == case.id
                && mark.criterion == criterion.reference
        });
        let rating = |value: Option<&String>| -> Result<Option<Rating>> {
            let value = value.map(|value| value.parse::<standard::Rating>());
            Ok(value.transpose()?.map(Rating::from))
        };
        criteria.push(GoldCriterion {
            reference: criterion.reference.clone(),
            pillar: criterion.pillar.into(),
            title: criterion.title.clone(),
            text: text.clone(),
            known: rating(known)?,
            own: rating(own.map(|mark| &mark.value))?,
        });
    }
    Ok(GoldCase {
        id: scalar::show(Kind::GoldCase, case.id),
        name: case.name.clone(),
        level: level_at(&edition, rank(case.level_rank)),
        made_at: case.made_at,
        retired_at: case.retired_at,
        criteria,
    })
}

/// How somebody stands: with the set as it is, or with what they had marked when they finished.
fn stands(set: &rows::Set, who: &rows::Assessor) -> Result<Calibrated> {
    let (id, name) = (who.id, &who.name);
    let finished = set.finished.iter().find(|one| one.person_id == id);
    let theirs: BTreeMap<(Uuid, &str), &str> = set
        .marks
        .iter()
        .filter(|mark| mark.person_id == id)
        .map(|mark| ((mark.case_id, mark.criterion.as_str()), mark.value.as_str()))
        .collect();
    let current = set.cases.iter().filter(|case| case.retired_at.is_none());
    let criteria = current.flat_map(|case| case.texts.keys().map(|c| (case.id, c.as_str())));
    let (of, left) = criteria.fold((0, 0), |(of, left), unit| {
        (of + 1, left + usize::from(!theirs.contains_key(&unit)))
    });
    let result = match finished {
        None => None,
        Some(finished) => Some(result(set, &theirs, finished.pass_percent, name)?),
    };
    Ok(Calibrated {
        person: Person {
            id,
            name: name.clone(),
            email: None,
        },
        required: who.uncalibrated,
        marked: counted(finished.map_or(of - left, |_| theirs.len())),
        of: counted(finished.map_or(of, |_| theirs.len())),
        finished_at: finished.map(|finished| finished.finished_at),
        result,
    })
}

fn result(
    set: &rows::Set,
    theirs: &BTreeMap<(Uuid, &str), &str>,
    pass_percent: i32,
    name: &str,
) -> Result<CalibrationResult> {
    let (mut gold, mut given) = (Vec::new(), Vec::new());
    for ((case, criterion), value) in theirs {
        let known = set.cases.iter().find(|one| one.id == *case);
        let Some(known) = known.and_then(|one| one.known.get(*criterion)) else {
            continue;
        };
        let mark = |rating| GoldMark {
            case: *case,
            criterion,
            rating,
        };
        gold.push(mark(known.parse()?));
        given.push(mark(value.parse()?));
    }
    let pass = u8::try_from(pass_percent).unwrap_or(100);
    let found = rules::calibrate(&gold, &given, pass);
    Ok(CalibrationResult {
        of: counted(found.of),
        agreed: counted(found.agreed),
        alpha: found.alpha,
        steps: found.steps,
        passed: found.passed,
        sentence: found.sentence(name),
    })
}

/// Questions about the calibration set.
#[derive(Debug, Default)]
pub struct CalibrationQuery;

/// Questions about the calibration set.
#[Object]
impl CalibrationQuery {
    /// The gold cases that new assessors mark before their first case, and how it was done; for whoever works for the scheme (J6).
    #[graphql(complexity = "crate::limits::list_cost(10, child_complexity)")]
    async fn calibration(&self, ctx: &Context<'_>) -> Result<Calibration> {
        let scope = ctx.scope();
        expect_to_look(scope)?;
        Calibration::read(scope).await
    }

    /// What a gold case of a decided application would say, without what says whose it is; whoever makes it reads it over (J6, T3).
    #[graphql(complexity = "crate::limits::list_cost(20, child_complexity)")]
    async fn gold_draft(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The application.")] application_id: ID,
    ) -> Result<GoldDraft> {
        let scope = ctx.scope();
        scope.may(Act::MakeGoldCase)?;
        GoldDraft::read(scope, &application_id).await
    }
}

/// Whoever marks the set, or makes it.
fn expect_to_look(scope: &Scope) -> Result<()> {
    scope
        .may(Act::MakeGoldCase)
        .or_else(|_| scope.may(Act::MarkGoldCase))
}
