//! Adding links, tying, removing and reading evidence.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::access::Act;
use domain::calendar::in_words;
use domain::id::Kind;
use domain::input::Fields;
use serde_json::json;
use store::applications as rows;
use store::casefile::{self, Part};
use store::evidence::{self as items, Item, NewContent};
use store::trail::Job;
use url::Url;
use uuid::Uuid;

use super::Evidence;
use super::adding::{Said, add, days, known_criteria, open_for_evidence, spoken_of};
use crate::application::{Application, facts};
use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::loaders::Facts;
use crate::scalar::{self, Date};
use crate::storage::{self, SignRequest};
use crate::university::may_work_on;

/// One item of evidence.
#[derive(Debug, InputObject)]
pub struct EvidenceInput {
    /// The item.
    pub(super) evidence_id: ID,
}

/// A link to be added (E5).
#[derive(Debug, InputObject)]
pub struct AddLinkInput {
    /// The draft, or the application whose evidence request is answered.
    application_id: ID,
    /// The evidence request it answers (E4).
    request_id: Option<ID>,
    /// The address, http or https.
    url: String,
    /// What it is, for the assessor.
    title: String,
    /// The first day it speaks of.
    covers_from: Option<Date>,
    /// The last day it speaks of.
    covers_to: Option<Date>,
    /// References of the criteria it is tied to; at least one.
    criteria: Vec<String>,
    /// The programmes it speaks of, of those the application covers; left out, it speaks of all of them (P4).
    programme_ids: Option<Vec<ID>>,
}

/// The criteria an item is tied to.
#[derive(Debug, InputObject)]
pub struct TieEvidenceInput {
    /// The item.
    evidence_id: ID,
    /// References of all the criteria it shall be tied to; at least one.
    criteria: Vec<String>,
    /// The programmes it speaks of, of those the application covers; empty for all of them, left out it speaks of the same as before (P4).
    programme_ids: Option<Vec<ID>>,
}

/// The item as it stands now.
pub struct EvidencePayload {
    pub(super) row: rows::Application,
    pub(super) id: Uuid,
}

/// The item as it stands now.
#[Object]
impl EvidencePayload {
    /// The application as it stands now.
    async fn application(&self) -> Application {
        self.row.clone().into()
    }
    /// The item as it stands now.
    async fn evidence(&self, ctx: &Context<'_>) -> Result<Evidence> {
        let case = ctx.scope().case(self.row.id);
        let (evidence, requests) = futures_util::try_join!(case.evidence(), case.requests())?;
        let item = evidence.iter().find(|item| item.id == self.id);
        let item = item.ok_or(Error::NotFound("evidence"))?;
        let locked = facts::is_locked(&self.row, item, &requests);
        Ok(Evidence::new(item.clone(), locked))
    }
}

/// An item that is gone.
#[derive(SimpleObject)]
pub struct RemoveEvidencePayload {
    /// The application as it stands now.
    application: Application,
    /// The item's id.
    removed_id: ID,
}

/// Where to read an item.
#[derive(SimpleObject)]
pub struct OpenEvidencePayload {
    /// Good for five minutes; for a link, the link itself.
    url: String,
    /// It may be shown in a frame: it comes from storage, another origin, as the type it was checked to be.
    inline: bool,
}

/// A link as given: absolute, http or https, without a password in it.
fn link(fields: &mut Fields, text: &str) -> String {
    let text = fields.line("url", text, 1..=2_000);
    let good = Url::parse(&text).is_ok_and(|url| {
        matches!(url.scheme(), "http" | "https")
            && url.host_str().is_some()
            && url.username().is_empty()
            && url.password().is_none()
    });
    if !good && !text.is_empty() {
        fields.problem(
            "url",
            "Give a whole web address that begins with https://, without a user name in it.",
        );
    }
    text
}

/// The item, if the viewer may see it.
pub(super) async fn item(scope: &Scope, id: &ID) -> Result<Item> {
    let id = scalar::read(Kind::Evidence, id, "evidence")?;
    items::find(&scope.tx, id)
        .await?
        .ok_or(Error::NotFound("evidence"))
}

/// The item and its application, held, where the item may still be changed (E4).
async fn changeable(scope: &Scope, id: &ID) -> Result<(casefile::Evidence, rows::Application)> {
    let id = scalar::read(Kind::Evidence, id, "evidence")?;
    let row = rows::lock_by_evidence(&scope.tx, id)
        .await?
        .ok_or(Error::NotFound("evidence"))?;
    may_work_on(scope, row.id, None).await?;
    let read = Facts::read(&scope.tx, row.id, &[Part::Evidence, Part::Requests]).await?;
    let (evidence, requests) = (read.evidence()?, read.requests()?);
    let item = evidence.iter().find(|item| item.id == id);
    let item = item.ok_or(Error::NotFound("evidence"))?;
    if facts::is_locked(&row, item, &requests) {
        return Err(Error::refused(
            "E4",
            "What was submitted stays as it was: more can be added through an evidence request.",
        ));
    }
    Ok((item.clone(), row))
}

/// Adding links, tying, removing and reading evidence.
#[derive(Debug, Default)]
pub struct EvidenceMutation;

/// Adding links, tying, removing and reading evidence.
#[Object]
impl EvidenceMutation {
    /// Adds a link (E5).
    async fn add_link(&self, ctx: &Context<'_>, input: AddLinkInput) -> Result<EvidencePayload> {
        let scope = ctx.scope();
        scope.may(Act::AddLink)?;
        let (row, request) =
            open_for_evidence(scope, &input.application_id, input.request_id).await?;
        let edition = scope.edition(row.edition_id).await?.edition;
        let mut fields = Fields::new();
        let url = link(&mut fields, &input.url);
        let title = fields.line("title", &input.title, 1..=200);
        let (from, to) = days(&mut fields, input.covers_from, input.covers_to);
        fields.or(())?;
        let criteria = known_criteria(&edition, &row, input.criteria)?;
        let programmes = spoken_of(scope, &row, input.programme_ids).await?;
        let said = Said {
            title,
            from,
            to,
            criteria,
            programmes,
        };
        add(
            scope,
            row,
            request,
            Uuid::now_v7(),
            &said,
            NewContent::Link { url: &url },
            None,
        )
        .await
    }

    /// Ties an item to exactly these criteria.
    async fn tie_evidence(
        &self,
        ctx: &Context<'_>,
        input: TieEvidenceInput,
    ) -> Result<EvidencePayload> {
        let scope = ctx.scope();
        scope.may(Act::TieEvidence)?;
        let (item, row) = changeable(scope, &input.evidence_id).await?;
        let edition = scope.edition(row.edition_id).await?.edition;
        let criteria = known_criteria(&edition, &row, input.criteria)?;
        let programmes = match input.programme_ids {
            Some(named) => spoken_of(scope, &row, Some(named)).await?,
            None => item.programmes.clone(),
        };
        items::set_ties(&scope.tx, row.id, &item, &criteria, &programmes).await?;
        let told = Told {
            university: row.university_id,
            application: Some(row.id),
            subject: Some(item.id),
            act: "evidence.tied",
            summary: format!("{} tied to {}.", item.title, criteria.join(", ")),
            after: Some(json!({ "criteria": criteria, "programmes": programmes })),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        Ok(EvidencePayload { row, id: item.id })
    }

    /// Removes an item from a draft or from an answer that is being written (E4).
    async fn remove_evidence(
        &self,
        ctx: &Context<'_>,
        input: EvidenceInput,
    ) -> Result<RemoveEvidencePayload> {
        let scope = ctx.scope();
        scope.may(Act::RemoveEvidence)?;
        let (item, row) = changeable(scope, &input.evidence_id).await?;
        items::remove(&scope.tx, row.id, item.id).await?;
        let file = item.file.as_ref();
        let keys: Vec<&String> = file
            .into_iter()
            .flat_map(|file| [Some(&file.upload_key), file.object_key.as_ref()])
            .flatten()
            .collect();
        let told = Told {
            university: row.university_id,
            application: Some(row.id),
            subject: Some(item.id),
            act: "evidence.removed",
            summary: format!("{} removed.", item.title),
            before: Some(
                json!({ "title": item.title, "url": item.url, "file": file.map(|file| &file.name) }),
            ),
            ..Told::default()
        };
        let jobs: Vec<Job> = if keys.is_empty() {
            Vec::new()
        } else {
            vec![Job {
                kind: "delete_objects",
                payload: json!({ "keys": keys }),
            }]
        };
        scope.tell(told, &jobs).await?;
        Ok(RemoveEvidencePayload {
            application: row.into(),
            removed_id: input.evidence_id,
        })
    }

    /// An address to read the item at; the reading is in the trail (T4). A file is readable once it is CLEAN (E3).
    async fn open_evidence(
        &self,
        ctx: &Context<'_>,
        input: EvidenceInput,
    ) -> Result<OpenEvidencePayload> {
        let scope = ctx.scope();
        scope.may(Act::OpenEvidence)?;
        let item = item(scope, &input.evidence_id).await?;
        if let Some(day) = item.removed_on {
            let message = format!(
                "The file was removed on {}: files are kept for 24 months after what they served ended.",
                in_words(day)
            );
            return Err(Error::refused("E7", message));
        }
        let answer = match (
            &item.url,
            &item.object_key,
            &item.content_type,
            &item.file_name,
        ) {
            (Some(url), ..) => OpenEvidencePayload {
                url: url.clone(),
                inline: false,
            },
            (None, Some(key), Some(content_type), Some(name)) => {
                let inline = storage::shows_inline(content_type);
                let request = SignRequest::Read {
                    key: key.clone(),
                    file_name: name.clone(),
                    content_type: content_type.clone(),
                    inline,
                };
                OpenEvidencePayload {
                    url: scope.signer.sign(&request)?,
                    inline,
                }
            }
            _ => {
                return Err(Error::refused(
                    "E3",
                    "This file has not passed its checks, so nobody can read it yet.",
                ));
            }
        };
        let told = Told {
            university: item.university_id,
            application: Some(item.application_id),
            subject: Some(item.id),
            act: "evidence.read",
            summary: format!("{} opened.", item.title),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        Ok(answer)
    }
}
