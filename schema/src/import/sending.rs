//! Sending a file: declare, send, say that it has arrived.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::access::Act;
use domain::import::{self as rules, LARGEST_FILE};
use domain::input::Fields;
use domain::lifecycle::{self, ImportAct};
use serde_json::json;
use store::imports::{self as rows, Change, NewImport};
use store::trail::{self, Job};
use uuid::Uuid;

use super::{Import, ImportKind, READ_IMPORT, lock};
use crate::context::{Ask, Told};
use crate::error::Result;
use crate::storage::{self, SignRequest};

/// A file to be imported: its size and hash are said first and checked after.
#[derive(Debug, InputObject)]
pub struct DeclareImportInput {
    /// What its rows are.
    kind: ImportKind,
    /// The file's name; CSV or XLSX.
    name: String,
    /// Bytes, as decimal text: 50 MiB at most.
    size: String,
    /// SHA-256 of the bytes, in hexadecimal.
    sha256: String,
}

/// An import.
#[derive(Debug, InputObject)]
pub struct ReadImportInput {
    /// The import.
    import_id: ID,
}

/// A declared import and where its bytes go.
#[derive(SimpleObject)]
pub struct DeclareImportPayload {
    /// The import, UPLOADING.
    import: Import,
    /// PUT the file here, whole. Good for an hour.
    put_url: String,
}

/// The import as it stands now.
#[derive(SimpleObject)]
pub struct ImportPayload {
    /// The import as it stands now.
    pub(super) import: Import,
}

/// Sending a file to be imported.
#[derive(Debug, Default)]
pub struct SendingMutation;

/// Sending a file to be imported.
#[Object]
impl SendingMutation {
    /// Declares a file of rows before it is sent straight to storage.
    async fn declare_import(
        &self,
        ctx: &Context<'_>,
        input: DeclareImportInput,
    ) -> Result<DeclareImportPayload> {
        let scope = ctx.scope();
        scope.may(Act::DeclareImport)?;
        let person = scope.person()?;
        let mut fields = Fields::new();
        let name = fields.line("name", &input.name, 1..=255);
        let size = input.size.parse::<u64>().ok();
        let size = size.filter(|size| (1..=LARGEST_FILE).contains(size));
        if size.is_none() {
            fields.problem(
                "size",
                "Files have from 1 byte to 50 MiB. Split a larger one.",
            );
        }
        let sha256 = input.sha256.to_ascii_lowercase();
        if sha256.len() != 64 || !sha256.bytes().all(|b| b.is_ascii_hexdigit()) {
            fields.problem(
                "sha256",
                "Give the SHA-256 of the bytes as 64 hexadecimal digits.",
            );
        }
        let size = fields.or(size)?;
        let size = size.and_then(|size| i64::try_from(size).ok()).unwrap_or(1);
        let kind = rules::ImportKind::from(input.kind);
        let id = Uuid::now_v7();
        let key = storage::import_upload_key(id);
        let put_url = scope.signer.sign(&SignRequest::Put { key: key.clone() })?;
        let new = NewImport {
            id,
            kind: kind.as_str(),
            file_name: &name,
            size,
            sha256: &sha256,
            upload_key: &key,
            state: lifecycle::ImportState::Uploading.as_str(),
            created_at: scope.moment.now,
            created_by: person,
        };
        let row = rows::insert(&scope.tx, &new).await?;
        let told = Told {
            university: trail::SCHEME,
            subject: Some(id),
            act: "import.declared",
            summary: format!("{name} is to be imported: {}.", kind.many()),
            after: Some(json!({ "kind": kind, "name": name, "size": size, "sha256": sha256 })),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        Ok(DeclareImportPayload {
            import: row.into(),
            put_url,
        })
    }

    /// Says that the file has arrived. A job holds it to what was declared and reads its headings; then the import is MAPPING, or FAILED.
    async fn read_import(
        &self,
        ctx: &Context<'_>,
        input: ReadImportInput,
    ) -> Result<ImportPayload> {
        let scope = ctx.scope();
        scope.may(Act::ReadImport)?;
        let import = lock(scope, &input.import_id).await?;
        let next = lifecycle::step(
            import.state_of()?,
            ImportAct::Arrive,
            &import.facts(),
            scope.moment.today,
        )?;
        let change = Change {
            state: Some(next.as_str()),
            ..Change::default()
        };
        let row = rows::change(&scope.tx, import.row.id, &change).await?;
        let told = Told {
            university: trail::SCHEME,
            subject: Some(row.id),
            act: "import.arrived",
            summary: format!("{} arrived; being read.", row.file_name),
            ..Told::default()
        };
        let job = Job {
            kind: READ_IMPORT,
            payload: json!({ "import_id": row.id }),
        };
        scope.tell(told, &[job]).await?;
        Ok(ImportPayload { import: row.into() })
    }
}
