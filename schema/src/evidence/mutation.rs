//! Adding, tying, removing and reading evidence.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use chrono::NaiveDate;
use domain::access::Act;
use domain::id::Kind;
use domain::input::Fields;
use domain::lifecycle::{FileState, RequestState};
use serde_json::json;
use store::applications as rows;
use store::casefile::Part;
use store::evidence::{self as items, Item, NewContent, NewEvidence};
use store::trail::Job;
use url::Url;
use uuid::Uuid;

use super::Evidence;
use crate::application::{Application, facts, hold};
use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::loaders::Facts;
use crate::scalar::{self, Date};
use crate::storage::{self, SignRequest};

/// A file to be sent: its size and hash are said first and checked after (E1).
#[derive(Debug, InputObject)]
pub struct DeclareFileInput {
    /// The draft, or the application whose evidence request is answered.
    application_id: ID,
    /// The evidence request it answers (E4).
    request_id: Option<ID>,
    /// The file's name.
    name: String,
    /// Bytes, as decimal text: files reach 2 GiB.
    size: String,
    /// SHA-256 of the bytes, in hexadecimal.
    sha256: String,
    /// What it is, for the assessor.
    title: String,
    /// The first day it speaks of.
    covers_from: Option<Date>,
    /// The last day it speaks of.
    covers_to: Option<Date>,
    /// References of the criteria it is tied to; at least one.
    criteria: Vec<String>,
}

/// Parts of an upload to be signed.
#[derive(Debug, InputObject)]
pub struct SignUploadInput {
    /// The declared file.
    evidence_id: ID,
    /// The upload's id, from the store's answer to the create address.
    upload_id: String,
    /// Numbers of the parts, from 1; 100 at most at a time.
    parts: Vec<i32>,
}

/// One item of evidence.
#[derive(Debug, InputObject)]
pub struct EvidenceInput {
    /// The item.
    evidence_id: ID,
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
}

/// The criteria an item is tied to.
#[derive(Debug, InputObject)]
pub struct TieEvidenceInput {
    /// The item.
    evidence_id: ID,
    /// References of all the criteria it shall be tied to; at least one.
    criteria: Vec<String>,
}

/// A declared file and where its bytes go.
#[derive(SimpleObject)]
pub struct DeclareFilePayload {
    /// The application as it stands now.
    application: Application,
    /// The item, UPLOADING.
    evidence: Evidence,
    /// POST here to begin; the answer's XML holds UploadId. Good for an hour.
    create_url: String,
    /// Bytes of every part but the last.
    part_size: i32,
}

/// Where a part's bytes go.
#[derive(SimpleObject)]
pub struct SignedPart {
    /// The part's number.
    number: i32,
    /// PUT its bytes here. Good for an hour.
    url: String,
}

/// Addresses of an upload's acts.
#[derive(SimpleObject)]
pub struct SignUploadPayload {
    /// One for each part asked for.
    parts: Vec<SignedPart>,
    /// POST the list of parts here when all are sent.
    complete_url: String,
    /// GET which parts have arrived, to resume.
    list_url: String,
    /// DELETE to give up.
    abort_url: String,
}

/// The item as it stands now.
#[derive(SimpleObject)]
pub struct EvidencePayload {
    /// The application as it stands now.
    application: Application,
    /// The item as it stands now.
    evidence: Evidence,
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
    /// It may be shown in a sandboxed frame.
    inline: bool,
}

/// What both kinds of evidence say.
struct Said {
    title: String,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    criteria: Vec<String>,
}

/// Where evidence may be added: a draft, or an application with an open request for it (E4).
async fn open_for_evidence(
    scope: &Scope,
    application: &ID,
    request: Option<ID>,
) -> Result<(rows::Application, Option<Uuid>)> {
    let row = hold(scope, application).await?;
    let Some(request) = request else {
        facts::expect_draft(&row)?;
        return Ok((row, None));
    };
    let id = scalar::read(Kind::EvidenceRequest, &request, "evidence request")?;
    let found = store::requests::find(&scope.tx, id).await?;
    let found = found
        .filter(|r| r.application_id == row.id)
        .ok_or(Error::NotFound("evidence request"))?;
    let state = found.state.parse::<RequestState>()?;
    if state != RequestState::Open || state.is_settled(found.due_on, scope.moment.today) {
        return Err(Error::refused(
            "E4",
            "The evidence request is not open any more. Ask the assessor for another one.",
        ));
    }
    Ok((row, Some(id)))
}

/// Every reference is a criterion of the application's edition up to its level; sorted, each once.
fn known_criteria(
    edition: &domain::Edition,
    row: &rows::Application,
    criteria: Vec<String>,
) -> Result<Vec<String>> {
    if criteria.is_empty() || criteria.len() > 500 {
        return Err(Error::input(
            "criteria",
            "Tie it to at least one criterion.",
        ));
    }
    let mut known: Vec<String> = criteria
        .iter()
        .map(|reference| {
            Ok(facts::criterion(edition, row, reference)
                .map_err(|_| unknown(reference))?
                .reference
                .clone())
        })
        .collect::<Result<_>>()?;
    known.sort_unstable();
    known.dedup();
    Ok(known)
}

fn unknown(reference: &str) -> Error {
    let shown: String = reference.chars().take(20).collect();
    Error::input(
        "criteria",
        format!("{shown} is not a criterion up to the level applied for."),
    )
}

fn days(
    fields: &mut Fields,
    from: Option<Date>,
    to: Option<Date>,
) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let (from, to) = (from.map(|d| d.0), to.map(|d| d.0));
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        fields.problem(
            "coversTo",
            "The last day it covers is before the first: change one of them.",
        );
    }
    (from, to)
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

async fn add(
    scope: &Scope,
    row: rows::Application,
    request: Option<Uuid>,
    id: Uuid,
    said: &Said,
    content: NewContent<'_>,
    sha256: Option<&str>,
) -> Result<EvidencePayload> {
    let new = NewEvidence {
        id,
        university: row.university_id,
        application: row.id,
        request,
        title: &said.title,
        covers_from: said.from,
        covers_to: said.to,
        criteria: &said.criteria,
        content,
        by: scope.person()?,
        at: scope.moment.now,
    };
    items::insert(&scope.tx, &new).await?;
    let told = Told {
        university: row.university_id,
        application: Some(row.id),
        subject: Some(id),
        act: "evidence.added",
        summary: format!(
            "Evidence added to {}: {}.",
            said.criteria.join(", "),
            said.title
        ),
        after: Some(
            json!({ "title": said.title, "criteria": said.criteria, "request": request, "sha256": sha256 }),
        ),
        ..Told::default()
    };
    scope.tell(told, &[]).await?;
    payload(scope, row, id).await
}

/// The item and its application as they stand after a write.
async fn payload(scope: &Scope, row: rows::Application, id: Uuid) -> Result<EvidencePayload> {
    let case = scope.case(row.id);
    let (evidence, requests) = futures_util::try_join!(case.evidence(), case.requests())?;
    let item = evidence
        .iter()
        .find(|item| item.id == id)
        .ok_or(Error::NotFound("evidence"))?;
    let evidence = Evidence::new(item.clone(), facts::is_locked(&row, item, &requests));
    Ok(EvidencePayload {
        application: row.into(),
        evidence,
    })
}

/// The item, if the viewer may see it.
async fn item(scope: &Scope, id: &ID) -> Result<Item> {
    let id = scalar::read(Kind::Evidence, id, "evidence")?;
    items::find(&scope.tx, id)
        .await?
        .ok_or(Error::NotFound("evidence"))
}

/// The item and its application, held, where the item may still be changed (E4).
async fn changeable(scope: &Scope, id: &ID) -> Result<(Item, rows::Application)> {
    let item = item(scope, id).await?;
    let row = rows::lock(&scope.tx, item.application_id)
        .await?
        .ok_or(Error::NotFound("evidence"))?;
    let read = Facts::read(&scope.tx, row.id, &[Part::Evidence, Part::Requests]).await?;
    let (evidence, requests) = (read.evidence()?, read.requests()?);
    let locked = evidence
        .iter()
        .find(|e| e.id == item.id)
        .is_none_or(|e| facts::is_locked(&row, e, &requests));
    if locked {
        return Err(Error::refused(
            "E4",
            "What was submitted stays as it was: more can be added through an evidence request.",
        ));
    }
    Ok((item, row))
}

/// The item while its file is on its way.
async fn uploading(scope: &Scope, id: &ID) -> Result<(Item, String)> {
    let item = item(scope, id).await?;
    match (&item.upload_key, item.file_state.as_deref()) {
        (Some(key), Some("UPLOADING")) => {
            let key = key.clone();
            Ok((item, key))
        }
        _ => Err(Error::refused(
            "E1",
            "This file is not being uploaded any more. Add it again to send another.",
        )),
    }
}

/// Adding, tying, removing and reading evidence.
#[derive(Debug, Default)]
pub struct EvidenceMutation;

/// Adding, tying, removing and reading evidence.
#[Object]
impl EvidenceMutation {
    /// Declares a file before it is sent straight to storage (E1).
    async fn declare_file(
        &self,
        ctx: &Context<'_>,
        input: DeclareFileInput,
    ) -> Result<DeclareFilePayload> {
        let scope = ctx.scope();
        scope.may(Act::DeclareFile)?;
        let (row, request) =
            open_for_evidence(scope, &input.application_id, input.request_id).await?;
        let edition = scope.edition(row.edition_id).await?.edition;
        let mut fields = Fields::new();
        let name = fields.line("name", &input.name, 1..=255);
        let title = fields.line("title", &input.title, 1..=200);
        let (from, to) = days(&mut fields, input.covers_from, input.covers_to);
        let size = input
            .size
            .parse::<u64>()
            .ok()
            .filter(|size| (1..=storage::MAX_FILE_SIZE).contains(size));
        if size.is_none() {
            fields.problem(
                "size",
                "Files have from 1 byte to 2 GiB. Split a larger one, or send a link.",
            );
        }
        let sha256 = input.sha256.to_ascii_lowercase();
        if sha256.len() != 64 || !sha256.bytes().all(|b| b.is_ascii_hexdigit()) {
            fields.problem(
                "sha256",
                "Give the SHA-256 of the bytes as 64 hexadecimal digits.",
            );
        }
        let size = fields
            .or(size)?
            .and_then(|size| i64::try_from(size).ok())
            .unwrap_or_default();
        let criteria = known_criteria(&edition, &row, input.criteria)?;
        let said = Said {
            title,
            from,
            to,
            criteria,
        };
        let id = Uuid::now_v7();
        let key = storage::upload_key(row.university_id, id);
        let create_url = scope
            .signer
            .sign(&SignRequest::CreateUpload { key: key.clone() })?;
        let content = NewContent::File {
            name: &name,
            size,
            sha256: &sha256,
            upload_key: &key,
        };
        let added = add(scope, row, request, id, &said, content, Some(&sha256)).await?;
        let part_size = i32::try_from(storage::PART_SIZE).unwrap_or(i32::MAX);
        Ok(DeclareFilePayload {
            application: added.application,
            evidence: added.evidence,
            create_url,
            part_size,
        })
    }

    /// Signs addresses for parts of an upload. Nothing is stored; ask again to resume.
    async fn sign_upload(
        &self,
        ctx: &Context<'_>,
        input: SignUploadInput,
    ) -> Result<SignUploadPayload> {
        let scope = ctx.scope();
        scope.may(Act::SignUpload)?;
        let (item, key) = uploading(scope, &input.evidence_id).await?;
        let upload_id = input.upload_id;
        let plain = |b: u8| {
            b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'~' | b'+' | b'/' | b'=')
        };
        if upload_id.is_empty() || upload_id.len() > 1_024 || !upload_id.bytes().all(plain) {
            return Err(Error::input(
                "uploadId",
                "Give the UploadId as the store answered it.",
            ));
        }
        let most = storage::part_count(
            item.file_size
                .and_then(|size| u64::try_from(size).ok())
                .unwrap_or(0),
        );
        let signed = |number: &i32| {
            let number = u32::try_from(*number)
                .ok()
                .filter(|n| *n >= 1 && u64::from(*n) <= most);
            number.ok_or_else(|| Error::input("parts", format!("This file has parts 1 to {most}.")))
        };
        if input.parts.len() > 100 {
            return Err(Error::input(
                "parts",
                "Ask for at most 100 parts at a time.",
            ));
        }
        let parts = input
            .parts
            .iter()
            .map(|asked| {
                let number = signed(asked)?;
                let request = SignRequest::Part {
                    key: key.clone(),
                    upload_id: upload_id.clone(),
                    number,
                };
                Ok(SignedPart {
                    number: *asked,
                    url: scope.signer.sign(&request)?,
                })
            })
            .collect::<Result<_>>()?;
        let sign = |request| Ok::<_, Error>(scope.signer.sign(&request)?);
        Ok(SignUploadPayload {
            parts,
            complete_url: sign(SignRequest::Complete {
                key: key.clone(),
                upload_id: upload_id.clone(),
            })?,
            list_url: sign(SignRequest::ListParts {
                key: key.clone(),
                upload_id: upload_id.clone(),
            })?,
            abort_url: sign(SignRequest::Abort { key, upload_id })?,
        })
    }

    /// Says that the bytes have arrived. They are checked by a job: size, SHA-256, type by content; then the file is CLEAN or FAILED.
    async fn finish_upload(
        &self,
        ctx: &Context<'_>,
        input: EvidenceInput,
    ) -> Result<EvidencePayload> {
        let scope = ctx.scope();
        scope.may(Act::FinishUpload)?;
        let (item, _) = uploading(scope, &input.evidence_id).await?;
        let row = rows::lock(&scope.tx, item.application_id)
            .await?
            .ok_or(Error::NotFound("evidence"))?;
        FileState::Uploading.step(FileState::Scanning)?;
        if !items::set_scanning(&scope.tx, item.id).await? {
            return Err(Error::refused("E1", "This file has been finished already."));
        }
        let told = Told {
            university: item.university_id,
            application: Some(row.id),
            subject: Some(item.id),
            act: "evidence.arrived",
            summary: format!("{} arrived; being checked.", item.title),
            ..Told::default()
        };
        let job = Job {
            kind: "verify_file",
            payload: json!({ "evidence_id": item.id }),
        };
        scope.tell(told, &[job]).await?;
        payload(scope, row, item.id).await
    }

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
        let said = Said {
            title,
            from,
            to,
            criteria,
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
        items::set_ties(&scope.tx, &item, &criteria).await?;
        let told = Told {
            university: row.university_id,
            application: Some(row.id),
            subject: Some(item.id),
            act: "evidence.tied",
            summary: format!("{} tied to {}.", item.title, criteria.join(", ")),
            after: Some(json!({ "criteria": criteria })),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        payload(scope, row, item.id).await
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
        items::remove(&scope.tx, &item).await?;
        let keys: Vec<&String> = [&item.upload_key, &item.object_key]
            .into_iter()
            .flatten()
            .collect();
        let told = Told {
            university: row.university_id,
            application: Some(row.id),
            subject: Some(item.id),
            act: "evidence.removed",
            summary: format!("{} removed.", item.title),
            before: Some(json!({ "title": item.title, "url": item.url, "file": item.file_name })),
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
