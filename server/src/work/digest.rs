//! Letters that wait for their reader's hour, as one.

use domain::lifecycle::LetterState;
use domain::notice::NoticeKind;
use domain::notice::template::{Values, Wording};
use serde::Deserialize;
use serde_json::json;
use store::jobs::{self, Claimed};
use store::letters::{self, Change, NewLetter, Waiting};
use store::people;
use uuid::Uuid;

use super::letters::unwanted;
use super::{Failure, SEND_MAIL, Worker, id_of, payload, wording};
use crate::session;

#[derive(Deserialize)]
struct OfPerson {
    person_id: Uuid,
}

impl Worker {
    /// Writes one letter of those that wait for a person and are due; it is a letter of its own, and they go as it does.
    pub(super) async fn send_digest(&self, job: &Claimed) -> Result<(), Failure> {
        let OfPerson { person_id } = payload(job)?;
        let now = (self.now)().now;
        self.write(async |tx| {
            let mut joined = Vec::new();
            for letter in letters::waiting(tx, person_id, now).await? {
                match unwanted(tx, letter.kind.as_deref(), letter.person_id).await? {
                    Some(why) => {
                        let change = Change {
                            state: Some(LetterState::Suppressed.as_str()),
                            problem: Some(Some(&why)),
                            ..Change::default()
                        };
                        letters::change(tx, letter.id, &change).await?;
                    }
                    None => joined.push(letter),
                }
            }
            let Some(last) = joined.last() else {
                return Ok(());
            };
            let person = people::by_ids(tx, &[person_id]).await?;
            let name = person.first().map_or("reader", |person| &person.name);
            let (subject, message) = together(&joined);
            let template = wording::in_force(tx, Some(NoticeKind::Digest)).await?;
            let Wording { subject, text } = template.fill(&Values {
                name,
                subject: &subject,
                message: &message,
                link: "",
            });
            let token = session::new_token().0;
            let id = id_of(&format!("digest {}", job.id));
            let record = NewLetter {
                id,
                person_id: Some(person_id),
                address: &last.address,
                subject: &subject,
                text: &text,
                queued_at: now,
                kind: Some(NoticeKind::Digest.as_str()),
                unsubscribe: Some(&token),
                goes_at: None,
                digest: false,
                told: None,
            };
            letters::insert(tx, &record).await?;
            let ids: Vec<Uuid> = joined.iter().map(|letter| letter.id).collect();
            letters::join(tx, &ids, id).await?;
            let letter =
                json!({"letter_id": id, "to": last.address, "subject": subject, "text": text});
            jobs::leave(tx, id, SEND_MAIL, &letter, now).await?;
            Ok(())
        })
        .await
    }
}

/// What one letter of several tells, and what it is about.
fn together(letters: &[Waiting]) -> (String, String) {
    let subject = match letters {
        [one] => one.subject.clone(),
        many => format!("{} letters from Pillars", many.len()),
    };
    let bodies: Vec<String> = letters
        .iter()
        .map(|letter| {
            // One that an earlier version wrote goes whole.
            let told = letter.told.as_ref().unwrap_or(&letter.text);
            format!("{}\n\n{}", letter.subject, told.trim_end())
        })
        .collect();
    (subject, bodies.join("\n\n* * *\n\n"))
}
