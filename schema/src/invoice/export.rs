//! Invoices and credit notes for an accounts package.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::access::Act;
use domain::accounts::{self, Sale};
use domain::input::Fields;
use domain::pricing::{Currency, Money};
use serde_json::json;
use store::{invoices, trail};

use crate::context::{Ask, Told};
use crate::error::{Error, Result};
use crate::order::StoredLine;
use crate::scalar::Date;
use crate::university;

/// The most invoices and credit notes that are exported at once.
const MOST: i64 = 5_000;

/// What is taken out for an accounts package.
#[derive(Debug, InputObject)]
pub struct ExportInvoicesInput {
    /// The first day of issue.
    from: Date,
    /// The last day of issue.
    to: Date,
    /// Of this university alone.
    university_id: Option<ID>,
    /// The account that sales are booked to, 200 unless told.
    account: Option<String>,
}

/// A file for an accounts package.
#[derive(Debug, SimpleObject)]
pub struct ExportInvoicesPayload {
    /// What to call the file.
    file_name: String,
    /// Comma-separated values by the columns that Xero imports and Sage maps.
    csv: String,
    /// How many invoices and credit notes are in it.
    count: i32,
}

/// Taking invoices out.
#[derive(Debug, Default)]
pub struct ExportMutation;

/// Taking invoices out.
#[Object]
impl ExportMutation {
    /// The invoices and credit notes issued between two days, as an accounts package imports them; that they were taken out is told (T4).
    async fn export_invoices(
        &self,
        ctx: &Context<'_>,
        input: ExportInvoicesInput,
    ) -> Result<ExportInvoicesPayload> {
        let scope = ctx.scope();
        scope.may(Act::ExportInvoices)?;
        let (from, to) = accounts::period(input.from.0, input.to.0)?;
        let mut fields = Fields::new();
        let account = fields.line("account", input.account.as_deref().unwrap_or("200"), 1..=10);
        let account = fields.or(account)?;
        let of = university::read(input.university_id)?;
        let university = match of {
            Some(id) => Some(university::load(scope, id).await?),
            None => None,
        };
        let rows = invoices::exported(&scope.tx, of, (from, to), MOST + 1).await?;
        let count = rows.len();
        if i64::try_from(count).unwrap_or(i64::MAX) > MOST {
            let why =
                format!("More than {MOST} were issued between these days: take a shorter period.");
            return Err(Error::refused("M6", why));
        }
        let sales = rows.iter().map(sale).collect::<Result<Vec<_>>>()?;
        let csv = accounts::sales_csv(&sales, &account);
        let whose = if university.is_some() {
            " of one university"
        } else {
            ""
        };
        let told = Told {
            university: of.unwrap_or(trail::SCHEME),
            act: "invoices.exported",
            summary: format!(
                "{count} invoices and credit notes{whose} exported, issued {from} to {to}."
            ),
            after: Some(json!({ "from": from, "to": to, "count": count })),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        Ok(ExportInvoicesPayload {
            file_name: format!("invoices-{from}-{to}.csv"),
            csv,
            count: i32::try_from(count).unwrap_or(i32::MAX),
        })
    }
}

fn sale(row: &invoices::Exported) -> Result<Sale<'_>> {
    let currency: Currency = row.currency.parse()?;
    let lines: Vec<StoredLine> =
        serde_json::from_value(row.lines.clone()).map_err(Error::internal)?;
    Ok(Sale {
        contact: &row.university,
        number: &row.number,
        reference: &row.reference,
        issued_on: row.issued_on,
        due_on: row.due_on,
        vat: Money::new(row.vat_minor, currency),
        vat_per_mille: row.vat_per_mille,
        lines: lines
            .into_iter()
            .map(|line| (line.label, Money::new(line.net_minor, currency)))
            .collect(),
    })
}
