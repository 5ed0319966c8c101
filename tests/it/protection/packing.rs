//! Everything held of a person in one archive.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use store::person_data::SECTIONS;
use tests::make::{self, Stage};
use tests::{TestApp, world};

use super::*;

fn part(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Vec<Value> {
    let file = files.get(&format!("data/{name}.json")).expect(name);
    serde_json::from_slice(file).expect(name)
}

#[tokio::test]
async fn t6_an_operator_takes_away_all_that_is_held_of_somebody() {
    let app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::Decided).await;
    make::application(&app, "brackenfield", Stage::Ready).await;
    let mara = app.manager("alderbrook").await;
    let token = make::token(&mara).await;
    let owner = app.owner().await;
    let who = world::person("mara");
    owner
        .run(&format!(
            "insert into identity values ('https://alderbrook.test', 'mara-1', '{who}'); \
             insert into mail_preference values ('{who}', '{{REPORT}}', 1, now(), null, null, null); \
             update person set name = 'Mara <b>Example</b>' where id = '{who}'"
        ))
        .await;
    app.work().await;
    let olive = app.operator().await;
    let found = olive.ask(FIND, json!({ "words": "MARA@alder" })).await;
    assert_eq!(
        found.text("/peopleFound/0/person/id"),
        world::person_id("mara")
    );
    assert_eq!(
        found.text("/peopleFound/0/universities/0"),
        "University of Alderbrook"
    );
    let input = json!({ "input": { "personId": world::person_id("mara") } });
    let made = olive.ask(PACK, input).await;
    app.work().await;
    let files = fetch(&olive, &made.text("/exportPerson/export/id")).await;

    for section in SECTIONS {
        part(&files, section.name);
    }
    assert_eq!(part(&files, "person")[0]["email"], "mara@alderbrook.test");
    assert_eq!(part(&files, "identities")[0]["subject"], "mara-1");
    assert_eq!(part(&files, "roles")[0]["role"], "MANAGER");
    assert!(!part(&files, "sessions").is_empty());
    assert!(!part(&files, "letters").is_empty());
    assert!(!part(&files, "self_ratings").is_empty());
    assert!(!part(&files, "evidence").is_empty());
    assert_eq!(part(&files, "applications").len(), 1, "{:?}", case.id);
    assert_eq!(part(&files, "tokens").len(), 1, "{token}");
    let did = part(&files, "trail_of_what_you_did");
    assert!(
        did.iter()
            .any(|line| line["act"] == "application.submitted")
    );
    assert!(part(&files, "mail_preferences")[0]["unwanted"] == json!(["REPORT"]));

    // What opens something is in none of it, nor what is others'.
    let all = String::from_utf8_lossy(&files.values().flatten().copied().collect::<Vec<_>>())
        .into_owned();
    let hashes = owner
        .column("select encode(token_hash, 'hex') from session union select encode(hash, 'hex') from token")
        .await;
    assert!(hashes.len() > 2 && hashes.iter().all(|hash| !all.contains(hash)));
    assert!(!all.contains("Brackenfield") && !all.contains("marek@"));

    // The page can be read, and nothing in it is taken for markup.
    let page = String::from_utf8_lossy(&files["index.html"]).into_owned();
    assert!(page.contains("Mara &lt;b&gt;Example") && !page.contains("<b>"));
    for section in SECTIONS {
        let title = minijinja_escaped(section.title);
        assert!(page.contains(&format!("<h2>{title}</h2>")), "{title}");
    }
    let list: Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    let listed = list["files"].as_object().unwrap();
    assert_eq!(listed.len(), files.len() - 2);
    for (path, what) in listed {
        let hash = hex::encode(Sha256::digest(&files[path]));
        assert_eq!(what["sha256"], json!(hash), "{path}");
    }

    // Asking, and fetching, are told.
    let told = owner.column("select act from trail where act in ('person.exported', 'export.made', 'export.ready', 'export.opened') order by seq");
    assert_eq!(
        told.await,
        [
            "export.made",
            "person.exported",
            "export.ready",
            "export.opened"
        ]
    );
}

fn minijinja_escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('\'', "&#x27;")
}

#[tokio::test]
async fn t6_everybody_takes_away_what_is_held_of_themself_and_of_nobody_else() {
    let app = TestApp::start().await;
    for name in ["colin", "priya", "ada"] {
        let who = app.person(name).await;
        let made = who.ask(OWN, json!({})).await;
        let id = made.text("/exportOwnData/export/id");
        app.work().await;
        let files = fetch(&who, &id).await;
        let email = part(&files, "person")[0]["email"].clone();
        assert!(email.as_str().unwrap().starts_with(name), "{email}");
        let seen = who.ask(EXPORTS, json!({})).await;
        assert_eq!(seen.text("/exports/nodes/0/id"), id);
        // Nobody else, whatever they run.
        for other in ["olive", "mara", "omar"] {
            let other = app.person(other).await;
            let opened = other
                .ask(OPEN, json!({ "input": { "exportId": id } }))
                .await;
            assert_eq!(opened.code(), "NOT_FOUND");
            assert_eq!(
                other.ask(EXPORTS, json!({})).await.at("/exports/nodes"),
                &json!([])
            );
        }
    }
    // A university hears nothing of it.
    let owner = app.owner().await;
    let heard = format!(
        "select act from trail where university_id = '{}' and act like 'export.%'",
        world::university("alderbrook")
    );
    assert!(owner.column(&heard).await.is_empty());
    let mara = app.manager("alderbrook").await;
    let input = json!({ "input": { "personId": world::person_id("colin") } });
    assert_eq!(mara.ask(PACK, input).await.code(), "FORBIDDEN");
}

/// Columns that say who, whose rows hold nothing that is somebody's: who did it stands in the trail.
const TOLD_BY_THE_TRAIL: [&str; 5] = [
    // Who set or declared it of an assessor.
    "assessor_profile.updated_by",
    "assessor_absence.set_by",
    "declared_conflict.declared_by",
    "coached_programme.declared_by",
    // Who moved a case to whom.
    "assignment_move",
];

#[tokio::test]
async fn t6_no_table_that_says_who_is_left_out() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    let says = owner
        .column(
            "select c.relname || '.' || a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.atttypid = 'uuid'::regtype \
             where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and (a.attname ~ '_by$' or a.attname in ('person_id', 'actor_id', 'assessor_id', 'second_assessor_id', 'of_person', 'from_id', 'to_id') \
               or exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and k.confrelid = 'person'::regclass and a.attnum = any (k.conkey))) \
               and (c.relname, a.attname) not in (('university', 'continued_by'), ('member', 'ruled_by')) order by 1",
        )
        .await;
    assert!(says.len() > 40, "{says:?}");
    let left: Vec<&String> = says
        .iter()
        .filter(|place| {
            let (table, column) = place.split_once('.').unwrap();
            let told = TOLD_BY_THE_TRAIL
                .iter()
                .any(|told| *told == place.as_str() || *told == table);
            let taken = SECTIONS.iter().any(|section| {
                let rows = section.statement();
                let named = |word: &str| {
                    rows.split(|c: char| !c.is_alphanumeric() && c != '_')
                        .any(|w| w == word)
                };
                named(table) && named(column)
            });
            !told && !taken
        })
        .collect();
    assert!(left.is_empty(), "{left:?}");
}
