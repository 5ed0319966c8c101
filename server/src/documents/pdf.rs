//! Accessible PDF: tagged as PDF/UA-1 asks, in the house's typeface, the same bytes for the same content.

use std::num::NonZeroU16;

use chrono::{Datelike, NaiveDate};
use krilla::configure::{Accessibility, ConfigurationBuilder, PdfVersion};
use krilla::destination::XyzDestination;
use krilla::error::KrillaError;
use krilla::geom::{PathBuilder, Point};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Stroke;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, TableHeaderScope, Tag, TagGroup,
    TagKind, TagTree,
};
use krilla::{Document, SerializeSettings};

use super::layout::{HEIGHT, Piece, Placed, Rule, Structure, WIDTH, place};
use super::sheet::Sheet;
use super::typeface::{Faces, glyphs};

/// Why a document was not written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A font that came with the program does not read.
    #[error("a font does not read")]
    Font,
    /// The writer refused what it was given.
    #[error("the PDF was not written: {0}")]
    Refused(String),
}

impl From<KrillaError> for Error {
    fn from(error: KrillaError) -> Self {
        Self::Refused(format!("{error:?}"))
    }
}

/// Writes a sheet as a PDF of as many pages as it takes.
///
/// # Errors
/// When the typeface does not read, or the result would not be PDF/UA-1.
pub fn write(sheet: &Sheet, dated: NaiveDate) -> Result<Vec<u8>, Error> {
    let faces = Faces::read().ok_or(Error::Font)?;
    let Placed {
        pieces,
        rules,
        structure,
        pages,
    } = place(sheet, &faces);
    let configuration = ConfigurationBuilder::new()
        .with_version(PdfVersion::Pdf17)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| Error::Refused(format!("{error:?}")))?;
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        enable_tagging: true,
        ..SerializeSettings::default()
    });
    let mut identifiers: Vec<Option<Identifier>> = vec![None; pieces.len()];
    for number in 0..pages {
        let settings = PageSettings::from_wh(WIDTH, HEIGHT)
            .ok_or_else(|| Error::Refused("no page of that size".to_owned()))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for (piece, identifier) in pieces.iter().zip(&mut identifiers) {
            if piece.page == number {
                *identifier = Some(draw(&mut surface, piece, &faces, None));
            }
        }
        for rule in rules.iter().filter(|rule| rule.page == number) {
            draw_rule(&mut surface, rule);
        }
        let foot = foot(sheet, number, pages);
        draw(
            &mut surface,
            &foot,
            &faces,
            Some(ArtifactType::PaginationOther),
        );
        surface.finish();
        page.finish();
    }
    let mut tree = TagTree::new().with_lang(Some("en-GB".to_owned()));
    for part in &structure {
        if let Some(node) = node(part, &identifiers) {
            tree.push(node);
        }
    }
    document.set_tag_tree(tree);
    let mut outline = Outline::new();
    let top = XyzDestination::new(0, Point::from_xy(0.0, 0.0));
    outline.push_child(OutlineNode::new(sheet.title.clone(), top));
    document.set_outline(outline);
    document.set_metadata(metadata(sheet, dated));
    Ok(document.finish()?)
}

fn metadata(sheet: &Sheet, dated: NaiveDate) -> Metadata {
    let part = |n: u32| u8::try_from(n).unwrap_or(1);
    let written = DateTime::new(u16::try_from(dated.year()).unwrap_or_default())
        .month(part(dated.month()))
        .day(part(dated.day()))
        .hour(0)
        .minute(0)
        .second(0)
        .utc_offset_hour(0)
        .utc_offset_minute(0);
    Metadata::new()
        .title(sheet.title.clone())
        .language("en-GB".to_owned())
        .authors(sheet.from.first().cloned().into_iter().collect())
        .creator("Pillars".to_owned())
        .creation_date(written)
        .document_id(sheet.title.clone())
}

/// What stands at the foot of every page, for whoever holds a page alone.
fn foot(sheet: &Sheet, number: usize, pages: usize) -> Piece {
    Piece {
        page: number,
        x: super::layout::MARGIN,
        y: HEIGHT - 32.0,
        size: 8.5,
        bold: false,
        text: format!("{}, page {} of {pages}", sheet.title, number + 1),
    }
}

fn draw(
    surface: &mut krilla::surface::Surface<'_>,
    piece: &Piece,
    faces: &Faces,
    artifact: Option<ArtifactType>,
) -> Identifier {
    let face = faces.of(piece.bold);
    let tag = match artifact {
        Some(kind) => ContentTag::Artifact(Artifact::with_kind(kind)),
        None => ContentTag::Span(SpanTag::empty()),
    };
    let identifier = surface.start_tagged(tag);
    surface.draw_glyphs(
        Point::from_xy(piece.x, piece.y),
        &glyphs(face, &piece.text),
        face.font.clone(),
        &piece.text,
        piece.size,
        false,
    );
    surface.end_tagged();
    identifier
}

fn draw_rule(surface: &mut krilla::surface::Surface<'_>, rule: &Rule) {
    let mut path = PathBuilder::new();
    path.move_to(rule.from, rule.y);
    path.line_to(rule.to, rule.y);
    let Some(path) = path.finish() else { return };
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(
        ArtifactType::Layout,
    )));
    surface.set_stroke(Some(Stroke {
        width: rule.weight,
        opacity: NormalizedF32::ONE,
        ..Stroke::default()
    }));
    surface.draw_path(&path);
    surface.set_stroke(None);
    surface.end_tagged();
}

/// The part of the structure with what was drawn of it.
fn node(part: &Structure, identifiers: &[Option<Identifier>]) -> Option<Node> {
    let tag: TagKind = match part {
        Structure::Piece(at) => return identifiers.get(*at).copied().flatten().map(Node::from),
        Structure::Heading(level, title, _) => {
            Tag::Hn(NonZeroU16::new(*level)?, Some(title.clone())).into()
        }
        Structure::Paragraph(_) => Tag::P.into(),
        Structure::Table(_) => Tag::Table.into(),
        Structure::Caption(_) => Tag::Caption.into(),
        Structure::Head(_) => Tag::THead.into(),
        Structure::Body(_) => Tag::TBody.into(),
        Structure::Row(_) => Tag::TR.into(),
        Structure::ColumnHead(_) => Tag::TH(TableHeaderScope::Column).into(),
        Structure::RowHead(_) => Tag::TH(TableHeaderScope::Row).into(),
        Structure::Cell(_) => Tag::TD.into(),
    };
    let mut group = TagGroup::new(tag);
    for child in part.children() {
        if let Some(node) = node(child, identifiers) {
            group.push(node);
        }
    }
    Some(group.into())
}
