//! The statement of a university: all its invoices, credits and payments between two days, with what it owed after each.

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use domain::accounts::{self, Entry};
use domain::id::Kind;
use domain::pricing::Currency;
use store::invoices;

use crate::context::Ask;
use crate::error::Result;
use crate::order::{Money, money};
use crate::scalar::{self, Date};
use crate::university::{self, University};

/// What kind of thing changed what a university owes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::accounts::EntryKind")]
pub enum EntryKind {
    /// An invoice was issued.
    Invoice,
    /// A credit note took one back, or a part.
    CreditNote,
    /// Money arrived.
    Payment,
    /// A payment was taken back.
    PaymentTakenBack,
}

/// One thing that changed what a university owes.
#[derive(Debug, Clone, SimpleObject)]
pub struct StatementLine {
    /// The day it did.
    on: Date,
    /// What it was.
    kind: EntryKind,
    /// The invoice's or the credit note's number; of a payment its reference.
    reference: String,
    /// The number of the invoice that it belongs to.
    invoice_number: String,
    /// Above nothing where more is owed by it, VAT included.
    amount: Money,
    /// What was outstanding after it.
    balance: Money,
}

/// All that changed what a university owes between two days.
#[derive(Debug, Clone, SimpleObject)]
pub struct Statement {
    /// Whose it is.
    university: University,
    /// Its first day.
    from: Date,
    /// Its last day.
    to: Date,
    /// What was outstanding before the first day.
    opening: Money,
    /// What was invoiced in the period.
    invoiced: Money,
    /// What credit notes took back in it.
    credited: Money,
    /// What was paid in it, less what was taken back.
    paid: Money,
    /// What is outstanding after the last day.
    closing: Money,
    /// By day.
    lines: Vec<StatementLine>,
}

/// The statement of a university.
#[derive(Debug, Default)]
pub struct StatementQuery;

/// The statement of a university.
#[Object]
impl StatementQuery {
    /// All that changed what a university owes between two days, both counted; two years at most.
    #[graphql(complexity = "crate::limits::list_cost(50, child_complexity)")]
    async fn statement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose.")] university_id: ID,
        #[graphql(desc = "Its first day.")] from: Date,
        #[graphql(desc = "Its last day.")] to: Date,
    ) -> Result<Statement> {
        let scope = ctx.scope();
        scope.person()?;
        let id = scalar::read(Kind::University, &university_id, "university")?;
        let university = university::load(scope, id).await?;
        accounts::period(from.0, to.0)?;
        let rows = invoices::statement(&scope.tx, id, to.0).await?;
        let entries = rows
            .iter()
            .map(|row| {
                Ok(Entry {
                    on: row.on_day,
                    kind: row.kind.parse()?,
                    minor: row.amount,
                })
            })
            .collect::<Result<Vec<Entry>>>()?;
        let said = accounts::statement(&entries, from.0, Currency::GBP);
        let show = |m: domain::pricing::Money| money(m.minor, m.currency.as_str());
        let lines = said.after.iter().filter_map(|(place, after)| {
            let (row, entry) = (rows.get(*place)?, entries.get(*place)?);
            Some(StatementLine {
                on: Date(entry.on),
                kind: entry.kind.into(),
                reference: row.reference.clone(),
                invoice_number: row.invoice_number.clone(),
                amount: money(entry.minor, &row.currency),
                balance: show(*after),
            })
        });
        Ok(Statement {
            university,
            from,
            to,
            opening: show(said.opening),
            invoiced: show(said.period.invoiced),
            credited: show(said.period.credited),
            paid: show(said.period.paid),
            closing: show(said.closing),
            lines: lines.collect(),
        })
    }
}
