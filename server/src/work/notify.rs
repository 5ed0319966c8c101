//! Letters to people of the product, by who they are rather than by address.
//!
//! Each addressee gets a job of their own, so that one refused address keeps nobody else waiting. The letters' ids follow
//! from this job's, so leaving them twice leaves them once.

use chrono::{DateTime, NaiveDate, Utc};
use domain::notice::template::{Values, Wording};
use domain::notice::{Goes, NoticeKind};
use serde::Deserialize;
use serde_json::json;
use store::jobs::{self, Claimed};
use store::letters::{self, NewLetter};
use store::people::{self, Person};
use store::{Tx, mail_preferences};
use uuid::Uuid;

use crate::session;

use super::{Failure, SEND_DIGEST, SEND_MAIL, Worker, id_of, payload, wording};

#[derive(Deserialize)]
struct ToUniversity {
    university_id: Uuid,
    #[serde(flatten)]
    notice: Notice,
}

#[derive(Deserialize)]
struct ToPerson {
    person_id: Uuid,
    #[serde(flatten)]
    notice: Notice,
}

#[derive(Deserialize)]
struct ToAddress {
    name: String,
    email: String,
    #[serde(flatten)]
    notice: Notice,
}

#[derive(Deserialize)]
struct Notice {
    /// What it is about; none of what an earlier version left, which then always goes.
    kind: Option<NoticeKind>,
    subject: String,
    text: String,
    /// Where to go from the letter: a path of the console.
    path: String,
    /// When what it tells of falls due.
    due_on: Option<NaiveDate>,
}

impl Worker {
    pub(super) async fn notify_university(&self, job: &Claimed) -> Result<(), Failure> {
        let ToUniversity {
            university_id,
            notice,
        } = payload(job)?;
        let managers = self
            .write(async |tx| Ok(people::managers(tx, university_id).await?))
            .await?;
        self.leave_letters(job, &managers, &notice).await
    }

    pub(super) async fn notify_person(&self, job: &Claimed) -> Result<(), Failure> {
        let ToPerson { person_id, notice } = payload(job)?;
        let person = self
            .write(async |tx| Ok(people::by_ids(tx, &[person_id]).await?))
            .await?;
        self.leave_letters(job, &person, &notice).await
    }

    pub(super) async fn notify_address(&self, job: &Claimed) -> Result<(), Failure> {
        let ToAddress {
            name,
            email,
            notice,
        } = payload(job)?;
        let now = (self.now)().now;
        self.write(async |tx| {
            let template = wording::in_force(tx, notice.kind).await?;
            let Wording { subject, text } = template.fill(&Values {
                name: &name,
                subject: &notice.subject,
                message: &notice.text,
                link: &format!("{}{}", self.public_url, notice.path),
            });
            // Whoever is not known has said nothing of what they want: it goes, and at once.
            let record = NewLetter {
                id: id_of(&job.id.to_string()),
                person_id: None,
                address: &email,
                subject: &subject,
                text: &text,
                queued_at: now,
                kind: notice.kind.map(NoticeKind::as_str),
                unsubscribe: None,
                goes_at: None,
                digest: false,
                told: None,
            };
            send(tx, &record, now).await
        })
        .await
    }

    async fn leave_letters(
        &self,
        job: &Claimed,
        to: &[Person],
        notice: &Notice,
    ) -> Result<(), Failure> {
        let now = (self.now)().now;
        self.write(async |tx| {
            let template = wording::in_force(tx, notice.kind).await?;
            let link = format!("{}{}", self.public_url, notice.path);
            for person in to {
                // Who has no address is told by the console alone.
                let Some(email) = &person.email else { continue };
                let Wording { subject, text } = template.fill(&Values {
                    name: &person.name,
                    subject: &notice.subject,
                    message: &notice.text,
                    link: &link,
                });
                let id = id_of(&format!("{} {}", job.id, person.id));
                let stops = notice.kind.filter(|kind| !kind.is_essential());
                let token = stops.map(|_| session::new_token().0);
                let said = mail_preferences::find(tx, person.id).await?;
                let posting = said.map(|said| said.posting()).unwrap_or_default();
                let goes = posting.goes(now, stops.is_none(), notice.due_on);
                let (goes_at, digest) = match goes {
                    Goes::Now => (None, false),
                    Goes::At(at) => (Some(at), false),
                    Goes::InDigest(at) => (Some(at), true),
                };
                let told = format!("{}\n\n{link}", notice.text);
                let record = NewLetter {
                    id,
                    person_id: Some(person.id),
                    address: email,
                    subject: &subject,
                    text: &text,
                    queued_at: now,
                    kind: notice.kind.map(NoticeKind::as_str),
                    unsubscribe: token.as_deref(),
                    goes_at,
                    digest,
                    told: digest.then_some(told.as_str()),
                };
                let due = goes_at.unwrap_or(now);
                if digest {
                    letters::insert(tx, &record).await?;
                    let all = id_of(&format!("digest {} {due}", person.id));
                    let of = json!({"person_id": person.id});
                    jobs::leave(tx, all, SEND_DIGEST, &of, due).await?;
                    continue;
                }
                send(tx, &record, due).await?;
            }
            Ok(())
        })
        .await
    }
}

/// Writes a letter down that goes at a time.
async fn send(tx: &Tx, record: &NewLetter<'_>, due: DateTime<Utc>) -> Result<(), Failure> {
    letters::insert(tx, record).await?;
    let letter = json!({
        "letter_id": record.id, "to": record.address, "subject": record.subject, "text": record.text,
    });
    jobs::leave(tx, record.id, SEND_MAIL, &letter, due).await?;
    Ok(())
}
