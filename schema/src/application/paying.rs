//! What is paid and credited: payments in full or in part, payments taken back, credit notes (M6, M7).

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::access::Act;
use domain::calendar::in_words;
use domain::id::Kind;
use domain::input::Fields;
use domain::lifecycle::{self, ApplicationState, InvoiceAct, InvoiceFacts, InvoiceState};
use domain::notice::NoticeKind;
use domain::pricing::Money;
use serde_json::json;
use store::payments::{self, Payment};
use store::trail::Job;
use store::{invoices, orders};
use uuid::Uuid;

use super::Application;
use super::operating::settle;
use crate::context::{Ask, Scope};
use crate::error::{Error, Result};
use crate::invoice::{Invoice, PaymentMethod};
use crate::scalar::{self, Date};

/// Money that arrived for an invoice.
#[derive(Debug, InputObject)]
pub struct RecordPaymentInput {
    /// The invoice.
    invoice_id: ID,
    /// The day it arrived; not in the future.
    received_on: Date,
    /// How much, VAT included, in minor units; no more than is outstanding.
    amount_minor: i32,
    /// How it came.
    method: PaymentMethod,
    /// The bank's or the card's reference.
    reference: String,
}

/// A payment to be taken back.
#[derive(Debug, InputObject)]
pub struct TakeBackPaymentInput {
    /// The payment.
    payment_id: ID,
    /// How much of it, in minor units; all that is left of it unless told.
    amount_minor: Option<i32>,
    /// Why: noted by mistake, or money returned.
    reason: String,
}

/// A credit note over an invoice, or a part of one.
#[derive(Debug, InputObject)]
pub struct CreditInvoiceInput {
    /// The invoice.
    invoice_id: ID,
    /// How much, VAT included, in minor units; no more than is outstanding.
    amount_minor: i32,
    /// Why; it stands on the credit note.
    reason: String,
}

/// An invoice that was credited in full is followed by another.
#[derive(Debug, InputObject)]
pub struct InvoiceAgainInput {
    /// The invoice that was credited.
    invoice_id: ID,
    /// The purchase-order number to stand on the new one; the same as before unless told, and none where it is empty.
    purchase_order: Option<String>,
}

/// The invoice and the applications that it is for, as they stand now.
#[derive(SimpleObject)]
pub struct InvoicePayload {
    /// The invoice as it stands now.
    invoice: Invoice,
    /// What it is for, as it stands now.
    applications: Vec<Application>,
}

/// An invoice, held with the order that it is of.
struct Held {
    order: orders::Held,
    invoice: invoices::Invoice,
}

impl Held {
    /// Held first and read then: what others wrote meanwhile counts.
    async fn read(scope: &Scope, by: orders::By) -> Result<Self> {
        let missing = || Error::NotFound("invoice");
        let order = orders::hold(&scope.tx, by).await?.ok_or_else(missing)?;
        let invoice = match by {
            orders::By::Payment(id) => invoices::of_payment(&scope.tx, id).await?,
            orders::By::Invoice(id) | orders::By::Order(id) => {
                invoices::find(&scope.tx, id).await?
            }
        };
        let invoice = invoice.ok_or_else(missing)?;
        Ok(Self { order, invoice })
    }

    fn money(&self, minor: i64) -> Result<Money> {
        Ok(Money::new(minor, self.invoice.currency.parse()?))
    }

    /// Asks the rule, with everything in the way; where the invoice stands afterwards.
    fn step(
        &self,
        scope: &Scope,
        act: InvoiceAct,
        facts: &InvoiceFacts<'_>,
    ) -> Result<InvoiceState> {
        let state = facts.balance.state();
        Ok(lifecycle::step(state, act, facts, scope.moment.today)?)
    }

    fn facts(&self, amount: Money) -> Result<InvoiceFacts<'static>> {
        Ok(InvoiceFacts {
            balance: crate::invoice::balance(&self.invoice)?,
            amount,
            left: amount,
            received_on: None,
            payments: 0,
            reason: "",
        })
    }

    /// What was written: the order is paid or is not, and what waited for that starts (M7).
    async fn written(
        self,
        scope: &Scope,
        act: &'static str,
        summary: &str,
    ) -> Result<InvoicePayload> {
        let (mut order, applications) = self.order;
        let mut invoice = self.invoice;
        let settled_on = |state| {
            let stands = crate::invoice::balance(&invoice).map(|b| b.state());
            stands.map(|now| invoice.last_on.filter(|_| now == state))
        };
        let (paid_on, credited_on) = (
            settled_on(InvoiceState::Paid)?,
            settled_on(InvoiceState::Credited)?,
        );
        invoice.paid_on = paid_on;
        invoice.credited_on = credited_on;
        order.paid_on = paid_on;
        let applications = settle(scope, (&order, applications), act, summary, Vec::new()).await?;
        Ok(InvoicePayload {
            invoice: Invoice(invoice),
            applications,
        })
    }
}

/// What is paid and credited.
#[derive(Debug, Default)]
pub struct PayingMutation;

/// What is paid and credited.
#[Object]
impl PayingMutation {
    /// Notes a payment, of all that is outstanding or of a part; when nothing is left, assigned applications start (M7). More than is outstanding is refused.
    async fn record_payment(
        &self,
        ctx: &Context<'_>,
        input: RecordPaymentInput,
    ) -> Result<InvoicePayload> {
        let scope = ctx.scope();
        scope.may(Act::RecordPayment)?;
        let id = scalar::read(Kind::Invoice, &input.invoice_id, "invoice")?;
        let mut held = Held::read(scope, orders::By::Invoice(id)).await?;
        let mut fields = Fields::new();
        let reference = fields.line("reference", &input.reference, 1..=140);
        if input.received_on.0 > scope.moment.today {
            fields.problem(
                "receivedOn",
                "Give the day the payment arrived; it cannot be in the future.",
            );
        }
        let reference = fields.or(reference)?;
        let amount = held.money(input.amount_minor.into())?;
        let facts = InvoiceFacts {
            received_on: Some(input.received_on.0),
            payments: held.invoice.payments,
            ..held.facts(amount)?
        };
        held.step(scope, facts.balance.paying(amount), &facts)?;
        let payment = Payment {
            university_id: held.invoice.university_id,
            id: Uuid::now_v7(),
            invoice_id: id,
            received_on: input.received_on.0,
            amount_minor: amount.minor,
            reference,
            method: domain::accounts::PaymentMethod::from(input.method)
                .as_str()
                .to_owned(),
            takes_back: None,
            reason: None,
            recorded_at: scope.moment.now,
            recorded_by: Some(scope.person()?),
        };
        payments::insert(&scope.tx, &payment).await?;
        held.invoice.paid += amount.minor;
        held.invoice.last_on = held.invoice.last_on.max(Some(payment.received_on));
        let summary = format!(
            "{amount} received for {} on {}.",
            held.invoice.number,
            in_words(payment.received_on)
        );
        held.written(scope, "payment.recorded", &summary).await
    }

    /// Takes a payment back, or a part of one: it was noted by mistake, or the money was returned. What has started goes on.
    async fn take_back_payment(
        &self,
        ctx: &Context<'_>,
        input: TakeBackPaymentInput,
    ) -> Result<InvoicePayload> {
        let scope = ctx.scope();
        scope.may(Act::TakeBackPayment)?;
        let id = scalar::read(Kind::Payment, &input.payment_id, "payment")?;
        let mut held = Held::read(scope, orders::By::Payment(id)).await?;
        let found = payments::of_invoices(&scope.tx, &[held.invoice.id]).await?;
        let found = found.into_values().next().unwrap_or_default();
        let payment = found
            .iter()
            .find(|row| row.id == id && row.takes_back.is_none());
        let payment = payment.ok_or(Error::NotFound("payment"))?;
        let left = crate::invoice::left(payment, &found);
        let mut fields = Fields::new();
        let reason = fields.paragraph("reason", &input.reason, 1..=2_000);
        let reason = fields.or(reason)?;
        let amount = held.money(input.amount_minor.map_or(left.max(1), i64::from))?;
        let facts = InvoiceFacts {
            left: held.money(left)?,
            reason: &reason,
            ..held.facts(amount)?
        };
        held.step(scope, InvoiceAct::TakeBack, &facts)?;
        let today = scope.moment.today;
        let taken = Payment {
            id: Uuid::now_v7(),
            received_on: today,
            amount_minor: -amount.minor,
            takes_back: Some(id),
            reason: Some(reason.clone()),
            recorded_at: scope.moment.now,
            recorded_by: Some(scope.person()?),
            ..payment.clone()
        };
        payments::insert(&scope.tx, &taken).await?;
        held.invoice.paid -= amount.minor;
        let summary = format!(
            "{amount} of what was received for {} taken back: {reason}",
            held.invoice.number
        );
        held.written(scope, "payment.taken_back", &summary).await
    }

    /// Credits an invoice, or a part of it, by a credit note with a reason. No more than is outstanding: a payment is taken back first.
    async fn credit_invoice(
        &self,
        ctx: &Context<'_>,
        input: CreditInvoiceInput,
    ) -> Result<InvoicePayload> {
        let scope = ctx.scope();
        scope.may(Act::CreditInvoice)?;
        let id = scalar::read(Kind::Invoice, &input.invoice_id, "invoice")?;
        let mut held = Held::read(scope, orders::By::Invoice(id)).await?;
        let mut fields = Fields::new();
        let reason = fields.paragraph("reason", &input.reason, 1..=2_000);
        let reason = fields.or(reason)?;
        let amount = held.money(input.amount_minor.into())?;
        let facts = InvoiceFacts {
            reason: &reason,
            ..held.facts(amount)?
        };
        held.step(scope, facts.balance.crediting(amount), &facts)?;
        let note = payments::credit(&scope.tx, id, amount.minor, &reason).await?;
        let vat = facts
            .balance
            .vat_of_credit(amount, held.invoice.vat_per_mille);
        if (note.net_minor, note.vat_minor) != (amount.minor - vat.minor, vat.minor) {
            return Err(Error::internal(
                "the credit note has other VAT than the rule",
            ));
        }
        held.invoice.credited += amount.minor;
        held.invoice.last_on = held.invoice.last_on.max(Some(note.issued_on));
        let summary = format!(
            "{amount} of {} credited by {}: {reason}",
            held.invoice.number, note.number
        );
        held.written(scope, "invoice.credited", &summary).await
    }

    /// Invoices an order again whose invoice was credited in full: for a purchase-order number that was missing, or an invoice that was credited by mistake (M6). Its figures are the order's, its day is today; the university's managers are told.
    async fn invoice_again(
        &self,
        ctx: &Context<'_>,
        input: InvoiceAgainInput,
    ) -> Result<InvoicePayload> {
        let scope = ctx.scope();
        scope.may(Act::InvoiceAgain)?;
        let id = scalar::read(Kind::Invoice, &input.invoice_id, "invoice")?;
        let held = Held::read(scope, orders::By::Invoice(id)).await?;
        let (order, applications) = held.order;
        let earlier = held.invoice;
        let mut fields = Fields::new();
        let number = input
            .purchase_order
            .or_else(|| earlier.purchase_order.clone())
            .map(|text| fields.line("purchaseOrder", &text, 0..=60));
        let number = fields.or(number)?.filter(|number| !number.is_empty());
        if crate::invoice::balance(&earlier)?.state() != InvoiceState::Credited {
            let message = format!(
                "{} stands: credit what is outstanding of it first.",
                earlier.number
            );
            return Err(Error::refused("M6", message));
        }
        let withdrawn = ApplicationState::Withdrawn.as_str();
        if applications.iter().all(|row| row.state == withdrawn) {
            let message = format!("All that {} was for is withdrawn.", order.number);
            return Err(Error::refused("M6", message));
        }
        let again = invoices::again(&scope.tx, order.id, number.as_deref()).await;
        let again = again.map_err(|error| match error {
            store::Error::Invalid(why) if why.starts_with("an order is invoiced again") => {
                let message = format!("{} was invoiced again already.", order.number);
                Error::refused("M6", message)
            }
            store::Error::Invalid(why) if why.starts_with("the university needs") => Error::input(
                "purchaseOrder",
                "Give the purchase-order number that the university needs on its invoices.",
            ),
            error => error.into(),
        })?;
        let invoice = invoices::find(&scope.tx, again).await?;
        let invoice = invoice.ok_or(Error::NotFound("invoice"))?;
        let gross = Money::new(
            invoice.net_minor + invoice.vat_minor,
            order.currency.parse()?,
        );
        let due = in_words(invoice.due_on);
        let summary = format!(
            "{} of {gross} issued in place of {}, due by {due}.",
            invoice.number, earlier.number
        );
        let notice = Job {
            kind: "notify_university",
            payload: json!({ "kind": NoticeKind::Money, "due_on": invoice.due_on,
                "university_id": invoice.university_id,
                "path": format!("/invoices/{}", invoice.number),
                "subject": format!("Invoice {} in place of {}", invoice.number, earlier.number),
                "text": format!("{} was credited. {summary}", earlier.number),
            }),
        };
        let (act, order) = ("invoice.issued_again", (&order, applications));
        let applications = settle(scope, order, act, &summary, vec![notice]).await?;
        Ok(InvoicePayload {
            invoice: Invoice(invoice),
            applications,
        })
    }
}
