//! What whoever runs the scheme looks at first: what waits for them, and how the months went. Each field is one statement.

use async_graphql::{Context, Enum, Object, SimpleObject};
use chrono::NaiveDate;
use domain::access::Act;
use domain::pricing::Currency;
use store::overview as kept;

use crate::context::Ask;
use crate::edition::Level;
use crate::error::{Error, Result};
use crate::order::{Money, money};
use crate::scalar::Date;

/// A part of the United Kingdom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::university::Nation")]
pub enum Nation {
    /// England.
    England,
    /// Scotland.
    Scotland,
    /// Wales.
    Wales,
    /// Northern Ireland.
    NorthernIreland,
}

/// How much of what waits for an operator.
#[derive(Debug, Clone, SimpleObject)]
pub struct Needs {
    /// Applications submitted and not paid for, nor let start before (M7).
    unpaid: i32,
    /// Applications that may be assessed, and nobody has.
    unassigned: i32,
    /// Decisions whose day has passed while their clock runs (W6).
    overdue: i32,
    /// Decisions due within five working days (W6).
    due_soon: i32,
    /// Applications on hold.
    on_hold: i32,
    /// Evidence requests that a university has to answer.
    open_requests: i32,
    /// Evidence requests that were answered, and wait for their assessor.
    answered_requests: i32,
    /// Invoices with something outstanding after their last day.
    overdue_invoices: i32,
    /// What is outstanding of them.
    overdue_amount: Money,
    /// Jobs that were given up, and wait for a person.
    failed_jobs: i32,
    /// Universities that ask to join, and wait for an answer (U6).
    join_requests: i32,
}

/// What a month's money came to, VAT included.
#[derive(Debug, Clone, SimpleObject)]
pub struct MonthOfIncome {
    /// The month's first day.
    month: Date,
    /// By the days that invoices were issued on.
    invoiced: Money,
    /// By the days that credit notes were issued on.
    credited: Money,
    /// By the days that payments arrived on, less what was taken back.
    paid: Money,
}

/// How many awards of a level were in force when a month ended.
#[derive(Debug, Clone, SimpleObject)]
pub struct LevelHeld {
    /// The month's first day.
    month: Date,
    /// The level.
    level: Level,
    /// How many were in force on the month's last day, or today.
    awards: i32,
}

/// How far the applications that were started in these months have come.
#[derive(Debug, Clone, SimpleObject)]
pub struct Funnel {
    /// Drafts made.
    started: i32,
    /// Of those, how many were sent.
    submitted: i32,
    /// Of how many assessment began.
    assessed: i32,
    /// How many were decided.
    decided: i32,
    /// How many led to an award.
    awarded: i32,
    /// How many were withdrawn on the way.
    withdrawn: i32,
}

/// What a nation's universities hold.
#[derive(Debug, Clone, SimpleObject)]
pub struct NationHolds {
    /// The nation; null for universities of which it is not known.
    nation: Option<Nation>,
    /// How many universities there are.
    universities: i32,
    /// How many of them hold an award in force.
    holders: i32,
    /// Awards in force.
    awards: i32,
}

/// How many decisions of a month were in time (W6).
#[derive(Debug, Clone, SimpleObject)]
pub struct Punctuality {
    /// The month's first day.
    month: Date,
    /// Decided by their day.
    in_time: i32,
    /// Decided after it.
    late: i32,
}

/// What whoever runs the scheme looks at first.
#[derive(Debug)]
pub struct Overview {
    from: NaiveDate,
    /// This month's first day.
    to: NaiveDate,
}

fn whole(n: i64) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

fn pounds(minor: i64) -> Money {
    money(minor, Currency::GBP.as_str())
}

/// What whoever runs the scheme looks at first.
#[Object]
impl Overview {
    /// The first day of the first month.
    async fn from(&self) -> Date {
        Date(self.from)
    }
    /// How much of what waits for an operator.
    async fn needs(&self, ctx: &Context<'_>) -> Result<Needs> {
        let scope = ctx.scope();
        let today = scope.moment.today;
        let needs = kept::needs(&scope.tx, today, domain::clock::soon(today)).await?;
        Ok(Needs {
            unpaid: whole(needs.unpaid),
            unassigned: whole(needs.unassigned),
            overdue: whole(needs.overdue),
            due_soon: whole(needs.due_soon),
            on_hold: whole(needs.on_hold),
            open_requests: whole(needs.open_requests),
            answered_requests: whole(needs.answered_requests),
            overdue_invoices: whole(needs.overdue_invoices),
            overdue_amount: pounds(needs.overdue_minor),
            failed_jobs: whole(needs.failed_jobs),
            join_requests: whole(needs.join_requests),
        })
    }
    /// What was invoiced, credited and paid, month by month.
    async fn income(&self, ctx: &Context<'_>) -> Result<Vec<MonthOfIncome>> {
        let months = kept::income(&ctx.scope().tx, self.from, self.to).await?;
        let months = months.into_iter().map(|month| MonthOfIncome {
            month: Date(month.month),
            invoiced: pounds(month.invoiced),
            credited: pounds(month.credited),
            paid: pounds(month.paid),
        });
        Ok(months.collect())
    }
    /// How many awards of each level were in force when each month ended, month by month, the lowest level first.
    async fn levels(&self, ctx: &Context<'_>) -> Result<Vec<LevelHeld>> {
        let scope = ctx.scope();
        let held = kept::levels(&scope.tx, self.from, self.to, scope.moment.today).await?;
        let held = held.into_iter().map(|held| LevelHeld {
            month: Date(held.month),
            level: Level {
                code: held.level,
                title: held.title,
                rank: held.rank,
            },
            awards: whole(held.count),
        });
        Ok(held.collect())
    }
    /// How far the applications that were started in these months have come.
    async fn funnel(&self, ctx: &Context<'_>) -> Result<Funnel> {
        let funnel = kept::funnel(&ctx.scope().tx, self.from).await?;
        Ok(Funnel {
            started: whole(funnel.started),
            submitted: whole(funnel.submitted),
            assessed: whole(funnel.assessed),
            decided: whole(funnel.decided),
            awarded: whole(funnel.awarded),
            withdrawn: whole(funnel.withdrawn),
        })
    }
    /// The universities and awards in force of each nation today, the most awards first.
    async fn nations(&self, ctx: &Context<'_>) -> Result<Vec<NationHolds>> {
        let scope = ctx.scope();
        let nations = kept::nations(&scope.tx, scope.moment.today).await?;
        let nations = nations.into_iter().map(|row| {
            let nation = row
                .nation
                .map(|code| code.parse::<domain::university::Nation>());
            Ok(NationHolds {
                nation: nation.transpose()?.map(Into::into),
                universities: whole(row.universities),
                holders: whole(row.holders),
                awards: whole(row.awards),
            })
        });
        nations.collect()
    }
    /// How many decisions of each month were in time (W6).
    async fn punctuality(&self, ctx: &Context<'_>) -> Result<Vec<Punctuality>> {
        let months = kept::punctuality(&ctx.scope().tx, self.from, self.to).await?;
        let months = months.into_iter().map(|month| Punctuality {
            month: Date(month.month),
            in_time: whole(month.in_time),
            late: whole(month.late),
        });
        Ok(months.collect())
    }
}

/// Questions about how the scheme is doing.
#[derive(Debug, Default)]
pub struct OverviewQuery;

/// Questions about how the scheme is doing.
#[Object]
impl OverviewQuery {
    /// What waits for an operator, and how the last months went; operators ask.
    async fn overview(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "So many months until this one, 12 unless told, 36 at most.")]
        months: Option<i32>,
    ) -> Result<Overview> {
        let scope = ctx.scope();
        scope.may_see(Act::MakeExport)?;
        let months = months.unwrap_or(12);
        if !(1..=36).contains(&months) {
            return Err(Error::input("months", "Ask for 1 to 36 months."));
        }
        let today = scope.moment.today;
        Ok(Overview {
            from: domain::report::months_ago(today, months),
            to: domain::report::months_ago(today, 1),
        })
    }
}
