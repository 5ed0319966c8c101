//! Everything held of one person in one archive: each part as JSON, and one page to read all of it by (T6).

use std::io::{BufWriter, Seek, Write};

use domain::id::{self, Kind};
use domain::report::in_words;
use minijinja::HtmlEscape;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use store::everything;
use store::exports::Export;
use store::person_data::{self, SECTIONS, Section};
use store::{Access, Tx, Viewer};
use uuid::Uuid;
use zip::CompressionMethod;

use super::Written;
use super::archive::Archive;
use super::file::Unwritten;
use crate::work::{Failure, Worker};

/// What somebody reads who opens the archive.
const READ_ME: &str = include_str!("person_read_me.txt");
/// Rows of a part that the page shows; its file has all of them.
const SHOWN: usize = 500;
const HEAD: &str = "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
    <title>What Pillars holds of you</title>\n<style>body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem; max-width: 80rem } \
    table { border-collapse: collapse } th, td { border-top: 1px solid #bbb; padding: .25rem .75rem .25rem 0; text-align: start; \
    vertical-align: top; overflow-wrap: anywhere } .wide { overflow-x: auto }</style>\n<h1>What Pillars holds of you</h1>\n";

impl Worker {
    /// The archive of what is held of a person, and how many rows it holds.
    pub(super) async fn read_person(
        &self,
        export: &Export,
        person: Uuid,
    ) -> Result<(Written, usize), Failure> {
        let today = (self.now)().today;
        let tx = self
            .db
            .begin(&Viewer::System, Access::ReadAsOfNow, today)
            .await?;
        let mut archive = Archive::new(READ_ME)?;
        let mut page = BufWriter::new(tempfile::tempfile().map_err(Unwritten::Disk)?);
        let read = async {
            page.write_all(HEAD.as_bytes()).map_err(Unwritten::Disk)?;
            let mut rows = 0;
            for section in &SECTIONS {
                rows += add(&mut archive, &mut page, &tx, section, person).await?;
                self.tell_rows(export.id, rows).await?;
            }
            Ok(rows)
        };
        let read: Result<usize, Failure> = read.await;
        tx.finish(false).await?;
        let rows = read?;
        let written = page.into_inner();
        let mut page = written.map_err(|error| Unwritten::Disk(error.into_error()))?;
        page.rewind().map_err(Unwritten::Disk)?;
        archive.begin("index.html", CompressionMethod::Deflated)?;
        let hash = archive.pour(&page)?;
        archive.list("index.html", json!({ "sha256": hash }));
        let about = json!({
            "person": id::encode(Kind::Person, person),
            "madeAt": export.made_at,
            "rows": rows,
        });
        Ok((archive.finish(about)?, rows))
    }
}

/// A part as JSON, and as a table of the page; how many rows it has.
async fn add(
    archive: &mut Archive,
    page: &mut impl Write,
    tx: &Tx,
    section: &Section,
    person: Uuid,
) -> Result<usize, Failure> {
    let path = format!("data/{}.json", section.name);
    archive.begin(&path, CompressionMethod::Deflated)?;
    let (mut hash, mut count) = (Sha256::new(), 0);
    let mut write = |archive: &mut Archive, text: &str| {
        hash.update(text);
        archive.zip.write_all(text.as_bytes())
    };
    write(archive, "[").map_err(Unwritten::Disk)?;
    writeln!(page, "<h2>{}</h2>", HtmlEscape(section.title)).map_err(Unwritten::Disk)?;
    person_data::open(tx, section, person).await?;
    loop {
        let rows = everything::next(tx).await?;
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            let gap = if count == 0 { "" } else { "," };
            write(archive, &format!("{gap}\n{row}")).map_err(Unwritten::Disk)?;
            if count < SHOWN {
                show(page, row, count == 0).map_err(Unwritten::Disk)?;
            }
            count += 1;
        }
    }
    write(archive, "\n]\n").map_err(Unwritten::Disk)?;
    let end = match count {
        0 => "<p>Nothing.</p>\n".to_owned(),
        n if n > SHOWN => format!(
            "</table></div>\n<p>And {} more: see {path}.</p>\n",
            n - SHOWN
        ),
        _ => "</table></div>\n".to_owned(),
    };
    page.write_all(end.as_bytes()).map_err(Unwritten::Disk)?;
    let hash = hex::encode(hash.finalize());
    archive.list(&path, json!({ "rows": count, "sha256": hash }));
    Ok(count)
}

/// A row of a table, after its headings where it is the first.
fn show(page: &mut impl Write, row: &Value, first: bool) -> std::io::Result<()> {
    let Value::Object(fields) = row else {
        return Ok(());
    };
    if first {
        page.write_all(b"<div class=\"wide\"><table>\n<tr>")?;
        for name in fields.keys() {
            write!(
                page,
                "<th scope=\"col\">{}</th>",
                HtmlEscape(&in_words(name))
            )?;
        }
        page.write_all(b"</tr>\n")?;
    }
    page.write_all(b"<tr>")?;
    for value in fields.values() {
        let text = match value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        write!(page, "<td>{}</td>", HtmlEscape(&text))?;
    }
    page.write_all(b"</tr>\n")
}
