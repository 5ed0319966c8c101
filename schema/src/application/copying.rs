//! Copying one application's answers to drafts: what they share is written once, and each keeps its own.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::access::Act;
use domain::id::Kind;
use domain::refusal::{Reason, Reasons};
use serde_json::json;
use store::applications as rows;
use store::ratings::{self, Copy};
use store::trail::{Event, tell_all};
use uuid::Uuid;

use super::starting::MOST_TOGETHER;
use super::{Application, facts};
use crate::context::{Ask, Scope};
use crate::error::{Error, Result};
use crate::scalar;

/// Whose answers go to which drafts.
#[derive(Debug, InputObject)]
pub struct CopyAnswersInput {
    /// The application whose answers are copied, at whatever state.
    from_application_id: ID,
    /// The drafts that get them, 100 at most.
    to_application_ids: Vec<ID>,
}

/// What a draft got.
#[derive(SimpleObject)]
pub struct CopiedAnswers {
    /// The draft as it stands now.
    application: Application,
    /// How many criteria are rated that were not.
    answers: i32,
    /// How many links were added.
    links: i32,
}

/// What each draft got.
#[derive(SimpleObject)]
pub struct CopyAnswersPayload {
    /// What each draft got, in the order in which they were named.
    copied: Vec<CopiedAnswers>,
}

/// Copying answers.
#[derive(Debug, Default)]
pub struct CopyingMutation;

/// Copying answers.
#[Object]
impl CopyingMutation {
    /// Fills what is empty in drafts with another application's ratings, statements and links; what somebody wrote there stays. Files are not copied.
    async fn copy_answers(
        &self,
        ctx: &Context<'_>,
        input: CopyAnswersInput,
    ) -> Result<CopyAnswersPayload> {
        let scope = ctx.scope();
        scope.may(Act::CopyAnswers)?;
        let from = scalar::read(Kind::Application, &input.from_application_id, "application")?;
        let (source, targets) = held(scope, from, &input.to_application_ids).await?;
        let edition = scope.edition(source.edition_id).await?.edition;
        let mut reasons = Reasons::new();
        let mut pairs = Vec::new();
        for target in &targets {
            match facts::expect_draft(target) {
                Err(Error::Refused(refusal)) => reasons.extend(refusal.into_reasons()),
                other => other?,
            }
            reasons.require(target.edition_id == source.edition_id, || {
                let message = format!(
                    "{} is by another edition of the standard than {}: its criteria are others, so answer them anew.",
                    target.reference, source.reference
                );
                Reason::new("S1", message)
            });
            let criteria = edition.criteria_up_to(facts::rank(target.level_rank));
            pairs.extend(criteria.map(|criterion| (target.id, criterion.reference.as_str())));
        }
        reasons.or(())?;
        let copy = Copy {
            from,
            pairs: &pairs,
            by: scope.person()?,
            at: scope.moment.now,
        };
        let counts = ratings::copy(&scope.tx, &copy).await?;
        let mut events = Vec::with_capacity(targets.len());
        let mut copied = Vec::with_capacity(targets.len());
        for target in targets {
            let (answers, links) = counts.get(&target.id).copied().unwrap_or_default();
            if answers + links > 0 {
                events.push(Event {
                    university: target.university_id,
                    application: Some(target.id),
                    subject: Some(from),
                    actor: scope.viewer.person(),
                    at: scope.moment.now,
                    act: "answers.copied",
                    summary: format!(
                        "{answers} answers and {links} links copied from {}.",
                        source.reference
                    ),
                    before: None,
                    after: Some(json!({ "answers": answers, "links": links })),
                    origin: scope.origin.clone(),
                });
            }
            let whole = |n: i64| i32::try_from(n).unwrap_or(i32::MAX);
            copied.push(CopiedAnswers {
                application: target.into(),
                answers: whole(answers),
                links: whole(links),
            });
        }
        tell_all(&scope.tx, &events, &[]).await?;
        Ok(CopyAnswersPayload { copied })
    }
}

/// The application that is copied from and the drafts that are copied to, all of them held.
async fn held(
    scope: &Scope,
    from: Uuid,
    to: &[ID],
) -> Result<(rows::Application, Vec<rows::Application>)> {
    if to.is_empty() || to.len() > MOST_TOGETHER {
        let message = format!("Choose 1 to {MOST_TOGETHER} drafts.");
        return Err(Error::input("toApplicationIds", message));
    }
    let mut ids: Vec<Uuid> = Vec::with_capacity(to.len());
    for id in to {
        let id = scalar::read(Kind::Application, id, "application")?;
        if id == from || ids.contains(&id) {
            let message = "Name each draft once, and not the one that is copied from.";
            return Err(Error::input("toApplicationIds", message));
        }
        ids.push(id);
    }
    let all: Vec<Uuid> = ids.iter().copied().chain([from]).collect();
    let rows = rows::lock_all(&scope.tx, &all).await?;
    let find = |id: Uuid| {
        let row = rows.iter().find(|row| row.id == id).cloned();
        row.ok_or(Error::NotFound("application"))
    };
    let targets = ids.into_iter().map(find).collect::<Result<_>>()?;
    Ok((find(from)?, targets))
}
