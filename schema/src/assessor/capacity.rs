//! How much an assessor takes on, and what they can judge (W2).

use async_graphql::{Context, ID, InputObject, Object};
use domain::access::Act;
use domain::id::Kind;
use domain::input::Fields;
use serde_json::json;
use store::assessors::{self, Profile};

use super::declaring::{AssessorPayload, told};
use crate::context::Ask;
use crate::error::{Error, Result};
use crate::scalar;

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

/// How much an assessor takes on.
#[derive(Debug, Default)]
pub struct CapacityMutation;

/// How much an assessor takes on.
#[Object]
impl CapacityMutation {
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
