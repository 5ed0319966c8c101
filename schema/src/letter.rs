//! Letters: to whom each went, what it said, and what became of it.

pub(crate) mod suppressed;
pub(crate) mod template;

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::access::Act;
use domain::id::Kind;
use domain::lifecycle;
use domain::notice;
use serde_json::json;
use store::letters as kept;
use store::trail::{self, Job};

use crate::connection::{connection, paging};
use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::loaders::PersonKey;
use crate::person::Person;
use crate::scalar;
use crate::university::words;

/// Sends a letter: `{"letter_id": uuid, "to", "subject", "text"}`.
pub const SEND_MAIL: &str = "send_mail";

/// Where a letter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "lifecycle::LetterState")]
pub enum LetterState {
    /// On its way to the mail server.
    Queued,
    /// The mail server took it.
    Sent,
    /// The mail server did not take it, many times over or for good.
    Failed,
    /// The mail server refuses its address for good.
    Bounced,
    /// It was not sent: letters to its address are suppressed, or its kind is not wanted.
    Suppressed,
}

/// What a letter is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "notice::NoticeKind")]
pub enum NoticeKind {
    /// What was decided of an application; always goes.
    Decision,
    /// Prices, quotes and invoices; always goes.
    Money,
    /// Evidence that is asked for, and when it is due; always goes.
    EvidenceRequest,
    /// Work with a day by which it is due, or that is late; always goes.
    Deadline,
    /// Evidence requests that were answered, or lapsed.
    Answer,
    /// Cases that are given to somebody or taken away, and marks to be settled.
    Assignment,
    /// Applications that the scheme starts, puts on hold and lets go on.
    Progress,
    /// What the scheme's operators remind of by hand.
    Reminder,
    /// Invitations to work for a university; always go.
    Invitation,
    /// Requests of universities to join the scheme.
    Joining,
    /// Reports that are ready.
    Report,
    /// Letters that waited, as one.
    Digest,
}

/// A letter that the product wrote to somebody.
#[derive(Debug, Clone)]
pub struct Letter(kept::Letter);

/// A letter that the product wrote to somebody.
#[Object]
impl Letter {
    /// Stable id.
    async fn id(&self) -> ID {
        scalar::show(Kind::Letter, self.0.id)
    }
    /// The address that it goes to.
    async fn address(&self) -> &str {
        &self.0.address
    }
    /// To whom; null where they are not known any more.
    async fn person(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        let Some(id) = self.0.person_id else {
            return Ok(None);
        };
        let found = ctx.scope().loaders.load_one(PersonKey(id)).await?;
        Ok(found.map(Person::from))
    }
    /// What it is about.
    async fn subject(&self) -> &str {
        &self.0.subject
    }
    /// What it says.
    async fn text(&self) -> &str {
        &self.0.text
    }
    /// Where it stands.
    async fn state(&self) -> Result<LetterState> {
        Ok(self.0.state.parse::<lifecycle::LetterState>()?.into())
    }
    /// What the mail server said last, where it did not take it, or why it was not sent.
    async fn problem(&self) -> Option<&str> {
        self.0.problem.as_deref()
    }
    /// What it is about; null of what was written before letters had kinds.
    async fn kind(&self) -> Result<Option<NoticeKind>> {
        let kind = self.0.kind.as_deref().map(str::parse::<notice::NoticeKind>);
        Ok(kind.transpose()?.map(NoticeKind::from))
    }
    /// When it was last put on its way.
    async fn queued_at(&self) -> DateTime<Utc> {
        self.0.queued_at
    }
    /// Until when it waits, or waited: for its reader's quiet hours to end, or to go in one letter with others.
    async fn goes_at(&self) -> Option<DateTime<Utc>> {
        self.0.goes_at
    }
    /// The id of the letter that it goes in with others.
    async fn digest_id(&self) -> Option<ID> {
        self.0.digest_id.map(|id| scalar::show(Kind::Letter, id))
    }
    /// When the mail server last took it.
    async fn sent_at(&self) -> Option<DateTime<Utc>> {
        self.0.sent_at
    }
}

connection!(
    /// A page of letters.
    LetterConnection, LetterEdge, Letter, CountLetters
);

/// Counts the letters that a filter leaves.
pub(crate) struct CountLetters(kept::Filter);

impl CountLetters {
    async fn count(&self, scope: &Scope) -> Result<i64> {
        Ok(kept::count(&scope.tx, &self.0).await?)
    }
}

/// Questions about letters.
#[derive(Debug, Default)]
pub struct LetterQuery;

/// Questions about letters.
#[Object]
impl LetterQuery {
    /// Letters, the latest first; operators ask.
    #[graphql(complexity = "crate::limits::page_cost(first, child_complexity)")]
    async fn letters(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Words in the address or the subject.")] search: Option<String>,
        #[graphql(desc = "Any of these states.")] state: Option<Vec<LetterState>>,
        #[graphql(desc = "Rows wanted, 25 unless told, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Go on after this cursor.")] after: Option<String>,
    ) -> Result<LetterConnection> {
        let scope = ctx.scope();
        scope.may(Act::ResendLetter)?;
        let paging = paging(first, after)?;
        let states = state.unwrap_or_default().into_iter();
        let filter = kept::Filter {
            search: words(search)?,
            states: states
                .map(|state| lifecycle::LetterState::from(state).as_str())
                .collect(),
        };
        let page = kept::list(&scope.tx, &filter, &paging).await?;
        Ok(LetterConnection::new(
            page,
            &paging,
            CountLetters(filter),
            Letter,
        ))
    }
}

/// A letter to be sent again.
#[derive(Debug, InputObject)]
pub struct ResendLetterInput {
    /// The letter.
    letter_id: ID,
}

/// The letter as it stands.
#[derive(Debug, SimpleObject)]
pub struct ResendLetterPayload {
    /// The letter as it stands.
    letter: Letter,
}

/// Sending letters again.
#[derive(Debug, Default)]
pub struct LetterMutation;

/// Sending letters again.
#[Object]
impl LetterMutation {
    /// Sends a letter again that was sent or was not taken, to the address it went to. Recorded in the trail (T4).
    async fn resend_letter(
        &self,
        ctx: &Context<'_>,
        input: ResendLetterInput,
    ) -> Result<ResendLetterPayload> {
        let scope = ctx.scope();
        scope.may(Act::ResendLetter)?;
        let id = scalar::read(Kind::Letter, &input.letter_id, "letter")?;
        let letter = kept::lock(&scope.tx, id).await?;
        let mut letter = letter.ok_or(Error::NotFound("letter"))?;
        if letter.address == kept::ERASED {
            let message =
                "Its reader was erased: there is nothing to send, and nobody to send it to.";
            return Err(Error::refused("T6", message));
        }
        if letter.text.is_empty() {
            let message =
                "Its words were removed, a year after it was written: there is nothing to send.";
            return Err(Error::refused("E7", message));
        }
        let state: lifecycle::LetterState = letter.state.parse()?;
        let next = lifecycle::step(state, lifecycle::LetterAct::Resend, &(), scope.moment.today)?;
        let change = kept::Change {
            state: Some(next.as_str()),
            problem: Some(None),
            queued_at: Some(scope.moment.now),
            // By itself, and at once.
            goes_at: Some(None),
            digest: Some(false),
            digest_id: Some(None),
            ..kept::Change::default()
        };
        kept::change(&scope.tx, id, &change).await?;
        letter.state = next.to_string();
        letter.problem = None;
        letter.queued_at = scope.moment.now;
        letter.goes_at = None;
        letter.digest_id = None;
        let told = Told {
            university: trail::SCHEME,
            subject: Some(id),
            act: "letter.resent",
            summary: format!("The letter “{}” is sent again.", letter.subject),
            ..Told::default()
        };
        let job = Job {
            kind: SEND_MAIL,
            payload: json!({ "letter_id": id, "to": letter.address, "subject": letter.subject, "text": letter.text }),
        };
        scope.tell(told, &[job]).await?;
        Ok(ResendLetterPayload {
            letter: Letter(letter),
        })
    }
}
