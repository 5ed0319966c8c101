//! Where everything of a document stands on its pages, and what each thing is.

use super::sheet::{Sheet, Table};
use super::typeface::Faces;

/// A4, in points.
pub const WIDTH: f32 = 595.28;
/// A4, in points.
pub const HEIGHT: f32 = 841.89;
/// White around a page.
pub const MARGIN: f32 = 56.0;
const FOOT: f32 = HEIGHT - 64.0;
const INNER: f32 = WIDTH - 2.0 * MARGIN;
const BODY: f32 = 10.5;
const LEADING: f32 = 1.4;
const GAP: f32 = 4.0;

/// A line of text at its place.
#[derive(Debug, Clone)]
pub struct Piece {
    pub page: usize,
    pub x: f32,
    /// The baseline, from the top.
    pub y: f32,
    pub size: f32,
    pub bold: bool,
    pub text: String,
}

/// A line that separates.
#[derive(Debug, Clone)]
pub struct Rule {
    pub page: usize,
    pub from: f32,
    pub to: f32,
    pub y: f32,
    pub weight: f32,
}

/// What a thing is, in the order in which it is read.
#[derive(Debug, Clone)]
pub enum Structure {
    /// Which piece was drawn.
    Piece(usize),
    /// Its level, and what it says.
    Heading(u16, String, Vec<Structure>),
    Paragraph(Vec<Structure>),
    Table(Vec<Structure>),
    Caption(Vec<Structure>),
    Head(Vec<Structure>),
    Body(Vec<Structure>),
    Row(Vec<Structure>),
    ColumnHead(Vec<Structure>),
    RowHead(Vec<Structure>),
    Cell(Vec<Structure>),
}

impl Structure {
    /// What it holds, in order.
    pub fn children(&self) -> &[Self] {
        match self {
            Self::Piece(_) => &[],
            Self::Heading(_, _, of)
            | Self::Paragraph(of)
            | Self::Table(of)
            | Self::Caption(of)
            | Self::Head(of)
            | Self::Body(of)
            | Self::Row(of)
            | Self::ColumnHead(of)
            | Self::RowHead(of)
            | Self::Cell(of) => of,
        }
    }
}

/// A document with everything at its place.
#[derive(Debug)]
pub struct Placed {
    pub pieces: Vec<Piece>,
    pub rules: Vec<Rule>,
    pub structure: Vec<Structure>,
    pub pages: usize,
}

/// A column of cells: where it begins, how wide it is, whether it ends flush.
#[derive(Debug, Clone, Copy)]
struct Lane {
    x: f32,
    width: f32,
    end: bool,
}

struct Pen<'a> {
    faces: &'a Faces,
    placed: Placed,
    y: f32,
}

/// Puts a sheet on its pages.
pub fn place(sheet: &Sheet, faces: &Faces) -> Placed {
    let placed = Placed {
        pieces: Vec::new(),
        rules: Vec::new(),
        structure: Vec::new(),
        pages: 1,
    };
    let mut pen = Pen {
        faces,
        placed,
        y: MARGIN,
    };
    pen.heading(&sheet.title);
    pen.lines("From", &sheet.from);
    pen.lines("To", &sheet.to);
    pen.facts(&sheet.facts);
    for table in &sheet.tables {
        pen.table(table);
    }
    for note in &sheet.notes {
        pen.y += GAP;
        let said = pen.text(Pen::whole(), note, BODY, false);
        pen.placed.structure.push(Structure::Paragraph(said));
    }
    pen.placed
}

impl Pen<'_> {
    fn page(&self) -> usize {
        self.placed.pages - 1
    }

    /// Goes to a new page where so much does not fit any more.
    fn make_room(&mut self, height: f32) -> bool {
        let full = self.y + height > FOOT;
        if full {
            self.placed.pages += 1;
            self.y = MARGIN;
        }
        full
    }

    /// Breaks a text into lines no wider than a lane; a word that is wider is cut.
    fn broken(&self, text: &str, width: f32, size: f32, bold: bool) -> Vec<String> {
        let face = self.faces.of(bold);
        let text = face.writable(text);
        let mut lines = Vec::new();
        let mut line = String::new();
        for word in text.split_whitespace() {
            let longer = if line.is_empty() {
                word.to_owned()
            } else {
                format!("{line} {word}")
            };
            if face.width(&longer, size) <= width {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for c in word.chars() {
                line.push(c);
                if face.width(&line, size) > width && line.chars().count() > 1 {
                    line.pop();
                    lines.push(std::mem::replace(&mut line, c.to_string()));
                }
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }

    fn height(&self, text: &str, lane: Lane, size: f32, bold: bool) -> f32 {
        let lines = self.broken(text, lane.width, size, bold).len();
        #[expect(clippy::cast_precision_loss, reason = "a page has few lines")]
        let lines = lines as f32;
        lines * size * LEADING
    }

    /// Sets a text into a lane from where the pen is, and goes below it.
    fn text(&mut self, lane: Lane, text: &str, size: f32, bold: bool) -> Vec<Structure> {
        let mut said = Vec::new();
        for line in self.broken(text, lane.width, size, bold) {
            self.make_room(size * LEADING);
            let wide = self.faces.of(bold).width(&line, size);
            let x = if lane.end {
                lane.x + lane.width - wide
            } else {
                lane.x
            };
            said.push(Structure::Piece(self.placed.pieces.len()));
            self.placed.pieces.push(Piece {
                page: self.page(),
                x,
                y: self.y + size,
                size,
                bold,
                text: line,
            });
            self.y += size * LEADING;
        }
        said
    }

    fn rule(&mut self, weight: f32) {
        self.placed.rules.push(Rule {
            page: self.page(),
            from: MARGIN,
            to: WIDTH - MARGIN,
            y: self.y,
            weight,
        });
        self.y += GAP;
    }

    fn whole() -> Lane {
        Lane {
            x: MARGIN,
            width: INNER,
            end: false,
        }
    }

    fn heading(&mut self, title: &str) {
        let said = self.text(Self::whole(), title, 20.0, true);
        self.placed
            .structure
            .push(Structure::Heading(1, title.to_owned(), said));
        self.y += 3.0 * GAP;
    }

    fn lines(&mut self, head: &str, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        let said = self.text(Self::whole(), head, 9.0, true);
        self.placed
            .structure
            .push(Structure::Heading(2, head.to_owned(), said));
        for line in lines {
            let said = self.text(Self::whole(), line, BODY, false);
            self.placed.structure.push(Structure::Paragraph(said));
        }
        self.y += 2.0 * GAP;
    }

    fn facts(&mut self, facts: &[(String, String)]) {
        let (name, value) = (
            Lane {
                x: MARGIN,
                width: 130.0,
                end: false,
            },
            Lane {
                x: MARGIN + 140.0,
                width: INNER - 140.0,
                end: false,
            },
        );
        let mut rows = Vec::new();
        for (head, text) in facts {
            let needed = self.height(text, value, BODY, false);
            self.make_room(needed);
            let top = self.y;
            let head = self.text(name, head, BODY, true);
            self.y = top;
            let cell = self.text(value, text, BODY, false);
            rows.push(Structure::Row(vec![
                Structure::RowHead(head),
                Structure::Cell(cell),
            ]));
        }
        if !rows.is_empty() {
            let table = vec![Structure::Body(rows)];
            self.placed.structure.push(Structure::Table(table));
        }
        self.y += 3.0 * GAP;
    }

    fn table(&mut self, table: &Table) {
        let all: f32 = table.columns.iter().map(|(_, share)| share).sum();
        let mut x = MARGIN;
        let lanes: Vec<Lane> = (table.columns.iter().enumerate())
            .map(|(i, (_, share))| {
                let width = INNER * share / all;
                let lane = Lane {
                    x,
                    width: width - 2.0 * GAP,
                    end: i + table.amounts >= table.columns.len(),
                };
                x += width;
                lane
            })
            .map(|lane| {
                if lane.end {
                    Lane {
                        x: lane.x + 2.0 * GAP,
                        ..lane
                    }
                } else {
                    lane
                }
            })
            .collect();
        self.make_room(80.0);
        let caption = self.text(Self::whole(), &table.caption, 12.5, true);
        self.y += GAP;
        let heads: Vec<&str> = table
            .columns
            .iter()
            .map(|(head, _)| head.as_str())
            .collect();
        let head = self.row(&lanes, &heads, 9.0, true, |_, said| {
            Structure::ColumnHead(said)
        });
        self.rule(0.8);
        let mut rows = Vec::with_capacity(table.rows.len());
        for (cells, sum) in &table.rows {
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            let row = self.row(&lanes, &cells, BODY, *sum, |i, said| match i {
                0 => Structure::RowHead(said),
                _ => Structure::Cell(said),
            });
            rows.push(row);
            self.rule(0.3);
        }
        self.placed.structure.push(Structure::Table(vec![
            Structure::Caption(caption),
            Structure::Head(vec![head]),
            Structure::Body(rows),
        ]));
        self.y += 3.0 * GAP;
    }

    /// Cells side by side, on one page if they fit on one at all.
    fn row(
        &mut self,
        lanes: &[Lane],
        cells: &[&str],
        size: f32,
        bold: bool,
        what: impl Fn(usize, Vec<Structure>) -> Structure,
    ) -> Structure {
        let heights = lanes.iter().zip(cells);
        let needed = heights
            .map(|(lane, text)| self.height(text, *lane, size, bold))
            .fold(size * LEADING, f32::max);
        self.make_room(needed.min(FOOT - MARGIN));
        let (top, page) = (self.y, self.page());
        let mut low = top;
        let mut said = Vec::with_capacity(cells.len());
        for (i, (lane, text)) in lanes.iter().zip(cells).enumerate() {
            self.y = top;
            said.push(what(i, self.text(*lane, text, size, bold)));
            // A cell longer than a page goes on; the row ends where its last cell does.
            low = if self.page() == page {
                low.max(self.y)
            } else {
                self.y
            };
        }
        self.y = low + GAP / 2.0;
        Structure::Row(said)
    }
}
