//! Cases of several weights moved at once, so that another one has room or load is more even (W4).
//!
//! Cases of one weight are given out the best way there is by [`super::matching`]. Where weights
//! differ, a light case may be kept out by a heavy one that could be elsewhere, or two light ones
//! be better where a heavy one is; to find that is a packing problem, for which no quick and exact
//! way is known. So moves are looked through, each case moved once at most, and only so many: that
//! finds all there is among a few cases, and some of it among thousands.

use std::cmp::Reverse;
use std::collections::BTreeSet;

/// How many moves are tried for one case.
const FOR_ONE: usize = 500;
/// How many are tried for all cases together.
const FOR_ALL: usize = 10_000;
/// How many are tried for a more even load, and how many cases are moved at once for it.
const FOR_BALANCE: usize = 2_000;
const AT_ONCE: usize = 4;

/// Cases, who has them, and who may.
pub(super) struct Room<'a> {
    /// Whether each case may be given to each assessor.
    pub may: &'a [Vec<bool>],
    /// What each case weighs.
    pub points: Vec<u32>,
    /// The most that each assessor takes on; none where that is not said.
    pub capacity: Vec<Option<u32>>,
    /// What stays with each assessor.
    pub staying: &'a [u32],
    /// What each assessor has.
    pub loads: Vec<u32>,
    /// Who has each case.
    pub held: Vec<Option<usize>>,
}

impl Room<'_> {
    /// Places what can be placed beside every case that comes before it, the heaviest first and
    /// of one weight the first; a case that comes later may lose its place by it. None where there
    /// is nothing.
    pub(super) fn made(mut self) -> Option<Vec<Option<usize>>> {
        let mut order: Vec<usize> = (0..self.points.len()).collect();
        order.sort_by_key(|case| Reverse(self.points[*case]));
        let mut left = FOR_ALL;
        let mut in_vain = BTreeSet::new();
        let mut any = false;
        for at in 0..order.len() {
            let case = order[at];
            let alike = (self.points[case], &self.may[case]);
            if self.held[case].is_some() || in_vain.contains(&alike) {
                continue;
            }
            let later: BTreeSet<usize> = order[at..].iter().copied().collect();
            let found = [BTreeSet::new(), later].iter().any(|may_lose| {
                let mut search = Search {
                    moved: vec![false; self.points.len()],
                    room: &mut self,
                    may_lose,
                    steps: FOR_ONE.min(left),
                };
                let before = search.steps;
                let found = search.place(case);
                left -= before - search.steps;
                found
            });
            if !found {
                in_vain.insert(alike);
            }
            any |= found;
        }
        any.then_some(self.held)
    }

    /// Moves several cases at once so that load is more even; none where that was not found.
    pub(super) fn evened(mut self, dear: &[i128]) -> Option<Vec<Option<usize>>> {
        let placed = (0..self.points.len()).filter(|case| self.held[*case].is_some());
        let mut placed: Vec<usize> = placed.collect();
        placed.sort_by_key(|case| Reverse(self.points[*case]));
        let before = self.uneven(dear);
        let mut left = FOR_BALANCE;
        (2..=AT_ONCE)
            .any(|moves| self.shift(&placed, moves, &mut left, &|s| s.uneven(dear) < before))
            .then_some(self.held)
    }

    /// Moves so many of the cases to somebody else, so that nobody has too much and it is better.
    fn shift(
        &mut self,
        cases: &[usize],
        moves: usize,
        left: &mut usize,
        is_better: &impl Fn(&Self) -> bool,
    ) -> bool {
        if moves == 0 {
            return is_better(self) && !(0..self.loads.len()).any(|who| self.is_over(who, 0));
        }
        for (at, case) in cases.iter().enumerate() {
            let was = self.held[*case];
            for to in self.who_may(*case).into_iter().map(Some) {
                if to == was {
                    continue;
                }
                let Some(less) = left.checked_sub(1) else {
                    return false;
                };
                *left = less;
                self.give(*case, to);
                if self.shift(&cases[at + 1..], moves - 1, left, is_better) {
                    return true;
                }
                self.give(*case, was);
            }
        }
        false
    }

    /// How far the loads are from even.
    fn uneven(&self, dear: &[i128]) -> i128 {
        let squares = self.loads.iter().zip(dear).map(|(load, dear)| {
            let load = i128::from(*load);
            load * load * dear
        });
        squares.sum()
    }

    fn give(&mut self, case: usize, to: Option<usize>) {
        if let Some(from) = self.held[case] {
            self.loads[from] -= self.points[case];
        }
        if let Some(to) = to {
            self.loads[to] += self.points[case];
        }
        self.held[case] = to;
    }

    /// Whether an assessor has too much with so much more; never where what stays is too much by
    /// itself, since nothing helps there.
    fn is_over(&self, assessor: usize, with: u32) -> bool {
        self.takes_on(assessor)
            && self.capacity[assessor].is_some_and(|most| self.loads[assessor] + with > most)
    }

    /// Whether what stays with an assessor leaves anything at all to give them.
    fn takes_on(&self, assessor: usize) -> bool {
        self.capacity[assessor].is_none_or(|most| self.staying[assessor] <= most)
    }

    /// Who may have a case, those with room first.
    fn who_may(&self, case: usize) -> Vec<usize> {
        let mut who: Vec<usize> = (0..self.loads.len())
            .filter(|assessor| self.may[case][*assessor] && self.takes_on(*assessor))
            .collect();
        who.sort_by_key(|assessor| self.is_over(*assessor, self.points[case]));
        who
    }
}

struct Search<'a, 'b> {
    room: &'a mut Room<'b>,
    moved: Vec<bool>,
    /// The cases that may be left without a place.
    may_lose: &'a BTreeSet<usize>,
    /// How many more moves are tried.
    steps: usize,
}

impl Search<'_, '_> {
    /// Gives a case to anybody who may have it, and moves others until nobody has too much; as it
    /// was where that cannot be done.
    fn place(&mut self, case: usize) -> bool {
        let was = self.room.held[case];
        let mut to: Vec<Option<usize>> = self.room.who_may(case).into_iter().map(Some).collect();
        if self.may_lose.contains(&case) {
            to.push(None);
        }
        self.moved[case] = true;
        for to in to.into_iter().filter(|to| *to != was) {
            let Some(less) = self.steps.checked_sub(1) else {
                break;
            };
            self.steps = less;
            self.room.give(case, to);
            if self.relieve() {
                return true;
            }
            self.room.give(case, was);
        }
        self.moved[case] = false;
        false
    }

    /// Moves cases away from whoever has too much.
    fn relieve(&mut self) -> bool {
        let all = 0..self.room.loads.len();
        let Some(over) = all.into_iter().find(|who| self.room.is_over(*who, 0)) else {
            return true;
        };
        let theirs = self.room.held.iter().enumerate();
        let theirs: Vec<usize> = theirs
            .filter(|(case, held)| **held == Some(over) && !self.moved[*case])
            .map(|(case, _)| case)
            .collect();
        theirs.into_iter().any(|case| self.place(case))
    }
}
