//! Suppressed addresses: where letters bounced, and no more are sent until an operator lifts one.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::access::Act;
use domain::id::Kind;
use serde_json::json;
use store::letters::suppressed as rows;
use store::trail;

use crate::connection::{connection, paging};
use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::scalar;

/// An address that gets no more letters: a mail server refused it for good.
#[derive(Debug, Clone)]
pub struct SuppressedAddress(rows::Suppressed);

/// An address that gets no more letters: a mail server refused it for good.
#[Object]
impl SuppressedAddress {
    /// Stable id.
    async fn id(&self) -> ID {
        scalar::show(Kind::SuppressedAddress, self.0.id)
    }
    /// The address, in lower case.
    async fn address(&self) -> &str {
        &self.0.address
    }
    /// What the mail server said of it.
    async fn why(&self) -> &str {
        &self.0.why
    }
    /// Since when it gets none.
    async fn since(&self) -> DateTime<Utc> {
        self.0.since
    }
    /// The id of the letter that was refused.
    async fn letter_id(&self) -> Option<ID> {
        self.0.letter_id.map(|id| scalar::show(Kind::Letter, id))
    }
}

connection!(
    /// A page of suppressed addresses.
    SuppressedAddressConnection, SuppressedAddressEdge, SuppressedAddress, CountSuppressed
);

/// Counts the suppressed addresses.
pub(crate) struct CountSuppressed;

impl CountSuppressed {
    async fn count(&self, scope: &Scope) -> Result<i64> {
        Ok(rows::count(&scope.tx).await?)
    }
}

/// Questions about suppressed addresses.
#[derive(Debug, Default)]
pub struct SuppressionQuery;

/// Questions about suppressed addresses.
#[Object]
impl SuppressionQuery {
    /// Addresses that get no more letters, the latest first; operators ask.
    #[graphql(complexity = "crate::limits::page_cost(first, child_complexity)")]
    async fn suppressed_addresses(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows wanted, 25 unless told, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Go on after this cursor.")] after: Option<String>,
    ) -> Result<SuppressedAddressConnection> {
        let scope = ctx.scope();
        scope.may(Act::LiftSuppression)?;
        let paging = paging(first, after)?;
        let page = rows::list(&scope.tx, &paging).await?;
        Ok(SuppressedAddressConnection::new(
            page,
            &paging,
            CountSuppressed,
            SuppressedAddress,
        ))
    }
}

/// An address to get letters again.
#[derive(Debug, InputObject)]
pub struct LiftSuppressionInput {
    /// The suppressed address.
    suppressed_address_id: ID,
}

/// The address as it was suppressed.
#[derive(Debug, SimpleObject)]
pub struct LiftSuppressionPayload {
    /// The address as it was suppressed.
    lifted: SuppressedAddress,
}

/// Letting letters go to an address again.
#[derive(Debug, Default)]
pub struct SuppressionMutation;

/// Letting letters go to an address again.
#[Object]
impl SuppressionMutation {
    /// Lets letters go to a suppressed address again; the next that bounces suppresses it again. Recorded in the trail (T4).
    async fn lift_suppression(
        &self,
        ctx: &Context<'_>,
        input: LiftSuppressionInput,
    ) -> Result<LiftSuppressionPayload> {
        let scope = ctx.scope();
        scope.may(Act::LiftSuppression)?;
        let id = scalar::read(
            Kind::SuppressedAddress,
            &input.suppressed_address_id,
            "suppressed address",
        )?;
        let lifted = rows::lift(&scope.tx, id).await?;
        let lifted = lifted.ok_or(Error::NotFound("suppressed address"))?;
        let told = Told {
            university: trail::SCHEME,
            subject: Some(id),
            act: "address.lifted",
            summary: "Letters go to a suppressed address again.".to_owned(),
            before: Some(
                json!({ "address": lifted.address, "why": lifted.why, "since": lifted.since }),
            ),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        Ok(LiftSuppressionPayload {
            lifted: SuppressedAddress(lifted),
        })
    }
}
