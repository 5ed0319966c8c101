//! Every table, by SQL, as each kind of viewer (T1).

use tests::make::{self, Stage};
use tests::sql::Sql;
use tests::{TestApp, world};

/// What is Brackenfield's, or nobody's, in the tables that carry no `university_id`; a new table needs a line here.
fn foreign(table: &str, mara: &str) -> Foreign {
    match table {
        "university" => Foreign::Rows(format!("id = '{}'", world::university("brackenfield"))),
        "person" => Foreign::Rows(format!("id = '{}'", world::person("marek"))),
        "staff" => Foreign::Rows(format!(
            "person_id not in ('{mara}', '{}')",
            world::person("omar")
        )),
        "phrase" | "saved_view" | "mail_preference" | "session" => Foreign::Rows(format!(
            "person_id not in ('{mara}', '{}')",
            world::person("omar")
        )),
        // Priya's; omar has said nothing of himself.
        "assessor_profile" | "assessor_absence" => {
            Foreign::Rows(format!("person_id <> '{}'", world::person("omar")))
        }
        // Omar may read what there is to mark while it is part of the set, and what is known when he has finished: he has not.
        "gold_criterion" => Foreign::Rows(
            "case_id in (select id from gold_case where retired_at is not null)".to_owned(),
        ),
        "gold_mark" => Foreign::Rows("true".to_owned()),
        "calibration_mark" | "calibration" => {
            Foreign::Rows(format!("person_id <> '{}'", world::person("omar")))
        }
        // A machine's session, in a way: a university's people see its own, the scheme's are operators'.
        "token" => Foreign::Rows(format!(
            "acting_university = '{}'",
            world::university("brackenfield")
        )),
        // A university's own, and the shared ones to read.
        "provider" => Foreign::Rows(format!(
            "of_university = '{}'",
            world::university("brackenfield")
        )),
        "idempotency" => Foreign::Rows(format!(
            "person_id not in ('{mara}', '{}')",
            world::person("omar")
        )),
        // Left by anybody, read by the system alone.
        "job" | "assignment_run" => Foreign::Closed,
        // Those who run the scheme, and nobody else.
        "import" | "import_row" | "bulk_act" | "bulk_row" | "saved_report" | "letter"
        | "letter_template" | "join_request" | "staff_invitation" | "suppressed_address"
        | "last_sign_in" => Foreign::Closed,
        // Operators; whoever took away what is held of themself; and managers of everything of theirs.
        "export" => Foreign::Rows(format!(
            "made_by not in ('{mara}', '{}')",
            world::person("omar")
        )),
        // Its columns but one, by who works for the scheme.
        "setting" => Foreign::Closed,
        "sign_in" | "spent_logout" | "identity" | "counter" | "trail_head" | "application_move" => {
            Foreign::Closed
        }
        // Everybody's to read, nobody's to write.
        "edition" | "register_entry" | "yearly_agreement" => Foreign::Public,
        other => panic!(
            "{other} has no university_id: say in tests/it/isolation/tables.rs whose its rows are"
        ),
    }
}

enum Foreign {
    Rows(String),
    Closed,
    Public,
}

/// Two universities with everything that can hang on one; Alderbrook's case is with priya.
pub(super) async fn two_universities() -> TestApp {
    let mut app = TestApp::start().await;
    for university in ["brackenfield", "alderbrook"] {
        asked_and_decided(&app, university).await;
    }
    crowd(&app).await;
    app.leave_jobs();
    app
}

/// An application that waits for evidence, and one that was decided.
pub(crate) async fn asked_and_decided(app: &TestApp, university: &str) {
    let case = make::application(app, university, Stage::Judged).await;
    let request = case.request("2.1", "2026-12-07").await;
    let bytes = tests::upload::pdf("who may join");
    let mut declared = tests::upload::declaration(&case.id, &["2.1"], "join.pdf", &bytes);
    declared["requestId"] = request.into();
    tests::upload::send(&case.manager, &declared, &bytes).await;
    make::application(app, university, Stage::Decided).await;
}

/// Everything else that can hang on a university, at Brackenfield.
pub(crate) async fn crowd(app: &TestApp) {
    let marek = app.manager("brackenfield").await;
    let input = serde_json::json!({ "input": make::programme("Under a key") });
    marek
        .ask_under("a-key", make::documents::ADD_PROGRAMME, input)
        .await
        .ok();
    let priya = app.assessor("priya").await;
    make::phrase(&priya, "NOTE", "Not dated").await;
    let held = make::application(app, "brackenfield", Stage::InAssessment).await;
    make::feedback(&held, "Well run so far.").await;
    let left = format!(
        "delete from member where person_id = '{}'",
        world::person("viktor")
    );
    app.owner().await.run(&left).await;
    let sent = make::application(app, "brackenfield", Stage::Submitted).await;
    sent.withdraw().await;
    let (priya, olive) = (world::person("priya"), world::person("olive"));
    let said = format!(
        "insert into assessor_profile values ('{priya}', 21, '{{}}', '{{}}', '{{}}', 1, now(), '{olive}');
         insert into assessor_absence values ('{priya}', '2027-01-04', '2027-01-11', now(), '{priya}');
         insert into declared_conflict values ('{bracken}', '{priya}', 'A friend works there.', now(), '{priya}');
         insert into delivery_framework values ('{bracken}', gen_random_uuid(), 'Together', 'All alike.', 1, now());
         insert into rating_exception select university_id, application_id, '1.1', programme_id, 'NOT_MET', 'Not yet.', 1, now(), '{priya}' from application_programme where university_id = '{bracken}' and application_id in (select id from application where state = 'AWAITING_EVIDENCE');
         insert into evidence_programme select e.university_id, x.application_id, (select t.evidence_id from evidence_tie t where t.application_id = x.application_id limit 1), x.programme_id from rating_exception x join application e on e.id = x.application_id where x.university_id = '{bracken}';
         insert into sampled_programme (university_id, application_id, programme_id, why, chosen_at, chosen_by) select university_id, application_id, programme_id, 'The newest.', now(), '{priya}' from rating_exception where university_id = '{bracken}';
         insert into invitation values ('{bracken}', gen_random_uuid(), '{priya}', '{olive}', now(), now() + interval '14 days', null);
         insert into provider (id, of_university, slug, name, issuer, client_id, client_secret, state) values (gen_random_uuid(), '{bracken}', 'bracken', 'Brackenfield', 'https://login.brackenfield.test', 'pillars', '', 'DRAFT');
         insert into university_domain (university_id, id, name, token, added_at, added_by, verified_at, verified_by) values ('{bracken}', gen_random_uuid(), 'brackenfield.test', 'a token', now(), '{olive}', now(), 'OPERATOR');
         insert into claim_rule select of_university, gen_random_uuid(), id, 'groups', 'mentoring', 'MANAGER', now(), '{olive}' from provider where of_university = '{bracken}';
         insert into last_sign_in values ('{olive}', now());
         insert into university_note values ('{bracken}', gen_random_uuid(), 'Slow to answer.', now(), '{olive}');
         insert into coached_programme select university_id, id, '{priya}', now(), '{priya}' from programme where university_id = '{bracken}';
         insert into programme_contributor select university_id, id, '{priya}' from programme where university_id = '{bracken}';
         insert into successor values ('{bracken}', '{priya}', 1);
         insert into assignment_run values ('{run}', false, now(), '{olive}');
         insert into assignment_move select university_id, '{run}', id, null, '{priya}', 1 from application where university_id = '{bracken}';
         insert into bulk_act values ('{run}', 'HOLD', 'Merging.', 'CHECKING', '{olive}', now());
         insert into saved_report values ('{run}', 'Awards', 'AWARDS', '{{}}', '{{level}}', '{{}}', 'CSV', 'WEEK', 1, '2026-11-23', false, '{olive}', now());
         insert into export (id, report, asked, column_names, format, made_by, made_at) values ('{run}', 'APPLICATIONS', '{{}}', '{{reference}}', 'CSV', '{olive}', now());
         insert into trail_redaction select university_id, seq, '{run}', sha256('') from trail where university_id = '{bracken}' limit 1;
         insert into bulk_row select '{run}', row_number() over (), university_id, id from application where university_id = '{bracken}';
         insert into handed_back select university_id, id, '{priya}', 'Too close to home.', now() from application where university_id = '{bracken}';
         insert into pending_decision select university_id, id, 'Well run.', '{priya}', now() from application where university_id = '{bracken}' and state = 'AWAITING_EVIDENCE';
         insert into second_marking (university_id, application_id, id, why, opened_at) select university_id, application_id, gen_random_uuid(), 'DRAWN', now() from pending_decision;
         insert into second_judgement select university_id, application_id, '1.1', 'MET', '', 1, now(), '{lena}' from second_marking;
         insert into second_outcome select university_id, application_id, 1, null, null, null, 1, now(), '{lena}' from second_marking;
         insert into blind_mark select university_id, application_id, '1.1', '{lena}', 'MET', '2026-11-23' from second_marking;
         insert into gold_case select university_id, id, '{gold}', edition_id, level_rank, 'Once in the set', '{olive}', now(), now() from application where university_id = '{bracken}' and state = 'DECIDED' limit 1;
         insert into gold_criterion values ('{gold}', '1.1', 'Aims.');
         insert into gold_mark values ('{gold}', '1.1', 'MET');
         insert into calibration_mark values ('{priya}', '{gold}', '1.1', 'MET', now());
         insert into calibration values ('{priya}', now(), 80);
         insert into orders (university_id, id, vat_per_mille, lines, created_at) values ('{bracken}', '{run}', 200, '[]', now());
         insert into quote (university_id, id, order_id, currency, net_minor, vat_minor, vat_per_mille, lines, issued_on, open_until, issued_by)
           values ('{bracken}', '{run}', '{run}', 'GBP', 90000, 18000, 200, '[]', '2026-11-23', '2026-12-23', '{olive}');
         insert into quoted_application select a.university_id, '{run}', a.id, a.kind, 1 from application a where a.university_id = '{bracken}' limit 1;
         insert into payment select p.university_id, gen_random_uuid(), p.invoice_id, p.received_on, -1, 'BACS', 'OTHER', p.id, 'Returned.', now(), '{olive}' from payment p where p.university_id = '{bracken}' and p.takes_back is null;
         insert into yearly_agreement values ('2026-10-31', 300, 20, 5, 0.8, 0.7, 0.9);
         insert into case_seen select university_id, application_id, '{priya}', 1 from second_marking;
         insert into mail_preference values ('{priya}', '{{REPORT}}', 1, now(), null, null, null);
         insert into suppressed_address values ('{run}', 'gone@brackenfield.test', '550 5.1.1 No such person.', now(), null);
         insert into join_request (id, university, address, domain, name, position, email, asked_at) values ('{run}', 'Penhallow', '1 High Street', 'penhallow.test', 'Petra', 'Head', 'petra@penhallow.test', now());
         insert into staff_invitation values ('{run}', '{priya}', '{olive}', now(), now() + interval '14 days', null);
         insert into letter_template values ('MONEY', 'Money: {{{{ subject }}}}', '{{{{ message }}}} {{{{ link }}}}', 1, '{olive}', now());
         insert into saved_view values ('{priya}', gen_random_uuid(), 'CASELOAD', 'Mine', 'clock=OVERDUE', false, now());
         insert into token values ('{run}', '{bracken}', 'Nightly', 'plr_ABCDEF', decode(repeat('ab', 32), 'hex'), '{{MONEY}}', false, '{marek}', 'MANAGER', now(), ((now() at time zone 'Europe/London')::date + 90));
         insert into import (id, kind, file_name, size, sha256, upload_key, state, created_at, created_by)
           values ('{run}', 'PROGRAMMES', 'a.csv', 1, repeat('0', 64), 'upload/imports/a', 'COMMITTED', now(), '{olive}');
         insert into import_row (import_id, number, cells, verdict) values ('{run}', 2, '{{A}}', 'NEW');
         insert into application_hold (university_id, application_id, id, reason, held_on, held_at, held_by, resumed_on, resumed_at, resumed_by)
           select university_id, application_id, gen_random_uuid(), 'Merging.', '2026-11-23', now(), '{olive}', '2026-11-23', now(), '{olive}' from second_marking",
        bracken = world::university("brackenfield"),
        run = uuid::Uuid::now_v7(),
        gold = uuid::Uuid::now_v7(),
        lena = world::person("lena"),
        marek = world::person("marek"),
    );
    app.owner().await.run(&said).await;
}

/// Opens a transaction as the server does.
pub(super) fn opening(role: &str, person: &str, university: &str) -> String {
    format!(
        "begin; set local role {role}; set local viewer.person = '{person}'; set local viewer.university = '{university}'; \
         set local viewer.today = '{}'",
        world::FIRST_DAY
    )
}

/// A statement as a viewer, taken back afterwards: how many rows it gave or changed, or what refused it.
pub(super) async fn attempt(sql: &Sql, opening: &str, statement: &str) -> Result<u64, String> {
    sql.run(opening).await;
    let result = sql.attempt(statement).await;
    sql.run("rollback").await;
    result.map(|(_, changed)| changed)
}

/// Row-level security and grants both say this.
const INSUFFICIENT_PRIVILEGE: &str = "42501";

/// A statement that must find and change nothing.
pub(super) async fn nothing(sql: &Sql, opening: &str, statement: &str) {
    match attempt(sql, opening, statement).await {
        Ok(0) => {}
        Ok(rows) => panic!("{opening}\n{statement}\nreached {rows} rows"),
        Err(refused) => assert!(
            refused.starts_with(INSUFFICIENT_PRIVILEGE),
            "{statement}: {refused}"
        ),
    }
}

/// A statement that must be refused outright.
pub(super) async fn refused(sql: &Sql, opening: &str, statement: &str) {
    match attempt(sql, opening, statement).await {
        Ok(rows) => panic!("{opening}\n{statement}\nwas taken: {rows} rows"),
        Err(refused) => assert!(
            refused.starts_with(INSUFFICIENT_PRIVILEGE),
            "{statement}: {refused}"
        ),
    }
}

#[tokio::test]
async fn every_table_as_every_viewer() {
    let app = two_universities().await;
    let (owner, login) = (app.owner().await, app.login_role().await);
    let (alder, bracken) = (
        world::university("alderbrook"),
        world::university("brackenfield"),
    );
    let mara = world::person("mara").to_string();
    let viewers = [
        opening("viewer_anonymous", "", ""),
        opening("viewer_member", &mara, &alder.to_string()),
        opening("viewer_member", &mara, ""),
        // Nobody has given omar a case yet.
        opening("viewer_assessor", &world::person("omar").to_string(), ""),
    ];
    let tenant = owner
        .column("select attrelid::regclass::text from pg_attribute where attname = 'university_id' and attnum > 0 and attrelid in (select oid from pg_class where relkind in ('r', 'p'))")
        .await;
    let mut empty = Vec::new();
    for table in owner.tables().await {
        let rows = if tenant.contains(&table) && table != "trail_head" {
            Foreign::Rows(format!("university_id = '{bracken}'"))
        } else {
            foreign(&table, &mara)
        };
        let (column, predicate, readable) = match rows {
            Foreign::Rows(predicate) => ("ctid", predicate, false),
            Foreign::Closed => ("ctid", "true".to_owned(), false),
            Foreign::Public => ("ctid", "true".to_owned(), true),
        };
        let row = owner
            .column(&format!(
                "select to_jsonb(t) from {table} t where {predicate} limit 1"
            ))
            .await;
        // Sign-in's own tables are filled by signing in; nobody may read them whatever is in them.
        let Some(row) = row.first() else {
            if !matches!(
                table.as_str(),
                "sign_in" | "spent_logout" | "identity" | "provider"
            ) {
                empty.push(table);
            }
            continue;
        };
        let row = row.replace('\'', "''");
        for viewer in &viewers {
            let read = format!("select {column} from {table} where {predicate}");
            if readable {
                assert!(
                    attempt(&login, viewer, &read).await.is_ok(),
                    "{table} is everybody's"
                );
            } else {
                nothing(&login, viewer, &read).await;
            }
            let any = owner.one(&format!("select attname from pg_attribute where attrelid = '{table}'::regclass and attnum > 0 order by attnum limit 1")).await;
            nothing(
                &login,
                viewer,
                &format!("update {table} set {any} = {any} where {predicate}"),
            )
            .await;
            nothing(
                &login,
                viewer,
                &format!("delete from {table} where {predicate}"),
            )
            .await;
            if table != "job" {
                // All its columns but those that the database works out.
                let columns = owner
                    .one(&format!("select string_agg(quote_ident(attname), ', ') from pg_attribute where attrelid = '{table}'::regclass and attnum > 0 and not attisdropped and attgenerated = ''"))
                    .await;
                refused(&login, viewer, &format!("insert into {table} ({columns}) select {columns} from jsonb_populate_record(null::{table}, '{row}')")).await;
            }
            refused(&login, viewer, &format!("truncate {table}")).await;
            if tenant.contains(&table) {
                nothing(&login, viewer, &format!("update {table} set university_id = '{bracken}' where university_id <> '{bracken}'")).await;
            }
        }
        // Without a viewer there is nothing at all.
        for statement in ["select ctid from", "delete from", "truncate"] {
            refused(&login, "begin", &format!("{statement} {table}")).await;
        }
        refused(
            &login,
            "begin",
            &format!("insert into {table} default values"),
        )
        .await;
    }
    assert_eq!(
        empty, [""; 0],
        "nothing of Brackenfield's in these tables: fill them in two_universities"
    );
}

/// A viewer that is half there sees nothing of any tenant.
#[tokio::test]
async fn a_transaction_without_its_day_sees_nothing_of_the_scheme() {
    let app = TestApp::start().await;
    make::application(&app, "alderbrook", Stage::Ready).await;
    let login = app.login_role().await;
    for role in [
        "viewer_member",
        "viewer_assessor",
        "viewer_operator",
        "viewer_system",
    ] {
        let bare = format!("begin; set local role {role}");
        nothing(&login, &bare, "select id from application").await;
        nothing(&login, &bare, "select id from programme").await;
    }
}
