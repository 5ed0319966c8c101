//! The public register, for anybody.

use async_graphql::{Context, Object};
use store::register::{self, Entry, Filter};

use crate::award::AwardState;
use crate::connection::{connection, paging};
use crate::context::{Ask, Scope};
use crate::error::{Error, Result};
use crate::scalar::Date;
use crate::university::words;

/// What the public may know of an award.
#[derive(Debug, Clone)]
pub struct RegisterEntry(Entry);

impl From<Entry> for RegisterEntry {
    fn from(entry: Entry) -> Self {
        Self(entry)
    }
}

/// What the public may know of an award.
#[Object]
impl RegisterEntry {
    /// The certificate number, never reused (A3).
    async fn number(&self) -> &str {
        &self.0.number
    }
    /// Who holds it.
    async fn university(&self) -> &str {
        &self.0.university
    }
    /// The programmes it names (A5).
    async fn programmes(&self) -> &[String] {
        &self.0.programmes
    }
    /// The programmes it names that run no longer as they did when it was applied for, in a sentence each (A5).
    async fn departures(&self, ctx: &Context<'_>) -> Vec<String> {
        let departed = self.0.departed(ctx.scope().moment.today).into_iter();
        departed
            .filter_map(|left| {
                let how: domain::award::Departed = left.how.parse().ok()?;
                Some(how.in_words(&left.programme, left.on))
            })
            .collect()
    }
    /// The level's code.
    async fn level(&self) -> &str {
        &self.0.level
    }
    /// The level as people say it.
    async fn level_title(&self) -> &str {
        &self.0.level_title
    }
    /// 1 for the lowest level.
    async fn level_rank(&self) -> i32 {
        self.0.level_rank
    }
    /// How many levels its edition has.
    async fn level_count(&self) -> i32 {
        self.0.level_count
    }
    /// The first day it is in force.
    async fn awarded_on(&self) -> Date {
        Date(self.0.awarded_on)
    }
    /// The first day it is in force no longer (A1).
    async fn expires_on(&self) -> Date {
        Date(self.0.expires_on)
    }
    /// Where it stands today.
    async fn state(&self, ctx: &Context<'_>) -> AwardState {
        self.0.state(ctx.scope().moment.today).into()
    }
    /// Its public page.
    async fn url(&self, ctx: &Context<'_>) -> String {
        format!("{}/awards/{}", ctx.scope().public_url, self.0.number)
    }
    /// Its badge, an SVG that stops claiming when the award stops (A4).
    async fn badge_url(&self, ctx: &Context<'_>) -> String {
        format!("{}/awards/{}.svg", ctx.scope().public_url, self.0.number)
    }
}

connection!(
    /// A page of the register.
    RegisterEntryConnection, RegisterEntryEdge, RegisterEntry, CountRegister
);

/// Counts what a filter leaves of the register.
pub(crate) struct CountRegister(Filter);

impl CountRegister {
    async fn count(&self, scope: &Scope) -> Result<i64> {
        Ok(register::count(&scope.tx, &self.0).await?)
    }
}

/// Questions about the register.
#[derive(Debug, Default)]
pub struct RegisterQuery;

/// Questions about the register.
#[Object]
impl RegisterQuery {
    /// The public register, by university and number.
    #[graphql(complexity = "crate::limits::page_cost(first, child_complexity)")]
    async fn register(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Words in the number, the university's or a programme's name.")]
        search: Option<String>,
        #[graphql(desc = "A level's code.")] level: Option<String>,
        #[graphql(desc = "Rows wanted, 25 unless told, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Go on after this cursor.")] after: Option<String>,
    ) -> Result<RegisterEntryConnection> {
        let paging = paging(first, after)?;
        let filter = Filter {
            search: words(search)?,
            level,
            ..Filter::default()
        };
        let page = register::list(&ctx.scope().tx, &filter, &paging).await?;
        Ok(RegisterEntryConnection::new(
            page,
            &paging,
            CountRegister(filter),
            Into::into,
        ))
    }
    /// One entry of the register by its certificate number.
    async fn register_entry(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The certificate number.")] number: String,
    ) -> Result<RegisterEntry> {
        let found = register::find(&ctx.scope().tx, &number).await?;
        found
            .map(RegisterEntry::from)
            .ok_or(Error::NotFound("award"))
    }
}
