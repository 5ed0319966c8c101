//! Assessors mark the calibration set, blind to what is known until they have finished (J6).

use async_graphql::{Context, ID, InputObject, Object};
use domain::access::Act;
use domain::consistency::{expect_open, unmarked};
use domain::id::Kind;
use domain::standard;
use serde_json::json;
use store::calibration::{self as rows, Finished, Mark};
use store::trail;

use super::Calibration;
use super::making::CalibrationPayload;
use crate::application::Rating;
use crate::context::{Ask, Told};
use crate::error::{Error, Result};
use crate::scalar;

/// Marks a criterion of a gold case.
#[derive(Debug, InputObject)]
pub struct MarkGoldCaseInput {
    /// The gold case.
    gold_case_id: ID,
    /// The criterion's reference.
    #[graphql(name = "ref")]
    reference: String,
    /// How well it is met.
    value: Rating,
}

/// Marking the calibration set.
#[derive(Debug, Default)]
pub struct MarkingMutation;

/// Marking the calibration set.
#[Object]
impl MarkingMutation {
    /// Marks a criterion of a gold case, or marks it otherwise, until the set is finished (J6).
    async fn mark_gold_case(
        &self,
        ctx: &Context<'_>,
        input: MarkGoldCaseInput,
    ) -> Result<CalibrationPayload> {
        let scope = ctx.scope();
        scope.may(Act::MarkGoldCase)?;
        let person_id = scope.person()?;
        let case_id = scalar::read(Kind::GoldCase, &input.gold_case_id, "gold case")?;
        let set = rows::set(&scope.tx, false).await?;
        let case = set
            .cases
            .iter()
            .find(|case| case.id == case_id && case.retired_at.is_none());
        let case = case.ok_or(Error::NotFound("gold case"))?;
        if !case.texts.contains_key(&input.reference) {
            return Err(Error::input(
                "ref",
                "Use the reference of one of its criteria.",
            ));
        }
        expect_open(set.finished.iter().any(|one| one.person_id == person_id))?;
        let before = set.marks.iter().find(|mark| {
            mark.person_id == person_id
                && mark.case_id == case_id
                && mark.criterion == input.reference
        });
        let mark = Mark {
            person_id,
            case_id,
            criterion: input.reference,
            value: standard::Rating::from(input.value).as_str().to_owned(),
        };
        rows::mark(&scope.tx, &mark, scope.moment.now).await?;
        let told = Told {
            university: trail::SCHEME,
            subject: Some(case_id),
            act: "calibration.marked",
            summary: format!("{} of “{}” was marked.", mark.criterion, case.name),
            before: before.map(|before| json!({ "ref": before.criterion, "value": before.value })),
            after: Some(json!({ "ref": mark.criterion, "value": mark.value })),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        let calibration = Calibration::read(scope).await?;
        Ok(CalibrationPayload { calibration })
    }

    /// Finishes the calibration set when everything is marked: the known marks are shown then, and one's own stay (J6).
    async fn finish_calibration(&self, ctx: &Context<'_>) -> Result<CalibrationPayload> {
        let scope = ctx.scope();
        scope.may(Act::FinishCalibration)?;
        let person_id = scope.person()?;
        let set = rows::set(&scope.tx, false).await?;
        expect_open(set.finished.iter().any(|one| one.person_id == person_id))?;
        let left = set
            .cases
            .iter()
            .filter(|case| case.retired_at.is_none())
            .map(|case| {
                let marked = |reference: &&String| {
                    set.marks
                        .iter()
                        .any(|mark| mark.case_id == case.id && mark.criterion == **reference)
                };
                let left = case
                    .texts
                    .keys()
                    .filter(|reference| !marked(reference))
                    .cloned();
                (case.name.clone(), left.collect())
            });
        unmarked(&left.collect::<Vec<_>>())?;
        let finished = Finished {
            person_id,
            finished_at: scope.moment.now,
            pass_percent: set.pass_percent,
        };
        rows::finish(&scope.tx, &finished).await?;
        let calibration = Calibration::read(scope).await?;
        let own = calibration.own.as_ref();
        let result = own.and_then(|own| own.result.as_ref());
        let told = Told {
            university: trail::SCHEME,
            subject: Some(person_id),
            act: "calibration.finished",
            summary: result.map_or_else(String::new, |result| result.sentence.clone()),
            after: result.map(|result| json!({ "of": result.of, "agreed": result.agreed, "passed": result.passed })),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        Ok(CalibrationPayload { calibration })
    }
}
