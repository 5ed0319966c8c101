//! One application of the story, from its draft to wherever it stands today.

mod paying;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta};
use domain::judgement::pillar_standing;
use domain::standard::Rating;

use super::{Deed, Link, Mark, Outcome, Story, What, between, morning};
use crate::demo::paper::Paper;
use crate::demo::words::{self, PROOFS, Voice};

/// A criterion and a mark other than MET.
pub type Exceptions = [(&'static str, Rating)];

/// One application, being told.
pub struct Case<'s> {
    story: &'s mut Story,
    case: usize,
    voice: Voice,
    university: &'static str,
    manager: &'static str,
    assessor: &'static str,
    rank: u8,
    last: NaiveDateTime,
    pushed: i64,
    marks: BTreeMap<String, Rating>,
}

impl<'s> Case<'s> {
    /// An application started on a day.
    pub fn start(
        story: &'s mut Story,
        programme: usize,
        level: &'static str,
        day: NaiveDate,
    ) -> Self {
        let about = &story.programmes[programme];
        let (voice, university, manager) = (about.voice, about.university, about.manager);
        let rank = story.edition.level(level).map_or(1, |level| level.rank);
        let case = story.cases;
        story.cases += 1;
        let mut told = Self {
            story,
            case,
            voice,
            university,
            manager,
            assessor: "",
            rank,
            last: NaiveDateTime::MIN,
            pushed: 0,
            marks: BTreeMap::new(),
        };
        told.push(
            day,
            manager,
            What::Start {
                case,
                programme,
                level,
            },
        );
        told
    }

    /// A little later than whatever came before, in office hours where there is room.
    fn push(&mut self, day: NaiveDate, by: &'static str, what: What) {
        let n = i64::try_from(self.case * 13 % 47).unwrap_or(0);
        self.pushed += 1;
        let gap = 4 + (n * 7 + self.pushed * 5) % 23;
        let begin = day.and_time(morning(10 + (n * 3 + self.pushed * 37) % 250));
        let at = begin.max(
            self.last
                .checked_add_signed(TimeDelta::minutes(gap))
                .unwrap_or(begin),
        );
        self.last = at;
        self.story.deeds.push(Deed { at, by, what });
    }

    /// The criteria up to the level, one list a pillar, with the marks they get.
    fn sittings(&self, only: Option<&[&str]>, but: &Exceptions) -> Vec<Vec<(String, Rating)>> {
        let wanted = |reference: &str| only.is_none_or(|only| only.contains(&reference));
        let pillars = self.story.edition.pillars().iter();
        pillars
            .map(|pillar| {
                let own = pillar.criteria_up_to(self.rank);
                own.filter(|criterion| wanted(&criterion.reference))
                    .map(|criterion| {
                        let exception = but.iter().find(|(r, _)| *r == criterion.reference);
                        let rating = exception.map_or(Rating::Met, |(_, rating)| *rating);
                        (criterion.reference.clone(), rating)
                    })
                    .collect::<Vec<_>>()
            })
            .filter(|sitting| !sitting.is_empty())
            .collect()
    }

    fn elements(&self, reference: &str, rating: Rating) -> Vec<usize> {
        let criterion = self.story.edition.criterion(reference);
        let count = criterion
            .and_then(|criterion| criterion.elements.as_ref())
            .map_or(0, |elements| elements.items.len());
        match rating {
            Rating::Met => (0..count).collect(),
            // What the statement says is not there yet.
            Rating::PartlyMet if count > 6 => (0..count).filter(|n| ![4, 6].contains(n)).collect(),
            Rating::PartlyMet => (0..count).filter(|n| ![1, 3].contains(n)).collect(),
            Rating::NotMet => Vec::new(),
        }
    }

    /// Criteria are rated by somebody between two days, a pillar a sitting: all of them, or only these.
    pub fn rate(
        mut self,
        by: &'static str,
        (from, to): (NaiveDate, NaiveDate),
        only: Option<&[&str]>,
        but: &Exceptions,
    ) -> Self {
        let sittings = self.sittings(only, but);
        let count = sittings.len();
        for (n, sitting) in sittings.into_iter().enumerate() {
            let marks = sitting
                .into_iter()
                .map(|(reference, rating)| Mark {
                    text: self.voice.statement(&reference, rating, self.case + n),
                    elements: self.elements(&reference, rating),
                    reference,
                    rating,
                })
                .collect();
            let case = self.case;
            self.push(between(from, to, n, count), by, What::Rate { case, marks });
        }
        self
    }

    /// The university's own pages are added as links, those tied to criteria up to the level and, where given, to these pillars.
    pub fn links(mut self, by: &'static str, day: NaiveDate, pillars: Option<&[u8]>) -> Self {
        let known = |reference: &&&str| {
            let criterion = self.story.edition.criterion(reference);
            criterion.is_some_and(|criterion| {
                criterion.rank <= self.rank
                    && pillars.is_none_or(|pillars| pillars.contains(&criterion.pillar))
            })
        };
        let left_out = [None, Some(1), Some(4)][self.case % 3];
        let links = PROOFS
            .iter()
            .enumerate()
            .filter(|(n, _)| Some(*n) != left_out || self.rank > 1)
            .filter_map(|(n, proof)| {
                let criteria: Vec<_> = proof.criteria.iter().filter(known).copied().collect();
                let n = u64::try_from(n).unwrap_or(0);
                (!criteria.is_empty()).then(|| Link {
                    title: proof.title.to_owned(),
                    url: format!("https://www.{}.example/{}", self.university, proof.path),
                    covers: (day - Days::new(330 - n * 11), day - Days::new(12 + n * 3)),
                    criteria,
                })
            })
            .collect();
        let case = self.case;
        self.push(
            day,
            by,
            What::Link {
                case,
                request: None,
                links,
            },
        );
        self
    }

    /// One link of its own, by its title and its path on the university's site.
    pub fn link(
        mut self,
        by: &'static str,
        day: NaiveDate,
        (title, path): (&str, &str),
        covers: (NaiveDate, NaiveDate),
        criteria: &[&'static str],
        request: Option<usize>,
    ) -> Self {
        let link = Link {
            title: title.to_owned(),
            url: format!("https://www.{}.example/{path}", self.university),
            covers,
            criteria: criteria.to_vec(),
        };
        let case = self.case;
        self.push(
            day,
            by,
            What::Link {
                case,
                request,
                links: vec![link],
            },
        );
        self
    }

    /// A file is sent; in answer to a request where one is named.
    pub fn send(
        mut self,
        by: &'static str,
        day: NaiveDate,
        paper: &'static Paper,
        request: Option<usize>,
    ) -> Self {
        let case = self.case;
        self.push(
            day,
            by,
            What::Send {
                case,
                request,
                paper,
            },
        );
        self
    }

    /// The manager submits.
    pub fn submit(mut self, day: NaiveDate, purchase_order: &'static str) -> Self {
        let case = self.case;
        let what = What::Submit {
            case,
            purchase_order,
        };
        self.push(day, self.manager, what);
        self
    }

    /// The manager gives it up.
    pub fn withdraw(mut self, day: NaiveDate, reason: &'static str) -> Self {
        let case = self.case;
        self.push(day, self.manager, What::Withdraw { case, reason });
        self
    }

    /// An operator lets assessment start before payment.
    pub fn start_early(mut self, by: &'static str, day: NaiveDate, reason: &'static str) -> Self {
        let case = self.case;
        self.push(day, by, What::StartEarly { case, reason });
        self
    }

    /// An operator assigns an assessor.
    pub fn assign(mut self, by: &'static str, day: NaiveDate, assessor: &'static str) -> Self {
        let case = self.case;
        self.assessor = assessor;
        self.push(day, by, What::Assign { case, assessor });
        self
    }

    /// The assessor opens the evidence.
    pub fn open(mut self, day: NaiveDate) -> Self {
        let case = self.case;
        self.push(day, self.assessor, What::Open { case });
        self
    }

    /// The assessor judges between two days, a pillar a sitting: all criteria, or only these.
    pub fn judge(
        mut self,
        (from, to): (NaiveDate, NaiveDate),
        only: Option<&[&str]>,
        but: &Exceptions,
    ) -> Self {
        let sittings = self.sittings(only, but);
        let count = sittings.len();
        for (n, sitting) in sittings.into_iter().enumerate() {
            self.marks.extend(sitting.iter().cloned());
            let edition = &self.story.edition;
            let marks = sitting
                .into_iter()
                .enumerate()
                .map(|(m, (reference, rating))| {
                    let pillar = edition.criterion(&reference).map_or(0, |c| c.pillar);
                    Mark {
                        text: words::note(pillar, rating, self.case + n + m).to_owned(),
                        reference,
                        rating,
                        elements: Vec::new(),
                    }
                })
                .collect();
            let case = self.case;
            let what = What::Judge { case, marks };
            self.push(between(from, to, n, count), self.assessor, what);
        }
        self
    }

    /// The assessor asks for evidence.
    pub fn ask(
        mut self,
        day: NaiveDate,
        criteria: &'static [&'static str],
        question: &'static str,
        due_on: NaiveDate,
    ) -> Self {
        let case = self.case;
        let what = What::Ask {
            case,
            criteria,
            question,
            due_on,
        };
        self.push(day, self.assessor, what);
        self
    }

    /// The manager answers the last request.
    pub fn answer(mut self, day: NaiveDate, text: &'static str) -> Self {
        let case = self.case;
        self.push(day, self.manager, What::Answer { case, text });
        self
    }

    /// The assessor has looked at the last answer.
    pub fn close(mut self, day: NaiveDate) -> Self {
        let case = self.case;
        self.push(day, self.assessor, What::Close { case });
        self
    }

    /// Nobody answers: the last request lapses in the night after its due date.
    pub fn lapse(self, due_on: NaiveDate) -> Self {
        self.story.night(due_on);
        self
    }

    /// The assessor confirms the outcomes of these pillars at best fit, but for those given with a level and a reason.
    pub fn confirm(
        mut self,
        day: NaiveDate,
        pillars: std::ops::RangeInclusive<u8>,
        but: &[(u8, Option<&'static str>, &'static str)],
    ) -> Self {
        let edition = &self.story.edition;
        let outcomes = pillars
            .filter_map(|number| edition.pillar(number))
            .map(|pillar| {
                let number = pillar.number;
                if let Some((_, level, reason)) = but.iter().find(|(p, ..)| *p == number) {
                    return Outcome {
                        pillar: number,
                        level: level.map(str::to_owned),
                        reason: Some(reason),
                    };
                }
                let best_fit = pillar_standing(edition, pillar, self.rank, &self.marks).best_fit;
                let level = best_fit.and_then(|rank| edition.level_at(rank));
                Outcome {
                    pillar: number,
                    level: level.map(|level| level.code.clone()),
                    reason: None,
                }
            })
            .collect();
        let case = self.case;
        self.push(day, self.assessor, What::Confirm { case, outcomes });
        self
    }

    /// The assessor decides.
    pub fn decide(mut self, day: NaiveDate, feedback: &'static str) {
        let case = self.case;
        self.push(day, self.assessor, What::Decide { case, feedback });
    }
}
