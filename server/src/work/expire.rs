//! Quotes whose thirty days are over (M6).

use domain::calendar::in_words;
use domain::lifecycle::{QuoteAct, QuoteFacts, QuoteState, step};
use schema::Moment;
use store::{quotes, trail};

use super::{Failure, Worker, system_event};

impl Worker {
    /// Open quotes expire on the day on which they cannot be accepted any more.
    pub(super) async fn expire_quotes(&self) -> Result<(), Failure> {
        let Moment { now, today } = (self.now)();
        self.write(async |tx| {
            for quote in quotes::over(tx, today).await? {
                let facts = QuoteFacts {
                    priced: true,
                    open_until: Some(quote.open_until),
                    ..QuoteFacts::default()
                };
                let Ok(next) = step(QuoteState::Issued, QuoteAct::Expire, &facts, today) else {
                    continue;
                };
                let change = quotes::Change {
                    state: Some(next.as_str()),
                    ..quotes::Change::default()
                };
                quotes::change(tx, quote.id, &change).await?;
                let until = in_words(quote.open_until);
                let events: Vec<_> = quote
                    .applications
                    .iter()
                    .map(|of| {
                        let summary =
                            format!("Quote {} expired; it was open until {until}.", quote.number);
                        let university = quote.university_id;
                        system_event(
                            university,
                            Some(of.id),
                            quote.id,
                            now,
                            "quote.expired",
                            summary,
                        )
                    })
                    .collect();
                trail::tell_all(tx, &events, &[]).await?;
            }
            Ok(())
        })
        .await
    }
}
