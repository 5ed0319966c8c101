use std::io::Write as _;

use super::*;

/// Rows with their numbers.
type Numbered = Vec<(u32, Vec<String>)>;

/// The table of a file with these bytes: its head and its rows.
fn table(bytes: &[u8]) -> Result<(Head, Numbered), Problem> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    let (mut head, mut rows) = (None, Vec::new());
    read(
        file.path(),
        |read| {
            head = Some(read.clone());
            Next::Row
        },
        |number, cells| {
            rows.push((number, cells));
            Next::Row
        },
    )?;
    Ok((head.unwrap(), rows))
}

fn cells(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

#[test]
fn commas_semicolons_and_tabs() {
    for (bytes, read_as) in [
        ("Name,Code\nA,B\n", "CSV with commas, UTF-8"),
        ("Name;Code\r\nA;B\r\n", "CSV with semicolons, UTF-8"),
        ("Name\tCode\nA\tB", "CSV with tabs, UTF-8"),
        ("\"Name, whole\";Code\nA;B", "CSV with semicolons, UTF-8"),
    ] {
        let (head, rows) = table(bytes.as_bytes()).unwrap();
        assert_eq!(head.read_as, read_as);
        assert_eq!(head.headings.len(), 2);
        assert_eq!(rows, [(2, cells(&["A", "B"]))]);
    }
}

#[test]
fn encodings_are_told() {
    let (head, rows) = table("\u{feff}Name\nŵy\n".as_bytes()).unwrap();
    assert_eq!(
        (head.headings, rows),
        (cells(&["Name"]), vec![(2, cells(&["ŵy"]))])
    );
    let (head, rows) = table(b"Name\nZo\xeb \x96 Aberystwyth\n").unwrap();
    assert_eq!(head.read_as, "CSV with commas, Windows-1252");
    assert_eq!(rows, [(2, cells(&["Zoë – Aberystwyth"]))]);
    let cut_across_pieces = format!("Name\n{}é\n", "x".repeat(256 * 1024 - 6));
    assert_eq!(
        table(cut_across_pieces.as_bytes()).unwrap().0.read_as,
        "CSV with commas, UTF-8"
    );
    assert!(table(b"\xff\xfeN\0").unwrap_err().0.contains("CSV UTF-8"));
    assert!(table(b"Name\nA\0B\n").is_err());
}

#[test]
fn quotes_lines_and_blank_rows() {
    let (_, rows) =
        table(b"Name,Purpose\n\"A, B\",\"One.\nTwo \"\"2\"\".\"\n,\n'=1+1,x\n").unwrap();
    assert_eq!(
        rows,
        [
            (2, cells(&["A, B", "One.\nTwo \"2\"."])),
            (4, cells(&["=1+1", "x"])),
        ]
    );
    let (_, rows) = table(b"Name,Purpose\nA\nB,C,D\n").unwrap();
    assert_eq!(rows, [(2, cells(&["A", ""])), (3, cells(&["B", "C", "D"]))]);
}

#[test]
fn what_is_no_table_is_said() {
    for (bytes, words) in [
        (&b""[..], "is empty"),
        (b"\n\n", "is empty"),
        (b"Name,Code\n", "no rows"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Excel 97"),
        (b"PK\x03\x04 not really", "damaged"),
    ] {
        let problem = table(bytes).unwrap_err().0;
        assert!(problem.contains(words), "{problem}");
    }
    let mut unclosed = b"Name\n\"A".to_vec();
    unclosed.resize(1_200_000, b'x');
    let problem = table(&unclosed).unwrap_err().0;
    assert!(problem.contains("never ends"), "{problem}");
    let wide = format!("{}\nA\n", "H,".repeat(61) + "H");
    assert!(table(wide.as_bytes()).unwrap_err().0.contains("columns"));
    let long = "Name\n".to_owned() + &"A\n".repeat(100_001);
    assert!(table(long.as_bytes()).unwrap_err().0.contains("Split"));
}

/// A workbook with one sheet of this XML, and the texts that it shares.
fn workbook(sheet: &str, shared: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let xml = |body: &str| format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>{body}");
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    for (name, body) in [
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
        (
            "xl/sharedStrings.xml",
            format!("<sst xmlns=\"{main}\">{shared}</sst>"),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{main}\"><sheetData>{sheet}</sheetData></worksheet>"),
        ),
    ] {
        zip.start_file(name, options).unwrap();
        zip.write_all(xml(&body).as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_says_what_csv_would() {
    let sheet = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>Started on</t></is></c></row>
        <row r="4"><c r="A4" t="s"><v>2</v></c><c r="B4"><v>24</v></c><c r="C4" s="1"><v>45551</v></c></row>
        <row r="5"><c r="C5" t="b"><v>1</v></c></row>"#;
    let shared = "<si><t>Programme</t></si><si><t>Mentors</t></si><si><t>Peer mentoring</t></si>";
    let (head, rows) = table(&workbook(sheet, shared)).unwrap();
    assert_eq!(head.read_as, "Excel workbook");
    assert_eq!(
        head.headings,
        cells(&["Programme", "Mentors", "Started on"])
    );
    assert_eq!(
        rows,
        [
            (4, cells(&["Peer mentoring", "24", "2024-09-16"])),
            (5, cells(&["", "", "yes"])),
        ]
    );
}

#[test]
fn a_workbook_that_unpacks_to_far_too_much_is_refused_before_it_is_opened() {
    let shared = format!("<si><t>{}</t></si>", "x".repeat(110 * 1024 * 1024));
    let bomb = workbook("", &shared);
    assert!(bomb.len() < 1024 * 1024, "it is small until it is opened");
    assert!(table(&bomb).unwrap_err().0.contains("unpacks"));
}
