//! A plan: who is given what, so that load is balanced and no rule is broken (W4).

use chrono::NaiveDate;
use uuid::Uuid;

use super::matching::{Candidate, Matching};
use super::room::Room;
use super::unplaced::{Explainer, Unplaced};
use super::{AssessorFacts, CaseFacts, is_open_work, load, objection};

/// Who is given what, as a difference against now (W4).
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// What changes, the most urgent case first; empty where nothing does.
    pub changes: Vec<Change>,
    /// The cases that nobody can be given, the most urgent first.
    pub unplaced: Vec<Unplaced>,
    /// Everybody's load, by id.
    pub loads: Vec<Load>,
}

/// A case that changes hands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The case.
    pub case: Uuid,
    /// Who has it now.
    pub from: Option<Uuid>,
    /// Who gets it; none where nobody may keep it.
    pub to: Option<Uuid>,
}

/// An assessor's load in points before and after (W3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Load {
    /// The assessor.
    pub assessor: Uuid,
    /// Now.
    pub before: u32,
    /// With the plan applied.
    pub after: u32,
    /// The most they take on; none where that is not said.
    pub capacity: Option<u32>,
}

/// The plan for every open case that does not stay where it is (W4).
///
/// It places as many cases as possible, the heaviest first, because they fit hardest, and of one
/// weight the most urgent; nobody loses a case for that unless another one gets a place by it.
/// A case is left out only where it has no place beside those that come before it. Then what may be
/// moved is moved until load cannot be spread more evenly in proportion to capacity. Both are exact
/// for cases of one weight and for a few of several; among many of several weights only so many
/// ways to move some at once are tried. A plan that was applied changes nothing when it is made again,
/// and the order in which cases and assessors are given makes no difference.
pub fn plan(cases: &[CaseFacts], assessors: &[AssessorFacts], today: NaiveDate) -> Plan {
    let board = Board::of(cases, assessors, today);
    let held = board.settled();
    let loads = board.loads(&held, |_| true);
    let of = |place: Option<usize>| place.and_then(|i| board.assessors.get(i)).map(|a| a.id);
    let pairs = || board.open.iter().zip(&held);
    let explainer = Explainer::new(&board.assessors, &loads, today);
    Plan {
        changes: pairs()
            .map(|(case, place)| Change {
                case: case.id,
                from: case.assessor,
                to: of(*place),
            })
            .filter(|change| change.from != change.to)
            .collect(),
        unplaced: pairs()
            .filter(|(_, place)| place.is_none())
            .map(|(case, _)| explainer.explain(case))
            .collect(),
        loads: board
            .assessors
            .iter()
            .zip(&loads)
            .map(|(assessor, after)| Load {
                assessor: assessor.id,
                before: load(assessor.id, cases),
                after: *after,
                capacity: assessor.capacity,
            })
            .collect(),
    }
}

/// Who has each open case: the place of the assessor, case by case.
type Held = Vec<Option<usize>>;

/// What comes first once as many cases as possible are placed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum First {
    /// That cases stay with whoever has them.
    Keep,
    /// That load is even.
    Balance,
}

/// What a plan is made from, in an order of its own.
struct Board<'a> {
    /// Cases that may be given to anybody, the most urgent first.
    open: Vec<&'a CaseFacts>,
    /// By id.
    assessors: Vec<&'a AssessorFacts>,
    /// Whether each case may be given to each assessor, were there room (W1, W2).
    lawful: Vec<Vec<bool>>,
    /// Each assessor's points of work that stays with them.
    staying: Vec<u32>,
    /// What a point of load costs each assessor: the less capacity, the more.
    dear: Vec<i128>,
    /// What cases weigh, the heaviest first.
    weights: Vec<u32>,
    /// Who has each case now, of those who may.
    now: Held,
}

impl<'a> Board<'a> {
    fn of(cases: &'a [CaseFacts], assessors: &'a [AssessorFacts], today: NaiveDate) -> Self {
        const FINE: i128 = 1_000_000_000;
        let mut assessors: Vec<&AssessorFacts> = assessors.iter().collect();
        assessors.sort_by_key(|assessor| assessor.id);
        let stays = |case: &&CaseFacts| case.stays && case.assessor.is_some();
        let kept: Vec<CaseFacts> = cases.iter().filter(stays).cloned().collect();
        let mut open: Vec<&CaseFacts> = cases
            .iter()
            .filter(|case| is_open_work(case.state) && !stays(case))
            .collect();
        open.sort_by_key(|case| case.urgency());
        let mut weights: Vec<u32> = open.iter().map(|case| case.points).collect();
        weights.sort_unstable_by(|a, b| b.cmp(a));
        weights.dedup();
        // Where no capacity is said, the largest said counts.
        let largest = assessors.iter().filter_map(|a| a.capacity).max();
        let dear = |a: &&AssessorFacts| {
            let capacity = a.capacity.or(largest).unwrap_or(1).max(1);
            (FINE / i128::from(capacity)).max(1)
        };
        let row = |case: &&CaseFacts| {
            let may = |a: &&AssessorFacts| objection::standing(a, case, today).is_empty();
            assessors.iter().map(may).collect()
        };
        let lawful: Vec<Vec<bool>> = open.iter().map(row).collect();
        let place = |(case, may): (&&CaseFacts, &Vec<bool>)| {
            let id = case.assessor?;
            let place = assessors.binary_search_by_key(&id, |a| a.id).ok()?;
            (may.get(place) == Some(&true)).then_some(place)
        };
        Self {
            now: open.iter().zip(&lawful).map(place).collect(),
            lawful,
            staying: assessors.iter().map(|a| load(a.id, &kept)).collect(),
            dear: assessors.iter().map(dear).collect(),
            weights,
            open,
            assessors,
        }
    }

    /// Everybody's load, counting of the open cases those of some weights.
    fn loads(&self, held: &Held, counts: impl Fn(u32) -> bool) -> Vec<u32> {
        let mut loads = self.staying.clone();
        for (case, place) in self.open.iter().zip(held) {
            let load = place.and_then(|place| loads.get_mut(place));
            if let Some(load) = load.filter(|_| counts(case.points)) {
                *load = load.saturating_add(case.points);
            }
        }
        loads
    }

    /// How far the loads are from even: the sum of their squares over capacity.
    fn uneven(&self, held: &Held) -> i128 {
        let loads = self.loads(held, |_| true);
        let squares = loads.iter().zip(&self.dear).map(|(load, dear)| {
            let load = i128::from(*load);
            load * load * dear
        });
        squares.sum()
    }

    /// Who has each case when nothing more can be placed or spread.
    ///
    /// Each turn places more, or spreads more evenly what is placed; so the turns end.
    fn settled(&self) -> Held {
        let mut held = self.now.clone();
        loop {
            for weight in &self.weights {
                let loads = self.loads(&held, |other| other > *weight);
                held = self.match_up(*weight, &loads, &held, First::Keep);
            }
            if let Some(fuller) = self.room(&held).made() {
                held = fuller;
                continue;
            }
            let evener = self.weights.iter().find_map(|weight| {
                let loads = self.loads(&held, |other| other != *weight);
                let other = self.match_up(*weight, &loads, &held, First::Balance);
                (self.uneven(&other) < self.uneven(&held)).then_some(other)
            });
            match evener.or_else(|| self.room(&held).evened(&self.dear)) {
                Some(evener) => held = evener,
                None => return held,
            }
        }
    }

    fn room(&self, held: &Held) -> Room<'_> {
        Room {
            may: &self.lawful,
            points: self.open.iter().map(|case| case.points).collect(),
            capacity: self.assessors.iter().map(|a| a.capacity).collect(),
            staying: &self.staying,
            loads: self.loads(held, |_| true),
            held: held.clone(),
        }
    }

    /// The cases of one weight given out anew beside other loads, all others as they are held.
    fn match_up(&self, weight: u32, loads: &[u32], held: &Held, first: First) -> Held {
        let alike: Vec<usize> = (0..self.open.len())
            .filter(|i| self.open.get(*i).is_some_and(|case| case.points == weight))
            .collect();
        let now = match first {
            First::Keep => held,
            First::Balance => &self.now,
        };
        let mut places = self.places(alike.len(), weight, loads);
        if first == First::Keep && fits(&alike, held, &places) {
            return held.clone();
        }
        // What comes first outweighs all that can come of the other: a case that moves makes room
        // in one place at most, and at most every case moves.
        let move_cost = match first {
            First::Keep => places.iter().flatten().max().unwrap_or(&0) + 1,
            First::Balance => {
                let most = alike.len() as i128 + 1;
                let places = places.iter_mut().flatten();
                places.for_each(|cost| *cost *= most);
                1
            }
        };
        let candidate = |i: &usize| Candidate {
            may: self.lawful.get(*i).map_or(&[], Vec::as_slice),
            now: now.get(*i).copied().flatten(),
        };
        let matching = Matching {
            cases: alike.iter().map(candidate).collect(),
            places,
            move_cost,
        };
        let mut given = held.clone();
        for (case, place) in alike.iter().zip(matching.solve()) {
            if let Some(given) = given.get_mut(*case) {
                *given = place;
            }
        }
        given
    }

    /// What each further case of a weight costs each assessor beside other loads, as many as fit
    /// them and there are: what it adds to [`Board::uneven`].
    fn places(&self, cases: usize, weight: u32, loads: &[u32]) -> Vec<Vec<i128>> {
        let all = self.assessors.iter().zip(&self.dear).zip(loads);
        all.map(|((assessor, dear), load)| {
            let fit = match assessor
                .capacity
                .map(|capacity| capacity.checked_sub(*load))
            {
                Some(None) => 0,
                Some(Some(room)) if weight > 0 => cases.min((room / weight) as usize),
                _ => cases,
            };
            let (weight, load) = (i128::from(weight), i128::from(*load));
            let before = (0..fit as i128).map(|more| load + weight * more);
            before
                .map(|load| weight * (2 * load + weight) * dear)
                .collect()
        })
        .collect()
    }
}

/// Whether some cases all have a place that is left to them.
fn fits(cases: &[usize], held: &Held, places: &[Vec<i128>]) -> bool {
    let mut free: Vec<usize> = places.iter().map(Vec::len).collect();
    cases.iter().all(|case| {
        let place = held.get(*case).copied().flatten();
        let free = place.and_then(|place| free.get_mut(place));
        free.is_some_and(|free| match free.checked_sub(1) {
            Some(less) => {
                *free = less;
                true
            }
            None => false,
        })
    })
}
