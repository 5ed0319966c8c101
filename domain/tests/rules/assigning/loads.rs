//! W3: how heavy a case is, and what counts as work.

use domain::assignment::{ProgrammeWeights, is_open_work, load, points};
use domain::lifecycle::ApplicationState as App;

use super::*;

rules! {
    w3_load_in_points {
        "One programme against seven pillars is 7 points":
            points(7, 1, &ProgrammeWeights::default()) => 7;
        "Five programmes together weigh twice as much":
            points(7, 5, &ProgrammeWeights::default()) => 14;
        "Six weigh three times as much":
            points(7, 6, &ProgrammeWeights::default()) => 21;
        "Fifty weigh five times as much":
            points(7, 50, &ProgrammeWeights::default()) => 35;
        "More than fifty weigh eight times as much":
            points(7, 51, &ProgrammeWeights::default()) => 56;
        "The weights are the scheme's to set, in any order":
            [1, 2, 3, 4].map(|n| points(5, n, &ProgrammeWeights::new(vec![(3, 4), (1, 2)])))
            => [10, 20, 20, 20];
        "Without weights a case weighs its pillars":
            points(5, 3, &ProgrammeWeights::new(vec![])) => 5;
        "Submitted, in assessment and in moderation is open work; nothing else is":
            App::ALL.iter().copied().filter(|s| is_open_work(*s)).collect::<Vec<_>>()
            => vec![App::Submitted, App::InAssessment, App::Moderation];
        "What waits for the university or is on hold does not count, nor what others have":
            load(id("Ada"), &[
                with("Ada", App::InAssessment, heavy("APP-1", 7)),
                with("Ada", App::AwaitingEvidence, heavy("APP-2", 14)),
                with("Ada", App::OnHold, heavy("APP-3", 14)),
                with("Ada", App::Decided, heavy("APP-4", 14)),
                with("Ben", App::InAssessment, heavy("APP-5", 14)),
                with("Ada", App::Submitted, heavy("APP-6", 21)),
            ]) => 28;
    }
}
