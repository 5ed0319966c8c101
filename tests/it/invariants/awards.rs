//! A programme holds a level by one award at a time (A2), which changes only by ending (A3, A5).

use tests::make::{self, Stage};
use tests::sql::Sql;
use tests::{TestApp, world};

use super::{BRONZE, Deciding, at, opening, refusals, refused, written};

refusals! {
    a3_an_award_does_not_change: Decided, "the product", "A3", "update award set expires_on = '2029-11-23'";
    a3_an_award_does_not_change_by_an_operator: Decided, "olive", "A3", "update award set level = 'GOLD', level_rank = 3";
    a3_an_award_keeps_its_number: Decided, "the product", "A3", "update award set number = 'UMS-2026-000099'";
    a3_an_award_ends_once: Decided, "the product", "A3",
        "update award set ended_on = '2027-01-01', ended_as = 'WITHDRAWN'; update award set ended_on = null, ended_as = null";
    a5_an_award_names_what_it_names: Decided, "the product", "A5", "delete from award_programme";
    a3_an_award_is_not_removed: Decided, "the product", "A3", "with named as (delete from award_programme) delete from award";
    a5_no_programme_is_added_to_an_award: Decided, "the product", "A5",
        "insert into programme select university_id, gen_random_uuid(), 'Another', purpose, directions, mentors, started_on, coordinator, 1, now() from programme; \
         insert into award_programme select w.university_id, w.id, p.id from award w, programme p where p.name = 'Another'";
    j8_a_draft_has_no_award: Decided, "the product", "J8",
        "insert into application (university_id, id, edition_id, scope, kind, level, level_rank, state, created_at, updated_at) \
         select university_id, gen_random_uuid(), edition_id, scope, kind, level, level_rank, 'DRAFT', now(), now() from application; \
         insert into award (university_id, id, application_id, scheme, level, level_title, level_rank, level_count, awarded_on, expires_on) \
         select university_id, gen_random_uuid(), id, 'university', 'BRONZE', 'Bronze', 1, 3, '2026-11-23', '2027-11-23' from application where state = 'DRAFT'";
}

/// Another judged application for the programme that the first award names: a renewal, whatever day it is.
pub(super) async fn renewing(sql: &Sql, id: &str) {
    let first = "(select application_id from award order by number limit 1)";
    let made = format!(
        "insert into application (university_id, id, edition_id, scope, kind, level, level_rank, state, created_at, updated_at) \
         select university_id, '{id}', edition_id, scope, 'REACCREDITATION', level, level_rank, 'DRAFT', now(), now() from application where id = {first}; \
         insert into application_programme select university_id, '{id}', programme_id from application_programme where application_id = {first}; \
         update application set state = 'SUBMITTED', order_id = (select order_id from application where id = {first}) where id = '{id}'; \
         update application set state = 'IN_ASSESSMENT', assessor_id = '{priya}', started_on = viewer_today() where id = '{id}'; \
         insert into judgement select university_id, '{id}', criterion, value, note, 1, now(), updated_by from judgement where application_id = {first}; \
         insert into outcome select university_id, '{id}', pillar, level_rank, best_fit_rank, null, 1, now(), confirmed_by from outcome where application_id = {first}",
        priya = world::person("priya")
    );
    written(sql, &opening("the product"), &made).await.unwrap();
}

/// The decision of such a renewal, with an award over those days.
pub(super) fn renewal(id: &str, from: &str, to: &str) -> String {
    let (application, from, to) = (
        format!("id = '{id}'"),
        format!("'{from}'"),
        format!("'{to}'"),
    );
    Deciding {
        application: &application,
        award: Some(("'BRONZE'", "1", &from, &to)),
        ..BRONZE
    }
    .sql()
}

pub(super) const ONE: &str = "00000000-0000-7000-8000-000000000001";
pub(super) const TWO: &str = "00000000-0000-7000-8000-000000000002";

pub(super) async fn awarded() -> (TestApp, Sql) {
    let mut app = TestApp::start().await;
    make::application(&app, "alderbrook", Stage::Decided).await;
    app.leave_jobs();
    let login = app.login_role().await;
    (app, login)
}

#[tokio::test]
async fn a2_awards_of_a_programme_at_a_level_do_not_overlap() {
    let (_app, login) = awarded().await;
    renewing(&login, ONE).await;
    let early = renewal(ONE, world::FIRST_DAY, "2027-11-23");
    refused(&login, "the product", "A2", &early).await;
    // One that is at another level, or over by then, is not in the way.
    let ended =
        format!("update award set ended_on = viewer_today(), ended_as = 'WITHDRAWN'; {early}");
    let taken = written(&login, &opening("the product"), &ended).await;
    assert_eq!(taken, Ok(()));
}

#[tokio::test]
async fn a2_a_renewal_starts_on_the_old_expiry() {
    let (_app, login) = awarded().await;
    renewing(&login, ONE).await;
    let gap = renewal(ONE, "2027-11-24", "2028-11-24");
    refused(&login, "the product", "A2", &gap).await;
    let taken = written(
        &login,
        &opening("the product"),
        &renewal(ONE, "2027-11-23", "2028-11-23"),
    )
    .await;
    assert_eq!(
        taken,
        Ok(()),
        "half-open: it begins on the day the old one ends"
    );
    renewing(&login, TWO).await;
    let twice = renewal(TWO, "2027-11-23", "2028-11-23");
    refused(&login, "the product", "A2", &twice).await;
}

#[tokio::test]
async fn a3_an_award_may_end() {
    let (app, _) = at(Stage::Decided).await;
    let ended = "update award set ended_on = '2027-01-01', ended_as = 'WITHDRAWN'";
    let taken = written(&app.login_role().await, &opening("olive"), ended).await;
    assert_eq!(taken, Ok(()));
}
