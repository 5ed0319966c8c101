//! An application moves along its life (L1) and starts when it is paid for (M7).

use std::collections::BTreeSet;

use domain::lifecycle::{ApplicationState, Life};
use tests::TestApp;
use tests::world;

use super::refusals;

refusals! {
    l1_a_submitted_application_is_not_put_on_hold: Submitted, "the product", "L1", "update application set state = 'ON_HOLD'";
    l1_an_assessed_application_is_no_draft_again: InAssessment, "olive", "L1", "update application set state = 'DRAFT'";
    l1_a_withdrawn_application_stays_so: Submitted, "mara", "L1", "update application set state = 'WITHDRAWN'; update application set state = 'SUBMITTED'";
    l1_an_application_begins_as_a_draft: Draft, "mara", "L1",
        "insert into application (university_id, id, edition_id, scope, kind, level, level_rank, state, created_at, updated_at) \
         select university_id, gen_random_uuid(), edition_id, scope, kind, level, level_rank, 'WITHDRAWN', now(), now() from application";
    m7_assessment_does_not_start_unpaid: Submitted, "the product", "M7",
        &format!("update application set state = 'IN_ASSESSMENT', assessor_id = '{}', started_on = viewer_today()", world::person("priya"));
    j4_what_was_applied_for_stays: Submitted, "mara", "J4", "update application set kind = 'REACCREDITATION'";
}

/// The database's moves are those of the rules.
#[tokio::test]
async fn l1_the_database_knows_the_life_of_an_application() {
    let app = TestApp::start().await;
    let kept = app
        .owner()
        .await
        .column("select from_state || ' ' || to_state from application_move")
        .await;
    let kept: BTreeSet<String> = kept.into_iter().collect();
    let rules: BTreeSet<String> = ApplicationState::MOVES
        .iter()
        .filter(|row| row.from != row.to)
        .map(|row| format!("{} {}", row.from, row.to))
        .collect();
    assert_eq!(kept, rules);
}
