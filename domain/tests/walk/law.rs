//! The rules again, in other words than the scheme's functions use.

use domain::lifecycle::{ApplicationState as App, RequestState};

use crate::world::{BRONZE, CRITERIA, HELD_SINCE, PILLARS, Place, SILVER, World, day};

/// The first rule that a state breaks, seen beside the one before.
pub fn broken(place: &Place, before: &World, after: &World) -> Option<&'static str> {
    let over = matches!(before.state, App::Decided | App::Withdrawn);
    if over && after.state != before.state {
        return Some("L1");
    }
    if let Some(on) = after.submitted
        && let Some(rule) = applied_wrongly(after, on)
    {
        return Some(rule);
    }
    let begun = matches!(
        after.state,
        App::InAssessment | App::AwaitingEvidence | App::OnHold | App::Moderation | App::Decided
    );
    if begun && !after.paid && !after.let_start {
        return Some("M7");
    }
    if begun && after.assessor.is_none() {
        return Some("W1");
    }
    if let Some(assessor) = after.assessor {
        let universities = &place.assessors[assessor].universities;
        if universities.contains(&after.case().university) {
            return Some("W1");
        }
    }
    for pillar in PILLARS {
        let confirmed = after.outcomes[usize::from(pillar) - 1];
        let Some((level, _)) = confirmed else {
            continue;
        };
        if level.unwrap_or(0) > after.target {
            return Some("J4");
        }
        if level.unwrap_or(0) < after.target && !was_asked(after, pillar) {
            return Some("J5");
        }
    }
    after
        .decided
        .and_then(|level| decided_wrongly(after, level))
}

/// Whether a request on the pillar was answered, or its due date has passed.
fn was_asked(world: &World, pillar: u8) -> bool {
    let settled = |state| matches!(state, RequestState::Answered | RequestState::Closed);
    let mut requests = world.requests.iter().filter(|r| r.pillar == pillar);
    requests.any(|request| settled(request.state) || request.due < world.today)
}

/// The rule that stood in the way on the day of submission.
fn applied_wrongly(world: &World, on: i64) -> Option<&'static str> {
    // 6 June to 6 June; six months are over on 6 December.
    let holds = world.held_bronze && (HELD_SINCE..195).contains(&on);
    let since_december = day(on) >= "2026-12-06".parse().unwrap();
    match (holds, world.target) {
        (false, BRONZE) => None,
        (false, _) => Some("G1"),
        (true, BRONZE) if on < 195 - 90 => Some("G3"),
        (true, SILVER) if !since_december => Some("G2"),
        (true, _) => None,
    }
}

fn decided_wrongly(world: &World, level: Option<u8>) -> Option<&'static str> {
    if world.state != App::Decided {
        return Some("L1");
    }
    if world
        .requests
        .iter()
        .any(|r| r.state == RequestState::Open && r.due >= world.today)
    {
        return Some("J5");
    }
    for (criterion, mark) in CRITERIA.iter().zip(world.marks) {
        let counts = world.target == SILVER || criterion.ends_with(".1");
        if counts && mark.is_none() {
            return Some("J3");
        }
    }
    // Both pillars are required: the lower of the two is the level.
    let Some(outcomes) = world.outcomes[0].zip(world.outcomes[1]) else {
        return Some("J3");
    };
    let (first, second) = (outcomes.0.0.unwrap_or(0), outcomes.1.0.unwrap_or(0));
    if level.unwrap_or(0) != first.min(second) {
        return Some("J2");
    }
    if level.unwrap_or(0) > world.target {
        return Some("J4");
    }
    let (submitted, differs, settled) = world.second;
    if world.sampled && (!submitted || (differs && !settled)) {
        return Some("J6");
    }
    None
}
