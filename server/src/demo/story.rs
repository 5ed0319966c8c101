//! The story as deeds: who does what on which day. Written case by case, told day by day.

mod case;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, Weekday};
use domain::standard::{Edition, Rating};

use super::paper::Paper;
use super::words::Voice;

pub use case::Case;

/// A programme of the story.
pub struct Programme {
    /// Whose it is, by slug.
    pub university: &'static str,
    /// Who adds it, and drafts its applications.
    pub manager: &'static str,
    /// Its name, and those it speaks of.
    pub voice: Voice,
    /// Its one purpose.
    pub purpose: &'static str,
    /// Who mentors whom.
    pub directions: &'static [&'static str],
    /// The day it started, or will.
    pub started_on: NaiveDate,
    /// Who runs it.
    pub coordinator: &'static str,
}

/// A link somebody adds.
pub struct Link {
    /// What it is.
    pub title: String,
    /// Its address.
    pub url: String,
    /// The days it speaks of.
    pub covers: (NaiveDate, NaiveDate),
    /// References of the criteria it is tied to.
    pub criteria: Vec<&'static str>,
}

/// A mark with its words: a self-rating or a judgement.
pub struct Mark {
    /// The criterion.
    pub reference: String,
    /// How well it is met.
    pub rating: Rating,
    /// The statement or the note.
    pub text: String,
    /// Places of the elements ticked.
    pub elements: Vec<usize>,
}

/// A pillar's outcome as it will be confirmed.
pub struct Outcome {
    /// The pillar.
    pub pillar: u8,
    /// The level's code; none below the lowest.
    pub level: Option<String>,
    /// Why, where it departs from best fit.
    pub reason: Option<&'static str>,
}

/// What is done; indices are places in [`Story::programmes`] and of applications, in the order in which they were told.
pub enum What {
    /// A programme is added.
    Add { programme: usize },
    /// An application is started.
    Start {
        case: usize,
        programme: usize,
        level: &'static str,
    },
    /// Criteria are rated.
    Rate { case: usize, marks: Vec<Mark> },
    /// Links are added; in answer to a request where one is named.
    Link {
        case: usize,
        request: Option<usize>,
        links: Vec<Link>,
    },
    /// A file is sent and checked.
    Send {
        case: usize,
        request: Option<usize>,
        paper: &'static Paper,
    },
    /// The draft is submitted.
    Submit {
        case: usize,
        purchase_order: &'static str,
    },
    /// The application is given up.
    Withdraw { case: usize, reason: &'static str },
    /// A payment arrives: of all that is outstanding, or of so many pence.
    Pay {
        case: usize,
        on: NaiveDate,
        reference: String,
        part: Option<i64>,
    },
    /// Assessment may start before payment.
    StartEarly { case: usize, reason: &'static str },
    /// An assessor is assigned.
    Assign { case: usize, assessor: &'static str },
    /// The first item of evidence that can be opened is.
    Open { case: usize },
    /// Criteria are judged.
    Judge { case: usize, marks: Vec<Mark> },
    /// Evidence is asked for.
    Ask {
        case: usize,
        criteria: &'static [&'static str],
        question: &'static str,
        due_on: NaiveDate,
    },
    /// The last request is answered.
    Answer { case: usize, text: &'static str },
    /// The last request's answer was looked at.
    Close { case: usize },
    /// Outcomes are confirmed.
    Confirm { case: usize, outcomes: Vec<Outcome> },
    /// The application is decided.
    Decide { case: usize, feedback: &'static str },
    /// Night: the day's jobs.
    Night,
}

impl What {
    /// Whether somebody is told by letter, as soon as jobs are done.
    pub fn leaves_letters(&self) -> bool {
        matches!(
            self,
            Self::Pay { .. }
                | Self::StartEarly { .. }
                | Self::Assign { .. }
                | Self::Ask { .. }
                | Self::Answer { .. }
                | Self::Decide { .. }
        )
    }
}

/// One thing somebody does.
pub struct Deed {
    /// When, in London.
    pub at: NaiveDateTime,
    /// Who, by subject; nobody at night.
    pub by: &'static str,
    /// What.
    pub what: What,
}

/// Days of the story, counted back from the demo's today.
#[derive(Clone, Copy)]
pub struct Calendar(pub NaiveDate);

impl Calendar {
    /// So many days ago, or the Friday before where that is a weekend.
    pub fn ago(self, days: u64) -> NaiveDate {
        workday(self.exactly(days))
    }

    /// So many days ago, whatever day that is.
    pub fn exactly(self, days: u64) -> NaiveDate {
        self.0 - Days::new(days)
    }

    /// So many days from now.
    pub fn ahead(self, days: u64) -> NaiveDate {
        self.0 + Days::new(days)
    }
}

/// The day, or the Friday before where it is a weekend.
fn workday(day: NaiveDate) -> NaiveDate {
    match day.weekday() {
        Weekday::Sat => day - Days::new(1),
        Weekday::Sun => day - Days::new(2),
        _ => day,
    }
}

/// The day of the nth of so many sittings spread over two days and what lies between.
fn between(from: NaiveDate, to: NaiveDate, n: usize, count: usize) -> NaiveDate {
    let span = u64::try_from((to - from).num_days()).unwrap_or(0);
    let (n, last) = (n as u64, count.saturating_sub(1).max(1) as u64);
    workday(from + Days::new(span * n / last)).max(from)
}

/// Everything that happens.
pub struct Story {
    /// The edition that is in force all along.
    pub edition: Edition,
    /// The demo's today.
    pub days: Calendar,
    /// The programmes.
    pub programmes: Vec<Programme>,
    /// How many applications there are.
    pub cases: usize,
    deeds: Vec<Deed>,
}

impl Story {
    /// A story without deeds.
    pub fn new(edition: Edition, today: NaiveDate) -> Self {
        Self {
            edition,
            days: Calendar(today),
            programmes: Vec::new(),
            cases: 0,
            deeds: Vec::new(),
        }
    }

    /// A programme that its manager adds on a day; its place.
    pub fn programme(&mut self, programme: Programme, added: NaiveDate) -> usize {
        let place = self.programmes.len();
        let minute = i64::try_from(place % 50).unwrap_or(0);
        self.deeds.push(Deed {
            at: added.and_time(morning(7 * minute % 60)),
            by: programme.manager,
            what: What::Add { programme: place },
        });
        self.programmes.push(programme);
        place
    }

    /// The day's jobs, the night after a day.
    pub fn night(&mut self, day: NaiveDate) {
        let at = (day + Days::new(1)).and_time(morning(-6 * 60));
        self.deeds.push(Deed {
            at,
            by: "",
            what: What::Night,
        });
    }

    /// Everything that happens, in the order in which it does; those of one moment in the order in which they were told.
    pub fn told(&mut self) -> Vec<Deed> {
        let mut deeds = std::mem::take(&mut self.deeds);
        deeds.sort_by_key(|deed| deed.at);
        deeds
    }
}

/// So many minutes after nine.
fn morning(minutes: i64) -> chrono::NaiveTime {
    chrono::NaiveTime::MIN + TimeDelta::minutes(9 * 60 + minutes)
}
