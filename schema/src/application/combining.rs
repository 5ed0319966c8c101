//! One application over several programmes, or over all of a university's (P4, G2).

mod whole;

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::access::Act;
use domain::eligibility::{ProgrammeFacts, eligibility};
use domain::lifecycle;
use domain::refusal::Reasons;
use serde_json::json;
use store::applications::{self as rows, Cover, NewApplication};
use store::casefile::{self, Part};
use uuid::Uuid;

use self::whole::Whole;
use super::drafting::{ApplicationPayload, expect_version, hold};
use super::{ApplicationKind, ApplicationLanguage, ApplicationScope, facts, starting};
use crate::context::{Ask, Told};
use crate::edition::Level;
use crate::error::{Error, Result};
use crate::loaders::Facts;
use crate::programme::Programme;
use crate::reason::Reason;
use crate::scalar::Date;

/// Which programmes are applied for as one, and how they are run together (P4).
#[derive(Debug, InputObject)]
pub struct CombinedInput {
    /// COMBINED, or UNIVERSITY_WIDE.
    scope: ApplicationScope,
    /// The university; needed by those who run the scheme.
    university_id: Option<ID>,
    /// The programmes, 500 at most; left out for UNIVERSITY_WIDE, which covers every active one.
    programme_ids: Option<Vec<ID>>,
    /// The one coordinator or department that leads them, where they share no delivery framework; 200 characters at most.
    led_by: Option<String>,
    /// What is expected of all of them, where they share no delivery framework; 4000 characters at most.
    expectations: Option<String>,
}

/// Starts one application over several programmes.
#[derive(Debug, InputObject)]
pub struct StartCombinedApplicationInput {
    /// What it covers.
    covers: CombinedInput,
    /// The level applied for, by code.
    level: String,
    /// The language that it is written in, English unless told.
    language: Option<ApplicationLanguage>,
}

/// Changes what a draft over several programmes covers.
#[derive(Debug, InputObject)]
pub struct ChangeCombinedApplicationInput {
    /// The draft.
    application_id: ID,
    /// Its version last seen.
    version: i32,
    /// All the programmes that it shall cover; left out for UNIVERSITY_WIDE, which covers every active one.
    programme_ids: Option<Vec<ID>>,
    /// The one coordinator or department that leads them, where they share no delivery framework.
    led_by: Option<String>,
    /// What is expected of all of them, where they share no delivery framework.
    expectations: Option<String>,
}

/// Whether programmes may apply as one, and at which levels.
#[derive(Debug, SimpleObject)]
pub struct CombinedEligibility {
    /// What they are: those named, or every active one.
    programmes: Vec<Programme>,
    /// What is in the way at any level (P4).
    scope: Vec<Reason>,
    /// One answer for every level of the edition in force, lowest first.
    options: Vec<CombinedOption>,
}

/// Whether programmes may apply as one at a level today.
#[derive(Debug, SimpleObject)]
pub struct CombinedOption {
    /// The level.
    level: Level,
    /// What the application would be.
    kind: ApplicationKind,
    /// Whether it would be taken: nothing is in the way at any level, nor at this one.
    allowed: bool,
    /// What is in the way at this level (G1-G3, P2).
    reasons: Vec<Reason>,
    /// The programmes in the way at this level: short of it, or with an application open already.
    in_the_way: Vec<ID>,
    /// The first day it would be taken, as things stand; null where that is not known.
    first_day: Option<Date>,
}

/// Whether programmes may apply as one.
#[derive(Debug, Default)]
pub struct CombinedQuery;

/// Whether programmes may apply as one.
#[Object]
impl CombinedQuery {
    /// Whether some programmes may apply as one today, at which levels, and if not, which of them are in the way until when (P4, G2, G4).
    async fn combined_eligibility(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The programmes, and how they are run together.")] covers: CombinedInput,
    ) -> Result<CombinedEligibility> {
        let scope = ctx.scope();
        scope.person()?;
        let whole = Whole::new(scope, covers, false).await?;
        let levels = whole.edition().levels().iter();
        let options = levels.map(|level| {
            let answer = whole.at(level.rank, scope);
            let short = |facts: &&ProgrammeFacts| {
                let one = std::slice::from_ref(*facts);
                whole.busy.contains(&facts.id)
                    || !eligibility(whole.edition(), one, level.rank, scope.moment.today).allowed
            };
            CombinedOption {
                level: Level::from(level),
                kind: answer.kind.into(),
                allowed: answer.allowed && whole.reasons.is_empty(),
                in_the_way: whole
                    .facts
                    .iter()
                    .filter(short)
                    .map(|p| ID(p.id.clone()))
                    .collect(),
                reasons: answer.reasons.into_iter().map(Reason::from).collect(),
                first_day: answer
                    .first_day
                    .filter(|_| whole.reasons.is_empty())
                    .map(Date),
            }
        });
        Ok(CombinedEligibility {
            options: options.collect(),
            programmes: whole
                .covered
                .iter()
                .map(|row| row.programme.clone().into())
                .collect(),
            scope: whole.reasons.iter().cloned().map(Reason::from).collect(),
        })
    }
}

/// One application over several programmes.
#[derive(Debug, Default)]
pub struct CombiningMutation;

/// One application over several programmes.
#[Object]
impl CombiningMutation {
    /// Starts one draft over several programmes, or over all of the university's, pinned to the edition in force today (S1). Refused by P4 and G1-G3, naming the programmes in the way and the day each would pass.
    async fn start_combined_application(
        &self,
        ctx: &Context<'_>,
        input: StartCombinedApplicationInput,
    ) -> Result<ApplicationPayload> {
        let scope = ctx.scope();
        scope.may(Act::StartCombinedApplication)?;
        let whole = Whole::new(scope, input.covers, true).await?;
        let level = starting::level(whole.edition(), &input.level)?;
        let kind = whole.kind(level.rank, scope)?;
        let language = input.language.unwrap_or(ApplicationLanguage::English);
        let new = NewApplication {
            university_id: whole.university,
            id: Uuid::now_v7(),
            edition_id: whole.published.id,
            scope: whole.scope.as_str(),
            kind: kind.as_str(),
            level: level.code.clone(),
            level_rank: level.rank.into(),
            programmes: whole.ids(),
            language: lifecycle::ApplicationLanguage::from(language).as_str(),
            led_by: whole.approach.led_by.clone(),
            expectations: whole.approach.expectations.clone(),
            at: scope.moment.now,
        };
        let made = rows::insert_all(&scope.tx, &[new]).await;
        let mut made = made.map_err(starting::closed)?;
        let row = made.pop().ok_or(Error::NotFound("application"))?;
        let many = whole.many();
        let mut after = whole.as_json();
        after["level"] = json!(row.level);
        after["kind"] = json!(row.kind);
        after["scope"] = json!(row.scope);
        after["edition"] = json!(whole.edition().content_hash());
        let told = Told {
            university: row.university_id,
            application: Some(row.id),
            act: "application.started",
            summary: format!("{} started for {many} at {}.", row.reference, level.title),
            after: Some(after),
            ..Told::default()
        };
        let line = format!("{}: {many} at {}", row.reference, level.title);
        let job = starting::to_managers(scope, row.university_id, &[line]);
        scope.tell(told, job.as_slice()).await?;
        Ok(ApplicationPayload {
            application: row.into(),
        })
    }

    /// Changes what a draft over several programmes covers, and how they are run together. Refused by P4 and G1-G3; what is rated and attached stays.
    async fn change_combined_application(
        &self,
        ctx: &Context<'_>,
        input: ChangeCombinedApplicationInput,
    ) -> Result<ApplicationPayload> {
        let scope = ctx.scope();
        scope.may(Act::ChangeCombinedApplication)?;
        let row = hold(scope, &input.application_id).await?;
        expect_version(&row, input.version)?;
        facts::expect_draft(&row)?;
        let covers = CombinedInput {
            scope: row.scope.parse::<lifecycle::ApplicationScope>()?.into(),
            university_id: None,
            programme_ids: input.programme_ids,
            led_by: input.led_by,
            expectations: input.expectations,
        };
        if covers.scope == ApplicationScope::Single {
            let message = "A single application stays with its programme: withdraw it and start a combined one.";
            return Err(Error::refused("P4", message));
        }
        let published = scope.edition(row.edition_id).await?;
        let by = (row.university_id, published);
        let whole = Whole::read(scope, covers, by, true, Some(row.id)).await?;
        let kind = whole.kind(facts::rank(row.level_rank), scope)?;
        let cover = Cover {
            programmes: &whole.ids(),
            kind: kind.as_str(),
            led_by: whole.approach.led_by.as_deref(),
            expectations: whole.approach.expectations.as_deref(),
            at: scope.moment.now,
        };
        let Some(row) = rows::cover(&scope.tx, row.id, &cover).await? else {
            let read = Facts::read(&scope.tx, row.id, &[Part::Evidence]).await?;
            return Err(left_silent(&read.evidence()?, &whole.ids()));
        };
        let many = whole.many();
        let told = Told {
            university: row.university_id,
            application: Some(row.id),
            act: "application.scope_changed",
            summary: format!("{} covers {many}.", row.reference),
            after: Some(whole.as_json()),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        Ok(ApplicationPayload {
            application: row.into(),
        })
    }
}

/// What speaks only of programmes that would be let go: it would come to speak of all the others (P4).
fn left_silent(evidence: &[casefile::Evidence], covered: &[Uuid]) -> Error {
    let mut reasons = Reasons::new();
    for item in evidence {
        let spoken_of = &item.programmes;
        let some = spoken_of.is_empty() || spoken_of.iter().any(|id| covered.contains(id));
        reasons.require(some, || {
            let message = format!(
                "{} speaks only of programmes that would no longer be covered: say first of which it speaks, or remove it.",
                item.title
            );
            domain::Reason::new("P4", message)
        });
    }
    match reasons.or(()) {
        Err(refusal) => refusal.into(),
        Ok(()) => Error::NotFound("application"),
    }
}
