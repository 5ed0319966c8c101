//! What was marked by at least two assessors.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use uuid::Uuid;

use super::{Mark, step};

/// Marks by what they are about; everything else is known by its place in a list.
pub(super) struct Units<'a> {
    /// By reference.
    pub criteria: Vec<&'a str>,
    /// By id: whoever marked what somebody else marked too.
    pub assessors: Vec<Uuid>,
    /// Case by case, in each criterion by criterion.
    pub all: Vec<Unit>,
}

/// A criterion of a case, with everybody's marks of it.
pub(super) struct Unit {
    pub case: Uuid,
    pub criterion: usize,
    /// The last day one was given on.
    pub on: NaiveDate,
    /// Whose, and how many steps; at least two.
    pub marks: Vec<(usize, usize)>,
}

/// A mark's case, criterion, assessor, day and steps.
type Placed = (Uuid, usize, Uuid, NaiveDate, usize);

impl Unit {
    pub(super) fn is_marked_by(&self, assessor: usize) -> bool {
        self.marks.iter().any(|(by, _)| *by == assessor)
    }
}

impl<'a> Units<'a> {
    pub(super) fn of(marks: &[Mark<'a>]) -> Self {
        let mut criteria: BTreeMap<&str, usize> =
            marks.iter().map(|mark| (mark.criterion, 0)).collect();
        (0..)
            .zip(criteria.values_mut())
            .for_each(|(at, place)| *place = at);
        let place = |mark: &Mark| criteria.get(mark.criterion).copied().unwrap_or(0);
        let mut sorted: Vec<Placed> = marks
            .iter()
            .map(|mark| {
                (
                    mark.case,
                    place(mark),
                    mark.assessor,
                    mark.on,
                    step(mark.rating),
                )
            })
            .collect();
        sorted.sort_unstable();
        let shared: Vec<&[Placed]> = sorted
            .chunk_by(|a, b| (a.0, a.1) == (b.0, b.1))
            .filter(|marks| marks.first().map(|m| m.2) != marks.last().map(|m| m.2))
            .collect();
        let mut assessors: Vec<Uuid> = shared.iter().flat_map(|m| m.iter().map(|m| m.2)).collect();
        assessors.sort_unstable();
        assessors.dedup();
        let unit = |marks: &[Placed]| {
            let first = marks.first()?;
            let by_one = marks.chunk_by(|a, b| a.2 == b.2);
            let last = by_one.filter_map(|marks| {
                let (_, _, assessor, _, step) = marks.last()?;
                Some((assessors.binary_search(assessor).ok()?, *step))
            });
            Some(Unit {
                case: first.0,
                criterion: first.1,
                on: marks.iter().map(|mark| mark.3).max()?,
                marks: last.collect(),
            })
        };
        Self {
            all: shared.iter().filter_map(|marks| unit(marks)).collect(),
            criteria: criteria.into_keys().collect(),
            assessors,
        }
    }
}
