//! Source Sans 3 as it is set: which characters it has, and how wide each is.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

/// Adobe's originals under the SIL Open Font License (server/fonts/LICENSE.md); what is used of them is embedded.
const REGULAR: &[u8] = include_bytes!("../../fonts/SourceSans3-Regular.ttf");
const SEMIBOLD: &[u8] = include_bytes!("../../fonts/SourceSans3-Semibold.ttf");

/// What stands for a character that the typeface has not.
const UNKNOWN: char = '?';

/// One weight.
pub struct Face {
    pub font: Font,
    read: FontRef<'static>,
}

impl Face {
    fn read(bytes: &'static [u8]) -> Option<Self> {
        Some(Self {
            font: Font::new(bytes.into(), 0)?,
            read: FontRef::new(bytes).ok()?,
        })
    }

    /// The text with what the typeface has: other scripts and signs become a question mark.
    pub fn writable(&self, text: &str) -> String {
        let map = self.read.charmap();
        let known = |c: char| map.map(c).is_some_and(|glyph| glyph.to_u32() != 0);
        text.chars()
            .map(|c| match c {
                c if c.is_whitespace() => ' ',
                c if known(c) => c,
                _ => UNKNOWN,
            })
            .collect()
    }

    /// How wide a writable text is at a size, in points.
    pub fn width(&self, text: &str, size: f32) -> f32 {
        glyphs(self, text)
            .iter()
            .map(|glyph| glyph.x_advance * size)
            .sum()
    }
}

/// The weights that documents are set in.
pub struct Faces {
    regular: Face,
    semibold: Face,
}

impl Faces {
    /// Reads the fonts that came with the program.
    pub fn read() -> Option<Self> {
        Some(Self {
            regular: Face::read(REGULAR)?,
            semibold: Face::read(SEMIBOLD)?,
        })
    }

    /// The weight of text that is bold or is not.
    pub fn of(&self, bold: bool) -> &Face {
        if bold { &self.semibold } else { &self.regular }
    }
}

/// A text's characters one after the other, each as wide as the typeface says.
pub fn glyphs(face: &Face, text: &str) -> Vec<KrillaGlyph> {
    let map = face.read.charmap();
    let metrics = face
        .read
        .glyph_metrics(Size::unscaled(), LocationRef::default());
    let em = face.font.units_per_em();
    text.char_indices()
        .filter_map(|(at, c)| {
            let glyph = map.map(c)?;
            let advance = metrics.advance_width(glyph).unwrap_or_default() / em;
            let id = GlyphId::new(glyph.to_u32());
            let range = at..at + c.len_utf8();
            Some(KrillaGlyph::new(id, advance, 0.0, 0.0, 0.0, range, None))
        })
        .collect()
}
