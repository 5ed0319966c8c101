//! What a plan of many cases costs: `make bench-assigner`.

#![expect(
    clippy::unwrap_used,
    reason = "a world that cannot be made ends the run"
)]

#[path = "../tests/assigner/world.rs"]
mod world;

use std::time::Instant;

use domain::assignment::{Plan, plan};
use world::{Size, World, today, world};

/// As many cases as weigh this are likely: most are of one programme.
const WEIGHTS: &[u32] = &[7, 7, 7, 7, 7, 7, 14, 14, 21, 35, 56];

fn main() {
    for (name, capacity) in [
        ("room for all", (350, 600)),
        ("room for some", (150, 350)),
        ("no capacity said", (0, 0)),
    ] {
        let size = Size {
            universities: 150,
            assessors: 200,
            cases: 5_000,
            capacity: Some(capacity).filter(|(_, most)| *most > 0),
            weights: WEIGHTS,
        };
        println!("{name}, {} cases, {} assessors", size.cases, size.assessors);
        let mut world = world(size, 1);
        tell("  from nothing", &timed(&world));
        let plan = timed(&world);
        apply(&mut world, &plan.1);
        tell("  made again", &timed(&world));
        for case in world.cases.iter_mut().step_by(3) {
            case.assessor = None;
        }
        tell("  a third is new", &timed(&world));
    }
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        let most = status.lines().find(|line| line.starts_with("VmHWM"));
        println!("{}", most.unwrap_or_default());
    }
}

fn timed(world: &World) -> (f64, Plan) {
    let (start, busy) = (Instant::now(), processor_seconds());
    let plan = plan(&world.cases, &world.assessors, today());
    let busy = processor_seconds().zip(busy).map(|(now, then)| now - then);
    (busy.unwrap_or(start.elapsed().as_secs_f64()), plan)
}

/// How long the processor worked for this program, which other programs do not change; Linux says.
fn processor_seconds() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = told.split(' ').next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}

fn tell(what: &str, (seconds, plan): &(f64, Plan)) {
    println!(
        "{what}: {seconds:.2} s, {} changes, {} without a place",
        plan.changes.len(),
        plan.unplaced.len()
    );
}

fn apply(world: &mut World, plan: &Plan) {
    for change in &plan.changes {
        let case = world.cases.iter_mut().find(|case| case.id == change.case);
        case.unwrap().assessor = change.to;
    }
}
