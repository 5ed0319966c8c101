//! What goes when its time is over (E7), before it does.

use async_graphql::{Context, Enum, Object, SimpleObject};
use domain::access::Act;
use domain::retention::{self, Kept};
use store::retention as kept;

use crate::context::Ask;
use crate::error::Result;
use crate::scalar::Date;

/// What goes when its time is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "Kept")]
pub enum Retained {
    /// Files of evidence; the hash, the title and the decision stay.
    Evidence,
    /// The words of letters; that each went, when and to whom stays.
    Letters,
    /// Rows and files of imports; what they wrote stays.
    Imports,
    /// Files of exports.
    Exports,
    /// Requests to join that were answered; that they were stays in the trail.
    JoinRequests,
}

/// How much of something goes within a month.
#[derive(Debug, Clone, SimpleObject)]
pub struct RetentionDue {
    /// What.
    kept: Retained,
    /// What it is called.
    title: &'static str,
    /// When it goes, in a sentence.
    rule: &'static str,
    /// How many go until the same day of next month.
    count: i32,
    /// The day on which the first goes; null where none does.
    first_on: Option<Date>,
}

/// What goes when its time is over.
#[derive(Debug, Default)]
pub struct RetentionQuery;

/// What goes when its time is over.
#[Object]
impl RetentionQuery {
    /// What the daily job removes within a month, as things stand; operators ask (E7).
    #[graphql(complexity = "crate::limits::list_cost(5, child_complexity)")]
    async fn retention_ahead(&self, ctx: &Context<'_>) -> Result<Vec<RetentionDue>> {
        let scope = ctx.scope();
        scope.may_see(Act::ErasePerson)?;
        let today = scope.moment.today;
        let due = kept::due(&scope.tx, retention::ahead(today)).await?;
        let shown = due.into_iter().map(|row| {
            let of: Kept = row.kept.parse()?;
            Ok(RetentionDue {
                kept: of.into(),
                title: of.title(),
                rule: of.when(),
                count: i32::try_from(row.many).unwrap_or(i32::MAX),
                first_on: row.first.map(|day| Date(of.goes(day).max(today))),
            })
        });
        shown.collect()
    }
}
