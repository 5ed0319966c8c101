//! Small real files, made here: evidence that opens.

use std::io::Write;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

/// A file somebody sends.
pub struct Paper {
    /// Its name.
    pub name: &'static str,
    /// What it is, for the assessor.
    pub title: &'static str,
    /// References of the criteria it is tied to.
    pub criteria: &'static [&'static str],
    /// What is in it.
    pub content: Content,
}

/// What is in a file.
pub enum Content {
    /// A page of text, as a PDF.
    Pdf(&'static str),
    /// A page of text, as a Word document.
    Word(&'static str),
    /// Lines of values.
    Csv(&'static str),
    /// Bars of these heights, in percent, as a picture.
    Bars(&'static [u8]),
}

impl Content {
    /// The file's bytes.
    pub fn bytes(&self, heading: &str) -> Vec<u8> {
        match self {
            Self::Pdf(text) => pdf(heading, text),
            Self::Word(text) => word(heading, text),
            Self::Csv(text) => text.as_bytes().to_vec(),
            Self::Bars(heights) => bars(heights),
        }
    }
}

/// A PDF of one page: a heading and paragraphs.
fn pdf(heading: &str, text: &str) -> Vec<u8> {
    let mut page = format!("BT /F2 18 Tf 64 760 Td ({}) Tj ET\n", in_pdf(heading));
    let mut y = 728;
    for line in text.lines().flat_map(|line| wrapped(line, 86)) {
        page += &format!("BT /F1 11 Tf 64 {y} Td ({}) Tj ET\n", in_pdf(&line));
        y -= 16;
    }
    let font = |name| {
        format!("<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>")
    };
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{page}endstream", page.len()),
        font("Helvetica"),
        font("Helvetica-Bold"),
        format!("<< /Title ({}) >>", in_pdf(heading)),
    ];
    let mut out = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        places.push(out.len());
        out += &format!("{} 0 obj\n{object}\nendobj\n", n + 1);
    }
    let table = out.len();
    let size = objects.len() + 1;
    out += &format!("xref\n0 {size}\n0000000000 65535 f \n");
    for place in places {
        out += &format!("{place:010} 00000 n \n");
    }
    out += &format!(
        "trailer\n<< /Size {size} /Root 1 0 R /Info {} 0 R >>\nstartxref\n{table}\n%%EOF\n",
        objects.len()
    );
    out.into_bytes()
}

/// Text as a PDF's string; what is not plain ASCII is written by its octal code in Latin-1.
fn in_pdf(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '(' | ')' | '\\' => out.extend(['\\', letter]),
            '’' => out += "\\222",
            ' '..='~' => out.push(letter),
            '\u{a0}'..='\u{ff}' => out += &format!("\\{:03o}", u32::from(letter)),
            _ => out.push('?'),
        }
    }
    out
}

fn wrapped(line: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in line.split(' ') {
        match lines.last_mut() {
            Some(last) if last.is_empty() => last.push_str(word),
            Some(last) if last.chars().count() + word.chars().count() < width => {
                last.push(' ');
                last.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A Word document: a heading and paragraphs.
fn word(heading: &str, text: &str) -> Vec<u8> {
    let paragraph = |text: &str, bold: &str| {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        format!("<w:p><w:r>{bold}<w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
    };
    let mut body = paragraph(heading, "<w:rPr><w:b/><w:sz w:val=\"36\"/></w:rPr>");
    for line in text.lines() {
        body += &paragraph(line, "");
    }
    let xml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    let types = format!(
        "{xml}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>"
    );
    let relations = format!(
        "{xml}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
    );
    let document = format!(
        "{xml}<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    zip(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", relations.as_bytes()),
        ("word/document.xml", document.as_bytes()),
    ])
}

fn crc(bytes: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(bytes);
    crc.sum()
}

/// An archive whose entries are stored as they are; each is far smaller than 4 GiB.
fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let short = |n: usize| u16::try_from(n).unwrap_or(u16::MAX).to_le_bytes();
    let long = |n: usize| u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes();
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in entries {
        let place = out.len();
        // Version 2.0, no flags, stored, 1 January 2026.
        let mut about = vec![20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0x5c];
        about.extend(crc(bytes).to_le_bytes());
        about.extend(long(bytes.len()));
        about.extend(long(bytes.len()));
        about.extend(short(name.len()));
        about.extend(short(0));
        out.extend(b"PK\x03\x04");
        out.extend(&about);
        out.extend(name.as_bytes());
        out.extend(*bytes);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&about);
        directory.extend([0; 10]);
        directory.extend(long(place));
        directory.extend(name.as_bytes());
    }
    let place = out.len();
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(short(entries.len()));
    out.extend(short(entries.len()));
    out.extend(long(directory.len()));
    out.extend(long(place));
    out.extend(short(0));
    out
}

/// A picture of bars on white.
fn bars(heights: &[u8]) -> Vec<u8> {
    const W: usize = 480;
    const H: usize = 270;
    let step = W / heights.len().max(1);
    let mut pixels = Vec::with_capacity(H * (W * 3 + 1));
    for y in 0..H {
        pixels.push(0);
        for x in 0..W {
            let height = heights.get(x / step).copied().unwrap_or(0);
            let top = H - 20 - usize::from(height) * (H - 40) / 100;
            let inside = (step / 6..step - step / 6).contains(&(x % step));
            let colour: [u8; 3] = if (H - 20..H - 18).contains(&y) {
                [0x43, 0x50, 0x4d]
            } else if inside && (top..H - 20).contains(&y) {
                [0x0b, 0x5a, 0x54]
            } else {
                [0xff, 0xff, 0xff]
            };
            pixels.extend(colour);
        }
    }
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    let packed = packed
        .write_all(&pixels)
        .and_then(|()| packed.finish())
        .unwrap_or_default();
    let size = |n: usize| u32::try_from(n).unwrap_or(0).to_be_bytes();
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |kind: &[u8; 4], data: &[u8]| {
        let mut body = kind.to_vec();
        body.extend(data);
        out.extend(size(data.len()));
        out.extend(&body);
        out.extend(crc(&body).to_be_bytes());
    };
    let mut header = Vec::new();
    header.extend(size(W));
    header.extend(size(H));
    header.extend([8, 2, 0, 0, 0]);
    chunk(b"IHDR", &header);
    chunk(b"IDAT", &packed);
    chunk(b"IEND", &[]);
    out
}
