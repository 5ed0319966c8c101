//! Everything of one university in one archive: each table as JSON lines and as CSV, the files of its evidence, and a list of all of
//! it with hashes. It is read as a manager of that university would see it: whoever asks for it, it holds no more (T1, J6).

use std::io::{self, BufWriter, Seek, SeekFrom, Write};

use domain::access::Role;
use domain::csv;
use domain::id::{self, Kind};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use store::everything::{self, TABLES, Table};
use store::exports::Export;
use store::{Access, Tx, Viewer};
use tokio::task::spawn_blocking;
use uuid::Uuid;
use zip::CompressionMethod;

use super::Written;
use super::archive::Archive;
use super::file::Unwritten;
use crate::files::safe_name;
use crate::work::{Failure, Worker};

/// What somebody reads who opens the archive.
const READ_ME: &str = include_str!("everything.txt");

impl Worker {
    /// The archive of what a university has, and how many rows it holds.
    pub(super) async fn read_everything(
        &self,
        export: &Export,
    ) -> Result<(Written, usize), Failure> {
        let university = export.asked.get("universityId").and_then(Value::as_str);
        let university = university.and_then(|text| id::decode_as(Kind::University, text));
        let university =
            university.ok_or_else(|| Failure::Final("no university is named".to_owned()))?;
        let viewer = Viewer::Member {
            person: export.made_by,
            university,
            role: Role::Manager,
        };
        let today = (self.now)().today;
        let tx = self.db.begin(&viewer, Access::ReadAsOfNow, today).await?;
        let mut archive = Archive::new(READ_ME)?;
        let read = async {
            let mut rows = 0;
            for table in &TABLES {
                rows += archive.add_table(&tx, table, university).await?;
                self.tell_rows(export.id, rows).await?;
            }
            Ok((rows, everything::files(&tx, university).await?))
        };
        let read: Result<_, Failure> = read.await;
        tx.finish(false).await?;
        let (rows, files) = read?;
        for of in files {
            let mut file = tempfile::tempfile().map_err(Unwritten::Disk)?;
            self.files.fetch(&of.object_key, &file).await?;
            file.seek(SeekFrom::Start(0)).map_err(Unwritten::Disk)?;
            let name = safe_name(&of.name, &of.content_type);
            let evidence = id::encode(Kind::Evidence, of.evidence_id);
            let path = format!("files/{evidence}/{name}");
            // Gigabytes are copied: not by a thread that others' requests wait for.
            let copied = spawn_blocking(move || {
                archive.add_file(&path, &file, &of.sha256)?;
                Ok::<_, Unwritten>(archive)
            });
            archive = copied.await.map_err(|e| Unwritten::Disk(e.into()))??;
        }
        let about = json!({
            "university": id::encode(Kind::University, university),
            "madeAt": export.made_at,
            "rows": rows,
        });
        Ok((archive.finish(about)?, rows))
    }
}

impl Archive {
    /// A table as JSON lines, and beside it as CSV; how many rows it has. One without rows has no CSV: it has no columns to show.
    async fn add_table(
        &mut self,
        tx: &Tx,
        table: &Table,
        university: Uuid,
    ) -> Result<usize, Failure> {
        let path = format!("tables/{}.jsonl", table.name);
        self.begin(&path, CompressionMethod::Deflated)?;
        let (mut hash, mut count) = (Sha256::new(), 0);
        let mut sheet = BufWriter::new(tempfile::tempfile().map_err(Unwritten::Disk)?);
        everything::open(tx, table, university).await?;
        loop {
            let rows = everything::next(tx).await?;
            if rows.is_empty() {
                break;
            }
            for row in &rows {
                let line = format!("{row}\n");
                hash.update(&line);
                self.zip
                    .write_all(line.as_bytes())
                    .map_err(Unwritten::Disk)?;
                if let Value::Object(row) = row {
                    let heads = (count == 0).then(|| csv::line(row.keys()));
                    let cells = csv::line(row.values().map(cell));
                    let lines = heads.map_or(cells.clone(), |heads| {
                        format!("{}{heads}{cells}", csv::MARK)
                    });
                    sheet.write_all(lines.as_bytes()).map_err(Unwritten::Disk)?;
                }
                count += 1;
            }
        }
        self.list(
            &path,
            json!({ "rows": count, "sha256": hex::encode(hash.finalize()) }),
        );
        if count > 0 {
            let written = sheet.into_inner().map_err(io::IntoInnerError::into_error);
            let mut sheet = written.map_err(Unwritten::Disk)?;
            sheet.rewind().map_err(Unwritten::Disk)?;
            let path = format!("tables/{}.csv", table.name);
            self.begin(&path, CompressionMethod::Deflated)?;
            let hash = self.pour(&sheet)?;
            self.list(&path, json!({ "rows": count, "sha256": hash }));
        }
        Ok(count)
    }
}

/// A value as a cell: text as it is, nothing as nothing, lists and objects as JSON.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
