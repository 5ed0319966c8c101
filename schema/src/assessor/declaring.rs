//! What is said of an assessor: conflicts, coaching and absences (W1, W2).

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use chrono::{Days, NaiveDate};
use domain::access::Act;
use domain::calendar::in_words;
use domain::id::Kind;
use domain::input::Fields;
use serde_json::{Value, json};
use store::assessors::{self, Said};
use store::trail::SCHEME;
use uuid::Uuid;

use super::Assessor;
use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::scalar::{self, Date};

/// The longest absence that is taken, in days: two years.
const LONGEST: u64 = 731;

/// A conflict with a university (W1).
#[derive(Debug, InputObject)]
pub struct DeclareConflictInput {
    /// Whose, a person's id; one's own unless told, which an operator must.
    assessor_id: Option<ID>,
    /// The university.
    university_id: ID,
    /// Why.
    reason: String,
}

/// A declared conflict to be taken back.
#[derive(Debug, InputObject)]
pub struct WithdrawConflictInput {
    /// Whose, a person's id; one's own unless told, which an operator must.
    assessor_id: Option<ID>,
    /// The university.
    university_id: ID,
}

/// A programme that an assessor coached (W1).
#[derive(Debug, InputObject)]
pub struct CoachingInput {
    /// Who, a person's id; oneself unless told, which an operator must.
    assessor_id: Option<ID>,
    /// The programme.
    programme_id: ID,
}

/// Days on which an assessor is away (W2).
#[derive(Debug, InputObject)]
pub struct SetAbsenceInput {
    /// Who, a person's id; oneself unless told, which an operator must.
    assessor_id: Option<ID>,
    /// The first day away; an absence that begins on it is changed.
    from: Date,
    /// The first day back.
    back_on: Date,
}

/// An absence to be taken back.
#[derive(Debug, InputObject)]
pub struct RemoveAbsenceInput {
    /// Whose, a person's id; one's own unless told, which an operator must.
    assessor_id: Option<ID>,
    /// Its first day.
    from: Date,
}

/// The assessor as they stand now.
#[derive(SimpleObject)]
pub struct AssessorPayload {
    /// The assessor as they stand now.
    assessor: Assessor,
}

/// Of whom something is said: of oneself by an assessor, of any assessor by an operator.
async fn whose(scope: &Scope, id: Option<&ID>) -> Result<assessors::Assessor> {
    let me = scope.person()?;
    let operator = scope.viewer.role().is_some_and(|role| role.is_operator());
    let of = match id {
        Some(id) => scalar::read(Kind::Person, id, "assessor")?,
        None if operator => return Err(Error::input("assessorId", "Say of which assessor.")),
        None => me,
    };
    let found = assessors::find(&scope.tx, of).await?;
    let found = found.ok_or(Error::NotFound("assessor"))?;
    if of != me && !operator {
        let message = "You may say this of yourself; an operator says it of others.";
        return Err(Error::Forbidden(message.to_owned()));
    }
    Ok(found)
}

/// Tells the scheme's chain what changed, and gives the assessor as they stand now.
pub(super) async fn told(
    scope: &Scope,
    of: Uuid,
    act: &'static str,
    summary: String,
    (before, after): (Option<Value>, Option<Value>),
) -> Result<AssessorPayload> {
    let told = Told {
        university: SCHEME,
        application: None,
        subject: Some(of),
        act,
        summary,
        before,
        after,
    };
    scope.tell(told, &[]).await?;
    shown(scope, of).await
}

async fn shown(scope: &Scope, of: Uuid) -> Result<AssessorPayload> {
    let row = assessors::find(&scope.tx, of).await?;
    let row = row.ok_or(Error::NotFound("assessor"))?;
    Ok(AssessorPayload {
        assessor: Assessor::new(scope, row, None).await?,
    })
}

fn said(scope: &Scope, of: Uuid) -> Result<Said> {
    Ok(Said {
        of,
        by: scope.person()?,
        at: scope.moment.now,
    })
}

/// Two years from today on.
fn horizon(today: NaiveDate) -> NaiveDate {
    today.checked_add_days(Days::new(LONGEST)).unwrap_or(today)
}

/// What is said of an assessor.
#[derive(Debug, Default)]
pub struct DeclaringMutation;

/// What is said of an assessor.
#[Object]
impl DeclaringMutation {
    /// Declares a conflict with a university: none of its cases is given to the assessor (W1). What they have in hand stays until it is handed back or moved.
    async fn declare_conflict(
        &self,
        ctx: &Context<'_>,
        input: DeclareConflictInput,
    ) -> Result<AssessorPayload> {
        let scope = ctx.scope();
        scope.may(Act::DeclareConflict)?;
        let assessor = whose(scope, input.assessor_id.as_ref()).await?;
        let university = scalar::read(Kind::University, &input.university_id, "university")?;
        let mut fields = Fields::new();
        let reason = fields.paragraph("reason", &input.reason, 1..=1_000);
        let reason = fields.or(reason)?;
        let by = said(scope, assessor.id)?;
        match assessors::declare_conflict(&scope.tx, by, university, &reason).await {
            Ok(true) => {}
            Ok(false) => return shown(scope, assessor.id).await,
            // The foreign key: there is no such university.
            Err(store::Error::Conflict(_)) => return Err(Error::NotFound("university")),
            Err(store::Error::Invalid(why)) if why.starts_with("the university was merged") => {
                let message = "The university was merged into another: declare it with that one.";
                return Err(Error::refused("L1", message));
            }
            Err(error) => return Err(error.into()),
        }
        let after = json!({ "university": university, "reason": reason });
        let summary = "Conflict with a university declared.".to_owned();
        told(
            scope,
            assessor.id,
            "assessor.conflict_declared",
            summary,
            (None, Some(after)),
        )
        .await
    }

    /// Takes a declared conflict back.
    async fn withdraw_conflict(
        &self,
        ctx: &Context<'_>,
        input: WithdrawConflictInput,
    ) -> Result<AssessorPayload> {
        let scope = ctx.scope();
        scope.may(Act::WithdrawConflict)?;
        let assessor = whose(scope, input.assessor_id.as_ref()).await?;
        let university = scalar::read(Kind::University, &input.university_id, "university")?;
        if !assessors::withdraw_conflict(&scope.tx, assessor.id, university).await? {
            return Err(Error::NotFound("declared conflict"));
        }
        let was = assessor
            .conflicts
            .iter()
            .find(|c| c.university_id == university);
        let before = json!({ "university": university, "reason": was.map(|c| &c.reason) });
        let summary = "Conflict with a university taken back.".to_owned();
        told(
            scope,
            assessor.id,
            "assessor.conflict_withdrawn",
            summary,
            (Some(before), None),
        )
        .await
    }

    /// Says that the assessor coached a programme: no case that covers it is given to them (W1).
    async fn declare_coaching(
        &self,
        ctx: &Context<'_>,
        input: CoachingInput,
    ) -> Result<AssessorPayload> {
        let scope = ctx.scope();
        scope.may(Act::DeclareCoaching)?;
        let assessor = whose(scope, input.assessor_id.as_ref()).await?;
        let id = scalar::read(Kind::Programme, &input.programme_id, "programme")?;
        let programme = store::programmes::by_ids(&scope.tx, &[id]).await?.pop();
        let programme = programme.ok_or(Error::NotFound("programme"))?;
        let by = said(scope, assessor.id)?;
        if !assessors::declare_coaching(&scope.tx, by, programme.university_id, id).await? {
            return shown(scope, assessor.id).await;
        }
        let summary = "Coaching of a programme declared.".to_owned();
        let after = Some(json!({ "programme": id }));
        told(
            scope,
            assessor.id,
            "assessor.coaching_declared",
            summary,
            (None, after),
        )
        .await
    }

    /// Takes back that the assessor coached a programme.
    async fn withdraw_coaching(
        &self,
        ctx: &Context<'_>,
        input: CoachingInput,
    ) -> Result<AssessorPayload> {
        let scope = ctx.scope();
        scope.may(Act::WithdrawCoaching)?;
        let assessor = whose(scope, input.assessor_id.as_ref()).await?;
        let id = scalar::read(Kind::Programme, &input.programme_id, "programme")?;
        if !assessors::withdraw_coaching(&scope.tx, assessor.id, id).await? {
            return Err(Error::NotFound("coached programme"));
        }
        let summary = "Coaching of a programme taken back.".to_owned();
        let before = Some(json!({ "programme": id }));
        told(
            scope,
            assessor.id,
            "assessor.coaching_withdrawn",
            summary,
            (before, None),
        )
        .await
    }

    /// Says when the assessor is away: they are given nothing then (W2).
    async fn set_absence(
        &self,
        ctx: &Context<'_>,
        input: SetAbsenceInput,
    ) -> Result<AssessorPayload> {
        let scope = ctx.scope();
        scope.may(Act::SetAbsence)?;
        let assessor = whose(scope, input.assessor_id.as_ref()).await?;
        let (from, back, today) = (input.from.0, input.back_on.0, scope.moment.today);
        let mut fields = Fields::new();
        if back <= from {
            fields.problem(
                "backOn",
                "Give a first day back that is after the first day away.",
            );
        } else if back <= today {
            fields.problem("backOn", "Give a first day back in the future.");
        } else if back > horizon(from.max(today)) || from > horizon(today) {
            fields.problem(
                "backOn",
                "Say at most two years, beginning within two years.",
            );
        }
        fields.or(())?;
        let was = assessor.absences.iter().find(|a| a.from == from);
        let absence = assessors::Absence { from, back };
        assessors::put_absence(&scope.tx, said(scope, assessor.id)?, absence).await?;
        let before = was.map(|a| json!({ "from": a.from, "backOn": a.back }));
        let after = Some(json!({ "from": from, "backOn": back }));
        let summary = format!("Away from {}, back on {}.", in_words(from), in_words(back));
        told(
            scope,
            assessor.id,
            "assessor.away",
            summary,
            (before, after),
        )
        .await
    }

    /// Takes an absence back, by its first day.
    async fn remove_absence(
        &self,
        ctx: &Context<'_>,
        input: RemoveAbsenceInput,
    ) -> Result<AssessorPayload> {
        let scope = ctx.scope();
        scope.may(Act::RemoveAbsence)?;
        let assessor = whose(scope, input.assessor_id.as_ref()).await?;
        let from = input.from.0;
        if !assessors::remove_absence(&scope.tx, assessor.id, from).await? {
            return Err(Error::NotFound("absence"));
        }
        let summary = format!("Absence from {} taken back.", in_words(from));
        let before = Some(json!({ "from": from }));
        told(
            scope,
            assessor.id,
            "assessor.not_away",
            summary,
            (before, None),
        )
        .await
    }
}
