mod made;

use made::*;

use super::*;

async fn verdict(name: &str, bytes: &[u8]) -> Result<Kind, String> {
    let verdict = detect(Body::Bytes(bytes), &Digest::of(bytes), name)
        .await
        .unwrap();
    verdict.map_err(|problem| problem.0)
}

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
const SVG: &[u8] = b"\xef\xbb\xbf<?xml version=\"1.0\"?>\n<!-- drawn -->\n<!DOCTYPE svg [<!ENTITY x \">\">]>\n<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"x()\"><script>y()</script></svg>";

#[tokio::test]
async fn what_can_be_evidence() {
    let utf16: Vec<u8> = "\u{feff}name\tyear\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let mut trailing = png(40, 30);
    trailing.extend([0; 1000]);
    let cases: &[(&str, &[u8], Kind)] = &[
        ("plan.pdf", PDF, Kind::Pdf),
        ("PLAN.PDF", PDF, Kind::Pdf),
        ("no ending", PDF, Kind::Pdf),
        ("v1. final plan", PDF, Kind::Pdf),
        ("a.docx", &office("wordprocessingml.document"), Kind::Docx),
        ("a.xlsx", &office("spreadsheetml.sheet"), Kind::Xlsx),
        ("a.pptx", &office("presentationml.presentation"), Kind::Pptx),
        ("a.odt", &opendocument("text", &[]), Kind::Odt),
        (
            "a.ods",
            &opendocument("spreadsheet", &[("Basic/", b"")]),
            Kind::Ods,
        ),
        ("a.odp", &opendocument("presentation", &[]), Kind::Odp),
        ("a.doc", &compound(&["WordDocument"]), Kind::Doc),
        ("a.xls", &compound(&["Workbook", "WordDocument"]), Kind::Xls),
        ("a.ppt", &compound(&["PowerPoint Document"]), Kind::Ppt),
        ("a.png", &png(40, 30), Kind::Png),
        ("a.png", &trailing, Kind::Png),
        ("a.jpeg", b"\xff\xd8\xff\xe0\0\x10JFIF\0", Kind::Jpeg),
        ("a.gif", b"GIF89a\x0a\0\x0a\0\0\0\0", Kind::Gif),
        ("a.webp", b"RIFF\x10\0\0\0WEBPVP8 ", Kind::Webp),
        ("a.mp4", b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2", Kind::Mp4),
        ("a.svg", SVG, Kind::Svg),
        ("a.svg", b"<svg/>", Kind::Svg),
        ("a.txt", "Ŵyth o'r gloch, 指導 🎓".as_bytes(), Kind::Txt),
        ("a.txt", b"caf\xe9 in Latin-1", Kind::Txt),
        ("a.txt", &utf16, Kind::Txt),
        (
            "a.txt",
            b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
            Kind::Txt,
        ),
        ("a.txt", b"a < b, and c > d", Kind::Txt),
        ("notes", b"just words", Kind::Txt),
        ("a.csv", b"name\n=HYPERLINK(\"http://x\")\n", Kind::Csv),
        ("a.csv", b"tag,meaning\n<b>,bold\n", Kind::Csv),
        (
            "a.eml",
            b"Received: from a\r\n by b\r\nFrom: a@x\r\nSubject: hello\r\n\r\n<html>hello</html>",
            Kind::Eml,
        ),
    ];
    for (name, bytes, kind) in cases {
        assert_eq!(
            verdict(name, bytes).await,
            Ok(*kind),
            "{name}: {:?}",
            String::from_utf8_lossy(&bytes[..bytes.len().min(60)])
        );
    }
}

#[tokio::test]
async fn what_cannot_and_what_to_do() {
    let docx = office("wordprocessingml.document");
    let with_code = zip_of(
        &[
            (
                "[Content_Types].xml",
                &types("wordprocessingml.document", ""),
            ),
            ("word/vbaProject.bin", b"\xd0\xcf"),
        ],
        0,
        true,
    );
    let renamed_code = zip_of(
        &[
            (
                "[Content_Types].xml",
                &types(
                    "wordprocessingml.document",
                    "<Default Extension=\"bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/>",
                ),
            ),
            ("word/x.bin", b""),
        ],
        0,
        true,
    );
    let twice = {
        let mut twice = zip_of(&[("a.txt", b"good")], 0, false);
        twice.truncate(twice.len() - 22);
        twice.extend(zip_of(&[("a.txt", b"evil")], 0, false));
        twice
    };
    let mut bomb = zip_of(
        &[
            (
                "[Content_Types].xml",
                &types("wordprocessingml.document", ""),
            ),
            ("a.bin", b""),
        ],
        0,
        false,
    );
    let at = bomb.windows(4).rposition(|w| w == b"PK\x01\x02").unwrap();
    bomb[at + 24..at + 28].copy_from_slice(&500_000_000u32.to_le_bytes());
    let polyglot = [b"<script>alert(1)</script>\n".as_slice(), PDF].concat();
    let cases: &[(&str, &[u8], &str)] = &[
        (
            "plan.pdf",
            b"",
            "The file is empty. Add the file that holds the evidence.",
        ),
        (
            "a.pdf",
            b"<html><script>alert(1)</script>",
            "The file is named .pdf but its content is HTML. Save it as a PDF and add it again.",
        ),
        (
            "a.pdf",
            &polyglot,
            "The file is named .pdf but its content is HTML. Save it as a PDF and add it again.",
        ),
        (
            "a.txt",
            b" \n<!-- hi --><!DOCTYPE HTML><p>",
            "The file is named .txt but its content is HTML. Save it as plain text and add it again.",
        ),
        (
            "a.xls",
            b"<table><tr><td>1</table>",
            "The file is named .xls but its content is HTML. Save it as an Excel 97–2003 workbook and add it again.",
        ),
        (
            "page",
            b"<html xmlns=\"http://www.w3.org/1999/xhtml\">",
            "The file's content is HTML, which cannot be added. Save it as a PDF and add it again.",
        ),
        (
            "a.svg",
            b"<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"/>",
            "The file is named .svg but its content is HTML. Save it as an SVG picture and add it again.",
        ),
        (
            "a.svg",
            b"<?xml version=\"1.0\"?><rss/>",
            "The file is named .svg but its content is XML. Save it as an SVG picture and add it again.",
        ),
        (
            "a.pdf",
            &PDF[..40],
            "The PDF is cut off: its end is missing. Save the PDF again and add it again.",
        ),
        (
            "a.png",
            b"GIF89a\x0a\0\x0a\0",
            "The file is named .png but its content is a GIF picture. Rename it to .gif or save it as a PNG picture, and add it again.",
        ),
        (
            "a.png",
            &png(40, 30)[..30],
            "The file begins as a PNG picture but is damaged or cut off. Save it again and add it again.",
        ),
        (
            "a.png",
            &png(60_000, 60_000),
            "The picture says it is 60000 × 60000 pixels; at most 200 million can be shown. Save it smaller and add it again.",
        ),
        (
            "a.pdf",
            b"MZ\x90\0\0\0",
            "The file is named .pdf but its content is a program. Save it as a PDF and add it again.",
        ),
        (
            "a.txt",
            b"#!/bin/sh\nrm -rf /\n",
            "The file is named .txt but its content is a program. Save it as plain text and add it again.",
        ),
        (
            "a.doc",
            b"{\\rtf1 hello}",
            "The file is named .doc but its content is RTF. Save it as a Word 97–2003 document and add it again.",
        ),
        (
            "a.txt",
            b"a\0b",
            "The file is named .txt but its content is of an unknown kind. Save it as plain text and add it again.",
        ),
        (
            "a.eml",
            b"just words",
            "The file is named .eml but its content is plain text. Rename it to .txt or save it as an e-mail, and add it again.",
        ),
        (
            "a.docx",
            &zip_of(&[("a.txt", b"x")], 0, true),
            "The file is named .docx but its content is an archive (ZIP). Save it as a Word document and add it again.",
        ),
        (
            "a.xlsx",
            &docx,
            "The file is named .xlsx but its content is a Word document. Rename it to .docx or save it as an Excel workbook, and add it again.",
        ),
        (
            "a.docx",
            &docx[..docx.len() - 30],
            "The file is a damaged or cut-off archive. Save the document again and add it again.",
        ),
        (
            "a.docx",
            &twice,
            "The file is a damaged or cut-off archive. Save the document again and add it again.",
        ),
        (
            "a.docx",
            &with_code,
            "The document contains macros. Save it without macros and add it again.",
        ),
        (
            "a.docx",
            &renamed_code,
            "The document contains macros. Save it without macros and add it again.",
        ),
        (
            "a.docx",
            &office("wordprocessingml.template"),
            "The file is named .docx but its content is an Office template. Save it as a Word document and add it again.",
        ),
        (
            "a.docx",
            &bomb,
            "The document unpacks to far more than its size. Save it again and add it again.",
        ),
        (
            "a.ods",
            &opendocument("spreadsheet", &[("Basic/Standard/Module1.xml", b"x")]),
            "The document contains macros. Save it without macros and add it again.",
        ),
        (
            "a.odt",
            &opendocument(
                "text",
                &[("META-INF/manifest.xml", b"<manifest:encryption-data/>")],
            ),
            "The document is protected by a password. Remove the password and add it again.",
        ),
        (
            "a.docx",
            &zip_of(&[("[Content_Types].xml", b"x")], 1, false),
            "The document is protected by a password. Remove the password and add it again.",
        ),
        (
            "a.docx",
            &compound(&["EncryptedPackage"]),
            "The document is protected by a password. Remove the password and add it again.",
        ),
        (
            "a.doc",
            &compound(&["WordDocument", "VBA"]),
            "The document contains macros. Save it without macros and add it again.",
        ),
        (
            "a.doc",
            &compound(&["SummaryInformation"]),
            "The file is named .doc but its content is of an unknown kind. Save it as a Word 97–2003 document and add it again.",
        ),
        (
            "a.doc",
            &ole::MAGIC,
            "The document is damaged or cut off. Save it again and add it again.",
        ),
        (
            "a.mp4",
            b"\0\0\0\x14ftypqt  \0\0\0\0",
            "The file is named .mp4 but its content is a QuickTime film. Save it as an MP4 video and add it again.",
        ),
    ];
    for (name, bytes, problem) in cases {
        assert_eq!(
            verdict(name, bytes).await,
            Err((*problem).to_owned()),
            "{name}"
        );
    }
    for name in ["a.exe", "a.pdf.js", "a.html", "a.zip", "a.docm"] {
        let problem = verdict(name, PDF).await.unwrap_err();
        assert!(
            problem.starts_with("Files named .") && problem.contains("Add a PDF"),
            "{problem}"
        );
    }
}

#[tokio::test]
async fn hostile_structures_end() {
    // A directory chain that loops, and an allocation table far away.
    let mut looping = compound(&["WordDocument"]);
    looping[512 + 4..512 + 8].copy_from_slice(&1u32.to_le_bytes());
    assert!(
        verdict("a.doc", &looping)
            .await
            .unwrap_err()
            .contains("damaged")
    );
    let mut far = compound(&["WordDocument"]);
    far[48..52].copy_from_slice(&0xffff_fff0u32.to_le_bytes());
    assert!(
        verdict("a.doc", &far)
            .await
            .unwrap_err()
            .contains("damaged")
    );
    // Every cut and every flipped byte of an Office document gives an answer.
    let docx = office("wordprocessingml.document");
    for end in 0..docx.len() {
        _ = verdict("a.docx", &docx[..end]).await;
        let mut flipped = docx.clone();
        flipped[end] ^= 0xff;
        _ = verdict("a.docx", &flipped).await;
    }
}
