//! Questions about quotes.

use async_graphql::{Context, ID, InputObject, Object};
use domain::id::Kind;
use domain::lifecycle;
use store::quotes::{self, Filter};

use super::{Quote, QuoteState};
use crate::connection::{connection, paging};
use crate::context::{Ask, Scope};
use crate::error::{Error, Result};
use crate::scalar;
use crate::university;

/// Which quotes are asked for; what is left out narrows nothing.
#[derive(Debug, Clone, Default, InputObject)]
pub struct QuoteFilter {
    /// Of this university alone.
    university_id: Option<ID>,
    /// In any of these states.
    states: Option<Vec<QuoteState>>,
    /// A part of the number, an application's reference, the purchase order or the university's name.
    search: Option<String>,
}

impl QuoteFilter {
    fn read(self, scope: &Scope) -> Result<Filter> {
        let states = self.states.unwrap_or_default().into_iter();
        let search = self.search.as_deref().map(str::trim).unwrap_or_default();
        if search.chars().count() > 100 {
            return Err(Error::input("search", "Search for at most 100 characters."));
        }
        if search.contains('\0') {
            return Err(Error::input("search", "Remove the control characters."));
        }
        Ok(Filter {
            university: university::read(self.university_id)?,
            states: states
                .map(|state| lifecycle::QuoteState::from(state).as_str())
                .collect(),
            search: (!search.is_empty()).then(|| search.to_owned()),
            on: scope.moment.today,
        })
    }
}

connection!(
    /// A page of quotes.
    QuoteConnection, QuoteEdge, Quote, CountQuotes
);

/// Counts the quotes that a filter leaves.
pub(crate) struct CountQuotes(Filter);

impl CountQuotes {
    async fn count(&self, scope: &Scope) -> Result<i64> {
        Ok(quotes::count(&scope.tx, &self.0).await?)
    }
}

/// Questions about quotes.
#[derive(Debug, Default)]
pub struct QuoteQuery;

/// Questions about quotes.
#[Object]
impl QuoteQuery {
    /// One quote.
    async fn quote(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The quote.")] id: ID,
    ) -> Result<Quote> {
        let scope = ctx.scope();
        scope.person()?;
        let id = scalar::read(Kind::Quote, &id, "quote")?;
        let found = quotes::find(&scope.tx, id).await?;
        found.map(Quote).ok_or(Error::NotFound("quote"))
    }

    /// The quotes that the viewer may see: what is open first, what ends soonest first, then the rest, the latest first.
    #[graphql(complexity = "crate::limits::page_cost(first, child_complexity)")]
    async fn quotes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which of them.")] filter: Option<QuoteFilter>,
        #[graphql(desc = "Rows wanted, 25 unless told, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Go on after this cursor.")] after: Option<String>,
    ) -> Result<QuoteConnection> {
        let scope = ctx.scope();
        scope.person()?;
        let paging = paging(first, after)?;
        let filter = filter.unwrap_or_default().read(scope)?;
        let page = quotes::list(&scope.tx, &filter, &paging).await?;
        Ok(QuoteConnection::new(
            page,
            &paging,
            CountQuotes(filter),
            Quote,
        ))
    }
}
