//! Everything that four people and the clock can do to one application, in every order, to a depth.
//!
//! The manager, the assessors, the operator and the clock act by turns on an application over a
//! small edition. Each act asks the scheme's own functions, as the API does; whatever they allow
//! is done, and the state that follows must break no rule ([`law`] says the rules again, in other
//! words). States that were seen are not walked again.

#![expect(
    clippy::unwrap_used,
    reason = "a world that cannot be made fails its test"
)]

mod acts;
mod law;
mod world;

use std::collections::HashMap;

use acts::{ACTS, Act, Rules};
use world::World;

/// How many acts in a row are tried, from every world there is at first.
const DEPTH: usize = 9;

/// What a walk has seen.
struct Walk {
    states: usize,
    decided: usize,
    /// The first rule broken, with the acts that led there.
    broken: Option<(&'static str, Vec<Act>)>,
}

fn walk(rules: &Rules, depth: usize) -> Walk {
    let place = world::Place::new();
    let mut seen: HashMap<World, Option<(World, Act)>> = HashMap::new();
    let mut edge = World::firsts();
    for world in &edge {
        seen.insert(world.clone(), None);
    }
    let mut decided = 0;
    for _ in 0..depth {
        let mut next = Vec::new();
        for world in &edge {
            for act in ACTS {
                let Ok(after) = acts::act(&place, rules, world, *act) else {
                    continue;
                };
                if seen.contains_key(&after) {
                    continue;
                }
                seen.insert(after.clone(), Some((world.clone(), *act)));
                decided += usize::from(after.decided.is_some());
                if let Some(rule) = law::broken(&place, world, &after) {
                    let broken = Some((rule, path(&seen, &after)));
                    let states = seen.len();
                    return Walk {
                        states,
                        decided,
                        broken,
                    };
                }
                next.push(after);
            }
        }
        edge = next;
    }
    Walk {
        states: seen.len(),
        decided,
        broken: None,
    }
}

/// The acts that led to a world.
fn path(seen: &HashMap<World, Option<(World, Act)>>, to: &World) -> Vec<Act> {
    let mut path = Vec::new();
    let mut at = to.clone();
    while let Some(Some((before, act))) = seen.get(&at) {
        path.push(*act);
        at = before.clone();
    }
    path.reverse();
    path
}

#[test]
fn no_order_of_acts_breaks_a_rule() {
    let walk = walk(&Rules::default(), DEPTH);
    assert!(walk.broken.is_none(), "{:?}", walk.broken);
    // Not so little that it proves nothing.
    assert!(walk.states > 100_000, "{} states", walk.states);
    assert!(walk.decided > 200, "{} decisions", walk.decided);
}

/// The rule that a walk under these rules finds broken.
fn found(rules: &Rules, depth: usize) -> Option<&'static str> {
    walk(rules, depth).broken.map(|(rule, _)| rule)
}

#[test]
fn a_start_without_payment_is_noticed() {
    let rules = Rules {
        step: |state, act, facts, today| {
            let mut facts = facts.clone();
            facts.paid = true;
            domain::lifecycle::step(state, act, &facts, today)
        },
        ..Rules::default()
    };
    assert_eq!(found(&rules, 3), Some("M7"));
}

#[test]
fn an_assessor_with_a_conflict_is_noticed() {
    let rules = Rules {
        assign: |_, _, _, _| Ok(()),
        ..Rules::default()
    };
    assert_eq!(found(&rules, 3), Some("W1"));
}

#[test]
fn an_application_too_early_is_noticed() {
    for forgiven in ["G1", "G2", "G3"] {
        let rules = Rules {
            forgiven: Some(forgiven),
            ..Rules::default()
        };
        assert_eq!(found(&rules, 2), Some(forgiven));
    }
}

#[test]
fn a_shortfall_that_was_not_asked_about_is_noticed() {
    let rules = Rules {
        asked_first: |_| vec![acts::answered_about_everything()],
        ..Rules::default()
    };
    assert_eq!(found(&rules, 6), Some("J5"));
}

#[test]
fn an_outcome_above_the_level_applied_for_is_noticed() {
    let rules = Rules {
        highest: |target| target + 1,
        ..Rules::default()
    };
    assert_eq!(found(&rules, 6), Some("J4"));
}

#[test]
fn a_sampled_decision_released_unseen_is_noticed() {
    let rules = Rules {
        step: |state, act, facts, today| {
            let mut facts = facts.clone();
            facts.second_marking = None;
            domain::lifecycle::step(state, act, &facts, today)
        },
        ..Rules::default()
    };
    assert_eq!(found(&rules, 8), Some("J6"));
}

#[test]
fn a_decision_on_what_is_not_judged_is_noticed() {
    let rules = Rules {
        undecided: |_| Vec::new(),
        ..Rules::default()
    };
    assert_eq!(found(&rules, 4), Some("J3"));
}

#[test]
fn a_decision_with_an_open_request_is_noticed() {
    let rules = Rules {
        step: |state, act, facts, today| {
            let mut facts = facts.clone();
            facts.open_requests = 0;
            domain::lifecycle::step(state, act, &facts, today)
        },
        undecided: |facts| {
            let mut reasons = domain::judgement::undecided(facts);
            reasons.retain(|reason| reason.rule != "J5");
            reasons
        },
        ..Rules::default()
    };
    assert_eq!(found(&rules, 8), Some("J5"));
}
