//! Phrases: what an assessor keeps for themselves alone.

use serde_json::{Value, json};
use tests::make::{self, documents as doc};
use tests::{Person, TestApp};

const OWN: &str = "{ viewer { phrases { id kind title text version } } }";
const REMOVE: &str =
    "mutation($input: RemovePhraseInput!) { removePhrase(input: $input) { removed } }";

async fn titles(person: &Person) -> Vec<String> {
    let kept = person.ask(OWN, json!({})).await;
    let phrases = kept.at("/viewer/phrases").as_array().unwrap();
    let title = |phrase: &Value| phrase["title"].as_str().unwrap().to_owned();
    phrases.iter().map(title).collect()
}

#[tokio::test]
async fn an_assessor_keeps_changes_and_removes_their_own() {
    let app = TestApp::start().await;
    let priya = app.assessor("priya").await;
    make::phrase(&priya, "REQUEST", "Ask for minutes").await;
    let id = make::phrase(&priya, "NOTE", "Not dated").await;
    // The same title for the other purpose is another phrase.
    make::phrase(&priya, "REQUEST", "Not dated").await;
    let change = json!({ "input": {
        "phraseId": id, "kind": "NOTE", "title": "Undated", "text": "It carries no date.", "version": 1,
    } });
    let changed = priya.ask(doc::SAVE_PHRASE, change.clone()).await;
    assert_eq!(
        changed.at("/savePhrase/phrase"),
        &json!({ "id": id, "kind": "NOTE", "title": "Undated", "text": "It carries no date.", "version": 2 })
    );
    // Another tab still has the first version.
    let stale = priya.ask(doc::SAVE_PHRASE, change).await;
    assert_eq!(stale.code(), "CONFLICT");
    assert_eq!(
        stale.body["errors"][0]["extensions"]["current"]["title"],
        "Undated"
    );
    let taken = json!({ "input": { "kind": "REQUEST", "title": "Not dated", "text": "Once more", "version": 0 } });
    let taken = priya.ask(doc::SAVE_PHRASE, taken).await;
    assert_eq!(taken.code(), "BAD_USER_INPUT");
    let removed = priya
        .ask(REMOVE, json!({ "input": { "phraseId": id } }))
        .await;
    assert_eq!(removed.text("/removePhrase/removed"), id);
    let again = priya
        .ask(REMOVE, json!({ "input": { "phraseId": id } }))
        .await;
    assert_eq!(again.code(), "NOT_FOUND");
    assert_eq!(titles(&priya).await, ["Ask for minutes", "Not dated"]);
    let told = app
        .owner()
        .await
        .column(
            "select act from trail where act like 'phrase.%' and actor_id is not null order by seq",
        )
        .await;
    assert_eq!(
        told,
        [
            "phrase.saved",
            "phrase.saved",
            "phrase.saved",
            "phrase.saved",
            "phrase.removed"
        ]
    );
}

#[tokio::test]
async fn nobody_else_sees_changes_or_removes_them() {
    let app = TestApp::start().await;
    let priya = app.assessor("priya").await;
    let id = make::phrase(&priya, "NOTE", "Not dated").await;
    for name in ["mara", "omar", "lena", "olive", "ada"] {
        let person = app.person(name).await;
        assert_eq!(titles(&person).await, [""; 0], "{name}");
        let removed = person
            .ask(REMOVE, json!({ "input": { "phraseId": id } }))
            .await;
        let expected = match name {
            "omar" | "lena" => "NOT_FOUND",
            _ => "FORBIDDEN",
        };
        assert_eq!(removed.code(), expected, "{name}");
    }
    // Each their own: the same title is free for another.
    make::phrase(&app.assessor("omar").await, "NOTE", "Not dated").await;
    assert_eq!(titles(&priya).await, ["Not dated"]);
}

#[tokio::test]
async fn two_hundred_are_enough() {
    let app = TestApp::start().await;
    let priya = app.assessor("priya").await;
    let rows = "insert into phrase select p.id, gen_random_uuid(), 'NOTE', 'Phrase ' || n, 'Words.', 1, now() from person p, generate_series(1, 200) n where p.id = ";
    let person = tests::world::person("priya");
    app.owner().await.run(&format!("{rows}'{person}'")).await;
    let input =
        json!({ "input": { "kind": "NOTE", "title": "One more", "text": "Words.", "version": 0 } });
    let refused = priya.ask(doc::SAVE_PHRASE, input).await;
    assert_eq!(refused.code(), "BAD_USER_INPUT");
}
