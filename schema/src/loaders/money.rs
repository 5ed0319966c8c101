//! What is paid: orders, quotes, invoices, and what settles them.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use store::invoices::Invoice;
use store::orders::Order;
use store::payments::{CreditNote, Payment};
use store::quotes::Quote;
use uuid::Uuid;

use super::Loaders;
use crate::error::{Error, Result};

/// The invoice of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct InvoiceKey(pub Uuid);

impl Loader<InvoiceKey> for Loaders {
    type Value = Invoice;
    type Error = Error;

    async fn load(&self, keys: &[InvoiceKey]) -> Result<HashMap<InvoiceKey, Invoice>> {
        let ids: Vec<Uuid> = keys.iter().map(|key| key.0).collect();
        let found = store::invoices::of_orders(&self.tx, &ids).await?;
        Ok(found
            .into_iter()
            .map(|(id, invoice)| (InvoiceKey(id), invoice))
            .collect())
    }
}

/// The quote of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct QuoteKey(pub Uuid);

impl Loader<QuoteKey> for Loaders {
    type Value = Quote;
    type Error = Error;

    async fn load(&self, keys: &[QuoteKey]) -> Result<HashMap<QuoteKey, Quote>> {
        let ids: Vec<Uuid> = keys.iter().map(|key| key.0).collect();
        let found = store::quotes::of_orders(&self.tx, &ids).await?;
        Ok(found
            .into_iter()
            .map(|(id, quote)| (QuoteKey(id), quote))
            .collect())
    }
}

/// The orders of a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct QuoteOrdersKey(pub Uuid);

impl Loader<QuoteOrdersKey> for Loaders {
    type Value = Vec<Order>;
    type Error = Error;

    async fn load(&self, keys: &[QuoteOrdersKey]) -> Result<HashMap<QuoteOrdersKey, Vec<Order>>> {
        let ids: Vec<Uuid> = keys.iter().map(|key| key.0).collect();
        let found = store::orders::of_quotes(&self.tx, &ids).await?;
        Ok(found
            .into_iter()
            .map(|(id, orders)| (QuoteOrdersKey(id), orders))
            .collect())
    }
}

/// The payments of an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct PaymentsKey(pub Uuid);

impl Loader<PaymentsKey> for Loaders {
    type Value = Vec<Payment>;
    type Error = Error;

    async fn load(&self, keys: &[PaymentsKey]) -> Result<HashMap<PaymentsKey, Vec<Payment>>> {
        let ids: Vec<Uuid> = keys.iter().map(|key| key.0).collect();
        let found = store::payments::of_invoices(&self.tx, &ids).await?;
        Ok(found
            .into_iter()
            .map(|(id, payments)| (PaymentsKey(id), payments))
            .collect())
    }
}

/// The credit notes of an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct CreditNotesKey(pub Uuid);

impl Loader<CreditNotesKey> for Loaders {
    type Value = Vec<CreditNote>;
    type Error = Error;

    async fn load(
        &self,
        keys: &[CreditNotesKey],
    ) -> Result<HashMap<CreditNotesKey, Vec<CreditNote>>> {
        let ids: Vec<Uuid> = keys.iter().map(|key| key.0).collect();
        let found = store::payments::credits(&self.tx, &ids).await?;
        Ok(found
            .into_iter()
            .map(|(id, notes)| (CreditNotesKey(id), notes))
            .collect())
    }
}
