//! A question takes as many SQL statements for a page of rows as for one.

use serde_json::json;
use tests::TestApp;
use tests::introspect::Types;
use tests::make::{self, Stage};
use tests::statements::MOST;

/// Rows of a page, more than the statements that any question may take.
const ROWS: usize = 7;

#[tokio::test]
async fn a_page_takes_no_more_statements_than_a_row() {
    let mut app = TestApp::start().await;
    for stage in [Stage::Decided, Stage::InAssessment] {
        for _ in 0..ROWS {
            make::application(&app, "alderbrook", stage).await;
        }
    }
    app.leave_jobs();
    let owner = app.owner().await;
    owner
        .run("insert into university (id, name, slug, short_code) select gen_random_uuid(), 'U' || n, 'u-' || n, 'XX' from generate_series(1, 7) n;
              insert into delivery_framework select id, gen_random_uuid(), 'Together', 'All alike.', 1, now() from university;
              insert into assignment_run select gen_random_uuid(), true, now(), (select person_id from staff where role = 'OPERATOR' limit 1) from generate_series(1, 7);
              insert into import (id, kind, file_name, size, sha256, upload_key, state, created_at, created_by)
                select gen_random_uuid(), 'PEOPLE', 'a.csv', 1, repeat('0', 64), 'upload/imports/a', 'UPLOADING', now(), (select person_id from staff where role = 'OPERATOR' limit 1) from generate_series(1, 7);
              insert into saved_report select gen_random_uuid(), 'Awards', 'AWARDS', '{}', '{level}', '{}', 'CSV', 'WEEK', 1, '2026-11-23', false, (select person_id from staff where role = 'OPERATOR' limit 1), now() from generate_series(1, 7);
              insert into export (id, report, asked, column_names, format, made_by, made_at) select gen_random_uuid(), 'APPLICATIONS', '{}', '{reference}', 'CSV', (select person_id from staff where role = 'OPERATOR' limit 1), now() from generate_series(1, 7);
              insert into join_request (id, university, address, domain, name, position, email, asked_at, state, answered_at, answered_by, became)
                select gen_random_uuid(), 'U' || n, 'Street', 'u' || n || '.test', 'Petra', 'Head', 'p@u' || n || '.test', now(), 'ACCEPTED', now(), (select person_id from staff where role = 'OPERATOR' limit 1), (select id from university where slug = 'u-' || n) from generate_series(1, 7) n;
              insert into suppressed_address select gen_random_uuid(), 'gone-' || n || '@alderbrook.test', '550 5.1.1 No such person.', now(), (select id from letter limit 1) from generate_series(1, 7) n;
              insert into token (id, acting_university, name, prefix, hash, areas, writes, made_by, role, made_at, expires_on)
                select gen_random_uuid(), m.university_id, 'Nightly', 'plr_ABCDEF', sha256((n || m.person_id::text)::bytea), '{MONEY}', false, m.person_id, 'MANAGER', now(), ((now() at time zone 'Europe/London')::date + 90)
                from generate_series(1, 7) n, member m where m.role = 'MANAGER';
              insert into session (token_hash, person_id, role, created_at, seen_at, expires_at, id)
                select sha256((n || p.person_id::text)::bytea), p.person_id, 'OPERATOR', now(), now(), now() + interval '1 day', gen_random_uuid()
                from generate_series(1, 7) n, staff p where p.role = 'OPERATOR';
              insert into bulk_act select gen_random_uuid(), 'HOLD', '', 'CHECKING', (select person_id from staff where role = 'OPERATOR' limit 1), now() from generate_series(1, 7);
              insert into quote (university_id, id, price_list, currency, net_minor, vat_minor, vat_per_mille, lines, split, issued_on, open_until, issued_by)
                select a.university_id, a.id, 'a', 'GBP', 100, 20, 200, '[]', '[]', '2026-11-23', '2026-12-23', (select person_id from staff where role = 'OPERATOR' limit 1) from application a;
              insert into quoted_application select university_id, id, id, kind, 1 from application;
              with p as (insert into person (id, name) select gen_random_uuid(), 'Assessor ' || n from generate_series(1, 7) n returning id)
              insert into staff select id, 'ASSESSOR' from p")
        .await;
    let olive = app.operator().await;
    let types = Types::read().await;
    let mut asked = 0;
    for root in types.roots() {
        let Some(of) = root.of.strip_suffix("Connection") else {
            continue;
        };
        // A list that is of one thing is of one thing.
        let narrow = root
            .args
            .iter()
            .any(|arg| arg["type"]["kind"] == "NON_NULL");
        if root.operation != "query" || narrow {
            continue;
        }
        let rows = format!(
            "{{ {}(first: 10) {{ nodes {{ __typename }} }} }}",
            root.name
        );
        let seen = olive.ask_freely(&rows, json!({})).await;
        let seen = seen
            .at(&format!("/{}/nodes", root.name))
            .as_array()
            .map_or(0, Vec::len);
        assert!(seen >= ROWS, "{} shows {seen} rows: make more", root.name);
        for selection in types.selections(of, 1) {
            let document = format!(
                "{{ {}(first: 10) {{ nodes {{ {selection} }} }} }}",
                root.name
            );
            let answer = olive.ask_freely(&document, json!({})).await;
            answer.ok();
            let took = answer.statements.unwrap_or(0);
            assert!(took <= MOST, "{took} SQL statements for {document}");
            asked += 1;
        }
    }
    assert!(asked > 200, "only {asked} questions were found");
}
