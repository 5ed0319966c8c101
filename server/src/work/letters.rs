//! Letters on their way: what becomes of each is kept in its record.

use domain::lifecycle::LetterState;
use domain::notice::NoticeKind;
use serde::Deserialize;
use serde_json::json;
use store::jobs::Claimed;
use store::letters::suppressed::{self, Suppressed};
use store::letters::{self, Change};
use store::{Tx, mail_preferences, trail};
use uuid::Uuid;

use super::{Failure, Worker, payload, system_event};
use crate::mail::{self, Letter};
use crate::unsubscribe;

#[derive(Deserialize)]
struct ToSend {
    /// Its record; none of what was left before letters had one.
    letter_id: Option<Uuid>,
    #[serde(flatten)]
    letter: Letter,
}

/// What a letter that is due meets before the mail server.
enum Ready {
    /// It goes, with the address that stops letters like it; an invitation's address is sealed.
    Goes {
        unsubscribe: Option<String>,
        invites: bool,
    },
    /// It is not sent, and why.
    Stays(String),
}

impl Worker {
    /// Sends a letter; its record says that it was taken, what the mail server said, or why it was not sent.
    pub(super) async fn send_letter(&self, job: &Claimed) -> Result<(), Failure> {
        let ToSend { letter_id, letter } = payload(job)?;
        let now = (self.now)().now;
        let ready = self.write(async |tx| self.look_at(tx, letter_id, &letter).await);
        let (unsubscribe, invites) = match ready.await? {
            Ready::Goes {
                unsubscribe,
                invites,
            } => (unsubscribe, invites),
            Ready::Stays(why) => {
                let change = Change {
                    state: Some(LetterState::Suppressed.as_str()),
                    problem: Some(Some(&why)),
                    ..Change::default()
                };
                return self.record_letter(letter_id, &change).await;
            }
        };
        let mut letter = Letter {
            unsubscribe,
            ..letter
        };
        if invites {
            letter.text = self.seal.letter(&self.public_url, letter.text);
        }
        let sent = self.mail.send(job.id, &letter, now).await;
        if let Err(mail::Error::Address(said)) = &sent {
            return self.bounce(letter_id, &letter, said).await;
        }
        let sent = sent.map_err(Failure::from);
        let problem = sent.as_ref().err().map(ToString::to_string);
        let change = Change {
            state: problem.is_none().then_some(LetterState::Sent.as_str()),
            problem: Some(problem.as_deref()),
            sent_at: problem.is_none().then_some(now),
            ..Change::default()
        };
        self.record_letter(letter_id, &change).await?;
        sent
    }

    /// Whether a letter is sent at all: not to a suppressed address, nor what its reader does not want.
    async fn look_at(&self, tx: &Tx, id: Option<Uuid>, letter: &Letter) -> Result<Ready, Failure> {
        if let Some(known) = suppressed::find(tx, &letter.to).await? {
            let why = format!("The address is suppressed: {}", known.why);
            return Ok(Ready::Stays(why));
        }
        let reader = match id {
            Some(id) => letters::reader(tx, id).await?,
            None => None,
        };
        let Some(reader) = reader else {
            return Ok(Ready::Goes {
                unsubscribe: None,
                invites: false,
            });
        };
        if let Some(why) = unwanted(tx, reader.kind.as_deref(), reader.person_id).await? {
            return Ok(Ready::Stays(why));
        }
        let unsubscribe = reader.unsubscribe.as_deref().map(unsubscribe::path);
        let invites = reader.kind.as_deref() == Some(NoticeKind::Invitation.as_str());
        Ok(Ready::Goes {
            invites,
            unsubscribe: unsubscribe.map(|path| format!("{}{path}", self.public_url)),
        })
    }

    /// What is owed when a letter will not be taken: its record says so.
    pub(super) async fn give_up_letter(&self, job: &Claimed) -> Result<(), Failure> {
        let ToSend { letter_id, .. } = payload(job)?;
        let change = Change {
            state: Some(LetterState::Failed.as_str()),
            ..Change::default()
        };
        self.record_letter(letter_id, &change).await
    }

    /// The address is refused for good: the letter bounced, and no more are sent there.
    async fn bounce(&self, id: Option<Uuid>, letter: &Letter, said: &str) -> Result<(), Failure> {
        let now = (self.now)().now;
        let new = Suppressed {
            id: Uuid::now_v7(),
            address: suppressed::compared(&letter.to),
            why: said.to_owned(),
            since: now,
            letter_id: id,
        };
        let change = Change {
            state: Some(LetterState::Bounced.as_str()),
            problem: Some(Some(said)),
            ..Change::default()
        };
        self.write(async |tx| {
            if let Some(id) = id {
                letters::settle(tx, id, &change).await?;
            }
            if suppressed::insert(tx, &new).await? {
                let summary = "A letter bounced: its address gets no more.".to_owned();
                let mut event = system_event(
                    trail::SCHEME,
                    None,
                    new.id,
                    now,
                    "address.suppressed",
                    summary,
                );
                event.after = Some(json!({ "address": new.address, "why": new.why }));
                trail::tell(tx, &event, &[]).await?;
            }
            Ok(())
        })
        .await
    }

    async fn record_letter(&self, id: Option<Uuid>, change: &Change<'_>) -> Result<(), Failure> {
        let Some(id) = id else { return Ok(()) };
        self.write(async |tx| Ok(letters::settle(tx, id, change).await?))
            .await
    }
}

/// Why a person does not want letters of a kind; none of what they want, and of what is essential.
pub(super) async fn unwanted(
    tx: &Tx,
    kind: Option<&str>,
    person: Option<Uuid>,
) -> Result<Option<String>, Failure> {
    let kind = kind.and_then(|kind| kind.parse::<NoticeKind>().ok());
    let (Some(kind), Some(person)) = (kind.filter(|kind| kind.is_optional()), person) else {
        return Ok(None);
    };
    let said = mail_preferences::find(tx, person).await?;
    let unwanted = said.map(|said| said.unwanted).unwrap_or_default();
    let stopped = unwanted.iter().any(|code| code == kind.as_str());
    Ok(stopped.then(|| format!("They do not want letters about {}.", kind.in_words())))
}
