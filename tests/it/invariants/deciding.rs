//! A decision says what follows from what was judged (J2-J5), and the award what follows from the decision (J8, A1, A2, A5).

use tests::make::Stage;

use super::{BRONZE, Deciding, at, opening, refusals, written};

const ASK: &str = "insert into evidence_request select university_id, gen_random_uuid(), id, '{1.2}', 'Which?', '2026-12-07', 'OPEN', 1, now(), assessor_id from application";
const FALLS_SHORT: &str =
    "update outcome set level_rank = null, reason = 'Less than it seems.' where pillar = 1";

fn short(asked: &str) -> String {
    let before = format!("{FALLS_SHORT}; {asked}");
    let deciding = Deciding {
        before: &before,
        ..BRONZE
    };
    deciding.sql()
}

fn before(statement: &str) -> String {
    let deciding = Deciding {
        before: statement,
        ..BRONZE
    };
    deciding.sql()
}

fn awarded(award: Option<(&str, &str, &str, &str)>) -> String {
    let deciding = Deciding { award, ..BRONZE };
    deciding.sql()
}

refusals! {
    j4_an_outcome_is_not_above_the_level_applied_for: Judged, "the product", "J4", "update outcome set level_rank = 2, best_fit_rank = 2";
    j4_an_outcome_is_not_put_above_it_by_the_assessor: Judged, "priya", "J4", "update outcome set level_rank = 2, reason = 'So good.'";
    j5_no_shortfall_without_asking: Judged, "the product", "J5", &short("");
    j5_no_shortfall_while_the_question_is_open: Judged, "the product", "J5", &short(ASK);
    j5_no_shortfall_on_a_question_about_another_pillar: Judged, "the product", "J5",
        &short("insert into evidence_request select university_id, gen_random_uuid(), id, '{2.1}', 'Which?', viewer_today(), 'OPEN', 1, now(), assessor_id from application; \
                update evidence_request set state = 'ANSWERED', answer = 'This.'");
    j5_no_question_is_made_up_as_answered: Judged, "the product", "J5",
        "insert into evidence_request select university_id, gen_random_uuid(), id, '{1.1}', 'Which?', '2026-12-07', 'ANSWERED', 1, now(), assessor_id, 'This.' from application";
    j5_no_question_is_due_before_it_is_asked: Judged, "priya", "J5",
        "insert into evidence_request select university_id, gen_random_uuid(), id, '{1.1}', 'Which?', '2026-11-22', 'OPEN', 1, now(), assessor_id from application";
    j5_a_due_day_does_not_move: Judged, "the product", "J5",
        "insert into evidence_request select university_id, gen_random_uuid(), id, '{1.1}', 'Which?', '2026-12-07', 'OPEN', 1, now(), assessor_id from application; \
         update evidence_request set due_on = '2026-11-01'";
    j5_a_question_is_not_taken_back: Judged, "the product", "J5",
        "insert into evidence_request select university_id, gen_random_uuid(), id, '{1.1}', 'Which?', '2026-12-07', 'OPEN', 1, now(), assessor_id from application; \
         delete from evidence_request";
    l1_a_question_does_not_lapse_before_its_day: Judged, "the product", "L1",
        "insert into evidence_request select university_id, gen_random_uuid(), id, '{1.1}', 'Which?', '2026-12-07', 'OPEN', 1, now(), assessor_id from application; \
         update evidence_request set state = 'LAPSED'";
    j3_every_pillar_has_an_outcome: Judged, "the product", "J3", &before("delete from outcome where pillar = 7");
    j3_every_criterion_is_judged: Judged, "the product", "J3", &before("delete from judgement where criterion = '4.5'");
    j3_no_pillar_is_made_up: Judged, "the product", "J3",
        &before("insert into outcome select university_id, application_id, 8, 1, 1, null, 1, now(), confirmed_by from outcome where pillar = 1");
    j2_the_level_is_what_the_pillars_reach: Judged, "the product", "J2", &Deciding { level: "null", rank: "null", award: None, ..BRONZE }.sql();
    j2_a_level_is_not_given_another_name: Judged, "the product", "J2", &Deciding { level: "'GOLD'", ..BRONZE }.sql();
    j2_no_decision_at_the_level_that_five_pillars_reach: Judged, "the product", "J2",
        &before("insert into evidence_request select university_id, gen_random_uuid(), id, '{1.1,2.1}', 'Which?', viewer_today(), 'OPEN', 1, now(), assessor_id from application; \
                 update evidence_request set state = 'ANSWERED', answer = 'This.'; update outcome set level_rank = null, reason = 'Less.' where pillar < 3");
    j7_a_decision_decides_its_application: Judged, "the product", "J7",
        "insert into decision select university_id, id, 'BRONZE', 1, 'Well run.', '{}', repeat('d', 64), now(), assessor_id from application";
    j7_an_application_is_decided_by_a_decision: Judged, "the product", "J7", "update application set state = 'DECIDED', decided_at = now(), decided_on = viewer_today()";
    j7_a_decision_is_of_its_day: Judged, "the product", "J7", &before("update application set due_on = due_on").replace("decided_on = viewer_today()", "decided_on = '2026-11-20'").replace("1, 3, viewer_today(), '2027-11-23'", "1, 3, '2026-11-20', '2027-11-20'");
    j8_an_award_follows_a_decision: Judged, "the product", "J8",
        "insert into award (university_id, id, application_id, scheme, level, level_title, level_rank, level_count, awarded_on, expires_on) \
         select university_id, gen_random_uuid(), id, 'university', 'BRONZE', 'Bronze', 1, 3, '2026-11-23', '2027-11-23' from application";
    j8_a_level_reached_is_awarded: Judged, "the product", "J8", &awarded(None);
    j8_an_award_is_at_the_level_decided: Judged, "the product", "J8", &awarded(Some(("'SILVER'", "2", "viewer_today()", "'2027-11-23'")));
    a1_an_award_lasts_its_year: Judged, "the product", "A1", &awarded(Some(("'BRONZE'", "1", "viewer_today()", "'2028-11-23'")));
    a2_an_award_starts_on_the_day_of_decision: Judged, "the product", "A2", &awarded(Some(("'BRONZE'", "1", "'2026-11-01'", "'2027-11-01'")));
    a5_an_award_names_its_programmes: Judged, "the product", "A5", &Deciding { programmes: "select null::uuid as programme_id where false", ..BRONZE }.sql();
    a5_an_award_names_no_others: Judged, "the product", "A5", &Deciding {
        before: "insert into programme select university_id, gen_random_uuid(), 'Another', purpose, directions, mentors, started_on, coordinator, 1, now() from programme",
        programmes: "select id as programme_id from programme where university_id = w.university_id", ..BRONZE }.sql();
    w1_nobody_decides_for_a_university_of_theirs: Judged, "the product", "W1",
        &Deciding { decided_by: "(select person_id from member m where m.university_id = application.university_id limit 1)", ..BRONZE }.sql();
}

/// What is lawful passes, so that the refusals above are for what they say.
#[tokio::test]
async fn a_decision_that_follows_is_taken() {
    let (app, _) = at(Stage::Judged).await;
    let login = app.login_role().await;
    let taken = written(&login, &opening("the product"), &BRONZE.sql()).await;
    assert_eq!(taken, Ok(()));
}

#[tokio::test]
async fn j5_a_shortfall_after_an_answer_or_the_due_day_is_taken() {
    for settled in [
        "update evidence_request set state = 'ANSWERED', answer = 'This.'",
        "set local viewer.today = '2026-12-08'",
    ] {
        let (app, _) = at(Stage::Judged).await;
        let login = app.login_role().await;
        let deciding = short(&format!("{ASK}; {settled}")).replace(
            "'2027-11-23'",
            "(viewer_today() + interval '12 months')::date",
        );
        let taken = written(&login, &opening("the product"), &deciding).await;
        assert_eq!(taken, Ok(()), "{settled}");
    }
}
