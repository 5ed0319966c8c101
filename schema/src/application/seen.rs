//! What somebody has seen of a case: theirs alone, so the trail does not hear of it.

use async_graphql::{Context, ID, InputObject, Object};
use domain::access::Act;
use domain::id::Kind;

use super::drafting::ApplicationPayload;
use crate::context::Ask;
use crate::error::{Error, Result};
use crate::loaders::ApplicationKey;
use crate::scalar;

/// A case that was looked at.
#[derive(Debug, InputObject)]
pub struct MarkSeenInput {
    /// The application.
    application_id: ID,
}

/// What somebody has seen.
#[derive(Debug, Default)]
pub struct SeenMutation;

/// What somebody has seen.
#[Object]
impl SeenMutation {
    /// Says that the asker has seen what happened to an application so far: it is not unread to them any more.
    async fn mark_seen(
        &self,
        ctx: &Context<'_>,
        input: MarkSeenInput,
    ) -> Result<ApplicationPayload> {
        let scope = ctx.scope();
        scope.may(Act::MarkSeen)?;
        let id = scalar::read(Kind::Application, &input.application_id, "application")?;
        let found = scope.loaders.load_one(ApplicationKey(id)).await?;
        let row = found.ok_or(Error::NotFound("application"))?;
        store::seen::put(&scope.tx, id, scope.person()?).await?;
        Ok(ApplicationPayload {
            application: row.into(),
        })
    }
}
