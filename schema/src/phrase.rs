//! Phrases: notes and questions that an assessor keeps for themselves, to insert again.

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::access::Act;
use domain::id::Kind;
use domain::input::Fields;
use domain::phrase::{self, MOST_PHRASES};
use serde_json::json;
use store::{phrases as rows, trail};
use uuid::Uuid;

use crate::application::stale;
use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::scalar;

/// What a phrase is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "phrase::PhraseKind")]
pub enum PhraseKind {
    /// A note on a criterion.
    Note,
    /// The question of an evidence request.
    Request,
}

/// Words that a person keeps for themselves.
#[derive(Debug, Clone)]
pub struct Phrase(rows::Phrase);

/// Words that a person keeps for themselves.
#[Object]
impl Phrase {
    /// Stable id.
    async fn id(&self) -> ID {
        scalar::show(Kind::Phrase, self.0.id)
    }
    /// What it is for.
    async fn kind(&self) -> Result<PhraseKind> {
        Ok(self.0.kind.parse::<phrase::PhraseKind>()?.into())
    }
    /// What it is found by.
    async fn title(&self) -> &str {
        &self.0.title
    }
    /// What is inserted.
    async fn text(&self) -> &str {
        &self.0.text
    }
    /// Counts its changes; 1 when it is new.
    async fn version(&self) -> i32 {
        self.0.version
    }
    /// When it was last saved.
    async fn updated_at(&self) -> DateTime<Utc> {
        self.0.updated_at
    }
}

/// The viewer's own phrases; nobody has any who may not keep one.
pub(crate) async fn own(scope: &Scope) -> Result<Vec<Phrase>> {
    if scope.may(Act::SavePhrase).is_err() {
        return Ok(Vec::new());
    }
    Ok(rows::own(&scope.tx)
        .await?
        .into_iter()
        .map(Phrase)
        .collect())
}

/// A phrase to be kept, or changed.
#[derive(Debug, InputObject)]
pub struct SavePhraseInput {
    /// The phrase to change; left out for a new one.
    phrase_id: Option<ID>,
    /// What it is for.
    kind: PhraseKind,
    /// What it is found by; 80 characters at most, and one of its kind.
    title: String,
    /// What is inserted; 5000 characters at most.
    text: String,
    /// Its version last seen; 0 for a new one.
    version: i32,
}

/// A phrase not to be kept.
#[derive(Debug, InputObject)]
pub struct RemovePhraseInput {
    /// The phrase.
    phrase_id: ID,
}

/// The phrase as it stands now.
#[derive(Debug, SimpleObject)]
pub struct PhrasePayload {
    /// The phrase as it stands now.
    phrase: Phrase,
}

/// What is no longer kept.
#[derive(Debug, SimpleObject)]
pub struct RemovePhrasePayload {
    /// The id it had.
    removed: ID,
}

/// What a person keeps for themselves.
#[derive(Debug, Default)]
pub struct PhraseMutation;

/// What a person keeps for themselves.
#[Object]
impl PhraseMutation {
    /// Keeps a note or a question for oneself, two hundred at most.
    async fn save_phrase(
        &self,
        ctx: &Context<'_>,
        input: SavePhraseInput,
    ) -> Result<PhrasePayload> {
        let scope = ctx.scope();
        scope.may(Act::SavePhrase)?;
        let person_id = scope.person()?;
        let kept = rows::own(&scope.tx).await?;
        let before = match &input.phrase_id {
            None => None,
            Some(id) => {
                let id = scalar::read(Kind::Phrase, id, "phrase")?;
                let found = kept.iter().find(|phrase| phrase.id == id);
                Some(found.ok_or(Error::NotFound("phrase"))?)
            }
        };
        let kind = phrase::PhraseKind::from(input.kind).as_str();
        let mut fields = Fields::new();
        let title = fields.line("title", &input.title, 1..=80);
        let text = fields.paragraph("text", &input.text, 1..=5_000);
        if before.is_none() && kept.len() >= MOST_PHRASES {
            let message = format!("You keep {MOST_PHRASES} phrases already: remove one first.");
            fields.problem("title", message);
        }
        let taken = |other: &&rows::Phrase| {
            other.kind == kind
                && other.title == title
                && Some(other.id) != before.map(|phrase| phrase.id)
        };
        if kept.iter().any(|other| taken(&other)) {
            fields.problem(
                "title",
                "You keep one of this title already: choose another.",
            );
        }
        fields.or(())?;
        let now = rows::Phrase {
            person_id,
            id: before.map_or_else(Uuid::now_v7, |phrase| phrase.id),
            kind: kind.to_owned(),
            title,
            text,
            version: before.map_or(1, |_| input.version.saturating_add(1)),
            updated_at: scope.moment.now,
        };
        match before {
            None => rows::insert(&scope.tx, &now).await?,
            Some(before) if !rows::change(&scope.tx, &now).await? => {
                return Err(stale("phrase", Some(shown(before))));
            }
            Some(_) => {}
        }
        let told = Told {
            university: trail::SCHEME,
            subject: Some(now.id),
            act: "phrase.saved",
            summary: "A phrase was kept.".to_owned(),
            before: before.map(shown),
            after: Some(shown(&now)),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        Ok(PhrasePayload {
            phrase: Phrase(now),
        })
    }

    /// Keeps a phrase no longer.
    async fn remove_phrase(
        &self,
        ctx: &Context<'_>,
        input: RemovePhraseInput,
    ) -> Result<RemovePhrasePayload> {
        let scope = ctx.scope();
        scope.may(Act::RemovePhrase)?;
        let id = scalar::read(Kind::Phrase, &input.phrase_id, "phrase")?;
        let gone = rows::remove(&scope.tx, id).await?;
        let gone = gone.ok_or(Error::NotFound("phrase"))?;
        let told = Told {
            university: trail::SCHEME,
            subject: Some(id),
            act: "phrase.removed",
            summary: "A phrase was removed.".to_owned(),
            before: Some(shown(&gone)),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        Ok(RemovePhrasePayload {
            removed: scalar::show(Kind::Phrase, id),
        })
    }
}

fn shown(phrase: &rows::Phrase) -> serde_json::Value {
    json!({ "kind": phrase.kind, "title": phrase.title, "text": phrase.text, "version": phrase.version })
}
