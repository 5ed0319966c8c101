//! Invoices: what is owed, what was paid and credited of it, and what is outstanding (M6, M7).

mod export;
mod settling;
mod statement;

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use domain::id::Kind;
use domain::lifecycle;
use domain::pricing::{self, Balance};
use store::invoices::{self, Filter};

use crate::connection::{connection, paging};
use crate::context::{Ask, Scope};
use crate::error::{Error, Result};
use crate::loaders::{CreditNotesKey, InvoiceKey, PaymentsKey};
use crate::order::{Money, PriceLine, money, stored_lines};
use crate::scalar::{self, Date};
use crate::university::{self, University};

pub use export::ExportMutation;
pub(crate) use settling::left;
pub use settling::{CreditNote, Payment, PaymentMethod};
pub use statement::StatementQuery;

/// Where an invoice stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::lifecycle::InvoiceState")]
pub enum InvoiceState {
    /// Sent; something of it is outstanding.
    Issued,
    /// Nothing is outstanding, and something was paid: assessment may start (M7).
    Paid,
    /// All of it was taken back by credit notes.
    Credited,
}

/// What was invoiced, credited and paid of an invoice.
pub(crate) fn balance(row: &invoices::Invoice) -> Result<Balance> {
    let currency = row.currency.parse()?;
    let of = |minor| pricing::Money::new(minor, currency);
    Ok(Balance {
        invoiced: of(row.net_minor + row.vat_minor),
        credited: of(row.credited),
        paid: of(row.paid),
    })
}

/// An application that an invoice is for.
#[derive(Debug, Clone, SimpleObject)]
pub struct InvoicedApplication {
    /// Its id.
    id: ID,
    /// Its reference.
    reference: String,
}

/// What an order's price became once it was owed; never edited (M6).
#[derive(Debug, Clone)]
pub struct Invoice(pub(crate) invoices::Invoice);

/// What an order's price became once it was owed; never edited (M6).
#[Object]
impl Invoice {
    /// Stable id.
    pub(crate) async fn id(&self) -> ID {
        scalar::show(Kind::Invoice, self.0.id)
    }
    /// As written on it, such as INV-2026-000123; the scheme's numbers have no gaps.
    async fn number(&self) -> &str {
        &self.0.number
    }
    /// Whom it was sent to.
    async fn university(&self, ctx: &Context<'_>) -> Result<University> {
        university::load(ctx.scope(), self.0.university_id).await
    }
    /// The order that it is for.
    async fn order_id(&self) -> ID {
        scalar::show(Kind::Order, self.0.order_id)
    }
    /// The number of the order that it is for.
    async fn order_number(&self) -> &str {
        &self.0.order_number
    }
    /// The applications that it is for.
    async fn applications(&self) -> Vec<InvoicedApplication> {
        let covered = self.0.applications.iter();
        covered
            .map(|of| InvoicedApplication {
                id: scalar::show(Kind::Application, of.id),
                reference: of.reference.clone(),
            })
            .collect()
    }
    /// The day it was issued.
    async fn issued_on(&self) -> Date {
        Date(self.0.issued_on)
    }
    /// The last day to pay it on, thirty days later.
    async fn due_on(&self) -> Date {
        Date(self.0.due_on)
    }
    /// The day on which nothing was outstanding any more, where something was paid.
    async fn paid_on(&self) -> Option<Date> {
        self.0.paid_on.map(Date)
    }
    /// The day on which all of it was taken back.
    async fn credited_on(&self) -> Option<Date> {
        self.0.credited_on.map(Date)
    }
    /// The number of the invoice that stands in its place, where this one was credited and its order invoiced again (M6).
    async fn replaced_by(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        if self.0.credited_on.is_none() {
            return Ok(None);
        }
        let key = InvoiceKey(self.0.order_id);
        let last = ctx.scope().loaders.load_one(key).await?;
        Ok(last.filter(|i| i.credited_on.is_none()).map(|i| i.number))
    }
    /// Where it stands.
    async fn state(&self) -> Result<InvoiceState> {
        Ok(balance(&self.0)?.state().into())
    }
    /// Something is outstanding, and its last day has passed.
    async fn overdue(&self, ctx: &Context<'_>) -> Result<bool> {
        let late = self.0.due_on < ctx.scope().moment.today;
        Ok(late && balance(&self.0)?.state() == lifecycle::InvoiceState::Issued)
    }
    /// The university's purchase-order number, if it gave one.
    async fn purchase_order(&self) -> Option<&str> {
        self.0.purchase_order.as_deref()
    }
    /// What the net is made of.
    async fn lines(&self) -> Vec<PriceLine> {
        stored_lines(&self.0.lines, &self.0.currency)
    }
    /// Before VAT.
    async fn net(&self) -> Money {
        money(self.0.net_minor, &self.0.currency)
    }
    /// VAT at the rate of the day it was issued (M2).
    async fn vat(&self) -> Money {
        money(self.0.vat_minor, &self.0.currency)
    }
    /// The rate of VAT in thousandths of net: 200 for 20%.
    async fn vat_per_mille(&self) -> i32 {
        self.0.vat_per_mille
    }
    /// With VAT.
    async fn gross(&self) -> Money {
        money(self.0.net_minor + self.0.vat_minor, &self.0.currency)
    }
    /// What credit notes took back, VAT included.
    async fn credited(&self) -> Money {
        money(self.0.credited, &self.0.currency)
    }
    /// What was paid and not taken back.
    async fn paid(&self) -> Money {
        money(self.0.paid, &self.0.currency)
    }
    /// Invoiced, less credited, less paid: computed whenever it is asked for.
    async fn outstanding(&self) -> Result<Money> {
        Ok(money(
            balance(&self.0)?.outstanding().minor,
            &self.0.currency,
        ))
    }
    /// What arrived for it and what was taken back, by day.
    #[graphql(complexity = "crate::limits::list_cost(3, child_complexity)")]
    async fn payments(&self, ctx: &Context<'_>) -> Result<Vec<Payment>> {
        let found = ctx.scope().loaders.load_one(PaymentsKey(self.0.id)).await?;
        Ok(Payment::all(found.unwrap_or_default(), &self.0.currency))
    }
    /// Its credit notes, by number.
    #[graphql(complexity = "crate::limits::list_cost(2, child_complexity)")]
    async fn credit_notes(&self, ctx: &Context<'_>) -> Result<Vec<CreditNote>> {
        let loaders = &ctx.scope().loaders;
        let found = loaders.load_one(CreditNotesKey(self.0.id)).await?;
        let notes = found.unwrap_or_default().into_iter();
        Ok(notes
            .map(|note| CreditNote::new(note, &self.0.currency))
            .collect())
    }
}

/// Which invoices are asked for; what is left out narrows nothing.
#[derive(Debug, Clone, Default, InputObject)]
pub struct InvoiceFilter {
    /// Of this university alone.
    university_id: Option<ID>,
    /// In any of these states.
    states: Option<Vec<InvoiceState>>,
    /// Outstanding, and their last day has passed.
    overdue: Option<bool>,
    /// A part of the number, the purchase order or the university's name, or what the order's number begins with.
    search: Option<String>,
}

impl InvoiceFilter {
    pub(crate) fn read(self, scope: &Scope) -> Result<Filter> {
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
                .map(|state| lifecycle::InvoiceState::from(state).as_str())
                .collect(),
            overdue_on: self
                .overdue
                .filter(|wanted| *wanted)
                .map(|_| scope.moment.today),
            search: (!search.is_empty()).then(|| search.to_owned()),
        })
    }
}

connection!(
    /// A page of invoices.
    InvoiceConnection, InvoiceEdge, Invoice, CountInvoices
);

/// Counts the invoices that a filter leaves.
pub(crate) struct CountInvoices(Filter);

impl CountInvoices {
    async fn count(&self, scope: &Scope) -> Result<i64> {
        Ok(invoices::count(&scope.tx, &self.0).await?)
    }
}

/// What some invoices come to, VAT included.
#[derive(Debug, Clone, SimpleObject)]
pub struct InvoiceTotals {
    /// How many they are.
    count: i32,
    /// What was invoiced.
    invoiced: Money,
    /// What credit notes took back.
    credited: Money,
    /// What was paid and not taken back.
    paid: Money,
    /// Invoiced, less credited, less paid.
    outstanding: Money,
    /// Of what is outstanding, what was due before today.
    overdue: Money,
}

/// Questions about invoices.
#[derive(Debug, Default)]
pub struct InvoiceQuery;

/// Questions about invoices.
#[Object]
impl InvoiceQuery {
    /// The invoice with this number.
    async fn invoice(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "As written on it, such as INV-2026-000123.")] number: String,
    ) -> Result<Invoice> {
        let scope = ctx.scope();
        scope.person()?;
        let missing = || Error::NotFound("invoice");
        if number.len() > 40 || number.contains('\0') {
            return Err(missing());
        }
        let found = invoices::by_number(&scope.tx, &number).await?;
        found.map(Invoice).ok_or_else(missing)
    }

    /// The invoices that the viewer may see: what is outstanding first, the longest due first, then the rest, the latest first.
    #[graphql(complexity = "crate::limits::page_cost(first, child_complexity)")]
    async fn invoices(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which of them.")] filter: Option<InvoiceFilter>,
        #[graphql(desc = "Rows wanted, 25 unless told, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Go on after this cursor.")] after: Option<String>,
    ) -> Result<InvoiceConnection> {
        let scope = ctx.scope();
        scope.person()?;
        let paging = paging(first, after)?;
        let filter = filter.unwrap_or_default().read(scope)?;
        let page = invoices::list(&scope.tx, &filter, &paging).await?;
        Ok(InvoiceConnection::new(
            page,
            &paging,
            CountInvoices(filter),
            Invoice,
        ))
    }

    /// What the invoices that a filter leaves come to.
    async fn invoice_totals(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which of them.")] filter: Option<InvoiceFilter>,
    ) -> Result<InvoiceTotals> {
        let scope = ctx.scope();
        scope.person()?;
        let filter = filter.unwrap_or_default().read(scope)?;
        let totals = invoices::totals(&scope.tx, &filter, scope.moment.today).await?;
        let of = |minor| money(minor, pricing::Currency::GBP.as_str());
        Ok(InvoiceTotals {
            count: i32::try_from(totals.count).unwrap_or(i32::MAX),
            invoiced: of(totals.invoiced),
            credited: of(totals.credited),
            paid: of(totals.paid),
            outstanding: of(totals.outstanding),
            overdue: of(totals.overdue),
        })
    }
}
