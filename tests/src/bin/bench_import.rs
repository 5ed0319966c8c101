//! A file of programmes through an import, step by step: how long each takes, and the most memory that the server, its storage
//! and this program, all in one process, held at any time. PostgreSQL is a process of its own.

use std::io::{Cursor, Write as _};
use std::time::{Duration, Instant};

use tests::imports::{Import, programmes, send};
use tests::{Person, TestApp};

/// Rows unless another number is given.
const ROWS: usize = 100_000;
/// Of so many rows one is not as it should be: three in a hundred.
const BAD: usize = 33;
/// Bytes of memory held at most, the data of the bench itself included.
const MOST_MEMORY: u64 = 300 * 1024 * 1024;
/// Taking back ten thousand rows takes this long at most.
const TEN_THOUSAND_UNDONE: Duration = Duration::from_secs(60);

#[tokio::main]
async fn main() {
    let rows = std::env::args().nth(1).and_then(|rows| rows.parse().ok());
    let rows = rows.unwrap_or(ROWS);
    let app = TestApp::start().await;
    let olive = app.operator().await;
    println!(
        "{rows} programmes, one in {BAD} not as it should be; {} MiB before the first row.",
        memory() / 1024 / 1024
    );

    let file = programmes(rows, BAD);
    println!("CSV of {} kB:", file.len() / 1000);
    let import = checked(&app, &olive, "programmes.csv", &file).await;
    let good = import.now().await["counts"]["new"].as_u64().unwrap_or(0);
    timed("written", async {
        import.commit().await.ok();
        app.work().await;
    })
    .await;
    let added = import.now().await["counts"]["added"].as_u64();
    assert_eq!(added, Some(good), "every good row is written");

    let again = checked(&app, &olive, "again.csv", &file).await;
    let counts = again.now().await["counts"].clone();
    assert_eq!(
        counts["same"].as_u64(),
        Some(good),
        "{counts}: a second run changes nothing"
    );
    drop(file);

    let workbook = workbook(rows);
    println!("Excel workbook of {} kB:", workbook.len() / 1000);
    let sheet = checked(&app, &olive, "programmes.xlsx", &workbook).await;
    let counts = sheet.now().await["counts"].clone();
    assert_eq!(
        counts["rows"].as_u64(),
        u64::try_from(rows).ok(),
        "{counts}"
    );
    drop(workbook);

    let undone = timed("taken back", async {
        import.undo().await.ok();
        app.work().await;
    })
    .await;
    let taken = import.now().await["counts"]["takenBack"].as_u64();
    assert_eq!(taken, Some(good), "all of it is taken back");

    let peak = memory();
    println!("Most memory: {} MiB.", peak / 1024 / 1024);
    let share = f64::from(u32::try_from(rows).unwrap_or(u32::MAX)) / 10_000.0;
    let mut failed = false;
    if peak > MOST_MEMORY {
        println!("That is more than {} MiB.", MOST_MEMORY / 1024 / 1024);
        failed = true;
    }
    if undone > TEN_THOUSAND_UNDONE.mul_f64(share.max(1.0)) {
        println!("Taking back took more than a minute for ten thousand rows.");
        failed = true;
    }
    drop(app);
    if failed {
        std::process::exit(1);
    }
}

async fn checked(app: &TestApp, olive: &Person, name: &str, file: &[u8]) -> Import {
    let began = Instant::now();
    let import = send(app, olive, "PROGRAMMES", name, file).await;
    say("sent and read", began);
    let began = Instant::now();
    import.check(app, false).await;
    say("checked", began);
    import
}

async fn timed(what: &str, done: impl Future<Output = ()>) -> Duration {
    let began = Instant::now();
    done.await;
    say(what, began);
    began.elapsed()
}

fn say(what: &str, began: Instant) {
    println!("  {what:<14} {:>6.1} s", began.elapsed().as_secs_f64());
}

/// The most bytes of memory this process ever held.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kib.unwrap_or(0) * 1024
}

/// A workbook being written.
type Writer = zip::ZipWriter<Cursor<Vec<u8>>>;

/// A workbook of so many programmes, every text shared as spreadsheets share them.
fn workbook(rows: usize) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, write: &dyn Fn(&mut Writer) -> std::io::Result<()>| {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(name, options).expect("a part begins");
        write(&mut zip).expect("a part is written");
    };
    let fixed = [
        (
            "[Content_Types].xml",
            format!("<Types xmlns=\"{package}/content-types\"/>"),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{rel}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{rel}\"><sheets><sheet name=\"Rows\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{rel}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"{rel}/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"r3\" Type=\"{rel}/styles\" Target=\"styles.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/styles.xml",
            format!(
                "<styleSheet xmlns=\"{main}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
            ),
        ),
    ];
    for (name, body) in &fixed {
        part(name, &|zip| zip.write_all(body.as_bytes()));
    }
    const SHARED: [&str; 9] = [
        "University",
        "Programme",
        "Purpose",
        "Directions",
        "Mentors",
        "Started on",
        "alderbrook",
        "Helps people settle in.",
        "student to student",
    ];
    part("xl/sharedStrings.xml", &|zip| {
        write!(zip, "<sst xmlns=\"{main}\">")?;
        for text in SHARED {
            write!(zip, "<si><t>{text}</t></si>")?;
        }
        for row in 0..rows {
            write!(zip, "<si><t>Workbook programme {row}</t></si>")?;
        }
        write!(zip, "</sst>")
    });
    part("xl/worksheets/sheet1.xml", &|zip| {
        write!(zip, "<worksheet xmlns=\"{main}\"><sheetData><row r=\"1\">")?;
        for (place, column) in ('A'..='F').enumerate() {
            write!(zip, "<c r=\"{column}1\" t=\"s\"><v>{place}</v></c>")?;
        }
        write!(zip, "</row>")?;
        for row in 0..rows {
            let (at, name) = (row + 2, SHARED.len() + row);
            write!(
                zip,
                "<row r=\"{at}\"><c r=\"A{at}\" t=\"s\"><v>6</v></c><c r=\"B{at}\" t=\"s\"><v>{name}</v></c><c r=\"C{at}\" t=\"s\"><v>7</v></c>\
                 <c r=\"D{at}\" t=\"s\"><v>8</v></c><c r=\"E{at}\"><v>24</v></c><c r=\"F{at}\" s=\"1\"><v>45551</v></c></row>"
            )?;
        }
        write!(zip, "</sheetData></worksheet>")
    });
    zip.finish().expect("a workbook ends").into_inner()
}
