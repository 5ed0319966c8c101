//! Who does what at each university.

mod awards;
mod desk;
mod papers;
mod programmes;

use chrono::NaiveDate;

use super::story::{Case, Story};
use programmes::Programmes;

/// Writes the whole story.
pub fn tell(story: &mut Story) {
    let programmes = Programmes::add(story);
    awards::tell(story, &programmes);
    desk::tell(story, &programmes);
}

/// The days on which an application that went the whole way did so.
#[derive(Clone, Copy)]
struct Way {
    draft: NaiveDate,
    submit: NaiveDate,
    begin: NaiveDate,
    decide: NaiveDate,
}

impl Way {
    /// A usual way, by the day of its decision.
    fn to(decide: NaiveDate) -> Self {
        let before = |days| super::story::Calendar(decide).ago(days);
        Self {
            draft: before(74),
            submit: before(36),
            begin: before(28),
            decide,
        }
    }
}

/// An application rated in full and evidenced by links.
fn drafted<'s>(
    story: &'s mut Story,
    programme: usize,
    level: &'static str,
    writer: &'static str,
    (draft, submit): (NaiveDate, NaiveDate),
    rated: &[(&'static str, domain::Rating)],
) -> Case<'s> {
    let middle = draft + (submit - draft) / 2;
    let middle = super::story::Calendar(middle).ago(0);
    Case::start(story, programme, level, draft)
        .rate(writer, (draft, middle), None, rated)
        .links(writer, middle.max(draft), None)
}
