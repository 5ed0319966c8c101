//! Sending files straight to storage: declare, sign, finish (E1).

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::access::Act;
use domain::input::Fields;
use domain::lifecycle::{self, FileAct, FileFacts, FileState};
use serde_json::json;
use store::applications as rows;
use store::evidence::{self as items, Item, NewContent};
use store::trail::Job;
use uuid::Uuid;

use super::adding::{Said, add, days, known_criteria, open_for_evidence, spoken_of};
use super::mutation::{EvidenceInput, EvidencePayload, item};
use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::scalar::Date;
use crate::storage::{self, SignRequest};
use crate::university::may_work_on;

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
    /// The programmes it speaks of, of those the application covers; left out, it speaks of all of them (P4).
    programme_ids: Option<Vec<ID>>,
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

/// A declared file and where its bytes go.
#[derive(SimpleObject)]
pub struct DeclareFilePayload {
    /// The application and the item, UPLOADING.
    #[graphql(flatten)]
    added: EvidencePayload,
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

/// The item while its file is on its way.
async fn uploading(scope: &Scope, id: &ID) -> Result<(Item, String)> {
    let item = item(scope, id).await?;
    may_work_on(scope, item.application_id, None).await?;
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

/// Sending files straight to storage.
#[derive(Debug, Default)]
pub struct UploadMutation;

/// Sending files straight to storage.
#[Object]
impl UploadMutation {
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
        let programmes = spoken_of(scope, &row, input.programme_ids).await?;
        let said = Said {
            title,
            from,
            to,
            criteria,
            programmes,
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
            added,
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
        lifecycle::step(
            FileState::Uploading,
            FileAct::Finish,
            &FileFacts::default(),
            scope.moment.today,
        )?;
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
        Ok(EvidencePayload { row, id: item.id })
    }
}
