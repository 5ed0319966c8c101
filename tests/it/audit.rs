//! The audit trail as a list, as an export, and checked whole (T4).

mod reading;
mod verifying;

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tests::make::{self, Stage, documents as doc};
use tests::{Answer, Person, TestApp, world};

const TRAIL: &str = "query($filter: TrailFilter, $first: Int, $after: String) { trail(filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { id at actor act summary number hash origin before after subjectId university { id name } application { id reference } } } }";

async fn trail(who: &Person, filter: Value) -> Answer {
    let asked = json!({ "filter": filter, "first": 100 });
    who.ask(TRAIL, asked).await
}

fn nodes(answer: &Answer) -> Vec<Value> {
    answer.at("/trail/nodes").as_array().unwrap().clone()
}

/// The acts that a filter leaves, newest first.
async fn acts(who: &Person, filter: Value) -> Vec<String> {
    let answer = trail(who, filter).await;
    let acts = nodes(&answer).into_iter();
    let acts: Vec<String> = acts
        .map(|n| n["act"].as_str().unwrap().to_owned())
        .collect();
    let total = answer.number("/trail/totalCount");
    assert!(total == i64::try_from(acts.len()).unwrap() || acts.len() == 100);
    acts
}

/// Makes an export, has it written, and fetches its file.
async fn trail_file(app: &TestApp, who: &Person, report: Value, format: &str) -> Vec<u8> {
    let make = "mutation($input: MakeExportInput!) { makeExport(input: $input) { export { id } } }";
    let open = "mutation($input: OpenExportInput!) { openExport(input: $input) { url } }";
    let input = json!({ "input": { "report": report, "format": format } });
    let made = who.ask(make, input).await;
    app.work().await;
    let input = json!({ "input": { "exportId": made.text("/makeExport/export/id") } });
    let url = who.ask(open, input).await.text("/openExport/url");
    let answer = reqwest::get(&url).await.unwrap();
    answer.bytes().await.unwrap().to_vec()
}

#[tokio::test]
async fn every_filter_narrows_and_pages_go_on_where_they_ended() {
    let app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::InAssessment).await;
    make::application(&app, "brackenfield", Stage::Draft).await;
    app.work().await;
    let olive = app.operator().await;

    let all = trail(&olive, json!({})).await;
    let total = all.number("/trail/totalCount");
    let owner = app.owner().await;
    let counted = owner.one("select count(*) from trail").await;
    assert_eq!(total.to_string(), counted);
    assert_eq!(
        trail(&olive, Value::Null).await.number("/trail/totalCount"),
        total
    );

    // By kind, by act, by both: any of them.
    let started = ["application.started"; 2];
    assert_eq!(
        acts(&olive, json!({ "acts": ["application.started"] })).await,
        started
    );
    let quotes = acts(&olive, json!({ "kinds": ["PROGRAMME"] })).await;
    assert_eq!(quotes, ["programme.added", "programme.added"]);
    let both = json!({ "kinds": ["PROGRAMME"], "acts": ["application.started"] });
    assert_eq!(acts(&olive, both).await.len(), 4);
    let none = acts(&olive, json!({ "acts": ["application.danced"] })).await;
    assert_eq!(none, [""; 0]);
    let wrong = trail(&olive, json!({ "acts": ["Application; drop"] })).await;
    assert!(wrong.fields().contains(&"acts".to_owned()));

    // By whom.
    let theirs = trail(&olive, json!({ "who": "MARA" })).await;
    assert!(nodes(&theirs).iter().all(|n| n["actor"] == "Mara Example"));
    assert!(theirs.number("/trail/totalCount") > 5);
    let rated = json!({ "who": "mara", "acts": ["application.submitted"] });
    assert_eq!(acts(&olive, rated).await, ["application.submitted"]);
    assert_eq!(
        acts(&olive, json!({ "who": "nobody at all" })).await,
        [""; 0]
    );

    // By university.
    let of = json!({ "universityId": world::university_id("brackenfield") });
    let of = nodes(&trail(&olive, of).await);
    assert!(!of.is_empty());
    assert!(
        of.iter()
            .all(|n| n["university"]["name"] == "Brackenfield University")
    );

    // By a reference, whole, and by words in the sentence.
    let by_reference = nodes(&trail(&olive, json!({ "search": "ald-0001" })).await);
    assert!(by_reference.len() > 10);
    for node in &by_reference {
        assert_eq!(node["application"]["id"], case.id.as_str());
    }
    assert!(
        by_reference
            .iter()
            .any(|n| n["act"] == "application.started")
    );
    let words = acts(&olive, json!({ "search": "order ALD-O0001 PLACED" })).await;
    assert_eq!(words, ["application.submitted"]);
    assert_eq!(acts(&olive, json!({ "search": "100%" })).await, [""; 0]);

    // By days, of London.
    owner
        .run("alter table trail disable trigger append_only; \
              update trail set at = '2026-06-30 22:59:59.5+00' where act = 'programme.added' and university_id = (select id from university where slug = 'alderbrook')")
        .await;
    let day = |from: &str, to: &str| json!({ "from": from, "to": to });
    assert_eq!(
        acts(&olive, day("2026-06-30", "2026-06-30")).await,
        ["programme.added"]
    );
    assert_eq!(acts(&olive, day("2026-07-01", "2026-07-01")).await, [""; 0]);
    assert_eq!(
        trail(&olive, json!({})).await.number("/trail/totalCount"),
        total - 1,
        "ninety days unless told"
    );
    let long = json!({ "from": "2026-01-01", "search": "added" });
    assert_eq!(trail(&olive, long).await.fields(), ["from"]);
    let longer = trail(&olive, json!({ "from": "2026-01-01" })).await;
    assert_eq!(longer.number("/trail/totalCount"), total);
    let backwards = trail(&olive, day("2026-11-23", "2026-11-01")).await;
    assert_eq!(backwards.fields(), ["to"]);

    // Pages, by each way of reading them.
    for filter in [
        json!({}),
        json!({ "kinds": ["RATING", "APPLICATION"] }),
        json!({ "who": "example" }),
        json!({ "search": "ALD-0001" }),
    ] {
        let whole: Vec<Value> = nodes(&trail(&olive, filter.clone()).await);
        let whole: Vec<&Value> = whole.iter().map(|n| &n["id"]).collect();
        let (mut seen, mut after) = (Vec::new(), Value::Null);
        loop {
            let asked = json!({ "filter": filter, "first": 7, "after": after });
            let page = olive.ask(TRAIL, asked).await;
            seen.extend(nodes(&page).into_iter().map(|n| n["id"].clone()));
            after = page.at("/trail/pageInfo/endCursor").clone();
            if page.at("/trail/pageInfo/hasNextPage") != true || seen.len() >= whole.len() {
                break;
            }
        }
        assert_eq!(seen.iter().collect::<Vec<_>>(), whole, "{filter}");
    }
}

#[tokio::test]
async fn t2_j6_a_manager_reads_their_own_chain_and_nothing_that_is_not_theirs() {
    let app = TestApp::start().await;
    let judged = make::application(&app, "alderbrook", Stage::Judged).await;
    make::application(&app, "brackenfield", Stage::Decided).await;
    app.work().await;
    // As if somebody was asked to mark it second, and did.
    app.owner()
        .await
        .run(&format!(
            "insert into trail (university_id, id, at, actor_id, act, application_id, summary, before, after, origin) \
             select '{}', gen_random_uuid(), now(), '{}', a, null, 'Said.', '{{\"assessor\": 1}}', '{{}}', '10.0.0.7' \
             from unnest(array['second_marking.judged', 'application.assigned', 'decision.made']) a",
            world::university("alderbrook"),
            world::person("omar"),
        ))
        .await;
    let mara = app.manager("alderbrook").await;
    let wide = json!({ "from": "2026-01-01", "to": "2027-12-31" });
    let seen = nodes(&trail(&mara, wide.clone()).await);
    let other = app.owner().await;
    let hidden = [
        "criterion.judged",
        "outcome.confirmed",
        "decision.made",
        "second_marking.judged",
    ];
    assert!(!seen.is_empty());
    for node in &seen {
        assert_eq!(node["university"]["name"], "University of Alderbrook");
        let act = node["act"].as_str().unwrap();
        assert!(!hidden.contains(&act), "{act}");
        assert_eq!(
            node["number"],
            Value::Null,
            "how many are hidden is not told"
        );
        if node["actor"] != "Mara Example" {
            for field in ["before", "after", "origin", "subjectId"] {
                assert_eq!(node[field], Value::Null, "{node}");
            }
        }
    }
    assert!(seen.iter().any(|n| n["act"] == "application.assigned"));
    let mine = seen.iter().find(|n| n["act"] == "programme.added").unwrap();
    assert_ne!(mine["after"], Value::Null);
    assert_eq!(mine["subjectId"], judged.programme.as_str());
    assert_eq!(mine["hash"].as_str().unwrap().len(), 64);

    // Staff's names find nothing; another university's id finds what an unknown one finds.
    assert_eq!(acts(&mara, json!({ "who": "priya" })).await, [""; 0]);
    for id in [
        world::university_id("brackenfield"),
        tests::introspect::of_nothing("uni"),
    ] {
        assert_eq!(acts(&mara, json!({ "universityId": id })).await, [""; 0]);
    }
    let theirs = other
        .one("select reference from application where reference like 'BRA%'")
        .await;
    assert_eq!(acts(&mara, json!({ "search": theirs })).await, [""; 0]);

    // The application's own timeline says no more than the list, and its cursors count nothing.
    let line = "query($id: ID!) { timeline(applicationId: $id, first: 3) { nodes { id act number before after origin } pageInfo { endCursor } } }";
    for who in [
        &mara,
        &app.assessor("priya").await,
        &app.person("colin").await,
    ] {
        let answer = who.ask(line, json!({ "id": judged.id })).await;
        let cursor = answer.text("/timeline/pageInfo/endCursor");
        assert!(hex::decode(cursor).unwrap().ends_with(b"\x1f"));
        for node in answer.at("/timeline/nodes").as_array().unwrap() {
            assert_eq!(node["number"], Value::Null);
            if who.name() != "mara" {
                assert_eq!(node["after"], Value::Null, "{node}");
            }
        }
    }
    // And it goes on where it ended.
    let whole = mara.ask(doc::TIMELINE, json!({ "id": judged.id })).await;
    let first = mara.ask(line, json!({ "id": judged.id })).await;
    let next = "query($id: ID!, $after: String) { timeline(applicationId: $id, first: 3, after: $after) { nodes { id } } }";
    let after = first.at("/timeline/pageInfo/endCursor");
    let next = mara
        .ask(next, json!({ "id": judged.id, "after": after }))
        .await;
    assert_eq!(
        next.at("/timeline/nodes/0/id"),
        whole.at("/timeline/nodes/3/id")
    );

    let kinds = "{ trailKinds { kind title acts } }";
    for name in ["colin", "vera", "priya", "lena"] {
        let who = app.person(name).await;
        assert_eq!(
            trail(&who, wide.clone()).await.code(),
            "FORBIDDEN",
            "{name}"
        );
        assert_eq!(
            who.ask(kinds, json!({})).await.code(),
            "FORBIDDEN",
            "{name}"
        );
    }
    let stranger = app.stranger();
    assert_eq!(trail(&stranger, wide).await.code(), "UNAUTHENTICATED");
    let theirs = mara.ask(kinds, json!({})).await;
    assert!(!theirs.body.to_string().contains("SECOND_MARKING"));
    let all = app.operator().await.ask(kinds, json!({})).await;
    assert!(all.body.to_string().contains("SECOND_MARKING"));
}

/// Every act that the sources write is of a kind: else nobody finds it by one.
#[test]
fn every_act_is_of_a_kind() {
    let known: Vec<&str> = domain::trail::TrailKind::ALL
        .iter()
        .flat_map(|kind| kind.acts())
        .copied()
        .collect();
    let nouns: Vec<&str> = known
        .iter()
        .filter_map(|act| act.split('.').next())
        .collect();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut missing = Vec::new();
    let mut written = BTreeSet::new();
    for folder in ["schema/src", "server/src"] {
        let mut found = Vec::new();
        crate::architecture::sources(&root.join(folder), ".rs", &mut found);
        for path in found {
            let text = std::fs::read_to_string(&path).unwrap();
            // Between any two quotes: one that is written in a text or as a letter changes what is inside and what outside.
            for word in text.split('"') {
                let Some((noun, verb)) = word.split_once('.') else {
                    continue;
                };
                let plain = |w: &str| w.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
                written.insert(word.to_owned());
                let file =
                    ["pdf", "json", "html", "svg", "csv", "location", "code"].contains(&verb);
                if nouns.contains(&noun)
                    && plain(verb)
                    && !verb.is_empty()
                    && !file
                    && !known.contains(&word)
                {
                    missing.push(format!("{}: {word}", path.display()));
                }
            }
        }
    }
    assert_eq!(missing, [""; 0], "name it in domain/src/trail/acts.rs");
    let unwritten: Vec<&str> = known
        .into_iter()
        .filter(|act| !written.contains(*act))
        .collect();
    assert_eq!(unwritten, [""; 0], "nobody writes it: take it out there");
}
