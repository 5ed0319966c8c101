//! `pillars verify` says what was done to the trail behind the product's back, by whoever owns the database.

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use server::verify::Heads;
use tests::make::{self, Stage};
use tests::sql::Sql;
use tests::{TestApp, world};

use crate::crash::program::built;

const FREE: &str =
    "alter table trail disable trigger user; alter table trail_head disable trigger user;";

/// What is said of a chain after its owner did something to it: the first broken line, and what is wrong.
async fn tampered(app: &TestApp, sql: &str) -> Vec<(i64, &'static str)> {
    app.owner().await.run(&format!("{FREE} {sql}")).await;
    let report = app.verify(&Heads::default()).await;
    let problems = report.problems.iter();
    problems
        .map(|p| (p.line.unwrap_or(0), p.wrong.unwrap_or("")))
        .collect()
}

/// A test's server with a trail of some lines in Alderbrook's chain.
async fn written() -> TestApp {
    let app = TestApp::start().await;
    make::application(&app, "alderbrook", Stage::Ready).await;
    app.check_trail().await;
    app
}

fn chain() -> String {
    format!("university_id = '{}'", world::university("alderbrook"))
}

#[tokio::test]
async fn t4_a_line_that_was_altered_is_named() {
    let app = written().await;
    let refused = app
        .owner()
        .await
        .attempt("update trail set summary = 'Nothing.'")
        .await;
    assert!(refused.unwrap_err().contains("append-only"));
    for (column, value) in [
        ("summary", "'Nothing.'"),
        ("actor_id", "null"),
        ("at", "at + interval '1 microsecond'"),
        ("after", "'{}'"),
    ] {
        let at = chain();
        let found = tampered(&app, &format!("create table kept as select * from trail; update trail set {column} = {value} where {at} and seq = 5")).await;
        assert_eq!(found, [(5, "ALTERED")], "{column}");
        app.owner()
            .await
            .run(&format!("update trail t set {column} = k.{column} from kept k where k.university_id = t.university_id and k.seq = t.seq; drop table kept"))
            .await;
    }
    app.check_trail().await;
    // With its own hash made to fit, the next one does not follow.
    let at = chain();
    let found = tampered(&app, &format!("update trail t set summary = 'Nothing.' where {at} and seq = 5; update trail t set hash = trail_hash(t) where {at} and seq = 5")).await;
    assert_eq!(found, [(6, "PUT_IN")]);
}

#[tokio::test]
async fn t4_lines_that_were_taken_out_or_put_in_are_named() {
    let app = written().await;
    let at = chain();
    assert_eq!(
        tampered(
            &app,
            &format!("delete from trail where {at} and seq in (4, 9)")
        )
        .await,
        [(4, "MISSING")]
    );

    let app = written().await;
    let insert = format!(
        "insert into trail (university_id, seq, id, at, act, summary, prev_hash) select university_id, seq + 1, gen_random_uuid(), at, 'programme.added', 'Another added.', hash from trail where {at} order by seq desc limit 1; \
         update trail t set hash = trail_hash(t) where {at} and hash = ''"
    );
    let last: i64 = app
        .owner()
        .await
        .one(&format!("select max(seq) from trail where {at}"))
        .await
        .parse()
        .unwrap();
    assert_eq!(tampered(&app, &insert).await, [(last + 1, "PUT_IN")]);

    let app = written().await;
    assert_eq!(
        tampered(&app, &format!("delete from trail where {at} and seq > 7")).await,
        [(8, "CUT_OFF")]
    );
    let moved = format!(
        "update trail_head h set seq = 7, hash = t.hash from trail t where t.university_id = h.university_id and t.seq = 7 and h.{at}"
    );
    assert_eq!(
        tampered(&app, &moved).await,
        [],
        "an end that was cut off with its head only noted heads show"
    );

    let app = written().await;
    let none = format!("delete from trail where {at}");
    assert_eq!(tampered(&app, &none).await, [(1, "CUT_OFF")]);
    let app = written().await;
    assert_eq!(
        tampered(&app, &format!("delete from trail_head where {at}")).await,
        [(1, "PUT_IN")]
    );
}

#[tokio::test]
async fn j7_a_decision_that_is_not_its_record_is_named() {
    let app = TestApp::start().await;
    make::application(&app, "alderbrook", Stage::Decided).await;
    app.work().await;
    let whole = app.verify(&Heads::default()).await;
    assert!(whole.is_sound(), "{whole}");
    assert_eq!((whole.decisions, whole.awards), (1, 1));
    let owner = app.owner().await;
    let said = async |sql: &str| {
        owner.run(&format!("begin; alter table decision disable trigger user; alter table award disable trigger user; {sql}; commit")).await;
        let report = app.verify(&Heads::default()).await;
        report
            .problems
            .iter()
            .map(|p| format!("{}: {}", p.what, p.message))
            .collect::<Vec<_>>()
    };
    let digest = owner.one("select digest from decision").await;
    let record = owner.one("select record from decision").await;
    let zero = "0".repeat(64);
    let wrong = ["the decision of ALD-0001: its digest is not that of its record"];
    assert_eq!(
        said(&format!("update decision set digest = '{zero}'")).await,
        wrong
    );
    let other = format!(
        "update decision set digest = '{digest}', record = jsonb_set(record, '{{record,target_rank}}', '3')"
    );
    assert_eq!(said(&other).await, wrong);
    assert_eq!(
        said(&format!("update decision set record = $r${record}$r$")).await,
        [""; 0]
    );
    let number = owner.one("select number from award").await;
    let raised = said("update award set level_rank = 2").await;
    assert_eq!(
        raised,
        [format!("the award {number}: it is not what was decided")]
    );
}

/// Runs the command; gives its code, what it said and what it complained of.
fn verify(app: &TestApp, more: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(built());
    for setting in server::config::SETTINGS {
        command.env_remove(setting.name);
    }
    let output = command
        .arg("verify")
        .args(more)
        .env("DATABASE_URL", app.login_url())
        .current_dir(std::env::temp_dir())
        .output()
        .expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

async fn rewritten(owner: &Sql) {
    let at = chain();
    owner
        .run(&format!(
            "{FREE} update trail set summary = 'Nothing.' where {at} and seq = 3; \
             do $$ declare r record; prev bytea := ''; begin \
               for r in select seq from trail where {at} order by seq loop \
                 update trail set prev_hash = prev where {at} and seq = r.seq; \
                 update trail t set hash = trail_hash(t) where {at} and seq = r.seq returning hash into prev; \
               end loop; \
               update trail_head set hash = prev where {at}; end $$",
        ))
        .await;
}

#[tokio::test]
async fn t4_history_that_was_written_anew_is_caught_by_heads_kept_elsewhere() {
    let app = written().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("heads.json");
    let path = file.to_str().unwrap();
    let (code, said, _) = verify(&app, &["--heads", path]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("all of it is whole."), "{said}");
    let noted = Heads::read(Path::new(path)).unwrap();
    assert!(!noted.heads.is_empty());

    // Goes on: the noted heads are still there, and newer ones are noted in their place.
    make::application(&app, "alderbrook", Stage::Draft).await;
    let (code, said, _) = verify(&app, &["--against", path, "--heads", path, "--json"]);
    let said: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(code, 0, "{said}");
    assert_eq!(said["problems"], serde_json::json!([]));
    assert_eq!(said["noted"], noted.heads.len());
    assert!(said["lines"].as_i64().unwrap() > 0 && said["chains"].as_i64().unwrap() > 0);
    assert_ne!(Heads::read(Path::new(path)).unwrap().heads, noted.heads);

    let owner = app.owner().await;
    rewritten(&owner).await;
    let (code, said, _) = verify(&app, &[]);
    assert_eq!(code, 0, "every hash was worked out again: {said}");
    let (code, said, wrong) = verify(&app, &["--against", path, "--heads", path]);
    assert_eq!(code, 1, "{said}");
    assert!(
        said.contains("FAIL  the chain of University of Alderbrook: history was rewritten: line "),
        "{said}"
    );
    assert!(
        wrong.contains("The trail is not what was written."),
        "{wrong}"
    );
    let (code, said, _) = verify(&app, &["--against", path, "--json"]);
    let said: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(
        (code, &said["problems"][0]["wrong"]),
        (1, &Value::from("REWRITTEN"))
    );

    // A whole chain taken away, head and all.
    let at = chain();
    owner
        .run(&format!(
            "delete from trail where {at}; delete from trail_head where {at}"
        ))
        .await;
    assert_eq!(verify(&app, &[]).0, 0);
    let (code, said, _) = verify(&app, &["--against", path]);
    assert_eq!(code, 1);
    assert!(
        said.contains("the end was cut off: line 1 is missing"),
        "{said}"
    );

    // What cannot be read is not whole.
    std::fs::write(&file, "heads").unwrap();
    let (code, _, wrong) = verify(&app, &["--against", path]);
    assert_eq!(code, 1);
    assert!(wrong.contains("is no file of heads"), "{wrong}");
    let mut gone = Command::new(built());
    let gone = gone
        .arg("verify")
        .env("DATABASE_URL", "postgres://pillars_app@127.0.0.1:1/none");
    assert_eq!(gone.output().unwrap().status.code(), Some(1));
}
