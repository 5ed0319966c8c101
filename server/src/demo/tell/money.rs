//! What is paid.

use chrono::NaiveDate;
use schema::Moment;
use serde_json::json;
use store::Viewer;

use super::{Teller, text};
use crate::demo::Error;

impl Teller<'_> {
    /// Notes a payment by its day and reference: of so many pence, or of all that is outstanding.
    pub(super) async fn pay(
        &mut self,
        viewer: Viewer,
        moment: Moment,
        case: usize,
        (on, reference): (NaiveDate, &str),
        part: Option<i64>,
    ) -> Result<(), Error> {
        let document = "query($id: ID!) { node(id: $id) { ... on Order { invoice { id outstanding { minor } } } } }";
        let order = self.case(case).order.clone();
        let asked = json!({ "id": order });
        let found = self.actor.act(viewer, moment, document, asked).await?;
        let amount = match part {
            Some(minor) => json!(minor),
            None => found["node"]["invoice"]["outstanding"]["minor"].clone(),
        };
        let input = json!({
            "invoiceId": text(&found, "/node/invoice/id")?, "amountMinor": amount,
            "receivedOn": on, "method": "BANK_TRANSFER", "reference": reference,
        });
        self.one(viewer, moment, "recordPayment", input, "{ invoice { id } }")
            .await?;
        Ok(())
    }
}
