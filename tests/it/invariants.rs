//! What the rules say cannot be, PostgreSQL refuses by itself: SQL written straight at the tables, as the strongest role the
//! product ever uses and as each viewer that has the grant. Each attempt is a test; its refusal names the rule.

use tests::make::{self, Case, Stage};
use tests::sql::Sql;
use tests::{TestApp, world};

mod assigning;
mod awards;
mod decided;
mod deciding;
mod invoices;
mod lives;
mod races;
mod scope;

/// Opens a transaction as the product itself does for its own work, or for a person.
fn opening(who: &str) -> String {
    let (role, person, university) = match who {
        "the product" => ("viewer_system", String::new(), String::new()),
        name => {
            let person = world::person(name).to_string();
            match name {
                "mara" => (
                    "viewer_member",
                    person,
                    world::university("alderbrook").to_string(),
                ),
                "olive" => ("viewer_operator", person, String::new()),
                _ => ("viewer_assessor", person, String::new()),
            }
        }
    };
    format!(
        "begin; set local role {role}; set local viewer.person = '{person}'; set local viewer.university = '{university}'; \
         set local viewer.today = '{}'",
        world::FIRST_DAY
    )
}

/// Statements in one transaction, committed: what refused it, if anything did.
async fn written(sql: &Sql, opening: &str, statements: &str) -> Result<(), String> {
    sql.run(opening).await;
    let taken = match sql.attempt(statements).await {
        Ok(_) => sql.attempt("commit").await,
        refused => refused,
    };
    if taken.is_err() {
        sql.run("rollback").await;
    }
    taken.map(drop)
}

/// Statements that must be refused by a rule.
async fn refused(sql: &Sql, who: &str, rule: &str, statements: &str) {
    match written(sql, &opening(who), statements).await {
        Ok(()) => panic!("{who} could:\n{statements}"),
        Err(said) => assert!(said.ends_with(&format!("({rule})")), "{statements}\n{said}"),
    }
}

/// One application of Alderbrook's at a stage, and what must be refused there.
async fn attempt(stage: Stage, who: &str, rule: &str, statements: &str) {
    let (app, _) = at(stage).await;
    refused(&app.login_role().await, who, rule, statements).await;
}

async fn at(stage: Stage) -> (TestApp, Case) {
    let mut app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", stage).await;
    app.leave_jobs();
    (app, case)
}

/// One test for each attempt: its name, the application's stage, who writes, the rule, the statements.
macro_rules! refusals {
    ($($name:ident: $stage:ident, $who:literal, $rule:literal, $statements:expr;)+) => {$(
        #[tokio::test]
        async fn $name() {
            crate::invariants::attempt(tests::make::Stage::$stage, $who, $rule, $statements).await;
        }
    )+};
}
use refusals;

/// Decides the one judged application, as the product would, at a level with its award; each part can be told otherwise.
#[derive(Clone, Copy)]
struct Deciding<'a> {
    before: &'a str,
    application: &'a str,
    level: &'a str,
    rank: &'a str,
    decided_by: &'a str,
    award: Option<(&'a str, &'a str, &'a str, &'a str)>,
    programmes: &'a str,
}

const BRONZE: Deciding<'static> = Deciding {
    before: "",
    application: "state = 'IN_ASSESSMENT'",
    level: "'BRONZE'",
    rank: "1",
    decided_by: "assessor_id",
    award: Some(("'BRONZE'", "1", "viewer_today()", "'2027-11-23'")),
    programmes: "select programme_id from application_programme where application_id = w.application_id",
};

impl Deciding<'_> {
    fn sql(&self) -> String {
        let Self {
            before,
            application,
            level,
            rank,
            decided_by,
            award,
            programmes,
        } = self;
        let award = award.map_or_else(String::new, |(level, rank, from, to)| format!(
            "insert into award (university_id, id, application_id, scheme, level, level_title, level_rank, level_count, awarded_on, expires_on) \
             select university_id, gen_random_uuid(), id, 'university', {level}, 'Title', {rank}, 3, {from}, {to} from application where decided_at = now(); \
             insert into award_programme select w.university_id, w.id, p.programme_id from award w, lateral ({programmes}) p \
             where w.application_id = (select id from application where decided_at = now());"
        ));
        format!(
            "{before}; insert into decision (university_id, application_id, level, level_rank, feedback, record, digest, decided_at, decided_by) \
             select university_id, id, {level}, {rank}, 'Well run.', '{{}}', repeat('d', 64), now(), {decided_by} from application where {application}; \
             update application set state = 'DECIDED', decided_at = now(), decided_on = viewer_today() where {application}; {award}"
        )
    }
}
