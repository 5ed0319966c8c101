//! Plans beside every way there is, on small worlds by chance; and on larger ones what no plan may
//! do (W1-W4).

#![expect(
    clippy::unwrap_used,
    reason = "a world that cannot be made fails its test"
)]

mod tight;
mod world;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use domain::assignment::{AssessorFacts, CaseFacts, Objection, Plan, load, objections, plan};
use tight::tight;
use uuid::Uuid;
use world::{Size, World, today, world};

const SMALL: Size = Size {
    universities: 4,
    assessors: 3,
    cases: 5,
    capacity: Some((7, 35)),
    weights: &[7, 7, 14, 21, 35],
};

/// Who has each case with the plan applied, case by case, by the place of the assessor.
fn given(world: &World, plan: &Plan) -> Vec<Option<usize>> {
    let to: BTreeMap<Uuid, Option<Uuid>> = plan.changes.iter().map(|c| (c.case, c.to)).collect();
    let place = |case: &CaseFacts| {
        let id = to.get(&case.id).copied().unwrap_or(case.assessor)?;
        world.assessors.iter().position(|a| a.id == id)
    };
    world.cases.iter().map(place).collect()
}

fn may(assessor: &AssessorFacts, case: &CaseFacts) -> bool {
    let found = objections(assessor, case, 0, today());
    found.iter().all(|o| matches!(o, Objection::Full { .. }))
}

/// How good a way is, the less the better: which cases have no place, the first to be placed
/// first; then how far the loads are from even.
type Worth = (Vec<bool>, i128);

struct Ways<'a> {
    world: &'a World,
    may: Vec<Vec<bool>>,
    /// The cases in the order in which they are placed: the heaviest first, then the most urgent.
    order: Vec<usize>,
}

impl<'a> Ways<'a> {
    fn of(world: &'a World) -> Self {
        let mut order: Vec<usize> = (0..world.cases.len()).collect();
        order.sort_by_key(|i| {
            let case = &world.cases[*i];
            (Reverse(case.points), case.due_on, case.id)
        });
        let row = |case| world.assessors.iter().map(|a| may(a, case)).collect();
        Self {
            world,
            may: world.cases.iter().map(row).collect(),
            order,
        }
    }

    fn worth(&self, way: &[Option<usize>]) -> Worth {
        let mut loads = vec![0i128; self.world.assessors.len()];
        for (case, place) in self.world.cases.iter().zip(way) {
            if let Some(place) = place {
                loads[*place] += i128::from(case.points);
            }
        }
        let largest = self.world.assessors.iter().filter_map(|a| a.capacity).max();
        let uneven = self.world.assessors.iter().zip(loads).map(|(a, load)| {
            let capacity = i128::from(a.capacity.or(largest).unwrap_or(1).max(1));
            load * load * (1_000_000_000 / capacity)
        });
        let without = self.order.iter().map(|i| way[*i].is_none()).collect();
        (without, uneven.sum())
    }

    /// The best of all lawful ways, by looking at every one.
    fn best(&self) -> Worth {
        let room = |a: &AssessorFacts| a.capacity.unwrap_or(u32::MAX);
        let mut room: Vec<u32> = self.world.assessors.iter().map(room).collect();
        let mut way = vec![None; self.world.cases.len()];
        let mut best = self.worth(&way);
        self.try_all(0, &mut way, &mut room, &mut best);
        best
    }

    fn try_all(&self, from: usize, way: &mut [Option<usize>], room: &mut [u32], best: &mut Worth) {
        let Some(case) = self.world.cases.get(from) else {
            let worth = self.worth(way);
            if worth < *best {
                *best = worth;
            }
            return;
        };
        self.try_all(from + 1, way, room, best);
        for at in 0..room.len() {
            if self.may[from][at] && room[at] >= case.points {
                (way[from], room[at]) = (Some(at), room[at] - case.points);
                self.try_all(from + 1, way, room, best);
                (way[from], room[at]) = (None, room[at] + case.points);
            }
        }
    }
}

/// The world with a plan's changes made.
fn applied(world: &World, plan: &Plan) -> World {
    let given = given(world, plan);
    let cases = world
        .cases
        .iter()
        .zip(given)
        .map(|(case, place)| CaseFacts {
            assessor: place.map(|place| world.assessors[place].id),
            ..case.clone()
        });
    World {
        cases: cases.collect(),
        assessors: world.assessors.clone(),
    }
}

/// Fails where a plan gives somebody what they may not have, leaves out what somebody could have
/// as things then stand, or gives more reasons for that than it takes.
fn lawful(world: &World, plan: &Plan, seed: u64) {
    let after = applied(world, plan);
    let loads: BTreeMap<Uuid, u32> = after
        .assessors
        .iter()
        .map(|assessor| (assessor.id, load(assessor.id, &after.cases)))
        .collect();
    for case in &after.cases {
        let against = |assessor: &AssessorFacts, own: u32| {
            objections(assessor, case, loads[&assessor.id] - own, today())
        };
        if let Some(id) = case.assessor {
            let holder = after.assessors.iter().find(|a| a.id == id).unwrap();
            assert_eq!(against(holder, case.points), vec![], "seed {seed}");
            continue;
        }
        let unplaced = plan.unplaced.iter().find(|u| u.case == case.id).unwrap();
        let against = after.assessors.iter().map(|a| against(a, 0));
        let kinds: Vec<BTreeSet<String>> = against
            .map(|found| found.iter().map(kind).collect())
            .collect();
        assert!(kinds.iter().all(|kinds| !kinds.is_empty()), "seed {seed}");
        assert_eq!(fewest(&kinds), unplaced.reasons.len(), "seed {seed}");
    }
}

/// What kind of objection it is, whatever else it says.
fn kind(objection: &Objection) -> String {
    let told = format!("{objection:?}");
    told.split(' ').next().unwrap_or_default().to_owned()
}

/// How many kinds it takes that everybody has one of them, by trying every set.
fn fewest(all: &[BTreeSet<String>]) -> usize {
    let every: Vec<&String> = all
        .iter()
        .flatten()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let covers = |set: &u32| {
        let has = |kinds: &BTreeSet<String>| {
            let mut of_set = (0..every.len()).filter(|kind| set & 1 << kind != 0);
            of_set.any(|kind| kinds.contains(every[kind]))
        };
        all.iter().all(has)
    };
    let sets = (0..1u32 << every.len()).filter(covers);
    sets.map(|set| set.count_ones() as usize).min().unwrap()
}

#[test]
fn w4_a_thousand_times_cases_of_one_weight_are_placed_the_best_way_there_is() {
    let size = Size {
        weights: &[7],
        ..SMALL
    };
    for seed in 0..1_000 {
        let world = world(size, seed);
        let ways = Ways::of(&world);
        let plan = plan(&world.cases, &world.assessors, today());
        assert_eq!(
            ways.worth(&given(&world, &plan)),
            ways.best(),
            "seed {seed}"
        );
    }
}

#[test]
fn w4_a_thousand_times_cases_of_several_weights_are_placed_the_best_way_there_is() {
    for seed in 0..1_000 {
        let world = world(SMALL, seed);
        let ways = Ways::of(&world);
        let plan = plan(&world.cases, &world.assessors, today());
        assert_eq!(
            ways.worth(&given(&world, &plan)),
            ways.best(),
            "seed {seed}"
        );
    }
}

#[test]
fn w1_w2_w4_ten_thousand_times_no_rule_is_broken_and_no_reason_is_too_many() {
    for seed in 0..10_000 {
        let size = Size {
            assessors: 1 + seed as usize % 5,
            cases: 1 + seed as usize % 9,
            ..SMALL
        };
        let world = world(size, seed);
        let plan = plan(&world.cases, &world.assessors, today());
        lawful(&world, &plan, seed);
    }
}

#[test]
fn w4_a_plan_for_hundreds_is_lawful_the_same_in_any_order_and_made_again_changes_nothing() {
    for (seed, capacity) in [(1, Some((150, 350))), (2, Some((60, 200))), (3, None)] {
        let size = Size {
            universities: 20,
            assessors: 30,
            cases: 400,
            capacity,
            weights: &[7, 7, 7, 7, 14, 21, 35, 56],
        };
        let world = world(size, seed);
        let first = plan(&world.cases, &world.assessors, today());
        lawful(&world, &first, seed);
        let (mut cases, mut assessors) = (world.cases.clone(), world.assessors.clone());
        cases.reverse();
        assessors.rotate_left(11);
        assert_eq!(plan(&cases, &assessors, today()), first, "in another order");
        let after = applied(&world, &first);
        let again = plan(&after.cases, &after.assessors, today());
        assert_eq!(again.changes, vec![], "made again");
        assert_eq!(again.unplaced, first.unplaced);
    }
}

#[test]
fn w4_every_heavy_case_has_a_place_where_there_is_a_way_however_hard_to_find() {
    for seed in 0..4 {
        let world = tight(80, seed);
        let plan = plan(&world.cases, &world.assessors, today());
        let given = given(&world, &plan);
        for (case, place) in world.cases.iter().zip(given) {
            assert_eq!(
                place.is_some(),
                case.points == 14,
                "seed {seed}: {}",
                case.reference
            );
        }
    }
}
