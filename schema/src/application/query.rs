//! Questions about applications.

use std::collections::BTreeMap;

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use chrono::NaiveDate;
use domain::id::Kind;
use domain::lifecycle;
use store::applications as rows;

use super::{Application, ApplicationKind, ApplicationState, Clock, Party};
use crate::connection::{connection, paging};
use crate::context::{Ask, Scope};
use crate::error::{Error, Result};
use crate::loaders::ApplicationKey;
use crate::scalar;
use crate::university::{self, words};

/// The order of a list of applications.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "rows::Sort")]
pub enum ApplicationSort {
    /// By reference.
    Reference,
    /// By the university's name.
    University,
    /// By the day the decision is due; those without one last.
    Due,
    /// By when anything last changed.
    Updated,
}

/// Narrows a list of applications; what is left out does not narrow.
#[derive(Debug, Default, InputObject)]
pub struct ApplicationFilter {
    /// Words in the reference, the university's or a programme's name.
    search: Option<String>,
    /// Any of these states.
    state: Option<Vec<ApplicationState>>,
    /// Any of these levels, by code.
    level: Option<Vec<String>>,
    /// Of this university.
    university_id: Option<ID>,
    /// Assigned to this person.
    assessor_id: Option<ID>,
    /// Assigned to nobody.
    unassigned: Option<bool>,
    /// For any of these.
    kind: Option<Vec<ApplicationKind>>,
    /// Whose clock stands in any of these ways (W6).
    clock: Option<Vec<Clock>>,
    /// Any of these has the next move.
    waiting_on: Option<Vec<Party>>,
    /// To which somebody else did something that the viewer has not seen.
    unread: Option<bool>,
    /// Sent with this order.
    order_id: Option<ID>,
}

impl ApplicationFilter {
    pub(crate) fn read(self, today: NaiveDate) -> Result<rows::Filter> {
        let levels = self.level.unwrap_or_default();
        if levels.len() > 20 {
            return Err(Error::input("level", "Choose at most 20 levels."));
        }
        Ok(rows::Filter {
            ids: None,
            search: words(self.search)?,
            states: self
                .state
                .unwrap_or_default()
                .into_iter()
                .map(|state| lifecycle::ApplicationState::from(state).as_str())
                .collect(),
            levels,
            university: university::read(self.university_id)?,
            assessor: self
                .assessor_id
                .map(|id| scalar::read(Kind::Person, &id, "assessor"))
                .transpose()?,
            unassigned: self.unassigned.unwrap_or(false),
            kinds: self
                .kind
                .unwrap_or_default()
                .into_iter()
                .map(|kind| domain::ApplicationKind::from(kind).as_str())
                .collect(),
            clocks: self
                .clock
                .unwrap_or_default()
                .into_iter()
                .map(|clock| domain::clock::Clock::from(clock).as_str())
                .collect(),
            soon: domain::clock::soon(today),
            standings: self.waiting_on.as_deref().and_then(standings),
            unread: self.unread.unwrap_or(false),
            order: self
                .order_id
                .map(|id| scalar::read(Kind::Order, &id, "order"))
                .transpose()?,
        })
    }
}

/// How everything stands in which one of some parties has the next move; none where no party is named.
fn standings(parties: &[Party]) -> Option<Vec<rows::Standing>> {
    let every = lifecycle::ApplicationState::ALL.iter().flat_map(|state| {
        [(true, true), (true, false), (false, true), (false, false)].map(|each| (*state, each))
    });
    let theirs = every.filter(|(state, (paid, assigned))| {
        parties.contains(&lifecycle::waiting_on(*state, *paid, *assigned).into())
    });
    let theirs = theirs.map(|(state, (paid, assigned))| rows::Standing {
        state: state.as_str(),
        paid,
        assigned,
    });
    (!parties.is_empty()).then(|| theirs.collect())
}

/// How many applications stand how.
#[derive(Debug)]
pub struct ApplicationCounts {
    rows: Vec<rows::Tally>,
}

/// How many of them are alike in something.
#[derive(Debug, SimpleObject)]
pub struct CodeCount {
    /// Its code.
    code: String,
    /// How many.
    count: i32,
}

impl ApplicationCounts {
    fn by(&self, code: impl Fn(&rows::Tally) -> Result<Option<String>>) -> Result<Vec<CodeCount>> {
        let mut sums = BTreeMap::<String, i64>::new();
        for row in &self.rows {
            if let Some(code) = code(row)? {
                *sums.entry(code).or_default() += row.count;
            }
        }
        let counted = sums.into_iter().map(|(code, count)| CodeCount {
            code,
            count: i32::try_from(count).unwrap_or(i32::MAX),
        });
        Ok(counted.collect())
    }

    fn sum(&self, of: impl Fn(&rows::Tally) -> i64) -> i32 {
        i32::try_from(self.rows.iter().map(of).sum::<i64>()).unwrap_or(i32::MAX)
    }
}

/// How many applications stand how.
#[Object]
impl ApplicationCounts {
    /// How many there are.
    async fn total(&self) -> i32 {
        self.sum(|row| row.count)
    }
    /// To how many somebody else did something that the viewer has not seen.
    async fn unread(&self) -> i32 {
        self.sum(|row| row.unread)
    }
    /// By where they stand; states that none is in are left out.
    async fn states(&self) -> Result<Vec<CodeCount>> {
        self.by(|row| Ok(Some(row.state.clone())))
    }
    /// By the level applied for.
    async fn levels(&self) -> Result<Vec<CodeCount>> {
        self.by(|row| Ok(Some(row.level.clone())))
    }
    /// By what they are for.
    async fn kinds(&self) -> Result<Vec<CodeCount>> {
        self.by(|row| Ok(Some(row.kind.clone())))
    }
    /// By how their clocks stand; those without one are left out (W6).
    async fn clocks(&self) -> Result<Vec<CodeCount>> {
        self.by(|row| Ok((row.clock != "NONE").then(|| row.clock.clone())))
    }
    /// By whose move it is.
    async fn waiting_on(&self) -> Result<Vec<CodeCount>> {
        self.by(|row| {
            let state = row.state.parse()?;
            let party = lifecycle::waiting_on(state, row.paid, row.assigned);
            Ok(Some(party.as_str().to_owned()))
        })
    }
}

/// Questions about applications.
#[derive(Debug, Default)]
pub struct ApplicationQuery;

/// Questions about applications.
#[Object]
impl ApplicationQuery {
    /// An application.
    async fn application(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The application's id.")] id: ID,
    ) -> Result<Application> {
        let scope = ctx.scope();
        scope.person()?;
        let id = scalar::read(Kind::Application, &id, "application")?;
        let found = scope.loaders.load_one(ApplicationKey(id)).await?;
        found
            .map(Application::from)
            .ok_or(Error::NotFound("application"))
    }
    /// How many of the applications that the viewer may see stand how; ask again when `applicationChanged` tells of one.
    async fn application_counts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Counts only these.")] filter: Option<ApplicationFilter>,
    ) -> Result<ApplicationCounts> {
        let scope = ctx.scope();
        scope.person()?;
        let filter = filter.unwrap_or_default().read(scope.moment.today)?;
        let unread = ctx.look_ahead().field("unread").exists();
        let rows = rows::tally(&scope.tx, &filter, unread).await?;
        Ok(ApplicationCounts { rows })
    }
    /// The applications that the viewer may see: a university's own, an assessor's caseload, an operator's all.
    #[graphql(complexity = "crate::limits::page_cost(first, child_complexity)")]
    async fn applications(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Narrows the list.")] filter: Option<ApplicationFilter>,
        #[graphql(desc = "The order; by last change unless told.")] sort: Option<ApplicationSort>,
        #[graphql(desc = "Last first; by last change that is so unless told.")] descending: Option<
            bool,
        >,
        #[graphql(desc = "Rows wanted, 25 unless told, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Go on after this cursor.")] after: Option<String>,
    ) -> Result<ApplicationConnection> {
        let scope = ctx.scope();
        scope.person()?;
        let paging = paging(first, after)?;
        let filter = filter.unwrap_or_default().read(scope.moment.today)?;
        let sort = sort.map_or(rows::Sort::Updated, rows::Sort::from);
        let descending = descending.unwrap_or(sort == rows::Sort::Updated);
        let page = rows::list(&scope.tx, &filter, sort, descending, &paging).await?;
        Ok(ApplicationConnection::new(
            page,
            &paging,
            CountApplications(filter),
            Into::into,
        ))
    }
}

connection!(
    /// A page of applications.
    ApplicationConnection, ApplicationEdge, Application, CountApplications
);

/// Counts the applications that a filter leaves.
pub(crate) struct CountApplications(pub rows::Filter);

impl CountApplications {
    async fn count(&self, scope: &Scope) -> Result<i64> {
        Ok(rows::count(&scope.tx, &self.0).await?)
    }
}
