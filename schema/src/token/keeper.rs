//! Keeps a machine's token to its reach: every field of every answer passes here, and nothing else looks.

use std::sync::Arc;

use async_graphql::async_trait::async_trait;
use async_graphql::extensions::{
    Extension, ExtensionContext, ExtensionFactory, NextResolve, ResolveInfo,
};
use async_graphql::{PathSegment, QueryPathSegment, ServerError, ServerResult, Value};
use domain::access::Reach;

use super::areas::{of_field, refused};

/// For a schema that answers machines alone: without a [`Reach`] in the request nothing is answered.
#[derive(Debug)]
pub struct Keeping;

impl ExtensionFactory for Keeping {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Keeper)
    }
}

struct Keeper;

#[async_trait]
impl Extension for Keeper {
    async fn resolve(
        &self,
        ctx: &ExtensionContext<'_>,
        info: ResolveInfo<'_>,
        next: NextResolve<'_>,
    ) -> ServerResult<Option<Value>> {
        if info.is_for_introspection {
            return next.run(ctx, info).await;
        }
        let need = of_field(info.parent_type, info.name);
        let reach = ctx.data_opt::<Reach>();
        let refusal = reach.map_or_else(|| Some(String::new()), |reach| reach.refuses(need));
        match refusal {
            None => next.run(ctx, info).await,
            Some(words) => Err(placed(refused(words), &info)),
        }
    }
}

/// The error where it happened.
fn placed(error: async_graphql::Error, info: &ResolveInfo<'_>) -> ServerError {
    let steps = std::iter::successors(Some(info.path_node), |node| node.parent);
    let mut path: Vec<PathSegment> = steps
        .map(|node| match node.segment {
            QueryPathSegment::Name(name) => PathSegment::Field(name.to_owned()),
            QueryPathSegment::Index(index) => PathSegment::Index(index),
        })
        .collect();
    path.reverse();
    let error = error.into_server_error(info.field.name.pos);
    ServerError { path, ..error }
}
