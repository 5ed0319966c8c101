//! What was judged stays as it was judged (J7), and with it the standard it was judged by (S1).

use tests::make::Stage;
use tests::world;

use super::{at, attempt, opening, refusals, refused, written};

refusals! {
    j7_a_judgement_is_not_changed: Decided, "the product", "J7", "update judgement set value = 'NOT_MET'";
    j7_a_judgement_is_not_changed_by_its_assessor: Decided, "priya", "J7", "update judgement set note = 'Not seen.'";
    j7_a_judgement_is_not_removed: Decided, "the product", "J7", "delete from judgement";
    j7_a_judgement_is_not_added: Decided, "the product", "J7",
        "insert into judgement select university_id, application_id, '1.4', value, note, 1, now(), updated_by from judgement limit 1";
    j7_an_outcome_is_not_changed: Decided, "the product", "J7", "update outcome set level_rank = null, reason = 'Why not.'";
    j7_an_outcome_is_not_changed_by_its_assessor: Decided, "priya", "J7", "update outcome set level_rank = null, reason = 'Why not.'";
    j7_an_outcome_is_not_removed: Decided, "the product", "J7", "delete from outcome";
    j7_a_self_rating_is_not_changed: Decided, "the product", "J7", "update self_rating set statement = 'Otherwise.'";
    j7_a_self_rating_is_not_changed_by_its_university: Decided, "mara", "J7", "update self_rating set statement = 'Otherwise.'";
    j7_a_self_rating_is_not_removed: Decided, "the product", "J7", "delete from self_rating";
    j7_evidence_is_not_untied: Decided, "the product", "J7", "delete from evidence_tie";
    j7_evidence_is_not_untied_by_its_university: Decided, "mara", "J7", "delete from evidence_tie";
    j7_evidence_is_not_tied_elsewhere: Decided, "the product", "J7", "update evidence_tie set criterion = '1.9' where criterion = '1.1'";
    j7_evidence_is_not_renamed: Decided, "mara", "J7", "update evidence set title = 'Another'";
    j7_nothing_is_asked_afterwards: Decided, "the product", "J7",
        "insert into evidence_request select university_id, gen_random_uuid(), id, '{1.1}', 'Which?', viewer_today(), 'OPEN', 1, now(), assessor_id from application";
    j7_a_decision_is_not_changed: Decided, "the product", "J7", "update decision set feedback = 'Otherwise.'";
    j7_a_decision_is_not_removed: Decided, "the product", "J7", "delete from decision";
    j7_a_decided_application_is_not_opened_again: Decided, "the product", "J7", "update application set state = 'IN_ASSESSMENT', decided_at = null";
    j7_a_decided_application_does_not_change: Decided, "olive", "J7", "update application set due_on = '2027-01-01'";
    j7_its_programmes_do_not_change: Decided, "the product", "J7", "delete from application_programme";
    j7_no_programme_is_added_once_it_is_sent: Submitted, "mara", "J7",
        "insert into programme select university_id, gen_random_uuid(), 'Another', purpose, directions, mentors, started_on, coordinator, 1, now() from programme; \
         insert into application_programme select a.university_id, a.id, p.id from application a, programme p where p.name = 'Another'";
    j7_an_application_does_not_become_another: Ready, "the product", "J7", "update application set reference = 'ALD-0099'";
    s1_an_application_keeps_its_edition: Draft, "the product", "S1",
        "insert into edition select gen_random_uuid(), scheme, '2022', repeat('b', 64), document, in_force_from, published_at from edition; \
         update application set edition_id = (select id from edition where code = '2022')";
    s1_a_published_edition_is_not_changed: Draft, "the product", "S1", "update edition set document = jsonb_set(document, '{rules,pillars_required_for_level}', '1')";
    s1_a_published_edition_is_not_removed: Draft, "the product", "S1", "delete from application_programme; delete from application; delete from edition";
    s1_a_level_is_one_of_the_editions: Draft, "mara", "S1", "update application set level = 'PLATINUM'";
    j4_the_level_applied_for_stays: Judged, "the product", "J4", "update application set level = 'SILVER', level_rank = 2";
    j4_the_level_applied_for_stays_for_the_assessor_too: Judged, "priya", "J4", "update application set level = 'SILVER', level_rank = 2";
}

#[tokio::test]
async fn j7_nothing_moves_into_or_out_of_a_decided_application() {
    let (app, _) = at(Stage::Decided).await;
    tests::make::application(&app, "alderbrook", Stage::Judged).await;
    let login = app.login_role().await;
    for table in ["judgement", "outcome", "self_rating", "evidence_tie"] {
        for (from, to) in [("DECIDED", "IN_ASSESSMENT"), ("IN_ASSESSMENT", "DECIDED")] {
            let key = match table {
                "outcome" => "pillar = pillar + 10",
                _ => "criterion = criterion || 'x'",
            };
            let moved = format!(
                "update {table} set application_id = (select id from application where state = '{to}'), {key} \
                 where application_id = (select id from application where state = '{from}')"
            );
            refused(&login, "the product", "J7", &moved).await;
        }
    }
}

#[tokio::test]
async fn j7_a_decided_applications_files_are_kept() {
    let (app, mut case) = at(Stage::Ready).await;
    app.owner()
        .await
        .run(
            "insert into evidence select university_id, gen_random_uuid(), 'FILE', 'Handbook', null, null, null, now(), gen_random_uuid() from application; \
             insert into evidence_file (university_id, evidence_id, name, size, sha256, content_type, state, upload_key, object_key) \
             select university_id, id, 'h.pdf', 10, repeat('a', 64), 'application/pdf', 'CLEAN', 'k', 'k' from evidence where kind = 'FILE'; \
             insert into evidence_tie select e.university_id, a.id, e.id, '1.1' from evidence e, application a where e.kind = 'FILE'",
        )
        .await;
    case.submit().await;
    case.start("priya").await;
    case.judge("MET").await;
    case.confirm().await;
    case.decide(&app).await;
    let login = app.login_role().await;
    refused(&login, "the product", "J7", "delete from evidence_file").await;
    refused(
        &login,
        "mara",
        "E1",
        "update evidence_file set sha256 = repeat('b', 64)",
    )
    .await;
}

#[tokio::test]
async fn nothing_of_it_is_ever_emptied() {
    let (app, _) = at(Stage::Draft).await;
    let (login, owner) = (app.login_role().await, app.owner().await);
    for (table, rule) in [
        ("judgement", "J7"),
        ("outcome", "J7"),
        ("self_rating", "J7"),
        ("evidence_tie", "J7"),
        ("evidence_request", "J7"),
        ("decision", "J7"),
        ("application", "J7"),
        ("application_programme", "J7"),
        ("award", "A3"),
        ("award_programme", "A5"),
        ("edition", "S1"),
        ("invoice", "M6"),
        ("credit_note", "M6"),
        ("payment", "M6"),
        ("quote", "M6"),
        ("quoted_application", "M6"),
    ] {
        let emptied = format!("truncate {table} cascade");
        let said = written(&login, &opening("the product"), &emptied).await;
        assert!(said.is_err_and(|said| said.starts_with("42501")), "{table}");
        // The owner, by mistake; a table that others point to is told of whichever of them is emptied first.
        let said = written(&owner, "begin", &emptied).await.unwrap_err();
        assert!(
            said.contains("is never emptied"),
            "{table} ({rule}): {said}"
        );
    }
}

/// What is lawful passes: the refusals above are for what they say.
#[tokio::test]
async fn an_undecided_application_is_still_judged() {
    let (app, _) = at(Stage::Judged).await;
    let login = app.login_role().await;
    let lawful = "update judgement set note = 'Seen again.'; delete from outcome where pillar = 1; update application set due_on = '2027-01-01'";
    written(&login, &opening("the product"), lawful)
        .await
        .unwrap();
    assert_eq!(world::FIRST_DAY, "2026-11-23");
    attempt(
        Stage::Judged,
        "the product",
        "J7",
        "set transaction isolation level repeatable read; update judgement set note = 'On an old view.'",
    )
    .await;
}
