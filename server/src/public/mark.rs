//! Signs of a level: as many bars as the edition has levels, as many filled as its rank.

use minijinja::{Value, context};

/// A level as its sign shows it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mark {
    pub code: String,
    pub title: String,
    /// Which of three further colours it takes, where it has none of its own.
    pub extra: Option<u32>,
    pub bars: Vec<Bar>,
}

/// One bar of a sign.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bar {
    pub y: f64,
    pub height: f64,
    pub on: bool,
}

impl Mark {
    /// The sign of a level in a square of twelve.
    pub fn new(code: &str, title: &str, rank: u32, count: u32) -> Self {
        Self {
            code: code.to_owned(),
            title: title.to_owned(),
            extra: (!OWN_COLOUR.contains(&code)).then(|| extra(rank)),
            bars: bars(rank, count, 0.0, 12.0),
        }
    }
}

impl From<Mark> for Value {
    fn from(mark: Mark) -> Self {
        let Mark {
            code,
            title,
            extra,
            bars,
        } = mark;
        context! { code, title, extra, bars => shown(&bars) }
    }
}

/// Bars as the templates draw them.
pub(super) fn shown(bars: &[Bar]) -> Vec<Value> {
    bars.iter()
        .map(|bar| context! { y => bar.y, height => bar.height, on => bar.on })
        .collect()
}

/// Levels whose colours the stylesheet knows by name.
const OWN_COLOUR: [&str; 3] = ["BRONZE", "SILVER", "GOLD"];

fn extra(rank: u32) -> u32 {
    rank.saturating_sub(1) % 3 + 1
}

/// Bars from the top down; the lowest level fills the lowest bar.
pub(super) fn bars(rank: u32, count: u32, top: f64, height: f64) -> Vec<Bar> {
    let count = count.clamp(1, 12).max(rank.min(12));
    let step = height / (f64::from(count) - 0.25);
    let round = |n: f64| (n * 100.0).round() / 100.0;
    (0..count)
        .map(|n| Bar {
            y: round(top + f64::from(n) * step),
            height: round(step * 0.75),
            on: count - n <= rank,
        })
        .collect()
}

/// A badge's colours for a level, on white: the sign's and the word's.
pub(super) fn colours(code: &str, rank: u32) -> (&'static str, &'static str) {
    match (code, extra(rank)) {
        ("BRONZE", _) => ("#a8622f", "#86461b"),
        ("SILVER", _) => ("#77828d", "#545e68"),
        ("GOLD", _) => ("#a27c0b", "#775b00"),
        (_, 1) => ("#6d5f94", "#53467b"),
        (_, 2) => ("#2f7699", "#1c5876"),
        _ => ("#94507d", "#763862"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_has_a_bar_for_every_level_and_fills_from_below() {
        let filled = |rank, count| {
            bars(rank, count, 0.0, 12.0)
                .iter()
                .map(|bar| bar.on)
                .collect::<Vec<_>>()
        };
        assert_eq!(filled(1, 3), [false, false, true]);
        assert_eq!(filled(3, 3), [true, true, true]);
        assert_eq!(filled(2, 4), [false, false, true, true]);
        assert_eq!(filled(2, 0), [true, true]);
        for count in 1..=12 {
            let last = *bars(1, count, 0.0, 12.0).last().unwrap();
            assert!((last.y + last.height - 12.0).abs() < 0.05, "{count}");
        }
    }

    #[test]
    fn levels_that_an_edition_adds_have_colours() {
        assert_eq!(Mark::new("PLATINUM", "Platinum", 4, 4).extra, Some(1));
        assert_eq!(Mark::new("GOLD", "Gold", 3, 4).extra, None);
        assert_eq!(colours("PLATINUM", 4).0, "#6d5f94");
        assert_eq!(colours("DIAMOND", 5).0, "#2f7699");
    }
}
