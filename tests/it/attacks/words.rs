//! Words that something else would take for more than words: SQL, markup, templates, formulas, headers, letters that look alike.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tests::TestApp;
use tests::introspect::asks::Known;
use tests::introspect::{Ids, Types};
use tests::make::{self, documents as doc};

use super::{acts, awarded, code, send};

/// A name that every one of them would do something with.
const NAME: &str =
    "{{ 7*7 }} ${7*7} #{7*7} <%= 7*7 %> <script>alert(1)</script>\"'><img src=x onerror=alert(1)>";

const HOSTILE: [&str; 12] = [
    "'; drop table programme; --",
    "' or '1'='1",
    "\\'; select pg_sleep(5); --",
    "1; select pg_sleep(5)",
    "$1",
    "%s%s%n",
    "{\"$gt\": \"\"}",
    "*)(uid=*",
    "a' union select token_hash::text from session --",
    "\u{0}",
    "\u{202e}gpj.exe",
    "\u{feff}\u{200b}",
];

#[tokio::test]
async fn every_question_takes_hostile_words_for_words() {
    let app = TestApp::start().await;
    make::application(&app, "alderbrook", make::Stage::Draft).await;
    let types = Types::read().await;
    let olive = app.operator().await;
    let hostile = || HOSTILE.map(str::to_owned).to_vec();
    let known = Known {
        words: hostile(),
        invoices: hostile(),
        certificates: hostile(),
        ids: ["app", "prg", "uni", "per"]
            .map(|kind| (kind, hostile()))
            .into(),
    };
    let before = app.owner().await.counts().await;
    let mut asked = 0;
    for ask in types.questions(&known) {
        let variables = ask.variables.to_string();
        if !HOSTILE
            .iter()
            .any(|word| variables.contains(json!(word).to_string().trim_matches('"')))
        {
            continue;
        }
        let start = Instant::now();
        let answer = olive
            .ask_freely(&ask.document(), ask.variables.clone())
            .await;
        assert_ne!(
            code(&answer),
            "INTERNAL",
            "{} {variables}: {:#}",
            ask.root,
            answer.body
        );
        assert!(answer.status.as_u16() < 500, "{} {variables}", ask.root);
        assert!(
            start.elapsed() < Duration::from_secs(4),
            "{} {variables} slept",
            ask.root
        );
        asked += 1;
    }
    assert!(asked > 300, "{asked} questions");
    let after = app.owner().await.counts().await;
    let same = before
        .iter()
        .zip(&after)
        .filter(|(a, b)| a != b && a.0 != "trail");
    assert_eq!(same.count(), 0, "nothing but what was read is told");
}

fn bent(value: &Value, word: &str) -> Value {
    match value {
        Value::String(_) => json!(word),
        Value::Array(all) => all.iter().map(|one| bent(one, word)).collect(),
        Value::Object(all) => all
            .iter()
            .map(|(name, one)| (name.clone(), bent(one, word)))
            .collect(),
        other => other.clone(),
    }
}

#[tokio::test]
async fn every_act_takes_hostile_words_for_words() {
    let app = TestApp::start().await;
    let types = Types::read().await;
    let people = [app.manager("alderbrook").await, app.operator().await];
    let tables = app.owner().await.tables().await;
    let long = "x".repeat(200_000);
    let mut done = 0;
    for (place, (root, document, variables)) in acts(&types, &Ids::new()).into_iter().enumerate() {
        // Each of them with some of the words, and all of the words with some of them.
        for turn in 0..4 {
            let word = HOSTILE
                .get((place + 5 * turn) % (HOSTILE.len() + 1))
                .copied()
                .unwrap_or(&long);
            let start = Instant::now();
            let by = &people[(place + turn) % 2];
            let answer = by.ask_freely(&document, bent(&variables, word)).await;
            assert_ne!(
                code(&answer),
                "INTERNAL",
                "{} {word:.40}: {:#}",
                root.name,
                answer.body
            );
            assert!(answer.status.as_u16() < 500, "{} {word:.40}", root.name);
            assert!(
                start.elapsed() < Duration::from_secs(4),
                "{} {word:.40} slept",
                root.name
            );
            done += 1;
        }
    }
    assert!(done > 300, "{done} acts");
    assert_eq!(app.owner().await.tables().await, tables);
    let mut app = app;
    app.leave_jobs();
}

#[tokio::test]
async fn a_wildcard_in_a_search_is_a_letter() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    for name in [
        "100% mentoring",
        "Peer_mentoring",
        "Back\\slash",
        "Plain mentoring",
    ] {
        let added = mara
            .ask(
                doc::ADD_PROGRAMME,
                json!({ "input": make::programme(name) }),
            )
            .await;
        let input = json!({ "input": { "programmeId": added.text("/addProgramme/programme/id"), "level": "BRONZE" } });
        mara.ask(doc::START, input).await.ok();
    }
    let ask = "query($w: String) { applications(filter: { search: $w }) { totalCount nodes { programmes { name } } } }";
    for (word, found) in [
        ("100%", vec!["100% mentoring"]),
        ("%mentoring", vec![]),
        ("P%g", vec![]),
        ("Peer_m", vec!["Peer_mentoring"]),
        ("Pl_in", vec![]),
        ("Back\\s", vec!["Back\\slash"]),
        (".*", vec![]),
        ("(a+)+$", vec![]),
    ] {
        let answer = mara.ask(ask, json!({ "w": word })).await;
        let nodes = answer.at("/applications/nodes").as_array().unwrap();
        let names: Vec<&str> = nodes
            .iter()
            .filter_map(|node| node["programmes"][0]["name"].as_str())
            .collect();
        assert_eq!(names, found, "{word}");
    }
}

#[tokio::test]
async fn a_name_is_a_name_on_every_page_and_in_every_letter() {
    let app = TestApp::start().await;
    app.owner()
        .await
        .run("update university set name = 'Alder {{ 7*7 }} <script>alert(1)</script>' where slug = 'alderbrook'")
        .await;
    let case = awarded(&app, NAME).await;
    let number = case.award.unwrap();
    let olive = app.operator().await;
    let mut shown = 0;
    for path in [
        "/register".to_owned(),
        "/register?search=alert".to_owned(),
        format!("/awards/{number}"),
        format!("/awards/{number}.svg"),
        "/sign-in".to_owned(),
        "/join".to_owned(),
    ] {
        for by in [&app.stranger(), &olive] {
            let came = send(&app, by.request("GET", &path), "").await;
            assert!(came.status < 400, "{path}: {}", came.status);
            let text = came.text.to_lowercase();
            assert!(
                !text.contains("<script>alert") && !text.contains("<img src=x"),
                "{path}: {text}"
            );
            assert!(
                !text.contains("49 ${") && !text.contains("alder 49"),
                "{path}: {text}"
            );
            shown += usize::from(text.contains("{{ 7*7 }}"));
        }
    }
    assert!(shown >= 4, "the name stands on {shown} pages");
    let invite =
        "mutation($input: InvitePersonInput!) { invitePerson(input: $input) { people { role } } }";
    let input = json!({ "name": NAME, "email": "nia@alderbrook.test", "role": "VIEWER" });
    let mara = app.manager("alderbrook").await;
    mara.ask(invite, json!({ "input": input })).await.ok();
    app.work().await;
    let letters = app.letters().await;
    let named = letters.iter().filter(|l| l.text.contains("{{ 7*7 }}"));
    assert!(named.count() > 0, "{letters:#?}");
    for letter in letters {
        assert!(!letter.text.contains("Alder 49"), "{}", letter.text);
        assert!(!letter.subject.contains(['\r', '\n']), "{}", letter.subject);
        let page = domain::notice::page::html(&letter.text);
        assert!(!page.contains("<script>alert") && !page.contains("<img src=x"));
    }
}

#[tokio::test]
async fn a_formula_in_a_name_is_text_in_the_register() {
    let app = TestApp::start().await;
    let formulas = [
        "=HYPERLINK(\"https://evil.example\")",
        "+1+1",
        "-2+3",
        "@SUM(1)",
    ];
    app.owner()
        .await
        .run("update university set name = '=cmd|calc' where slug = 'alderbrook'")
        .await;
    for name in formulas {
        awarded(&app, name).await;
    }
    let came = send(
        &app,
        app.stranger().request("GET", "/public/register.csv"),
        "",
    )
    .await;
    assert_eq!(came.status, 200);
    assert!(came.header("content-type").starts_with("text/csv"));
    let text = came.text.trim_start_matches('\u{feff}');
    for name in formulas.into_iter().chain(["=cmd|calc"]) {
        let written = name.replace('"', "\"\"");
        assert!(text.contains(&written), "{name} is there: {text}");
        for before in [",", "\"", "\n"] {
            assert!(
                !text.contains(&format!("{before}{written}")),
                "{name} begins a cell: {text}"
            );
        }
    }
}

#[tokio::test]
async fn lines_in_a_name_or_an_address_make_no_header_of_a_letter() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let invite =
        "mutation($input: InvitePersonInput!) { invitePerson(input: $input) { people { role } } }";
    for (name, email) in [
        ("Nia\r\nBcc: all@evil.example", "nia@alderbrook.test"),
        ("Nia\nSubject: Free", "nia@alderbrook.test"),
        ("Nia", "nia@alderbrook.test\r\nBcc: all@evil.example"),
        ("Nia", "nia@alderbrook.test, all@evil.example"),
        ("Nia", "\"Nia\" <nia@alderbrook.test>"),
        ("Nia", "nia@alderbrook.test%0aBcc:all@evil.example "),
        ("Nia", "nia\u{0}@alderbrook.test"),
    ] {
        let input = json!({ "input": { "name": name, "email": email, "role": "VIEWER" } });
        let answer = mara.ask_freely(invite, input).await;
        let refused = code(&answer) == "BAD_USER_INPUT";
        let flattened = answer.body.get("errors").is_none() && email == "nia@alderbrook.test";
        assert!(
            refused || flattened,
            "{name:?} {email:?}: {:#}",
            answer.body
        );
    }
    app.work().await;
    for letter in app.letters().await {
        assert_eq!(letter.to, "nia@alderbrook.test");
        assert!(
            !letter.subject.contains(['\r', '\n']),
            "{:?}",
            letter.subject
        );
    }
}

#[tokio::test]
async fn letters_that_look_alike_are_other_letters() {
    let app = TestApp::start().await;
    let (mara, marek) = (
        app.manager("alderbrook").await,
        app.manager("brackenfield").await,
    );
    let add = "mutation($input: AddDomainInput!) { addDomain(input: $input) { settings { domains { name } } } }";
    let own = mara
        .ask_freely(add, json!({ "input": { "name": "alderbrook.test" } }))
        .await;
    own.ok();
    // A Cyrillic letter, a full-width one, a dot of another script, a soft hyphen.
    for name in [
        "аlderbrook.test",
        "ａlderbrook.test",
        "alderbrook。test",
        "alder\u{ad}brook.test",
        "alderbrook.test\u{200b}",
    ] {
        let answer = marek
            .ask_freely(add, json!({ "input": { "name": name } }))
            .await;
        let taken = answer
            .body
            .pointer("/data/addDomain/settings/domains/0/name")
            .and_then(Value::as_str);
        let other = taken.is_none() || taken.is_some_and(|taken| taken.starts_with("xn--"));
        assert!(other, "{name:?} became {taken:?}");
        assert!(
            taken.is_some() || code(&answer) == "BAD_USER_INPUT",
            "{:#}",
            answer.body
        );
    }
    for name in [
        "\u{202e}kcabrednu",
        "Peer\u{2066}mentoring\u{2069}",
        "Peer\u{0}",
    ] {
        let answer = mara
            .ask_freely(
                doc::ADD_PROGRAMME,
                json!({ "input": make::programme(name) }),
            )
            .await;
        let kept = answer
            .body
            .pointer("/data/addProgramme/programme/name")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let turns =
            |c: char| matches!(c, '\u{0}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        assert!(!kept.contains(turns), "{name:?} is kept as {kept:?}");
    }
    let mut app = app;
    app.leave_jobs();
}
