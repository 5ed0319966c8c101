//! What is said of an assessor: conflicts, coaching, absences, capacity and competence (W1, W2).

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use chrono::{Days, NaiveDate};
use domain::access::Act;
use domain::calendar::in_words;
use domain::id::Kind;
use domain::input::Fields;
use serde_json::{Value, json};
use store::assessors::{self, Profile, Said};
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

/// How much an assessor takes on, and what they can judge (W2).
#[derive(Debug, InputObject)]
pub struct SetCapacityInput {
    /// Who, a person's id.
    assessor_id: ID,
    /// The most points of open work at a time; null where that is not said.
    capacity: Option<i32>,
    /// The levels they judge for, by rank, 1 for the lowest; empty is any.
    levels: Vec<i32>,
    /// The schemes they judge for, by code; empty is any.
    schemes: Vec<String>,
    /// The languages they judge in, such as en or cy; empty is any.
    languages: Vec<String>,
    /// The assessor's version last seen.
    version: i32,
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
async fn told(
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

/// Codes as people list them: trimmed, each once, in order.
fn codes(
    fields: &mut Fields,
    field: &str,
    given: &[String],
    fits: fn(char) -> bool,
) -> Vec<String> {
    if given.len() > 20 {
        fields.problem(field, "Choose at most 20.");
        return Vec::new();
    }
    let mut read: Vec<String> = Vec::new();
    for code in given {
        let code = fields.line(field, code, 1..=40);
        if !code.chars().all(fits) {
            fields.problem(field, format!("{code} is no code."));
        } else if !read.contains(&code) {
            read.push(code);
        }
    }
    read.sort();
    read
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

    /// Says how much an assessor takes on at a time, and what they can judge (W2).
    async fn set_capacity(
        &self,
        ctx: &Context<'_>,
        input: SetCapacityInput,
    ) -> Result<AssessorPayload> {
        let scope = ctx.scope();
        scope.may(Act::SetCapacity)?;
        let id = scalar::read(Kind::Person, &input.assessor_id, "assessor")?;
        let assessor = assessors::find(&scope.tx, id).await?;
        let assessor = assessor.ok_or(Error::NotFound("assessor"))?;
        let mut fields = Fields::new();
        if input
            .capacity
            .is_some_and(|points| !(0..=100_000).contains(&points))
        {
            fields.problem(
                "capacity",
                "Give points from 0 to 100,000, or leave it empty.",
            );
        }
        let code = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let mut levels = input.levels;
        levels.sort_unstable();
        levels.dedup();
        if levels.len() > 20 || levels.iter().any(|rank| !(1..=255).contains(rank)) {
            fields.problem("levels", "Give at most 20 ranks of levels, from 1 up.");
        }
        let schemes = codes(&mut fields, "schemes", &input.schemes, code);
        let languages = codes(&mut fields, "languages", &input.languages, code);
        fields.or(())?;
        let before = json!({
            "capacity": assessor.capacity, "levels": assessor.levels, "schemes": assessor.schemes,
            "languages": assessor.languages, "version": assessor.version,
        });
        let new = Profile {
            person_id: id,
            capacity: input.capacity,
            levels: &levels,
            schemes: &schemes,
            languages: &languages,
            version: assessor.version.saturating_add(1),
            updated_at: scope.moment.now,
            updated_by: scope.person()?,
        };
        let stale = input.version != assessor.version;
        if stale || !assessors::put_profile(&scope.tx, &new, assessor.version).await? {
            return Err(Error::Conflict {
                message: "Somebody else has changed this assessor's capacity since you loaded it. Compare, then save yours again or keep theirs.".to_owned(),
                current: before,
            });
        }
        let after = json!({
            "capacity": input.capacity, "levels": levels, "schemes": schemes, "languages": languages,
        });
        let summary = match input.capacity {
            Some(points) => format!("Capacity of {points} points set."),
            None => "Capacity left open.".to_owned(),
        };
        told(
            scope,
            id,
            "assessor.capacity_set",
            summary,
            (Some(before), Some(after)),
        )
        .await
    }
}
