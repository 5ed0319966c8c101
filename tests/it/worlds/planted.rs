//! Leaks that are planted, one of each kind: the walk finds every one, or its silence elsewhere would say nothing.

use domain::id;
use serde_json::Value;
use tests::TestApp;

use super::hearing;
use super::made::Worlds;
use super::walk::{self, Difference, Told};

/// The full world with a hole in it.
async fn holed(worlds: &Worlds, hole: &str) -> TestApp {
    let mut full = TestApp::copy_of(&worlds.full).await;
    full.leave_jobs();
    full.owner().await.run(hole).await;
    full
}

/// What the walk finds of these fields in a world with a hole.
async fn found(who: &'static str, roots: &[&str], hole: &str) -> Vec<Difference> {
    found_through(who, roots, hole, |_, said| said).await
}

/// The same, where the hole is in what is said.
async fn found_through(
    who: &'static str,
    roots: &[&str],
    hole: &str,
    through: impl Fn(&Told, String) -> String,
) -> Vec<Difference> {
    let worlds = Worlds::get().await;
    let full = holed(worlds, hole).await;
    let told = worlds.told(who).await.iter();
    let told: Vec<Told> = told
        .filter(|one| roots.contains(&one.root.as_str()))
        .cloned()
        .collect();
    assert!(!told.is_empty(), "nobody asks {roots:?}");
    walk::again_through(&worlds.person(&full, who), who, &told, through).await
}

/// Whether it was found there.
#[track_caller]
fn is_found(found: &[Difference], path: &str, with: &str) {
    let there = |d: &&Difference| d.path.starts_with(path) && d.with == with;
    let names: Vec<String> = found
        .iter()
        .map(|d| format!("{} ({})", d.path, d.with))
        .collect();
    assert!(
        found.iter().any(|d| there(&d)),
        "not found at {path} ({with}): {names:#?}"
    );
}

/// An id of Brackenfield's, as the API says it and as the database does.
fn theirs(worlds: &Worlds, kind: &str) -> (String, String) {
    let written = worlds.few.ids[kind].last().unwrap().clone();
    let (_, uuid) = id::decode(&written).unwrap();
    (written, uuid.to_string())
}

fn shows(table: &str, rows: &str) -> String {
    format!("create policy hole on {table} for select to viewer_member using ({rows})")
}

#[tokio::test]
async fn a_leak_by_id_is_found() {
    let worlds = Worlds::get().await;
    let (written, uuid) = theirs(worlds, "prg");
    let hole = shows("programme", &format!("id = '{uuid}'"));
    let found = found("vera", &["programme", "node"], &hole).await;
    is_found(&found, "programme", &format!("id = {written}"));
    is_found(&found, "node", &format!("id = {written}"));
}

#[tokio::test]
async fn a_leak_by_a_foreign_key_is_found() {
    let worlds = Worlds::get().await;
    let (_, theirs) = theirs(worlds, "prg");
    let mine = &worlds.few.ids["app"][0];
    let (_, uuid) = id::decode(mine).unwrap();
    let hole = format!(
        "do $$ declare k text; begin
           for k in select conname from pg_constraint where contype = 'f' and conrelid = 'application_programme'::regclass loop
             execute format('alter table application_programme drop constraint %I', k);
           end loop;
         end $$;
         alter table application_programme disable trigger user;
         update application_programme set programme_id = '{theirs}' where application_id = '{uuid}';
         {}",
        shows("programme", &format!("id = '{theirs}'"))
    );
    let found = found("vera", &["application"], &hole).await;
    is_found(&found, "application.programmes.0.", &format!("id = {mine}"));
}

#[tokio::test]
async fn a_leak_by_a_filter_is_found() {
    let hole = shows("application", "state = 'WITHDRAWN'");
    let found = found("vera", &["applications"], &hole).await;
    is_found(
        &found,
        "applications.totalCount",
        "filter.state = WITHDRAWN",
    );
    let other = found.iter().filter(|d| d.with == "filter.state = DRAFT");
    assert_eq!(other.count(), 0, "drafts do not leak");
}

#[tokio::test]
async fn a_leak_by_a_count_is_found() {
    let hole = shows("application", "true");
    let found = found("colin", &["applicationCounts", "applications"], &hole).await;
    is_found(&found, "applicationCounts.", "");
    is_found(&found, "applications.totalCount", "");
}

#[tokio::test]
async fn a_leak_by_a_cursor_is_found() {
    let hole = shows("programme", "true");
    let found = found("mara", &["programmes"], &hole).await;
    is_found(&found, "programmes.pageInfo.endCursor", "first = 100");
}

#[tokio::test]
async fn a_leak_by_the_order_is_found() {
    let swapped = |_: &Told, said: String| {
        let (head, body) = said.split_once("\n\n").unwrap();
        let mut body: Value = serde_json::from_str(body).unwrap();
        for rows in ["edges", "nodes"] {
            let rows = body["data"]["applications"][rows].as_array_mut();
            if let Some(rows) = rows.filter(|rows| rows.len() > 1) {
                rows.swap(0, 1);
            }
        }
        format!("{head}\n\n{body}")
    };
    let found = found_through("vera", &["applications"], "select 1", swapped).await;
    is_found(&found, "applications.edges.0.node.id", "sort = UPDATED");
}

#[tokio::test]
async fn a_leak_by_the_words_of_an_error_is_found() {
    let worlds = Worlds::get().await;
    let (written, _) = theirs(worlds, "app");
    let worded = |one: &Told, said: String| match one.with.ends_with(&written) {
        true => said.replace("\"message\":\"", "\"message\":\"Brackenfield's: "),
        false => said,
    };
    let found = found_through("mara", &["application"], "select 1", worded).await;
    is_found(
        &found,
        "application.<errors>.0.message",
        &format!("id = {written}"),
    );
}

#[tokio::test]
async fn a_leak_by_forbidden_for_nothing_is_found() {
    let worlds = Worlds::get().await;
    let (written, _) = theirs(worlds, "app");
    let coded = |one: &Told, said: String| match one.with.ends_with(&written) {
        true => said.replace("NOT_FOUND", "FORBIDDEN"),
        false => said,
    };
    let found = found_through("mara", &["application"], "select 1", coded).await;
    is_found(
        &found,
        "application.<errors>.0.extensions.code",
        &format!("id = {written}"),
    );
}

#[tokio::test]
async fn a_leak_by_a_search_is_found() {
    let hole = shows("application", "true") + ";" + &shows("programme", "true");
    let found = found("vera", &["applications"], &hole).await;
    is_found(&found, "applications.nodes.", "filter.search = Peer");
}

/// Files of Alderbrook's stand in storage where one of Brackenfield's does.
fn another_file() -> String {
    let alder = tests::world::university("alderbrook");
    format!(
        "alter table evidence_file disable trigger user;
         update evidence_file set object_key = (select object_key from evidence_file where university_id <> '{alder}' and object_key is not null limit 1)
           where university_id = '{alder}' and object_key is not null"
    )
}

#[tokio::test]
async fn a_leak_by_an_address_of_evidence_is_found() {
    let worlds = Worlds::get().await;
    let mut empty = TestApp::copy_of(&worlds.base).await;
    empty.leave_jobs();
    let full = holed(worlds, &another_file()).await;
    let people = (worlds.person(&empty, "mara"), worlds.person(&full, "mara"));
    let opens = |root: &str| root == "openEvidence";
    let (_, found) = walk::act(worlds, "mara", people, opens, |_, said| said).await;
    let mine = &worlds.few.ids["evi"][0];
    is_found(
        &found,
        "openEvidence.url",
        &format!("input.evidenceId = {mine}"),
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_leak_by_a_subscription_is_heard() {
    let worlds = Worlds::get().await;
    let mut empty = TestApp::copy_of(&worlds.base).await;
    empty.leave_jobs();
    let full = holed(worlds, &shows("application", "true")).await;
    let (here, there) = tokio::join!(
        hearing::heard(worlds, &empty, false),
        hearing::heard(worlds, &full, true)
    );
    let differ = here.iter().zip(&there).filter(|(a, b)| a != b);
    let fields: Vec<&str> = differ.map(|((_, field, _), _)| field.as_str()).collect();
    assert!(fields.contains(&"applicationChanged"), "{there:?}");
}

#[tokio::test]
async fn a_leak_by_an_export_is_found() {
    let worlds = Worlds::get().await;
    let mut empty = TestApp::copy_of(&worlds.base).await;
    empty.leave_jobs();
    let full = holed(worlds, &another_file()).await;
    let here = hearing::taken(worlds, &empty, "mara").await;
    let there = hearing::taken(worlds, &full, "mara").await;
    let differ = here.iter().zip(&there).filter(|(a, b)| a != b);
    let names: Vec<&str> = differ.map(|((name, _), _)| name.as_str()).collect();
    assert!(
        names.iter().any(|name| name.starts_with("files/")),
        "{names:?}"
    );
}
