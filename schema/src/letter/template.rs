//! How letters are worded: looked at, changed, and put back to the standard wording.

use async_graphql::{Context, InputObject, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::access::Act;
use domain::notice::template::{Template, Wording};
use domain::notice::{self, Example, page};
use serde_json::{Value, json};
use store::letters::templates as rows;
use store::trail;

use super::NoticeKind;
use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::loaders::PersonKey;
use crate::person::Person;

/// How letters of a kind are worded.
#[derive(Debug, Clone)]
pub struct LetterTemplate {
    kind: notice::NoticeKind,
    row: Option<rows::LetterTemplate>,
}

/// How letters of a kind are worded.
#[Object]
impl LetterTemplate {
    /// The kind of letter.
    async fn kind(&self) -> NoticeKind {
        self.kind.into()
    }
    /// The subject, with its placeholders.
    async fn subject(&self) -> String {
        self.wording().subject
    }
    /// The text, with its placeholders.
    async fn text(&self) -> String {
        self.wording().text
    }
    /// Whether it is worded as the product words it.
    async fn is_standard(&self) -> bool {
        self.changed().is_none()
    }
    /// What may stand in its text; in its subject, what fits on a line.
    async fn placeholders(&self) -> Vec<LetterPlaceholder> {
        let known = self.kind.placeholders().iter();
        known
            .map(|known| LetterPlaceholder {
                name: known.as_str(),
                meaning: known.in_words(self.kind),
                in_subject: known.fits_a_subject(),
            })
            .collect()
    }
    /// Counts up with every change; 0 of what was never changed. A write with an older one is a CONFLICT.
    async fn version(&self) -> i32 {
        self.version_now()
    }
    /// Who changed it last, or restored it; null of what was never changed.
    async fn changed_by(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        let Some(row) = &self.row else {
            return Ok(None);
        };
        let key = PersonKey(row.changed_by);
        let found = ctx.scope().loaders.load_one(key).await?;
        Ok(found.map(Person::from))
    }
    /// When that was.
    async fn changed_at(&self) -> Option<DateTime<Utc>> {
        self.row.as_ref().map(|row| row.changed_at)
    }
}

impl LetterTemplate {
    fn changed(&self) -> Option<(&str, &str)> {
        self.row.as_ref().and_then(|row| row.wording())
    }

    fn wording(&self) -> Wording {
        let Some((subject, text)) = self.changed() else {
            return Wording::standard(self.kind);
        };
        Wording {
            subject: subject.to_owned(),
            text: text.to_owned(),
        }
    }

    fn version_now(&self) -> i32 {
        self.row.as_ref().map_or(0, |row| row.version)
    }

    fn told(&self) -> Value {
        let Wording { subject, text } = self.wording();
        json!({
            "kind": self.kind,
            "subject": subject,
            "text": text,
            "isStandard": self.changed().is_none(),
            "version": self.version_now(),
        })
    }
}

/// What differs from letter to letter: in a template it stands between two braces, such as `{{ name }}`.
#[derive(Debug, Clone, SimpleObject)]
pub struct LetterPlaceholder {
    /// Its name, as it stands between the braces.
    name: &'static str,
    /// What goes in its place.
    meaning: &'static str,
    /// Whether it may stand in a subject, too.
    in_subject: bool,
}

/// A letter as it would be sent.
#[derive(Debug, Clone, SimpleObject)]
pub struct LetterPreview {
    /// The subject.
    subject: String,
    /// The letter as text.
    text: String,
    /// The same as a page of HTML.
    html: String,
}

/// Questions about how letters are worded.
#[derive(Debug, Default)]
pub struct TemplateQuery;

/// Questions about how letters are worded.
#[Object]
impl TemplateQuery {
    /// How letters of each kind are worded, one a kind; operators ask.
    async fn letter_templates(&self, ctx: &Context<'_>) -> Result<Vec<LetterTemplate>> {
        let scope = ctx.scope();
        scope.may(Act::ChangeLetterTemplate)?;
        let changed = rows::all(&scope.tx).await?;
        let kinds = notice::NoticeKind::ALL.iter();
        Ok(kinds
            .map(|kind| LetterTemplate {
                kind: *kind,
                row: changed
                    .iter()
                    .find(|row| row.kind == kind.as_str())
                    .cloned(),
            })
            .collect())
    }

    /// A letter of a kind in this wording, as it would be sent, with an example of what it may tell; operators ask.
    async fn letter_preview(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The kind of letter.")] kind: NoticeKind,
        #[graphql(desc = "The subject, with its placeholders.")] subject: String,
        #[graphql(desc = "The text, with its placeholders.")] text: String,
    ) -> Result<LetterPreview> {
        let scope = ctx.scope();
        scope.may(Act::ChangeLetterTemplate)?;
        let kind = notice::NoticeKind::from(kind);
        let template = Template::read(kind, &subject, &text)?;
        let Wording { subject, mut text } = Example::of(kind).written(&template, &scope.public_url);
        if !kind.is_essential() {
            let address = format!("{}/unsubscribe/example", scope.public_url);
            text = page::with_way_out(&text, &address);
        }
        Ok(LetterPreview {
            subject: page::one_line(&subject),
            html: page::html(&text),
            text,
        })
    }
}

/// Another wording for letters of a kind.
#[derive(Debug, InputObject)]
pub struct ChangeLetterTemplateInput {
    /// The kind of letter.
    kind: NoticeKind,
    /// The subject, with its placeholders; 200 characters at most.
    subject: String,
    /// The text, with its placeholders; 5000 characters at most.
    text: String,
    /// The version last seen.
    version: i32,
}

/// A kind of letters to be worded as the product words them.
#[derive(Debug, InputObject)]
pub struct RestoreLetterTemplateInput {
    /// The kind of letter.
    kind: NoticeKind,
    /// The version last seen.
    version: i32,
}

/// The template as it stands now.
#[derive(Debug, SimpleObject)]
pub struct LetterTemplatePayload {
    /// The template as it stands now.
    letter_template: LetterTemplate,
}

/// Wording letters.
#[derive(Debug, Default)]
pub struct TemplateMutation;

/// Wording letters.
#[Object]
impl TemplateMutation {
    /// Words letters of a kind otherwise from now on; those that are written stay as they are. Recorded in the trail (T4).
    async fn change_letter_template(
        &self,
        ctx: &Context<'_>,
        input: ChangeLetterTemplateInput,
    ) -> Result<LetterTemplatePayload> {
        let scope = ctx.scope();
        scope.may(Act::ChangeLetterTemplate)?;
        let kind = notice::NoticeKind::from(input.kind);
        let template = Template::read(kind, &input.subject, &input.text)?;
        put(scope, kind, Some(template.wording()), input.version).await
    }

    /// Words letters of a kind as the product does again. Recorded in the trail (T4).
    async fn restore_letter_template(
        &self,
        ctx: &Context<'_>,
        input: RestoreLetterTemplateInput,
    ) -> Result<LetterTemplatePayload> {
        let scope = ctx.scope();
        scope.may(Act::RestoreLetterTemplate)?;
        put(scope, input.kind.into(), None, input.version).await
    }
}

/// Keeps a wording, or none for the standard one: a later version of the product may word that better.
async fn put(
    scope: &Scope,
    kind: notice::NoticeKind,
    wording: Option<&Wording>,
    version: i32,
) -> Result<LetterTemplatePayload> {
    let before = LetterTemplate {
        kind,
        row: rows::find(&scope.tx, kind.as_str()).await?,
    };
    let wording = wording.filter(|wording| **wording != Wording::standard(kind));
    let standard = wording.is_none() && before.changed().is_none();
    if standard && version == before.version_now() {
        return Ok(LetterTemplatePayload {
            letter_template: before,
        });
    }
    let new = rows::LetterTemplate {
        kind: kind.to_string(),
        subject: wording.map(|wording| wording.subject.clone()),
        text: wording.map(|wording| wording.text.clone()),
        version,
        changed_by: scope.person()?,
        changed_at: scope.moment.now,
    };
    let Some(stored) = rows::put(&scope.tx, &new).await? else {
        return Err(Error::Conflict {
            message: "Somebody else has changed how these letters are worded since you loaded it. Look at it as it is now, then change yours again.".to_owned(),
            current: before.told(),
        });
    };
    let now = LetterTemplate {
        kind,
        row: Some(stored),
    };
    let (act, what) = match wording {
        Some(_) => ("letter_template.changed", "are worded otherwise"),
        None => ("letter_template.restored", "are worded as standard again"),
    };
    let told = Told {
        university: trail::SCHEME,
        act,
        summary: format!("Letters about {} {what}.", kind.in_words()),
        before: Some(before.told()),
        after: Some(now.told()),
        ..Told::default()
    };
    scope.tell(told, &[]).await?;
    Ok(LetterTemplatePayload {
        letter_template: now,
    })
}
