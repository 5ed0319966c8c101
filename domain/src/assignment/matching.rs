//! Cases that weigh the same, each given to an assessor, at the least cost (W4).
//!
//! A minimum-cost flow, by successive shortest paths: case by case, each is given out along the
//! cheapest chain of moves that makes a place for it, so that what is given out is always given
//! out at the least cost there is, and a case once placed is never left without. Sources: Ahuja,
//! Magnanti and Orlin, *Network Flows* (1993), section 9.7; Edmonds and Karp (1972) for the
//! potentials that keep every step's cost from being negative.
//!
//! The chains are sought between assessors and not through cases: what a step from one to another
//! costs is what its cheapest case costs. So a search looks at two hundred assessors and not at
//! five thousand cases, however many of these are alike or not.

/// Cases of one weight and the places there are for them.
pub(super) struct Matching<'a> {
    /// Case by case, the one to be placed first first.
    pub cases: Vec<Candidate<'a>>,
    /// Assessor by assessor what each further place costs; never less than the one before.
    pub places: Vec<Vec<i128>>,
    /// What it costs that a case is not with whoever has it.
    pub move_cost: i128,
}

/// A case that is given out.
pub(super) struct Candidate<'a> {
    /// Whether each assessor may have it.
    pub may: &'a [bool],
    /// Whoever has it.
    pub now: Option<usize>,
}

impl Matching<'_> {
    /// Who is given each case: as many as possible and of those the first ones, at the least cost.
    pub(super) fn solve(&self) -> Vec<Option<usize>> {
        let mut search = Search::new(self);
        for case in 0..self.cases.len() {
            search.place(case);
        }
        search.given
    }

    /// What a case costs with an assessor, beside the place.
    fn cost(&self, case: usize, assessor: usize) -> Option<i128> {
        let case = self.cases.get(case)?;
        let may = case.may.get(assessor).copied().unwrap_or(false);
        may.then(|| match case.now == Some(assessor) {
            true => 0,
            false => self.move_cost,
        })
    }
}

/// The cheapest case to pass on from one assessor to another: what that costs, and which.
type Hop = Option<(i128, usize)>;

struct Search<'a> {
    of: &'a Matching<'a>,
    given: Vec<Option<usize>>,
    /// The cases that each assessor has been given.
    held: Vec<Vec<usize>>,
    /// Assessor by assessor what passing a case on to each other one costs.
    hops: Vec<Vec<Hop>>,
    /// What is taken off each assessor's distance so that no step has a negative length.
    potential: Vec<i128>,
    /// Assessors from whom no chain leads to a place any more.
    closed: Vec<bool>,
}

/// How an assessor is reached.
#[derive(Clone, Copy)]
struct Reached {
    distance: i128,
    /// Whose case is passed on, and which; none where the new case comes here.
    by: Option<(usize, usize)>,
    settled: bool,
}

impl<'a> Search<'a> {
    fn new(of: &'a Matching<'a>) -> Self {
        let count = of.places.len();
        Self {
            of,
            given: vec![None; of.cases.len()],
            held: vec![Vec::new(); count],
            hops: vec![vec![None; count]; count],
            potential: vec![0; count],
            closed: vec![false; count],
        }
    }

    /// Gives out one more case along the cheapest chain, if there is one.
    fn place(&mut self, case: usize) {
        let open = |assessor: &usize| !self.closed[*assessor];
        let mut reached: Vec<Option<Reached>> = vec![None; self.held.len()];
        for assessor in (0..reached.len()).filter(open) {
            reached[assessor] = self.of.cost(case, assessor).map(|cost| Reached {
                distance: cost - self.potential[assessor],
                by: None,
                settled: false,
            });
        }
        let mut best: Option<(i128, usize)> = None;
        while let Some((distance, at)) = nearest(&reached) {
            if best.is_some_and(|(shortest, _)| shortest <= distance) {
                break;
            }
            self.settle(at, distance, &mut reached);
            if let Some(place) = self.of.places[at].get(self.held[at].len()) {
                let length = distance + self.potential[at] + place;
                if best.is_none_or(|(shortest, _)| length < shortest) {
                    best = Some((length, at));
                }
            }
        }
        let settled = reached.iter().enumerate();
        let settled = settled.filter_map(|(at, r)| r.filter(|r| r.settled).map(|r| (at, r)));
        let Some((length, end)) = best else {
            // Nobody there can pass anything on to somebody with a place, now or later.
            settled.for_each(|(at, _)| self.closed[at] = true);
            return;
        };
        for (at, found) in settled {
            self.potential[at] += (found.distance - length).min(0);
        }
        self.pass_on(case, end, &reached);
    }

    /// Takes an assessor's distance as final and reaches on from there.
    fn settle(&self, at: usize, distance: i128, reached: &mut [Option<Reached>]) {
        if let Some(found) = &mut reached[at] {
            found.settled = true;
        }
        for (to, hop) in self.hops[at].iter().enumerate() {
            let Some((cost, case)) = *hop else { continue };
            let length = distance + cost + self.potential[at] - self.potential[to];
            let nearer = reached[to].is_none_or(|r| !r.settled && length < r.distance);
            if nearer && !self.closed[to] {
                reached[to] = Some(Reached {
                    distance: length,
                    by: Some((at, case)),
                    settled: false,
                });
            }
        }
    }

    /// Makes the moves that lead a case to the end of its chain.
    fn pass_on(&mut self, case: usize, end: usize, reached: &[Option<Reached>]) {
        let mut to = end;
        let mut changed = Vec::new();
        loop {
            changed.push(to);
            let by = reached[to].and_then(|found| found.by);
            let moved = by.map_or(case, |(_, moved)| moved);
            if let Some((from, _)) = by {
                self.held[from].retain(|held| *held != moved);
            }
            self.held[to].push(moved);
            self.given[moved] = Some(to);
            match by {
                Some((from, _)) => to = from,
                None => break,
            }
        }
        for at in changed {
            self.hops[at] = self.hops_from(at);
        }
    }

    /// What passing on a case that an assessor has costs, by whom it would go to.
    fn hops_from(&self, at: usize) -> Vec<Hop> {
        let mut hops: Vec<Hop> = vec![None; self.held.len()];
        for case in &self.held[at] {
            let here = self.of.cost(*case, at).unwrap_or(0);
            for (to, hop) in hops.iter_mut().enumerate().filter(|(to, _)| *to != at) {
                if let Some(there) = self.of.cost(*case, to) {
                    let cost = (there - here, *case);
                    *hop = Some(hop.map_or(cost, |cheapest| cheapest.min(cost)));
                }
            }
        }
        hops
    }
}

/// Whoever is reached at the least distance and not yet settled, the first of several.
fn nearest(reached: &[Option<Reached>]) -> Option<(i128, usize)> {
    let open = reached.iter().enumerate().filter_map(|(at, found)| {
        let found = found.filter(|found| !found.settled)?;
        Some((found.distance, at))
    });
    open.min()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What is given out, beside the same list of all.
    type Given = Vec<Option<usize>>;

    #[derive(Debug, Clone)]
    struct Board {
        may: Vec<Vec<bool>>,
        now: Given,
        places: Vec<Vec<i128>>,
        move_cost: i128,
    }

    impl Board {
        fn solve(&self) -> Given {
            let candidates = self.may.iter().zip(&self.now);
            let matching = Matching {
                cases: candidates
                    .map(|(may, now)| Candidate { may, now: *now })
                    .collect(),
                places: self.places.clone(),
                move_cost: self.move_cost,
            };
            matching.solve()
        }

        /// Which cases have no place, and what the others cost; none where that cannot be.
        fn worth(&self, given: &Given) -> Option<(Vec<bool>, i128)> {
            let mut cost = 0;
            let mut taken = vec![0; self.places.len()];
            for (case, place) in given.iter().enumerate() {
                let Some(at) = *place else { continue };
                if !self.may[case][at] {
                    return None;
                }
                cost += self.places[at].get(taken[at])?;
                cost += if self.now[case] == *place {
                    0
                } else {
                    self.move_cost
                };
                taken[at] += 1;
            }
            Some((given.iter().map(Option::is_none).collect(), cost))
        }

        /// Every way to give out the cases, lawful or not.
        fn ways(&self) -> Vec<Given> {
            let mut ways = vec![Vec::new()];
            for _ in &self.may {
                let further = |way: &Given| {
                    let places = (0..self.places.len()).map(Some).chain([None]);
                    let way = way.clone();
                    places
                        .map(move |place| [way.as_slice(), &[place]].concat())
                        .collect()
                };
                ways = ways
                    .iter()
                    .flat_map(|way| -> Vec<Given> { further(way) })
                    .collect();
            }
            ways
        }
    }

    /// What each further place costs: never less than the one before.
    fn rising() -> impl Strategy<Value = Vec<i128>> {
        proptest::collection::vec(0..9i128, 0..4).prop_map(|mut costs| {
            costs.sort_unstable();
            costs
        })
    }

    fn board() -> impl Strategy<Value = Board> {
        let board = (1..=5usize, 1..=3usize).prop_flat_map(|(cases, assessors)| {
            let may = proptest::collection::vec(proptest::bool::weighted(0.7), assessors);
            (
                proptest::collection::vec(may, cases),
                proptest::collection::vec(proptest::option::of(0..assessors), cases),
                proptest::collection::vec(rising(), assessors),
                0..12i128,
            )
        });
        board.prop_map(|(may, now, places, move_cost)| Board {
            may,
            now,
            places,
            move_cost,
        })
    }

    /// The first case makes way for the second: passing it on costs less than nothing.
    #[test]
    fn w4_a_chain_that_saves_something_is_found() {
        let board = Board {
            may: vec![vec![true, true]; 3],
            now: vec![Some(0), None, Some(0)],
            places: vec![vec![3, 3], vec![1, 3, 7]],
            move_cost: 1,
        };
        let best = board.ways().iter().filter_map(|way| board.worth(way)).min();
        assert_eq!(best, Some((vec![false; 3], 8)));
        assert_eq!(board.worth(&board.solve()), best);
    }

    proptest! {
        #[test]
        fn w4_the_first_cases_have_the_places_at_the_least_cost_of_every_way(board in board()) {
            let best = board.ways().iter().filter_map(|way| board.worth(way)).min();
            prop_assert_eq!(board.worth(&board.solve()), best);
        }
    }
}
