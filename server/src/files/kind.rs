//! The kinds of file that can be evidence (E2).

/// A kind of file that can be evidence (E2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Pdf,
    Docx,
    Xlsx,
    Pptx,
    Doc,
    Xls,
    Ppt,
    Odt,
    Ods,
    Odp,
    Odg,
    Png,
    Jpeg,
    Webp,
    Gif,
    Svg,
    Mp4,
    Txt,
    Csv,
    Eml,
}

/// Kind, content type, extensions (the usual one first), and what people call it.
const KINDS: &[(Kind, &str, &[&str], &str)] = &[
    (Kind::Pdf, "application/pdf", &["pdf"], "a PDF"),
    (
        Kind::Docx,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        &["docx"],
        "a Word document",
    ),
    (
        Kind::Xlsx,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        &["xlsx"],
        "an Excel workbook",
    ),
    (
        Kind::Pptx,
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        &["pptx"],
        "a PowerPoint presentation",
    ),
    (
        Kind::Doc,
        "application/msword",
        &["doc"],
        "a Word 97–2003 document",
    ),
    (
        Kind::Xls,
        "application/vnd.ms-excel",
        &["xls"],
        "an Excel 97–2003 workbook",
    ),
    (
        Kind::Ppt,
        "application/vnd.ms-powerpoint",
        &["ppt"],
        "a PowerPoint 97–2003 presentation",
    ),
    (
        Kind::Odt,
        "application/vnd.oasis.opendocument.text",
        &["odt"],
        "an OpenDocument text",
    ),
    (
        Kind::Ods,
        "application/vnd.oasis.opendocument.spreadsheet",
        &["ods"],
        "an OpenDocument spreadsheet",
    ),
    (
        Kind::Odp,
        "application/vnd.oasis.opendocument.presentation",
        &["odp"],
        "an OpenDocument presentation",
    ),
    (
        Kind::Odg,
        "application/vnd.oasis.opendocument.graphics",
        &["odg"],
        "an OpenDocument drawing",
    ),
    (Kind::Png, "image/png", &["png"], "a PNG picture"),
    (
        Kind::Jpeg,
        "image/jpeg",
        &["jpg", "jpeg", "jpe"],
        "a JPEG picture",
    ),
    (Kind::Webp, "image/webp", &["webp"], "a WebP picture"),
    (Kind::Gif, "image/gif", &["gif"], "a GIF picture"),
    (Kind::Svg, "image/svg+xml", &["svg"], "an SVG picture"),
    (Kind::Mp4, "video/mp4", &["mp4", "m4v"], "an MP4 video"),
    (Kind::Txt, "text/plain", &["txt"], "plain text"),
    (Kind::Csv, "text/csv", &["csv"], "a CSV table"),
    (Kind::Eml, "message/rfc822", &["eml"], "an e-mail"),
];

impl Kind {
    fn facts(self) -> &'static (Kind, &'static str, &'static [&'static str], &'static str) {
        KINDS
            .iter()
            .find(|facts| facts.0 == self)
            .expect("a test below holds that every kind has its line")
    }

    /// The type it is always served as.
    pub fn content_type(self) -> &'static str {
        self.facts().1
    }

    /// The usual ending of its names, without the dot.
    pub fn extension(self) -> &'static str {
        self.facts().2[0]
    }

    /// What people call it, with its article.
    pub fn words(self) -> &'static str {
        self.facts().3
    }

    /// Whether its names end like this.
    pub fn goes_by(self, extension: &str) -> bool {
        self.facts()
            .2
            .iter()
            .any(|known| known.eq_ignore_ascii_case(extension))
    }

    /// The kind whose names end like this.
    pub fn of_extension(extension: &str) -> Option<Self> {
        KINDS
            .iter()
            .map(|facts| facts.0)
            .find(|kind| kind.goes_by(extension))
    }

    /// The kind that is served as this type.
    pub fn of_content_type(content_type: &str) -> Option<Self> {
        KINDS
            .iter()
            .find(|facts| facts.1 == content_type)
            .map(|facts| facts.0)
    }
}

/// Why a file cannot count, and what to do about it: one or two sentences for its owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem(pub String);

impl Problem {
    pub(super) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// The name's ending is not among those accepted.
    pub(super) fn extension(extension: &str) -> Self {
        Self(format!(
            "Files named .{} cannot be added. Add a PDF, an Office or OpenDocument file, a picture (PNG, JPEG, WebP, GIF, SVG), an MP4, a text, a CSV or an EML file.",
            shown(extension)
        ))
    }

    /// The content is something that is never accepted.
    pub(super) fn content(found: &str) -> Self {
        Self(format!(
            "The file's content is {found}, which cannot be added. Save it as a PDF and add it again."
        ))
    }

    /// The name promises one kind and the content is something else.
    pub(super) fn mismatch(
        extension: &str,
        named: Kind,
        found: &str,
        found_kind: Option<Kind>,
    ) -> Self {
        let extension = shown(extension);
        let advice = match found_kind {
            Some(kind) => format!(
                "Rename it to .{} or save it as {}, and add it again.",
                kind.extension(),
                named.words()
            ),
            None => format!("Save it as {} and add it again.", named.words()),
        };
        Self(format!(
            "The file is named .{extension} but its content is {found}. {advice}"
        ))
    }
}

/// An ending as it may stand in a sentence.
fn shown(extension: &str) -> String {
    extension
        .chars()
        .filter(|c| c.is_alphanumeric())
        .take(12)
        .collect::<String>()
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_line() {
        let all = [
            Kind::Pdf,
            Kind::Docx,
            Kind::Xlsx,
            Kind::Pptx,
            Kind::Doc,
            Kind::Xls,
            Kind::Ppt,
            Kind::Odt,
            Kind::Ods,
            Kind::Odp,
            Kind::Odg,
            Kind::Png,
            Kind::Jpeg,
            Kind::Webp,
            Kind::Gif,
            Kind::Svg,
            Kind::Mp4,
            Kind::Txt,
            Kind::Csv,
            Kind::Eml,
        ];
        assert_eq!(all.len(), KINDS.len());
        for kind in all {
            assert_eq!(Kind::of_extension(kind.extension()), Some(kind));
            assert_eq!(Kind::of_content_type(kind.content_type()), Some(kind));
        }
        for refused in ["exe", "html", "js", "zip", "docm", "svgz", ""] {
            assert_eq!(Kind::of_extension(refused), None);
        }
    }
}
